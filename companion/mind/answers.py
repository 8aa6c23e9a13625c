"""How the person answered an act: strokes, a smile, a calmer voice, nearness; or a push, a blow, going away.

Every act is watched for the same few seconds, whatever it lasts, then handed to `tastes.py` as one number.
"""

from dataclasses import dataclass, field

from companion.mind.surroundings import Surroundings
from companion.mind.tastes import Context, Sign, Tastes, worth
from companion.vocabulary.acts import Act, Impression
from companion.vocabulary.readings import BodyReading, TouchReading

WATCHES_S = 6.0
"""An answer counts within so long. An act that goes on longer is watched again, so that a long one earns no more."""

SMILES_BY, CALMER_BY = 0.25, 0.15
"""How much more happiness (a probability), or less arousal with no worse valence, counts as a full answer."""


@dataclass(slots=True)
class Watched:
    """An act, or a part of a long one that began at `since_s`, with how the person was before the act."""

    act: Act
    context: Context
    since_s: float
    before: Impression
    signs: dict[Sign, float] = field(default_factory=dict)


class Answers:
    """Watches proactive acts of one session and rewards them in `tastes` once their time is over."""

    def __init__(self, tastes: Tastes) -> None:
        self._tastes = tastes
        self._watched: list[Watched] = []
        self._somebody = False

    def watch(self, act: Act, context: Context, impression: Impression, around: Surroundings) -> None:
        """One tick: `act` is what runs."""
        now_s = around.now_s
        last = self._watched[-1] if self._watched else None
        if last is not None and last.act.started_s != act.started_s:
            last = None
        if act.layer == "proactive" and (last is None or now_s - last.since_s >= WATCHES_S):
            self._watched.append(Watched(act, context, now_s, impression if last is None else last.before))
        leaves = self._somebody and not around.somebody
        self._somebody = around.somebody
        for watched in self._watched:
            self._notice(watched, impression, around, leaves)
        for watched in [each for each in self._watched if now_s - each.since_s > WATCHES_S]:
            self._tastes.reward(watched.act.name, watched.context, worth(watched.signs), now_s)
            self._watched.remove(watched)

    def settle(self, around: Surroundings, sent_away: bool) -> None:
        """The session is over: what is still watched is rewarded now, and being sent away is an answer too."""
        for watched in self._watched:
            for reading in around.news:
                if isinstance(reading, TouchReading) and reading.gesture in ("hit", "push"):
                    watched.signs[reading.gesture] = 1.0
            if sent_away:
                watched.signs["leaving"] = 1.0
            self._tastes.reward(watched.act.name, watched.context, worth(watched.signs), around.now_s)
        self._watched.clear()

    def _notice(self, watched: Watched, impression: Impression, around: Surroundings, leaves: bool) -> None:
        signs = watched.signs
        for reading in around.news:
            if isinstance(reading, TouchReading) and reading.gesture in ("stroke", "hit", "push"):
                signs[reading.gesture] = 1.0
            if isinstance(reading, BodyReading) and reading.sign in ("leaning_in", "reaching"):
                signs["nearness"] = max(signs.get("nearness", 0.0), reading.certainty)
        if leaves:
            signs["leaving"] = 1.0
        before = watched.before
        smile = (impression.emotions["happiness"] - before.emotions["happiness"]) / SMILES_BY
        calmer = (before.arousal - impression.arousal) / CALMER_BY if impression.valence >= before.valence else 0.0
        if impression.certainty > 0.0:
            signs["smile"] = max(signs.get("smile", 0.0), min(1.0, smile))
            signs["calmer_voice"] = max(signs.get("calmer_voice", 0.0), min(1.0, calmer))
