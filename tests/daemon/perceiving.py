"""What the tests of `companion perceive` share: stand-ins for the models, pictures and videos, and what was told."""

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.daemon.perceive import perceive
from companion.perception.faces.expression import read_expression
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import EMOTIONS, Box, Emotion, ExpressionReading, FaceReading, SightReading
from companion.vocabulary.signals import Frame

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"
DARK, SAD, DOUBTFUL, HAPPY = 10, 80, 140, 240
"""Grey levels that `SightByBrightness` sees something in."""


def expression(emotion: Emotion, logit: float) -> ExpressionReading:
    return read_expression(np.array([logit * (name == emotion) for name in EMOTIONS], np.float32), 1.0, 0.5)


class SightByBrightness:
    """Stands in for the models: bright pictures are happy, medium ones sad, dark ones hold nobody."""

    def read(self, frame: Frame) -> SightReading:
        if frame.pixels.mean() < (DARK + SAD) / 2:
            return SightReading(frame.captured_s, ())
        face = FaceReading(1, Box(0.25, 0.25, 0.5, 0.5), 0.9, 1.0, expression=self.read_crop(frame.pixels))
        return SightReading(frame.captured_s, (face,))

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading:
        level = float(pixels.mean())
        if level > (HAPPY + DOUBTFUL) / 2:
            return expression("happiness", 5.0)
        return expression("sadness", 5.0 if level < (SAD + DOUBTFUL) / 2 else 1.0)


class SightThatSees:
    """Stands in for the models: every picture shows the same faces."""

    def __init__(self, *faces: FaceReading) -> None:
        self.faces = faces

    def read(self, frame: Frame) -> SightReading:
        return SightReading(frame.captured_s, self.faces)

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading | None:
        return self.faces[0].expression


class WithoutExpression:
    """The models of this disk but for the one that tells expressions."""

    def load(self, name: str, /) -> Any:
        if name == "face_expression":
            raise ModelError("is missing.", "face_expression.tflite", "Run `git checkout -- models`.")
        return Runtime().load(name)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def picture(path: Path, level: int = HAPPY, size: tuple[int, int] = (80, 40)) -> Path:
    Image.new("L", size, level).save(path)
    return path


def video(path: Path, levels: Sequence[int], frames_per_s: float = 20) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), frames_per_s, (64, 48))
    for level in levels:
        writer.write(np.full((48, 64, 3), level, np.uint8))
    writer.release()
    return path


def run(
    *paths: Path, face_crop: bool = False, begin: Callable[[], Any] = SightByBrightness
) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and the objects printed with `--json`."""
    out, err = io.StringIO(), io.StringIO()
    status = perceive(paths, True, face_crop, out, err, begin)
    assert err.getvalue() == ""
    return status, [json.loads(line, parse_constant=pytest.fail) for line in out.getvalue().splitlines()]


def table(*paths: Path, begin: Callable[[], Any] = SightByBrightness) -> list[str]:
    out = io.StringIO()
    perceive(paths, False, False, out, io.StringIO(), begin)
    return out.getvalue().splitlines()
