"""What of its own life must outlast the process: plain numbers, read back with suspicion. Nothing about any person."""

import math
from collections.abc import Mapping
from typing import Any

from companion.mind.drives import Drives
from companion.vocabulary.errors import StateError

VERSION = 1
RANGES: Mapping[str, float] = {"energy": 0.0, "sleepiness": 0.0, "mood": -1.0, "company": 0.0, "curiosity": 0.0}
"""The drives that last, each with its least value; the greatest is 1."""


def state_of_life(drives: Drives, last_bid_ago_s: float) -> dict[str, Any]:
    """Version, drives, and how long ago it last asked for something (None for never)."""
    kept = {name: getattr(drives, name) for name in RANGES}
    return {"version": VERSION, **kept, "last_bid_ago_s": last_bid_ago_s if math.isfinite(last_bid_ago_s) else None}


def restore_life(drives: Drives, state: Mapping[str, Any]) -> float | None:
    """Set the drives as they were; returns how long ago it last asked. Raises `StateError`, and changes nothing."""
    if state.get("version") != VERSION:
        raise StateError(f"is of version {state.get('version')!r}, not {VERSION}", "mind", "It starts afresh.")
    for name, least in RANGES.items():
        if not _is_number(state.get(name)) or not least <= state[name] <= 1.0:
            raise StateError(
                f"{name} = {state.get(name)!r} is not a number from {least} to 1", "mind", "It starts afresh."
            )
    ago_s = state.get("last_bid_ago_s")
    if ago_s is not None and not (_is_number(ago_s) and ago_s >= 0.0):
        raise StateError(f"last_bid_ago_s = {ago_s!r} is not a number of seconds", "mind", "It starts afresh.")
    for name in RANGES:
        setattr(drives, name, float(state[name]))
    return None if ago_s is None else float(ago_s)


def _is_number(value: object) -> bool:
    # Not `isfinite`: JSON can hold whole numbers that are too large for it.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 1e300
