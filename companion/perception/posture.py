"""How the body itself lies or is held, from its sense of balance: resting, lifted, held, upside down, dropped.

Which way is down is a complementary filter: the gyroscope turns it along at once, the accelerometer pulls it back
slowly while it measures little else than gravity. What is left along it, beyond what it usually weighs (the chip's zero
may be 0.08 g off), is integrated, leaking, to a rise. Falling needs no filter: whoever falls feels no weight. A state
is left later than it is entered, so that it never flickers, and each change is told once. Its own movements, a lap that
breathes, strokes and pats leave it resting.
"""

import math

from companion.vocabulary.readings import Posture, PostureReading
from companion.vocabulary.signals import MotionSample

GRAVITY_M_S2 = 9.81
GAP_S, JUMP_S = 0.25, 1.0
MOST_G, MOST_DEG_S = 16.0, 2000.0

DOWN_FOLLOWS_S, WEIGHS_WITHIN_G, WEIGHT_FOLLOWS_S = 0.8, 0.25, 2.5
BIAS_FOLLOWS_S = 4.0
"""How fast the gyroscope's own error is learnt while the body is quiet. The chip's may be 20 degrees a second."""

WEIGHTLESS_BELOW_G, FALLS_AFTER_S = 0.35, 0.06
"""As in the motor guard: a fall from 2 cm. A hand that lowers it quickly takes off a few tenths of a g."""

RISES_FROM_M_S, RISES_FROM_M = 0.2, 0.05
SPEED_FORGETS_S, RISE_FORGETS_S = 0.8, 1.2
OPPOSITE_BELOW_G = -0.6
OVER_BELOW, UPRIGHT_ABOVE, TURNS_FOR_S = -0.4, 0.1, 0.25
"""Cosine of the tilt: upside down from 114 degrees on, upright again below 84."""

STIR_FOLLOWS_S = 0.25
STILL_DEG_S, STILL_G, STILL_FOR_S = 3.0, 0.03, 1.2
CARRIED_AFTER_S = 2.0


