"""Measures the organs: asks every chip who it is, then feels with the creature's own drivers. Judges nothing."""

import errno
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from companion.body.i2c import I2CBus, Registers, linux_bus
from companion.body.parts_list import PARTS, ChipName
from companion.body.pins import GpioName, Pins
from companion.body.raspberry.analogue import Converter, tmp36_c
from companion.body.raspberry.battery import Battery
from companion.body.raspberry.clock_chip import ClockChip
from companion.body.raspberry.gpio import digital_input
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.raspberry.privacy import LIT_WITHIN_S, SensingLight
from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.raspberry.touch_chip import TouchChip
from companion.daemon.doctor.checks_bus import ChipTalk
from companion.daemon.doctor.checks_organs import BalanceFelt, PictureSeen, PinsSeen
from companion.vocabulary.acts import Joint
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Camera

if TYPE_CHECKING:
    from companion.body.twins.board import Board

TRIES = 40
"""A wire that is loose now and then is found; a chip that is well costs 20 ms."""

GIVE_UP_AFTER_S = 2.5
READINGS, READING_EVERY_S = 40, 0.01
PICTURES, PICTURES_WITHIN_S = 5, 4.0
ALWAYS_ZERO = 0x70
"""Of a DS3231's status (data sheet, figure 1)."""


class Ask(Protocol):
    """Reads registers one after the other: `ask(register, count)`."""

    def __call__(self, register: int, count: int = 1) -> bytes: ...


def _bytes_at(register: int, *wanted: int) -> Callable[[Ask], bool]:
    # Byte by byte: a PCA9685 that nobody has set up returns one register again and again.
    return lambda ask: all(ask(register + place)[0] == value for place, value in enumerate(wanted))


def _is_gauge(ask: Ask) -> bool:
    return ask(0x08)[0] == 0x00 and ask(0x09)[0] & 0xF0 == 0x10


def _is_skin(ask: Ask) -> bool:
    return ask(0x5D)[0] in (0x24, 0x21) and ask(0x7F)[0] & 0xFC == 0


def _is_clock(ask: Ask) -> bool:
    second, minute, _, weekday, day, month, _ = ask(0x00, 7)
    calendar = 1 <= weekday <= 7 and 1 <= day <= 0x31 and 1 <= month & 0x1F <= 0x12
    return calendar and second < 0x60 and minute < 0x60 and ask(0x0F)[0] & ALWAYS_ZERO == 0


IDENTITIES: dict[str, Callable[[Ask], bool]] = {
    "MAX30102": _bytes_at(0xFF, 0x15),
    "MPU-6050": _bytes_at(0x75, 0x68),
    "PCA9685": _bytes_at(0x02, 0xE2, 0xE4, 0xE8, 0xE0),
    "MAX17048": _is_gauge,
    "MPR121": _is_skin,
    "DS3231": _is_clock,
}
"""How each part is told from the others by reading alone, the surest first."""


@dataclass(slots=True)
class Bench:
    """What the body hangs at. `board` is the twins' own, `unplugged` their servos whose plug is off."""

    pins: Pins
    bus: I2CBus
    factory: Any = None
    board: "Board | None" = None
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    unplugged: set[Joint] = field(default_factory=set)
    drew: bool = False

    def registers(self, chip: ChipName) -> Registers:
        return Registers(self.bus, self.pins.chips[chip].address, self.pins.chips[chip].part)


def real_bench(pins: Pins) -> Bench:
    return Bench(pins, linux_bus(pins.i2c.bus))


def talked(bench: Bench, chip: ChipName, tries: int = TRIES) -> ChipTalk:
    """Ask one chip again and again who it is; when it is silent or foreign, look who and where. Writes nothing."""
    pins = bench.pins.chips[chip]
    identity, ask = IDENTITIES[pins.part], _asking(bench, pins.address)
    answers = wrong = done = 0
    fault: int | None = None
    until_s = time.monotonic() + GIVE_UP_AFTER_S
    for _ in range(tries):
        try:
            right = identity(ask)
            answers, wrong = answers + right, wrong + (not right)
        except OrganError as silence:
            fault = _number(silence)
        done += 1
        if time.monotonic() > until_s or fault in (errno.EBUSY, errno.ENOENT, errno.EACCES, errno.ETIMEDOUT):
            break
    stranger: str | None = None
    elsewhere: tuple[int, ...] = ()
    if not answers and wrong == done:
        stranger = _who(bench, pins.address) or "unknown part"
    if not answers and not wrong and fault in (errno.EREMOTEIO, errno.ENXIO):
        elsewhere = tuple(_elsewhere(bench, chip))
    return ChipTalk(chip, pins.part, pins.address, done, answers, wrong, fault, stranger, elsewhere)


def _asking(bench: Bench, address: int) -> Ask:
    def ask(register: int, count: int = 1) -> bytes:
        return bench.bus.read(address, register, count, "chip")

    return ask


def _number(silence: OrganError) -> int | None:
    cause = silence.__cause__
    return (cause.errno or errno.EREMOTEIO) if isinstance(cause, OSError) else None


def _who(bench: Bench, address: int) -> str | None:
    for part, identity in IDENTITIES.items():
        try:
            if identity(_asking(bench, address)):
                return part
        except OrganError:
            return None
    return None


