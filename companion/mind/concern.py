"""Distress that lasts becomes a word to people: it does not soothe for ever instead of telling.

Ten minutes of sadness, fear, agitation or pain in one session, crying for a minute, a sentence that says it hurts, a
blow: each is told once in a while, in one plain line that names what was seen and judges nobody.
"""

from companion.mind.lately import Lately
from companion.mind.surroundings import NEVER_S, PLACES, Surroundings
from companion.vocabulary.acts import CareEvent, CareEventKind, Impression

DISTRESS = frozenset({"says it hurts", "seems sad", "seems lonely", "seems anxious", "seems agitated"})
LASTS_S = 600.0
RECOVERS = 0.5
"""A calm second takes away so much of what a second of distress adds: a short smile does not wipe out an hour."""

CRIES_S = 60.0
AGAIN_AFTER_S = 1200.0
HIT_AGAIN_AFTER_S = 300.0
PAUSES_S = 300.0
"""After telling, it stays quietly near and begins no comfort for so long."""


class Concern:
    """Adds up distress. `watch` is called once a tick; `events` holds what is to be told in that tick."""

    def __init__(self) -> None:
        self.events: tuple[CareEvent, ...] = ()
        self._distress_s = 0.0
        self._told_s: dict[str, float] = {}
        self._hit_s = NEVER_S
        self._paused_s = NEVER_S

    def begin(self) -> None:
        """Another session: nothing of the last one counts."""
        self._distress_s = 0.0
        self._paused_s = NEVER_S
        self._told_s.clear()

    def pausing(self, now_s: float) -> bool:
        """Whether people have just been told, so that it only stays near."""
        return now_s - self._paused_s < PAUSES_S

    def watch(self, impression: Impression, around: Surroundings, lately: Lately, dt_s: float) -> None:
        self.events = ()
        now_s = around.now_s
        distressed = impression.state in DISTRESS
        self._distress_s = max(0.0, self._distress_s + (dt_s if distressed else -RECOVERS * dt_s))
        if self._distress_s >= LASTS_S:
            self._distress_s, self._paused_s = 0.0, now_s
            line = f"Somebody {impression.state.replace('says it hurts', 'says that it hurts')}, for ten minutes now."
            self._tell("distress_lasts", now_s, f"{line} Please come and look.", 0.0)
        if impression.state == "says it hurts":
            self._tell("says_it_hurts", now_s, "Somebody says that something hurts. Please ask them.", AGAIN_AFTER_S)
        crying = around.ago(lately.crying_s) < 10.0 and around.ago(lately.crying_since_s) >= CRIES_S
        if crying:
            self._tell("distress_lasts", now_s, "Somebody has been crying for a minute. Please come.", AGAIN_AFTER_S)
        if around.hit is not None and around.hit.at_s > self._hit_s:
            self._hit_s = around.hit.at_s
            place = PLACES[around.hit.zone]
            self._tell("was_hit", now_s, f"I was hit on the {place}, so I lie still.", HIT_AGAIN_AFTER_S)

    def _tell(self, kind: CareEventKind, now_s: float, line: str, again_after_s: float) -> None:
        if now_s - self._told_s.get(line, NEVER_S) >= again_after_s:
            self._told_s[line] = now_s
            self.events += (CareEvent(kind, now_s, line),)
