"""The pictures that the expression network learns from: aligned as in life, and the shape of the face in each."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.crop import CROP_PX, crop_region, draw_crop, normalise, whole_picture
from companion.perception.faces.detector import find_faces
from companion.perception.faces.landmarks import Landmarks, Region, find_landmarks, region_of
from companion.perception.faces.path import READY_MARGIN
from companion.vocabulary.ports import Infer

CANVAS_PX = 64
# Brows, lids, nose and lips in the numbering of MediaPipe's mesh: each point of the person's right side, and its twin.
PAIRS = (
    *((70, 300), (63, 293), (105, 334), (66, 296), (107, 336), (46, 276), (52, 282), (55, 285)),
    *((33, 263), (133, 362), (159, 386), (145, 374), (160, 387), (158, 385), (144, 373), (153, 380)),
    *((98, 327), (50, 280), (61, 291), (78, 308), (37, 267), (40, 270), (81, 311), (80, 310)),
    *((84, 314), (91, 321), (178, 402), (88, 318)),
)
MIDDLE = (1, 2, 0, 13, 14, 17, 152, 168)
SHAPE_POINTS = (*(right for right, _ in PAIRS), *(left for _, left in PAIRS), *MIDDLE)
SHAPE_NUMBERS = 2 * len(SHAPE_POINTS)

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures made ready.

    `canvases` is uint8 (n, 2, 64, 64), aligned and raw, with room to move around the crop; `found` bool (n,) says where
    a face was found, elsewhere both are the raw picture. `shapes` is float32 (n, 2, SHAPE_NUMBERS): the points of the
    face as it is and mirrored, each number with mean 0 and deviation 1; 0 where no face was found.
    """

    canvases: Bytes
    found: NDArray[np.bool_]
    shapes: Floats

    def rows(self, chosen: NDArray[np.int64]) -> "Gallery":
        return Gallery(self.canvases[chosen], self.found[chosen], self.shapes[chosen])

    def and_more(self, other: "Gallery") -> "Gallery":
        return Gallery(
            np.concatenate([self.canvases, other.canvases]),
            np.concatenate([self.found, other.found]),
            np.concatenate([self.shapes, other.shapes]),
        )


def draw_gallery(pictures: list[Bytes], detect: Infer, mesh: Infer, say: Callable[[str], None]) -> Gallery:
    """Sends each picture (uint8, grey) through the creature's face path."""
    canvases = np.empty((len(pictures), 2, CANVAS_PX, CANVAS_PX), np.uint8)
    found = np.zeros(len(pictures), np.bool_)
    points = np.zeros((len(pictures), 2, len(SHAPE_POINTS), 2), np.float32)
    for row, picture in enumerate(pictures):
        face = look_at(picture, detect, mesh)
        whole = whole_picture(picture)
        found[row] = face is not None
        if face is not None:
            points[row] = _shape(*face)
        for column, region in enumerate((face[0] if face else whole, whole)):
            roomy = replace(region, side_px=region.side_px * CANVAS_PX / CROP_PX)
            canvases[row, column] = draw_crop(picture, roomy, CANVAS_PX)
        if row % 4000 == 3999:
            say(f"aligned {row + 1:,} of {len(pictures):,} pictures, a face found in {found[: row + 1].mean():.1%}")
    shapes = points.reshape(len(pictures), 2, SHAPE_NUMBERS)
    seen = shapes[found].reshape(-1, SHAPE_NUMBERS)
    shapes[found] = np.clip((shapes[found] - seen.mean(axis=0)) / (seen.std(axis=0) + 1e-3), -4, 4)
    return Gallery(canvases, found, shapes)


def look_at(picture: Bytes, detect: Infer, mesh: Infer) -> tuple[Region, Landmarks] | None:
    """Where the expression crop of a ready face picture lies, and the points of the face, as the face path does it."""
    margin = round(READY_MARGIN * max(picture.shape[:2]))
    colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)
    roomy = np.asarray(cv2.copyMakeBorder(colour, *(margin,) * 4, cv2.BORDER_CONSTANT), np.uint8)
    for detection in find_faces(roomy, detect, at_most=1):
        landmarks = find_landmarks(roomy, region_of(detection), mesh)
        if landmarks is not None:
            moved = Landmarks(landmarks.points_px - np.array([margin, margin, 0], np.float32), landmarks.presence)
            return crop_region(moved), moved
    return None


def _shape(region: Region, landmarks: Landmarks) -> Floats:
    """The points in parts of the crop, as they are and mirrored, (2, points, 2)."""
    back = region.from_square(1)
    flat = (landmarks.points_px[list(SHAPE_POINTS), :2] - back[:, 2]) @ np.linalg.inv(back[:, :2]).T
    sides = len(PAIRS)
    mirrored = np.concatenate([flat[sides : 2 * sides], flat[:sides], flat[2 * sides :]]) * (-1, 1) + (1, 0)
    return np.asarray(np.stack([flat, mirrored]), np.float32)


def plain_crops(canvases: Bytes) -> Floats:
    """The middle of each canvas (n, 64, 64) as the network sees it in life, float32 (n, 48, 48, 1)."""
    edge = (CANVAS_PX - CROP_PX) // 2
    return np.concatenate([normalise(canvas[edge:-edge, edge:-edge]) for canvas in canvases])
