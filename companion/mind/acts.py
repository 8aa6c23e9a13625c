"""Everything the creature does, as one table: when, why, how strong, how long and how often.

Behaviour is data; `selection.py` only reads it. A row is offered when one of its reasons is. A reason names a cue
(`cues.py`), how strongly it pulls, and the one sentence that tells people what is seen and what is done about it. No
sentence claims a feeling or a life.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from companion.mind.cues import CueName
from companion.vocabulary.acts import Layer

Purpose = Literal["comfort", "contact", "play", "own"]
"""What an act is for. While an act of comfort is offered, play is not."""


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

    After `most_s` it ends and stays away for `cooldown_s`. `intensity` 0..1 is scaled by `quiet` at night and in the
    dark. `needs_somebody`: never done for an empty room. `label` is a verb phrase in the third person.
    """

    name: str
    label: str
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


ACTS: tuple[ActKind, ...] = (
    ActKind(
        "withdraw",
        "lies soft and still",
        "reactive",
        3,
        "own",
        (
            Reason("hit", "I was hit on the {evidence}, so I lie soft and still until a gentle hand comes."),
            Reason("insulted", "I hear hard words, so I lie soft and still until a gentle hand comes."),
            Reason("sent_away", "You ask to be left alone, so I lie still and quiet."),
            Reason("crowded", "Many touches come at once, so I lie quiet until they are fewer.", 0.9),
        ),
        intensity=0.2,
        quiet=1.0,
        least_s=10.0,
        needs_somebody=False,
    ),
    ActKind(
        "startle",
        "startles softly",
        "reactive",
        2,
        "own",
        (
            Reason("dropped", "I fall, so I startle and hold still."),
            Reason("upside_down", "I am upside down, so I startle and hold still."),
            Reason("loud", "A sudden loud noise comes, so I startle a little."),
            Reason("hard_touch", "A hard touch comes on my {evidence}, so I startle a little.", 0.9),
        ),
        intensity=0.4,
        quiet=0.6,
        least_s=2.0,
        most_s=4.0,
        cooldown_s=8.0,
        needs_somebody=False,
    ),
    ActKind(
        "purr",
        "purrs",
        "reactive",
        1,
        "comfort",
        (
            Reason("stroked", "I am being stroked on the {evidence}, so I purr."),
            Reason("hand_rests", "A hand rests on my {evidence}, so I purr softly.", 0.7),
        ),
        intensity=0.7,
        quiet=0.5,
        least_s=2.0,
    ),
    ActKind(
        "wake",
        "wakes up",
        "proactive",
        4,
        "own",
        (Reason("waking", "{evidence}, so I wake up slowly."),),
        intensity=0.5,
        quiet=0.5,
        least_s=4.5,
        most_s=6.0,
        cooldown_s=10.0,
        needs_somebody=False,
    ),
    ActKind(
        "nuzzle",
        "leans against you",
        "proactive",
        3,
        "comfort",
        (
            Reason("hurting", "{evidence}, so I stay close and lean against you."),
            Reason("lonely", "{evidence}, so I lean against you."),
            Reason("sad", "{evidence}, so I lean against you."),
            Reason("anxious", "{evidence}, so I lean against you and breathe slowly.", 0.9),
            Reason("agitated", "{evidence}, so I keep low and breathe slowly beside you.", 0.6),
            Reason("held", "I am held in arms, so I nestle in.", 0.7),
        ),
        intensity=0.6,
        quiet=0.6,
        least_s=6.0,
        most_s=22.0,
        cooldown_s=9.0,
    ),
    ActKind(
        "greet",
        "greets you",
        "proactive",
        2,
        "contact",
        (
            Reason("called", "You call my name, so I raise my head and greet you.", asked=True),
            Reason("greeted", "You say hello, so I greet you.", asked=True),
            Reason("parting", "You say goodbye, so I wave a flipper.", asked=True),
            Reason("arrived", "I see somebody come, so I greet them.", 0.8, bid=True),
            Reason("longing", "No hand has come for a while, so I raise my head and coo softly.", 0.7, bid=True),
        ),
        intensity=0.6,
        quiet=0.5,
        least_s=3.5,
        most_s=5.0,
        cooldown_s=12.0,
    ),
    ActKind(
        "wriggle",
        "wriggles happily",
        "proactive",
        1,
        "play",
        (
            Reason("joyful", "{evidence}, so I wriggle a little.", 0.9),
            Reason("praised", "{evidence}, so I wriggle a little.", 0.9),
        ),
        intensity=0.6,
        quiet=0.4,
        least_s=2.5,
        most_s=6.0,
        cooldown_s=9.0,
    ),
    ActKind(
        "yawn",
        "yawns",
        "proactive",
        1,
        "own",
        (Reason("sleepy", "{evidence}, so I yawn."),),
        intensity=0.5,
        quiet=0.7,
        least_s=4.5,
        most_s=5.0,
        cooldown_s=40.0,
        needs_somebody=False,
    ),
    ActKind(
        "look",
        "looks at you",
        "proactive",
        0,
        "contact",
        (
            Reason("lifted", "I am lifted up, so I look who holds me.", 0.8),
            Reason("spoken_to", "You speak to me, so I look up and listen.", 0.7),
            Reason("hurting", "{evidence}, so I look at you quietly.", 0.55),
            Reason("lonely", "{evidence}, so I look at you quietly.", 0.55),
            Reason("sad", "{evidence}, so I look at you quietly.", 0.55),
            Reason("anxious", "{evidence}, so I look at you quietly.", 0.55),
            Reason("touched", "I feel a hand on my {evidence}, so I look up.", 0.6),
            Reason("face", "I see {evidence}, so I look at it.", 0.5),
        ),
        intensity=0.5,
        quiet=0.6,
        least_s=2.5,
        most_s=9.0,
        cooldown_s=5.0,
    ),
    ActKind(
        "sleep",
        "sleeps",
        "rhythmic",
        1,
        "own",
        (Reason("asleep", "{evidence}, so I sleep."),),
        intensity=0.3,
        quiet=1.0,
        least_s=5.0,
        needs_somebody=False,
    ),
    ActKind(
        "rest",
        "rests and breathes",
        "rhythmic",
        0,
        "own",
        (
            Reason("staff", "Staff are at work, so I rest and begin nothing.", 0.9),
            Reason("company", "You are here and all is calm, so I rest beside you.", 0.7),
            Reason("alone", "Nobody is here, so I rest and breathe slowly.", 0.6),
        ),
        intensity=0.4,
        quiet=0.6,
        least_s=1.5,
        needs_somebody=False,
    ),
)

ACT: Mapping[str, ActKind] = {kind.name: kind for kind in ACTS}
