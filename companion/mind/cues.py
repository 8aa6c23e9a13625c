"""What speaks for doing something, as named strengths with their evidence in words.

The acts table says what each calls for.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from companion.mind.drives import BRIGHT_FROM, SLEEPY_FROM, Drives
from companion.mind.evidence import Evidence
from companion.mind.surroundings import PLACES, Surroundings, pleasantness
from companion.vocabulary.acts import Binding, Impression
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import Emotion, TouchReading, WordsMeaning

CueName = Literal[
    "hit",
    "insulted",
    "sent_away",
    "crowded",
    "dropped",
    "upside_down",
    "loud",
    "hard_touch",
    "stroked",
    "hand_rests",
    "waking",
    "hurting",
    "lonely",
    "sad",
    "anxious",
    "agitated",
    "held",
    "called",
    "greeted",
    "parting",
    "arrived",
    "longing",
    "joyful",
    "praised",
    "sleepy",
    "lifted",
    "spoken_to",
    "touched",
    "face",
    "asleep",
    "staff",
    "company",
    "alone",
]

STILL_FOR_S = 10.0
"""After a hit or an insult it is soft, silent and still for so long, whatever happens."""

WAITS_FOR_S = 300.0
"""Then it waits for a gentle hand, but not for ever: nobody is to be punished."""

ANSWERS_WITHIN_S = 3.0
LONGING_FROM = 0.7
"""Drive for company, 0..1, from which on it may ask for a hand."""

KIND_WORDS: Mapping[WordsMeaning, str] = {
    "thanks": "You thank me",
    "praise": "You praise me",
    "affection": "You speak lovingly",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """How strongly something speaks, 0..1, and what is to be said of it."""

    strength: float
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Feeling:
    """A state of the person that calls for an act.

    Which emotions its evidence points to, and what is said without any.
    """

    cue: CueName
    emotions: frozenset[Emotion]
    otherwise: str


FEELINGS: Mapping[str, Feeling] = {
    "says it hurts": Feeling("hurting", frozenset({"sadness"}), "Something seems to hurt you"),
    "seems lonely": Feeling("lonely", frozenset({"sadness"}), "You seem lonely"),
    "seems sad": Feeling("sad", frozenset({"sadness"}), "You seem sad"),
    "seems anxious": Feeling("anxious", frozenset({"fear"}), "You seem anxious"),
    "seems agitated": Feeling("agitated", frozenset({"anger"}), "You seem agitated"),
    "seems joyful": Feeling("joyful", frozenset({"happiness"}), "You seem joyful"),
}


def cues_of(
    around: Surroundings,
    impression: Impression,
    evidence: Sequence[Evidence],
    binding: Binding,
    drives: Drives,
    gate: Gate,
    local_night: bool,
) -> dict[CueName, Cue]:
    """Every cue of this moment with a strength above 0."""
    cues: dict[CueName, Cue] = {}
    _harm(cues, around)
    _alarm(cues, around)
    _hands(cues, around)
    _words(cues, around)
    if (feeling := FEELINGS.get(impression.state)) is not None:
        in_view = binding.track is None or any(face.track == binding.track for face in around.faces)
        if in_view:
            cues[feeling.cue] = Cue(1.0, _because(feeling, evidence))
    if around.faces:
        known = binding.track is not None
        # A stranger is looked at out of curiosity, the bound person always.
        cues["face"] = Cue(1.0 if known else 0.6 + 0.4 * drives.curiosity, "your face" if known else "a face")
        if drives.company > LONGING_FROM:
            cues["longing"] = Cue(drives.company)
        if around.ago(around.arrived_s) < 6.0:
            cues["arrived"] = Cue(1.0)
    tiring = _tiring(around, drives, local_night)
    if drives.asleep:
        cues["asleep"] = Cue(1.0, tiring)
    elif around.now_s - drives.woke_s < ANSWERS_WITHIN_S:
        cues["waking"] = Cue(1.0, _rousing(around))
    elif drives.sleepiness > SLEEPY_FROM:
        cues["sleepy"] = Cue(1.0, tiring)
    if gate.staff:
        cues["staff"] = Cue(1.0)
    cues["company" if around.somebody else "alone"] = Cue(1.0)
    return cues


def withdrawn(at_s: float, gentle_s: float, now_s: float) -> bool:
    """Whether harm done at `at_s` still keeps it soft and still.

    Ten seconds, then until a gentle hand comes, at most five minutes.
    """
    return now_s - at_s < STILL_FOR_S or (now_s - at_s < WAITS_FOR_S and gentle_s < at_s + STILL_FOR_S)


def _harm(cues: dict[CueName, Cue], around: Surroundings) -> None:
    if around.hit is not None and withdrawn(around.hit.at_s, around.gentle_s, around.now_s):
        cues["hit"] = Cue(1.0, PLACES[around.hit.zone])
    insulted_s = around.now_s - around.said_ago("insult")
    kind_s = max(around.gentle_s, around.now_s - around.said_ago(*KIND_WORDS))
    if math.isfinite(insulted_s) and withdrawn(insulted_s, kind_s, around.now_s):
        cues["insulted"] = Cue(1.0)
    if around.said_ago("leave_me") < 20.0:
        cues["sent_away"] = Cue(1.0)
    if around.crowded:
        cues["crowded"] = Cue(1.0)


def _alarm(cues: dict[CueName, Cue], around: Surroundings) -> None:
    if around.ago(around.loud_s) < 1.0:
        cues["loud"] = Cue(1.0)
    if around.hard is not None and around.ago(around.hard.at_s) < 1.0:
        cues["hard_touch"] = Cue(1.0, PLACES[around.hard.zone])
    recent = around.ago(around.posture_s) < ANSWERS_WITHIN_S
    match around.posture:
        case "dropped" if recent:
            cues["dropped"] = Cue(1.0)
        case "upside_down" if recent:
            cues["upside_down"] = Cue(1.0)
        case "lifted" if recent:
            cues["lifted"] = Cue(1.0)
        case "held":
            cues["held"] = Cue(1.0)
        case _:
            pass


def _hands(cues: dict[CueName, Cue], around: Surroundings) -> None:
    if (strength := _lasting(around, around.stroke, 2.0)) > 0.0 and around.stroke is not None:
        pleasant = pleasantness(around.stroke.speed_cm_s)
        if pleasant >= 0.4:
            cues["stroked"] = Cue(strength * pleasant, PLACES[around.stroke.zone])
    if (strength := _lasting(around, around.hold, 2.5)) > 0.0 and around.hold is not None:
        cues["hand_rests"] = Cue(strength, PLACES[around.hold.zone])
    if around.touch is not None and around.ago(around.gentle_s) < 2.0:
        cues["touched"] = Cue(1.0, PLACES[around.touch.zone])


def _lasting(around: Surroundings, reading: TouchReading | None, fresh_s: float) -> float:
    """1 while the gesture is fresh, falling to 0 over the second after."""
    if reading is None:
        return 0.0
    return min(1.0, max(0.0, fresh_s + 1.0 - around.ago(reading.at_s)))


def _words(cues: dict[CueName, Cue], around: Surroundings) -> None:
    if around.ago(around.called_s) < ANSWERS_WITHIN_S:
        cues["called"] = Cue(1.0)
    if around.said_ago("greeting") < ANSWERS_WITHIN_S:
        cues["greeted"] = Cue(1.0)
    if around.said_ago("farewell") < ANSWERS_WITHIN_S:
        cues["parting"] = Cue(1.0)
    if around.ago(around.spoken_s) < ANSWERS_WITHIN_S:
        cues["spoken_to"] = Cue(1.0)
    for meaning, says in KIND_WORDS.items():
        if around.said_ago(meaning) < ANSWERS_WITHIN_S + 1.0:
            cues["praised"] = Cue(1.0, says)


def _because(feeling: Feeling, evidence: Sequence[Evidence]) -> str:
    """The weightiest evidence for this feeling, at most two pieces.

    "Your face looks sad and you say that you are lonely".
    """
    says = dict.fromkeys(piece.says for piece in evidence if piece.points_to in feeling.emotions)
    reason = " and ".join(list(says)[:2])
    return reason[:1].upper() + reason[1:] if reason else feeling.otherwise


def _tiring(around: Surroundings, drives: Drives, local_night: bool) -> str:
    if around.light is not None and around.light < BRIGHT_FROM:
        return "It is dark" if around.light < 0.2 else "The light is low"
    if local_night:
        return "It is night"
    if around.charge is not None and around.charge < 0.2:
        return "My battery is low"
    return "Nothing has happened for a while"


def _rousing(around: Surroundings) -> str:
    if around.ago(around.touched_s) < 6.0 and around.touch is not None:
        return f"I feel a hand on my {PLACES[around.touch.zone]}"
    if around.ago(around.spoken_s) < 6.0:
        return "Somebody speaks to me"
    if around.ago(around.loud_s) < 6.0:
        return "It has become loud"
    if around.ago(around.arrived_s) < 6.0:
        return "I see somebody come"
    if around.ago(around.posture_s) < 6.0:
        return "I am being moved"
    return "It is light" if around.light is not None and around.light >= BRIGHT_FROM else "I have rested enough"
