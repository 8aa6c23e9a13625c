"""The real models and the real pictures that the tests of faces share."""

import io
import tarfile
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.perception.faces.path import FaceModels, FacePath
from companion.runtime import Runtime
from companion.vocabulary.readings import FaceReading
from companion.vocabulary.signals import Frame

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ASTRONAUT = ROOT / "companion" / "web" / "static" / "sample.jpg"

Picture = NDArray[np.uint8]


@cache
def models() -> FaceModels:
    return FaceModels.load(Runtime())


@cache
def astronaut() -> Picture:
    """The smiling astronaut, uint8 RGB."""
    return np.asarray(Image.open(ASTRONAUT).convert("RGB"))


def news_photographs(every: int) -> dict[str, Picture]:
    """Every n-th of the 96x96 faces beside the checkout, as RGB."""
    path = SHARED / "data" / "faces_muxspace.tar"
    if not path.exists():
        pytest.skip("faces_muxspace.tar is not in ../shared/data")
    with tarfile.open(path) as archive:
        members = [member for member in archive if member.isfile()][::every]
        opened = ((member.name, archive.extractfile(member)) for member in members)
        return {
            name.replace("/", "_"): np.asarray(Image.open(io.BytesIO(file.read())).convert("RGB"))
            for name, file in opened
            if file is not None
        }


def look(pixels: Picture, sure_from: float = 0.5) -> tuple[FaceReading, ...]:
    """The faces that a fresh face path sees in one picture."""
    return FacePath(models(), sure_from).read(Frame(pixels, 0.0)).faces


def turned(pixels: Picture, angle_deg: float, scale: float = 1.0) -> Picture:
    """The picture turned counter-clockwise about its middle and scaled, on grey."""
    height, width = pixels.shape[:2]
    move = cv2.getRotationMatrix2D((width / 2, height / 2), angle_deg, scale)
    return np.asarray(cv2.warpAffine(pixels, move, (width, height), borderValue=(127, 127, 127)), np.uint8)
