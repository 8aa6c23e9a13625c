"""The ears: one or two microphones at the sound card, 16 kHz."""

import threading
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from companion.body.sound.card import Begin, Stream, pyaudio
from companion.body.sound.rate import Resampler, whole
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import AudioChunk

RATE_HZ = 16_000
RATES_HZ = (RATE_HZ, 48_000, 44_100, 32_000, 96_000)
"""What is asked of the card, in this order: many know nothing but 48 kHz, and that is turned into 16 kHz here."""

UNKNOWN_RATE = -9997
"""`paInvalidSampleRate` of PortAudio."""

CHUNK_S = 0.02
WAITING = 50
"""Chunks that may wait, one second; after that the oldest go."""

LOST_AFTER_S = 2.0
CLOSE_WITHIN_S = 1.0


class SoundCardMicrophone:
    """Listens while it is open, in a thread of its own.

    Wiring: a USB microphone, or two I2S ones such as the INMP441 at GPIO18, 19 and 20; their power goes through the
    privacy switch. Of two the left one is the first channel. Example::

        ears = SoundCardMicrophone("USB", channels=2)
        ears.open()
        chunk = ears.latest(timeout_s=0.1)      # int16, (320, 2)
        ears.close()

    `latest` raises `OrganError` when closed or lost: a card that sends nothing for two seconds is lost, even if its
    driver does not say so. `dropped` counts chunks for which nobody came in time.
    """

    def __init__(
        self,
        device: str | None = None,
        channels: int = 1,
        begin: Begin = pyaudio,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._device = device
        self._channels = channels
        self._begin = begin
        self._now = now
        self._changed = threading.Condition()
        self._waiting: deque[AudioChunk] = deque(maxlen=WAITING)
        self._stream: Stream | None = None
        self._thread: threading.Thread | None = None
        self._fault: OrganError | None = None
        self._heard_s = 0.0
        self.dropped = 0

    @property
    def name(self) -> str:
        return "microphone"

    def open(self) -> None:
        """Raises `OrganError`."""
        self.close()
        stream, rate_hz = self._opened()
        self._fault = None
        self._heard_s = self._now()
        self._stream = stream
        self._thread = threading.Thread(target=self._follow, args=(stream, rate_hz), name="microphone", daemon=True)
        self._thread.start()

    def close(self) -> None:
        with self._changed:
            stream, self._stream = self._stream, None
            thread, self._thread = self._thread, None
            self._waiting.clear()
            self._changed.notify_all()
        if thread is not None:
            thread.join(CLOSE_WITHIN_S)
        if stream is not None and (thread is None or not thread.is_alive()):
            stream.close()

    def latest(self, timeout_s: float) -> AudioChunk | None:
        """The next chunk, oldest first, or None when none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting) or self._fault is not None, timeout_s)
            if self._stream is None:
                raise OrganError("is closed.", self.name, "Open it first.")
            if self._waiting:
                return self._waiting.popleft()
            if self._fault is not None:
                raise self._fault
            if self._now() - self._heard_s > LOST_AFTER_S:
                raise OrganError("sends no sound.", self.name, "Check its cable and the privacy switch.")
            return None

    def _opened(self) -> tuple[Stream, int]:
        """The card at the first rate that it knows."""
        for rate_hz in RATES_HZ:
            frames = round(CHUNK_S * rate_hz)
            try:
                stream = Stream("input", self._begin, self._device, rate_hz, self._channels, frames, self.name)
            except OrganError as fault:
                if UNKNOWN_RATE not in getattr(fault.__cause__, "args", ()) or rate_hz == RATES_HZ[-1]:
                    raise
            else:
                return stream, rate_hz
        raise AssertionError("the last rate returns or raises")

    def _follow(self, stream: Stream, rate_hz: int) -> None:
        frames = round(CHUNK_S * rate_hz)
        turner = Resampler(rate_hz, RATE_HZ) if rate_hz != RATE_HZ else None
        while self._stream is stream:
            try:
                data = stream.read(frames)
            except Exception as fault:  # PortAudio raises whatever its host does when a cable is pulled
                with self._changed:
                    self._fault = OrganError(f"was lost ({fault}).", self.name, "Check its cable and plug it in again.")
                    self._changed.notify_all()
                return
            now_s = self._now()
            samples = np.frombuffer(data, np.int16).reshape(-1, self._channels)
            if turner is not None:
                samples = whole(turner.turn(samples.astype(np.float32) / 32768.0))
            with self._changed:
                if self._stream is not stream:
                    return
                self._heard_s = now_s
                self.dropped += len(self._waiting) == WAITING
                self._waiting.append(AudioChunk(samples, RATE_HZ, now_s - len(samples) / RATE_HZ))
                self._changed.notify_all()
