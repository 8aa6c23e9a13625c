"""Motion that cannot hurt: whatever is asked for, every joint keeps its range, its speed and its softness."""

import itertools
import math
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.body.limiter import HOLD_S, LONGEST_STEP_S, TICK_S, JointLimit, MotionLimiter, NoiseBudget
from companion.body.pins import load_pins
from companion.vocabulary.acts import JOINTS, Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

PINS = load_pins()
LIMITS = PINS.limits
ALL = frozenset(JOINTS)
FAR = Pose(1.0, -1.0, -1.0, -1.0, 1.0, 1.0, -1.0)
NOON, MIDNIGHT = datetime(2026, 5, 1, 12), datetime(2026, 5, 1, 0)

narrow: dict[Joint, JointLimit] = {joint: JointLimit(-0.3, 0.4, 0.9, 5.0, 60.0) for joint in JOINTS}
stiff: dict[Joint, JointLimit] = {joint: JointLimit(-1.0, 0.1, 3.0, 4.0, 9.0) for joint in JOINTS}
limits = some.sampled_from((LIMITS, narrow, stiff))
wishes = some.one_of(some.floats(-1.5, 1.5), some.sampled_from((math.nan, math.inf, -math.inf, -1.0, 1.0)))
poses = some.builds(Pose, *(wishes for _ in JOINTS))
lengths_s = some.one_of(some.just(TICK_S), some.floats(0.001, 0.099), some.sampled_from((0.0, -1.0, 0.3, 7.0)))
ticks = some.lists(
    some.tuples(poses, some.frozensets(some.sampled_from(JOINTS)), lengths_s, some.integers(0, 9)),
    min_size=4,
    max_size=80,
)

Track = list[tuple[float, float]]
"""(second, place) of one joint, from one interruption to the next."""


def tracks(asked: list[tuple[Pose, frozenset[Joint], float, int]], limiter: MotionLimiter) -> dict[Joint, list[Track]]:
    """Ask for all of it. One time in ten a stop comes and goes; a stop or a long gap ends motion, and so a track."""
    now_s = 5.0
    whole: dict[Joint, list[Track]] = {joint: [[]] for joint in JOINTS}
    for pose, active, length_s, dice in asked:
        gap = length_s > LONGEST_STEP_S
        if gap or dice == 0:
            limiter.obey(Gate(stop=dice == 0))
            limiter.obey(Gate())
            for parts in whole.values():
                parts.append([])
        time_stands = length_s <= 0
        sent = limiter.send(pose, active, Moment(now_s + length_s))
        if not time_stands:
            now_s += length_s
            for joint, place in sent.pose.joints().items():
                whole[joint][-1].append((now_s, place))
    return whole


def steepness(track: Track, order: int) -> float:
    """The largest derivative of this order that the places prove, whatever the times between them.

    A divided difference of n + 1 places is the n-th derivative somewhere between them, divided by n factorial.
    """
    values = [place for _, place in track]
    for step in range(1, order + 1):
        values = [
            (after - before) / (track[index + step][0] - track[index][0])
            for index, (before, after) in enumerate(itertools.pairwise(values))
        ]
    return max(map(abs, values), default=0.0) * math.factorial(order)


def run(
    limiter: MotionLimiter, pose: Pose, seconds: float, active: frozenset[Joint] = ALL, start_s: float = 0.0
) -> Sent:
    """Ask for the same pose for a while, 50 times a second."""
    sent = limiter.send(pose, active, Moment(start_s))
    for tick in range(1, round(seconds / TICK_S) + 1):
        sent = limiter.send(pose, active, Moment(start_s + tick * TICK_S))
    return sent


