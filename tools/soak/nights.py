"""A thousand nights: it gets dark and light again, in simulated time; its mind, its expression and the robot's drivers.

Each night it must fall asleep and let go of every joint, each morning it must wake up and move.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from companion.body.calibration import careful, narrowed
from companion.body.i2c import I2CBus
from companion.body.interlock import Interlock
from companion.body.limiter import MotionLimiter
from companion.body.pins import load_pins
from companion.body.raspberry.drives import ChipDrive
from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.raspberry.servos import RaspberryServos
from companion.body.raspberry.supply import Supply
from companion.body.simulated.lights import SimulatedLights
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.body.twins.board import Board
from companion.daemon.flow import Body, Flow
from companion.expression.choreographer import Choreographer
from companion.mind.mind import Mind
from companion.vocabulary.acts import JOINTS
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import SENSES, Gate, Permissions
from companion.vocabulary.readings import LightReading
from tools.soak.figures import memory_mb
from tools.soak.table import Row

NIGHTS = 1000
MOTION_S, MIND_EVERY, LIGHT_EVERY_S = 0.02, 3, 5.0
DARK, LIGHT = 0.02, 0.8
ASLEEP_WITHIN_S, AWAKE_WITHIN_S, LIMP_WITHIN_S, MOVES_WITHIN_S = 180.0, 60.0, 20.0, 60.0
MOST_GROWTH_MB = 5.0
LOOK_EVERY = 20


@dataclass(slots=True)
class Slept:
    """What came of the nights. `simulated_s` is how long all of it would have lasted."""

    nights: int = 0
    sleepless: int = 0
    held_asleep: int = 0
    never_woke: int = 0
    never_moved: int = 0
    simulated_s: float = 0.0
    memory_first_mb: float = 0.0
    memory_last_mb: float = 0.0
    threads_first: int = 0
    threads_last: int = 0

    def rows(self) -> tuple[Row, ...]:
        grown = self.memory_last_mb - self.memory_first_mb
        nights = f"{self.nights:,} nights"
        return (
            Row(f"{nights}: fell asleep", f"{self.nights - self.sleepless:,}", "all", not self.sleepless),
            Row(
                f"{nights}: every joint limp while asleep",
                f"{self.nights - self.held_asleep:,}",
                "all",
                not self.held_asleep,
            ),
            Row(f"{nights}: woke with the light", f"{self.nights - self.never_woke:,}", "all", not self.never_woke),
            Row(f"{nights}: moved again", f"{self.nights - self.never_moved:,}", "all", not self.never_moved),
            Row(
                f"{nights}: memory, first to last",
                f"{self.memory_first_mb:.1f} -> {self.memory_last_mb:.1f} MB",
                f"at most {MOST_GROWTH_MB:g} MB more",
                grown <= MOST_GROWTH_MB,
            ),
            Row(
                f"{nights}: threads",
                f"{self.threads_first} -> {self.threads_last}",
                "no more",
                self.threads_last <= self.threads_first,
            ),
        )


class Sleeper:
    """One creature on twins in simulated time, without a clock to trust: it goes by the light."""

    def __init__(self, seed: int = 7) -> None:
        self.now_s = 100.0
        pins = load_pins()
        self.board = Board(pins, lambda: self.now_s)
        bus = I2CBus(lambda: self.board.bus)
        made = careful("twin", date(2026, 1, 1))
        chip = PulseChip(self.board.registers("servos", bus), wait=self._wait)
        self.servos = RaspberryServos(
            ChipDrive(chip, {joint: pins.joints[joint].channel for joint in JOINTS}),
            Supply(self.board.pin("heartbeat"), self.board.pin("output_enable"), self.board.gpio),
            lambda: made,
            lambda calibration, start: MotionLimiter(narrowed(pins, calibration), start),
            MotionLimiter(pins.limits),
            Interlock(),
            in_thread=False,
            now=lambda: self.now_s,
            wait=self._wait,
        )
        organs = (self.servos, SimulatedLights(), SimulatedSpeaker())
        for organ in organs:
            organ.open()
        self.servos.connect()
        self.mind = Mind(random.Random(seed))
        expression = Choreographer(random.Random(seed + 1))
        self.flow = Flow(self.mind, expression, Body(*organs), Gate(), Permissions(**dict.fromkeys(SENSES, True)))
        self._ticks = 0

    def _wait(self, seconds: float) -> None:
        self.board.step(seconds)
        self.now_s += seconds

    def tick(self, light: float) -> None:
        """20 ms of its life."""
        moment = Moment(self.now_s)
        if self._ticks % round(LIGHT_EVERY_S / MOTION_S) == 0:
            self.flow.feel(LightReading(self.now_s, light), moment)
        if self._ticks % MIND_EVERY == 0:
            self.flow.think(moment)
        self.flow.move(moment)
        self._ticks += 1
        self._wait(MOTION_S)

    def lives(self, light: float, until: Callable[[], bool], within_s: float) -> bool:
        """Live in this light until something is so; whether it came to be in time."""
        self._ticks = 0
        end_s = self.now_s + within_s
        while not until():
            if self.now_s > end_s:
                return False
            self.tick(light)
        return True

    @property
    def asleep(self) -> bool:
        decision = self.flow.decision
        return decision is not None and decision.act.name in ("sleep", "dream")


def spend(nights: int = NIGHTS, say: Callable[[str], None] = lambda line: None) -> Slept:
    """Sleep and wake so many times."""
    sleeper, slept = Sleeper(), Slept()
    sleeper.lives(LIGHT, lambda: bool(sleeper.board.held()), MOVES_WITHIN_S)
    began_s = sleeper.now_s
    for night in range(nights):
        slept.sleepless += not sleeper.lives(DARK, lambda: sleeper.asleep, ASLEEP_WITHIN_S)
        slept.held_asleep += not sleeper.lives(DARK, lambda: not sleeper.board.held(), LIMP_WITHIN_S)
        slept.never_woke += not sleeper.lives(LIGHT, lambda: not sleeper.asleep, AWAKE_WITHIN_S)
        slept.never_moved += not sleeper.lives(LIGHT, lambda: bool(sleeper.board.held()), MOVES_WITHIN_S)
        slept.nights = night + 1
        if night == min(nights // 5, LOOK_EVERY):
            slept.memory_first_mb, slept.threads_first = memory_mb(), threading.active_count()
        if slept.nights % LOOK_EVERY == 0:
            say(f"night {slept.nights} of {nights}, {memory_mb():.1f} MB")
    slept.simulated_s = sleeper.now_s - began_s
    slept.memory_last_mb, slept.threads_last = memory_mb(), threading.active_count()
    return slept
