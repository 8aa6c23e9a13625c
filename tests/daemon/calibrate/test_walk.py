"""From part to part: what is kept, skipped, rehearsed and taken back; and that everything rests however it ends."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from companion import __version__
from companion.cli import main
from companion.daemon.calibrate.bench import real_bench
from companion.daemon.calibrate.kept import PARTS, Kept, PartName
from companion.daemon.calibrate.walk import Wish, ends_on_signals, parts_named, run, undo
from companion.daemon.keeping import FolderStore
from companion.vocabulary.acts import Joint
from companion.vocabulary.errors import CompanionError, StateError
from tests.daemon.calibrate.stage import ANSWERS, ONE_JOINT, PINS, TODAY, TWINS, Stage, all_answers

SHORT: tuple[PartName, ...] = ("touch", "microphone", "loudspeaker", "camera", "posture", "light")


def answers_of(*parts: PartName) -> tuple[str, ...]:
    return tuple(line for part in parts for line in ANSWERS[part])


def test_everything_is_kept_with_its_day_and_version_and_believed_at_the_next_start(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk(*all_answers()) == 0
    kept = stage.kept
    assert kept.doubts == ()
    assert {part: kept.made(part) for part in PARTS} == dict.fromkeys(PARTS, (TODAY, __version__))
    assert stage.is_limp()


def test_wrong_answers_at_every_prompt_change_nothing(tmp_path: Path) -> None:
    right, wrong = Stage(tmp_path / "right"), Stage(tmp_path / "wrong")
    lines = answers_of("touch", "light", "posture")
    spoilt = [line for right_line in lines for line in ("yes please", "q q", "ß", right_line)]
    assert right.talk(*lines, only=["touch", "light", "posture"]) == 0
    assert wrong.talk(*spoilt, only=["touch", "light", "posture"]) == 0
    states = [json.loads((stage.folder / "calibration-twin.json").read_text()) for stage in (right, wrong)]
    assert states[0]["state"]["parts"]["light"] == states[1]["state"]["parts"]["light"]
    assert states[0]["state"]["parts"].keys() == states[1]["state"]["parts"].keys()
    assert wrong.told.count("none of") == 3 * len(lines)


def test_a_part_that_is_skipped_stays_as_it_was(tmp_path: Path) -> None:
    Stage(tmp_path).talk(*answers_of("light"), only=["light"])
    before = (tmp_path / "calibration-twin.json").read_text()
    stage = Stage(tmp_path)
    assert stage.talk(*["s"] * 7) == 0
    assert (tmp_path / "calibration-twin.json").read_text() == before
    assert "20 November 2026" in stage.told


def test_a_rehearsal_keeps_nothing(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk(*all_answers(), dry_run=True) == 0
    assert list(tmp_path.iterdir()) == []
    assert stage.told.count("This is a rehearsal: it is not kept.") == 7


def test_what_was_kept_can_be_taken_back_step_by_step_and_by_part(tmp_path: Path) -> None:
    Stage(tmp_path).talk(*answers_of("light", "posture"), only=["light", "posture"])
    first = json.loads((tmp_path / "calibration-twin.json").read_text())["state"]["parts"]["light"]
    second = Stage(tmp_path)
    second.world.do = lambda deed, what="": second.board.shares("light", 0.006 if deed == "cover" else 0.8)  # type: ignore[method-assign]
    second.talk(*answers_of("light"), only=["light"])
    kept = second.kept
    assert kept.organs.light is not None
    assert kept.organs.light.bright_share == pytest.approx(0.88, abs=0.01)
    out = io.StringIO()
    assert undo(kept, (), out) == 0
    assert json.loads((tmp_path / "calibration-twin.json").read_text())["state"]["parts"]["light"] == first
    assert undo(second.kept, ["light"], out) == 0
    assert second.kept.organs.light is None
    assert second.kept.organs.posture is not None
    assert undo(second.kept, ["light"], out) == 1
    assert "There is nothing to take back of light." in out.getvalue()


def test_taking_back_the_first_servos_leaves_none(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.talk(*answers_of("servos"), only=["servos"])
    undo(stage.kept, ["servos"], io.StringIO())
    assert stage.kept.joints is None
    assert "joints" not in json.loads((tmp_path / "calibration-twin.json").read_text())["state"]


@pytest.mark.parametrize("number", range(3 + len(ONE_JOINT) + 2))
def test_ctrl_c_at_every_prompt_of_the_servos_parks_and_lets_go_and_the_old_calibration_is_still_there(
    tmp_path: Path, number: int
) -> None:
    store = FolderStore(tmp_path)
    Kept(store, "twin", PINS, date(2026, 1, 1)).keep("light", {"dark_share": 0.01, "bright_share": 0.5})
    before = (tmp_path / "calibration-twin.json").read_text()
    stage = Stage(tmp_path)

    def interrupt(at: int) -> None:
        if at == number:
            raise KeyboardInterrupt

    stage.before_line = interrupt
    with pytest.raises(KeyboardInterrupt):
        stage.talk(*answers_of("servos"), only=["servos"])
    assert (tmp_path / "calibration-twin.json").read_text() == before
    assert stage.is_limp()
    joint: Joint = "neck_yaw" if number < 3 + len(ONE_JOINT) - 1 else "neck_pitch"
    if number > 2:
        assert stage.board.places_us[joint] == pytest.approx(1500.0, abs=8), "it was led back before it was let go"


@pytest.mark.parametrize("part", SHORT)
def test_ctrl_c_in_any_part_leaves_the_others_kept(tmp_path: Path, part: PartName) -> None:
    for number in range(len(ANSWERS[part])):
        stage = Stage(tmp_path / str(number))
        stage.talk(*answers_of("light"), only=["light"])
        before = (stage.folder / "calibration-twin.json").read_text()

        def interrupt(at: int, number: int = number) -> None:
            if at == number:
                raise KeyboardInterrupt

        stage.before_line = interrupt
        with pytest.raises(KeyboardInterrupt):
            stage.talk(*answers_of(part), only=[part])
        assert (stage.folder / "calibration-twin.json").read_text() == before
        assert stage.board.gpio.level(PINS.gpio["sensing_light"]) == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_lost_terminal_and_a_polite_kill_go_the_same_way(tmp_path: Path, number: int) -> None:
    stage = Stage(tmp_path)

    def strike(at: int) -> None:
        if at == 6:
            signal.raise_signal(number)

    stage.before_line = strike
    with pytest.raises(SystemExit) as ended, ends_on_signals():
        stage.talk(*answers_of("servos"), only=["servos"])
    assert ended.value.code == 128 + number
    assert stage.is_limp()
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.daemon.calibrate.stage import ANSWERS, Stage
stage = Stage(Path(sys.argv[1]))
writes, number = 0, int(sys.argv[2])
replace = Path.replace
def die(path, to):
    global writes
    writes += 1
    if writes == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(path, to)
Path.replace = die
stage.talk(*ANSWERS["light"], *ANSWERS["posture"], only=["light", "posture"])
"""


