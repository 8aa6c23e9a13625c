"""Warmth follows closeness: slowly up with a hand on the fur, slowly away, never for an empty room."""

import itertools
from dataclasses import replace

import pytest

from companion.expression.warming import COOLEST_C, WARMEST_C
from companion.mind.impression import nothing_known
from companion.vocabulary.acts import NOBODY
from tests.expression.stage import Stage, decided


def wish(stage: Stage) -> float | None:
    return stage.expressed[-1].warmth_c


def test_at_rest_with_nobody_near_it_is_off() -> None:
    stage = Stage()
    stage.follow(decided("rest"))
    stage.run(120.0)
    assert all(one.warmth_c is None for one in stage.expressed)


@pytest.mark.parametrize("name", ["purr", "melt", "nestle", "lean_to_hand"])
def test_close_to_somebody_it_grows_warm_slowly_and_never_beyond_a_body(name: str) -> None:
    stage = Stage()
    stage.follow(decided(name))
    stage.run(3.0)
    assert wish(stage) is None
    stage.run(120.0)
    wished = [one.warmth_c for one in stage.expressed if one.warmth_c is not None]
    assert COOLEST_C < wished[-1] <= WARMEST_C < 38.0
    assert max(abs(after - before) for before, after in itertools.pairwise(wished)) < 0.05


def test_a_hand_keeps_it_warm_and_when_it_has_gone_warmth_fades_over_minutes() -> None:
    stage = Stage()
    stage.follow(decided("rest"))
    for _ in range(30):
        stage.touch("back_middle", "stroke")
        stage.run(2.0)
    warmest = wish(stage)
    assert warmest is not None
    stage.run(60.0)
    later = wish(stage)
    assert later is not None
    assert later < warmest
    stage.run(420.0)
    assert wish(stage) is None


def test_a_blow_ends_it() -> None:
    stage = Stage()
    stage.follow(decided("purr"))
    stage.run(60.0)
    assert wish(stage) is not None
    stage.follow(decided("withdraw", stage.now_s))
    stage.touch("head", "hit")
    stage.tick()
    assert wish(stage) is None


def test_an_empty_room_is_not_heated() -> None:
    stage = Stage()
    stage.follow(replace(decided("purr"), impression=nothing_known(NOBODY)))
    stage.run(120.0)
    assert all(one.warmth_c is None for one in stage.expressed)
