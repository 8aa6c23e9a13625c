"""What is said to it, understood in a thread of its own and forgotten at once; only the reading goes on."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.perception.words.feeling import FeelingModel
from companion.perception.words.path import WordsPath
from companion.perception.words.phrase_list import PhraseList
from companion.vocabulary.readings import WordsMeaning, WordsReading
from companion.vocabulary.signals import Utterance

WAITING_MOST = 4
"""So many utterances may wait; the oldest is dropped for a new one."""


class Understander(Protocol):
    """Where utterances go."""

    def hear(self, said: Utterance) -> None: ...


class TypedAndSpoken:
    """What is typed on the page is English; what is spoken may be in another language, and understood elsewhere."""

    def __init__(self, typed: Understander, spoken: Understander) -> None:
        self._typed = typed
        self._spoken = spoken

    def hear(self, said: Utterance) -> None:
        """Somebody said or typed this."""
        (self._typed if said.typed else self._spoken).hear(said)


class ListedWords:
    """Understands by the phrase list alone: of other languages than English nothing more is known."""

    def __init__(self, listed: PhraseList, name: str, flow: Flow, clock: Clock) -> None:
        self._listed = listed
        self._name = name
        self._flow = flow
        self._clock = clock

    def hear(self, said: Utterance) -> None:
        """Somebody said this."""
        self._flow.feel(doubted(self._listed.read(said, self._name), said), self._clock.now())


class Understanding:
    """Utterance -> words path -> reading.

    `load` raises `ModelError`; while the model is not there, the table of patterns alone understands, at once. `hear`
    is called on the event loop.
    """

    def __init__(self, load: Callable[[], FeelingModel], flow: Flow, clock: Clock, name: str, key: bytes) -> None:
        self._load = load
        self._flow = flow
        self._clock = clock
        self._thread = thread_of_its_own("words")
        self._plain = WordsPath(None, name, key)
        self._path: WordsPath | None = None
        self._waiting: deque[Utterance] = deque(maxlen=WAITING_MOST)
        self._arrived = asyncio.Event()
        self._listens = False

    def hear(self, said: Utterance) -> None:
        """Somebody said or typed this."""
        if not self._listens:
            self._flow.feel(doubted(self._plain.understand(said).reading, said), self._clock.now())
            return
        self._waiting.append(said)
        self._arrived.set()

    async def run(self, link: Link) -> None:
        """Understand until cancelled. Raises `ModelError` where the model cannot be used."""
        link.waits("I am getting ready to understand words.")
        if self._path is None:
            model = await done_in(self._thread, self._load)
            self._path = WordsPath(model, self._plain.name, self._plain.key)
        link.works("I understand what is typed to me.")
        self._listens = True
        try:
            while True:
                await self._arrived.wait()
                self._arrived.clear()
                while self._waiting:
                    await self._understand(self._path, self._waiting.popleft())
        finally:
            self._listens = False
            self._waiting.clear()

    async def _understand(self, path: WordsPath, said: Utterance) -> None:
        understood = await done_in(self._thread, lambda: path.understand(said))
        self._flow.feel(doubted(understood.reading, said), self._clock.now())


WEIGHTY: frozenset[WordsMeaning] = frozenset({"leave_me", "pain"})
"""What must not be acted on when it was only half heard."""


def doubted(reading: WordsReading, said: Utterance) -> WordsReading:
    """What weighs and was only half heard is told as that; all else stays."""
    perhaps = tuple(meaning for meaning in reading.meanings if meaning in WEIGHTY)
    if said.sure or not perhaps:
        return reading
    rest = tuple(meaning for meaning in reading.meanings if meaning not in WEIGHTY)
    certainty = reading.certainty if rest else 0.0
    return replace(reading, meanings=rest or ("other",), perhaps=perhaps, certainty=certainty, valence=0.0, arousal=0.0)
