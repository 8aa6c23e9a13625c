"""Which device this is: a short name that stays, so that a calibration is never used on another body."""

import hashlib
from pathlib import Path

SERIAL = Path("/proc/device-tree/serial-number")
MACHINE = Path("/etc/machine-id")


def device_id(serial: Path = SERIAL, machine: Path = MACHINE) -> str:
    """`pi-` and the end of the Pi's serial number; elsewhere `host-` and a hash of the machine's own number.

    A calibration belongs to the servos, and those stay with their Pi; move the card to another Pi, and it asks for a
    new one.
    """
    try:
        return "pi-" + serial.read_text(encoding="ascii").strip("\0 \n")[-8:].lower()
    except (OSError, UnicodeDecodeError):
        pass
    try:
        return "host-" + hashlib.sha256(machine.read_bytes().strip()).hexdigest()[:8]
    except OSError:
        return "host-unknown"
