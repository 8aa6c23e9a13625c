"""One simulated sitter before the real reading of bodies: what was told, and when."""

from dataclasses import dataclass

import numpy as np

from companion.perception.bodies.bearing import bearing_of
from companion.perception.bodies.landmarks import NOSE
from companion.perception.bodies.pacing import Pacing
from companion.perception.bodies.signs import Signs
from companion.vocabulary.readings import BodyReading, BodySign
from tools.sitters.doing import QUIET, Doing
from tools.sitters.person import Build, Errors, Posture, seen_by_camera, skeleton

FRAMES_A_SECOND = 15.0
QUIET_S = 15.0
"""So long they sit still first: how they sit as a rule must be known."""

FACE_ERROR_M = 0.003
SURE_FROM = 0.6
"""What the mind takes for a sign that can name a state by itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """`after_s` is when the true sign was first told, None for never; `wrong` are all others, by what they said."""

    after_s: float | None
    wrong: frozenset[BodySign]
    looks_a_second: float


def watch(build: Build, doing: Doing, seed: int, errors: Errors = Errors()) -> Told:  # noqa: B008 - a frozen value
    """Let one person sit still and then do one thing; what was told of it, surely enough to count."""
    chance, signs, pacing = np.random.default_rng(seed), Signs(), Pacing()
    first, wrong, looks = None, set(), 0
    frames = round((QUIET_S + doing.lasts_s) * FRAMES_A_SECOND)
    for frame in range(frames):
        t = frame / FRAMES_A_SECOND
        begun = t >= QUIET_S
        posture = (doing if begun else QUIET).move(t - QUIET_S)
        told: tuple[BodyReading, ...] = ()
        if abs(posture.turn_deg) < 60.0:
            told = signs.sway(*_head(build, posture, chance), t)
        if pacing.due(t):
            looks += 1
            bearing = bearing_of(seen_by_camera(build, posture, errors, chance), t)
            told = (*told, *signs.look(bearing))
            pacing.looked(t, signs.worth_a_look(bearing))
        for reading in told:
            if reading.certainty < SURE_FROM:
                continue
            if begun and reading.sign == doing.sign:
                first = t - QUIET_S if first is None else first
            else:
                wrong.add(reading.sign)
    return Told(first, frozenset(wrong), looks * FRAMES_A_SECOND / frames)


def _head(build: Build, posture: Posture, chance: np.random.Generator) -> tuple[float, float, float]:
    """The head as its face box shows it, in metres: across, down, and nearer by its size."""
    nose = skeleton(build, posture)[NOSE] + chance.normal(0.0, FACE_ERROR_M, 3)
    nearer = build.away / max(build.away - float(nose[2]), 0.1)
    return float(nose[0]) * nearer, -float(nose[1]) * nearer, 0.45 * nearer
