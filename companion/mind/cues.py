"""What speaks for doing something, as named strengths with their evidence in words.

The acts table says what each calls for. Here are the person and its own life; `cues_of_touch.py` has the body.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from companion.mind.coregulation import Coregulation
from companion.mind.cue import Cue, CueName
from companion.mind.cues_of_touch import ANSWERS_WITHIN_S, KIND_WORDS, alarm, hands, harm
from companion.mind.drives import (
    BEDTIME_S,
    BRIGHT_FROM,
    DARK_BELOW,
    NEARLY_ASLEEP_FROM,
    SLEEPY_FROM,
    Drives,
    part_of_day,
)
from companion.mind.evidence import Evidence
from companion.mind.guard import Guard
from companion.mind.lately import Lately
from companion.mind.surroundings import PLACES, Surroundings
from companion.settings import RhythmSettings
from companion.vocabulary.acts import Binding, Impression
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import Emotion, WordsMeaning

__all__ = ["Cue", "CueName", "cues_of"]

LONGING_FROM = 0.7
"""Drive for company, 0..1, from which on it may ask for a look."""

CURIOUS_FROM = 0.6
LISTENS_ON_S = 12.0
ANSWERS_LATE_S = 5.0
"""An answer may wait so long for what it is doing just now."""

DREAMS_AFTER_S = 150.0
STRETCHES_AFTER_S, STRETCHES_BEFORE_S = 4.0, 20.0
ASKED: Mapping[CueName, WordsMeaning] = {"greeted": "greeting", "parting": "farewell"}
BESIDE_FROM_DEG = 15.0
ANSWERED: frozenset[CueName] = frozenset({"called", "greeted", "parting", "praised", "kind_words"})
"""Words that have an answer of their own; to all others it listens."""


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
    "seems tired": Feeling("tired", frozenset(), "You seem tired"),
    "seems joyful": Feeling("joyful", frozenset({"happiness"}), "You seem joyful"),
    "perhaps not fine": Feeling("sad", frozenset(), "You say that you are fine, and perhaps you are not"),
    "asking again": Feeling("asking", frozenset(), "You ask again"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a cue may rest on, as it is in this tick. `local` is None while the clock cannot be trusted."""

    around: Surroundings
    lately: Lately
    impression: Impression
    evidence: Sequence[Evidence]
    binding: Binding
    drives: Drives
    guard: Guard
    coregulation: Coregulation
    gate: Gate
    rhythm: RhythmSettings
    local: datetime | None
    told: bool = False


def cues_of(now: Situation) -> dict[CueName, Cue]:
    """Every cue of this moment with a strength above 0."""
    cues: dict[CueName, Cue] = {}
    harm(cues, now.around, now.guard)
    alarm(cues, now.around, now.lately)
    hands(cues, now.around, now.lately)
    _words(cues, now.around)
    _sounds(cues, now)
    _person(cues, now)
    _own_life(cues, now)
    if now.gate.staff:
        cues["staff"] = Cue(1.0)
    if now.told or now.coregulation.resting:
        cues["told"] = Cue(1.0)
    elif now.guard.long_session:
        cues["enough"] = Cue(1.0)
    cues["company" if now.around.somebody else "alone"] = Cue(1.0)
    return cues


def _words(cues: dict[CueName, Cue], around: Surroundings) -> None:
    for cue, meaning in ASKED.items():
        if (ago_s := around.said_ago(meaning)) < ANSWERS_LATE_S:
            cues[cue] = Cue(1.0, at_s=around.now_s - ago_s)
    if around.ago(around.called_s) < ANSWERS_LATE_S and "parting" not in cues:
        cues["called"] = Cue(1.0, at_s=around.called_s)
    for meaning, says in KIND_WORDS.items():
        if (ago_s := around.said_ago(meaning)) < ANSWERS_LATE_S:
            cues["praised" if meaning == "praise" else "kind_words"] = Cue(1.0, says, around.now_s - ago_s)
    if around.ago(around.spoken_s) < ANSWERS_WITHIN_S and not cues.keys() & ANSWERED:
        cues["spoken_to"] = Cue(1.0)


def _sounds(cues: dict[CueName, Cue], now: Situation) -> None:
    around, lately = now.around, now.lately
    side_deg = lately.voice_side_deg(around)
    if abs(side_deg) >= BESIDE_FROM_DEG:
        cues["voice_beside"] = Cue(1.0, "my left" if side_deg > 0.0 else "my right")
    if around.ago(lately.crying_s) < 15.0 and not around.faces:
        cues["crying"] = Cue(1.0, "I hear somebody cry")
    if around.ago(lately.music_s) < 4.0:
        cues["music"] = Cue(1.0)


