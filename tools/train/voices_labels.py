"""What the labels of the speech packs mean for us: one of five tones, valence and arousal."""

from collections.abc import Sequence

from companion.perception.faces.expression import AFFECT
from companion.vocabulary.readings import Emotion
from tools.train.speech_packs import Clip

TONES: tuple[Emotion, ...] = ("neutral", "happiness", "sadness", "anger", "fear")
NOUN = {
    "neutral": "neutral",
    "calm": "neutral",
    "happy": "happiness",
    "sad": "sadness",
    "angry": "anger",
    "fear": "fear",
}
OTHER_AFFECT = {
    "surprise": AFFECT["surprise"],
    "disgust": AFFECT["disgust"],
    "calm": (0.1, -0.2),
    "boredom": (-0.3, -0.4),
}
"""Valence and arousal of what is none of the five. Calm and boredom are our own guess, between neutral and tired."""
TESS_EACH = 60
BAVED_AROUSAL = {"level_0": -0.4, "level_1": 0.0, "level_2": 0.5}
"""Arabic words at three levels of emotion: arousal alone is told. Our own scale."""


def targets_of(clip: Clip) -> tuple[int, float, float]:
    """Place in `TONES` or -1, valence, arousal; NaN where nothing is known."""
    emotion = clip.facts["emotion"]
    tone = TONES.index(NOUN[emotion]) if emotion in NOUN else -1
    if emotion in OTHER_AFFECT:
        return tone, *OTHER_AFFECT[emotion]
    if tone >= 0:
        return tone, *AFFECT[TONES[tone]]
    return tone, float("nan"), BAVED_AROUSAL.get(clip.facts["emotion_source"], float("nan"))


def chosen(clips: Sequence[Clip]) -> list[Clip]:
    """Of TESS, in which two women say two hundred words each in every emotion, only some words; all of the rest."""
    kept, seen = [], dict[tuple[str, str], int]()
    for clip in clips:
        key = (clip.pack, clip.facts["emotion"])
        seen[key] = seen.get(key, 0) + 1
        if not clip.pack.startswith("tess") or seen[key] <= TESS_EACH:
            kept.append(clip)
    return kept