def _elsewhere(bench: Bench, chip: ChipName) -> Iterator[int]:
    """Addresses the part can be strapped to, at which no other chip of the map belongs, and where it answers."""
    part = bench.pins.chips[chip].part
    others = {known.address for name, known in bench.pins.chips.items() if name != chip}
    for address in PARTS[part].addresses:
        try:
            if address not in others and IDENTITIES[part](_asking(bench, address)):
                yield address
        except OrganError:
            continue


def felt_skin(bench: Bench) -> Sequence[Sequence[int]]:
    """Raw counts of forty readings. Sets the chip up and stops it again. Raises `OrganError`."""
    chip = TouchChip(bench.registers("touch"), bench.pins.electrodes)
    chip.connect()
    try:
        bench.wait(0.1)
        readings = []
        for _ in range(READINGS):
            bench.wait(READING_EVERY_S)
            readings.append(chip.counts())
        chip.check()
        return readings
    finally:
        chip.rest()


def felt_balance(bench: Bench) -> BalanceFelt:
    """Means of twenty samples. Raises `OrganError`."""
    mounting = bench.pins.mounting
    chip = MotionChip(bench.registers("posture"), mounting.up, mounting.forward, bench.wait)
    chip.connect()
    bench.wait(0.1)
    samples = []
    for _ in range(READINGS // 2):
        bench.wait(READING_EVERY_S)
        samples.append(chip.sample(0.0))
    pulls = np.mean([sample.acceleration_g for sample in samples], axis=0)
    turns = np.mean([sample.turn_deg_s for sample in samples], axis=0)
    return BalanceFelt(
        (float(pulls[0]), float(pulls[1]), float(pulls[2])), (float(turns[0]), float(turns[1]), float(turns[2]))
    )


def felt_battery(bench: Bench) -> tuple[float, float, bool]:
    """Charge 0..1, volts, and whether it is being charged. Raises `OrganError`."""
    battery = Battery(bench.registers("battery"), bench.pins.gpio["charging"], bench.factory)
    battery.open()
    try:
        return battery.charge(), battery.volts(), battery.charging()
    finally:
        battery.close()


def told_time(bench: Bench) -> datetime | None:
    """The clock chip's time, UTC; None while it stood still. Raises `OrganError`."""
    time_utc = ClockChip(bench.registers("clock")).time()
    return None if time_utc is None else time_utc.replace(tzinfo=UTC)


def set_up_servo_chip(bench: Bench) -> str | None:
    """Set the servo chip up with every channel without pulses, and ask whether it remembers; what went wrong."""
    servos = bench.pins.servos
    chip = PulseChip(bench.registers("servos"), servos.rate_hz, servos.oscillator_hz, bench.wait)
    try:
        chip.connect()
        bench.wait(0.2)
        chip.check()
    except OrganError as fault:
        return str(fault)
    return None


def converted(bench: Bench) -> tuple[float, float, float]:
    """Servo current in A, the temperature inside the body in degrees, light as a share. Raises `OrganError`."""
    pins = bench.pins

    def share(channel: Any) -> float:
        converter = Converter(pins.adc.channels[channel], "converter", bench.factory)
        with _opened(converter):
            return converter.share()

    volts = share("servo_current") * pins.adc.reference_volts
    return volts / pins.servos.volts_per_ampere, tmp36_c(share("temperature"), pins.adc.reference_volts), share("light")


def seen_pins(bench: Bench) -> PinsSeen:
    """What every switch says now."""
    faults: list[tuple[str, str, str]] = []

    def active(name: GpioName, pull_up: bool = True) -> bool:
        try:
            line = digital_input(bench.pins.gpio[name], name.replace("_", " "), pull_up, bench.factory)
        except OrganError as fault:
            faults.append((name.replace("_", " "), fault.what, fault.next_step))
            return False
        try:
            return bool(line.is_active)
        finally:
            line.close()

    stop, mute, shut, private = active("stop_button"), active("mute_button"), active("lid"), active("privacy_switch")
    return PinsSeen(stop, mute, not shut, private, tuple(faults))


def seen_light(bench: Bench) -> tuple[bool, bool]:
    """Whether current flowed through the sensing light while it was on, and none while off. Raises `OrganError`."""
    gpio = bench.pins.gpio
    light = SensingLight(gpio["sensing_light"], gpio["sensing_light_current"], bench.factory)
    with _opened(light):
        light.off()
        bench.wait(LIT_WITHIN_S)
        dark = not light.burns()
        light.on()
        bench.wait(LIT_WITHIN_S)
        lit = light.burns()
        light.off()
    return lit, dark


def seen_picture(camera: Camera) -> PictureSeen:
    """A few pictures, of which only size, brightness and spread remain. Raises `OrganError`."""
    camera.open()
    try:
        count, size, brightness, spread = 0, (0, 0), 0.0, 0.0
        until_s = time.monotonic() + PICTURES_WITHIN_S
        while count < PICTURES and time.monotonic() < until_s:
            frame = camera.latest(0.5)
            if frame is not None:
                count, size = count + 1, (frame.pixels.shape[1], frame.pixels.shape[0])
                brightness, spread = float(frame.pixels.mean()), float(frame.pixels.std())
        return PictureSeen(count, *size, brightness, spread)
    finally:
        camera.close()


@contextmanager
def _opened(organ: Any) -> Iterator[None]:
    organ.open()
    try:
        yield
    finally:
        organ.close()
