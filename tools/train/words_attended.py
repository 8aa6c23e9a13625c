"""Attention: the third kind of reader of the feeling in words, good where others are weak.

Each word sees its neighbours (a convolution over three), then every other word of the sentence (attention of several
heads, Vaswani et al. 2017), then its neighbours again; each label then looks at the words that tell most of it
(attention per label, Mullenbach et al. 2018). Between the layers numbers are brought to like size (Ba et al. 2016).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from math import cos, pi
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from tools.train.words_convolved import AVERAGE_OVER_STEPS, WORDS_LEFT_OUT, batches, spread

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]

BATCH = 128
WIDTH, HEADS = 96, 4
REACH = 3
"""Words beside each other that a convolution sees."""

PEAK_RATE = 2e-3
WORDS_RATE = 20.0
"""Adagrad's rate for the word vectors, times that of all else."""

WEIGHT_DECAY = 0.05
NUMBERS_LEFT_OUT, LAYERS_LEFT_OUT, LAST_LEFT_OUT = 0.25, 0.2, 0.5
STEEPEST = 5.0
START_GAIN = 3.0
"""Word vectors begin small; what they become is of the size of 1."""

LAST_GAIN = 0.1
"""What leads to the labels begins near nothing."""

LEAST_SPREAD = 0.1
"""Added to the variance that a layer's input is divided by, so that int8 has a narrow range of factors to hold."""

NOT_THERE = 12.0
"""Taken from the attention for places behind the last word. No more, or int8 would have coarse steps for the others."""


_TO_LABELS = ("looks", "says", "strongest", "offset")


