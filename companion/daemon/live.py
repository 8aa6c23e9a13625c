"""`companion run`: one creature from start to a body at rest."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TextIO

from companion.daemon.alone import body_alone, folder_alone
from companion.daemon.compose import Creature, compose
from companion.daemon.supervise import Link, Part, notify_service
from companion.settings import Settings
from companion.vocabulary.errors import SettingsError

SWITCH_INTERVAL_S = 0.001
"""How long one thread may keep Python's lock when another waits: the motion loop must not wait the default 5 ms."""

PARTS_END_WITHIN_S = 10.0


def live(
    settings: Settings,
    state_folder: Path,
    out: TextIO,
    direct: Callable[[Creature], None] = lambda creature: None,
    broken: SettingsError | None = None,
) -> int:
    """Live until SIGINT or SIGTERM. Returns 0 once the body is at rest. `direct` may change it before it lives.

    `broken` is what is wrong in the settings file, of which `settings` are what could be used. Raises `CompanionError`
    while another creature has this body or this state folder.
    """
    with contextlib.ExitStack() as held:
        if settings.body.kind == "raspberry":
            held.enter_context(body_alone())
        held.enter_context(folder_alone(state_folder))
        return _live(settings, state_folder, out, direct, broken)


def _live(
    settings: Settings,
    state_folder: Path,
    out: TextIO,
    direct: Callable[[Creature], None],
    broken: SettingsError | None,
) -> int:
    sys.setswitchinterval(SWITCH_INTERVAL_S)

    def ready(address: str) -> None:
        notify_service(f"STATUS={settings.creature.name} is awake{', but ' + str(broken) if broken else ''}.")
        print(
            f"{settings.creature.name} is awake. Open this page:\n\n    {address}\n\nCtrl-C lets it rest.",
            file=out,
            flush=True,
        )

    creature = compose(settings, state_folder, ready)
    if broken is not None:
        creature.life.supervisor.add(Part("settings", told(broken)))
    direct(creature)
    asyncio.run(until_told(creature))
    print(f"{settings.creature.name} is at rest.", file=out, flush=True)
    if any(not thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread()):
        # Idle workers end with the process. A stuck one would be waited for for ever, and the body is at rest already.
        logging.shutdown()
        out.flush()
        os._exit(0)
    return 0


def told(broken: SettingsError) -> Callable[[Link], Coroutine[Any, Any, None]]:
    """A part that says what is wrong in the settings for as long as it lives: they are read at the start alone."""

    async def run(link: Link) -> None:
        link.lost(broken)
        await asyncio.Event().wait()

    return run


async def until_told(creature: Creature) -> None:
    """Let it live until SIGINT or SIGTERM, and end within about ten seconds, whatever a driver does."""
    life = asyncio.create_task(creature.life.run())
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({life, waiting}, return_when=asyncio.FIRST_COMPLETED)
    life.cancel()
    # A part that cannot end (a driver that hangs) is left behind: the body rests since the cancellation.
    await asyncio.wait({life}, timeout=PARTS_END_WITHIN_S)
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        if life.done():
            life.result()
