"""Time as a value. Only `daemon/clock.py` makes a `Moment` from a clock; everything else is handed one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, as the core sees it.

    `monotonic_s` never runs backwards within one life of the daemon; `local_time` is the wall clock, or None while it
    cannot be trusted (a Pi 4 has no clock of its own), and then rhythm follows light.
    """

    monotonic_s: float
    local_time: datetime | None = None
