"""What measurements mean: each threshold of the doctor, as a sentence."""

import errno

import pytest

from companion.daemon.doctor.checks_bus import ChipTalk, of_a_chip, of_the_bus
from companion.daemon.doctor.checks_computer import (
    Card,
    Node,
    Room,
    Service,
    Supply,
    active_lines,
    of_the_card,
    of_the_clock,
    of_the_heat,
    of_the_nodes,
    of_the_room,
    of_the_service,
    of_the_supply,
)
from companion.daemon.doctor.checks_keeping import of_the_calibration, of_the_gate, of_the_models, of_the_settings
from companion.daemon.doctor.checks_organs import (
    BalanceFelt,
    PictureSeen,
    PinsSeen,
    of_the_balance,
    of_the_battery,
    of_the_cameras_there,
    of_the_converter,
    of_the_light,
    of_the_picture,
    of_the_pins,
    of_the_skin,
)
from companion.runtime import ModelState
from companion.vocabulary.permissions import Gate

SKIN = ChipTalk("touch", "MPR121", 0x5A, 40, 40, 0)
STILL = (0.0, 0.0, 0.0)


def test_a_chip_that_answers_always_is_well_and_one_that_answers_mostly_has_a_loose_wire() -> None:
    assert of_a_chip(SKIN, True)[0].verdict == "good"
    mostly = ChipTalk("touch", "MPR121", 0x5A, 40, 39, 0, errno.EREMOTEIO)
    assert (of_a_chip(mostly, True)[0].verdict, of_a_chip(mostly, True)[0].cause) == ("broken", "loose wire")


def test_a_chip_that_the_kernel_keeps_is_well() -> None:
    kept = ChipTalk("clock", "DS3231", 0x68, 1, 0, 0, errno.EBUSY)
    assert of_a_chip(kept, True)[0].verdict == "good"
    assert of_the_bus(1, (kept,))[0].verdict == "good"


def test_a_missing_chip_that_is_optional_is_no_fault() -> None:
    silent = ChipTalk("pulse", "MAX30102", 0x57, 40, 0, 0, errno.EREMOTEIO)
    assert of_a_chip(silent, True, optional=True)[0].verdict == "untested"
    assert of_a_chip(silent, True)[0].verdict == "broken"


def test_one_garbled_chip_is_its_wire_and_two_are_the_bus() -> None:
    one = ChipTalk("touch", "MPR121", 0x5A, 40, 30, 10)
    other = ChipTalk("posture", "MPU-6050", 0x69, 40, 35, 5)
    assert of_the_bus(1, (one, ChipTalk("posture", "MPU-6050", 0x69, 40, 40, 0)))[0].verdict == "good"
    assert of_the_bus(1, (one, other))[0].cause == "noise"


def test_a_hand_on_the_skin_is_asked_to_go_and_a_broken_wire_is_named() -> None:
    quiet = [720] * 12
    assert of_the_skin([quiet] * 5)[0].verdict == "good"
    assert of_the_skin([[*quiet[:11], 500]] * 5)[0].verdict == "look"
    assert "tail" in of_the_skin([[*quiet[:11], 1023]] * 5)[0].line
    assert of_the_skin([])[0].verdict == "broken"


@pytest.mark.parametrize(
    ("pull", "turning", "verdict"),
    [
        ((0.0, 0.0, 1.0), STILL, "good"),
        ((0.0, 0.0, 1.2), STILL, "look"),
        ((0.0, 0.0, 0.0), STILL, "broken"),
        ((0.0, 0.0, -1.0), STILL, "look"),
        ((0.0, 0.0, 1.0), (0.0, 25.0, 0.0), "look"),
    ],
)
def test_balance_is_good_when_it_lies_still_on_its_belly(
    pull: tuple[float, float, float], turning: tuple[float, float, float], verdict: str
) -> None:
    assert of_the_balance(BalanceFelt(pull, turning))[0].verdict == verdict


def test_a_low_cell_wants_charging_unless_it_is_being_charged_and_an_empty_one_is_broken() -> None:
    assert of_the_battery(0.10, 3.5, charging=False)[0].verdict == "look"
    assert of_the_battery(0.10, 3.5, charging=True)[0].verdict == "good"
    assert of_the_battery(0.0, 2.5, charging=True)[0].verdict == "broken"


def test_current_without_a_supply_is_a_reason_not_to_use_it() -> None:
    assert of_the_converter(0.0, 24.0, 0.3)[0].verdict == "good"
    assert "do not use it" in of_the_converter(1.0, 24.0, 0.3)[0].mend


def test_pins_that_fail_alike_are_told_in_one_sentence() -> None:
    alike = tuple((name, "finds no pins here.", "Is this a Raspberry Pi?") for name in ("lid", "stop button"))
    (finding,) = of_the_pins(PinsSeen(faults=alike))
    assert finding.line == "lid, stop button: finds no pins here."


