"""One joint in a firm, slow hand: the only one with power, a degree a tick at most, and let go whatever happens."""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping

from companion.body.raspberry.drives import Drive
from companion.body.raspberry.supply import Supply
from companion.body.waking import Waking
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import OrganError

FRAME_S = 0.02
US_A_FRAME = 2.0
"""9 degrees a second."""

AT_GOAL_US = 0.5
PARK_WITHIN_S = 2.5
ARRIVES_WITHIN_S = 30.0
GENTLY_FIRST_S = 0.5


class Hold:
    """Holds one joint at a wished pulse, slowly, fifty times a second, and beats the heart of its supply.

    `plugs` says in whose place a joint's servo is plugged in. `in_the_way` is asked in every frame: with its first
    reason all is let go for good. In real time it goes on in a thread; else `rest_here` and `arrive` let time pass.
    """

    def __init__(
        self,
        drive: Drive,
        supply: Supply,
        wait: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
        in_thread: bool = True,
        in_the_way: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._drive = drive
        self._supply = supply
        self._wait = wait
        self._now = now
        self._in_thread = in_thread
        self._in_the_way = in_the_way
        self._waking = Waking()
        self._joint: Joint | None = None
        self._now_us = self._goal_us = self._park_us = 0.0
        self._taking = threading.Lock()  # a new joint must never get a pulse of the last one's
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_over = False
        self.plugs: Mapping[Joint, Joint] = {}
        self.fault: OrganError | None = None

    def begin(self) -> None:
        """Everything limp, then power. Raises `OrganError`."""
        self._supply.open()
        self._drive.connect()
        if self._in_thread:
            self._thread = threading.Thread(target=self._follow, name="calibration", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Lead the held joint softly back to its middle, let go of it, and cut the supply.

        What interrupts it while it does so lets go at once. May be called again.
        """
        if self._is_over:
            return
        try:
            if self._joint is not None and self.fault is None:
                with contextlib.suppress(OrganError):
                    self.park()
        finally:
            self._ended.set()
            if self._thread is not None:
                self._thread.join(2.0)
            with contextlib.suppress(OrganError):
                self._drive.release()
            self._supply.close()
            self._drive.close()
            self._is_over = True

    @property
    def joints(self) -> frozenset[Joint]:
        """Those that can be moved at all."""
        return self._drive.joints

    def take(self, joint: Joint, width_us: float, park_us: float | None = None) -> None:
        """Let go of the last joint, hold this one; `park_us` is where it is led before it is let go at the end."""
        with self._taking:
            self._joint, self._now_us, self._goal_us = joint, width_us, width_us
            self._park_us = width_us if park_us is None else park_us
            self._waking.forget()

    def let_go(self) -> None:
        """No joint has power."""
        self._joint = None

    def park(self) -> None:
        """Lead the held joint back to where it is let go. Raises `OrganError`."""
        self._goal_us = self._park_us
        self._arrive(PARK_WITHIN_S)

    def turn(self, width_us: float) -> None:
        self._goal_us = width_us

    def arrive(self) -> None:
        """Wait until it is there. Raises `OrganError`."""
        self._arrive(ARRIVES_WITHIN_S)

    def rest_here(self, seconds: float = GENTLY_FIRST_S) -> None:
        """Wait with the joint held: a joint that has just been taken comes gently. Raises `OrganError`."""
        for _ in range(max(1, round(seconds / FRAME_S))):
            self._pass_a_frame()

    def check(self) -> None:
        """Raises the `OrganError` that ended it."""
        if self.fault is not None:
            raise self.fault

    def step(self) -> None:
        """One frame. Raises `OrganError`."""
        if (reason := self._in_the_way()) is not None:
            raise OrganError(reason, "", "Begin again when you like: joints that are done stay done.")
        with self._taking:
            way = self._goal_us - self._now_us
            self._now_us += min(max(way, -US_A_FRAME), US_A_FRAME)
            held = self._joint
            given = self._waking.powered(frozenset({held}) if held is not None else frozenset(), self._now())
            plug = self.plugs.get(held, held) if held is not None and held in given else None
            pulses = {joint: self._now_us if joint == plug else None for joint in JOINTS}
        self._drive.put(pulses)
        self._supply.beat()

    def _arrive(self, within_s: float) -> None:
        for _ in range(round(within_s / FRAME_S)):
            if abs(self._goal_us - self._now_us) < AT_GOAL_US:
                return
            self._pass_a_frame()

    def _pass_a_frame(self) -> None:
        self.check()
        if not self._in_thread:
            try:
                self.step()
            except OrganError as fault:
                self._lose(fault)
                raise
        self._wait(FRAME_S)

    def _follow(self) -> None:
        try:
            while not self._ended.is_set():
                self.step()
                self._wait(FRAME_S)
        except OrganError as fault:
            self._lose(fault)

    def _lose(self, fault: OrganError) -> None:
        self.fault = fault
        self._joint = None
        self._supply.rest()
        with contextlib.suppress(OrganError):
            self._drive.release()
