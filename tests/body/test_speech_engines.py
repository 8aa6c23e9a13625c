"""Speech engines are real child processes here: told by pipe, ended when they hang, and nobody else hears the words."""

import logging
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from companion.body.speech import child as child_room
from companion.body.speech import espeak as espeak_room
from companion.body.speech import piper as piper_room
from companion.body.speech.child import LOOK_EVERY_S, Child, Stopped
from companion.body.speech.espeak import EspeakNg
from companion.body.speech.piper import Piper
from companion.vocabulary.acts import Prosody
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import SpeechEngine
from tests.expression.listening import melody_hz

CALM = Prosody(0.8, 0.0, 0.5, 0.4)
SECRET = "Ruth, your sister is coming."
DEADLINE_S = 20.0

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="Debian's espeak-ng is not installed (`make setup` says how)"
)

WAV = """
import struct
def wav(values=b"\\0\\1" * 3000, rate=22050, channels=1):
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 0x7ffff000, b"WAVE", b"fmt ", 16, 1, channels, rate, 2 * rate, 2,
                       16, b"data", 0x7fffefff)
    return head + values
"""


def program(folder: Path, body: str) -> tuple[str, ...]:
    """An engine of a few lines: `words` is what it was told."""
    script = folder / "engine.py"
    script.write_text(
        f"import os, sys, time, subprocess\n{WAV}\nhere = {str(folder)!r}\n"
        f"open(here + '/pid', 'w').write(str(os.getpid()))\n{body}\n"
    )
    return (sys.executable, str(script))


def until(true: Callable[[], bool]) -> None:
    """Wait for something another process does."""
    gone = threading.Event()
    for _ in range(round(DEADLINE_S / 0.01)):
        if true():
            return
        gone.wait(0.01)
    raise AssertionError("did not happen")


def is_gone(pid: int) -> bool:
    """Whether a process has ended (a dead one that nobody has buried yet counts)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def written(folder: Path, name: str) -> str:
    path = folder / name
    until(lambda: path.exists() and bool(path.read_text()))
    return path.read_text()


def test_words_go_through_a_pipe_and_never_onto_a_command_line_or_into_the_surroundings(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = """
seen = repr(sys.argv) + repr(dict(os.environ)) + open(f"/proc/{os.getppid()}/cmdline").read()
open(here + '/seen', 'w').write(seen)
open(here + '/told', 'w').write(sys.stdin.read())
print(SECRET := 'sister', file=sys.stderr)
sys.stdout.buffer.write(wav())
"""
    samples = EspeakNg(program=program(tmp_path, body)).speak(SECRET, CALM)
    assert samples is not None
    assert (samples.rate_hz, samples.values.size) == (22050, 3000)
    assert "sister" in written(tmp_path, "told")
    assert "sister" not in written(tmp_path, "seen")
    assert "sister" not in caplog.text


def test_what_the_words_hold_cannot_become_markup(tmp_path: Path) -> None:
    body = "open(here + '/told', 'w').write(sys.stdin.read()); sys.stdout.buffer.write(wav())"
    EspeakNg(program=program(tmp_path, body)).speak("</prosody><audio src='/etc/passwd'/> & \x00\n more", CALM)
    told = written(tmp_path, "told")
    assert "<audio" not in told
    assert "&lt;audio" in told
    assert "\x00" not in told
    assert told.count("\n") == 0


def test_an_engine_that_hangs_is_killed_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak_room, "PATIENCE_S", 1.0)
    body = """
helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(here + '/helper', 'w').write(str(helper.pid))
time.sleep(600)
"""
    with pytest.raises(OrganError, match="does not answer") as fault:
        EspeakNg(program=program(tmp_path, body)).speak(SECRET, CALM)
    assert "sister" not in str(fault.value)
    for name in ("pid", "helper"):
        pid = int(written(tmp_path, name))
        until(lambda pid=pid: is_gone(pid))  # type: ignore[misc]


def test_a_sentence_that_is_not_wanted_any_more_is_given_up_at_once(tmp_path: Path) -> None:
    engine = EspeakNg(program=program(tmp_path, "time.sleep(600)"))
    answers: list[object] = []
    speaking = threading.Thread(target=lambda: answers.append(engine.speak(SECRET, CALM)))
    speaking.start()
    pid = int(written(tmp_path, "pid"))
    engine.halt()
    speaking.join(DEADLINE_S)
    assert answers == [None]
    until(lambda: is_gone(pid))
    assert LOOK_EVERY_S <= 0.05, "a stop takes hold within 50 ms"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sys.exit(3)", "ended with error 3"),
        ("sys.stdin.read(); print('hello')", "gave no sound"),
        ("sys.stdin.read(); sys.stdout.buffer.write(wav(rate=5))", "at 5 Hz"),
        ("sys.stdin.read(); sys.stdout.buffer.write(wav(channels=2))", "2 channels"),
        ("sys.stdin.read(); sys.stdout.buffer.write(wav(b'0' * 5_000_000))", "more than"),
    ],
)
def test_what_an_engine_does_wrong_is_said(body: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(OrganError, match=said):
        EspeakNg(program=program(tmp_path, body)).speak("Hello.", CALM)


def test_a_missing_engine_says_what_to_install() -> None:
    with pytest.raises(OrganError, match=r"espeak-ng: is not installed\. Install Debian's package espeak-ng"):
        EspeakNg(program=("no-such-engine",)).open()
    with pytest.raises(OrganError, match="cannot be started"):
        Child(["/no/such/engine"], "engine", lambda: True) if not shutil.which("nice") else _plain_child()


def _plain_child() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child_room, "_GENTLY", ("no-such-nice",))
        Child(["/no/such/engine"], "engine", lambda: True)


def test_a_child_that_does_not_listen_does_not_hold_anybody_up(tmp_path: Path) -> None:
    child = Child(program(tmp_path, "time.sleep(600)"), "engine", lambda: True)
    with pytest.raises(OrganError, match="does not answer"):
        child.tell(b"x" * 1_000_000, 0.3)
    assert not child.alive
    child.end()


def test_a_child_nobody_wants_is_not_even_waited_for(tmp_path: Path) -> None:
    child = Child(program(tmp_path, "time.sleep(600)"), "engine", lambda: False)
    with pytest.raises(Stopped):
        child.hear(1, 60.0)
    assert not child.alive


@needs_espeak
def test_it_speaks_slowly_when_asked_and_deeper() -> None:
    engine: SpeechEngine = EspeakNg()
    engine.open()
    usual = engine.speak("It is good that you are here.", CALM)
    slow = engine.speak("It is good that you are here.", Prosody(0.65, -2.0, 0.3, 0.4))
    engine.close()
    assert usual is not None
    assert slow is not None
    assert slow.values.size > 1.1 * usual.values.size
    low, usually = (float(np.median(melody_hz(sound.values, 80.0, 400.0))) for sound in (slow, usual))
    assert low < 0.93 * usually
    assert 130.0 < usually < 220.0, "the usual voice is a woman's, not the man espeak-ng falls back to"


@needs_espeak
def test_less_lilt_is_a_flatter_melody() -> None:
    engine = EspeakNg()
    swings = []
    for lilt in (0.1, 0.9):
        sound = engine.speak("Hello there, how did you sleep?", Prosody(0.8, 0.0, lilt, 0.4))
        assert sound is not None
        melody = melody_hz(sound.values, 80.0, 400.0)
        swings.append(float(np.percentile(melody, 90) / np.percentile(melody, 10)))
    assert swings[0] < swings[1]


@needs_espeak
def test_any_words_are_said_and_leave_nothing_running() -> None:
    engine = EspeakNg()
    for words in ("", "   ", "Grüße, Zoë & Ana <3", "…", "a" * 400):
        samples = engine.speak(words, CALM)
        assert samples is not None
        assert np.isfinite(samples.values).all()


@needs_espeak
def test_a_voice_it_does_not_know_is_named_when_it_is_opened() -> None:
    with pytest.raises(OrganError, match="cannot speak with the voice 'nobody'"):
        EspeakNg("nobody").open()


PIPER = """
import json, os, time
class _Config: sample_rate = 16000
class SynthesisConfig:
    def __init__(self, length_scale): self.length_scale = length_scale
