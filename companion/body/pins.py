"""Reads `hardware/pins.toml`: which pin, channel and address each part has, what it is fed with, what it may do."""

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar, get_args

from pydantic import Field, ValidationError, field_validator, model_validator

from companion.body.limiter import JointLimit, MotionLimiter, NoiseBudget
from companion.body.parts_list import PARTS, ChipName, Table
from companion.faults import Lines, sentence
from companion.settings import RhythmSettings
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import PinsError
from companion.vocabulary.signals import ZONES, Zone

BUS_VOLTS = 3.3
"""What the Pi pulls its I2C lines up to; its pins bear no more."""

READS_HIGH_AT = 0.7
"""An I2C chip takes a line for high from this share of its own supply on (I2C-bus specification, UM10204, table 10)."""

BUSES = {2: "the I2C bus", 3: "the I2C bus", 8: "the SPI bus", 9: "the SPI bus", 10: "the SPI bus", 11: "the SPI bus"}
SOUND_CARD = dict.fromkeys((18, 19, 20, 21), "the I2S sound card")

GpioName = Literal[
    "touch_interrupt", "heartbeat", "output_enable", "cheek_red", "cheek_green", "cheek_blue", "sensing_light",
    "sensing_light_current", "privacy_switch", "lid", "mute_button", "stop_button", "heater", "charging",
]  # fmt: skip
AdcName = Literal["light", "temperature", "heater_temperature", "servo_current"]
Name = TypeVar("Name", bound=str)
Axis = Literal["+x", "-x", "+y", "-y", "+z", "-z"]


class BusPins(Table):
    """The bus as in `/dev/i2c-BUS`, and how fast it is set to run."""

    bus: int = Field(ge=0, le=20)
    speed_hz: int = Field(ge=10_000, le=1_000_000)


class ChipPins(Table):
    """One chip on the bus: which part it is, its 7-bit address, the volts it is fed with."""

    part: Literal["PCA9685", "MPR121", "MPU-6050", "DS3231", "MAX30102", "MAX17048"]
    address: int
    volts: float = Field(gt=0, le=12)

    @model_validator(mode="after")
    def _possible(self) -> "ChipPins":
        part = PARTS[self.part]
        if self.address not in part.addresses:
            places = " or ".join(f"0x{address:02X}" for address in part.addresses[:4])
            raise ValueError(f"has a {self.part} at 0x{self.address:02X}; that part can be at {places}")
        if not part.volts_low <= self.volts <= part.volts_high:
            bears = f"{part.volts_low:g} to {part.volts_high:g} V"
            raise ValueError(f"feeds a {self.part} with {self.volts:g} V; it bears {bears}")
        if READS_HIGH_AT * self.volts > BUS_VOLTS:
            raise ValueError(f"feeds a {self.part} with {self.volts:g} V, so that 3.3 V on the bus is no high for it")
        return self


class AdcPins(Table):
    """What hangs on which channel of the MCP3008."""

    reference_volts: float = Field(gt=0, le=BUS_VOLTS)
    channels: dict[AdcName, int]

    @model_validator(mode="after")
    def _own_channels(self) -> "AdcPins":
        _own("ADC channel", self.channels, range(8))
        _whole("the channels", self.channels, get_args(AdcName))
        return self


class ServoPins(Table):
    """What all servos share: frames, the outer limits of a pulse, their supply and what guards it."""

    rate_hz: float = Field(ge=40, le=60)
    oscillator_hz: float = Field(ge=20e6, le=30e6)
    shortest_us: float = Field(ge=500, le=1400)
    longest_us: float = Field(ge=1600, le=2500)
    degrees_per_us: float = Field(gt=0, le=0.2)
    volts: float = Field(ge=4, le=7.4)
    volts_per_ampere: float = Field(gt=0, le=3.3)
    most_amperes: float = Field(gt=0, le=10)
    over_current_s: float = Field(gt=0, le=2)
    one_shot_s: float = Field(ge=0.1, le=1)


class WarmthPins(Table):
    """What the heating pad may reach by software, and where the thermostat beside it opens."""

    limit_c: float = Field(gt=20, le=38)
    thermostat_c: float = Field(gt=38, le=45)


class MountingPins(Table):
    """Which axes of the posture chip point up and forward while the creature lies on its belly."""

    up: Axis
    forward: Axis

    @model_validator(mode="after")
    def _two_axes(self) -> "MountingPins":
        if self.up[1] == self.forward[1]:
            raise ValueError(f"has {self.up} up and {self.forward} forward; one axis cannot point both ways")
        return self


class JointPins(Table):
    """The PCA9685 channel of a joint, its range in pose units, and its limits per second."""

    channel: int = Field(ge=0, le=15)
    low: float = Field(ge=-1, le=1)
    high: float = Field(ge=-1, le=1)
    speed_per_s: float = Field(gt=0, le=50)
    acceleration_per_s2: float = Field(gt=0, le=1000)
    jerk_per_s3: float = Field(gt=0, le=100_000)
    noise: float = Field(ge=0, le=10)

    @model_validator(mode="after")
    def _low_below_high(self) -> "JointPins":
        if self.low >= self.high:
            raise ValueError(f"has low ({self.low}) not below high ({self.high})")
        return self


class NoisePins(Table):
    """How loud all servos together may be: the sum of each joint's speed times its noise, by day and in quiet hours."""

    by_day_per_s: float = Field(gt=0, le=100)
    quiet_per_s: float = Field(gt=0, le=100)

    @model_validator(mode="after")
    def _quieter_at_night(self) -> "NoisePins":
        if self.quiet_per_s > self.by_day_per_s:
            raise ValueError(f"allows more noise in quiet hours ({self.quiet_per_s}) than by day ({self.by_day_per_s})")
        return self


