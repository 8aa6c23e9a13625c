"""A day in minutes: everything that happens to a creature in 24 hours, without the hours in between.

The whole daemon lives on twins in real time, its page open: residents come and go as in the shipped scenes, hands
stroke, people type and press, the light falls and rises, parts break every ten minutes, and it keeps its memory as
often as in a day. What grows with what happens shows here; a leak that needs hours of doing nothing does not.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from companion.body.calibration import store_name
from companion.daemon import keeping
from companion.daemon.compose import Creature, compose
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from tools.faults.table import GOOD, PICTURE
from tools.faults.trial import Robot, listening
from tools.living import free_port
from tools.soak import happenings
from tools.soak.figures import MB, Use, slope_per_hour, used
from tools.soak.table import Row

DAY_S = 86_400.0
FAULT_EVERY_S, SCENE_EVERY_S, WINDOW_EVERY_S = 600.0, 3600.0, 1800.0
CLOSING_S = 90.0
SAMPLES = 100
MOST_MB, MOST_SLOPE_MB_PER_HOUR, MOST_WRITTEN_MB = 200.0, 1.0, 5.0
MOST_THREADS, MOST_FILES = 40, 60
WARM_SHARE = 0.4
"""The first part of the day, in which it still loads what it needs; the slope is taken from the rest."""


@dataclass(slots=True)
class Lived:
    """What came of the day. `uses` are samples over its length; `slope_mb_per_day` is one day's worth of happenings."""

    minutes: float
    happened: dict[str, int] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    still_lost: tuple[str, ...] = ()
    unsafe: int = 0
    tracebacks: int = 0

    @property
    def told(self) -> str:
        return ", ".join(f"{number} {what}" for what, number in self.happened.items())

    @property
    def slope_mb_per_day(self) -> float:
        """Over the later part of the day, memory that a day's worth of happenings adds, MB."""
        later = self.uses[round(len(self.uses) * WARM_SHARE) :]
        return slope_per_hour([(use.at_s, use.memory_mb) for use in later]) * self.minutes / 60

    def rows(self) -> tuple[Row, ...]:
        first, last = self.uses[0], self.uses[-1]
        memory, threads, files = (
            max(values) for values in zip(*((u.memory_mb, u.threads, u.files) for u in self.uses), strict=True)
        )
        written = (last.written_bytes - first.written_bytes) / MB
        # The slope that the design allows is 1 MB for an hour of a day.
        most = MOST_SLOPE_MB_PER_HOUR * 24
        return (
            Row("a day: what happened", self.told, "", True),
            Row("a day: memory at most, children counted", f"{memory:.0f} MB", f"{MOST_MB:.0f} MB", memory <= MOST_MB),
            Row(
                "a day: memory that it adds",
                f"{self.slope_mb_per_day:+.1f} MB",
                f"below {most:.0f} MB (1 MB/h)",
                self.slope_mb_per_day < most,
            ),
            Row("a day: threads at most", f"{threads}", f"{MOST_THREADS}", threads <= MOST_THREADS),
            Row("a day: open files at most", f"{files}", f"{MOST_FILES}", files <= MOST_FILES),
            Row(
                "a day: written to the disk",
                f"{written:.1f} MB",
                f"below {MOST_WRITTEN_MB:.0f} MB",
                written < MOST_WRITTEN_MB,
            ),
            Row("a day: joints that held power untold", f"{self.unsafe}", "0", not self.unsafe),
            Row("a day: tracebacks in the log", f"{self.tracebacks}", "0", not self.tracebacks),
            Row(
                "a day: parts still lost at its end", ", ".join(self.still_lost) or "none", "none", not self.still_lost
            ),
        )


def live(folder: Path, minutes: float, say: Callable[[str], None] = lambda line: None, seed: int = 1) -> Lived:
    """Live through a day in so many minutes; a shorter one has less of everything but for the saves."""
    tracebacks = Tracebacks()
    with listening():
        logging.getLogger("companion").addHandler(tracebacks)
        try:
            lived = asyncio.run(_live(folder, minutes, random.Random(seed), say))
        finally:
            logging.getLogger("companion").removeHandler(tracebacks)
    lived.tracebacks = tracebacks.count
    return lived


class Tracebacks(logging.Handler):
    """Counts what was logged with a traceback: faults that nobody had thought of."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += bool(record.exc_info and record.exc_info[0])


async def _live(folder: Path, minutes: float, chance: random.Random, say: Callable[[str], None]) -> Lived:
    pace = minutes * 60 / DAY_S
    FolderStore(folder).save(store_name("twin"), GOOD)
    content = {
        "creature": {"seed": 7},
        "web": {"port": free_port()},
        "body": {"kind": "twins"},
        "camera": {"source": str(PICTURE)},
    }
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    usual_s, keeping.SAVE_EVERY_S = keeping.SAVE_EVERY_S, keeping.SAVE_EVERY_S * pace
    creature = compose(Settings.model_validate(content), folder, opened.set_result)
    robot, lived = Robot(creature), Lived(minutes)
    life = asyncio.create_task(creature.life.run())
    address = await opened
    lives = [
        asyncio.create_task(happenings.watch(robot)),
        asyncio.create_task(happenings.daylight(robot.board, DAY_S * pace)),
        asyncio.create_task(happenings.faults(robot, FAULT_EVERY_S * pace, chance, lived.happened)),
        asyncio.create_task(happenings.scenes(creature, SCENE_EVERY_S * pace, chance, lived.happened)),
        asyncio.create_task(happenings.windows(address, WINDOW_EVERY_S * pace, chance, lived.happened)),
    ]
    began_s = time.monotonic()
    for number in range(SAMPLES):
        await asyncio.sleep(minutes * 60 / SAMPLES)
        lived.uses.append(used(time.monotonic() - began_s))
        say(f"{100 * (number + 1) // SAMPLES} % of the day, {lived.uses[-1].memory_mb:.0f} MB, {lived.told}")
    for task in lives:
        task.cancel()
    ended = await asyncio.gather(*lives, return_exceptions=True)
    until_s = time.monotonic() + CLOSING_S
    while _lost(creature) and time.monotonic() < until_s:
        await asyncio.sleep(0.1)
    lived.still_lost, lived.unsafe = _lost(creature), robot.unsafe
    keeping.SAVE_EVERY_S = usual_s
    life.cancel()
    await asyncio.gather(life, return_exceptions=True)
    robot.board.stop()
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault
    return lived


def _lost(creature: Creature) -> tuple[str, ...]:
    statuses = creature.life.supervisor.statuses()
    return tuple(name for name, status in statuses.items() if status.state == "lost")
