"""Where the head points: follows a face softly and a little late, looks away at times, glances about when alone."""

import random
from dataclasses import dataclass

from companion.expression.minimum_jerk import Follower
from companion.vocabulary.acts import Gaze

QUICKNESS = 6.5
"""1/s: the head is halfway to a new place after about 0.35 s, as a person's head follows."""

REFOLLOW = 0.045
"""A face may move this far (pose units) before the resting head follows again: no hunting after every pixel."""

LOOKS_S, AWAY_S = (2.5, 8.0), (0.7, 1.8)
"""Shortest and longest. People like to be looked at for 3.3 s on average, and few for more than nine (Binetti et al.,
"Pupil dilation as an index of preferred mutual gaze duration", Royal Society Open Science 3 (2016) 160086)."""

WIDEST = 0.85
"""Gaze leaves some of the neck's travel to gestures."""

BIG_TURN = 0.3
"""A turn this wide is often accompanied by a blink."""


@dataclass(frozen=True, slots=True)
class Turned:
    """Head yaw and pitch that gaze asks for; `big_turn` in the tick in which a wide turn begins."""

    yaw: float
    pitch: float
    big_turn: bool


class GazeFollowing:
    """Gaze of one head. `look` says what to look at (None: nothing in particular); `step` moves on by one tick."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._yaw, self._pitch = Follower(), Follower()
        self._wanted: Gaze | None = None
        self._glance = Gaze(0.0, 0.0)
        self._turns_s = 2.0
        self._away = False

    def look(self, gaze: Gaze | None) -> None:
        self._wanted = gaze

    def step(self, now_s: float, step_s: float, share: float, glances: float, still: bool) -> Turned:
        """One tick. `share` and `glances` 0..1 are what gesture and wakefulness leave to each; `still` holds still."""
        if still:
            self._yaw.goal, self._pitch.goal = self._yaw.place, self._pitch.place
            big_turn = False
        else:
            if now_s >= self._turns_s:
                self._turn(now_s, glances)
            big_turn = self._aim(share, glances)
        return Turned(self._yaw.step(step_s, QUICKNESS), self._pitch.step(step_s, QUICKNESS), big_turn)

    def _turn(self, now_s: float, glances: float) -> None:
        """Look away for a moment, back again, or (with nobody to look at) somewhere else."""
        chance = self._chance
        if self._wanted is not None:
            self._away = not self._away
            self._turns_s = now_s + chance.uniform(*(AWAY_S if self._away else LOOKS_S))
            side = -1.0 if chance.random() < 0.5 else 1.0
            self._glance = Gaze(side * chance.uniform(0.16, 0.34), chance.uniform(-0.14, 0.04))
        else:
            self._away = False
            self._turns_s = now_s + chance.uniform(5.0, 14.0) * (1.6 - 0.6 * glances)
            if self._glance.yaw != 0.0 and chance.random() < 0.4:
                self._glance = Gaze(0.0, 0.0)
            else:
                side = -1.0 if chance.random() < 0.5 else 1.0
                self._glance = Gaze(side * chance.uniform(0.14, 0.5), chance.uniform(-0.1, 0.15))

    def _aim(self, share: float, glances: float) -> bool:
        glance = self._glance
        if self._wanted is None:
            yaw, pitch = glance.yaw * glances, glance.pitch * glances
        elif self._away:
            yaw, pitch = self._wanted.yaw + glance.yaw, self._wanted.pitch + glance.pitch
        else:
            yaw, pitch = self._wanted.yaw, self._wanted.pitch
        yaw, pitch = _bounded(yaw * share), _bounded(pitch * share)
        far = max(abs(yaw - self._yaw.goal), abs(pitch - self._pitch.goal))
        if far > REFOLLOW or not (self._yaw.resting and self._pitch.resting):
            self._yaw.goal, self._pitch.goal = yaw, pitch
        return far > BIG_TURN


def _bounded(value: float) -> float:
    return min(max(value, -WIDEST), WIDEST)
