"""Twin of the MAX30102, light of a fingertip (Maxim, data sheet 19-7740 rev. 1).

Checked against the data sheet: register numbers, identity 0x15, a queue of 32 samples of three bytes a colour behind
one register, its pointers and overflow counter. Unverified against a real chip.
"""

import math
import random
from collections import deque
from collections.abc import Callable

from companion.body.twins.chip import RegisterTwin

WRITE, OVERFLOW, READ, QUEUE, QUEUE_CONFIG, MODE, RATE, PART_ID = 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0xFF
SHUTDOWN, RESET = 0x80, 0x40
DEPTH = 32
RATES_HZ = (50, 100, 200, 400, 800, 1000, 1600, 3200)
AVERAGES = (1, 2, 4, 8, 16, 32, 32, 32)
BOTH_COLOURS = 3


class Max30102Twin(RegisterTwin):
    """Samples by the clock it is given. `finger` lies on it with `beats_per_minute`, or nothing does."""

    POWER_UP = {PART_ID: 0x15, 0xFE: 0x03}  # noqa: RUF012

    def __init__(self, now: Callable[[], float], chance: random.Random | None = None) -> None:
        self._now = now
        self._chance = chance or random.Random(2)
        self.finger = False
        self.beats_per_minute = 72.0
        self._queue: deque[bytes] = deque()
        self._rest = b""
        self._sampled_s = 0.0
        self._phase = 0.0
        super().__init__()

    def power_up(self) -> None:
        super().power_up()
        self._queue.clear()
        self._rest = b""

    @property
    def period_s(self) -> float:
        """Time between two samples in the queue."""
        return AVERAGES[self.registers[QUEUE_CONFIG] >> 5] / RATES_HZ[self.registers[RATE] >> 2 & 0b111]

    def read(self, register: int, count: int) -> bytes:
        self._sample()
        return super().read(register, count)

    def after(self, register: int) -> int:
        return register if register == QUEUE else (register + 1) & 0xFF

    def peek(self, register: int) -> int:
        if register != QUEUE:
            return self.registers[register]
        if not self._rest:
            if not self._queue:
                return 0
            self._rest = self._queue.popleft()
            self.registers[READ] = (self.registers[READ] + 1) % DEPTH
            self.registers[OVERFLOW] = 0
        value, self._rest = self._rest[0], self._rest[1:]
        return value

    def poke(self, register: int, value: int) -> None:
        if register == MODE and value & RESET:
            self.power_up()
            return
        if register == MODE and not value & SHUTDOWN:
            self._sampled_s = self._now()
        if register in (WRITE, READ):
            self._queue.clear()
            self._rest = b""
            value %= DEPTH
        if register < 0xFE:
            self.registers[register] = value

    def _sample(self) -> None:
        if self.registers[MODE] & SHUTDOWN or self.registers[MODE] & 0b111 != BOTH_COLOURS:
            return
        while self._now() - self._sampled_s >= self.period_s:
            self._sampled_s += self.period_s
            self._phase = (self._phase + self.period_s * self.beats_per_minute / 60) % 1.0
            if len(self._queue) == DEPTH:
                if not self.registers[QUEUE_CONFIG] & 0x10:
                    continue
                self._queue.popleft()
                self.registers[READ] = (self.registers[READ] + 1) % DEPTH
                self.registers[OVERFLOW] = min(self.registers[OVERFLOW] + 1, 0x1F)
            self._queue.append(self._light(0.55) + self._light(1.0))
            self.registers[WRITE] = (self.registers[WRITE] + 1) % DEPTH

    def _light(self, share: float) -> bytes:
        """One colour: blood darkens the finger with every beat, quickly at first, with a second small wave."""
        level = 900.0
        if self.finger:
            first, second = ((self._phase - 0.15) / 0.09) ** 2, ((self._phase - 0.5) / 0.12) ** 2
            level = 118_000 - 1500 * share * (math.exp(-first) + 0.35 * math.exp(-second))
        return round(level + self._chance.gauss(0, 25)).to_bytes(3, "big")
