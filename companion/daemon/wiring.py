"""The robot's bus, pins and servo drive, real or twins, as the settings and the pin map say; nothing is opened here."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from companion.body.pins import Pins
from companion.settings import Settings
from companion.vocabulary.acts import Joint

if TYPE_CHECKING:
    from companion.body.i2c import Registers
    from companion.body.parts_list import ChipName
    from companion.body.raspberry.drives import Drive
    from companion.body.raspberry.supply import Supply
    from companion.body.twins.board import Board

TWIN = "twin"
"""The device that all twins are."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """`chip` hands out the registers of a chip by name; `pin_factory` is gpiozero's, None for its own choice."""

    device: str
    chip: "Callable[[ChipName], Registers]"
    pin_factory: Any
    drive: "Drive"
    supply: "Supply"
    board: "Board | None"


def wired(settings: Settings, pins: Pins, board: "Board | None" = None) -> Wiring:
    """Raises `OrganError` where a library of the twins is missing. Without `board` twins get one in real time."""
    from companion.body.device import device_id
    from companion.body.i2c import I2CBus, Registers, linux_bus
    from companion.body.raspberry.drives import ChipDrive, Drive, PinDrive
    from companion.body.raspberry.pulse_chip import PulseChip
    from companion.body.raspberry.supply import Supply

    device, factory, bus = device_id, None, linux_bus(pins.i2c.bus)
    if settings.body.kind == "twins":
        board = board or _board(pins)
        factory, wire = board.gpio, board.bus
        bus = I2CBus(lambda: wire, pins.i2c.bus)

    def chip(name: "ChipName") -> Registers:
        return Registers(bus, pins.chips[name].address, pins.chips[name].part)

    on_pins = settings.body.servos == "pins"
    channels: dict[Joint, int] = {joint: own.channel for joint, own in pins.joints.items()}
    drive: Drive = (
        PinDrive(pins.servo_pins, pins.servos.shortest_us, pins.servos.longest_us, factory)
        if on_pins
        else ChipDrive(PulseChip(chip("servos"), pins.servos.rate_hz, pins.servos.oscillator_hz), channels)
    )
    supply = Supply(pins.gpio["heartbeat"], None if on_pins else pins.gpio["output_enable"], factory)
    return Wiring(TWIN if board is not None else device(), chip, factory, drive, supply, board)


def _board(pins: Pins) -> "Board":
    """A board of twins that lives in real time. Raises `OrganError` without gpiozero."""
    from companion.vocabulary.errors import OrganError

    try:
        from companion.body.twins.board import Board
    except ModuleNotFoundError as fault:
        raise OrganError("gpiozero is not installed.", "twins", 'Install it: `pip install "companion[pi]"`.') from fault
    board = Board(pins, time.monotonic, datetime.now(UTC).replace(tzinfo=None))
    board.start()
    return board
