"""The chips this body knows: where on the bus each can be, and what it can be fed with, from its data sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

ChipName = Literal["servos", "touch", "posture", "clock", "pulse", "battery"]


class Table(BaseModel):
    """A part of the pin map. Unknown keys are faults: a typing mistake must not pass for a pin."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of chip: the 7-bit addresses that can be strapped, and the least and most volts at its supply."""

    addresses: tuple[int, ...]
    volts_low: float
    volts_high: float


PARTS: Mapping[str, Part] = {
    # Six address pins; 0x70 is taken by its own call to all (NXP PCA9685 rev. 4, 7.1).
    "PCA9685": Part(tuple(address for address in range(0x40, 0x78) if address != 0x70), 2.3, 5.5),
    "MPR121": Part((0x5A, 0x5B, 0x5C, 0x5D), 1.71, 3.6),
    "MPU-6050": Part((0x68, 0x69), 2.375, 3.46),
    "DS3231": Part((0x68,), 2.3, 5.5),
    # The usual board: the chip's own supply is 1.8 V, which the board makes.
    "MAX30102": Part((0x57,), 3.0, 5.5),
    "MAX17048": Part((0x36,), 2.5, 4.5),
}
