"""How far a classifier's word can be trusted: accuracy with its interval, balance, calibration."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

BINS = 15


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson 1927)."""
    z = 1.959964
    share = right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return middle - half, middle + half


def recalls(truth: Labels, answer: Labels, classes: int) -> Floats:
    """Share of each class that was found; NaN where a class has no example."""
    return np.array(
        [(answer[truth == one] == one).mean() if (truth == one).any() else np.nan for one in range(classes)]
    )


def balanced(truth: Labels, answer: Labels, classes: int, seed: int = 0) -> tuple[float, float, float]:
    """Mean recall over the classes and its 95 % interval from 500 resamplings within each class."""
    chance = np.random.default_rng(seed)
    right = [(answer[truth == one] == one).astype(float) for one in range(classes) if (truth == one).any()]
    drawn = [np.mean([chance.choice(some, len(some)).mean() for some in right]) for _ in range(500)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(np.mean([some.mean() for some in right])), float(low), float(high)


def softmax(logits: Floats, temperature: float) -> Floats:
    """Probabilities (n, classes) at a temperature."""
    scaled = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(scaled / scaled.sum(axis=1, keepdims=True))


def calibration_error(certainty: Floats, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over 15 bins of equal width (Guo et al. 2017, arXiv:1706.04599)."""
    place = np.minimum((certainty * BINS).astype(int), BINS - 1)
    total = 0.0
    for one in range(BINS):
        inside = place == one
        if inside.any():
            total += inside.mean() * abs(certainty[inside].mean() - right[inside].mean())
    return float(total)


def fit_temperature(logits: Floats, truth: Labels) -> float:
    """The temperature with the least log loss, searched from 0.3 to 5."""

    def loss(temperature: float) -> float:
        chances = softmax(logits, temperature)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(chances, 1e-12)).mean())

    return float(min(np.geomspace(0.3, 5, 400), key=loss))
