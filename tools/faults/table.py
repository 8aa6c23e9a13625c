"""The faults: what is done to the robot, what must be said of it, and whether every joint must be limp meanwhile."""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from companion.body import falling, overcurrent
from companion.body.calibration import careful, store_name
from companion.body.heat import Strain
from companion.body.i2c import I2CBus, Registers
from companion.body.parts_list import ChipName
from companion.body.raspberry.clock_chip import ClockChip
from companion.daemon.keeping import FolderStore
from companion.daemon.organs import LID_OPEN
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Samples
from tools.faults.trial import Fault, Robot

GOOD = careful("twin", date.today()).state()
NAME = store_name("twin")
PICTURE = Path(__file__).parents[2] / "companion" / "web" / "static" / "sample.jpg"


def pull(chip: ChipName) -> Callable[[Robot], None]:
    return lambda robot: robot.board.bus.silent.add(robot.board.address(chip))


def plug(chip: ChipName) -> Callable[[Robot], None]:
    return lambda robot: robot.board.bus.silent.discard(robot.board.address(chip))


def nothing(robot: Robot) -> None:
    """It mends itself, or is not to be mended."""


def exchange(robot: Robot) -> None:
    robot.board.bus.swap(robot.board.address("servos"), robot.board.address("posture"))


def bus(**state: object) -> Callable[[Robot], None]:
    def change(robot: Robot) -> None:
        for name, value in state.items():
            setattr(robot.board.bus, name, value)

    return change


def lid(is_open: bool) -> Callable[[Robot], None]:
    return lambda robot: robot.board.gpio.drive(robot.board.pin("lid"), is_open)


def weigh(grams: float) -> Callable[[Robot], None]:
    def change(robot: Robot) -> None:
        robot.board.balance.acceleration_g = (0.0, 0.0, grams)

    return change


def draw(share: float) -> Callable[[Robot], None]:
    return lambda robot: robot.board.shares("servo_current", share)


def copy_of_the_part(robot: Robot) -> None:
    robot.board.balance.identity = 0x70
    robot.board.balance.power_up()


def the_part_itself(robot: Robot) -> None:
    robot.board.balance.identity = 0x68


def dead_battery(robot: Robot) -> None:
    robot.board.clock.battery_dead = True
    robot.board.clock.power_up()


def new_battery(robot: Robot) -> None:
    """Replaced, and the time set."""
    robot.board.clock.battery_dead = False
    registers = Registers(I2CBus(lambda: robot.board.bus), robot.board.address("clock"), "DS3231")
    ClockChip(registers).set(datetime.now(UTC).replace(tzinfo=None))


def switch(private: bool) -> Callable[[Robot], None]:
    return lambda robot: robot.board.gpio.drive(robot.board.pin("privacy_switch"), not private)


def lamp(broken: bool) -> Callable[[Robot], None]:
    def change(robot: Robot) -> None:
        robot.board.lamp_broken = broken
        if broken:
            robot.board.gpio.drive(robot.board.pin("sensing_light_current"), False)

    return change


def strain(strained: Strain) -> Callable[[Robot], None]:
    def change(robot: Robot) -> None:
        robot.board.strained = strained

    return change


def hang(robot: Robot) -> None:
    """The control loop stands still; the supply must not."""
    time.sleep(0.6)
    if robot.board.one_shot.is_on or robot.board.held():
        robot.notes.append("the servo supply stayed on while nothing beat")


def kept(state: dict[str, object]) -> Callable[[FolderStore], None]:
    return lambda store: store.save(NAME, state)


def cut_off(store: FolderStore) -> None:
    path = Path(store._folder) / f"{NAME}.json"
    path.write_text(path.read_text()[:150])


def of_a_later_version(store: FolderStore) -> None:
    (Path(store._folder) / f"{NAME}.json").write_text(json.dumps({"version": 99, "state": GOOD}))


def keep_a_good_one(robot: Robot) -> None:
    robot.creature.life._store.save(NAME, GOOD)


def storm(robot: Robot) -> None:
    """The interrupt line chatters for three seconds, as fast as it can."""
    board, pin = robot.board, robot.board.pin("touch_interrupt")

    def chatter() -> None:
        until_s = time.monotonic() + 3.0
        while time.monotonic() < until_s:
            board.gpio.drive(pin, False)
            board.gpio.drive(pin, True)
            time.sleep(0.0005)

    threading.Thread(target=chatter, daemon=True).start()


def film(gone: bool) -> Callable[[Robot], None]:
    """The camera itself, behind its light and its switch; a real one is pulled out in `make test-system`."""

    def change(robot: Robot) -> None:
        eyes: Any = robot.creature.sight._camera._organ  # type: ignore[attr-defined]

        def refuse(*_: object) -> None:
            raise OrganError("is not there.", eyes.name, "Plug it in.")

        for name in ("open", "latest"):
            if gone:
                setattr(eyes, name, refuse)
            else:
                vars(eyes).pop(name, None)

    return change


def voice(robot: Robot) -> Any:
    (speaker,) = (organ for organ in robot.creature.life._organs if organ.name == "loudspeaker")
    return speaker


def fit_card(robot: Robot) -> None:
    voice(robot)._begin = robot.card


def fit_busy_card(robot: Robot) -> None:
    fit_card(robot)
    robot.card.busy = True


def free_card(robot: Robot) -> None:
    robot.card.busy = robot.card.gone = False


