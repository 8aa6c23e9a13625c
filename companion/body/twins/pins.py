"""Simulated pins: gpiozero's own mock pins, with wires to whatever hangs at them. Needs gpiozero."""

from collections.abc import Callable
from typing import Any

from gpiozero.pins.mock import MockFactory, MockPWMPin

REMEMBERED = 200
"""Changes that a pin remembers: a heartbeat has fifty a second, for days."""


class WiredPin(MockPWMPin):  # type: ignore[misc]
    """A pin whose every change is told to what is wired to it, by number, in its factory."""

    def _change_state(self, value: Any) -> bool:
        changed = bool(super()._change_state(value))
        del self.states[:-REMEMBERED]
        wire = self.factory.wires.get(self.info.name) if changed else None
        if wire is not None:
            wire(float(self._state))
        return changed

    def _get_state(self) -> Any:
        """What its pad is at: a short to ground is stronger than whatever drives it."""
        shorted = self._function == "output" and self.info.name in self.factory.shorted
        return 0.0 if shorted else super()._get_state()

    def _set_pull(self, value: str) -> None:
        """As an input it rests where the outside holds it: what is wired there is stronger than the Pi's resistor."""
        super()._set_pull(value)
        outside = self.factory.resting.get(self.info.name)
        if outside is not None:
            (self.drive_high if outside else self.drive_low)()


class Mcp3008Twin:
    """A converter on SPI0, word by word (Microchip MCP3008, figure 6-1): `shares` 0..1 of the reference, by channel.

    `silent` is a converter without power: its line stays low.
    """

    bits_per_word = 8
    closed = False

    def __init__(self) -> None:
        self.shares = [0.0] * 8
        self.silent = False

    def transfer(self, words: list[int]) -> list[int]:
        """Three words out, three words in: a start bit, single-ended, three bits of channel; ten bits come back."""
        if self.silent or len(words) != 3 or words[0] != 0x01 or not words[1] & 0x80:
            return [0] * len(words)
        counts = min(max(round(self.shares[words[1] >> 4 & 0b111] * 1023), 0), 1023)
        return [0, counts >> 8, counts & 0xFF]

    def close(self) -> None:
        """It goes on for others."""


class TwinPins(MockFactory):  # type: ignore[misc]
    """A pin factory for gpiozero whose pins are wired.

    `wire(5, listener)` tells the listener every change of GPIO5; `drive(23, False)` pulls GPIO23 to ground from
    outside; `pull(22, True)` is a resistor to 3.3 V there. Pins in `broken` are taken by somebody else; those named in
    `shorted` touch ground.
    """

    def __init__(self) -> None:
        super().__init__(pin_class=WiredPin)
        self.wires: dict[str, Callable[[float], None]] = {}
        self.resting: dict[str, bool] = {}
        self.broken: set[int] = set()
        self.shorted: set[str] = set()
        self.converter = Mcp3008Twin()

    def wire(self, number: int, listener: Callable[[float], None]) -> None:
        self.wires[f"GPIO{number}"] = listener

    def pull(self, number: int, high: bool) -> None:
        self.resting[f"GPIO{number}"] = high

    def drive(self, number: int, high: bool) -> None:
        """Drive an input from outside; from then on it rests there."""
        self.pull(number, high)
        pin = self.pin(number)
        if pin.function == "input":
            (pin.drive_high if high else pin.drive_low)()

    def level(self, number: int) -> float:
        """What a pin is at, 0..1."""
        return float(self.pin(number).state)

    def spi(self, **spi_args: Any) -> Mcp3008Twin:
        return self.converter

    def reserve_pins(self, requester: Any, *pins: Any) -> None:
        for name in pins:
            if int(str(name).removeprefix("GPIO")) in self.broken:
                raise OSError(16, "GPIO busy")
        super().reserve_pins(requester, *pins)
