"""What the organs felt, measured with the drivers the creature lives with, and what that means."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from companion.daemon.doctor.finding import Finding, Findings, broken, good, look, not_fitted
from companion.vocabulary.signals import MOST_COUNTS, ZONES

AT_THE_END = 8
"""Counts this near to either end of the converter are no electrode: its wire is broken off or touches something."""

OFF_BY, JUMPS_BY = 150, 60
"""Counts. The chip charges every electrode to the same level, and nobody's hand should lie there now."""

STILL_G, TURNING_DEG_S = (0.9, 1.1), 20.0
"""One g, within a tenth; the data sheet allows a gyroscope at rest to say as much as 20 degrees a second."""

CELL_VOLTS, LOW_CHARGE = (3.0, 4.3), 0.15
CLOCKS_APART_S = 120.0
IDLE_AMPERES = 0.3
NOTHING = 0.01
"""A few of the converter's 1023 steps."""
BODY_C = (5.0, 45.0)
BLACK, FLAT = 8.0, 3.0
"""Of 255: a darker picture is a covered lens, one with less spread shows nothing."""


@dataclass(frozen=True, slots=True)
class BalanceFelt:
    """Means over a moment: acceleration in g and turning in degrees a second, along the creature's own axes."""

    acceleration_g: tuple[float, float, float]
    turning_deg_s: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PinsSeen:
    """What the switches say now; `faults` are pins that could not be opened: which, what is wrong, what to do."""

    stop_pressed: bool = False
    mute_pressed: bool = False
    lid_open: bool = False
    private: bool = False
    faults: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PictureSeen:
    """Of the last of some pictures: brightness and spread, 0..255. The pictures themselves are gone."""

    pictures: int
    width_px: int
    height_px: int
    brightness: float
    spread: float


def of_the_skin(readings: Sequence[Sequence[int]]) -> Findings:
    """`readings` are raw counts 0..1023 of the twelve places, in the order of `ZONES`, some tenths of a second long."""
    if not readings:
        return broken("skin", "It gives no readings.", "Look at its supply.", "loose wire")
    series = list(zip(*readings, strict=True))
    levels = [median(one) for one in series]
    usual = median(levels)
    found: list[Finding] = []
    for zone, one, level in zip(ZONES, series, levels, strict=True):
        name, _, side = zone.partition("_")
        place = f"{side} {name}".strip()
        if level < AT_THE_END or level > MOST_COUNTS - AT_THE_END:
            what = f"The electrode of its {place} reads {level:.0f}: nothing is connected there, or it is shorted."
            found += broken("skin", what, "Look at its thin wire, at both ends.", "loose wire")
        elif max(one) - min(one) > JUMPS_BY:
            what = f"The electrode of its {place} jumps between {min(one)} and {max(one)}."
            found += broken("skin", what, "Its wire is loose: press or solder it, then ask again.", "loose wire")
        elif abs(level - usual) > OFF_BY:
            what = f"The electrode of its {place} reads {level:.0f}, the others about {usual:.0f}."
            found += look(
                "skin", what, "Take every hand off and ask again. If it stays, look at its wire.", "loose wire"
            )
    if found:
        return tuple(found)
    return good("skin", f"Twelve electrodes rest quietly, at {min(levels):.0f} to {max(levels):.0f}.")


def of_the_balance(felt: BalanceFelt) -> Findings:
    """It should lie still, on its belly."""
    pull = math.dist(felt.acceleration_g, (0.0, 0.0, 0.0))
    turning = max(map(abs, felt.turning_deg_s))
    if pull == 0.0:
        return broken(
            "balance", "It feels no weight at all.", "The chip is asleep or broken: replace it.", "wrong part"
        )
    if not STILL_G[0] <= pull <= STILL_G[1]:
        return look(
            "balance",
            f"It feels {pull:.2f} g; lying still it is 1.",
            "Let it lie still and ask again. If it stays, the chip is a bad one.",
        )
    if turning > TURNING_DEG_S:
        return look(
            "balance",
            f"It feels itself turn at {turning:.0f} degrees a second.",
            "Let it lie still and ask again. If it stays, the chip is a bad one.",
        )
    if felt.acceleration_g[2] < 0.5:
        return look(
            "balance",
            "It does not feel itself lie on its belly.",
            "Lay it on its belly. If it lies so, `mounting` in hardware/pins.toml does not say how the chip sits.",
        )
    return good("balance", f"It feels {pull:.2f} g, and that it lies on its belly.")


def of_the_battery(charge: float, volts: float, charging: bool) -> Findings:
    """`charge` 0..1, `volts` of the cell."""
    line = f"{charge:.0%} full, {volts:.2f} V{', charging' if charging else ''}."
    if not CELL_VOLTS[0] <= volts <= CELL_VOLTS[1]:
        return broken(
            "battery gauge",
            f"{line} A lithium cell has {CELL_VOLTS[0]:g} to {CELL_VOLTS[1]:g} V.",
            "Unplug the cell and measure it; replace it when it is swollen or low.",
            "dead battery",
        )
    if charge < LOW_CHARGE and not charging:
        return look("battery gauge", line, "Charge it.", "dead battery")
    return good("battery gauge", line)


