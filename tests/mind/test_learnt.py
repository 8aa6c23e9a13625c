"""What is learnt of a resident is theirs alone: handed out, taken back, forgotten, and never carried to another."""

import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from companion.mind.learnt import Learnt
from companion.mind.tastes import Context
from companion.vocabulary.commands import GUEST, BeginSession, EndSession
from companion.vocabulary.errors import StateError
from tests.mind.lives import Living, expression, face, feels, sees


def lived_with(resident: str) -> Living:
    """Some minutes with a resident who looks sad and strokes it at the end."""
    life = Living(ticks_per_s=5)
    life.tick(commands=[BeginSession(resident, confirmed=True)])
    life.live(200.0, sees(face("sadness", 0.6)))
    life.live(10.0, sees(face("sadness", 0.6)), feels("stroke"))
    return life


def learnt(resident: str = "Agnes") -> Learnt:
    known = Learnt(random.Random(1))
    known.begin(resident)
    known.tastes.reward("look", Context("seems sad", "day"), 0.5, 0.0)
    known.baseline.learn(expression("sadness", 0.8), 1.0)
    return known


def test_a_session_teaches_it_tastes_and_a_resting_face() -> None:
    state = lived_with("Agnes").mind.resident_state() or {}
    assert state["resident"] == "Agnes"
    assert state["tastes"]["answers"]
    assert state["baseline"]["face"]["seen_s"] > 100.0


def test_after_the_session_it_can_still_be_kept_and_the_next_one_begins_with_nothing() -> None:
    life = lived_with("Agnes")
    life.tick(commands=[EndSession()])
    assert (life.mind.resident_state() or {})["resident"] == "Agnes"
    life.tick(commands=[BeginSession("Bruno")])
    fresh = Living()
    fresh.tick(commands=[BeginSession("Bruno")])
    assert life.mind.resident_state() == fresh.mind.resident_state()


def test_of_the_guest_and_of_nobody_nothing_is_handed_out() -> None:
    assert lived_with(GUEST).mind.resident_state() is None
    assert Living().mind.resident_state() is None


def test_what_was_kept_is_taken_back_by_the_same_resident_only() -> None:
    kept = json.loads(json.dumps(lived_with("Agnes").mind.resident_state()))
    again = Living()
    with pytest.raises(StateError, match="another resident"):
        again.mind.restore_resident(kept)
    again.tick(commands=[BeginSession("Bruno")])
    with pytest.raises(StateError, match="another resident"):
        again.mind.restore_resident(kept)
    again.tick(commands=[BeginSession("Agnes")])
    again.mind.restore_resident(kept)
    assert again.mind.resident_state() == kept
    again.mind.forget_resident()
    assert (again.mind.resident_state() or {})["tastes"]["answers"] == []


def test_a_guest_takes_nothing_back() -> None:
    life = Living()
    life.tick(commands=[BeginSession(GUEST)])
    with pytest.raises(StateError):
        life.mind.restore_resident((learnt().state() or {}) | {"resident": GUEST})


@pytest.mark.parametrize(
    "spoil",
    [
        {"version": 2},
        {"version": None},
        {"resident": "Bruno"},
        {"resident": None},
        {"tastes": None},
        {"tastes": {}},
        {"baseline": None},
        {"baseline": {"version": 1, "face": {}, "voice": {}}},
    ],
)
def test_what_cannot_be_trusted_is_refused_and_changes_nothing(spoil: Mapping[str, Any]) -> None:
    known = learnt()
    before = known.state()
    with pytest.raises(StateError):
        known.restore({**(learnt().state() or {}), **spoil})
    assert known.state() == before