def pull_card_out(robot: Robot) -> None:
    """While it sounds: a card that nobody uses is not missed."""
    robot.card.gone = True
    voice(robot).play(Samples(np.zeros(4800, np.float32), 48_000), robot.creature.life.moment())


EYES: dict[str, Any] = {"camera": {"source": str(PICTURE)}, "senses": {"camera": True}}
CARD: dict[str, Any] = {"body": {"kind": "twins", "speaker": "card"}}
WRONG_DEVICE = {**GOOD, "device": "pi-other"}
FUTURE = {**GOOD, "made": (date.today() + timedelta(days=400)).isoformat()}
NONSENSE = {**GOOD, "joints": {**GOOD["joints"], "tail": {"low_us": 100, "middle_us": 1500, "high_us": 99999}}}

FAULTS: tuple[Fault, ...] = (
    Fault("skin unplugged", pull("touch"), plug("touch"), "touch", "MPR121 at 0x5A on I2C bus 1: does not answer"),
    Fault("skin forgets its settings", lambda robot: robot.board.skin.power_up(), nothing, "touch", "lost its"),
    Fault("balance unplugged", pull("posture"), plug("posture"), "balance", "MPU-6050 at 0x69 on I2C bus 1: does not"),
    Fault("a copy instead of the balance chip", copy_of_the_part, the_part_itself, "balance"),
    Fault("servo chip unplugged", pull("servos"), plug("servos"), "servo drive", "PCA9685 at 0x40", limp=True),
    Fault("servo chip dips", lambda robot: robot.board.pulses.power_up(), nothing, "servo drive", "PCA9685 at 0x40"),
    Fault("two plugs exchanged", exchange, exchange, "servo drive", limp=True),
    Fault("bus stuck", bus(stuck=True, stuck_lasts_s=1.0), bus(stuck=False), "servo drive", "the bus", limp=True),
    Fault("bus gone", bus(absent=True), bus(absent=False), "servo drive", "is not there", limp=True),
    Fault("one byte in ten is wrong", bus(flip_one_in=10), bus(flip_one_in=0), "servo drive"),
    Fault("the whole supply dips", lambda robot: robot.board.dip(), nothing, "servo drive"),
    Fault("clock unplugged", pull("clock"), plug("clock"), "clock", "DS3231 at 0x68 on I2C bus 1: does not answer"),
    Fault("clock with an empty battery", dead_battery, new_battery, "clock", "=its battery may be empty"),
    Fault("battery gauge unplugged", pull("battery"), plug("battery"), "battery", "MAX17048 at 0x36 on I2C bus 1"),
    Fault("privacy switch closed while it looks", switch(True), switch(False), "camera", "privacy switch is closed",
          settings=EYES),
    Fault("the sensing light burns out", lamp(True), lamp(False), "camera", "its light does not burn", settings=EYES),
    Fault("camera pulled out while it looks", film(True), film(False), "camera", "is not there", settings=EYES),
    Fault("sound card busy when it wakes", nothing, free_card, "loudspeaker", "cannot be opened (Device unavailable)",
          settings=CARD, fit=fit_busy_card),
    Fault("sound card pulled out while it sounds", pull_card_out, free_card, "loudspeaker", "was lost",
          settings=CARD, fit=fit_card),
    Fault("the processor is hot", strain(Strain(79.0, False)), strain(Strain(50.0, False)), "heat",
          "=my processor has 79 degrees"),
    Fault("the supply of the Pi sags", strain(Strain(50.0, True)), strain(Strain(50.0, False)), "heat",
          "=my supply is too weak"),
    Fault("interrupts storm", storm, nothing, "touch", unnoticed=True),
    Fault("the control loop hangs", hang, nothing, "servo drive", unnoticed=True),
    Fault("lid opened", lid(True), lid(False), reason=LID_OPEN, limp=True),
    Fault("dropped", weigh(0.02), weigh(1.0), reason=falling.REASON, limp=True),
    Fault("a servo is held", draw(0.9), draw(0.0), reason=overcurrent.REASON, limp=True),
    Fault("calibration of another device", nothing, keep_a_good_one, "servo drive", "belongs to the device", True,
          before=kept(WRONG_DEVICE)),
    Fault("calibration cut off", nothing, keep_a_good_one, "servo drive", "cannot be read", True, before=cut_off),
    Fault("calibration of a later version", nothing, keep_a_good_one, "servo drive", "from a newer companion", True,
          before=of_a_later_version),
    Fault("calibration from the future", nothing, keep_a_good_one, "servo drive", "is in the future", True,
          before=kept(FUTURE)),
    Fault("calibration is nonsense", nothing, keep_a_good_one, "servo drive", "asks for 100 us", True,
          before=kept(NONSENSE)),
)  # fmt: skip

WRONG_PINS: tuple[tuple[str, str, str], ...] = (
    ("two servos on one channel", "channel = 6", "channel = 0"),
    ("two parts on one pin", "lid = 16 ", "lid = 17 "),
    ("a part on a pin of the bus", "lid = 16 ", "lid = 2 "),
    ("two chips at one address", "address = 0x69", "address = 0x68"),
    ("an address that the part cannot have", "address = 0x5A", "address = 0x50"),
    ("a chip fed with too much", "address = 0x5A\nvolts = 3.3", "address = 0x5A\nvolts = 5.0"),
)
"""What the pin map is changed to: such a body is not started at all."""
