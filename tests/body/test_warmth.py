"""Warmth that cannot hurt: 38 degrees at most, an hour at most, nothing while its temperature is not known."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.body.simulated.warmth import ABOVE_ROOM_C, SimulatedPad
from companion.body.warmth import LONGEST_S, MOST_C, REST_S, Warmer
from companion.vocabulary.acts import Warmed
from companion.vocabulary.errors import MessageError, OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Warmth

STEP_S = 0.5


class Stage:
    """A pad behind its limits, on simulated time."""

    def __init__(self) -> None:
        self.pad = SimulatedPad()
        self.warmer = Warmer(self.pad)
        self.warmer.open()
        self.now_s = 0.0
        self.hottest_c = -math.inf

    def run(self, wish_c: float | None, seconds: float) -> Warmed:
        for _ in range(round(seconds / STEP_S)):
            warmed = self.warmer.warm(wish_c, Moment(self.now_s))
            self.hottest_c = max(self.hottest_c, self.pad.latest())
            self.now_s += STEP_S
        return warmed


def test_it_becomes_as_warm_as_is_wished_and_stays_so() -> None:
    stage = Stage()
    warmed = stage.run(36.0, 1200.0)
    assert warmed.wanted_c == 36.0
    assert warmed.measured_c == pytest.approx(36.0, abs=0.7)
    assert stage.hottest_c < 36.2


@settings(max_examples=40, deadline=None)
@given(
    some.lists(
        some.tuples(some.one_of(some.none(), some.floats()), some.floats(-15.0, 45.0), some.integers(1, 400)),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_is_wished_it_is_never_heated_above_38_degrees(asked: list[tuple[float | None, float, int]]) -> None:
    stage = Stage()
    for wish_c, room_c, steps in asked:
        stage.pad.feed(room_c)
        for _ in range(steps):
            before_c = stage.pad.latest()
            stage.run(wish_c, STEP_S)
            # A room hotter than the limit warms it, too: what counts is that no current does.
            assert stage.pad.latest() <= max(MOST_C + 0.1, before_c, room_c + 1e-6)
            assert not (stage.pad.heats and stage.pad.latest() >= MOST_C)


def test_after_an_hour_it_is_off_and_only_a_long_rest_begins_another() -> None:
    stage = Stage()
    assert stage.run(37.0, LONGEST_S).wanted_c == 37.0
    later = stage.run(37.0, 60.0)
    assert (later.wanted_c, later.heats) == (None, False)
    stage.run(None, REST_S / 2)
    assert stage.run(37.0, 10.0).wanted_c is None
    stage.run(None, REST_S)
    assert stage.run(37.0, 10.0).wanted_c == 37.0


def test_short_pauses_do_not_stretch_the_hour() -> None:
    stage, warm_s = Stage(), 0.0
    for _ in range(66):
        warm_s += 60.0 if stage.run(37.0, 60.0).wanted_c is not None else 0.0
        stage.run(None, 60.0)
    assert warm_s <= LONGEST_S + 60.0


@pytest.mark.parametrize("gate", [Gate(stop=True), Gate(cleaning=True)])
def test_a_closed_gate_leaves_it_cold_from_the_next_step_on(gate: Gate) -> None:
    stage = Stage()
    stage.run(37.0, 30.0)
    stage.warmer.obey(gate)
    assert not stage.run(37.0, STEP_S).heats
    stage.run(37.0, 1200.0)
    assert stage.pad.latest() < 23.0
    stage.warmer.obey(Gate(still=True, silent=True, staff=True))
    assert stage.run(37.0, STEP_S).heats


def test_a_lost_sensor_switches_it_off_and_says_so() -> None:
    stage = Stage()
    assert stage.run(37.0, 30.0).heats
    stage.pad.feed(None)
    with pytest.raises(OrganError, match="thermistor"):
        stage.run(37.0, STEP_S)
    assert not stage.pad.heats
    stage.pad.feed(22.0)
    assert stage.run(37.0, STEP_S).heats


def test_a_sensor_that_tells_nonsense_switches_it_off() -> None:
    class Mad(SimulatedPad):
        def keep(self, wanted_c: float, now_s: float) -> float:
            super().keep(wanted_c, now_s)
            return math.nan

    pad = Mad()
    warmer = Warmer(pad)
    warmer.open()
    with pytest.raises(OrganError, match="no temperature"):
        warmer.warm(37.0, Moment(0.0))
    assert not pad.heats


@pytest.mark.parametrize("wish_c", [math.nan, math.inf, -math.inf])
def test_a_wish_that_is_no_temperature_is_no_wish(wish_c: float) -> None:
    assert Stage().run(wish_c, STEP_S).wanted_c is None


def test_time_that_runs_backwards_does_not_give_the_hour_back() -> None:
    stage = Stage()
    stage.run(37.0, LONGEST_S - 10.0)
    stage.warmer.warm(37.0, Moment(0.0))
    assert stage.run(37.0, 30.0).wanted_c is None


def test_the_twin_keeps_its_contract_and_refuses_what_is_no_room() -> None:
    warmth: Warmth = Warmer(SimulatedPad())
    with pytest.raises(OrganError, match="closed"):
        warmth.warm(37.0, Moment(0.0))
    warmth.open()
    warmth.close()
    warmth.close()
    for room_c in (math.nan, 200.0):
        with pytest.raises(MessageError, match="room"):
            SimulatedPad().feed(room_c)


def test_the_twin_could_become_too_hot_if_nobody_held_it() -> None:
    """Or the tests above would prove nothing."""
    pad = SimulatedPad()
    pad.open()
    for second in range(3600):
        pad.keep(100.0, float(second))
    assert pad.latest() > 22.0 + 0.9 * ABOVE_ROOM_C
