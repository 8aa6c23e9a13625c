"""Everything that can be wrong with a robot of twins, broken on request: `companion doctor --break NAME`."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from companion.body.parts_list import ChipName
from companion.body.twins.board import Board
from companion.daemon.doctor.checks_computer import Card, Service, Supply
from companion.daemon.doctor.patient import Patient
from companion.daemon.doctor.twins import TwinComputer
from companion.vocabulary.errors import CompanionError

LOOSE_ONE_IN = 3


@dataclass(slots=True)
class Twins:
    """What a fault may break."""

    board: Board
    computer: TwinComputer
    patient: Patient


Strike = Callable[[Twins], None]


def strike(patient: Patient, names: tuple[str, ...]) -> None:
    """Break what is asked for. Raises `CompanionError` for a fault that nobody knows."""
    assert patient.bench is not None
    assert patient.bench.board is not None
    assert isinstance(patient.computer, TwinComputer)
    twins = Twins(patient.bench.board, patient.computer, patient)
    for name in names:
        if name not in FAULTS:
            raise CompanionError(f"there is no fault {name!r}.", "companion doctor", f"There are: {', '.join(FAULTS)}.")
        FAULTS[name](twins)


def _pulled(chip: ChipName) -> Strike:
    return lambda twins: twins.board.bus.silent.add(twins.board.address(chip))


def _loose(chip: ChipName) -> Strike:
    """Its plug makes contact now and then."""

    def loosen(twins: Twins) -> None:
        bus, loose, chance = twins.board.bus, twins.board.address(chip), random.Random(3)
        reach = bus._reach

        def sometimes(address: int) -> Any:
            if address == loose and chance.randrange(LOOSE_ONE_IN) == 0:
                raise OSError(121, "Remote I/O error")
            return reach(address)

        bus._reach = sometimes  # type: ignore[method-assign]

    return loosen


def _moved(chip: ChipName, to: int) -> Strike:
    return lambda twins: twins.board.bus.swap(twins.board.address(chip), to)


def _bus(**state: object) -> Strike:
    def change(twins: Twins) -> None:
        for name, value in state.items():
            setattr(twins.board.bus, name, value)

    return change


def _no_chip_answers(twins: Twins) -> None:
    twins.board.bus.silent |= {pins.address for pins in twins.board.pins.chips.values()}


def _copy(twins: Twins) -> None:
    twins.board.balance.identity = 0x70


def _electrode(fall: float) -> Strike:
    return lambda twins: twins.board.skin.press(twins.board.electrode("flipper_left"), fall)


def _jumping_electrode(twins: Twins) -> None:
    skin, electrode, tick = twins.board.skin, twins.board.electrode("tail"), twins.board.skin.tick
    chance = random.Random(4)

    def jump() -> None:
        skin.press(electrode, 300.0 * chance.randrange(2))
        tick()

    skin.tick = jump  # type: ignore[method-assign]


def _dead_clock(twins: Twins) -> None:
    twins.board.clock.battery_dead = True
    twins.board.clock.power_up()


def _ten_years_ago(twins: Twins) -> None:
    twins.board.clock._time = twins.board.clock._time.replace(year=datetime.now(UTC).year + 10)


def _empty_battery(twins: Twins) -> None:
    twins.board.battery.charge, twins.board.battery.volts = 0.03, 2.7


def _unplug(twins: Twins) -> None:
    """Found only with --move: a limp servo and none at all look alike."""
    assert twins.patient.bench is not None
    twins.patient.bench.unplugged.add("tail")


def _lamp(twins: Twins) -> None:
    twins.board.lamp_broken = True


def _pin(name: Any, high: bool) -> Strike:
    return lambda twins: twins.board.gpio.drive(twins.board.pin(name), high)


def _converter(twins: Twins) -> None:
    twins.board.gpio.converter.silent = True


def _shares(name: str, share: float) -> Strike:
    return lambda twins: twins.board.shares(name, share)


def _shorted(name: Any) -> Strike:
    return lambda twins: twins.board.gpio.shorted.add(f"GPIO{twins.board.pin(name)}")


def _taken(name: Any) -> Strike:
    return lambda twins: twins.board.gpio.broken.add(twins.board.pin(name))


def _sound(**state: object) -> Strike:
    """Found only with --listen, but for a card that is not there."""

    def change(twins: Twins) -> None:
        for name, value in state.items():
            setattr(twins.patient.sound, name, value)

    return change


def _given_up(twins: Twins) -> None:
    twins.computer.twin_service = Service("failed", 5, "watchdog")


def _node(path: str, config: str | None = None, exists: bool = True, usable: bool = True) -> Strike:
    def change(twins: Twins) -> None:
        nodes = twins.computer.twin_nodes
        twins.computer.twin_nodes = tuple(
            replace(node, exists=exists, usable=usable) if node.path == path else node for node in nodes
        )
        if config is not None:
            twins.computer.twin_config = config

    return change


def _computer(**state: object) -> Strike:
    def change(twins: Twins) -> None:
        for name, value in state.items():
            setattr(twins.computer, name, value)

    return change


def _camera_cable(twins: Twins) -> None:
    source = twins.patient.settings.camera.model_copy(update={"source": "picamera2"})
    twins.patient.settings = twins.patient.settings.model_copy(update={"camera": source})
    twins.patient.cameras_there = lambda: (0, None)


FAULTS: Mapping[str, Strike] = {
    "skin-unplugged": _pulled("touch"),
    "skin-loose": _loose("touch"),
    "skin-wrong-address": _moved("touch", 0x5B),
    "electrode-broken": _electrode(720.0),
    "electrode-loose": _jumping_electrode,
    "balance-unplugged": _pulled("posture"),
    "balance-copy": _copy,
    "servo-drive-unplugged": _pulled("servos"),
    "plugs-exchanged": lambda twins: twins.board.bus.swap(0x40, 0x69),
    "bus-noisy": _bus(flip_one_in=12),
    "bus-stuck": _bus(stuck=True, stuck_lasts_s=1.0),
    "bus-missing": _bus(absent=True),
    "bus-unpowered": _no_chip_answers,
    "clock-battery": _dead_clock,
    "clock-wrong": _ten_years_ago,
    "battery-empty": _empty_battery,
    "light-burnt": _lamp,
    "converter-unpowered": _converter,
    "servos-draw": _shares("servo_current", 0.5),
    "servo-unplugged": _unplug,
    "cheek-shorted": _shorted("cheek_green"),
    "cheeks-taken": _taken("cheek_red"),
    "pad-wire": _shares("heater_temperature", 1.0),
    "pad-hot": _shares("heater_temperature", 0.25),
    "heater-shorted": _shorted("heater"),
    "microphone-missing": _sound(deaf=True),
    "microphone-silent": _sound(unpowered=True),
    "microphone-overdriven": _sound(overdriven=True),
    "sound-card-busy": _sound(busy=True),
    "loudspeaker-missing": _sound(mute=True),
    "loudspeaker-unheard": _sound(heard=0.0),
    "stop-stuck": _pin("stop_button", False),
    "lid-open": _pin("lid", True),
    "private": _pin("privacy_switch", False),
    "camera-cable": _camera_cable,
    "overlay-missing": _node("/dev/spidev0.0", "dtparam=i2c_arm=on\n", exists=False, usable=False),
    "restart-wanted": _node("/dev/spidev0.0", exists=False, usable=False),
    "group-missing": _node("/dev/i2c-1", usable=False),
    "supply-weak": _computer(twin_supply=Supply(True, True, True)),
    "supply-was-weak": _computer(twin_supply=Supply(True, False, True)),
    "hot": _computer(twin_processor_c=83.0),
    "card-worn": _computer(twin_card=Card("mmcblk0", worn=0.9, errors=2)),
    "disk-full": _computer(twin_free_bytes=2_000_000),
    "service-given-up": _given_up,
    "clock-untrusted": _computer(twin_clock=(False, datetime.now(UTC).year)),
}
"""Everything that can be broken by name; each has a test that says what the doctor must find."""
