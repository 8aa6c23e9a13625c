"""Twin of the MAX17048, a battery gauge (Maxim; register numbers and scales checked against published drivers)."""

from companion.body.twins.chip import RegisterTwin

VOLTS, CHARGE, VERSION = 0x02, 0x04, 0x08


class Max17048Twin(RegisterTwin):
    """Says what it is given: `charge` 0..1 and `volts` of the cell."""

    POWER_UP = {0x09: 0x12, 0x0C: 0x97, 0x0D: 0x1C}  # noqa: RUF012

    def __init__(self, charge: float = 0.8, volts: float = 3.9) -> None:
        self.charge = charge
        self.volts = volts
        super().__init__()

    def read(self, register: int, count: int) -> bytes:
        self.registers[VOLTS : VOLTS + 2] = min(round(self.volts / 78.125e-6), 65535).to_bytes(2, "big")
        self.registers[CHARGE : CHARGE + 2] = min(round(self.charge * 100 * 256), 65535).to_bytes(2, "big")
        return super().read(register, count)
