"""Hearing in the daemon: noise told without any model, the microphone closed when it must be, nights of its own."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.simulated.microphone import SimulatedMicrophone
from companion.body.sound.microphone import SoundCardMicrophone
from companion.body.sound.recorded import RecordedMicrophone
from companion.daemon.anatomy import anatomy
from companion.daemon.clock import Clock
from companion.daemon.compose import compose, ears
from companion.daemon.flow import Body, Flow
from companion.daemon.hearing import Hearing, SharedOwnVoice
from companion.daemon.keeping import FolderStore
from companion.daemon.supervise import Link
from companion.perception.hearing import HearingPath
from companion.perception.sounds.own_voice import OwnVoice
from companion.settings import RhythmSettings, Settings
from companion.vocabulary.acts import Binding, Decision
from companion.vocabulary.commands import Allow, BeginSession
from companion.vocabulary.errors import ModelError, OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Permissions
from companion.vocabulary.readings import LoudnessReading, Reading, VoiceReading
from companion.vocabulary.signals import AudioChunk
from tests.daemon.lives import until
from tests.perception.test_hearing_path import hush, models, talk
from tools.living import free_port
from tools.posing import decided

RATE_HZ = 16_000
NOON, NIGHT = datetime(2026, 6, 1, 12, 0), datetime(2026, 6, 1, 2, 0)


class Ears:
    """A microphone that says what it is given, as fast as it is asked."""

    def __init__(self, sound: NDArray[np.int16]) -> None:
        self.sound = sound
        self.opened = self.closed = 0
        self.lost = False
        self._at = 0
        self._changed = threading.Event()

    @property
    def name(self) -> str:
        return "microphone"

    def open(self) -> None:
        self.opened += 1
        self.began_s = time.monotonic()
        self._at = 0

    def close(self) -> None:
        self.closed += 1

    def latest(self, timeout_s: float) -> AudioChunk | None:
        if self.lost:
            raise OrganError("was lost (pulled out).", self.name, "Plug it in again.")
        piece = self.sound[self._at : self._at + 320]
        if not len(piece):
            self._changed.wait(0.005)
            return None
        self._at += len(piece)
        return AudioChunk(piece, RATE_HZ, self.began_s + self._at / RATE_HZ)


class Told:
    """A clock, and a flow that keeps what was felt."""

    def __init__(self, sound: NDArray[np.int16], local: datetime | None = NOON, at_night: bool = False) -> None:
        self.ears, self.local, self.felt = Ears(sound), local, list[Reading]()
        self.judges, self.level = False, None
        self.link = Link("microphone")
        self.load: Callable[[OwnVoice], HearingPath] = lambda own: HearingPath(models(), own=own)
        told = self

        class Clocks(Clock):
            def now(self) -> Moment:
                return Moment(self.seconds(), told.local)

        class Nerves:
            gate = None
            decision: Decision | None = None

            @property
            def may_judge_voice(self) -> bool:
                return told.judges

            def feel(self, reading: Reading, moment: Moment) -> None:
                told.felt.append(reading)

        self.flow = Nerves()
        own = SharedOwnVoice()
        self.hearing = Hearing(
            self.ears,
            lambda own: self.load(own),
            self.flow,  # type: ignore[arg-type]
            Clocks(),
            own,
            RhythmSettings(),
            at_night=at_night,
            brightness=lambda: self.level,
        )

    def lives(self, story: Callable[[], Awaitable[None]]) -> None:
        async def play() -> None:
            run = asyncio.create_task(self.hearing.run(self.link))
            try:
                await story()
            finally:
                run.cancel()
                self.fault = (await asyncio.gather(run, return_exceptions=True))[0]

        asyncio.run(play())


def slam() -> NDArray[np.int16]:
    sound = hush(2.0)
    sound[RATE_HZ : RATE_HZ + 3200] = np.random.default_rng(1).normal(0, 14_000, (3200, 1)).clip(-32768, 32767)
    return sound


def test_a_sudden_noise_is_felt_also_where_every_model_is_missing() -> None:
    told = Told(slam())

    def missing(own: OwnVoice) -> HearingPath:
        raise ModelError("the model file is missing.", "voice_tone.tflite", "Run `git checkout -- models`.")

    told.load = missing

    async def story() -> None:
        await until(lambda: any(isinstance(one, LoudnessReading) and one.sudden for one in told.felt))
        await until(lambda: "nothing else" in told.link.status.line)
        assert "voice_tone.tflite" in told.link.status.line

    told.lives(story)


def test_a_stuck_model_holds_up_neither_the_reflex_nor_the_closing() -> None:
    told, freed = Told(slam()), threading.Event()

    class Stuck(HearingPath):
        def hear(self, samples: NDArray[np.int16], at_s: float, judged: bool):  # type: ignore[no-untyped-def]
            freed.wait(20.0)
            return super().hear(samples, at_s, judged)

    told.load = lambda own: Stuck(models())

    async def story() -> None:
        await until(lambda: any(isinstance(one, LoudnessReading) and one.sudden for one in told.felt))

    told.lives(story)
    assert told.ears.closed == 1
    freed.set()


def test_a_voice_is_told_with_its_tone_only_while_it_may_be_judged() -> None:
    for judges, emotions in ((True, {"anger"}), (False, {"not sure"})):
        told = Told(np.concatenate((hush(0.5), talk(3.0))))
        told.judges = judges

        async def story(told: Told = told) -> None:
            await until(lambda: sum(isinstance(one, VoiceReading) for one in told.felt) >= 3)

        told.lives(story)
        assert {one.emotion for one in told.felt if isinstance(one, VoiceReading)} == emotions


def test_zeros_are_said_to_be_no_sound_and_never_felt_as_a_quiet_room() -> None:
    told = Told(np.zeros((4 * RATE_HZ, 1), np.int16))

    async def story() -> None:
        await until(lambda: "nothing but silence" in told.link.status.line)
        told.felt.clear()
        await asyncio.sleep(0)
        assert told.hearing.latest is None

    told.lives(story)
    assert told.link.status.state == "waiting"


def test_a_microphone_that_is_pulled_out_ends_the_part_which_is_tried_again() -> None:
    told = Told(hush(0.5))

    async def story() -> None:
        await until(lambda: bool(told.felt))
        told.ears.lost = True
        await until(lambda: told.ears.closed == 1)

    told.lives(story)
    assert isinstance(told.fault, OrganError)
    assert "pulled out" in str(told.fault)


def test_at_night_it_listens_only_with_a_consent_of_its_own_or_in_a_session() -> None:
    told = Told(hush(2.0), NIGHT)
    assert not told.hearing.may_listen_now()

    async def story() -> None:
        await until(lambda: "nobody has agreed" in told.link.status.line)
        assert told.ears.opened == 0

    told.lives(story)
    decision = decided("rests", "All is calm.")
    told.flow.decision = replace(decision, binding=Binding("Ada", None, ""))
    assert told.hearing.may_listen_now()
    assert Told(hush(0.1), NIGHT, at_night=True).hearing.may_listen_now()
    assert Told(hush(0.1), NOON).hearing.may_listen_now()


@pytest.mark.parametrize(("level", "listens"), [(0.02, False), (0.7, True), (None, True)])
def test_without_a_clock_the_dark_is_the_night(level: float | None, listens: bool) -> None:
    told = Told(hush(0.1), local=None)
    told.level = level  # type: ignore[assignment]
    assert told.hearing.may_listen_now() is listens


def test_night_that_falls_closes_the_microphone() -> None:
    told = Told(hush(60.0))

    async def story() -> None:
        await until(lambda: told.ears.opened == 1)
        told.local = NIGHT
        await until(lambda: told.ears.closed == 1)
        assert told.hearing.latest is None

    told.lives(story)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [({}, SimulatedMicrophone), ({"source": "card"}, SoundCardMicrophone), ({"source": "a.wav"}, RecordedMicrophone)],
)
def test_the_settings_choose_the_microphone(asked: dict[str, str], kind: type, tmp_path: Path) -> None:
    settings = Settings.model_validate({"microphone": asked})
    organ, inlet = ears(settings, anatomy(settings, FolderStore(tmp_path), Clock()))
    assert isinstance(organ, kind)
    assert (inlet is organ) is (kind is SimulatedMicrophone)


def test_the_whole_creature_opens_and_closes_its_ears_as_it_is_told(tmp_path: Path) -> None:
    creature = compose(Settings.model_validate({"web": {"port": free_port()}}), tmp_path)
    assert creature.twins.microphone is not None

    def state() -> str:
        return creature.life.supervisor.statuses()["microphone"].state

    async def play() -> None:
        life = asyncio.create_task(creature.life.run())
        await until(lambda: state() == "closed")
        creature.life.order(Allow("microphone", True))
        await until(lambda: state() == "waiting")
        creature.life.order(Allow("microphone", False))
        await until(lambda: state() == "closed")
        assert creature.life.portrait().heard is None
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)

    asyncio.run(play())


def test_whose_voice_may_be_judged() -> None:
    class Organ:
        def obey(self, gate: object) -> None: ...

    flow = Flow(None, None, Body(Organ(), Organ(), Organ()))  # type: ignore[arg-type]
    decision = decided("rests", "All is calm.")
    assert not flow.may_judge_voice
    for binding, camera, may in (
        (Binding(None, None, ""), False, False),
        (Binding("Ada", None, ""), False, False),
        (Binding("Ada", 3, ""), True, True),
        (Binding("guest", None, ""), False, True),
        (Binding("guest", None, ""), True, False),
    ):
        flow.decision = replace(decision, binding=binding)
        flow.permissions = Permissions(camera=camera, microphone=True)
        assert flow.may_judge_voice is may, (binding, camera)
    flow.order(BeginSession("Ada"))
    assert not flow.may_judge_voice