def test_a_light_that_cannot_be_trusted_is_as_bad_as_one_that_is_dark() -> None:
    assert of_the_light(lit=True, dark=True)[0].verdict == "good"
    assert of_the_light(lit=False, dark=True)[0].verdict == "broken"
    assert of_the_light(lit=True, dark=False)[0].verdict == "broken"


def test_a_camera_that_sends_nothing_has_a_bad_cable_and_a_black_picture_a_shut_lens() -> None:
    assert of_the_picture(PictureSeen(0, 0, 0, 0.0, 0.0))[0].cause == "camera cable"
    assert "shutter" in of_the_picture(PictureSeen(5, 640, 480, 2.0, 1.0))[0].mend
    assert of_the_picture(PictureSeen(5, 640, 480, 120.0, 40.0))[0].verdict == "good"
    assert of_the_cameras_there("/dev/video0", 0, None)[0].verdict == "broken"
    assert of_the_cameras_there("picamera2", None, "picamera2 cannot be loaded.")[0].cause == "missing library"


def test_a_missing_device_is_an_overlay_and_a_forbidden_one_a_group() -> None:
    bus = Node("/dev/i2c-1", "the bus", "i2c", "dtparam=i2c_arm=on", exists=False, usable=False)
    assert "Write `dtparam=i2c_arm=on`" in of_the_nodes([bus], "# dtparam=i2c_arm=on\n")[0].mend
    assert "start the Pi again" in of_the_nodes([bus], "dtparam=audio=on,i2c_arm=on\n")[0].mend
    assert "Is it a Raspberry Pi" in of_the_nodes([bus], None)[0].mend
    forbidden = Node("/dev/i2c-1", "the bus", "i2c", "dtparam=i2c_arm=on", exists=True, usable=False)
    assert of_the_nodes([forbidden], None)[0].cause == "group membership"


def test_commented_lines_of_the_boot_configuration_do_not_count() -> None:
    assert active_lines("#dtparam=spi=on\ndtparam=i2c_arm=on,i2c_arm_baudrate=400000 # fast\n\n") == {
        "dtparam=i2c_arm=on",
        "dtparam=i2c_arm_baudrate=400000",
    }


def test_a_weak_supply_is_broken_now_and_to_be_looked_at_later() -> None:
    assert of_the_supply(Supply(True, sags=True))[0].verdict == "broken"
    assert of_the_supply(Supply(True, sagged=True))[0].verdict == "look"
    assert of_the_supply(Supply(False))[0].verdict == "untested"


@pytest.mark.parametrize(
    ("processor_c", "verdict"), [(None, "untested"), (60.0, "good"), (72.0, "look"), (80.0, "broken")]
)
def test_heat(processor_c: float | None, verdict: str) -> None:
    assert of_the_heat(processor_c)[0].verdict == verdict


def test_a_full_disk_and_one_that_may_not_be_written_are_told_apart() -> None:
    assert of_the_room(Room("/s", 1_000_000, "No space left on device"))[0].cause == "free space"
    assert of_the_room(Room("/s", 10**10, "Read-only file system"))[0].cause == "no writing"
    assert of_the_room(Room("/s", 10**10))[0].verdict == "good"


def test_a_card_that_says_nothing_is_not_called_good() -> None:
    assert of_the_card(Card("mmcblk0", errors=0))[0].verdict == "good"
    assert of_the_card(Card("mmcblk0"))[0].verdict == "untested"
    assert of_the_card(Card("mmcblk0", worn=0.75))[0].verdict == "look"
    assert of_the_card(Card("mmcblk0", errors=1))[0].verdict == "broken"
    assert "iotop" in of_the_card(Card("mmcblk0", written_a_day_bytes=5e9))[0].mend


def test_a_clock_ten_years_off_is_broken_and_one_that_nobody_confirmed_is_told() -> None:
    assert of_the_clock(trusted=True, year=2016)[0].verdict == "broken"
    assert of_the_clock(trusted=False, year=2026)[0].verdict == "look"
    assert of_the_clock(trusted=True, year=2027)[0].verdict == "good"


def test_a_service_that_systemd_has_given_up_is_broken_and_one_that_restarts_is_told() -> None:
    assert of_the_service(Service("failed", 5, "watchdog"))[0].verdict == "broken"
    assert of_the_service(Service("active", 4, "success"))[0].verdict == "look"
    assert of_the_service(Service("active", 0, "success"))[0].verdict == "good"
    assert "enable companion" in of_the_service(Service("active", 0, "success", begins_by_itself=False))[0].mend


def test_damaged_models_settings_and_calibrations_are_named() -> None:
    assert of_the_models([ModelState("faces", "f.tflite", None, "MIT", "is truncated")])[0].part == "model faces"
    assert of_the_settings("companion.toml", ["line 2: web.port = 1"])[0].line == "companion.toml, line 2: web.port = 1"
    assert of_the_calibration("pi-1", None, "there is none.")[0].cause == "calibration"
    assert of_the_gate(Gate(stop=True))[0].verdict == "look"
