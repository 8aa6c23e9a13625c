"""The network of the feeling in words, and how it becomes one int8 file that carries its own vocabulary.

Readers that err differently, added up: a table with a row for every piece of a sentence, whose rows are summed,
stacks of convolutions over one, two and three words in a row, and attention. Then the labels see each other. Valence,
arousal and irony have columns in the table and see the labels' scores.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.perception.words.features import PIECES_MOST, WORDS_MOST
from companion.perception.words.feeling import IRONY_SIZE, LABELS
from tools.train.words_attended import read
from tools.train.words_convolved import MEAN_WEIGHT
from tools.train.words_fitting import BESIDE_SQUASH

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]

AFFECTS = 3
"""Valence, arousal, irony: the last columns of the table, in this order."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Convolutions: `words` (words + 1, d), `kernels` per width (width, d, c), `biases` (c,), `last` (2 c a width, 28).

    Row 0 of `words` is nothing.
    """

    words: Floats
    kernels: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    last: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything the network is made of.

    `table` (pieces + 1, 28 + 3); its row 0 is nothing. Each of `attended` as in `words_attended.Attended`. `offset`
    (28,) is added to the sum of all readers; `beside` (56, 28) and `beside_offset` (28,) lead from what the labels see
    of each other to them; `affect` (28, 3) leads from the scores to valence, arousal and irony, and `affect_offset`
    (3,) is added there. The table's last columns are to be multiplied with `affect_sizes` (3,): in the table they are
    as large as the others, because int8 has one step for all of it.
    """

    table: Floats
    stacks: tuple[Stack, ...]
    attended: tuple[Mapping[str, Floats], ...]
    offset: Floats
    beside: Floats
    beside_offset: Floats
    affect: Floats
    affect_offset: Floats
    affect_sizes: Floats


def scores(weights: Weights, numbers: Any) -> tuple[Any, Any]:
    """Logits (n, 28) and affect (n, 3) of numbers (n, WORDS_MOST + PIECES_MOST), as a graph of TensorFlow."""
    row, bag = numbers[:, :WORDS_MOST], numbers[:, WORDS_MOST:]
    pieces = tf.reduce_sum(tf.gather(tf.constant(weights.table), bag), axis=1)
    known = tf.gather(
        tf.constant(np.r_[0.0, np.ones(len(weights.stacks[0].words) - 1)][:, None].astype(np.float32)), row
    )
    flown = [_flown(stack, row, known) for stack in weights.stacks]
    looked = [read({name: tf.constant(value) for name, value in one.items()}, row, known) for one in weights.attended]
    alone = tf.add_n([pieces[:, : len(LABELS)], *flown, *looked]) + tf.constant(weights.offset)
    others = tf.concat([tf.sigmoid(alone), tf.tanh(alone / BESIDE_SQUASH)], axis=1)
    logits = alone + tf.matmul(others, tf.constant(weights.beside)) + tf.constant(weights.beside_offset)
    across = tf.matmul(tf.sigmoid(logits), tf.constant(weights.affect))
    affect = pieces[:, len(LABELS) :] * tf.constant(weights.affect_sizes) + across + tf.constant(weights.affect_offset)
    affect = affect * tf.constant([1.0, 1.0, 1 / IRONY_SIZE])
    return logits, affect


def _flown(stack: Stack, row: Any, known: Any) -> Any:
    said = tf.gather(tf.constant(stack.words), row)
    parts = []
    for kernel, bias in zip(stack.kernels, stack.biases, strict=True):
        flow = tf.nn.relu(tf.nn.conv1d(said, kernel, 1, "SAME") + bias) * known
        parts += [tf.reduce_max(flow, axis=1), tf.reduce_sum(flow, axis=1) * MEAN_WEIGHT]
    return tf.matmul(tf.concat(parts, axis=1), tf.constant(stack.last))


def export(weights: Weights, samples: Numbers, attached: Mapping[str, bytes], path: Path) -> None:
    """Write the full-int8 model; `samples` (n, numbers) show the ranges, `attached` files come to lie in it."""

    @tf.function(input_signature=[tf.TensorSpec((1, WORDS_MOST + PIECES_MOST), tf.int32, name="numbers")])  # type: ignore[untyped-decorator]
    def serve(numbers: Any) -> Any:
        logits, affect = scores(weights, numbers)
        return {"a_logits": logits, "b_affect": affect}

    def shown() -> Iterator[list[Numbers]]:
        for sample in samples:
            yield [sample[None].astype(np.int32)]

    converter = tf.lite.TFLiteConverter.from_concrete_functions([serve.get_concrete_function()])
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = shown
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_output_type = tf.int8
    path.write_bytes(with_files(converter.convert(), attached))


def with_files(model: bytes, attached: Mapping[str, bytes]) -> bytes:
    """The model with a zip archive behind it, which TFLite does not look at. The same input gives the same bytes."""
    packed = io.BytesIO()
    packed.write(model)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(attached.items()):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
