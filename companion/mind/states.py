"""The few words the creature has for how a person seems.

A table, read from the top: the first row that fits is said.
"""

from collections.abc import Set
from dataclasses import dataclass

from companion.vocabulary.readings import NOT_SURE, BodySign, Judgement, SoundEvent, WordsMeaning

UNSURE = "not sure"
ASKING = "asking again"
NOT_FINE = "perhaps not fine"

Sign = SoundEvent | BodySign

HAPPY: frozenset[Judgement] = frozenset({"happiness"})

TIRED_SIGNS: frozenset[Sign] = frozenset({"slumped", "snore", "eyes_falling_shut", "yawning"})

TROUBLED_FROM = 0.45
"""From this share of belief in a troubled feeling on, "I'm fine" is not just taken as said; a third is usual."""


@dataclass(frozen=True, slots=True)
class State:
    """One row. `name` fits when any of its grounds is there, but never with an emotion of `unless`.

    Grounds are: one of `meanings` was said lately, one of `signs` was heard or seen, the fused emotion is one of
    `emotions`, or the same question is `asked` again. `troubled` asks, beyond a ground, for a good share of belief in
    sadness, anger, disgust, fear or contempt together.
    """

    name: str
    meanings: frozenset[WordsMeaning] = frozenset()
    signs: frozenset[Sign] = frozenset()
    emotions: frozenset[Judgement] = frozenset()
    unless: frozenset[Judgement] = frozenset()
    asked: bool = False
    troubled: bool = False

    def fits(
        self, emotion: Judgement, meanings: Set[WordsMeaning], signs: Set[Sign], trouble: float, asked: bool
    ) -> bool:
        if emotion in self.unless or (self.troubled and trouble < TROUBLED_FROM):
            return False
        ground = not self.meanings.isdisjoint(meanings) or not self.signs.isdisjoint(signs)
        return ground or emotion in self.emotions or (self.asked and asked)


STATES: tuple[State, ...] = (
    State("says it hurts", meanings=frozenset({"pain"})),
    State(ASKING, asked=True),
    State(NOT_FINE, meanings=frozenset({"fine"}), unless=HAPPY, troubled=True),
    State("seems lonely", meanings=frozenset({"lonely", "missing", "go_home"}), unless=HAPPY),
    State(
        "seems sad",
        meanings=frozenset({"sad"}),
        signs=frozenset({"crying"}),
        emotions=frozenset({"sadness"}),
        unless=HAPPY,
    ),
    State("seems anxious", meanings=frozenset({"afraid", "confused"}), emotions=frozenset({"fear"}), unless=HAPPY),
    State("seems agitated", signs=frozenset({"rocking", "scream"}), emotions=frozenset({"anger"}), unless=HAPPY),
    State("seems displeased", emotions=frozenset({"disgust", "contempt"})),
    State(
        "seems tired",
        meanings=frozenset({"tired"}),
        signs=frozenset({"slumped", "snore", "eyes_falling_shut", "yawning"}),
        unless=HAPPY,
    ),
    State("seems joyful", emotions=HAPPY),
    State("seems surprised", emotions=frozenset({"surprise"})),
    State("seems content", emotions=frozenset({"neutral"})),
    State(UNSURE, emotions=frozenset({NOT_SURE})),
)


def state_of(
    emotion: Judgement,
    meanings: Set[WordsMeaning],
    signs: Set[Sign] = frozenset(),
    trouble: float = 0.0,
    asked: bool = False,
) -> str:
    """The first row that fits; contradictions that no row takes ("sad", said with a smile) are "not sure".

    `trouble` 0..1 is the belief in a troubled feeling of whatever kind.
    """
    return next((state.name for state in STATES if state.fits(emotion, meanings, signs, trouble, asked)), UNSURE)
