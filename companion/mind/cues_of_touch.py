"""Cues of the body: harm, alarm, hands, and how it is held. What is done to it, with where."""

import math
from collections.abc import Mapping

from companion.mind.cue import Cue, CueName
from companion.mind.guard import Guard
from companion.mind.lately import Lately
from companion.mind.surroundings import PLACES, Surroundings, pleasantness
from companion.vocabulary.readings import TouchReading, WordsMeaning

STILL_FOR_S = 10.0
"""After a hit or an insult it is soft, silent and still for so long, whatever happens."""

WAITS_FOR_S = 300.0
"""Then it waits for a gentle hand, but not for ever: nobody is to be punished."""

ANSWERS_WITHIN_S = 3.0
STROKED_LONG_S = 40.0
CARRIED_S, LIES_ODDLY_S = 30.0, 90.0
"""After so long it holds still no more: whoever carries it knows, and a sensor that is stuck must not freeze it."""


KIND_WORDS: Mapping[WordsMeaning, str] = {
    "thanks": "You thank me",
    "praise": "You praise me",
    "affection": "You speak lovingly",
}


def withdrawn(at_s: float, gentle_s: float, now_s: float) -> bool:
    """Whether harm done at `at_s` still keeps it soft and still.

    Ten seconds, then until a gentle hand comes, at most five minutes.
    """
    return now_s - at_s < STILL_FOR_S or (now_s - at_s < WAITS_FOR_S and gentle_s < at_s + STILL_FOR_S)


def harm(cues: dict[CueName, Cue], around: Surroundings, guard: Guard) -> None:
    """Blows, hard words, being sent away, too much of everything."""
    if around.hit is not None and withdrawn(around.hit.at_s, around.gentle_s, around.now_s):
        cues["hit"] = Cue(1.0, PLACES[around.hit.zone])
    insulted_s = around.now_s - around.said_ago("insult")
    kind_s = max(around.gentle_s, around.now_s - around.said_ago(*KIND_WORDS))
    if math.isfinite(insulted_s) and withdrawn(insulted_s, kind_s, around.now_s):
        cues["insulted"] = Cue(1.0)
    if guard.sent_away:
        cues["sent_away"] = Cue(1.0, guard.sent_away)
    if guard.too_much:
        cues["too_much"] = Cue(1.0, guard.too_much)


def alarm(cues: dict[CueName, Cue], around: Surroundings, lately: Lately) -> None:
    """Noise, glare, and a body that is lifted, turned over or dropped."""
    if around.ago(around.loud_s) < 1.0:
        cues["loud"] = Cue(1.0)
    if around.hard is not None and around.ago(around.hard.at_s) < 1.0:
        cues["hard_touch"] = Cue(1.0, PLACES[around.hard.zone])
    if around.ago(lately.dazzled_s) < 1.0:
        cues["dazzled"] = Cue(1.0)
    if around.ago(lately.righted_s) < ANSWERS_WITHIN_S:
        cues["upright_again"] = Cue(1.0)
    since_s = around.ago(around.posture_s)
    recent = since_s < ANSWERS_WITHIN_S
    match around.posture:
        case "dropped" if since_s < LIES_ODDLY_S:
            cues |= {"fallen": Cue(1.0), **({"dropped": Cue(1.0)} if recent else {})}
        case "upside_down" if since_s < LIES_ODDLY_S:
            cues |= {"turned_over": Cue(1.0), **({"upside_down": Cue(1.0)} if recent else {})}
        case "lifted" if since_s < CARRIED_S:
            cues["lifted"] = Cue(1.0)
        case "held":
            cues["held"] = Cue(1.0)
        case _:
            pass


def hands(cues: dict[CueName, Cue], around: Surroundings, lately: Lately) -> None:
    """What gentle hands do."""
    if (strength := _lasting(around, around.stroke, 2.0)) > 0.0 and around.stroke is not None:
        pleasant = pleasantness(around.stroke.speed_cm_s)
        if pleasant >= 0.4:
            cues["stroked"] = Cue(strength * pleasant, PLACES[around.stroke.zone])
            if around.ago(lately.stroked_since_s) >= STROKED_LONG_S:
                cues["stroked_long"] = Cue(strength * pleasant)
    if (strength := _lasting(around, around.hold, 2.5)) > 0.0 and around.hold is not None:
        cues["hand_rests"] = Cue(strength, PLACES[around.hold.zone])
    if around.touch is not None and around.ago(around.gentle_s) < 2.0:
        cues["touched"] = Cue(1.0, PLACES[around.touch.zone])
    if lately.new_hand is not None and around.ago(lately.new_hand.at_s) < 2.5:
        cues["new_hand"] = Cue(1.0, PLACES[lately.new_hand.zone])
    if around.ago(lately.blow_over_s) < 2.0:
        cues["blow_over"] = Cue(1.0)


def _lasting(around: Surroundings, reading: TouchReading | None, fresh_s: float) -> float:
    """1 while the gesture is fresh, falling to 0 over the second after."""
    if reading is None:
        return 0.0
    return min(1.0, max(0.0, fresh_s + 1.0 - around.ago(reading.at_s)))
