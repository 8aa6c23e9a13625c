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
    """Hands out moments. `monotonic_s` counts from the making of the clock."""

    def __init__(self) -> None:
        self._start_s = time.monotonic()
        self._trusted = wall_clock_is_trusted()

    @property
    def trusted(self) -> bool:
        return self._trusted

    def seconds(self) -> float:
        """Monotonic seconds since this clock was made."""
        return time.monotonic() - self._start_s

    def now(self) -> Moment:
        return Moment(self.seconds(), datetime.now() if self._trusted else None)
