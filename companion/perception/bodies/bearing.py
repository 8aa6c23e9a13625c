"""The bearing of a body at one instant, as a few numbers in metres and degrees; None for what cannot be seen.

The world points give angles and depths, the drawn points where things lie beside each other: they are the surer ones,
and are brought to metres by how large the upper body is drawn.
"""

from dataclasses import dataclass
from math import acos, atan2, degrees, hypot

import numpy as np
from numpy.typing import NDArray

from companion.perception.bodies.landmarks import (
    LEFT_EAR,
    LEFT_ELBOW,
    LEFT_EYE,
    LEFT_HIP,
    LEFT_INDEX,
    LEFT_SHOULDER,
    LEFT_WRIST,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    NOSE,
    RIGHT_EAR,
    RIGHT_ELBOW,
    RIGHT_EYE,
    RIGHT_HIP,
    RIGHT_INDEX,
    RIGHT_SHOULDER,
    RIGHT_WRIST,
    Body,
    pixels_per_metre,
)

SEEN_FROM = 0.5
"""From this on a point counts as seen."""

UNDER_THE_EYES = (NOSE, MOUTH_LEFT, MOUTH_RIGHT, LEFT_EYE, RIGHT_EYE)


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm. `forward_m`: how far the wrist is before its shoulder, toward the camera; `straight` 0 bent .. 1.

    `above_elbow_m` is how high the wrist is above its elbow, `beside_m` how far from its shoulder to the right of the
    picture; `to_face_m` how far the hand is from the face as drawn; `trust` 0..1 how well the arm is seen.
    """

    forward_m: float
    straight: float
    above_elbow_m: float
    beside_m: float
    to_face_m: float
    trust: float


@dataclass(frozen=True, slots=True)
class Bearing:
    """A body at `at_s`. `size` is pixels of the picture for a metre: it grows as the body comes nearer.

    `turned_deg` is how far the shoulders are turned from the camera, 0..180; `forward_deg` how far the trunk leans
    toward it; `aside_deg` to a side; `head_up_m` how high the nose is above the shoulders; `chin_down_m` how far the
    nose is below the ears; `head` is where the nose is, in metres of the picture, for movements.
    """

    at_s: float
    size: float
    turned_deg: float | None
    forward_deg: float | None
    aside_deg: float | None
    head_up_m: float | None
    chin_down_m: float | None
    head: tuple[float, float] | None
    left: Arm | None
    right: Arm | None
    trust: float

    @property
    def arms(self) -> tuple[Arm, ...]:
        return tuple(arm for arm in (self.left, self.right) if arm is not None)


def bearing_of(body: Body, at_s: float) -> Bearing:
    """What the points of a body say of its bearing."""
    world, drawn, visible = body.world_m.astype(np.float64), body.points_px.astype(np.float64), body.visible
    size = max(pixels_per_metre(body), 1e-3)

    def seen(*points: int) -> bool:
        return bool(min(visible[list(points)]) >= SEEN_FROM)

    shoulders = seen(LEFT_SHOULDER, RIGHT_SHOULDER)
    middle = (world[LEFT_SHOULDER] + world[RIGHT_SHOULDER]) / 2
    trunk = middle - (world[LEFT_HIP] + world[RIGHT_HIP]) / 2
    across = world[LEFT_SHOULDER] - world[RIGHT_SHOULDER]
    shoulders_px = (drawn[LEFT_SHOULDER] + drawn[RIGHT_SHOULDER]) / 2
    head = seen(NOSE)
    ears = seen(LEFT_EAR, RIGHT_EAR)
    ears_px = (drawn[LEFT_EAR] + drawn[RIGHT_EAR]) / 2
    return Bearing(
        at_s=at_s,
        size=size,
        turned_deg=abs(degrees(atan2(float(across[2]), float(across[0])))) if shoulders else None,
        forward_deg=degrees(atan2(-float(trunk[2]), -float(trunk[1]))) if shoulders else None,
        aside_deg=degrees(atan2(float(trunk[0]), -float(trunk[1]))) if shoulders else None,
        head_up_m=float(shoulders_px[1] - drawn[NOSE][1]) / size if shoulders and head else None,
        chin_down_m=float(drawn[NOSE][1] - ears_px[1]) / size if head and ears else None,
        head=(float(drawn[NOSE][0]) / size, float(drawn[NOSE][1]) / size) if head else None,
        left=_arm(world, drawn, visible, size, LEFT_ARM, head),
        right=_arm(world, drawn, visible, size, RIGHT_ARM, head),
        trust=float(min(visible[LEFT_SHOULDER], visible[RIGHT_SHOULDER])) * body.presence,
    )


LEFT_ARM = (LEFT_SHOULDER, LEFT_ELBOW, LEFT_WRIST, LEFT_INDEX)
RIGHT_ARM = (RIGHT_SHOULDER, RIGHT_ELBOW, RIGHT_WRIST, RIGHT_INDEX)


def _arm(
    world: NDArray[np.float64],
    drawn: NDArray[np.float64],
    visible: NDArray[np.float32],
    size: float,
    points: tuple[int, int, int, int],
    head: bool,
) -> Arm | None:
    shoulder, elbow, wrist, index = points
    trust = float(min(visible[shoulder], visible[wrist]))
    if trust < SEEN_FROM:
        return None
    upper, lower = world[shoulder] - world[elbow], world[wrist] - world[elbow]
    lengths = max(float(np.linalg.norm(upper) * np.linalg.norm(lower)), 1e-6)
    bend = degrees(acos(min(max(float(upper @ lower) / lengths, -1.0), 1.0)))
    hand = (drawn[wrist] + drawn[index]) / 2
    to_face = min(hypot(*(hand - drawn[point]).tolist()) for point in UNDER_THE_EYES) / size if head else np.inf
    return Arm(
        forward_m=float(world[shoulder][2] - world[wrist][2]),
        straight=bend / 180.0,
        above_elbow_m=float(drawn[elbow][1] - drawn[wrist][1]) / size,
        beside_m=float(drawn[wrist][0] - drawn[shoulder][0]) / size,
        to_face_m=float(to_face),
        trust=trust,
    )
