"""The `companion` command: it helps, answers clearly, and never ends in a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

COMPANION = Path(sys.executable).with_name("companion")


def companion(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([COMPANION, *words], capture_output=True, text=True, timeout=60, cwd=folder, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    "verb", ["run", "simulate", "perceive", "play", "models", "settings", "show", "acts", "doctor"]
)
def test_every_verb_explains_itself(verb: str) -> None:
    assert f"companion {verb}" in companion(verb, "--help").stdout
    assert f"    {verb}" in companion("--help").stdout


def test_help_loads_no_model_camera_or_page() -> None:
    script = "import sys, companion.cli; print(sorted({'cv2', 'aiohttp', 'numpy', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("words", [(), ("dance",), ("perceive",), ("run", "--port", "many")])
def test_what_is_not_understood_is_said_with_exit_code_2(words: tuple[str, ...]) -> None:
    done = companion(*words)
    assert done.returncode == 2
    assert "usage: companion" in done.stderr


@pytest.mark.parametrize(
    "words", [("settings",), ("models",), ("play", "good-morning"), ("perceive", "/nonexistent")], ids=" ".join
)
def test_a_full_disk_is_said_in_one_line_and_a_closed_output_is_no_fault(words: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([COMPANION, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "the output: No space left on device. Check the disk.\n")
    closed = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", COMPANION, *words], capture_output=True, text=True, check=False
    )
    assert closed.stderr == ""


def test_settings_with_faults_are_refused_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text("[web]\nport = 1\n[camera]\nsource = ''\n")
    for verb in ("settings", "run"):
        done = companion(verb, folder=tmp_path)
        assert done.returncode == 1
        assert "line 2: web.port = 1" in done.stderr
        assert "line 4: camera.source = ''" in done.stderr


def test_settings_print_a_file_that_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text(companion("settings", folder=tmp_path).stdout)
    assert companion("settings", folder=tmp_path).returncode == 0


def test_a_scene_that_is_not_there_is_named() -> None:
    done = companion("play", "no-such-scene")
    assert done.returncode == 1
    assert "no-such-scene" in done.stderr


def test_without_a_name_the_shipped_scenes_are_listed() -> None:
    listed = companion("play").stdout.split()
    assert listed == sorted(listed)
    assert len(listed) == len(set(listed)) >= 13
    assert {"good-morning", "sad-visitor", "storm-of-touches"} < set(listed)


def test_a_second_creature_on_the_same_port_says_so_and_lives_on() -> None:
    from tools.living import living

    with living() as first:
        port = first.address.split(":")[2].split("/")[0]
        second = subprocess.Popen(
            [COMPANION, "run", "--port", port, "--state", "/nonexistent"],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr is not None
        told = next(line for line in second.stderr if "taken" in line)
        assert f"port {port} is taken" in told
        assert second.poll() is None
        second.terminate()
        second.communicate(timeout=60)
        assert second.returncode == 0
