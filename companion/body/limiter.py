"""The one way to a servo: range, speed and acceleration of each joint, the gate, and power only where something moves.

Whatever is asked for, every joint stays inside its range, never exceeds its speed, and changes its speed softly. What
it returns is what was really sent. Hardware and simulated servos both keep one of these inside.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from companion.vocabulary.acts import JOINTS, Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

TICK_S = 0.02
"""One motion tick: what a first request, or the first after a gap, may move for."""

LONGEST_STEP_S = 0.1
"""After a longer silence the servo has long stopped where it was last sent; motion begins again from rest."""

HOLD_S = 0.4
"""Power stays on this long after the last movement, so that a joint comes to rest before it is let go."""

STILL_PER_S = 0.005
"""Slower than this (pose units a second) is no movement: half of a servo's smallest step in a whole second."""


@dataclass(frozen=True, slots=True)
class JointLimit:
    """What one joint may do, in pose units per second; the whole travel is 2. Raises `ValueError` for nonsense."""

    low: float
    high: float
    speed_per_s: float
    acceleration_per_s2: float

    def __post_init__(self) -> None:
        if not -1.0 <= self.low < self.high <= 1.0:
            raise ValueError(f"A joint's range must lie in -1..1 with low below high, not {self.low}..{self.high}.")
        if not (0 < self.speed_per_s < math.inf and 0 < self.acceleration_per_s2 < math.inf):
            raise ValueError("A joint's speed and acceleration must be above zero and finite.")


@dataclass(slots=True)
class _Motion:
    """Where one joint is, how fast, where it was last asked to go, and since when it has been still."""

    position: float
    velocity: float = 0.0
    wanted: float = 0.0
    attached: bool = False
    moved_s: float = -math.inf
    attached_s: float = 0.0


class MotionLimiter:
    """Turns wished poses into what may be sent, one call a tick. Not thread-safe: one writer of motion.

    `limits` come from `hardware/pins.toml` (`pins.py`). `refused` counts requests for a joint that were not a finite
    number; the joint holds where it is.
    """

    def __init__(self, limits: Mapping[Joint, JointLimit], start: Pose = Pose()) -> None:  # noqa: B008
        self._limits = {joint: limits[joint] for joint in JOINTS}
        self._motions = {
            joint: _Motion(min(max(value, limits[joint].low), limits[joint].high))
            for joint, value in start.joints().items()
        }
        self._gate = Gate()
        self._last_s: float | None = None
        self._lasted_s = 0.0
        self.refused = 0

    def obey(self, gate: Gate) -> None:
        """Adopt the gate. Where nothing may move, every joint freezes and loses power before this returns."""
        self._gate = gate
        if not gate.may_move:
            self.release()

    def release(self) -> None:
        """Let go of every joint at once."""
        for motion in self._motions.values():
            motion.velocity = 0.0
            motion.attached = False

    @property
    def pose(self) -> Pose:
        """Where every joint was last sent."""
        return Pose(**{joint: motion.position for joint, motion in self._motions.items()})

    @property
    def attached(self) -> frozenset[Joint]:
        """Which joints hold power now."""
        return frozenset(joint for joint, motion in self._motions.items() if motion.attached)

    @property
    def attached_share(self) -> dict[Joint, float]:
        """The share of time, 0..1, each joint has held power since the first request."""
        whole_s = max(self._lasted_s, TICK_S)
        return {joint: min(1.0, motion.attached_s / whole_s) for joint, motion in self._motions.items()}

    def send(self, pose: Pose, active: frozenset[Joint], moment: Moment) -> Sent:
        """One tick toward `pose` for the joints in `active`; the others finish their way, rest, and are let go."""
        now_s = moment.monotonic_s
        step_s = self._step(now_s)
        if step_s > 0 and self._gate.may_move:
            for joint, motion in self._motions.items():
                self._move(joint, motion, getattr(pose, joint), joint in active, step_s, now_s)
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
        for motion in self._motions.values():
            if motion.attached:
                motion.attached_s += step_s
        if step_s > LONGEST_STEP_S:
            for motion in self._motions.values():
                motion.velocity = 0.0
            return TICK_S
        return step_s

    def _move(self, joint: Joint, motion: _Motion, wish: float, named: bool, step_s: float, now_s: float) -> None:
        limit = self._limits[joint]
        if named:
            if math.isfinite(wish):
                motion.wanted = min(max(wish, limit.low), limit.high)
            else:
                self.refused += 1
                motion.wanted = motion.position
            motion.attached = True
            motion.moved_s = now_s
        if not motion.attached:
            return
        self._advance(motion, limit, step_s)
        if abs(motion.velocity) > STILL_PER_S:
            motion.moved_s = now_s
        if now_s - motion.moved_s > HOLD_S:
            motion.attached = False
            motion.velocity = 0.0

    @staticmethod
    def _advance(motion: _Motion, limit: JointLimit, step_s: float) -> None:
        """The fastest move that can still stop at the goal.

        It is the root of v^2/2a + v*dt = distance: braking by a*dt in every later tick, however long that lasts, never
        passes goal or range.
        """
        away = motion.wanted - motion.position
        pull = limit.acceleration_per_s2
        fastest = pull * (math.sqrt(step_s * step_s + 2 * abs(away) / pull) - step_s)
        wished = math.copysign(min(fastest, limit.speed_per_s), away)
        change = pull * step_s
        motion.velocity = min(max(wished, motion.velocity - change), motion.velocity + change)
        reached = motion.position + motion.velocity * step_s
        motion.position = min(max(reached, limit.low), limit.high)
