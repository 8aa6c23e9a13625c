"""The real smbus2, down to the bytes of its kernel calls: every driver talks to its twin through `ioctl` alone."""

import ctypes
import os
from typing import Any

import pytest
import smbus2.smbus2 as library

from companion.body.i2c import HeldByKernelError, I2CBus, linux_bus
from companion.body.pins import load_pins
from companion.body.raspberry.clock_chip import ClockChip
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.raspberry.pulse_oximeter import PulseLight
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.twins.board import Board
from companion.vocabulary.errors import OrganError
from tests.body.chips import Time

I2C_SLAVE, I2C_FUNCS, I2C_SMBUS = 0x0703, 0x0705, 0x0720
READ, I2C_BLOCK_DATA = 1, 8


class Kernel:
    """Answers the `ioctl`s of /dev/i2c-1 as the kernel's i2c-dev does (Linux, drivers/i2c/i2c-dev.c), from a board."""

    def __init__(self, board: Board) -> None:
        self._bus = board.bus
        self._address = 0
        self.busy: set[int] = set()
        self.calls = 0

    def ioctl(self, descriptor: int, request: int, argument: Any) -> int:
        self.calls += 1
        if request == I2C_FUNCS:
            argument.value = int(library.I2cFunc.SMBUS_I2C_BLOCK)
        elif request == I2C_SLAVE:
            if argument in self.busy:
                raise OSError(16, "Device or resource busy")
            self._address = argument
        elif request == I2C_SMBUS:
            self._move(argument)
        else:
            raise AssertionError(f"the kernel was asked {request:#x}")
        return 0

    def _move(self, message: Any) -> None:
        assert message.size == I2C_BLOCK_DATA
        block = message.data.contents.block
        if message.read_write == READ:
            got = self._bus.read_i2c_block_data(self._address, message.command, block[0])
            ctypes.memmove(ctypes.addressof(block) + 1, bytes(got), len(got))
        else:
            self._bus.write_i2c_block_data(self._address, message.command, block[1 : block[0] + 1])


@pytest.fixture
def board() -> Board:
    return Board(load_pins(), Time().now)


@pytest.fixture
def kernel(board: Board, monkeypatch: pytest.MonkeyPatch) -> Kernel:
    made = Kernel(board)
    monkeypatch.setattr(library, "ioctl", made.ioctl)
    opening = os.open

    def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        return opening("/dev/null" if path == "/dev/i2c-1" else path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", opened)
    return made


def drivers(board: Board, bus: I2CBus) -> tuple[PulseChip, TouchChip, MotionChip, PulseLight]:
    def nothing(seconds: float) -> None:
        return

    return (
        PulseChip(board.registers("servos", bus), wait=nothing),
        TouchChip(board.registers("touch", bus)),
        MotionChip(board.registers("posture", bus), wait=nothing),
        PulseLight(board.registers("pulse", bus), wait=nothing),
    )


def test_every_driver_works_through_the_real_library(board: Board, kernel: Kernel) -> None:
    bus = linux_bus(1)
    servos, skin, balance, light = drivers(board, bus)
    for chip in (servos, skin, balance, light):
        chip.connect()
    board.pulses.output_enabled = True
    servos.put({0: 1500.0, 6: 1200.0})
    assert board.pulses.pulse_us(0) == pytest.approx(1500, abs=3)
    assert board.pulses.pulse_us(6) == pytest.approx(1200, abs=3)
    assert len(skin.counts()) == 12
    assert balance.sample(0.0).acceleration_g == pytest.approx((0, 0, 1), abs=0.01)
    assert light.samples(0.0) == ()
    assert ClockChip(board.registers("clock", bus)).time() is None
    assert kernel.calls > 20
    bus.close()


def test_a_chip_that_the_kernel_drives_itself_is_left_to_it(board: Board, kernel: Kernel) -> None:
    kernel.busy.add(0x68)
    with pytest.raises(HeldByKernelError, match="is held by a driver of the kernel"):
        ClockChip(board.registers("clock", linux_bus(1))).time()


def test_what_the_kernel_refuses_is_said_in_words(board: Board, kernel: Kernel) -> None:
    bus = linux_bus(1)
    _, skin, *_ = drivers(board, bus)
    board.bus.silent.add(0x5A)
    with pytest.raises(OrganError, match="MPR121 at 0x5A on I2C bus 1: does not answer"):
        skin.connect()
