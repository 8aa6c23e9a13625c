"""Twin of the MPR121, twelve capacitive electrodes (Freescale MPR121 rev. 4; NXP application notes AN3889 to AN3895).

Checked against the data sheet's text: filtered data and baseline (10 and 8 bits), charge and range limits, soft reset.
The times of a scan (2 ms times 4 samples as set by the driver) are as tabled; unverified against a real chip.
"""

import math
from collections.abc import Callable

from companion.body.twins.chip import RegisterTwin

STATUS, DATA, BASELINE, TOUCH_THRESHOLD, DEBOUNCE = 0x00, 0x04, 0x1E, 0x41, 0x5B
CONFIG1, CONFIG2, RUN, SOFT_RESET = 0x5C, 0x5D, 0x5E, 0x80
RESET_WORD = 0x63
ELECTRODES = 12
IDLE_COUNTS = 720
"""What an electrode under fur reads while nobody is near, roughly where auto-configuration puts it."""

SAMPLES = (4, 6, 10, 18)


class Mpr121Twin(RegisterTwin):
    """Scans by the clock it is given. `press` lays a hand on an electrode; `tick` lets the chip scan what is due.

    The hand comes at once, or as slowly as `counts_per_s` says.

    `interrupt` is told whenever the IRQ line changes (true: pulled low, something is new).
    """

    POWER_UP = {0x5C: 0x10, 0x5D: 0x24}  # noqa: RUF012

    def __init__(self, now: Callable[[], float], interrupt: Callable[[bool], None] = lambda low: None) -> None:
        self._now = now
        self.interrupt = interrupt
        self.counts_per_s = math.inf
        self.counts = [float(IDLE_COUNTS)] * ELECTRODES
        self._goals = list(self.counts)
        self._baseline = [float(IDLE_COUNTS)] * ELECTRODES
        self._touched = 0
        self._scanned_s = 0.0
        self._low = False
        super().__init__()

    def power_up(self) -> None:
        super().power_up()
        self._touched = 0
        self._signal(False)

    def press(self, electrode: int, fall_counts: float) -> None:
        """A hand makes an electrode read `fall_counts` less than idle; 0 takes it off."""
        self._goals[electrode] = IDLE_COUNTS - fall_counts

    @property
    def scan_s(self) -> float:
        """How long one whole filtered reading takes."""
        config = self.registers[CONFIG2]
        return SAMPLES[config >> 3 & 0b11] * (1 << (config & 0b111)) / 1000

    @property
    def runs(self) -> bool:
        return bool(self.registers[RUN] & 0x0F)

    def tick(self) -> None:
        """Scan when a scan is due: new data, new touch status, and the interrupt when that changed."""
        now_s = self._now()
        if not self.runs or now_s - self._scanned_s < self.scan_s - 1e-6:
            return
        most = self.counts_per_s * (now_s - self._scanned_s)
        self.counts = [
            count + min(max(goal - count, -most), most) for count, goal in zip(self.counts, self._goals, strict=True)
        ]
        self._scanned_s = now_s
        touched = 0
        for electrode in range(min(self.registers[RUN] & 0x0F, ELECTRODES)):
            value = min(max(int(self.counts[electrode]), 0), 1023)
            self.registers[DATA + 2 * electrode : DATA + 2 * electrode + 2] = value.to_bytes(2, "little")
            fall = self._baseline[electrode] - value
            was = bool(self._touched >> electrode & 1)
            threshold = self.registers[TOUCH_THRESHOLD + 2 * electrode + was]
            if (fall >= threshold if was else fall > threshold) and threshold > 0:
                touched |= 1 << electrode
            else:
                # The baseline creeps after what it sees while nobody touches.
                self._baseline[electrode] += min(max(value - self._baseline[electrode], -0.25), 0.25)
            self.registers[BASELINE + electrode] = int(self._baseline[electrode]) >> 2
        if touched != self._touched:
            self._touched = touched
            self._signal(True)

    def peek(self, register: int) -> int:
        if register in (STATUS, STATUS + 1):
            if register == STATUS:
                self._signal(False)
            return (self._touched >> (8 * register)) & 0xFF
        return self.registers[register]

    def poke(self, register: int, value: int) -> None:
        if register == SOFT_RESET:
            if value == RESET_WORD:
                self.power_up()
        elif register == RUN:
            began = not self.runs and value & 0x0F
            self.registers[RUN] = value
            if began:
                self._baseline = list(self.counts)
                self._scanned_s = self._now()
        elif not self.runs:
            # While it scans, only the run register listens.
            self.registers[register] = value

    def _signal(self, low: bool) -> None:
        if low != self._low:
            self._low = low
            self.interrupt(low)
