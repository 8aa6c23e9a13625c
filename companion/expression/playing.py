"""One playing of a gesture: its keyframes with a pace, size and side of their own, faded in and out without a jump."""

import math
import random
from collections import deque

from companion.expression.gestures import Gesture, Sound, Step
from companion.expression.minimum_jerk import minimum_jerk
from companion.vocabulary.acts import JOINTS, Joint

FADE_S, FADE_FAR_S, FADE_LONGEST_S = 0.45, 0.6, 1.2
"""A gesture that is cut short hands over to the next one within this time, longer the further out a joint is."""

LATE_S = 0.1

SWELL_S = 3.2

LIDS: tuple[Joint, Joint] = ("eyelid_left", "eyelid_right")

_OTHER_SIDE: dict[Joint, Joint] = {
    "flipper_left": "flipper_right",
    "flipper_right": "flipper_left",
    "eyelid_left": "eyelid_right",
    "eyelid_right": "eyelid_left",
}
_SIDEWAYS: frozenset[Joint] = frozenset(("neck_yaw", "tail"))


class _Way:
    """The way of one joint through the current keyframe, from `start` to `goal`, and how much it is held (`share`)."""

    __slots__ = ("begins_s", "ends_s", "goal", "share_goal", "share_start", "start")

    def __init__(self, start: float, share: float) -> None:
        self.start = self.goal = start
        self.share_start = self.share_goal = share
        self.begins_s = self.ends_s = 0.0

    def at(self, age_s: float) -> tuple[float, float]:
        if age_s >= self.ends_s:
            return self.goal, self.share_goal
        done = minimum_jerk((age_s - self.begins_s) / (self.ends_s - self.begins_s))
        return self.start + (self.goal - self.start) * done, self.share_start + (
            self.share_goal - self.share_start
        ) * done


