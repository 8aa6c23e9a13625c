"""A thermometer in simulation: a slider on the page."""

import math

from companion.vocabulary.errors import MessageError

COLDEST_C, HOTTEST_C = -20.0, 50.0


class SimulatedThermometer:
    """Warmth of the room as last fed, in °C; None while closed or never fed."""

    def __init__(self) -> None:
        self._open = False
        self._room_c: float | None = None

    @property
    def name(self) -> str:
        return "simulated thermometer"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False

    def feed(self, value: float) -> None:
        """Set the warmth, brought into -20..50 °C. Raises `MessageError` for what is not a finite number."""
        if not math.isfinite(value):
            raise MessageError("a temperature that is not a number", "thermometer", "Send degrees from -20 to 50.")
        self._room_c = min(max(float(value), COLDEST_C), HOTTEST_C)

    def celsius(self) -> float | None:
        return self._room_c if self._open else None
