"""Whether what a microphone sends can be trusted: zeros, clipping and gaps, counted, so that none passes for calm."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DEAD_AFTER_S = 1.0
"""A real microphone hisses: so long without a single change is a dead one."""

CLIPPED_FROM = 32_700
CLIPPED_SHARE = 0.005
"""So many samples at full scale within a second bend a voice: its tone is not judged then."""

FORGETS_S = 1.0


@dataclass(slots=True)
class Condition:
    """Counts since the beginning: seconds heard, seconds without any signal, clipped samples, gaps."""

    heard_s: float = 0.0
    dead_s: float = 0.0
    clipped: int = 0
    gaps: int = 0
    _unchanged_s: float = 0.0
    _clipped_share: float = 0.0

    def look(self, samples: NDArray[np.int16], rate_hz: int) -> None:
        """Take in samples of one channel, (n,)."""
        lasts_s = len(samples) / rate_hz
        if not len(samples):
            return
        self.heard_s += lasts_s
        if samples.min() == samples.max():
            self._unchanged_s += lasts_s
            self.dead_s += lasts_s
        else:
            self._unchanged_s = 0.0
        clipped = int(np.count_nonzero(np.abs(samples.astype(np.int32)) >= CLIPPED_FROM))
        self.clipped += clipped
        kept = max(0.0, 1.0 - lasts_s / FORGETS_S)
        self._clipped_share = kept * self._clipped_share + (1.0 - kept) * clipped / len(samples)

    @property
    def is_dead(self) -> bool:
        """Nothing comes but one and the same number."""
        return self._unchanged_s >= DEAD_AFTER_S

    @property
    def is_clipped(self) -> bool:
        """Too loud for this microphone just now."""
        return self._clipped_share >= CLIPPED_SHARE
