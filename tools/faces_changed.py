"""A real photograph of a face changed in a known way: eyes shut, irises turned, a mouth opened.

Where the lids, the irises and the lips are is taken from the landmarks; the pixels are only moved, or, inside an opened
mouth, made dark. So the truth of each picture is known by construction, and it still looks like the person.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.landmarks import Landmarks

Picture = NDArray[np.uint8]

UPPER_LIDS = {"right": (33, 160, 159, 158, 133), "left": (362, 385, 386, 387, 263)}
LOWER_LIDS = {"right": (33, 144, 145, 153, 133), "left": (362, 380, 374, 373, 263)}
BROWS = {"right": (70, 63, 105, 66, 107), "left": (336, 296, 334, 293, 300)}
LIPS_ABOVE, LIPS_BELOW, CHIN = (78, 81, 13, 311, 308), (78, 178, 14, 402, 308), 152


def with_eyes_shut(picture: Picture, landmarks: Landmarks) -> Picture:
    """The skin of the upper lids drawn down over the eyes."""
    x, y = _grid(picture)
    for side in ("right", "left"):
        points = landmarks.points_px
        columns, top = _curve(points, UPPER_LIDS[side], x)
        _, bottom = _curve(points, LOWER_LIDS[side], x)
        _, brow = _curve(points, BROWS[side], x)
        above = (brow + 2 * top) / 3
        low = bottom + 1.5
        inside = columns & (y >= above) & (y <= low)
        share = (y - above) / np.maximum(low - above, 1.0)
        y = np.where(inside, above + share * np.maximum(top - 1.0 - above, 0.0), y)
    return _drawn(picture, x, y)


def with_eyes_turned(picture: Picture, landmarks: Landmarks, eye_widths: float) -> Picture:
    """Both irises moved to the right of the picture by so many widths of the eye; the lids stay."""
    x, y = _grid(picture)
    moved = x.copy()
    for side in ("right", "left"):
        points = landmarks.points_px
        columns, top = _curve(points, UPPER_LIDS[side], x)
        _, bottom = _curve(points, LOWER_LIDS[side], x)
        left, right = points[list(UPPER_LIDS[side]), 0].min(), points[list(UPPER_LIDS[side]), 0].max()
        along = np.clip((x - left) / max(right - left, 1.0), 0.0, 1.0)
        inside = columns & (y >= top) & (y <= bottom)
        # Nothing moves at the corners, most in the middle.
        moved = np.where(inside, x - eye_widths * (right - left) * np.sin(np.pi * along) ** 0.5, moved)
    return _drawn(picture, moved, y)


def with_mouth_open(picture: Picture, landmarks: Landmarks, gap: float) -> Picture:
    """The lips parted by `gap` distances between the eyes, the jaw moved down, the inside dark."""
    points = landmarks.points_px
    x, y = _grid(picture)
    between = float(np.linalg.norm((points[33] + points[133] - points[362] - points[263])[:2])) / 2
    columns, above = _curve(points, LIPS_ABOVE, x)
    _, below = _curve(points, LIPS_BELOW, x)
    seam = (above + below) / 2
    left, right = points[[78, 308], 0].min(), points[[78, 308], 0].max()
    arch = np.sqrt(np.clip(1.0 - ((x - (left + right) / 2) / max((right - left) / 2, 1.0)) ** 2, 0.0, 1.0))
    # The jaw beside the mouth goes down with it, less and less.
    wide = np.clip(1.0 - np.abs(x - (left + right) / 2) / max(1.1 * (right - left), 1.0), 0.0, 1.0)
    opened, lowered = gap * between * arch, gap * between * wide
    line = np.where(columns, seam, float(points[[13, 14], 1].mean()))
    source = np.where(y > line + lowered, y - lowered, np.where(y > line, line, y))
    drawn = _drawn(picture, x, source)
    inside = columns & (y > line) & (y < line + opened)
    drawn[inside] = (46, 18, 20)
    return drawn


def _grid(picture: Picture) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    height, width = picture.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
    return x, y


def _curve(
    points: NDArray[np.float32], places: tuple[int, ...], x: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which columns a row of points spans, and how high it is in each."""
    chosen = points[list(places), :2].astype(np.float64)
    chosen = chosen[np.argsort(chosen[:, 0])]
    spans = (x >= chosen[0, 0]) & (x <= chosen[-1, 0])
    return spans, np.interp(x, chosen[:, 0], chosen[:, 1])


def _drawn(picture: Picture, x: NDArray[np.float64], y: NDArray[np.float64]) -> Picture:
    drawn = cv2.remap(
        picture, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(drawn, np.uint8)
