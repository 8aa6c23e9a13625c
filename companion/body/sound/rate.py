"""Sound at another rate, piece by piece: a band-limited filter, so that nothing folds back into the bands of speech."""

import math

import numpy as np
from numpy.typing import NDArray

HALF_WIDTH = 12
"""Zero crossings of the sinc to each side: folding back is 60 dB down from 7.2 kHz on."""

MOST_PHASES = 640
PASSES = 0.9


class Resampler:
    """Turns samples at `from_hz` into samples at `to_hz`, without a seam between pieces.

    Example::

        slower = Resampler(48_000, 16_000)
        out = slower.turn(samples)              # float32 (n, channels) in and out
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        """Raises ValueError for rates without a small common ratio."""
        divisor = math.gcd(from_hz, to_hz)
        self._up, self._down = to_hz // divisor, from_hz // divisor
        if not 0 < self._up <= MOST_PHASES:
            raise ValueError(f"{from_hz} and {to_hz} Hz have no common ratio that is small enough")
        narrow = PASSES * min(1.0, to_hz / from_hz)
        reach = math.ceil(HALF_WIDTH / narrow)
        self._taps = 2 * reach
        # Row p is the filter for an output that lies p/up of the way between two inputs.
        away = np.arange(-reach + 1, reach + 1) - np.arange(self._up)[:, np.newaxis] / self._up
        bank = narrow * np.sinc(narrow * away) * np.cos(np.pi * away / (2 * reach + 1)) ** 2
        self._bank: NDArray[np.float32] = (bank / bank.sum(axis=1, keepdims=True)).astype(np.float32)
        self._kept: NDArray[np.float32] | None = None
        self._next = 0  # place of the next output, in steps of 1/up inputs, from the beginning of what is kept

    def turn(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The outputs that these inputs (n, channels) complete."""
        before = np.zeros((self._taps // 2 - 1, samples.shape[1]), np.float32) if self._kept is None else self._kept
        heard = np.concatenate((before, samples.astype(np.float32, copy=False)))
        count = max(0, ((len(heard) - self._taps) * self._up - self._next) // self._down + 1)
        places = self._next + np.arange(count) * self._down
        starts, phases = np.divmod(places, self._up)
        if count:
            pieces = np.lib.stride_tricks.sliding_window_view(heard, self._taps, axis=0)[starts]
            out = np.einsum("nct,nt->nc", pieces, self._bank[phases])
        else:
            out = np.zeros((0, samples.shape[1]), np.float32)
        self._next += count * self._down
        used = min(self._next // self._up, len(heard))
        self._next -= used * self._up
        self._kept = heard[used:]
        return np.asarray(out, np.float32)


def whole(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Samples in -1..1 as 16-bit numbers; what is beyond is clipped."""
    return np.asarray(np.clip(np.rint(samples * 32767.0), -32768, 32767), np.int16)
