"""What a sentence means for the heart, with traps: denial, other people, other times."""

import dataclasses

import pytest

from companion.perception.words import HEARD_CERTAINTY, LONGEST, PATTERNS, read_words
from companion.vocabulary.readings import WordsReading
from companion.vocabulary.signals import Utterance


def said(text: str, typed: bool = True, name: str = "Pebble") -> WordsReading:
    return read_words(Utterance(text, typed, captured_s=3.0), name)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Hello!", "greeting"),
        ("good morning, little one", "greeting"),
        ("Oh hi there", "greeting"),
        ("Bye bye, see you tomorrow", "farewell"),
        ("Goodnight", "farewell"),
        ("You are such a clever seal", "praise"),
        ("good girl", "praise"),
        ("Well done!", "praise"),
        ("I love you", "affection"),
        ("I’m so glad you’re here", "affection"),
        ("Thank you, that was nice", "thanks"),
        ("I'm so lonely", "lonely"),
        ("Nobody ever visits", "lonely"),
        ("I miss my husband", "lonely"),
        ("Where is my daughter?", "lonely"),
        ("Please stay with me", "lonely"),
        ("I feel sad today", "sad"),
        ("I can't stop crying", "sad"),
        ("My sister died", "sad"),
        ("I'm frightened", "afraid"),
        ("I am a bit worried about tomorrow", "afraid"),
        ("I'm lost", "afraid"),
        ("My knee hurts", "pain"),
        ("it hurts", "pain"),
        ("I've got a terrible headache", "pain"),
        ("Ouch!", "pain"),
        ("I'm so tired", "tired"),
        ("I want to lie down", "tired"),
        ("Leave me alone", "leave_me"),
        ("go away", "leave_me"),
        ("You are stupid", "insult"),
        ("Stupid machine", "insult"),
        ("I hate you", "insult"),
    ],
)
def test_plain_sentences_are_understood(text: str, meaning: str) -> None:
    assert meaning in said(text).meanings


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("I'm not lonely", "lonely"),
        ("I'm not lonely at all, thank you", "lonely"),
        ("She was lonely", "lonely"),
        ("My neighbour is lonely", "lonely"),
        ("leave me alone", "lonely"),
        ("I am no longer sad", "sad"),
        ("My daughter is sad", "sad"),
        ("That was a sad film", "sad"),
        ("I used to be afraid of dogs", "afraid"),
        ("I'm never afraid", "afraid"),
        ("They were frightened", "afraid"),
        ("It doesn't hurt", "pain"),
        ("My back doesn't hurt any more", "pain"),
        ("You're not stupid", "insult"),
        ("I don't hate you", "insult"),
        ("The soup is horrible", "insult"),
        ("You look tired", "tired"),
        ("I don't love you", "affection"),
        ("The goodness of bread", "praise"),
        ("history", "greeting"),
    ],
)
def test_denial_other_people_and_other_times_do_not_count(text: str, wrong: str) -> None:
    assert wrong not in said(text).meanings


def test_one_sentence_may_mean_several_things() -> None:
    reading = said("Hello Pebble, I'm sad but thank you")
    assert reading.meanings == ("greeting", "sad", "thanks")
    assert reading.called_by_name


@pytest.mark.parametrize(
    ("text", "called"),
    [("pebble?", True), ("Come here, PEBBLE", True), ("a pebbled beach", False), ("hello", False)],
)
def test_its_name_is_a_whole_word_in_any_case(text: str, called: bool) -> None:
    assert said(text).called_by_name is called


def test_any_name_will_do_even_one_with_special_letters() -> None:
    assert said("Hallo, Bärle (2)!", name="Bärle (2)").called_by_name
    assert not said("anything", name="  ").called_by_name


def test_what_no_rule_knows_is_other_and_claims_nothing() -> None:
    reading = said("The weather forecast mentions clouds")
    assert (reading.meanings, reading.valence, reading.arousal, reading.certainty) == (("other",), 0.0, 0.0, 0.0)


def test_nothing_is_ever_quite_certain_and_heard_words_less_than_typed_ones() -> None:
    assert all(pattern.certainty <= 0.9 for pattern in PATTERNS)
    assert said("I love you", typed=False).certainty == pytest.approx(HEARD_CERTAINTY * said("I love you").certainty)


def test_sad_words_weigh_down_and_kind_words_lift() -> None:
    assert said("I'm so lonely").valence < -0.4 < 0.4 < said("I love you").valence


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00\ud800", "…", "!" * 5000, "my " * 5000, "a" * 100_000, "i feel so " * 900]
)
def test_odd_and_endless_text_does_no_harm(text: str) -> None:
    assert said(text).meanings == ("other",)


def test_a_book_is_not_read() -> None:
    assert "sad" not in said("x" * LONGEST + " I am sad").meanings


def test_the_sentence_is_gone() -> None:
    reading = said("My secret is that I am sad about Margaret")
    for value in dataclasses.astuple(reading):
        assert "Margaret" not in str(value)
        assert "secret" not in str(value)
