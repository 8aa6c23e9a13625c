"""What each electrode feels beyond its own baseline: raw counts in, signal of a hand out, whatever the day is like.

A capacitive electrode never reads the same twice: it warms, the fur dampens, a blanket is laid on it, its wire breaks.
So each keeps a running baseline, and measures what it does by itself: how much it trembles from one reading to the next
and how far it slowly swings. Both are measured so that a faint hand is not learnt as noise: the trembling from
differences, which a hand hardly changes, the swing as a median, which counts how long something lasts and not how much
it weighs. What is beyond both is evidence of a hand and is summed up (Page's cumulative sum, Biometrika 41, 1954, 100):
a palm is certain within one reading, a faint glove within five. The baseline stands still under a hand. What lies there
as no living hand can, without the least tremor, is a thing, and fades from feeling.
Times are chosen for 100 readings a second; from 40 on it works.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from companion.perception.touch.coat import BESIDE
from companion.perception.touch.wires import LEAST_JUMP, Fault, Wires
from companion.vocabulary.signals import ZONES, Zone

PLACES: Final = range(len(ZONES))
LEARN_SAMPLES = 4
"""So many readings make the first baseline: 40 ms."""

LEAST_SIGNAL = 4.0
"""Counts that matter under the usual fur; a thicker one, calibrated, has less of them."""

OVER_SHARE, OVER_BY_SWING = 0.25, 1.5
"""No evidence is what lies below this share of the least signal, or below so many times an electrode's own swing."""

DRIFT, ENOUGH, MOST_EVIDENCE = 1.0, 6.0, 12.0
"""In multiples of its trembling: what each reading takes off the evidence, how much is a touch, and where it ends."""

GONE_AT = 0.12
"""A touch also ends at this share of its own peak: the baseline may have wandered meanwhile."""

SHADOW_SHARE, SHADOW_FADES_S = 0.2, 0.5
"""A hand that has left is still felt from the air, at no more than this share of its peak, until it has gone."""

PROBABLE_BY = 4.5
FOLLOWS_S, FOLLOWS_BY, RETURNS_S, LEAPS_IN_S = 20.0, 4.0, 0.3, 0.05
"""How fast the baseline follows, and at most by how many counts at once; how fast it rises, and settles after a dip."""

TREMBLES_AT_FIRST, SWINGS_AT_FIRST = 1.2, 2.0
TREMBLES_S, SWINGS_S, CALM_S = 10.0, 12.0, 20.0
LEAST_NOISE, LEAST_SWING, MOST_NOISE = 0.4, 0.2, 6.0
DEVIATION_BY_MEDIAN = 1.48
BLOCK_S = 0.08
BLOCKS, RECENT = 20, 10
"""Means over 80 ms, kept for 1.6 s: enough to tell tremor from noise, and what moves from what rests."""

LIVELY_BY = 2.6
THING_AFTER_S, BLANKET_AFTER_S, BLANKET_PLACES, STIRS_BY = 12.0, 2.0, 6, 2.0
"""How long what does not tremble is borne: on few places it may be a quiet hand, on many it is a blanket."""

EVEN_A_HAND_AFTER_S = 1200.0
WHOLE_CHIP, DIPS_FOR_S = 10, 0.1
"""When so many electrodes jump the same way in one reading, it was the chip's supply and nobody's hand."""

ALONE_BY = 3.0
LEAST_CALM = 0.02
SLOW_BY = 8.0


