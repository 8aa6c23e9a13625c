"""The I2C bus as drivers see it: registers of one chip are read and written, and what goes wrong is said in words.

Below it lies anything with smbus2's four block and byte calls: the kernel's bus, or the simulated one in `twins/`.
"""

import contextlib
import errno
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from companion.vocabulary.errors import OrganError

BLOCK_BYTES = 32
"""The longest block the kernel moves in one call (Linux, Documentation/i2c/smbus-protocol)."""


class HeldByKernelError(OrganError):
    """A driver of the kernel has this chip; it is well, and not ours to speak to."""


class Wire(Protocol):
    """A bus, as smbus2's `SMBus` offers it. Every call raises `OSError` with the kernel's number."""

    def read_i2c_block_data(self, i2c_addr: int, register: int, length: int) -> list[int]: ...
    def write_i2c_block_data(self, i2c_addr: int, register: int, data: Sequence[int]) -> None: ...
    def close(self) -> None: ...


_SILENT = (errno.EREMOTEIO, errno.ENXIO, errno.ENODEV)
"""What different buses say when nobody acknowledges an address (Linux, Documentation/i2c/fault-codes)."""

_NOBODY = ("does not answer.", "Check its wires and its power; `i2cdetect -y {bus}` shows who is there.")
_WORDS: dict[int, tuple[str, str]] = {
    **dict.fromkeys(_SILENT, _NOBODY),
    errno.ETIMEDOUT: (
        "cannot be reached: the bus is stuck.",
        "A chip holds a line low. Switch the power off and on; if it stays, unplug one chip after the other.",
    ),
    errno.EAGAIN: ("lost the bus to somebody else.", "Nothing but the Pi may drive the bus."),
    errno.EBUSY: ("is held by a driver of the kernel.", "Remove its dtoverlay line from /boot/firmware/config.txt."),
    errno.EACCES: ("may not be used.", "Join the group: `sudo usermod -aG i2c $USER`, then log in again."),
    errno.ENOENT: ("is not there.", "Switch I2C on: `sudo raspi-config nonint do_i2c 0`, then start again."),
}


class I2CBus:
    """One bus for several drivers, each in a thread of its own; opened at the first use, opened anew after a loss.

    `begin` opens the wire. `bits` counts what has crossed it, start and stop included, for the bench; `transfers` how
    often. Calls wait for one another, never for longer than the kernel's own limit on a transfer.
    """

    def __init__(self, begin: Callable[[], Wire], number: int = 1) -> None:
        self._begin = begin
        self._number = number
        self._wire: Wire | None = None
        self._lock = threading.Lock()
        self.bits = 0
        self.transfers = 0

    def read(self, address: int, register: int, count: int, name: str) -> bytes:
        """`count` bytes (at most 32) from `register` on. Raises `OrganError` that names the chip."""

        def transfer(wire: Wire) -> bytes:
            got = bytes(wire.read_i2c_block_data(address, register, count))
            # Start, address, register, repeated start, address, data, stop; nine bits a byte with its acknowledgement.
            self.bits += 9 * (3 + count) + 3
            if len(got) != count:
                raise OSError(errno.EREMOTEIO, "short answer")
            return got

        return self._call(address, name, transfer)

    def write(self, address: int, register: int, data: bytes, name: str) -> None:
        """Write `data` (at most 32 bytes) from `register` on. Raises `OrganError` that names the chip."""

        def transfer(wire: Wire) -> bytes:
            wire.write_i2c_block_data(address, register, list(data))
            self.bits += 9 * (2 + len(data)) + 2
            return b""

        self._call(address, name, transfer)

    def close(self) -> None:
        with self._lock:
            self._forget()

    def _call(self, address: int, name: str, transfer: Callable[[Wire], bytes]) -> bytes:
        with self._lock:
            opening = self._wire is None
            try:
                if self._wire is None:
                    self._wire = self._begin()
                opening = False
                self.transfers += 1
                return transfer(self._wire)
            except OSError as fault:
                number = fault.errno or errno.EREMOTEIO
                what, advice = _WORDS.get(number, (f"failed ({fault.strerror or fault}).", "Check its wires."))
                place = f"I2C bus {self._number}" if opening else f"{name} at 0x{address:02X} on I2C bus {self._number}"
                if number not in _SILENT:
                    self._forget()
                kind = HeldByKernelError if number == errno.EBUSY else OrganError
                raise kind(what, place, advice.format(bus=self._number)) from fault

    def _forget(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.close()


class Registers:
    """The registers of one chip.

    Example::

        chip = Registers(linux_bus(1), 0x40, "PCA9685")
        chip.read(0x00, 2)
        chip.write(0x00, 0x21)
    """

    def __init__(self, bus: I2CBus, address: int, name: str) -> None:
        self._bus = bus
        self.address = address
        self.name = name

    @property
    def place(self) -> str:
        """What errors of this chip begin with."""
        return f"{self.name} at 0x{self.address:02X}"

    def read(self, register: int, count: int = 1) -> bytes:
        return self._bus.read(self.address, register, count, self.name)

    def write(self, register: int, *values: int) -> None:
        self._bus.write(self.address, register, bytes(values), self.name)

    def expect(self, register: int, wanted: int, mask: int = 0xFF) -> None:
        """Raises `OrganError` when the register holds something else: another part answers, or the wires are bad."""
        got = self.read(register)[0]
        if got & mask != wanted & mask:
            raise OrganError(
                f"is no {self.name}: register 0x{register:02X} says 0x{got:02X} and not 0x{wanted:02X}.",
                self.place,
                "Another part sits at this address, or the wires are too long. Check both.",
            )


def linux_bus(number: int) -> I2CBus:
    """The Pi's own bus `/dev/i2c-NUMBER`, by way of smbus2; nothing is opened yet."""

    def begin() -> Wire:
        try:
            from smbus2 import SMBus
        except ImportError as fault:
            raise OrganError("smbus2 is not installed.", "I2C", 'Install it: `pip install "companion[pi]"`.') from fault
        wire: Wire = SMBus(number)
        return wire

    return I2CBus(begin, number)