@settings(max_examples=200, deadline=None)
@given(ticks, limits)
def test_range_speed_acceleration_and_jerk_are_never_exceeded(
    asked: list[tuple[Pose, frozenset[Joint], float, int]], limits: dict[Joint, JointLimit]
) -> None:
    found = tracks(asked, MotionLimiter(limits, start=Pose(0, 0, 0, 0, 0, 0, 0)))
    for joint, parts in found.items():
        limit = limits[joint]
        for track in parts:
            assert all(limit.low <= place <= limit.high for _, place in track)
            # Places of a thousandth of a second apart show rounding first in the highest differences.
            rounding = 1e-15 / min((after - before for (before, _), (after, _) in itertools.pairwise(track)), default=1)
            assert steepness(track, 1) <= limit.speed_per_s + 1e-6
            assert steepness(track, 2) <= limit.acceleration_per_s2 + 1e-5
            assert steepness(track, 3) <= limit.jerk_per_s3 * (1 + 1e-6) + 1e9 * rounding


def test_the_test_of_steepness_sees_a_jump() -> None:
    still: Track = [(tick * TICK_S, 0.0) for tick in range(5)]
    jump = [*still, (5 * TICK_S, 0.1)]
    assert [steepness(still, order) for order in (1, 2, 3)] == [0.0, 0.0, 0.0]
    assert [steepness(jump, order) for order in (1, 2, 3)] == pytest.approx([5.0, 250.0, 12_500.0])


@settings(max_examples=200, deadline=None)
@given(
    some.floats(-1.0, 1.0),
    some.floats(-1.0, 1.0),
    some.lists(some.floats(0.001, 0.099), min_size=1, max_size=20),
    limits,
)
def test_a_joint_asked_to_rest_somewhere_comes_there_one_way_and_neither_overshoots_nor_swings(
    start: float, goal: float, lengths_s: list[float], limits: dict[Joint, JointLimit]
) -> None:
    limiter = MotionLimiter(limits, start=Pose(tail=start))
    low, high = limits["tail"].low, limits["tail"].high
    start, goal = min(max(start, low), high), min(max(goal, low), high)
    now_s, places = 0.0, [start]
    for length_s in itertools.islice(itertools.cycle(lengths_s), 4000):
        now_s += length_s
        places.append(limiter.send(Pose(tail=goal), frozenset(("tail",)), Moment(now_s)).pose.tail)
        if now_s > 12.0:
            break
    steps = [after - before for before, after in itertools.pairwise(places)]
    assert all(step * (goal - start) >= -1e-12 for step in steps), "it went back"
    assert all((place - goal) * (goal - start) <= 1e-12 for place in places), "it went past"
    if now_s > 12.0:
        assert places[-1] == pytest.approx(goal, abs=2e-4)


@settings(max_examples=150, deadline=None)
@given(ticks, some.sampled_from((NOON, MIDNIGHT, None)))
def test_all_joints_together_are_never_louder_than_their_budget(
    asked: list[tuple[Pose, frozenset[Joint], float, int]], clock: datetime | None
) -> None:
    limiter = PINS.limiter()
    allowed = PINS.noise.by_day_per_s if clock is NOON else PINS.noise.quiet_per_s
    now_s = 0.0
    for pose, active, length_s, _ in asked:
        now_s += max(length_s, 0.0)
        limiter.send(pose, active, Moment(now_s, clock))
        assert limiter.noise <= allowed + 1e-9


def test_at_night_everything_moves_more_quietly_and_still_arrives() -> None:
    loudest = []
    for clock in (NOON, MIDNIGHT):
        limiter, heard = PINS.limiter(), 0.0
        for tick in range(200):
            sent = limiter.send(FAR, ALL, Moment(tick * TICK_S, clock))
            heard = max(heard, limiter.noise)
        loudest.append(heard)
        assert all(abs(place - FAR.joints()[joint]) < 0.01 for joint, place in sent.pose.joints().items())
    assert loudest[1] < 0.4 * loudest[0]


