"""Buttons and the lid: what people press becomes a command, an open lid lets every joint go."""

from collections.abc import Callable
from typing import Any

from companion.body.raspberry.gpio import digital_input, opened
from companion.vocabulary.commands import Command, ReleaseGate, SetGate
from companion.vocabulary.permissions import Gate

RELEASE_AFTER_S = 3.0
"""The stop button is held for so long to let it live again: nobody does that by accident."""

BOUNCE_S = 0.02


class Buttons:
    """Stop and mute.

    Stop closes the whole gate at the press; held for three seconds it opens it again. Mute silences the speaker, and
    lets it sound at the next press. Wiring: GPIO4 and GPIO26, each through a push button to ground. Example::

        buttons = Buttons(stop_pin=4, mute_pin=26)
        buttons.open(print, lambda: Gate())

    Commands go to `order`, from a thread of gpiozero's; `gate` says how it is now. `open` raises `OrganError`.
    """

    def __init__(self, stop_pin: int, mute_pin: int, pin_factory: Any = None) -> None:
        self._stop_pin, self._mute_pin = stop_pin, mute_pin
        self._factory = pin_factory
        self._devices: list[Any] = []

    @property
    def name(self) -> str:
        return "buttons"

    def open(self, order: Callable[[Command], None], gate: Callable[[], Gate]) -> None:
        self.close()
        stop = self._button(self._stop_pin, hold_s=RELEASE_AFTER_S)
        stop.when_pressed = lambda: order(SetGate("stop", True))
        stop.when_held = lambda: order(ReleaseGate())
        mute = self._button(self._mute_pin)
        mute.when_pressed = lambda: order(SetGate("silent", not gate().silent))

    def close(self) -> None:
        while self._devices:
            self._devices.pop().close()

    def _button(self, pin: int, hold_s: float = 1.0) -> Any:
        def make() -> Any:
            from gpiozero import Button

            return Button(pin, bounce_time=BOUNCE_S, hold_time=hold_s, pin_factory=self._factory)

        device = opened(make, self.name, f"GPIO{pin}")
        self._devices.append(device)
        return device


class Lid:
    """The lid over the works. Wiring: GPIO16 through a switch to ground that is closed while the lid is shut.

    A broken wire reads as open, which is the safe side. Example::

        lid = Lid(16)
        lid.open(lambda is_open: print("open" if is_open else "shut"))
    """

    def __init__(self, pin: int, pin_factory: Any = None) -> None:
        self._pin = pin
        self._factory = pin_factory
        self._line: Any = None

    @property
    def name(self) -> str:
        return "lid"

    def open(self, moved: Callable[[bool], None]) -> None:
        """Tell `moved` at once how it is, and at every change, from a thread. Raises `OrganError`."""
        self.close()
        self._line = digital_input(self._pin, self.name, pull_up=True, pin_factory=self._factory)
        self._line.when_activated = lambda: moved(False)
        self._line.when_deactivated = lambda: moved(True)
        moved(self.is_open())

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def is_open(self) -> bool:
        """True also while nobody can tell."""
        return self._line is None or not self._line.is_active
