"""The only writer of motion: alive at rest, soft under touch, powerless in sleep, never twice the same."""

import itertools
import math
import random
from dataclasses import replace
from datetime import datetime

import pytest

from companion.expression.choreographer import Choreographer
from companion.expression.gestures import GESTURES
from companion.mind.impression import nothing_known
from companion.vocabulary.acts import JOINTS, NOBODY, Gaze
from companion.vocabulary.moment import Moment
from tests.expression.stage import TICK_S, Stage, decided

SEEDS = (1, 2, 3)


def test_the_same_seed_gives_the_same_life() -> None:
    lives = []
    for _ in range(2):
        stage = Stage(7)
        for name in ("rest", "greet", "look", "purr", "withdraw"):
            stage.follow(decided(name, stage.now_s, Gaze(0.3, 0.1)))
            stage.run(1.5)
            stage.touch("cheek_left")
            stage.run(1.5)
        lives.append((stage.expressed, stage.sent))
    assert lives[0] == lives[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_asleep_no_joint_holds_power(seed: int) -> None:
    stage = Stage(seed)
    stage.follow(decided("look", gaze=Gaze(0.5, 0.2)))
    stage.run(5.0)
    stage.follow(decided("sleep", stage.now_s, awake=0.05))
    stage.run(9.0)
    before = stage.tick().pose
    stage.run(120.0)
    assert stage.moved(120.0) == set()
    assert stage.sent[-1].pose == before
    assert before.eyelid_left == pytest.approx(-1.0, abs=0.03)


def test_asleep_a_gentle_touch_is_answered_by_light_and_a_murmur_alone() -> None:
    stage = Stage()
    stage.follow(decided("sleep", awake=0.05))
    stage.run(12.0)
    level, cries = stage.expressed[-1].glow.level, len(stage.cries)
    stage.touch()
    stage.run(1.0)
    assert stage.moved(1.0) == set()
    assert stage.expressed[-1].glow.level > level
    assert [cry.kind for cry in stage.cries[cries:]] == ["murmur"]


@pytest.mark.parametrize("seed", SEEDS)
def test_at_rest_it_breathes_and_blinks_and_never_freezes(seed: int) -> None:
    stage = Stage(seed)
    stage.follow(decided("rest"))
    stage.run(60.0)
    assert min(stage.track("eyelid_left")) < -0.9
    assert max(one.breath for one in stage.expressed) > 0.8
    assert min(one.breath for one in stage.expressed) < 0.05
    for begin in range(0, 3000, 750):
        minute = stage.sent[begin : begin + 750]
        assert any(sent.attached for sent in minute), "a quarter of a minute without any movement"


@pytest.mark.parametrize("seed", SEEDS)
def test_at_rest_the_joints_are_silent_most_of_the_time(seed: int) -> None:
    stage = Stage(seed)
    stage.follow(decided("rest"))
    stage.run(120.0)
    shares = stage.servos.attached_share
    assert sum(shares.values()) / len(JOINTS) < 0.35
    silent = sum(not sent.attached for sent in stage.sent) / len(stage.sent)
    assert silent > 0.15


def test_awake_breathing_uses_at_most_two_joints() -> None:
    stage = Stage(3)
    stage.follow(decided("withdraw"))
    stage.run(8.0)
    stage.run(60.0)
    breathing = [one.active for one in stage.expressed[-3000:] if one.active]
    assert breathing
    for active in breathing:
        beside_lids = active - {"eyelid_left", "eyelid_right"}
        assert beside_lids <= {"flipper_left", "flipper_right"}


def test_a_new_act_takes_over_without_a_jump() -> None:
    stage = Stage(4)
    names = sorted(GESTURES)
    chance = random.Random(9)
    for _ in range(60):
        stage.follow(decided(names[int(chance.random() * len(names))], stage.now_s, intensity=1.0))
        stage.run(chance.uniform(0.1, 1.2))
    wished = [one.pose.joints() for one in stage.expressed]
    for joint in ("neck_yaw", "neck_pitch", "flipper_left", "flipper_right", "tail"):
        steps = [abs(after[joint] - before[joint]) for before, after in itertools.pairwise(wished)]
        assert max(steps) / TICK_S < 9.0, joint


def test_an_act_without_a_gesture_rests_instead_of_failing() -> None:
    stage = Stage()
    stage.follow(decided("juggle"))
    assert stage.run(1.0).pose.eyelid_left > 0


def test_wishes_beyond_reason_change_nothing() -> None:
    stage = Stage()
    stage.follow(decided("rest", awake=math.nan, mood=math.inf, arousal=-math.inf))
    stage.run(2.0)
    assert all(math.isfinite(place) for place in stage.sent[-1].pose.joints().values())


def test_time_that_stands_still_changes_nothing() -> None:
    choreographer = Choreographer(random.Random(1))
    first = choreographer.tick(Moment(5.0))
    assert choreographer.tick(Moment(5.0)) is first
    assert choreographer.tick(Moment(4.0)) is first


def test_after_a_gap_in_time_it_goes_on_softly() -> None:
    stage = Stage()
    stage.follow(decided("wriggle"))
    stage.run(2.0)
    before = stage.expressed[-1].pose
    stage.now_s += 3600.0
    stage.tick()
    after = stage.expressed[-1].pose
    assert abs(after.neck_pitch - before.neck_pitch) < 0.2


@pytest.mark.parametrize("name", ["greet", "wriggle", "nuzzle", "yawn", "purr"])
def test_acts_that_have_a_sound_sound(name: str) -> None:
    stage = Stage()
    stage.follow(decided(name, mood=0.4))
    stage.run(4.0)
    assert stage.cries
    assert all(0 < cry.intensity <= 0.8 for cry in stage.cries)


def test_a_purr_ends_when_the_stroking_ends() -> None:
    stage = Stage()
    stage.follow(decided("purr"))
    stage.run(3.0)
    assert stage.cries[0].kind == "purr"
    assert not any(one.hush for one in stage.expressed)
    stage.follow(decided("look", stage.now_s))
    stage.tick()
    assert stage.expressed[-1].hush


def test_withdrawing_is_silent_and_still() -> None:
    stage = Stage()
    stage.follow(decided("greet"))
    stage.run(0.5)
    cries = len(stage.cries)
    stage.follow(decided("withdraw", stage.now_s))
    stage.tick()
    assert stage.expressed[-1].hush
    stage.run(30.0)
    assert len(stage.cries) == cries
    assert stage.travelled("neck_yaw", 25.0) < 0.02


def test_cries_never_crowd_each_other() -> None:
    stage = Stage(2)
    for name in ("greet", "wriggle", "nuzzle", "look", "yawn"):
        stage.follow(decided(name, stage.now_s))
        stage.run(4.0)
    at = [tick * TICK_S for tick, one in enumerate(stage.expressed) if one.cry is not None]
    assert len(at) > 3
    assert all(later - earlier >= 0.8 for earlier, later in itertools.pairwise(at))


def test_at_night_its_voice_is_softer() -> None:
    loudness = []
    for hour in (12, 23):
        stage = Stage(clock=datetime(2026, 5, 1, hour))
        stage.follow(decided("greet"))
        stage.run(1.0)
        loudness.append(stage.cries[0].intensity)
    assert loudness[1] < 0.6 * loudness[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_asked_to_look_with_nobody_in_sight_it_faces_forward(seed: int) -> None:
    stage = Stage(seed)
    stage.follow(decided("look"))
    stage.run(30.0)
    assert max(abs(yaw) for yaw in stage.track("neck_yaw")) < 0.3


def test_in_an_empty_room_no_act_makes_a_sound() -> None:
    stage = Stage()
    for name in sorted(GESTURES):
        decision = decided(name, stage.now_s, awake=0.05 if name in ("sleep", "dream") else 1.0)
        stage.follow(replace(decision, impression=nothing_known(NOBODY)))
        stage.run(30.0)
    stage.bang()
    stage.run(5.0)
    assert not stage.cries


def test_the_last_one_to_leave_leaves_it_silent() -> None:
    stage = Stage()
    stage.follow(decided("hum"))
    stage.run(2.0)
    assert [cry.kind for cry in stage.cries] == ["lullaby"]
    stage.follow(replace(decided("hum"), impression=nothing_known(NOBODY)))
    stage.tick()
    assert stage.expressed[-1].hush
    stage.run(60.0)
    assert len(stage.cries) == 1


def test_led_breath_takes_the_pace_that_is_asked_softly() -> None:
    stage = Stage()
    stage.follow(replace(decided("look"), breaths_per_minute=20.0))
    stage.run(30.0)
    lengths_s = breaths_s(stage)
    assert lengths_s[-1] == pytest.approx(3.0, abs=0.06)
    stage.follow(replace(decided("look"), breaths_per_minute=8.0))
    stage.run(60.0)
    lengths_s = breaths_s(stage)
    assert lengths_s[-1] == pytest.approx(7.5, abs=0.1)
    steps = [abs(after.breath - before.breath) for before, after in itertools.pairwise(stage.expressed)]
    assert max(steps) < 0.04


@pytest.mark.parametrize("pace", [math.nan, math.inf, -3.0, 0.0, 1e9])
def test_a_breath_beyond_reason_is_still_a_calm_breath(pace: float) -> None:
    stage = Stage()
    stage.follow(replace(decided("breathe_with"), breaths_per_minute=pace))
    stage.run(60.0)
    assert all(1.9 < length_s < 15.2 for length_s in breaths_s(stage)[1:])


def breaths_s(stage: Stage) -> list[float]:
    """How long each whole breath took, from one beginning of breathing in to the next."""
    breath = [one.breath for one in stage.expressed]
    begins = [tick for tick in range(1, len(breath)) if breath[tick - 1] < 1e-3 <= breath[tick]]
    return [(after - before) * TICK_S for before, after in itertools.pairwise(begins)]


@pytest.mark.parametrize("name", sorted(name for name, gesture in GESTURES.items() if not gesture.asleep))
def test_awake_nothing_it_does_ever_freezes(name: str) -> None:
    stage = Stage()
    stage.follow(decided(name, gaze=Gaze(0.2, 0.1)))
    stage.run(60.0)
    anything = [tick for tick, sent in enumerate(stage.sent) if sent.attached]
    body = [tick for tick, sent in enumerate(stage.sent) if sent.attached - {"eyelid_left", "eyelid_right"}]
    assert max(after - before for before, after in itertools.pairwise(anything)) * TICK_S < 12.0
    assert max(after - before for before, after in itertools.pairwise([*body, len(stage.sent)])) * TICK_S < 25.0


def test_the_lids_go_with_what_it_looks_at() -> None:
    held = []
    for pitch in (-0.5, 0.0, 0.5):
        stage = Stage()
        stage.follow(decided("rest", gaze=Gaze(0.0, pitch)))
        stage.run(2.0)
        held.append(sorted(stage.track("eyelid_left", 1.0))[-1])
    low, even, high = held
    assert low < even - 0.1
    assert high > even + 0.1


def test_in_quiet_hours_it_moves_more_slowly_and_the_limiter_hardly_has_to_cut_it() -> None:
    lag, quickest = [], []
    for hour in (12, 23):
        stage = Stage(clock=datetime(2026, 5, 1, hour))
        stage.follow(decided("wriggle", intensity=0.24))
        stage.run(20.0)
        wished = [one.pose.flipper_left for one in stage.expressed]
        track = stage.track("flipper_left")
        lag.append(max(abs(wish - sent) for wish, sent in zip(wished, track, strict=True)))
        quickest.append(max(abs(after - before) for before, after in itertools.pairwise(track)) / TICK_S)
    assert quickest[1] < 0.8 * quickest[0]
    assert lag[1] < 0.3
