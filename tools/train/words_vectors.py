"""Word vectors from text without labels: words met beside the same words begin alike.

What a word is met beside, against chance, as logs cut at 0 (PPMI), in as few numbers as are wanted, by a randomized
singular value decomposition (Levy, Goldberg and Dagan 2015; Halko, Martinsson and Tropp 2011).
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import keys_of

Floats = NDArray[np.float32]
Keys = NDArray[np.uint32]

SEED = 5

REACH = 4
"""So many words to either side count, the n-th by 1/n."""

BESIDES = 3000
"""The most common words are what a word is met beside."""

FLATTENED = 0.75
"""Counts of the words beside are taken to this power, or rare ones would seem to say most."""

EVENED = 0.5
"""The singular values are taken to this power, or the first few would be all."""

STARTS_AT = 0.25
"""The spread of the vectors that a training begins with."""


def vectors_of(texts: Iterable[Sequence[str]], words: Keys, depth: int, seed: int) -> dict[int, Floats]:
    """For each of these keys that is met, `depth` numbers of about the size of 1; `texts` are tokenized."""
    spaced: list[str] = []
    for text in texts:
        spaced += text
        spaced += [""] * REACH
    keys = keys_of(spaced)
    place = np.minimum(np.searchsorted(words, keys), len(words) - 1)
    row = np.where((words[place] == keys) & np.array([bool(word) for word in spaced]), place, -1)
    met = np.bincount(row[row >= 0], minlength=len(words))
    common = np.argsort(-met, kind="stable")[: min(BESIDES, len(words))]
    column_of = np.full(len(words) + 1, -1)
    column_of[common] = np.arange(len(common))
    counts = np.zeros((len(words), len(common)), np.float32)
    for apart in range(1, REACH + 1):
        for here, there in ((row[:-apart], row[apart:]), (row[apart:], row[:-apart])):
            column = column_of[there]
            both = (here >= 0) & (column >= 0)
            np.add.at(counts, (here[both], column[both]), np.float32(1 / apart))
    told = counts.sum(axis=1)
    beside = counts.sum(axis=0) ** FLATTENED
    with np.errstate(divide="ignore", invalid="ignore"):
        counts *= beside.sum() / (told[:, None] * beside)
        np.log(counts, out=counts)
    ppmi = np.nan_to_num(np.maximum(counts, 0, out=counts), copy=False, nan=0.0)
    left, sizes = _decomposed(ppmi, depth, seed)
    vectors = left * sizes**EVENED
    vectors /= vectors[told > 0].std()
    return {int(words[at]): vectors[at] for at in np.flatnonzero(told > 0)}


def start_of(vocabulary: NDArray[np.uint32], vectors: Sequence[Mapping[int, Floats]], depth: int, seed: int) -> Floats:
    """Word vectors (n + 1, depth) to begin with: the numbers of each of the `vectors` side by side, as many as fit.

    Noise where a key has none; row 0 is nothing.
    """
    chance = np.random.default_rng(seed)
    start = chance.normal(0, 0.1, (len(vocabulary) + 1, depth)).astype(np.float32)
    begin = 0
    for some in vectors:
        spread = float(np.std(list(some.values())))
        room = min(len(next(iter(some.values()))), depth - begin)
        for place, key in enumerate(vocabulary.tolist(), start=1):
            if key in some:
                start[place, begin : begin + room] = some[key][:room] / spread * STARTS_AT
        begin += room
    start[0] = 0
    return start


def _decomposed(matrix: Floats, rank: int, seed: int) -> tuple[Floats, Floats]:
    """The first left singular vectors (n, rank) and singular values (rank,), nearly."""
    found = np.random.default_rng(seed).normal(size=(matrix.shape[1], rank + 10)).astype(np.float32)
    for _ in range(3):
        found, _ = np.linalg.qr(matrix @ found)
        found, _ = np.linalg.qr(matrix.T @ found)
    left, sizes, _ = np.linalg.svd(matrix @ found, full_matrices=False)
    return left[:, :rank].astype(np.float32), sizes[:rank].astype(np.float32)
