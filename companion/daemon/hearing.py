"""Hearing as a supervised part: microphone -> loudness at once, and voices and sounds as soon as they are understood.

One thread reads the microphone and tells of sudden noise, another understands what was said how: a model that is slow
or stuck holds up neither the reflex nor the closing of the microphone. Sound goes from one to the other through a queue
of two seconds, and nowhere else.
"""

import asyncio
import functools
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from companion.body.sound.rate import Resampler
from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.perception.hearing import HearingPath
from companion.perception.sounds.condition import Condition
from companion.perception.sounds.loudness import Loudness
from companion.perception.sounds.own_voice import Left, OwnVoice
from companion.perception.sounds.steady import SteadyClock
from companion.settings import RhythmSettings
from companion.vocabulary.errors import ModelError
from companion.vocabulary.portrait import HeardNow
from companion.vocabulary.ports import Microphone
from companion.vocabulary.readings import LoudnessReading, SoundEvent, SoundReading, VoiceReading
from companion.vocabulary.signals import AudioChunk, Played, Speech

RATE_HZ = 16_000
PATIENCE_S = 0.1
"""How long the microphone's thread waits for a chunk: also the longest it stays open once permission has gone."""

SLICE_S = 0.25
NOTHING_COMES_S = 2.0
BACKLOG = 100
"""Chunks that may wait to be understood, two seconds; after that the oldest go."""

NIGHT_LOOK_S = 1.0
DARK_BELOW = 0.15
TOLD_S = 1.5
"""So long a voice or a sound is shown on the page as heard now."""


SOUNDS: Mapping[SoundEvent, str] = {
    "cough": "a cough",
    "sigh": "a sigh or a moan",
    "scream": "a scream",
    "snore": "snoring",
    "clap": "a clap",
    "bang": "a bang",
    "television": "a television",
    "speech": "talk",
}

Heard = LoudnessReading | VoiceReading | SoundReading


class SharedOwnVoice(OwnVoice):
    """Its own voice, as both threads ask for it."""

    def __init__(self, late_s: float = 0.0) -> None:
        super().__init__(late_s)
        self._turn = threading.Lock()

    def played(self, samples: NDArray[np.float32], start_s: float) -> None:
        with self._turn:
            super().played(samples, start_s)

    def expected_db(self, from_s: float, lasts_s: float = 0.02) -> float:
        with self._turn:
            return super().expected_db(from_s, lasts_s)

    def leave_out(self, heard: NDArray[np.float64], from_s: float) -> Left:
        with self._turn:
            return super().leave_out(heard, from_s)


