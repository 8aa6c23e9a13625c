"""The whole way of touch: what a skin feels, raw counts or strokes on the page, becomes what a hand means.

One instance for one skin. Everything happens inside `feel` and `tick`, in a tenth of a millisecond; nothing waits.
"""

import math
from collections.abc import Mapping, Sequence

from companion.perception.touch.electrodes import LEAST_SIGNAL, Electrodes
from companion.perception.touch.gestures import TouchGestures
from companion.perception.touch.hands import Hands
from companion.perception.touch.wires import Fault
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import TouchReading
from companion.vocabulary.signals import MOST_COUNTS, ZONES, SkinCounts, Touches, Zone

GAP_S = 0.5
"""After so long without a reading the hands of before are no longer there."""

JUMP_S = 1.0


class TouchPath:
    """Signals of the skin -> gestures. Pure: time comes in with every signal and with `tick`.

    >>> touch = TouchPath()
    >>> [reading.gesture for reading in touch.feel(Touches("down", "head", 0.0, 0.3, captured_s=1.0))]
    ['contact']

    A reading of the electrodes that is no reading (not twelve counts, out of range, without a time, not newer than the
    last) is dropped and counted in `refused`; nothing old is ever told again as new. `least` is the least signal of
    each place, in counts, in the order of `ZONES`, where this very fur was calibrated.
    """

    def __init__(
        self, least: Sequence[float] = (LEAST_SIGNAL,) * len(ZONES), at_fault: Mapping[Zone, Fault] | None = None
    ) -> None:
        self._least = least
        self.refused = 0
        self._gestures = TouchGestures()
        self._electrodes = Electrodes(self._least, at_fault)
        self._hands = Hands(self._electrodes)
        self._last_s = -math.inf

    def anew(self) -> "TouchPath":
        """The same skin with no hand on it and nothing learnt of it, but for the wires that are not to be believed."""
        return TouchPath(self._least, self.faults)

    def feel(self, signal: Touches | SkinCounts) -> tuple[TouchReading, ...]:
        """The gestures this one signal makes certain, oldest first."""
        if isinstance(signal, Touches):
            return self._gestures.feel(signal)
        now_s = signal.captured_s
        if not _is_sound(signal) or self._last_s - JUMP_S <= now_s <= self._last_s:
            self.refused += 1
            return ()
        told: list[TouchReading] = []
        passed_s = now_s - self._last_s
        if passed_s < 0.0 or passed_s > GAP_S:
            told += self._gone(min(now_s, self._last_s) if math.isfinite(self._last_s) else now_s)
            if passed_s < 0.0:
                self._electrodes = Electrodes(self._least, self.faults)
                self._hands = Hands(self._electrodes)
            passed_s = 0.01
        self._last_s = now_s
        any_touched = self._electrodes.feel(signal.counts, passed_s)
        for touches in self._hands.feel(now_s, passed_s, any_touched):
            told += self._gestures.feel(touches)
        return tuple(told)

    def tick(self, moment: Moment) -> tuple[TouchReading, ...]:
        """What only time tells. What lies there without the least tremor is a thing, and no hand that rests."""
        readings = self._gestures.tick(moment)
        if not readings:
            return readings
        return tuple(
            reading for reading in readings if reading.gesture != "hold" or not self._hands.is_lifeless(reading.zone)
        )

    @property
    def touching(self) -> tuple[Zone, ...]:
        """The zones a hand is on now."""
        return self._gestures.touching

    @property
    def faults(self) -> Mapping[Zone, Fault]:
        """The electrodes that are not believed now, and why."""
        faults = zip(ZONES, self._electrodes.fault, strict=True)
        return {zone: fault for zone, fault in faults if fault is not None}

    def _gone(self, now_s: float) -> list[TouchReading]:
        return [reading for touches in self._hands.let_go(now_s) for reading in self._gestures.feel(touches)]


def _is_sound(signal: SkinCounts) -> bool:
    counts = signal.counts
    if len(counts) != len(ZONES) or not math.isfinite(signal.captured_s):
        return False
    return all(isinstance(count, int) and 0 <= count <= MOST_COUNTS for count in counts)
