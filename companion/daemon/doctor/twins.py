"""A robot of simulated chips for the doctor to visit; `breaking.py` breaks it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from companion.body.i2c import I2CBus
from companion.body.pins import load_pins
from companion.body.twins.board import Board
from companion.body.twins.sound_card import SoundCardTwin
from companion.daemon.doctor.checks_computer import Card, Node, Room, Service, Supply
from companion.daemon.doctor.patient import Patient
from companion.daemon.doctor.probes_bench import Bench
from companion.daemon.doctor.probes_computer import NEEDED, Computer
from companion.daemon.wiring import TWIN
from companion.settings import Settings

BODY_C = 24.0


@dataclass(slots=True)
class TwinComputer(Computer):
    """A Pi that tells what it is told to; models, state folder and settings are the real ones of this computer.

    So is the service, unless `twin_service` says what systemd would.
    """

    twin_nodes: tuple[Node, ...] = tuple(Node(*each, exists=True, usable=True) for each in NEEDED)
    twin_config: str = "dtparam=i2c_arm=on,i2c_arm_baudrate=400000\ndtparam=spi=on\n"
    twin_supply: Supply = field(default_factory=lambda: Supply(True))
    twin_processor_c: float = 48.0
    twin_card: Card = field(default_factory=lambda: Card("mmcblk0", worn=0.1, errors=0, written_a_day_bytes=40e6))
    twin_clock: tuple[bool, int] = (True, datetime.now(UTC).year)
    twin_free_bytes: int | None = None
    twin_service: Service | None = None

    def nodes(self, needed: Any = NEEDED) -> tuple[Node, ...]:
        return self.twin_nodes

    def boot_config(self) -> str | None:
        return self.twin_config

    def supply(self) -> Supply:
        return self.twin_supply

    def processor_c(self) -> float | None:
        return self.twin_processor_c

    def card(self, folder: Path) -> Card:
        return self.twin_card

    def clock(self) -> tuple[bool, int]:
        return self.twin_clock

    def service(self) -> Service | None:
        return self.twin_service or Computer.service(self)

    def room(self, folder: Path) -> Room:
        real = Computer.room(self, folder)
        return real if self.twin_free_bytes is None else replace(real, free_bytes=self.twin_free_bytes)


def twin_patient(
    settings: Settings,
    place: str,
    faults: tuple[str, ...],
    state: Path,
    now: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] | None = None,
) -> Patient:
    """A healthy robot of twins. Without `wait` it lives in real time, until `Patient.bench.board.stop()`."""
    pins = load_pins()
    board = Board(pins, now, datetime.now(UTC).replace(tzinfo=None))
    board.shares("temperature", (0.5 + BODY_C * 0.01) / pins.adc.reference_volts)
    bench = Bench(pins, I2CBus(lambda: board.bus, pins.i2c.bus), board.gpio, board)
    if wait is None:
        board.start()
    bench.now, bench.wait = now, partial(_lasting, bench, wait or time.sleep)
    return Patient(settings, place, faults, state, TWIN, bench, TwinComputer(), sound=SoundCardTwin())


DRAWS_AMPERES = 0.12
"""What a twin of a servo draws while it has pulses and its plug is in."""


def _lasting(bench: Bench, wait: Callable[[float], None], seconds: float) -> None:
    """Time passes, and the shunt feels the servos that hold power."""
    board = bench.board
    assert board is not None
    wait(seconds)
    drawn = [joint for joint in board.held() if joint not in bench.unplugged]
    if drawn or bench.drew:
        pins = bench.pins
        board.shares(
            "servo_current", len(drawn) * DRAWS_AMPERES * pins.servos.volts_per_ampere / pins.adc.reference_volts
        )
    bench.drew = bool(drawn)
