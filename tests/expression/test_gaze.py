"""Gaze: after a face softly and a little late, away at times, about the room when nobody is there."""

import itertools
import random

import pytest

from companion.expression.gaze import GazeFollowing, Turned
from companion.vocabulary.acts import Gaze

TICK_S = 0.02


def gaze_over(seconds: float, target: Gaze | None, seed: int = 1, awake: float = 1.0) -> list[Turned]:
    gaze = GazeFollowing(random.Random(seed))
    gaze.look(target)
    return [gaze.step(tick * TICK_S, TICK_S, 1.0, awake, False) for tick in range(round(seconds / TICK_S))]


def test_the_head_begins_to_follow_at_once_and_arrives_a_little_late() -> None:
    track = [turned.yaw for turned in gaze_over(1.5, Gaze(0.6, 0.0))]
    assert 0 < track[2] < 0.05
    halfway_s = next(tick for tick, yaw in enumerate(track) if yaw > 0.3) * TICK_S
    assert 0.2 < halfway_s < 0.6
    assert track[-1] == pytest.approx(0.6, abs=0.02)
    assert track == sorted(track), "no overshoot"


def test_it_looks_away_at_times_but_mostly_at_the_face() -> None:
    track = [turned.yaw for turned in gaze_over(120.0, Gaze(0.2, 0.0))]
    away = sum(abs(yaw - 0.2) > 0.12 for yaw in track) / len(track)
    assert 0.05 < away < 0.35


def test_it_never_stares_longer_than_people_like() -> None:
    track = [abs(turned.yaw - 0.2) < 0.02 for turned in gaze_over(300.0, Gaze(0.2, 0.0))]
    longest = max(len(list(run)) * TICK_S for looking, run in itertools.groupby(track) if looking)
    assert 5.0 < longest < 9.0


def test_a_face_that_trembles_does_not_make_the_head_tremble() -> None:
    gaze = GazeFollowing(random.Random(1))
    chance = random.Random(2)
    track = []
    for tick in range(150):
        gaze.look(Gaze(0.3 + chance.uniform(-0.015, 0.015), 0.0))
        track.append(gaze.step(tick * TICK_S, TICK_S, 1.0, 1.0, False).yaw)
    assert max(track[90:100]) - min(track[90:100]) < 0.02


def test_alone_it_glances_about_and_rests_in_between() -> None:
    track = [turned.yaw for turned in gaze_over(120.0, None)]
    assert max(track) - min(track) > 0.3
    resting = sum(before == after for before, after in itertools.pairwise(track)) / len(track)
    assert resting > 0.5


def test_a_gaze_beyond_the_neck_stays_within_it() -> None:
    assert all(abs(turned.yaw) <= 0.85 and abs(turned.pitch) <= 0.85 for turned in gaze_over(20.0, Gaze(5.0, -5.0)))


def test_while_still_the_head_comes_to_rest_where_it_is() -> None:
    gaze = GazeFollowing(random.Random(1))
    gaze.look(Gaze(0.8, 0.0))
    for tick in range(15):
        gaze.step(tick * TICK_S, TICK_S, 1.0, 1.0, False)
    track = [gaze.step(0.3 + tick * TICK_S, TICK_S, 1.0, 1.0, True).yaw for tick in range(100)]
    assert track[-1] == track[-20]
    assert track[-1] < 0.8
