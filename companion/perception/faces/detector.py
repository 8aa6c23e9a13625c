"""Finding faces: MediaPipe's short-range face detector, run straight on its `.tflite` model.

The model looks at a 128x128 picture and answers for 896 fixed anchors, each with a logit, a box and six points (right
eye, left eye, nose tip, mouth, right ear, left ear; right and left are the person's). The steps and constants are those
of MediaPipe 0.10.18, `modules/face_detection/face_detection_short_range.pbtxt`: letterbox with a black border, anchors
of fixed size, logits clipped at +-100 before the sigmoid, averaging non-maximum suppression. The network is BlazeFace
(Bazarevsky et al. 2019, arXiv:1907.05047).
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.ports import Infer

INPUT_PX = 128
MIN_SCORE = 0.5
SAME_FACE_OVERLAP = 0.3
LOGIT_CLIP = 100.0
CELLS_PER_SIDE = (16, 8)
ANCHORS_PER_CELL = (2, 6)


@dataclass(frozen=True, slots=True)
class Detection:
    """One face in a picture, in pixels of that picture; edges may lie outside it.

    `box_px` is (left, top, right, bottom), `points_px` float32 (6, 2), `score` 0.5..1.
    """

    box_px: tuple[float, float, float, float]
    points_px: NDArray[np.float32]
    score: float


def _anchors() -> NDArray[np.float32]:
    """Centres of the 896 anchors, (896, 2), x and y in parts of the input."""
    layers = []
    for cells, anchors in zip(CELLS_PER_SIDE, ANCHORS_PER_CELL, strict=True):
        middle = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        y, x = np.meshgrid(middle, middle, indexing="ij")
        layers.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), anchors, axis=0))
    return np.concatenate(layers)


ANCHORS = _anchors()


def find_faces(pixels: NDArray[np.uint8], infer: Infer, at_most: int = 4) -> tuple[Detection, ...]:
    """Faces in `pixels` (uint8, height x width x 3, RGB), surest first, at most `at_most` of them.

    `infer` is the model `face_detection_short_range`: float32 (1, 128, 128, 3) in -1..1 gives (1, 896, 16) and (1,
    896, 1).
    """
    height, width = pixels.shape[:2]
    boxes, logits = infer(letterbox(pixels, INPUT_PX))
    scale = max(height, width)
    offset = np.array([(scale - width) / 2, (scale - height) / 2], np.float32)
    kept = np.flatnonzero(logits.reshape(-1) > np.log(MIN_SCORE / (1 - MIN_SCORE)))
    if kept.size == 0:
        return ()
    scores = 1 / (1 + np.exp(-np.clip(logits.reshape(-1)[kept], -LOGIT_CLIP, LOGIT_CLIP)))
    raw = boxes.reshape(-1, 16)[kept] / INPUT_PX
    centres = raw[:, :2] + ANCHORS[kept]
    half = raw[:, 2:4] / 2
    points = (raw[:, 4:].reshape(-1, 6, 2) + ANCHORS[kept][:, None, :]).reshape(-1, 12)
    corners = np.concatenate([centres - half, centres + half, points], axis=1).reshape(-1, 8, 2)
    faces = merge((corners * scale - offset).reshape(-1, 16), scores)
    return tuple(faces[:at_most])


def letterbox(pixels: NDArray[np.uint8], side_px: int) -> NDArray[np.float32]:
    """The whole picture, its long side `side_px` pixels, centred on black: float32 (1, side, side, 3) in -1..1."""
    height, width = pixels.shape[:2]
    scale = side_px / max(height, width)
    move = np.array(
        [[scale, 0, (side_px - width * scale) / 2], [0, scale, (side_px - height * scale) / 2]], dtype=np.float64
    )
    small = cv2.warpAffine(pixels, move, (side_px, side_px), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    result: NDArray[np.float32] = np.multiply(small, np.float32(2 / 255), dtype=np.float32)
    result -= 1
    return result[None]


def merge(rows: NDArray[np.float32], scores: NDArray[np.float32]) -> list[Detection]:
    """Averages the candidates of each face, weighted by score. Each of `rows` is a box (four edges) and points."""
    faces = []
    waiting = np.argsort(-scores, kind="stable")
    while waiting.size:
        best = waiting[0]
        same = _overlap(rows[best], rows[waiting]) > SAME_FACE_OVERLAP
        same[0] = True
        group = waiting[same]
        weights = scores[group][:, None]
        mean = (rows[group] * weights).sum(axis=0) / weights.sum()
        left, top, right, bottom = (float(edge) for edge in mean[:4])
        faces.append(Detection((left, top, right, bottom), mean[4:].reshape(-1, 2), float(scores[best])))
        waiting = waiting[~same]
    return faces


def _overlap(row: NDArray[np.float32], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Intersection over union of one box with each of several."""
    low = np.maximum(row[:2], rows[:, :2])
    high = np.minimum(row[2:4], rows[:, 2:4])
    shared = np.clip(high - low, 0, None).prod(axis=1)
    areas = (rows[:, 2:4] - rows[:, :2]).clip(0).prod(axis=1)
    own = (row[2:4] - row[:2]).clip(0).prod()
    return np.asarray(shared / np.maximum(areas + own - shared, 1e-9), np.float32)
