"""What was learnt of each resident, to disk and back: each person's in one file of their own, so that one erase is all.

`Residents` stands between the flow and the mind: it sees sessions begin and end, hands the mind what was kept of that
one resident, and keeps it again every five minutes and at the end. The disk is only touched in a thread of its own, so
neither the mind nor the event loop ever waits for it. The guest is never kept.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import Any, Protocol
from urllib.parse import quote, unquote

from companion.daemon.keeping import LAST_SAVE_PATIENCE_S
from companion.daemon.worker import done_within, thread_of_its_own
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import GUEST, BeginSession, Command, EndSession
from companion.vocabulary.errors import StateError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Store
from companion.vocabulary.readings import Reading

PREFIX = "resident-"
KEEP_EVERY_S = 300.0
LOOK_EVERY_S = 1.0
"""How soon it is noticed that people have erased a resident whose session runs."""

LONGEST_NAME_BYTES = 60
_log = logging.getLogger(__name__)


class Learning(Protocol):
    """A mind that learns of the resident whose session runs, and of nobody else."""

    def think(
        self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment
    ) -> Decision: ...
    def resident_state(self) -> dict[str, Any] | None: ...
    def restore_resident(self, state: Mapping[str, Any]) -> None: ...
    def forget_resident(self) -> None: ...


class Residents:
    """The mind, with a memory for each resident. Thinks exactly as the mind does."""

    def __init__(self, mind: Learning, store: Store, thread: Executor | None = None) -> None:
        self._mind = mind
        self._store = store
        # One thread: what is kept last of a resident is what is found at their next session.
        self._thread = thread or thread_of_its_own("residents")
        self._turn = threading.Lock()
        self._session: Session | None = None

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        """One tick of the mind; around it sessions are begun, kept and ended."""
        with self._turn:
            news = [command for command in commands if isinstance(command, BeginSession | EndSession)]
            if news:
                self._keep(moment)
            decision = self._mind.think(readings, commands, gate, moment)
            for command in news:
                self._session = self._begin(command, moment)
            if self._session is not None:
                self._recall(self._session)
                self._look_whether_erased(self._session, moment)
                if not 0.0 <= moment.monotonic_s - self._session.kept_s < KEEP_EVERY_S:
                    self._keep(moment)
        return decision

    async def keep_last(self) -> None:
        """Keep what was learnt so far, before the creature goes to rest. Waits no longer than is good for anybody."""
        await done_within(LAST_SAVE_PATIENCE_S, self._thread, self._keep_now)

    def _keep_now(self) -> None:
        """In the thread of the disk. A mind that does not answer is not waited for."""
        if not self._turn.acquire(timeout=LAST_SAVE_PATIENCE_S / 2):
            return
        try:
            session, state = self._session, self._learnt()
            forgotten = session.forgotten if session is not None else 0
        finally:
            self._turn.release()
        if session is not None and state is not None:
            self._save(session, state, forgotten)

    def _begin(self, command: BeginSession | EndSession, moment: Moment) -> "Session | None":
        """The session of somebody who may be kept."""
        if isinstance(command, EndSession):
            return None
        resident = command.resident.strip()
        if resident == GUEST or not resident:
            return None
        try:
            name = store_name(resident)
        except StateError as fault:
            _log.warning("Nothing is kept of this resident: %s", fault)
            return None
        return Session(resident, name, moment.monotonic_s, self._thread.submit(self._store.load, name))

    def _recall(self, session: "Session") -> None:
        """Hand over what the disk has found meanwhile."""
        if (erased := session.erased) > session.forgotten:
            self._mind.forget_resident()
            session.forgotten = erased
        if session.found is None or not session.found.done():
            return
        found, session.found = session.found, None
        try:
            state = found.result()
            if state is not None:
                if state.get("resident") != session.resident:
                    raise StateError("is of another resident", session.name)
                self._mind.restore_resident(state)
            session.was_kept = state is not None
            session.may_keep = True
        except StateError as fault:
            _log.warning(
                "What was kept of this resident is not used, and nothing is kept until people erase it "
                "(`companion preferences erase`): %s",
                fault,
            )

    def _look_whether_erased(self, session: "Session", moment: Moment) -> None:
        if session.was_kept and not 0.0 <= moment.monotonic_s - session.looked_s < LOOK_EVERY_S:
            session.looked_s = moment.monotonic_s
            self._thread.submit(self._look, session)

    def _look(self, session: "Session") -> None:
        """In the thread of the disk: what people have erased is to be forgotten, not written again."""
        try:
            if session.was_kept and self._store.load(session.name) is None:
                session.was_kept = False
                session.erased += 1
        except StateError:
            return  # It cannot be read just now; that is said where it is kept.

    def _keep(self, moment: Moment) -> None:
        state = self._learnt()
        if self._session is not None:
            self._session.kept_s = moment.monotonic_s
            if state is not None:
                self._thread.submit(self._save, self._session, state, self._session.forgotten)

    def _learnt(self) -> dict[str, Any] | None:
        """What the mind knows of the resident of this session, if it may be kept."""
        if self._session is None:
            return None
        self._recall(self._session)
        if not self._session.may_keep:
            return None
        state = self._mind.resident_state()
        return state if state is not None and state.get("resident") == self._session.resident else None

    def _save(self, session: "Session", state: Mapping[str, Any], forgotten: int) -> None:
        """In the thread of the disk. `forgotten`: how many erasures the state comes after."""
        try:
            self._look(session)
            if session.erased > forgotten:
                return
            self._store.save(session.name, state)
            session.was_kept = True
        except StateError as fault:
            _log.error("What was learnt of this resident cannot be kept: %s", fault)


class Session:
    """A running session of somebody who is kept.

    `may_keep` only once what was kept before is in use, so that it is never overwritten unread. `erased` counts how
    often people have erased it meanwhile, `forgotten` how many of these the mind has followed.
    """

    __slots__ = ("erased", "forgotten", "found", "kept_s", "looked_s", "may_keep", "name", "resident", "was_kept")

    def __init__(
        self, resident: str, name: str, begun_s: float, found: "Future[Mapping[str, Any] | None] | None"
    ) -> None:
        self.resident = resident
        self.name = name
        self.kept_s = self.looked_s = begun_s
        self.found = found
        self.may_keep = False
        self.was_kept = False
        self.erased = 0
        self.forgotten = 0


def store_name(resident: str) -> str:
    """The name of a resident's file. Raises `StateError` for what is no name.

    Letters of every language, spaces and signs are written as in a web address, so two people never share a file and
    none lies outside its folder.
    """
    name = resident.strip()
    if not name or not name.isprintable() or set(name) & set("/\\") or name.startswith("."):
        raise StateError("is no name of a resident", repr(resident), "A name has letters, digits and spaces.")
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME_BYTES:
        raise StateError(f"is longer than {LONGEST_NAME_BYTES} bytes", repr(name[:20] + "..."), "Use a shorter name.")
    if name.casefold() == GUEST:
        raise StateError("is never kept", GUEST, "Only residents are.")
    return PREFIX + quote(name, safe="", errors="replace")


def resident_of(stored: str) -> str | None:
    """The resident whose file has this name, or None where it is nobody's."""
    if not stored.startswith(PREFIX):
        return None
    resident = unquote(stored.removeprefix(PREFIX), errors="replace")
    try:
        return resident if store_name(resident) == stored else None
    except StateError:
        return None
