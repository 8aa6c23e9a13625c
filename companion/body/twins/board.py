"""The whole robot on the bench, simulated: every chip at its address and every wire at its pin, as the pin map says."""

import random
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from companion.body.heat import Strain
from companion.body.i2c import I2CBus, Registers
from companion.body.parts_list import ChipName
from companion.body.pins import GpioName, Pins
from companion.body.twins.bus import TwinBus
from companion.body.twins.ds3231 import Ds3231Twin
from companion.body.twins.max17048 import Max17048Twin
from companion.body.twins.max30102 import Max30102Twin
from companion.body.twins.mpr121 import Mpr121Twin
from companion.body.twins.mpu6050 import Mpu6050Twin
from companion.body.twins.one_shot import OneShot
from companion.body.twins.pca9685 import Pca9685Twin
from companion.body.twins.pins import TwinPins
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.signals import Zone

RUNS_US_PER_S = 5000.0
"""How fast an unloaded servo runs after its pulse, when it has its full force: 60° in 0.13 s."""

RESTING_HIGH: tuple[GpioName, ...] = (
    "privacy_switch", "mute_button", "stop_button", "charging", "touch_interrupt", "output_enable",
)  # fmt: skip
RESTING_LOW: tuple[GpioName, ...] = ("heartbeat", "heater", "sensing_light", "sensing_light_current", "lid")

SCAN_EVERY_S = 0.004
ROOM_LIGHT = 0.3
ROOM_C = 21.0
PAD_SHARE = 0.545
"""Of a thermistor of 10 kOhm under 10 kOhm, at that temperature."""


class Board:
    """Everything that can be wired to the Pi, and everything that can break there.

    Example::

        board = Board(load_pins(), time.monotonic)
        board.bus.silent.add(0x5A)          # the skin's plug is pulled
        board.gpio.drive(16, True)          # the lid is opened
        board.skin.press(board.electrode("head"), 80)
        board.servo_us("neck_yaw")          # the pulse that really reaches the servo, or None

    Real time needs `start`, which lets the skin scan in a thread; in simulated time call `skin.tick` and `step`.
    """

    def __init__(self, pins: Pins, now: Callable[[], float], utc: datetime | None = None) -> None:
        self.pins = pins
        self.bus = TwinBus(random.Random(1))
        self.gpio = TwinPins()
        self.one_shot = OneShot(pins.servos.one_shot_s, now)
        self.pulses = Pca9685Twin()
        self.skin = Mpr121Twin(now, self._interrupt)
        self.balance = Mpu6050Twin()
        self.clock = Ds3231Twin(now, utc)
        self.pulse = Max30102Twin(now)
        self.battery = Max17048Twin()
        self.lamp_broken = False
        self.strained = Strain(50.0, False)
        self.places_us: dict[Joint, float] = dict.fromkeys(JOINTS, 1300.0)
        """Where each servo really stands, as the pulse that would hold it there."""
        self._pin_us: dict[Joint, float | None] = {}
        self._ended = threading.Event()
        for name, chip in (
            ("servos", self.pulses),
            ("touch", self.skin),
            ("posture", self.balance),
            ("clock", self.clock),
            ("pulse", self.pulse),
            ("battery", self.battery),
        ):
            self.bus.attach(self.address(name), chip)  # type: ignore[arg-type]
        self._wire()
        self.shares("light", ROOM_LIGHT)
        self.shares("heater_temperature", PAD_SHARE)
        self.warm(ROOM_C)

    def strain(self) -> Strain:
        """What the twin of the Pi feels: set `strained`."""
        return self.strained

    def address(self, chip: ChipName) -> int:
        return self.pins.chips[chip].address

    def registers(self, chip: ChipName, bus: I2CBus) -> Registers:
        return Registers(bus, self.address(chip), self.pins.chips[chip].part)

    def electrode(self, zone: Zone) -> int:
        return self.pins.electrodes[zone]

    def pin(self, name: GpioName) -> int:
        return self.pins.gpio[name]

    def shares(self, name: str, share: float) -> None:
        """What the converter reads at the channel of this name, 0..1 of its reference."""
        channels = {str(known): channel for known, channel in self.pins.adc.channels.items()}
        self.gpio.converter.shares[channels[name]] = share

    def warm(self, room_c: float) -> None:
        """The room has so many degrees: a TMP36 gives 0.5 V at 0 °C and 10 mV more for each."""
        self.shares("temperature", min(1.0, max(0.0, (0.5 + 0.01 * room_c) / self.pins.adc.reference_volts)))

    def dip(self) -> None:
        """The supply dips for a moment: every chip forgets its settings, the clock only with a dead battery."""
        for chip in (self.pulses, self.skin, self.balance, self.clock, self.pulse, self.battery):
            chip.power_up()

    def servo_us(self, joint: Joint) -> float | None:
        """The pulse that reaches a servo which has power; None where it is limp, for whatever reason.

        It comes from the chip, or from a pin of its own where somebody drives that.
        """
        if not self.one_shot.is_on:
            return None
        pulse_us = self.pulses.pulse_us(self.pins.joints[joint].channel)
        return self._pin_us.get(joint) if pulse_us is None else pulse_us

    def held(self) -> frozenset[Joint]:
        """The joints that really hold power now."""
        return frozenset(joint for joint in JOINTS if self.servo_us(joint) is not None)

    def step(self, seconds: float) -> None:
        """Let the servos run for a frame: one with a pulse runs toward it with all its force."""
        for joint in JOINTS:
            wanted = self.servo_us(joint)
            if wanted is not None:
                most = RUNS_US_PER_S * seconds
                self.places_us[joint] += min(max(wanted - self.places_us[joint], -most), most)

    def start(self) -> None:
        """Let the skin scan by itself, in real time."""
        self._ended.clear()
        threading.Thread(target=self._scan, name="twin of the skin", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()

    def _scan(self) -> None:
        while not self._ended.wait(SCAN_EVERY_S):
            self.skin.tick()

    def _interrupt(self, low: bool) -> None:
        self.gpio.drive(self.pin("touch_interrupt"), not low)

    def _wire(self) -> None:
        gpio, pin = self.gpio, self.pin
        for name in RESTING_HIGH:
            gpio.pull(pin(name), True)
        for name in RESTING_LOW:
            gpio.pull(pin(name), False)
        self.pulses.output_enabled = False
        gpio.wire(pin("heartbeat"), lambda level: self.one_shot.follow(level > 0))
        gpio.wire(pin("output_enable"), self._enable)
        gpio.wire(pin("sensing_light"), self._lamp)
        for joint, number in self.pins.servo_pins.items():
            gpio.wire(number, partial(self._pulse, joint))

    def _pulse(self, joint: Joint, level: float) -> None:
        """A pin of its own: so much of each frame, or nothing."""
        self._pin_us[joint] = level / self.pins.servos.rate_hz * 1e6 or None

    def _enable(self, level: float) -> None:
        self.pulses.output_enabled = level == 0

    def _lamp(self, level: float) -> None:
        self.gpio.drive(self.pin("sensing_light_current"), level > 0 and not self.lamp_broken)
