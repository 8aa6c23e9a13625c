"""Sound as the models see it: 64 bands of log-mel, every 10 ms, the same in training and in life.

    spectrum = Spectrum()
    for samples in chunks:                      # 16 kHz, one channel, any number of samples at a time
        frames = spectrum.hear(samples)         # (k, 64), decibels
    views = windows(trimmed(frames), TONE_FRAMES, step=TONE_FRAMES // 2)

A frame depends on its own 400 samples and nothing else, and no sum in it is ordered by how many frames are made at
once: chunks of any size give, bit for bit, the frames of the whole file. Frames keep their loudness; a model sees a
window whose own level was taken away (`levelled`), so that a whisper near and a voice across the room look alike and
the window alone, never what came before it, decides what the model sees.
"""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
WINDOW = 400
"""Samples of one frame, 25 ms."""
HOP = 160
"""Samples from one frame to the next, 10 ms."""
FRAMES_A_SECOND = RATE_HZ // HOP
BANDS = 64
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0

ACTIVITY_FRAMES = 40
"""What the model of voice activity sees: the last 0.4 s; it answers for the end of it."""
EVENT_FRAMES = 96
"""What the model of sound events sees: 0.96 s."""
TONE_FRAMES = 256
"""What the model of the tone of voice sees: 2.56 s of one person's speech."""

FLOOR_DB = -120.0
QUIETEST_DB = -65.0
"""A window is never raised from below this level: the hiss of a silent room must not look like a sound."""
MIDDLE_DB, SPREAD_DB = -35.0, 25.0
"""A band this far below the level of its window is 0 for a model; this many decibels are 1."""
LOWEST_VIEW, HIGHEST_VIEW = -1.0, 2.0
"""From 60 dB below the level of the window to 15 dB above: no model sees what is quieter than that."""

QUIET_BELOW_DB = 35.0
TRIM_MARGIN = 10
FFT = 1024

Frames = NDArray[np.float32]


def _mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mel scale of O'Shaughnessy (1987), the usual one of speech recognisers."""
    return np.asarray(2595.0 * np.log10(1.0 + hertz / 700.0))


