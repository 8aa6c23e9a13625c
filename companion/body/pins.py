"""Reads `hardware/pins.toml`: which channel and address each part has, and what each joint may do."""

import tomllib
from collections import Counter
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from companion.body.limiter import JointLimit, MotionLimiter, NoiseBudget
from companion.faults import Lines, sentence
from companion.settings import RhythmSettings
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import PinsError


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class I2CPins(_Table):
    """The bus (as in `/dev/i2c-BUS`) and the 7-bit address of each chip on it."""

    bus: int = Field(ge=0, le=20)
    addresses: dict[str, int]

    @model_validator(mode="after")
    def _one_chip_an_address(self) -> "I2CPins":
        for address, chips in _shared(self.addresses).items():
            raise ValueError(f"gives the address 0x{address:02X} to {' and '.join(chips)}; only one can answer")
        for chip, address in self.addresses.items():
            if not 0x08 <= address <= 0x77:
                raise ValueError(f"gives {chip} the address {address:#x}; the bus has 0x08 to 0x77")
        return self


class JointPins(_Table):
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


class NoisePins(_Table):
    """How loud all servos together may be: the sum of each joint's speed times its noise, by day and in quiet hours."""

    by_day_per_s: float = Field(gt=0, le=100)
    quiet_per_s: float = Field(gt=0, le=100)

    @model_validator(mode="after")
    def _quieter_at_night(self) -> "NoisePins":
        if self.quiet_per_s > self.by_day_per_s:
            raise ValueError(f"allows more noise in quiet hours ({self.quiet_per_s}) than by day ({self.by_day_per_s})")
        return self


class Pins(_Table):
    """The whole file."""

    i2c: I2CPins
    joints: dict[Joint, JointPins]
    noise: NoisePins

    @model_validator(mode="after")
    def _every_joint_on_a_channel_of_its_own(self) -> "Pins":
        if absent := set(JOINTS) - set(self.joints):
            raise ValueError(f"lacks the joints {', '.join(sorted(absent))}")
        for channel, joints in _shared({joint: pins.channel for joint, pins in self.joints.items()}).items():
            raise ValueError(f"puts {' and '.join(joints)} on channel {channel}; each needs its own")
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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise PinsError(f"cannot be read ({fault})", str(path), "Restore the file from the project.") from fault


def _shared(places: dict[str, int] | dict[Joint, int]) -> dict[int, list[str]]:
    """Places that more than one name claims."""
    counted = Counter(places.values())
    return {place: sorted(n for n, p in places.items() if p == place) for place, times in counted.items() if times > 1}
