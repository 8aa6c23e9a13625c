"""Joints move only when that was asked for and said; one at a time, a little; and whatever ends it lets go of them."""

import contextlib
import io
from pathlib import Path

import pytest

from companion.daemon.doctor.examine import done_by
from companion.daemon.doctor.examine_body import body
from companion.daemon.doctor.finding import Finding
from companion.daemon.doctor.patient import Patient, calibration_of
from companion.daemon.doctor.visit import visit
from companion.daemon.doctor.wiggle import REACH, Drawn, Wiggle, of_a_joint
from companion.daemon.keeping import FolderStore, latch
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Gate
from tests.daemon.doctor.test_twins import twins


def awake(tmp_path: Path) -> tuple[Patient, Wiggle, list[frozenset[Joint]]]:
    """A healthy robot, its joints ready to be moved, and what held power at each instant."""
    patient, board = twins(tmp_path)
    bench = patient.bench
    assert bench is not None
    history: list[frozenset[Joint]] = []
    wait = bench.wait

    def watched(seconds: float) -> None:
        wait(seconds)
        history.append(board.held())

    bench.wait = watched
    return patient, Wiggle(bench, calibration_of(patient)), history


def test_each_joint_moves_alone_and_is_let_go_before_the_next(tmp_path: Path) -> None:
    patient, wiggle, history = awake(tmp_path)
    with wiggle.awake():
        for joint in JOINTS:
            (finding,) = wiggle.joint(joint)
            assert finding.verdict == "good"
    assert {len(held) for held in history} == {0, 1}
    assert next(held for held in history if held) == {"neck_yaw"}
    assert {joint for held in history for joint in held} == set(JOINTS)
    assert patient.bench is not None
    assert patient.bench.board is not None
    assert not patient.bench.board.held()


def test_no_joint_goes_farther_than_a_quarter_of_half_its_travel(tmp_path: Path) -> None:
    patient, wiggle, _ = awake(tmp_path)
    assert patient.bench is not None
    board, travel = patient.bench.board, calibration_of(patient).travels["tail"]
    assert board is not None
    seen: list[float] = []
    wait = patient.bench.wait

    def watched(seconds: float) -> None:
        wait(seconds)
        width = board.servo_us("tail")
        seen.extend([] if width is None else [width])

    patient.bench.wait = watched
    with wiggle.awake():
        wiggle.joint("tail")
    reach_us = REACH * (travel.high_us - travel.middle_us) + 5.0  # a step of the chip
    assert seen
    assert max(abs(width - travel.middle_us) for width in seen) <= reach_us


@pytest.mark.parametrize(("pin", "level"), [("lid", True), ("stop_button", False)])
def test_an_opened_lid_or_a_pressed_stop_ends_it_at_once(tmp_path: Path, pin: str, level: bool) -> None:
    patient, wiggle, history = awake(tmp_path)
    assert patient.bench is not None
    board = patient.bench.board
    assert board is not None
    with wiggle.awake():
        wiggle.joint("neck_yaw")
        board.gpio.drive(board.pin(pin), level)  # type: ignore[arg-type]
        with pytest.raises(OrganError, match="opened the lid or pressed stop"):
            wiggle.joint("tail")
    assert "tail" not in {joint for held in history for joint in held}
    assert not board.held()


def test_whatever_ends_it_the_joints_are_let_go(tmp_path: Path) -> None:
    patient, wiggle, _ = awake(tmp_path)
    with contextlib.suppress(KeyboardInterrupt), wiggle.awake():
        wiggle.joint("tail")
        raise KeyboardInterrupt
    assert patient.bench is not None
    assert patient.bench.board is not None
    assert not patient.bench.board.held()


def test_a_visit_that_is_cut_short_lets_go(tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    patient.move = True
    checks = body(patient)
    for check in checks:
        done_by(check, 20.0)
        if check.part == "neck pitch":
            break
    checks.close()
    assert not board.held()


def test_without_a_calibration_to_trust_nothing_moves(tmp_path: Path) -> None:
    (tmp_path / "calibration-twin.json").write_text("{")
    patient, board = twins(tmp_path)
    patient.move = True
    findings: list[Finding] = [finding for check in body(patient) for finding in done_by(check, 20.0)]
    assert findings[-1].part == "joints"
    assert findings[-1].line.startswith("They were not moved: cannot be read")
    assert not board.one_shot.is_on


def test_before_anything_moves_people_are_told_and_given_time(tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text('[body]\nkind = "twins"\n')
    out, warned = io.StringIO(), io.StringIO()
    waited: list[tuple[float, str]] = []

    def wait(seconds: float) -> None:
        waited.append((seconds, warned.getvalue()))
        raise KeyboardInterrupt  # that is what the time is for

    with pytest.raises(KeyboardInterrupt):
        visit(tmp_path / "companion.toml", tmp_path, out, as_json=True, move=True, warn=warned, wait=wait)
    ((seconds, told),) = waited
    assert seconds >= 3.0
    assert "WILL MOVE" in told
    assert out.getvalue() == ""


def test_a_servo_that_draws_nothing_more_is_not_there() -> None:
    assert of_a_joint("tail", Drawn(0.01, 0.02))[0].verdict == "broken"
    assert of_a_joint("tail", Drawn(0.01, 0.20))[0].verdict == "good"


def test_what_people_have_stopped_stays_limp_and_dark_for_the_doctor_too(tmp_path: Path) -> None:
    latch(FolderStore(tmp_path), Gate(stop=True))
    patient, board = twins(tmp_path)
    patient.move = True
    lit: list[float] = []
    for name in ("cheek_red", "cheek_green", "cheek_blue", "heartbeat"):
        board.gpio.wire(board.pin(name), lit.append)
    told = {finding.part: finding for check in body(patient) for finding in done_by(check, 20.0)}
    assert told["joints"].line == "People have stopped it, and a stop is a stop."
    assert told["cheeks"].line == "People have stopped it: it stays dark."
    assert lit == []
    assert not board.one_shot.is_on


def test_without_a_shunt_nobody_pretends_to_feel_the_servos(tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    patient.move = True
    absent = patient.settings.body.model_copy(update={"absent": ("servo current",)})
    patient.settings = patient.settings.model_copy(update={"body": absent})
    told = [finding for check in body(patient) for finding in done_by(check, 20.0)]
    assert told[-1].line.startswith("This robot has no shunt")
    assert not board.one_shot.is_on