def _triangles() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Where each slope between two band centres begins among the FFT bins, and how far up it each bin lies, 0..1."""
    low, high = _mel(np.array([LOWEST_HZ, HIGHEST_HZ]))
    step = (high - low) / (BANDS + 1)
    place = (_mel(np.arange(FFT // 2 + 1) * RATE_HZ / FFT) - low) / step
    starts = np.searchsorted(place, np.arange(BANDS + 2))
    return starts, np.asarray(place - np.floor(place))


_STARTS, _UPHILL = _triangles()
_FIRST, _LAST = int(_STARTS[0]), int(_STARTS[-1])
_HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
# By Parseval's theorem: all bands together give a sine of full scale 0 dB.
_FULL_SCALE = FFT * (_HANN**2).sum() / 4


class Spectrum:
    """Turns samples into frames as they come."""

    def __init__(self) -> None:
        self._kept = np.zeros(0)

    def hear(self, samples: NDArray[np.int16] | NDArray[np.float32]) -> Frames:
        """The frames that these samples complete: float32 (k, 64), decibels, a full sine is 0 in all bands together.

        `samples` is (n,) at 16 kHz, int16 or float32 in -1..1; k is 0 until 400 samples are there, then one per 160.
        Values that are no numbers count as silence. Raises ValueError for another shape.
        """
        if samples.ndim != 1:
            raise ValueError(f"the spectrum takes one channel, an array of shape (n,), not {samples.shape}")
        scaled = samples.astype(np.float64)
        if samples.dtype == np.int16:
            scaled /= 32768.0
        else:
            scaled = np.nan_to_num(scaled, nan=0.0, posinf=0.0, neginf=0.0)
        heard = np.concatenate([self._kept, scaled])
        count = max(0, 1 + (len(heard) - WINDOW) // HOP)
        self._kept = heard[count * HOP :]
        if count == 0:
            return np.zeros((0, BANDS), np.float32)
        pieces = np.lib.stride_tricks.sliding_window_view(heard, WINDOW)[: (count - 1) * HOP + 1 : HOP]
        # The offset of a cheap microphone would leak into the lowest bands.
        swinging = pieces - pieces.mean(axis=1, keepdims=True)
        bins = np.fft.rfft(swinging * _HANN, FFT, axis=1)
        power = (bins.real**2 + bins.imag**2)[:, :_LAST] / _FULL_SCALE
        # Sums over slopes instead of a matrix product: BLAS adds in another order for other numbers of frames.
        uphill = np.add.reduceat(power * _UPHILL[:_LAST], _STARTS[:-1], axis=1)
        downhill = np.add.reduceat(power * (1 - _UPHILL[:_LAST]), _STARTS[:-1], axis=1)
        bands = uphill[:, :-1] + downhill[:, 1:]
        return np.asarray(10 * np.log10(bands + 10 ** (FLOOR_DB / 10)), np.float32)

    def forget(self) -> None:
        """Begins anew, as after a gap in the sound."""
        self._kept = np.zeros(0)


def spectrum_of(samples: NDArray[np.int16] | NDArray[np.float32]) -> Frames:
    """The frames of a whole file: see `Spectrum.hear`."""
    return Spectrum().hear(samples)


def level_db(frames: Frames) -> float:
    """The level of a window of frames (n, 64): the mean of their power over time, all bands together, in decibels.

    Loud moments weigh most in it, so pauses do not change it much. `FLOOR_DB` where there is no frame.
    """
    if len(frames) == 0:
        return FLOOR_DB
    power = np.exp(frames * np.float32(np.log(10) / 10))
    return float(10 * np.log10(power.sum(axis=1, dtype=np.float64).mean()))


def levelled(frames: Frames) -> Frames:
    """A window of frames (n, 64) as a model sees it: its level taken away, float32 within -1..2."""
    level = max(level_db(frames), QUIETEST_DB)
    view = (frames - np.float32(level + MIDDLE_DB)) / np.float32(SPREAD_DB)
    return np.asarray(np.clip(view, LOWEST_VIEW, HIGHEST_VIEW), np.float32)


def trimmed(frames: Frames) -> Frames:
    """Without the quiet before and after: from the first to the last frame within 35 dB of the loudest, and 0.1 s."""
    loudness = np.exp(frames * np.float32(np.log(10) / 10)).sum(axis=1)
    loud = np.flatnonzero(loudness > loudness.max(initial=0) * np.float32(10 ** (-QUIET_BELOW_DB / 10)))
    if len(loud) == 0:
        return frames
    return frames[max(0, loud[0] - TRIM_MARGIN) : loud[-1] + 1 + TRIM_MARGIN]


def bent(frames: Frames, factor: float) -> Frames:
    """The bands of frames (n, 64) drawn together or apart, as by a throat that is longer (above 1) or shorter."""
    at = np.clip(np.arange(BANDS) * factor, 0, BANDS - 1.001)
    low = at.astype(np.int64)
    part = (at - low).astype(np.float32)
    return np.asarray(frames[:, low] * (1 - part) + frames[:, low + 1] * part, np.float32)


def windows(frames: Frames, length: int, step: int) -> Frames:
    """All windows of a stretch of sound as a model sees them: float32 (n, length, 64), levelled, n at least 1.

    They begin every `step` frames; the last one ends where the sound ends. A stretch shorter than a window fills it.
    """
    if len(frames) <= length:
        return levelled(filled(frames, length))[None]
    starts = [*range(0, len(frames) - length, step), len(frames) - length]
    return np.stack([levelled(frames[start : start + length]) for start in starts])


def filled(frames: Frames, length: int) -> Frames:
    """The last `length` frames; fewer are said again and again until the window is full, none is silence."""
    if len(frames) == 0:
        return np.full((length, BANDS), FLOOR_DB, np.float32)
    if len(frames) >= length:
        return frames[-length:]
    return np.tile(frames, (-(-length // len(frames)), 1))[:length]


def led_in(frames: Frames, length: int) -> Frames:
    """The last `length` frames; fewer are led in by silence, as at the beginning of hearing."""
    missing = length - len(frames)
    return frames[-length:] if missing <= 0 else np.pad(frames, ((missing, 0), (0, 0)), constant_values=FLOOR_DB)
