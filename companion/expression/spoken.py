"""A sentence as the throat plays it: what a speech engine made, brought to the seal's own loudness and warmth."""

import functools
from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.expression.loudness import SILENT_DB, loudness_db
from companion.expression.mellowing import limited, mellow
from companion.expression.sounding import Sounding, soft
from companion.expression.vocal_tract import RATE_HZ, Wave
from companion.vocabulary.acts import Cry
from companion.vocabulary.signals import Samples

USUAL_INTENSITY: Final = 0.5
"""It speaks as loudly as it coos at this intensity."""

LOUDEST_PEAK: Final = 0.4
"""Where a sentence would go beyond it, its loudest syllables are turned down."""

EDGE_S: Final = 0.012
_TRIM_BELOW = 0.004


class Spoken:
    """Clauses that sound one after the other, as they become ready: `add` each, then `end`.

    Between two of them, and while the next one is not ready yet, it is silent but not over. They come with their final
    loudness (`ready`).
    """

    kind: Final = "speech"
    lasting: Final = False

    def __init__(self) -> None:
        self._waves: deque[Wave] = deque()
        self._ended = False
        self._fade_s: float | None = None
        self._fade_age_s = 0.0
        self.over = False

    def add(self, wave: Wave) -> None:
        """Say this too: mono float32 at the throat's rate. May be called while another thread takes pieces."""
        self._waves.append(wave)

    def pause(self, seconds: float) -> None:
        self._waves.append(np.zeros(max(0, round(seconds * RATE_HZ)), np.float32))

    def end(self) -> None:
        """Nothing more comes."""
        self._ended = True

    @property
    def fading(self) -> bool:
        return self._fade_s is not None

    def fade(self, seconds: float) -> None:
        if self._fade_s is None:
            self._fade_s = seconds

    def next(self, count: int) -> Wave:
        """The next `count` samples."""
        piece = np.zeros(count, np.float32)
        if self.over:
            return piece
        filled, ended = 0, self._ended
        while filled < count and self._waves:
            wave = self._waves.popleft()
            part = wave[: count - filled]
            piece[filled : filled + part.size] = part
            filled += part.size
            if part.size < wave.size:
                self._waves.appendleft(wave[part.size :])
        self.over = ended and not self._waves
        if self._fade_s is not None:
            fading_s = self._fade_age_s + np.arange(1, count + 1) / RATE_HZ
            piece *= soft(1.0 - np.minimum(fading_s / self._fade_s, 1.0)).astype(np.float32)
            self._fade_age_s = float(fading_s[-1])
            self.over = self.over or self._fade_age_s >= self._fade_s
        return piece


def ready(samples: Samples, level_db: float = 0.0) -> Wave:
    """What an engine made, as the throat plays it: its silent ends cut off, warm, as loud as the seal's own voice.

    `level_db` is added to that loudness. Empty when it is silence.
    """
    trimmed = _trimmed(np.nan_to_num(samples.values.astype(np.float64), nan=0.0, posinf=1.0, neginf=-1.0))
    if not trimmed.size:
        return np.zeros(0, np.float32)
    values = mellow(trimmed, samples.rate_hz)
    measured_db = loudness_db(Samples(values.astype(np.float32), RATE_HZ))
    if measured_db <= SILENT_DB:
        return np.zeros(0, np.float32)
    for _ in range(2):  # once more for what the limit has taken away
        values = limited(values * 10 ** ((own_loudness_db() + level_db - measured_db) / 20), LOUDEST_PEAK)
        measured_db = loudness_db(Samples(values.astype(np.float32), RATE_HZ))
    edge = min(round(EDGE_S * RATE_HZ), values.size // 2)
    rise = soft(np.arange(1, edge + 1) / (edge + 1))
    values[:edge] *= rise
    values[values.size - edge :] *= rise[::-1]
    return values.astype(np.float32)


@functools.cache
def own_loudness_db() -> float:
    """How loud the seal's usual coo is, measured on a few of them (LUFS)."""
    measured = []
    for seed in (1, 2, 3):
        coo = Sounding(Cry("coo", USUAL_INTENSITY, 0.0, 0.0, seed))
        pieces = []
        while not coo.over:
            pieces.append(coo.next(256))
        measured.append(loudness_db(Samples(np.concatenate(pieces), RATE_HZ)))
    return sorted(measured)[1]


def _trimmed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    loud = np.flatnonzero(np.abs(values) > _TRIM_BELOW * np.abs(values).max(initial=0.0))
    if not loud.size:
        return values[:0]
    return values[max(0, int(loud[0]) - 64) : int(loud[-1]) + 64]
