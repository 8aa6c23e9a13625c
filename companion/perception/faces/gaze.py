"""Where one face looks, and whether its eyes are shut: from the turn of the head, the irises and the lids, over time.

Up and down is told by the head alone: on faces of a hundred pixels the iris model's up and down is mostly noise
(`python -m tools.evaluate eyes`). How far eyes are open as a rule is learnt anew for each track, so that heavy old lids
do not pass for sleep.
"""

import math
from collections import deque

from companion.perception.faces.head import Head
from companion.perception.faces.irises import Eye, Side
from companion.perception.faces.shape import OPEN_USUALLY
from companion.vocabulary.readings import Look

AT_ME_DEG, AWAY_DEG = 12.0, 19.0
HEAD_AT_ME_DEG, HEAD_AWAY_DEG = 14.0, 27.0
"""With the head alone more room is left for doubt: eyes turn where heads do not."""

LOWEST_DEG, HIGHEST_DEG = -24.0, 26.0
"""Nods in which a face still looks at me; beyond 9 degrees more it surely does not."""

DOUBT_DEG = 9.0
STEADY_S = 0.2
FRESH_S = 0.5
"""An eye seen longer ago says nothing of now."""

SHUT_SHARE = 0.55
SHUT_LEAST, SHUT_MOST = 0.07, 0.20
"""Shut is below this share of the usual opening, within bounds."""

LONG_SHUT_S = 0.5
"""A blink is shorter: only then "eyes closed" is said."""

JUDGED_PITCH_DEG, JUDGED_YAW_DEG = 25.0, 32.0
"""In a head turned or nodded farther the lids look shut that are not."""

USUAL_FROM = 20
USUAL_SHARE = 0.7
MOST_KEPT = 240


class Eyes:
    """The eyes of one track. `see` takes what was seen of one of them in a frame.

    In a picture without time there are no blinks: shut eyes are closed eyes.
    """

    def __init__(self, blinks: bool = True) -> None:
        self._long_s = LONG_SHUT_S if blinks else 0.0
        self._turn: dict[Side, tuple[float, float]] = {}
        self._open: dict[Side, tuple[float, float]] = {}
        self._kept: deque[float] = deque(maxlen=MOST_KEPT)
        self._shut_since_s = math.inf
        self.usually_open = OPEN_USUALLY
        """The opening that these eyes have seven tenths of the time or less; an ordinary one until it is learnt."""

    def see(self, side: Side, eye: Eye | None, head: Head, at_s: float) -> None:
        """Take in one eye; None where it could not be told."""
        if eye is None or max(abs(head.yaw_deg) - JUDGED_YAW_DEG, abs(head.pitch_deg) - JUDGED_PITCH_DEG) > 0.0:
            self._shut_since_s = math.inf
            return
        before = self._turn.get(side)
        turn = eye.turn_deg
        if before is not None and at_s - before[1] <= FRESH_S:
            turn = before[0] + (1.0 - math.exp(-max(at_s - before[1], 0.0) / STEADY_S)) * (turn - before[0])
        self._turn[side] = (turn, at_s)
        self._open[side] = (eye.open, at_s)
        self._kept.append(eye.open)
        if len(self._kept) >= USUAL_FROM:
            self.usually_open = sorted(self._kept)[int(USUAL_SHARE * len(self._kept))]
        if not self.shut(at_s):
            self._shut_since_s = math.inf
        elif self._shut_since_s == math.inf:
            self._shut_since_s = at_s

    def open_share(self, at_s: float) -> float | None:
        """The opening of the eyes now: the mean of what was just seen of them; None when nothing was."""
        fresh = [value for value, seen_s in self._open.values() if at_s - seen_s <= FRESH_S]
        return sum(fresh) / len(fresh) if fresh else None

    def shut(self, at_s: float) -> bool | None:
        """Whether both are shut as far as was just seen; None when nothing was."""
        limit = min(max(SHUT_SHARE * self.usually_open, SHUT_LEAST), SHUT_MOST)
        fresh = [value < limit for value, seen_s in self._open.values() if at_s - seen_s <= FRESH_S]
        return all(fresh) if fresh else None

    def shut_for_s(self, at_s: float) -> float:
        """For how long they have been shut."""
        return max(0.0, at_s - self._shut_since_s) if self._shut_since_s < math.inf else 0.0

    def gaze_deg(self, head: Head, at_s: float) -> float | None:
        """Where they look to the side, 0 toward the camera, positive to the left of the picture; None if unknown."""
        fresh = [turn for turn, seen_s in self._turn.values() if at_s - seen_s <= FRESH_S]
        if not fresh or self.shut(at_s):
            return None
        return head.yaw_deg + sum(fresh) / len(fresh)

    def look(self, head: Head, at_s: float) -> Look:
        """All of it in a word."""
        if self.shut(at_s) and self.shut_for_s(at_s) >= self._long_s:
            return "eyes closed"
        gaze = self.gaze_deg(head, at_s)
        aside, at_me, away = (
            (head.yaw_deg, HEAD_AT_ME_DEG, HEAD_AWAY_DEG) if gaze is None else (gaze, AT_ME_DEG, AWAY_DEG)
        )
        if abs(aside) > away or not LOWEST_DEG - DOUBT_DEG <= head.pitch_deg <= HIGHEST_DEG + DOUBT_DEG:
            return "away"
        if abs(aside) <= at_me and LOWEST_DEG <= head.pitch_deg <= HIGHEST_DEG:
            return "at me"
        return "not sure"
