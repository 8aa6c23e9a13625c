"""Needs in words: what the figures of `make evaluate ARGS=needs` must not fall below, and what a need is not."""

import pytest

from companion.perception.words.needs import NEEDS, needs
from tools.evaluate.needs import STRANGERS, STRANGERS_HELD, UNSEEN, Said, figure, fooled, load, main, never_seen

SAID = load()
HELD_OUT = tuple(one for one in SAID if one.held_out)


@pytest.mark.parametrize(("sentences", "least"), [(SAID, 400), (HELD_OUT, 200)])
def test_there_are_enough_sentences_and_half_of_them_are_traps(sentences: tuple[Said, ...], least: int) -> None:
    assert len(sentences) >= least
    assert sum(not one.needs for one in sentences) * 2 >= len(sentences)


def test_no_sentence_is_in_both_halves_or_twice() -> None:
    assert len({" ".join(one.text.lower().split()) for one in SAID}) == len(SAID)


def test_each_need_is_met_often_enough_to_be_judged() -> None:
    assert min(sum(need in one.needs for one in HELD_OUT) for need in NEEDS) >= 5


def test_needs_are_heard_in_sentences_held_out_from_the_rules() -> None:
    all_needs = figure(HELD_OUT)
    assert all_needs.precision >= 0.9
    assert all_needs.recall >= 0.8


def test_hardly_a_trap_is_taken_for_a_need() -> None:
    assert fooled(HELD_OUT) / sum(not one.needs for one in HELD_OUT) <= 0.1


def test_needs_are_heard_in_sentences_of_strangers_that_the_rules_were_widened_by() -> None:
    """Three strangers wrote them without sight of the rules; the writer of the rules then saw them all."""
    theirs = load(STRANGERS)
    assert figure(theirs).precision >= 0.95
    assert figure(theirs).recall >= 0.9
    assert fooled(theirs) / sum(not one.needs for one in theirs) <= 0.05


def test_needs_are_heard_in_sentences_of_three_writers_that_were_held_back_from_the_rules() -> None:
    held_back = never_seen()
    assert len(held_back) >= 700
    assert figure(held_back).precision >= 0.9
    assert figure(held_back).recall >= 0.8


def test_when_a_wholly_new_stranger_is_heard_it_is_nearly_always_right() -> None:
    """It hears seven in ten of their needs: nobody who wrote rules knew how they speak."""
    theirs = load(UNSEEN)
    assert figure(theirs).precision >= 0.9
    assert figure(theirs).recall >= 0.7


def test_never_a_sentence_of_the_half_held_out_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    printed = capsys.readouterr().out
    shown = {line[32:] for line in printed.splitlines() if line.startswith("    ")}
    strangers = [one for path in (STRANGERS, STRANGERS_HELD, UNSEEN) for one in load(path)]
    assert not shown & {one.text for one in (*HELD_OUT, *strangers)}


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("im so lonely", ("lonely",)),
        ("When does my bus come?", ()),
        ("um er I'm uh thirsty", ("thirsty",)),
        ("I don't know I'm just so tired", ("tired",)),
        ("I don't think I'm hungry", ()),
        ("Pebble, come here", ("want_you",)),
        ("Where is my daughter?", ("missing",)),
        ("i dont want my tea im that tired i could drop", ("tired",)),
        ("Ah cannae rest, ma hip's giein me gyp", ("pain",)),
        ("me knee's playing up again", ("pain",)),
        ("When I was small, I was lonely", ()),
        ("If a burglar came I'd be scared", ()),
        ("go away she wrote", ()),
        ("give over, you never did", ()),
        ("They played that song about being so lonely", ()),
        ("", ()),
    ],
)
def test_a_need_is_what_is_said_outright_by_whoever_speaks(said: str, heard: tuple[str, ...]) -> None:
    assert needs(said, "Pebble") == heard
