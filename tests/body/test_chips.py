"""Skin, balance, clock, pulse and battery: each driver reads its twin right, and tells a wrong, lost or dipped one."""

from datetime import datetime, timedelta

import pytest

from companion.body.raspberry.battery import Battery
from companion.body.raspberry.clock_chip import ClockChip
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.raspberry.pulse_oximeter import RATE_HZ, PulseLight
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.twins.ds3231 import Ds3231Twin
from companion.body.twins.max17048 import Max17048Twin
from companion.body.twins.max30102 import Max30102Twin
from companion.body.twins.mpr121 import IDLE_COUNTS, Mpr121Twin
from companion.body.twins.mpu6050 import Mpu6050Twin
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import ZONES
from tests.body.chips import Time, on_bus

NOON = datetime(2026, 11, 20, 12, 0, 0)


def skin(time: Time) -> tuple[Mpr121Twin, TouchChip, list[bool]]:
    line: list[bool] = []
    twin = Mpr121Twin(time.now, line.append)
    chip = TouchChip(on_bus(twin, 0x5A, "MPR121")[1])
    chip.connect()
    return twin, chip, line


def test_the_skin_reads_twelve_places_and_a_hand_makes_one_fall() -> None:
    time = Time()
    twin, chip, _ = skin(time)
    twin.press(ZONES.index("belly"), 120)
    time.wait(0.01)
    twin.tick()
    counts = chip.counts()
    assert len(counts) == 12
    assert counts[ZONES.index("belly")] == IDLE_COUNTS - 120
    assert all(count == IDLE_COUNTS for place, count in enumerate(counts) if place != ZONES.index("belly"))


def test_electrodes_wired_in_another_order_are_read_in_the_order_of_the_places() -> None:
    time = Time()
    twin = Mpr121Twin(time.now)
    wiring = {zone: 11 - place for place, zone in enumerate(ZONES)}
    chip = TouchChip(on_bus(twin, 0x5A, "MPR121")[1], wiring)
    chip.connect()
    twin.press(11, 100)
    time.wait(0.01)
    twin.tick()
    assert chip.counts()[0] == IDLE_COUNTS - 100


def test_the_interrupt_falls_within_one_scan_of_the_contact_and_reading_ends_it() -> None:
    time = Time()
    twin, chip, line = skin(time)
    assert twin.scan_s == pytest.approx(0.008)
    twin.press(0, 50)
    time.wait(twin.scan_s)
    twin.tick()
    assert line == [True]
    chip.counts()
    assert line == [True, False]


def test_a_hand_that_stays_is_not_lost_to_the_chips_own_baseline() -> None:
    time = Time()
    twin, chip, line = skin(time)
    twin.press(3, 60)
    for _ in range(1000):
        time.wait(0.008)
        twin.tick()
    assert chip.counts()[3] == IDLE_COUNTS - 60
    assert line.count(True) == 1


def test_the_skin_notices_that_its_chip_was_reset_and_what_is_no_mpr121() -> None:
    twin, chip, _ = skin(Time())
    chip.check()
    twin.power_up()
    with pytest.raises(OrganError, match="has lost its settings"):
        chip.check()
    with pytest.raises(OrganError, match="is no MPR121"):
        TouchChip(on_bus(Mpu6050Twin(), 0x5A, "MPR121")[1]).connect()


def balance(up: str = "+z", forward: str = "+x") -> tuple[Mpu6050Twin, MotionChip]:
    twin = Mpu6050Twin()
    chip = MotionChip(on_bus(twin, 0x69, "MPU-6050")[1], up, forward, wait=lambda seconds: None)
    chip.connect()
    return twin, chip


def test_lying_still_is_one_g_out_of_the_back() -> None:
    _, chip = balance()
    sample = chip.sample(3.0)
    assert sample.acceleration_g == pytest.approx((0, 0, 1), abs=1e-3)
    assert sample.captured_s == 3.0


@pytest.mark.parametrize(
    ("up", "forward", "measured"),
    [
        ("+z", "+x", (0.1, 0.2, 0.9)),
        ("+x", "+y", (0.9, 0.1, 0.2)),
        ("-z", "+x", (0.1, -0.2, -0.9)),
        ("+y", "-x", (-0.1, 0.9, 0.2)),
    ],
)
def test_however_the_chip_is_mounted_the_axes_are_those_of_the_creature(
    up: str, forward: str, measured: tuple[float, float, float]
) -> None:
    twin, chip = balance(up, forward)
    twin.acceleration_g = measured
    assert chip.sample(0.0).acceleration_g == pytest.approx((0.1, 0.2, 0.9), abs=1e-3)


def test_turning_is_told_in_degrees_a_second_and_a_blow_is_clipped_not_wrapped() -> None:
    twin, chip = balance()
    twin.turn_deg_s = (0.0, 0.0, 90.0)
    twin.acceleration_g = (0.0, 0.0, 30.0)
    sample = chip.sample(0.0)
    assert sample.turn_deg_s[2] == pytest.approx(90, abs=0.1)
    assert sample.acceleration_g[2] == pytest.approx(4.0, abs=0.01)


