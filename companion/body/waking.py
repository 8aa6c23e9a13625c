"""The first move of a joint from a place that nobody knows: one joint after the other, with a fraction of its force.

A hobby servo tells nobody where it stands, and at its first pulse it runs there as fast as it can. An analogue servo
drives its motor for about 20 ms after each pulse and is limp without, so one frame with a pulse in four moves it with
about a quarter of its force. (So the makers' manuals; not tried on a real one yet. A digital servo goes on by itself
after one pulse, and may hold its place without any: take analogue ones.)
"""

import math

from companion.vocabulary.acts import JOINTS, Joint

GENTLE_S = 0.4
"""How long a joint that begins is moved gently."""

ONE_FRAME_IN = 4
FORGOTTEN_AFTER_S = 10.0
"""A joint that has been limp for so long may have been moved by a hand."""


class Waking:
    """Decides which of the attached joints get a pulse in this frame; `held` are those that are driven at all.

    `forget` says that no place is known any more: after the supply was off, and after it was carried or dropped.
    """

    def __init__(self) -> None:
        self._known_s: dict[Joint, float] = {}
        self._began: tuple[Joint, float] | None = None
        self._frame = 0
        self.held: frozenset[Joint] = frozenset()

    def forget(self) -> None:
        self._known_s.clear()
        self._began = None
        self.held = frozenset()

    def powered(self, attached: frozenset[Joint], now_s: float) -> frozenset[Joint]:
        """The joints to give a pulse to now, out of those that should hold power. One call a frame."""
        self._frame += 1
        known = {joint for joint in attached if now_s - self._known_s.get(joint, -math.inf) <= FORGOTTEN_AFTER_S}
        for joint in known:
            self._known_s[joint] = now_s
        if self._began is not None:
            joint, began_s = self._began
            if joint not in attached:
                self._began = None
            elif now_s - began_s >= GENTLE_S:
                self._known_s[joint] = now_s
                known.add(joint)
                self._began = None
        waiting = [joint for joint in JOINTS if joint in attached and joint not in known]
        if self._began is None and waiting:
            self._began = waiting[0], now_s
        now = frozenset(known)
        if self._began is None:
            self.held = now
            return now
        self.held = now | {self._began[0]}
        return self.held if self._frame % ONE_FRAME_IN == 0 else now
