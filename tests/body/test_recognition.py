"""Recognisers: what they hear, and that one which hangs, dies or cannot load never takes anybody with it."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.recognition import engines
from companion.body.recognition.engines import Weighty, pocketsphinx, vosk
from companion.body.recognition.pocketsphinx_child import Searched, Span, decide, language_model
from companion.body.recognition.pocketsphinx_child import Weighty as Kind
from companion.body.recognition.recogniser import RATE_HZ, WAITING_MOST_S, ChildRecogniser
from companion.body.sound.rate import Resampler
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Utterance

DEADLINE_S = 60.0

PHRASES = ("good morning", "come here", "thank you", "i want to go home", "please stop")
WEIGHTY = (Weighty(("please stop",), ("stop",), -4.0),)

ANSWERS = """
import json, struct, sys
def answer(content):
    written = json.dumps(content).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(written)) + written); sys.stdout.flush()
sys.stdin.buffer.readline()
answer({"phrases": 1})
"""

FAKE_VOSK = '''
"""Answers with messages written from vosk's documented format."""
import json
def SetLogLevel(level): pass
class Model:
    def __init__(self, folder):
        if "missing" in folder: raise Exception("Failed to create a model")
class KaldiRecognizer:
    def __init__(self, model, rate): self.heard = 0
    def SetWords(self, on): pass
    def Reset(self): self.heard = 0
    def AcceptWaveform(self, data):
        self.heard += 1
        return self.heard == 2
    def Result(self):
        return json.dumps({"result": [{"conf": 0.9, "end": 0.6, "start": 0.1, "word": "where"}], "text": "where"})
    def FinalResult(self):
        if self.heard == 1: return json.dumps({"text": ""})
        words = [{"conf": 0.7, "end": 1.2, "start": 0.8, "word": word} for word in ("is", "she")]
        return json.dumps({"result": words, "text": "is she"})
