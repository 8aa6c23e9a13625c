"""What all twin chips share: registers that are written and read one after the other, and a power-up."""


class RegisterTwin:
    """256 registers. A chip says what differs: what a register holds, what a write does, which register comes next."""

    POWER_UP: dict[int, int] = {}  # noqa: RUF012 - each chip's own table, never changed
    """What registers hold after power-up, where that is not 0."""

    def __init__(self) -> None:
        self.registers = bytearray(256)
        self.power_up()

    def power_up(self) -> None:
        """As after the supply has dipped or come on: every setting is forgotten."""
        self.registers[:] = bytes(256)
        for register, value in self.POWER_UP.items():
            self.registers[register] = value

    def read(self, register: int, count: int) -> bytes:
        got = bytearray()
        for _ in range(count):
            got.append(self.peek(register))
            register = self.after(register)
        return bytes(got)

    def write(self, register: int, data: bytes) -> None:
        for value in data:
            self.poke(register, value)
            register = self.after(register)

    def peek(self, register: int) -> int:
        return self.registers[register]

    def poke(self, register: int, value: int) -> None:
        self.registers[register] = value

    def after(self, register: int) -> int:
        """The register that the next byte of the same transfer belongs to."""
        return (register + 1) & 0xFF
