"""One face's expression over time: quick to follow what is clear, slow to follow what is doubtful.

Two frames in a row that clearly show something else are believed at once; anything less is averaged over a third of a
second. What is said changes only when the new word is well ahead, so a doubtful face does not flicker. A face that was
not looked at for a second starts afresh: nothing old is sold as new.
"""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.expression import read_expression
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, ExpressionReading, Judgement

FOLLOWS_S = 0.35
FORGETS_AFTER_S = 1.0
CLEAR_FROM = 0.7
"""A frame this certain is clear; certainty is the calibrated probability of being right."""

AHEAD_BY = 0.12
"""Another word is said only when it is this much more likely than the one that is said now."""

LETS_GO_BELOW = 0.08
"""A word once said is kept until its probability is this far below what it takes to say one."""

_LEAST = 1e-6


class Steady:
    """Follows one face. `sure_from` as for `read_expression`."""

    def __init__(self, sure_from: float) -> None:
        self._sure_from = sure_from
        self._mean: NDArray[np.float64] | None = None
        self._last: NDArray[np.float64] | None = None
        self._said: Judgement = NOT_SURE
        self._at_s = -math.inf

    def follow(self, shown: ExpressionReading, at_s: float) -> ExpressionReading:
        """What the face shows by now; `logits` stay those of this frame."""
        now = np.array([shown.emotions[emotion] for emotion in EMOTIONS])
        passed_s = at_s - self._at_s
        if self._mean is None or self._last is None or not 0.0 <= passed_s <= FORGETS_AFTER_S:
            self._mean, self._said = now, NOT_SURE
        elif _clear(now) is not None and _clear(now) == _clear(self._last) != int(self._mean.argmax()):
            self._mean = (now + self._last) / 2
        else:
            self._mean = self._mean + (1.0 - math.exp(-passed_s / FOLLOWS_S)) * (now - self._mean)
        self._last, self._at_s = now, at_s
        steadied = read_expression(np.log(np.maximum(self._mean, _LEAST)).astype(np.float32), 1.0, self._sure_from)
        self._said = self._word(steadied)
        certainty = steadied.certainty if self._said == NOT_SURE else steadied.emotions[self._said]
        return replace(steadied, emotion=self._said, certainty=certainty, logits=shown.logits)

    def _word(self, now: ExpressionReading) -> Judgement:
        if self._said == NOT_SURE or now.emotion == self._said:
            kept = self._said != NOT_SURE
            return now.emotion if now.certainty >= self._sure_from or not kept else self._said
        before = now.emotions[self._said]
        if before < self._sure_from - LETS_GO_BELOW or now.certainty - before >= AHEAD_BY:
            return now.emotion
        return self._said


def _clear(probabilities: NDArray[np.float64]) -> int | None:
    top = int(probabilities.argmax())
    return top if probabilities[top] >= CLEAR_FROM else None
