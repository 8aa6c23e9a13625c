"""The table: what was measured, the target, how it stands to ours, and what a Pi 4 would need by estimate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

PI_4_NOTE = """\
Pi 4, estimated: multiply-accumulates of our models, divided by 7.1 billion a second. Not measured. That figure is SSD
MobileNet v2 (at least 0.8 billion, arXiv:1801.04381, table 6) in 112.6 ms on a Raspberry Pi 4 with TensorFlow Lite,
from github.com/aallan/benchmarking-ml-on-the-edge. Drawing, Python and all else is not in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `what`, the `measured` value, its `target` or nothing, its `ratio` to ours, the Pi 4 estimate."""

    what: str
    measured: str
    target: str = ""
    ratio: str = ""
    pi_4: str = ""


def show(rows: Sequence[Row], out: TextIO) -> None:
    """Print the rows as a Markdown table, aligned for people."""
    head = Row("what", "measured", "target", "beside ours", "Pi 4, estimated")
    cells = [[row.what, row.measured, row.target, row.ratio, row.pi_4] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    for number, line in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |", file=out)
        if number == 0:
            print("| " + " | ".join("-" * width for width in widths) + " |", file=out)
    if any(row.pi_4 for row in rows):
        print("\n" + PI_4_NOTE, file=out)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the sorted `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
