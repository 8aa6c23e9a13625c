"""How a hand moves over the coat: a Kalman filter of constant velocity on its centre of weight.

The filter of the textbooks (Bar-Shalom, Li and Kirubarajan, Estimation with Applications to Tracking and Navigation,
2001, chapter 6: white-noise acceleration), because it knows how far its own answer can be trusted: a faint hand in a
glove is smoothed for longer than a warm palm.
"""

import math

RESTLESS_CM2_S3 = 120.0
"""Power of the hand's accelerations: what lets the filter follow a stroke that turns round."""


class Motion:
    """Place in cm and velocity in cm/s of one hand; both axes share one covariance."""

    __slots__ = ("_place", "_place_velocity", "_velocity", "vx", "vy", "x", "y")

    def __init__(self, x: float, y: float, variance: float) -> None:
        self.begin(x, y, variance)

    def begin(self, x: float, y: float, variance: float) -> None:
        """Take a new place without having moved there; `variance` in cm² is how uncertain it is."""
        self.x, self.y, self.vx, self.vy = x, y, 0.0, 0.0
        self._place, self._place_velocity, self._velocity = variance, 0.0, 4.0

    def step(self, x: float, y: float, variance: float, passed_s: float) -> None:
        """The hand was measured at (x, y) with so much variance, `passed_s` after the last time."""
        q, dt = RESTLESS_CM2_S3, passed_s
        self.x += self.vx * dt
        self.y += self.vy * dt
        place = self._place + dt * (2.0 * self._place_velocity + dt * self._velocity) + q * dt * dt * dt / 3.0
        both = self._place_velocity + dt * self._velocity + q * dt * dt / 2.0
        velocity = self._velocity + q * dt
        gain, pull = place / (place + variance), both / (place + variance)
        off_x, off_y = x - self.x, y - self.y
        self.x += gain * off_x
        self.y += gain * off_y
        self.vx += pull * off_x
        self.vy += pull * off_y
        self._place = (1.0 - gain) * place
        self._place_velocity = (1.0 - gain) * both
        self._velocity = velocity - pull * both

    @property
    def variance(self) -> float:
        """How uncertain the place is, cm²."""
        return self._place

    @property
    def speed_cm_s(self) -> float:
        return math.hypot(self.vx, self.vy)

    @property
    def direction_deg(self) -> float:
        """0 toward the tail, 90 toward the creature's own left."""
        return math.degrees(math.atan2(self.vy, self.vx))
