"""The readers of the labels: which there are, how each is learnt, and what it says of texts it did not learn from.

Three readers that err differently: a table of pieces, convolutions, attention. The attention learns other sets with
labels of their own first (`words_related`). Each is learnt five times. Once without each third of the train part: what
those three say of the third they never saw is what shares, thresholds and the labels' view of each other are fitted to
(`words_together`), eight times as many texts as the dev part has. Once from all of the train part: the dev part judges
that. And when everything is chosen once from both parts, to ship: more texts teach more than any reader added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import keys_of
from companion.perception.words.tokens import tokens
from tools.train import words_attended, words_convolved, words_data, words_linear, words_related, words_vectors
from tools.train.words_attended import Attended
from tools.train.words_convolved import Convolved
from tools.train.words_corpus import THIRDS, Corpus, Seen, joined
from tools.train.words_linear import Bags, Opinions

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Places = NDArray[np.int64]
Say = Callable[[str], None]
Reader = Floats | Convolved | Attended
"""A table of pieces (pieces, 28), or one that reads words in a row."""

NAMES = ("table", "convolved", "attended")
SEED, ATTENDED_SEED, RELATED_SEED = 11, 13, 21
TABLE_RATE = 0.05
DEPTH = 64
"""Numbers of a word's vector in each reader of words in a row."""


@dataclass(frozen=True, slots=True)
class Passes:
    """How often each kind of reader goes through all texts."""

    table: int = 6
    convolved: int = 20
    related: int = 3
    attended: int = 7


@dataclass(frozen=True, slots=True)
class School:
    """What readers are learnt with: word vectors to begin with by the words' keys, passes, and where each is kept."""

    glove: Mapping[int, Floats]
    unlabelled: Mapping[int, Floats]
    passes: Passes
    work: Path
    say: Say

    @classmethod
    def of(cls, corpus: Corpus, passes: Passes, work: Path, say: Say) -> "School":
        """Learns the word vectors first, unless they are kept in `work`."""
        glove = {int(keys_of([word])[0]): vector for word, vector in words_data.glove().items()}
        return cls(glove, learn_vectors(corpus.vocabulary.words, work, say), passes, work, say)

    def whole(self, name: str, corpus: Corpus, dev_too: bool) -> Reader:
        """The reader that learnt from all texts of the train part, or of that and the dev part."""
        kept = self.work / f"{name}{'_dev_too' if dev_too else ''}{'.npy' if name == 'table' else '.npz'}"
        if not kept.exists():
            lesson = joined(corpus.train, corpus.dev.rows(corpus.dev_decent)) if dev_too else corpus.train
            reader = self.learn(name, corpus, lesson)
            np.save(kept, reader) if isinstance(reader, np.ndarray) else reader.save(kept)
            self.say(f"{name} is learnt from {len(lesson.targets):,} texts")
        if name == "table":
            return np.asarray(np.load(kept))
        return Attended.load(kept) if name == "attended" else Convolved.load(kept)

    def strangers(self, name: str, corpus: Corpus, third: Places) -> Floats:
        """What readers of this kind say of each text as written that they did not learn from, (texts, 28)."""
        told = np.zeros((corpus.texts, corpus.train.targets.shape[1]), np.float32)
        for one in range(THIRDS):
            kept = self.work / f"{name}_without_{one}.npy"
            unseen = np.flatnonzero(third == one)
            if not kept.exists():
                reader = self.learn(name, corpus, corpus.train.rows((third != one)[corpus.origin]))
                np.save(kept, readings(reader, corpus.train.rows(unseen)))
                self.say(f"{name} is learnt without third {one + 1} of {THIRDS}")
            told[unseen] = np.load(kept)
        return told

    def learn(self, name: str, corpus: Corpus, lesson: Seen) -> Reader:
        """One reader from these texts."""
        if name == "table":
            return self._table(corpus, lesson)
        if name == "convolved":
            start, passes = self._start(corpus, SEED), self.passes.convolved
            return words_convolved.learn(lesson.words, lesson.targets, start, epochs=passes, seed=SEED, say=self.say)
        begun = self.related(corpus)
        return words_attended.learn(
            lesson.words,
            lesson.targets,
            begun.words,
            epochs=self.passes.attended,
            seed=ATTENDED_SEED,
            say=self.say,
            begun=begun,
        )

    def related(self, corpus: Corpus) -> Attended:
        """Attention that has learnt what other sets say of their sentences."""
        kept = self.work / "related.npz"
        if not kept.exists():
            rows, targets, counted = words_related.gather(corpus.vocabulary)
            start, passes = self._start(corpus, ATTENDED_SEED), self.passes.related
            words_attended.learn(
                rows, targets, start, epochs=passes, seed=RELATED_SEED, say=self.say, counted=counted
            ).save(kept)
            self.say(f"attention has learnt from {len(rows):,} texts of other sets")
        return Attended.load(kept)

    def _start(self, corpus: Corpus, seed: int) -> Floats:
        return words_vectors.start_of(corpus.vocabulary.words, [self.glove, self.unlabelled], DEPTH, seed)

    def _table(self, corpus: Corpus, lesson: Seen) -> Floats:
        bags = Bags.of(lesson.bags)
        return words_linear.learn(
            bags,
            lesson.targets,
            corpus.pieces,
            loss="log",
            epochs=self.passes.table,
            rate=TABLE_RATE,
            seed=SEED,
            opinions=Opinions.of(bags, lesson.targets, corpus.pieces),
        )[0]


def readings(reader: Reader, seen: Seen) -> Floats:
    """What a reader says of texts, as logits (n, 28)."""
    if isinstance(reader, np.ndarray):
        return Bags.of(seen.bags).summed(reader)
    return reader.scores(seen.words)


def learn_vectors(words: NDArray[np.uint32], work: Path, say: Say) -> dict[int, Floats]:
    """Word vectors from text without labels, and from the texts that are learnt from anyway."""
    kept = work / "vectors.npz"
    if not kept.exists():
        texts = [*words_data.goemotions("train").texts, *words_data.unlabelled()]
        found = words_vectors.vectors_of((tokens(text) for text in texts), words, DEPTH, words_vectors.SEED)
        np.savez(kept, keys=np.array(list(found)), vectors=np.stack(list(found.values())))
        say(f"vectors of {len(found):,} words are learnt from {len(texts):,} texts")
    known = np.load(kept)
    return dict(zip(known["keys"].tolist(), known["vectors"], strict=True))
