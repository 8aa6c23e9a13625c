"""Trains the feeling in words and writes models/words_feeling.tflite and its cards.

    python -m tools.train.words --work .cache/words                    # everything
    python -m tools.train.words --work .cache/words --epochs 3 6       # fewer passes for table and convolutions

What is learnt is kept in the folder `--work` and not learnt again; remove a file of it to learn that part anew.

Two readers learn GoEmotions' train part: a table of pieces and convolutions. Their shares, the
thresholds and the certainty are fitted on its dev part. Valence, arousal and irony are learnt beside, from EmoBank and
iSarcasmEval. No test part is touched.
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.words.features import keys_of
from companion.perception.words.feeling import IRONY_SIZE, NAME, belief_beside
from companion.perception.words.tokens import tokens
from companion.runtime import Runtime
from tools.evaluate.words import macro_f1
from tools.train import words_convolved, words_corpus, words_data, words_linear, words_vectors
from tools.train.words_card import Training, write_machine_card
from tools.train.words_convolved import Convolved
from tools.train.words_corpus import Corpus, Seen, joined, seen
from tools.train.words_fitting import best_line, fit_line, fit_shares, fit_thresholds
from tools.train.words_linear import Bags, Opinions
from tools.train.words_network import SQUASH, Stack, Weights, export, scores

SEED = 11
IRONY_PARTS = 3
HALVINGS = 4
TABLES = 1
TABLE_RATE = 0.05
DEPTHS = (64, 48, 32)
"""Numbers of a word's vector in each stack of convolutions."""


AFFECT_EPOCHS = 6
AFFECT_RATE = 0.1
AFFECT_DOUBT = 3.0
MOST_BYTES = 4_750_000
BYTES_A_PIECE = 28 + 3 + 4
"""A row of the table and a number of the vocabulary."""

VADER_SIZE = 0.7
"""A word alone is rated more strongly than a sentence of EmoBank that holds it."""

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of the labels, their shares (readers, 28), the tables first, and the offset (28,) of their sum."""

    tables: tuple[Floats, ...]
    stacks: tuple[Convolved, ...]
    shares: Doubles
    offset: Doubles

    def logits(self, data: Seen) -> Doubles:
        """Honest log-odds of each label (n, 28), in float."""
        all_ = readings(self.tables, self.stacks, data)
        return np.asarray((all_ * self.shares[:, None]).sum(axis=0) + self.offset)


def readings(tables: Sequence[Floats], stacks: Sequence[Convolved], data: Seen) -> Doubles:
    """What each reader says of each text, (readers, n, 28)."""
    bags = Bags.of(data.bags)
    return np.asarray(
        [*(bags.summed(table) for table in tables), *(stack.scores(data.words) for stack in stacks)], np.float64
    )


def learn_tables(corpus: Corpus, epochs: int, work: Path) -> tuple[Floats, ...]:
    """Tables that each begin with how often a piece is met beside each label, and see the texts in another order."""
    bags, targets = Bags.of(corpus.train.bags), corpus.train.targets
    for place in range(TABLES):
        kept = work / f"table{place}.npy"
        if not kept.exists():
            table, _, _ = words_linear.learn(
                bags,
                targets,
                corpus.pieces,
                loss="log",
                epochs=epochs,
                rate=TABLE_RATE,
                seed=SEED + place,
                opinions=Opinions.of(bags, targets, corpus.pieces),
            )
            np.save(kept, table)
            say(f"table {place + 1} of {TABLES} is learnt")
    return tuple(np.load(work / f"table{place}.npy") for place in range(TABLES))


def learn_stacks(corpus: Corpus, epochs: int, work: Path) -> tuple[Convolved, ...]:
    """Convolutions whose words begin with what text without labels shows of them; the first with GloVe's, too."""
    glove = {int(keys_of([word])[0]): vector for word, vector in words_data.glove().items()}
    for place, depth in enumerate(DEPTHS):
        kept = work / f"convolved{place}.npz"
        if not kept.exists():
            known = corpus.vocabulary.words
            starts = [learn_vectors(known, work)] if place else [glove, learn_vectors(known, work)]
            words_convolved.learn(
                corpus.train.words,
                corpus.train.targets,
                words_vectors.start_of(known, starts, depth, SEED + place),
                epochs=epochs,
                seed=SEED + place,
                say=say,
            ).save(kept)
    return tuple(Convolved.load(work / f"convolved{place}.npz") for place in range(len(DEPTHS)))


