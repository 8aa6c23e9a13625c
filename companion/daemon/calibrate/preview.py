"""Small pictures made of letters: where a joint may go, how strong something is, what a camera sees."""

import math
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

TRAVEL_WIDTH, BAR_WIDTH = 61, 30
SHADES = " .:-=+*#%@"
PICTURE_COLUMNS = 56


def travel_bar(now_us: float | None, places: Mapping[str, float], shortest_us: float, longest_us: float) -> str:
    """Where the joint is (`^`) in all that a pulse may be, its places `l`, `m`, `h`, and the way between them."""
    cells = ["·"] * TRAVEL_WIDTH

    def cell(width_us: float) -> int:
        share = (width_us - shortest_us) / (longest_us - shortest_us)
        return min(max(round(share * (TRAVEL_WIDTH - 1)), 0), TRAVEL_WIDTH - 1)

    if len(places) > 1:
        ends = sorted(cell(width_us) for width_us in places.values())
        cells[ends[0] : ends[-1] + 1] = ["━"] * (ends[-1] - ends[0] + 1)
    for name, width_us in places.items():
        cells[cell(width_us)] = name[0]
    line = f"{shortest_us:.0f} ▕{''.join(cells)}▏ {longest_us:.0f} us"
    if now_us is None:
        return line
    margin = len(f"{shortest_us:.0f} ▕")
    return f"{line}\n{' ' * (margin + cell(now_us))}^ {now_us:.0f}"


def bar(share: float, width: int = BAR_WIDTH) -> str:
    """A share 0..1 as a bar."""
    share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    full = round(share * width)
    return "█" * full + "░" * (width - full)


def level_bar(level_db: float, least_db: float = -80.0, most_db: float = 0.0) -> str:
    """A level in decibels between two others, as a bar with its number."""
    return f"{bar((level_db - least_db) / (most_db - least_db))} {level_db:5.1f} dB"


def table(rows: Sequence[tuple[str, str]]) -> str:
    """Names and what belongs to them, one under the other."""
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {words}".rstrip() for name, words in rows)


def picture(pixels: NDArray[np.uint8], columns: int = PICTURE_COLUMNS) -> str:
    """What a camera sees, uint8 (height, width, 3), as letters: the brighter, the denser. A letter is twice as high as
    wide. Nothing but light and dark is left of it, and nothing is kept.
    """
    rows = max(1, round(columns * pixels.shape[0] / pixels.shape[1] / 2))
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = np.asarray(cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA), np.float64)
    low, high = np.percentile(small, (2, 98))
    shares = np.clip((small - low) / max(high - low, 8.0), 0.0, 1.0)
    steps = np.rint(shares * (len(SHADES) - 1)).astype(int)
    return "\n".join("".join(SHADES[step] for step in row) for row in steps)
