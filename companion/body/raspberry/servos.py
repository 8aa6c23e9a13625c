"""Joints of the robot: the motion limiter, the calibration and the interlock on the way to the servos' pulses."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from companion.body.calibration import Calibration
from companion.body.interlock import Interlock
from companion.body.limiter import TICK_S, MotionLimiter
from companion.body.raspberry.courier import Courier, Hand
from companion.body.raspberry.drives import Drive, Pulses
from companion.body.raspberry.supply import Supply
from companion.body.waking import Waking
from companion.vocabulary.acts import JOINTS, Expressed, Joint, Pose, Sent
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

PARK = Pose()
"""Where it lies down before it is let go."""

PARKED = 0.01
GAP_S = 0.2
"""After so long without a tick the supply may have been off: power comes back only to joints that were let go first."""

PARK_WITHIN_S = 2.5
SETTLE_WITHIN_S = 0.3
HISTORY = 3000


class Limits(Protocol):
    """Makes the limiter for a calibration, beginning at a pose."""

    def __call__(self, calibration: Calibration, start: Pose) -> MotionLimiter: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame for the servos: every joint's pulse, and what people may be told once it has arrived."""

    pulses: Pulses
    sent: Sent


class RaspberryServos:
    """Seven joints behind a drive, a supply that the heartbeat holds up, and every reason to be limp.

    `send` is called fifty times a second and never waits. It returns what has arrived at the servos, read back where
    the drive can: a joint that is limp is never told as held, whatever was wished. It beats the heart only in a tick in
    which everything is as it should be; a closed gate, a reason of the interlock, a lost or hanging bus take the
    outputs away at once and the supply a quarter of a second later.

    `open` prepares and `close` parks, lets go and cuts the supply; neither fails. In between `connect` (which raises
    `OrganError` and `StateError`) makes the joints usable, again after every loss, and `check` raises what was lost.
    `companion.daemon.wiring` makes drive and supply, `calibration` a calibration, `pins` limits and limiter. Example::

        servos = RaspberryServos(drive, supply, lambda: calibration, limits, limiter, Interlock(), in_thread=False)
        servos.open()
        servos.connect()
        servos.send(expressed, Moment(0.02))
        servos.close()
    """

    def __init__(
        self,
        drive: Drive,
        supply: Supply,
        calibration: Callable[[], Calibration],
        limits: Limits,
        limiter: MotionLimiter,
        interlock: Interlock,
        in_thread: bool = True,
        now: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limiter = limiter
        self.interlock = interlock
        self.history: deque[tuple[float, Pose]] = deque(maxlen=HISTORY)
        self._drive = drive
        self._supply = supply
        self._read_calibration = calibration
        self._limits = limits
        self._now = now
        self._wait = wait
        self._courier: Courier[Frame] | Hand[Frame] = Courier(self._deliver, now) if in_thread else Hand(self._deliver)
        self._calibration: Calibration | None = None
        self._fresh: tuple[Calibration, MotionLimiter] | None = None
        self._waking = Waking()
        self._gate = Gate()
        self._open = False
        self._is_limp = True
        self._ticked_s = -math.inf
        self._latest = Sent(limiter.pose, frozenset(), 0.0)

    @property
    def name(self) -> str:
        return "joints"

    def open(self) -> None:
        self._open = True

    def connect(self) -> None:
        """Read the calibration, take the pins, set up the drive. Raises `OrganError` and `StateError`."""
        self._calibration = None
        calibration = self._read_calibration()
        limiter = self._limits(calibration, self.limiter.pose)
        if not self._supply.is_open:
            self._supply.open()
        self._drive.connect()
        self._courier.begin()
        self._fresh = calibration, limiter

    def check(self) -> None:
        """Raises `OrganError` when the joints are lost; they are limp then, until `connect`."""
        try:
            if self._courier.fault is not None:
                raise self._courier.fault
            if self._courier.is_late:
                raise OrganError("do not get their frames: the bus hangs.", self.name, "Switch the power off and on.")
            self._drive.check()
        except OrganError:
            self._calibration = None
            raise

    def close(self) -> None:
        """Park, let go, cut the supply."""
        if self._open:
            self._park()
            self._open = False
        self._go_limp()
        self._courier.settle(SETTLE_WITHIN_S)
        self._calibration = self._fresh = None
        self._supply.close()
        self._courier.end()
        self._drive.close()

    def obey(self, gate: Gate) -> None:
        """Adopt the gate. Where nothing may move, the outputs are off before this returns, without the bus."""
        self._gate = gate
        self.limiter.obey(gate)
        if not gate.may_move:
            self._go_limp()

    def send(self, expressed: Expressed, moment: Moment) -> Sent:
        """One tick toward the wished pose. Returns what has arrived."""
        if self._open:
            self._latest = self._tick(expressed.pose, expressed.active, moment)
            self.history.append((moment.monotonic_s, self._latest.pose))
        return self._latest

    def latest(self) -> Sent:
        """What has arrived at the joints."""
        return self._latest

    @property
    def limp(self) -> str | None:
        """Why nothing is held now, in words; None while everything may move."""
        if self._calibration is None or self._courier.fault is not None:
            return "not connected"
        if self._courier.is_late:
            return "the bus hangs"
        if not self._gate.may_move:
            return "the gate is closed"
        return self.interlock.reasons[0] if self.interlock.reasons else None

    @property
    def attached_share(self) -> dict[Joint, float]:
        """The share of time, 0..1, each joint has held power."""
        return self.limiter.attached_share

    def _tick(self, pose: Pose, active: frozenset[Joint], moment: Moment) -> Sent:
        self._adopt()
        calibration = self._calibration
        slept = moment.monotonic_s - self._ticked_s > GAP_S
        self._ticked_s = moment.monotonic_s
        if calibration is None or self.limp is not None or slept or not self._lets_go():
            self._go_limp()
            self.limiter.send(pose, frozenset(), moment)
            return Sent(self.limiter.pose, frozenset(), moment.monotonic_s)
        wished = self.limiter.send(pose, active & self._drive.joints, moment)
        driven = self._waking.powered(wished.attached, moment.monotonic_s)
        pulses = {
            calibration.plug(joint): calibration.pulse_us(joint, place) if joint in driven else None
            for joint, place in wished.pose.joints().items()
        }
        self._is_limp = False
        self._supply.beat()
        self._courier.give(Frame(pulses, replace(wished, attached=self._waking.held)))
        if self._courier.fault is not None:
            self._go_limp()
        arrived = self._courier.delivered
        return arrived.sent if arrived is not None else Sent(wished.pose, frozenset(), moment.monotonic_s)

    def _lets_go(self) -> bool:
        """Whether the servos are known to hold what was last sent, or to have let go before power comes back."""
        if not self._is_limp:
            return True
        arrived = self._courier.delivered
        if arrived is not None and not arrived.sent.attached:
            return True
        self._courier.give(Frame(dict.fromkeys(JOINTS), Sent(self.limiter.pose, frozenset(), self._ticked_s)))
        return False

    def _adopt(self) -> None:
        """Take over what `connect` has prepared, in the thread that moves."""
        fresh, self._fresh = self._fresh, None
        if fresh is not None:
            self._calibration, self.limiter = fresh
            self.limiter.obey(self._gate)
            self._waking.forget()

    def _go_limp(self) -> None:
        """Outputs off now, without the bus; the supply follows as the beat stays away, and no pulses once it can."""
        self._supply.rest()
        self.limiter.release()
        self._waking.forget()
        self._latest = Sent(self.limiter.pose, frozenset(), self._latest.at_s)
        if not self._is_limp:
            self._is_limp = True
            self._courier.give(Frame(dict.fromkeys(JOINTS), self._latest))

    def _park(self) -> None:
        """Lie down softly, if nothing forbids it."""
        until_s = self._now() + PARK_WITHIN_S
        while self._calibration is not None and self.limp is None and self._now() < until_s:
            astray = frozenset(
                joint
                for joint, place in self.limiter.pose.joints().items()
                if joint in self._drive.joints and abs(place - getattr(PARK, joint)) > PARKED
            )
            if not astray:
                return
            self._tick(PARK, astray, Moment(self._now()))
            self._wait(TICK_S)

    def _deliver(self, frame: Frame) -> None:
        self._drive.put(frame.pulses)