def learn_vectors(words: NDArray[np.uint32], work: Path) -> dict[int, Floats]:
    """Word vectors from text without labels, and from the texts that are learnt from anyway."""
    kept = work / "vectors.npz"
    if not kept.exists():
        texts = [*words_data.goemotions("train").texts, *words_data.unlabelled()]
        found = words_vectors.vectors_of((tokens(text) for text in texts), words, max(DEPTHS), words_vectors.SEED)
        np.savez(kept, keys=np.array(list(found)), vectors=np.stack(list(found.values())))
        say(f"vectors of {len(found):,} words are learnt from {len(texts):,} texts")
    known = np.load(kept)
    return dict(zip(known["keys"].tolist(), known["vectors"], strict=True))


def fit_readers(corpus: Corpus, tables: tuple[Floats, ...], stacks: tuple[Convolved, ...]) -> Readers:
    """Their shares by dev, and what they are worth there alone and together."""
    each, truth = readings(tables, stacks, corpus.dev), corpus.dev.targets > 0
    shares, offset = fit_shares(each, truth)
    together = (each * shares[:, None]).sum(axis=0) + offset
    names = [f"table {one + 1}" for one in range(len(tables))]
    names += [*(f"convolutions {one + 1}" for one in range(len(stacks))), "all"]
    for name, logits in zip(names, (*each, together), strict=True):
        alone, own = fit_shares(logits[None], truth)
        honest = logits * alone[0] + own
        precision = mean_precision(honest, truth)
        say(f"{name:<15}on dev: macro-F1 {tuned_f1(honest, truth):.4f}, mean average precision {precision:.4f}")
    return Readers(tables, stacks, shares, offset)


def mean_precision(logits: Doubles, truth: NDArray[np.bool_]) -> float:
    """Mean over the labels of the average precision: how good the order is, whatever the threshold."""
    found = []
    for label in range(truth.shape[1]):
        right = truth[np.argsort(-logits[:, label], kind="stable"), label]
        found.append(float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean()))
    return float(np.mean(found))


def strongest(table: Floats, words: int) -> NDArray[np.bool_]:
    """Which pieces may stay so that the file stays small: all words, and those that can say most."""
    strength = np.abs(table).max(axis=1)
    strength[: 1 + words] = np.inf
    rest = (MOST_BYTES - words * (BYTES_A_PIECE + sum(DEPTHS))) // BYTES_A_PIECE
    if rest >= len(table) - 1 - words:
        return np.ones(len(table), np.bool_)
    return np.asarray(strength >= np.sort(strength[1 + words :])[::-1][rest], np.bool_)


def tuned_f1(logits: Doubles, truth: NDArray[np.bool_]) -> float:
    """Macro-F1 where each half has the thresholds of the other half; the mean of several halvings."""
    chances = 1 / (1 + np.exp(-logits))
    found = []
    for seed in range(HALVINGS):
        half = np.random.default_rng(seed).random(len(truth)) < 0.5
        said = np.zeros_like(truth)
        said[half] = chances[half] > fit_thresholds(chances[~half], truth[~half])
        said[~half] = chances[~half] > fit_thresholds(chances[half], truth[half])
        found.append(macro_f1(truth, said))
    return float(np.mean(found))


@dataclass(frozen=True, slots=True)
class Affect:
    """Columns of the table for valence, arousal and irony (pieces, 3), what leads there from the labels, offsets."""

    table: Floats
    across: Floats
    offset: Floats
    irony_from: float


