"""One fault, for real: a daemon lives on twins, the fault is struck, and after a while it is mended."""

import asyncio
import contextvars
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from companion.body.calibration import careful, store_name
from companion.body.twins.board import Board
from companion.body.twins.sound_card import SoundCardTwin
from companion.daemon.compose import Creature, compose
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from companion.vocabulary.acts import Joint
from tools.living import free_port

LIES_S = 2.5
"""How long a fault lasts, once it has been told."""

TOLD_WITHIN_S = 8.0
BACK_WITHIN_S = 20.0
"""The supervisor tries again after 1, 2, 4 and 8 seconds."""

LIMP_WITHIN_S = 0.5
"""The pulse of the one-shot (0.23 s), behind a frame that is found to be late (0.1 s)."""

LOOK_EVERY_S = 0.004
MOVES_WITHIN_S = 15.0
FROZEN_S = 1.0
UNTOLD_FOR_TICKS = 4
"""A frame is told when the next tick has seen it arrive, four frames at the very most."""

_who: contextvars.ContextVar[str] = contextvars.ContextVar("who", default="")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to the robot, and what must come of it.

    `strike` breaks something, `mend` undoes it. `part` is lost, or `line` is what that part says without being lost;
    `limp` means that no joint may hold power meanwhile. `reason` is one of the interlock instead. With `unnoticed`
    nothing may be lost at all. `before` prepares the state folder, `fit` the body before it lives, `settings` are its
    own.
    """

    name: str
    strike: Callable[["Robot"], None]
    mend: Callable[["Robot"], None]
    part: str = ""
    words: str = ""
    limp: bool = False
    reason: str = ""
    unnoticed: bool = False
    before: Callable[[FolderStore], None] = lambda store: None
    fit: Callable[["Robot"], None] = lambda robot: None
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What came of one fault. `complaint` is empty when everything was as it must be."""

    told_s: float | None = None
    back_s: float | None = None
    lost_times: int = 0
    back_times: int = 0
    words: str = ""
    unsafe: int = 0
    longest_pause_s: float = 0.0
    limp_s: float = 0.0
    complaints: list[str] = field(default_factory=list)


class Robot:
    """A daemon on twins, for one fault."""

    def __init__(self, creature: Creature) -> None:
        assert creature.body.board is not None
        self.creature = creature
        self.board: Board = creature.body.board
        self._untold_since: dict[Joint, int] = {}
        self._ticked = 0, time.monotonic()
        self.longest_pause_s = 0.0
        self.held_s = 0.0
        self.unsafe = 0
        self.notes: list[str] = []
        self.card = SoundCardTwin()

    def status(self, part: str) -> tuple[str, str]:
        known = self.creature.life.supervisor.statuses()[part]
        return known.state, known.line

    @property
    def ticks(self) -> int:
        return self.creature.life.heart._ticks

    def look(self) -> None:
        """Power only where it is told, but for the frames that are on their way."""
        now_s = time.monotonic()
        ticks, ticked_s = self._ticked
        if self.ticks != ticks:
            self.longest_pause_s = max(self.longest_pause_s, now_s - ticked_s)
            self._ticked = self.ticks, now_s
        held = self.board.held()
        self.held_s = now_s if held else self.held_s
        untold = held - self.creature.servos.latest().attached
        self._untold_since = {joint: self._untold_since.get(joint, self.ticks) for joint in untold}
        self.unsafe += any(self.ticks - since > UNTOLD_FOR_TICKS for since in self._untold_since.values())

    @property
    def moves(self) -> bool:
        return bool(self.board.held())


