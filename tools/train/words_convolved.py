"""Convolutions over one, two and three words in a row: the second reader of the feeling in words.

Word vectors begin with what other text shows of the words (`words_vectors`, GloVe). Whole words and single numbers are
left out at random; the weights that count are an average over the last steps.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]

WIDTHS = (1, 2, 3)
MEAN_WEIGHT = 0.1
"""What the sum over the words is multiplied with, so that it stands beside the strongest word in like size."""

BATCH = 64
CHANNELS = 96
PEAK_RATE = 2e-3
WORDS_LEFT_OUT = 0.1
NUMBERS_LEFT_OUT = 0.3
LAST_LEFT_OUT = 0.5
AVERAGE_OVER_STEPS = 600
WORDS_RATE = 20.0
"""Adagrad's rate for the word vectors, times that of all else."""


@dataclass(frozen=True, slots=True)
class Convolved:
    """What was learnt; shapes as in `words_network.Weights`. `offset` (28,) is the last layer's."""

    words: Floats
    kernels: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    last: Floats
    offset: Floats

    def save(self, path: Path) -> None:
        """Keep it as numpy's archive."""
        kernels = {f"kernel{place}": kernel for place, kernel in enumerate(self.kernels)}
        biases = {f"bias{place}": bias for place, bias in enumerate(self.biases)}
        np.savez(path, words=self.words, last=self.last, offset=self.offset, **kernels, **biases)

    @classmethod
    def load(cls, path: Path) -> "Convolved":
        """What `save` kept."""
        kept = np.load(path)
        kernels, biases = ([kept[f"{name}{place}"] for place in range(len(WIDTHS))] for name in ("kernel", "bias"))
        return cls(kept["words"], tuple(kernels), tuple(biases), kept["last"], kept["offset"])

    def scores(self, rows: Numbers) -> Floats:
        """Logits (n, 28) of word numbers (n, WORDS_MOST)."""
        words, last, offset = (tf.constant(value) for value in (self.words, self.last, self.offset))
        kernels, biases = [*map(tf.constant, self.kernels)], [*map(tf.constant, self.biases)]
        parts = np.array_split(rows, max(1, len(rows) // 1000))
        return np.concatenate(
            [_read(tf.constant(part), words, last, offset, kernels, biases).numpy() for part in parts]
        )


def learn(
    rows: Numbers, targets: Floats, start: Floats, *, epochs: int, seed: int, say: Callable[[str], None]
) -> Convolved:
    """`rows` (n, WORDS_MOST) of word numbers with 0 behind the last word; `targets` 0..1 (n, 28)."""
    tf.keras.utils.set_random_seed(seed)
    chance = np.random.default_rng(seed)
    means = targets.mean(axis=0)
    words = tf.Variable(start)
    kernels = [tf.Variable(spread(chance, (width, start.shape[1], CHANNELS))) for width in WIDTHS]
    biases = [tf.Variable(np.zeros(CHANNELS, np.float32)) for _ in WIDTHS]
    last = tf.Variable(spread(chance, (2 * CHANNELS * len(WIDTHS), targets.shape[1])))
    offset = tf.Variable(np.log(means / (1 - means)).astype(np.float32))
    rest = [*kernels, *biases, last, offset]
    rate = tf.Variable(PEAK_RATE)
    adam = tf.keras.optimizers.AdamW(PEAK_RATE, weight_decay=0.1)
    adam.build(rest)
    adagrad = tf.compat.v1.train.AdagradOptimizer(lambda: rate * WORDS_RATE, initial_accumulator_value=0.01)

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def step(some: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            out = _read(some, words, last, offset, kernels, biases, NUMBERS_LEFT_OUT, LAST_LEFT_OUT)
            loss = tf.reduce_mean(tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(wanted, out), axis=1))
        gradients = tape.gradient(loss, [words, *rest])
        adagrad.apply_gradients([(gradients[0], words)])
        adam.apply_gradients(zip(gradients[1:], rest, strict=True))
        return loss

    averaged = [value.numpy() for value in [words, *rest]]
    lengths = (rows > 0).cumsum(axis=1).argmax(axis=1) + 1
    steps, done = epochs * (len(rows) // BATCH), 0
    for epoch in range(epochs):
        losses: list[float] = []
        for some in batches(lengths, chance, BATCH):
            now = PEAK_RATE * min(1, (done + 1) / 200) * (0.5 + 0.5 * cos(pi * done / steps))
            rate.assign(now)
            adam.learning_rate.assign(now)
            read = rows[some, : max(4, -4 * (-int(lengths[some].max()) // 4))]
            read = np.where(chance.random(read.shape) < WORDS_LEFT_OUT, 0, read)
            losses.append(float(step(tf.constant(read), tf.constant(targets[some]))))
            done += 1
            if done % 10 == 0:
                keep = min(1 - 10 / AVERAGE_OVER_STEPS, done / (done + 100))
                for mean, value in zip(averaged, [words, *rest], strict=True):
                    mean += (1 - keep) * (value.numpy() - mean)
        say(f"convolutions, pass {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}")
    count = len(WIDTHS)
    averaged[0][0] = 0
    return Convolved(
        averaged[0],
        tuple(averaged[1 : 1 + count]),
        tuple(averaged[1 + count : 1 + 2 * count]),
        averaged[-2],
        averaged[-1],
    )


def _read(
    rows: Any, words: Any, last: Any, offset: Any, kernels: Any, biases: Any, out: float = 0, last_out: float = 0
) -> Any:
    known = tf.cast(rows > 0, tf.float32)[:, :, None]
    said = tf.nn.dropout(tf.gather(words, rows) * known, out)
    parts = []
    for kernel, bias in zip(kernels, biases, strict=True):
        flow = tf.nn.relu(tf.nn.conv1d(said, kernel, 1, "SAME") + bias) * known
        parts += [tf.reduce_max(flow, axis=1), tf.reduce_sum(flow, axis=1) * MEAN_WEIGHT]
    return tf.matmul(tf.nn.dropout(tf.concat(parts, axis=1), last_out), last) + offset


def batches(lengths: NDArray[np.int64], chance: np.random.Generator, size: int) -> list[NDArray[np.int64]]:
    """Rows in batches of this size and of like length, in random order."""
    order = chance.permutation(len(lengths))
    parts = np.array_split(order, max(1, len(order) // (size * 20)))
    sorted_ = np.concatenate([part[np.argsort(lengths[part], kind="stable")] for part in parts])
    batches = [sorted_[first : first + size] for first in range(0, len(sorted_) - size + 1, size)]
    chance.shuffle(batches)
    return batches


def spread(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Glorot's uniform start."""
    area = int(np.prod(shape[:-2]))
    limit = (6 / (area * shape[-2] + area * shape[-1])) ** 0.5
    return chance.uniform(-limit, limit, shape).astype(np.float32)
