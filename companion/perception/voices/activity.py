"""When somebody speaks: opens with the first sounds of speech, stays over the small pauses in it, closes after it."""

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import ACTIVITY_FRAMES, FRAMES_A_SECOND, Frames, led_in, levelled
from companion.vocabulary.ports import Infer

OPENS_FROM = 0.6
CLOSES_BELOW = 0.35
"""Probabilities of speech; between them it stays as it is."""

HOLDS_S = 0.4
"""A pause this long ends what was said: people pause between words, and a stop consonant is silent for 0.1 s."""


class VoiceGate:
    """Open while somebody speaks."""

    def __init__(self, infer: Infer, temperature: float = 1.0) -> None:
        self._infer = infer
        self._temperature = temperature
        self.is_open = False
        self.chance = 0.0
        """The probability of speech in the last frames, 0..1."""
        self._below_s = 0.0

    def judge(self, frames: Frames, new: int) -> bool:
        """Whether it is open. `frames` float32 (n, 64) are the last ones, of which `new` came since the last call."""
        self.chance = speech_chance(self._infer, frames, self._temperature)
        if self.chance >= OPENS_FROM:
            self.is_open, self._below_s = True, 0.0
        elif self.chance < CLOSES_BELOW:
            self._below_s += new / FRAMES_A_SECOND
            if self._below_s >= HOLDS_S:
                self.is_open = False
        else:
            self._below_s = 0.0
        return self.is_open

    def rest(self, new: int) -> bool:
        """Whether it is still open after `new` frames in which there was nothing to hear."""
        self.chance = 0.0
        self._below_s += new / FRAMES_A_SECOND
        self.is_open = self.is_open and self._below_s < HOLDS_S
        return self.is_open

    def close(self) -> None:
        """Nobody can be heard now."""
        self.is_open, self.chance, self._below_s = False, 0.0, 0.0


def speech_chance(infer: Infer, frames: Frames, temperature: float = 1.0) -> float:
    """The probability that somebody speaks at the end of `frames`; a model that answers nonsense says 0."""
    view = levelled(led_in(frames, ACTIVITY_FRAMES))
    answer: NDArray[np.float32] = infer(view[np.newaxis])[0].reshape(-1)
    logit = float(answer[0]) / temperature
    return float(1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))) if np.isfinite(logit) else 0.0