LOST = """
import sys, time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from companion.body.pins import load_pins
from companion.daemon.calibrate.kept import Kept
from companion.daemon.calibrate.keyboard import Keyboard
from companion.daemon.calibrate.twins import twin_bench
from companion.daemon.calibrate.walk import calibrate, ends_on_signals
from companion.daemon.keeping import FolderStore
from tests.daemon.calibrate.stage import TWINS
pins, folder = load_pins(), Path(sys.argv[1])
bench = twin_bench(TWINS, pins)
board = bench.wiring.board
try:
    with ends_on_signals():
        calibrate(bench, Kept(FolderStore(folder), "twin", pins, date(2026, 11, 20)), Keyboard(sys.stdin, sys.stdout))
finally:
    until_s = time.monotonic() + 10.0
    while board.one_shot.is_on and time.monotonic() < until_s:
        time.sleep(0.01)
    told = f"{sorted(board.held())} {board.pulses.output_enabled} {board.one_shot.is_on}"
    (folder / "how-it-ended").write_text(f"{told} {board.places_us['neck_yaw']:.0f}")
"""


def test_when_the_terminal_is_gone_the_held_joint_is_led_back_and_let_go(tmp_path: Path) -> None:
    """The real program on a real terminal, in real time, closed while it holds a joint at 1450 us."""
    Kept(FolderStore(tmp_path), "twin", PINS, TODAY).keep("light", {"dark_share": 0.01, "bright_share": 0.5})
    before = (tmp_path / "calibration-twin.json").read_text()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", LOST, str(tmp_path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        cwd=Path.cwd(),
    )
    os.close(theirs)
    heard = b""
    for answer in ("", "", "", "--"):
        heard += read_until(ours, b"> ")
        os.write(ours, f"{answer}\n".encode())
    read_until(ours, b"1450")
    process.send_signal(signal.SIGHUP)
    os.close(ours)
    assert process.wait(30) == 128 + signal.SIGHUP
    held, *rest = (tmp_path / "how-it-ended").read_text().rsplit(" ", 3)
    assert (held, rest[:2]) == ("[]", ["False", "False"])
    assert float(rest[2]) == pytest.approx(1500.0, abs=12)
    assert (tmp_path / "calibration-twin.json").read_text() == before


