"""The only maker of `Moment`: the real clocks of this computer, and whether the wall clock can be trusted."""

import time
from datetime import datetime
from pathlib import Path

from companion.vocabulary.moment import Moment

_HARDWARE_CLOCK = Path("/sys/class/rtc/rtc0")
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
_ASK_AGAIN_S = 10.0


def wall_clock_is_trusted() -> bool:
    """True when a clock chip keeps the time or a time server has set it since the start; a bare Pi 4 has neither."""
    return _HARDWARE_CLOCK.exists() or _SYNCHRONISED.exists()


class Clock:
    """Hands out moments. `monotonic_s` is `time.monotonic()`, so organs may stamp their signals with that.

    A wall clock that becomes trustworthy later (the network comes up) is trusted within ten seconds.
    """

    def __init__(self) -> None:
        self._trusted = wall_clock_is_trusted()
        self._asked_s = self.seconds()

    def seconds(self) -> float:
        return time.monotonic()

    def now(self) -> Moment:
        now_s = self.seconds()
        if not self._trusted and now_s - self._asked_s > _ASK_AGAIN_S:
            self._trusted, self._asked_s = wall_clock_is_trusted(), now_s
        return Moment(now_s, datetime.now() if self._trusted else None)
