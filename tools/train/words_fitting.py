"""What is fitted after the learning: the share of each reader, what labels tell of each other, thresholds.

All on what readers say of texts that they did not learn from.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PULL = 4.0
"""How strongly a label's own share is pulled to that of all labels: worth so many units of squared distance."""

BESIDE_SQUASH = 3.0
"""Labels see tanh(score / this) of each other, and the probability."""

BESIDE_PULL, RARE_PULL, RARE_BELOW = 80.0, 240.0, 900
"""How strongly what labels see of each other is pulled to nothing; more for a label that is true of few texts."""

FEW = 0.1
"""A line for precision has at least this share of the true ones beyond it."""

SMOOTH_OVER = 0.25
LEAST, MOST = 0.003, 0.9
_TENTHS = np.linspace(-1, 1, 11).tolist()


def fit_shares(readers: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """Shares (readers, labels) and offsets (labels,) with the least log loss; rare labels stay near the common shares.

    `readers` are logits (readers, n, labels).
    """
    count, texts, labels = readers.shape
    some = np.random.default_rng(0).choice(texts * labels, min(texts * labels, 40_000), replace=False)
    flat = np.column_stack([readers.reshape(count, -1)[:, some].T, np.ones(len(some))])
    common = _newton(flat, truth.ravel()[some], np.r_[np.full(count, 1 / count), 0.0], np.full(count + 1, 1e-3))
    pull = np.r_[np.full(count, PULL), 0.01]
    each = [
        _newton(np.column_stack([readers[:, :, label].T, np.ones(texts)]), truth[:, label], common, pull)
        for label in range(labels)
    ]
    return np.array(each).T[:-1], np.array(each)[:, -1]


def fit_beside(logits: Floats, truth: Bools) -> tuple[Floats, Floats]:
    """What to add to each label's logit for what is said of all labels: weights (2 labels, labels), offsets (labels,).

    `logits` (n, labels). Grief is likelier beside sadness, and anything is likelier where nothing else is.
    """
    seen = seen_beside(logits)
    means, spreads = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    design = np.column_stack([(seen - means) / spreads, np.ones(len(seen))])
    weights, offsets = np.empty((seen.shape[1], logits.shape[1])), np.empty(logits.shape[1])
    for label in range(logits.shape[1]):
        pull = np.full(design.shape[1], BESIDE_PULL if truth[:, label].sum() >= RARE_BELOW else RARE_PULL)
        pull[-1] = 0.01
        found = _newton(design, truth[:, label], np.zeros(len(pull)), pull, logits[:, label])
        weights[:, label] = found[:-1] / spreads
        offsets[label] = found[-1] - means @ weights[:, label]
    return weights, offsets


def seen_beside(logits: Floats) -> Floats:
    """What each label sees of all (n, 2 labels): their probabilities and their squashed logits."""
    chances = 1 / (1 + np.exp(-np.clip(logits, -60, 60)))
    return np.concatenate([chances, np.tanh(logits / BESIDE_SQUASH)], axis=1)


def _newton(design: Floats, wanted: Bools, start: Floats, pull: Floats, besides: Floats | float = 0.0) -> Floats:
    """The weights with the least log loss of a logistic model that is pulled to its start; no step makes it worse.

    `besides` (n,) is added to the model's log-odds.
    """

    def loss(beta: Floats) -> float:
        out = design @ beta + besides
        return float((np.logaddexp(0, out) - wanted * out).sum() + 0.5 * (pull * (beta - start) ** 2).sum())

    beta, best = start, loss(start)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta + besides, -30, 30)))
        slope = design.T @ (chance - wanted) + pull * (beta - start)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(pull + 1e-6)
        step = np.linalg.solve(curve, slope)
        while loss(beta - step) > best and np.abs(step).max() > 1e-6:
            step = step / 2
        if np.abs(step).max() <= 1e-6:
            break
        beta, best = beta - step, loss(beta - step)
    return beta


def calibrated(logits: Floats, truth: Bools) -> tuple[float, float]:
    """Slope and offset that make these log-odds (n,) honest."""
    slope, offset = _newton(np.column_stack([logits, np.ones(len(logits))]), truth, np.r_[1.0, 0.0], np.full(2, 1e-3))
    return float(slope), float(offset)


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


def fit_line(logits: Floats, belief: Floats, right: Bools) -> tuple[float, float]:
    """Slope and offset so that the chance of the line, times the belief (n,), is honest: least log loss by search."""
    found = (1.0, 0.0)
    for width in (1.5, 0.5, 0.15, 0.05):
        around = [(found[0] + width * a, found[1] + width * b) for a in _TENTHS for b in _TENTHS]

        def loss(line: tuple[float, float]) -> float:
            chance = np.clip(belief / (1 + np.exp(-(line[0] * logits + line[1]))), 1e-6, 1 - 1e-6)
            return float(-np.where(right, np.log(chance), np.log(1 - chance)).mean())

        found = min(around, key=loss)
    return found


def line_for_precision(chance: Floats, truth: Bools) -> float:
    """The chance from which on the share of true ones is highest, of lines with at least `FEW` of the true beyond."""
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(truth[order])
    precision = np.where(hits >= FEW * truth.sum(), hits / np.arange(1, len(order) + 1), 0.0)
    return float(chance[order[min(int(precision.argmax()) + 1, len(order) - 1)]])
