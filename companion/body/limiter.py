"""The one way to a servo: range, speed, acceleration, jerk, noise, the gate, and power only where something moves.

Whatever is asked for, every joint stays inside its range, never exceeds its speed, changes its speed softly, and never
passes a place it is to rest at; all together they are never louder than their budget. What it returns is what was
really sent. Hardware and simulated servos both keep one of these inside.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from companion.body.braking import Course, Softness, coming_to, fitting_speed, stopping, take_up
from companion.settings import RhythmSettings
from companion.vocabulary.acts import Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

TICK_S = 0.02
"""One motion tick: what a first request, or the first after a gap, may move for."""

LONGEST_STEP_S = 0.1
"""After a longer silence the servo has long stopped where it was last sent; motion begins again from rest."""

HOLD_S = 0.25
"""Power stays on this long after the last movement, so that a joint comes to rest before it is let go."""

THERE = 5e-6
"""Closer than this (pose units) a joint is where it was asked to go; a servo's smallest step is much more."""


@dataclass(frozen=True, slots=True)
class JointLimit:
    """What one joint may do, in pose units per second; the whole travel is 2. Raises `ValueError` for nonsense.

    `noise` is how loud the joint is for its speed, beside the others.
    """

    low: float
    high: float
    speed_per_s: float
    acceleration_per_s2: float
    jerk_per_s3: float
    noise: float = 1.0

    def __post_init__(self) -> None:
        if not -1.0 <= self.low < self.high <= 1.0:
            raise ValueError(f"A joint's range must lie in -1..1 with low below high, not {self.low}..{self.high}.")
        if not all(0 < most < math.inf for most in (self.speed_per_s, self.acceleration_per_s2, self.jerk_per_s3)):
            raise ValueError("A joint's speed, acceleration and jerk must be above zero and finite.")
        if not 0 <= self.noise < math.inf:
            raise ValueError(f"A joint's noise must be zero or more and finite, not {self.noise}.")

    @property
    def softness(self) -> Softness:
        return Softness(self.acceleration_per_s2, self.jerk_per_s3)


@dataclass(frozen=True, slots=True)
class NoiseBudget:
    """How loud all servos together may be, as the sum of every joint's speed (pose units a second) times its noise."""

    by_day: float = math.inf
    quiet: float = math.inf

    def __post_init__(self) -> None:
        if not 0 < self.quiet <= self.by_day:
            raise ValueError(f"A noise budget must be above zero and no larger in quiet hours, not {self}.")


@dataclass(slots=True)
class _Motion:
    """How one joint moves, where it was last asked to go, and since when it has been still."""

    limit: JointLimit
    softness: Softness
    course: Course
    wanted: float
    attached: bool = False
    moved_s: float = -math.inf
    attached_s: float = 0.0