class Lines(logging.Handler):
    """What every creature has logged, apart: each lives in a context of its own."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.of: dict[str, list[str]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.of.setdefault(_who.get(), []).append(record.getMessage())


@contextmanager
def listening() -> Iterator[Lines]:
    """Collect what is logged, and print none of it."""
    lines, log = Lines(), logging.getLogger("companion")
    before = log.level, log.propagate
    log.addHandler(lines)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield lines
    finally:
        log.removeHandler(lines)
        log.level, log.propagate = before


def tried(fault: Fault, lines: Lines, patience: float = 1.0) -> Outcome:
    """Live, break, mend, end, on an event loop of its own: several may run at once, each in a thread.

    `patience` stretches what is asked of time, for a computer that is busy with other things.
    """
    return asyncio.run(_lived(fault, lines, patience))


async def _lived(fault: Fault, lines: Lines, patience: float) -> Outcome:
    _who.set(fault.name)
    with tempfile.TemporaryDirectory(prefix="companion-fault-") as folder:
        store = FolderStore(Path(folder))
        store.save(store_name("twin"), careful("twin", _today()).state())
        fault.before(store)
        content = {"creature": {"seed": 7}, "web": {"port": free_port()}, "body": {"kind": "twins"}, **fault.settings}
        creature = compose(Settings.model_validate(content), Path(folder))
        robot = Robot(creature)
        fault.fit(robot)
        life = asyncio.create_task(creature.life.run())
        looking = asyncio.create_task(_look(robot))
        try:
            return await _story(fault, robot, lines, patience)
        finally:
            looking.cancel()
            life.cancel()
            await asyncio.gather(life, looking, return_exceptions=True)
            robot.board.stop()


async def _story(fault: Fault, robot: Robot, lines: Lines, patience: float) -> Outcome:
    outcome = Outcome()
    if not await _until(lambda: robot.ticks > 25, TOLD_WITHIN_S * patience):
        outcome.complaints.append("it never began to live")
        return outcome
    struck_s = time.monotonic()
    if not _is_told(fault, robot):
        # Its own first move: joints are awake before they are broken.
        await _until(lambda: robot.moves, MOVES_WITHIN_S * patience)
        struck_s, robot.longest_pause_s = time.monotonic(), 0.0
        fault.strike(robot)
    if fault.unnoticed:
        outcome.words = fault.words
    elif await _until(lambda: _is_told(fault, robot), TOLD_WITHIN_S * patience):
        outcome.told_s = time.monotonic() - struck_s
    else:
        outcome.complaints.append(f"nobody was told; {fault.part or 'the interlock'} says: {_words(fault, robot)}")
    outcome.words = _words(fault, robot)
    outcome.complaints += robot.notes
    await asyncio.sleep(LIES_S)
    outcome.limp_s = max(0.0, robot.held_s - struck_s)
    if fault.limp and outcome.limp_s > LIMP_WITHIN_S * patience:
        outcome.complaints.append(f"joints held power {outcome.limp_s:.1f} s after it")
    mended_s = time.monotonic()
    fault.mend(robot)
    if fault.unnoticed:
        if robot.creature.life.supervisor.statuses()[fault.part].state == "lost":
            outcome.complaints.append("it was lost")
    elif await _until(lambda: _is_back(fault, robot), BACK_WITHIN_S * patience):
        outcome.back_s = time.monotonic() - mended_s
    else:
        outcome.complaints.append("it never came back")
    if not await _until(lambda: robot.moves, MOVES_WITHIN_S * patience):
        outcome.complaints.append("it never moved again")
    outcome.unsafe, outcome.longest_pause_s = robot.unsafe, robot.longest_pause_s
    _judge(fault, outcome, lines.of.get(fault.name, []), patience)
    return outcome


def _judge(fault: Fault, outcome: Outcome, said: list[str], patience: float) -> None:
    if fault.part and not fault.reason:
        outcome.lost_times = sum(line.startswith(f"The {fault.part} is lost") for line in said)
        outcome.back_times = said.count(f"The {fault.part} is back.")
        wanted = (0, 0) if fault.unnoticed or fault.words.startswith("=") else (1, 1)
        if (outcome.lost_times, outcome.back_times) != wanted:
            outcome.complaints.append(f"told {outcome.lost_times} times when lost, {outcome.back_times} when back")
    if fault.words.lstrip("=") not in outcome.words:
        outcome.complaints.append(f"it said {outcome.words!r}")
    if outcome.unsafe:
        outcome.complaints.append(f"{outcome.unsafe} times a joint held power that was not told")
    if outcome.longest_pause_s > FROZEN_S * patience:
        outcome.complaints.append(f"it stood still for {outcome.longest_pause_s:.1f} s")


def _is_told(fault: Fault, robot: Robot) -> bool:
    if fault.unnoticed:
        return False
    if fault.reason:
        return fault.reason in robot.creature.body.interlock.reasons
    state, line = robot.status(fault.part)
    return fault.words[1:] in line if fault.words.startswith("=") else state == "lost"


def _is_back(fault: Fault, robot: Robot) -> bool:
    if fault.reason:
        return fault.reason not in robot.creature.body.interlock.reasons
    if fault.words.startswith("="):
        return not _is_told(fault, robot)
    return robot.status(fault.part)[0] == "open"


def _words(fault: Fault, robot: Robot) -> str:
    if fault.reason:
        return "; ".join(robot.creature.body.interlock.reasons)
    return robot.status(fault.part)[1]


async def _look(robot: Robot) -> None:
    while True:
        robot.look()
        await asyncio.sleep(LOOK_EVERY_S)


async def _until(true: Callable[[], bool], within_s: float) -> bool:
    until_s = time.monotonic() + within_s
    while not true():
        if time.monotonic() > until_s:
            return False
        await asyncio.sleep(LOOK_EVERY_S)
    return True


def _today() -> Any:
    from datetime import date

    return date.today()
