"""The bus: what a driver asks for crosses it as smbus2 would carry it, and every way to fail is said in words."""

import random

import pytest

from companion.body.i2c import I2CBus, Registers, linux_bus
from companion.body.twins.bus import TwinBus
from companion.body.twins.mpu6050 import Mpu6050Twin
from companion.body.twins.pca9685 import Pca9685Twin
from companion.vocabulary.errors import OrganError
from tests.body.chips import on_bus


def failing(registers: Registers) -> str:
    with pytest.raises(OrganError) as told:
        registers.read(0x75)
    return str(told.value)


def test_what_is_written_is_read_back() -> None:
    _, registers = on_bus(Mpu6050Twin(), 0x69, "MPU-6050")
    registers.write(0x19, 9, 3, 8)
    assert registers.read(0x19, 3) == bytes((9, 3, 8))


def test_a_chip_without_a_plug_is_named_with_its_address() -> None:
    wire, registers = on_bus(Mpu6050Twin(), 0x69, "MPU-6050")
    wire.silent.add(0x69)
    assert failing(registers).startswith("MPU-6050 at 0x69 on I2C bus 1: does not answer. Check its wires")


def test_a_stuck_bus_is_told_from_a_missing_chip_and_opened_anew() -> None:
    wire, registers = on_bus(Mpu6050Twin(), 0x69, "MPU-6050")
    registers.read(0x75)
    wire.stuck = True
    assert "the bus is stuck" in failing(registers)
    assert wire.closed == 1
    wire.stuck = False
    assert registers.read(0x75) == b"\x68"


def test_a_bus_that_is_not_there_says_how_to_switch_it_on() -> None:
    wire = TwinBus()

    def begin() -> TwinBus:
        raise FileNotFoundError(2, "No such file or directory")

    assert "raspi-config nonint do_i2c 0" in failing(Registers(I2CBus(begin), 0x69, "MPU-6050"))
    assert wire.closed == 0


def test_the_real_bus_is_not_touched_before_somebody_reads() -> None:
    bus = linux_bus(250)
    with pytest.raises(OrganError, match="I2C"):
        bus.read(0x40, 0, 1, "PCA9685")
    bus.close()


def test_another_part_at_the_address_is_told_by_what_it_says() -> None:
    _, registers = on_bus(Mpu6050Twin(identity=0x71), 0x69, "MPU-6050")
    with pytest.raises(OrganError, match="is no MPU-6050: register 0x75 says 0x71 and not 0x68"):
        registers.expect(0x75, 0x68)


def test_flipped_bits_come_one_in_so_many_bytes_and_the_same_with_the_same_chance() -> None:
    def noisy() -> list[int]:
        wire = TwinBus(random.Random(5))
        wire.attach(0x40, Pca9685Twin())
        wire.write_i2c_block_data(0x40, 0x00, [0x30])
        wire.flip_one_in = 10
        return [byte for _ in range(20) for byte in wire.read_i2c_block_data(0x40, 0x06, 32)]

    clean = (bytes((0, 0, 0, 0x10)) * 8) * 20
    wrong = sum(one != other for one, other in zip(noisy(), clean, strict=True))
    assert noisy() == noisy()
    assert 30 < wrong < 100


def test_the_bits_that_cross_the_bus_are_counted() -> None:
    wire = TwinBus()
    wire.attach(0x40, Pca9685Twin())
    bus = I2CBus(lambda: wire)
    bus.write(0x40, 0x00, b"\x20", "PCA9685")
    assert bus.bits == 9 * 3 + 2
    bus.read(0x40, 0x00, 2, "PCA9685")
    assert bus.bits == 9 * 3 + 2 + 9 * 5 + 3


def test_a_block_longer_than_the_kernel_carries_is_a_mistake_of_the_driver() -> None:
    wire = TwinBus()
    wire.attach(0x40, Pca9685Twin())
    with pytest.raises(ValueError, match="up to 32"):
        wire.write_i2c_block_data(0x40, 0x06, [0] * 33)
    with pytest.raises(ValueError, match="1 to 32"):
        wire.read_i2c_block_data(0x40, 0x06, 33)
