"""The two shapes of soft movement: a minimum-jerk way from here to there, and a follower that never jumps.

The polynomial is that of Flash and Hogan, "The coordination of arm movements", J. Neurosci. 5 (1985): the smoothest way
between two rests, as people move their hands.
"""

import math

ARRIVED = 1e-3
"""Closer than this (in pose units, and as slow per second) a follower is there; a servo cannot show less."""


def minimum_jerk(share: float) -> float:
    """The part of the way, 0..1, done after `share` 0..1 of the time; starts and ends at rest. Clamped outside."""
    if share <= 0.0:
        return 0.0
    if share >= 1.0:
        return 1.0
    return share * share * share * (10.0 + share * (6.0 * share - 15.0))


class Follower:
    """Follows a goal that may change at any time: no jump of place or speed, no overshoot of a resting goal.

    A critically damped spring behind a first-order lag, both solved exactly, so that any step length is stable.
    `quickness` in 1/s: about 2.5 / quickness seconds after a step of the goal half of the way is done.
    """

    __slots__ = ("_aim", "goal", "place", "speed")

    def __init__(self, place: float = 0.0) -> None:
        self.place = place
        self.goal = place
        self.speed = 0.0
        self._aim = place

    @property
    def resting(self) -> bool:
        return self.speed == 0.0 and self.place == self.goal

    def step(self, step_s: float, quickness: float) -> float:
        """Move on by `step_s` seconds; returns the new place."""
        if self.resting:
            return self.place
        decay = math.exp(-quickness * step_s)
        self._aim += (self.goal - self._aim) * (1.0 - decay * decay)
        away = self.place - self._aim
        drive = self.speed + quickness * away
        self.place = self._aim + (away + drive * step_s) * decay
        self.speed = (self.speed - quickness * drive * step_s) * decay
        if abs(self.place - self.goal) < ARRIVED and abs(self.speed) < ARRIVED * quickness:
            self.place = self._aim = self.goal
            self.speed = 0.0
        return self.place
