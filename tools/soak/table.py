"""The rows of the soak's table: what was measured, and what it may be at most."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `is_good` is whether `measured` is as `wanted` says."""

    what: str
    measured: str
    wanted: str
    is_good: bool


def printed(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    cells = [("what", "measured", "wanted", "")]
    cells += [(row.what, row.measured, row.wanted, "good" if row.is_good else "NOT GOOD") for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)
