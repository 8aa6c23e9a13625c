"""Skin in simulation: strokes on the drawn seal become touches on the twelve zones."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from companion.vocabulary.errors import MessageError
from companion.vocabulary.signals import ZONES, Touches, TouchPhase

QUEUE = 256
"""Touches that may wait; beyond it the oldest `move` goes first, so that no contact is left without its end."""

FASTEST_CM_S = 200.0
"""A hand cannot usefully be faster; a pointer event can claim to be."""

_PHASES: tuple[TouchPhase, ...] = get_args(TouchPhase)


class SimulatedSkin:
    """Twelve zones that can be fed.

    Example::

        skin = SimulatedSkin()
        skin.open()
        skin.feed(Touches("down", "back_middle", 0.0, 0.4, captured_s=1.0))
        skin.drain()

    While closed (touch is not allowed) whatever is fed is forgotten.
    """

    def __init__(self) -> None:
        self._open = False
        self._waiting: deque[Touches] = deque()
        self._notify: Callable[[], None] | None = None
        self.dropped = 0

    @property
    def name(self) -> str:
        return "simulated skin"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False
        self._waiting.clear()

    def listen(self, notify: Callable[[], None]) -> None:
        self._notify = notify

    def feed(self, value: Touches) -> None:
        """Take one touch, its speed and pressure brought into range. Raises `MessageError` for what is no touch."""
        touch = _checked(value)
        if not self._open:
            return
        if len(self._waiting) >= QUEUE:
            self._drop_one()
        self._waiting.append(touch)
        if self._notify is not None:
            self._notify()

    def drain(self) -> tuple[Touches, ...]:
        touches: list[Touches] = []
        while self._waiting:
            touches.append(self._waiting.popleft())
        return tuple(touches)

    def _drop_one(self) -> None:
        self.dropped += 1
        for index, waiting in enumerate(self._waiting):
            if waiting.phase == "move":
                del self._waiting[index]
                return
        self._waiting.popleft()


def _checked(touch: Touches) -> Touches:
    if touch.phase not in _PHASES:
        raise MessageError(f"a touch cannot be {touch.phase!r}", "skin, phase", f"Use one of {', '.join(_PHASES)}.")
    if touch.zone not in ZONES:
        raise MessageError(
            f"there is no place {touch.zone!r} on the skin", "skin, zone", f"Use one of {', '.join(ZONES)}."
        )
    for key in ("speed_cm_s", "pressure", "captured_s"):
        if not math.isfinite(getattr(touch, key)):
            raise MessageError("a number that is not finite", f"skin, {key}", "Send a plain number.")
    return replace(
        touch,
        speed_cm_s=min(max(touch.speed_cm_s, 0.0), FASTEST_CM_S),
        pressure=min(max(touch.pressure, 0.0), 1.0),
    )
