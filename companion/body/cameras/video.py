"""One video file, frame by frame: read with FFmpeg through OpenCV, safe with whatever the file turns out to be."""

import math
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.body.cameras.capture import open_capture
from companion.body.kinds import HEADER_BYTES, READABLE, kind_of, open_file
from companion.body.pictures import REDUCE_TO_PX
from companion.vocabulary.errors import PictureError

MAX_PIXELS = 8192 * 4608
USUAL_FRAMES_PER_S = 25.0


class Video:
    """An open video. `advance` goes to the next frame, `pixels` shows it; frames that are not shown cost little.

    `size_px` is the width and height of the last frame shown, before it was averaged down. Raises `PictureError` for
    what is no video. Use it in one thread, and close it::

        with Video(Path("visit.mp4")) as video:
            while (at_s := video.advance()) is not None:
                picture = video.pixels()
    """

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        self._file = open_file(path)
        header = self._file.read(HEADER_BYTES)
        if not header:
            self._file.close()
            raise PictureError("is empty (0 bytes).", self._where, "Copy or record it again.")
        # FFmpeg would also follow play lists to other files and hosts; they are text, so they end here.
        if (kind := kind_of(header)) != "video":
            self._file.close()
            raise PictureError(f"is {kind}, not a video." if kind else "is not a video.", self._where, READABLE)
        self._capture: cv2.VideoCapture | None = None
        self.rewind()

    def __enter__(self) -> "Video":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def frame_s(self) -> float:
        """How long a frame lasts, from the rate that the file states; 1/25 where it states nonsense."""
        stated = self._capture.get(cv2.CAP_PROP_FPS) if self._capture is not None else math.nan
        return 1 / (stated if 1 <= stated <= 240 else USUAL_FRAMES_PER_S)

    def rewind(self) -> None:
        """Back to before the first frame, by opening it anew: seeking is not exact in every format."""
        if self._capture is not None:
            self._capture.release()
        # The descriptor, not the name: no name can then be mistaken for a protocol, and any bytes may be in it.
        self._capture = open_capture(f"/dev/fd/{self._file.fileno()}", cv2.CAP_FFMPEG)
        if not self._capture.isOpened():
            self.close()
            raise PictureError(
                "is a video that cannot be read.", self._where, "It may be cut off; copy or record it again."
            )
        width, height = (int(self._capture.get(key)) for key in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
        if width * height > MAX_PIXELS:
            self.close()
            raise PictureError(
                f"is too large ({width} x {height} pixels).", self._where, "Make it at most 8192 x 4608 pixels."
            )
        self.size_px = (width, height)
        self._index = -1
        self._at_s = -math.inf

    def advance(self) -> float | None:
        """Go to the next frame: its time in seconds from the start, or None when there are no more."""
        if self._capture is None or not self._capture.grab():
            return None
        self._index += 1
        stated = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        # Some files carry no times, or times that stand still.
        usable = math.isfinite(stated) and stated >= 0 and stated > self._at_s
        self._at_s = stated if usable else max(self._at_s, 0.0) + (self.frame_s if self._index else 0.0)
        return self._at_s

    def pixels(self) -> NDArray[np.uint8]:
        """The frame advanced to: uint8 (height, width, 3), RGB, upright, averaged down when it is very large."""
        picture = self._decoded()
        if picture is None:
            raise PictureError(
                f"has a damaged frame at {self._at_s:.2f} s.", self._where, "The other frames may be good."
            )
        height, width = picture.shape[:2]
        self.size_px = (width, height)
        factor = max(width, height) // REDUCE_TO_PX
        if factor > 1:
            size = (max(width // factor, 1), max(height // factor, 1))
            picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)

    def _decoded(self) -> NDArray[np.uint8] | None:
        try:
            good, picture = self._capture.retrieve() if self._capture is not None else (False, None)
        except cv2.error:  # damaged bytes can claim a picture that has no room for its own rows
            return None
        return np.asarray(picture, np.uint8) if good and picture is not None and picture.ndim == 3 else None

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None
        self._file.close()
