"""Breath: always there as a number and a glow; in the flippers only awake, tiny, and for some breaths at a time."""

import random

from companion.expression.minimum_jerk import Follower, minimum_jerk

INHALE_PART, EXHALE_PART = 0.4, 0.46
"""Parts of one breath; the rest is the pause at its end."""

FLIPPER_LIFT = 0.07


class Breathing:
    """One chest. After `step`: `breath` 0 (exhaled) .. 1 (inhaled), and `flippers`, the lift of left and right (pose
    units)."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._phase = chance.random()
        self._length_s = 4.5
        self._depth = 1.0
        self._lift = 0.0
        self._breaths_left = 2
        self._visible = True
        self._presence = Follower(1.0)
        self.breath = 0.0
        self.flippers = (0.0, 0.0)

    def step(self, step_s: float, awake: float, arousal: float, moving: bool) -> None:
        """One tick. Excitement quickens the breath, sleep slows it; not `moving` (asleep, still) lets the flippers
        rest."""
        self._phase += step_s / self._length_s
        if self._phase >= 1.0:
            self._phase %= 1.0
            self._next_breath(awake, arousal)
        self.breath = self._depth * _wave(self._phase)
        self._presence.goal = 1.0 if moving else 0.0
        lift = self._lift * self.breath * self._presence.step(step_s, 5.0)
        self.flippers = (lift, lift * 0.86)

    def _next_breath(self, awake: float, arousal: float) -> None:
        chance = self._chance
        calm_s = 6.4 - 2.0 * awake
        quicker = 1.0 + 0.55 * max(arousal, 0.0) - 0.15 * max(-arousal, 0.0)
        self._length_s = calm_s / quicker * chance.uniform(0.9, 1.12)
        self._depth = chance.uniform(0.82, 1.0)
        self._breaths_left -= 1
        if self._breaths_left <= 0:
            self._visible = not self._visible
            self._breaths_left = int(chance.uniform(2.0, 4.99) if self._visible else chance.uniform(1.0, 3.99))
        self._lift = FLIPPER_LIFT * chance.uniform(0.8, 1.15) if self._visible else 0.0


def _wave(phase: float) -> float:
    if phase < INHALE_PART:
        return minimum_jerk(phase / INHALE_PART)
    return 1.0 - minimum_jerk((phase - INHALE_PART) / EXHALE_PART)
