"""Faults, struck for real on a daemon that lives on twins; `make faults` strikes all of them and prints a table."""

from tools.faults.__main__ import everything
from tools.faults.table import FAULTS

STRUCK = (
    "skin unplugged",
    "servo chip unplugged",
    "bus stuck",
    "clock with an empty battery",
    "privacy switch closed while it looks",
    "camera pulled out while it looks",
    "sound card busy when it wakes",
    "calibration of a later version",
    "the processor is hot",
    "a servo is held",
    "interrupts storm",
    "the control loop hangs",
    "lid opened",
    "dropped",
    "calibration of another device",
)


def test_each_fault_is_told_once_and_once_when_back_the_creature_lives_on_and_motion_is_safe() -> None:
    faults = tuple(fault for fault in FAULTS if fault.name in STRUCK)
    assert len(faults) == len(STRUCK)
    outcomes = everything(faults, at_once=6, patience=5.0)
    complaints = {fault.name: one.complaints for fault, one in zip(faults, outcomes, strict=True) if one.complaints}
    assert complaints == {}


def test_every_fault_of_the_list_has_a_name_of_its_own() -> None:
    names = [fault.name for fault in FAULTS]
    assert len(set(names)) == len(names) >= 20
