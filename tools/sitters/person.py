"""One simulated sitter: bones of a size, a posture in degrees and metres, seen by a camera with its errors.

Axes of the person: x to their left, y up, z toward the camera. The camera looks at them from before, a little from
below when it lies in their lap. Nothing here is a recording of anybody; the errors are guesses of ours (a centimetre
across, three in depth), because no labelled bodies lie beside the checkout.
"""

from dataclasses import dataclass, field
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from companion.perception.bodies import landmarks as points
from companion.perception.bodies.landmarks import Body
from companion.perception.faces.landmarks import Region

FOCAL_PX, MIDDLE_PX = 560.0, (320.0, 240.0)
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Build:
    """Sizes in metres, where the camera is, and how a person sits as a rule."""

    shoulders: float = 0.36
    trunk: float = 0.48
    upper_arm: float = 0.28
    forearm: float = 0.25
    neck: float = 0.20
    away: float = 0.85
    tilt_deg: float = 12.0
    aside: float = 0.0
    stoop_deg: float = 4.0
    chin_deg: float = 0.0


@dataclass(slots=True)
class Posture:
    """How somebody sits now. Hands in metres from the middle of the shoulders: x to their left, y up, z forward."""

    forward_deg: float = 0.0
    aside_deg: float = 0.0
    turn_deg: float = 0.0
    chin_down_deg: float = 0.0
    head_turn_deg: float = 0.0
    head_sunk_m: float = 0.0
    left_hand: Vector = field(default_factory=lambda: np.array([0.12, -0.42, 0.22]))
    right_hand: Vector = field(default_factory=lambda: np.array([-0.12, -0.42, 0.22]))


@dataclass(frozen=True, slots=True)
class Errors:
    """What the model gets wrong: metres across and in depth, and the chance that a point is not seen."""

    across_m: float = 0.010
    depth_m: float = 0.030
    unseen: float = 0.03


def skeleton(build: Build, posture: Posture) -> dict[int, Vector]:
    """The points of the upper body, in the person's axes, from the middle of the hips."""
    lean = _turned_x(radians(posture.forward_deg + build.stoop_deg)) @ _turned_z(radians(posture.aside_deg))
    facing = _turned_y(radians(posture.turn_deg))
    body = facing @ lean
    chest = body @ np.array([0.0, build.trunk, 0.0])
    left = chest + body @ np.array([build.shoulders / 2, 0.0, 0.0])
    right = chest - body @ np.array([build.shoulders / 2, 0.0, 0.0])
    head = (
        facing
        @ lean
        @ _turned_y(radians(posture.head_turn_deg))
        @ _turned_x(radians(posture.chin_down_deg + build.chin_deg))
    )
    skull = chest + body @ np.array([0.0, build.neck - posture.head_sunk_m, 0.03])
    found = {
        points.LEFT_SHOULDER: left,
        points.RIGHT_SHOULDER: right,
        points.LEFT_HIP: facing @ np.array([0.13, 0.0, 0.0]),
        points.RIGHT_HIP: facing @ np.array([-0.13, 0.0, 0.0]),
        points.NOSE: skull + head @ np.array([0.0, 0.0, 0.10]),
        points.LEFT_EYE: skull + head @ np.array([0.032, 0.035, 0.085]),
        points.RIGHT_EYE: skull + head @ np.array([-0.032, 0.035, 0.085]),
        points.LEFT_EAR: skull + head @ np.array([0.075, 0.01, 0.0]),
        points.RIGHT_EAR: skull + head @ np.array([-0.075, 0.01, 0.0]),
        points.MOUTH_LEFT: skull + head @ np.array([0.025, -0.04, 0.085]),
        points.MOUTH_RIGHT: skull + head @ np.array([-0.025, -0.04, 0.085]),
    }
    for side, hand, elbow, wrist, index in (
        (1.0, posture.left_hand, points.LEFT_ELBOW, points.LEFT_WRIST, points.LEFT_INDEX),
        (-1.0, posture.right_hand, points.RIGHT_ELBOW, points.RIGHT_WRIST, points.RIGHT_INDEX),
    ):
        shoulder = left if side > 0 else right
        bend, end = _arm(shoulder, chest + facing @ hand, build, facing @ np.array([0.5 * side, -1.0, -0.3]))
        found[elbow], found[wrist] = bend, end
        found[index] = end + 0.09 * _unit(end - bend)
    return found


