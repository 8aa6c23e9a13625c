"""Carries frames to the servos in a thread of its own: a bus that hangs must not hang the control loop."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from companion.vocabulary.errors import OrganError

Load = TypeVar("Load")

LATE_AFTER_S = 0.1
"""A frame that has been under way for so long is stuck."""

CLOSE_WITHIN_S = 1.5


class Courier(Generic[Load]):
    """Delivers the newest load; one that was not fetched yet is replaced. `deliver` works in the courier's thread.

    The first `OrganError` stops it: `fault` says so, and nothing is delivered until `begin` is called again.
    """

    def __init__(self, deliver: Callable[[Load], None], now: Callable[[], float] = time.monotonic) -> None:
        self._deliver = deliver
        self._now = now
        self._changed = threading.Condition()
        self._load: Load | None = None
        self._since_s: float | None = None
        self._ended = False
        self._thread: threading.Thread | None = None
        self.fault: OrganError | None = None
        self.delivered: Load | None = None

    def begin(self) -> None:
        """Start delivering, or start again after a fault."""
        with self._changed:
            self.fault, self.delivered, self._load, self._since_s = None, None, None, None
            if self._thread is None:
                self._ended = False
                self._thread = threading.Thread(target=self._follow, name="servo frames", daemon=True)
                self._thread.start()

    def give(self, load: Load) -> None:
        """Hand over the newest load. Never waits for the delivery."""
        with self._changed:
            if self.fault is None and self._thread is not None:
                self._load = load
                self._changed.notify_all()

    @property
    def is_late(self) -> bool:
        """Whether a delivery takes so long that something hangs."""
        since_s = self._since_s
        return since_s is not None and self._now() - since_s > LATE_AFTER_S

    def settle(self, within_s: float) -> bool:
        """Wait until everything given is delivered, at most so long; whether it is."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self.fault is not None or (self._load is None and self._since_s is None), within_s
            )

    def end(self) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(CLOSE_WITHIN_S)

    def _follow(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._load is not None or self._ended)
                if self._ended:
                    return
                load, self._load = self._load, None
                self._since_s = self._now()
            fault: OrganError | None = None
            try:
                if load is not None:
                    self._deliver(load)
            except OrganError as reason:
                fault = reason
            with self._changed:
                self._since_s = None
                self.fault = fault
                self.delivered = load if fault is None else None
                if fault is not None:
                    self._load = None
                self._changed.notify_all()


class Hand(Generic[Load]):
    """Delivers in the thread that gives: for a Python shell, and for tests in simulated time."""

    def __init__(self, deliver: Callable[[Load], None]) -> None:
        self._deliver = deliver
        self.fault: OrganError | None = None
        self.delivered: Load | None = None
        self.is_late = False

    def begin(self) -> None:
        self.fault, self.delivered, self.is_late = None, None, False

    def give(self, load: Load) -> None:
        if self.fault is not None:
            return
        try:
            self._deliver(load)
            self.delivered = load
        except OrganError as reason:
            self.fault, self.delivered = reason, None

    def settle(self, within_s: float) -> bool:
        return True

    def end(self) -> None:
        self.fault = None
