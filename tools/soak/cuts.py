"""Two hundred power cuts: a daemon that writes all the time is killed at random moments; what it kept must be whole.

After each, every file must be one that was written to its end, what had been told as kept must be there, and the next
life must begin from it without a complaint. (A kill takes the process, not the disk's own cache: what a real power cut
does to a card is the business of fsync, which each write waits for.)
"""

import os
import random
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from companion.body.calibration import load_calibration, store_name
from companion.body.pins import load_pins
from companion.daemon.doctor.examine import kept
from companion.daemon.keeping import FolderStore
from companion.vocabulary.errors import CompanionError
from tools.soak.table import Row
from tools.soak.victim import DEVICE, days_kept, live_until_killed

CUTS = 200
LIVES_AT_MOST_S = 1.2
BEGINS_WITHIN_S = 0.3
AWAKE_WITHIN_S = 60.0
ONE_IN_TEN = 0.1


@dataclass(slots=True)
class Survived:
    """What came of the cuts. `complaints` are sentences, empty when all was whole each time."""

    cuts: int = 0
    drafts: int = 0
    told: int = 0
    complaints: list[str] = field(default_factory=list)

    def rows(self) -> tuple[Row, ...]:
        cuts, wrong = f"{self.cuts} times kill -9", len(self.complaints)
        return (
            Row(f"{cuts}: the state folder was whole", f"{self.cuts - wrong}", "every time", not wrong),
            Row(f"{cuts}: writes that had been told as kept", f"{self.told:,}", "all there", not wrong),
            Row(f"{cuts}: in the middle of a write", f"{self.drafts}", "some", self.drafts > 0 or self.cuts < 50),
        )


def cut(folder: Path, cuts: int = CUTS, seed: int = 1, say: Callable[[str], None] = lambda line: None) -> Survived:
    """Live and be killed so many times, each life with the state that the last one left.

    Forks, so call it before this process has threads.
    """
    chance, survived = random.Random(seed), Survived()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(cuts):
        _one(folder, chance, survived)
        survived.cuts = number + 1
        say(f"cut {survived.cuts} of {cuts}, {survived.told} writes, {len(survived.complaints)} complaints")
    return survived


def _one(folder: Path, chance: random.Random, survived: Survived) -> None:
    log, before = folder.with_suffix(".log"), days_kept(FolderStore(folder))
    log.unlink(missing_ok=True)
    ear, mouth = os.pipe()
    life = os.fork()
    if life == 0:
        live_until_killed(folder, mouth, log)
    os.close(mouth)
    try:
        if chance.random() < ONE_IN_TEN:  # some never get to live
            time.sleep(chance.uniform(0.0, BEGINS_WITHIN_S))
        elif select.select([ear], [], [], AWAKE_WITHIN_S)[0]:
            time.sleep(chance.uniform(0.0, LIVES_AT_MOST_S))
        os.kill(life, signal.SIGKILL)
        _, status = os.waitpid(life, 0)
        with os.fdopen(ear, "rb", closefd=False) as pipe:
            told = [int(line) for line in pipe.read().splitlines() if line.isdigit()]
    finally:
        os.close(ear)
    survived.told += len(told)
    survived.drafts += bool(list(folder.glob("*.draft")))
    complaint = _complaint(folder, told[-1] if told else before, log)
    if os.WIFEXITED(status):
        complaint = complaint or f"it ended by itself: {log.read_text(errors='replace') if log.exists() else ''}"
    if complaint:
        survived.complaints.append(complaint)


def _complaint(folder: Path, told: int, log: Path) -> str:
    """What is not as it must be, or nothing. On the disk is what was last told, or the write after it."""
    _, faults = kept(folder)
    if faults:
        return "; ".join(faults)
    said = log.read_text(errors="replace") if log.exists() else ""
    if "cannot be read" in said or "afresh" in said or "Traceback" in said:
        return f"that life complained: {said.strip().splitlines()[-1]}"
    store = FolderStore(folder)
    try:
        number = days_kept(store)
        if store.load(store_name(DEVICE)) is not None:
            load_calibration(store, DEVICE, load_pins(), None)
    except CompanionError as fault:
        return str(fault)
    return "" if number in (told, told + 1) else f"calibration {told} was told as kept, and {number} is there"
