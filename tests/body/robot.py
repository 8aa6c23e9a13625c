"""A robot of twins in simulated time, for tests of safe motion: the real drivers, one tick every 20 ms."""

from datetime import date

from companion.body.calibration import Calibration, Travel, narrowed
from companion.body.i2c import I2CBus
from companion.body.interlock import Interlock
from companion.body.limiter import MotionLimiter
from companion.body.pins import load_pins
from companion.body.raspberry.drives import ChipDrive, Drive
from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.raspberry.servos import RaspberryServos
from companion.body.raspberry.supply import Supply
from companion.body.twins.board import Board
from companion.vocabulary.acts import JOINTS, Expressed, Glow, Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from tests.body.chips import Time

TICK_S = 0.02
ALL = frozenset(JOINTS)
NONE: frozenset[Joint] = frozenset()
FAR = Pose(1.0, -1.0, -1.0, -1.0, 1.0, 1.0, -1.0)
PINS = load_pins()
WIDE = Calibration("twin", date(2026, 11, 1), dict.fromkeys(JOINTS, Travel(1000.0, 1500.0, 2000.0)))


class Robot:
    """Servos on a board of twins. `run` asks for the same pose for a while."""

    def __init__(self, calibration: Calibration = WIDE, drive: Drive | None = None) -> None:
        self.time = Time()
        self.board = Board(PINS, self.time.now)
        self.bus = I2CBus(lambda: self.board.bus)
        self.chip = PulseChip(self.board.registers("servos", self.bus), wait=self.time.wait)
        self.interlock = Interlock()
        self.calibration = calibration
        pin = self.board.pin
        self.servos = RaspberryServos(
            drive or ChipDrive(self.chip, {joint: PINS.joints[joint].channel for joint in JOINTS}),
            Supply(pin("heartbeat"), pin("output_enable"), self.board.gpio),
            lambda: self.calibration,
            lambda made, start: MotionLimiter(narrowed(PINS, made), start),
            MotionLimiter(PINS.limits),
            self.interlock,
            in_thread=False,
            now=self.time.now,
            wait=self.wait,
        )
        self.servos.open()

    def wait(self, seconds: float) -> None:
        self.board.step(seconds)
        self.time.wait(seconds)

    def tick(self, pose: Pose = FAR, active: frozenset[Joint] = ALL) -> Sent:
        sent = self.servos.send(Expressed(pose, active, Glow(), 0.0), Moment(self.time.now()))
        self.wait(TICK_S)
        return sent

    def run(self, seconds: float, pose: Pose = FAR, active: frozenset[Joint] = ALL) -> Sent:
        for _ in range(round(seconds / TICK_S)):
            sent = self.tick(pose, active)
        return sent
