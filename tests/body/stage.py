"""What camera tests share: simulated time, and plain pictures and videos to look at."""

import io
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

RED = (200, 40, 30)


class Clock:
    """Simulated time that passes when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def now(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


def jpeg(colour: tuple[int, int, int] = RED, size: tuple[int, int] = (64, 48)) -> bytes:
    with io.BytesIO() as file:
        Image.new("RGB", size, colour).save(file, "JPEG")
        return file.getvalue()


def write_video(
    path: Path, colours: Sequence[int | tuple[int, int, int]], frames_per_s: float = 10, code: str = "MJPG"
) -> Path:
    """A video of plain frames, each one grey level or colour (BGR)."""
    fourcc = cv2.VideoWriter.fourcc(*code)
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, fourcc, frames_per_s, (64, 48))
    assert writer.isOpened()
    for colour in colours:
        writer.write(np.full((48, 64, 3), colour, np.uint8))
    writer.release()
    return path
