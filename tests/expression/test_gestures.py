"""The table of gestures: every act has one, each looks different, begins and ends softly, and keeps to the law."""

import itertools
import math
from datetime import datetime

import pytest

from companion.body.pins import load_pins
from companion.expression.gestures import GESTURES
from companion.expression.gestures.rhythm import RHYTHM
from companion.expression.gestures.together import TOGETHER
from companion.expression.gestures.touched import TOUCHED
from companion.mind.acts import ACTS
from companion.vocabulary.acts import JOINTS, Gaze, Joint
from tests.expression.stage import TICK_S, Stage, decided

NAMES = sorted(GESTURES)
ASLEEP = ("dream", "sleep")
BODY: tuple[Joint, ...] = ("neck_yaw", "neck_pitch", "flipper_left", "flipper_right", "tail")
"""Every joint but the lids, whose blinks are no part of a gesture."""

TABLES = (TOUCHED, TOGETHER, RHYTHM)


def played(name: str, seconds: float = 7.0, seed: int = 1, intensity: float = 0.6) -> Stage:
    stage = Stage(seed)
    stage.follow(decided(name, awake=0.05 if name in ASLEEP else 1.0, intensity=intensity))
    stage.run(seconds)
    return stage


def spread(track: list[float]) -> tuple[float, float]:
    """Mean and standard deviation."""
    mean = sum(track) / len(track)
    return mean, math.sqrt(sum((value - mean) ** 2 for value in track) / len(track))


def signature(name: str, seed: int = 1) -> list[float]:
    """What a person sees of an act in its first seven seconds: where each joint is, how much and how fast it moves, and
    how the light looks to the eye; left and right of head and tail are one."""
    stage = played(name, seed=seed)
    seen = []
    for joint in JOINTS:
        track = stage.track(joint)
        seen.append(stage.travelled(joint, 7.0) / 7.0)
        track = [abs(place) for place in track] if joint in ("neck_yaw", "tail") else track
        seen += [*spread(track), max(track), min(track)]
    light = [2.0 * math.sqrt(one.glow.level) for one in stage.expressed]
    return [*seen, *spread(light), max(light)]


def test_no_act_is_in_two_tables() -> None:
    assert sum(map(len, TABLES)) == len(GESTURES) >= 34


def test_every_act_of_the_mind_has_a_gesture() -> None:
    assert {kind.name for kind in ACTS} <= set(GESTURES)


@pytest.mark.parametrize("name", NAMES)
def test_an_act_is_never_quite_the_same_twice(name: str) -> None:
    assert signature(name, 1) != signature(name, 2)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"rest", "look"}))