@dataclass(frozen=True, slots=True)
class Attended:
    """What was learnt. `words` (words + 1, d), row 0 is nothing; w is `WIDTH`.

    `sizes` and `shifts` (3, w) of the three layers' inputs. `into` (d, w), `near` (3, w, w) and `near_bias` (w,), the
    heads' `asked`, `shown`, `given` (w, w), `after` (3, w, w) and `after_bias` (w,); per label `looks` and `says`
    (w, 28), `strongest` (w, 28) for what is largest, `offset` (28,).
    """

    words: Floats
    sizes: Floats
    shifts: Floats
    into: Floats
    near: Floats
    near_bias: Floats
    asked: Floats
    shown: Floats
    given: Floats
    after: Floats
    after_bias: Floats
    looks: Floats
    says: Floats
    strongest: Floats
    offset: Floats

    def save(self, path: Path) -> None:
        """Keep it as numpy's archive."""
        np.savez(path, **self.named)

    @classmethod
    def load(cls, path: Path) -> "Attended":
        """What `save` kept."""
        kept = np.load(path)
        return cls(*(kept[field.name] for field in fields(cls)))

    @property
    def named(self) -> dict[str, Floats]:
        """Every array by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def scores(self, rows: Numbers) -> Floats:
        """Logits (n, 28) of word numbers (n, WORDS_MOST)."""
        weights = {name: tf.constant(value) for name, value in self.named.items()}
        parts = np.array_split(rows, max(1, len(rows) // 500))
        return np.concatenate([read(weights, tf.constant(part), _known(part)).numpy() for part in parts])


def read(weights: Mapping[str, Any], rows: Any, known: Any, leaving_out: bool = False) -> Any:
    """Logits (n, 28) of word numbers (n, places), as a graph of TensorFlow; `known` (n, places, 1) is 0 for nothing."""
    some, last = (LAYERS_LEFT_OUT, LAST_LEFT_OUT) if leaving_out else (0.0, 0.0)
    absent = (known[:, None, :, 0] - 1.0) * NOT_THERE
    said = tf.nn.dropout(tf.gather(weights["words"], rows) * known, NUMBERS_LEFT_OUT if leaving_out else 0.0)
    flow = tf.matmul(said, weights["into"])
    beside = tf.nn.conv1d(_evened(weights, 0, flow) * known, weights["near"], 1, "SAME")
    flow += tf.nn.dropout(tf.nn.relu(beside + weights["near_bias"]), some) * known
    even = _evened(weights, 1, flow) * known
    asked, shown, given = (_headed(tf.matmul(even, weights[name])) for name in ("asked", "shown", "given"))
    looking = tf.nn.softmax(
        tf.matmul(asked, shown, transpose_b=True) * (HEADS / WIDTH) ** 0.5 + absent[:, None], axis=-1
    )
    met = tf.transpose(tf.matmul(tf.nn.dropout(looking, some / 2), given), (0, 2, 1, 3))
    met = tf.reshape(met, (-1, rows.shape[1] or tf.shape(rows)[1], WIDTH))
    flow += tf.nn.dropout(met, some) * known
    beside = tf.nn.conv1d(_evened(weights, 2, flow) * known, weights["after"], 1, "SAME")
    flow += tf.nn.dropout(tf.nn.relu(beside + weights["after_bias"]), some) * known
    seen = tf.nn.dropout(flow, last * 0.6)
    looked = tf.transpose(tf.matmul(seen, weights["looks"]), (0, 2, 1)) + absent
    told = tf.transpose(tf.matmul(seen, weights["says"]), (0, 2, 1))
    largest = tf.reduce_max(flow, axis=1)
    return (
        tf.reduce_sum(tf.nn.softmax(looked, axis=-1) * told, axis=2)
        + tf.matmul(tf.nn.dropout(largest, last), weights["strongest"])
        + weights["offset"]
    )


def _known(rows: Any) -> Any:
    return tf.cast(rows > 0, tf.float32)[:, :, None]


def _evened(weights: Mapping[str, Any], layer: int, values: Any) -> Any:
    """Each word's numbers (n, places, w) around 0 and of the size of 1, then of the layer's own size."""
    centred = values - tf.reduce_mean(values, axis=-1, keepdims=True)
    factor = tf.math.rsqrt(tf.reduce_mean(centred * centred, axis=-1, keepdims=True) + LEAST_SPREAD)
    return centred * factor * weights["sizes"][layer] + weights["shifts"][layer]


def _headed(values: Any) -> Any:
    """(n, places, w) as (n, heads, places, w / heads)."""
    parts = tf.reshape(values, (-1, values.shape[1] or tf.shape(values)[1], HEADS, WIDTH // HEADS))
    return tf.transpose(parts, (0, 2, 1, 3))


def learn(
    rows: Numbers,
    targets: Floats,
    start: Floats,
    *,
    epochs: int,
    seed: int,
    say: Callable[[str], None],
    counted: Floats | None = None,
    begun: Attended | None = None,
) -> Attended:
    """`rows` (n, WORDS_MOST) of word numbers with 0 behind the last word; `targets` 0..1 (n, labels).

    What is not `counted` 0..1 (n, labels) of the targets is not learnt. With `begun` all goes on from what was learnt
    there, but what leads to the labels; else words begin as `start` (words + 1, d).
    """
    tf.keras.utils.set_random_seed(seed)
    chance = np.random.default_rng(seed)
    weighed = np.ones_like(targets) if counted is None else counted
    means = (targets * weighed).sum(axis=0) / weighed.sum(axis=0)
    depth, labels = start.shape[1], targets.shape[1]
    square, beside = (WIDTH, WIDTH), (REACH, WIDTH, WIDTH)
    shapes = {
        "into": (depth, WIDTH),
        "near": beside,
        "asked": square,
        "shown": square,
        "given": square,
        "after": beside,
    }
    first = {name: spread(chance, shape) for name, shape in shapes.items()}
    first |= {name: LAST_GAIN * spread(chance, (WIDTH, labels)) for name in ("looks", "says", "strongest")}
    first["into"] *= START_GAIN
    first |= {name: np.zeros(WIDTH, np.float32) for name in ("near_bias", "after_bias")}
    first |= {"sizes": np.ones((3, WIDTH), np.float32), "shifts": np.zeros((3, WIDTH), np.float32)}
    first |= {"words": start, "offset": np.log(means / (1 - means)).astype(np.float32)}
    if begun is not None:
        first |= {name: value for name, value in begun.named.items() if name not in _TO_LABELS}
    weights = {field.name: tf.Variable(first[field.name]) for field in fields(Attended)}
    words, *rest = weights.values()
    rate = tf.Variable(PEAK_RATE)
    adam = tf.keras.optimizers.AdamW(PEAK_RATE, weight_decay=WEIGHT_DECAY)
    adam.build(rest)
    adagrad = tf.compat.v1.train.AdagradOptimizer(lambda: rate * WORDS_RATE, initial_accumulator_value=0.01)

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    def step(some: Any, wanted: Any, counts: Any) -> Any:
        with tf.GradientTape() as tape:
            out = read(weights, some, _known(some), leaving_out=True)
            wrong = tf.nn.sigmoid_cross_entropy_with_logits(wanted, out) * counts
            loss = tf.reduce_mean(tf.reduce_sum(wrong, axis=1))
        gradients = tape.gradient(loss, [words, *rest])
        even, _ = tf.clip_by_global_norm(gradients[1:], STEEPEST)
        adagrad.apply_gradients([(gradients[0], words)])
        adam.apply_gradients(zip(even, rest, strict=True))
        return loss

    averaged = [value.numpy() for value in (words, *rest)]
    lengths = (rows > 0).cumsum(axis=1).argmax(axis=1) + 1
    steps, done = epochs * (len(rows) // BATCH), 0
    over = AVERAGE_OVER_STEPS / 2
    for epoch in range(epochs):
        losses: list[float] = []
        for some in batches(lengths, chance, BATCH):
            now = PEAK_RATE * min(1, (done + 1) / 200) * (0.5 + 0.5 * cos(pi * min(1, done / steps)))
            rate.assign(now)
            adam.learning_rate.assign(now)
            seen = rows[some, : max(4, -4 * (-int(lengths[some].max()) // 4))]
            seen = np.where(chance.random(seen.shape) < WORDS_LEFT_OUT, 0, seen)
            losses.append(float(step(tf.constant(seen), tf.constant(targets[some]), tf.constant(weighed[some]))))
            done += 1
            if done % 10 == 0:
                keep = min(1 - 10 / over, done / (done + 100))
                for mean, value in zip(averaged, (words, *rest), strict=True):
                    mean += (1 - keep) * (value.numpy() - mean)
        say(f"attention, pass {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}")
    averaged[0][0] = 0
    return Attended(*averaged)
