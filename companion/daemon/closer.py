"""A closer look at a picture: its parts are looked at one by one, so that small faces are found as well.

The detector sees 128x128 pixels, in which a face narrower than an eighth of the picture is lost. That is right for the
creature, whose people are near, and wrong for photographs of groups.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.path import FacePath
from companion.perception.faces.tracks import Tracks
from companion.vocabulary.readings import Box, ExpressionReading, SightReading
from companion.vocabulary.signals import Frame

SIDES = (2, 4)
"""Parts are squares of a half, then of a quarter of the long side, each overlapping the next by half."""

SMALLEST_PART_PX = 256
"""In smaller parts the faces still to be found would be too small to judge."""

SAME_FACE = 0.35
"""Share of the smaller box that lies inside the larger one."""

AT_THE_EDGE = 0.02


@dataclass(frozen=True, slots=True)
class Part:
    """A square of a picture, in pixels."""

    left: int
    top: int
    side: int


class CloserLook:
    """Looks at the whole picture with a `FacePath`, then at its parts; follows faces from frame to frame by place.

    Without `judge` faces are found and nobody gets an expression.
    """

    def __init__(self, path: FacePath, judge: bool = True) -> None:
        self._path = path
        self._judge = judge
        self._tracks = Tracks()

    def read(self, frame: Frame) -> SightReading:
        """Every face, largest first, each once."""
        height, width = frame.pixels.shape[:2]
        judged = None if self._judge else ()
        faces = list(self._path.read(frame, judged).faces)
        for part in parts_of(width, height):
            pixels = frame.pixels[part.top : part.top + part.side, part.left : part.left + part.side]
            for face in self._path.read(Frame(pixels, frame.captured_s), judged).faces:
                box = _in_whole(face.box, part, pixels.shape, frame.pixels.shape)
                cut = _is_cut(face.box, part, width, height)
                if not cut and all(_shared(box, known.box) < SAME_FACE for known in faces):
                    faces.append(replace(face, box=box))
        faces.sort(key=lambda face: -face.box.width * face.box.height)
        tracks = self._tracks.follow([face.box for face in faces], frame.captured_s)
        followed = (replace(face, track=track) for face, track in zip(faces, tracks, strict=True))
        return SightReading(frame.captured_s, tuple(followed))

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading | None:
        """The expression of a picture that is a ready face; None without `judge`."""
        return self._path.read_crop(pixels) if self._judge else None


def parts_of(width: int, height: int) -> Iterator[Part]:
    """The parts worth looking at, large ones first; none of a small picture."""
    for share in SIDES:
        side = max(width, height) // share
        if side < SMALLEST_PART_PX:
            return
        for top in _starts(height, side):
            for left in _starts(width, side):
                yield Part(left, top, side)


def _starts(length: int, side: int) -> list[int]:
    """Where squares begin along one side, evenly, overlapping by half at least."""
    if length <= side:
        return [0]
    steps = -(-(length - side) * 2 // side)
    return [round(step * (length - side) / steps) for step in range(steps + 1)]


def _in_whole(box: Box, part: Part, part_shape: tuple[int, ...], shape: tuple[int, ...]) -> Box:
    """A box told in parts of a part, told in parts of the whole picture."""
    across, down = part_shape[1] / shape[1], part_shape[0] / shape[0]
    return Box(
        part.left / shape[1] + box.x * across,
        part.top / shape[0] + box.y * down,
        box.width * across,
        box.height * down,
    )


def _is_cut(box: Box, part: Part, width: int, height: int) -> bool:
    """Whether the border of the part runs through the face; a neighbouring part then holds it whole."""
    return (
        (part.left > 0 and box.x < AT_THE_EDGE)
        or (part.top > 0 and box.y < AT_THE_EDGE)
        or (part.left + part.side < width and box.x + box.width > 1 - AT_THE_EDGE)
        or (part.top + part.side < height and box.y + box.height > 1 - AT_THE_EDGE)
    )


def _shared(one: Box, other: Box) -> float:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    smaller = min(one.width * one.height, other.width * other.height)
    return max(across, 0.0) * max(down, 0.0) / max(smaller, 1e-9)
