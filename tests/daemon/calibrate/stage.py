"""A robot of twins on the bench in simulated time, and somebody whose answers are known in advance."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from companion.body.pins import load_pins
from companion.body.twins.board import Board
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.kept import Kept, PartName
from companion.daemon.calibrate.keyboard import Keyboard
from companion.daemon.calibrate.twins import TwinWorld, simulated_twins
from companion.daemon.calibrate.walk import calibrate
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from companion.vocabulary.acts import Joint

PINS = load_pins()
TODAY = date(2026, 11, 20)
TWINS = Settings.model_validate({"body": {"kind": "twins"}})

ONE_JOINT = ("", "m", "--", "--", "--", "l", *["++"] * 6, "h", "n", "")
"""It was the right one; its middle, low and high end; they are right; and it went the right way round."""

ANSWERS: dict[PartName, tuple[str, ...]] = {
    "servos": ("", "", *ONE_JOINT * 7, ""),
    "touch": ("", "", *[""] * 12),
    "microphone": ("", "", ""),
    "loudspeaker": ("", "", "+", "+", ""),
    "camera": ("", "", "u", "", "m", ""),
    "posture": ("", ""),
    "light": ("", "", ""),
}


class Stage:
    """One bench, one folder. `talk` lets somebody answer; what was told is in `told`."""

    def __init__(self, folder: Path, crossed: tuple[Joint, Joint] | None = None, settings: Settings = TWINS) -> None:
        self.folder = folder
        self.bench: Bench = simulated_twins(settings, PINS, crossed)
        self.told = ""
        self.before_line: Callable[[int], None] = lambda number: None

    @property
    def board(self) -> Board:
        assert self.bench.wiring.board is not None
        return self.bench.wiring.board

    @property
    def world(self) -> TwinWorld:
        assert isinstance(self.bench.world, TwinWorld)
        return self.bench.world

    @property
    def kept(self) -> Kept:
        return Kept(FolderStore(self.folder), "twin", PINS, TODAY)

    def talk(self, *lines: str, only: Sequence[PartName] = (), dry_run: bool = False) -> int:
        """Raises whatever ends it, with everything that was told kept."""
        out = io.StringIO()
        try:
            return calibrate(self.bench, self.kept, Keyboard(self._said(lines), out), only, dry_run)
        finally:
            self.told = out.getvalue()

    def is_limp(self) -> bool:
        """No joint has power, no output is open, and the supply falls for want of a beat."""
        board = self.board
        self.bench.wait(1.0)
        return board.held() == frozenset() and not board.pulses.output_enabled and not board.one_shot.is_on

    def _said(self, lines: Sequence[str]) -> Iterator[str]:
        for number, line in enumerate(lines):
            self.before_line(number)
            yield f"{line}\n"


def all_answers() -> tuple[str, ...]:
    return tuple(line for answers in ANSWERS.values() for line in answers)
