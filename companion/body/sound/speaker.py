"""The voice: a loudspeaker at the sound card."""

import math
import threading
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.body.pieces import bounded, check
from companion.body.sound.card import Begin, Stream, pyaudio
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import Played, Samples

RATE_HZ = 48_000
PIECE_S = 0.01
FADE_S = 0.02
"""A hush is a ramp of this length: a cut would click."""

SILENCE_S = 1.0
"""After so much silence nothing is written any more until there is something to say."""

STUCK_AFTER_S = 2.0
CLOSE_WITHIN_S = 1.0
LONGEST_S = 30.0
NOTHING = np.zeros(0, np.float32)


class SoundCardSpeaker:
    """One loudspeaker.

    `open` prepares; `connect` opens the card and raises `OrganError`; `check` raises what was lost. While it is not
    connected it is mute, and says so: `play` returns None. Wiring: a USB sound card, or an I2S amplifier such as the
    MAX98357A at GPIO18, 19 and 21 (dtoverlay=hifiberry-dac). Example::

        speaker = SoundCardSpeaker()
        speaker.open()
        speaker.connect()
        speaker.play(samples, Moment(time.monotonic()))
        speaker.hush()
    """

    def __init__(
        self, device: str | None = None, begin: Begin = pyaudio, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._device = device
        self._begin = begin
        self._now = now
        self._changed = threading.Condition()
        self._waiting = NOTHING
        self._stream: Stream | None = None
        self._thread: threading.Thread | None = None
        self._fault: OrganError | None = None
        self._writing_s: float | None = None
        self._gate = Gate()
        self._ends_s = -math.inf
        self.mended = 0

    @property
    def name(self) -> str:
        return "loudspeaker"

    def open(self) -> None:
        """Nothing yet: the card may be busy, and the creature lives without a voice."""

    def connect(self) -> None:
        self._let_go()
        stream = Stream("output", self._begin, self._device, RATE_HZ, 1, round(PIECE_S * RATE_HZ), self.name)
        self._fault = None
        self._stream = stream
        self._thread = threading.Thread(target=self._follow, args=(stream,), name="loudspeaker", daemon=True)
        self._thread.start()

    def check(self) -> None:
        if self._fault is not None:
            raise self._fault
        since_s = self._writing_s
        if since_s is not None and self._now() - since_s > STUCK_AFTER_S:
            raise OrganError("takes no more sound.", self.name, "Check its cable and plug it in again.")

    def close(self) -> None:
        self.hush()
        self._let_go()

    def obey(self, gate: Gate) -> None:
        """Adopt the gate; where nothing may sound, what is playing fades at once."""
        self._gate = gate
        if not gate.may_sound:
            self.hush()

    def play(self, samples: Samples, moment: Moment) -> Played | None:
        """Queue a piece right behind the last one; None while mute.

        Raises `OrganError` for a shape or rate that no speaker can play.
        """
        check(samples, self.name)
        stream = self._stream
        if stream is None or self._fault is not None or not self._gate.may_sound or samples.values.size == 0:
            return None
        sound = bounded(samples)
        self.mended += sound is not samples
        lasts_s = sound.values.size / sound.rate_hz
        with self._changed:
            if max(0.0, self._ends_s - moment.monotonic_s) + lasts_s > LONGEST_S:
                return None
            start_s = max(moment.monotonic_s, self._ends_s)
            self._ends_s = start_s + lasts_s
            self._waiting = np.concatenate((self._waiting, _at_rate(sound)))
            self._changed.notify_all()
        return Played(sound, start_s + stream.latency_s)

    def queued_s(self, moment: Moment) -> float:
        return max(0.0, self._ends_s - moment.monotonic_s)

    def hush(self) -> None:
        with self._changed:
            self._ends_s = -math.inf
            left = self._waiting[: round(FADE_S * RATE_HZ)]
            self._waiting = (left * np.linspace(1.0, 0.0, len(left))).astype(np.float32)
            self._changed.notify_all()

    def _let_go(self) -> None:
        with self._changed:
            stream, self._stream = self._stream, None
            thread, self._thread = self._thread, None
            self._waiting = NOTHING
            self._changed.notify_all()
        if thread is not None and thread is not threading.current_thread():
            thread.join(CLOSE_WITHIN_S)
        if stream is not None and (thread is None or not thread.is_alive()):
            stream.close()

    def _follow(self, stream: Stream) -> None:
        """Write ten milliseconds at a time, so that a hush is heard at once."""
        piece = round(PIECE_S * RATE_HZ)
        silent_s = 0.0
        while True:
            with self._changed:
                if silent_s >= SILENCE_S:
                    self._changed.wait_for(lambda: len(self._waiting) > 0 or self._stream is not stream)
                if self._stream is not stream:
                    return
                now, self._waiting = self._waiting[:piece], self._waiting[piece:]
            silent_s = 0.0 if len(now) else silent_s + PIECE_S
            whole = np.zeros(piece, np.float32)
            whole[: len(now)] = now
            self._writing_s = self._now()
            try:
                stream.write((whole * 32767).astype(np.int16).tobytes())
            except Exception as fault:  # PortAudio raises whatever its host does when a cable is pulled
                self._fault = OrganError(f"was lost ({fault}).", self.name, "Check its cable and plug it in again.")
                return
            finally:
                self._writing_s = None


def _at_rate(samples: Samples) -> NDArray[np.float32]:
    """The same sound at the card's rate, by straight lines between samples."""
    if samples.rate_hz == RATE_HZ:
        return samples.values
    count = max(1, round(samples.values.size * RATE_HZ / samples.rate_hz))
    places = np.arange(count) * (samples.rate_hz / RATE_HZ)
    return np.interp(places, np.arange(samples.values.size), samples.values).astype(np.float32)
