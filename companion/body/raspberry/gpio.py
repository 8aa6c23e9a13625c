"""Pins of the Pi by way of gpiozero: opened by name, and what goes wrong is said in words."""

import threading
import warnings
from collections.abc import Callable
from typing import Any

from companion.vocabulary.errors import OrganError

_OPENING = threading.Lock()


def digital_input(pin: int, name: str, pull_up: bool, pin_factory: Any = None, bounce_s: float | None = None) -> Any:
    """A pin that is read: gpiozero's `DigitalInputDevice`. With `pull_up` it is active while it is pulled to ground."""

    def make() -> Any:
        from gpiozero import DigitalInputDevice

        return DigitalInputDevice(pin, pull_up=pull_up, bounce_time=bounce_s, pin_factory=pin_factory)

    return opened(make, name, f"GPIO{pin}")


def digital_output(pin: int, name: str, active_high: bool = True, pin_factory: Any = None) -> Any:
    """A pin that is driven, off at first: gpiozero's `DigitalOutputDevice`."""

    def make() -> Any:
        from gpiozero import DigitalOutputDevice

        return DigitalOutputDevice(pin, active_high=active_high, initial_value=False, pin_factory=pin_factory)

    return opened(make, name, f"GPIO{pin}")


def opened(make: Callable[[], Any], name: str, pins: str) -> Any:
    """A gpiozero device. Raises `OrganError` for whatever its libraries raise.

    One after the other: gpiozero looks for its pins at the first device, and two threads that look at once each find
    half of a library.
    """
    try:
        with _OPENING, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it tried before it found its pins
            return make()
    except ModuleNotFoundError as fault:
        raise OrganError("gpiozero is not installed.", name, 'Install it: `pip install "companion[pi]"`.') from fault
    except Exception as fault:  # gpiozero, lgpio and RPi.GPIO each raise errors of their own
        if type(fault).__name__ == "BadPinFactory":
            raise OrganError(
                "finds no pins here.", name, "Is this a Raspberry Pi? Then: `sudo apt install python3-lgpio`."
            ) from fault
        raise OrganError(
            f"cannot use {pins} ({fault}).",
            name,
            "Another program may be using it; on a Pi, join the group gpio: `sudo usermod -aG gpio $USER`.",
        ) from fault
