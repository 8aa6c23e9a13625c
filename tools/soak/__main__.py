"""Prints the soak's table, and how far it is on the way. Returns 1 when anything is not as it should be.

python -m tools.soak [--short] [cuts] [nights] [day]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.soak import cuts, hours, nights
from tools.soak.table import Row, printed

PARTS = ("cuts", "nights", "day")
MINUTES = 6.0
SHORT_MINUTES, SHORT_NIGHTS, SHORT_CUTS = 0.25, 10, 5
CACHE = Path(__file__).parents[2] / ".cache"
"""On a real disk, so that bytes written are counted."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="soak", description="A day, a thousand nights, two hundred power cuts.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these of {', '.join(PARTS)}")
    parser.add_argument("--short", action="store_true", help="a little of everything, in a minute")
    parser.add_argument(
        "--minutes", type=float, default=MINUTES, metavar="M", help=f"how long the day lasts ({MINUTES:g})"
    )
    parsed = parser.parse_args()
    if unknown := set(parsed.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    CACHE.mkdir(exist_ok=True)
    rows: list[Row] = []
    progress = Progress()
    with tempfile.TemporaryDirectory(prefix="soak-", dir=CACHE) as name:
        for part in PARTS:  # the cuts fork, so they come before anything has threads
            if not parsed.parts or part in parsed.parts:
                rows += _rows(part, Path(name), parsed.short, parsed.minutes, progress.say)
    progress.say("")
    print(printed(rows))
    return 0 if all(row.is_good for row in rows) else 1


def _rows(part: str, folder: Path, short: bool, minutes: float, say: Callable[[str], None]) -> tuple[Row, ...]:
    if part == "cuts":
        return cuts.cut(folder / "cuts", SHORT_CUTS if short else cuts.CUTS, say=say).rows()
    if part == "nights":
        return nights.spend(SHORT_NIGHTS if short else nights.NIGHTS, say=say).rows()
    return hours.live(folder / "day", SHORT_MINUTES if short else minutes, say=say).rows()


class Progress:
    """Says how far it is: on a terminal in one line that changes, elsewhere a line every ten seconds."""

    EVERY_S = 10.0

    def __init__(self) -> None:
        self._told_s = 0.0

    def say(self, line: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
        elif line and time.monotonic() - self._told_s > self.EVERY_S:
            self._told_s = time.monotonic()
            print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
