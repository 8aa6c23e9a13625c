"""A camera that is a recording: a video, a folder of pictures or one picture, shown over and over at its own pace."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from companion.body.cameras.video import Video
from companion.body.kinds import HEADER_BYTES, kind_of, open_file
from companion.body.pictures import LIVE, read_picture
from companion.vocabulary.errors import OrganError, PictureError
from companion.vocabulary.signals import Frame

PICTURES_PER_S = 5
HOPELESSLY_LATE_S = 1.0


class Reel(Protocol):
    """What is shown: `advance` goes to the next picture and tells its second from the start (None after the last)."""

    def advance(self) -> float | None: ...
    def pixels(self) -> NDArray[np.uint8]: ...
    def rewind(self) -> None: ...
    def close(self) -> None: ...


class RecordedCamera:
    """Shows a file or folder as if it happened now: `captured_s` is the moment a frame was due on the clock `now`.

    `wait(seconds)` passes time in the calling thread. Frames that are due while nobody asks are left out. A picture
    that cannot be read is one `PictureError`; the next one follows.

    Example::

        eyes = RecordedCamera(Path("visit.mp4"))
        eyes.open()
        frame = eyes.latest(timeout_s=1.0)
    """

    def __init__(
        self, path: Path, now: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._path = path
        self._now = now
        self._wait = wait
        self._reel: Reel | None = None
        self._in_use = threading.Lock()
        self._begun_s = 0.0
        self._at_s: float | None = None
        self._step_s = 1 / PICTURES_PER_S

    @property
    def name(self) -> str:
        return f"camera {self._path}"

    def open(self) -> None:
        """Find out what it is and go to its first picture. Raises `OrganError`."""
        with self._in_use:
            if self._reel is not None:
                return
            try:
                self._reel = _reel(self._path)
            except PictureError as fault:
                raise OrganError(fault.what, self.name, fault.next_step) from fault
            self._begin_again(self._now())

    def close(self) -> None:
        with self._in_use:
            if self._reel is not None:
                self._reel.close()
                self._reel = None

    def latest(self, timeout_s: float) -> Frame | None:
        with self._in_use:
            if self._reel is None:
                raise OrganError("is closed.", self.name, "Open it first.")
            self._catch_up()
            early_s = self._due_s() - self._now()
            if early_s > timeout_s:
                self._wait(timeout_s)
                return None
            if early_s > 0:
                self._wait(early_s)
            captured_s = self._now()
            try:
                return Frame(self._reel.pixels(), captured_s)
            finally:
                self._go_on()

    def _due_s(self) -> float:
        return self._begun_s + (self._at_s or 0.0)

    def _catch_up(self) -> None:
        """Leave out what should have been shown already; after a long pause go on where it stopped."""
        late_s = self._now() - self._due_s()
        if late_s > HOPELESSLY_LATE_S:
            self._begun_s += late_s
            return
        while self._now() - self._due_s() > self._step_s:
            self._go_on()

    def _go_on(self) -> None:
        before_s = self._due_s()
        assert self._reel is not None
        self._at_s = self._reel.advance()
        if self._at_s is not None:
            self._step_s = self._due_s() - before_s
            return
        try:
            self._reel.rewind()
        except PictureError as fault:
            raise OrganError(fault.what, self.name, fault.next_step) from fault
        self._begin_again(before_s + self._step_s)

    def _begin_again(self, begun_s: float) -> None:
        assert self._reel is not None
        self._begun_s = begun_s
        self._at_s = self._reel.advance()
        if self._at_s is None:
            self._reel.close()
            self._reel = None
            raise OrganError("holds no picture.", self.name, "Give it a video, a picture or a folder of pictures.")


class PictureReel:
    """The pictures of a folder in the order of their names, or a single picture."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = -1
        self._pictures = self._listed()

    def advance(self) -> float | None:
        self._index += 1
        return self._index / PICTURES_PER_S if self._index < len(self._pictures) else None

    def pixels(self) -> NDArray[np.uint8]:
        path = self._pictures[self._index]
        with open_file(path) as file:
            return read_picture(file, str(path), LIVE).pixels

    def rewind(self) -> None:
        """Look again, too: pictures may have come and gone."""
        self._index = -1
        self._pictures = self._listed()

    def close(self) -> None:
        self._pictures = []

    def _listed(self) -> list[Path]:
        if not os.path.isdir(self._path):
            return [self._path] if self._path.exists() else []
        try:
            return sorted(path for path in self._path.iterdir() if path.is_file() and not path.name.startswith("."))
        except OSError as fault:
            raise PictureError(
                "is a folder that may not be read.", str(self._path), "Ask its owner for permission."
            ) from fault


def _reel(path: Path) -> Reel:
    if os.path.isdir(path):
        return PictureReel(path)
    with open_file(path) as file:
        kind = kind_of(file.read(HEADER_BYTES))
    return PictureReel(path) if kind == "picture" else Video(path)
