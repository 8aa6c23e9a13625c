"""Which pulse brings each servo of one device to the ends and the middle of its travel: a small file, never believed
before it has been checked.

It belongs to one device: servos are glued at other angles in the next one, and its pulse chip counts at another speed.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from companion.body.limiter import JointLimit
from companion.body.pins import Pins
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import StateError
from companion.vocabulary.ports import Store

ADVICE = "Make one: `companion calibrate`."
LEAST_TRAVEL_US = 40.0
"""Half a travel below 4° moves nothing that can be seen, and is a mistake."""

MOST_UNEVEN = 4.0
"""One half of the travel may be so many times as wide as the other: beyond that the middle is not in the middle."""

CAREFUL_US = 120.0
"""Half the travel of a body that nobody has calibrated yet, for those who begin: 11° to either side."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Pulse widths of one joint in microseconds at pose -1, 0 and 1; a mirrored servo has the larger one first."""

    low_us: float
    middle_us: float
    high_us: float

    def pulse_us(self, position: float) -> float:
        """The width for a position -1..1; straight lines between the three."""
        position = min(max(position, -1.0), 1.0)
        side = self.high_us - self.middle_us if position >= 0 else self.middle_us - self.low_us
        return self.middle_us + position * side


@dataclass(frozen=True, slots=True)
class Calibration:
    """The travel of every joint of one device, and the day it was measured.

    `plugs` says, for joints whose servos are plugged in where others belong, where the pulses for each must go.
    """

    device: str
    made: date
    travels: Mapping[Joint, Travel]
    plugs: Mapping[Joint, Joint] = field(default_factory=dict)

    def pulse_us(self, joint: Joint, position: float) -> float:
        return self.travels[joint].pulse_us(position)

    def plug(self, joint: Joint) -> Joint:
        """The joint in whose place this one's servo is plugged in: itself, in a body that is wired as mapped."""
        return self.plugs.get(joint, joint)

    def state(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "device": self.device,
            "made": self.made.isoformat(),
            "joints": {
                joint: {"low_us": travel.low_us, "middle_us": travel.middle_us, "high_us": travel.high_us}
                for joint, travel in self.travels.items()
            },
            **({"plugs": dict(self.plugs)} if self.plugs else {}),
        }


def careful(device: str, made: date) -> Calibration:
    """Narrow travels around the middle of every servo: what to begin with."""
    travel = Travel(1500.0 - CAREFUL_US, 1500.0, 1500.0 + CAREFUL_US)
    return Calibration(device, made, dict.fromkeys(JOINTS, travel))


def store_name(device: str) -> str:
    """The name under which a device's calibration is kept."""
    return f"calibration-{device}"


def has_joints(store: Store, device: str) -> bool:
    """Whether anything is kept about this device's joints, right or wrong. Raises `StateError`."""
    state = store.load(store_name(device))
    return state is not None and not ("joints" not in state and "parts" in state)


def load_calibration(store: Store, device: str, pins: Pins, today: date | None) -> Calibration:
    """The calibration of this device. `today` is None while the clock cannot be trusted.

    Raises `StateError` for one that is missing, cut off, of another device, from the future, or nonsense: without
    limits that can be trusted nothing may move.
    """
    name = store_name(device)
    state = store.load(name)
    if state is None or not has_joints(store, device):
        raise StateError(f"there is none for this device ({device}) yet.", name, ADVICE)
    return checked(state, device, pins, today)


def checked(state: Mapping[str, Any], device: str, pins: Pins, today: date | None) -> Calibration:
    """A calibration out of what was kept. Raises `StateError` with every fault."""
    name = store_name(device)
    faults = _faults_around(state, device, today)
    joints = state.get("joints")
    travels: dict[Joint, Travel] = {}
    if not isinstance(joints, Mapping):
        raise StateError("; ".join((*faults, "it holds no joints")) + ".", name, ADVICE)
    faults += [f"it lacks {joint}" for joint in JOINTS if joint not in joints]
    faults += [f"it has a joint {joint!r} that nobody has" for joint in joints if joint not in JOINTS]
    for joint in JOINTS:
        if joint in joints:
            travel, wrong = judged_travel(joints[joint], pins)
            faults += [f"{joint} {words}" for words in wrong]
            if travel is not None:
                travels[joint] = travel
    plugs = state.get("plugs", {})
    if not isinstance(plugs, Mapping) or not set(plugs) <= set(JOINTS) or set(plugs) != set(plugs.values()):
        faults.append(f"its plugs ({plugs!r}) do not exchange joints with one another")
    if faults:
        raise StateError("; ".join(faults) + ".", name, ADVICE)
    return Calibration(device, date.fromisoformat(state["made"]), travels, dict(plugs))


def narrowed(pins: Pins, calibration: Calibration) -> dict[Joint, JointLimit]:
    """The limits of every joint, its speed lowered where a wide travel would make the same pose speed too quick.

    The speeds of the pin map are for a usual travel of 45° to either side; a joint that travels farther is not faster.
    """
    limits = {}
    for joint, limit in pins.limits.items():
        travel = calibration.travels[joint]
        widest_us = max(abs(travel.high_us - travel.middle_us), abs(travel.middle_us - travel.low_us))
        slower = min(1.0, 45.0 / (widest_us * pins.servos.degrees_per_us))
        limits[joint] = JointLimit(
            limit.low,
            limit.high,
            limit.speed_per_s * slower,
            limit.acceleration_per_s2 * slower,
            limit.jerk_per_s3 * slower,
            limit.noise,
        )
    return limits


def _faults_around(state: Mapping[str, Any], device: str, today: date | None) -> list[str]:
    faults = []
    if state.get("device") != device:
        faults.append(f"it belongs to the device {state.get('device')!r}, and this is {device!r}")
    try:
        made = date.fromisoformat(str(state.get("made")))
    except ValueError:
        faults.append(f"made = {state.get('made')!r} is no date such as 2026-11-20")
    else:
        if today is not None and made > today:
            faults.append(f"it was made on {made}, which is in the future")
    return faults


def judged_travel(kept: object, pins: Pins) -> tuple[Travel | None, list[str]]:
    """One joint's travel (None where it cannot be read at all), and what is wrong with it, in words."""
    names = ("low_us", "middle_us", "high_us")
    if not isinstance(kept, Mapping) or set(kept) != set(names):
        return None, ["must have low_us, middle_us and high_us"]
    values = [kept[name] for name in names]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return None, ["must have numbers"]
    low, middle, high = (float(value) for value in values)
    if not all(map(math.isfinite, (low, middle, high))):
        return None, ["must have finite numbers"]
    faults = [
        f"asks for {value:g} us; a pulse has {pins.servos.shortest_us:g} to {pins.servos.longest_us:g}"
        for value in (low, middle, high)
        if not pins.servos.shortest_us <= value <= pins.servos.longest_us
    ]
    below, above = middle - low, high - middle
    if below * above <= 0:
        faults.append(f"has its middle ({middle:g} us) not between its ends ({low:g} and {high:g})")
    elif min(abs(below), abs(above)) < LEAST_TRAVEL_US:
        faults.append(f"travels only {min(abs(below), abs(above)):g} us to one side; at least {LEAST_TRAVEL_US:g}")
    elif max(abs(below), abs(above)) > MOST_UNEVEN * min(abs(below), abs(above)):
        faults.append(f"travels {abs(below):g} us to one side and {abs(above):g} to the other: which is the middle?")
    return Travel(low, middle, high), faults
