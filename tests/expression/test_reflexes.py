"""Touch is answered in the next tick; a blow by a soft startle and then stillness; a storm by no more than that."""

import itertools
import random

import pytest

from companion.vocabulary.acts import Gaze, Joint
from companion.vocabulary.signals import ZONES, Zone
from tests.expression.stage import TICK_S, Stage, decided


def resting(seed: int = 1) -> Stage:
    """A stage whose head is still just now."""
    stage = Stage(seed)
    stage.follow(decided("withdraw"))
    stage.run(6.0)
    while {"neck_yaw", "neck_pitch", "eyelid_left"} & stage.tick().attached:
        pass
    return stage


def fastest(stage: Stage, joint: Joint, last_s: float) -> float:
    track = stage.track(joint, last_s)
    return max(abs(after - before) for before, after in itertools.pairwise(track)) / TICK_S


@pytest.mark.parametrize("zone", ZONES)
def test_touch_moves_the_head_and_the_lids_in_the_next_tick(zone: Zone) -> None:
    stage = resting()
    before = stage.sent[-1].pose
    stage.touch(zone)
    after = stage.tick()
    assert (after.pose.neck_yaw, after.pose.neck_pitch) != (before.neck_yaw, before.neck_pitch)
    assert after.pose.eyelid_left != before.eyelid_left
    assert after.attached & {"neck_yaw", "neck_pitch"}


def test_the_head_turns_toward_the_touched_side() -> None:
    turned: dict[str, float] = {}
    sides: tuple[Zone, Zone] = ("cheek_left", "cheek_right")
    for zone in sides:
        stage = resting()
        before = stage.sent[-1].pose.neck_yaw
        stage.touch(zone)
        turned[zone] = stage.run(0.6).pose.neck_yaw - before
    assert turned["cheek_left"] < -0.1
    assert turned["cheek_right"] > 0.1


def test_after_a_touch_the_head_comes_back() -> None:
    stage = resting()
    before = stage.sent[-1].pose.neck_yaw
    stage.touch("cheek_left")
    stage.run(5.0)
    assert stage.sent[-1].pose.neck_yaw == pytest.approx(before, abs=0.02)


@pytest.mark.parametrize("cause", ["hit", "dropped", "bang"])
def test_a_shock_is_answered_softly_and_then_with_stillness(cause: str) -> None:
    stage = Stage(5)
    stage.follow(decided("purr"))
    stage.run(3.0)
    if cause == "hit":
        stage.touch("back_middle", "hit")
    elif cause == "dropped":
        stage.posture("dropped")
    else:
        stage.bang()
    stage.tick()
    assert stage.expressed[-1].hush
    stage.run(1.0)
    assert fastest(stage, "neck_pitch", 1.0) < 1.0
    assert fastest(stage, "flipper_left", 1.0) < 2.5
    calls = len(stage.cries)
    stage.run(1.5)
    assert len(stage.cries) == calls
    assert stage.travelled("neck_yaw", 1.0) < 0.15


def test_a_storm_of_touches_never_makes_it_twitch() -> None:
    stage = Stage(6)
    chance = random.Random(3)
    stage.follow(decided("look", gaze=Gaze(0.2, 0.0)))
    for _ in range(600):
        zone = ZONES[int(chance.random() * len(ZONES))]
        stage.touch(zone, "hit" if chance.random() < 0.3 else "contact")
        stage.tick()
    assert fastest(stage, "neck_yaw", 11.0) < 1.3
    assert fastest(stage, "neck_pitch", 11.0) < 1.3
    stage.run(6.0)
    assert stage.sent[-1].pose.neck_pitch == pytest.approx(0.1, abs=0.3)


def test_the_same_touch_again_and_again_moves_it_less() -> None:
    stage = resting()
    turns = []
    for _ in range(4):
        rest = stage.sent[-1].pose.neck_yaw
        stage.touch("cheek_right")
        turns.append(stage.run(0.9).pose.neck_yaw - rest)
        stage.run(1.6)
    assert turns[-1] < turns[0]


def test_being_lifted_widens_its_eyes() -> None:
    stage = resting()
    before = stage.sent[-1].pose.eyelid_left
    stage.posture("lifted")
    assert stage.run(0.8).pose.eyelid_left > before