class Hearing:
    """Microphone -> loudness, voices and sounds.

    `load` makes the path for its own voice; it may take a second, and raises `ModelError` where models are missing:
    then it still hears how loud it is. At night, and outside a session, it listens only with `at_night`, a consent of
    its own. `brightness` tells what the hour is where no clock can be trusted.
    """

    def __init__(
        self,
        microphone: Microphone,
        load: Callable[[OwnVoice], HearingPath],
        flow: Flow,
        clock: Clock,
        own: SharedOwnVoice,
        rhythm: RhythmSettings,
        gain_db: float = 0.0,
        at_night: bool = False,
        brightness: Callable[[], float | None] = lambda: None,
    ) -> None:
        self.latest: HeardNow | None = None
        self.dropped = 0
        self.words: Callable[[Speech], None] = lambda speech: None
        """Where what somebody says goes to be recognised; called in the thread of the models, must not wait."""
        self._microphone = microphone
        self._load = load
        self._flow = flow
        self._clock = clock
        self._own = own
        self._rhythm = rhythm
        self._at_night = at_night
        self._brightness = brightness
        self._gain_db = gain_db
        self._loudness = Loudness(gain_db)
        self._steady = SteadyClock()
        self._path: HearingPath | None = None
        self._missing: ModelError | None = None
        self._ears_thread = thread_of_its_own("microphone")
        self._path_thread = thread_of_its_own("hearing")
        self._backlog: deque[tuple[AudioChunk, float]] = deque()
        self._next_s: float | None = None
        self._sung: deque[Played] = deque(maxlen=100)
        self._turner: Resampler | None = None
        self._sung_until_s = 0.0
        self._listening = self._understanding = False
        self._fault: Exception | None = None

    @property
    def path(self) -> HearingPath | None:
        """The path, once loaded: for those who measure it."""
        return self._path

    @property
    def counts(self) -> Mapping[str, float]:
        """What went well and what did not, since the beginning."""
        condition = self._path.condition if self._path is not None else Condition()
        return {
            "heard_s": condition.heard_s,
            "dead_s": condition.dead_s,
            "clipped": float(condition.clipped),
            "gaps": float(condition.gaps),
            "dropped": float(self.dropped),
        }

    def played(self, piece: Played) -> None:
        """The loudspeaker sounds: hearing will leave it out."""
        if self._listening:
            self._sung.append(piece)

    def may_listen_now(self) -> bool:
        """By day always, at night only in a session or with a consent of its own."""
        return self._at_night or not self._is_night() or self._in_session()

    async def run(self, link: Link) -> None:
        """Listen until cancelled. Raises `OrganError` when the microphone is missing, busy or lost."""
        while True:
            while not self.may_listen_now():
                link.waits("It is night, and nobody has agreed that I listen then.")
                await asyncio.sleep(NIGHT_LOOK_S)
            link.waits("I am opening my ears.")
            if self._path is None:
                await done_in(self._path_thread, self._load_path)
            try:
                self._listening = True
                await done_in(self._ears_thread, self._microphone.open)
                await self._follow(link)
            finally:
                self._listening = False
                self.latest = None
                # Behind whatever the thread is doing: also an opening that nobody waits for any more is undone.
                await asyncio.shield(done_in(self._ears_thread, self._close))

    async def _follow(self, link: Link) -> None:
        """Until it may not listen any more."""
        link.waits("My ears are open; no sound has come yet.")
        loop = asyncio.get_running_loop()

        def tell(reading: Heard) -> None:
            loop.call_soon_threadsafe(self._feel, reading)

        came_s = self._clock.seconds()
        while self.may_listen_now():
            came = await done_in(self._ears_thread, functools.partial(self._listen, tell))
            if self._fault is not None:
                fault, self._fault = self._fault, None
                raise fault
            came_s = self._clock.seconds() if came else came_s
            self._say(link, self._clock.seconds() - came_s)

    def _listen(self, tell: Callable[[Heard], None]) -> bool:
        """In the microphone's thread, for a moment: sudden noise is told at once. Whether anything came."""
        until_s, came = self._clock.seconds() + SLICE_S, False
        while self._listening and self._clock.seconds() < until_s:
            chunk = self._microphone.latest(PATIENCE_S)
            if chunk is None or not len(chunk.samples):
                break
            came = True
            lasts_s = len(chunk.samples) / RATE_HZ
            at_s, gap = self._steady.steady(chunk.captured_s, lasts_s)
            if gap:
                self._loudness.forget()
            self._take_in_own()
            for reading in self._loudness.hear(chunk.samples[:, 0], at_s, self._own.expected_db(at_s, lasts_s)):
                tell(reading)
            self._backlog.append((chunk, at_s))
            while len(self._backlog) > BACKLOG:
                self._backlog.popleft()
                self.dropped += 1
            if not self._understanding and self._path is not None:
                self._understanding = True
                self._path_thread.submit(self._understand, tell)
        return came

    def _understand(self, tell: Callable[[Heard], None]) -> None:
        """In the thread of the models: everything that waits, in order."""
        try:
            self._hear(tell)
        except Exception as fault:  # handed on to the supervisor, which tells people and begins again
            self._fault = fault
        finally:
            self._understanding = False

    def _hear(self, tell: Callable[[Heard], None]) -> None:
        path = self._path
        while path is not None and self._listening and self._backlog:
            chunk, at_s = self._backlog.popleft()
            if self._next_s is not None and abs(at_s - self._next_s) > PATIENCE_S:
                path.condition.gaps += 1
                path.forget()
            self._next_s = at_s + len(chunk.samples) / RATE_HZ
            heard = path.hear(chunk.samples, at_s, self._flow.may_judge_voice)
            for speech in heard.speech:
                self.words(speech)
            understood: tuple[Heard, ...] = (*heard.voices, *heard.sounds)
            for reading in understood:
                tell(reading)

    def _feel(self, reading: Heard) -> None:
        """On the event loop."""
        if not self._listening:
            return
        now = self.latest or HeardNow(reading.at_s, None, None, None)
        match reading:
            case LoudnessReading():
                if self._path is not None and self._path.condition.is_dead:
                    return  # zeros are no quiet room
                now = replace(now, at_s=reading.at_s, loudness=reading)
            case VoiceReading():
                now = replace(now, voice=reading)
            case SoundReading():
                now = replace(now, sound=reading)
        old_s = reading.at_s - TOLD_S
        voice = now.voice if now.voice is not None and now.voice.at_s >= old_s else None
        sound = now.sound if now.sound is not None and now.sound.at_s >= old_s else None
        self.latest = replace(now, voice=voice, sound=sound)
        self._flow.feel(reading, self._clock.now())

    def _say(self, link: Link, silent_s: float) -> None:
        now, path = self.latest, self._path
        if path is not None and path.condition.is_dead:
            self.latest = None
            link.waits("My microphone sends nothing but silence. Is it muted, or its switch closed?")
        elif silent_s > NOTHING_COMES_S:
            self.latest = None
            link.waits("My ears are open; no sound comes.")
        elif now is None or now.loudness is None:
            return
        elif path is None:
            link.works(f"I hear how loud it is, and nothing else. {self._missing}", None, now.at_s)
        elif path.condition.is_clipped:
            link.works("It is too loud for my microphone, so I judge no voice.", None, now.at_s)
        elif path.gate.is_open:
            link.works(" ".join(("I hear a voice.", *path.lacks)), path.gate.chance, now.at_s)
        else:
            line = f"I hear {SOUNDS.get(now.sound.event, now.sound.event)}." if now.sound else "I hear nobody speak."
            link.works(" ".join((line, *path.lacks)), None, now.at_s)

    def _take_in_own(self) -> None:
        """In the microphone's thread: what was sung lately, at the rate of the ears and without seams."""
        while self._sung:
            piece = self._sung.popleft()
            goes_on = self._turner is not None and abs(piece.start_s - self._sung_until_s) < 0.005
            if not goes_on or self._turner is None:
                self._turner = Resampler(piece.samples.rate_hz, RATE_HZ)
            turned = self._turner.turn(piece.samples.values[:, np.newaxis])[:, 0]
            self._own.played(turned, piece.start_s)
            self._sung_until_s = piece.start_s + piece.samples.values.size / piece.samples.rate_hz

    def _load_path(self) -> None:
        try:
            self._path, self._missing = self._load(self._own), None
        except ModelError as fault:
            self._missing = fault

    def _close(self) -> None:
        """In the microphone's thread: no sound is left anywhere."""
        self._microphone.close()
        self._backlog.clear()
        self._sung.clear()
        self._loudness.forget()
        self._steady = SteadyClock()
        self._next_s = None
        if self._path is not None:
            self._path_thread.submit(self._path.forget)

    def _in_session(self) -> bool:
        decision = self._flow.decision
        return decision is not None and decision.binding.resident is not None

    def _is_night(self) -> bool:
        """By a trusted clock, and otherwise by the dark; by day where neither can tell."""
        local = self._clock.now().local_time
        if local is not None:
            return self._rhythm.is_quiet(local)
        level = self._brightness()
        return level is not None and level < DARK_BELOW
