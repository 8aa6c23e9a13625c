"""Texts as somebody types them who sees badly or whose hands tremble: a slip in one of five longer words."""

from collections.abc import Sequence

import numpy as np

SHARE = 0.2
SHORTEST = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: [row[place] for place in (at - 1, at + 1) if 0 <= place < len(row)]
    for row in _ROWS
    for at, key in enumerate(row)
}


def mistyped(texts: Sequence[str], seed: int, share: float = SHARE) -> list[str]:
    """Each word of four letters or more has a slip with the chance `share`: swapped, left out, doubled, key beside."""
    chance = np.random.default_rng(seed)
    return [" ".join(_slip(word, chance, share) for word in text.split(" ")) for text in texts]


def _slip(word: str, chance: np.random.Generator, share: float) -> str:
    if len(word) < SHORTEST or not word.isalpha() or chance.random() >= share:
        return word
    at = int(chance.integers(1, len(word) - 1))
    kind = int(chance.integers(0, 4))
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    beside = _BESIDE.get(word[at].lower(), [word[at]])
    return word[:at] + beside[int(chance.integers(0, len(beside)))] + word[at + 1 :]
