"""A day of a creature on twins, with 144 faults: the whole daemon, 24 hours of its clock in a few minutes.

Every ten minutes something breaks, and is mended, in real time; the hours between are skipped (`day_loop.py`): then
each part wakes six times a minute, and the joints are limp, as whenever the control loop pauses. The clock chip tells
the time, so that it sleeps at night; the light rises and falls; its memory is kept as often as in a day.

    python -m tools.faults --day
"""

import asyncio
import logging
import math
import random
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tools.faults.day_loop import REAL, DayLoop, SkippingClock
from tools.soak.figures import MB, Use, slope_per_hour, used
from tools.soak.table import Row, printed

if TYPE_CHECKING:
    from tools.faults.trial import Lines, Robot

FAULTS_A_DAY = 144
DAY_H, BEGINS_AT_H = 24.0, 6
LIES_S, AFTER_S = 0.5, 0.3
"""How long a fault lies, and how long it is looked at after it was mended, before time skips on."""

WARM_UP = 24
RECOVERS_WITHIN_S = 90.0
SAMPLE_EVERY_S, LOOK_EVERY_S = 600.0, 0.01
NIGHT_H = (21, 7)
MOST_MORE_THREADS, MOST_SLOPE_MB_PER_HOUR, MOST_WRITTEN_MB = 1, 1.0, 5.0
MOST_FILES = 60


