"""A whole visit: its time, its words, its JSON, its exit code, and what it reads of a computer."""

import io
import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from companion.daemon.doctor.checks_computer import Service, Supply
from companion.daemon.doctor.examine import WHOLE_VISIT_S, done_by, examine, keeping, kept
from companion.daemon.doctor.finding import Finding, Report
from companion.daemon.doctor.patient import Check, Patient, counted_cameras
from companion.daemon.doctor.probes_computer import Computer
from companion.daemon.doctor.report import summary, tell, to_json
from companion.daemon.doctor.visit import WARNS_FOR_S, visit
from companion.fetch import models_folder
from companion.settings import Settings
from companion.vocabulary.errors import CompanionError

TWINS = '[body]\nkind = "twins"\n'


def told(tmp_path: Path, settings: str = "", **asked: object) -> tuple[int, str]:
    file, out = tmp_path / "companion.toml", io.StringIO()
    file.write_text(settings)
    return visit(file, tmp_path / "state", out, **asked), out.getvalue()  # type: ignore[arg-type]


def test_a_laptop_is_examined_without_looking_for_chips(tmp_path: Path) -> None:
    status, words = told(tmp_path)
    assert status == 0
    assert "This body is drawn on the page" in words
    assert "every hash is that of its card" in words


def test_twins_are_examined_whole_and_the_first_line_says_that_nothing_moves(tmp_path: Path) -> None:
    status, words = told(tmp_path, TWINS)
    assert status == 0
    assert words.startswith("No joint will move")
    assert "Twelve electrodes rest quietly" in words


def test_a_fault_on_request_ends_in_exit_code_1_and_in_json_with_its_cause(tmp_path: Path) -> None:
    status, words = told(tmp_path, TWINS, as_json=True, faults=("skin-unplugged",))
    report = json.loads(words)
    assert (status, report["well"], report["version"]) == (1, False, 1)
    broken = [finding for finding in report["findings"] if finding["verdict"] == "broken"]
    assert [(finding["area"], finding["part"], finding["cause"]) for finding in broken] == [
        ("body", "skin", "no answer")
    ]


def test_only_twins_can_be_broken_on_request(tmp_path: Path) -> None:
    with pytest.raises(CompanionError, match="only twins"):
        told(tmp_path, faults=("skin-unplugged",))


def test_a_factory_accepts_nothing_that_is_fitted_and_was_not_tested(tmp_path: Path) -> None:
    status, words = told(tmp_path, TWINS, acceptance=True, faults=("lid-open",), wait=lambda seconds: None)
    assert status == 1
    assert "Not accepted: lid, " in words
    assert words.rstrip().endswith("Not fitted by its settings, so not tested: camera, microphone, loudspeaker.")


def test_settings_that_break_rules_are_a_finding_and_the_rest_is_examined(tmp_path: Path) -> None:
    status, words = told(tmp_path, "[web]\nport = 1\n")
    assert status == 1
    assert "line 2: web.port = 1" in " ".join(words.split())
    assert "models are whole" in words


def test_a_check_that_hangs_is_told_and_holds_up_nobody(for_ever: threading.Event) -> None:
    def hang() -> tuple[Finding, ...]:
        for_ever.wait()
        return ()

    (finding,) = done_by(Check("heat", hang), 0.05)
    assert (finding.verdict, finding.cause) == ("broken", "hangs")


def test_when_the_time_is_up_the_rest_is_said_to_be_untested(tmp_path: Path) -> None:
    patient = Patient(Settings(), "here", (), tmp_path, "host-1", None)
    report = examine(patient, whole_visit_s=0.0)
    assert {finding.verdict for finding in report.findings} == {"untested"}


def test_a_check_that_falls_over_is_a_finding_and_no_traceback() -> None:
    def fall() -> tuple[Finding, ...]:
        raise ZeroDivisionError("oh")

    assert done_by(Check("heat", fall), 5.0)[0].line == "ZeroDivisionError: oh"


def test_the_camera_is_looked_through_only_when_asked(tmp_path: Path) -> None:
    picture = Path(__file__).parents[3] / "companion" / "web" / "static" / "sample.jpg"
    settings = f'[camera]\nsource = "{picture}"\n'
    # Long lines are broken, where the path of the picture happens to end.
    assert "It was not opened" in " ".join(told(tmp_path, settings)[1].split())
    assert "None was kept" in " ".join(told(tmp_path, settings, look_through_camera=True)[1].split())


def test_on_the_robot_the_camera_does_not_look_while_the_switch_is_private(tmp_path: Path) -> None:
    picture = Path(__file__).parents[3] / "companion" / "web" / "static" / "sample.jpg"
    settings = f'{TWINS}[camera]\nsource = "{picture}"\n'
    assert "None was kept" in told(tmp_path, settings, look_through_camera=True)[1]
    words = told(tmp_path, settings, look_through_camera=True, faults=("private",))[1]
    assert "the privacy switch is closed" in " ".join(words.split())


