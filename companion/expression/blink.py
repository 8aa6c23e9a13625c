"""Blinks at human-like intervals: more and slower when tired, sometimes twice, one lid a hair behind the other.

People at rest blink 17 times a minute (Bentivoglio et al., "Analysis of blink rate patterns in normal subjects",
Movement Disorders 12 (1997) 1028-1034), looking ahead in silence 8 to 21 times (Doughty, Optometry and Vision Science
78 (2001) 712-725), at irregular intervals. Awake it blinks 13 times a minute, which looks calm. Sleepy people blink
more often, longer, and open their lids later (Schleicher et al., "Blinks and saccades as indicators of fatigue in
sleepiness warnings", Ergonomics 51 (2008)): half asleep it blinks 16 times a minute, and each takes twice as long.
"""

import math
import random

from companion.expression.minimum_jerk import minimum_jerk

SHORTEST_PAUSE_S = 1.1
LONGEST_PAUSE_S = 11.0
MEAN_EXTRA_S = 3.6


class Blinking:
    """The lids' own rhythm; `step` returns how far each lid is closed by it, 0..1, left and right."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._begins_s = chance.uniform(0.8, 3.0)
        self._again = False
        self._shape(1.0)

    def soon(self, now_s: float) -> None:
        """Blink now, unless a blink is under way or has just been."""
        if now_s < self._begins_s and self._chance.random() < 0.6:
            self._begins_s = now_s
            self._shape(1.0)

    def step(self, now_s: float, awake: float, held: bool) -> tuple[float, float]:
        """One tick; while `held` (startled, asleep) no new blink begins."""
        if now_s >= self._begins_s + self._length_s:
            self._plan(now_s, awake)
        if held and now_s < self._begins_s + 0.05:
            self._begins_s = now_s + 0.05
        first, second = self._closed(now_s - self._begins_s), self._closed(now_s - self._begins_s - self._lag_s)
        return (second, first) if self._right_first else (first, second)

    @property
    def _length_s(self) -> float:
        return self._closing_s + self._shut_s + self._opening_s + self._lag_s

    def _plan(self, now_s: float, awake: float) -> None:
        chance = self._chance
        if not self._again and chance.random() < 0.13:
            self._again = True
            self._begins_s = now_s + chance.uniform(0.12, 0.3)
        else:
            self._again = False
            extra_s = -math.log(1.0 - chance.random()) * MEAN_EXTRA_S
            pause_s = min(SHORTEST_PAUSE_S + extra_s, LONGEST_PAUSE_S)
            self._begins_s = now_s + pause_s * (0.5 + 0.5 * awake)
        self._shape(awake)

    def _shape(self, awake: float) -> None:
        slower = (1.0 + 1.4 * (1.0 - awake)) * self._chance.uniform(0.9, 1.15)
        self._closing_s = 0.18 * slower
        self._shut_s = 0.04 * slower * slower
        self._opening_s = 0.28 * slower
        self._lag_s = self._chance.uniform(0.0, 0.02)
        self._right_first = self._chance.random() < 0.5

    def _closed(self, age_s: float) -> float:
        if age_s < self._closing_s:
            return minimum_jerk(age_s / self._closing_s)
        return 1.0 - minimum_jerk((age_s - self._closing_s - self._shut_s) / self._opening_s)
