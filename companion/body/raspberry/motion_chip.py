"""Balance: an MPU-6050 feels how the body lies, is held, lifted, turned over and dropped."""

import time
from collections.abc import Callable, Sequence

from companion.body.calibrated import PostureCalibration
from companion.body.i2c import Registers
from companion.body.raspberry.sampler import Sampler
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import MotionSample

SAMPLE_DIVIDER, CONFIG, GYRO_CONFIG, ACCEL_CONFIG, DATA, POWER, WHO_AM_I = 0x19, 0x1A, 0x1B, 0x1C, 0x3B, 0x6B, 0x75
RESET, CLOCK_FROM_GYRO = 0x80, 0x01
IDENTITY = 0x68
"""It says 0x68 also when AD0 puts it at 0x69."""

RESET_LASTS_S = 0.1
FILTER_44_HZ = 0x03
EVERY_10_MS = 9
FOUR_G, PER_G = 0x08, 8192.0
FIVE_HUNDRED_DEG_S, PER_DEG_S = 0x08, 65.536
PERIOD_S = 0.01

AXES = {"x": 0, "y": 1, "z": 2}


class MotionChip:
    """Acceleration and turning in the creature's own axes: x toward the nose, y to its own left, z out of its back.

    Wiring: VCC 3.3 V, GND, SDA GPIO2, SCL GPIO3, AD0 to 3.3 V (0x69: 0x68 belongs to the clock). Example::

        from companion.body.i2c import Registers, linux_bus

        chip = MotionChip(Registers(linux_bus(1), 0x69, "MPU-6050"))
        chip.connect()
        chip.sample(0.0).acceleration_g      # (0, 0, 1) while it lies on its belly

    `up` and `forward` say which of the chip's axes point there, as in `hardware/pins.toml`; `zero` is what it was
    calibrated to feel at rest, and is taken off.
    """

    def __init__(
        self,
        registers: Registers,
        up: str = "+z",
        forward: str = "+x",
        wait: Callable[[float], None] = time.sleep,
        zero: PostureCalibration | None = None,
    ) -> None:
        self._zero = zero
        self._registers = registers
        self._up, self._forward = _direction(up), _direction(forward)
        self._left = _cross(self._up, self._forward)
        self._wait = wait

    def connect(self) -> None:
        """Reset, make sure what it is, wake it and set range, filter and rate. Raises `OrganError`."""
        registers = self._registers
        registers.write(POWER, RESET)
        self._wait(RESET_LASTS_S)
        registers.expect(WHO_AM_I, IDENTITY)
        registers.write(POWER, CLOCK_FROM_GYRO)
        registers.write(SAMPLE_DIVIDER, EVERY_10_MS, FILTER_44_HZ, FIVE_HUNDRED_DEG_S, FOUR_G)
        self.check()

    def check(self) -> None:
        """Raises `OrganError` when it does not answer, or fell asleep because its supply dipped."""
        power = self._registers.read(POWER)[0]
        ranges = self._registers.read(SAMPLE_DIVIDER, 4)
        if power != CLOCK_FROM_GYRO or ranges != bytes((EVERY_10_MS, FILTER_44_HZ, FIVE_HUNDRED_DEG_S, FOUR_G)):
            raise OrganError(
                f"has lost its settings (power 0x{power:02X}).",
                self._registers.place,
                "Its supply dips: add a capacitor beside it.",
            )

    def sample(self, at_s: float) -> MotionSample:
        """What it feels now. Raises `OrganError`."""
        data = self._registers.read(DATA, 14)
        words = [int.from_bytes(data[place : place + 2], "big", signed=True) for place in range(0, 14, 2)]
        felt = MotionSample(
            self._turned([word / PER_G for word in words[:3]]),
            self._turned([word / PER_DEG_S for word in words[4:]]),
            at_s,
        )
        return felt if self._zero is None else self._zero.level(felt)

    def rest(self) -> None:
        """Let it sleep. Raises `OrganError`."""
        self._registers.write(POWER, 0x40)

    def _turned(self, measured: Sequence[float]) -> tuple[float, float, float]:
        x, y, z = (
            sum(part * along for part, along in zip(measured, axis, strict=True))
            for axis in (self._forward, self._left, self._up)
        )
        return x, y, z


class MotionSense:
    """Balance as an organ: a hundred samples a second. Opening raises `OrganError`; so does `drain` once it is lost.

    `felt` hears of every sample at once, in the organ's own thread: a fall does not wait to be fetched.
    """

    def __init__(
        self,
        chip: MotionChip,
        now: Callable[[], float] = time.monotonic,
        felt: Callable[[MotionSample], None] = lambda sample: None,
    ) -> None:
        self._chip = chip
        self._now = now
        self._felt = felt
        self._taken = 0
        self.sampler = Sampler(self.name, self._take, PERIOD_S, now=now)

    @property
    def name(self) -> str:
        return "balance"

    def open(self) -> None:
        self.close()
        self._chip.connect()
        self.sampler.start()

    def close(self) -> None:
        self.sampler.stop()

    def drain(self) -> tuple[MotionSample, ...]:
        return self.sampler.drain()

    def check(self) -> None:
        self.sampler.check()

    def _take(self) -> tuple[MotionSample, ...]:
        self._taken += 1
        if self._taken % 100 == 0:
            self._chip.check()
        sample = self._chip.sample(self._now())
        self._felt(sample)
        return (sample,)


def _direction(axis: str) -> tuple[int, int, int]:
    parts = [0, 0, 0]
    parts[AXES[axis[1]]] = 1 if axis[0] == "+" else -1
    return parts[0], parts[1], parts[2]


def _cross(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
