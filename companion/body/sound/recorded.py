"""A microphone that is a recording: a sound file heard over and over, as if it happened now."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.body.sound.microphone import CHUNK_S, RATE_HZ
from companion.body.sound.recording import SoundRecording
from companion.vocabulary.errors import OrganError, SoundError
from companion.vocabulary.signals import AudioChunk

HOPELESSLY_LATE_S = 1.0


class RecordedMicrophone:
    """Plays a file into its ears: `captured_s` is the moment a chunk was due on the clock `now`.

    `wait(seconds)` passes time in the calling thread. After a long pause it goes on where it stopped. Example::

        ears = RecordedMicrophone(Path("visit.wav"))
        ears.open()
        chunk = ears.latest(timeout_s=0.1)
    """

    def __init__(
        self,
        path: Path,
        channels: int = 1,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`channels`: how many are heard; a file with fewer is heard alike by both ears."""
        self._path = path
        self._channels = channels
        self._now = now
        self._wait = wait
        self._in_use = threading.Lock()
        self._recording: SoundRecording | None = None
        self._pieces: Iterator[AudioChunk] = iter(())
        self._ahead: NDArray[np.int16] = np.zeros((0, channels), np.int16)
        self._due_s = 0.0

    @property
    def name(self) -> str:
        return f"microphone {self._path}"

    def open(self) -> None:
        """Raises `OrganError`."""
        with self._in_use:
            if self._recording is None:
                self._begin_again()
                self._due_s = self._now()

    def close(self) -> None:
        with self._in_use:
            self._let_go()

    def latest(self, timeout_s: float) -> AudioChunk | None:
        """The next chunk once it is due, or None when it is due later. Raises `OrganError`."""
        with self._in_use:
            if self._recording is None:
                raise OrganError("is closed.", self.name, "Open it first.")
            early_s = self._due_s + CHUNK_S - self._now()
            if early_s < -HOPELESSLY_LATE_S:
                self._due_s -= early_s
            if early_s > timeout_s:
                self._wait(timeout_s)
                return None
            if early_s > 0:
                self._wait(early_s)
            chunk = AudioChunk(self._next(round(CHUNK_S * RATE_HZ)), RATE_HZ, self._due_s)
            self._due_s += CHUNK_S
            return chunk

    def _next(self, count: int) -> NDArray[np.int16]:
        again = False
        while len(self._ahead) < count:
            piece = next(self._pieces, None)
            if piece is not None:
                self._ahead = np.concatenate((self._ahead, self._fitted(piece.samples)))
                again = again and len(piece.samples) == 0
                continue
            if again:
                raise OrganError("holds no sound that can be read.", self.name, "Give it another file.")
            again = True
            self._let_go(keep=True)
            self._begin_again()
        now, self._ahead = self._ahead[:count], self._ahead[count:]
        return now

    def _fitted(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        if samples.shape[1] == self._channels:
            return samples
        if self._channels == 1:
            return np.asarray(samples.mean(axis=1, keepdims=True), np.int16)
        return np.repeat(samples, self._channels, axis=1)

    def _begin_again(self) -> None:
        try:
            self._recording = SoundRecording(self._path)
        except SoundError as fault:
            raise OrganError(fault.what, self.name, fault.next_step) from fault
        self._pieces = self._recording.pieces()

    def _let_go(self, keep: bool = False) -> None:
        self._pieces = iter(())
        if self._recording is not None:
            self._recording.close()
            self._recording = None
        if not keep:
            self._ahead = self._ahead[:0]
