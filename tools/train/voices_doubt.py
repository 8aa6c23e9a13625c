"""How doubtful the tone of each clip is: what a plain listener says of it who never heard that person.

An actor's anger may sound like joy to everybody else; a label of one tone alone hides that. The listener is a logistic
regression on the teacher's numbers, fitted on the other speakers of the training part, never on those left out.
"""

import numpy as np
from numpy.typing import NDArray

from tools.train.voices_labels import TONES

PARTS = 5
"""The people who are learnt from are dealt into so many parts; each is heard by the listener of the others."""
STEPS, RATE, MOMENTUM, DECAY = 150, 0.03, 0.9, 0.02

Floats = NDArray[np.float32]


def doubts(
    numbers: Floats, tone: NDArray[np.int64], speaker: NDArray[np.str_], learnt: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Probabilities (n, 5) over `TONES`; zeros for clips that are not learnt from or have no tone.

    `numbers` (n, k) are the teacher's, evened out; `tone` (n,) the place in `TONES` or -1.
    """
    told = learnt & (tone >= 0)
    part = np.unique(speaker, return_inverse=True)[1] % PARTS
    chances = np.zeros((len(tone), len(TONES)))
    for number in range(PARTS):
        others, own = told & (part != number), told & (part == number)
        if others.any() and own.any():
            slope, offset = _fitted(numbers[others], tone[others])
            chances[own] = _softmax(numbers[own] @ slope + offset)
    return chances


def _fitted(numbers: Floats, tone: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights of a logistic regression, by gradient descent with momentum."""
    wanted = np.eye(len(TONES))[tone]
    slope, offset = np.zeros((numbers.shape[1], len(TONES))), np.zeros(len(TONES))
    moving = np.zeros_like(slope)
    for _ in range(STEPS):
        wrong = (_softmax(numbers @ slope + offset) - wanted) / len(wanted)
        moving = MOMENTUM * moving + numbers.T @ wrong + DECAY * slope
        slope -= RATE * moving
        offset -= RATE * wrong.sum(axis=0)
    return slope, offset


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
