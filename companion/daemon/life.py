"""The living daemon: what runs, the one inlet for commands, and the portrait that windows show."""

import asyncio
import logging
from collections.abc import Sequence

from companion.daemon import keeping
from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.hearing import Hearing
from companion.daemon.heart import Heart
from companion.daemon.naming import Naming
from companion.daemon.senses import Brightness
from companion.daemon.sight import Sight
from companion.daemon.supervise import Supervisor, notify_service
from companion.daemon.warming import KeepingWarm
from companion.daemon.worker import done_within, thread_of_its_own
from companion.vocabulary.acts import Expressed, Glow, Pose, Saying, Sent
from companion.vocabulary.commands import GATE_NAMES, AnswerName, Command
from companion.vocabulary.errors import CompanionError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.portrait import Portrait
from companion.vocabulary.ports import Organ, Store
from companion.vocabulary.signals import Utterance

FACES_NEWS_S = 1.5
"""After this long the faces of the last frame are no longer shown."""

TOUCH_NEWS_S = 3.0
SAID_NEWS_S = 8.0
CARE_NEWS_S = 600.0

LATCH_PATIENCE_S = 2.0
"""How long a gate that was closed just before the end may take to reach the disk."""

_log = logging.getLogger(__name__)
_NOTHING_YET = Expressed(Pose(), frozenset(), Glow(), 0.0)


class Life:
    """One creature, alive on real time.

    Keeps `companion.vocabulary.ports.Life`; everything is called on the event loop.
    """

    def __init__(
        self,
        flow: Flow,
        heart: Heart,
        supervisor: Supervisor,
        sight: Sight,
        brightness: Brightness,
        organs: Sequence[Organ],
        store: Store,
        clock: Clock,
        naming: Naming,
    ) -> None:
        self.heart = heart
        self.supervisor = supervisor
        self._flow = flow
        self._sight = sight
        self._brightness = brightness
        self._organs = organs
        self._store = store
        self._store_thread = thread_of_its_own("store")
        self._latched = flow.gate
        self._clock = clock
        self.naming = naming
        self.keeping_warm: KeepingWarm | None = None
        """Set where a heating pad is fitted."""
        self.hearing: Hearing | None = None

    async def run(self) -> None:
        """Live until cancelled: first a safe pose, then everything optional.

        The body is at rest as soon as it is cancelled, whatever any part is still doing.
        """
        self.supervisor.permit(self._flow.permissions)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._move())
                group.create_task(self.supervisor.run())
        finally:
            # An empty errand behind the last gate: a stop of a moment ago is kept, and a dead disk holds nobody up.
            await done_within(LATCH_PATIENCE_S, self._store_thread, lambda: None)

    async def _move(self) -> None:
        try:
            for organ in self._organs:
                organ.open()
            self.heart.tick()
            notify_service("READY=1")
            await self.heart.beat()
        finally:
            notify_service("STOPPING=1")
            for organ in reversed(self._organs):
                organ.close()

    def moment(self) -> Moment:
        return self._clock.now()

    def order(self, command: Command) -> None:
        """Carry out a command: the gate closes at once, parts open and close, and a restart will find it so."""
        if isinstance(command, AnswerName):
            self.naming.answer(command)
            return
        before = self._flow.gate
        self._flow.order(command)
        self.supervisor.permit(self._flow.permissions)
        if self._flow.gate != before:
            _log.info("The gate is now %s.", describe(self._flow.gate))
            self._store_thread.submit(self._latch)

    def hear(self, text: str) -> None:
        """Words typed by somebody in front of the creature; only their meaning is kept."""
        if self._flow.permissions.words:
            self.naming.hear(Utterance(text, typed=True, captured_s=self._clock.now().monotonic_s))

    def portrait(self) -> Portrait:
        now_s = self._clock.seconds()
        expressed = self.heart.expressed or _NOTHING_YET
        sight, touch, care = self._sight.latest, self.heart.touch, self._flow.care
        return Portrait(
            at_s=now_s,
            sent=self.heart.sent or Sent(expressed.pose, frozenset(), now_s),
            glow=expressed.glow if self._flow.gate.may_glow else Glow(),
            breath=expressed.breath,
            decision=self._flow.decision,
            faces=sight.faces if sight is not None and now_s - sight.at_s < FACES_NEWS_S else (),
            touch=touch if touch is not None and now_s - touch.at_s < TOUCH_NEWS_S else None,
            senses=self.supervisor.news(),
            gate=self._flow.gate,
            permissions=self._flow.permissions,
            light=self._brightness.level,
            said=self._said(now_s),
            speech=self._flow.speech,
            care=care if care is not None and now_s - care.at_s < CARE_NEWS_S else None,
            warmth=self.keeping_warm.latest if self.keeping_warm is not None else None,
            heard=self.hearing.latest if self.hearing is not None else None,
            naming=self.naming.question,
        )

    def _said(self, now_s: float) -> Saying | None:
        """The last sentence, long enough to be read without haste."""
        said, fresh = self._flow.said, now_s - self._flow.said_s <= SAID_NEWS_S
        may_speak = self._flow.speech and self._flow.gate.may_sound
        return said if fresh and may_speak else None

    def _latch(self) -> None:
        """Keep the gate as it is by now: of many orders in a row only the last one costs the disk a write."""
        gate = self._flow.gate
        if gate == self._latched:
            return
        try:
            keeping.latch(self._store, gate)
            self._latched = gate
        except CompanionError as fault:
            _log.error("The gate is obeyed now, but will be forgotten at the next start: %s", fault)


def describe(gate: Gate) -> str:
    """The gate in words, for the log."""
    closed = [name for name in GATE_NAMES if getattr(gate, name)]
    return "closed for " + ", ".join(closed) if closed else "open"
