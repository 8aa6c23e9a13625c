"""How loud a sound is to people: the one measure for the seal's cries and for the sentences of a speech engine.

Weighting and gating of ITU-R BS.1770: a shelf for the head, a high-pass for the low notes we hear less, the power of
blocks of 400 ms, and pauses left out. Its two filters are written as the analogue ones behind the published digital
coefficients (quoted from memory); the standard's own check holds: a sine of 997 Hz at full scale is at -3.01.
"""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.signals import Samples

SILENT_DB: Final = -70.0
"""What is softer counts as silence."""

_STEP_S, _STEPS = 0.1, 4
_PAUSE_DB = 10.0
_SHELF_HZ, _SHELF_Q, _SHELF_GAIN, _SHELF_BEND = 1681.97, 0.70718, 10 ** (4.0 / 20), 10 ** (4.0 / 40)
_LOW_HZ, _LOW_Q = 38.135, 0.50033


def loudness_db(sound: Samples) -> float:
    """Loudness as a whole, dB relative to full scale (LUFS): pauses and quiet ends do not count."""
    blocks_db = momentary_db(sound)
    heard = blocks_db[blocks_db > SILENT_DB]
    if not heard.size:
        return SILENT_DB
    heard = heard[heard > _mean_db(heard) - _PAUSE_DB]
    return _mean_db(heard)


def loudest_db(sound: Samples) -> float:
    """Its loudest 400 ms (LUFS, momentary)."""
    return float(momentary_db(sound).max(initial=SILENT_DB))


def momentary_db(sound: Samples) -> NDArray[np.float64]:
    """Loudness of every 400 ms, a tenth of a second apart; of the whole when it is shorter."""
    step = max(1, min(sound.values.size, round(_STEP_S * sound.rate_hz)))
    steps = sound.values.size // step
    if not steps:
        return np.zeros(0)
    powers = _weighted_power(sound.values[: steps * step].reshape(steps, step), sound.rate_hz)
    together = min(steps, _STEPS)
    sums = np.concatenate([[0.0], np.cumsum(powers)])
    levels_db: NDArray[np.float64] = 10 * np.log10((sums[together:] - sums[:-together]) / together + 1e-12) - 0.691
    return levels_db


def _mean_db(blocks_db: NDArray[np.float64]) -> float:
    return float(10 * np.log10(np.mean(10 ** (blocks_db / 10))))


def _weighted_power(frames: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Mean power of each frame after weighting, by Parseval's theorem."""
    length = frames.shape[1]
    weights = _weights(length, rate_hz)
    # A frame at a time: none of them holds up other threads.
    spectra = (np.abs(np.fft.rfft(frame.astype(np.float64))) ** 2 @ weights for frame in frames)
    return np.fromiter(spectra, np.float64, len(frames)) / length**2


@functools.lru_cache(maxsize=8)
def _weights(length: int, rate_hz: int) -> NDArray[np.float64]:
    hz = np.fft.rfftfreq(length, 1 / rate_hz)
    shelf, low = 1j * hz / _SHELF_HZ, 1j * hz / _LOW_HZ
    head = (_SHELF_GAIN * shelf**2 + _SHELF_BEND / _SHELF_Q * shelf + 1) / (shelf**2 + shelf / _SHELF_Q + 1)
    floor = low**2 / (low**2 + low / _LOW_Q + 1)
    both_sides = np.full(hz.size, 2.0)
    both_sides[0] = 1.0
    weights: NDArray[np.float64] = both_sides * np.abs(head * floor) ** 2
    return weights