class PosturePath:
    """Samples of balance -> changes of posture. Pure; time comes in with each sample.

    >>> path = PosturePath()
    >>> told = [path.feel(MotionSample((0.0, 0.0, 1.0), (0.0, 0.0, 0.0), i / 100)) for i in range(200)]
    >>> [reading.posture for readings in told for reading in readings]
    ['resting']

    The first reading comes when it is known how it lies, within two seconds. What is no sample (not finite, beyond any
    sensor's range, not newer than the last) is dropped and counted in `refused`; a gap forgets how it moved.
    """

    def __init__(self) -> None:
        self.refused = 0
        self.posture: Posture | None = None
        self._down = (0.0, 0.0, 1.0)
        self._bias = [0.0, 0.0, 0.0]
        self._turn = [0.0, 0.0, 0.0]
        self._known = False
        self._weight = 1.0
        self._last_s = -math.inf
        self._speed = self._rise = 0.0
        self._stir_deg_s = self._stir_g = 0.0
        self._since_s: dict[str, float] = {}
        self._changed_s = -math.inf

    def feel(self, sample: MotionSample) -> tuple[PostureReading, ...]:
        """The change of posture that this sample makes certain, if any."""
        now_s = sample.captured_s
        if not _is_sound(sample) or self._last_s - JUMP_S <= now_s <= self._last_s:
            self.refused += 1
            return ()
        passed_s = now_s - self._last_s
        if not 0.0 < passed_s <= GAP_S:
            self._begin(sample)
            passed_s = 0.01
        self._last_s = now_s
        self._follow(sample, passed_s)
        found, certainty = self._judge(math.hypot(*sample.acceleration_g), now_s)
        if found is None or found == self.posture:
            return ()
        self.posture, self._changed_s = found, now_s
        return (PostureReading(now_s, found, certainty),)

    def _begin(self, sample: MotionSample) -> None:
        size = math.hypot(*sample.acceleration_g)
        if size > 0.5:
            x, y, z = sample.acceleration_g
            self._down = x / size, y / size, z / size
            self._weight = size if abs(size - 1.0) < WEIGHS_WITHIN_G else 1.0
        if not self._known:
            self._bias = list(sample.turn_deg_s)
            self._known = True
        self._speed = self._rise = self._stir_deg_s = self._stir_g = 0.0
        self._turn = [0.0, 0.0, 0.0]
        self._since_s.clear()

    def _follow(self, sample: MotionSample, passed_s: float) -> None:
        x, y, z = sample.acceleration_g
        turn = [rate - bias for rate, bias in zip(sample.turn_deg_s, self._bias, strict=True)]
        p, q, r = (math.radians(rate) * passed_s for rate in turn)
        dx, dy, dz = self._down
        # The world turns the other way round in the body's eyes.
        dx, dy, dz = dx - (q * dz - r * dy), dy - (r * dx - p * dz), dz - (p * dy - q * dx)
        weight = math.sqrt(x * x + y * y + z * z)
        if abs(weight - 1.0) < WEIGHS_WITHIN_G:
            # How it tumbled is not known well: after a fall down is where it now weighs.
            share = 0.2 if self.posture == "dropped" else min(1.0, passed_s / DOWN_FOLLOWS_S)
            if x * dx + y * dy + z * dz < OPPOSITE_BELOW_G:
                share = 1.0
            dx, dy, dz = dx + share * (x - dx), dy + share * (y - dy), dz + share * (z - dz)
        size = math.sqrt(dx * dx + dy * dy + dz * dz) or 1.0
        self._down = dx, dy, dz = dx / size, dy / size, dz / size
        along_g = x * dx + y * dy + z * dz
        if abs(along_g - 1.0) < WEIGHS_WITHIN_G:
            self._weight += (along_g - self._weight) * min(1.0, passed_s / WEIGHT_FOLLOWS_S)
        upward_g = along_g - self._weight
        self._speed = (self._speed + GRAVITY_M_S2 * upward_g * passed_s) * math.exp(-passed_s / SPEED_FORGETS_S)
        self._rise = (self._rise + self._speed * passed_s) * math.exp(-passed_s / RISE_FORGETS_S)
        share = min(1.0, passed_s / STIR_FOLLOWS_S)
        self._turn = [usual + share * (rate - usual) for usual, rate in zip(self._turn, turn, strict=True)]
        away_deg_s = math.hypot(*(rate - usual for usual, rate in zip(self._turn, turn, strict=True)))
        self._stir_deg_s += share * (away_deg_s - self._stir_deg_s)
        self._stir_g += share * (abs(weight - self._weight) - self._stir_g)
        if self._is_quiet():
            share = min(1.0, passed_s / BIAS_FOLLOWS_S)
            self._bias = [bias + share * rate for bias, rate in zip(self._bias, turn, strict=True)]

    def _judge(self, weight_g: float, now_s: float) -> tuple[Posture | None, float]:
        falling_s = self._lasts("falling", weight_g < WEIGHTLESS_BELOW_G, now_s)
        still_s = self._lasts("still", self._is_quiet(), now_s)
        over_s = self._lasts("over", self._down[2] < OVER_BELOW, now_s)
        upright_s = self._lasts("upright", self._down[2] > UPRIGHT_ABOVE, now_s)
        if falling_s >= FALLS_AFTER_S - 1e-9:
            return "dropped", 0.95
        if self.posture == "dropped":
            if still_s < STILL_FOR_S and now_s - self._changed_s < 2.0 * CARRIED_AFTER_S:
                return None, 0.0
            return ("upside_down" if self._down[2] < OVER_BELOW else "resting" if still_s else "held"), 0.8
        if over_s >= TURNS_FOR_S:
            return "upside_down", 0.95
        if self.posture == "upside_down":
            if upright_s < TURNS_FOR_S:
                return None, 0.0
            return ("resting" if still_s >= STILL_FOR_S else "held"), 0.8
        if still_s >= STILL_FOR_S:
            return "resting", 0.9
        if self._speed > RISES_FROM_M_S and self._rise > RISES_FROM_M:
            return ("lifted", 0.85) if self.posture in ("resting", None) else (None, 0.0)
        if self.posture == "lifted" and now_s - self._changed_s >= CARRIED_AFTER_S:
            return "held", 0.85
        return None, 0.0

    def _is_quiet(self) -> bool:
        """Whether it neither shakes nor begins or ends to turn; a gyroscope that is off by a constant is quiet too."""
        return self._stir_deg_s < STILL_DEG_S and self._stir_g < STILL_G

    def _lasts(self, name: str, holds: bool, now_s: float) -> float:
        """For how long something has held without a break, seconds."""
        if not holds:
            self._since_s.pop(name, None)
            return 0.0
        return now_s - self._since_s.setdefault(name, now_s)


def _is_sound(sample: MotionSample) -> bool:
    values = (*sample.acceleration_g, *sample.turn_deg_s)
    if len(sample.acceleration_g) != 3 or len(sample.turn_deg_s) != 3 or not math.isfinite(sample.captured_s):
        return False
    if not all(math.isfinite(value) for value in values):
        return False
    within_g = all(abs(value) <= MOST_G for value in sample.acceleration_g)
    return within_g and all(abs(value) <= MOST_DEG_S for value in sample.turn_deg_s)
