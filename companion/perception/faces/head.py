"""How a head is turned, and its points told in its own frame, so that no turn passes for an expression.

The axes come from points that keep still when a face moves: the corners of the eyes and the sides of the head across,
forehead and nose base down. Slopes and offset were fitted to the head of MediaPipe's own face landmarker on news
photographs (`python -m tools.evaluate eyes` prints how far the two lie apart).
"""

from dataclasses import dataclass
from math import atan2, degrees, hypot

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.landmarks import Landmarks, crossed

ACROSS_LEFT, ACROSS_RIGHT = (263, 362, 356, 454), (33, 133, 127, 234)
DOWN_LOW, DOWN_HIGH = (2, 164), (10, 151, 9)
NASION = 168
RIGHT_EYE, LEFT_EYE = (33, 133), (362, 263)

YAW_SLOPE, PITCH_SLOPE, PITCH_OFFSET_DEG = 0.90, 0.74, -5.0
"""What a face looks like to the mesh is a little more turned than the head is, and a little raised."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head: `yaw_deg` 0 toward the camera, positive to the left of the picture; `pitch_deg` positive with chin up.

    `points` is float64 (468, 3): the landmarks in the head's own frame, x to the right of the picture, y down, z away,
    from the bridge of the nose, in distances between the middles of the eyes.
    """

    yaw_deg: float
    pitch_deg: float
    points: NDArray[np.float64]


def head_of(landmarks: Landmarks) -> Head:
    """The head of a face."""
    points = landmarks.points_px.astype(np.float64)
    across = _unit(points[list(ACROSS_LEFT)].sum(axis=0) - points[list(ACROSS_RIGHT)].sum(axis=0))
    down = points[list(DOWN_LOW)].mean(axis=0) - points[list(DOWN_HIGH)].mean(axis=0)
    down = _unit(down - across * float(across @ down))
    away = np.array(crossed(across, down))
    eyes = points[list(LEFT_EYE)].sum(axis=0) - points[list(RIGHT_EYE)].sum(axis=0)
    between = max(float(np.linalg.norm(eyes)) / 2, 1e-6)
    own = (points - points[NASION]) @ np.stack([across, down, away], axis=1) / between
    yaw = degrees(atan2(float(away[0]), float(away[2])))
    nod = degrees(atan2(float(away[1]), hypot(float(away[0]), float(away[2]))))
    return Head(YAW_SLOPE * yaw, PITCH_SLOPE * nod + PITCH_OFFSET_DEG, own)


def _unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float64)
