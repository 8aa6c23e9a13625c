"""A light sensor in simulation: a slider on the page."""

import math

from companion.vocabulary.errors import MessageError


class SimulatedLightSensor:
    """Brightness of the room as last fed, 0..1; None while closed or never fed."""

    def __init__(self) -> None:
        self._open = False
        self._level: float | None = None

    @property
    def name(self) -> str:
        return "simulated light sensor"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False

    def feed(self, value: float) -> None:
        """Set the brightness, brought into 0..1. Raises `MessageError` for what is not a finite number."""
        if not math.isfinite(value):
            raise MessageError("a brightness that is not a number", "light sensor", "Send a number from 0 to 1.")
        self._level = min(max(float(value), 0.0), 1.0)

    def level(self) -> float | None:
        return self._level if self._open else None
