"""Measures ears and voice with the creature's own drivers: a quiet moment, then a quiet tone. Keeps no sound."""

import math
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.body.sound.card import Begin
from companion.body.sound.microphone import RATE_HZ
from companion.body.sound.speaker import SoundCardSpeaker
from companion.daemon.doctor.checks_sound import CardsThere, RoomHeard
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.ports import Microphone
from companion.vocabulary.signals import Samples

SETTLES_S, ROOM_S, TONE_S, LISTENS_S = 0.2, 0.6, 0.8, 1.4
"""A microphone that is switched on pops; the tone begins late, by what the card holds back."""

TONE_HZ, TONE_HEIGHT, FADE_S = 880.0, 0.05, 0.05
"""-29 dB of full scale: a hum to somebody at arm's length."""

SLICE_S = 0.1
TONE_SLICES = 4
"""The tone lasts eight slices; so many of them must stand out, however late it begins."""

FULL_SCALE = 32767
LATEST_S = 4.0


def cards_there(begin: Begin) -> CardsThere:
    """Inputs and outputs by name; nothing is opened."""
    try:
        library = begin()
    except OrganError as fault:
        return CardsThere(fault=fault.what, mend=fault.next_step)
    try:
        known = [library.get_device_info_by_index(number) for number in range(library.get_device_count())]
    finally:
        library.terminate()
    inputs = tuple(str(each["name"]) for each in known if each["maxInputChannels"] > 0)
    return CardsThere(inputs, tuple(str(each["name"]) for each in known if each["maxOutputChannels"] > 0))


class Ears:
    """A microphone, or two, open for as long as the tests last. Gives figures, never sound."""

    def __init__(self, microphone: Microphone) -> None:
        self._microphone = microphone
        self._room_tone = 0.0

    def open(self) -> None:
        """Raises `OrganError`."""
        self._microphone.open()

    def close(self) -> None:
        self._microphone.close()

    def room(self) -> RoomHeard:
        """The room, before anything sounds. Raises `OrganError`."""
        self._listened(SETTLES_S)
        samples = self._listened(ROOM_S)
        self._room_tone = max(_tones(samples.mean(axis=1)))
        clipped = np.abs(samples) >= FULL_SCALE - 7
        return RoomHeard(tuple(_level_db(samples[:, one]) for one in range(samples.shape[1])), float(clipped.mean()))

    def tone(self) -> float:
        """How far above the room the tone was heard that is just being played, in dB. Raises `OrganError`."""
        heard = sorted(_tones(self._listened(LISTENS_S).mean(axis=1)), reverse=True)[TONE_SLICES - 1]
        return 20.0 * math.log10(max(heard, 0.1) / max(self._room_tone, 0.1))

    def _listened(self, seconds: float) -> NDArray[np.float64]:
        """Numbers of 16 bits, shape (n, microphones); gone when the figures are made."""
        pieces: list[NDArray[np.int16]] = []
        missing, until_s = round(seconds * RATE_HZ), time.monotonic() + seconds + LATEST_S
        while missing > 0:
            chunk = self._microphone.latest(0.5)
            if chunk is not None:
                pieces.append(chunk.samples[:missing])
                missing -= len(chunk.samples)
            elif time.monotonic() > until_s:
                raise OrganError("sends no sound.", "microphone", "Check its cable and the privacy switch.")
        return np.concatenate(pieces).astype(np.float64)


def _level_db(samples: NDArray[np.float64]) -> float | None:
    level = float(np.sqrt(np.mean((samples - samples.mean()) ** 2)))
    return None if np.ptp(samples) == 0 else 20.0 * math.log10(max(level, 0.5) / FULL_SCALE)


def _tones(samples: NDArray[np.float64]) -> list[float]:
    """How strong the tone's own pitch is in each slice, as an amplitude in steps of 16 bits."""
    size = round(SLICE_S * RATE_HZ)
    wave = np.exp(-2j * np.pi * TONE_HZ * np.arange(size) / RATE_HZ) * np.hanning(size)
    slices = samples[: len(samples) // size * size].reshape(-1, size)
    return [float(value) for value in np.abs(slices @ wave) / (size / 4)]


class Voice:
    """A loudspeaker that is open for as long as the test lasts."""

    def __init__(self, begin: Begin) -> None:
        self._speaker = SoundCardSpeaker(begin=begin)

    def open(self) -> None:
        """Raises `OrganError`."""
        self._speaker.connect()

    def close(self) -> None:
        self._speaker.close()

    def play(self) -> None:
        """The tone, with soft edges. Raises `OrganError` when the card does not take it."""
        self._speaker.play(Samples(tone(), 48_000), Moment(time.monotonic()))
        self._speaker.check()

    def finish(self, wait: Callable[[float], None]) -> None:
        """Let it sound to its end where nobody listens. Raises `OrganError` when it got lost meanwhile."""
        wait(TONE_S)
        self._speaker.check()


def tone(rate_hz: int = 48_000) -> NDArray[np.float32]:
    """The tone: float32, shape (n,), within -0.05..0.05."""
    times_s = np.arange(round(TONE_S * rate_hz)) / rate_hz
    edge = np.clip(np.minimum(times_s, TONE_S - times_s) / FADE_S, 0.0, 1.0)
    values: NDArray[np.float64] = TONE_HEIGHT * edge * np.sin(2 * np.pi * TONE_HZ * times_s)
    return values.astype(np.float32)
