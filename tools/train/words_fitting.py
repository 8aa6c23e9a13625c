"""What is fitted after the learning: the share of each reader, honest probabilities, thresholds.

All on texts that no reader learnt from.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PULL = 4.0
"""How strongly a label's own share is pulled to that of all labels: worth so many units of squared distance."""

SMOOTH_OVER = 0.25
LEAST, MOST = 0.003, 0.9


def fit_shares(readers: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """Shares (readers, labels) and offsets (labels,) with the least log loss; rare labels stay near the common shares.

    `readers` are logits (readers, n, labels).
    """
    count, _, labels = readers.shape
    common = _descend(readers, truth, np.full((count, 1), 1 / count), 0.0, np.zeros((count, 1)))[0]
    start = np.repeat(common, labels, axis=1)
    return _descend(readers, truth, start, PULL, common)


def _descend(readers: Floats, truth: Bools, shares: Floats, pull: float, to: Floats) -> tuple[Floats, Floats]:
    """Newton's method for shares and one offset a label; shares of one column are common to all labels."""
    labels = truth.shape[1]
    if shares.shape[1] == 1:
        return _descend_common(readers, truth, shares)
    offsets = np.zeros(labels)
    out = np.empty_like(shares)
    for label in range(labels):
        design = np.column_stack([readers[:, :, label].T, np.ones(len(truth))])
        beta, center = np.r_[shares[:, label], 0.0], np.r_[to[:, 0], 0.0]
        ridge = np.diag(np.r_[np.full(len(to), pull), 0.01])
        for _ in range(25):
            chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
            slope = design.T @ (chance - truth[:, label]) + ridge @ (beta - center)
            curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
            beta = beta - np.linalg.solve(curve, slope)
        out[:, label], offsets[label] = beta[:-1], beta[-1]
    return out, offsets


def _descend_common(readers: Floats, truth: Bools, shares: Floats) -> tuple[Floats, Floats]:
    flat, wanted = readers.reshape(len(readers), -1).T, truth.ravel()
    design = np.column_stack([flat, np.ones(len(flat))])
    beta = np.r_[shares[:, 0], 0.0]
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-6 * np.eye(len(beta))
        beta = beta - np.linalg.solve(curve, design.T @ (chance - wanted))
    return beta[:-1, None], np.repeat(beta[-1:], truth.shape[1])


def fit_thresholds(chances: Floats, truth: Bools) -> Floats:
    """Per label the probability from which saying it gives the best F1, by two ways that err differently.

    One is what did best, smoothed over neighbouring thresholds, for the best of a curve as ragged as a rare label's
    would be chance. The other is what should do best if the probabilities are honest. Their geometric mean counts.
    """
    grid = np.linspace(np.log(LEAST), np.log(MOST), 160)
    reach = np.arange(-15, 16) * (grid[1] - grid[0])
    weights = np.exp(-0.5 * (reach / SMOOTH_OVER) ** 2)
    found = np.empty(chances.shape[1])
    for label in range(chances.shape[1]):
        said = np.log(chances[:, label] + 1e-12)[:, None] > grid
        hits = (said & truth[:, label, None]).sum(axis=0)
        scores = 2 * hits / np.maximum(said.sum(axis=0) + truth[:, label].sum(), 1)
        smooth = np.convolve(np.pad(scores, 15, mode="edge"), weights / weights.sum(), "valid")
        found[label] = np.sqrt(np.exp(grid[smooth.argmax()]) * _by_honesty(chances[:, label]))
    return found


def _by_honesty(chances: Floats) -> float:
    """The threshold with the best expected F1 where each probability is taken at its word."""
    falling = np.sort(chances)[::-1]
    scores = 2 * np.cumsum(falling) / (np.arange(1, len(falling) + 1) + falling.sum())
    return float(falling[scores.argmax()])


def fit_line(logits: Floats, right: Bools) -> tuple[float, float]:
    """Slope and offset that turn log-odds into honest ones (Platt 1999)."""
    design = np.column_stack([logits, np.ones(len(logits))])
    beta = np.array([1.0, 0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-6 * np.eye(2)
        beta = beta - np.linalg.solve(curve, design.T @ (chance - right))
    return float(beta[0]), float(beta[1])


def best_line(chances: Floats, truth: Bools) -> float:
    """The threshold of one label with the best smoothed F1."""
    return float(fit_thresholds(chances[:, None], truth[:, None])[0])
