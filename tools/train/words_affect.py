"""Valence, arousal and irony: columns of the table beside the labels, learnt from other texts; the labels help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import keys_of, pieces_of
from companion.perception.words.people import TRAIT
from companion.perception.words.tokens import tokens
from tools.evaluate.words import f1_of
from tools.train import words_data, words_linear
from tools.train.words_corpus import Corpus, Seen, joined, seen
from tools.train.words_fitting import calibrated, line_for_precision
from tools.train.words_linear import Bags, Opinions
from tools.train.words_readers import SEED
from tools.train.words_together import Readers, chances

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]

IRONY_PARTS = 3
EPOCHS = 6
RATE = 0.1
DOUBT = 3.0
LEFT_OUT = 0.4
VADER_SIZE = 0.7
"""A word alone is rated more strongly than a sentence of EmoBank that holds it."""


@dataclass(frozen=True, slots=True)
class Affect:
    """Columns of the table for valence, arousal and irony (pieces, 3), what leads there from the labels, offsets."""

    table: Floats
    across: Floats
    offset: Floats
    irony_from: float


@dataclass(frozen=True, slots=True)
class _Column:
    """One of them: `table` (pieces, 1), `across` (28, 1), `offset` (1,)."""

    table: Floats
    across: Floats
    offset: Floats

    def of(self, readers: Readers, data: Seen) -> Doubles:
        summed = Bags.of(data.bags).summed(self.table) + _told(readers, data) @ self.across + self.offset
        return np.asarray(summed[:, 0], np.float64)

    def times(self, slope: float, offset: float) -> "_Column":
        size, added = np.float32(slope), np.float32(offset)
        return _Column(self.table * size, self.across * size, self.offset * size + added)


def learn_affect(corpus: Corpus, readers: Readers, say: Callable[[str], None]) -> Affect:
    """Valence from EmoBank and VADER's words, arousal from EmoBank, irony from iSarcasmEval."""

    felt, judged, tweets = words_data.emobank("train"), words_data.emobank("dev"), words_data.irony("train")
    silent = corpus.letters | _of_traits(corpus, [*felt.texts, *words_data.vader().texts, *tweets.texts])

    def read(texts: words_data.Texts, column: int, size: float = 1.0) -> Seen:
        return seen(corpus.vocabulary, [tokens(text) for text in texts.texts], texts.targets[:, [column]] * size)

    valence = _column(silent, readers, joined(read(felt, 0), read(words_data.vader(), 0, VADER_SIZE)), "squares")
    arousal = _column(silent, readers, read(felt, 1), "squares")
    irony, irony_from = _irony(silent, readers, read(tweets, 0), say)
    for place, (name, column) in enumerate((("valence", valence), ("arousal", arousal))):
        told = np.corrcoef(column.of(readers, read(judged, place)), judged.targets[:, place])[0, 1]
        say(f"correlation of {name} on EmoBank's dev part: {told:.3f}")
    columns = (valence, arousal, irony)
    return Affect(
        np.concatenate([one.table for one in columns], axis=1),
        np.concatenate([one.across for one in columns], axis=1),
        np.concatenate([one.offset for one in columns]),
        irony_from,
    )


def _irony(silent: Bools, readers: Readers, tweets: Seen, say: Callable[[str], None]) -> tuple[_Column, float]:
    """The column with honest log-odds, and the chance from which a sentence looks ironic.

    Both by tweets that were left out of the learning. The line is drawn for precision: a doubt that is right no more
    often than chance would be no doubt but noise.
    """
    told = np.zeros(len(tweets.targets))
    part = np.random.default_rng(SEED).integers(0, IRONY_PARTS, len(told))
    for one in range(IRONY_PARTS):
        told[part == one] = _column(silent, readers, tweets.rows(part != one), "log").of(
            readers, tweets.rows(part == one)
        )
    truth = tweets.targets[:, 0] > 0
    slope, offset = calibrated(told, truth)
    chance = chances(slope * told + offset)
    line = line_for_precision(chance, truth)
    precision, recall, f1 = f1_of(truth, chance > line)
    say(
        f"irony on tweets left out of the learning, {truth.mean():.3f} of them ironic: slope {slope:.2f}, "
        f"from {line:.3f} on precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    )
    return _column(silent, readers, tweets, "log").times(slope, offset), line


def _of_traits(corpus: Corpus, texts: Sequence[str]) -> Bools:
    """Which pieces (pieces,) hold the word for who somebody is: nobody is pleasant or not for that."""
    held = {piece for text in texts for piece in pieces_of(tokens(text)) if TRAIT in piece.split()}
    known = corpus.vocabulary
    return np.concatenate(
        [[False], np.isin(known.words, keys_of([TRAIT])), np.isin(known.pieces, keys_of(sorted(held)))]
    )


def _column(silent: Bools, readers: Readers, data: Seen, loss: words_linear.Loss) -> _Column:
    """Letters are among the `silent` pieces: a name nobody knows must not be pleasant for its spelling."""
    bags = Bags.of(np.where(silent[data.bags], 0, data.bags))
    counted = Opinions.of if loss == "log" else Opinions.of_numbers
    table, offset, across = words_linear.learn(
        bags,
        data.targets,
        len(silent),
        loss=loss,
        epochs=EPOCHS,
        rate=RATE,
        left_out=LEFT_OUT,
        seed=SEED,
        beside=_told(readers, data),
        opinions=counted(bags, data.targets, len(silent), DOUBT),
    )
    table[silent] = 0
    return _Column(table, across, offset)


def _told(readers: Readers, data: Seen) -> Floats:
    """Probabilities: log-odds would let what is hardly thought of at all make a plain sentence pleasant or not."""
    return np.asarray(chances(readers.logits(data)), np.float32)
