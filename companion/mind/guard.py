"""When it is enough: too many touches, noise, a session over its length, or somebody who wants to be alone.

Too much makes it quiet and slow. "Leave me alone", a hand that pushes it away, or turning away twice ends the session
at once; after that it asks for nothing for a long while.
"""

from companion.mind.lately import Lately
from companion.mind.surroundings import NEVER_S, Surroundings
from companion.vocabulary.acts import CareEvent
from companion.vocabulary.readings import BodyReading

SENT_AWAY_S = 20.0
"""So long it lies quite still after being sent away; then it rests."""

TURNED_AWAY_TWICE_WITHIN_S = 600.0
STILL_TURNED_S = 5.0
"""Readings of a turned back that follow each other this closely tell of one and the same turn."""

GENTLER_S = 60.0
"""So long a "stop" or a pain that was only half heard makes it gentler, and it asks for nothing."""

SEEN_FROM = 0.6
NOISY_AFTER_S, QUIET_AGAIN_BELOW_S = 15.0, 3.0
TOLD_AGAIN_AFTER_S = 600.0

_WORDS = "You ask to be left alone"
_PUSH = "You push me away"
_TURN = "You turn away again"


class Guard:
    """Watches over the measure of things. `watch` is called once a tick; the rest is what it found."""

    def __init__(self, session_s: float) -> None:
        """`session_s` is how long a session may last before it grows quiet."""
        self._session_s = session_s
        self.too_much = ""
        """What is too much just now, in words; empty when nothing is."""
        self.sent_away = ""
        """How it was sent away in the last twenty seconds; empty when it was not."""
        self.sent_away_s = NEVER_S
        self.ends_session = False
        """True in the one tick in which the session must end."""
        self.wary = False
        """Whether something of weight was only half heard a moment ago."""
        self.long_session = False
        self.events: tuple[CareEvent, ...] = ()
        self._resident: str | None = None
        self._began_s = 0.0
        self._turned_s = NEVER_S
        self._turns: list[float] = []
        self._pushed_s = NEVER_S
        self._left_alone_s = NEVER_S
        self._noisy = False
        self._told_s = NEVER_S

    @property
    def calmer(self) -> bool:
        """Whether everything is to be quieter and slower."""
        return bool(self.too_much or self.sent_away) or self.long_session or self.wary

    def begin(self, resident: str | None, now_s: float) -> None:
        """A session begins or ends: it knows nothing of the last one."""
        self._resident, self._began_s, self.long_session = resident, now_s, False
        self._turns.clear()
        self._turned_s = NEVER_S

    def watch(self, around: Surroundings, lately: Lately, now_s: float) -> None:
        """Conclude from what came in this tick."""
        self.ends_session, self.events = False, ()
        self.wary = around.ago(around.perhaps_s) < GENTLER_S
        refusal = self._refusal(around, lately)
        if refusal:
            self.sent_away, self.sent_away_s = refusal, now_s
            self.ends_session = self._resident is not None
            if self.ends_session:
                self._tell("wants_to_be_alone", now_s, f"{_told_by(refusal)}, so I have ended the session.")
        elif now_s - self.sent_away_s >= SENT_AWAY_S:
            self.sent_away = ""
        self._measure(around, lately, now_s)

    def _refusal(self, around: Surroundings, lately: Lately) -> str:
        """The first clear sign of this tick that somebody wants to be alone; empty without one."""
        self._notice_turns(around)
        left_alone_s = around.now_s - around.said_ago("leave_me")
        if left_alone_s > self._left_alone_s:
            self._left_alone_s = left_alone_s
            return _WORDS
        if lately.pushed_s > self._pushed_s:
            self._pushed_s = lately.pushed_s
            return _PUSH
        if len(self._turns) >= 2:
            self._turns.clear()
            return _TURN
        return ""

    def _notice_turns(self, around: Surroundings) -> None:
        for reading in around.news:
            if isinstance(reading, BodyReading) and reading.sign == "turned_away" and reading.certainty >= SEEN_FROM:
                if reading.at_s - self._turned_s > STILL_TURNED_S:
                    self._turns.append(reading.at_s)
                self._turned_s = max(self._turned_s, reading.at_s)
        self._turns = [at_s for at_s in self._turns if around.ago(at_s) <= TURNED_AWAY_TWICE_WITHIN_S]

    def _measure(self, around: Surroundings, lately: Lately, now_s: float) -> None:
        self._noisy = lately.noise_s > (QUIET_AGAIN_BELOW_S if self._noisy else NOISY_AFTER_S)
        before = self.too_much
        if around.crowded:
            self.too_much = "Many touches come at once"
        else:
            self.too_much = "It has been loud for a while" if self._noisy else ""
        if self.too_much and not before and now_s - self._told_s >= TOLD_AGAIN_AFTER_S:
            self._told_s = now_s
            self._tell("overstimulated", now_s, f"{self.too_much}, so I have gone quiet.")
        long = self._resident is not None and now_s - self._began_s >= self._session_s
        if long and not self.long_session:
            minutes = round(self._session_s / 60.0)
            self._tell("overstimulated", now_s, f"The session has lasted {minutes} minutes, so I grow quiet and slow.")
        self.long_session = long

    def _tell(self, kind: str, now_s: float, line: str) -> None:
        assert kind in ("overstimulated", "wants_to_be_alone")
        self.events += (CareEvent(kind, now_s, line),)  # type: ignore[arg-type]  # narrowed above


def _told_by(refusal: str) -> str:
    """The same for people who were not there: "They ask to be left alone"."""
    return refusal.replace("You turn", "They turn").replace("You ", "They ")
