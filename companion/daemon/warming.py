"""Warmth as a supervised part: hands what expression wishes to the pad, twice a second, in a thread of its own."""

import asyncio
from collections.abc import Callable

from companion.daemon.clock import Clock
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.vocabulary.acts import Warmed
from companion.vocabulary.ports import Warmth

PERIOD_S = 0.5


class KeepingWarm:
    """Runs one pad; `latest` is what it was told and how warm it is, None while it is lost."""

    def __init__(self, warmth: Warmth, wish_c: Callable[[], float | None], clock: Clock) -> None:
        self.latest: Warmed | None = None
        self._warmth = warmth
        self._wish_c = wish_c
        self._clock = clock
        self._thread = thread_of_its_own("warmth")

    async def run(self, link: Link) -> None:
        """Keep warm until cancelled. Raises `OrganError` when the pad or its thermometer is lost: it is cold then."""
        try:
            await done_in(self._thread, self._warmth.open)
            while True:
                wish_c, moment = self._wish_c(), self._clock.now()
                self.latest = warmed = await done_in(self._thread, lambda: self._warmth.warm(wish_c, moment))  # noqa: B023
                link.works(line_of(warmed))
                await asyncio.sleep(PERIOD_S)
        finally:
            self.latest = None
            await asyncio.shield(done_in(self._thread, self._warmth.close))


def line_of(warmed: Warmed) -> str:
    if warmed.wanted_c is None:
        return f"My warmth is off; the pad has {warmed.measured_c:.0f} degrees."
    return f"I keep warm: the pad has {warmed.measured_c:.0f} degrees."
