"""A whole daemon that keeps its state all the time, until somebody kills it: what `cuts.py` cuts off.

What people do in weeks it does in seconds: the gate closes and opens, sessions begin and end, the mind is saved twenty
times a second, and a calibration is made again and again, each a day later than the one before. It tells a pipe `awake`
when it lives, and the number of each calibration as soon as that is kept; whoever reads that may believe it.
"""

import asyncio
import logging
import os
from datetime import date, timedelta
from pathlib import Path

from companion.body.calibration import careful, store_name
from companion.daemon import keeping
from companion.daemon.compose import compose
from companion.daemon.keeping import FolderStore
from companion.daemon.worker import done_in, thread_of_its_own
from companion.settings import Settings
from companion.vocabulary.commands import BeginSession, EndSession, SetGate
from tools.living import free_port

SAVE_EVERY_S = 0.05
DEVICE = "twin"
FIRST_DAY = date(2026, 1, 1)


def live_until_killed(folder: Path, pipe: int, log: Path) -> None:
    """Never returns. `log` takes what it has to say."""
    logging.basicConfig(filename=log, level=logging.WARNING, force=True)
    keeping.SAVE_EVERY_S = SAVE_EVERY_S
    try:
        asyncio.run(_live(folder, pipe))
    finally:
        os._exit(3)


async def _live(folder: Path, pipe: int) -> None:
    content = {"creature": {"seed": 7}, "web": {"port": free_port()}}
    creature = compose(Settings.model_validate(content), folder)
    life, store = creature.life, FolderStore(folder)
    living = asyncio.create_task(life.run())
    thread = thread_of_its_own("calibration")
    number = days_kept(store)
    os.write(pipe, b"awake\n")
    while not living.done():
        number += 1
        life.order(SetGate("stop", number % 2 == 0))
        life.order(BeginSession(f"resident {number % 7}", confirmed=True) if number % 3 else EndSession())
        made = careful(DEVICE, FIRST_DAY + timedelta(days=number)).state()
        await done_in(thread, lambda made=made: store.save(store_name(DEVICE), made))  # type: ignore[misc]
        os.write(pipe, b"%d\n" % number)
    living.result()


def days_kept(store: FolderStore) -> int:
    """The number of the calibration that is on the disk; 0 for none. Raises `StateError`."""
    state = store.load(store_name(DEVICE))
    return 0 if state is None else (date.fromisoformat(state["made"]) - FIRST_DAY).days
