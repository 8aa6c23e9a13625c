"""The PCA9685: sixteen channels of servo pulses, by register traffic (NXP, product data sheet rev. 4, chapter 7)."""

import time
from collections.abc import Callable, Mapping

from companion.body.i2c import Registers
from companion.vocabulary.errors import OrganError

MODE1, MODE2, SUB_ADDRESSES, FIRST_CHANNEL, ALL_LED_OFF_H, PRE_SCALE = 0x00, 0x01, 0x02, 0x06, 0xFD, 0xFE
AUTO_INCREMENT, SLEEP, FULL_OFF = 0x20, 0x10, 0x10
TOTEM_POLE = 0x04
POWER_UP_SUB_ADDRESSES = bytes((0xE2, 0xE4, 0xE8, 0xE0))
"""Nobody ever changes these four, so they tell a PCA9685 from anything else; it has no identity register."""

STEPS = 4096
OSCILLATOR_STARTS_S = 0.0005
CHANNELS_A_BLOCK = 8
CHANNELS_APART = 256
"""Channels begin their pulses one after the other, so that not all servos draw their current in the same instant."""


class PulseChip:
    """A PCA9685 that sends pulses, or none: a channel without pulses lets an analogue servo go limp.

    Wiring: VDD 3.3 V, GND, SDA GPIO2 (pin 3), SCL GPIO3 (pin 5), OE to GPIO22 with 10 kOhm to 3.3 V, V+ behind the
    MOSFET of the servo supply. Example::

        from companion.body.i2c import Registers, linux_bus

        chip = PulseChip(Registers(linux_bus(1), 0x40, "PCA9685"))
        chip.connect()
        chip.put({0: 1500.0, 1: None})   # channel 0 in the middle, channel 1 limp
        chip.release()

    One step is 4.9 µs at 50 frames a second, 0.44° of a usual servo. `oscillator_hz` is the chip's own oscillator;
    it strays by several per cent, which a calibration made with this very chip takes up. `corrupted` counts writes
    that did not read back as written.
    """

    def __init__(
        self,
        registers: Registers,
        rate_hz: float = 50.0,
        oscillator_hz: float = 25_000_000,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._registers = registers
        self._wait = wait
        self._pre_scale = round(oscillator_hz / (STEPS * rate_hz)) - 1
        self.step_us = (self._pre_scale + 1) / oscillator_hz * 1e6
        self.corrupted = 0

    def connect(self) -> None:
        """Make sure that it is a PCA9685, set its frames, and leave every channel without pulses.

        Raises `OrganError`. The pre-scaler can be written in sleep only; pulses begin with the first write to a channel
        after it. While anything goes wrong on the way, no pulse leaves the chip.
        """
        registers = self._registers
        # Without automatic increment a block read returns one register again and again, so it is set first, asleep.
        registers.write(MODE1, SLEEP | AUTO_INCREMENT)
        got = registers.read(SUB_ADDRESSES, 4)
        if got != POWER_UP_SUB_ADDRESSES:
            raise OrganError(
                f"is no PCA9685: registers 0x02 to 0x05 say {got.hex(' ')} and not {POWER_UP_SUB_ADDRESSES.hex(' ')}.",
                registers.place,
                "Another part sits at this address, or the wires are too long. Check both.",
            )
        registers.write(PRE_SCALE, self._pre_scale)
        registers.write(MODE2, TOTEM_POLE)
        registers.write(ALL_LED_OFF_H, FULL_OFF)
        registers.write(MODE1, AUTO_INCREMENT)
        self._wait(OSCILLATOR_STARTS_S)
        registers.write(ALL_LED_OFF_H, FULL_OFF)
        self.check()

    def check(self) -> None:
        """Raises `OrganError` when it does not answer, or has forgotten its settings because its supply dipped."""
        mode1, mode2 = self._registers.read(MODE1, 2)
        pre_scale = self._registers.read(PRE_SCALE)[0]
        if (mode1, mode2, pre_scale) != (AUTO_INCREMENT, TOTEM_POLE, self._pre_scale):
            raise OrganError(
                f"has lost its settings (mode {mode1:#04x} {mode2:#04x}, pre-scaler {pre_scale}).",
                self._registers.place,
                "Its supply dips or its wires pick up noise: add a capacitor beside it, shorten the wires.",
            )

    def put(self, widths_us: Mapping[int, float | None]) -> None:
        """Give channels pulses of these widths, or none (None), and read back what the chip holds.

        Neighbouring channels cross the bus in one transfer of up to eight; channels between them get no pulses. Raises
        `OrganError` when the chip does not answer, and when it holds anything else even after a second try.
        """
        first, last = min(widths_us), max(widths_us)
        for start in range(first, last + 1, CHANNELS_A_BLOCK):
            channels = range(start, min(start + CHANNELS_A_BLOCK, last + 1))
            self._put(start, b"".join(self._channel(channel, widths_us.get(channel)) for channel in channels))

    def _put(self, first: int, data: bytes) -> None:
        register = FIRST_CHANNEL + 4 * first
        for _ in range(2):
            self._registers.write(register, *data)
            if self._registers.read(register, len(data)) == data:
                return
            self.corrupted += 1
        raise OrganError(
            "does not hold what was written to it.",
            self._registers.place,
            "The wires pick up noise: shorten them, keep them away from the servos' own.",
        )

    def release(self) -> None:
        """No pulses on any channel. Raises `OrganError`."""
        self._registers.write(ALL_LED_OFF_H, FULL_OFF)

    def _channel(self, channel: int, width_us: float | None) -> bytes:
        if width_us is None:
            return bytes((0, 0, 0, FULL_OFF))
        on = (channel * CHANNELS_APART) % STEPS
        off = (on + round(width_us / self.step_us)) % STEPS
        return bytes((on & 0xFF, on >> 8, off & 0xFF, off >> 8))
