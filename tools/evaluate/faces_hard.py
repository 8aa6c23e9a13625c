"""What a care home does to a picture of a face: each hardship alone, on the picture as the camera would give it.

Every hardship takes a grey picture, uint8 (height, width), the points of the face found in the clear picture (float32
(468, 2), pixels; None where no face was found) and a generator, and gives a picture of the same shape.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Points = NDArray[np.float32] | None
Hardship = Callable[[Bytes, Points, np.random.Generator], Bytes]

RIGHT_LID, LEFT_LID = (33, 133, 159, 145), (263, 362, 386, 374)
NOSE_TIP, CHIN, RIGHT_CHEEK, LEFT_CHEEK = 1, 152, 234, 454


def _grain(levels: NDArray[np.float32], deviation: float, chance: np.random.Generator) -> Bytes:
    return np.clip(levels + chance.normal(0, deviation, levels.shape), 0, 255).astype(np.uint8)


def dim_room(picture: Bytes, _points: Points, chance: np.random.Generator) -> Bytes:
    """A sixth of the light, and the noise of a small sensor."""
    return _grain(picture.astype(np.float32) / 6, 2.0, chance)


def window_behind(picture: Bytes, points: Points, chance: np.random.Generator) -> Bytes:
    """The face dark, everything around it washed out."""
    height, width = picture.shape
    face = np.zeros((height, width), np.float32)
    if points is None:
        middle, axes = (width // 2, height // 2), (round(width * 0.4), round(height * 0.48))
        cv2.ellipse(face, middle, axes, 0, 0, 360, (1.0,), -1)
    else:
        cv2.fillConvexPoly(face, cv2.convexHull(points.astype(np.int32)), (1.0,))
    face = np.asarray(cv2.GaussianBlur(face, (0, 0), width / 40), np.float32)
    return _grain(picture * (0.35 * face) + 245 * (1 - face), 2.0, chance)


def lamp_at_the_side(picture: Bytes, _points: Points, _chance: np.random.Generator) -> Bytes:
    """One side at full light, the other at a quarter."""
    return np.asarray(picture * np.linspace(1.0, 0.25, picture.shape[1], dtype=np.float32)[None], np.uint8)


def out_of_focus(picture: Bytes, _points: Points, _chance: np.random.Generator) -> Bytes:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), picture.shape[1] / 34), np.uint8)


def moving(picture: Bytes, _points: Points, _chance: np.random.Generator) -> Bytes:
    """Smeared sideways over a twelfth of the picture."""
    return np.asarray(cv2.blur(picture, (max(picture.shape[1] // 12, 1), 1)), np.uint8)


def far_away(picture: Bytes, _points: Points, _chance: np.random.Generator) -> Bytes:
    """Seen with half the pixels a side."""
    height, width = picture.shape
    small = cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def squeezed_by_jpeg(picture: Bytes, _points: Points, _chance: np.random.Generator) -> Bytes:
    packed = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, 20))[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def head_leaning(picture: Bytes, _points: Points, chance: np.random.Generator) -> Bytes:
    """The head tilted 25 degrees to one side."""
    height, width = picture.shape
    angle = 25 * (1 if chance.random() < 0.5 else -1)
    turn = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), angle, 1.0)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def from_the_side(picture: Bytes, _points: Points, chance: np.random.Generator) -> Bytes:
    """The picture as if it were turned away: one edge a quarter shorter, everything narrower."""
    height, width = picture.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    near, far, edge = 0.0, height * 0.125, width * 0.12
    turned = np.array(
        [[edge, near], [width - edge, far], [width - edge, height - far], [edge, height - near]], np.float32
    )
    if chance.random() < 0.5:
        turned = (turned * (-1, 1) + (width, 0)).astype(np.float32)[[1, 0, 3, 2]]
    warp = cv2.getPerspectiveTransform(corners, turned)
    return np.asarray(cv2.warpPerspective(picture, warp, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def glasses(picture: Bytes, points: Points, _chance: np.random.Generator) -> Bytes:
    """Dark rims around both eyes, slightly tinted lenses."""
    if points is None:
        return picture
    worn = picture.copy()
    eyes = [points[list(lid), :2].mean(axis=0) for lid in (RIGHT_LID, LEFT_LID)]
    apart = float(np.linalg.norm(eyes[1] - eyes[0]))
    axes = (max(round(apart * 0.36), 2), max(round(apart * 0.28), 2))
    line = max(round(apart / 18), 1)
    ends = [tuple(int(value) for value in eye.round()) for eye in eyes]
    for end in ends:
        cv2.ellipse(worn, end, axes, 0, 0, 360, (40,), -1)
    worn = np.asarray(cv2.addWeighted(worn, 0.15, picture, 0.85, 0), np.uint8)
    for end in ends:
        cv2.ellipse(worn, end, axes, 0, 0, 360, (35,), line)
    inner = [tuple(int(v) for v in (eye + (eyes[1 - at] - eye) * 0.36).round()) for at, eye in enumerate(eyes)]
    cv2.line(worn, inner[0], inner[1], (35,), line)
    return worn


def hand_at_the_mouth(picture: Bytes, points: Points, _chance: np.random.Generator) -> Bytes:
    """The lower left half of the mouth and the chin behind something as bright as the cheek."""
    if points is None:
        return picture
    covered = picture.copy()
    nose, chin, cheek = points[NOSE_TIP, :2], points[CHIN, :2], points[LEFT_CHEEK, :2]
    middle = chin * 0.6 + nose * 0.25 + cheek * 0.15
    long = float(np.linalg.norm(chin - nose))
    place = (int(middle[0]), int(middle[1]))
    cv2.ellipse(covered, place, (round(long * 0.62), round(long * 0.42)), -35, 0, 360, (int(np.median(picture)),), -1)
    return covered


HARDSHIPS: Mapping[str, Hardship] = {
    "as it is": lambda picture, _points, _chance: picture,
    "a dim room": dim_room,
    "a window behind": window_behind,
    "a lamp at the side": lamp_at_the_side,
    "out of focus": out_of_focus,
    "moving": moving,
    "far away": far_away,
    "squeezed by JPEG": squeezed_by_jpeg,
    "head leaning": head_leaning,
    "seen from the side": from_the_side,
    "glasses": glasses,
    "a hand at the mouth": hand_at_the_mouth,
}
