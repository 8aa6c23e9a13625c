"""Words in speech: what hearing hands on is recognised while words are allowed, and a lost recogniser is told of."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.recognition.recogniser import ChildRecogniser
from companion.daemon.clock import Clock
from companion.daemon.compose import recogniser
from companion.daemon.languages import load_calling, load_phrase_list
from companion.daemon.recognition import Recognition
from companion.daemon.speech_models import SpeechModel
from companion.daemon.supervise import Link, Part, Supervisor
from companion.daemon.understanding import doubted
from companion.perception.words.meaning import read_words
from companion.settings import Settings
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Permissions
from companion.vocabulary.signals import Speech, Utterance

LANGUAGES = ("en", "de", "ja")


class Ears:
    """A recogniser that hears `said` in every utterance."""

    def __init__(self, said: str = "good morning") -> None:
        self.said = said
        self.pieces = 0
        self.given_up = 0
        self.is_open = False
        self.fault: OrganError | None = None
        self._heard: list[Utterance] = []

    name = "ears"
    line = "I hear 2 phrases."

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def hear(self, speech: NDArray[np.int16]) -> None:
        self.pieces += 1

    def finish(self, ended_s: float) -> None:
        self._heard.append(Utterance(self.said, typed=False, captured_s=ended_s))

    def drain(self) -> tuple[Utterance, ...]:
        if self.fault is not None:
            raise self.fault
        heard, self._heard = tuple(self._heard), []
        return heard


class Told:
    def __init__(self) -> None:
        self.said: list[Utterance] = []
        self.came = asyncio.Event()

    def hear(self, said: Utterance) -> None:
        self.said.append(said)
        self.came.set()


def spoken(recognition: Recognition) -> None:
    recognition.hear(Speech(np.ones(960, np.int16), 3.0, ends=False))
    recognition.hear(Speech(np.zeros(0, np.int16), 3.0, ends=True))


async def opened(recognition: Recognition, link: Link) -> "asyncio.Task[None]":
    running = asyncio.create_task(recognition.run(link))
    async with asyncio.timeout(20):
        while link.status.state != "open" and not running.done():
            await asyncio.sleep(0.001)
    return running


def living(ears: Ears, allowed: Callable[[], bool] = lambda: True) -> tuple[Recognition, Told]:
    told = Told()
    return Recognition(lambda: ears, told, Clock(), allowed), told


def test_what_somebody_says_is_understood_as_typed_words_are() -> None:
    async def scene() -> None:
        ears = Ears()
        recognition, told = living(ears)
        link = Link("recognition")
        running = await opened(recognition, link)
        assert link.status.line == "I hear 2 phrases."
        spoken(recognition)
        async with asyncio.timeout(20):
            await told.came.wait()
        assert [(said.text, said.typed, said.captured_s) for said in told.said] == [("good morning", False, 3.06)]
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert not ears.is_open
        spoken(recognition)
        assert ears.pieces == 1, "once it is closed nothing is handed on"

    asyncio.run(scene())


def test_nothing_is_recognised_while_words_are_not_allowed() -> None:
    async def scene() -> None:
        ears = Ears()
        recognition, _ = living(ears, lambda: False)
        running = await opened(recognition, Link("recognition"))
        spoken(recognition)
        assert ears.pieces == 0
        running.cancel()

    asyncio.run(scene())


def test_a_recogniser_that_hangs_is_lost_as_any_part_is() -> None:
    async def scene() -> None:
        ears = Ears()
        recognition, _ = living(ears)
        running = await opened(recognition, Link("recognition"))
        ears.fault = OrganError("does not answer and was ended.", "pocketsphinx")
        async with asyncio.timeout(20):
            with pytest.raises(OrganError):
                await running
        assert not ears.is_open

    asyncio.run(scene())


HANGS_ONCE = """
import json, pathlib, struct, sys, time
def answer(content):
    written = json.dumps(content).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(written)) + written); sys.stdout.flush()
sys.stdin.buffer.readline()
answer({"phrases": 2})
been_here = pathlib.Path(sys.argv[0] + ".pid")
first = not been_here.exists()
been_here.touch()
while head := sys.stdin.buffer.read(4):
    (count,) = struct.unpack("<I", head)
    sys.stdin.buffer.read(count)
    while first: time.sleep(60)
    answer({} if count else {"said": "good morning"})
