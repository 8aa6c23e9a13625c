"""What each electrode feels beyond its own baseline: raw counts in, signal of a hand out, whatever the day is like.

A capacitive electrode never reads the same twice: it warms, the fur dampens, a blanket is laid on it, its wire breaks.
So each keeps a running baseline and a running measure of its own noise. The baseline follows slowly while nothing
touches, quickly when a reading rises above it (a hand was there while it was learnt, or a drop has dried), and stands
still under a hand. What lies there as no living hand can, without the least tremor, is a thing, and fades from feeling.
Times are chosen for 100 readings a second; from 40 on it works.
"""

from collections.abc import Sequence
from typing import Final, Literal

from companion.vocabulary.signals import MOST_COUNTS, ZONES

Fault = Literal["stuck", "jumping"]

PLACES: Final = range(len(ZONES))
LEARN_SAMPLES = 4
"""So many readings make the first baseline: 40 ms."""

NOISE_AT_FIRST = 1.2

LEAST_SIGNAL = 4.0
SURE_BY, PROBABLE_BY = 7.0, 4.5
"""Counts, and multiples of an electrode's own noise: one reading of the first is a touch, or two of the second."""

LETS_GO_AT, GONE_AT = 0.6, 0.12
"""A touch ends at this share of what began it, or of its own peak: the baseline may have wandered meanwhile."""

FOLLOWS_S, RETURNS_S = 20.0, 0.3
NOISE_S = 20.0
LEAST_NOISE, MOST_NOISE = 0.4, 6.0
BLOCK_S = 0.08
BLOCKS, RECENT = 20, 10
"""Means over 80 ms, kept for 1.6 s: enough to tell tremor from noise, and what moves from what rests."""

LIVELY_BY = 2.6
THING_AFTER_S, BLANKET_AFTER_S, BLANKET_PLACES, STIRS_BY = 12.0, 2.0, 6, 2.0
"""How long what does not tremble is borne: on few places it may be a quiet hand, on many it is a blanket."""

EVEN_A_HAND_AFTER_S = 1200.0
WHOLE_CHIP = 10
"""When so many electrodes jump the same way in one reading, it was the chip's supply and nobody's hand."""

LEAST_CALM = 0.02
SLOW_BY = 8.0
FROZEN_S = 0.6
JUMPS, JUMPS_WITHIN_S = 6, 1.5
CALM_AGAIN_S = 10.0


