"""A camera that films by itself: a thread of its own keeps up with it, so that no frame handed out is an old one."""

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Frame

LOST_AFTER_S = 5.0
"""A camera that sends nothing for so long is lost, even if its driver does not say so."""

CLOSE_WITHIN_S = 1.0

WIDTH_PX, HEIGHT_PX, FRAMES_PER_S = 640, 480, 15
"""What is asked of a camera; it may answer with something else."""


class Film(Protocol):
    """What a driver does for `LiveCamera`, all of it in one thread."""

    def wait(self) -> bool:
        """Wait for the next picture. False when the camera is gone."""

    def take(self) -> NDArray[np.uint8] | None:
        """The picture just waited for: uint8 (height, width, 3) RGB, or None when it cannot be decoded."""

    def release(self) -> None:
        """Let go of the device."""


class LiveCamera:
    """Hands out pictures taken after they were asked for; those that nobody asks for are never decoded.

    `begin` starts the film and raises `OrganError` when it cannot. `now` is the monotonic clock of `Frame.captured_s`.
    """

    def __init__(self, name: str, begin: Callable[[], Film], now: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._begin = begin
        self._now = now
        self._watch: _Watch | None = None

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        """Start filming. Raises `OrganError`."""
        if self._watch is None:
            self._watch = _Watch(self._name, self._begin(), self._now)

    def close(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.end()

    def latest(self, timeout_s: float) -> Frame | None:
        """The next picture, or None when none came in time. Raises `OrganError` when the camera is closed or lost."""
        if self._watch is None:
            raise OrganError("is closed.", self._name, "Open it first.")
        return self._watch.next(timeout_s)


class _Watch:
    """One opening of the camera. Its thread releases the device, so that a driver that hangs cannot hang `close`."""

    def __init__(self, name: str, film: Film, now: Callable[[], float]) -> None:
        self._name = name
        self._film = film
        self._now = now
        self._changed = threading.Condition()
        self._wanted = False
        self._ended = False
        self._frame: Frame | None = None
        self._fault: OrganError | None = None
        self._heard_s = now()
        self._thread = threading.Thread(target=self._follow, name=f"film of {name}", daemon=True)
        self._thread.start()

    def next(self, timeout_s: float) -> Frame | None:
        with self._changed:
            self._frame = None
            self._wanted = True
            self._changed.wait_for(lambda: self._frame is not None or self._fault is not None, timeout_s)
            if self._fault is not None:
                raise self._fault
            frame, self._frame = self._frame, None
            if frame is None and self._now() - self._heard_s > LOST_AFTER_S:
                raise OrganError(
                    f"has sent no picture for {LOST_AFTER_S:.0f} seconds.",
                    self._name,
                    "Check its cable and plug it in again.",
                )
            return frame

    def end(self) -> None:
        with self._changed:
            self._ended = True
        self._thread.join(CLOSE_WITHIN_S)

    def _follow(self) -> None:
        fault: OrganError | None = None
        try:
            while self._film.wait():
                captured_s = self._now()
                with self._changed:
                    if self._ended:
                        break
                    self._heard_s = captured_s
                    wanted = self._wanted
                if wanted:
                    self._develop(captured_s)
            else:
                fault = OrganError("was lost: it sends no more pictures.", self._name, "Plug it in again.")
        except Exception as reason:  # drivers raise whatever they like when a cable is pulled
            fault = OrganError(f"was lost ({reason}).", self._name, "Check its cable and plug it in again.")
        with contextlib.suppress(Exception):  # the same drivers, when there is nothing left to let go of
            self._film.release()
        with self._changed:
            self._fault = fault
            self._changed.notify_all()

    def _develop(self, captured_s: float) -> None:
        pixels = self._film.take()
        if pixels is None:
            return
        with self._changed:
            self._frame = Frame(pixels, captured_s)
            self._wanted = False
            self._changed.notify_all()
