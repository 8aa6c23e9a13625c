"""Set-up as a stranger meets it: the second run has nothing to do, and whatever is missing is one clear line."""

import shutil
import subprocess
from pathlib import Path
from typing import Never

import pytest

from tools import interpreters, setup, showing, system_packages
from tools.interpreters import Interpreter
from tools.showing import SetupError

ROOT = Path(__file__).parents[1]


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts another program fails the test."""

    def refused(*command: object, **_options: object) -> Never:
        pytest.fail(f"started {command}")

    monkeypatch.setattr(subprocess, "run", refused)
    monkeypatch.setattr(subprocess, "Popen", refused)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the files set-up looks at, and nothing set up."""
    for folder in ("locks", "tools", "models/third_party"):
        (tmp_path / folder).mkdir(parents=True)
    names = ["pyproject.toml", "models/third_party/mediapipe.toml"]
    names += [f"tools/{name}" for name in ("setup.py", "interpreters.py", "system-packages.txt")]
    for name in names:
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "locks/py3.11.txt").write_text("numpy==1.26.4\n")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    return tmp_path


def finish(checkout: Path, name: str) -> None:
    """Leave the checkout as a set-up that went well leaves it."""
    level = setup.LEVELS[name]
    (checkout / level.folder / "bin").mkdir(parents=True)
    (checkout / level.folder / "bin/companion").touch()
    made = f"{level.folder}/bin/companion"
    setup.write_stamp(level, {"level": name, "files": made, "inputs": setup.fingerprint(level)})


