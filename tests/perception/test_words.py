"""What a sentence means for the heart, with traps: denial, other people, other times."""

import dataclasses

import pytest

from companion.perception.words.meaning import HEARD_CERTAINTY, LONGEST, read_words
from companion.perception.words.patterns import PATTERNS
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
        ("I'm fine, thank you", "fine"),
        ("Oh, I am all right", "fine"),
        ("I can't complain", "fine"),
        ("not too bad", "fine"),
        ("I miss my husband", "missing"),
        ("I miss him so much", "missing"),
        ("When is my daughter coming?", "missing"),
        ("I want to go home", "go_home"),
        ("Please take me home", "go_home"),
        ("when can I go home", "go_home"),
        ("Where am I?", "confused"),
        ("I'm all mixed up", "confused"),
        ("I can't remember", "confused"),
        ("I'm hungry", "hungry"),
        ("I haven't had any breakfast", "hungry"),
        ("Can I have something to eat?", "hungry"),
        ("I'm so thirsty", "thirsty"),
        ("could I have a cup of tea", "thirsty"),
        ("my mouth is so dry", "thirsty"),
        ("What time is it?", "question"),
        ("when is lunch", "question"),
        ("Are you a real animal", "question"),
        ("You like fish?", "question"),
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
        ("I'm not fine", "fine"),
        ("I'm good at cards", "fine"),
        ("My daughter is fine", "fine"),
        ("I missed the bus", "go_home"),
        ("I miss you", "missing"),
        ("I'm not hungry", "hungry"),
        ("My cat is thirsty", "thirsty"),
        ("I'm never confused", "confused"),
        ("Pebble?", "question"),
        ("Hello?", "question"),
        ("I know what time it is", "question"),
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


KEY = b"one life of the daemon"


def number(text: str, key: bytes = KEY, name: str = "Pebble") -> int | None:
    return read_words(Utterance(text, True, 3.0), name, key).question


@pytest.mark.parametrize(
    "ways",
    [
        ("When is lunch?", "when's lunch", "Pebble, when do we have lunch?", "Oh dear, when is the lunch now?"),
        ("What time is it?", "what's the time", "Please, what is the time now?", "Tell me what time it is?"),
        ("When is my daughter coming?", "when does my daughter come", "When will my daughter come?"),
        ("Where am I?", "where am I", "Pebble, where am I?"),
    ],
)
def test_the_same_question_in_other_small_words_has_the_same_number(ways: tuple[str, ...]) -> None:
    assert len({number(way) for way in ways}) == 1
    assert number(ways[0]) is not None


def test_different_questions_have_different_numbers() -> None:
    asked = ["When is lunch?", "When is dinner?", "Where is lunch?", "What time is it?", "Who are you?", "How are you?"]
    assert len({number(text) for text in asked}) == len(asked)


@pytest.mark.parametrize("text", ["What a wonderful day this is!", "what an awful thing"])
def test_an_exclamation_is_no_question(text: str) -> None:
    assert number(text) is None


def test_a_question_has_no_number_without_a_key_and_another_under_another_key() -> None:
    assert said("When is lunch?").question is None
    assert number("When is lunch?", b"another life") != number("When is lunch?")
    assert number("I had lunch") is None


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
