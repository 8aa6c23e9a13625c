"""Tired eyes: the share of the last minute in which they were shut (PERCLOS), and yawns.

PERCLOS is the share of time with the lids at least four fifths closed; from about 0.15 on drivers are drowsy (Dinges
and Grace 1998, FHWA-MCRT-98-006; the figure is the one usually cited, unverified). Blinks take a twentieth of the time.
Only time counts in which the lids could be told.
"""

import math
from collections import deque
from dataclasses import dataclass

from companion.vocabulary.readings import BodyReading, FaceShape

WINDOW_S = 60.0
NEEDED_S = 25.0
"""So much of the last minute must have been seen before anything is said of it."""

DROWSY_FROM, SURELY_FROM = 0.15, 0.40
TOLD_EVERY_S = 2.0
LONGEST_STEP_S = 0.6

YAWN_OPEN, YAWN_ENDS = 0.34, 0.20
"""Gap between the lips over the distance between the eyes: a yawn is wider than speech and laughter, and lasts."""

YAWN_S, LONGEST_YAWN_S = 1.3, 9.0
NO_SMILE_ABOVE = 1.1
SMILING_EYES_ABOVE = 0.8
"""A broad smile narrows the eyes: its lids are not counted."""

YAWNS_BELONG_S = 300.0
ONE_YAWN, MORE_YAWNS = 0.55, 0.75


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time that ended at `until_s`, and whether the eyes were shut in it."""

    until_s: float
    length_s: float
    shut: bool


class Tiredness:
    """Watches one face. `watch` is called for each frame in which it may be judged."""

    def __init__(self) -> None:
        self._stretches: deque[_Stretch] = deque()
        self._at_s = -math.inf
        self._told_s = -math.inf
        self._yawn_since_s: float | None = None
        self._yawn_told = False
        self._yawned_s = -math.inf

    def watch(self, shape: FaceShape, shut: bool | None, at_s: float) -> tuple[BodyReading, ...]:
        """The signs of tiredness of this instant. `shut` is None where the lids cannot be told."""
        passed_s = at_s - self._at_s
        self._at_s = at_s
        if 0.0 < passed_s <= LONGEST_STEP_S and shut is not None and shape.smile <= SMILING_EYES_ABOVE:
            self._stretches.append(_Stretch(at_s, passed_s, shut))
        while self._stretches and self._stretches[0].until_s <= at_s - WINDOW_S:
            self._stretches.popleft()
        return (*self._drowsy(at_s), *self._yawn(shape, at_s, passed_s))

    @property
    def share_shut(self) -> float | None:
        """PERCLOS of the last minute, 0..1; None while too little was seen."""
        seen_s = sum(stretch.length_s for stretch in self._stretches)
        if seen_s < NEEDED_S:
            return None
        return sum(stretch.length_s for stretch in self._stretches if stretch.shut) / seen_s

    def _drowsy(self, at_s: float) -> tuple[BodyReading, ...]:
        if at_s - self._told_s < TOLD_EVERY_S:
            return ()
        share = self.share_shut
        if share is None or share < DROWSY_FROM:
            return ()
        self._told_s = at_s
        sure = 0.6 + 0.25 * min(1.0, (share - DROWSY_FROM) / (SURELY_FROM - DROWSY_FROM))
        return (BodyReading(at_s, "eyes_falling_shut", sure),)

    def _yawn(self, shape: FaceShape, at_s: float, passed_s: float) -> tuple[BodyReading, ...]:
        wide = shape.mouth_open >= (YAWN_OPEN if self._yawn_since_s is None else YAWN_ENDS)
        if not wide or shape.smile > NO_SMILE_ABOVE or passed_s > LONGEST_STEP_S:
            self._yawn_since_s, self._yawn_told = None, False
            return ()
        if self._yawn_since_s is None:
            self._yawn_since_s = at_s
        lasts_s = at_s - self._yawn_since_s
        if self._yawn_told or not YAWN_S <= lasts_s <= LONGEST_YAWN_S:
            return ()
        again = at_s - self._yawned_s <= YAWNS_BELONG_S
        self._yawn_told, self._yawned_s = True, at_s
        return (BodyReading(at_s, "yawning", MORE_YAWNS if again else ONE_YAWN),)
