"""Strikes every fault of the table on a daemon on twins, and prints what came of it. Returns 1 when anything is wrong.

python -m tools.faults [NAME ...]
"""

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from companion.body.pins import load_pins, pins_file
from companion.vocabulary.errors import PinsError
from tools.faults.table import FAULTS, WRONG_PINS
from tools.faults.trial import Fault, Outcome, listening, tried
from tools.showing import ROOT

AT_ONCE = 4
"""Creatures that live side by side; each has a board, a bus and a state folder of its own."""


def everything(faults: tuple[Fault, ...], at_once: int = AT_ONCE, patience: float = 1.0) -> list[Outcome]:
    """Every fault on a creature of its own, a few at a time."""
    with listening() as lines, ThreadPoolExecutor(at_once, "fault") as threads:
        return list(threads.map(lambda fault: tried(fault, lines, patience), faults))


def row(fault: Fault, outcome: Outcome) -> tuple[str, ...]:
    told = "-" if outcome.told_s is None else f"{outcome.told_s:.2f} s"
    back = "-" if outcome.back_s is None else f"{outcome.back_s:.1f} s"
    once = "by the interlock" if fault.reason else f"{outcome.lost_times} / {outcome.back_times}"
    result = "; ".join(outcome.complaints) or "good"
    return (
        fault.name,
        told,
        back,
        once,
        f"limp in {outcome.limp_s * 1000:.0f} ms" if fault.limp else "as told",
        f"{outcome.longest_pause_s * 1000:.0f} ms",
        result,
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="faults", description="Every fault, on a daemon on twins; about a minute.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only faults whose name holds this")
    parser.add_argument(
        "--day", action="store_true", help="24 simulated hours of one creature, 144 faults: threads, memory"
    )
    parser.add_argument(
        "--faults", type=int, default=144, metavar="N", help="with --day: so many faults instead of 144"
    )
    parser.add_argument("--hours", type=float, default=24.0, metavar="H", help="with --day: only so much of it")
    parsed = parser.parse_args()
    if parsed.day:  # in a process of its own, whose clock may skip
        code = f"import sys; from tools.faults.day import main; sys.exit(main({parsed.faults}, {parsed.hours}))"
        return subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode
    names = parsed.names
    faults = tuple(fault for fault in FAULTS if not names or any(name in fault.name for name in names))
    if not faults:
        parser.error(f"no fault of that name; there are {', '.join(fault.name for fault in FAULTS)}")
    outcomes = everything(faults)
    head = ("fault", "told after", "back after", "told lost / back", "joints", "longest pause", "result")
    rows = [head, *(row(fault, outcome) for fault, outcome in zip(faults, outcomes, strict=True))]
    widths = [max(len(line[column]) for line in rows) for column in range(len(head))]
    for number, line in enumerate(rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |")
        if number == 0:
            print("| " + " | ".join("-" * width for width in widths) + " |")
    wrong = 0 if names else _refused_pins()
    wrong += sum(bool(outcome.complaints) for outcome in outcomes)
    print(f"\n{len(faults)} faults, {wrong} of them with a complaint.")
    return 1 if wrong else 0


def _refused_pins() -> int:
    """Start with wiring that cannot be right, and print how it is refused; how many were not."""
    good, accepted = pins_file().read_text(encoding="utf-8"), 0
    print("\nRefused before anything starts:\n")
    for name, before, after in WRONG_PINS:
        with tempfile.TemporaryDirectory(prefix="companion-pins-") as folder:
            path = Path(folder) / "pins.toml"
            path.write_text(good.replace(before, after, 1), encoding="utf-8")
            try:
                load_pins(path)
                accepted += 1
                print(f"- {name}: ACCEPTED")
            except PinsError as fault:
                print(f"- {name}: {fault.what}")
    return accepted


if __name__ == "__main__":
    sys.exit(main())
