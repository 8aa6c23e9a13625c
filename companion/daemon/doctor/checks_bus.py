"""What the chips on the bus said, and what that means: a loose wire, a wrong address, a foreign part, a stuck bus."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass

from companion.body.parts_list import ChipName
from companion.daemon.doctor.finding import Findings, broken, good, look, untested

NAMES: Mapping[ChipName, str] = {
    "servos": "servo drive",
    "touch": "skin",
    "posture": "balance",
    "clock": "clock chip",
    "pulse": "pulse sensor",
    "battery": "battery gauge",
}
"""What people call the organ that a chip is."""

ABSENT: Mapping[ChipName, str] = {"posture": "balance", "battery": "battery", "clock": "clock"}
"""What the settings call a chip that this robot does not have."""

STRAPS: Mapping[str, str] = {
    "MPU-6050": "Its pin AD0 goes to 3.3 V for 0x69 and to ground for 0x68.",
    "MPR121": "Its pin ADDR goes to ground for 0x5A, to 3.3 V for 0x5B.",
    "PCA9685": "Its six address pads are all left open for 0x40.",
}
"""How a part is told its address (data sheets; the wiring of `hardware/pins.toml`)."""


@dataclass(frozen=True, slots=True)
class ChipTalk:
    """What came of asking one address `tries` times who it is.

    `answers` of them said the right thing and `wrong` another; the rest was silence. `fault` is the kernel's number of
    the last silence. `stranger` names the part that answered instead, `elsewhere` the addresses where the right part
    answered.
    """

    chip: ChipName
    part: str
    address: int
    tries: int
    answers: int
    wrong: int
    fault: int | None = None
    stranger: str | None = None
    elsewhere: tuple[int, ...] = ()

    @property
    def is_well(self) -> bool:
        return self.answers == self.tries


def of_the_bus(number: int, talks: tuple[ChipTalk, ...]) -> Findings:
    """The bus itself. What is wrong with the bus is said once, and of no chip."""
    place = f"I2C bus {number}"
    faults = {talk.fault for talk in talks if not talk.answers and not talk.wrong}
    if errno.ENOENT in faults:
        return broken(
            "bus",
            f"{place} is not there.",
            "Switch it on: `sudo raspi-config nonint do_i2c 0` (dtparam=i2c_arm=on), then start the Pi again.",
            "missing overlay",
        )
    if errno.EACCES in faults:
        return broken(
            "bus",
            f"{place} may not be used.",
            "Join its group: `sudo usermod -aG i2c $USER`, then log in again.",
            "group membership",
        )
    if errno.ETIMEDOUT in faults:
        return broken(
            "bus",
            f"{place} is stuck: a chip holds a line low.",
            "Switch the power off and on. If it stays so, unplug one chip after the other until it answers.",
            "bus stuck",
        )
    if talks and all(not talk.answers and not talk.wrong and talk.fault != errno.EBUSY for talk in talks):
        return broken(
            "bus",
            f"{place} is there, and not one chip answers.",
            "Look at what they share: 3.3 V, ground, SDA at GPIO2 (pin 3), SCL at GPIO3 (pin 5).",
            "loose wire",
        )
    if (noisy := sum(0 < talk.wrong < talk.tries for talk in talks)) >= 2:
        return broken(
            "bus",
            f"{place} garbles what {noisy} chips say.",
            "Its wires pick up noise: shorten them, lay them apart from the servos' own, add 2.2 kOhm to 3.3 V.",
            "noise",
        )
    return good("bus", f"{place} carries what is said on it.")


def of_a_chip(talk: ChipTalk, bus_is_well: bool, optional: bool = False) -> Findings:
    """One chip. While the bus itself is at fault no chip is blamed."""
    name, place = NAMES[talk.chip], f"{talk.part} at 0x{talk.address:02X}"
    if talk.is_well:
        return good(name, f"{place} answered {talk.tries} times of {talk.tries}.")
    if talk.fault == errno.EBUSY:
        return good(name, f"{place} is kept by the kernel's own driver.")
    if not bus_is_well:
        return untested(name, f"{place} could not be asked: see the bus.")
    if talk.stranger is not None:
        return broken(
            name,
            f"At 0x{talk.address:02X}, where its {talk.part} belongs, there is {_article(talk.stranger)}.",
            "Two plugs are exchanged, or it is a copy with another identity. Compare with hardware/pins.toml.",
            "wrong part",
        )
    if talk.answers or talk.wrong:
        silent = talk.tries - talk.answers - talk.wrong
        return broken(
            name,
            f"{place} answered {talk.answers} times of {talk.tries}: "
            f"{silent} times nothing came, {talk.wrong} times nonsense.",
            "A wire is loose: press each plug home, and move each wire while you ask again.",
            "loose wire",
        )
    if talk.elsewhere:
        where = " and ".join(f"0x{address:02X}" for address in talk.elsewhere)
        return broken(
            name,
            f"{_article(talk.part, capital=True)} answers at {where} and not at 0x{talk.address:02X}.",
            f"{STRAPS.get(talk.part, '')} Or write the true address into hardware/pins.toml.".strip(),
            "wrong address",
        )
    if optional:
        return untested(name, f"No {talk.part} is at 0x{talk.address:02X}: this body seems to have none.")
    spared = " A robot without it says so in the settings: body.absent." if talk.chip in ABSENT else ""
    mend = f"Look at its four wires: power, ground, SDA, SCL.{spared}"
    return broken(name, f"{place} does not answer.", mend, "no answer")


def of_the_pulses(name: str, fault: str | None) -> Findings:
    """The servo chip was set up, no channel with a pulse, and asked whether it remembers."""
    if fault is None:
        return good(name, "It takes its settings and keeps them. No joint was moved.")
    return look(name, fault, "Its supply dips, or noise reaches its wires: add a capacitor beside it.", "noise")


def _article(part: str, capital: bool = False) -> str:
    article = "an" if part[0] in "AEIMOu" else "a"
    return f"{article.capitalize() if capital else article} {part}"
