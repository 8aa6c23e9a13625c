"""A simulated I2C bus with smbus2's own calls: chips sit at addresses, and everything that breaks on a bus can break.

It answers as the kernel does: no acknowledgement is `EREMOTEIO`, a line held low is `ETIMEDOUT`.
"""

import errno
import os
import random
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from companion.body.i2c import BLOCK_BYTES


class TwinChip(Protocol):
    """What sits at an address."""

    def read(self, register: int, count: int) -> bytes: ...
    def write(self, register: int, data: bytes) -> None: ...


class TwinBus:
    """Chips at addresses, and faults.

    Example::

        bus = TwinBus()
        bus.attach(0x40, Pca9685Twin())
        bus.write_i2c_block_data(0x40, 0xFE, [0x79])
        bus.silent.add(0x40)          # its plug is pulled

    `silent` holds addresses that do not answer; `stuck` means that a chip holds a line low, and each try then lasts
    `stuck_lasts_s` (the kernel gives up after a second); `flip_one_in` flips one bit in so many bytes (0: never), drawn
    from `chance`; `absent` means that the bus itself is gone.
    """

    def __init__(self, chance: random.Random | None = None, wait: Callable[[float], None] = time.sleep) -> None:
        self._chips: dict[int, TwinChip] = {}
        self._chance = chance or random.Random(1)
        self.silent: set[int] = set()
        self._wait = wait
        self.stuck = False
        self.stuck_lasts_s = 0.0
        self.absent = False
        self.flip_one_in = 0
        self.flipped = 0
        self.closed = 0

    def attach(self, address: int, chip: TwinChip) -> None:
        """Put a chip at an address, in place of the one that was there."""
        self._chips[address] = chip

    def swap(self, one: int, other: int) -> None:
        """Exchange what sits at two addresses: two plugs put into each other's sockets."""
        chips = self._chips
        mine, yours = chips.pop(one, None), chips.pop(other, None)
        if yours is not None:
            chips[one] = yours
        if mine is not None:
            chips[other] = mine

    def read_i2c_block_data(self, i2c_addr: int, register: int, length: int) -> list[int]:
        if not 0 < length <= BLOCK_BYTES:
            raise ValueError(f"the kernel moves 1 to {BLOCK_BYTES} bytes in one call, not {length}")
        chip = self._reach(i2c_addr)
        return list(self._noisy(chip.read(register & 0xFF, length)))

    def write_i2c_block_data(self, i2c_addr: int, register: int, data: Sequence[int]) -> None:
        if len(data) > BLOCK_BYTES:
            raise ValueError(f"the kernel moves up to {BLOCK_BYTES} bytes in one call, not {len(data)}")
        chip = self._reach(i2c_addr)
        chip.write(register & 0xFF, self._noisy(bytes(data)))

    def close(self) -> None:
        self.closed += 1

    def _reach(self, address: int) -> TwinChip:
        if self.absent:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        if self.stuck:
            if self.stuck_lasts_s > 0:
                self._wait(self.stuck_lasts_s)
            raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        chip = self._chips.get(address)
        if chip is None or address in self.silent:
            raise OSError(errno.EREMOTEIO, os.strerror(errno.EREMOTEIO))
        return chip

    def _noisy(self, data: bytes) -> bytes:
        if self.flip_one_in <= 0:
            return data
        noisy = bytearray(data)
        for place in range(len(noisy)):
            if self._chance.randrange(self.flip_one_in) == 0:
                noisy[place] ^= 1 << self._chance.randrange(8)
                self.flipped += 1
        return bytes(noisy)
