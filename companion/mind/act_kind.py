"""What a row of the acts table says: when an act fits, why, how it looks, how strong, how long and how often."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from companion.mind.cue import CueName
from companion.vocabulary.acts import Layer

Purpose = Literal["comfort", "contact", "play", "own"]
"""What an act is for. While an act of comfort is offered, play is not."""

CALM = frozenset({"seems content", "seems tired", "seems joyful", "not sure"})
"""States in which there is nothing to soothe, as far as can be told."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A cue that calls for an act: `pull` 0..1 times the strength of the cue is its utility.

    The cue fills `{evidence}` in the sentence. `asked` marks an answer to somebody: no cool-down holds it back. `bid`
    marks an unasked act that seeks contact: at most one in five minutes, only to somebody present, each softer.
    """

    cue: CueName
    sentence: str
    pull: float = 1.0
    bid: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class ActKind:
    """One row. `urgency` orders acts of one layer: a more urgent one may cut another short before its `least_s`.

    `label` is a verb phrase in the third person; `looks` says in one phrase what a bystander sees and hears. `states`
    are the states of a person in which it fits, none for all of them. After `most_s` it ends and stays away for
    `cooldown_s`. `intensity` 0..1 is scaled by `quiet` in quiet hours and in the dark. `needs_somebody`: never done for
    an empty room.
    """

    name: str
    label: str
    looks: str
    layer: Layer
    urgency: int
    purpose: Purpose
    reasons: tuple[Reason, ...]
    intensity: float
    quiet: float
    least_s: float
    most_s: float = inf
    cooldown_s: float = 0.0
    needs_somebody: bool = True
    states: frozenset[str] = frozenset()
