"""Soft shapes: from rest to rest, and a follower that never jumps."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from companion.expression.minimum_jerk import Follower, minimum_jerk


def test_minimum_jerk_goes_from_rest_to_rest_and_never_back() -> None:
    places = [minimum_jerk(step / 200) for step in range(-20, 221)]
    assert places[0] == 0.0
    assert places[-1] == 1.0
    assert places == sorted(places)
    assert minimum_jerk(0.5) == pytest.approx(0.5)
    assert minimum_jerk(0.01) < 1e-5


@given(some.lists(some.tuples(some.floats(-1, 1), some.floats(0.001, 0.1)), min_size=1, max_size=60))
def test_a_follower_never_jumps_and_stays_between_its_goals(goals: list[tuple[float, float]]) -> None:
    follower = Follower()
    for goal, step_s in goals:
        before = follower.place
        follower.goal = goal
        place = follower.step(step_s, 9.0)
        assert -1.2 <= place <= 1.2
        assert abs(place - before) <= 12.0 * step_s + 1e-3


def test_a_follower_arrives_rests_and_does_not_overshoot() -> None:
    follower = Follower()
    follower.goal = 0.5
    places = [follower.step(0.02, 6.0) for _ in range(200)]
    assert places == sorted(places)
    assert follower.resting
    assert places[-1] == 0.5