class Electrodes:
    """Twelve running baselines. `feel` takes one reading of all; the lists below then say what is felt, by place.

    `signal` is how far each count lies below its baseline, 0 where the electrode is faulty, and `before` what it was
    one reading earlier; `noise` what it does when nothing touches, as a standard deviation; `touched` whether something
    does; `lively` whether that trembles as a hand does; `range` how much the signal has changed in the last 0.8 s;
    `fault` why it is not believed. The lists are always the same ones: hardly anything is allocated for a reading.

    `least` is the least signal of each place that matters, where this very fur was calibrated; `at_fault` are the
    wires that were not believed before it began anew.
    """

    __slots__ = (
        "_age_s", "_baseline", "_block", "_block_count", "_block_s", "_blocks", "_calm", "_dips_s", "_evidence",
        "_last", "_leapt", "_learnt", "_least", "_peak", "_shadow", "_step", "_still_s", "_swings", "_touched_s",
        "_trembles", "_widespread", "_wires", "before", "fault", "lively", "noise", "range", "signal", "touched",
    )  # fmt: skip

    def __init__(
        self, least: Sequence[float] = (LEAST_SIGNAL,) * len(ZONES), at_fault: Mapping[Zone, Fault] | None = None
    ) -> None:
        self._least = tuple(least)
        self._wires = Wires(at_fault or {})
        self.fault = self._wires.fault
        self.signal = [0.0] * len(ZONES)
        self.before = [0.0] * len(ZONES)
        self.noise = [TREMBLES_AT_FIRST] * len(ZONES)
        self.touched = [False] * len(ZONES)
        self.lively = [True] * len(ZONES)
        self.range = [0.0] * len(ZONES)
        self._baseline = [0.0] * len(ZONES)
        self._trembles = [TREMBLES_AT_FIRST] * len(ZONES)
        self._swings = [SWINGS_AT_FIRST] * len(ZONES)
        self._evidence = [0.0] * len(ZONES)
        self._calm = [0.3] * len(ZONES)
        self._last: list[int] = [0] * len(ZONES)
        self._step = [0] * len(ZONES)
        self._leapt = [False] * len(ZONES)
        self._learnt = 0
        self._age_s = self._dips_s = 0.0
        self._block = [0.0] * len(ZONES)
        self._blocks = [[0.0] * BLOCKS for _ in ZONES]
        self._block_s = 0.0
        self._block_count = 0
        self._widespread = False
        self._peak = [0.0] * len(ZONES)
        self._shadow = [0.0] * len(ZONES)
        self._touched_s = [0.0] * len(ZONES)
        self._still_s = [0.0] * len(ZONES)

    def feel(self, counts: Sequence[int], passed_s: float) -> bool:
        """Take in one reading of twelve counts (0..1023), `passed_s` after the last. True when anything is touched."""
        if self._learnt < LEARN_SAMPLES:
            self._learn(counts)
            return False
        self._age_s += passed_s
        self._dips_s = max(0.0, self._dips_s - passed_s)
        self._see_steps(counts)
        self._widespread = sum(self.touched) >= BLANKET_PLACES
        any_touched = False
        for place in PLACES:
            count = counts[place]
            if self._wires.judge(place, count, self._step[place], self.noise[place], self.touched[place], passed_s):
                self._baseline[place] += (count - self._baseline[place]) * min(1.0, passed_s / RETURNS_S)
                self.signal[place] = self._evidence[place] = 0.0
                self.touched[place] = False
                continue
            signal = self._baseline[place] - count
            touched = self._judge(place, signal)
            if touched:
                any_touched = True
                self._hold(place, count, signal, passed_s)
            else:
                self._follow(place, signal, passed_s)
            self.before[place] = self.signal[place]
            self.signal[place] = max(signal, 0.0)
            self._block[place] += signal
        self._block_s += passed_s
        self._block_count += 1
        if self._block_s >= BLOCK_S:
            self._end_block()
        return any_touched

    def rested_s(self, place: int) -> float:
        """For how long this place has been touched, seconds."""
        return self._touched_s[place]

    def unrest(self, place: int) -> float:
        """Variance of its noise as if it were white, counts²: slow hum misleads more than quick noise of its size."""
        noise = self.noise[place]
        return max(noise * noise, SLOW_BY * self._calm[place])

    def stilled_s(self, place: int) -> float:
        """For how long what touches here has not trembled at all, seconds."""
        return self._still_s[place]

    def least(self, place: int) -> float:
        """The smallest signal within the last 1.6 s."""
        return max(0.0, min(self._blocks[place]))

    def _learn(self, counts: Sequence[int]) -> None:
        self._learnt += 1
        for place in PLACES:
            # A hand that comes just now only makes it less.
            self._baseline[place] = max(self._baseline[place], counts[place] - TREMBLES_AT_FIRST / 2.0)
            self._last[place] = counts[place]

    def _see_steps(self, counts: Sequence[int]) -> None:
        """How far each count has moved since the last reading, less what all of them have moved together."""
        down = up = 0
        for place in PLACES:
            step = counts[place] - self._last[place]
            self._step[place] = step
            self._last[place] = counts[place]
            limit = max(self._least[place], 4.0 * self.noise[place])
            down += step < -limit
            up += step > limit
        if max(down, up) >= WHOLE_CHIP:
            self._dips_s = DIPS_FOR_S
            for place in PLACES:
                self._baseline[place] += self._step[place]
                self._step[place] = 0
                if not self.touched[place]:
                    self._evidence[place] = 0.0

    def _judge(self, place: int, signal: float) -> bool:
        alone = max(OVER_SHARE * self._least[place], OVER_BY_SWING * self._swings[place], self._shadow[place])
        over = (signal - alone) / self._trembles[place]
        evidence = min(max(self._evidence[place] + over - DRIFT, 0.0), MOST_EVIDENCE)
        if self.touched[place]:
            self._peak[place] = max(self._peak[place], signal)
            touched = evidence > 0.0 and signal > GONE_AT * self._peak[place]
            if not touched:
                evidence = 0.0
                self._shadow[place] = SHADOW_SHARE * self._peak[place]
                for beside in BESIDE[place]:
                    self._shadow[beside] = max(self._shadow[beside], 0.5 * self._shadow[place])
        else:
            leaps = self._step[place] < -LEAST_JUMP and self._is_alone(place)
            # A bit that flips on the bus is gone with the next reading; after a dip only a firm hand counts.
            touched = not leaps and evidence > ENOUGH and over > (3.0 * ENOUGH if self._dips_s else 0.0)
            leapt, self._leapt[place] = self._leapt[place], leaps
            if leaps:
                evidence = 0.0
            elif touched:
                evidence = MOST_EVIDENCE
                self._touched_s[place] = self._still_s[place] = 0.0
                self._peak[place], self._shadow[place] = signal, 0.0
                self.lively[place] = True
                self._wires.begin(place, leapt)
        self._evidence[place] = evidence
        self.touched[place] = touched
        return touched

    def _is_alone(self, place: int) -> bool:
        """Whether no neighbour has moved as well: a palm is wider than one electrode."""
        return all(-self._step[beside] < ALONE_BY * self.noise[beside] for beside in BESIDE[place])

    def _follow(self, place: int, signal: float, passed_s: float) -> None:
        """Nothing touches: the baseline goes along, and what is left is noise."""
        self._shadow[place] *= 1.0 - min(1.0, passed_s / SHADOW_FADES_S)
        if abs(self._step[place]) > LEAST_JUMP:
            return
        rises = signal < -max(self._least[place], PROBABLE_BY * self.noise[place])
        follows_s = LEAPS_IN_S if self._dips_s else RETURNS_S if rises else FOLLOWS_S
        pull = signal if rises else min(signal, FOLLOWS_BY)
        self._baseline[place] -= pull * min(1.0, passed_s / follows_s)
        step, variance = self._step[place], self._trembles[place] ** 2
        found = min(0.5 * step * step, 4.0 * variance + 0.5)
        variance += (found - variance) * min(1.0, passed_s / min(TREMBLES_S, 0.5 + self._age_s))
        self._trembles[place] = min(max(variance**0.5, LEAST_NOISE), MOST_NOISE)

    def _hold(self, place: int, count: int, signal: float, passed_s: float) -> None:
        """Something touches: the baseline stands, unless that is no hand."""
        self._touched_s[place] += passed_s
        still_s = self._still_s[place] + (-STIRS_BY * passed_s if self.lively[place] else passed_s)
        self._still_s[place] = max(0.0, still_s)
        if still_s > (BLANKET_AFTER_S if self._widespread else THING_AFTER_S):
            self._baseline[place] = count
        elif self._touched_s[place] > EVEN_A_HAND_AFTER_S:
            self._baseline[place] -= signal * min(1.0, passed_s / FOLLOWS_S)

    def _end_block(self) -> None:
        """Every 80 ms: what has changed within the last second, and whether that is more than noise."""
        count = self._block_count
        share = BLOCK_S / min(SWINGS_S, 1.0 + self._age_s)
        for place in PLACES:
            blocks = self._blocks[place]
            del blocks[0]
            blocks.append(self._block[place] / count)
            self._block[place] = 0.0
            recent = blocks[-RECENT:]
            self.range[place] = max(recent) - min(recent)
            if not self.touched[place]:
                swings = self._swings[place]
                swings *= 1.0 + (share if DEVIATION_BY_MEDIAN * abs(blocks[-1]) > swings else -share)
                self._swings[place] = swings = min(max(swings, LEAST_SWING), MOST_NOISE)
                self.noise[place] = min((self._trembles[place] ** 2 + swings * swings) ** 0.5, MOST_NOISE)
                if max(blocks) < self._least[place]:
                    self._calm[place] += (_variance(blocks) - self._calm[place]) * (BLOCK_S / CALM_S)
            elif self._touched_s[place] > BLOCKS * BLOCK_S:
                self.lively[place] = _variance(blocks) > LIVELY_BY * max(self._calm[place], LEAST_CALM)
        self._block_s, self._block_count = 0.0, 0


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)
