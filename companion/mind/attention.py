"""Whom to attend to: the one who is bound, who touches or who looks; and to stay with them rather than flit about.

This is where the head turns and whose eyes are looked into. It is no judgement: whose feeling may be read is decided in
`binding.py` alone.
"""

from companion.mind.binding import nearness
from companion.mind.surroundings import NEVER_S, Surroundings
from companion.vocabulary.acts import Binding
from companion.vocabulary.readings import FaceReading

LOOKS_WEIGHS, LOOKS_AWAY_WEIGHS, TOUCHES_WEIGHS = 1.7, 0.7, 2.2
"""How much nearer one seems who looks at it, or touches it, than who only sits there."""

TOUCH_COUNTS_S = 4.0
BETTER_BY = 1.3
"""Another face must be this much more interesting than the one attended to ..."""

FOR_S = 0.8
"""... for so long."""

GONE_AFTER_S = 1.5
FACING_FROM = 0.5


class Attention:
    """Keeps to one face from tick to tick. `attend` is called once a tick."""

    def __init__(self) -> None:
        self.track: int | None = None
        self._seen_s = NEVER_S
        self._rival: int | None = None
        self._rival_since_s = NEVER_S
        self._touching: int | None = None
        self._touched_s = NEVER_S

    def attend(self, around: Surroundings, binding: Binding) -> FaceReading | None:
        """The face to attend to now; None while nobody is in view, or the one attended to is only hidden."""
        faces = {face.track: face for face in around.faces}
        if binding.track is not None and binding.track in faces:
            return self._turn_to(binding.track, faces, around.now_s)
        self._notice_touch(around)
        if self.track in faces:
            self._seen_s = around.now_s
        elif around.now_s - self._seen_s > GONE_AFTER_S or not self._seen_s > NEVER_S:
            self.track = None
        if not faces:
            return None
        best = max(faces.values(), key=lambda face: (self._interest(face, around), -face.track))
        if self.track is None:
            return self._turn_to(best.track, faces, around.now_s)
        now = faces.get(self.track)
        better = now is not None and self._interest(best, around) > BETTER_BY * self._interest(now, around)
        if best.track == self.track or (now is not None and not better):
            self._rival = None
            return now
        if best.track != self._rival:
            self._rival, self._rival_since_s = best.track, around.now_s
        if around.now_s - self._rival_since_s >= FOR_S:
            return self._turn_to(best.track, faces, around.now_s)
        return now

    def _turn_to(self, track: int, faces: dict[int, FaceReading], now_s: float) -> FaceReading:
        self.track, self._seen_s, self._rival = track, now_s, None
        return faces[track]

    def _notice_touch(self, around: Surroundings) -> None:
        """A hand that comes is that of the nearest face; with two as near it is nobody's in particular."""
        if around.touched_s <= self._touched_s:
            return
        self._touched_s = around.touched_s
        ranked = sorted(around.faces, key=lambda face: -nearness(face))
        clear = len(ranked) == 1 or (len(ranked) > 1 and nearness(ranked[0]) > BETTER_BY * nearness(ranked[1]))
        self._touching = ranked[0].track if ranked and clear else None

    def _interest(self, face: FaceReading, around: Surroundings) -> float:
        interest = nearness(face)
        if face.look == "at me":
            interest *= LOOKS_WEIGHS
        elif face.look == "away" or face.facing < FACING_FROM:
            interest *= LOOKS_AWAY_WEIGHS
        if face.track == self._touching and around.ago(self._touched_s) <= TOUCH_COUNTS_S:
            interest *= TOUCHES_WEIGHS
        return interest
