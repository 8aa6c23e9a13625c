"""What is spoken to it, through ears and recogniser, is nowhere afterwards but for the name that staff have set."""

import importlib.util
import logging
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.daemon import compose as composing
from companion.daemon.compose import Creature, compose
from companion.settings import Settings
from companion.vocabulary.commands import Allow, BeginSession, EndSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.ports import Recogniser
from companion.vocabulary.readings import Reading, WordsReading
from tests.daemon.lives import live, until
from tools.evaluate.recognition_trials import LOUD, speak
from tools.living import free_port

VOICES = [(engine, voice) for engine, voice in (("flite", "slt"), ("espeak-ng", "en-us")) if shutil.which(engine)]
RATE_HZ = 16_000
PIECE = 480
NAME = "pebble"
SAID = ("good morning pebble", "where is my daughter", "my knee hurts", "hello molly")
TELLING = ("morning", "daughter", "knee", "molly", "where is")
"""What was said, but for the name and for what the creature itself calls a state."""

pytestmark = [
    pytest.mark.skipif(not VOICES, reason="neither flite nor espeak-ng is installed: nobody can speak the scene"),
    pytest.mark.skipif(importlib.util.find_spec("pocketsphinx") is None, reason="pocketsphinx is not installed"),
]


def scene() -> NDArray[np.int16]:
    """The sentences with pauses, in a room that hisses softly."""
    engine, voice = VOICES[0]
    pause = np.zeros(round(0.7 * RATE_HZ))
    sound = np.concatenate([pause, *(part for text in SAID for part in (LOUD * speak(text, engine, voice), pause))])
    hiss = np.random.default_rng(3).normal(0.0, 12.0, len(sound))
    return np.asarray(np.clip(np.round(sound + hiss), -32768, 32767), "<i2")


def found(everywhere: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where a telling word stands."""
    return [(where, word) for where, text in everywhere.items() for word in TELLING if word in text.lower()]


def written(*folders: Path) -> dict[str, str]:
    """Every file below these folders, with its name."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.name + path.read_bytes().decode("utf-8", "replace") for path in paths}


def test_after_a_spoken_talk_nothing_written_logged_or_shared_holds_a_word_of_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    state, scratch = tmp_path / "state", tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    shared_before = set(Path("/dev/shm").iterdir()) if Path("/dev/shm").is_dir() else set()
    sound, heard, everywhere = scene(), list[WordsReading](), dict[str, str]()
    ears: list[Recogniser] = []
    choose = composing.recogniser

    def noting_ears(*arguments: object) -> Recogniser:
        ears.append(choose(*arguments))  # type: ignore[arg-type]
        return ears[-1]

    monkeypatch.setattr(composing, "recogniser", noting_ears)
    settings = Settings.model_validate(
        {
            "creature": {"seed": 7, "name": NAME.title()},
            "web": {"port": free_port()},
            "recognition": {"engine": "pocketsphinx"},
        }
    )

    async def talk(creature: Creature) -> None:
        flow, microphone = creature.life.heart.flow, creature.twins.microphone
        assert microphone is not None
        feel = flow.feel

        def noting(reading: Reading, moment: Moment) -> None:
            if isinstance(reading, WordsReading):
                heard.append(reading)
            feel(reading, moment)

        flow.feel = noting  # type: ignore[method-assign]
        creature.life.order(Allow("microphone", True))
        creature.life.order(BeginSession("Agnes", confirmed=True))
        statuses = creature.life.supervisor.statuses
        await until(lambda: statuses()["recognition"].state == "open", 60.0)
        began_s = time.monotonic()
        for start in range(0, len(sound), PIECE):
            # As fast as a microphone, no faster: the daemon listens in real time.
            await until(lambda due_s=began_s + start / RATE_HZ: time.monotonic() >= due_s)  # type: ignore[misc]
            microphone.feed(b"PCM1" + RATE_HZ.to_bytes(4, "little") + sound[start : start + PIECE].tobytes())
        await until(lambda: ears[-1].finished >= len(SAID) - 1, 60.0)  # type: ignore[attr-defined]
        await until(lambda: len(heard) >= 2, 60.0)
        process = Path("/proc") / str(ears[-1].pid)  # type: ignore[attr-defined]
        everywhere["command line"] = (process / "cmdline").read_bytes().decode()
        everywhere["environment"] = (process / "environ").read_bytes().decode()
        everywhere["shown"] = repr(creature.life.portrait())
        creature.life.order(EndSession())
        ticks = creature.life.heart.ticks
        await until(lambda: creature.life.heart.ticks > ticks + 50)

    live(compose(settings, state), talk)
    shared = set(Path("/dev/shm").iterdir()) - shared_before if Path("/dev/shm").is_dir() else set()
    printed = capfd.readouterr()
    everywhere |= written(state, scratch) | {"log": caplog.text, "printed": printed.out + printed.err}
    everywhere |= {str(path): path.read_bytes().decode("utf-8", "replace") for path in shared if path.is_file()}
    everywhere["readings"] = repr(heard)

    assert [reading for reading in heard if reading.meanings != ("other",) or reading.perhaps], "it understood"
    assert [path for path in everywhere if path.startswith(str(state))], "it writes something, or this tells nothing"
    assert found(everywhere) == []

    (state / "planted.json").write_text('{"said": "Where is my daughter?"}')
    assert found(written(state)) != [], "the search finds what it looks for"
