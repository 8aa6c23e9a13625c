"""A clock that can skip hours, and an event loop that skips them: real time while something happens, none in between.

While `skipping`, the loop first lets every thread finish what was handed to it, then moves its clock to the next point
of a coarse grid, so that each part of the daemon wakes a few times a minute instead of fifty times a second.
"""

import asyncio
import selectors
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

GRID_S = 10.0
BREATH_S = 0.003
"""Before each skip threads and sockets have so long to say something."""

REAL = time.monotonic


class SkippingClock:
    """`monotonic` is real time and all that was skipped."""

    def __init__(self) -> None:
        self.skipped_s = 0.0

    def monotonic(self) -> float:
        return REAL() + self.skipped_s


class _Selector(selectors.DefaultSelector):
    """Waits for sockets as ever; while skipping, time passes instead."""

    def __init__(self, clock: SkippingClock) -> None:
        super().__init__()
        self.clock = clock
        self.skipping = False
        self.errands = 0
        """What threads have been asked and have not answered."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if not self.skipping or timeout == 0:
            return super().select(timeout)
        events = super().select(BREATH_S)
        while self.errands and not events:
            events = super().select(0.05)
        if not events and timeout is not None:
            now_s = self.clock.monotonic()
            self.clock.skipped_s += (now_s + timeout) // GRID_S * GRID_S + GRID_S - now_s
        return events


class DayLoop(asyncio.SelectorEventLoop):
    """Runs on a `SkippingClock`."""

    def __init__(self, clock: SkippingClock) -> None:
        self._waits = _Selector(clock)
        self._clock = clock
        super().__init__(self._waits)

    def time(self) -> float:
        return self._clock.monotonic()

    def skip(self, on: bool) -> None:
        """From now on hours pass, or seconds."""
        self._waits.skipping = on

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> "asyncio.Future[Any]":
        future: asyncio.Future[Any] = super().run_in_executor(executor, func, *args)
        self._waits.errands += 1
        future.add_done_callback(self._answered)
        return future

    def _answered(self, future: "asyncio.Future[Any]") -> None:
        self._waits.errands -= 1
