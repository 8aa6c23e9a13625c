"""What tests of chips share: time that passes when told to, a simulated bus with one chip on it, and mock pins."""

from companion.body.i2c import I2CBus, Registers
from companion.body.twins.bus import TwinBus, TwinChip


class Time:
    """Simulated seconds: `wait` lets them pass, so that what sleeps costs nothing."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def now(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


def on_bus(chip: TwinChip, address: int, name: str) -> tuple[TwinBus, Registers]:
    """A bus with one chip, and its registers as a driver sees them."""
    wire = TwinBus()
    wire.attach(address, chip)
    return wire, Registers(I2CBus(lambda: wire), address, name)
