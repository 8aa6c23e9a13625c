"""Servos: limp first, small slow steps, one joint with power, nothing kept that makes no sense, crossed plugs found."""

import re
from pathlib import Path

import pytest

from companion.body.calibration import Travel, load_calibration
from companion.body.pins import load_pins
from companion.body.raspberry.drives import PinDrive
from companion.cli import main
from companion.daemon.calibrate.hold import US_A_FRAME, Hold
from companion.daemon.calibrate.joint import exchanged, judged
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from companion.vocabulary.acts import JOINTS, Expressed, Glow, Pose
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from tests.body.robot import Robot
from tests.daemon.calibrate.stage import ANSWERS, ONE_JOINT, PINS, TODAY, Stage


def hold_of(robot: Robot) -> Hold:
    return Hold(robot.servos._drive, robot.servos._supply, robot.wait, robot.time.now, in_thread=False)


def test_what_was_found_is_kept_and_read_at_the_next_start(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk(*ANSWERS["servos"], only=["servos"]) == 0
    assert "Kept." in stage.told
    kept = load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY)
    assert set(kept.travels.values()) == {Travel(1350.0, 1500.0, 1650.0)}
    assert kept.plugs == {}
    assert stage.is_limp()


@pytest.mark.parametrize("lines", [("", "", "q"), ("", "", "", "+", "l"), ("", "", "", "h", "n"), ("q",), ()])
def test_whoever_stops_or_goes_away_keeps_nothing_and_every_joint_is_let_go(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    stage = Stage(tmp_path)
    assert stage.talk(*lines, only=["servos"]) == 1
    assert list(tmp_path.iterdir()) == []
    assert stage.is_limp()


def test_a_joint_is_not_left_before_all_three_places_are_known(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.talk("", "", "", "m", "n", only=["servos"])
    assert "It still needs its low end (left), its high end (right)." in stage.told


@pytest.mark.parametrize(
    ("line", "shown"), [("left a bit", "'left a bit'"), ("ü" * 5000, "..."), ("\x00\x1b[2J", "none of"), ("8", "'8'")]
)
def test_what_is_not_understood_is_asked_again(tmp_path: Path, line: str, shown: str) -> None:
    stage = Stage(tmp_path)
    assert stage.talk(line, "", line, "", line, "", line, only=["servos"]) == 1
    assert stage.told.count("none of") == 4
    assert shown in stage.told
    assert len(max(stage.told.splitlines(), key=len)) < 200


def test_a_servo_turns_slowly_and_is_the_only_one_with_power() -> None:
    robot = Robot()
    hold = hold_of(robot)
    hold.begin()
    hold.take("tail", 1500.0)
    hold.rest_here(1.0)
    hold.turn(1700.0)
    before = 1500.0
    for _ in range(20):
        hold.step()
        width = robot.board.servo_us("tail")
        assert width is not None
        assert abs(width - before) <= US_A_FRAME + 5  # a step of the chip is 4.9 us
        assert robot.board.held() == {"tail"}
        before = width
        robot.wait(0.02)
    assert before == pytest.approx(1500 + 20 * US_A_FRAME, abs=6)


def test_a_joint_that_is_taken_gets_one_pulse_in_four_at_first() -> None:
    robot = Robot()
    hold = hold_of(robot)
    hold.begin()
    hold.take("tail", 1500.0)
    given = []
    for _ in range(16):
        hold.step()
        given.append(robot.board.servo_us("tail") is not None)
        robot.wait(0.02)
    assert sum(given) == 4


def test_no_step_leads_beyond_what_a_pulse_may_be(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.talk("", "", "", *["++"] * 30, only=["servos"])
    assert "^ 2100" in stage.told
    assert "2150" not in stage.told


def test_lost_servos_are_told_and_leave_the_part_as_it_was(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.bus.silent.add(0x40)
    assert stage.talk("", "", only=["servos"]) == 0
    assert "PCA9685 at 0x40" in stage.told
    assert "Servos: left as it was." in stage.told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"low": 1450.0, "middle": 1400.0, "high": 1700.0}, "middle .1400 us. not between its ends"),
        ({"low": 1480.0, "middle": 1500.0, "high": 1700.0}, "travels only 20 us to one side"),
        ({"low": 1450.0, "middle": 1500.0, "high": 1800.0}, "which is the middle"),
        ({"low": 1500.0, "middle": 1500.0, "high": 1500.0}, "not between its ends"),
    ],
)
def test_implausible_and_crossed_ranges_are_refused_in_words(places: dict[str, float], words: str) -> None:
    found = judged("tail", places, PINS)
    assert not found.is_good
    assert re.search(words, found.line), found.line


