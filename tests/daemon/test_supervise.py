"""Optional parts come and go; people are told once, and nothing freezes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from companion.daemon.supervise import LONGEST_PAUSE_S, Link, Part, Supervisor, notify_service
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Permissions

DEADLINE_S = 10.0


async def until(true: Callable[[], bool]) -> None:
    async def wait() -> None:
        while not true():
            await asyncio.sleep(0)

    await asyncio.wait_for(wait(), DEADLINE_S)


class Pauses:
    """Simulated waiting: remembers how long, and takes no time."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


def supervise(parts: list[Part], story: Callable[[Supervisor], Awaitable[None]], pause: Pauses | None = None) -> None:
    async def play() -> None:
        supervisor = Supervisor(parts, pause or Pauses())
        supervisor.permit(Permissions())
        running = asyncio.create_task(supervisor.run())
        await story(supervisor)
        assert not running.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(play())


def eyes() -> tuple[Part, list[str]]:
    """A camera that works, and the history of its openings and closings."""
    history: list[str] = []

    async def look(link: Link) -> None:
        history.append("open")
        link.works("I see.")
        try:
            await asyncio.Event().wait()
        finally:
            history.append("closed")

    return Part("camera", look, "camera"), history


def test_a_lost_part_is_tried_again_with_growing_pauses_up_to_a_minute() -> None:
    pauses = Pauses()

    async def fail(_: Link) -> None:
        raise OrganError("no answer", "camera")

    async def story(_: Supervisor) -> None:
        await until(lambda: len(pauses.seconds) >= 9)

    supervise([Part("camera", fail)], story, pauses)
    assert pauses.seconds[:7] == [1, 2, 4, 8, 16, 32, 60]
    assert max(pauses.seconds) == LONGEST_PAUSE_S


def test_a_loss_and_a_return_are_each_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    tries = 0

    async def recover_at_the_fifth_try(link: Link) -> None:
        nonlocal tries
        tries += 1
        if tries < 5:
            raise OrganError("the cable is loose", "camera", "Push it in.")
        link.works("I see.")
        await asyncio.Event().wait()

    part = Part("camera", recover_at_the_fifth_try)

    async def story(_: Supervisor) -> None:
        await until(lambda: part.link.status.state == "lost")
        assert part.link.status.line == "camera: the cable is loose Push it in."
        await until(lambda: part.link.status.state == "open")

    supervise([part], story)
    lines = [record.getMessage() for record in caplog.records]
    assert len([line for line in lines if "is lost" in line]) == 1
    assert lines.count("The camera is back.") == 1


def test_a_part_that_fails_in_an_unexpected_way_takes_no_other_part_with_it() -> None:
    ticks = 0

    async def break_down(_: Link) -> None:
        raise ZeroDivisionError("a mistake of ours")

    async def go_on(_: Link) -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    broken = Part("broken", break_down)

    async def story(_: Supervisor) -> None:
        await until(lambda: broken.link.losses == 1)
        before = ticks
        await until(lambda: ticks > before + 10)
        assert broken.link.status.state == "lost"

    supervise([broken, Part("other", go_on)], story)


def test_a_part_that_ends_by_itself_is_lost_not_spinning() -> None:
    pauses = Pauses()

    async def end(_: Link) -> None:
        return

    async def story(_: Supervisor) -> None:
        await until(lambda: len(pauses.seconds) >= 2)

    supervise([Part("light", end)], story, pauses)
    assert pauses.seconds[:2] == [1, 2]


def test_a_sense_opens_only_with_permission_and_closes_the_moment_it_goes() -> None:
    part, history = eyes()

    async def story(supervisor: Supervisor) -> None:
        await until(lambda: part.link.status.line == "The camera is closed: nobody has allowed it.")
        assert history == []
        supervisor.permit(Permissions(camera=True))
        await until(lambda: history == ["open"])
        supervisor.permit(Permissions())
        await until(lambda: history == ["open", "closed"] and part.link.status.state == "closed")
        supervisor.permit(Permissions(camera=True))
        await until(lambda: history == ["open", "closed", "open"])

    supervise([part], story)


def test_permission_that_goes_while_a_part_is_lost_ends_the_trying() -> None:
    tries = 0

    async def fail(_: Link) -> None:
        nonlocal tries
        tries += 1
        raise OrganError("no answer", "camera")

    part = Part("camera", fail, "camera")

    async def story(supervisor: Supervisor) -> None:
        supervisor.permit(Permissions(camera=True))
        await until(lambda: tries >= 3)
        supervisor.permit(Permissions())
        await until(lambda: part.link.status.state == "closed")
        before = tries
        for _ in range(20):
            await asyncio.sleep(0)
        assert tries == before

    supervise([part], story)


def test_permission_that_goes_and_comes_back_in_one_breath_opens_the_part_anew_and_is_no_loss() -> None:
    part, history = eyes()

    async def story(supervisor: Supervisor) -> None:
        supervisor.permit(Permissions(camera=True))
        await until(lambda: history == ["open"])
        supervisor.permit(Permissions())
        supervisor.permit(Permissions(camera=True))
        await until(lambda: history == ["open", "closed", "open"])
        assert part.link.losses == 0

    supervise([part], story)


def test_a_service_manager_that_cannot_be_told_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def no_descriptor_left(*_: object) -> None:
        tried.append("socket")
        raise OSError(24, "Too many open files")

    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere")
    notify_service("WATCHDOG=1")
    monkeypatch.setattr("companion.daemon.supervise.socket.socket", no_descriptor_left)
    notify_service("WATCHDOG=1")
    assert tried == ["socket"]