def test_when_quiet_hours_begin_in_the_middle_of_a_movement_it_grows_quieter_softly() -> None:
    limiter = PINS.limiter()
    track: Track = []
    for tick in range(100):
        late = datetime(2026, 5, 1, 20, 59, 59) if tick < 14 else datetime(2026, 5, 1, 21, 0, 0)
        sent = limiter.send(FAR, ALL, Moment(tick * TICK_S, late))
        track.append((tick * TICK_S, sent.pose.tail))
        assert tick < 45 or limiter.noise <= PINS.noise.quiet_per_s + 1e-9
    assert steepness(track, 3) <= LIMITS["tail"].jerk_per_s3 + 1e-3


def test_a_joint_that_waits_for_quiet_is_not_forgotten() -> None:
    limiter = MotionLimiter(LIMITS, budget=NoiseBudget(1.0, 1.0))
    flippers: frozenset[Joint] = frozenset(("flipper_left", "flipper_right"))
    run(limiter, Pose(flipper_left=1.0), 0.5, frozenset(("flipper_left",)))
    early = run(limiter, Pose(flipper_left=1.0, flipper_right=1.0), 0.4, flippers, start_s=0.52).pose
    assert early.flipper_right > -0.4 + 0.05
    late = run(limiter, Pose(flipper_left=1.0, flipper_right=1.0), 4.0, flippers, start_s=0.94).pose
    assert late.flipper_right == pytest.approx(1.0, abs=0.002)


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
    assert 0 < first - frozen <= LIMITS["neck_yaw"].jerk_per_s3 * TICK_S**3 / 6 + 1e-9


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


def test_a_request_that_is_no_number_in_the_middle_of_a_movement_ends_it_without_turning_back() -> None:
    limiter = MotionLimiter(LIMITS)
    run(limiter, FAR, 0.3)
    places = [
        run(limiter, Pose(neck_yaw=math.nan), 0.0, start_s=0.32 + tick * TICK_S).pose.neck_yaw for tick in range(60)
    ]
    assert places == sorted(places)
    assert places[0] < places[-1] == places[-10] < 0.95


@pytest.mark.parametrize("later_s", [1.0, 0.5, -3.0, math.nan])
def test_time_that_stands_still_or_runs_backwards_moves_nothing(later_s: float) -> None:
    limiter = MotionLimiter(LIMITS)
    before = run(limiter, FAR, 1.0)
    assert limiter.send(Pose(), ALL, Moment(later_s)).pose == before.pose


def test_after_a_gap_in_time_it_begins_again_from_rest() -> None:
    limiter = MotionLimiter(LIMITS)
    before = run(limiter, FAR, 0.2).pose.neck_yaw
    after = limiter.send(FAR, ALL, Moment(60.0)).pose.neck_yaw
    assert 0 < after - before <= LIMITS["neck_yaw"].jerk_per_s3 * TICK_S**3 / 6 + 1e-9


def test_the_share_of_time_with_power_is_reported() -> None:
    limiter = MotionLimiter(LIMITS)
    tail: frozenset[Joint] = frozenset(("tail",))
    run(limiter, Pose(tail=0.3), 1.0, tail)
    run(limiter, Pose(tail=0.3), 9.0, frozenset(), start_s=1.02)
    assert limiter.attached_share["tail"] == pytest.approx((1.0 + HOLD_S) / 10.02, abs=0.01)
    assert limiter.attached_share["neck_yaw"] == 0.0
    assert limiter.powered_share == limiter.attached_share["tail"]


@pytest.mark.parametrize(
    "limit",
    [
        (-1.2, 1, 1, 1, 1),
        (0.5, 0.5, 1, 1, 1),
        (-1, 1, 0, 1, 1),
        (-1, 1, 1, math.inf, 1),
        (math.nan, 1, 1, 1, 1),
        (-1, 1, 1, 1, 0),
        (-1, 1, 1, 1, 1, -0.1),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(limit: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="joint's"):
        JointLimit(*limit)


@pytest.mark.parametrize("budget", [(0.0, 0.0), (1.0, 2.0), (-1.0, -2.0), (math.nan, 1.0)])
def test_a_noise_budget_that_makes_no_sense_is_refused(budget: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="noise budget"):
        NoiseBudget(*budget)
