"""A slip of the finger is mended where only one known word fits it."""

import pytest

from companion.perception.words.spelling import mended

KNOWN = {"thank", "happy", "lonely", "sorry", "amazing", "you", "cat", "cart", "care", "afraid", "though", "thought"}


def known(words: list[str]) -> list[str]:
    return [word for word in words if word in KNOWN]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("thnak", "thank"),
        ("thankk", "thank"),
        ("hapyp", "happy"),
        ("hapy", "happy"),
        ("lonley", "lonely"),
        ("sory", "sorry"),
        ("amazin", "amazing"),
        ("yuo", "you"),
        ("affraid", "afraid"),
        ("amaizing", "amazing"),
    ],
)
def test_one_slip_is_mended(slip: str, meant: str) -> None:
    assert mended(slip, known) == meant


@pytest.mark.parametrize("word", ["xylophone", "lnoeyl", "ca", "<name>", "mañana", "1234", "", "a" * 500])
def test_what_no_single_slip_explains_stays(word: str) -> None:
    assert mended(word, known) == word


def test_where_two_words_fit_nothing_is_guessed() -> None:
    assert mended("carx", known) == "carx"
    assert mended("carte", known) == "carte"  # "cart" with a letter more, and "care" too
