"""The eyes looked at closely: lids and iris of one eye, from MediaPipe's iris model.

The face mesh hardly closes its lids (`python -m tools.evaluate eyes` shows it), this model does. The steps are those of
MediaPipe 0.10.18, `modules/iris_landmark/`: a square about the middle between the corners of the eye, 2.3 times as wide
as they are apart and turned with them, drawn as 64x64 pixels; the eye on the right of the picture is mirrored
(Ablavatski et al. 2020, arXiv:2006.11341).
"""

from dataclasses import dataclass
from math import asin, atan2, degrees, hypot
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.landmarks import (
    LEFT_EYE_INNER,
    LEFT_EYE_OUTER,
    RIGHT_EYE_INNER,
    RIGHT_EYE_OUTER,
    Landmarks,
    Region,
)
from companion.vocabulary.ports import Infer

INPUT_PX = 64
ENLARGE = 2.3
SMALLEST_EYE_PX = 8.0
"""Between its corners: the lids of a smaller eye are told by a pixel or two, which is no telling."""

Side = Literal["left", "right"]
"""The person's own."""

CORNERS = {"right": (RIGHT_EYE_OUTER, RIGHT_EYE_INNER), "left": (LEFT_EYE_INNER, LEFT_EYE_OUTER)}
LOWER_LID, UPPER_LID = slice(3, 6), slice(11, 14)
ONE_CORNER, OTHER_CORNER = 0, 8

EYE_WIDTH_MM, EYEBALL_RADIUS_MM = 30.0, 12.0
"""Of a grown person, about; who has others looks a little more or less to the side than is told."""


@dataclass(frozen=True, slots=True)
class Eye:
    """One eye. `open` is the gap between the lids over the width of the eye, about 0.3, 0 when shut.

    `turn_deg` is how far the iris is turned to the left of the picture from the middle of the eye; the head's own turn
    is not in it.
    """

    open: float
    turn_deg: float


def look_into(pixels: NDArray[np.uint8], landmarks: Landmarks, side: Side, infer: Infer) -> Eye | None:
    """One eye of the face in `pixels` (uint8, height x width x 3, RGB); None where it is too small to tell.

    `infer` is the model `iris_landmark`: float32 (1, 64, 64, 3) in 0..1 gives 71 points of lids and brow, and 5 of the
    iris.
    """
    start, end = (landmarks.points_px[corner, :2].astype(np.float64) for corner in CORNERS[side])
    across = end - start
    width = hypot(float(across[0]), float(across[1]))
    if width < SMALLEST_EYE_PX:
        return None
    middle = (start + end) / 2
    region = Region(float(middle[0]), float(middle[1]), ENLARGE * width, atan2(float(across[1]), float(across[0])))
    square = cv2.warpAffine(
        pixels,
        region.from_square(INPUT_PX),
        (INPUT_PX, INPUT_PX),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if side == "left":
        square = cv2.flip(square, 1)
    contour, iris = infer(np.multiply(square, np.float32(1 / 255), dtype=np.float32)[None])
    if not (np.isfinite(contour).all() and np.isfinite(iris).all()):
        return None
    return _measured(contour.reshape(71, 3)[:, :2], iris.reshape(5, 3)[0, :2], side)


def _measured(contour: NDArray[np.float32], iris: NDArray[np.float32], side: Side) -> Eye | None:
    corner = contour[ONE_CORNER]
    across = contour[OTHER_CORNER] - corner
    width = hypot(float(across[0]), float(across[1]))
    if width < 1.0:
        return None
    gaps = contour[UPPER_LID] - contour[LOWER_LID]
    lids = float(np.sqrt((gaps**2).sum(axis=1)).mean()) / width
    off = iris - corner - across / 2
    aside = float(off @ across) / width**2 * (1.0 if side == "left" else -1.0)
    turn = degrees(asin(min(max(aside * EYE_WIDTH_MM / EYEBALL_RADIUS_MM, -1.0), 1.0)))
    return Eye(lids, turn)
