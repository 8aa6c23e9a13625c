"""Too much current: a servo that is held, or runs against its end, draws several times what a free one does.

Which of the seven it is nobody can tell from their common supply, so all are let go; they are tried again after a
while, and not any more when it goes on.
"""

import math
from collections import deque

from companion.body.interlock import Interlock

REASON = "the servos draw too much current"
STAYS = "the servos drew too much current again and again; look for what blocks them, then switch off and on"
RESTS_S = 3.0
TRIES, WITHIN_S = 3, 60.0


class CurrentGuard:
    """Holds the interlock when the current stays too high.

    `most_amperes` for longer than `within_s`, as in `hardware/pins.toml`: shorter peaks are servos that start.
    """

    def __init__(self, interlock: Interlock, most_amperes: float, over_current_s: float) -> None:
        self._interlock = interlock
        self._most_amperes = most_amperes
        self._over_current_s = over_current_s
        self._high_since_s: float | None = None
        self._let_go_s: float | None = None
        self._times: deque[float] = deque(maxlen=TRIES)

    def feel(self, amperes: float, now_s: float) -> None:
        """One measurement, ten or more a second. What is no number counts as too much."""
        high = not amperes <= self._most_amperes or math.isnan(amperes)
        if not high:
            self._high_since_s = None
        elif self._high_since_s is None:
            self._high_since_s = now_s
        if self._let_go_s is not None:
            if now_s - self._let_go_s >= RESTS_S and not high:
                self._let_go_s = None
                self._interlock.free(REASON)
        elif self._high_since_s is not None and now_s - self._high_since_s > self._over_current_s:
            self._let_go_s = now_s
            self._times.append(now_s)
            self._interlock.hold(REASON)
            if len(self._times) == TRIES and now_s - self._times[0] <= WITHIN_S:
                self._interlock.hold(STAYS)