def test_a_refused_range_is_asked_for_again_and_the_right_one_taken(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    crossed = ("", "m", "++", "l", "++", "h", "n")
    right = ONE_JOINT[1:]
    stage.talk("", "", *crossed, *right, *["s"] * 6, "", only=["servos"])
    assert "Let us do this joint again." in stage.told
    assert load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY).travels["neck_yaw"].low_us == 1350.0


def test_ends_that_are_the_wrong_way_round_can_change_places_after_the_preview(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.talk("", "", *ONE_JOINT[:-1], "x", *["s"] * 6, "", only=["servos"])
    kept = load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY)
    assert kept.travels["neck_yaw"] == Travel(1650.0, 1500.0, 1350.0)


def test_plugs_that_are_exchanged_are_found_by_the_nod_and_set_right_in_what_is_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path, crossed=("flipper_left", "flipper_right"))
    asked = JOINTS.index("flipper_left")
    lines = ("", "", *["s"] * asked, "6", "x", *ONE_JOINT, *["s"] * (len(JOINTS) - asked - 1), "")
    assert stage.talk(*lines, only=["servos"]) == 0
    assert "(On these twins it was the right flipper.)" in stage.told
    kept = load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY)
    assert kept.plugs == {"flipper_left": "flipper_right", "flipper_right": "flipper_left"}


def test_the_creature_sends_pulses_where_the_plug_really_is() -> None:
    robot = Robot()
    crossed = {"flipper_left": "flipper_right", "flipper_right": "flipper_left"}
    robot.calibration = type(robot.calibration)("twin", TODAY, robot.calibration.travels, crossed)  # type: ignore[arg-type]
    robot.servos.connect()
    for _ in range(100):
        robot.servos.send(
            Expressed(Pose(flipper_left=1.0), frozenset({"flipper_left"}), Glow(), 0.0), Moment(robot.time.now())
        )
        robot.wait(0.02)
    assert robot.board.held() == {"flipper_right"}
    assert robot.servos.latest().attached == {"flipper_left"}


def test_two_exchanges_of_three_joints_still_name_each_plug_once() -> None:
    plugs = exchanged(exchanged({}, "tail", "neck_yaw"), "neck_yaw", "neck_pitch")
    assert set(plugs) == set(plugs.values()) == {"tail", "neck_yaw", "neck_pitch"}
    assert exchanged(exchanged({}, "tail", "neck_yaw"), "tail", "neck_yaw") == {}


def test_somebody_who_comes_back_goes_on_where_they_stopped(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk("", "", *ONE_JOINT, "s", *ONE_JOINT, "", "m", "q", only=["servos"]) == 1
    again = Stage(tmp_path)
    assert again.talk("", "", "", *["s"] * 5, "", only=["servos"]) == 0
    assert "Last time 2 of 7 joints were done (neck (side to side); left eyelid)." in again.told
    assert "Joint 1 of 7" not in again.told
    assert load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY).travels["neck_yaw"].high_us == 1650.0
    assert [path.name for path in tmp_path.iterdir()] == ["calibration-twin.json"]


def test_or_begins_anew(tmp_path: Path) -> None:
    Stage(tmp_path).talk("", "", *ONE_JOINT, only=["servos"])
    again = Stage(tmp_path)
    again.talk("", "", "a", "q", only=["servos"])
    assert "Joint 1 of 7" in again.told


@pytest.mark.parametrize("draft", ["{", '{"version": 1, "state": {"device": "twin", "joints": 7, "plugs": {}}}', "[]"])
def test_a_draft_that_cannot_be_believed_is_as_if_it_were_not_there(tmp_path: Path, draft: str) -> None:
    (tmp_path / "calibrating-twin.json").write_text(draft)
    stage = Stage(tmp_path)
    stage.talk("", "", "q", only=["servos"])
    assert "Last time" not in stage.told
    assert "Joint 1 of 7" in stage.told