def test_no_act_is_a_mirror_of_itself(name: str) -> None:
    """Left and right, or the two ends of a swing, are never quite equal, or it would look like a machine."""
    stage = played(name)
    left, right = stage.track("flipper_left"), stage.track("flipper_right")
    assert any(abs(one - other) > 0.004 for one, other in zip(left, right, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_an_act_returns_softly_to_rest(name: str) -> None:
    stage = played(name, 6.0, intensity=1.0)
    stage.follow(decided("rest", stage.now_s))
    stage.run(2.0)
    handed_over = stage.sent[-1].pose
    assert abs(handed_over.neck_pitch) < 0.45
    for joint in BODY:
        steps = [abs(after - before) for before, after in itertools.pairwise(stage.track(joint, 2.0))]
        assert max(steps) / TICK_S < 3.4, joint
    stage.run(3.0)
    pose = stage.sent[-1].pose
    assert pose.flipper_left == pytest.approx(-0.42, abs=0.4)
    assert pose.flipper_right == pytest.approx(-0.42, abs=0.4)


@pytest.mark.parametrize("name", NAMES)
def test_an_act_stays_within_what_its_joints_may_do_and_hardly_needs_the_limiter(name: str) -> None:
    stage = played(name, 12.0, intensity=1.0)
    limits = load_pins().limits
    for joint in JOINTS:
        limit, track = limits[joint], stage.track(joint)
        speeds = [(after - before) / TICK_S for before, after in itertools.pairwise(track)]
        assert min(track) >= limit.low
        assert max(track) <= limit.high
        assert max(map(abs, speeds)) <= limit.speed_per_s + 1e-6
        changes = [abs(after - before) / TICK_S for before, after in itertools.pairwise(speeds)]
        assert max(changes) <= limit.acceleration_per_s2 + 1e-6
    for joint in BODY:
        wished = [getattr(one.pose, joint) for one in stage.expressed]
        assert max(abs(wish - sent) for wish, sent in zip(wished, stage.track(joint), strict=True)) < 0.2, joint


def test_from_sleep_into_a_dream_and_back_no_joint_holds_power() -> None:
    stage = played("sleep", 12.0)
    for name in ("dream", "sleep", "dream"):
        stage.follow(decided(name, stage.now_s, awake=0.05))
        stage.run(20.0)
    assert stage.moved(58.0) == set()


@pytest.mark.parametrize("name", ["drowse", "purr", "rest", "hum"])
def test_whatever_it_did_while_it_fell_asleep_no_joint_holds_power_then(name: str) -> None:
    stage = Stage()
    stage.follow(decided(name))
    stage.run(20.0)
    stage.follow(decided(name, awake=0.05))
    stage.run(15.0)
    stage.run(60.0)
    assert stage.moved(60.0) == set()


def test_a_dream_is_a_soft_light_and_murmurs() -> None:
    stage = played("sleep", 12.0)
    stage.run(20.0)
    asleep = max(one.glow.level for one in stage.expressed[-900:])
    before = len(stage.cries)
    stage.follow(decided("dream", stage.now_s, awake=0.05))
    stage.run(60.0)
    levels = [one.glow.level for one in stage.expressed[-2900:]]
    assert max(levels) > 2 * asleep
    assert min(levels) < asleep
    assert {cry.kind for cry in stage.cries[before:]} == {"murmur"}


def test_at_night_a_dream_is_dark() -> None:
    stage = Stage(clock=datetime(2026, 5, 1, 2))
    stage.follow(decided("dream", awake=0.05))
    stage.run(40.0)
    assert max(one.glow.level for one in stage.expressed[1000:]) == 0.0


def test_breathing_with_somebody_shows_in_the_cheeks_and_tiny_in_two_joints() -> None:
    stage = played("breathe_with", 8.0)
    stage.run(40.0)
    moving = {joint for one in stage.expressed[-2000:] for joint in one.active}
    assert moving <= {"flipper_left", "flipper_right", "eyelid_left", "eyelid_right"}
    for joint in ("flipper_left", "flipper_right"):
        track = stage.track(joint, 40.0)
        assert 0.03 < max(track) - min(track) < 0.2
    resting = played("rest", 48.0)
    shown, usual = (
        max(one.glow.level for one in of.expressed[-1500:]) - min(one.glow.level for one in of.expressed[-1500:])
        for of in (stage, resting)
    )
    assert shown > 1.5 * usual


@pytest.mark.parametrize("side", [-0.7, 0.6])
def test_it_turns_to_where_the_voice_is(side: float) -> None:
    stage = Stage()
    stage.follow(decided("turn_to_voice", gaze=Gaze(side, 0.0)))
    stage.run(1.6)
    assert stage.sent[-1].pose.neck_yaw == pytest.approx(side, abs=0.1)


@pytest.mark.parametrize("name", ["look_up", "wave", "slow_blink", "keep_watch", "listen", "hold_still", "withdraw"])
def test_what_must_not_call_is_silent(name: str) -> None:
    assert not played(name, 60.0).cries


def test_it_hums_in_the_evening_again_and_again_with_rests_between() -> None:
    stage = played("hum", 60.0)
    at = [tick * TICK_S for tick, one in enumerate(stage.expressed) if one.cry is not None]
    assert {cry.kind for cry in stage.cries} == {"lullaby"}
    assert len(at) >= 4
    assert all(later - earlier > 7.5 for earlier, later in itertools.pairwise(at))


def test_its_answer_is_one_short_coo() -> None:
    assert [cry.kind for cry in played("answer", 20.0).cries] == ["coo"]


def test_in_peekaboo_the_eyes_shut_and_open_wide() -> None:
    stage = played("peekaboo", 8.0)
    lids = stage.track("eyelid_left")
    assert min(lids) < -0.9
    assert max(lids) > 0.9


def test_a_slow_blink_takes_its_time() -> None:
    stage = played("slow_blink", 4.0)
    lids = [round(lid, 2) for lid in stage.track("eyelid_left")]
    half_shut = sum(lid < -0.2 for lid in lids) * TICK_S
    assert min(lids) < -0.95
    assert half_shut > 1.2


def test_it_melts_slowly_and_deep() -> None:
    stage = played("melt", 8.0, intensity=1.0)
    pitch = stage.track("neck_pitch")
    assert pitch[-1] < -0.55
    assert max(abs(after - before) for before, after in itertools.pairwise(pitch)) / TICK_S < 0.6


def test_a_lasting_act_grows_softer_when_the_mind_asks_and_never_louder() -> None:
    stage = Stage()
    loudness = []
    for intensity in (0.6, 0.3, 0.9):
        stage.follow(decided("breathe_with", intensity=intensity))
        stage.run(30.0)
        loudness.append([cry.intensity for cry in stage.cries][-1])
    assert loudness[1] < 0.8 * loudness[0]
    assert loudness[2] <= loudness[1]
