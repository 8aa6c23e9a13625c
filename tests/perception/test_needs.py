"""Needs in words: what the figures of `make evaluate ARGS=needs` must not fall below, and what a need is not."""

import pytest

from companion.perception.words.needs import NEEDS, needs
from tools.evaluate.needs import Said, figure, fooled, load, main

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


def test_never_a_sentence_of_the_half_held_out_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    printed = capsys.readouterr().out
    shown = {line[32:] for line in printed.splitlines() if line.startswith("    ")}
    assert not shown & {one.text for one in HELD_OUT}


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("im so lonely", ("lonely",)),
        ("um er I'm uh thirsty", ("thirsty",)),
        ("I don't know I'm just so tired", ("tired",)),
        ("I don't think I'm hungry", ()),
        ("Pebble, come here", ("want_you",)),
        ("Where is my daughter?", ("missing",)),
        ("They played that song about being so lonely", ()),
        ("", ()),
    ],
)
def test_a_need_is_what_is_said_outright_by_whoever_speaks(said: str, heard: tuple[str, ...]) -> None:
    assert needs(said, "Pebble") == heard