class Electrodes:
    """Twelve running baselines. `feel` takes one reading of all; the lists below then say what is felt, by place.

    `signal` is how far each count lies below its baseline, 0 where the electrode is faulty, and `before` what it was
    one reading earlier; `noise` its standard deviation when nothing touches; `touched` whether something does; `lively`
    whether that trembles as a hand does; `range` how much the signal has changed in the last 0.8 s; `fault` why it is
    not believed. The lists are always the same ones: hardly anything is allocated for a reading.

    `least` is the least signal of each place that may be a touch, where this very fur was calibrated.
    """

    __slots__ = (
        "_baseline", "_block", "_block_count", "_block_s", "_blocks", "_calm", "_calm_since", "_frozen_s", "_jumps",
        "_jumps_since", "_last", "_learnt", "_least", "_peak", "_probable", "_step", "_still_s", "_touched_s",
        "_widespread", "before", "fault", "lively", "noise", "range", "signal", "touched",
    )  # fmt: skip

    def __init__(self, least: Sequence[float] = (LEAST_SIGNAL,) * len(ZONES)) -> None:
        self._least = tuple(least)
        self.signal = [0.0] * len(ZONES)
        self.before = [0.0] * len(ZONES)
        self.noise = [NOISE_AT_FIRST] * len(ZONES)
        self.touched = [False] * len(ZONES)
        self.lively = [True] * len(ZONES)
        self.range = [0.0] * len(ZONES)
        self.fault: list[Fault | None] = [None] * len(ZONES)
        self._baseline = [0.0] * len(ZONES)
        self._calm = [0.3] * len(ZONES)
        self._last: list[int] = [0] * len(ZONES)
        self._step = [0] * len(ZONES)
        self._probable = [False] * len(ZONES)
        self._learnt = 0
        self._block = [0.0] * len(ZONES)
        self._blocks = [[0.0] * BLOCKS for _ in ZONES]
        self._block_s = 0.0
        self._block_count = 0
        self._widespread = False
        self._peak = [0.0] * len(ZONES)
        self._touched_s = [0.0] * len(ZONES)
        self._still_s = [0.0] * len(ZONES)
        self._frozen_s = [0.0] * len(ZONES)
        self._jumps = [0] * len(ZONES)
        self._jumps_since = [0.0] * len(ZONES)
        self._calm_since = [0.0] * len(ZONES)

    def feel(self, counts: Sequence[int], passed_s: float) -> bool:
        """Take in one reading of twelve counts (0..1023), `passed_s` after the last. True when anything is touched."""
        if self._learnt < LEARN_SAMPLES:
            self._learn(counts)
            return False
        self._see_steps(counts)
        self._widespread = sum(self.touched) >= BLANKET_PLACES
        any_touched = False
        for place in PLACES:
            count = counts[place]
            if self._is_faulty(place, count, passed_s):
                self.signal[place] = 0.0
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
            self._baseline[place] = max(self._baseline[place], counts[place] - NOISE_AT_FIRST / 2.0)
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
            for place in PLACES:
                self._baseline[place] += self._step[place]
                self._step[place] = 0

    def _judge(self, place: int, signal: float) -> bool:
        noise, least = self.noise[place], self._least[place]
        probable = signal > max(least, PROBABLE_BY * noise)
        if self.touched[place]:
            self._peak[place] = max(self._peak[place], signal)
            touched = signal > max(LETS_GO_AT * max(least, PROBABLE_BY * noise), GONE_AT * self._peak[place])
        else:
            touched = (probable and self._probable[place]) or signal > max(1.6 * least, SURE_BY * noise)
            if touched:
                self._touched_s[place] = self._still_s[place] = self._frozen_s[place] = 0.0
                self._peak[place] = signal
                self.lively[place] = True
        self._probable[place] = probable
        self.touched[place] = touched
        return touched

    def _follow(self, place: int, signal: float, passed_s: float) -> None:
        """Nothing touches: the baseline goes along, and what is left is noise."""
        noise, least = self.noise[place], self._least[place]
        quick = signal < -max(least, PROBABLE_BY * noise)
        self._baseline[place] -= signal * min(1.0, passed_s / (RETURNS_S if quick else FOLLOWS_S))
        if not quick and signal < least + 2.0 * noise:
            variance = noise * noise + (signal * signal - noise * noise) * min(1.0, passed_s / NOISE_S)
            self.noise[place] = min(max(variance**0.5, LEAST_NOISE), MOST_NOISE)

    def _hold(self, place: int, count: int, signal: float, passed_s: float) -> None:
        """Something touches: the baseline stands, unless that is no hand."""
        self._touched_s[place] += passed_s
        still_s = self._still_s[place] + (-STIRS_BY * passed_s if self.lively[place] else passed_s)
        self._still_s[place] = max(0.0, still_s)
        if still_s > (BLANKET_AFTER_S if self._widespread else THING_AFTER_S):
            self._baseline[place] = count
        elif self._touched_s[place] > EVEN_A_HAND_AFTER_S:
            self._baseline[place] -= signal * min(1.0, passed_s / FOLLOWS_S)

    def _is_faulty(self, place: int, count: int, passed_s: float) -> bool:
        """A wire that broke or shorts reads its rail, freezes, or jumps about as no hand can."""
        step = self._step[place]
        self._jumps_since[place] += passed_s
        if abs(step) > max(60.0, 12.0 * self.noise[place]):
            if self._jumps_since[place] > JUMPS_WITHIN_S:
                self._jumps[place], self._jumps_since[place] = 0, 0.0
            self._jumps[place] += 1
        elif self._jumps_since[place] > JUMPS_WITHIN_S:
            self._jumps[place] = 0
        railed = count <= 1 or count >= MOST_COUNTS - 1
        self._frozen_s[place] = self._frozen_s[place] + passed_s if step == 0 or railed else 0.0
        frozen = self._frozen_s[place] > FROZEN_S and (railed or self.touched[place])
        found: Fault | None = "jumping" if self._jumps[place] > JUMPS else "stuck" if frozen or railed else None
        if found is not None:
            self.fault[place], self._calm_since[place] = found, 0.0
            return True
        if self.fault[place] is None:
            return False
        if self.fault[place] == "stuck" and step == 0:
            return True
        self._calm_since[place] += passed_s
        if self._calm_since[place] < CALM_AGAIN_S:
            self._baseline[place] += (count - self._baseline[place]) * min(1.0, passed_s / RETURNS_S)
            return True
        self.fault[place] = None
        return False

    def _end_block(self) -> None:
        """Every 80 ms: what has changed within the last second, and whether that is more than noise."""
        count = self._block_count
        for place in PLACES:
            blocks = self._blocks[place]
            del blocks[0]
            blocks.append(self._block[place] / count)
            self._block[place] = 0.0
            recent = blocks[-RECENT:]
            self.range[place] = max(recent) - min(recent)
            if not self.touched[place]:
                spread = _variance(blocks)
                if max(blocks) < self._least[place]:
                    self._calm[place] += (spread - self._calm[place]) * (BLOCK_S / NOISE_S)
            elif self._touched_s[place] > BLOCKS * BLOCK_S:
                self.lively[place] = _variance(blocks) > LIVELY_BY * max(self._calm[place], LEAST_CALM)
        self._block_s, self._block_count = 0.0, 0


def _variance(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)
