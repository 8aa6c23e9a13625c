"""One settings file: what it says is meant, and every fault is named at once with its line and what is allowed."""

import tomllib
from pathlib import Path

import pytest

from companion import settings
from companion.settings import Settings
from companion.vocabulary.errors import SettingsError

BAD = """\
colour = "white"
[web]
port = 80
[creature]
name = ""
nam = "Pebble"
[camera]
frames_per_second = "fast"
[rhythm]
wake = 22:00:00
[models]
runtime = "torch"
[[nonsense]]
a = 1
"""


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "companion.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def faults(path: Path) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as told:
        settings.load(path)
    return told.value.faults


def test_an_empty_file_is_a_good_file(tmp_path: Path) -> None:
    assert settings.load(written(tmp_path, "")) == settings.load(None) == Settings()


def test_what_is_printed_can_be_read_again(tmp_path: Path) -> None:
    own = Settings.model_validate({"creature": {"name": 'Kiesel "der Erste"'}, "camera": {"frames_per_second": 10}})
    assert settings.load(written(tmp_path, settings.to_toml(own))) == own


def test_a_name_of_odd_letters_can_be_printed_and_read_again(tmp_path: Path) -> None:
    own = settings.load(written(tmp_path, '[creature]\nname = "Pe\\nb\\u007f\\u0007 ☃"\n'))
    assert own.creature.name == "Pe\nb\x7f\x07 ☃"
    assert settings.load(written(tmp_path, settings.to_toml(own))) == own


def test_piper_needs_a_voice_and_espeak_takes_any_name_that_is_no_option(tmp_path: Path) -> None:
    (fault,) = faults(written(tmp_path, '[speech]\nengine = "piper"\n'))
    assert "engine piper needs voice" in fault
    piper = settings.load(written(tmp_path, '[speech]\nengine = "piper"\nvoice = "~/voices/kind.onnx"\n'))
    assert settings.load(written(tmp_path, settings.to_toml(piper))) == piper
    assert settings.load(written(tmp_path, '[speech]\nvoice = "en-us+f3"\n')).speech.voice == "en-us+f3"
    for voice in ("-x", "--path=/", "a\\nb"):
        (fault,) = faults(written(tmp_path, f'[speech]\nvoice = "{voice}"\n'))
        assert "speech.voice" in fault


@pytest.mark.parametrize("wake", ['"07:00Z"', '"07:00+02:00"', "3600"])
def test_the_day_begins_at_a_local_time(tmp_path: Path, wake: str) -> None:
    (fault,) = faults(written(tmp_path, f"[rhythm]\nwake = {wake}\n"))
    assert fault == "line 2: rhythm.wake must be a local time of day such as 07:00:00, without a time zone"


def test_every_key_is_printed_with_its_meaning_and_what_is_allowed() -> None:
    lines = settings.to_toml(Settings()).splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert lines[number - 1].startswith("# ")
            assert lines[number - 1].endswith(")")
    assert set(tomllib.loads("\n".join(lines))) == set(Settings.model_fields)


def test_camera_and_microphone_wait_until_somebody_allows_them() -> None:
    permissions = Settings().senses.permissions()
    assert not permissions.camera
    assert not permissions.microphone


def test_every_fault_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    assert faults(written(tmp_path, BAD)) == (
        f"line 1: colour is not known here; allowed are {', '.join(Settings.model_fields)}",
        "line 3: web.port = 80 is not allowed; it takes a whole number from 1024 to 65535",
        "line 5: creature.name = '' is not allowed; it takes text of 1 to 24 letters",
        "line 6: creature.nam is not known here; allowed are name, seed",
        "line 8: camera.frames_per_second = 'fast' is not allowed; it takes a whole number from 1 to 30",
        "line 9: rhythm wake (22:00:00) must be earlier in the day than sleep (21:00:00)",
        'line 12: models.runtime = \'torch\' is not allowed; it takes one of "any", "ai-edge-litert", "tflite-runtime"',
        f"line 13: nonsense is not known here; allowed are {', '.join(Settings.model_fields)}",
    )


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"a = " + b"[" * 5000 + b"]" * 5000, b"[web", b"port = = 3", b"web = 3"], ids=range(5)
)
def test_a_file_that_is_no_settings_file_is_one_clear_fault(tmp_path: Path, content: bytes) -> None:
    assert len(faults(written(tmp_path, content))) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert faults(tmp_path / "absent.toml") == ("cannot be read: No such file or directory",)


def test_the_command_line_is_checked_like_the_file() -> None:
    assert Settings().with_values(camera_source="/dev/video0", port=9000).web.port == 9000
    robot = Settings.model_validate({"body": {"kind": "twins", "speaker": "card"}, "camera": {"source": "/dev/video0"}})
    assert robot.with_values().body.kind == "twins"
    drawn = robot.with_values(drawn=True)
    assert (drawn.body.kind, drawn.body.speaker, drawn.camera.source) == ("simulated", "page", "browser")
    with pytest.raises(SettingsError, match=r"the command line: web\.port = 80 is not allowed"):
        Settings().with_values(port=80)
