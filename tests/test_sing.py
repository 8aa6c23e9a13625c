"""`companion sing`: a cry as a file that any player opens, its picture, and clear words when something is wrong."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.cli import main
from companion.daemon.sing import list_kinds, sing_sheet
from companion.daemon.spectrogram import HIGHEST_HZ, draw, draw_sheet, loudness_of_frequencies
from companion.daemon.spectrogram import Heard as Titled
from companion.expression.cries import CRIES
from companion.vocabulary.signals import Samples


def sound_in(path: Path) -> tuple[np.ndarray[tuple[int], np.dtype[np.int16]], int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16), file.getframerate()


def test_a_cry_becomes_a_file_and_the_same_seed_the_same_file(tmp_path: Path) -> None:
    for name in ("one.wav", "two.wav"):
        assert main(["sing", "coo", str(tmp_path / name), "--seed", "5"]) == 0
    assert main(["sing", "coo", str(tmp_path / "three.wav"), "--seed", "6"]) == 0
    one, two, three = ((tmp_path / f"{name}.wav").read_bytes() for name in ("one", "two", "three"))
    assert one == two != three
    values, rate_hz = sound_in(tmp_path / "one.wav")
    assert 0.5 < values.size / rate_hz < 2.0
    assert 1000 < np.abs(values).max() < 0.45 * 32768


def test_mood_is_heard_in_the_file(tmp_path: Path) -> None:
    for name, energy in (("awake", "1"), ("tired", "0")):
        assert main(["sing", "murmur", str(tmp_path / f"{name}.wav"), "--seed", "5", "--energy", energy]) == 0
    assert sound_in(tmp_path / "tired.wav")[0].size > 1.1 * sound_in(tmp_path / "awake.wav")[0].size


def test_a_purr_ends_when_asked(tmp_path: Path) -> None:
    assert main(["sing", "purr", str(tmp_path / "purr.wav"), "--seconds", "1.5"]) == 0
    values, rate_hz = sound_in(tmp_path / "purr.wav")
    assert 1.5 <= values.size / rate_hz < 1.7
    assert np.abs(values[-40:]).max() < 300


def test_the_plot_is_a_picture_of_the_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sing", "call", str(tmp_path / "c.wav"), "--plot", str(tmp_path / "c.png")]) == 0
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.size == (960, 420)
        assert len(np.unique(np.asarray(picture.convert("L")))) > 50
    assert "LUFS" in capsys.readouterr().out


def test_a_tone_is_drawn_at_its_height() -> None:
    t = np.arange(22050) / 22050
    tone = Samples((0.3 * np.sin(2 * np.pi * 2500 * t)).astype(np.float32), 22050)
    picture = np.asarray(draw(Titled("a tone", tone)).convert("L")).astype(int)
    column = picture[70:390, 480]
    assert abs(int(np.argmin(column)) / 320 - (1 - 2500 / HIGHEST_HZ)) < 0.03
    assert loudness_of_frequencies(tone).max() == 0.0


def test_a_sheet_holds_every_kind(tmp_path: Path) -> None:
    out = io.StringIO()
    assert sing_sheet(tmp_path / "sheet.png", out) == 0
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size[1] == draw_sheet([Titled("", Samples(np.ones(99, np.float32), 22050))]).size[1] * len(CRIES)
    assert str(len(CRIES)) in out.getvalue()


def test_without_a_kind_it_lists_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sing"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(CRIES)
    assert list_kinds(io.StringIO()) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bark", "x.wav"], "there is no cry 'bark'"),
        (["coo", "x.mp3"], "is no .wav file"),
        (["coo", "x.wav", "--plot", "x.gif"], "is no .png file"),
        (["--sheet", "x.jpg"], "is no .png file"),
        (["coo", "missing/x.wav"], "cannot be written"),
        (["coo"], "needs a KIND and an OUT.wav"),
        (["coo", "x.wav", "--sheet", "y.png"], "needs a KIND and an OUT.wav"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sing", *arguments]) != 0
    told = capsys.readouterr()
    assert said in told.err
    assert len(told.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["--valence=2", "--arousal=nan", "--energy=loud", "--intensity=-1", "--seconds=0"])
def test_a_mood_that_is_none_is_refused(option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["sing", "coo", str(tmp_path / "x.wav"), option])
    assert end.value.code == 2
    assert "is not a number from" in capsys.readouterr().err
