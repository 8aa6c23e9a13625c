"""The arithmetic of soft motion: no way depends on how time is cut, and braking ends where it was said to end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.body.braking import Course, Softness, coming_to, fitting_speed, stopping, take_up

soft = some.builds(Softness, some.floats(1.0, 500.0), some.floats(5.0, 60_000.0))
speeds = some.floats(-4.0, 4.0)


@some.composite
def moving(draw: some.DrawFn) -> tuple[Course, Softness]:
    """A joint somewhere in the middle of a movement, as it can come about: never pulled harder than it may be."""
    made = draw(soft)
    course: Course = (draw(some.floats(-1.0, 1.0)), 0.0, 0.0)
    for speed, seconds in draw(some.lists(some.tuples(speeds, some.floats(0.001, 0.3)), max_size=4)):
        course = take_up(course, speed, made, seconds)
    return course, made


@settings(max_examples=200, deadline=None)
@given(moving(), speeds, some.floats(0.001, 0.5), some.floats(0.001, 0.5))
def test_it_does_not_matter_how_time_is_cut(
    start: tuple[Course, Softness], speed: float, first_s: float, then_s: float
) -> None:
    course, made = start
    whole = take_up(course, speed, made, first_s + then_s)
    cut = take_up(take_up(course, speed, made, first_s), speed, made, then_s)
    assert cut[:2] == pytest.approx(whole[:2], abs=1e-6)


@settings(max_examples=200, deadline=None)
@given(moving(), speeds)
def test_a_speed_is_reached_exactly_and_held(start: tuple[Course, Softness], speed: float) -> None:
    course, made = start
    place, now, pull = take_up(course, speed, made, 60.0)
    assert (now, pull) == (speed, 0.0)
    later = take_up((place, now, pull), speed, made, 1.0)
    assert later[0] == pytest.approx(place + speed, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(moving())
def test_braking_stays_between_the_places_and_below_the_speed_that_were_foretold(
    start: tuple[Course, Softness],
) -> None:
    course, made = start
    low, high = stopping(course, made)
    most = coming_to(course, made)
    ends_s = 8.0
    way = [take_up(course, 0.0, made, ends_s * step / 400) for step in range(401)]
    assert all(low - 1e-6 <= place <= high + 1e-6 for place, _, _ in way)
    assert all(abs(speed) <= most + 1e-6 for _, speed, _ in way)
    if way[-1][1] == 0.0:
        # What was foretold is really reached, or it would be caution and not foresight.
        reached = [place for place, _, _ in way]
        assert min(abs(place - low) for place in reached) < 0.05 or low == course[0]
        assert min(abs(place - high) for place in reached) < 0.05 or high == course[0]


@settings(max_examples=200, deadline=None)
@given(some.floats(-1.0, 1.0), some.floats(-1.0, 1.0), soft, some.floats(0.002, 0.09))
def test_the_fitting_speed_never_leads_where_it_could_not_stop_at_the_goal(
    place: float, goal: float, made: Softness, tick_s: float
) -> None:
    course: Course = (place, 0.0, 0.0)
    for _ in range(40):
        speed = fitting_speed(course, goal, 3.0, made, tick_s)
        low, high = stopping(take_up(course, speed, made, tick_s), made)
        assert low >= min(goal, course[0], place) - 1e-9
        assert high <= max(goal, course[0], place) + 1e-9
        course = take_up(course, speed, made, tick_s)


def test_a_way_from_rest_to_rest_is_as_quick_as_physics_allows() -> None:
    """Without a limit of speed or acceleration in reach, four equal phases of jerk: distance = 2 J (T/4)^3."""
    made, tick_s = Softness(1000.0, 100.0), 0.01
    course: Course = (0.0, 0.0, 0.0)
    ticks = 0
    while course[0] < 1.0 - 1e-5:
        course = take_up(course, fitting_speed(course, 1.0, 100.0, made, tick_s), made, tick_s)
        ticks += 1
    ideal_s = 4.0 * (1.0 / 200.0) ** (1 / 3)
    assert ticks * tick_s == pytest.approx(ideal_s, rel=0.1)