def learn_affect(corpus: Corpus, readers: Readers) -> Affect:
    """Valence from EmoBank and VADER's words, arousal from EmoBank, irony from iSarcasmEval; the labels help."""

    def read(texts: words_data.Texts, column: int, size: float = 1.0) -> Seen:
        return seen(corpus.vocabulary, [tokens(text) for text in texts.texts], texts.targets[:, [column]] * size)

    felt = words_data.emobank("train")
    valence, arousal = joined(read(felt, 0), read(words_data.vader(), 0, VADER_SIZE)), read(felt, 1)
    ironic = read(words_data.irony("train"), 0)
    parts = [
        _affect_column(corpus, readers, valence, "squares"),
        _affect_column(corpus, readers, arousal, "squares"),
        _affect_column(corpus, readers, ironic, "log"),
    ]
    chance = np.zeros(len(ironic.targets))
    fold = np.random.default_rng(SEED).integers(0, IRONY_PARTS, len(chance))
    for one in range(IRONY_PARTS):
        kept, left = ironic.rows(fold != one), ironic.rows(fold == one)
        column = _affect_column(corpus, readers, kept, "log")
        chance[fold == one] = 1 / (1 + np.exp(-_affect_of(column, readers, left)[:, 0]))
    truth = ironic.targets[:, 0] > 0
    line = best_line(chance, truth)
    f1 = macro_f1(truth[:, None], chance[:, None] > line)
    say(f"irony on tweets left out of the learning: F1 {f1:.3f} from {line:.3f} on")
    told = _affect_of(parts[0], readers, read(words_data.emobank("dev"), 0))[:, 0]
    stirred = _affect_of(parts[1], readers, read(words_data.emobank("dev"), 1))[:, 0]
    wanted = words_data.emobank("dev").targets
    say(
        f"correlation on dev: valence {np.corrcoef(told, wanted[:, 0])[0, 1]:.3f}, "
        f"arousal {np.corrcoef(stirred, wanted[:, 1])[0, 1]:.3f}"
    )
    table, across, offset = (np.concatenate(group, axis=-1) for group in zip(*parts, strict=True))
    return Affect(table, across, offset, line)


def _affect_column(
    corpus: Corpus, readers: Readers, data: Seen, loss: words_linear.Loss
) -> tuple[Floats, Floats, Floats]:
    """Letters count for nothing here: a name nobody knows must not be pleasant for its spelling."""
    bags = Bags.of(np.where(corpus.letters[data.bags], 0, data.bags))
    if loss == "log":
        opinions = Opinions.of(bags, data.targets, corpus.pieces, AFFECT_DOUBT)
    else:
        opinions = Opinions.of_numbers(bags, data.targets, corpus.pieces, AFFECT_DOUBT)
    table, offset, across = words_linear.learn(
        bags,
        data.targets,
        corpus.pieces,
        loss=loss,
        epochs=AFFECT_EPOCHS,
        rate=AFFECT_RATE,
        left_out=0.4,
        seed=SEED,
        beside=_squashed(readers.logits(data)),
        opinions=opinions,
    )
    table[corpus.letters] = 0
    return table, across, offset


def _affect_of(column: tuple[Floats, Floats, Floats], readers: Readers, data: Seen) -> Floats:
    table, across, offset = column
    return np.asarray(Bags.of(data.bags).summed(table) + _squashed(readers.logits(data)) @ across + offset, np.float32)


def _squashed(logits: Doubles) -> Floats:
    return np.asarray(np.tanh(logits / SQUASH), np.float32)


def assemble(readers: Readers, affect: Affect) -> Weights:
    """Both readers and the columns of affect as one network."""
    shares, count = readers.shares.astype(np.float32), len(readers.tables)
    said = np.sum([table * share for table, share in zip(readers.tables, shares, strict=False)], axis=0)
    sizes = np.abs(affect.table).max(axis=0) / np.abs(said).max()
    table = np.hstack([said, affect.table / sizes]).astype(np.float32)
    table[0] = 0
    weighed = tuple(zip(readers.stacks, shares[count:], strict=True))
    return Weights(
        table=table,
        stacks=tuple(Stack(one.words, one.kernels, one.biases, one.last * share) for one, share in weighed),
        offset=(readers.offset + sum(share * one.offset for one, share in weighed)).astype(np.float32),
        affect=affect.across,
        affect_offset=affect.offset,
        affect_sizes=sizes.astype(np.float32),
    )


