"""A heating pad in simulation: it warms and cools as a small pad under fur does, and its sensor can be lost."""

import math

from companion.vocabulary.errors import MessageError, OrganError

ROOM_C = 22.0
ABOVE_ROOM_C = 30.0
"""How much warmer than the room it would become, heated for ever."""

FOLLOWS_S = 240.0
HYSTERESIS_C = 0.5


class SimulatedPad:
    """Keeps the contract of `companion.body.warmth.Pad`.

    `feed` sets the temperature of the room, or None for a sensor whose wire is broken; `latest` is the pad's own
    temperature.
    """

    def __init__(self) -> None:
        self._open = False
        self._heats = False
        self._room_c: float | None = ROOM_C
        self._pad_c = ROOM_C
        self._last_s: float | None = None

    @property
    def name(self) -> str:
        return "simulated heating pad"

    @property
    def heats(self) -> bool:
        return self._heats

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = self._heats = False

    def feed(self, room_c: float | None) -> None:
        """Raises `MessageError` for what is no temperature of a room."""
        if room_c is not None and not (math.isfinite(room_c) and -20.0 <= room_c <= 50.0):
            raise MessageError(f"{room_c} is no temperature of a room", "heating pad", "Give -20 to 50 degrees.")
        self._room_c = room_c

    def latest(self) -> float:
        """What the pad itself has, whether its sensor tells it or not."""
        return self._pad_c

    def keep(self, wanted_c: float, now_s: float) -> float:
        """One step of keeping it at `wanted_c`; returns its temperature. Raises `OrganError`."""
        self._pass_time(now_s)
        if not self._open:
            raise OrganError("is closed.", self.name, "Open it first.")
        if self._room_c is None:
            self._heats = False
            raise OrganError("is switched off: its thermistor is not there.", self.name, "Look at the wires.")
        self._heats = self._pad_c < wanted_c - (0.0 if self._heats else HYSTERESIS_C)
        return self._pad_c

    def _pass_time(self, now_s: float) -> None:
        passed_s = 0.0 if self._last_s is None else max(0.0, now_s - self._last_s)
        self._last_s = now_s if self._last_s is None else max(now_s, self._last_s)
        room_c = ROOM_C if self._room_c is None else self._room_c
        goal_c = room_c + (ABOVE_ROOM_C if self._heats else 0.0)
        self._pad_c += (goal_c - self._pad_c) * (1.0 - math.exp(-passed_s / FOLLOWS_S))
