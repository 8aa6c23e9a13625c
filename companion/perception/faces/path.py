"""The whole path of sight: one RGB picture in, the faces in it and what they show out."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.crop import crop_region, draw_crop, normalise, whole_picture
from companion.perception.faces.detector import Detection, find_faces
from companion.perception.faces.expression import read_expression
from companion.perception.faces.landmarks import Landmarks, Region, find_landmarks, region_of
from companion.perception.faces.tracks import Tracks
from companion.vocabulary.errors import ModelError
from companion.vocabulary.ports import Infer
from companion.vocabulary.readings import EMOTIONS, Box, ExpressionReading, FaceReading, SightReading
from companion.vocabulary.signals import Frame

READY_MARGIN = 0.25
SMALLEST_JUDGED_PX = 20.0


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
    """The three networks of sight, and the temperature that makes the scores of the last one honest."""

    detect: Infer
    mesh: Infer
    express: Infer
    temperature: float

    @classmethod
    def load(cls, source: ModelSource) -> "FaceModels":
        """Raises `ModelError` when one of the three cannot be used."""
        express = source.load("face_expression")
        if express.labels != EMOTIONS:
            raise ModelError(
                f"has the labels {', '.join(express.labels)}; wanted are {', '.join(EMOTIONS)}.",
                "face_expression.toml",
                "Restore it with `git checkout -- models`, or install companion again.",
            )
        detect, mesh = source.load("face_detection_short_range"), source.load("face_landmark")
        return cls(detect.infer, mesh.infer, express.infer, express.temperature)


class FacePath:
    """Reads faces from pictures. Keeps nothing but the numbers of the tracks it follows.

    `sure_from` (0..1): below this certainty an emotion is "not sure". `at_most`: faces looked at in one picture.
    """

    def __init__(self, models: FaceModels, sure_from: float = 0.5, at_most: int = 4) -> None:
        self._models = models
        self._sure_from = sure_from
        self._at_most = at_most
        self._tracks = Tracks()

    def read(self, frame: Frame, judged: Collection[int] | None = None) -> SightReading:
        """The faces in a frame, largest first. Only the tracks in `judged` get an expression; None judges everybody."""
        pixels = frame.pixels
        if not _is_picture(pixels):
            return SightReading(frame.captured_s, ())
        found = []
        for detection in find_faces(pixels, self._models.detect, self._at_most):
            landmarks = find_landmarks(pixels, region_of(detection), self._models.mesh)
            if landmarks is not None:
                found.append((box_of(detection, pixels), detection, landmarks))
        found.sort(key=lambda face: -face[0].width * face[0].height)
        tracks = self._tracks.follow([box for box, _, _ in found], frame.captured_s)
        faces = []
        for track, (box, detection, landmarks) in zip(tracks, found, strict=True):
            region = crop_region(landmarks)
            may_judge = (judged is None or track in judged) and region.side_px >= SMALLEST_JUDGED_PX
            faces.append(
                FaceReading(
                    track=track,
                    box=box,
                    detection=detection.score,
                    facing=landmarks.facing,
                    roll_deg=landmarks.roll_deg,
                    expression=self._express(pixels, region) if may_judge else None,
                )
            )
        return SightReading(frame.captured_s, tuple(faces))

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading:
        """The expression of a picture that is a ready face: uint8, height x width (x 3 RGB), any size from 1x1 up.

        The face is aligned as in life where it is found; otherwise the picture is taken as it is.
        """
        region = find_ready_face(pixels, self._models.detect, self._models.mesh)
        return self._express(pixels, region or whole_picture(pixels))

    def _express(self, pixels: NDArray[np.uint8], region: Region) -> ExpressionReading:
        (logits,) = self._models.express(normalise(draw_crop(pixels, region)))
        return read_expression(logits, self._models.temperature, self._sure_from)


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
