"""What lets go of every joint while it is calibrated: the stop button, the opened lid, and too much current."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

from companion.body.interlock import Interlock
from companion.body.overcurrent import CurrentGuard
from companion.body.pins import Pins
from companion.body.raspberry.analogue import Converter
from companion.body.raspberry.gpio import digital_input
from companion.vocabulary.errors import OrganError


class Watch:
    """Asked in every frame that gives a joint power. Open until `stack` ends; raises `OrganError` where no pins are.

    A robot without a converter has no sense of current; then only button and lid are watched.
    """

    def __init__(self, pins: Pins, factory: Any, now: Callable[[], float], stack: ExitStack) -> None:
        self._now = now
        self._stop, self._lid = (
            digital_input(pins.gpio[name], name.replace("_", " "), True, factory) for name in ("stop_button", "lid")
        )
        for line in (self._stop, self._lid):
            stack.callback(line.close)
        self._interlock = Interlock()
        self._guard = CurrentGuard(self._interlock, pins.servos.most_amperes, pins.servos.over_current_s)
        self._amperes_at_full = pins.adc.reference_volts / pins.servos.volts_per_ampere
        self._current: Converter | None = None
        with suppress(OrganError):
            current = Converter(pins.adc.channels["servo_current"], "servo current", factory)
            current.open()
            stack.callback(current.close)
            self._current = current

    @property
    def stopped(self) -> bool:
        """Whether somebody presses the stop button just now."""
        return bool(self._stop.is_active)

    def in_the_way(self) -> str | None:
        """Why no joint may have power just now, in words."""
        if self.stopped:
            return "Somebody pressed the stop button: every joint is let go."
        if not self._lid.is_active:
            return "The lid is open: every joint is let go."
        if self._current is not None:
            try:
                self._guard.feel(self._current.share() * self._amperes_at_full, self._now())
            except OrganError:
                self._current = None
        reasons = self._interlock.reasons
        return f"{reasons[0].capitalize()}: something holds the joint, or it runs against its end." if reasons else None
