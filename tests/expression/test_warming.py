"""Warmth follows closeness: slowly up with a hand on the fur, slowly away, never for an empty room."""

import itertools
import random
from dataclasses import replace

import pytest

from companion.expression.choreographer import Choreographer
from companion.expression.warming import COOLEST_C, WARMEST_C
from companion.mind.impression import nothing_known
from companion.vocabulary.acts import NOBODY, Decision
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import TouchGesture, TouchReading
from tests.expression.stage import decided

STEP_S = 0.1
"""Warmth is slow: a coarse tick shows it as well."""


class Stage:
    """One choreographer without a body; keeps every wish for warmth."""

    def __init__(self) -> None:
        self.choreographer = Choreographer(random.Random(1))
        self.now_s = 0.0
        self.wishes: list[float | None] = []

    def follow(self, decision: Decision) -> None:
        self.choreographer.follow(decision, Moment(self.now_s))

    def touch(self, gesture: TouchGesture) -> None:
        self.choreographer.reflex(TouchReading(self.now_s, gesture, "back_middle", 3.0, 0.5), Moment(self.now_s))

    def run(self, seconds: float) -> float | None:
        for _ in range(max(1, round(seconds / STEP_S))):
            self.wishes.append(self.choreographer.tick(Moment(self.now_s)).warmth_c)
            self.now_s = round(self.now_s + STEP_S, 6)
        return self.wishes[-1]


def test_at_rest_with_nobody_near_it_is_off() -> None:
    stage = Stage()
    stage.follow(decided("rest"))
    stage.run(120.0)
    assert set(stage.wishes) == {None}


@pytest.mark.parametrize("name", ["purr", "melt", "nestle", "lean_to_hand"])
def test_close_to_somebody_it_grows_warm_slowly_and_never_beyond_a_body(name: str) -> None:
    stage = Stage()
    stage.follow(decided(name))
    assert stage.run(3.0) is None
    stage.run(120.0)
    wished = [wish for wish in stage.wishes if wish is not None]
    assert COOLEST_C < wished[-1] <= WARMEST_C < 38.0
    assert max(abs(after - before) for before, after in itertools.pairwise(wished)) / STEP_S < 0.5


def test_a_hand_keeps_it_warm_and_when_it_has_gone_warmth_fades_over_minutes() -> None:
    stage = Stage()
    stage.follow(decided("rest"))
    for _ in range(30):
        stage.touch("stroke")
        warmest = stage.run(2.0)
    assert warmest is not None
    later = stage.run(60.0)
    assert later is not None
    assert later < warmest
    assert stage.run(420.0) is None


def test_a_blow_ends_it() -> None:
    stage = Stage()
    stage.follow(decided("purr"))
    assert stage.run(60.0) is not None
    stage.follow(decided("withdraw", stage.now_s))
    stage.touch("hit")
    assert stage.run(STEP_S) is None


def test_an_empty_room_is_not_heated() -> None:
    stage = Stage()
    stage.follow(replace(decided("purr"), impression=nothing_known(NOBODY)))
    stage.run(120.0)
    assert set(stage.wishes) == {None}
