"""The expression crop: a 48x48 grey picture of a face, its eyes level, placed by points that keep still.

Training and life share this file, so the network always sees the same framing. Place and size come from the eye corners
and the ridge of the nose, which keep still when the mouth, the brows and the jaw move; the size is taken in three
dimensions, so that a turned head is not drawn larger. The framing is that of the FER2013 pictures: outer eye corners
half the width apart, a little above the middle.
"""

from math import atan2, ceil, cos, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.landmarks import (
    LEFT_EYE_INNER,
    LEFT_EYE_OUTER,
    NASION,
    NOSE_BASE,
    NOSE_BRIDGE,
    RIGHT_EYE_INNER,
    RIGHT_EYE_OUTER,
    Landmarks,
    Region,
)

CROP_PX = 48
EYE_CORNERS = (RIGHT_EYE_OUTER, RIGHT_EYE_INNER, LEFT_EYE_INNER, LEFT_EYE_OUTER)
STILL_POINTS = (*EYE_CORNERS, NASION, NOSE_BRIDGE, NOSE_BASE)
SIDE_IN_SPREADS = 5.3
EYES_ABOVE_MIDDLE = 0.12
FINEST = 6
FLATTEST_LEVELS = 8.0


def crop_region(landmarks: Landmarks) -> Region:
    """The turned square of the picture that the expression network looks at."""
    still = landmarks.points_px[list(STILL_POINTS)].astype(np.float64)
    spread = float(np.sqrt(((still - still.mean(axis=0)) ** 2).sum(axis=1).mean()))
    side = max(SIDE_IN_SPREADS * spread, 1.0)
    corners = landmarks.points_px[list(EYE_CORNERS), :2].astype(np.float64)
    right, left = corners[:2].mean(axis=0), corners[2:].mean(axis=0)
    angle = atan2(left[1] - right[1], left[0] - right[0])
    eyes = (right + left) / 2
    down = EYES_ABOVE_MIDDLE * side
    return Region(float(eyes[0]) - down * sin(angle), float(eyes[1]) + down * cos(angle), side, angle)


def draw_crop(pixels: NDArray[np.uint8], region: Region, size_px: int = CROP_PX) -> NDArray[np.uint8]:
    """The region of `pixels` (uint8, height x width x 3 RGB, or height x width grey) as grey uint8 (size, size).

    A face larger than the crop is drawn finer first and then averaged, so that no detail turns into noise.
    """
    finer = min(max(ceil(region.side_px / size_px - 0.25), 1), FINEST)
    drawn = cv2.warpAffine(
        pixels,
        region.from_square(size_px * finer),
        (size_px * finer, size_px * finer),
        flags=(cv2.INTER_CUBIC if finer == 1 else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if finer > 1:
        drawn = cv2.resize(drawn, (size_px, size_px), interpolation=cv2.INTER_AREA)
    return as_grey(np.asarray(drawn, np.uint8))


def as_grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One channel, uint8, from RGB or grey."""
    if pixels.ndim == 2:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)


def normalise(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The network's input: float32 (1, 48, 48, 1), mean 0 and deviation 1, so that dim and bright rooms look the same.

    A flat picture stays flat: contrast below a deviation of 8 grey levels is not stretched further.
    """
    levels = crop.astype(np.float32)
    levels -= levels.mean()
    levels /= max(float(levels.std()), FLATTEST_LEVELS)
    return levels[None, :, :, None]


def whole_picture(pixels: NDArray[np.uint8]) -> Region:
    """The square that holds a whole picture, upright: what is left when no face is found in a ready crop."""
    height, width = pixels.shape[:2]
    return Region(width / 2, height / 2, float(max(height, width)), 0.0)
