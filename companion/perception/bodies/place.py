"""Where a body is: under its face. The square in which the landmark model wants to see a body, and how it is found.

MediaPipe finds bodies with a network of its own, which takes 30 MB of memory; here the bound face is known, and a grown
body is below it. The first look is roughly placed and the second, placed by the first, is right; from
then on each look says where to look next, as in MediaPipe 0.10.18, `modules/pose_landmark/pose_landmarks_to_roi.pbtxt`
(its square is enlarged 1.25 times).
"""

from math import atan2, hypot, pi

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.landmarks import Region
from companion.vocabulary.readings import Box

ENLARGE = 1.25
"""Of the square about the hips that reaches to the tip of the size point on every side."""

FACE_WIDTH_M = 0.155
"""The detector's box about a grown face."""

HIPS_BELOW_M, SQUARE_M = 0.50, 1.90
"""The middle of the hips under the middle of the face of somebody who sits, and the side of the square about them."""


def square_of(hips: NDArray[np.float64], size: NDArray[np.float64]) -> Region:
    """The square of a body, from the middle of its hips and its size point (which lies straight above when upright)."""
    x, y = float(size[0] - hips[0]), float(size[1] - hips[1])
    return Region(float(hips[0]), float(hips[1]), 2 * ENLARGE * hypot(x, y), atan2(y, x) + pi / 2)


def square_below(face: Box, pixels: NDArray[np.uint8]) -> Region:
    """Where the body of a face should be in `pixels`."""
    height, width = pixels.shape[:2]
    metre_px = max(face.width * width, 1.0) / FACE_WIDTH_M
    x, y = face.centre
    return Region(x * width, y * height + HIPS_BELOW_M * metre_px, SQUARE_M * metre_px, 0.0)