def test_files_that_are_cut_off_or_of_another_version_are_named(tmp_path: Path) -> None:
    (tmp_path / "gate.json").write_text('{"version": 1, "state": {"stop": fal')
    (tmp_path / "mind.json").write_text('{"version": 99, "state": {}}')
    (tmp_path / "good.json").write_text('{"version": 1, "state": {}}')
    files, faults = kept(tmp_path)
    assert files == 3
    assert faults[0].startswith("gate.json cannot be read")
    assert faults[1] == "mind.json is of a newer version (99, not 1)."


def test_a_model_that_is_damaged_is_named_by_its_hash(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(models_folder(), folder, ignore=shutil.ignore_patterns("third_party"))
    damaged = folder / "face_expression.tflite"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    patient = Patient(Settings(), "here", (), tmp_path / "state", "host-1", None, models=folder)
    findings = [finding for check in keeping(patient) for finding in done_by(check, 60.0)]
    (found,) = (finding for finding in findings if finding.part == "model face_expression")
    assert (found.verdict, found.cause) == ("broken", "damaged file")
    assert found.mend


def test_the_thirty_seconds_hold_with_the_warning_and_the_start() -> None:
    assert WHOLE_VISIT_S + WARNS_FOR_S <= 26.0


def test_what_a_pi_tells_is_read(tmp_path: Path) -> None:
    def write(place: str, words: str) -> None:
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)

    write("boot/firmware/config.txt", "dtparam=spi=on\n")
    write("proc/meminfo", "MemTotal: 4000000 kB\nMemAvailable:    1000 kB\n")
    write("proc/uptime", "86400.0 1.0\n")
    write("proc/77/cmdline", "/usr/bin/python3\0/opt/companion/bin/companion\0run\0")
    write("proc/78/cmdline", "vim\0companion\0notes\0")
    write("dev/i2c-1", "")
    write("sys/class/thermal/thermal_zone0/temp", "61500\n")
    folder = tmp_path / "state"
    folder.mkdir()
    number = folder.stat().st_dev
    write(f"sys/dev/block/{os.major(number)}:{os.minor(number)}", "")
    disk = f"{os.major(number)}:{os.minor(number)}"
    write(f"sys/fs/ext4/{disk}/errors_count", "3\n")
    write(f"sys/fs/ext4/{disk}/session_write_kbytes", "1000\n")
    write(f"sys/class/block/{disk}/device/life_time", "0x02 0x08\n")
    pi = Computer(tmp_path, lambda command: "throttled=0x10000\n" if command[0] == "vcgencmd" else None)
    assert pi.boot_config() == "dtparam=spi=on\n"
    assert pi.free_memory_bytes() == 1_024_000
    assert pi.processor_c() == 61.5
    assert pi.supply() == Supply(True, False, True)
    assert pi.living() == (77,)
    card = pi.card(folder)
    assert (card.errors, card.worn, card.written_a_day_bytes) == (3, 0.8, 1_024_000)
    assert [node.exists for node in pi.nodes()] == [True, False, False]


def test_what_systemd_tells_is_read() -> None:
    words = "LoadState=loaded\nActiveState=active\nNRestarts=2\nResult=success\nUnitFileState="
    assert Computer(run=lambda command: f"{words}enabled\n").service() == Service("active", 2, "success", True)
    assert Computer(run=lambda command: f"{words}disabled\n").service() == Service("active", 2, "success", False)
    assert Computer(run=lambda command: "LoadState=not-found\n").service() is None
    assert Computer(run=lambda command: None).service() is None


def test_a_computer_that_tells_nothing_ends_in_no_fault(tmp_path: Path) -> None:
    bare = Computer(tmp_path, lambda command: None)
    assert bare.supply() == Supply(False)
    assert (bare.processor_c(), bare.free_memory_bytes(), bare.boot_config(), bare.living()) == (None, None, None, ())
    assert bare.card(tmp_path).errors is None
    assert not any(node.exists for node in bare.nodes())


def test_a_state_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    assert Computer().room(tmp_path / "not" / "there").fault is None
    assert not (tmp_path / "not").exists()
    assert Computer().room(Path("/proc/sys")).fault is not None


def test_a_camera_device_is_counted_without_opening_it(tmp_path: Path) -> None:
    assert counted_cameras("/dev/video-nobody") == (0, None)
    assert counted_cameras("browser") == (None, None)


def test_the_page_for_people_wraps_and_sums_up() -> None:
    findings = (Finding("skin", "broken", "word " * 40, "mend " * 40, "noise"), Finding("bus", "good", "It works."))
    report = Report("pi-1", "raspberry", "1", "2026-11-20T12:00:00+00:00", 1.25, (("Body", findings),))
    out = io.StringIO()
    tell(report, out)
    assert max(map(len, out.getvalue().splitlines())) <= 100
    assert summary(report) == "1 broken, 1 good; 1.2 s"
    assert json.loads(to_json(report))["findings"][0]["cause"] == "noise"
