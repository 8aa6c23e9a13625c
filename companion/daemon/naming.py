"""What it is called: it answers to its set name, and to names that residents keep using once staff have said yes.

Words go through here on their way to being understood. A word in the place of a name ("come here, Minka") is noticed in
the session of a named resident alone, while staff are not at work and nobody else is in sight; the sentence goes on and
is forgotten as any other. The names that staff confirmed are put back to its own before anything is understood, so all
that follows knows one name only.
"""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from companion.daemon import called
from companion.daemon.called import Called, shown
from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.keeping import FolderStore
from companion.daemon.residents import PREFIX as RESIDENT_PREFIX
from companion.daemon.residents import resident_of
from companion.daemon.supervise import Link
from companion.daemon.understanding import Understander
from companion.daemon.worker import done_in, thread_of_its_own
from companion.perception.words.calling import Calling
from companion.vocabulary.commands import GUEST, AnswerName
from companion.vocabulary.errors import StateError
from companion.vocabulary.portrait import NameQuestion
from companion.vocabulary.signals import Utterance

LOOK_EVERY_S = 2.0
"""How soon an answer given on the command line, and an erased resident, are noticed."""

OCCASION_S = 600.0
"""A name said again and again within ten minutes is one occasion."""

_log = logging.getLogger(__name__)


class Naming:
    """`name` is the set name; `understanding` takes what was said. All but the disk happens on the event loop.

    `alone` tells whether nobody but the resident is in sight.
    """

    def __init__(
        self,
        name: str,
        calling: Calling,
        understanding: Understander,
        flow: Flow,
        clock: Clock,
        store: FolderStore,
        alone: Callable[[], bool] = lambda: True,
    ) -> None:
        self._name = name
        self._calling = calling
        self._understanding = understanding
        self._flow = flow
        self.clock = clock
        self._store = store
        self.alone = alone
        self._thread = thread_of_its_own("naming")
        self._all: tuple[Called, ...] = ()
        self._residents: frozenset[str] = frozenset()
        self._heard_s: dict[tuple[str, int], float] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names beside its own that staff have confirmed, in small letters."""
        return tuple(dict.fromkeys(name for each in self._all for name in each.names))

    @property
    def question(self) -> NameQuestion | None:
        """What staff are asked now: one question after the other."""
        asking = next((each for each in self._all if each.asked is not None), None)
        return None if asking is None or asking.asked is None else NameQuestion(asking.resident, shown(asking.asked))

    def hear(self, said: Utterance) -> None:
        """Somebody said this; it goes on to be understood."""
        word = self._calling.name_in(said.text)
        if word is not None:
            self._notice(word)
        self._understanding.hear(replace(said, text=self._by_its_own_name(said.text)))

    def answer(self, command: AnswerName) -> None:
        """Staff have answered on the page."""
        self._thread.submit(self._answer, command)

    async def run(self, link: Link) -> None:
        """Follow what is kept until cancelled. Raises `StateError` when it cannot be read."""
        while True:
            self._all, self._residents = await done_in(self._thread, self._look)
            link.works(self._line())
            await asyncio.sleep(LOOK_EVERY_S)

    def _notice(self, word: str) -> None:
        decision, now = self._flow.decision, self.clock.now()
        resident = decision.binding.resident if decision is not None else None
        # Without a clock that can be trusted nobody knows which day it is, and days are what is counted.
        if resident is None or resident == GUEST or now.local_time is None:
            return
        if not self._flow.gate.may_judge or not self.alone() or word in self._known(resident):
            return
        key = (resident, called.number_of(word))
        if now.monotonic_s - self._heard_s.get(key, -OCCASION_S) < OCCASION_S:
            return
        self._heard_s[key] = now.monotonic_s
        self._thread.submit(self._count, resident, word, now.local_time.date())

    def _known(self, resident: str) -> frozenset[str]:
        """Words that are no new name for it: its own names, and those of the people."""
        people = {part for each in (*self._residents, resident) for part in re.findall(r"[^\W\d_]+", each.lower())}
        return frozenset({*self._name.lower().split(), *self.names, *people})

    def _by_its_own_name(self, text: str) -> str:
        if not self.names:
            return text
        other = "|".join(re.escape(name) for name in self.names)
        return re.sub(rf"(?<!\w)(?:{other})(?!\w)", lambda _: self._name, text, flags=re.IGNORECASE)

    def _line(self) -> str:
        others = [shown(name) for name in self.names]
        return f"I answer to {' and '.join((self._name, *others))}."

    def _look(self) -> tuple[tuple[Called, ...], frozenset[str]]:
        """In the thread of the disk."""
        residents = (resident_of(name) for name in self._store.names(RESIDENT_PREFIX))
        return called.load_all(self._store), frozenset(resident for resident in residents if resident is not None)

    def _count(self, resident: str, word: str, day: date) -> None:
        """In the thread of the disk."""
        try:
            known = called.load(self._store, resident)
            if known.hear(word, day):
                called.save(self._store, known)
        except StateError as fault:
            _log.error("What this resident calls it cannot be kept: %s", fault)

    def _answer(self, command: AnswerName) -> None:
        """In the thread of the disk."""
        try:
            known = called.load(self._store, command.resident)
            word = command.name.lower()
            if known.accept(word) if command.yes else known.decline(word):
                called.save(self._store, known)
        except StateError as fault:
            _log.error("The answer about its name cannot be kept: %s", fault)