def test_a_joint_that_does_not_wiggle_well_is_done_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    again = ("", "m", *["--"] * 2, "l", *["++"] * 4, "h", "n", "")
    assert stage.talk("", "", *["s"] * 6, *ONE_JOINT, "7", *["s"] * 6, *again, "", only=["servos"]) == 0
    travels = load_calibration(FolderStore(tmp_path), "twin", PINS, TODAY).travels
    assert travels["tail"] == Travel(1400.0, 1500.0, 1600.0)
    assert travels["neck_yaw"] == Travel(1380.0, 1500.0, 1620.0)


def test_servos_right_at_the_pins_are_calibrated_the_same_way(tmp_path: Path) -> None:
    """The tail has no pin there and stays limp."""
    settings = Settings.model_validate({"body": {"kind": "twins", "servos": "pins"}})
    stage = Stage(tmp_path, settings=settings)
    assert isinstance(stage.bench.wiring.drive, PinDrive)
    assert stage.talk("", "", *ONE_JOINT, *["s"] * 5, "", only=["servos"]) == 0
    assert "my tail has no pin to move it" in stage.told
    assert load_calibration(FolderStore(tmp_path), "twin", load_pins(), TODAY).travels["neck_yaw"].low_us == 1350.0
    pin = stage.board.gpio.pin(PINS.servo_pins["neck_yaw"])
    assert not pin.state


def test_the_stop_button_lets_go_at_once_and_ends_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    def press(number: int) -> None:
        if number == 5:
            stage.board.gpio.drive(PINS.gpio["stop_button"], False)

    stage.before_line = press
    assert stage.talk("", "", "", "m", "--", "--", "--", only=["servos"]) == 1
    assert stage.board.held() == frozenset()
    assert not stage.board.pulses.output_enabled


def test_no_joint_gets_power_while_the_lid_is_open(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.gpio.drive(PINS.gpio["lid"], True)
    stage.before_line = lambda number: stage.board.gpio.drive(PINS.gpio["lid"], number < 3)
    assert stage.talk("", "", "", "", "q", only=["servos"]) == 1
    assert stage.told.count("The lid is open") == 2
    assert "Joint 1 of 7" in stage.told


def test_a_lid_that_is_opened_lets_go_at_once_and_what_is_done_stays_done(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    lines = ("", "", *ONE_JOINT, "", "m", "--", "--")

    def open_it(number: int) -> None:
        if number == len(lines) - 2:
            stage.board.gpio.drive(PINS.gpio["lid"], True)

    stage.before_line = open_it
    assert stage.talk(*lines, only=["servos"]) == 0
    assert "The lid is open: every joint is let go." in stage.told
    assert stage.board.held() == frozenset()
    assert not stage.board.pulses.output_enabled
    assert set(stage.kept.draft()["joints"]) == {"neck_yaw"}


def test_a_joint_that_runs_against_its_end_is_let_go(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    def block(number: int) -> None:
        if number == 4:
            stage.board.shares("servo_current", 0.9)

    stage.before_line = block
    assert stage.talk("", "", "", "m", *["++"] * 5, only=["servos"]) == 0
    assert "The servos draw too much current: something holds the joint" in " ".join(stage.told.split())
    assert stage.board.held() == frozenset()
    assert not stage.board.pulses.output_enabled


def test_without_a_sense_of_current_button_and_lid_are_watched_all_the_same(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.gpio.spi = lambda **spi_args: 1 / 0  # type: ignore[method-assign,assignment]
    assert stage.talk("", "", *ONE_JOINT, *["s"] * 6, "", only=["servos"]) == 0
    assert "Kept." in stage.told


def test_a_hold_in_real_time_lets_go_when_the_bus_is_lost() -> None:
    robot = Robot()
    hold = Hold(robot.servos._drive, robot.servos._supply, wait=lambda seconds: None)
    hold.begin()
    hold.take("tail", 1500.0)
    robot.board.bus.silent.add(0x40)
    assert hold._thread is not None
    hold._thread.join(5.0)
    with pytest.raises(OrganError, match="PCA9685"):
        hold.check()
    assert not robot.board.pulses.output_enabled
    hold.end()


def test_a_drawn_body_needs_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate"]) == 1
    assert "the drawn body: needs no calibration." in capsys.readouterr().err