def read_until(terminal: int, words: bytes) -> bytes:
    """What stands on the terminal up to these words; the test's own deadline ends a program that never says them."""
    heard = b""
    until_s = time.monotonic() + 30.0
    while words not in heard:
        ready, _, _ = select.select([terminal], [], [], max(0.0, until_s - time.monotonic()))
        assert ready, heard.decode(errors="replace")
        heard += os.read(terminal, 4096)
    return heard


@pytest.mark.parametrize("number", [1, 2])
def test_killed_in_the_middle_of_keeping_what_was_kept_before_is_still_whole(tmp_path: Path, number: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(number)], check=False, cwd=Path.cwd())
    assert done.returncode == -signal.SIGKILL
    kept = Kept(FolderStore(tmp_path), "twin", PINS, TODAY)
    assert kept.doubts == ()
    assert (kept.organs.light is not None) == (number == 2)
    assert kept.organs.posture is None


def test_a_full_disk_is_told_and_what_was_there_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Stage(tmp_path).talk(*answers_of("posture"), only=["posture"])
    before = (tmp_path / "calibration-twin.json").read_text()

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    stage = Stage(tmp_path)
    with pytest.raises(StateError, match=r"cannot be written \(No space left on device\)"):
        stage.talk(*answers_of("light"), only=["light"])
    assert (tmp_path / "calibration-twin.json").read_text() == before


def test_a_part_that_is_broken_is_told_and_the_next_one_goes_on(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.bus.silent.add(PINS.chips["posture"].address)
    assert stage.talk("", *answers_of("light"), only=["posture", "light"]) == 0
    assert "MPU-6050 at 0x69" in stage.told
    assert stage.kept.organs.light is not None


def test_a_camera_that_is_covered_stays_closed(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.gpio.drive(PINS.gpio["privacy_switch"], False)
    assert stage.talk("", "", only=["camera"]) == 0
    assert "the privacy switch is closed" in stage.told


def test_a_microphone_that_is_switched_off_stays_closed_and_its_light_goes_out_afterwards(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.gpio.drive(PINS.gpio["privacy_switch"], False)
    assert stage.talk("", "", only=["microphone"]) == 0
    assert "the privacy switch is closed" in stage.told
    open_again = Stage(tmp_path / "open")
    assert open_again.talk(*answers_of("microphone"), only=["microphone"]) == 0
    assert open_again.board.gpio.level(PINS.gpio["sensing_light"]) == 0


def test_what_this_body_does_not_have_is_left_out_with_the_reason(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.bench = real_bench(stage.bench.settings, PINS, stage.bench.wiring)
    assert stage.talk(only=["microphone", "loudspeaker", "camera"]) == 0
    assert stage.told.count("Left out: ") == 3
    assert 'source = "card" under [microphone]' in " ".join(stage.told.split())


def test_parts_are_named_or_refused_with_a_list() -> None:
    assert parts_named("light, servos") == ("servos", "light")
    for wrong in ("ears", "", ",", "servos,ears"):
        with pytest.raises(CompanionError, match="There are servos, touch"):
            parts_named(wrong)


def test_the_command_itself_runs_on_twins_in_real_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines: Iterator[str] = iter(f"{line}\n" for line in answers_of("light"))
    out = io.StringIO()
    assert run(TWINS, FolderStore(tmp_path), lines, out, Wish(only=("light",))) == 0
    assert "I tell dark" in out.getvalue()
    assert main(["calibrate", "--twin", "--undo", "--state", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "light: taken back; it is as if never calibrated.\n"
    assert main(["calibrate", "--twin", "--only", "nose", "--state", str(tmp_path)]) == 1
    assert "there is no part 'nose'" in capsys.readouterr().err
