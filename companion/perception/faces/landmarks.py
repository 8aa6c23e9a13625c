"""Landmarks: 468 points of a face, from MediaPipe's face landmark model on a crop that stands upright.

The steps are those of MediaPipe 0.10.18, `modules/face_landmark/`: the square around a detection, turned so that the
eyes are level and enlarged 1.5 times (`face_detection_front_detection_to_roi.pbtxt`), is drawn as 192x192 pixels with
repeated borders, and a face counts from a presence of 0.5 on (`face_landmark_cpu.pbtxt`). The mesh is that of
Kartynnik et al. 2019, arXiv:1907.06724; the numbering is MediaPipe's canonical face model.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.detector import Detection
from companion.vocabulary.ports import Infer

INPUT_PX = 192
ENLARGE = 1.5
MIN_PRESENCE = 0.5
POINTS = 468

RIGHT_EYE_OUTER, RIGHT_EYE_INNER = 33, 133
LEFT_EYE_INNER, LEFT_EYE_OUTER = 362, 263
NASION, NOSE_BRIDGE, NOSE_BASE, CHIN = 168, 6, 2, 152


@dataclass(frozen=True, slots=True)
class Region:
    """A turned square of a picture, in pixels; `angle_rad` is clockwise, 0 is upright."""

    centre_x_px: float
    centre_y_px: float
    side_px: float
    angle_rad: float

    def from_square(self, square_px: float) -> NDArray[np.float64]:
        """The 2x3 matrix from a drawn square of `square_px` pixels a side to the picture."""
        scale = self.side_px / square_px
        along, across = scale * cos(self.angle_rad), scale * sin(self.angle_rad)
        half = square_px / 2
        return np.array(
            [
                [along, -across, self.centre_x_px - half * (along - across)],
                [across, along, self.centre_y_px - half * (across + along)],
            ]
        )


@dataclass(frozen=True, slots=True)
class Landmarks:
    """468 points of one face.

    `points_px` is float32 (468, 3): x and y in pixels of the picture, z in the same unit, smaller is nearer.
    `presence` 0.5..1 is how sure the model is that this is a face.
    """

    points_px: NDArray[np.float32]
    presence: float

    @property
    def roll_deg(self) -> float:
        """Tilt of the line between the outer eye corners, clockwise, -180..180."""
        right, left = self.points_px[RIGHT_EYE_OUTER], self.points_px[LEFT_EYE_OUTER]
        return degrees(atan2(float(left[1] - right[1]), float(left[0] - right[0])))

    @property
    def facing(self) -> float:
        """How much the head is turned toward the camera: 1 straight at it, 0 in profile.

        The cosine between the line of sight and the direction in which the plane of eyes and chin faces.
        """
        right, left, chin = self.points_px[[RIGHT_EYE_OUTER, LEFT_EYE_OUTER, CHIN]].astype(np.float64)
        ahead = crossed(left - right, chin - (left + right) / 2)
        length = hypot(*ahead)
        return max(0.0, ahead[2] / length) if length > 0 else 0.0


def crossed(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, float, float]:
    """The cross product of two vectors; numpy's own takes ten times as long for one."""
    (a, b, c), (x, y, z) = one.tolist(), other.tolist()
    return b * z - c * y, c * x - a * z, a * y - b * x


def region_of(detection: Detection) -> Region:
    """The square that the landmark model wants to see for a detected face."""
    left, top, right, bottom = detection.box_px
    (right_eye_x, right_eye_y), (left_eye_x, left_eye_y) = detection.points_px[:2].tolist()
    return Region(
        (left + right) / 2,
        (top + bottom) / 2,
        ENLARGE * max(right - left, bottom - top),
        atan2(left_eye_y - right_eye_y, left_eye_x - right_eye_x),
    )


def find_landmarks(pixels: NDArray[np.uint8], region: Region, infer: Infer) -> Landmarks | None:
    """The points of the face in `region` of `pixels` (uint8, height x width x 3, RGB), or None where none is.

    `infer` is the model `face_landmark`: float32 (1, 192, 192, 3) in 0..1 gives 1,404 coordinates and one presence
    logit.
    """
    back = region.from_square(INPUT_PX)
    square = cv2.warpAffine(
        pixels,
        back,
        (INPUT_PX, INPUT_PX),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    coordinates, logit = infer(np.multiply(square, np.float32(1 / 255), dtype=np.float32)[None])
    presence = float(1 / (1 + np.exp(-np.clip(logit.reshape(-1)[0], -80, 80))))
    points = coordinates.reshape(-1, 3)
    if presence < MIN_PRESENCE or points.shape[0] != POINTS or not np.isfinite(points).all():
        return None
    flat = points[:, :2] @ back[:, :2].T + back[:, 2]
    depth = points[:, 2:] * hypot(back[0, 0], back[1, 0])
    return Landmarks(np.concatenate([flat, depth], axis=1).astype(np.float32), presence)
