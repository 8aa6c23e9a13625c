"""A row of numbers for every piece of a sentence, summed: learnt by Adagrad, with pieces left out at random.

Rare pieces learn fast and common ones slowly (Duchi et al. 2011), and leaving out pieces keeps any one of them from
settling a sentence alone. No length is divided away: on short texts that did better, and int8 divides badly.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]

BATCH = 128

Loss = Literal["log", "squares"]


@dataclass(frozen=True, slots=True)
class Bags:
    """Piece numbers of many texts one after the other, int32 (total,), and where each text begins, (n + 1,)."""

    pieces: Numbers
    begins: NDArray[np.int64]

    @classmethod
    def of(cls, numbers: Numbers) -> "Bags":
        """From rows of numbers, 0 for nothing."""
        kept = numbers > 0
        return cls(numbers[kept], np.concatenate([[0], np.cumsum(kept.sum(axis=1))]))

    def __len__(self) -> int:
        return len(self.begins) - 1

    def some(self, rows: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
        """The pieces of these rows, and to which place of `rows` each belongs."""
        lengths = self.begins[rows + 1] - self.begins[rows]
        starts = np.cumsum(lengths) - lengths
        places = np.repeat(self.begins[rows] - starts, lengths) + np.arange(lengths.sum())
        return self.pieces[places], np.repeat(np.arange(len(rows), dtype=np.int32), lengths)

    def summed(self, table: Floats) -> Floats:
        """The sum of the table's rows for each text, (n, columns)."""
        out = np.zeros((len(self), table.shape[1]), np.float32)
        for start in range(0, len(self), 2000):
            rows = np.arange(start, min(start + 2000, len(self)))
            pieces, places = self.some(rows)
            filled = np.flatnonzero(np.diff(self.begins[start : rows[-1] + 2]))
            if len(filled):
                firsts = np.searchsorted(places, filled)
                out[start + filled] = np.add.reduceat(table[pieces], firsts, axis=0)
        return out


@dataclass(frozen=True, slots=True)
class Opinions:
    """How often each piece is met: `true` (pieces, columns) where a column is true, `everywhere` (pieces,).

    Every piece counts as met `doubt` times more on either side, so that few meetings prove little. For squares `true`
    is the sum of the targets, less their `means` (columns,), of the texts in which a piece is met.
    """

    true: Floats
    everywhere: Floats
    doubt: float = 1.0
    means: Floats | None = None

    @classmethod
    def of(cls, bags: Bags, targets: Floats, pieces: int, doubt: float = 1.0) -> "Opinions":
        """Counted in texts with targets of 0 or 1."""
        places = np.repeat(np.arange(len(bags)), np.diff(bags.begins))
        everywhere = np.bincount(bags.pieces, minlength=pieces).astype(np.float32)
        columns = [np.bincount(bags.pieces, column[places], minlength=pieces) for column in targets.T]
        return cls(np.stack(columns, axis=1).astype(np.float32), everywhere, doubt)

    @classmethod
    def of_numbers(cls, bags: Bags, targets: Floats, pieces: int, doubt: float) -> "Opinions":
        """Summed in texts with any targets, for squares."""
        means = targets.mean(axis=0)
        summed = cls.of(bags, targets - means, pieces, doubt)
        return cls(summed.true, summed.everywhere, doubt, means)

    @property
    def common(self) -> Floats:
        """What the ratio of all pieces together is, as logs (columns,); 0 for squares."""
        if self.means is not None:
            return np.zeros(self.true.shape[1], np.float32)
        here = self.true + self.doubt
        elsewhere = self.everywhere[:, None] - self.true + self.doubt
        return np.asarray(np.log(here.sum(axis=0)) - np.log(elsewhere.sum(axis=0)), np.float32)

    def ratios(self) -> Floats:
        """How much more often than others a piece is met where a column is true: logs (pieces, columns).

        For squares the mean of the texts in which it is met, less that of all.
        """
        if self.means is not None:
            return np.asarray(self.true / (self.everywhere[:, None] + self.doubt), np.float32)
        elsewhere = self.everywhere[:, None] - self.true
        return np.asarray(np.log(self.true + self.doubt) - np.log(elsewhere + self.doubt) - self.common, np.float32)


def learn(
    bags: Bags,
    targets: Floats,
    pieces: int,
    *,
    loss: Loss,
    epochs: int = 6,
    rate: float = 0.1,
    left_out: float = 0.4,
    seed: int = 0,
    beside: Floats | None = None,
    opinions: Opinions | None = None,
) -> tuple[Floats, Floats, Floats]:
    """A table (pieces, columns), an offset (columns,), and what leads from the numbers `beside` (n, k) to the columns.

    Targets (n, columns): 0..1 for the log loss of each column on its own, any number for squares. With `opinions` a
    piece begins as what it was met beside (Wang and Manning 2012); while a text is learnt, it is left out of the
    counting, or every rare piece would seem to know its text by heart.
    """
    chance = np.random.default_rng(seed)
    columns = targets.shape[1]
    means = targets.mean(axis=0)
    start = np.log(means / (1 - means)) if loss == "log" else means
    table = tf.Variable(np.zeros((pieces, columns), np.float32))
    offset = tf.Variable(start.astype(np.float32))
    given = beside if beside is not None else np.zeros((len(targets), 1), np.float32)
    across = tf.Variable(np.zeros((given.shape[1], columns), np.float32))
    adagrad = tf.compat.v1.train.AdagradOptimizer(rate, initial_accumulator_value=0.01)

    true, everywhere, common = (
        (tf.constant(opinions.true), tf.constant(opinions.everywhere), tf.constant(opinions.common))
        if opinions is not None
        else (None, None, None)
    )
    doubt = opinions.doubt if opinions is not None else 0.0
    means_of = opinions.means if opinions is not None else None

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def step(some: Any, places: Any, more: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            # Not unsorted_segment_sum of the whole table: only the rows in use are read and changed.
            read = tf.gather(table, some)
            if means_of is not None:
                others = tf.gather(true, some) - tf.gather(wanted - means_of, places)
                read *= others / (tf.gather(everywhere, some)[:, None] - 1.0 + doubt)
            elif true is not None:
                here = tf.maximum(tf.gather(true, some) - tf.gather(wanted, places), 0.0)
                elsewhere = tf.maximum(tf.gather(everywhere, some)[:, None] - 1.0 - here, 0.0)
                read *= tf.math.log((here + doubt) / (elsewhere + doubt)) - common
            summed = tf.math.unsorted_segment_sum(read / (1 - left_out), places, BATCH)
            out = summed + offset + tf.matmul(more, across)
            log_loss = loss == "log"
            wrong = tf.nn.sigmoid_cross_entropy_with_logits(wanted, out) if log_loss else tf.square(wanted - out)
            total = tf.reduce_sum(wrong) / BATCH
        variables = [table, offset, across]
        adagrad.apply_gradients(zip(tape.gradient(total, variables), variables, strict=True))
        return total

    for _ in range(epochs):
        order = chance.permutation(len(targets))
        for first in range(0, len(order) - BATCH + 1, BATCH):
            rows = order[first : first + BATCH]
            some, places = bags.some(rows)
            kept = chance.random(len(some)) > left_out
            step(
                tf.constant(some[kept]), tf.constant(places[kept]), tf.constant(given[rows]), tf.constant(targets[rows])
            )
    learnt = table.numpy() if opinions is None else table.numpy() * opinions.ratios()
    return learnt, offset.numpy(), across.numpy()
