"""Answers without a keyboard: hands on four places of the fur, a palm that stays, and the mute button."""

from collections.abc import Collection, Mapping
from contextlib import ExitStack
from typing import Any

from companion.body.raspberry.touch_chip import TouchChip
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Sign, Stopped
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import ZONES, Zone

SIGNS: Mapping[Zone, Sign] = {"head": "yes", "tail": "no", "flipper_right": "more", "flipper_left": "less"}

LOOK_EVERY_S = 0.02
PALM_COUNTS, TOUCH_LASTS_S, STAYS_S = 12.0, 0.25, 1.5
RESTS_FOR_S, GONE_WITHIN_S = 0.3, 5.0
FOLLOWS, RISES_TO = 0.01, 4.0
WHOLE_CHIP = 8
"""So many places that fall at once are no hand: the chip has tuned itself anew."""

BUTTON_HELD_S = 1.0


class Signs:
    """What a person says by touch. A skin that is lost meanwhile leaves the button."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._chip: TouchChip | None = None
        self._idle: list[float] | None = None
        self._button: Any = None
        self._stale: Zone | None = None

    def open_skin(self, electrodes: Mapping[Zone, int]) -> None:
        """Raises `OrganError`."""
        chip = TouchChip(self._bench.wiring.chip("touch"), electrodes)
        chip.connect()
        self._chip = chip

    def open_button(self, stack: ExitStack) -> None:
        """Raises `OrganError`."""
        self._button = self._bench.button("mute_button", "mute button")
        stack.callback(self._button.close)

    @property
    def can_answer(self) -> bool:
        return self._chip is not None or self._button is not None

    def ask(self, wanted: Collection[Sign]) -> None:
        """A question begins: a palm that lies there already is the answer to the one before."""
        self._stale = self._felt() if "touch" in wanted else None

    @property
    def is_given(self) -> bool:
        """Whether somebody answers at this moment."""
        return self._is_pressed or self._felt() in SIGNS

    def next(self, wanted: Collection[Sign]) -> Sign | None:
        """What somebody says in the next moment, None where nobody does. Raises `Stopped` at the stop button."""
        touched: Zone | None = None
        since_s, pressed_s = self._bench.now(), None
        while True:
            self._bench.wait(LOOK_EVERY_S)
            if self._bench.stopped:
                raise Stopped
            now_s = self._bench.now()
            if self._is_pressed:
                pressed_s = now_s if pressed_s is None else pressed_s
                continue
            if pressed_s is not None:
                return _of_the_button(now_s - pressed_s, wanted)
            zone = self._fresh()
            if zone != touched:
                touched, since_s = zone, now_s
            elif zone is None:
                if now_s - since_s > RESTS_FOR_S:
                    return None
            elif "touch" in wanted:
                if now_s - since_s > STAYS_S:
                    return "touch"
            elif now_s - since_s > TOUCH_LASTS_S and (sign := SIGNS.get(zone)) in wanted:
                self._until_gone()
                return sign

    @property
    def _is_pressed(self) -> bool:
        return self._button is not None and bool(self._button.is_active)

    def _fresh(self) -> Zone | None:
        """What is felt, but for the hand of the last answer."""
        zone = self._felt()
        if zone is not None and zone == self._stale:
            return None
        self._stale = None
        return zone

    def _felt(self) -> Zone | None:
        """The place that feels most, if any feels a hand."""
        if self._chip is None:
            return None
        try:
            counts = self._chip.counts()
        except OrganError:
            self._chip = None
            if not self.can_answer:
                raise
            return None
        if self._idle is None:
            self._idle = [float(count) for count in counts]
        falls = [idle - count for idle, count in zip(self._idle, counts, strict=True)]
        if sum(fall >= PALM_COUNTS for fall in falls) >= WHOLE_CHIP:
            self._idle = None
            return None
        for place, fall in enumerate(falls):
            if fall < PALM_COUNTS:
                # Up at once: the first reading may have been taken under a hand.
                self._idle[place] = max(self._idle[place] - FOLLOWS * fall, counts[place] - RISES_TO)
        most = max(range(len(falls)), key=falls.__getitem__)
        return ZONES[most] if falls[most] >= PALM_COUNTS else None

    def _until_gone(self) -> None:
        """One touch is one answer."""
        until_s = self._bench.now() + GONE_WITHIN_S
        while self._felt() is not None and self._bench.now() < until_s:
            self._bench.wait(LOOK_EVERY_S)


def _of_the_button(held_s: float, wanted: Collection[Sign]) -> Sign | None:
    """A press says yes, also that the hand lies where it should; held, it says no."""
    said: Sign = "no" if held_s >= BUTTON_HELD_S else "touch" if "touch" in wanted else "yes"
    return said if said in wanted else None
