"""Ears in simulation: the microphone of the person's own browser, a few hundredths of a second at a time."""

import struct
import threading
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from companion.body.sound.rate import Resampler, whole
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import AudioChunk

RATE_HZ = 16_000
WAITING = 50
"""Pieces that may wait, about one second; after that the oldest go."""

LONGEST_S = 0.5
RATES_HZ = (8_000, 192_000)
HEADER = struct.Struct("<4sI")
MAGIC = b"PCM1"


class SimulatedMicrophone:
    """Sound that can be fed: `PCM1`, the rate as little-endian uint32, then int16 samples of one channel.

    Example::

        ears = SimulatedMicrophone()
        ears.open()
        ears.feed(b"PCM1" + (16000).to_bytes(4, "little") + samples.tobytes())
        chunk = ears.latest(timeout_s=0.2)      # int16, (n, 1), 16 kHz

    While closed (the microphone is not allowed) whatever is fed is forgotten. `dropped` counts pieces for which nobody
    came in time, `refused` those that are no such sound.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._changed = threading.Condition()
        self._open = False
        self._waiting: deque[tuple[bytes, float]] = deque(maxlen=WAITING)
        self._turner: Resampler | None = None
        self._turner_hz = RATE_HZ
        self.dropped = self.refused = 0

    @property
    def name(self) -> str:
        return "simulated microphone"

    def open(self) -> None:
        with self._changed:
            self._waiting.clear()
            self._turner = None
            self._open = True

    def close(self) -> None:
        with self._changed:
            self._open = False
            self._waiting.clear()
            self._turner = None
            self._changed.notify_all()

    def feed(self, value: bytes) -> None:
        """Take one piece. Never waits and never fails."""
        with self._changed:
            if not self._open:
                return
            self.dropped += len(self._waiting) == WAITING
            self._waiting.append((bytes(value), self._now()))
            self._changed.notify_all()

    def latest(self, timeout_s: float) -> AudioChunk | None:
        """The next piece, oldest first, waiting up to `timeout_s`; None when none comes or what came is no sound.

        Raises `OrganError` when closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting) or not self._open, timeout_s)
            if not self._open:
                raise OrganError("is closed.", self.name, "Allow the microphone first.")
            if not self._waiting:
                return None
            piece, arrived_s = self._waiting.popleft()
        if (rate_hz := _rate_of(piece)) is None:
            self.refused += 1
            return None
        samples = np.frombuffer(piece, np.dtype("<i2"), offset=HEADER.size).astype(np.int16)[:, np.newaxis]
        captured_s = arrived_s - len(samples) / rate_hz
        if rate_hz != RATE_HZ:
            samples = whole(self._turned(rate_hz).turn(samples.astype(np.float32) / 32768.0))
        return AudioChunk(samples, RATE_HZ, captured_s)

    def _turned(self, rate_hz: int) -> Resampler:
        if self._turner is None or self._turner_hz != rate_hz:
            self._turner, self._turner_hz = Resampler(rate_hz, RATE_HZ), rate_hz
        return self._turner


def _rate_of(piece: bytes) -> int | None:
    """The rate of a piece that is one; None for anything else."""
    if len(piece) <= HEADER.size or (len(piece) - HEADER.size) % 2:
        return None
    magic, rate_hz = HEADER.unpack_from(piece)
    count = (len(piece) - HEADER.size) // 2
    usual = RATES_HZ[0] <= rate_hz <= RATES_HZ[1] and rate_hz % 25 == 0
    return int(rate_hz) if magic == MAGIC and usual and count <= LONGEST_S * rate_hz else None
