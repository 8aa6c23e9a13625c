"""From what the mind says to what the speaker plays: spoken, cooed where it cannot be spoken, and silent when told."""

import asyncio
import logging
import random
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace

import numpy as np
import pytest

from companion.body.simulated.lights import SimulatedLights
from companion.body.simulated.servos import SimulatedServos
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.daemon.clock import Clock
from companion.daemon.flow import Body, Flow
from companion.daemon.mouth import Mouth
from companion.daemon.speaking import LATE_S, Speaking
from companion.daemon.supervise import Part, Supervisor
from companion.expression.choreographer import Choreographer
from companion.expression.loudness import loudness_db
from companion.expression.own_level import NIGHT_DB
from companion.expression.spoken import own_loudness_db
from companion.expression.voice import Voice
from companion.mind.mind import Mind
from companion.vocabulary.acts import Act, Binding, Cry, Decision, Expressed, Glow, Impression, Pose, Prosody, Saying
from companion.vocabulary.commands import ReleaseGate, SetGate, SetSpeech
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Permissions
from companion.vocabulary.readings import NOT_SURE, LoudnessReading, uniform_emotions
from companion.vocabulary.signals import Played, Samples
from tests.expression.listening import RATE_HZ, pitch_hz, worst_click

DEADLINE_S = 20.0
ENGINE_HZ = 170.0
NOBODY = Impression(NOT_SURE, uniform_emotions(), 0.0, 0.0, 0.0, "not sure")
SENTENCE = "Hello, Ruth. It is good that you are here."
SILENT_WISH = Expressed(Pose(), frozenset(), Glow(), 0.0)


def says(sentence: str = SENTENCE, act: str = "look") -> Decision:
    return Decision(
        Act(act, act, "Because.", "proactive", 0.6, 0.0),
        NOBODY,
        (),
        Binding("guest", 3, ""),
        1.0,
        0.0,
        0.0,
        saying=Saying(sentence, "en", 0.8),
    )


class QuickClock(Clock):
    """A clock on which every look takes a hundredth of a second; nobody knows what hour it is."""

    def __init__(self) -> None:
        self.now_s = 0.0
        super().__init__()

    def seconds(self) -> float:
        self.now_s += 0.01
        return self.now_s

    def now(self) -> Moment:
        return Moment(self.seconds(), None)


