"""Words as the model knows them: typed and heard forms come together, people become one word, emoji become words."""

import pytest

from companion.perception.words.features import PIECES_MOST, WORDS_MOST, Vocabulary, keys_of, pieces_of
from companion.perception.words.people import TRAIT
from companion.perception.words.tokens import LONGEST_LETTERS, MARKS, spoken, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I'm fine", "im fine"),
        ("I don't know", "i dont know"),
        ("I can't, I cannot", "I cant i can not"),
        ("that’s nice", "thats nice"),
        ("thx", "thanks"),
        ("hahahaha", "haha"),
        ("I <3 you", "I ❤️ you"),
        ("She lost her hat", "He lost his hat"),
        ("my daughter sings", "my son sings"),
        ("my Polish neighbour", "my Muslim neighbour"),
        ("the ninety-year-old cook", "the young cook"),
        ("he has dementia", "she has cancer"),
    ],
)
def test_what_is_said_alike_is_read_alike(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("I like it", "I don't like it"), ("good", "goods"), ("I will", "I ill"), ("she'll come", "shell come")],
)
def test_what_differs_is_read_differently(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_an_emoji_is_read_as_its_word_whatever_its_skin() -> None:
    assert tokens("👍🏿") == tokens("👍") == ["good", "agree"]
    assert "crying" in tokens("😭")


def test_capitals_and_marks_are_words_that_a_heard_sentence_does_not_have() -> None:
    typed = "I am SO HAPPY!!! Are you?? 😂 :)"
    assert set(tokens(typed)) & MARKS
    assert not set(tokens(spoken(typed))) & MARKS
    assert spoken(typed) == "i am so happy are you"


def test_two_traits_in_a_row_are_one() -> None:
    assert tokens("an old Irish man") == ["an", TRAIT, "person"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "...", "🏿", "a" * 100_000, "[NAME]", "\ud800", "' '' '"])
def test_anything_can_be_read(text: str) -> None:
    assert sum(map(len, tokens(text))) <= 2 * LONGEST_LETTERS


def vocabulary_of(*texts: str) -> Vocabulary:
    words = {word for text in texts for word in tokens(text)}
    pieces = {piece for text in texts for piece in pieces_of(tokens(text))}
    return Vocabulary(*(keys_of(sorted(some)) for some in (words, pieces)))


def sorted_vocabulary(*texts: str) -> Vocabulary:
    given = vocabulary_of(*texts)
    given.words.sort()
    given.pieces.sort()
    return given


def test_numbers_have_the_words_in_order_and_all_pieces_in_a_bag() -> None:
    known = sorted_vocabulary("I am lonely")
    numbers = known.numbers(tokens("I am lonely"))[0]
    words, bag = numbers[:WORDS_MOST], numbers[WORDS_MOST:]
    assert (words[:3] > 0).all()
    assert (words[3:] == 0).all()
    assert set(words[:3]) <= set(bag)
    assert len(set(bag[bag > 0])) == (bag > 0).sum() == 3 + len(set(pieces_of(["i", "am", "lonely"])))


def test_a_mistyped_word_shares_letters_with_the_right_one() -> None:
    known = sorted_vocabulary("lonely")
    right, wrong = (set(known.numbers(tokens(word))[0, WORDS_MOST:]) - {0} for word in ("lonely", "lonley"))
    assert len(right & wrong) >= 3


def test_unknown_words_are_nothing() -> None:
    assert not sorted_vocabulary("hello").numbers(tokens("xyzzy qwrk")).any()
    assert not Vocabulary(keys_of([]), keys_of([])).numbers(tokens("hello")).any()


def test_a_monologue_is_read_from_both_ends() -> None:
    known = sorted_vocabulary("first last")
    numbers = known.numbers(["first", *["middle"] * 500, "last"])
    assert numbers.shape == (1, WORDS_MOST + PIECES_MOST)
    assert numbers[0, 0] > 0
    assert numbers[0, WORDS_MOST - 1] > 0
