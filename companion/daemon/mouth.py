"""Everything that sounds goes through here: cries and sentences, a tenth of a second ahead of the loudspeaker.

Synthesis runs in a worker thread. What the gate forbids is not sung later; a sentence is never cut short by a cry, only
by people and by acts that are silent.
"""

import asyncio
import functools
import secrets
from collections.abc import Callable

from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.expression.own_level import ROOM_SETTLES_S, own_gain_db, settled_db
from companion.expression.spoken import USUAL_INTENSITY, Spoken
from companion.expression.voice import Voice
from companion.mind.sayings import SPEECHLESS
from companion.settings import RhythmSettings
from companion.vocabulary.acts import Cry, Decision, Expressed
from companion.vocabulary.readings import LoudnessReading
from companion.vocabulary.signals import Played, Samples

SOUND_AHEAD_S = 0.1
SOUND_PIECE_S = 0.04

OWN_ECHO_S = 0.6
"""So long after its own voice what the microphone hears is not yet the room."""


class Mouth:
    """One mouth. `played` hears of every piece that really sounds, so that hearing can leave it out."""

    def __init__(
        self,
        flow: Flow,
        clock: Clock,
        rhythm: RhythmSettings = RhythmSettings(),  # noqa: B008 - a frozen value
        played: Callable[[Played], None] = lambda piece: None,
    ) -> None:
        self.tongue: Callable[[Decision], None] | None = None
        """Whoever can say a sentence now; without one it coos."""
        self._flow = flow
        self._clock = clock
        self._rhythm = rhythm
        self._played = played
        self._thread = thread_of_its_own("voice")
        self._cry: Cry | None = None
        self._hush = False
        self._sentence: Spoken | None = None
        self._begins = False
        self._wanted = asyncio.Event()
        self._room_db: float | None = None
        self._room_s = self._sounded_s = float("-inf")

    @property
    def speaking(self) -> bool:
        return self._sentence is not None and not self._sentence.over

    @property
    def may_speak(self) -> bool:
        """Whether a sentence may sound now: staff let it, no gate is closed, and it is not doing something silent."""
        decision = self._flow.decision
        silent = decision is not None and decision.act.name in SPEECHLESS
        return self._flow.speech and self._flow.gate.may_sound and not silent

    @property
    def is_quiet_hour(self) -> bool:
        return self._rhythm.is_quiet(self._clock.now().local_time)

    @property
    def own_gain_db(self) -> float:
        """How much louder than usual it is, for the room and the hour."""
        return own_gain_db(self._room_db, self.is_quiet_hour)

    def wish(self, expressed: Expressed) -> None:
        """What expression asks for in this tick. Cries that come during a sentence are let go."""
        self._hear_room(self._flow.room)
        if expressed.hush:
            self._hush, self._cry = True, None
        if expressed.cry is not None and not self.speaking:
            self._cry = expressed.cry
        if self._hush or self._cry is not None:
            self._wanted.set()

    def decided(self, decision: Decision) -> None:
        """The mind has something to say: a sentence, or a coo where nobody can say it."""
        if decision.saying is None:
            return
        if self.tongue is not None:
            self.tongue(decision)
        else:
            self.coo(decision)

    def coo(self, decision: Decision) -> None:
        """Say it in its own way."""
        if self._flow.gate.may_sound and not self.speaking:
            seed = secrets.randbits(31)
            self._cry = Cry("coo", USUAL_INTENSITY, decision.mood, decision.arousal, seed, decision.awake)
            self._wanted.set()

    def say(self, sentence: Spoken) -> None:
        """Begin a sentence whose clauses are on their way."""
        self._sentence, self._begins, self._cry = sentence, True, None
        self._wanted.set()

    async def run(self, voice: Voice, link: Link) -> None:
        """Sound until cancelled."""
        speaker = self._flow.body.speaker
        self._forget()
        link.works("My voice is ready.")
        while True:
            await self._wanted.wait()
            voice.adapt(self.own_gain_db)
            if self.speaking and not self.may_speak:
                self._hush = True
            elif self.speaking:
                self._hush = False  # a touch stills a cry, not a sentence
            if self._hush:
                self._hush = False
                voice.hush()
                self._sentence = None
            if self._begins and self._sentence is not None:
                voice.say(self._sentence)
            self._begins = False
            moment = self._clock.now()
            if speaker.queued_s(moment) > SOUND_AHEAD_S:
                await asyncio.sleep(SOUND_PIECE_S / 2)
                continue
            cry, self._cry = self._cry, None
            samples = await done_in(self._thread, functools.partial(_sing, voice, cry))
            piece = None if samples is None else speaker.play(samples, self._clock.now())
            if piece is not None:
                self._sounded_s = piece.start_s + SOUND_PIECE_S
                self._played(piece)
                continue
            voice.forget()
            self._rest()

    def _forget(self) -> None:
        """What was to sound while there was no voice does not sound later."""
        self._cry, self._hush, self._sentence, self._begins = None, False, None, False
        self._wanted.clear()

    def _rest(self) -> None:
        """Nothing sounds any more, unless something was wished for in this very moment."""
        if not self._begins:
            self._sentence = None
            if self._cry is None:
                self._wanted.clear()

    def _hear_room(self, reading: LoudnessReading | None) -> None:
        """Get used to how loud it is around, but never to itself."""
        if reading is None or reading.at_s <= self._room_s or reading.at_s - self._sounded_s < OWN_ECHO_S:
            return
        since_s = min(reading.at_s - self._room_s, ROOM_SETTLES_S)
        level_db = reading.level_db if reading.room_db is None else reading.room_db
        self._room_db, self._room_s = settled_db(self._room_db, level_db, since_s), reading.at_s


def _sing(voice: Voice, cry: Cry | None) -> Samples | None:
    """In the worker: a cry's first breath takes longer than the event loop may be held up."""
    if cry is not None:
        voice.begin(cry)
    return voice.next(SOUND_PIECE_S)
