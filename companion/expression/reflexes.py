"""What the body does before any model or mind: leans toward a touch, startles softly at a blow, then keeps still."""

import random
from dataclasses import dataclass

from companion.expression.minimum_jerk import Follower
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.readings import LoudnessReading, PostureReading, TouchReading
from companion.vocabulary.signals import Zone

QUICK, SLOW = 13.0, 3.0
"""1/s: toward a touch, and back."""

STILL_AFTER_STARTLE_S = 3.0
STARTLE_PAUSE_S = 2.5
"""A startle is not repeated within this time: a storm of blows must not make it twitch."""

FORGET_S = 6.0
"""Touches in quick succession move it less and less; this much quiet makes one of them forgotten."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One reflex: offsets of joints in pose units (lids: how much wider or narrower), and for how long."""

    moves: dict[Joint, float]
    lasts_s: float


def _toward(yaw: float, pitch: float, lids: float, **others: float) -> Answer:
    moves: dict[Joint, float] = {"neck_yaw": yaw, "neck_pitch": pitch, "eyelid_left": lids, "eyelid_right": lids}
    moves.update({joint: others[joint] for joint in JOINTS if joint in others})
    return Answer(moves, 1.0)


# The seal's own left is the picture's left: neck_yaw below zero.
CONTACT: dict[Zone, Answer] = {
    "nose": _toward(0.0, -0.1, -0.5),
    "head": _toward(0.0, 0.16, -0.4),
    "cheek_left": _toward(-0.24, 0.04, -0.35),
    "cheek_right": _toward(0.24, 0.04, -0.35),
    "chest": _toward(0.0, -0.16, -0.15),
    "back_front": _toward(0.1, 0.12, -0.25),
    "back_middle": _toward(0.16, 0.08, -0.2),
    "back_rear": _toward(0.2, 0.05, -0.15, tail=0.14),
    "belly": _toward(0.08, -0.18, -0.2),
    "flipper_left": _toward(-0.2, -0.06, -0.15, flipper_left=0.22),
    "flipper_right": _toward(0.2, -0.06, -0.15, flipper_right=0.22),
    "tail": _toward(0.22, 0.0, 0.15, tail=0.28),
}

_SIDELESS: frozenset[Zone] = frozenset(("back_front", "back_middle", "back_rear", "belly", "tail"))

STARTLE = Answer(
    {
        "neck_pitch": 0.14,
        "eyelid_left": 0.3,
        "eyelid_right": 0.3,
        "flipper_left": -0.3,
        "flipper_right": -0.3,
        "tail": 0.08,
    },
    1.2,
)

LIFTED = Answer(
    {"eyelid_left": 0.3, "eyelid_right": 0.3, "flipper_left": -0.25, "flipper_right": -0.25, "tail": 0.1}, 2.0
)


class Reflexes:
    """The fastest layer: what `answer` begins takes effect in the very next `step`."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._followers: dict[Joint, Follower] = {joint: Follower() for joint in JOINTS}
        self._until_s = 0.0
        self._startled_s = -STARTLE_PAUSE_S
        self._habit = 0.0
        self.still_until_s = 0.0
        self.moving: frozenset[Joint] = frozenset()
        self.places: dict[Joint, float] = {}

    def answer(self, reading: TouchReading | PostureReading | LoudnessReading, now_s: float) -> bool:
        """Begin the reflex this reading calls for, if any. True when it is a startle."""
        if isinstance(reading, TouchReading):
            if reading.gesture == "hit":
                return self._startle(now_s)
            if reading.gesture in ("contact", "pat"):
                self._lean(reading.zone, now_s)
            elif reading.gesture in ("stroke", "hold"):
                self._until_s = max(self._until_s, now_s + 0.9)
            return False
        if isinstance(reading, PostureReading):
            if reading.posture == "dropped":
                return self._startle(now_s)
            if reading.posture in ("lifted", "upside_down"):
                self._begin(LIFTED, 1.0, 1.0, now_s)
            return False
        return reading.sudden and self._startle(now_s)

    def step(self, now_s: float, step_s: float) -> None:
        """One tick: `places` and `moving` follow. Every movement here is a follower's: soft, whatever comes in."""
        self._habit = max(0.0, self._habit - step_s / FORGET_S)
        over = now_s >= self._until_s
        moving = []
        for joint, follower in self._followers.items():
            if over:
                follower.goal = 0.0
            if not follower.resting:
                follower.step(step_s, SLOW if over else QUICK)
                moving.append(joint)
            self.places[joint] = follower.place
        self.moving = frozenset(moving)

    def _lean(self, zone: Zone, now_s: float) -> None:
        if now_s < self.still_until_s:
            return
        side = 1.0
        if zone in _SIDELESS and self._chance.random() < 0.5:
            side = -1.0
        self._begin(CONTACT[zone], side, 1.0 / (1.0 + 0.3 * self._habit), now_s)
        self._habit = min(self._habit + 1.0, 8.0)

    def _startle(self, now_s: float) -> bool:
        if now_s < self._startled_s + STARTLE_PAUSE_S:
            return False
        self._startled_s = now_s
        self.still_until_s = now_s + STILL_AFTER_STARTLE_S
        self._begin(STARTLE, 1.0, 1.0, now_s)
        return True

    def _begin(self, answer: Answer, side: float, size: float, now_s: float) -> None:
        self._until_s = now_s + answer.lasts_s
        for joint, follower in self._followers.items():
            move = answer.moves.get(joint, 0.0) * size * self._chance.uniform(0.88, 1.1)
            follower.goal = move * side if joint in ("neck_yaw", "tail") else move
