"""The only maker of `Moment`: the real clocks of this computer, and whether the wall clock can be trusted."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.vocabulary.moment import Moment

_HARDWARE_CLOCK = Path("/sys/class/rtc/rtc0/since_epoch")
"""Cannot be read while the chip says that it stood still: its battery was empty."""

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
_ASK_AGAIN_S = 10.0


NOT_BEFORE_S = 1_767_225_600
"""The first second of 2026: this program was not there earlier, so an earlier time is wrong."""


def wall_clock_is_trusted() -> bool:
    """True when a clock chip keeps the time or a time server has set it since the start; a bare Pi 4 has neither."""
    try:
        if int(_HARDWARE_CLOCK.read_text(encoding="ascii")) >= NOT_BEFORE_S:
            return True
    except (OSError, ValueError):
        pass
    return _SYNCHRONISED.exists()


class Clock:
    """Hands out moments. `monotonic_s` is `time.monotonic()`, so organs may stamp their signals with that.

    A wall clock that becomes trustworthy later (the network comes up) is trusted within ten seconds. Where it cannot be
    trusted, a clock chip that this program reads itself is `believe`d.
    """

    def __init__(self) -> None:
        self._trusted = wall_clock_is_trusted()
        self._asked_s = self.seconds()
        self._chip: tuple[datetime, float] | None = None

    def believe(self, utc: datetime | None) -> None:
        """What a clock chip says now, or None when it cannot be believed (any more)."""
        self._chip = None if utc is None else (utc.replace(tzinfo=UTC), self.seconds())

    def is_trusted_without_chip(self) -> bool:
        """Whether the computer's own wall clock can be trusted."""
        return self._trusted

    def seconds(self) -> float:
        return time.monotonic()

    def now(self) -> Moment:
        now_s = self.seconds()
        if not self._trusted and now_s - self._asked_s > _ASK_AGAIN_S:
            self._trusted, self._asked_s = wall_clock_is_trusted(), now_s
        if self._trusted:
            return Moment(now_s, datetime.now())
        if self._chip is None:
            return Moment(now_s, None)
        utc, read_s = self._chip
        return Moment(now_s, (utc + timedelta(seconds=now_s - read_s)).astimezone().replace(tzinfo=None))