class Engine:
    """A speech engine that buzzes half a second for each clause, or fails, or hangs until it is halted."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Prosody]] = []
        self.missing = False
        self.fails = False
        self.hangs = threading.Event()
        self.halted = threading.Event()
        self.opened = self.closed = 0

    @property
    def name(self) -> str:
        return "engine of a test"

    def open(self) -> None:
        self.opened += 1
        if self.missing:
            raise OrganError("is not installed.", self.name, "Install it.")

    def close(self) -> None:
        self.closed += 1

    def halt(self) -> None:
        self.halted.set()

    def speak(self, sentence: str, prosody: Prosody) -> Samples | None:
        self.asked.append((sentence, prosody))
        if self.fails:
            raise OrganError("does not answer and was ended.", self.name)
        if self.hangs.is_set():
            self.halted.clear()
            assert self.halted.wait(DEADLINE_S)
            return None
        t = np.arange(RATE_HZ // 2) / RATE_HZ
        values = sum(np.sin(2 * np.pi * ENGINE_HZ * number * t) / number for number in range(1, 9))
        return Samples((0.1 * values).astype(np.float32), RATE_HZ)


class Told:
    """A creature that only has a mouth and an engine, and everything that left its speaker."""

    def __init__(self) -> None:
        self.speaker = SimulatedSpeaker()
        body = Body(SimulatedServos(), SimulatedLights(), self.speaker)
        for organ in (body.servos, body.lights, body.speaker):
            organ.open()
        self.flow = Flow(Mind(random.Random(1)), Choreographer(random.Random(1)), body, permissions=Permissions())
        self.clock = QuickClock()
        self.engine = Engine()
        self.played: list[Played] = []
        self.mouth = Mouth(self.flow, self.clock, played=self.played.append)
        self.speaking = Speaking(self.engine, self.flow, self.mouth, self.clock)
        self.waits: list[float] = []
        self.go_on = asyncio.Event()
        parts = (Part("voice", lambda link: self.mouth.run(Voice(), link)), Part("speech", self.speaking.run))
        self.supervisor = Supervisor(parts, self._pause)

    async def _pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        await self.go_on.wait()
        self.go_on.clear()

    def hear(self, decision: Decision) -> None:
        """The mind has decided."""
        self.flow.decision = decision
        self.mouth.decided(decision)

    @property
    def sound(self) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.concatenate([piece.samples.values for piece in self.played] or [np.zeros(0, np.float32)])


async def until(true: Callable[[], bool]) -> None:
    async def wait() -> None:
        while not true():
            await asyncio.sleep(0.002)

    await asyncio.wait_for(wait(), DEADLINE_S)


def live(story: Callable[[Told], Awaitable[None]], speech: bool = True) -> Told:
    async def play() -> Told:
        told = Told()
        told.supervisor.permit(Permissions())
        if speech:
            told.flow.order(SetSpeech(True))
        life = asyncio.create_task(told.supervisor.run())
        if speech and not told.engine.missing:
            await until(lambda: told.mouth.tongue is not None)
        await story(told)
        assert not life.done()
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
        return told

    return asyncio.run(play())


async def said_all(told: Told) -> None:
    await until(lambda: told.mouth.speaking)
    await until(lambda: not told.mouth.speaking)


def test_a_sentence_is_spoken_clause_by_clause_with_a_breath_between() -> None:
    async def story(told: Told) -> None:
        told.hear(says())
        await said_all(told)

    told = live(story)
    assert [clause for clause, _ in told.engine.asked] == ["Hello, Ruth.", "It is good that you are here."]
    sound = told.sound
    assert pitch_hz(sound[: RATE_HZ // 2], 100.0, 400.0) == pytest.approx(ENGINE_HZ, rel=0.03)
    quiet = np.convolve(np.abs(sound) < 1e-4, np.ones(RATE_HZ // 4), "valid")
    assert quiet.max() >= RATE_HZ // 4, "a breath of a quarter of a second at least"
    assert worst_click(sound) < 0.02


def test_speech_is_as_loud_as_its_own_voice_and_as_soft_as_the_hour() -> None:
    """Without a trusted clock every hour may be the night, for cries and for speech."""

    async def story(told: Told) -> None:
        told.hear(says("Hello."))
        await said_all(told)

    told = live(story)
    (_, prosody), *_ = told.engine.asked
    assert prosody.level_db < 0
    expected_db = own_loudness_db() + NIGHT_DB + prosody.level_db
    assert loudness_db(Samples(told.sound, RATE_HZ)) == pytest.approx(expected_db, abs=1.0)


def test_without_leave_to_speak_it_opens_no_engine() -> None:
    async def story(told: Told) -> None:
        await until(lambda: told.supervisor.statuses()["speech"].state == "waiting")
        told.flow.order(SetSpeech(True))
        await until(lambda: told.mouth.tongue is not None)
        assert told.engine.opened == 1
        told.flow.order(SetSpeech(False))
        await until(lambda: told.mouth.tongue is None)
        await until(lambda: told.engine.closed == 1)

    live(story, speech=False)


def test_a_missing_engine_is_said_once_and_the_seal_coos_until_it_is_there(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(told: Told) -> None:
        told.engine.missing = True
        told.flow.order(SetSpeech(True))
        for tries in range(3):
            await until(lambda tries=tries: len(told.waits) > tries)  # type: ignore[misc]
            told.hear(says())
            before = len(told.played)
            await until(lambda before=before: len(told.played) > before + 5)  # type: ignore[misc]
            told.engine.missing = tries < 2
            told.go_on.set()
        await until(lambda: told.mouth.tongue is not None)
        told.hear(says())
        await until(lambda: told.mouth.speaking)

    told = live(story, speech=False)
    assert len([record for record in caplog.records if "is not installed" in record.getMessage()]) == 1
    assert told.waits == sorted(told.waits)
    assert told.waits[-1] > told.waits[0], "it is tried again, ever less often"
    assert pitch_hz(told.sound[: RATE_HZ // 2], 150.0, 700.0) > 1.5 * ENGINE_HZ, "a coo"
    assert "Ruth" not in caplog.text


def test_an_engine_that_fails_is_said_the_seal_coos_and_the_sentence_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(told: Told) -> None:
        told.engine.fails = True
        told.hear(says())
        await until(lambda: bool(told.waits))
        await until(lambda: len(told.played) > 5)
        assert told.supervisor.statuses()["speech"].state == "lost"
        assert told.supervisor.statuses()["voice"].state == "open"

    live(story)
    assert "does not answer" in caplog.text
    assert "Ruth" not in caplog.text
    assert "good that you" not in caplog.text


@pytest.mark.parametrize("command", [SetGate("stop", True), SetGate("silent", True), SetSpeech(False)])
def test_what_is_being_made_is_given_up_when_people_say_so(command: SetGate | SetSpeech) -> None:
    async def story(told: Told) -> None:
        told.engine.hangs.set()
        told.hear(says())
        await until(lambda: bool(told.engine.asked))
        told.flow.order(command)
        await until(told.engine.halted.is_set)
        told.engine.hangs.clear()
        told.flow.order(ReleaseGate())
        await until(lambda: not told.mouth.speaking)

    assert live(story).played == []


def test_an_engine_that_had_to_give_up_is_made_ready_again_before_the_next_words() -> None:
    async def story(told: Told) -> None:
        told.engine.hangs.set()
        told.hear(says())
        await until(lambda: bool(told.engine.asked))
        told.flow.order(SetGate("silent", True))
        await until(lambda: told.engine.opened == 2)
        told.engine.hangs.clear()
        told.flow.order(ReleaseGate())
        told.hear(says())
        await said_all(told)

    live(story)


def test_words_that_have_waited_too_long_are_cooed() -> None:
    async def story(told: Told) -> None:
        told.speaking._take(says())
        told.clock.now_s += LATE_S + 1.0
        await until(lambda: len(told.played) > 8)
        assert told.engine.asked == []

    live(story)


@pytest.mark.parametrize("name", ["stop", "silent"])
def test_the_gate_silences_a_sentence_at_once_and_its_rest_is_never_heard(name: str) -> None:
    async def story(told: Told) -> None:
        told.hear(says())
        await until(lambda: len(told.played) > 3)
        hushes, pieces = told.speaker.hushes, len(told.played)
        told.flow.order(SetGate("stop" if name == "stop" else "silent", True))
        assert told.speaker.hushes == hushes + 1
        assert told.speaker.queued_s(told.clock.now()) == 0.0
        await until(lambda: not told.mouth.speaking)
        told.flow.order(ReleaseGate())
        told.mouth.wish(replace(SILENT_WISH, cry=Cry("coo", 0.6, 0.0, 0.0, 1)))
        await until(lambda: len(told.played) > pieces + 8)
        after = np.concatenate([piece.samples.values for piece in told.played[pieces + 1 :]])
        assert pitch_hz(after, 150.0, 700.0) > 1.5 * ENGINE_HZ, "only the coo"

    live(story)


def test_an_act_without_words_ends_the_sentence_softly() -> None:
    async def story(told: Told) -> None:
        told.hear(says())
        await until(lambda: len(told.played) > 3)
        told.flow.decision = says(act="withdraw")
        await until(lambda: not told.mouth.speaking)
        pieces = len(told.played)
        assert worst_click(told.sound) < 0.02
        assert pieces < 16, "less than 0.65 s of sound"

    live(story)


def test_a_touch_or_a_cry_does_not_cut_a_sentence_short() -> None:
    async def story(told: Told) -> None:
        told.hear(says("Hello."))
        await until(lambda: told.mouth.speaking)
        told.mouth.wish(replace(SILENT_WISH, hush=True))
        told.mouth.wish(replace(SILENT_WISH, cry=Cry("chirp", 1.0, 0.0, 0.0, 1)))
        await until(lambda: not told.mouth.speaking)
        await until(lambda: len(told.played) > 10)

    told = live(story)
    assert pitch_hz(told.sound, 100.0, 700.0) == pytest.approx(ENGINE_HZ, rel=0.03)


def test_everything_that_sounds_is_told_to_hearing() -> None:
    async def story(told: Told) -> None:
        told.hear(says("Hello."))
        await said_all(told)

    told = live(story)
    taken = np.concatenate([samples.values for samples in told.speaker.take()])
    assert np.array_equal(taken, told.sound)
    starts = [piece.start_s for piece in told.played]
    assert starts == sorted(starts)


def test_it_gets_used_to_a_noisy_room_but_not_to_its_own_voice() -> None:
    told = asyncio.run(_noisy())
    usual, noisy, own = told
    assert noisy > usual + 3.0
    assert own == noisy


async def _noisy() -> tuple[float, float, float]:
    told = Told()
    mouth = told.mouth

    def hears(level_db: float, at_s: float) -> float:
        told.flow.room = LoudnessReading(at_s, level_db, False)
        mouth.wish(SILENT_WISH)
        return mouth.own_gain_db

    usual = hears(-60.0, 1.0)
    for second in range(2, 60):
        noisy = hears(-38.0, float(second))
    mouth._sounded_s = 100.0
    own = hears(-5.0, 100.3)
    return usual, noisy, own