'''


def child(tmp_path: Path, body: str) -> ChildRecogniser:
    """A recogniser whose child answers that it is ready and then does `body`."""
    script = tmp_path / "child.py"
    script.write_text(ANSWERS + body)
    return ChildRecogniser("a child", script, {}, lambda answer: [(answer["said"], True)] if "said" in answer else [])


def heard(ears: ChildRecogniser) -> tuple[str, ...]:
    """What it says next; fails when nothing comes within the deadline. A lost child raises `OrganError`."""
    until_s = time.monotonic() + DEADLINE_S
    while time.monotonic() < until_s:
        if said := ears.drain():
            return tuple(utterance.text for utterance in said)
        time.sleep(0.005)
    raise AssertionError("nothing was heard")


def spoken(sentence: str, voice: str = "en-us", pace: int = 150) -> NDArray[np.int16]:
    """The sentence by espeak-ng, 16 kHz, with half a second of a silent room around it."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    command = ["espeak-ng", "-v", voice, "-s", str(pace), "--stdout", sentence]
    made = subprocess.run(command, capture_output=True, check=True).stdout
    # Written to a pipe, espeak-ng's header announces no length.
    values = np.frombuffer(made[44:], "<i2").astype(np.float32) / 32768
    speech = Resampler(22_050, RATE_HZ).turn(values[:, np.newaxis])[:, 0]
    room = np.random.default_rng(0).normal(0, 0.0006, len(speech) + RATE_HZ)
    room[RATE_HZ // 2 : RATE_HZ // 2 + len(speech)] += 0.25 * speech / np.abs(speech).max()
    return np.asarray(np.round(room * 32767), np.int16)


@pytest.fixture(scope="module")
def sphinx() -> Iterator[ChildRecogniser]:
    pytest.importorskip("pocketsphinx")
    ears = pocketsphinx(PHRASES, WEIGHTY)
    ears.open()
    yield ears
    ears.close()


def says(ears: ChildRecogniser, speech: NDArray[np.int16]) -> None:
    for start in range(0, len(speech), 960):
        ears.hear(speech[start : start + 960])
    ears.finish(ended_s=7.0)


@pytest.mark.parametrize("phrase", PHRASES)
def test_pocketsphinx_hears_its_phrases(sphinx: ChildRecogniser, phrase: str) -> None:
    says(sphinx, spoken(phrase))
    assert heard(sphinx) == (phrase,)


def test_other_sentences_are_none_of_its_phrases(sphinx: ChildRecogniser) -> None:
    before = sphinx.finished
    says(sphinx, spoken("the weather will be cloudy on tuesday in the north"))
    until_s = time.monotonic() + DEADLINE_S
    while sphinx.finished == before and time.monotonic() < until_s:
        time.sleep(0.005)
    assert sphinx.finished == before + 1
    assert sphinx.drain() == ()


def test_it_says_which_words_it_cannot_hear_and_can_be_taught_a_name() -> None:
    pytest.importorskip("pocketsphinx")
    ears = pocketsphinx(["good morning", "hello zizzle", "hello quaxle"], sounds_like={"zizzle": "his all"})
    ears.open()
    try:
        assert ears.ready is not None
        assert ears.ready.unknown == ("quaxle",)
        assert ears.ready.phrases == 2
    finally:
        ears.close()


def test_what_was_said_carries_when_it_ended(tmp_path: Path) -> None:
    ears = child(tmp_path, 'sys.stdin.buffer.read(4); answer({"said": "hello"}); sys.stdin.read()')
    ears.open()
    ears.finish(ended_s=7.0)
    until_s = time.monotonic() + DEADLINE_S
    while not (said := ears.drain()) and time.monotonic() < until_s:
        time.sleep(0.005)
    assert [(one.text, one.typed, one.captured_s) for one in said] == [("hello", False, 7.0)]
    ears.close()


def test_a_child_that_dies_is_told_of(tmp_path: Path) -> None:
    ears = child(tmp_path, "sys.exit(3)")
    ears.open()
    says(ears, np.zeros(960, np.int16))
    with pytest.raises(OrganError):
        heard(ears)
    ears.close()


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.body.recognition.recogniser.SILENT_FOR_S", 0.2)
    ears = child(tmp_path, "import time\nwhile True: time.sleep(60)")
    ears.open()
    pid = ears.pid
    says(ears, np.zeros(960, np.int16))
    with pytest.raises(OrganError, match="does not answer"):
        heard(ears)
    assert pid is not None
    assert not Path(f"/proc/{pid}").exists(), "nothing of it runs any more"
    ears.close()


def test_what_a_slow_child_cannot_follow_is_given_up_and_never_half_understood(tmp_path: Path) -> None:
    slow = """
import struct
answered = False
while head := sys.stdin.buffer.read(4):
    (count,) = struct.unpack("<I", head)
    sys.stdin.buffer.read(count)
    if count and not answered:
        import os, time
        while not os.path.exists(sys.argv[0] + ".go"): time.sleep(0.01)
    answered = True
    answer({} if count else {"said": "something"})
"""
    ears = child(tmp_path, slow)
    ears.open()
    for _ in range(int(WAITING_MOST_S) + 2):
        ears.hear(np.zeros(RATE_HZ, np.int16))
    ears.finish(ended_s=1.0)
    (tmp_path / "child.py.go").touch()
    ears.hear(np.zeros(960, np.int16))
    ears.finish(ended_s=9.0)
    assert heard(ears) == ("something",)
    assert ears.given_up == 1
    ears.close()


def test_a_child_that_cannot_load_says_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "child.py"
    script.write_text(ANSWERS.replace('{"phrases": 1}', '{"fault": "is not installed.", "next": "Install it."}'))
    ears = ChildRecogniser("a child", script, {}, lambda _: ())
    with pytest.raises(OrganError, match=r"is not installed\..*Install it"):
        ears.open()
    ears.close()


def test_vosk_is_understood_as_it_documents_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vosk.py").write_text(FAKE_VOSK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    ears = vosk(tmp_path / "model")
    ears.open()
    assert ears.ready is not None
    assert ears.ready.phrases is None, "it hears any words"
    ears.hear(np.zeros(960, np.int16))
    ears.finish(ended_s=1.0)  # nothing understood: no utterance
    for _ in range(3):
        ears.hear(np.zeros(960, np.int16))
    ears.finish(ended_s=5.0)
    assert heard(ears) == ("where is she",), "a pause that vosk finds loses no words"
    ears.close()
    with pytest.raises(OrganError, match="cannot load its model"):
        vosk(tmp_path / "missing").open()


STOP = Kind(frozenset({"please stop", "stop it"}), frozenset({"stop"}), -4.0)


def found(words: str, *spotted: tuple[str, float, Span]) -> Searched:
    """Each word lasts half a second."""
    return Searched(tuple((word, (50 * at, 50 * at + 49)) for at, word in enumerate(words.split())), spotted)


@pytest.mark.parametrize(
    ("searched", "said", "perhaps"),
    [
        (found("please stop", ("please stop", -2.0, (10, 90))), ("please stop",), ()),
        (found("oh told stop", ("stop it", -5.0, (100, 140)), ("please stop", -1.0, (60, 140))), ("please stop",), ()),
        (found("oh told stop", ("please stop", -3.0, (60, 140))), (), ("please stop",)),
        (found("please stop", ("please stop", -5.0, (10, 90))), (), ()),
        (found("please stop"), (), ()),
        (found("please told", ("please stop", -1.0, (10, 90))), (), ()),
        (found("stop a b c d", ("stop it", -1.0, (200, 240))), (), ()),
        (found("we had to stop at the shop for some tea", ("stop it", -1.0, (150, 199))), (), ()),
    ],
    ids=[
        "both agree",
        "the surer of two places",
        "among other words it must be surer, else it is half heard",
        "the second denies",
        "the second hears nothing",
        "the first hears no telling word",
        "they speak of different places",
        "a word in much talk",
    ],
)
def test_what_weighs_is_said_only_when_two_searches_agree(
    searched: Searched, said: tuple[str, ...], perhaps: tuple[str, ...]
) -> None:
    heard = decide(searched, ("good morning", "please stop", "stop it"), (STOP,))
    assert (heard.said, heard.perhaps) == (said, perhaps)


def test_a_phrase_is_said_only_when_it_is_half_of_what_was_heard() -> None:
    assert decide(found("good morning you there"), ("good morning",), ()).said == ("good morning",)
    assert decide(found("a good morning for a walk"), ("good morning",), ()).said == ()


def test_what_was_half_heard_is_handed_on_as_that(tmp_path: Path) -> None:
    ears = child(
        tmp_path, 'sys.stdin.buffer.read(4); answer({"said": ["hello"], "perhaps": ["stop it"]}); sys.stdin.read()'
    )
    ears._said = engines._phrases
    ears.open()
    ears.finish(ended_s=7.0)
    said: list[Utterance] = []
    until_s = time.monotonic() + DEADLINE_S
    while len(said) < 2 and time.monotonic() < until_s:
        said += ears.drain()
        time.sleep(0.005)
    assert [(one.text, one.sure) for one in said] == [("hello", True), ("stop it", False)]
    ears.close()


def test_a_rare_phrase_is_expected_less_often_than_another() -> None:
    lines = language_model([["hello", "there"]], {"hello": -2.0, "there": -2.0}, [["hello", "molly"]]).splitlines()
    pairs = {tuple(line.split()[1:3]): float(line.split()[0]) for line in section(lines, "\\2-grams:")}
    assert pairs["hello", "molly"] < pairs["hello", "there"] - 1.0


def test_a_language_model_gives_each_history_no_more_than_it_has() -> None:
    lines = language_model([["good", "morning"], ["good", "night"]], {"good": -2.0, "the": -1.0}).splitlines()
    pairs = {tuple(line.split()[1:3]): float(line.split()[0]) for line in section(lines, "\\2-grams:")}
    for before in {first for first, _ in pairs}:
        assert sum(10**chance for (first, _), chance in pairs.items() if first == before) < 1.0
    assert f"ngram 2={len(pairs)}" in lines
    assert f"ngram 3={len(section(lines, chr(92) + '3-grams:'))}" in lines


def section(lines: list[str], head: str) -> list[str]:
    start = lines.index(head) + 1
    return lines[start : lines.index("", start)]


def test_the_children_know_nothing_of_companion() -> None:
    folder = Path(sys.modules[pocketsphinx.__module__].__file__ or "").parent
    for script in folder.glob("*_child.py"):
        assert "companion." not in script.read_text().split('"""', 2)[2], script