def test_balance_notices_a_dip_of_its_supply_and_a_copy_of_the_part() -> None:
    twin, chip = balance()
    twin.power_up()
    with pytest.raises(OrganError, match="has lost its settings"):
        chip.check()
    copy = on_bus(Mpu6050Twin(identity=0x70), 0x69, "MPU-6050")[1]
    with pytest.raises(OrganError, match="is no MPU-6050"):
        MotionChip(copy, wait=lambda seconds: None).connect()


def clock(twin: Ds3231Twin) -> ClockChip:
    return ClockChip(on_bus(twin, 0x68, "DS3231")[1])


def test_the_clock_goes_on_and_bridges_a_power_cut_with_its_battery() -> None:
    time = Time()
    twin = Ds3231Twin(time.now, NOON)
    time.wait(3661)
    twin.power_up()
    assert clock(twin).time() == NOON + timedelta(seconds=3661)


def test_a_clock_with_a_dead_battery_has_no_time_until_somebody_sets_it() -> None:
    time = Time()
    twin = Ds3231Twin(time.now, NOON, battery_dead=True)
    assert clock(twin).time() == NOON
    twin.power_up()
    assert clock(twin).time() is None
    clock(twin).set(NOON)
    time.wait(60)
    assert clock(twin).time() == NOON + timedelta(seconds=60)


def test_a_new_clock_that_was_never_set_has_no_time() -> None:
    assert clock(Ds3231Twin(Time().now)).time() is None


def test_a_clock_from_before_this_program_is_not_believed() -> None:
    assert clock(Ds3231Twin(Time().now, datetime(2019, 5, 1))).time() is None


def test_twelve_hours_are_read_too() -> None:
    twin = Ds3231Twin(Time().now, NOON)
    reader = clock(twin)
    twin._show = lambda time: None  # type: ignore[method-assign]
    twin.registers[0:7] = bytes((0x05, 0x30, 0x40 | 0x20 | 0x11, 0x01, 0x20, 0x11, 0x26))
    assert reader.time() == datetime(2026, 11, 20, 23, 30, 5)
    twin.registers[2] = 0x40 | 0x12
    assert reader.time() == datetime(2026, 11, 20, 0, 30, 5)


def test_digits_that_are_no_time_are_no_time() -> None:
    twin = Ds3231Twin(Time().now, NOON)
    twin._show = lambda time: None  # type: ignore[method-assign]
    twin.registers[0:7] = bytes((0x7A, 0x30, 0x11, 0x01, 0x20, 0x11, 0x26))
    assert clock(twin).time() is None


def test_a_balance_chip_at_the_clocks_address_is_told_by_its_status() -> None:
    intruder = Mpu6050Twin()
    intruder.registers[0x0F] = 0x75
    with pytest.raises(OrganError, match="is no DS3231"):
        ClockChip(on_bus(intruder, 0x68, "DS3231")[1]).time()


def light(time: Time) -> tuple[Max30102Twin, PulseLight]:
    twin = Max30102Twin(time.now)
    sensor = PulseLight(on_bus(twin, 0x57, "MAX30102")[1], wait=lambda seconds: None)
    sensor.connect()
    return twin, sensor


def test_a_finger_is_bright_and_its_samples_come_in_order() -> None:
    time = Time()
    twin, sensor = light(time)
    assert sensor.samples(time.now()) == ()
    time.wait(0.401)
    assert all(sample.infrared < 5000 for sample in sensor.samples(time.now()))
    twin.finger = True
    time.wait(0.401)
    samples = sensor.samples(time.now())
    assert len(samples) == 10
    assert all(sample.infrared > 100_000 for sample in samples)
    assert [sample.captured_s for sample in samples] == pytest.approx(
        [time.now() - back / RATE_HZ for back in range(9, -1, -1)]
    )


def test_a_queue_that_ran_over_still_hands_out_its_newest_samples() -> None:
    time = Time()
    _, sensor = light(time)
    time.wait(60.0)
    assert len(sensor.samples(time.now())) == 32


def test_at_rest_nothing_shines() -> None:
    time = Time()
    twin, sensor = light(time)
    sensor.rest()
    assert twin.registers[0x09] == 0x80
    with pytest.raises(OrganError, match="has lost its settings"):
        sensor.samples(time.now())


def test_the_battery_says_how_full_it_is() -> None:
    twin = Max17048Twin(charge=0.42, volts=3.71)
    battery = Battery(on_bus(twin, 0x36, "MAX17048")[1], 15)
    assert battery.charge() == pytest.approx(0.42, abs=1e-4)
    assert battery.volts() == pytest.approx(3.71, abs=1e-4)
    assert not battery.charging()
