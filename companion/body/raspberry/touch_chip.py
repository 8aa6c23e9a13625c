"""The skin: an MPR121 with twelve electrodes under the fur, woken by its interrupt line."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from companion.body.i2c import Registers
from companion.body.raspberry.sampler import Sampler
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import ZONES, SkinCounts, Zone

DATA, BASELINE_FILTER, THRESHOLDS, DEBOUNCE, CONFIG1, CONFIG2, RUN, SOFT_RESET = (
    0x04, 0x2B, 0x41, 0x5B, 0x5C, 0x5D, 0x5E, 0x80,
)  # fmt: skip
AUTO_CONFIG = 0x7B
RESET_WORD = 0x63
CONFIG2_AFTER_RESET = 0x24
"""The MPR121 has no identity register; this one reads so after a reset."""

CHARGE_16_UA = 0x10
SCAN_8_MS = 0b001_00_001
"""0.5 µs of charging, 4 samples, one every 2 ms: filtered data are new every 8 ms."""

TOUCH_COUNTS, RELEASE_COUNTS = 6, 3
"""When the interrupt comes; what a hand is, perception decides from the counts."""

TOUCH_BY = 1.5
"""The interrupt of a calibrated electrode comes at so many times the least that perception takes for a touch."""

# When counts rise, fall, or stay touched: the values in common use; perception keeps baselines of its own.
BASELINE_VALUES = (0x01, 0x01, 0x0E, 0x00, 0x01, 0x05, 0x01, 0x00, 0x00, 0x00, 0x00)
# Charge each electrode to 90 % of the way to VDD - 0.7 V at 3.3 V (data sheet, 5.11: USL, LSL and TL).
AUTO_CONFIG_VALUES = (0x0B, 0x00, 202, 131, 182)
RUN_TWELVE = 0x8C
"""Baseline from the first reading on, all twelve electrodes."""

PERIOD_S = 0.01
"""At 20 ms a blow and a pat look alike (`make evaluate ARGS=hands`)."""

CLOSEST_S = 0.004


class TouchChip:
    """Raw counts of the twelve places of the skin, in the order of `ZONES`.

    Wiring: VDD 3.3 V, GND, SDA GPIO2, SCL GPIO3, ADDR to ground, IRQ to GPIO17; each electrode by a short thin wire.
    Example::

        from companion.body.i2c import Registers, linux_bus

        chip = TouchChip(Registers(linux_bus(1), 0x5A, "MPR121"))
        chip.connect()
        chip.counts()          # about 700 each; a hand makes them fall

    `electrodes` maps each place to its electrode, as in `hardware/pins.toml`; `least` is the least that each place, in
    the order of `ZONES`, was calibrated to take for a touch: the interrupt comes when a reading falls so far.
    """

    def __init__(
        self,
        registers: Registers,
        electrodes: Mapping[Zone, int] | None = None,
        least: Sequence[float] | None = None,
    ) -> None:
        self._registers = registers
        self._order = tuple((electrodes or dict(zip(ZONES, range(12), strict=True)))[zone] for zone in ZONES)
        self._thresholds = [TOUCH_COUNTS, RELEASE_COUNTS] * 12
        for electrode, counts in zip(self._order, least or (), strict=bool(least)):
            touch = max(2, round(TOUCH_BY * counts))
            self._thresholds[2 * electrode : 2 * electrode + 2] = (touch, touch // 2)

    def connect(self) -> None:
        """Reset, make sure that it is an MPR121, set it up and let it run. Raises `OrganError`."""
        registers = self._registers
        registers.write(SOFT_RESET, RESET_WORD)
        registers.expect(CONFIG2, CONFIG2_AFTER_RESET)
        registers.write(BASELINE_FILTER, *BASELINE_VALUES)
        registers.write(THRESHOLDS, *self._thresholds)
        registers.write(DEBOUNCE, 0, CHARGE_16_UA, SCAN_8_MS)
        registers.write(AUTO_CONFIG, *AUTO_CONFIG_VALUES)
        registers.write(RUN, RUN_TWELVE)

    def check(self) -> None:
        """Raises `OrganError` when it does not answer or has stopped by itself."""
        config, run = self._registers.read(CONFIG2, 2)
        if (config, run) != (SCAN_8_MS, RUN_TWELVE):
            raise OrganError(
                f"has lost its settings (0x{config:02X} 0x{run:02X}).",
                self._registers.place,
                "Its supply dips: add a capacitor beside it.",
            )

    def counts(self) -> tuple[int, ...]:
        """The filtered counts, 0..1023, of every place. Reading them also ends the interrupt. Raises `OrganError`."""
        data = self._registers.read(0x00, DATA + 24)[DATA:]
        return tuple((data[2 * place] | data[2 * place + 1] << 8) & 0x3FF for place in self._order)

    def rest(self) -> None:
        """Stop scanning. Raises `OrganError`."""
        self._registers.write(RUN, 0)


class TouchSkin:
    """The skin as an organ: counts a hundred times a second, and at once when the interrupt line falls.

    Example::

        skin = TouchSkin(chip, interrupt_pin=17)
        skin.open()
        skin.drain()           # SkinCounts, oldest first
        skin.close()

    Opening raises `OrganError`, and so does `check` once the chip is lost; `drain` is then empty. `pin_factory` is
    gpiozero's.
    """

    def __init__(
        self,
        chip: TouchChip,
        interrupt_pin: int,
        pin_factory: Any = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._chip = chip
        self._pin = interrupt_pin
        self._factory = pin_factory
        self._now = now
        self._line: Any = None
        self._taken = 0
        self.sampler = Sampler(self.name, self._take, PERIOD_S, CLOSEST_S, now)

    @property
    def name(self) -> str:
        return "skin"

    def open(self) -> None:
        from companion.body.raspberry.gpio import digital_input

        self.close()
        self._chip.connect()
        self._line = digital_input(self._pin, "touch interrupt", pull_up=True, pin_factory=self._factory)
        self._line.when_activated = self.sampler.nudge
        self.sampler.start()

    def close(self) -> None:
        self.sampler.stop()
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def listen(self, notify: Callable[[], None]) -> None:
        """`notify` is called, from a thread, as soon as there is something to drain."""
        self.sampler.listener = notify

    def drain(self) -> tuple[SkinCounts, ...]:
        return self.sampler.peek()

    def check(self) -> None:
        self.sampler.check()

    def _take(self) -> tuple[SkinCounts, ...]:
        self._taken += 1
        if self._taken % 100 == 0:
            self._chip.check()
        return (SkinCounts(self._chip.counts(), self._now()),)
