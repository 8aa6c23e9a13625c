"""Word vectors from text without labels: words met beside the same words come to lie near each other."""

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import keys_of
from tools.train.words_vectors import start_of, vectors_of

TEXTS = [[who, does, what] for who in ("anna", "peter") for does, what in (("eats", "bread"), ("drinks", "water"))] * 5
KNOWN = np.unique(keys_of(["anna", "peter", "eats", "drinks", "bread", "water", "never"]))


def _near(vectors: dict[int, NDArray[np.float32]], one: str, other: str) -> float:
    a, b = (vectors[int(keys_of([word])[0])] for word in (one, other))
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_words_met_beside_the_same_words_lie_nearer_than_others() -> None:
    vectors = vectors_of(TEXTS, KNOWN, 3, seed=1)
    assert _near(vectors, "anna", "peter") > 0.99
    assert _near(vectors, "anna", "peter") > _near(vectors, "anna", "bread") + 0.2


def test_a_word_that_is_nowhere_met_has_no_vector_and_begins_as_noise() -> None:
    vectors = vectors_of(TEXTS, KNOWN, 3, seed=1)
    assert int(keys_of(["never"])[0]) not in vectors
    start = start_of(KNOWN, [vectors], 5, seed=2)
    assert start.shape == (len(KNOWN) + 1, 5)
    assert not start[0].any()
    assert np.abs(start[1:]).sum(axis=1).all()


def test_the_end_of_one_text_is_not_beside_the_beginning_of_the_next() -> None:
    one, other = (vectors_of(texts, KNOWN, 2, seed=1) for texts in (TEXTS, sorted(TEXTS)))
    assert all(np.allclose(one[key], other[key], atol=1e-4) for key in one)


def test_word_vectors_of_several_sources_stand_side_by_side() -> None:
    key = int(KNOWN[2])
    start = start_of(KNOWN, [{key: np.array([1.0, -1.0], np.float32)}, {key: np.array([3.0, -3.0], np.float32)}], 3, 0)
    assert start[3].tolist() == [0.25, -0.25, 0.25]
