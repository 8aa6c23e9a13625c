"""The whole path of sight: one RGB picture in, the faces in it and what they show out."""

from collections.abc import Collection
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.crop import crop_region, draw_crop, normalise, whole_picture
from companion.perception.faces.detector import Detection, find_faces
from companion.perception.faces.expression import read_expression
from companion.perception.faces.following import SEARCHES_EVERY_S, Followed
from companion.perception.faces.gaze import Eyes
from companion.perception.faces.head import Head, head_of
from companion.perception.faces.irises import Side, look_into
from companion.perception.faces.landmarks import Landmarks, Region, find_landmarks, region_of
from companion.perception.faces.shape import shape_of
from companion.perception.faces.steady import Steady
from companion.perception.faces.tiredness import Tiredness
from companion.perception.faces.tracks import FORGET_AFTER_S, Tracks
from companion.vocabulary.errors import ModelError
from companion.vocabulary.ports import Infer
from companion.vocabulary.readings import EMOTIONS, BodyReading, Box, ExpressionReading, FaceReading, SightReading
from companion.vocabulary.signals import Frame

READY_MARGIN = 0.25
SMALLEST_JUDGED_PX = 20.0

LOOKS_EVERY_S = 0.1
"""Into one eye: often enough for lids that fall shut, and half the cost of every frame."""


