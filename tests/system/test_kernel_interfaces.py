"""Drivers on the kernel's own interfaces, in a virtual machine (`make test-system`): /dev/i2c-0 and /dev/video0."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not os.environ.get("COMPANION_SYSTEM"), reason="runs in the virtual machine of `make test-system`"
)

DEADLINE_S = 60.0
"""A processor that is itself a program is slow."""

CAMERA = "/dev/video0"
VIVID = Path("/sys/bus/platform/drivers/vivid")


def within(true: Callable[[], bool]) -> bool:
    until_s = time.monotonic() + DEADLINE_S
    while not true() and time.monotonic() < until_s:
        time.sleep(0.05)
    return true()


def test_servo_pulses_cross_the_kernels_bus_and_are_read_back() -> None:
    from smbus2 import SMBus

    from companion.body.i2c import Registers, linux_bus
    from companion.body.raspberry.pulse_chip import POWER_UP_SUB_ADDRESSES, PulseChip
    from companion.vocabulary.errors import OrganError

    chip = PulseChip(Registers(linux_bus(0), 0x40, "PCA9685"))
    with SMBus(0) as bus:
        with pytest.raises(OrganError, match="is no PCA9685"):
            chip.connect()
        bus.write_i2c_block_data(0x40, 0x02, list(POWER_UP_SUB_ADDRESSES))
        chip.connect()
        chip.put({channel: 1500.0 if channel % 2 else None for channel in range(7)})
        assert bus.read_byte_data(0x40, 0xFE) == 121
        assert bus.read_byte_data(0x40, 0x09) == 0x10, "channel 0 is full off"
        low, high = bus.read_i2c_block_data(0x40, 0x06 + 4 + 2, 2)
        assert (high << 8 | low) - 256 == 307, "channel 1 begins at 256 and lasts 307 steps of 4.88 us"
        bus.write_byte_data(0x40, 0xFE, 0x1E)
        with pytest.raises(OrganError, match="has lost its settings"):
            chip.check()


def test_balance_and_skin_are_read_over_the_kernels_bus() -> None:
    from smbus2 import SMBus

    from companion.body.i2c import Registers, linux_bus
    from companion.body.raspberry.motion_chip import MotionChip
    from companion.body.raspberry.touch_chip import TouchChip

    with SMBus(0) as bus:
        bus.write_byte_data(0x69, 0x75, 0x68)
        bus.write_i2c_block_data(0x69, 0x3B, [0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        bus.write_byte_data(0x5A, 0x5D, 0x24)
        bus.write_i2c_block_data(0x5A, 0x04, [0xD0, 0x02] * 12)
    balance = MotionChip(Registers(linux_bus(0), 0x69, "MPU-6050"))
    balance.connect()
    assert balance.sample(0.0).acceleration_g == (0.0, 0.0, 1.0)
    skin = TouchChip(Registers(linux_bus(0), 0x5A, "MPR121"))
    skin.connect()
    assert skin.counts() == (0x2D0,) * 12


def test_a_chip_and_a_bus_that_are_not_there_are_told_in_words() -> None:
    from companion.body.i2c import Registers, linux_bus
    from companion.body.raspberry.clock_chip import ClockChip
    from companion.vocabulary.errors import OrganError

    with pytest.raises(OrganError, match="DS3231 at 0x68 on I2C bus 0: does not answer"):
        ClockChip(Registers(linux_bus(0), 0x68, "DS3231")).time()
    with pytest.raises(OrganError, match="raspi-config nonint do_i2c 0"):
        ClockChip(Registers(linux_bus(7), 0x68, "DS3231")).time()


def test_a_real_v4l2_camera_films_is_lost_when_it_is_pulled_out_and_comes_back() -> None:
    from companion.body.cameras.device import device_camera
    from companion.vocabulary.errors import OrganError

    eyes = device_camera(CAMERA)
    eyes.open()
    frames = [frame for _ in range(4) if (frame := eyes.latest(DEADLINE_S)) is not None]
    assert len(frames) >= 2
    assert frames[0].pixels.shape == (480, 640, 3)
    assert frames[-1].captured_s > frames[0].captured_s
    assert (frames[0].pixels != frames[-1].pixels).any(), "vivid's picture moves"

    (VIVID / "unbind").write_text("vivid.0")

    def lost() -> bool:
        try:
            eyes.latest(0.5)
        except OrganError:
            return True
        return False

    assert within(lost)
    eyes.close()
    with pytest.raises(OrganError, match="is not there"):
        device_camera(CAMERA).open()
    (VIVID / "bind").write_text("vivid.0")
    assert within(lambda: os.path.exists(CAMERA))
    eyes.open()
    assert eyes.latest(DEADLINE_S) is not None
    eyes.close()
