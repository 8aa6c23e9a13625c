"""How the person answered an act: strokes, a smile, a calmer voice, nearness; or a push, a blow, going away.

Watched while an act runs and for a few seconds after, then handed to `tastes.py` as one number.
"""

from dataclasses import dataclass, field

from companion.mind.surroundings import Surroundings
from companion.mind.tastes import Context, Sign, Tastes, worth
from companion.vocabulary.acts import Act, Impression
from companion.vocabulary.readings import BodyReading, TouchReading

AFTER_S = 4.0
"""An answer may come this long after the act."""

SMILES_BY, CALMER_BY = 0.25, 0.15
"""How much more happiness (a probability), or less arousal with no worse valence, counts as a full answer."""


@dataclass(slots=True)
class Watched:
    """One act that is or was lately done, with how the person was when it began."""

    act: str
    context: Context
    started_s: float
    happiness: float
    valence: float
    arousal: float
    ended_s: float | None = None
    signs: dict[Sign, float] = field(default_factory=dict)


class Answers:
    """Watches proactive acts of one session and rewards them in `tastes` once their time is over."""

    def __init__(self, tastes: Tastes) -> None:
        self._tastes = tastes
        self._watched: list[Watched] = []
        self._somebody = False

    def watch(self, act: Act, context: Context, impression: Impression, around: Surroundings) -> None:
        """One tick: `act` is what runs."""
        running = self._watched[-1] if self._watched else None
        if running is not None and running.ended_s is None and running.started_s != act.started_s:
            running.ended_s = around.now_s
            running = None
        if act.layer == "proactive" and (running is None or running.ended_s is not None):
            self._watched.append(
                Watched(
                    act.name,
                    context,
                    act.started_s,
                    impression.emotions["happiness"],
                    impression.valence,
                    impression.arousal,
                )
            )
        leaves = self._somebody and not around.somebody
        self._somebody = around.somebody
        for watched in self._watched:
            self._notice(watched, impression, around, leaves)
        due = [each for each in self._watched if each.ended_s is not None and around.now_s - each.ended_s >= AFTER_S]
        for watched in due:
            self._tastes.reward(watched.act, watched.context, worth(watched.signs), around.now_s)
            self._watched.remove(watched)

    def settle(self, around: Surroundings, sent_away: bool) -> None:
        """The session is over: what is still watched is rewarded now, and being sent away is an answer too."""
        for watched in self._watched:
            for reading in around.news:
                if isinstance(reading, TouchReading) and reading.gesture in ("hit", "push"):
                    watched.signs[reading.gesture] = 1.0
            if sent_away:
                watched.signs["leaving"] = 1.0
            self._tastes.reward(watched.act, watched.context, worth(watched.signs), around.now_s)
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
        smile = (impression.emotions["happiness"] - watched.happiness) / SMILES_BY
        calmer = (watched.arousal - impression.arousal) / CALMER_BY if impression.valence >= watched.valence else 0.0
        if impression.certainty > 0.0:
            signs["smile"] = max(signs.get("smile", 0.0), min(1.0, smile))
            signs["calmer_voice"] = max(signs.get("calmer_voice", 0.0), min(1.0, calmer))
