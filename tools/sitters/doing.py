"""What simulated sitters do, each with the signs that are truly there, and much that is no sign at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import pi, sin

import numpy as np

from companion.vocabulary.readings import BodySign
from tools.sitters.person import Build, Posture

Move = Callable[[float], Posture]
"""Posture at so many seconds after it began."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that somebody does for `lasts_s`; `sign` is what should be told of it, None for nothing."""

    name: str
    sign: BodySign | None
    lasts_s: float
    move: Move


def _sits(t: float) -> Posture:
    sway = 0.01 * sin(0.7 * t)
    return Posture(head_turn_deg=6 * sin(0.5 * t), forward_deg=1.5 * sin(0.3 * t), head_sunk_m=sway)


def _strokes(t: float) -> Posture:
    posture = Posture(chin_down_deg=10.0, forward_deg=4.0)
    posture.right_hand = np.array([-0.04, -0.40, 0.26 + 0.07 * sin(2 * pi * 0.6 * t)])
    return posture


def _talks_with_hands(t: float) -> Posture:
    posture = Posture(head_turn_deg=8 * sin(t))
    posture.right_hand = np.array([-0.2 + 0.05 * sin(1.9 * t), -0.28 + 0.07 * sin(2.7 * t), 0.26 + 0.04 * sin(1.3 * t)])
    posture.left_hand = np.array([0.2 + 0.05 * sin(2.1 * t), -0.30 + 0.06 * sin(2.3 * t), 0.24])
    return posture


def _looks_aside(t: float) -> Posture:
    return Posture(head_turn_deg=55.0, turn_deg=28.0)


def _scratches(t: float) -> Posture:
    posture = Posture()
    if 2.0 <= t % 8.0 < 3.2:
        posture.right_hand = np.array([-0.04, 0.17, 0.16])
    return posture


def _drinks(t: float) -> Posture:
    posture = Posture(chin_down_deg=-6.0)
    if t % 9.0 < 1.6:
        posture.right_hand = np.array([-0.02, 0.13, 0.2])
    return posture


def _reads(t: float) -> Posture:
    posture = Posture(chin_down_deg=20.0)
    posture.right_hand, posture.left_hand = np.array([-0.12, -0.25, 0.3]), np.array([0.12, -0.25, 0.3])
    return posture


def _naps_upright(t: float) -> Posture:
    return Posture(chin_down_deg=8.0, aside_deg=6.0)


def _reaches(t: float) -> Posture:
    posture = Posture(forward_deg=6.0)
    posture.right_hand = np.array([-0.06, -0.18 + 0.02 * sin(3 * t), 0.60])
    return posture


def _reaches_with_both(t: float) -> Posture:
    posture = Posture(forward_deg=8.0)
    posture.right_hand, posture.left_hand = np.array([-0.1, -0.22, 0.58]), np.array([0.1, -0.22, 0.58])
    return posture


def _leans_in(t: float) -> Posture:
    far = min(1.0, t / 1.5)
    return Posture(forward_deg=32.0 * far, chin_down_deg=-26.0 * far)  # whoever comes nearer looks up at it


def _slumps_forward(t: float) -> Posture:
    return Posture(forward_deg=20.0, chin_down_deg=42.0, head_sunk_m=0.07)


def _slumps_aside(t: float) -> Posture:
    return Posture(aside_deg=32.0, chin_down_deg=34.0, head_sunk_m=0.03)


def _turns_away(t: float) -> Posture:
    return Posture(turn_deg=100.0 * min(1.0, t / 1.5), head_turn_deg=10.0)


def _waves(t: float) -> Posture:
    posture = Posture()
    posture.right_hand = np.array([-0.27 + 0.12 * sin(2 * pi * 1.6 * t), 0.12, 0.2])
    return posture


def _waves_slowly(t: float) -> Posture:
    posture = Posture()
    posture.left_hand = np.array([0.28 + 0.11 * sin(2 * pi * 0.9 * t), 0.06, 0.22])
    return posture


def _hides_face(t: float) -> Posture:
    posture = Posture(chin_down_deg=12.0)
    posture.right_hand, posture.left_hand = np.array([-0.04, 0.15, 0.15]), np.array([0.04, 0.15, 0.15])
    return posture


def _holds_cheek(t: float) -> Posture:
    posture = Posture(aside_deg=4.0)
    posture.left_hand = np.array([0.05, 0.13, 0.12])
    return posture


def _rocks(t: float) -> Posture:
    return Posture(forward_deg=11.0 * sin(2 * pi * 0.5 * t))


def _rocks_aside(t: float) -> Posture:
    return Posture(aside_deg=10.0 * sin(2 * pi * 0.4 * t))


QUIET = Doing("sits still", None, 40.0, _sits)
DOINGS: tuple[Doing, ...] = (
    QUIET,
    Doing("strokes the creature", None, 30.0, _strokes),
    Doing("talks with both hands", None, 30.0, _talks_with_hands),
    Doing("looks to the neighbour", None, 20.0, _looks_aside),
    Doing("scratches the nose", None, 24.0, _scratches),
    Doing("drinks", None, 27.0, _drinks),
    Doing("reads", None, 30.0, _reads),
    Doing("naps upright", None, 30.0, _naps_upright),
    Doing("reaches out", "reaching", 4.0, _reaches),
    Doing("reaches with both arms", "reaching", 4.0, _reaches_with_both),
    Doing("leans in", "leaning_in", 6.0, _leans_in),
    Doing("slumps forward", "slumped", 12.0, _slumps_forward),
    Doing("slumps aside", "slumped", 12.0, _slumps_aside),
    Doing("turns away", "turned_away", 8.0, _turns_away),
    Doing("waves", "waving", 4.0, _waves),
    Doing("waves slowly", "waving", 5.0, _waves_slowly),
    Doing("hides the face in the hands", "hands_at_face", 6.0, _hides_face),
    Doing("holds a cheek", "hands_at_face", 6.0, _holds_cheek),
    Doing("rocks to and fro", "rocking", 16.0, _rocks),
    Doing("rocks from side to side", "rocking", 16.0, _rocks_aside),
)

PEOPLE: Mapping[str, Build] = {
    "Ada, small, camera in her lap": Build(0.32, 0.42, 0.25, 0.22, 0.18, 0.62, 24.0, 0.02, 6.0, 4.0),
    "Bernd, tall, creature on a table": Build(0.42, 0.56, 0.32, 0.28, 0.22, 1.05, 0.0, -0.05, 2.0, 0.0),
    "Clara, bent": Build(0.35, 0.44, 0.27, 0.24, 0.18, 0.80, 14.0, 0.0, 18.0, 10.0),
    "Dieter, broad": Build(0.45, 0.50, 0.30, 0.27, 0.20, 0.90, 10.0, 0.08, 4.0, 2.0),
    "Elsa, in a wheelchair, far": Build(0.34, 0.46, 0.27, 0.24, 0.19, 1.30, 8.0, -0.1, 8.0, 4.0),
    "Franz, leans back": Build(0.40, 0.52, 0.30, 0.27, 0.21, 0.95, 16.0, 0.0, -8.0, -6.0),
}
