"""Cheeks: red, green and blue LEDs behind thin felt, by pulse-width modulation (gpiozero)."""

import math
from typing import Any

from companion.body.raspberry.gpio import opened
from companion.vocabulary.acts import Glow
from companion.vocabulary.permissions import Gate

DARK = Glow(0.0, 0.0, 0.0, 0.0)


class Cheeks:
    """Two cheeks of one colour; dark while closed and while the gate forbids light.

    Wiring: GPIO5 red, GPIO6 green, GPIO13 blue, each through 220 Ohm to the anode of its LED, cathodes to ground; more
    than one LED a colour needs a transistor. Example::

        cheeks = Cheeks(5, 6, 13)
        cheeks.connect()
        cheeks.show(Glow(1.0, 0.6, 0.3, 0.5))
        cheeks.close()

    `open` prepares, `connect` takes the pins and raises `OrganError`; until then light is simply not shown.
    """

    def __init__(self, red: int, green: int, blue: int, pin_factory: Any = None) -> None:
        self._pins = (red, green, blue)
        self._factory = pin_factory
        self._led: Any = None
        self._gate = Gate()
        self._glow = DARK

    @property
    def name(self) -> str:
        return "cheeks"

    def open(self) -> None:
        """Nothing yet: pins may be busy, and the creature lives without light."""

    def connect(self) -> None:
        def make() -> Any:
            from gpiozero import RGBLED

            return RGBLED(*self._pins, pin_factory=self._factory)

        if self._led is None:
            self._led = opened(make, self.name, "GPIO" + ", ".join(str(pin) for pin in self._pins))

    def check(self) -> None:
        """Pins cannot be lost."""

    def close(self) -> None:
        led, self._led = self._led, None
        self._glow = DARK
        if led is not None:
            led.off()
            led.close()

    def obey(self, gate: Gate) -> None:
        self._gate = gate
        if not gate.may_glow:
            self.show(DARK)

    def show(self, glow: Glow) -> None:
        """Glow so, each part brought into 0..1; a part that is not a number is dark."""
        if self._led is None:
            return
        glow = glow if self._gate.may_glow else DARK
        if glow != self._glow:
            level = _part(glow.level)
            self._led.color = tuple(_part(part) * level for part in (glow.red, glow.green, glow.blue))
            self._glow = glow


def _part(value: float) -> float:
    return min(max(value, 0.0), 1.0) if math.isfinite(value) else 0.0
