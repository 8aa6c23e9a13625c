"""Ears for tests: what a cry is like, measured from its samples alone."""

import numpy as np
from numpy.typing import NDArray

from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry, CryKind

RATE_HZ = 22050
Sound = NDArray[np.float32]


def sung(
    kind: CryKind,
    seed: int = 1,
    intensity: float = 0.7,
    valence: float = 0.2,
    arousal: float = 0.0,
    seconds: float = 4.0,
    piece_s: float = 0.02,
) -> Sound:
    """One cry from its beginning to its end; a lasting one is hushed after `seconds`."""
    voice = Voice()
    voice.begin(Cry(kind, intensity, valence, arousal, seed))
    sound = heard(voice, seconds, piece_s)
    voice.hush()
    return np.concatenate([sound, heard(voice, 0.2, piece_s)])


def heard(voice: Voice, seconds: float, piece_s: float = 0.02) -> Sound:
    pieces = []
    for _ in range(round(seconds / piece_s)):
        piece = voice.next(piece_s)
        if piece is None:
            break
        pieces.append(piece.values)
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def pitch_hz(sound: Sound, lowest_hz: float = 60.0, highest_hz: float = 1000.0) -> float:
    """Fundamental of the middle of a sound: the strongest repetition (autocorrelation of 93 ms)."""
    middle = sound[max(0, sound.size // 2 - 1024) : sound.size // 2 + 1024].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(middle.size), 16384)) ** 2
    repeats = np.fft.irfft(spectrum)
    first, last = int(RATE_HZ / highest_hz), int(RATE_HZ / lowest_hz)
    return RATE_HZ / (first + int(np.argmax(repeats[first:last])))


def loudness_db(sound: Sound) -> float:
    """RMS of the loudest 100 ms, dB relative to full scale."""
    length = min(sound.size, RATE_HZ // 10)
    power = np.convolve(sound.astype(np.float64) ** 2, np.full(length, 1 / length), "valid")
    return float(10 * np.log10(power.max() + 1e-12))


def share_above(sound: Sound, hz: float) -> float:
    """Part of the energy above a frequency."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size))) ** 2
    high = np.fft.rfftfreq(sound.size, 1 / RATE_HZ) > hz
    return float(spectrum[high].sum() / spectrum.sum())


def centroid_hz(sound: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size))) ** 2
    return float((spectrum * np.fft.rfftfreq(sound.size, 1 / RATE_HZ)).sum() / spectrum.sum())


def worst_click(sound: Sound) -> float:
    """A click is a burst of high frequencies: the largest energy above 6 kHz in any 3 ms, silence before and after
    included, as RMS of full scale."""
    padded = np.concatenate([np.zeros(256, np.float32), sound, np.zeros(256, np.float32)])
    frames = np.lib.stride_tricks.sliding_window_view(padded, 64)[::16] * np.hanning(64)
    spectrum = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    high = np.fft.rfftfreq(64, 1 / RATE_HZ) > 6000.0
    return float(np.sqrt(spectrum[:, high].sum(axis=1).max() * 2) / 64)
