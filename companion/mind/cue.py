"""What may speak for doing something: the names of all cues, and a cue's strength and evidence."""

import math
from dataclasses import dataclass
from typing import Literal

CueName = Literal[
    "hit",
    "insulted",
    "sent_away",
    "too_much",
    "soothing_failed",
    "dropped",
    "upside_down",
    "loud",
    "hard_touch",
    "lifted",
    "turned_over",
    "fallen",
    "blow_over",
    "upright_again",
    "dazzled",
    "stroked_long",
    "stroked",
    "hand_rests",
    "voice_beside",
    "agitated",
    "anxious",
    "leading",
    "crying",
    "hurting",
    "lonely",
    "sad",
    "held",
    "tired",
    "calm_evening",
    "called",
    "greeted",
    "arrived",
    "parting",
    "kind_words",
    "praised",
    "asking",
    "spoken_to",
    "new_hand",
    "longing",
    "touched",
    "face",
    "calm_face",
    "joyful",
    "music",
    "waking",
    "newly_awake",
    "nearly_asleep",
    "sleepy",
    "curious",
    "asleep",
    "dreaming",
    "staff",
    "told",
    "enough",
    "company",
    "alone",
]


@dataclass(frozen=True, slots=True)
class Cue:
    """How strongly something speaks, 0..1, and what is to be said of it. `at_s`: when somebody asked for an answer."""

    strength: float
    evidence: str = ""
    at_s: float = math.inf