def seen_by_camera(build: Build, posture: Posture, errors: Errors, chance: np.random.Generator) -> Body:
    """The body as the landmark model would tell it of a 640x480 picture, with its errors."""
    bones = skeleton(build, posture)
    tilt = _turned_x(-radians(build.tilt_deg))
    drawn = np.full((points.POINTS, 2), -1.0)
    world = np.zeros((points.POINTS, 3))
    visible = np.zeros(points.POINTS)
    for place, at in bones.items():
        # In the camera's axes: x to the right of the picture (the person's left), y down, z away.
        turned = tilt @ (at - np.array([0.0, 0.42, 0.0]))
        camera = np.array([turned[0] + build.aside, -turned[1], build.away - turned[2]])
        error = np.append(chance.normal(0.0, errors.across_m, 2), chance.normal(0.0, errors.depth_m))
        depth = max(float(camera[2]), 0.12)
        drawn[place] = np.array(MIDDLE_PX) + FOCAL_PX * (camera[:2] + error[:2]) / depth
        spun = tilt @ at
        world[place] = np.array([spun[0], -spun[1], -spun[2]]) + error
        inside = 0.0 <= drawn[place][0] <= 640.0 and 0.0 <= drawn[place][1] <= 480.0
        visible[place] = 0.1 if not inside or chance.random() < errors.unseen else 0.95
    if abs(((posture.turn_deg + 180.0) % 360.0) - 180.0) > 100.0:
        # From behind a face is not seen.
        for place in (points.NOSE, points.LEFT_EYE, points.RIGHT_EYE, points.MOUTH_LEFT, points.MOUTH_RIGHT):
            visible[place] = min(visible[place], 0.3)
    middle = (world[points.LEFT_HIP] + world[points.RIGHT_HIP]) / 2
    world -= middle
    return Body(
        drawn.astype(np.float32),
        world.astype(np.float32),
        visible.astype(np.float32),
        0.95,
        Region(320.0, 400.0, 800.0, 0.0),
    )


def _arm(shoulder: Vector, hand: Vector, build: Build, elbows_go: Vector) -> tuple[Vector, Vector]:
    """Elbow and wrist of an arm whose wrist is to be at `hand`, as far as it reaches; the elbow hangs that way."""
    way = hand - shoulder
    reach = min(float(np.linalg.norm(way)), 0.995 * (build.upper_arm + build.forearm))
    ahead = _unit(way)
    along = (build.upper_arm**2 - build.forearm**2 + reach**2) / max(2 * reach, 1e-6)
    off = max(build.upper_arm**2 - along**2, 0.0) ** 0.5
    hang = elbows_go - ahead * float(elbows_go @ ahead)
    return shoulder + ahead * along + _unit(hang) * off, shoulder + ahead * reach


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float64)


def _turned_x(angle: float) -> Vector:
    """Leaning forward, toward +z, for positive angles."""
    return np.array([[1, 0, 0], [0, cos(angle), -sin(angle)], [0, sin(angle), cos(angle)]], np.float64)


def _turned_y(angle: float) -> Vector:
    return np.array([[cos(angle), 0, sin(angle)], [0, 1, 0], [-sin(angle), 0, cos(angle)]], np.float64)


def _turned_z(angle: float) -> Vector:
    return np.array([[cos(angle), sin(angle), 0], [-sin(angle), cos(angle), 0], [0, 0, 1]], np.float64)
