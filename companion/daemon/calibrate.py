"""`companion calibrate`: turn each servo by keyboard, and keep which pulses bring it to its ends and its middle.

Nothing here knows where a servo may go; a person watches it. So every step is small and slow, one joint at a time holds
power, and the supply falls as soon as this program stops.
"""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import TextIO

from companion.body.calibration import CAREFUL_US, Travel, checked, store_name
from companion.body.pins import Pins, load_pins
from companion.body.raspberry.drives import Drive
from companion.body.raspberry.supply import Supply
from companion.daemon.wiring import wired
from companion.settings import Settings
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import OrganError, StateError
from companion.vocabulary.ports import Store

FRAME_S = 0.02
US_A_FRAME = 2.0
"""9 degrees a second."""

STEPS_US = {"+": 10.0, "-": -10.0, "++": 50.0, "--": -50.0}
PLACES = {"l": "low", "m": "middle", "h": "high"}

HELP = """\
Look at the servo. Type and press Enter:
  +  -       a small step (10 us, 1 degree)      ++  --   a larger one (50 us)
  l  m  h    here is its low end, middle, high end (pose -1, 0, 1; left and right of somebody who faces it)
  n          the next joint      s   skip it, as it was      q   stop, keep nothing
Neck and tail: low is left, or down. Lids: low is shut. Flippers: low is pressed to the body.
"""


class Hold:
    """Holds one joint at a wished pulse, slowly, fifty times a second, and beats the heart of its supply."""

    def __init__(self, drive: Drive, supply: Supply, wait: Callable[[float], None] = time.sleep) -> None:
        self._drive = drive
        self._supply = supply
        self._wait = wait
        self._joint: Joint | None = None
        self._now_us = self._goal_us = 0.0
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.fault: OrganError | None = None

    def begin(self) -> None:
        """Raises `OrganError`."""
        self._supply.open()
        self._drive.connect()
        self._thread = threading.Thread(target=self._follow, name="calibration", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join(2.0)
        self._supply.close()
        self._drive.close()

    def take(self, joint: Joint, width_us: float) -> None:
        """Let go of the last joint, hold this one."""
        self._joint, self._now_us, self._goal_us = joint, width_us, width_us

    def turn(self, width_us: float) -> None:
        self._goal_us = width_us

    def step(self) -> None:
        """One frame. Raises `OrganError`."""
        way = self._goal_us - self._now_us
        self._now_us += min(max(way, -US_A_FRAME), US_A_FRAME)
        self._drive.put({joint: self._now_us if joint == self._joint else None for joint in JOINTS})
        self._supply.beat()

    def _follow(self) -> None:
        try:
            while not self._ended.is_set():
                self.step()
                self._wait(FRAME_S)
            self._drive.release()
        except OrganError as fault:
            self.fault = fault
            self._supply.rest()


class Dialogue:
    """What is typed, line by line, becomes travels."""

    def __init__(self, pins: Pins, hold: Hold, before: dict[Joint, Travel]) -> None:
        self._pins = pins
        self._hold = hold
        self._waiting = list(JOINTS)
        self._places: dict[str, float] = {}
        self._width_us = 0.0
        self.travels = dict(before)
        self.stopped = False
        self.joint = self._next()

    def hear(self, line: str) -> str:
        """Answer one line."""
        word = line.strip().lower()
        if self._hold.fault is not None:
            raise self._hold.fault
        if self.joint is None:
            return ""
        if word in STEPS_US:
            servos = self._pins.servos
            self._width_us = min(max(self._width_us + STEPS_US[word], servos.shortest_us), servos.longest_us)
            self._hold.turn(self._width_us)
            return f"{self.joint}: {self._width_us:.0f} us"
        if word in PLACES:
            self._places[PLACES[word]] = self._width_us
            return f"{self.joint}: {PLACES[word]} is {self._width_us:.0f} us"
        if word == "n":
            if missing := [place for place in PLACES.values() if place not in self._places]:
                return f"{self.joint} still needs its {', '.join(missing)}."
            self.travels[self.joint] = Travel(self._places["low"], self._places["middle"], self._places["high"])
            return self._go_on()
        if word == "s":
            return self._go_on()
        if word == "q":
            self.stopped, self.joint = True, None
            return "Nothing was kept."
        return HELP

    def _go_on(self) -> str:
        self.joint = self._next()
        return f"Now {self.joint}." if self.joint is not None else "That was the last one."

    def _next(self) -> Joint | None:
        if not self._waiting:
            return None
        joint = self._waiting.pop(0)
        self._places = {}
        self._width_us = self.travels[joint].middle_us
        self._hold.take(joint, self._width_us)
        return joint


def run(settings: Settings, store: Store, lines: Iterable[str], out: TextIO) -> int:
    """Calibrate the body that the settings name. Raises `OrganError` for a drawn one, which needs none."""
    if settings.body.kind == "simulated":
        raise OrganError(
            "needs no calibration.", "the drawn body", 'Set kind = "raspberry" under [body] in the settings first.'
        )
    pins = load_pins()
    wiring = wired(settings, pins)
    hold = Hold(wiring.drive, wiring.supply)
    try:
        return calibrate(pins, hold, store, wiring.device, date.today(), lines, out)
    finally:
        if wiring.board is not None:
            wiring.board.stop()


def calibrate(pins: Pins, hold: Hold, store: Store, device: str, made: date, lines: Iterable[str], out: TextIO) -> int:
    """Talk until every joint is done, then check and keep. Returns 0, or 1 when nothing was kept.

    Raises `OrganError` when the servos are lost, `StateError` when what was found makes no sense.
    """
    print(f"Calibrating {device}. Lay it on its belly, lid shut, nothing in the way of any joint.\n\n{HELP}", file=out)
    hold.begin()
    try:
        dialogue = Dialogue(pins, hold, _before(store, device, pins))
        print(f"Now {dialogue.joint}.", file=out, flush=True)
        for line in lines:
            print(dialogue.hear(line), file=out, flush=True)
            if dialogue.joint is None:
                break
        else:
            print("The input ended; nothing was kept.", file=out)
            return 1
    finally:
        hold.end()
    if dialogue.stopped:
        return 1
    state = {
        "device": device,
        "made": made.isoformat(),
        "joints": {
            joint: {"low_us": travel.low_us, "middle_us": travel.middle_us, "high_us": travel.high_us}
            for joint, travel in dialogue.travels.items()
        },
    }
    checked(state, device, pins, made)
    store.save(store_name(device), state)
    print(f"Kept as {store_name(device)}.", file=out)
    return 0


def _before(store: Store, device: str, pins: Pins) -> dict[Joint, Travel]:
    """What was there, or careful travels around the middle."""
    try:
        state = store.load(store_name(device))
        if state is not None:
            return dict(checked(state, device, pins, None).travels)
    except StateError:
        pass  # it is being made anew
    return dict.fromkeys(JOINTS, Travel(1500.0 - CAREFUL_US, 1500.0, 1500.0 + CAREFUL_US))
