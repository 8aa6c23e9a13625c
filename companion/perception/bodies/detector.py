"""Finding bodies: MediaPipe's body detector, run straight on its `.tflite` model.

The model looks at a 224x224 picture and answers for 2,254 fixed anchors, each with a logit, a box about the face and
four points: the middle of the hips, a point that tells the size and the turn of the whole body, and the same two of the
shoulders. The steps and constants are those of MediaPipe 0.10.18, `modules/pose_detection/pose_detection_cpu.pbtxt` and
`modules/pose_landmark/pose_detection_to_roi.pbtxt`. The network is BlazePose's (Bazarevsky et al. 2020,
arXiv:2006.10204).
"""

from dataclasses import dataclass
from math import atan2, hypot, pi

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.detector import letterbox, merge
from companion.perception.faces.landmarks import Region
from companion.vocabulary.ports import Infer

INPUT_PX = 224
MIN_SCORE = 0.5
LOGIT_CLIP = 100.0
CELLS_PER_SIDE, ANCHORS_PER_CELL = (28, 14, 7), (2, 2, 6)
HIPS, SIZE = 0, 1
ENLARGE = 1.25
"""Of the square about the hips that reaches to the tip of the size point on every side."""


@dataclass(frozen=True, slots=True)
class BodyFound:
    """One body: `head_px` are the edges of its head's box, `region` the square of its landmarks, `score` 0.5..1."""

    head_px: tuple[float, float, float, float]
    region: Region
    score: float


def _anchors() -> NDArray[np.float32]:
    layers = []
    for cells, anchors in zip(CELLS_PER_SIDE, ANCHORS_PER_CELL, strict=True):
        middle = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        y, x = np.meshgrid(middle, middle, indexing="ij")
        layers.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), anchors, axis=0))
    return np.concatenate(layers)


ANCHORS = _anchors()


def find_bodies(pixels: NDArray[np.uint8], infer: Infer, at_most: int = 4) -> tuple[BodyFound, ...]:
    """Bodies in `pixels` (uint8, height x width x 3, RGB), surest first.

    `infer` is the model `pose_detection`: float32 (1, 224, 224, 3) in -1..1 gives (1, 2254, 12) and (1, 2254, 1).
    """
    height, width = pixels.shape[:2]
    boxes, logits = infer(letterbox(pixels, INPUT_PX))
    scale = max(height, width)
    offset = np.array([(scale - width) / 2, (scale - height) / 2], np.float32)
    flat = np.clip(logits.reshape(-1), -LOGIT_CLIP, LOGIT_CLIP).astype(np.float64)
    kept = np.flatnonzero(flat > np.log(MIN_SCORE / (1 - MIN_SCORE)))
    if kept.size == 0:
        return ()
    raw = boxes.reshape(-1, 12)[kept] / INPUT_PX
    centres, half = raw[:, :2] + ANCHORS[kept], raw[:, 2:4] / 2
    points = (raw[:, 4:].reshape(-1, 4, 2) + ANCHORS[kept][:, None, :]).reshape(-1, 8)
    corners = np.concatenate([centres - half, centres + half, points], axis=1).reshape(-1, 6, 2)
    rows = (corners * scale - offset).reshape(-1, 12).astype(np.float32)
    heads = merge(rows, (1 / (1 + np.exp(-flat[kept]))).astype(np.float32))
    return tuple(
        BodyFound(head.box_px, square_of(head.points_px[HIPS], head.points_px[SIZE]), head.score)
        for head in heads[:at_most]
    )


def square_of(hips: NDArray[np.float32], size: NDArray[np.float32]) -> Region:
    """The square in which the landmark model wants to see a body, from the middle of its hips and its size point."""
    x, y = float(size[0] - hips[0]), float(size[1] - hips[1])
    # Upright is a size point straight above the hips.
    return Region(float(hips[0]), float(hips[1]), 2 * ENLARGE * hypot(x, y), atan2(y, x) + pi / 2)
