"""Starts the optional parts, opens them only with permission, starts them again with back-off, and tells people once.

A part is anything the creature can live without: a sense, the mind, the voice. It runs until it is cancelled; when it
raises, it is lost, said once, and tried again after 1, 2, 4 ... at most 60 seconds; said once more when it is back. No
part can freeze another.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from companion.vocabulary.errors import CompanionError
from companion.vocabulary.permissions import Permissions, Sense
from companion.vocabulary.readings import SenseStatus

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0

_log = logging.getLogger(__name__)


class Link:
    """How a running part tells how it is. The page shows `status`; the log hears only of losses and returns."""

    def __init__(self, name: str) -> None:
        self.status = SenseStatus(name, "closed", f"The {name} is closed.")
        self.losses = 0
        self._is_lost = False

    def works(self, line: str, certainty: float | None = None, at_s: float | None = None) -> None:
        """The part delivers. Ends a loss."""
        if self._is_lost:
            self._is_lost = False
            _log.info("The %s is back.", self.status.sense)
        self._set("open", line, certainty, at_s)

    def waits(self, line: str) -> None:
        """The part is open and has nothing to tell yet."""
        self._set("waiting", line)

    def closed(self, line: str) -> None:
        self._set("closed", line)

    def lost(self, fault: BaseException) -> None:
        """The part failed; people are told once, not at every try."""
        line = str(fault) if isinstance(fault, CompanionError) else f"{type(fault).__name__}: {fault}"
        if not self._is_lost:
            self._is_lost = True
            self.losses += 1
            expected = isinstance(fault, CompanionError)
            _log.warning(
                "The %s is lost, and will be tried again: %s",
                self.status.sense,
                line,
                exc_info=None if expected else fault,
            )
        self._set("lost", line)

    def _set(
        self,
        state: Literal["open", "closed", "waiting", "lost"],
        line: str,
        certainty: float | None = None,
        at_s: float | None = None,
    ) -> None:
        self.status = SenseStatus(self.status.sense, state, line, certainty, at_s)


@dataclass(slots=True)
class Part:
    """One optional part: `run` works until cancelled; `sense` names the permission it needs, if it needs one."""

    name: str
    run: Callable[[Link], Awaitable[None]]
    sense: Sense | None = None
    link: Link = field(init=False)

    def __post_init__(self) -> None:
        self.link = Link(self.name)


class Supervisor:
    """Keeps every part running while it is permitted. `pause` waits between tries (tests pass their own)."""

    def __init__(self, parts: Iterable[Part], pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.parts = tuple(parts)
        self._pause = pause
        self._allowed = {part.name: asyncio.Event() for part in self.parts}
        self._forbidden = {part.name: asyncio.Event() for part in self.parts}

    def add(self, part: Part) -> None:
        """One more part, before `run`."""
        self.parts = (*self.parts, part)
        self._allowed[part.name], self._forbidden[part.name] = asyncio.Event(), asyncio.Event()

    def permit(self, permissions: Permissions) -> None:
        """Open what may be open and close what may not, from now on."""
        for part in self.parts:
            allowed = part.sense is None or permissions.allows(part.sense)
            opened, closed = self._allowed[part.name], self._forbidden[part.name]
            (opened.set if allowed else opened.clear)()
            (closed.clear if allowed else closed.set)()

    def statuses(self) -> dict[str, SenseStatus]:
        """How every part is, by name."""
        return {part.name: part.link.status for part in self.parts}

    def news(self) -> tuple[SenseStatus, ...]:
        """What people should see: every sense, and any other part while it is lost."""
        return tuple(
            part.link.status for part in self.parts if part.sense is not None or part.link.status.state == "lost"
        )

    async def run(self) -> None:
        """Supervise until cancelled; then every part has been cancelled and closed."""
        async with asyncio.TaskGroup() as group:
            for part in self.parts:
                group.create_task(self._keep(part))

    async def _keep(self, part: Part) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            if not self._allowed[part.name].is_set():
                part.link.closed(f"The {part.name} is closed: nobody has allowed it.")
                await self._allowed[part.name].wait()
            losses = part.link.losses
            went, fault = await self._until_forbidden(part.name, part.run(part.link))
            if went:
                pause_s = FIRST_PAUSE_S
                continue
            part.link.lost(fault or CompanionError(f"the {part.name} ended by itself"))
            if part.link.losses > losses:
                pause_s = FIRST_PAUSE_S
            await self._until_forbidden(part.name, self._pause(pause_s))
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _until_forbidden(self, name: str, work: Awaitable[None]) -> tuple[bool, BaseException | None]:
        """Run `work` until it ends or permission goes: whether it went (it may be back by now), and the fault."""
        task = asyncio.ensure_future(work)
        forbidden = asyncio.ensure_future(self._forbidden[name].wait())
        try:
            await asyncio.wait({task, forbidden}, return_when=asyncio.FIRST_COMPLETED)
            went = forbidden.done()
        finally:
            for future in (task, forbidden):
                future.cancel()
            await asyncio.gather(task, forbidden, return_exceptions=True)
        return went, None if task.cancelled() else task.exception()


def notify_service(message: str) -> None:
    """Tell systemd, when it started us: `READY=1`, `WATCHDOG=1`, `STOPPING=1` (sd_notify(3)). Silent elsewhere."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as messenger:
            messenger.sendto(message.encode(), "\0" + address[1:] if address.startswith("@") else address)
    except OSError as fault:
        _log.debug("systemd does not hear us: %s", fault)
