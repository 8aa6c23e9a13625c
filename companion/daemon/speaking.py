"""Its sentences, spoken: from what the mind says to what the mouth plays, through an engine that may fail at any time.

A sentence goes to the engine clause by clause, in a worker thread, and begins to sound with the first. Without an
engine, or when it fails, the seal coos instead; people are told once, and the engine is tried again.
"""

import asyncio
from collections import deque
from concurrent.futures import Executor

from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.mouth import Mouth
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.expression.prosody import clauses, prosody_of
from companion.expression.spoken import Spoken, own_loudness_db, ready
from companion.expression.vocal_tract import Wave
from companion.vocabulary.acts import Decision, Prosody
from companion.vocabulary.ports import SpeechEngine

LOOK_EVERY_S = 0.02
SWITCH_EVERY_S = 0.2
LATE_S = 4.0
"""A sentence that has waited so long for the engine answers nobody any more."""


class Speaking:
    """The part that speaks while staff let it. One sentence at a time; a newer one replaces one that still waits."""

    def __init__(self, engine: SpeechEngine, flow: Flow, mouth: Mouth, clock: Clock) -> None:
        self._engine = engine
        self._flow = flow
        self._mouth = mouth
        self._clock = clock
        self._thread: Executor = thread_of_its_own("speech")
        self._waiting: deque[tuple[Decision, float]] = deque(maxlen=1)
        self._come = asyncio.Event()

    async def run(self, link: Link) -> None:
        """Speak until cancelled. Raises `OrganError` when the engine is missing, fails or hangs."""
        while True:
            link.waits("Nobody has let me speak.")
            while not self._flow.speech:
                await asyncio.sleep(SWITCH_EVERY_S)
            try:
                await done_in(self._thread, self._engine.open)
                await done_in(self._thread, own_loudness_db)
                await self._speak(link)
            finally:
                self._mouth.tongue = None
                self._engine.halt()
                await asyncio.shield(done_in(self._thread, self._engine.close))

    async def _speak(self, link: Link) -> None:
        """Until staff switch speech off."""
        self._waiting.clear()
        self._come.clear()
        self._mouth.tongue = self._take
        link.works("I can speak.")
        while self._flow.speech:
            try:
                await asyncio.wait_for(self._come.wait(), SWITCH_EVERY_S)
            except TimeoutError:
                continue
            self._come.clear()
            while self._waiting:
                decision, asked_s = self._waiting.popleft()
                if self._clock.seconds() - asked_s > LATE_S:
                    self._mouth.coo(decision)
                elif not await self._say(decision):
                    # An engine that was told to give up may have to load its voice again: now, not with the next words.
                    await done_in(self._thread, self._engine.open)

    def _take(self, decision: Decision) -> None:
        self._waiting.append((decision, self._clock.seconds()))
        self._come.set()

    async def _say(self, decision: Decision) -> bool:
        """Whether it was said to its end, or did not have to be."""
        saying = decision.saying
        if saying is None or not self._mouth.may_speak:
            return True
        quiet = self._mouth.is_quiet_hour
        prosody = prosody_of(saying, decision.impression, decision.awake, quiet)
        sentence = Spoken()
        begun = False
        try:
            for clause in clauses(saying.sentence):
                wave = await self._made(clause, prosody)
                if wave is None or (begun and not self._mouth.speaking):
                    return False
                if begun:
                    sentence.pause(prosody.pause_s)
                sentence.add(wave)
                if not begun:
                    self._mouth.say(sentence)
                begun = True
            return True
        except Exception:  # also a mistake of ours must not leave somebody without an answer
            if not begun:
                self._mouth.coo(decision)
            raise
        finally:
            sentence.end()

    async def _made(self, clause: str, prosody: Prosody) -> Wave | None:
        """The clause as the throat plays it; None once nobody may hear it."""

        level_db = prosody.level_db + self._mouth.own_gain_db

        def make() -> Wave | None:
            samples = self._engine.speak(clause, prosody)
            return None if samples is None else ready(samples, level_db)

        making = asyncio.ensure_future(done_in(self._thread, make))
        try:
            while not (await asyncio.wait({making}, timeout=LOOK_EVERY_S))[0]:
                if not self._mouth.may_speak:
                    self._engine.halt()
        except asyncio.CancelledError:
            self._engine.halt()
            raise
        wave = making.result()
        return wave if self._mouth.may_speak else None
