"""Twin of the DS3231, a clock with a battery (Maxim; registers checked against figure 1 of its data sheet)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from companion.body.twins.chip import RegisterTwin

CONTROL, STATUS, LAST = 0x0E, 0x0F, 0x12
OSCILLATOR_STOPPED = 0x80
FIRST_POWER = datetime(2000, 1, 1)


class Ds3231Twin(RegisterTwin):
    """Goes on by the clock it is given. With `battery_dead` a dip of the supply stops it, and it says so."""

    POWER_UP = {CONTROL: 0x1C, STATUS: 0x88}  # noqa: RUF012

    def __init__(self, now: Callable[[], float], utc: datetime | None = None, battery_dead: bool = False) -> None:
        self._now = now
        self.battery_dead = True
        self._set_s, self._time = now(), FIRST_POWER
        super().__init__()
        self.battery_dead = battery_dead
        if utc is not None:
            self._time = utc
            self.registers[STATUS] &= ~OSCILLATOR_STOPPED

    def power_up(self) -> None:
        """A dip of the supply. A good battery bridges it; with a dead one the time begins anew."""
        if self.battery_dead:
            super().power_up()
            self._set_s, self._time = self._now(), FIRST_POWER

    def read(self, register: int, count: int) -> bytes:
        self._show(self._time + timedelta(seconds=self._now() - self._set_s))
        return super().read(register, count)

    def write(self, register: int, data: bytes) -> None:
        self._show(self._time + timedelta(seconds=self._now() - self._set_s))
        super().write(register, data)
        if register <= 0x06:
            self._set_s = self._now()
            second, minute, hour, _, day, month, year = (_binary(value) for value in self.registers[0:7])
            self._time = datetime(2000 + year, month, day, hour, minute, second)

    def after(self, register: int) -> int:
        return 0 if register == LAST else register + 1

    def poke(self, register: int, value: int) -> None:
        if register == STATUS:
            # The flag can be cleared, not set.
            stopped = self.registers[STATUS] & value & OSCILLATOR_STOPPED
            self.registers[STATUS] = stopped | (value & 0x0B)
        elif register <= LAST:
            self.registers[register] = value

    def _show(self, time: datetime) -> None:
        parts = (time.second, time.minute, time.hour, time.isoweekday(), time.day, time.month, time.year - 2000)
        self.registers[0:7] = bytes(value // 10 << 4 | value % 10 for value in parts)


def _binary(value: int) -> int:
    return (value >> 4 & 0b111) * 10 + (value & 0x0F)
