"""Balance in simulation: somebody on the page lifts the drawn body, turns it over, lays it down or lets it fall.

What the hands do becomes what an acceleration and turning sensor in the body would feel, so that the same perception
that reads the robot's chip reads this.
"""

import math
from collections.abc import Callable

from companion.vocabulary.errors import MessageError
from companion.vocabulary.signals import Handling, MotionSample

HIGHEST_CM = 60.0
MOST_TURN_DEG = 180.0
STEP_S = 0.01
BACKLOG_S = 0.25
"""Older samples than this that nobody fetched are not made up afterwards."""

GRAVITY_M_S2 = 9.81
LIFTS_PER_S, MOST_M_S2 = 5.0, 5.0
TURNS_PER_S, MOST_DEG_S2 = 6.0, 2400.0
"""Hands follow where they are drawn to as a damped spring of this pace, and are never more violent than that."""

LIES_BELOW_M, LIES_WITHIN_DEG = 0.01, 3.0
IMPACT_S = 0.03
SWAY_G, SWAY_DEG_S = 0.03, 5.0
"""No hands are still: they tremble at some 9 Hz and sway with breath and step."""


class Carried:
    """A body that is held in hands, falls or lies: how high it is, how far it is turned, and what it feels of that.

    Height and speed are those of its middle above the bed, upward; it turns about its own length.
    """

    def __init__(self) -> None:
        self.height_m = self.speed_m_s = 0.0
        self.turned_deg = self.turning_deg_s = 0.0
        self._goal = Handling(0.0, 0.0, True, 0.0)
        self._passed_s = 0.0
        self._brakes_m_s2 = self._brakes_s = 0.0

    def take(self, handling: Handling) -> None:
        """From now on the hands do this."""
        self._goal = handling

    @property
    def lies(self) -> bool:
        """Whether it lies, and hands neither lift nor turn it."""
        high, turned = self.height_m > LIES_BELOW_M, abs(self._aim_deg - self.turned_deg) > LIES_WITHIN_DEG
        return not (high or turned or (self._goal.held and self._goal.height_cm > 0.0))

    @property
    def _aim_deg(self) -> float:
        return self._goal.turned_deg if self._goal.held else self.turned_deg

    def step(self, at_s: float) -> MotionSample:
        """A hundredth of a second later: what its sense of balance feels, captured at `at_s`."""
        self._passed_s += STEP_S
        upward_m_s2 = self._hold() if self._goal.held else self._fall()
        force_g = 1.0 + upward_m_s2 / GRAVITY_M_S2
        sway_g = sway_deg_s = 0.0
        if self._goal.held and not self.lies:
            trembles = math.sin(57.0 * self._passed_s) + math.sin(11.0 * self._passed_s)
            sway_g, sway_deg_s = SWAY_G * trembles, SWAY_DEG_S * (trembles + math.sin(4.0 * self._passed_s))
        turned = math.radians(self.turned_deg)
        force_g += sway_g
        return MotionSample(
            (sway_g, force_g * math.sin(turned), force_g * math.cos(turned)),
            (self.turning_deg_s + sway_deg_s, sway_deg_s, 0.5 * sway_deg_s),
            at_s,
        )

    def _hold(self) -> float:
        """Hands draw it to where they are; returns its acceleration upward, m/s²."""
        away_m = self._goal.height_cm / 100.0 - self.height_m
        pull = LIFTS_PER_S * (LIFTS_PER_S * away_m - 2.0 * self.speed_m_s)
        pull = min(max(pull, -MOST_M_S2), MOST_M_S2)
        self.speed_m_s += pull * STEP_S
        self.height_m = max(0.0, self.height_m + self.speed_m_s * STEP_S)
        if self.height_m == 0.0 and self.speed_m_s < 0.0:
            self.speed_m_s = 0.0
        away_deg = self._aim_deg - self.turned_deg
        turn = TURNS_PER_S * (TURNS_PER_S * away_deg - 2.0 * self.turning_deg_s)
        self.turning_deg_s += min(max(turn, -MOST_DEG_S2), MOST_DEG_S2) * STEP_S
        self.turned_deg += self.turning_deg_s * STEP_S
        self._brakes_s = 0.0
        return pull

    def _fall(self) -> float:
        """Nobody holds it: it falls, and the bed stops it."""
        self.turning_deg_s = 0.0
        if self.height_m > 0.0:
            self.speed_m_s -= GRAVITY_M_S2 * STEP_S
            self.height_m += self.speed_m_s * STEP_S
            if self.height_m > 0.0:
                return -GRAVITY_M_S2
            self._brakes_m_s2, self._brakes_s = -self.speed_m_s / IMPACT_S, IMPACT_S
            self.height_m = self.speed_m_s = 0.0
        if self._brakes_s <= 0.0:
            return 0.0
        self._brakes_s -= STEP_S
        return self._brakes_m_s2


class SimulatedBalance:
    """A sense of balance that can be fed.

    Example::

        balance = SimulatedBalance(time.monotonic)
        balance.open()
        balance.feed(Handling(25.0, 0.0, True, captured_s=1.0))    # lifted by 25 cm
        balance.drain()

    A hundred samples a second of `now`, made when they are fetched. While closed, hands move it all the same.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._body = Carried()
        self._made_s = -math.inf
        self._open = False

    @property
    def name(self) -> str:
        return "simulated balance"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False

    def feed(self, value: Handling) -> None:
        """What the hands do from now on. Raises `MessageError` for what is not a finite number."""
        self._body.take(checked(value))

    def drain(self) -> tuple[MotionSample, ...]:
        now_s = self._now()
        if not 0.0 <= now_s - self._made_s <= BACKLOG_S:
            self._made_s = now_s - STEP_S
        samples = []
        while self._made_s + STEP_S <= now_s:
            self._made_s += STEP_S
            samples.append(self._body.step(self._made_s))
        return tuple(samples) if self._open else ()


def checked(handling: Handling) -> Handling:
    """The same within what hands can do. Raises `MessageError` for what is not a finite number."""
    if not all(math.isfinite(value) for value in (handling.height_cm, handling.turned_deg, handling.captured_s)):
        raise MessageError("a number that is not finite", "balance", "Send a height in cm and a turn in degrees.")
    return Handling(
        min(max(handling.height_cm, 0.0), HIGHEST_CM),
        min(max(handling.turned_deg, -MOST_TURN_DEG), MOST_TURN_DEG),
        handling.held,
        handling.captured_s,
    )
