"""A creature alive on real time, for one test: born in a folder of its own, lived with, and laid to rest."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from companion.daemon.compose import Creature, compose
from companion.settings import Settings
from companion.vocabulary.signals import Touches
from tools.living import free_port

DEADLINE_S = 10.0


async def until(true: Callable[[], bool], within_s: float = DEADLINE_S) -> None:
    async def wait() -> None:
        while not true():
            await asyncio.sleep(0.005)

    await asyncio.wait_for(wait(), within_s)


def live(creature: Creature, story: Callable[[Creature], Awaitable[None]]) -> None:
    async def play() -> None:
        life = asyncio.create_task(creature.life.run())
        await until(lambda: len(creature.servos.history) > 5)
        await story(creature)
        assert not life.done()
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)

    asyncio.run(play())


def born(folder: Path) -> Creature:
    """A creature with chance fixed and a page on a port nobody else has."""
    return compose(Settings.model_validate({"creature": {"seed": 7}, "web": {"port": free_port()}}), folder)


def statuses(creature: Creature) -> dict[str, str]:
    return {name: status.state for name, status in creature.life.supervisor.statuses().items()}


def stroke(creature: Creature) -> None:
    now_s = creature.life.moment().monotonic_s
    creature.twins.skin.feed(Touches("down", "cheek_left", 4.0, 0.5, now_s))
