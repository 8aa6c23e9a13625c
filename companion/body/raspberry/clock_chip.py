"""The clock chip: a DS3231, which keeps the time over a power cut while its battery lives, and says when it did not."""

from datetime import datetime

from companion.body.i2c import Registers
from companion.vocabulary.errors import OrganError

TIME, CONTROL, STATUS = 0x00, 0x0E, 0x0F
OSCILLATOR_OFF, OSCILLATOR_STOPPED, TWELVE_HOURS, AFTERNOON, CENTURY = 0x80, 0x80, 0x40, 0x20, 0x80
NOT_BEFORE = datetime(2026, 1, 1)
"""This program was not there earlier, so an earlier time is wrong."""


class ClockChip:
    """Time in UTC.

    Wiring: VCC 3.3 V, GND, SDA GPIO2, SCL GPIO3, a CR2032 in its holder. Where the kernel drives it
    (dtoverlay=i2c-rtc,ds3231) leave it to the kernel: the address is then busy. Example::

        from companion.body.i2c import Registers, linux_bus

        clock = ClockChip(Registers(linux_bus(1), 0x68, "DS3231"))
        clock.time()           # None: its battery was empty, the time cannot be trusted
        clock.set(datetime(2026, 11, 20, 12, 30))      # in UTC
    """

    def __init__(self, registers: Registers) -> None:
        self._registers = registers

    def time(self) -> datetime | None:
        """The time in UTC, or None when it cannot be trusted: it has stood still, or holds no time at all.

        Raises `OrganError` when it does not answer, or is no DS3231.
        """
        status = self._status()
        data = self._registers.read(TIME, 7)
        if status & OSCILLATOR_STOPPED:
            return None
        try:
            second, minute, day, month, year = (
                _decimal(value) for value in (data[0], data[1], data[4], data[5] & ~CENTURY, data[6])
            )
            time = datetime(2000 + year, month, day, _hour(data[2]), minute, second)
        except ValueError:
            return None
        return time if time >= NOT_BEFORE else None

    def set(self, utc: datetime) -> None:
        """Take over a trusted time, let the clock run, and clear the flag that said it had stood still."""
        parts = (utc.second, utc.minute, utc.hour, utc.isoweekday(), utc.day, utc.month, utc.year - 2000)
        self._registers.write(TIME, *(value // 10 << 4 | value % 10 for value in parts))
        control = self._registers.read(CONTROL)[0]
        self._registers.write(CONTROL, control & ~OSCILLATOR_OFF)
        self._registers.write(STATUS, self._status() & ~OSCILLATOR_STOPPED)

    def _status(self) -> int:
        status = self._registers.read(STATUS)[0]
        if status & 0x70:
            raise OrganError(
                f"is no DS3231: status 0x{status:02X} has bits that are always 0 there.",
                self._registers.place,
                "An MPU-6050 with AD0 low answers here as well: pull its AD0 up.",
            )
        return status


def _decimal(value: int) -> int:
    tens, ones = value >> 4, value & 0x0F
    if ones > 9 or tens > 9:
        raise ValueError(f"0x{value:02X} is no decimal number")
    return 10 * tens + ones


def _hour(value: int) -> int:
    if not value & TWELVE_HOURS:
        return _decimal(value & 0x3F)
    hour = _decimal(value & 0x1F) % 12
    return hour + 12 if value & AFTERNOON else hour
