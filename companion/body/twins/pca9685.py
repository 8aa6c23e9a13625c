"""Twin of the PCA9685, sixteen channels of pulses (NXP, product data sheet rev. 4, chapter 7).

Checked against the data sheet's tables: register numbers and their automatic increment (table 4 and its remark),
pre-scaler blocked while awake, full-off bits set at power-up, full off over full on. Unverified against a real chip.
"""

from companion.body.twins.chip import RegisterTwin

MODE1, MODE2, ALL_LED_ON_L, ALL_LED_OFF_H, PRE_SCALE = 0x00, 0x01, 0xFA, 0xFD, 0xFE
FIRST_CHANNEL, LAST_CHANNEL_REGISTER = 0x06, 0x45
RESTART, AUTO_INCREMENT, SLEEP = 0x80, 0x20, 0x10
FULL = 0x10
STEPS = 4096
LEAST_PRE_SCALE = 3


class Pca9685Twin(RegisterTwin):
    """Counts like the chip. `output_enabled` is its OE pin (true while it is held low).

    `oscillator_hz` is this very chip's oscillator, which may stray from 25 MHz by several per cent.
    """

    POWER_UP = {  # noqa: RUF012
        MODE1: 0x11,
        MODE2: 0x04,
        0x02: 0xE2,
        0x03: 0xE4,
        0x04: 0xE8,
        0x05: 0xE0,
        PRE_SCALE: 0x1E,
        **{FIRST_CHANNEL + 4 * channel + 3: FULL for channel in range(16)},
    }

    def __init__(self, oscillator_hz: float = 25_000_000) -> None:
        self.oscillator_hz = oscillator_hz
        self.output_enabled = True
        self._halted = False
        super().__init__()

    def power_up(self) -> None:
        super().power_up()
        self._halted = False

    def after(self, register: int) -> int:
        if not self.registers[MODE1] & AUTO_INCREMENT:
            return register
        if register in (LAST_CHANNEL_REGISTER, PRE_SCALE):
            return MODE1
        return (register + 1) & 0xFF

    def peek(self, register: int) -> int:
        if ALL_LED_ON_L <= register <= ALL_LED_OFF_H:
            return 0
        return self.registers[register]

    def poke(self, register: int, value: int) -> None:
        if register == MODE1:
            self._set_mode(value)
        elif register == PRE_SCALE:
            if self.registers[MODE1] & SLEEP:
                self.registers[PRE_SCALE] = max(value, LEAST_PRE_SCALE)
        elif ALL_LED_ON_L <= register <= ALL_LED_OFF_H:
            for channel in range(16):
                self._set_channel(FIRST_CHANNEL + 4 * channel + register - ALL_LED_ON_L, value)
        elif FIRST_CHANNEL <= register <= LAST_CHANNEL_REGISTER:
            self._set_channel(register, value)
        else:
            self.registers[register] = value

    def _set_mode(self, value: int) -> None:
        before = self.registers[MODE1]
        restart = before & RESTART
        if value & SLEEP and not before & SLEEP and self._runs():
            restart, self._halted = RESTART, True
        if value & RESTART and not value & SLEEP:
            restart, self._halted = 0, False
        self.registers[MODE1] = (value & ~RESTART) | restart

    def _set_channel(self, register: int, value: int) -> None:
        high_byte = (register - FIRST_CHANNEL) % 2 == 1
        self.registers[register] = value & 0x1F if high_byte else value
        # A write to any channel, and the STOP that ends it, starts the pulses again (7.3.1.1).
        self._halted = False
        self.registers[MODE1] &= ~RESTART

    def _runs(self) -> bool:
        return any(not self.registers[FIRST_CHANNEL + 4 * channel + 3] & FULL for channel in range(16))

    @property
    def frame_us(self) -> float:
        """How long one frame of pulses lasts, microseconds."""
        return STEPS * (self.registers[PRE_SCALE] + 1) / self.oscillator_hz * 1e6

    def pulse_us(self, channel: int) -> float | None:
        """How wide the pulses on a channel's pin really are; None while the pin stays low."""
        if self.registers[MODE1] & SLEEP or self._halted or not self.output_enabled:
            return None
        on_low, on_high, off_low, off_high = self.registers[FIRST_CHANNEL + 4 * channel :][:4]
        if off_high & FULL:
            return None
        if on_high & FULL:
            return self.frame_us
        steps = ((off_high & 0x0F) << 8 | off_low) - ((on_high & 0x0F) << 8 | on_low)
        width = (steps % STEPS) * self.frame_us / STEPS
        return width if width > 0 else None
