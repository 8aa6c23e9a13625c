"""The PCA9685 and its twin: pulses as wide as asked, none before anybody asks, and none while anything is wrong."""

import pytest

from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.twins.bus import TwinBus
from companion.body.twins.mpu6050 import Mpu6050Twin
from companion.body.twins.pca9685 import AUTO_INCREMENT, MODE1, PRE_SCALE, RESTART, SLEEP, Pca9685Twin
from companion.vocabulary.errors import OrganError
from tests.body.chips import on_bus


def connected(twin: Pca9685Twin) -> tuple[TwinBus, PulseChip]:
    wire, registers = on_bus(twin, 0x40, "PCA9685")
    chip = PulseChip(registers, wait=lambda seconds: None)
    chip.connect()
    return wire, chip


def test_frames_come_fifty_times_a_second_and_pulses_are_as_wide_as_asked() -> None:
    twin = Pca9685Twin()
    _, chip = connected(twin)
    assert 1e6 / twin.frame_us == pytest.approx(50, rel=0.01)
    chip.put({0: 1500.0, 1: 900.0, 2: None, 3: 2100.0})
    assert twin.pulse_us(0) == pytest.approx(1500, abs=2.5)
    assert twin.pulse_us(1) == pytest.approx(900, abs=2.5)
    assert twin.pulse_us(2) is None
    assert twin.pulse_us(3) == pytest.approx(2100, abs=2.5)


def test_a_step_is_five_microseconds() -> None:
    _, chip = connected(Pca9685Twin())
    assert chip.step_us == pytest.approx(4.88, abs=0.01)


def test_no_channel_has_pulses_after_connecting_not_even_what_was_there_before() -> None:
    twin = Pca9685Twin()
    _, chip = connected(twin)
    chip.put({0: 1500.0})
    again = PulseChip(on_bus(twin, 0x40, "PCA9685")[1], wait=lambda seconds: None)
    again.connect()
    assert [twin.pulse_us(channel) for channel in range(16)] == [None] * 16


def test_letting_go_is_the_full_off_bit_which_wins_over_every_width() -> None:
    twin = Pca9685Twin()
    _, chip = connected(twin)
    chip.put({0: 1500.0})
    chip.release()
    assert twin.pulse_us(0) is None
    assert twin.registers[0x09] & 0x10


def test_pulses_of_neighbours_do_not_begin_together() -> None:
    twin = Pca9685Twin()
    _, chip = connected(twin)
    chip.put(dict.fromkeys(range(7), 1500.0))
    begins = {twin.registers[6 + 4 * channel] | twin.registers[7 + 4 * channel] << 8 for channel in range(7)}
    assert len(begins) == 7


def test_the_pre_scaler_is_deaf_while_the_chip_is_awake() -> None:
    twin = Pca9685Twin()
    wire, _ = connected(twin)
    before = twin.registers[PRE_SCALE]
    wire.write_i2c_block_data(0x40, PRE_SCALE, [0x1E])
    assert twin.registers[PRE_SCALE] == before


def test_without_automatic_increment_a_block_stays_on_one_register() -> None:
    wire, _ = on_bus(Pca9685Twin(), 0x40, "PCA9685")
    assert wire.read_i2c_block_data(0x40, 0x02, 4) == [0xE2] * 4
    wire.write_i2c_block_data(0x40, MODE1, [SLEEP | AUTO_INCREMENT])
    assert wire.read_i2c_block_data(0x40, 0x02, 4) == [0xE2, 0xE4, 0xE8, 0xE0]
    assert wire.read_i2c_block_data(0x40, 0x45, 2) == [0x10, SLEEP | AUTO_INCREMENT]


def test_sleep_keeps_pulses_back_until_a_restart() -> None:
    twin = Pca9685Twin()
    wire, chip = connected(twin)
    chip.put({0: 1500.0})
    wire.write_i2c_block_data(0x40, MODE1, [SLEEP | AUTO_INCREMENT])
    assert twin.pulse_us(0) is None
    assert twin.registers[MODE1] & RESTART
    wire.write_i2c_block_data(0x40, MODE1, [AUTO_INCREMENT])
    assert twin.pulse_us(0) is None
    wire.write_i2c_block_data(0x40, MODE1, [RESTART | AUTO_INCREMENT])
    assert twin.pulse_us(0) == pytest.approx(1500, abs=2.5)
    assert not twin.registers[MODE1] & RESTART


def test_output_enable_stops_every_pulse_without_the_bus() -> None:
    twin = Pca9685Twin()
    _, chip = connected(twin)
    chip.put({0: 1500.0})
    twin.output_enabled = False
    assert twin.pulse_us(0) is None


def test_an_oscillator_that_runs_fast_makes_every_pulse_shorter() -> None:
    twin = Pca9685Twin(oscillator_hz=26_000_000)
    _, chip = connected(twin)
    chip.put({0: 1500.0})
    assert twin.pulse_us(0) == pytest.approx(1500 * 25 / 26, abs=3)


def test_a_dip_of_the_supply_is_noticed_and_connecting_mends_it() -> None:
    twin = Pca9685Twin()
    _, chip = connected(twin)
    chip.put({0: 1500.0})
    twin.power_up()
    assert twin.pulse_us(0) is None
    with pytest.raises(OrganError, match="has lost its settings"):
        chip.check()
    chip.connect()
    chip.check()


def test_a_write_that_a_flipped_bit_spoils_is_written_again_and_counted() -> None:
    twin = Pca9685Twin()
    wire, chip = connected(twin)
    refused = 0
    for place in range(200):
        wire.flip_one_in = 200
        try:
            chip.put({0: 1500.0, 1: 1400.0 + place % 2})
        except OrganError:
            refused += 1
        else:
            assert twin.pulse_us(0) == pytest.approx(1500, abs=2.5)
    assert refused < 20
    assert chip.corrupted > 0


def test_another_chip_at_its_address_gets_no_pulses_written_to_it() -> None:
    other = Mpu6050Twin()
    _, registers = on_bus(other, 0x40, "PCA9685")
    with pytest.raises(OrganError, match="is no PCA9685"):
        PulseChip(registers, wait=lambda seconds: None).connect()
