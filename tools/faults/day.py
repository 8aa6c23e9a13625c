"""As many faults as a bad day has, one after the other on one creature: do threads or memory grow with them?"""

import asyncio
import random
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from companion.body.calibration import store_name
from companion.daemon.compose import compose
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from tools.faults.table import FAULTS, GOOD
from tools.faults.trial import Robot, listening
from tools.living import free_port

A_DAY = 144
"""One every ten minutes, for a day."""

LIES_S, BETWEEN_S = 0.4, 1.0
WARM_UP = 24
RECOVERS_WITHIN_S = 90.0


@dataclass(frozen=True, slots=True)
class Day:
    """Threads and memory (MB) after the first faults and after the last, and what was not well in the end."""

    faults: int
    threads_before: int
    threads_after: int
    memory_before_mb: float
    memory_after_mb: float
    unsafe: int
    longest_pause_s: float
    still_lost: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        grown = self.memory_after_mb - self.memory_before_mb
        return self.threads_after <= self.threads_before + 1 and grown < 10 and not self.unsafe and not self.still_lost


def spend(faults: int = A_DAY, seed: int = 1) -> Day:
    """Live through so many faults in real time, four or five minutes for a day's worth."""
    with listening():
        return asyncio.run(_spent(faults, random.Random(seed)))


async def _spent(faults: int, chance: random.Random) -> Day:
    # Those that a creature which lives already can meet, and that do not stop this program itself.
    struck = [fault for fault in FAULTS if not fault.settings and not fault.name.startswith(("calibration", "the con"))]
    with tempfile.TemporaryDirectory(prefix="companion-day-") as folder:
        store = FolderStore(Path(folder))
        store.save(store_name("twin"), GOOD)
        content = {"creature": {"seed": 7}, "web": {"port": free_port()}, "body": {"kind": "twins"}}
        creature = compose(Settings.model_validate(content), Path(folder))
        robot = Robot(creature)
        life = asyncio.create_task(creature.life.run())
        looking = asyncio.create_task(_look(robot))
        await asyncio.sleep(2.0)
        threads, memory = threading.active_count(), _memory_mb()
        for number in range(faults):
            if number == min(WARM_UP, faults // 2):
                threads, memory = threading.active_count(), _memory_mb()
                robot.longest_pause_s = 0.0
            fault = chance.choice(struck)
            fault.strike(robot)
            await asyncio.sleep(LIES_S)
            fault.mend(robot)
            await asyncio.sleep(BETWEEN_S)
        until_s = time.monotonic() + RECOVERS_WITHIN_S
        while _lost(robot) and time.monotonic() < until_s:
            await asyncio.sleep(0.1)
        day = Day(
            faults,
            threads,
            threading.active_count(),
            memory,
            _memory_mb(),
            robot.unsafe,
            robot.longest_pause_s,
            _lost(robot),
        )
        looking.cancel()
        life.cancel()
        await asyncio.gather(life, looking, return_exceptions=True)
        robot.board.stop()
        return day


def _lost(robot: Robot) -> tuple[str, ...]:
    statuses = robot.creature.life.supervisor.statuses()
    return tuple(name for name, status in statuses.items() if status.state == "lost")


async def _look(robot: Robot) -> None:
    while True:
        robot.look()
        await asyncio.sleep(0.01)


def _memory_mb() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def show(day: Day) -> None:
    """Print it for people."""
    print(f"{day.faults} faults, one after the other, on one creature:")
    print(f"- threads {day.threads_before} -> {day.threads_after}")
    print(f"- memory {day.memory_before_mb:.0f} MB -> {day.memory_after_mb:.0f} MB")
    print(f"- longest pause of the control loop {day.longest_pause_s * 1000:.0f} ms")
    print(f"- power that was not told: {day.unsafe} times")
    print(f"- still lost at the end: {', '.join(day.still_lost) or 'nothing'}")
