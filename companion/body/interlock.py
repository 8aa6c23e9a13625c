"""Why nothing may move just now, below every wish: dropped, lid open, too much current. Until then, limp."""

import threading
from collections.abc import Callable


class Interlock:
    """Reasons, each in words for people. Any thread may hold and free; the servos ask before every frame.

    Example::

        interlock = Interlock()
        interlock.hold("the lid is open")
        interlock.reasons        # ("the lid is open",)
        interlock.free("the lid is open")

    `changed` is called after every change, in the thread that made it.
    """

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._lock = threading.Lock()
        self._reasons: tuple[str, ...] = ()
        self.changed = changed

    @property
    def reasons(self) -> tuple[str, ...]:
        """What holds now, oldest first; empty when everything may move."""
        return self._reasons

    def hold(self, reason: str) -> None:
        """Nothing moves any more, for this reason."""
        with self._lock:
            if reason in self._reasons:
                return
            self._reasons = (*self._reasons, reason)
        self.changed()

    def free(self, reason: str) -> None:
        """This reason is gone; others may still hold."""
        with self._lock:
            if reason not in self._reasons:
                return
            self._reasons = tuple(known for known in self._reasons if known != reason)
        self.changed()
