"""Cheeks in simulation: the glow that the page draws."""

import math

from companion.vocabulary.acts import Glow
from companion.vocabulary.permissions import Gate

DARK = Glow(0.0, 0.0, 0.0, 0.0)


class SimulatedLights:
    """Two cheeks of one colour. While closed, and while the gate forbids it, they are dark."""

    def __init__(self) -> None:
        self._open = False
        self._gate = Gate()
        self._glow = DARK

    @property
    def name(self) -> str:
        return "simulated lights"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False
        self._glow = DARK

    def obey(self, gate: Gate) -> None:
        self._gate = gate
        if not gate.may_glow:
            self._glow = DARK

    def show(self, glow: Glow) -> None:
        """Glow so, each part brought into 0..1; a part that is not a number is dark."""
        self._glow = _bounded(glow) if self._open and self._gate.may_glow else DARK

    def latest(self) -> Glow:
        """What the cheeks show now."""
        return self._glow


def _bounded(glow: Glow) -> Glow:
    return Glow(_part(glow.red), _part(glow.green), _part(glow.blue), _part(glow.level))


def _part(value: float) -> float:
    return min(max(value, 0.0), 1.0) if math.isfinite(value) else 0.0
