"""The texts as numbers: which words and pieces the model shall know, and every text with them, as in life."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import PIECES_MOST, WORDS_MOST, Vocabulary, keys_of, pieces_of
from companion.perception.words.tokens import spoken, tokens
from tools.evaluate.words_spoilt import mistyped
from tools.train import words_data

WORDS_FROM, PAIRS_FROM, LETTERS_FROM = 2, 2, 6
"""A word, a row of words, letters are known when they are in so many texts."""

SPOKEN_SHARE, MISTYPED_SHARE = 0.3, 0.15
"""So many of the texts are learnt from a second time, as a recogniser would write them or as a shaky hand would."""

THIRDS, _THIRDS_SEED = 3, 3

_PARTS, _ARRAYS = ("train", "dev"), ("words", "bags", "targets")

Numbers = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """Texts as `words` (n, WORDS_MOST) and `bags` (n, PIECES_MOST), each row with its `targets`."""

    words: Numbers
    bags: Numbers
    targets: Floats

    @property
    def numbers(self) -> Numbers:
        """Both, as the network takes them."""
        return np.concatenate([self.words, self.bags], axis=1)

    def rows(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "Seen":
        return Seen(self.words[chosen], self.bags[chosen], self.targets[chosen])


def joined(*some: Seen) -> Seen:
    """All of them as one."""
    return Seen(*(np.concatenate(parts) for parts in zip(*((s.words, s.bags, s.targets) for s in some), strict=True)))


def vocabulary_of(texts: Sequence[Sequence[str]], besides: Iterable[str] = ()) -> Vocabulary:
    """What is met often enough in these tokenized texts, and words known from elsewhere that are read as themselves."""
    words: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for text in texts:
        words.update(set(text))
        pieces.update(set(pieces_of(text)))
    known = [word for word, count in words.items() if count >= WORDS_FROM]
    known += [word for word in besides if word not in words and tokens(word) == [word]]
    others = [piece for piece, count in pieces.items() if count >= (LETTERS_FROM if piece[0] == "#" else PAIRS_FROM)]
    return Vocabulary(np.unique(keys_of(known)), np.unique(keys_of(others)))


def seen(vocabulary: Vocabulary, texts: Sequence[Sequence[str]], targets: Floats) -> Seen:
    """Tokenized texts as numbers."""
    rows = np.concatenate([vocabulary.numbers(text) for text in texts])
    assert rows.shape[1] == WORDS_MOST + PIECES_MOST
    return Seen(rows[:, :WORDS_MOST], rows[:, WORDS_MOST:], targets)


def varied(texts: Sequence[str], seed: int) -> tuple[list[list[str]], NDArray[np.int64]]:
    """Some of the texts once more, spoken or mistyped, tokenized, and which text each of them is."""
    chance = np.random.default_rng(seed)
    draw = chance.random(len(texts))
    heard = np.flatnonzero(draw < SPOKEN_SHARE)
    slipped = np.flatnonzero((draw >= SPOKEN_SHARE) & (draw < SPOKEN_SHARE + MISTYPED_SHARE))
    forms = [spoken(texts[row]) for row in heard] + mistyped([texts[row] for row in slipped], seed=seed + 1000)
    return [tokens(form) for form in forms], np.concatenate([heard, slipped])


@dataclass(frozen=True, slots=True)
class Corpus:
    """GoEmotions as numbers: what is learnt from, and dev as written. `letters` (pieces,) are those within words.

    The first `texts` rows of `train` are as written; row i is a form of text `origin[i]`. `dev_decent` (n,) are those
    texts of dev that may be learnt from when all is judged.
    """

    vocabulary: Vocabulary
    train: Seen
    dev: Seen
    dev_decent: NDArray[np.bool_]
    letters: NDArray[np.bool_]
    origin: NDArray[np.int64]
    texts: int
    dropped: int

    @property
    def pieces(self) -> int:
        """Rows of the table."""
        return 1 + len(self.vocabulary.words) + len(self.vocabulary.pieces)

    def fewer(self, kept: NDArray[np.bool_]) -> "Corpus":
        """Without the pieces, not words, that are not `kept`, bool (pieces,)."""
        words = len(self.vocabulary.words)
        renumbered = np.where(kept, np.cumsum(kept) - 1, 0).astype(np.int32)
        vocabulary = Vocabulary(self.vocabulary.words, self.vocabulary.pieces[kept[1 + words :]])
        train, dev = (Seen(some.words, renumbered[some.bags], some.targets) for some in (self.train, self.dev))
        return replace(self, vocabulary=vocabulary, train=train, dev=dev, letters=self.letters[kept])


def gather(seed: int) -> Corpus:
    """Reads and tokenizes GoEmotions; abusive texts are left out of what is learnt from."""
    (kept, dropped), dev = words_data.learnt_from(), words_data.goemotions("dev")
    written = [tokens(text) for text in kept.texts]
    again, again_of = varied(kept.texts, seed)
    origin = np.concatenate([np.arange(len(kept.texts)), again_of])
    felt = [tokens(text) for text in words_data.emobank("train").texts]
    vocabulary = vocabulary_of(written, words_in(felt) | words_data.glove().keys())
    learnt = seen(vocabulary, [*written, *again], kept.targets[origin])
    held = seen(vocabulary, [tokens(text) for text in dev.texts], dev.targets)
    letters = np.isin(vocabulary.pieces, keys_of(list({p for text in written for p in pieces_of(text) if p[0] == "#"})))
    letters = np.concatenate([np.zeros(1 + len(vocabulary.words), np.bool_), letters])
    decent = words_data.decent(dev.texts)
    return Corpus(vocabulary, learnt, held, decent, letters, origin, len(kept.texts), dropped)


def thirds_of(texts: Sequence[str]) -> NDArray[np.int64]:
    """Which third each text belongs to, (n,); texts that differ in marks alone belong to the same."""
    known: dict[str, int] = {}
    alike = [known.setdefault(words_data.letters(text), len(known)) for text in texts]
    return np.asarray((np.random.default_rng(_THIRDS_SEED).permutation(len(known)) % THIRDS)[alike])


def words_in(texts: Sequence[Sequence[str]]) -> set[str]:
    """The words that are in enough of these tokenized texts."""
    counted = Counter(word for text in texts for word in set(text))
    return {word for word, count in counted.items() if count >= WORDS_FROM}


def save(corpus: Corpus, path: Path) -> None:
    """Keep it for a training that goes on later."""
    np.savez(
        path,
        vocabulary_words=corpus.vocabulary.words,
        vocabulary_pieces=corpus.vocabulary.pieces,
        dev_decent=corpus.dev_decent,
        letters=corpus.letters,
        origin=corpus.origin,
        counts=np.array([corpus.texts, corpus.dropped]),
        **{f"{part}_{name}": getattr(getattr(corpus, part), name) for part in _PARTS for name in _ARRAYS},
    )


def load(path: Path) -> Corpus:
    """What `save` kept."""
    kept = np.load(path)
    train, dev = (Seen(*(kept[f"{part}_{name}"] for name in _ARRAYS)) for part in _PARTS)
    texts, dropped = kept["counts"].tolist()
    vocabulary = Vocabulary(kept["vocabulary_words"], kept["vocabulary_pieces"])
    return Corpus(vocabulary, train, dev, kept["dev_decent"], kept["letters"], kept["origin"], texts, dropped)
