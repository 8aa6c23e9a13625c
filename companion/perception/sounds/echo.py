"""Takes out of what a microphone hears what is known to have been played: an echo canceller.

A filter in the frequency domain, in parts of one block each, that learns by Kalman's rule how loudspeaker, body and
room change the sound (Enzner and Vary, Signal Processing 86, 2006, 1140-1156, and its partitioned form; quoted from
memory). It learns little while somebody else speaks, because then what is left over is louder than its doubt.
"""

import numpy as np
from numpy.typing import NDArray

BLOCK = 320
"""Samples of one step, 20 ms at 16 kHz."""

PARTS = 12
"""The filter reaches so many blocks back, 240 ms."""

STAYS = 0.9995
"""How little the way through the room is expected to change within one block: it is carried about, and breathes."""

FIRST_DOUBT = 1.0
OVERHEARD_STAYS = 0.6


class EchoCanceller:
    """One microphone's. `leave_out` takes a block of each, aligned to within the reach of the filter."""

    def __init__(self) -> None:
        bins = BLOCK + 1
        self._played: NDArray[np.complex128] = np.zeros((PARTS, bins), np.complex128)
        self._before: NDArray[np.float64] = np.zeros(BLOCK)
        self._way: NDArray[np.complex128] = np.zeros((PARTS, bins), np.complex128)
        self._doubt: NDArray[np.float64] = np.full((PARTS, bins), FIRST_DOUBT)
        self._others: NDArray[np.float64] = np.zeros(bins)

    def leave_out(self, heard: NDArray[np.float64], played: NDArray[np.float64]) -> NDArray[np.float64]:
        """What is left of a block `heard` (320,) without what was `played` (320,), both -1..1."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate((self._before, played)))
        self._before = played
        echo = np.fft.irfft((self._way * self._played).sum(axis=0))[BLOCK:]
        left = heard - echo
        spectrum = np.fft.rfft(np.concatenate((np.zeros(BLOCK), left)))
        power = spectrum.real**2 + spectrum.imag**2
        self._others = OVERHEARD_STAYS * self._others + (1.0 - OVERHEARD_STAYS) * power
        loud = self._played.real**2 + self._played.imag**2
        expected = 0.5 * (self._doubt * loud).sum(axis=0) + self._others + 1e-6
        step = self._doubt / expected
        change = np.fft.irfft(step * np.conj(self._played) * spectrum, axis=1)
        change[:, BLOCK:] = 0.0  # a part reaches back one block, no more
        self._way += np.fft.rfft(change, axis=1)
        way = self._way.real**2 + self._way.imag**2
        self._doubt = STAYS**2 * (1.0 - 0.5 * step * loud) * self._doubt + (1.0 - STAYS**2) * way
        return np.asarray(left)

    def rest(self) -> None:
        """Nothing was played for longer than the filter reaches; what it has learnt of the room stays."""
        self._played[:] = 0.0
        self._before = np.zeros(BLOCK)
        self._others[:] = 0.0