def of_the_clock_chip(chip_utc: datetime | None, system_utc: datetime | None) -> Findings:
    """`system_utc` is None while the computer's own clock cannot be trusted."""
    if chip_utc is None:
        return broken(
            "clock chip",
            "It stood still while the power was off, so it does not know the time.",
            "Replace its coin cell (CR2032), then connect to the internet once: the time is set by itself.",
            "dead battery",
        )
    if system_utc is not None and (apart_s := abs((chip_utc - system_utc).total_seconds())) > CLOCKS_APART_S:
        return look(
            "clock chip",
            f"It is {_span(apart_s)} away from the computer's clock ({chip_utc:%Y-%m-%d %H:%M} UTC).",
            "Start the creature once while the computer's clock is right: it sets the chip.",
            "clock",
        )
    return good("clock chip", f"It says {chip_utc:%Y-%m-%d %H:%M} UTC.")


def of_the_converter(servo_amperes: float, body_c: float, light: float, absent: Sequence[str] = ()) -> Findings:
    """The MCP3008, with the servo supply off. `light` is a share 0..1 of the reference; `absent` as in the settings."""
    found: list[Finding] = []
    if "thermometer" not in absent and not BODY_C[0] <= body_c <= BODY_C[1]:
        if light < NOTHING and servo_amperes < NOTHING:
            return broken(
                "converter",
                "Every channel of the MCP3008 reads nothing.",
                "Look at its supply and at GPIO8 to 11; SPI must be on: `sudo raspi-config nonint do_spi 0`.",
                "loose wire",
            )
        what = f"The thermometer inside the body says {body_c:.0f} degrees."
        found += broken(
            "thermometer", what, "Look at the TMP36: its three wires, and which way round it sits.", "loose wire"
        )
    if "servo current" not in absent and servo_amperes > IDLE_AMPERES:
        what = f"The servos draw {servo_amperes:.1f} A while their supply should be off."
        found += broken(
            "servo current",
            what,
            "Unplug the servos. If it stays, the MOSFET or the shunt amplifier is broken: do not use it.",
            "short circuit",
        )
    felt = [] if "thermometer" in absent else [f"inside the body it has {body_c:.0f} degrees"]
    felt += [] if "servo current" in absent else ["the servos draw nothing"]
    line = "; ".join((*felt, f"the light of the room is at {light:.0%}"))
    return tuple(found) or good("converter", f"{line[0].upper()}{line[1:]}.")


def of_the_pins(seen: PinsSeen) -> Findings:
    """Buttons and switches, with nobody's hand on them."""
    found: list[Finding] = []
    if seen.faults:
        # One sentence for all pins that fail alike: usually the library or the group, not seven wires.
        for what, mend in dict.fromkeys((what, mend) for _, what, mend in seen.faults):
            names = ", ".join(name for name, *same in seen.faults if same == [what, mend])
            found += broken("pins", f"{names}: {what}", mend, "taken")
        return tuple(found)
    for pressed, name, pin in ((seen.stop_pressed, "stop", "stop_button"), (seen.mute_pressed, "mute", "mute_button")):
        if pressed:
            what = f"The {name} button is pressed, and nobody should touch it now."
            mend = f"It sticks, or its wire touches ground: see {pin} in hardware/pins.toml."
            found += broken("buttons", what, mend, "stuck button")
    if seen.lid_open:
        found += look("lid", "The lid is open, so no joint may move.", "Close it. If it is shut, look at its switch.")
    if seen.private:
        found += look("privacy switch", "It is set to private: the creature neither sees nor hears.", "Slide it open.")
    return tuple(found) or good("buttons", "Stop, mute, lid and privacy switch rest as they should.")


def of_the_light(lit: bool, dark: bool) -> Findings:
    """The light beside the camera: current flowed when it was switched on, and none when it was off."""
    if not dark:
        return broken(
            "sensing light",
            "Current flows through it although it is switched off.",
            "The comparator at GPIO25 or its wires are at fault: without it nobody knows whether the light burns.",
            "burnt light",
        )
    if not lit:
        return broken(
            "sensing light",
            "No current flows through it, so the camera stays closed.",
            "Replace the LED at GPIO24, and look at its two resistors.",
            "burnt light",
        )
    return good("sensing light", "It burns when it should, and only then.")


def of_the_picture(seen: PictureSeen) -> Findings:
    """Whether the camera sees anything at all."""
    size = f"{seen.pictures} pictures of {seen.width_px} x {seen.height_px}"
    if not seen.pictures:
        return broken(
            "camera", "It opens and sends no picture.", "Seat its ribbon cable anew, at both ends.", "camera cable"
        )
    if seen.brightness < BLACK:
        return look("camera", f"{size}, and all of them are black.", "Open the lens shutter, or make light.")
    if seen.spread < FLAT:
        return look("camera", f"{size}, and nothing can be told in them.", "Clean the lens; take its film off.")
    return good("camera", f"{size}; it sees something. None was kept.")


def of_the_cameras_there(source: str, there: int | None, library_fault: str | None) -> Findings:
    """Whether the camera of the settings can be found, without opening it. `there` is None where nobody can count."""
    if source == "browser":
        return not_fitted("camera", "Its camera is the browser's.", "Press `use my camera` on the page.")
    if library_fault is not None:
        return broken("camera", library_fault, "`sudo apt install python3-picamera2`.", "missing library")
    if there == 0:
        return broken(
            "camera",
            f"No camera is found ({source}).",
            "Seat its ribbon cable anew at both ends, contacts facing contacts; `rpicam-hello --list-cameras` looks."
            if source == "picamera2"
            else "Plug it in; `ls /dev/video*` shows what is there.",
            "camera cable",
        )
    return good("camera", f"{source} is there. It was not opened: --look takes a picture.")


def _span(seconds: float) -> str:
    for size, name in ((365.25 * 86400, "years"), (86400.0, "days"), (3600.0, "hours"), (60.0, "minutes")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
