"""Breath: always there as a number and a glow; in the flippers only awake, tiny, and for some breaths at a time."""

import math
import random

from companion.expression.minimum_jerk import Follower, minimum_jerk

INHALE_PART, EXHALE_PART = 0.4, 0.46
"""Parts of one breath; the rest is the pause at its end."""

FLIPPER_LIFT = 0.07
LEADING_LIFT = 0.06
"""How much more the flippers lift while breath is shown on purpose: together still a tiny movement."""

SLOWEST, QUICKEST = 4.0, 30.0
"""Breaths a minute it can be asked for."""

PACE_CHANGES_S = 2.0
"""A new pace is taken up softly, within about three times this."""


class Breathing:
    """One chest. After `step`: `breath` 0 (exhaled) .. 1 (inhaled), and the lift of both `flippers` in pose units."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._phase = chance.random()
        self._length_s = self._own_s = 4.5
        self._depth = 1.0
        self._lift = 0.0
        self._breaths_left = 2
        self._visible = True
        self._presence = Follower(1.0)
        self._shown = Follower()
        self.breath = 0.0
        self.flippers = (0.0, 0.0)

    def step(
        self,
        step_s: float,
        awake: float,
        arousal: float,
        moving: bool,
        per_minute: float | None = None,
        shown: float = 0.0,
    ) -> None:
        """One tick. Excitement quickens the breath, sleep slows it; the flippers rest unless `moving`.

        `per_minute` leads instead: every breath as long as asked, full and to be seen, so that people can breathe
        along. `shown` 0..1 is how much an act shows its breath.
        """
        self._shown.goal = shown
        deeper = self._shown.step(step_s, 1.5)
        led_s = None if per_minute is None else 60.0 / min(max(per_minute, SLOWEST), QUICKEST)
        goal_s = self._own_s if led_s is None else led_s
        self._length_s += (goal_s - self._length_s) * (1.0 - math.exp(-step_s / PACE_CHANGES_S))
        self._phase += step_s / self._length_s
        if self._phase >= 1.0:
            self._phase %= 1.0
            self._next_breath(awake, arousal, led_s is not None or shown > 0.0)
        self.breath = self._depth * _wave(self._phase)
        self._presence.goal = 1.0 if moving else 0.0
        lift = (self._lift + LEADING_LIFT * deeper) * self.breath * self._presence.step(step_s, 5.0)
        self.flippers = (lift, lift * 0.86)

    def _next_breath(self, awake: float, arousal: float, leading: bool) -> None:
        chance = self._chance
        calm_s = 6.4 - 2.0 * awake
        quicker = 1.0 + 0.55 * max(arousal, 0.0) - 0.15 * max(-arousal, 0.0)
        self._own_s = calm_s / quicker * chance.uniform(0.9, 1.12)
        self._depth = chance.uniform(0.94 if leading else 0.82, 1.0)
        self._breaths_left -= 1
        if self._breaths_left <= 0:
            self._visible = not self._visible
            self._breaths_left = int(chance.uniform(2.0, 4.99))
        self._lift = FLIPPER_LIFT * chance.uniform(0.8, 1.15) if self._visible or leading else 0.0


def _wave(phase: float) -> float:
    if phase < INHALE_PART:
        return minimum_jerk(phase / INHALE_PART)
    return 1.0 - minimum_jerk((phase - INHALE_PART) / EXHALE_PART)