class Pins(Table):
    """The whole file."""

    i2c: BusPins
    chips: dict[ChipName, ChipPins]
    gpio: dict[GpioName, int]
    adc: AdcPins
    servos: ServoPins
    warmth: WarmthPins
    electrodes: dict[Zone, int]
    mounting: MountingPins
    servo_pins: dict[Joint, int]
    joints: dict[Joint, JointPins]
    noise: NoisePins

    @field_validator("chips")
    @classmethod
    def _one_chip_an_address(cls, chips: dict[ChipName, ChipPins]) -> dict[ChipName, ChipPins]:
        for address, names in _shared({name: chip.address for name, chip in chips.items()}).items():
            raise ValueError(f"gives the address 0x{address:02X} to {' and '.join(names)}; only one can answer")
        _whole("the chips", chips, get_args(ChipName))
        return chips

    @field_validator("gpio")
    @classmethod
    def _own_pins(cls, gpio: dict[GpioName, int]) -> dict[GpioName, int]:
        _own("GPIO", gpio, range(2, 28), BUSES)
        _whole("the pins", gpio, get_args(GpioName))
        return gpio

    @field_validator("electrodes")
    @classmethod
    def _own_electrodes(cls, electrodes: dict[Zone, int]) -> dict[Zone, int]:
        _own("electrode", electrodes, range(12))
        _whole("the places", electrodes, ZONES)
        return electrodes

    @model_validator(mode="after")
    def _every_joint_and_pin_for_itself(self) -> "Pins":
        _whole("the joints", self.joints, JOINTS)
        for channel, joints in _shared({joint: pins.channel for joint, pins in self.joints.items()}).items():
            raise ValueError(f"puts {' and '.join(joints)} on channel {channel}; each needs its own")
        if self.warmth.limit_c + 3 > self.warmth.thermostat_c:
            raise ValueError("has the warmth limit less than 3 degrees below the thermostat, which would open in use")
        claimed: dict[str, int] = {f"the servo of {joint}": pin for joint, pin in self.servo_pins.items()}
        claimed.update({str(name): pin for name, pin in self.gpio.items()})
        _own("GPIO", claimed, range(2, 28), BUSES)
        return self

    @cached_property
    def limits(self) -> dict[Joint, JointLimit]:
        """What the motion limiter holds each joint to."""
        return {
            joint: JointLimit(
                pins.low, pins.high, pins.speed_per_s, pins.acceleration_per_s2, pins.jerk_per_s3, pins.noise
            )
            for joint, pins in self.joints.items()
        }

    def limiter(self, rhythm: RhythmSettings = RhythmSettings()) -> MotionLimiter:  # noqa: B008 - a frozen value
        """A motion limiter for this body, quiet in the quiet hours of `rhythm`."""
        budget = NoiseBudget(self.noise.by_day_per_s, self.noise.quiet_per_s)
        return MotionLimiter(self.limits, budget=budget, rhythm=rhythm)

    def clashes_with_sound_card(self) -> tuple[str, ...]:
        """Pins that an I2S sound card and servos on pins would both want, one sentence each."""
        return tuple(
            f"GPIO{pin} is wanted by {SOUND_CARD[pin]} and by the servo of {joint}"
            for joint, pin in self.servo_pins.items()
            if pin in SOUND_CARD
        )


def pins_file() -> Path:
    """`companion/hardware/pins.toml` in an installed wheel, `hardware/pins.toml` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "hardware" / "pins.toml"
    return installed if installed.is_file() else package.parent / "hardware" / "pins.toml"


def load_pins(path: Path | None = None) -> Pins:
    """The checked file. Raises `PinsError` with every fault: a body that is wired wrongly must not move."""
    path = path or pins_file()
    try:
        text = path.read_text(encoding="utf-8")
        return Pins.model_validate(tomllib.loads(text))
    except ValidationError as fault:
        lines = Lines(text)
        told = sorted((lines.of(error["loc"]), sentence(Pins, error)) for error in fault.errors(include_url=False))
        faults = "; ".join(f"line {line}: {words}" for line, words in told)
        raise PinsError(faults, str(path), "Mend the file, or restore it from the project.") from fault
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise PinsError(f"cannot be read ({fault})", str(path), "Restore the file from the project.") from fault


def _own(kind: str, places: Mapping[Name, int], allowed: range, taken: Mapping[int, str] | None = None) -> None:
    """Raises `ValueError` when two names claim one place, or a place that is not there or not free."""
    for place, names in _shared(places).items():
        raise ValueError(f"gives {kind} {place} to {' and '.join(names)}; each needs its own")
    for name, place in places.items():
        if place in (taken or {}):
            raise ValueError(f"gives {name} the {kind} {place}, which belongs to {(taken or {})[place]}")
        if place not in allowed:
            raise ValueError(f"gives {name} the {kind} {place}; there are {allowed.start} to {allowed.stop - 1}")


def _whole(kind: str, given: Collection[str], names: Collection[str]) -> None:
    """Raises `ValueError` when a name has no entry."""
    if absent := sorted(set(names) - set(given)):
        raise ValueError(f"lacks {kind} {', '.join(absent)}")


def _shared(places: Mapping[Name, int]) -> dict[int, list[Name]]:
    """Places that more than one name claims."""
    counted = Counter(places.values())
    return {place: sorted(n for n, p in places.items() if p == place) for place, times in counted.items() if times > 1}
