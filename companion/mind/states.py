"""The few words the creature has for how a person seems.

A table, read from the top: the first row that fits is said.
"""

from collections.abc import Set
from dataclasses import dataclass

from companion.vocabulary.readings import NOT_SURE, Judgement, WordsMeaning

UNSURE = "not sure"


@dataclass(frozen=True, slots=True)
class State:
    """`name` fits when one of `meanings` was said lately, or when the fused emotion is one of `emotions`.

    Never with `unless`.
    """

    name: str
    meanings: frozenset[WordsMeaning] = frozenset()
    emotions: frozenset[Judgement] = frozenset()
    unless: frozenset[Judgement] = frozenset()

    def fits(self, emotion: Judgement, meanings: Set[WordsMeaning]) -> bool:
        return emotion not in self.unless and (not self.meanings.isdisjoint(meanings) or emotion in self.emotions)


STATES: tuple[State, ...] = (
    State("says it hurts", meanings=frozenset({"pain"})),
    State("seems lonely", meanings=frozenset({"lonely"}), unless=frozenset({"happiness"})),
    State("seems sad", meanings=frozenset({"sad"}), emotions=frozenset({"sadness"}), unless=frozenset({"happiness"})),
    State(
        "seems anxious", meanings=frozenset({"afraid"}), emotions=frozenset({"fear"}), unless=frozenset({"happiness"})
    ),
    State("seems agitated", emotions=frozenset({"anger"})),
    State("seems displeased", emotions=frozenset({"disgust", "contempt"})),
    State("seems tired", meanings=frozenset({"tired"}), unless=frozenset({"happiness"})),
    State("seems joyful", emotions=frozenset({"happiness"})),
    State("seems surprised", emotions=frozenset({"surprise"})),
    State("seems content", emotions=frozenset({"neutral"})),
    State(UNSURE, emotions=frozenset({NOT_SURE})),
)


def state_of(emotion: Judgement, meanings: Set[WordsMeaning]) -> str:
    """The first row that fits; contradictions that no row takes ("sad", said with a smile) are "not sure"."""
    return next((state.name for state in STATES if state.fits(emotion, meanings)), UNSURE)
