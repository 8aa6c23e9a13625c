"""The readers as one: their shares, the labels beside each other, thresholds; and how good the whole is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tools.evaluate.words import average_precision, macro_f1
from tools.train.words_corpus import Seen
from tools.train.words_fitting import fit_beside, fit_shares, fit_thresholds, seen_beside
from tools.train.words_readers import Reader, readings

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

PARTS = 3
"""Shares and what labels see of each other are judged on a part of the texts that they were not fitted to."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """`shares` (readers, 28) and `offset` (28,); of what labels see of each other `beside` (56, 28) and its offset."""

    shares: Doubles
    offset: Doubles
    beside: Doubles
    beside_offset: Doubles

    @classmethod
    def to(cls, told: Doubles, truth: Bools) -> "Fitted":
        """From what the readers say (readers, n, 28) of texts that they did not learn from."""
        shares, offset = fit_shares(told, truth)
        return cls(shares, offset, *fit_beside((told * shares[:, None]).sum(axis=0) + offset, truth))

    def logits(self, told: Doubles) -> Doubles:
        """Honest log-odds of each label (n, 28)."""
        alone = (told * self.shares[:, None]).sum(axis=0) + self.offset
        return np.asarray(alone + seen_beside(alone) @ self.beside + self.beside_offset)


@dataclass(frozen=True, slots=True)
class Readers:
    """All readers by their names, and how they are put together."""

    each: Mapping[str, Reader]
    fitted: Fitted

    def logits(self, seen: Seen) -> Doubles:
        """Honest log-odds of each label (n, 28), in float."""
        return self.fitted.logits(np.array([readings(reader, seen) for reader in self.each.values()], np.float64))

    def fewer(self, kept: Bools) -> "Readers":
        """With only these rows of the table."""
        table = self.each["table"]
        assert isinstance(table, np.ndarray)
        return replace(self, each={**self.each, "table": table[kept]})


def logits_apart(told: Doubles, truth: Bools) -> Doubles:
    """Log-odds (n, 28) where each part of the texts is put together by what was fitted to the others."""
    part = np.random.default_rng(0).integers(0, PARTS, len(truth))
    found = np.empty(truth.shape)
    for one in range(PARTS):
        found[part == one] = Fitted.to(told[:, part != one], truth[part != one]).logits(told[:, part == one])
    return found


def thresholds_of(logits: Doubles, truth: Bools) -> Doubles:
    """Per label the probability from which it is said."""
    return fit_thresholds(chances(logits), truth)


def f1_of(logits: Doubles, truth: Bools, thresholds: Doubles) -> float:
    """Macro-F1 with these thresholds."""
    return macro_f1(truth, chances(logits) > thresholds)


def mean_precision(logits: Doubles, truth: Bools) -> float:
    """Mean over the labels of the average precision: how good the order is, whatever the threshold."""
    return float(np.mean([average_precision(*one) for one in zip(logits.T, truth.T, strict=True)]))


def surprise(logits: Doubles, truth: Bools) -> float:
    """Log loss of a text, all labels added up: the figure that chance moves least."""
    return float(np.logaddexp(0, np.where(truth, -logits, logits)).sum(axis=1).mean())


def chances(logits: Doubles) -> Doubles:
    """Probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -60, 60))))