class MotionLimiter:
    """Turns wished poses into what may be sent, one call a tick. Not thread-safe: one writer of motion.

    `limits` and `budget` come from `hardware/pins.toml` (`pins.py`), the quiet hours from the settings; without trusted
    time it is quiet. `refused` counts requests for a joint that were not a finite number; the joint holds where it is.
    """

    def __init__(
        self,
        limits: Mapping[Joint, JointLimit],
        start: Pose = Pose(),  # noqa: B008 - a frozen value
        budget: NoiseBudget = NoiseBudget(),
        rhythm: RhythmSettings = RhythmSettings(),  # noqa: B008 - a frozen value
    ) -> None:
        self._motions: dict[Joint, _Motion] = {}
        for joint, value in start.joints().items():
            limit = limits[joint]
            place = min(max(value, limit.low), limit.high)
            self._motions[joint] = _Motion(limit, limit.softness, (place, 0.0, 0.0), place)
        self._budget = budget
        self._rhythm = rhythm
        self._gate = Gate()
        self._last_s: float | None = None
        self._lasted_s = 0.0
        self._powered_s = 0.0
        self.refused = 0

    def obey(self, gate: Gate) -> None:
        """Adopt the gate. Where nothing may move, every joint freezes and loses power before this returns."""
        self._gate = gate
        if not gate.may_move:
            self.release()

    def release(self) -> None:
        """Let go of every joint at once."""
        for motion in self._motions.values():
            motion.course = (motion.course[0], 0.0, 0.0)
            motion.attached = False

    @property
    def pose(self) -> Pose:
        """Where every joint was last sent."""
        return Pose(**{joint: motion.course[0] for joint, motion in self._motions.items()})

    @property
    def attached(self) -> frozenset[Joint]:
        """Which joints hold power now."""
        return frozenset(joint for joint, motion in self._motions.items() if motion.attached)

    @property
    def attached_share(self) -> dict[Joint, float]:
        """The share of time, 0..1, each joint has held power since the first request."""
        whole_s = max(self._lasted_s, TICK_S)
        return {joint: min(1.0, motion.attached_s / whole_s) for joint, motion in self._motions.items()}

    @property
    def powered_share(self) -> float:
        """The share of time, 0..1, any joint at all has held power since the first request."""
        return min(1.0, self._powered_s / max(self._lasted_s, TICK_S))

    @property
    def noise(self) -> float:
        """How loud the servos are now, as the budget counts it."""
        return sum(abs(motion.course[1]) * motion.limit.noise for motion in self._motions.values())

    def send(self, pose: Pose, active: frozenset[Joint], moment: Moment) -> Sent:
        """One tick toward `pose` for the joints in `active`; the others finish their way, rest, and are let go."""
        now_s = moment.monotonic_s
        step_s = self._step(now_s)
        if step_s > 0 and self._gate.may_move:
            for joint in active:
                self._ask(self._motions[joint], getattr(pose, joint), now_s)
            self._move(step_s, self._rhythm.is_quiet(moment.local_time))
            for motion in self._motions.values():
                self._let_rest(motion, now_s)
        return Sent(self.pose, self.attached, now_s)

    def _step(self, now_s: float) -> float:
        """Seconds this tick may move for: 0 when time stands still or runs backwards, a fresh start after a gap."""
        if not math.isfinite(now_s):
            return 0.0
        if self._last_s is None:
            self._last_s = now_s
            return TICK_S
        step_s = now_s - self._last_s
        if step_s <= 0:
            return 0.0
        self._last_s = now_s
        self._lasted_s += step_s
        powered = False
        for motion in self._motions.values():
            if motion.attached:
                powered = True
                motion.attached_s += step_s
        self._powered_s += step_s if powered else 0.0
        if step_s > LONGEST_STEP_S:
            for motion in self._motions.values():
                motion.course = (motion.course[0], 0.0, 0.0)
            return TICK_S
        return step_s

    def _ask(self, motion: _Motion, wish: float, now_s: float) -> None:
        if math.isfinite(wish):
            motion.wanted = min(max(wish, motion.limit.low), motion.limit.high)
        else:
            self.refused += 1
            # Where it comes to stand: the place it is at now would be passed first and then come back to.
            lowest, highest = stopping(motion.course, motion.softness)
            motion.wanted = highest if motion.course[1] > 0.0 else lowest
        motion.attached = True
        motion.moved_s = now_s

    def _move(self, step_s: float, quiet: bool) -> None:
        """Every joint takes up the quickest speed that can still stop where it is to rest, within the noise budget."""
        moving, speeds = [], []
        for motion in self._motions.values():
            _, speed, pull = motion.course
            if not motion.attached or (speed == 0.0 == pull and self._is_there(motion)):
                continue
            moving.append(motion)
            fastest = motion.limit.speed_per_s
            speeds.append(fitting_speed(motion.course, motion.wanted, fastest, motion.softness, step_s))
        budget = self._budget.quiet if quiet else self._budget.by_day
        for motion, speed in zip(moving, _within(budget, moving, speeds), strict=True):
            place, speed, pull = take_up(motion.course, speed, motion.softness, step_s)
            # Rounding alone could pass the range by a hair.
            motion.course = (min(max(place, motion.limit.low), motion.limit.high), speed, pull)

    @staticmethod
    def _is_there(motion: _Motion) -> bool:
        return abs(motion.wanted - motion.course[0]) < THERE

    def _let_rest(self, motion: _Motion, now_s: float) -> None:
        if not motion.attached:
            return
        if motion.course[1] != 0.0 or not self._is_there(motion):
            motion.moved_s = now_s
        elif now_s - motion.moved_s > HOLD_S:
            motion.attached = False


def _within(budget: float, moving: list[_Motion], speeds: list[float]) -> list[float]:
    """The speeds to take up, so that all joints together never come to be louder than the budget.

    A joint gets louder only by what the others leave; one that has more than its fair part makes room softly.
    """
    needs = [abs(speed) * motion.limit.noise for motion, speed in zip(moving, speeds, strict=True)]
    comes_to = [coming_to(motion.course, motion.softness) * motion.limit.noise for motion in moving]
    if sum(map(max, needs, comes_to)) <= budget:
        return speeds
    part = min(1.0, budget / max(sum(needs), 1e-9))
    growths = [max(0.0, need * part - has) for need, has in zip(needs, comes_to, strict=True)]
    room = min(1.0, max(0.0, budget - sum(comes_to)) / max(sum(growths), 1e-9))
    given = []
    for need, has, growth, speed in zip(needs, comes_to, growths, speeds, strict=True):
        allowed = has + growth * room if growth > 0.0 else min(need * part, need)
        given.append(speed * allowed / need if need > 0.0 else speed)
    return given
