"""The table of acts: complete, plainly worded, and never claiming a feeling or a life."""

import re
from typing import get_args

import pytest

from companion.mind.acts import ACT, ACTS, ActKind
from companion.mind.concern import DISTRESS
from companion.mind.coregulation import LEADS
from companion.mind.cues import FEELINGS, CueName
from companion.mind.sayings import OF_STATES
from companion.mind.states import STATES
from companion.vocabulary.acts import NOBODY

REASONS = [(kind, reason) for kind in ACTS for reason in kind.reasons]
WHYS = [reason.sentence for _, reason in REASONS]


def test_every_cue_calls_for_an_act_and_every_reason_names_a_cue() -> None:
    assert {reason.cue for _, reason in REASONS} == set(get_args(CueName))


def test_every_feeling_belongs_to_a_state_that_can_be_said() -> None:
    assert set(FEELINGS) <= {state.name for state in STATES}


def test_names_are_unique_and_the_acts_of_the_first_day_are_there() -> None:
    assert len(ACT) == len(ACTS)
    assert set(ACT) >= {
        "rest",
        "look",
        "wriggle",
        "nuzzle",
        "purr",
        "startle",
        "yawn",
        "sleep",
        "greet",
        "wake",
        "withdraw",
    }


def test_rest_is_always_possible() -> None:
    cues = {reason.cue for reason in ACT["rest"].reasons}
    assert {"company", "alone"} <= cues
    assert not ACT["rest"].needs_somebody


@pytest.mark.parametrize("why", WHYS)
def test_every_why_is_one_plain_sentence_with_its_reason(why: str) -> None:
    told = why.format(evidence="your face")
    assert told.endswith(".")
    assert ", so I " in told, "it names what is seen and what is done about it"
    assert len(re.findall(r"[.!?]", told)) == 1
    assert len(told) <= 110


@pytest.mark.parametrize("why", WHYS)
def test_no_why_claims_to_feel_or_to_be_alive(why: str) -> None:
    without_touch = why.replace("I feel a hand", "")
    assert not re.search(r"\b(feel|alive|living|love|happy|sad|afraid|miss|want|need|enjoy|like)\b", without_touch)


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.name)
def test_every_row_makes_sense(kind: ActKind) -> None:
    assert 0.0 < kind.intensity <= 1.0
    assert 0.0 < kind.quiet <= 1.0
    assert 0.0 < kind.least_s <= kind.most_s
    assert kind.cooldown_s >= 0.0
    assert kind.reasons
    assert all(0.25 <= reason.pull <= 1.0 for reason in kind.reasons), "below the floor it would never be done"
    assert re.fullmatch(r"[a-z]+s( [a-z]+)*", kind.label), "a verb phrase in the third person"


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.name)
def test_every_row_says_what_a_bystander_sees_and_for_which_states_it_is(kind: ActKind) -> None:
    assert 15 <= len(kind.looks) <= 100
    assert kind.looks[0].islower()
    assert not kind.looks.endswith(".")
    assert kind.states <= {state.name for state in STATES} | {NOBODY}


def test_every_table_of_states_speaks_of_states_that_can_be_said() -> None:
    names = {state.name for state in STATES}
    assert names >= LEADS
    assert names >= DISTRESS
    assert names >= set(OF_STATES)


def test_there_are_three_layers_and_comfort_and_play_are_told_apart() -> None:
    layers = {layer: {kind.name for kind in ACTS if kind.layer == layer} for layer in ("reactive", "proactive")}
    assert {"purr", "turn_to_voice", "squint", "hold_still", "startle", "withdraw"} <= layers["reactive"]
    assert {"look_up", "yawn", "nuzzle", "greet"} <= layers["proactive"]
    assert {kind.name for kind in ACTS if kind.layer == "rhythmic"} == {"rest", "drowse", "sleep", "dream"}
    assert {kind.name for kind in ACTS if kind.purpose == "play"} == {"wriggle", "peekaboo", "sway"}


def test_no_act_of_play_is_for_somebody_in_distress() -> None:
    for kind in ACTS:
        if kind.purpose == "play":
            assert kind.states
            assert not kind.states & (DISTRESS | LEADS), kind.name


def test_only_a_greeting_and_a_look_are_ever_bids() -> None:
    assert {kind.name for kind, reason in REASONS if reason.bid} == {"greet", "look_up"}


def test_keeping_still_and_asking_for_a_look_make_no_sound() -> None:
    for name in ("withdraw", "keep_watch", "look_up", "hold_still"):
        assert re.search(r"silent|no sound|no movement", ACT[name].looks), name
