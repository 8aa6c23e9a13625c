"""Runs every measurement and prints one table."""

import argparse
import platform
import sys
from collections.abc import Callable

from tools.bench import alive, bus, drawing, hearing, likeness, memory, motion, parts, sight, start, words
from tools.bench.table import Row, show

SECTIONS: dict[str, Callable[[], list[Row]]] = {
    "sight": sight.measure,
    "hearing": hearing.measure,
    "words": words.measure,
    "parts": parts.measure,
    "motion": motion.measure,
    "likeness": likeness.measure,
    "drawing": drawing.measure,
    "start": start.measure,
    "memory": memory.measure,
    "alive": alive.measure,
    "bus": bus.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="bench", description="Measure the creature; the whole run takes about two minutes."
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"only these: {', '.join(SECTIONS)}")
    wanted = parser.parse_args().sections or list(SECTIONS)
    if unknown := set(wanted) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    rows: list[Row] = []
    for name in wanted:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        rows += SECTIONS[name]()
    print(f"\n{platform.machine()}, {processor()}, Python {platform.python_version()}\n")
    show(rows, sys.stdout)
    return 0


def processor() -> str:
    """The processor's own name, as the kernel tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = [line.partition(":")[2].strip() for line in lines if line.startswith(("model name", "Model"))]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "unknown processor"


if __name__ == "__main__":
    sys.exit(main())
