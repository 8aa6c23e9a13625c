"""What an engine says, made fit for a small warm throat: its rate, sharp end and peaks; in slices of a millisecond.

Speech engines are sharp (much energy above 3 kHz) and peaky (espeak-ng: 19 dB over the mean). A filter softens the one.
For the other, stressed syllables are held back, and higher frequencies come a few thousandths of a second later than
lower ones: that flattens the peaks, so that a soft voice can be heard without ever being bent.
"""

import functools
import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.expression.sounding import soft
from companion.expression.vocal_tract import RATE_HZ

DEEPEST_HZ: Final = 90.0
"""Nothing below: a small loudspeaker would only rattle."""

SHARP_HZ, SHARP_LEFT = 3200.0, 0.5
"""From here on it is softened, an octave higher down to this part."""

SPREAD_S: Final = 0.009
"""So much later than the lowest the highest frequencies come."""

HELD_BACK: Final = 0.55
"""Of every decibel that a syllable stands out, so much is taken away."""

_STEP, _GLIDE = 64, 4
_TAPS = 1024
_BLOCK = 4096
_REACH = 12
_SLICE = 2048

Values = NDArray[np.float64]


def mellow(values: Values, rate_hz: int) -> Values:
    """Mono sound at `rate_hz` -> the same, mellowed, at the throat's rate; about 50 ms longer."""
    return _levelled(_filtered(_resampled(values, rate_hz)))


def limited(values: Values, ceiling: float) -> Values:
    """No sample beyond `ceiling`: what is about to be too high is turned down gently before, and up again after.

    A gain that glides over 25 ms instead of a bend in the wave: nothing rattles.
    """
    steps = -(-values.size // _STEP)
    peaks = np.abs(np.pad(values, (0, steps * _STEP - values.size))).reshape(steps, _STEP).max(axis=1)
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if needed.min(initial=1.0) >= 1.0:
        return values
    around = np.pad(needed, 2 * _GLIDE + 1, mode="edge")
    lowest = np.lib.stride_tricks.sliding_window_view(around, 2 * _GLIDE + 3).min(axis=1)
    window = np.hanning(2 * _GLIDE + 3)[1:-1]
    # The mean of lows that all reach one step further than the window does is nowhere above what is needed.
    gain = np.convolve(lowest, window / window.sum(), "valid")
    return values * np.interp(np.arange(values.size), (np.arange(steps) + 0.5) * _STEP, gain)


def _resampled(values: Values, rate_hz: int) -> Values:
    """Band-limited to the lower of both rates: a windowed sinc of twelve turns on either side."""
    if rate_hz == RATE_HZ:
        return values
    cut = 0.94 * min(1.0, RATE_HZ / rate_hz)
    reach = math.ceil(_REACH / cut)
    padded = np.pad(values, reach)
    steps = np.arange(-reach + 1, reach + 1)
    pieces = []
    count = int(values.size * RATE_HZ / rate_hz)
    for begin in range(0, count, _SLICE // 8):
        places = np.arange(begin, min(begin + _SLICE // 8, count)) * (rate_hz / RATE_HZ)
        whole = np.floor(places).astype(np.int64)
        away = steps - (places - whole)[:, None]
        weights = cut * np.sinc(cut * away) * (0.5 + 0.5 * np.cos(math.pi * np.clip(away / reach, -1.0, 1.0)))
        pieces.append((padded[whole[:, None] + steps + reach] * weights).sum(axis=1))
    return np.concatenate(pieces) if pieces else values[:0]


def _filtered(values: Values) -> Values:
    """Convolution with the mellow filter, block by block (overlap and add)."""
    kernel = _kernel()
    out = np.zeros(values.size + _TAPS)
    for begin in range(0, values.size, _BLOCK - _TAPS):
        part = values[begin : begin + _BLOCK - _TAPS]
        through = np.fft.irfft(np.fft.rfft(part, _BLOCK) * kernel)[: part.size + _TAPS]
        out[begin : begin + through.size] += through
    return out


def _levelled(values: Values) -> Values:
    """Loud syllables brought nearer to the others, as a calm speaker does; followed over 70 ms, so nothing pumps."""
    step = RATE_HZ // 100
    steps = values.size // step
    if steps < 8:
        return values
    power = (values[: steps * step].reshape(steps, step) ** 2).mean(axis=1)
    window = np.hanning(9)[1:-1]
    levels_db = 10 * np.log10(np.convolve(power, window / window.sum(), "same") + 1e-12)
    voiced = levels_db[levels_db > levels_db.max() - 30.0]
    excess_db = np.maximum(levels_db - float(np.median(voiced)), 0.0)
    gain = 10 ** (-HELD_BACK * excess_db / 20)
    return values * np.interp(np.arange(values.size), (np.arange(steps) + 0.5) * step, gain)


@functools.cache
def _kernel() -> NDArray[np.complex128]:
    """The filter as a spectrum for blocks of `_BLOCK`, its impulse no longer than `_TAPS`."""
    hz = np.fft.rfftfreq(_BLOCK, 1 / RATE_HZ)
    above = np.clip(np.log2(np.maximum(hz, 1.0) / SHARP_HZ), 0.0, 1.0)
    gain = np.minimum(hz / DEEPEST_HZ, 1.0) ** 2 * (1.0 - (1.0 - SHARP_LEFT) * soft(above))
    # The delay grows evenly with the octave between 120 Hz and 6 kHz, where the energy of speech lies.
    octave = np.clip(np.log2(np.maximum(hz, 1.0) / 120.0) / math.log2(50.0), 0.0, 1.0)
    delay_s = SPREAD_S * octave + 0.012
    turns = np.cumsum(delay_s) * (hz[1] - hz[0])
    impulse = np.fft.irfft(gain * np.exp(-2j * math.pi * turns))[:_TAPS]
    edge = _TAPS // 8
    impulse[:edge] *= soft(np.arange(edge) / edge)
    impulse[-edge:] *= soft(np.arange(edge)[::-1] / edge)
    return np.fft.rfft(impulse, _BLOCK)
