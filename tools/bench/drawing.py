"""What the drawn seal costs a phone-sized page: `tools/frames.py` says how it is measured."""

from tools import frames
from tools.bench.table import Row

SECONDS = 5.0


def measure() -> list[Row]:
    """Frames a second, and the main thread's share of one core of this computer."""
    try:
        costs = frames.measure(SECONDS)
    except RuntimeError as fault:
        return [Row("the drawn seal", f"not measured: {fault}")]
    rows = []
    for what, cost in costs.items():
        figures = f"{cost.frames_per_s:.0f} frames/s, {cost.main_share:.0%} of a core, {cost.main_ms:.1f} ms a frame"
        rows.append(Row(f"the drawn seal: {what}", figures, f"60, below {frames.TARGET_SHARE:.0%}"))
    return rows
