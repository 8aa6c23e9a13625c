"""What the model is given of a sentence: numbers of its words in order, and of all its pieces in a bag.

Pieces are single words, two and three words in a row, and letters within a word. A word that nobody knows is mended
first, where one slip of the finger explains it; else it still shares most of its letters with the word that was meant.
A piece is known by its CRC-32; the shipped vocabulary is the sorted numbers of those that were met often enough in
training. What is not in it is number 0, which the model reads as nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.spelling import mended

WORDS_MOST = 40
"""Words in a row that are read; of a longer utterance the first and the last ones."""

PIECES_MOST = 216
"""Pieces in the bag that are read: words first, then pairs, triples and letters."""

LETTERS = (3, 4, 5)
LETTERS_OF_WORDS_FROM = 4

Keys = NDArray[np.uint32]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """CRC-32 of the known words and of the other known pieces, each sorted, uint32 (n,).

    Words have the numbers 1 to n; pieces go on from there.
    """

    words: Keys
    pieces: Keys

    def numbers(self, spoken: Sequence[str]) -> Numbers:
        """The model's input for the words of `tokens`: int32 (1, WORDS_MOST + PIECES_MOST), 0 for nothing."""
        found = np.zeros((1, WORDS_MOST + PIECES_MOST), np.int32)
        spoken = _kept(spoken)
        words = _numbers_in(self.words, keys_of(spoken), 1)
        if not words.all() and len(self.words):
            spoken = [word if number else mended(word, self._known) for word, number in zip(spoken, words, strict=True)]
            words = _numbers_in(self.words, keys_of(spoken), 1)
        found[0, : len(words)] = words
        pieces = _numbers_in(self.pieces, keys_of(pieces_of(spoken)), 1 + len(self.words))
        bag = np.concatenate([words[words > 0], pieces[pieces > 0]])
        _, first = np.unique(bag, return_index=True)
        bag = bag[np.sort(first)][:PIECES_MOST]
        found[0, WORDS_MOST : WORDS_MOST + len(bag)] = bag
        return found

    def _known(self, words: list[str]) -> list[str]:
        numbers = _numbers_in(self.words, keys_of(words), 1)
        return [word for word, number in zip(words, numbers, strict=True) if number]


def pieces_of(words: Sequence[str]) -> Iterator[str]:
    """Every piece of a sentence but its single words."""
    words = _kept(words)
    for length in (2, 3):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
    for word in words:
        if len(word) >= LETTERS_OF_WORDS_FROM and word[0] != "<":
            framed = f"^{word}$"
            for length in LETTERS:
                for start in range(len(framed) - length + 1):
                    yield "#" + framed[start : start + length]


def keys_of(pieces: Iterator[str] | Sequence[str]) -> Keys:
    """CRC-32 of each piece."""
    return np.fromiter((crc32(piece.encode("utf-8", "replace")) for piece in pieces), np.uint32)


def _kept(words: Sequence[str]) -> Sequence[str]:
    if len(words) <= WORDS_MOST:
        return words
    return [*words[: WORDS_MOST // 2], *words[-(WORDS_MOST - WORDS_MOST // 2) :]]


def _numbers_in(known: Keys, asked: Keys, first: int) -> Numbers:
    if not len(known) or not len(asked):
        return np.zeros(len(asked), np.int32)
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[place] == asked, place + first, 0).astype(np.int32)
