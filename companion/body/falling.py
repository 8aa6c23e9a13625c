"""Falling: whoever is in free fall feels no weight. From the first tenth of a second of it every joint is let go."""

import math

from companion.body.interlock import Interlock
from companion.vocabulary.signals import MotionSample

REASON = "it was dropped"

WEIGHTLESS_BELOW_G = 0.35
"""A hand that lowers it quickly takes off a few tenths of a g; a fall takes nearly all."""

FALLS_AFTER_S = 0.06
"""A fall from 2 cm. One from a lap, 50 cm, lasts 0.32 s."""

CALM_WITHIN_G = 0.15
CALM_FOR_S = 2.0
GAP_S = 0.1


class FallGuard:
    """Holds the interlock from free fall until it has lain calmly for two seconds.

    It stands below perception and mind on purpose: what may not hurt must not wait for what thinks. `feel` may be
    called in any one thread, with samples in order.
    """

    def __init__(self, interlock: Interlock) -> None:
        self._interlock = interlock
        self._last_s = -math.inf
        self._weightless_since_s: float | None = None
        self._calm_since_s: float | None = None
        self.falls = 0

    def feel(self, sample: MotionSample) -> None:
        """One sample of balance. What is no number changes nothing."""
        weight_g = math.hypot(*sample.acceleration_g)
        now_s = sample.captured_s
        if not math.isfinite(weight_g) or not math.isfinite(now_s):
            return
        if not 0.0 <= now_s - self._last_s <= GAP_S:
            self._weightless_since_s = self._calm_since_s = None
        self._last_s = now_s
        self._weightless_since_s = _since(self._weightless_since_s, weight_g < WEIGHTLESS_BELOW_G, now_s)
        self._calm_since_s = _since(self._calm_since_s, abs(weight_g - 1.0) < CALM_WITHIN_G, now_s)
        if self._weightless_since_s is not None and now_s - self._weightless_since_s >= FALLS_AFTER_S - 1e-9:
            self.falls += REASON not in self._interlock.reasons
            self._interlock.hold(REASON)
        elif self._calm_since_s is not None and now_s - self._calm_since_s >= CALM_FOR_S:
            self._interlock.free(REASON)


def _since(before_s: float | None, holds: bool, now_s: float) -> float | None:
    """Since when something holds without a break."""
    if not holds:
        return None
    return now_s if before_s is None else before_s
