"""Twin of the MPU-6050, acceleration and turning (InvenSense, register map RM-MPU-6000A rev. 4.2).

Checked against published register lists: numbers, sleep after power-up (0x40), identity 0x68 at either address. The
scale factors are the data sheet's. Unverified against a real chip.
"""

from collections.abc import Callable

from companion.body.twins.chip import RegisterTwin

GYRO_CONFIG, ACCEL_CONFIG, DATA, POWER, WHO_AM_I = 0x1B, 0x1C, 0x3B, 0x6B, 0x75
SLEEP, RESET = 0x40, 0x80


class Mpu6050Twin(RegisterTwin):
    """Reports `acceleration_g` and `turn_deg_s` along the chip's own axes; `identity` is what it says it is.

    `carried` is asked before each measurement, when somebody carries it about: it sets both.
    """

    POWER_UP = {POWER: SLEEP}  # noqa: RUF012

    def __init__(self, identity: int = 0x68) -> None:
        self.identity = identity
        self.acceleration_g = (0.0, 0.0, 1.0)
        self.turn_deg_s = (0.0, 0.0, 0.0)
        self.temperature_c = 25.0
        self.carried: Callable[[], None] | None = None
        super().__init__()

    def read(self, register: int, count: int) -> bytes:
        self._measure()
        return super().read(register, count)

    def peek(self, register: int) -> int:
        return self.identity if register == WHO_AM_I else self.registers[register]

    def poke(self, register: int, value: int) -> None:
        if register == POWER and value & RESET:
            self.power_up()
        elif register != WHO_AM_I:
            self.registers[register] = value

    def _measure(self) -> None:
        if self.registers[POWER] & SLEEP:
            return
        if self.carried is not None:
            self.carried()
        per_g = 16384 >> (self.registers[ACCEL_CONFIG] >> 3 & 0b11)
        per_deg_s = 131.072 / (1 << (self.registers[GYRO_CONFIG] >> 3 & 0b11))
        words = [pull * per_g for pull in self.acceleration_g]
        words.append((self.temperature_c - 36.53) * 340)
        words += [turn * per_deg_s for turn in self.turn_deg_s]
        data = b"".join(min(max(round(word), -32768), 32767).to_bytes(2, "big", signed=True) for word in words)
        self.registers[DATA : DATA + 14] = data
