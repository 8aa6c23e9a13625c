"""How the body lies or is held: resting, held in arms, lifted, upside down, dropped. From acceleration alone; cheap.

A fall is weightlessness. Being lifted is a speed up or down that stays for a moment: the weight's excess, integrated
and slowly forgotten. Being held is the slow sway of arms, which no table has; what its own motors shake is quicker than
that and is filtered out. The certainties are our estimates until somebody has lifted a real one.
"""

import math

from companion.vocabulary.readings import Posture, PostureReading
from companion.vocabulary.signals import MotionSample

GRAVITY_M_S2 = 9.81
GAP_S = 0.2

WEIGHTLESS_BELOW_G, FALLS_AFTER_S = 0.35, 0.06
OVER_BELOW_G, OVER_AFTER_S = -0.5, 0.3
FORGETS_SPEED_S, LIFTED_FROM_M_S, LIFTED_AFTER_S = 0.6, 0.25, 0.12
SWAY_S, SWAY_OVER_S = 0.35, 2.5
HELD_FROM_G, RESTS_BELOW_G = 0.010, 0.005
CALM_AFTER_S = 1.5
"""After a lift or a fall it is held or rests only once it has been calm for so long."""

CERTAINTY: dict[Posture, float] = {"resting": 0.85, "held": 0.75, "lifted": 0.8, "upside_down": 0.95, "dropped": 0.95}


class PosturePath:
    """Samples -> a reading at each change of posture. Pure: time comes in with every sample.

    A sample without a usable time or number is dropped; after a gap everything is learnt anew, and nothing is told
    that was felt before it.
    """

    def __init__(self) -> None:
        self.posture: Posture | None = None
        self._last_s = -math.inf
        self._begin()

    def feel(self, sample: MotionSample) -> tuple[PostureReading, ...]:
        """What this sample changes: one reading, or none."""
        now_s, pull = sample.captured_s, sample.acceleration_g
        if not math.isfinite(now_s) or not all(map(math.isfinite, pull)):
            return ()
        passed_s = now_s - self._last_s
        self._last_s = now_s
        if not 0.0 < passed_s <= GAP_S:
            self._begin(pull)
            self._since_s = now_s
            return ()
        self._follow(pull, passed_s, now_s)
        posture = self._judged(now_s)
        if posture is None or posture == self.posture:
            return ()
        self.posture = posture
        return (PostureReading(now_s, posture, CERTAINTY[posture]),)

    def _begin(self, pull: tuple[float, float, float] = (0.0, 0.0, 1.0)) -> None:
        self._since_s = math.inf
        self._up_g = pull[2]
        self._slow = self._mean = pull[0], pull[1]
        self._sway = RESTS_BELOW_G**2
        self._speed_m_s = 0.0
        self._weight_g = 1.0
        self._held_for: dict[str, float] = {}
        self._busy_s = -math.inf

    def _follow(self, pull: tuple[float, float, float], passed_s: float, now_s: float) -> None:
        weight_g = math.hypot(*pull)
        self._up_g += (pull[2] - self._up_g) * _share(passed_s, 0.1)
        # The weight of rest is learnt slowly: no sensor's gravity is exactly 1.
        self._weight_g += (weight_g - self._weight_g) * _share(passed_s, 20.0)
        self._speed_m_s += (weight_g - self._weight_g) * GRAVITY_M_S2 * passed_s
        self._speed_m_s -= self._speed_m_s * _share(passed_s, FORGETS_SPEED_S)
        slow, mean, swing = [], [], 0.0
        for value, before, middle in zip(pull[:2], self._slow, self._mean, strict=True):
            now = before + (value - before) * _share(passed_s, SWAY_S)
            usual = middle + (now - middle) * _share(passed_s, SWAY_OVER_S)
            swing += (now - usual) ** 2
            slow.append(now)
            mean.append(usual)
        self._slow, self._mean = (slow[0], slow[1]), (mean[0], mean[1])
        self._sway += (swing - self._sway) * _share(passed_s, SWAY_OVER_S)
        self._note("falls", weight_g < WEIGHTLESS_BELOW_G, now_s)
        self._note("over", self._up_g < OVER_BELOW_G, now_s)
        self._note("lifted", abs(self._speed_m_s) > LIFTED_FROM_M_S, now_s)

    def _note(self, what: str, holds: bool, now_s: float) -> None:
        """Since when something holds without a break."""
        if holds:
            self._held_for.setdefault(what, now_s)
        else:
            self._held_for.pop(what, None)

    def _lasted(self, what: str, now_s: float) -> float:
        return now_s - self._held_for.get(what, math.inf)

    def _judged(self, now_s: float) -> Posture | None:
        if self._lasted("falls", now_s) >= FALLS_AFTER_S - 1e-9:
            self._busy_s = now_s
            return "dropped"
        if self._lasted("over", now_s) >= OVER_AFTER_S:
            return "upside_down"
        if self.posture != "dropped" and self._lasted("lifted", now_s) >= LIFTED_AFTER_S:
            self._busy_s = now_s
            return "lifted"
        if abs(self._speed_m_s) > LIFTED_FROM_M_S / 2:
            self._busy_s = max(self._busy_s, now_s) if self.posture in ("dropped", "lifted") else self._busy_s
        if now_s - max(self._busy_s, self._since_s) < CALM_AFTER_S or "over" in self._held_for:
            return None
        sway_g = math.sqrt(self._sway)
        if sway_g > HELD_FROM_G:
            return "held"
        return "resting" if sway_g < RESTS_BELOW_G or self.posture not in ("resting", "held") else None


def _share(passed_s: float, over_s: float) -> float:
    """How much of a step an exponential mean over `over_s` takes in `passed_s`."""
    return 1.0 - math.exp(-passed_s / over_s)
