"""Warmth that cannot hurt: never above 38 degrees, never longer than an hour, never while its temperature is unknown.

Hardware and simulated pad both lie behind this. Beside it, without software, a thermostat opens at 43 degrees, and a
thermal fuse stands behind that.
"""

import math
from typing import Protocol

from companion.vocabulary.acts import Warmed
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

MOST_C = 38.0
LONGEST_S = 3600.0
"""After an hour of warmth it is off, whatever is wished ..."""

REST_S = 1200.0
"""... until it has been off for this long. A shorter pause does not begin a new hour."""

COLD_C = 0.0
"""Asking a pad for this switches it off and still tells its temperature."""


class Pad(Protocol):
    """A heating pad that keeps a temperature. `keep` raises `OrganError`, and is cold, when that is not known."""

    @property
    def name(self) -> str: ...
    @property
    def heats(self) -> bool: ...
    def open(self) -> None: ...
    def close(self) -> None: ...
    def keep(self, wanted_c: float, now_s: float) -> float: ...


class Warmer:
    """One pad behind its limits. Call `warm` about twice a second; it returns what the pad was really told.

    Example::

        warmer = Warmer(SimulatedPad())
        warmer.open()
        warmer.warm(36.0, Moment(0.0)).heats
        warmer.close()                   # cold
    """

    def __init__(self, pad: Pad) -> None:
        self._pad = pad
        self._gate = Gate()
        self._warmed_s = 0.0
        self._off_s = 0.0
        self._last_s: float | None = None
        self._was_warming = False

    @property
    def name(self) -> str:
        return self._pad.name

    def open(self) -> None:
        """Raises `OrganError`."""
        self._pad.open()

    def close(self) -> None:
        self._pad.close()

    def obey(self, gate: Gate) -> None:
        """Adopt the gate; the pad is cold from the next `warm` on."""
        self._gate = gate

    def warm(self, wish_c: float | None, moment: Moment) -> Warmed:
        """One step. Raises `OrganError`, and the pad is cold, when its temperature is not known."""
        now_s = moment.monotonic_s
        self._count(now_s)
        wanted_c = self._allowed(wish_c)
        measured_c = self._pad.keep(COLD_C if wanted_c is None else wanted_c, now_s)
        if not math.isfinite(measured_c):
            self._pad.close()
            raise OrganError("tells no temperature.", self.name, "Look at its thermistor before it heats again.")
        self._was_warming = wanted_c is not None
        return Warmed(wanted_c, measured_c, self._pad.heats, now_s)

    def _count(self, now_s: float) -> None:
        passed_s = 0.0 if self._last_s is None else max(0.0, now_s - self._last_s)
        self._last_s = now_s if self._last_s is None else max(now_s, self._last_s)
        if self._was_warming:
            self._warmed_s, self._off_s = self._warmed_s + passed_s, 0.0
        else:
            self._off_s += passed_s
            if self._off_s >= REST_S:
                self._warmed_s = 0.0

    def _allowed(self, wish_c: float | None) -> float | None:
        if wish_c is None or not math.isfinite(wish_c) or not self._gate.may_warm or self._warmed_s >= LONGEST_S:
            return None
        return min(wish_c, MOST_C)
