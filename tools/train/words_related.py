"""Other sets with labels of their own, learnt first: what a sentence sounds like is no secret of one set.

Topical-Chat's own words for each message (CDLA-Sharing 1.0), sentences and whole reviews of films for or against (CC BY
4.0), EmoBank's valence and arousal (CC BY-SA 4.0). Texts of EmoBank's dev and test part are left out.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import Vocabulary
from companion.perception.words.tokens import tokens
from tools.train import words_data
from tools.train.words_corpus import Numbers, seen

Floats = NDArray[np.float32]

TOPICAL = ("Curious to dive deeper", "Neutral", "Surprised", "Happy", "Sad", "Disgusted", "Angry", "Fearful")
COLUMNS = len(TOPICAL) + 4
"""Topical-Chat's labels, a sentence for, a review for, valence, arousal."""

EVERY_REVIEW = 3
"""A sentence of a review says little of the whole: every third is enough."""


def gather(vocabulary: Vocabulary) -> tuple[Numbers, Floats, Floats]:
    """Word numbers (n, WORDS_MOST), targets 0..1 and which of them are known, 0 or 1, both (n, COLUMNS)."""
    measured = {words_data.letters(text) for part in ("dev", "test") for text in words_data.emobank(part).texts}
    texts: list[str] = []
    rows: list[tuple[int, Sequence[float]]] = []

    def add(text: str, first: int, values: Sequence[float]) -> None:
        if words_data.letters(text) not in measured:
            texts.append(text)
            rows.append((first, values))

    for row in words_data.table("labelled/topical_chat"):
        if row["labels"] in TOPICAL:
            add(row["text"], 0, [float(row["labels"] == label) for label in TOPICAL])
    for row in words_data.table("labelled/sentence_polarity"):
        add(row["text"], len(TOPICAL), [float(row["labels"] == "positive")])
    for place, row in enumerate(words_data.table("unlabelled/movie_reviews")):
        if place % EVERY_REVIEW == 0:
            add(row["text"], len(TOPICAL) + 1, [float(row["labels"] == "review_pos")])
    felt = words_data.emobank("train")
    for text, (valence, arousal) in zip(felt.texts, felt.targets, strict=True):
        add(text, len(TOPICAL) + 2, [0.5 + valence / 2, 0.5 + arousal / 2])
    targets, counted = (np.zeros((len(texts), COLUMNS), np.float32) for _ in range(2))
    for place, (first, values) in enumerate(rows):
        targets[place, first : first + len(values)] = values
        counted[place, first : first + len(values)] = 1
    return seen(vocabulary, [tokens(text) for text in texts], targets).words, targets, counted
