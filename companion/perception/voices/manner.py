"""The manner of a voice: how high, how loud and how quick. Plain numbers for the baseline of a resident.

Pitch by the autocorrelation of frames, each judged by itself and the middle one taken (Boersma, Proc. Institute of
Phonetic Sciences 17, 1993, 97-110, has the idea and its pitfalls); pace by the peaks of loudness in the bands where
vowels are strong, as de Jong and Wempe do (Behavior Research Methods 41, 2009, 385-390), both quoted from memory.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import FRAMES_A_SECOND, HIGHEST_HZ, LOWEST_HZ, RATE_HZ, Frames

LOWEST_PITCH_HZ, HIGHEST_PITCH_HZ = 65.0, 420.0
PIECE = 640
"""Samples of one judgement of pitch, 40 ms: at least two periods of the deepest voice."""

PIECES = 12
"""Pieces looked at in one second of speech: more would cost more than they tell."""

CLEAR_FROM = 0.5
"""A piece is voiced where it is so like itself one period later, 0..1."""

LEAST_PIECES = 4
VOWELS_HZ = (300.0, 2500.0)
SWELL_DB = 3.0
"""A syllable rises so much above the dips to both of its sides."""

SHORTEST_PACE_S = 1.0


@dataclass(frozen=True, slots=True)
class Manner:
    """`pitch_hz` and `rate_per_s` (syllables a second) are None where they cannot be told; `level_db` as measured."""

    pitch_hz: float | None
    level_db: float
    rate_per_s: float | None


def pitch_of(samples: NDArray[np.int16] | NDArray[np.float32]) -> float | None:
    """The middle pitch in Hz of a stretch of speech (n,) at 16 kHz; None where too little of it is voiced."""
    count = min(PIECES * max(1, len(samples) // RATE_HZ), len(samples) // PIECE)
    if count < LEAST_PIECES:
        return None
    starts = np.linspace(0, len(samples) - PIECE, count).astype(int)
    pieces = np.stack([samples[start : start + PIECE] for start in starts]).astype(np.float64)
    pieces -= pieces.mean(axis=1, keepdims=True)
    spectra = np.fft.rfft(pieces, 2 * PIECE, axis=1)
    like = np.fft.irfft(spectra.real**2 + spectra.imag**2, axis=1)[:, :PIECE]
    # The later the period the fewer samples overlap; and what is softest is not voice but room.
    like /= 1.0 - np.arange(PIECE) / PIECE
    energy = like[:, :1]
    shortest, longest = int(RATE_HZ / HIGHEST_PITCH_HZ), int(RATE_HZ / LOWEST_PITCH_HZ)
    likeness = like[:, shortest : longest + 1] / (energy + 1e-9)
    best = likeness.max(axis=1)
    # Twice the period is as like: the shortest one that is nearly as good is the period.
    first = np.argmax(likeness >= 0.9 * best[:, np.newaxis], axis=1)
    periods = np.array([_peak(row, at) for row, at in zip(likeness, first, strict=True)]) + shortest
    voiced = (best >= CLEAR_FROM) & (energy[:, 0] > 0.1 * np.median(energy))
    if voiced.sum() < LEAST_PIECES:
        return None
    return float(RATE_HZ / np.median(periods[voiced]))


def rate_of(frames: Frames) -> float | None:
    """Syllables a second in frames (n, 64) of speech; None below one second."""
    seconds = len(frames) / FRAMES_A_SECOND
    if seconds < SHORTEST_PACE_S:
        return None
    power = np.exp(frames[:, _VOWELS] * np.float32(np.log(10) / 10)).sum(axis=1, dtype=np.float64)
    bell = np.hanning(9)[1:-1]
    loud_db = np.convolve(10 * np.log10(power + 1e-12), bell / bell.sum(), mode="same")
    return _swells([float(level) for level in loud_db]) / seconds


def _peak(row: NDArray[np.float64], at: int) -> int:
    """From a place on a slope up to the top of its hill."""
    while at + 1 < len(row) and row[at + 1] > row[at]:
        at += 1
    return at


def _swells(loud_db: list[float]) -> int:
    """How often it rises and falls by `SWELL_DB`, as a hill counts that stands out from both of its valleys."""
    count, rising, turn = 0, True, loud_db[0]
    floor_db = float(np.percentile(loud_db, 95)) - 25.0
    for level in loud_db:
        if rising:
            turn = max(turn, level)
            if level <= turn - SWELL_DB:
                count += int(turn > floor_db)
                turn, rising = level, False
        else:
            turn = min(turn, level)
            if level >= turn + SWELL_DB:
                turn, rising = level, True
    return count


def _vowel_bands() -> slice:
    def place(hertz: float) -> int:
        low, high, mel = (2595.0 * np.log10(1.0 + each / 700.0) for each in (LOWEST_HZ, HIGHEST_HZ, hertz))
        share: float = (mel - low) / (high - low)
        return round(share * 65.0) - 1

    return slice(place(VOWELS_HZ[0]), place(VOWELS_HZ[1]))


_VOWELS = _vowel_bands()
