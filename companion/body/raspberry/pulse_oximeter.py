"""The light of a fingertip: a MAX30102 under a window in the flipper. Optional; what it means, perception decides."""

import time
from collections.abc import Callable

from companion.body.i2c import Registers
from companion.body.raspberry.sampler import Sampler
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import PulseSample

POINTERS, QUEUE, QUEUE_CONFIG, MODE, RATE, RED_CURRENT, PART_ID = 0x04, 0x07, 0x08, 0x09, 0x0A, 0x0C, 0xFF
IDENTITY = 0x15
RESET, SHUTDOWN, BOTH_COLOURS = 0x40, 0x80, 0x03
AVERAGE_4_ROLL_OVER = 0b010_1_0000
RANGE_4096_NA_100_HZ_18_BITS = 0b0_01_001_11
SEVEN_MA = 0x24
DEPTH = 32
RATE_HZ = 25.0
SAMPLE_BYTES = 6
RESET_LASTS_S = 0.01
PERIOD_S = 0.2


class PulseLight:
    """Infrared and red light that came back, 25 samples a second.

    Wiring: VIN 3.3 V, GND, SDA GPIO2, SCL GPIO3. Example::

        from companion.body.i2c import Registers, linux_bus

        light = PulseLight(Registers(linux_bus(1), 0x57, "MAX30102"))
        light.connect()
        light.samples(0.0)     # above 50000 with a finger on it
        light.rest()           # its LEDs are dark again
    """

    def __init__(self, registers: Registers, wait: Callable[[float], None] = time.sleep) -> None:
        self._registers = registers
        self._wait = wait

    def connect(self) -> None:
        """Make sure what it is, set it up, light its LEDs. Raises `OrganError`."""
        registers = self._registers
        registers.expect(PART_ID, IDENTITY)
        registers.write(MODE, RESET)
        self._wait(RESET_LASTS_S)
        registers.write(QUEUE_CONFIG, AVERAGE_4_ROLL_OVER)
        registers.write(RATE, RANGE_4096_NA_100_HZ_18_BITS)
        registers.write(RED_CURRENT, SEVEN_MA, SEVEN_MA)
        registers.write(POINTERS, 0, 0, 0)
        registers.write(MODE, BOTH_COLOURS)

    def samples(self, at_s: float) -> tuple[PulseSample, ...]:
        """What is new since the last call, oldest first; the newest was captured at `at_s`. Raises `OrganError`."""
        mode = self._registers.read(MODE)[0]
        if mode != BOTH_COLOURS:
            raise OrganError(
                f"has lost its settings (mode 0x{mode:02X}).",
                self._registers.place,
                "Its supply dips: add a capacitor beside it.",
            )
        written, lost, read = self._registers.read(POINTERS, 3)
        waiting = DEPTH if lost else (written - read) % DEPTH
        data = b""
        while len(data) < waiting * SAMPLE_BYTES:
            # Whole samples only: the chip steps on with the first byte of each.
            part = min(5, waiting - len(data) // SAMPLE_BYTES)
            data += self._registers.read(QUEUE, part * SAMPLE_BYTES)
        return tuple(
            PulseSample(
                infrared=int.from_bytes(data[place + 3 : place + 6], "big") & 0x3FFFF,
                red=int.from_bytes(data[place : place + 3], "big") & 0x3FFFF,
                captured_s=at_s - (waiting - 1 - place // SAMPLE_BYTES) / RATE_HZ,
            )
            for place in range(0, len(data), SAMPLE_BYTES)
        )

    def rest(self) -> None:
        """Dark and asleep. Raises `OrganError`."""
        self._registers.write(MODE, SHUTDOWN)


class PulseSense:
    """The pulse light as an organ. Its LEDs burn only while it is open. `drain` raises `OrganError` once it is lost."""

    def __init__(self, light: PulseLight, now: Callable[[], float] = time.monotonic) -> None:
        self._light = light
        self._now = now
        self._is_open = False
        self.sampler = Sampler(self.name, lambda: light.samples(now()), PERIOD_S, now=now)

    @property
    def name(self) -> str:
        return "pulse"

    def open(self) -> None:
        self.close()
        self._light.connect()
        self._is_open = True
        self.sampler.start()

    def close(self) -> None:
        self.sampler.stop()
        if self._is_open:
            self._is_open = False
            try:
                self._light.rest()
            except OrganError:
                return  # it is gone, and so is its light

    def drain(self) -> tuple[PulseSample, ...]:
        return self.sampler.drain()

    def check(self) -> None:
        self.sampler.check()