"""


def test_a_recogniser_that_is_silent_is_killed_and_its_successor_hears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.body.recognition.recogniser.SILENT_FOR_S", 1.5)
    script = tmp_path / "child.py"
    script.write_text(HANGS_ONCE)
    ears: list[ChildRecogniser] = []

    def choose() -> ChildRecogniser:
        ears.append(ChildRecogniser("a child", script, {}, lambda said: [(said["said"], True)] if said else []))
        return ears[-1]

    async def no_pause(_: float) -> None:
        await asyncio.sleep(0)

    async def scene() -> None:
        told = Told()
        recognition = Recognition(choose, told, Clock(), lambda: True)
        supervisor = Supervisor([Part("recognition", recognition.run)], no_pause)
        supervisor.permit(Permissions())
        running = asyncio.create_task(supervisor.run())
        async with asyncio.timeout(120):
            while supervisor.statuses()["recognition"].state != "open":
                await asyncio.sleep(0.005)
            assert supervisor.statuses()["recognition"].line == "I hear 2 phrases."
            first = ears[0].pid
            spoken(recognition)
            while len(ears) < 2 or supervisor.statuses()["recognition"].state != "open":
                await asyncio.sleep(0.005)
            assert first is not None
            assert not Path(f"/proc/{first}").exists(), "nothing of the one that hung runs any more"
            spoken(recognition)
            await told.came.wait()
        assert [said.text for said in told.said] == ["good morning"]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(scene())


def test_it_takes_vosk_once_a_model_was_fetched_and_phrases_until_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = SpeechModel("vosk-en", "https://example.org/en.zip", tmp_path / "vosk-en", tmp_path / "vosk-en.json")
    monkeypatch.setattr("companion.daemon.compose.speech_models", lambda: {"vosk-en": model})
    calling = load_calling("en")

    def chosen(**asked: str) -> str:
        settings = Settings.model_validate({"recognition": asked})
        return recogniser(settings, load_phrase_list(asked.get("language", "en")), calling, ()).name

    assert chosen() == "pocketsphinx"
    with pytest.raises(OrganError, match="companion models fetch vosk-en"):
        chosen(engine="vosk")
    with pytest.raises(OrganError, match="companion models fetch vosk-de"):
        chosen(language="de")
    (model.folder / "conf").mkdir(parents=True)
    assert chosen() == "vosk"
    assert chosen(engine="pocketsphinx") == "pocketsphinx"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_read_as_what_it_is_listed_for(language: str) -> None:
    listed = load_phrase_list(language)
    for kind, ways in listed.ways.items():
        for way in ways:
            found = listed.kinds_in(way.replace("{name}", "pebble"), "Pebble")
            assert kind in found, f"{way!r} is listed as {kind} and read as {found}"


def test_the_english_phrases_mean_to_the_table_what_they_are_listed_for() -> None:
    listed = load_phrase_list("en")
    means = {"stop": "leave_me"}
    for kind, ways in listed.ways.items():
        if kind in ("name", "yes", "no"):
            continue
        for way in ways:
            meanings = read_words(Utterance(way, False, 0.0)).meanings
            assert means.get(kind, kind) in meanings, f"{way!r} is listed as {kind} and means {meanings}"


def test_pain_and_stop_need_two_cues_where_the_recogniser_listens_twice() -> None:
    listed = load_phrase_list("en")
    assert set(listed.weights) == {"stop", "pain"}
    for kind, weight in listed.weights.items():
        telling = [way for way in listed.ways[kind] if set(way.split()) & set(weight.tells)]
        assert telling == list(listed.ways[kind]), "each of its phrases has a word that tells of it"


def test_a_long_sentence_is_as_new_as_its_end() -> None:
    async def scene() -> None:
        ears = Ears()
        recognition, told = living(ears)
        running = await opened(recognition, Link("recognition"))
        for _ in range(100):
            recognition.hear(Speech(np.ones(960, np.int16), 3.0, ends=False))
        recognition.hear(Speech(np.zeros(0, np.int16), 3.0, ends=True))
        async with asyncio.timeout(20):
            await told.came.wait()
        assert told.said[0].captured_s == pytest.approx(9.0)
        running.cancel()

    asyncio.run(scene())


def test_with_another_name_it_listens_anew() -> None:
    async def scene() -> None:
        names, chosen = list[tuple[str, ...]]([()]), list[Ears]()

        def choose() -> Ears:
            chosen.append(Ears())
            return chosen[-1]

        recognition = Recognition(choose, Told(), Clock(), lambda: True, lambda: names[-1])
        running = await opened(recognition, Link("recognition"))
        names.append(("minka",))
        async with asyncio.timeout(20):
            while len(chosen) < 2 or not chosen[1].is_open:
                await asyncio.sleep(0.001)
        assert not chosen[0].is_open
        running.cancel()

    asyncio.run(scene())


def test_only_what_weighs_is_doubted_of_what_was_half_heard() -> None:
    half, whole = (Utterance("good morning it hurts", False, 0.0, sure) for sure in (False, True))
    doubtful = doubted(read_words(half), half)
    assert (doubtful.meanings, doubtful.perhaps) == (("greeting",), ("pain",))
    assert set(doubted(read_words(whole), whole).meanings) == {"greeting", "pain"}
    only = Utterance("stop it", False, 0.0, sure=False)
    assert (doubted(read_words(only), only).meanings, doubted(read_words(only), only).certainty) == (("other",), 0.0)


def test_a_german_sentence_is_read_by_its_phrases() -> None:
    reading = load_phrase_list("de").read(Utterance("ach ich bin so allein pebble", False, 2.0), "Pebble")
    assert reading.meanings == ("lonely",)
    assert reading.called_by_name
    assert reading.valence < 0
    nothing = load_phrase_list("de").read(Utterance("heute regnet es", False, 2.0), "Pebble")
    assert (nothing.meanings, nothing.certainty) == (("other",), 0.0)


def test_japanese_is_read_with_or_without_blanks() -> None:
    listed = load_phrase_list("ja")
    assert listed.kinds_in("お腹 が すいた", "ペブル") == ("hungry",)
    assert listed.kinds_in("ペブルちゃんおはよう", "ペブル") == ("name", "greeting")