# --- Again ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_programs")
def test_a_second_run_starts_no_program(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finish(checkout, "run")
    assert setup.main(["run"]) == 0
    assert capsys.readouterr().out == "set-up for run: nothing to do\n"


@pytest.mark.usefixtures("no_programs")
def test_running_after_testing_keeps_what_the_tests_need(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finish(checkout, "test")
    assert setup.main([]) == 0
    assert capsys.readouterr().out == "set-up for test: nothing to do\n"


def test_a_changed_lock_or_a_vanished_file_is_noticed(checkout: Path) -> None:
    finish(checkout, "run")
    level = setup.LEVELS["run"]
    assert setup.is_done(level, setup.read_stamp(level))
    (checkout / ".venv/bin/companion").unlink()
    assert not setup.is_done(level, setup.read_stamp(level))
    (checkout / ".venv/bin/companion").touch()
    (checkout / "locks/py3.11.txt").write_text("numpy==2.2.6\n")
    assert not setup.is_done(level, setup.read_stamp(level))


def test_a_spoilt_note_of_the_last_run_counts_as_none(checkout: Path) -> None:
    finish(checkout, "run")
    (checkout / ".venv/setup.json").write_text('{"level": "ru')
    assert setup.read_stamp(setup.LEVELS["run"]) == {}


def test_an_unknown_purpose_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main(["fly"]) == 2
    assert "unknown: fly; known are run test mediapipe peers train" in capsys.readouterr().err


# --- System packages --------------------------------------------------------------------------------------------------


def test_the_package_list_is_read_by_section() -> None:
    text = "# heading\n[run]\npython3-venv  # environments\n\n[test]\n# a browser\nchromium\n"
    assert system_packages.wanted(text, ["run"]) == ["python3-venv"]
    assert system_packages.wanted(text, ["run", "test"]) == ["python3-venv", "chromium"]
    assert system_packages.wanted(text, []) == []


def test_every_section_that_set_up_asks_for_is_in_the_list() -> None:
    text = system_packages.PACKAGE_LIST.read_text(encoding="utf-8")
    for section in {section for level in setup.LEVELS.values() for section in level.sections} | {"pi"}:
        assert system_packages.wanted(text, [section])


def debian(monkeypatch: pytest.MonkeyPatch, installed: str) -> None:
    """A Debian machine on which the packages of `installed`, as dpkg-query prints them, are there."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages, "output", lambda command: installed)


def test_without_root_one_line_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    debian(
        monkeypatch,
        "ca-certificates install ok installed\nespeak-ng install ok installed\nchromium deinstall ok config-files\n",
    )
    monkeypatch.setattr(system_packages, "root_prefix", lambda: None)
    assert not system_packages.install(["run", "test"])
    line = "  system packages are missing, please type: sudo apt-get install python3-venv chromium fonts-dejavu-core\n"
    assert capsys.readouterr().out == line


def test_with_root_only_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    debian(monkeypatch, "ca-certificates install ok installed\n")
    monkeypatch.setattr(system_packages, "root_prefix", lambda: [])
    started: list[list[str]] = []
    monkeypatch.setattr(system_packages, "run", lambda command, shown: started.append(command))
    assert system_packages.install(["run"])
    assert [command[-1] for command in started] == ["update", "python3-venv"]


def test_when_apt_fails_the_line_says_what_to_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(command: list[str], shown: object) -> Never:
        raise SetupError("`apt-get update` failed: E: no network")

    debian(monkeypatch, "")
    monkeypatch.setattr(system_packages, "root_prefix", lambda: [])
    monkeypatch.setattr(system_packages, "run", failing)
    assert not system_packages.install(["run"])
    assert "E: no network" in capsys.readouterr().out


@pytest.mark.usefixtures("no_programs")
def test_away_from_debian_the_names_are_said_and_nothing_is_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert system_packages.install(["test"])
    assert "not Debian" in capsys.readouterr().out


# --- Python -----------------------------------------------------------------------------------------------------------


def found(monkeypatch: pytest.MonkeyPatch, *pythons: Interpreter) -> None:
    """A machine with these Pythons, the first of them running."""
    monkeypatch.setattr(interpreters, "places", lambda versions: [python.path for python in pythons])
    monkeypatch.setattr(interpreters, "probe", {python.path: python for python in pythons}.get)


def test_the_running_python_is_taken_when_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Interpreter("/usr/bin/python3", "3.12", True)
    found(monkeypatch, running, Interpreter("/usr/bin/python3.11", "3.11", True))
    assert interpreters.choose(interpreters.PYTHONS) == running


def test_another_python_is_taken_when_the_running_one_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Interpreter("/usr/bin/python3.13", "3.13", True)
    found(monkeypatch, Interpreter("/usr/bin/python3", "3.14", True), other)
    assert interpreters.choose(interpreters.PYTHONS) == other


def test_without_a_fitting_python_the_line_names_those_that_do(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, Interpreter("/usr/bin/python3", "3.9", True))
    with pytest.raises(SetupError, match=r"Python 3\.11, 3\.12 or 3\.13 is needed"):
        interpreters.choose(interpreters.PYTHONS)


def test_without_the_venv_module_the_line_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, Interpreter("/usr/bin/python3", "3.11", False))
    with pytest.raises(SetupError, match="sudo apt-get install python3-venv"):
        interpreters.choose(interpreters.PYTHONS)


def test_a_file_that_is_no_python_is_no_interpreter(tmp_path: Path) -> None:
    assert interpreters.probe(tmp_path / "python3") is None
    assert interpreters.probe("/bin/false") is None


def test_a_program_that_fails_is_quoted_with_its_last_words() -> None:
    with pytest.raises(SetupError, match="E: disk full"):
        showing.run(["sh", "-c", "echo one; echo 'E: disk full'; exit 1"], showing.silent)


# --- Locks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", sorted((ROOT / "locks").glob("py*.txt")), ids=lambda path: path.stem)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(lock: Path) -> None:
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    packages = [line for line in lines if not line.startswith(" ")]
    assert packages
    for line in lines:
        assert "==" in line or line.strip().startswith("--hash=sha256:")
        assert "://" not in line
        assert not line.startswith("-")
    assert all(line.endswith("\\") for line in packages), "each is followed by its hashes"


def test_the_oldest_python_keeps_numpy_1_and_the_newest_has_numpy_2() -> None:
    assert "numpy==1.26.4" in (ROOT / "locks/py3.11.txt").read_text(encoding="utf-8")
    assert "numpy==2." in (ROOT / "locks/py3.13.txt").read_text(encoding="utf-8")
    assert "tflite-runtime" not in (ROOT / "locks/py3.13-dev.txt").read_text(encoding="utf-8")


# --- Third-party models -----------------------------------------------------------------------------------------------
