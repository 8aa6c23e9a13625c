"""Moves each joint a little, one after the other, behind every guard the creature has, and feels what it draws.

Only when somebody asked for it, and after it was said. A lid that is opened or a stop that is pressed ends it; so does
the end of this program, whatever ends it: no beat, no supply.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from companion.body.calibration import Calibration, narrowed
from companion.body.interlock import Interlock
from companion.body.limiter import MotionLimiter
from companion.body.raspberry.analogue import Converter
from companion.body.raspberry.drives import ChipDrive, Drive, PinDrive
from companion.body.raspberry.gpio import digital_input
from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.raspberry.servos import PARK, RaspberryServos
from companion.body.raspberry.supply import Supply
from companion.daemon.doctor.finding import Findings, broken, good
from companion.daemon.doctor.probes_bench import Bench
from companion.vocabulary.acts import JOINTS, Expressed, Glow, Joint, Pose
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment

TICK_S = 0.02
MOVES_S, LASTS_S = 1.0, 1.3
REACH = 0.25
"""Of half its travel: a flipper moves 11 degrees or less."""

IDLE_TICKS, RELEASED_TICKS = 15, 100
MOVING_AMPERES = 0.03
"""A small analogue servo that turns without load draws a tenth of an ampere or more (unverified: none was measured)."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Amperes of the servo supply: the median before, and the upper quartile while the joint woke and moved."""

    idle: float
    moving: float


def of_a_joint(joint: Joint, drawn: Drawn) -> Findings:
    """Whether a servo is there: one that turns draws more than one that is limp."""
    name, more = joint.replace("_", " "), drawn.moving - drawn.idle
    if more < MOVING_AMPERES:
        return broken(
            name,
            f"It was told to move, and no more current flowed ({more * 1000:.0f} mA).",
            "Look at the servo's plug and its channel; then whether the servo supply is on.",
            "loose wire",
        )
    return good(name, f"It moved a little, and drew {more * 1000:.0f} mA more.")


class Wiggle:
    """The joints of a bench, awake for as long as `awake` lasts."""

    def __init__(self, bench: Bench, calibration: Calibration, on_pins: bool = False) -> None:
        pins = bench.pins
        self._bench = bench
        self._interlock = Interlock()
        chip = PulseChip(bench.registers("servos"), pins.servos.rate_hz, pins.servos.oscillator_hz, bench.wait)
        drive: Drive = ChipDrive(chip, {joint: pins.joints[joint].channel for joint in JOINTS})
        if on_pins:
            drive = PinDrive(pins.servo_pins, pins.servos.shortest_us, pins.servos.longest_us, bench.factory)
        self.joints = tuple(joint for joint in JOINTS if joint in drive.joints)
        """Those that can move at all: at pins the tail has none, and stays limp by design."""
        self._servos = RaspberryServos(
            drive,
            Supply(pins.gpio["heartbeat"], None if on_pins else pins.gpio["output_enable"], bench.factory),
            lambda: calibration,
            lambda made, start: MotionLimiter(narrowed(pins, made), start),
            pins.limiter(),
            self._interlock,
            in_thread=False,
            now=bench.now,
            wait=bench.wait,
        )
        self._current = Converter(pins.adc.channels["servo_current"], "servo current", bench.factory)
        self._lines: list[Any] = []

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Raises `OrganError`. At the end every joint lies down and is let go, and the supply falls."""
        gpio, factory = self._bench.pins.gpio, self._bench.factory
        try:
            self._lines = [
                digital_input(gpio["lid"], "lid", True, factory),
                digital_input(gpio["stop_button"], "stop button", True, factory),
            ]
            self._current.open()
            self._servos.open()
            self._servos.connect()
            yield
        finally:
            self._servos.close()
            self._current.close()
            for line in self._lines:
                line.close()

    def joint(self, joint: Joint) -> Findings:
        """Move one joint there and back. Raises `OrganError` when it was ended."""
        for _ in range(RELEASED_TICKS):
            if not self._servos.latest().attached:
                break
            self._tick(PARK, None)  # the last one comes to rest and is let go
        idle = sorted(self._tick(PARK, None) for _ in range(IDLE_TICKS))
        moving = []
        for tick in range(round(LASTS_S / TICK_S)):
            # Around where it lies, and back there at the end, so that nothing is left to be parked.
            place = getattr(PARK, joint) + REACH * math.sin(2 * math.pi * min(tick * TICK_S / MOVES_S, 1.0))
            moving.append(self._tick(Pose(**{joint: place}), joint))
        moving.sort()
        return of_a_joint(joint, Drawn(idle[len(idle) // 2], moving[len(moving) * 3 // 4]))

    def _tick(self, pose: Pose, joint: Joint | None) -> float:
        lid, stop = self._lines
        if not lid.is_active or stop.is_active:
            self._interlock.hold("somebody ended it")
            raise OrganError("Somebody opened the lid or pressed stop: no joint moves.", "", "Ask again when you like.")
        active = frozenset() if joint is None else frozenset({joint})
        self._servos.send(Expressed(pose, active, Glow(), 0.0), Moment(self._bench.now()))
        self._servos.check()
        self._bench.wait(TICK_S)
        pins = self._bench.pins
        return self._current.share() * pins.adc.reference_volts / pins.servos.volts_per_ampere
