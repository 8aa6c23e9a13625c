"""Calibrating by keyboard: small slow steps, one joint with power, nothing kept that makes no sense."""

import io
from datetime import date
from pathlib import Path

import pytest

from companion.body.calibration import load_calibration
from companion.cli import main
from companion.daemon.calibrate import US_A_FRAME, Hold, calibrate
from companion.daemon.keeping import FolderStore
from companion.vocabulary.errors import OrganError
from tests.body.robot import PINS, Robot

TODAY = date(2026, 11, 20)
ONE_JOINT = ("m", "--", "--", "--", "l", "++", "++", "++", "++", "++", "++", "h", "n")


def hold_of(robot: Robot) -> Hold:
    return Hold(robot.servos._drive, robot.servos._supply, wait=lambda seconds: None)


def talk(robot: Robot, folder: Path, *lines: str) -> tuple[int, str]:
    out = io.StringIO()
    hold = hold_of(robot)
    status = calibrate(PINS, hold, FolderStore(folder), "twin", TODAY, [f"{line}\n" for line in lines], out)
    return status, out.getvalue()


def test_what_was_found_is_kept_and_read_at_the_next_start(tmp_path: Path) -> None:
    status, told = talk(Robot(), tmp_path, *(ONE_JOINT * 7))
    assert status == 0
    assert "Kept as calibration-twin." in told
    kept = load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY)
    assert {travel.low_us for travel in kept.travels.values()} == {1350.0}
    assert {travel.high_us for travel in kept.travels.values()} == {1650.0}


@pytest.mark.parametrize("lines", [("q",), ("+", "l"), ("h", "n")])
def test_whoever_stops_or_goes_away_keeps_nothing_and_every_joint_is_let_go(tmp_path: Path, lines: tuple[str]) -> None:
    robot = Robot()
    status, _ = talk(robot, tmp_path, *lines)
    assert status == 1
    assert list(tmp_path.iterdir()) == []
    assert not robot.board.pulses.output_enabled


def test_a_joint_is_not_left_before_all_three_places_are_known(tmp_path: Path) -> None:
    _, told = talk(Robot(), tmp_path, "m", "n", "q")
    assert "neck_yaw still needs its low, high." in told


def test_what_is_not_understood_is_answered_with_help(tmp_path: Path) -> None:
    _, told = talk(Robot(), tmp_path, "left a bit", "q")
    assert told.count("a small step") == 2


def test_a_servo_turns_slowly_and_is_the_only_one_with_power() -> None:
    robot = Robot()
    hold = hold_of(robot)
    robot.servos._supply.open()
    robot.chip.connect()
    hold.take("tail", 1500.0)
    hold.turn(1700.0)
    widths = []
    for _ in range(20):
        hold.step()
        widths.append(robot.board.servo_us("tail"))
        robot.wait(0.02)
        assert robot.board.held() <= {"tail"}
    known = [width for width in widths if width is not None]
    assert known[-1] == pytest.approx(1500 + 20 * US_A_FRAME, abs=6)


def test_no_step_leads_beyond_what_a_pulse_may_be(tmp_path: Path) -> None:
    _, told = talk(Robot(), tmp_path, *("++" for _ in range(30)), "q")
    assert "neck_yaw: 2100 us" in told
    assert "2150" not in told


def test_lost_servos_end_it_in_words(tmp_path: Path) -> None:
    robot = Robot()
    robot.board.bus.silent.add(0x40)
    with pytest.raises(OrganError, match="PCA9685 at 0x40"):
        talk(robot, tmp_path, "q")


def test_a_drawn_body_needs_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate"]) == 1
    assert "the drawn body: needs no calibration." in capsys.readouterr().err
