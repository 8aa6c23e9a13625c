"""Eyes in simulation: the webcam of the person's own browser, one JPEG at a time."""

import threading
import time
from collections.abc import Callable

from companion.body.pictures import LIVE, Limits, decode_picture
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Frame


class SimulatedCamera:
    """Pictures that can be fed. Only the newest is kept, and it is decoded in the thread that asks for it.

    Example::

        eyes = SimulatedCamera()
        eyes.open()
        eyes.feed(jpeg)
        frame = eyes.latest(timeout_s=0.2)

    While closed (the camera is not allowed) whatever is fed is forgotten.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic, limits: Limits = LIVE) -> None:
        self._now = now
        self._limits = limits
        self._changed = threading.Condition()
        self._open = False
        self._newest: tuple[bytes, float] | None = None
        self.dropped = 0

    @property
    def name(self) -> str:
        return "simulated camera"

    def open(self) -> None:
        with self._changed:
            self._open = True

    def close(self) -> None:
        with self._changed:
            self._open = False
            self._newest = None
            self._changed.notify_all()

    def feed(self, value: bytes) -> None:
        """Take one picture (JPEG, or any other kind that `pictures` reads). Never waits and never fails."""
        with self._changed:
            if not self._open:
                return
            self.dropped += self._newest is not None
            self._newest = (bytes(value), self._now())
            self._changed.notify_all()

    def latest(self, timeout_s: float) -> Frame | None:
        """The newest picture that was not handed out yet, waiting up to `timeout_s`; None when none comes.

        Raises `PictureError` for one that cannot be read, which is then forgotten, and `OrganError` when closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or not self._open, timeout_s)
            if not self._open:
                raise OrganError("is closed.", self.name, "Allow the camera first.")
            newest, self._newest = self._newest, None
        if newest is None:
            return None
        data, captured_s = newest
        return Frame(decode_picture(data, "picture from the page", self._limits).pixels, captured_s)