def _person(cues: dict[CueName, Cue], now: Situation) -> None:
    around, drives, known = now.around, now.drives, now.binding.track is not None
    if (feeling := FEELINGS.get(now.impression.state)) is not None:
        in_view = not known or any(face.track == now.binding.track for face in around.faces)
        soothes_no_more = now.coregulation.resting and feeling.cue in ("agitated", "anxious")
        if in_view and not soothes_no_more and (feeling.cue != "asking" or around.ago(around.spoken_s) < LISTENS_ON_S):
            cues[feeling.cue] = Cue(1.0, _because(feeling, now.evidence))
    if now.coregulation.failed:
        cues["soothing_failed"] = Cue(1.0)
    elif now.coregulation.leading and not cues.keys() & {"agitated", "anxious"}:
        cues["leading"] = Cue(1.0)
    calm = now.impression.state in ("seems content", "seems tired")
    if calm and not now.lately.noise_s and _is_evening(now):
        cues["calm_evening"] = Cue(1.0)
    if not around.faces:
        return
    # A stranger is looked at out of curiosity, the bound person always.
    cues["face"] = Cue(1.0 if known else 0.6 + 0.4 * drives.curiosity, "your face" if known else "a face")
    if known and now.impression.state == "seems content":
        cues["calm_face"] = Cue(1.0)
    if drives.company > LONGING_FROM:
        cues["longing"] = Cue(drives.company)
    if around.ago(around.arrived_s) < 6.0:
        cues["arrived"] = Cue(1.0)


def _own_life(cues: dict[CueName, Cue], now: Situation) -> None:
    around, drives = now.around, now.drives
    tiring = _tiring(now)
    woke_ago_s = around.ago(drives.woke_s)
    if drives.asleep:
        cues["asleep"] = Cue(1.0, tiring)
        if around.ago(max(drives.fell_asleep_s, around.born_s or 0.0)) > DREAMS_AFTER_S:
            cues["dreaming"] = Cue(1.0)
    elif woke_ago_s < ANSWERS_WITHIN_S:
        cues["waking"] = Cue(1.0, _rousing(around, now.lately))
    elif drives.sleepiness > SLEEPY_FROM:
        cues["sleepy"] = Cue(1.0, tiring)
        if drives.sleepiness > NEARLY_ASLEEP_FROM:
            cues["nearly_asleep"] = Cue(1.0, tiring)
    elif STRETCHES_AFTER_S < woke_ago_s < STRETCHES_BEFORE_S:
        cues["newly_awake"] = Cue(1.0)
    elif drives.curiosity > CURIOUS_FROM and drives.rest < SLEEPY_FROM:
        cues["curious"] = Cue(drives.curiosity)


def _because(feeling: Feeling, evidence: Sequence[Evidence]) -> str:
    """The weightiest evidence for this feeling, at most two pieces.

    "Your face looks sad and you say that you are lonely".
    """
    says = dict.fromkeys(piece.says for piece in evidence if piece.points_to in feeling.emotions)
    reason = " and ".join(list(says)[:2])
    return reason[:1].upper() + reason[1:] if reason else feeling.otherwise


def _is_evening(now: Situation) -> bool:
    """The two hours before the night; without a trusted clock, lamplight."""
    if now.local is None:
        return now.around.light is not None and DARK_BELOW <= now.around.light < BRIGHT_FROM
    return part_of_day(now.around.light, now.local, now.rhythm) == "evening"


def _tiring(now: Situation) -> str:
    around = now.around
    if around.said_ago("bedtime") < BEDTIME_S:
        return "You told me to go to sleep"
    if around.light is not None and around.light < BRIGHT_FROM:
        return "It is dark" if around.light < 0.2 else "The light is low"
    if now.local is not None and now.rhythm.is_quiet(now.local):
        return "It is night"
    if around.charge is not None and around.charge < 0.2:
        return "My battery is low"
    if around.heat > 0.5:
        return "It is hot"
    return "Nothing has happened for a while"


def _rousing(around: Surroundings, lately: Lately) -> str:
    if around.ago(around.touched_s) < 6.0 and around.touch is not None:
        return f"I feel a hand on my {PLACES[around.touch.zone]}"
    if around.ago(around.spoken_s) < 6.0:
        return "Somebody speaks to me"
    if around.ago(lately.crying_s) < 15.0:
        return "I hear somebody cry"
    if around.ago(around.loud_s) < 6.0:
        return "It has become loud"
    if around.ago(around.arrived_s) < 6.0:
        return "I see somebody come"
    if around.ago(around.posture_s) < 6.0:
        return "I am being moved"
    return "It is light" if around.light is not None and around.light >= BRIGHT_FROM else "I have rested enough"