@dataclass(slots=True)
class Day:
    """What came of it. `uses` are samples, the first of them after the first faults; times are those of its own day."""

    faults: int
    hours: float = 0.0
    took_s: float = 0.0
    uses: list[Use] = field(default_factory=list)
    told_lost: int = 0
    told_back: int = 0
    night_s: float = 0.0
    asleep_s: float = 0.0
    unsafe: int = 0
    still_lost: tuple[str, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        first, last = self.uses[0], self.uses[-1]
        slope = slope_per_hour([(use.at_s, use.memory_mb) for use in self.uses])
        written = (last.written_bytes - first.written_bytes) / MB
        threads, files = max(use.threads for use in self.uses), max(use.files for use in self.uses)
        most_mb = max(use.memory_mb for use in self.uses)
        asleep = f"{self.asleep_s / 3600:.1f} of {self.night_s / 3600:.1f} h"
        enough = f"{first.threads + MOST_MORE_THREADS}"
        return (
            Row("lived", f"{self.hours:.1f} h in {self.took_s:.0f} s", "", True),
            Row("faults, each mended", f"{self.faults}", "", True),
            Row("told when lost / back", f"{self.told_lost} / {self.told_back}", "alike", self.alike),
            Row("asleep at night", asleep, "most of it", self.asleep_s > 0.8 * self.night_s),
            Row("threads, first / at most / last", f"{first.threads} / {threads} / {last.threads}", enough,
                last.threads <= first.threads + MOST_MORE_THREADS),
            Row("open files, first / at most / last", f"{first.files} / {files} / {last.files}", f"{MOST_FILES}",
                files <= MOST_FILES and last.files <= first.files + 2),
            Row("memory, first / at most / last",
                f"{first.memory_mb:.1f} / {most_mb:.1f} / {last.memory_mb:.1f} MB", "", True),
            Row("memory, slope", f"{slope:+.2f} MB/h", f"below {MOST_SLOPE_MB_PER_HOUR:g} MB/h",
                slope < MOST_SLOPE_MB_PER_HOUR),
            Row("written to the disk", f"{written:.1f} MB", f"below {MOST_WRITTEN_MB:.0f} MB",
                written < MOST_WRITTEN_MB),
            Row("joints that held power untold", f"{self.unsafe}", "0", not self.unsafe),
            Row("still lost at the end", ", ".join(self.still_lost) or "nothing", "nothing", not self.still_lost),
        )  # fmt: skip

    @property
    def alike(self) -> bool:
        """Whatever was told as lost was told as back, and something was."""
        return self.told_lost == self.told_back > 0

    @property
    def is_good(self) -> bool:
        return all(row.is_good for row in self.rows())


def spend(folder: Path, faults: int = FAULTS_A_DAY, hours: float = DAY_H, seed: int = 1) -> Day:
    """Live through so many hours of it. Changes this process's clock for good, so nothing else may live in it."""
    clock = SkippingClock()
    time.monotonic = clock.monotonic  # before anything of the companion keeps it as its own
    from companion.daemon import clock as clock_room
    from tools.faults.trial import listening

    clock_room.wall_clock_is_trusted = lambda: False  # this computer's own does not skip; the clock chip does
    with listening() as lines, asyncio.Runner(loop_factory=lambda: DayLoop(clock)) as runner:
        return runner.run(_spent(folder, faults, hours, random.Random(seed), clock, lines))


async def _spent(
    folder: Path, faults: int, hours: float, chance: random.Random, clock: SkippingClock, lines: "Lines"
) -> Day:
    from companion.body.calibration import store_name
    from companion.daemon.compose import compose
    from companion.daemon.keeping import FolderStore
    from companion.settings import Settings
    from tools.faults.table import FAULTS, GOOD
    from tools.faults.trial import Robot
    from tools.living import free_port

    loop = asyncio.get_running_loop()
    assert isinstance(loop, DayLoop)
    # Those that a creature which lives already can meet, and that do not stop this program itself.
    struck = [fault for fault in FAULTS if not fault.settings and not fault.name.startswith(("calibration", "the con"))]
    FolderStore(folder).save(store_name("twin"), GOOD)
    content = {
        "creature": {"seed": 7},
        "web": {"port": free_port()},
        "body": {"kind": "twins"},
        "speech": {"engine": "none"},
    }
    creature = compose(Settings.model_validate(content), folder)
    robot, day = Robot(creature), Day(faults)
    began_s, real_s = loop.time(), REAL()
    _tell_time(robot, 0.0)
    life = asyncio.create_task(creature.life.run())
    looking = asyncio.create_task(_look(robot, day, began_s))
    await asyncio.sleep(2.0)
    for number in range(faults):
        due_s = began_s + (number + 1) * hours * 3600 / (faults + 1)
        loop.skip(True)
        while loop.time() < due_s:
            _shine(robot, loop.time() - began_s)
            if number >= min(WARM_UP, faults // 2) and (
                not day.uses or _age_s(day, loop.time() - began_s) > SAMPLE_EVERY_S
            ):
                day.uses.append(used(loop.time() - began_s))
            await asyncio.sleep(min(SAMPLE_EVERY_S, max(0.1, due_s - loop.time())))
        loop.skip(False)
        await asyncio.sleep(AFTER_S)
        fault = chance.choice(struck)
        fault.strike(robot)
        await asyncio.sleep(LIES_S)
        fault.mend(robot)
        _tell_time(robot, loop.time() - began_s)
        await asyncio.sleep(AFTER_S)
    loop.skip(True)
    await asyncio.sleep(max(0.0, began_s + hours * 3600 - loop.time()))
    loop.skip(False)
    until_s = loop.time() + RECOVERS_WITHIN_S
    while _lost(robot) and loop.time() < until_s:
        await asyncio.sleep(0.1)
    day.uses.append(used(loop.time() - began_s))
    day.hours, day.took_s = (loop.time() - began_s) / 3600, REAL() - real_s
    day.still_lost, day.unsafe = _lost(robot), robot.unsafe
    told = [line for each in lines.of.values() for line in each]
    day.told_lost = sum(" is lost" in line for line in told)
    day.told_back = sum(line.endswith(" is back.") for line in told)
    looking.cancel()
    life.cancel()
    await asyncio.gather(life, looking, return_exceptions=True)
    robot.board.stop()
    return day


def _age_s(day: Day, now_s: float) -> float:
    return now_s - day.uses[-1].at_s


def _hour(since_s: float) -> float:
    return (BEGINS_AT_H + since_s / 3600) % 24


def _shine(robot: "Robot", since_s: float) -> None:
    """Bright at noon, dark from evening to morning."""
    robot.board.shares(
        "light", max(0.0, 0.5 * math.sin(math.pi * (_hour(since_s) - NIGHT_H[1]) / (NIGHT_H[0] - NIGHT_H[1])))
    )


def _tell_time(robot: "Robot", since_s: float) -> None:
    """Set the clock chip to the time of this day, as whoever changes its battery would."""
    from companion.body.i2c import I2CBus, Registers
    from companion.body.raspberry.clock_chip import ClockChip

    today = datetime.now(UTC).replace(tzinfo=None, hour=BEGINS_AT_H, minute=0, second=0, microsecond=0)
    registers = Registers(I2CBus(lambda: robot.board.bus), robot.board.address("clock"), "DS3231")
    local_s = -time.localtime().tm_gmtoff
    ClockChip(registers).set(datetime.fromtimestamp(today.timestamp() + since_s + local_s))


async def _look(robot: "Robot", day: Day, began_s: float) -> None:
    """Power only where it is told; and whether it sleeps when it is night."""
    loop = asyncio.get_running_loop()
    before_s = loop.time()
    while True:
        robot.look()
        now_s, decision = loop.time(), robot.creature.life.heart.flow.decision
        hour = _hour(now_s - began_s)
        if hour >= NIGHT_H[0] or hour < NIGHT_H[1]:
            day.night_s += now_s - before_s
            day.asleep_s += (now_s - before_s) * (decision is not None and decision.act.name in ("sleep", "dream"))
        before_s = now_s
        await asyncio.sleep(LOOK_EVERY_S)


def _lost(robot: "Robot") -> tuple[str, ...]:
    statuses = robot.creature.life.supervisor.statuses()
    return tuple(name for name, status in statuses.items() if status.state == "lost")


def main(faults: int = FAULTS_A_DAY, hours: float = DAY_H) -> int:
    """Print the table; 1 when anything is not good. On a real disk, so that what is written is counted."""
    cache = Path(__file__).parents[2] / ".cache"
    cache.mkdir(exist_ok=True)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="day-", dir=cache) as name:
        day = spend(Path(name), faults, hours)
    print(printed(day.rows()))
    return 0 if day.is_good else 1
