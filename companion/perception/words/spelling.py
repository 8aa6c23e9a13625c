"""The known word that was meant by one nobody knows, where one slip of the finger explains it and only one fits."""

from collections.abc import Callable, Iterator

SHORTEST, SHORTEST_SWAPPED = 4, 3
"""Letters of a word that is mended; two letters swapped are seen in a shorter one, too."""

LONGEST = 20
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def mended(word: str, known: Callable[[list[str]], list[str]]) -> str:
    """The word that was meant, or the word itself. `known` picks the known ones out of a list.

    Slips are tried in the order in which they are common; where several words fit one kind of slip, nothing is mended.
    """
    if not SHORTEST_SWAPPED <= len(word) <= LONGEST or not (word.isascii() and word.isalpha()):
        return word
    for slip in (_swapped,) if len(word) < SHORTEST else (_swapped, _doubled, _left_out_twin, _too_many, _left_out):
        fitting = set(known(list(slip(word))))
        if fitting:
            return fitting.pop() if len(fitting) == 1 else word
    return word


def _swapped(word: str) -> Iterator[str]:
    """Two letters beside each other in the wrong order."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubled(word: str) -> Iterator[str]:
    """A letter typed twice."""
    for at in range(len(word) - 1):
        if word[at] == word[at + 1]:
            yield word[:at] + word[at + 1 :]


def _left_out_twin(word: str) -> Iterator[str]:
    """One letter of two alike left out."""
    for at in range(len(word)):
        yield word[:at] + word[at] + word[at:]


def _too_many(word: str) -> Iterator[str]:
    """A letter too many; the first is hardly ever wrong."""
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _left_out(word: str) -> Iterator[str]:
    """A letter left out behind the first."""
    for at in range(1, len(word) + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]
