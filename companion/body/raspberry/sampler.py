"""A thread that keeps up with one chip: it samples every so often, or at once when nudged, and says when it is lost."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from companion.vocabulary.errors import OrganError

Sample = TypeVar("Sample")

WAITING = 256
"""Samples that may wait; after that the oldest go."""

CLOSE_WITHIN_S = 1.5
"""The kernel gives up on a transfer after a second."""


class Sampler(Generic[Sample]):
    """Calls `take` every `period_s`, and at most every `least_s` when an interrupt line storms.

    `listener` is called, from the thread, whenever something came. The first `OrganError` ends it; `check` and `drain`
    raise it from then on.
    """

    def __init__(
        self,
        name: str,
        take: Callable[[], Sequence[Sample]],
        period_s: float,
        least_s: float = 0.004,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._take = take
        self._period_s = period_s
        self._least_s = least_s
        self._now = now
        self._waiting: deque[Sample] = deque(maxlen=WAITING)
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._fault: OrganError | None = None
        self._thread: threading.Thread | None = None
        self.listener: Callable[[], None] = lambda: None
        self.nudges = 0

    def start(self) -> None:
        """Begin; a sampler can be started again after `stop`."""
        self._fault = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, args=(self._ended,), name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; what was not drained is forgotten."""
        self._ended.set()
        self._wanted.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(CLOSE_WITHIN_S)
        self._waiting.clear()

    def nudge(self) -> None:
        """An interrupt: take a sample now. Never waits."""
        self.nudges += 1
        self._wanted.set()

    def check(self) -> None:
        """Raises the `OrganError` that ended it, and one of its own while it is closed."""
        if self._fault is not None:
            raise self._fault
        if self._thread is None:
            raise OrganError("is closed.", self._name, "Open it first.")

    def drain(self) -> tuple[Sample, ...]:
        """Every sample since the last call, oldest first. Raises `OrganError` when lost."""
        self.check()
        samples: list[Sample] = []
        while self._waiting:
            samples.append(self._waiting.popleft())
        return tuple(samples)

    def peek(self) -> tuple[Sample, ...]:
        """As `drain`, but empty when lost or closed: for those who may not fail."""
        samples: list[Sample] = []
        while self._waiting:
            samples.append(self._waiting.popleft())
        return tuple(samples)

    def _follow(self, ended: threading.Event) -> None:
        while not ended.is_set():
            began_s = self._now()
            self._wanted.clear()
            try:
                samples = self._take()
            except OrganError as fault:
                self._fault = fault
                self.listener()
                return
            if samples:
                self._waiting.extend(samples)
                self.listener()
            ended.wait(self._least_s)
            self._wanted.wait(max(0.0, self._period_s - (self._now() - began_s)))