def finish(corpus: Corpus, weights: Weights, irony_from: float, models: Path) -> tuple[float, float]:
    """Writes the int8 model with thresholds and certainty by what int8 itself says of dev.

    Returns macro-F1 on dev in float and in int8, thresholds chosen on the other half.
    """
    truth = corpus.dev.targets > 0
    samples = np.random.default_rng(SEED).choice(len(corpus.train.words), 400, replace=False)
    files = {"words.u32": corpus.vocabulary.words.astype("<u4").tobytes()}
    files["pieces.u32"] = corpus.vocabulary.pieces.astype("<u4").tobytes()
    numbers = {"thresholds": np.full(28, 0.5), "sure": np.array([1.0, 0.0, irony_from])}
    for _ in range(2):  # first to hear what int8 says, then with what follows from it
        attached = files | {f"{name}.f32": values.astype("<f4").tobytes() for name, values in numbers.items()}
        export(weights, corpus.train.numbers[samples], attached, models / f"{NAME}.tflite")
        write_machine_card(models)
        model = Runtime(folder=models).load(NAME)
        answers = [model.infer(row[None]) for row in corpus.dev.numbers]
        in_int8 = np.concatenate([answer[0] for answer in answers]).astype(np.float64)
        irony = [1 / (1 + np.exp(-IRONY_SIZE * float(answer[1][0, 2]))) for answer in answers]
        belief = np.array([belief_beside(one, irony_from) for one in irony])
        best = in_int8.max(axis=1)
        right = truth[np.arange(len(truth)), in_int8.argmax(axis=1)]
        numbers["thresholds"] = fit_thresholds(1 / (1 + np.exp(-in_int8)), truth)
        numbers["sure"] = np.array([*fit_line(best, belief, right), irony_from])
    in_float = scores(weights, tf.constant(corpus.dev.numbers))[0].numpy().astype(np.float64)
    told = tuned_f1(in_float, truth), tuned_f1(in_int8, truth)
    say(f"dev, each half with the other's thresholds: float {told[0]:.4f}, int8 {told[1]:.4f}")
    return told


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the feeling in words and write models/words_feeling.*")
    parser.add_argument("--epochs", type=int, nargs=2, default=(6, 20), metavar="N", help="of table and convolutions")
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    parser.add_argument(
        "--work", type=Path, required=True, metavar="FOLDER", help="keeps what is learnt, so that it can go on later"
    )
    wanted = parser.parse_args()
    for folder in (wanted.models, wanted.work):
        folder.mkdir(parents=True, exist_ok=True)
    if not words_data.GOEMOTIONS.exists():
        say("GoEmotions is not there: goemotions/ is looked for in ../shared/data")
        return 1
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    if not (kept := wanted.work / "corpus.npz").exists():
        words_corpus.save(words_corpus.gather(SEED), kept)
    corpus = words_corpus.load(kept)
    say(f"{corpus.texts:,} texts to learn from, {corpus.dropped} left out; {corpus.pieces - 1:,} pieces known")
    tables = learn_tables(corpus, wanted.epochs[0], wanted.work)
    staying = strongest(sum(tables[1:], tables[0]), len(corpus.vocabulary.words))
    corpus, tables = corpus.fewer(staying), tuple(table[staying] for table in tables)
    readers = fit_readers(corpus, tables, learn_stacks(corpus, wanted.epochs[1], wanted.work))
    affect = learn_affect(corpus, readers)
    say("valence, arousal and irony are learnt")
    in_float, in_int8 = finish(corpus, assemble(readers, affect), affect.irony_from, wanted.models)
    training = Training(
        texts=corpus.texts,
        dropped=corpus.dropped,
        known_words=len(corpus.vocabulary.words),
        known_pieces=len(corpus.vocabulary.pieces),
        table_epochs=wanted.epochs[0],
        convolution_epochs=wanted.epochs[1],
        dev_float=in_float,
        dev_int8=in_int8,
        irony_from=affect.irony_from,
        size_bytes=(wanted.models / f"{NAME}.tflite").stat().st_size,
    )
    write_machine_card(wanted.models, training)
    say("the cards are written by: python -m tools.train.words_card")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
