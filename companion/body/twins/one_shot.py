"""Twin of the 74HC4538 that holds the servo supply: every rising edge holds it on for a while; nothing else does."""

import math
from collections.abc import Callable


class OneShot:
    """On for `timeout_s` after the last rising edge, by the clock it is given."""

    def __init__(self, timeout_s: float, now: Callable[[], float]) -> None:
        self._timeout_s = timeout_s
        self._now = now
        self._level = False
        self._triggered_s = -math.inf
        self.triggers = 0

    def follow(self, level: bool) -> None:
        """The level of the trigger pin, at every change."""
        if level and not self._level:
            self._triggered_s = self._now()
            self.triggers += 1
        self._level = level

    @property
    def is_on(self) -> bool:
        return self._now() - self._triggered_s < self._timeout_s
