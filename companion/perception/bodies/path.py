"""The body of the bound person: found where their face is, followed from look to look, and read for signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from companion.perception.bodies.bearing import bearing_of
from companion.perception.bodies.landmarks import NOSE, Body, find_body
from companion.perception.bodies.pacing import Pacing
from companion.perception.bodies.place import FACE_WIDTH_M, square_below
from companion.perception.bodies.signs import Signs
from companion.perception.faces.landmarks import Region
from companion.perception.faces.path import ModelSource
from companion.vocabulary.ports import Infer
from companion.vocabulary.readings import BodyReading, Box, FaceReading
from companion.vocabulary.signals import Frame

FOLLOWS_S = 3.0
"""A body that was not found for so long is looked for anew, at the face."""

TURNED_COUNTS_S = 10.0
"""So long after the bound face was last seen its body is followed, to notice that somebody has turned away for good."""


@dataclass(frozen=True, slots=True)
class BodyModels:
    """The network that sees bodies."""

    points: Infer

    @classmethod
    def load(cls, source: ModelSource) -> "BodyModels":
        """Raises `ModelError` when it cannot be used."""
        return cls(source.load("pose_landmark_full").infer)


class BodyPath:
    """Reads the bearing of one body. Keeps numbers of the last minute, and drops them when the person changes."""

    def __init__(self, models: BodyModels) -> None:
        self._models = models
        self.looks = 0
        """Pictures it has looked at closely: each costs as much as several looks at a face."""
        self._track: int | None = None
        self._bound_s = self._found_s = -inf
        self._region: Region | None = None
        self._metre_px: float | None = None
        self._signs, self._pacing = Signs(), Pacing()

    def read(
        self, frame: Frame, bound: FaceReading | None, others: Sequence[FaceReading], pace: float = 1.0
    ) -> tuple[BodyReading, ...]:
        """The signs of this instant. `bound` is the face of the bound person, None when it is not in the frame.

        A body is found by the bound face alone. While that is out of sight the same body is followed a little longer,
        unless there are `others` it could be taken for, and says only that it has turned away.
        """
        at_s = frame.captured_s
        if bound is not None:
            if bound.track != self._track:
                self._forget()
            self._track, self._bound_s = bound.track, at_s
        elif others or at_s - self._bound_s > TURNED_COUNTS_S:
            self._forget()
            return ()
        swayed = self._sway(bound, frame) if bound is not None else ()
        if self._track is None or not self._pacing.due(at_s, pace):
            return swayed
        self.looks += 1
        body = self._look(frame.pixels, bound, at_s)
        if body is None:
            self._pacing.looked(at_s, False)
            return swayed
        bearing = bearing_of(body, at_s)
        told = self._signs.look(bearing)
        self._pacing.looked(at_s, self._signs.worth_a_look(bearing))
        if bound is None:
            return tuple(sign for sign in told if sign.sign == "turned_away")
        # Whose face looks at it has not turned away, whatever the shoulders do.
        return (*swayed, *(sign for sign in told if sign.sign != "turned_away" or bound.look == "away"))

    def _look(self, pixels: NDArray[np.uint8], bound: FaceReading | None, at_s: float) -> Body | None:
        """The body where it was, if it is still there and has the bound face; otherwise where the face says."""
        if self._region is not None and at_s - self._found_s <= FOLLOWS_S:
            body = find_body(pixels, self._region, self._models.points)
            if body is not None and (bound is None or _has_face(body, bound.box, pixels)):
                return self._keep(body, at_s)
        self._region = None
        if bound is None:
            return None
        roughly = find_body(pixels, square_below(bound.box, pixels), self._models.points)
        if roughly is None or not _has_face(roughly, bound.box, pixels):
            return None
        body = find_body(pixels, roughly.next_region, self._models.points)
        return self._keep(body if body is not None and _has_face(body, bound.box, pixels) else roughly, at_s)

    def _keep(self, body: Body, at_s: float) -> Body:
        self._region, self._found_s = body.next_region, at_s
        return body

    def _sway(self, bound: FaceReading, frame: Frame) -> tuple[BodyReading, ...]:
        """The way of the head, from the face, which is seen more often than the body."""
        height, width = frame.pixels.shape[:2]
        metre_px = max(bound.box.width * width, 1.0) / FACE_WIDTH_M
        if self._metre_px is None:
            self._metre_px = metre_px
        # A slow mean: when the head comes nearer the measure must not shrink its own way.
        self._metre_px += 0.02 * (metre_px - self._metre_px)
        x, y = bound.box.centre
        across, down = x * width / self._metre_px, y * height / self._metre_px
        return self._signs.sway(across, down, metre_px / self._metre_px * FACE_WIDTH_M * 3, frame.captured_s)

    def _forget(self) -> None:
        self._track, self._region, self._metre_px = None, None, None
        self._bound_s = self._found_s = -inf
        self._signs, self._pacing = Signs(), Pacing()


def _has_face(body: Body, box: Box, pixels: NDArray[np.uint8]) -> bool:
    """Whether the nose of a body lies in a face."""
    height, width = pixels.shape[:2]
    x, y = (float(value) for value in body.points_px[NOSE])
    return box.x <= x / width <= box.x + box.width and box.y <= y / height <= box.y + box.height
