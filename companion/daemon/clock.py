"""The only maker of `Moment`: the real clocks of this computer, and whether the wall clock can be trusted."""

import time
from datetime import datetime
from pathlib import Path

from companion.vocabulary.moment import Moment

_HARDWARE_CLOCK = Path("/sys/class/rtc/rtc0")
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def wall_clock_is_trusted() -> bool:
    """True when a clock chip keeps the time or a time server has set it since the start; a bare Pi 4 has neither."""
    return _HARDWARE_CLOCK.exists() or _SYNCHRONISED.exists()


class Clock:
    """Hands out moments. `monotonic_s` is `time.monotonic()`, so organs may stamp their signals with that."""

    def __init__(self) -> None:
        self._trusted = wall_clock_is_trusted()

    def seconds(self) -> float:
        return time.monotonic()

    def now(self) -> Moment:
        return Moment(self.seconds(), datetime.now() if self._trusted else None)
