"""Which electrodes cannot be believed: a wire that broke or shorts reads its rail, freezes, or jumps as no hand can."""

from collections.abc import Mapping
from typing import Final, Literal

from companion.vocabulary.signals import MOST_COUNTS, ZONES, Zone

Fault = Literal["stuck", "jumping"]

LEAST_JUMP, JUMP_BY_NOISE = 60.0, 12.0
JUMPS, JUMPS_WITHIN_S = 6, 1.5
FROZEN_S, FROZEN_AFTER_LEAP_S = 0.6, 0.025
"""No touched electrode reads the same for so long; one that has just leapt, alone, not even for the second."""

CALM_AGAIN_S = 10.0


class Wires:
    """Twelve wires. `judge` takes one reading of one electrode; `fault` then says why it is not believed, if it is not.

    A wire that was at fault is believed again when it has been calm for ten seconds. `at_fault` are those that were at
    fault before, when the electrodes begin anew: they have to earn it, too.
    """

    __slots__ = ("_calm_since", "_frozen_s", "_jumps", "_jumps_since", "_leapt", "fault")

    def __init__(self, at_fault: Mapping[Zone, Fault]) -> None:
        self.fault: Final[list[Fault | None]] = [at_fault.get(zone) for zone in ZONES]
        self._frozen_s = [0.0] * len(ZONES)
        self._leapt = [False] * len(ZONES)
        self._jumps = [0] * len(ZONES)
        self._jumps_since = [0.0] * len(ZONES)
        self._calm_since = [0.0] * len(ZONES)

    def begin(self, place: int, leapt: bool) -> None:
        """A touch begins here. `leapt` says that it came within one reading, and no neighbour felt anything of it."""
        self._frozen_s[place] = 0.0
        self._leapt[place] = leapt

    def judge(self, place: int, count: int, step: int, noise: float, touched: bool, passed_s: float) -> bool:
        """Whether this reading may not be believed. `step` is how far the count moved since the last one."""
        self._jumps_since[place] += passed_s
        if abs(step) > max(LEAST_JUMP, JUMP_BY_NOISE * noise):
            if self._jumps_since[place] > JUMPS_WITHIN_S:
                self._jumps[place], self._jumps_since[place] = 0, 0.0
            self._jumps[place] += 1
        elif self._jumps_since[place] > JUMPS_WITHIN_S:
            self._jumps[place] = 0
        railed = count <= 1 or count >= MOST_COUNTS - 1
        if step == 0 or railed:
            self._frozen_s[place] += passed_s
        else:
            self._frozen_s[place], self._leapt[place] = 0.0, False
        patience_s = FROZEN_AFTER_LEAP_S if self._leapt[place] else FROZEN_S
        frozen = touched and self._frozen_s[place] > patience_s
        found: Fault | None = "jumping" if self._jumps[place] > JUMPS else "stuck" if frozen or railed else None
        if found is not None:
            self.fault[place], self._calm_since[place] = found, 0.0
            return True
        if self.fault[place] is None:
            return False
        if self.fault[place] == "stuck" and step == 0:
            return True
        self._calm_since[place] += passed_s
        if self._calm_since[place] < CALM_AGAIN_S:
            return True
        self.fault[place] = None
        return False