class LoadedModel(Protocol):
    """A model with what its card says of its answers."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def temperature(self) -> float: ...
    def infer(self, values: NDArray[np.float32], /) -> tuple[NDArray[np.float32], ...]: ...


class ModelSource(Protocol):
    """Whoever can load a model by name; raises `ModelError`."""

    def load(self, name: str, /) -> LoadedModel: ...


@dataclass(frozen=True, slots=True)
class FaceModels:
    """The networks of sight, and the temperature that makes the scores of the expression network honest.

    Without `eyes` gaze is told by the head alone and nobody's lids are seen; `missing` then says why.
    """

    detect: Infer
    mesh: Infer
    express: Infer
    temperature: float
    eyes: Infer | None = None
    missing: str = ""

    @classmethod
    def load(cls, source: ModelSource) -> "FaceModels":
        """Raises `ModelError` when one of the three that it cannot do without cannot be used."""
        express = source.load("face_expression")
        if express.labels != EMOTIONS:
            raise ModelError(
                f"has the labels {', '.join(express.labels)}; wanted are {', '.join(EMOTIONS)}.",
                "face_expression.toml",
                "Restore it with `git checkout -- models`, or install companion again.",
            )
        detect, mesh = source.load("face_detection_short_range"), source.load("face_landmark")
        try:
            eyes = source.load("iris_landmark")
        except ModelError as fault:
            return cls(detect.infer, mesh.infer, express.infer, express.temperature, None, str(fault))
        return cls(detect.infer, mesh.infer, express.infer, express.temperature, eyes.infer)


@dataclass(slots=True)
class Person:
    """What is kept of one track while it is followed: numbers of the last seconds, dropped with it.

    `steady` and `tired` are there only while it is judged; `searches` is how many have found it.
    """

    eyes: Eyes
    seen_s: float
    next_side: Side = "right"
    looked_s: float = -inf
    searches: int = 0
    steady: Steady | None = None
    tired: Tiredness | None = None


@dataclass(slots=True)
class Sighting:
    """One face found in this frame."""

    box: Box
    followed: Followed
    landmarks: Landmarks


@dataclass(slots=True)
class Trail:
    """What a path remembers between frames when it follows: where the faces were, and who is who."""

    faces: tuple[Followed, ...] = ()
    searched_s: float = -inf
    people: dict[int, Person] = field(default_factory=dict)


class FacePath:
    """Reads faces from pictures. Keeps nothing but the numbers of the tracks it follows.

    `sure_from` (0..1): below this certainty an emotion is "not sure". `at_most`: faces looked at in one picture. A path
    that `lives` follows faces from frame to frame: it searches the whole picture five times a second, looks into one
    eye at a time, steadies what it says and notices tiredness. One that does not takes each picture for itself.
    """

    def __init__(self, models: FaceModels, sure_from: float = 0.5, at_most: int = 4, lives: bool = False) -> None:
        self._models = models
        self._sure_from = sure_from
        self._at_most = at_most
        self._lives = lives
        self._tracks = Tracks()
        self._trail = Trail()
        self._signs: list[BodyReading] = []
        self.points: tuple[NDArray[np.float32], ...] = ()
        """The landmarks of the faces of the last frame, (468, 3) each, in the order told; for drawing, never kept."""

    def read(self, frame: Frame, judged: Collection[int] | None = None, attended: Collection[int] = ()) -> SightReading:
        """The faces in a frame, largest first.

        Only the tracks in `judged` get an expression and a shape; None judges everybody. Only these and the `attended`
        ones are looked in the eyes.
        """
        pixels, at_s = frame.pixels, frame.captured_s
        self.points = ()
        if not _is_picture(pixels):
            return SightReading(at_s, ())
        found = self._find(pixels, at_s)
        found.sort(key=lambda face: -face.box.width * face.box.height)
        tracks = self._tracks.follow([face.box for face in found], at_s)
        self._trail.faces = tuple(face.followed for face in found)
        told = self._without_newcomers(list(zip(tracks, found, strict=True)), at_s)
        faces = tuple(
            self._reading(pixels, at_s, track, face, judged is None or track in judged, track in attended)
            for track, face in told
        )
        self.points = tuple(face.landmarks.points_px for _, face in told)
        people = self._trail.people
        self._trail.people = {track: who for track, who in people.items() if at_s - who.seen_s <= FORGET_AFTER_S}
        return SightReading(at_s, faces)

    def take_signs(self) -> tuple[BodyReading, ...]:
        """The signs of tiredness in judged faces since the last call."""
        signs, self._signs = tuple(self._signs), []
        return signs

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading:
        """The expression of a picture that is a ready face: uint8, height x width (x 3 RGB), any size from 1x1 up.

        The face is aligned as in life where it is found; otherwise the picture is taken as it is.
        """
        region = find_ready_face(pixels, self._models.detect, self._models.mesh)
        return self._express(pixels, region or whole_picture(pixels))

    def _without_newcomers(self, found: list[tuple[int, Sighting]], at_s: float) -> list[tuple[int, Sighting]]:
        """Beside a known face another is told only once a second search has found it, too.

        A fold of a curtain that looks like a face for a moment must not cast doubt on who is bound.
        """
        if not self._lives:
            return found
        searched = self._trail.searched_s == at_s
        for track, _ in found:
            self._person(track, at_s).searches += searched
        known = [one for one in found if self._trail.people[one[0]].searches >= 2]
        return known or found

    def _find(self, pixels: NDArray[np.uint8], at_s: float) -> list[Sighting]:
        """The faces: where they were in the last frame if that is enough, by a search of the whole picture if not."""
        if self._lives and self._trail.faces and 0.0 <= at_s - self._trail.searched_s < SEARCHES_EVERY_S:
            again = [self._again(pixels, face) for face in self._trail.faces]
            still_there = [face for face in again if face is not None]
            if len(still_there) == len(again) and not _meet(still_there):
                return still_there
        self._trail.searched_s = at_s
        found = []
        for detection in find_faces(pixels, self._models.detect, self._at_most):
            region = region_of(detection)
            landmarks = find_landmarks(pixels, region, self._models.mesh)
            if landmarks is not None:
                followed = Followed.found(detection, region, crop_region(landmarks))
                found.append(Sighting(box_of(detection, pixels), followed, landmarks))
        return found

    def _again(self, pixels: NDArray[np.uint8], face: Followed) -> Sighting | None:
        landmarks = find_landmarks(pixels, face.mesh, self._models.mesh)
        if landmarks is None:
            return None
        seen = face.seen(crop_region(landmarks))
        return Sighting(box_of(seen.detection, pixels), seen, landmarks)

    def _reading(
        self, pixels: NDArray[np.uint8], at_s: float, track: int, face: Sighting, judged: bool, attended: bool
    ) -> FaceReading:
        landmarks, region = face.landmarks, face.followed.still
        judged = judged and region.side_px >= SMALLEST_JUDGED_PX
        head = head_of(landmarks)
        person = self._person(track, at_s)
        if judged or attended:
            self._look_into(pixels, landmarks, head, person, at_s)
        eyes, expression, shape = person.eyes, None, None
        if judged:
            expression = self._express(pixels, region)
            shape = shape_of(head, eyes.open_share(at_s), eyes.usually_open, bool(eyes.shut(at_s)))
            if self._lives:
                person.steady = person.steady or Steady(self._sure_from)
                person.tired = person.tired or Tiredness()
                expression = person.steady.follow(expression, at_s)
                self._signs += person.tired.watch(shape, eyes.shut(at_s), at_s)
        else:
            person.steady = person.tired = None
        return FaceReading(
            track=track,
            box=face.box,
            detection=face.followed.detection.score,
            facing=landmarks.facing,
            roll_deg=landmarks.roll_deg,
            expression=expression,
            yaw_deg=head.yaw_deg,
            pitch_deg=head.pitch_deg,
            gaze_deg=eyes.gaze_deg(head, at_s),
            look=eyes.look(head, at_s),
            shape=shape,
        )

    def _person(self, track: int, at_s: float) -> Person:
        if not self._lives:
            return Person(Eyes(blinks=False), at_s)
        person = self._trail.people.get(track)
        if person is None:
            person = self._trail.people[track] = Person(Eyes(), at_s)
        person.seen_s = at_s
        return person

    def _look_into(
        self, pixels: NDArray[np.uint8], landmarks: Landmarks, head: Head, person: Person, at_s: float
    ) -> None:
        """Both eyes of a still picture; in life one at a time, the right and the left in turn."""
        if self._models.eyes is None or at_s - person.looked_s < LOOKS_EVERY_S:
            return
        person.looked_s = at_s
        sides: tuple[Side, ...] = (person.next_side,) if self._lives else ("right", "left")
        for side in sides:
            person.eyes.see(side, look_into(pixels, landmarks, side, self._models.eyes), head, at_s)
        person.next_side = "left" if sides[-1] == "right" else "right"

    def _express(self, pixels: NDArray[np.uint8], region: Region) -> ExpressionReading:
        (logits,) = self._models.express(normalise(draw_crop(pixels, region)))
        return read_expression(logits, self._models.temperature, self._sure_from)


def _meet(faces: list[Sighting]) -> bool:
    """Whether two that are followed have come to lie over each other: they may both be following the same face."""
    for place, one in enumerate(faces):
        for other in faces[:place]:
            (x, y), (other_x, other_y) = one.box.centre, other.box.centre
            near = 0.5 * max(one.box.width, other.box.width), 0.5 * max(one.box.height, other.box.height)
            if abs(x - other_x) < near[0] and abs(y - other_y) < near[1]:
                return True
    return False


def find_ready_face(pixels: NDArray[np.uint8], detect: Infer, mesh: Infer) -> Region | None:
    """Where the expression crop of a ready face picture lies, or None where no face is found in it.

    The detector wants to see some room around a face, so the picture gets a black margin of a quarter first.
    """
    margin = round(READY_MARGIN * max(pixels.shape[:2]))
    colour = pixels if pixels.ndim == 3 else cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    roomy = np.asarray(cv2.copyMakeBorder(colour, *(margin,) * 4, cv2.BORDER_CONSTANT), np.uint8)
    for detection in find_faces(roomy, detect, at_most=1):
        landmarks = find_landmarks(roomy, region_of(detection), mesh)
        if landmarks is not None:
            moved = landmarks.points_px - np.array([margin, margin, 0], np.float32)
            return crop_region(Landmarks(moved, landmarks.presence))
    return None


def box_of(detection: Detection, pixels: NDArray[np.uint8]) -> Box:
    """The detected box in parts of the picture, cut at its borders."""
    height, width = pixels.shape[:2]
    left, right = (min(max(edge / width, 0.0), 1.0) for edge in detection.box_px[0::2])
    top, bottom = (min(max(edge / height, 0.0), 1.0) for edge in detection.box_px[1::2])
    return Box(left, top, right - left, bottom - top)


def _is_picture(pixels: NDArray[np.uint8]) -> bool:
    return pixels.ndim == 3 and pixels.shape[2] == 3 and min(pixels.shape[:2]) > 0