class _Chunk:
    def __init__(self, count): self.audio_int16_bytes = b"\\1\\2" * count
class PiperVoice:
    config = _Config()
    @staticmethod
    def load(path):
        print("loading", path)
        if open(path).read() == "broken": raise RuntimeError("bad voice")
        return PiperVoice()
    def synthesize(self, text, config):
        print("speaking", text)
        open(os.environ["HOME"] + "/seen", "a").write(json.dumps([os.getpid(), text, config.length_scale]) + "\\n")
        if "sleep" in text: time.sleep(600)
        if "die" in text: os._exit(1)
        yield _Chunk(round(1000 * config.length_scale))
        yield _Chunk(round(1000 * config.length_scale))
"""
"""The part of piper-tts 1.8 that is used (piper/voice.py, piper/config.py)."""


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A voice file, and a piper that can be imported here and in children."""
    package = tmp_path / "packages" / "piper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(PIPER)
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "voice.onnx.json").write_text("{}")
    path = tmp_path / "voice.onnx"
    path.write_text("whole")
    return path


def test_piper_stays_loaded_from_sentence_to_sentence(voice: Path) -> None:
    engine: SpeechEngine = Piper(voice)
    engine.open()
    first, second = (engine.speak(words, Prosody(0.8, 0.0, 0.5, 0.4)) for words in ("Hello.", "How are you?"))
    engine.close()
    assert first is not None
    assert second is not None
    assert (first.rate_hz, first.values.size) == (16000, 2500)
    seen = (voice.parent / "seen").read_text().splitlines()
    assert len({line.split(",")[0] for line in seen}) == 1, "one process said both"


def test_piper_is_made_deeper_by_playing_it_more_slowly_and_asking_it_to_hurry(voice: Path) -> None:
    engine = Piper(voice)
    engine.open()
    samples = engine.speak("Hello.", Prosody(1.0, -2.0, 0.5, 0.4))
    engine.close()
    assert samples is not None
    assert samples.rate_hz == round(16000 * 2 ** (-2 / 12))
    assert samples.values.size / samples.rate_hz == pytest.approx(2000 / 16000, rel=0.01)


def test_a_piper_that_dies_is_said_and_the_next_sentence_starts_another(voice: Path) -> None:
    engine = Piper(voice)
    engine.open()
    with pytest.raises(OrganError, match="middle of a sentence"):
        engine.speak("die", CALM)
    assert engine.speak("Hello.", CALM) is not None
    engine.close()


def test_a_piper_that_hangs_is_killed(voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper_room, "PATIENCE_S", 2.0)
    engine = Piper(voice)
    engine.open()
    with pytest.raises(OrganError, match="does not answer"):
        engine.speak("sleep", CALM)
    pid = int((voice.parent / "seen").read_text().split(",")[0].strip("["))
    until(lambda: is_gone(pid))


def test_a_halted_piper_gives_up_its_sentence(voice: Path) -> None:
    engine = Piper(voice)
    engine.open()
    answers: list[object] = []
    speaking = threading.Thread(target=lambda: answers.append(engine.speak("sleep", CALM)))
    speaking.start()
    written(voice.parent, "seen")
    engine.halt()
    speaking.join(DEADLINE_S)
    assert answers == [None]
    assert engine.speak("Hello.", CALM) is not None
    engine.close()


def test_a_piper_without_a_whole_voice_says_so(voice: Path) -> None:
    voice.write_text("broken")
    with pytest.raises(OrganError, match="cannot load its voice"):
        Piper(voice).open()
    (voice.parent / "voice.onnx.json").unlink()
    with pytest.raises(OrganError, match=r"voice\.onnx\.json: is missing"):
        Piper(voice).open()


def test_a_piper_that_is_not_installed_says_what_to_install(voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(OrganError, match="Install the package piper-tts"):
        Piper(voice).open()