class Playing:
    """A gesture being played since `started_s`, `slower` times as long as usual.

    Hand in growing times; chance decides the variation once per step.
    """

    def __init__(
        self, gesture: Gesture, intensity: float, started_s: float, chance: random.Random, slower: float = 1.0
    ) -> None:
        self.gesture = gesture
        self.started_s = started_s
        self._chance = chance
        strength = min(max(intensity, 0.0), 1.0) if math.isfinite(intensity) else 0.5
        self.loudness = 0.4 + 0.8 * strength
        self._size = 0.6 + 0.4 * strength
        self._mirrored = chance.random() < 0.5
        self._sizes = {joint: chance.uniform(0.88, 1.08) for joint in JOINTS}
        self._lags = {joint: chance.uniform(0.0, 0.14) for joint in JOINTS}
        self._ways: dict[Joint, _Way] = {}
        self._steps: deque[Step] = deque(gesture.enter)
        self._slower = slower
        self._pace = chance.uniform(0.9, 1.15) * slower
        self._step_ends_s = 0.0
        self._bouts = 0
        self._leaving_s: float | None = None
        self._fade_s = FADE_S
        self._sounds = [(sound.at_s, sound) for sound in gesture.sounds if chance.random() < sound.chance]
        self._later = [sound for sound in gesture.sounds if sound.every_s is not None]
        self._swell_begins_s = self._swell_pause()
        for sound in self._later:
            if all(planned is not sound for _, planned in self._sounds):
                self._sounds.append((sound.at_s + self._pause(sound), sound))

    def entering(self, now_s: float) -> bool:
        """True until the first rest."""
        return self._bouts == 0 and (bool(self._steps) or now_s - self.started_s < self._step_ends_s)

    def leave(self, now_s: float) -> None:
        """Hand over to the next gesture: fade away from now on."""
        if self._leaving_s is None:
            far = max((abs(value) for joint, (value, _) in self._held(now_s).items() if joint not in LIDS), default=0.0)
            self._fade_s = min(FADE_S + FADE_FAR_S * far, FADE_LONGEST_S)
            self._leaving_s = now_s

    def gone(self, now_s: float) -> bool:
        return self._leaving_s is not None and now_s >= self._leaving_s + self._fade_s

    def presence(self, now_s: float) -> float:
        """How much of this gesture shows, 1..0 while it fades."""
        if self._leaving_s is None:
            return 1.0
        return 1.0 - minimum_jerk((now_s - self._leaving_s) / self._fade_s)

    def ways(self, now_s: float, still: bool) -> dict[Joint, tuple[float, float]]:
        """For each joint the gesture has named: its value and how far it is held, 0..1. `still` begins no new bout."""
        age_s = now_s - self.started_s
        while age_s >= self._step_ends_s and self._leaving_s is None:
            if self._steps:
                self._begin(self._steps.popleft(), age_s)
            elif self.gesture.bouts and not still:
                self._plan_bout()
            else:
                break
        return self._held(now_s)

    def soften(self, intensity: float) -> None:
        """Follow an act that grows weaker while it lasts; a stronger one waits for its next playing."""
        if math.isfinite(intensity):
            self.loudness = min(self.loudness, 0.4 + 0.8 * min(max(intensity, 0.0), 1.0))

    def swell(self, now_s: float) -> float:
        """The soft light of its own that comes and goes, 0..1."""
        if self.gesture.swells_s is None:
            return 0.0
        age_s = now_s - self.started_s
        if age_s >= self._swell_begins_s + SWELL_S:
            self._swell_begins_s = age_s + self._swell_pause()
        part = (age_s - self._swell_begins_s) / SWELL_S
        return minimum_jerk(2.5 * part) * (1.0 - minimum_jerk(2.5 * part - 1.5))

    def _swell_pause(self) -> float:
        return self._chance.uniform(*self.gesture.swells_s) if self.gesture.swells_s is not None else 0.0

    def sounds(self, now_s: float) -> list[Sound]:
        """The cries due by now."""
        age_s = now_s - self.started_s
        due = [sound for at_s, sound in self._sounds if at_s <= age_s]
        if due:
            self._sounds = [(at_s, sound) for at_s, sound in self._sounds if at_s > age_s]
            self._sounds += [(age_s + self._pause(sound), sound) for sound in due if sound.every_s is not None]
        return due

    def _held(self, now_s: float) -> dict[Joint, tuple[float, float]]:
        return {joint: way.at(now_s - self.started_s) for joint, way in self._ways.items()}

    def _pause(self, sound: Sound) -> float:
        shortest, longest = sound.every_s or (0.0, 0.0)
        return self._chance.uniform(shortest, longest)

    def _plan_bout(self) -> None:
        self._pace = self._chance.uniform(0.88, 1.2) * self._slower
        self._mirrored = self._chance.random() < 0.5 if self._may_turn() else self._mirrored
        if self._bouts or not self.gesture.at_once:
            self._steps.append(Step(self._chance.uniform(*self.gesture.rest_s) / self._pace, {}))
        self._bouts += 1
        bouts = self.gesture.bouts
        self._steps.extend(bouts[int(self._chance.random() * len(bouts))])

    def _may_turn(self) -> bool:
        """A bout may change sides only where nothing is held to one side."""
        return all(way.goal == 0.0 for joint, way in self._ways.items() if joint in _SIDEWAYS or joint in _OTHER_SIDE)

    def _begin(self, step: Step, age_s: float) -> None:
        # After a long stillness or a gap in time a keyframe begins now: nothing is caught up with.
        begins_s = self._step_ends_s if age_s - self._step_ends_s < LATE_S else age_s
        seconds = step.seconds * self._pace
        for named, value in step.moves.items():
            joint = _OTHER_SIDE.get(named, named) if self._mirrored else named
            way = self._ways.get(joint)
            if way is None:
                way = self._ways[joint] = _Way(
                    0.0 if value is None or joint not in LIDS else value, 0.0 if joint in LIDS else 1.0
                )
            way.start, way.share_start = way.goal, way.share_goal
            way.begins_s, way.ends_s = begins_s + self._lags[joint] * seconds, begins_s + seconds
            if value is None:
                way.share_goal = 0.0
            else:
                way.share_goal = 1.0
                way.goal = value if joint in LIDS else self._varied(joint, value)
        self._step_ends_s = begins_s + seconds

    def _varied(self, joint: Joint, value: float) -> float:
        side = -1.0 if self._mirrored and joint in _SIDEWAYS else 1.0
        return value * side * self._size * self._sizes[joint] * self._chance.uniform(0.93, 1.07)
