"""From what was learnt to a file: one network in int8, its thresholds, an honest certainty; and how good it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.perception.words.feeling import IRONY_SIZE, NAME, belief_beside
from companion.runtime import Runtime
from tools.train.words_affect import Affect
from tools.train.words_attended import Attended
from tools.train.words_card import write_machine_card
from tools.train.words_convolved import Convolved
from tools.train.words_corpus import Corpus
from tools.train.words_fitting import fit_line
from tools.train.words_network import Stack, Weights, export, scores
from tools.train.words_readers import DEPTH, SEED
from tools.train.words_together import Readers, chances, f1_of

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Say = Callable[[str], None]

MOST_BYTES = 4_630_000
"""For the table, the word vectors and the vocabulary; some 300,000 more are the rest of the network."""

BYTES_A_PIECE = 28 + 3 + 4
"""A row of the table and a number of the vocabulary."""

ROWS_OF_WORDS = 2
"""Convolutions and attention have word vectors of their own."""

SAMPLES = 400


@dataclass(frozen=True, slots=True)
class Judged:
    """Macro-F1 on dev, thresholds from the train part; how much of dev looks ironic, and what that takes of certainty.

    `sure`: slope and offset of an honest certainty.
    """

    in_float: float
    in_int8: float
    looks_ironic: float
    mean_doubt: float
    sure: tuple[float, float]


def strongest(table: Floats, words: int) -> NDArray[np.bool_]:
    """Which pieces may stay so that the file stays small: all words, and those that can say most."""
    strength = np.abs(table).max(axis=1)
    strength[: 1 + words] = np.inf
    rest = (MOST_BYTES - words * (BYTES_A_PIECE + ROWS_OF_WORDS * DEPTH)) // BYTES_A_PIECE
    if rest >= len(table) - 1 - words:
        return np.ones(len(table), np.bool_)
    return np.asarray(strength >= np.sort(strength[1 + words :])[::-1][rest], np.bool_)


def assemble(readers: Readers, affect: Affect) -> Weights:
    """All readers, each label's share in them, and the columns of affect as one network."""
    fitted, table = readers.fitted, np.zeros((1, 1), np.float32)
    stacks: list[Stack] = []
    attended: list[dict[str, Floats]] = []
    offset = fitted.offset.copy()
    for reader, own in zip(readers.each.values(), fitted.shares, strict=True):
        share = own.astype(np.float32)
        if isinstance(reader, Convolved):
            stacks.append(Stack(reader.words, reader.kernels, reader.biases, reader.last * share))
            offset += own * reader.offset
        elif isinstance(reader, Attended):
            weighed = {name: reader.named[name] * share for name in ("says", "strongest", "offset")}
            attended.append(reader.named | weighed)
        else:
            table = reader * share
    sizes = np.abs(affect.table).max(axis=0) / np.abs(table).max()
    table = np.hstack([table, affect.table / sizes]).astype(np.float32)
    table[0] = 0
    return Weights(
        table=table,
        stacks=tuple(stacks),
        attended=tuple(attended),
        offset=offset.astype(np.float32),
        beside=fitted.beside.astype(np.float32),
        beside_offset=fitted.beside_offset.astype(np.float32),
        affect=affect.across,
        affect_offset=affect.offset,
        affect_sizes=sizes.astype(np.float32),
    )


def write(
    corpus: Corpus, weights: Weights, thresholds: Doubles, sure: tuple[float, float], irony_from: float, models: Path
) -> None:
    """The int8 model with its vocabulary, thresholds and certainty, and a card with which it can be loaded."""
    numbers = {"thresholds": thresholds, "sure": np.array([*sure, irony_from])}
    files = {"words.u32": corpus.vocabulary.words.astype("<u4").tobytes()}
    files["pieces.u32"] = corpus.vocabulary.pieces.astype("<u4").tobytes()
    files |= {f"{name}.f32": values.astype("<f4").tobytes() for name, values in numbers.items()}
    samples = np.random.default_rng(SEED).choice(len(corpus.train.words), SAMPLES, replace=False)
    models.mkdir(parents=True, exist_ok=True)
    export(weights, corpus.train.numbers[samples], files, models / f"{NAME}.tflite")
    write_machine_card(models)


def judge(corpus: Corpus, weights: Weights, thresholds: Doubles, irony_from: float, folder: Path, say: Say) -> Judged:
    """What int8 says of dev, from which none of it was learnt, beside float; and a certainty that is honest there."""
    write(corpus, weights, thresholds, (1.0, 0.0), irony_from, folder)
    truth = corpus.dev.targets > 0
    model = Runtime(folder=folder).load(NAME)
    answers = [model.infer(row[None]) for row in corpus.dev.numbers]
    in_int8 = np.concatenate([answer[0] for answer in answers]).astype(np.float64)
    in_float = scores(weights, tf.constant(corpus.dev.numbers))[0].numpy().astype(np.float64)
    irony = chances(np.array([IRONY_SIZE * float(answer[1][0, 2]) for answer in answers]))
    belief = np.array([belief_beside(float(one), irony_from) for one in irony])
    best = in_int8.max(axis=1)
    right = truth[np.arange(len(truth)), in_int8.argmax(axis=1)]
    for name, doubt in (("with", belief), ("without", np.ones_like(belief))):
        line = fit_line(best, doubt, right)
        chance = np.clip(doubt * chances(line[0] * best + line[1]), 1e-6, 1 - 1e-6)
        loss = float(-np.where(right, np.log(chance), np.log(1 - chance)).mean())
        say(f"certainty on dev {name} the doubt of irony: log loss {loss:.4f}, mean doubt {1 - doubt.mean():.4f}")
    ironic = irony > irony_from
    say(
        f"{ironic.mean():.3f} of dev looks ironic; {right[ironic].mean():.3f} of it is read right, "
        f"of the rest {right[~ironic].mean():.3f}"
    )
    told = Judged(
        f1_of(in_float, truth, thresholds),
        f1_of(in_int8, truth, thresholds),
        float(ironic.mean()),
        float(1 - belief.mean()),
        fit_line(best, belief, right),
    )
    say(f"dev, cut to size, thresholds from the train part: float {told.in_float:.4f}, int8 {told.in_int8:.4f}")
    return told
