"""Power: a MAX17048 says how full the cell is, the charger's own line whether it is being charged."""

from typing import Any

from companion.body.i2c import Registers

VOLTS, CHARGE, VERSION = 0x02, 0x04, 0x08
VOLTS_A_STEP = 78.125e-6
STEPS_A_PER_CENT = 256


class Battery:
    """Charge of one lithium cell, 0..1.

    Wiring: CELL to the cell, GND, SDA GPIO2, SCL GPIO3 (its lines are open drain, so 3.3 V pull-ups are right); the
    charger's STAT to GPIO15. Example::

        from companion.body.i2c import Registers, linux_bus

        battery = Battery(Registers(linux_bus(1), 0x36, "MAX17048"), charging_pin=15)
        battery.open()
        battery.charge(), battery.volts(), battery.charging()
    """

    def __init__(self, registers: Registers, charging_pin: int, pin_factory: Any = None) -> None:
        self._registers = registers
        self._pin = charging_pin
        self._factory = pin_factory
        self._line: Any = None

    @property
    def name(self) -> str:
        return "battery"

    def open(self) -> None:
        """Make sure what it is. Raises `OrganError`."""
        from companion.body.raspberry.gpio import digital_input

        self.close()
        # The data sheet's 0x001_, whatever the revision.
        self._registers.expect(VERSION, 0x00)
        self._registers.expect(VERSION + 1, 0x10, mask=0xF0)
        self._line = digital_input(self._pin, "charging line", pull_up=True, pin_factory=self._factory)

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def charge(self) -> float:
        """How full it is, 0..1. Raises `OrganError`."""
        steps = int.from_bytes(self._registers.read(CHARGE, 2), "big")
        return min(steps / STEPS_A_PER_CENT / 100, 1.0)

    def volts(self) -> float:
        """What the cell gives. Raises `OrganError`."""
        return int.from_bytes(self._registers.read(VOLTS, 2), "big") * VOLTS_A_STEP

    def charging(self) -> bool:
        """Whether the charger says so; false while closed."""
        return self._line is not None and bool(self._line.is_active)
