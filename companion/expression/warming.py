"""Warmth that follows closeness: slowly up while a hand lies on it or it lies close to somebody, slowly away after.

It only wishes; the limiter of the heating pad (`body/warmth.py`) holds the temperature, the time and the gate.
"""

import math

from companion.expression.minimum_jerk import Follower

COOLEST_C, WARMEST_C = 33.0, 37.5
"""As warm as skin, and as warm as a body. Below the first nothing is felt, so the pad stays off."""

FELT_FROM, FELT_UNTIL = 0.25, 0.12
"""Closeness at which the pad is switched on, and the lower one at which it is let go: it does not flutter between."""

NEARER_S, FARTHER_S = 25.0, 150.0
"""Closeness comes within about this, and fades within that: warmth outlasts a pause between two strokes."""

TOUCH_LASTS_S = 8.0


class Warming:
    """Closeness of one body. `touch` when a gentle hand is felt; `step` returns the temperature wished for, or None."""

    def __init__(self) -> None:
        self.closeness = 0.0
        self._touched_s = -math.inf
        self._wishing = False
        self._wish = Follower(COOLEST_C)

    def touch(self, now_s: float) -> None:
        self._touched_s = now_s

    def startle(self) -> None:
        """A blow or a fall: whatever was close is not any more."""
        self.closeness, self._touched_s = 0.0, -math.inf

    def step(self, now_s: float, step_s: float, act: float, somebody: bool) -> float | None:
        """One tick. `act` 0..1 is how close its act is; without `somebody` there is nobody to keep warm."""
        near = max(act, 0.8 if now_s - self._touched_s < TOUCH_LASTS_S else 0.0) if somebody else 0.0
        lasts_s = NEARER_S if near > self.closeness else FARTHER_S
        self.closeness += (near - self.closeness) * (1.0 - math.exp(-step_s / lasts_s))
        self._wishing = self.closeness > (FELT_UNTIL if self._wishing else FELT_FROM)
        self._wish.goal = COOLEST_C + (WARMEST_C - COOLEST_C) * min(self.closeness * 1.25, 1.0)
        wish_c = self._wish.step(step_s, 0.2)
        return wish_c if self._wishing else None
