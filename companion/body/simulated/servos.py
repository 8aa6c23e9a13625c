"""Joints in simulation: the same limiter as on the robot, and a record of what was sent instead of a motor."""

from collections import deque

from companion.body.limiter import MotionLimiter
from companion.body.pins import load_pins
from companion.vocabulary.acts import Expressed, Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

HISTORY = 3000
"""Poses remembered: one minute at 50 a second."""


class SimulatedServos:
    """Seven joints that remember.

    Example::

        servos = SimulatedServos()
        servos.open()
        servos.send(expressed, Moment(0.02))
        servos.latest().pose.neck_yaw

    While closed nothing moves and no joint holds power. `history` holds (monotonic second, pose), oldest first.
    """

    def __init__(self, limiter: MotionLimiter | None = None) -> None:
        self.limiter = limiter or load_pins().limiter()
        self.history: deque[tuple[float, Pose]] = deque(maxlen=HISTORY)
        self._open = False
        self._latest = Sent(self.limiter.pose, frozenset(), 0.0)

    @property
    def name(self) -> str:
        return "simulated servos"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False
        self.limiter.release()
        self._latest = Sent(self.limiter.pose, frozenset(), self._latest.at_s)

    def send(self, expressed: Expressed, moment: Moment) -> Sent:
        """Move one tick toward the wished pose. Returns what was really sent."""
        active = expressed.active if self._open else frozenset()
        self._latest = self.limiter.send(expressed.pose, active, moment)
        self.history.append((moment.monotonic_s, self._latest.pose))
        return self._latest

    def obey(self, gate: Gate) -> None:
        """Adopt the gate; `latest` tells the truth at once, without waiting for a tick."""
        self.limiter.obey(gate)
        self._latest = Sent(self.limiter.pose, self.limiter.attached, self._latest.at_s)

    def latest(self) -> Sent:
        """What the joints were last sent."""
        return self._latest

    @property
    def attached_share(self) -> dict[Joint, float]:
        """The share of time, 0..1, each joint has held power."""
        return self.limiter.attached_share
