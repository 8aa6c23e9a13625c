"""What a word, a sound, a sign of the body, a hand or a pulse says of a feeling, and how that is said in a sentence.

Each table gives the share of people who feel so when this is heard or seen: round guesses of ours, kept flat where a
sign is met in many feelings, with politeness and masks in them ("I'm fine" is no proof).
"""

from collections.abc import Mapping

from companion.vocabulary.readings import EMOTIONS, BodySign, Emotion, FaceSign, SoundEvent, TouchGesture, WordsMeaning


def shares(**named: float) -> Mapping[Emotion, float]:
    """The named shares; what is left of 1 is spread evenly over the other emotions."""
    rest = (1.0 - sum(named.values())) / (len(EMOTIONS) - len(named))
    return {emotion: named.get(emotion, rest) for emotion in EMOTIONS}


WORDS_MEAN: Mapping[WordsMeaning, Mapping[Emotion, float]] = {
    "praise": shares(happiness=0.62, neutral=0.27),
    "affection": shares(happiness=0.64, neutral=0.2),
    "thanks": shares(happiness=0.52, neutral=0.36),
    "fine": shares(neutral=0.5, happiness=0.26, sadness=0.12),
    "lonely": shares(sadness=0.8, fear=0.06, neutral=0.07),
    "missing": shares(sadness=0.74, neutral=0.13, fear=0.06),
    "go_home": shares(sadness=0.42, fear=0.27, anger=0.1, neutral=0.15),
    "sad": shares(sadness=0.87, neutral=0.05),
    "afraid": shares(fear=0.82, sadness=0.08),
    "confused": shares(fear=0.5, sadness=0.2, neutral=0.2),
    "pain": shares(sadness=0.4, fear=0.2, anger=0.12, neutral=0.18),
    "hungry": shares(neutral=0.65, sadness=0.12),
    "thirsty": shares(neutral=0.65, sadness=0.12),
    "tired": shares(neutral=0.55, sadness=0.27),
    "insult": shares(anger=0.64, contempt=0.13, disgust=0.1),
    "glad": shares(happiness=0.6, neutral=0.26),
    "cross": shares(anger=0.5, disgust=0.14, neutral=0.14, sadness=0.08),
}
"""What a meaning says about the speaker's feeling. Meanings not here (a greeting) say nothing about it."""

WORDS_SAY: Mapping[WordsMeaning, str] = {
    "praise": "you praise me",
    "affection": "you say something loving",
    "thanks": "you thank me",
    "fine": "you say that you are fine",
    "lonely": "you say that you are lonely",
    "missing": "you say that you miss somebody",
    "go_home": "you say that you want to go home",
    "sad": "you say that you are sad",
    "afraid": "you say that you are afraid",
    "confused": "you say that you are confused",
    "pain": "you say that something hurts",
    "hungry": "you say that you are hungry",
    "thirsty": "you say that you are thirsty",
    "tired": "you say that you are tired",
    "insult": "you are cross with me",
    "glad": "what you say sounds glad",
    "cross": "what you say sounds cross",
}

SOUNDS_MEAN: Mapping[SoundEvent, tuple[Mapping[Emotion, float], float, float, str]] = {
    "crying": (shares(sadness=0.8, fear=0.08, happiness=0.03), -0.8, 0.3, "I hear crying"),
    "laughter": (shares(happiness=0.82, neutral=0.07), 0.8, 0.6, "I hear laughter"),
    "scream": (shares(fear=0.5, anger=0.25, surprise=0.1), -0.7, 0.9, "I hear a scream"),
    "sigh": (shares(neutral=0.4, sadness=0.38, happiness=0.08), -0.2, -0.3, "I hear a sigh"),
    "snore": (shares(neutral=0.65, happiness=0.15), 0.0, -0.8, "I hear snoring"),
}
"""A sound that tells of a feeling: shares, valence, arousal, and how it is said. A clap or music tells of none."""

SIGNS_MEAN: Mapping[BodySign, tuple[Mapping[Emotion, float], float, float, str]] = {
    "reaching": (shares(neutral=0.4, happiness=0.35), 0.3, 0.2, "you reach for me"),
    "leaning_in": (shares(neutral=0.42, happiness=0.3), 0.3, 0.1, "you lean toward me"),
    "slumped": (shares(neutral=0.4, sadness=0.4), -0.4, -0.6, "you sit slumped"),
    "turned_away": (shares(neutral=0.42, sadness=0.15, anger=0.14, contempt=0.08), -0.3, 0.0, "you turn away"),
    "waving": (shares(happiness=0.45, neutral=0.4), 0.5, 0.4, "you wave"),
    "hands_at_face": (shares(sadness=0.4, fear=0.2, neutral=0.2), -0.5, 0.1, "you hold your hands to your face"),
    "eyes_falling_shut": (shares(neutral=0.6, sadness=0.16), -0.1, -0.8, "your eyes keep falling shut"),
    "yawning": (shares(neutral=0.66, sadness=0.1), -0.1, -0.6, "you yawn"),
    "rocking": (shares(fear=0.36, anger=0.2, sadness=0.16, neutral=0.16), -0.5, 0.6, "you rock to and fro"),
}

HANDS_MEAN: Mapping[TouchGesture, tuple[Mapping[Emotion, float], float, float, str]] = {
    "stroke": (shares(neutral=0.44, happiness=0.3, sadness=0.13), 0.4, -0.1, "you stroke my {place}"),
    "pat": (shares(happiness=0.4, neutral=0.4), 0.5, 0.2, "you pat my {place}"),
    "hold": (shares(neutral=0.44, happiness=0.22, sadness=0.17), 0.2, -0.2, "you hold my {place}"),
    "squeeze": (shares(neutral=0.34, happiness=0.2, fear=0.16), 0.0, 0.3, "you squeeze my {place}"),
    "push": (shares(neutral=0.32, anger=0.3, disgust=0.1), -0.5, 0.4, "you push me away"),
    "hit": (shares(anger=0.52, fear=0.16, disgust=0.08), -0.8, 0.8, "you hit my {place}"),
}

QUICK_PULSE = shares(neutral=0.24, happiness=0.22, fear=0.17, anger=0.14, surprise=0.12)
CALM_PULSE = shares(neutral=0.48, happiness=0.2, sadness=0.17)

FACE_SHOWS: Mapping[Emotion, str] = {
    "neutral": "your face looks calm",
    "happiness": "I see a smile",
    "surprise": "your face looks surprised",
    "sadness": "your face looks sad",
    "anger": "your face looks angry",
    "disgust": "your face looks displeased",
    "fear": "your face looks afraid",
    "contempt": "your face looks displeased",
}
IN_A_FACE: Mapping[FaceSign, str] = {
    "mouth corners up": "the corners of your mouth are up",
    "mouth corners down": "the corners of your mouth are down",
    "mouth open": "your mouth is open",
    "brows raised": "your brows are raised",
    "brows drawn together": "your brows are drawn together",
    "eyes narrowed": "your eyes are narrowed",
    "eyes closed": "your eyes are closed",
}
VOICE_SOUNDS: Mapping[Emotion, str] = {
    "neutral": "your voice sounds calm",
    "happiness": "your voice sounds happy",
    "surprise": "your voice sounds surprised",
    "sadness": "your voice sounds sad",
    "anger": "your voice sounds angry",
    "disgust": "your voice sounds displeased",
    "fear": "your voice trembles",
    "contempt": "your voice sounds displeased",
}
