"""Motion that cannot hurt: whatever is asked for, every joint keeps its range, its speed and its softness."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.body.limiter import HOLD_S, TICK_S, JointLimit, MotionLimiter
from companion.body.pins import load_pins
from companion.vocabulary.acts import JOINTS, Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

LIMITS = load_pins().limits
ALL = frozenset(JOINTS)
FAR = Pose(1.0, -1.0, -1.0, -1.0, 1.0, 1.0, -1.0)

wishes = some.one_of(some.floats(-1.5, 1.5), some.sampled_from((math.nan, math.inf, -math.inf, -1.0, 1.0)))
poses = some.builds(Pose, *(wishes for _ in JOINTS))
ticks = some.lists(
    some.tuples(poses, some.frozensets(some.sampled_from(JOINTS)), some.floats(0.001, 0.099)), min_size=2, max_size=60
)
narrow: dict[Joint, JointLimit] = {joint: JointLimit(-0.3, 0.4, 0.9, 5.0) for joint in JOINTS}


def run(
    limiter: MotionLimiter, pose: Pose, seconds: float, active: frozenset[Joint] = ALL, start_s: float = 0.0
) -> Sent:
    """Ask for the same pose for a while, 50 times a second."""
    sent = limiter.send(pose, active, Moment(start_s))
    for tick in range(1, round(seconds / TICK_S) + 1):
        sent = limiter.send(pose, active, Moment(start_s + tick * TICK_S))
    return sent


@settings(max_examples=100, deadline=None)
@given(ticks, some.sampled_from((LIMITS, narrow)))
def test_range_speed_and_acceleration_are_never_exceeded(
    asked: list[tuple[Pose, frozenset[Joint], float]], limits: dict[Joint, JointLimit]
) -> None:
    limiter = MotionLimiter(limits, start=Pose(0, 0, 0, 0, 0, 0, 0))
    limiter.send(Pose(), frozenset(), Moment(0.0))
    now_s, before, speeds = 0.0, limiter.pose.joints(), dict.fromkeys(JOINTS, 0.0)
    for pose, active, step_s in asked:
        previous_s, now_s = now_s, now_s + step_s
        sent = limiter.send(pose, active, Moment(now_s))
        for joint, place in sent.pose.joints().items():
            limit, elapsed_s = limits[joint], now_s - previous_s
            speed = (place - before[joint]) / elapsed_s
            assert limit.low <= place <= limit.high
            assert abs(speed) <= limit.speed_per_s + 1e-6
            assert abs(speed - speeds[joint]) <= limit.acceleration_per_s2 * elapsed_s + 1e-6
            speeds[joint] = speed
        before = sent.pose.joints()


def test_a_resting_goal_is_reached_and_never_passed() -> None:
    limiter = MotionLimiter(LIMITS)
    places = [run(limiter, FAR, TICK_S, start_s=tick * 2 * TICK_S).pose.neck_yaw for tick in range(100)]
    assert places == sorted(places)
    assert places[-1] == pytest.approx(1.0, abs=0.002)


@pytest.mark.parametrize("gate", [Gate(stop=True), Gate(still=True), Gate(cleaning=True)])
def test_stop_freezes_every_joint_at_once(gate: Gate) -> None:
    limiter = MotionLimiter(LIMITS)
    moving = run(limiter, FAR, 0.2)
    limiter.obey(gate)
    assert limiter.attached == frozenset()
    assert limiter.pose == moving.pose
    frozen = run(limiter, FAR, 1.0, start_s=0.22)
    assert frozen.pose == moving.pose
    assert frozen.attached == frozenset()


def test_silence_and_staff_do_not_bind_the_joints() -> None:
    limiter = MotionLimiter(LIMITS)
    limiter.obey(Gate(silent=True, staff=True))
    assert run(limiter, FAR, 0.2).attached == ALL


def test_when_people_let_it_move_again_it_begins_softly() -> None:
    limiter = MotionLimiter(LIMITS)
    run(limiter, FAR, 0.2)
    limiter.obey(Gate(stop=True))
    frozen = run(limiter, FAR, 1.0, start_s=0.22).pose.neck_yaw
    limiter.obey(Gate())
    first = limiter.send(FAR, ALL, Moment(1.24)).pose.neck_yaw
    assert 0 < first - frozen <= LIMITS["neck_yaw"].acceleration_per_s2 * TICK_S**2 + 1e-9


def test_only_joints_that_are_named_hold_power_and_only_while_they_move() -> None:
    limiter = MotionLimiter(LIMITS)
    tail: frozenset[Joint] = frozenset(("tail",))
    moving = run(limiter, Pose(tail=0.5), 0.5, tail)
    assert moving.attached == tail
    resting = run(limiter, Pose(tail=0.5), HOLD_S + 0.3, frozenset(), start_s=0.52)
    assert resting.attached == frozenset()
    assert resting.pose.tail == pytest.approx(0.5, abs=0.002)
    assert resting.pose.neck_yaw == 0.0


def test_a_joint_that_nobody_names_stays_whatever_the_pose_says() -> None:
    limiter = MotionLimiter(LIMITS)
    assert run(limiter, FAR, 1.0, frozenset()).pose == Pose()


def test_a_joint_no_longer_named_finishes_its_way_before_it_is_let_go() -> None:
    limiter = MotionLimiter(LIMITS)
    run(limiter, Pose(neck_yaw=0.8), 0.1)
    sent = run(limiter, Pose(neck_yaw=-0.8), 2.0, frozenset(), start_s=0.12)
    assert sent.pose.neck_yaw == pytest.approx(0.8, abs=0.002)
    assert not sent.attached


def test_what_is_no_number_is_refused_and_the_joint_holds() -> None:
    limiter = MotionLimiter(LIMITS)
    sent = run(limiter, Pose(neck_yaw=math.nan, tail=math.inf), 0.5)
    assert (sent.pose.neck_yaw, sent.pose.tail) == (0.0, 0.0)
    assert limiter.refused == 2 * 26


@pytest.mark.parametrize("later_s", [1.0, 0.5, -3.0, math.nan])
def test_time_that_stands_still_or_runs_backwards_moves_nothing(later_s: float) -> None:
    limiter = MotionLimiter(LIMITS)
    before = run(limiter, FAR, 1.0)
    assert limiter.send(Pose(), ALL, Moment(later_s)).pose == before.pose


def test_after_a_gap_in_time_it_begins_again_from_rest() -> None:
    limiter = MotionLimiter(LIMITS)
    before = run(limiter, FAR, 0.2).pose.neck_yaw
    after = limiter.send(FAR, ALL, Moment(60.0)).pose.neck_yaw
    assert 0 < after - before <= LIMITS["neck_yaw"].acceleration_per_s2 * TICK_S**2 + 1e-9


def test_the_share_of_time_with_power_is_reported() -> None:
    limiter = MotionLimiter(LIMITS)
    tail: frozenset[Joint] = frozenset(("tail",))
    run(limiter, Pose(tail=0.3), 1.0, tail)
    run(limiter, Pose(tail=0.3), 9.0, frozenset(), start_s=1.02)
    assert limiter.attached_share["tail"] == pytest.approx((1.0 + HOLD_S) / 10.02, abs=0.01)
    assert limiter.attached_share["neck_yaw"] == 0.0


@pytest.mark.parametrize(
    "limit", [(-1.2, 1, 1, 1), (0.5, 0.5, 1, 1), (-1, 1, 0, 1), (-1, 1, 1, math.inf), (math.nan, 1, 1, 1)]
)
def test_a_limit_that_makes_no_sense_is_refused(limit: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="joint's"):
        JointLimit(*limit)
