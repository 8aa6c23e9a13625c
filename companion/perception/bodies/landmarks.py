"""The points of a body: 33 of them, from MediaPipe's body landmark model on a crop that stands upright.

The steps are those of MediaPipe 0.10.18, `modules/pose_landmark/pose_landmark_by_roi_cpu.pbtxt` and
`tensors_to_pose_landmarks_and_segmentation.pbtxt`, without the refinement by heat maps and without the outline: signs
of a bearing need no finer points, and no picture of the body leaves this file.
"""

from dataclasses import dataclass
from math import cos, hypot, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.bodies.place import square_of
from companion.perception.faces.landmarks import Region
from companion.vocabulary.ports import Infer

INPUT_PX = 256
POINTS, ALL_POINTS = 33, 39
HIPS_POINT, SIZE_POINT = 33, 34
MIN_PRESENCE = 0.5

NOSE, LEFT_EAR, RIGHT_EAR, MOUTH_LEFT, MOUTH_RIGHT = 0, 7, 8, 9, 10
LEFT_EYE, RIGHT_EYE = 2, 5
LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST = 11, 12, 13, 14, 15, 16
LEFT_INDEX, RIGHT_INDEX, LEFT_HIP, RIGHT_HIP = 19, 20, 23, 24


@dataclass(frozen=True, slots=True)
class Body:
    """The points of one body; left and right are the person's own.

    `points_px` float32 (33, 2) in pixels of the picture; `world_m` float32 (33, 3) in metres from the middle of the
    hips, x to the right of the picture, y down, z away from the camera; `visible` float32 (33,) 0..1 how sure it is
    that a point is in the picture and not hidden; `next_region` where to look for the same body in the next frame.
    """

    points_px: NDArray[np.float32]
    world_m: NDArray[np.float32]
    visible: NDArray[np.float32]
    presence: float
    next_region: Region


def find_body(pixels: NDArray[np.uint8], region: Region, infer: Infer) -> Body | None:
    """The points of the body in `region` of `pixels` (uint8, height x width x 3, RGB), or None where none is.

    `infer` is the model `pose_landmark_full`: float32 (1, 256, 256, 3) in 0..1.
    """
    if not 8.0 <= region.side_px <= 1e5:
        return None
    back = region.from_square(INPUT_PX)
    square = cv2.warpAffine(
        pixels,
        back,
        (INPUT_PX, INPUT_PX),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    landmarks, presence, _, _, world = infer(np.multiply(square, np.float32(1 / 255), dtype=np.float32)[None])
    sure = float(presence.reshape(-1)[0])
    rows = landmarks.reshape(ALL_POINTS, 5)
    metres = world.reshape(ALL_POINTS, 3)[:POINTS]
    if sure < MIN_PRESENCE or not (np.isfinite(rows).all() and np.isfinite(metres).all()):
        return None
    flat = (rows[:, :2].astype(np.float64) @ back[:, :2].T) + back[:, 2]
    visible = 1 / (1 + np.exp(-np.clip(rows[:POINTS, 3], -80, 80)))
    turn = np.array([[cos(region.angle_rad), -sin(region.angle_rad)], [sin(region.angle_rad), cos(region.angle_rad)]])
    turned = np.concatenate([metres[:, :2] @ turn.T, metres[:, 2:]], axis=1)
    return Body(
        flat[:POINTS].astype(np.float32),
        turned.astype(np.float32),
        visible.astype(np.float32),
        sure,
        square_of(flat[HIPS_POINT], flat[SIZE_POINT]),
    )


def pixels_per_metre(body: Body) -> float:
    """How large the upper body is drawn: pixels of the picture for a metre of it, more when it is nearer."""
    upper = [NOSE, LEFT_EAR, RIGHT_EAR, LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP]
    drawn = body.points_px[upper].astype(np.float64)
    real = body.world_m[upper, :2].astype(np.float64)
    spread_px = hypot(*(drawn - drawn.mean(axis=0)).std(axis=0).tolist())
    spread_m = hypot(*(real - real.mean(axis=0)).std(axis=0).tolist())
    return spread_px / max(spread_m, 1e-3)
