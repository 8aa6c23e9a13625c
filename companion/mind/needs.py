"""What the person may want now, read from how they seem: a table of shares, nothing more certain than its evidence."""

from collections.abc import Mapping

from companion.vocabulary.acts import Impression, Need, NeedName
from companion.vocabulary.readings import Emotion

LEAST = 0.1

OF_EMOTIONS: Mapping[NeedName, Mapping[Emotion, float]] = {
    "comfort": {"sadness": 1.0, "fear": 0.8, "disgust": 0.2},
    "calm": {"anger": 1.0, "fear": 0.6},
    "play": {"happiness": 0.9, "surprise": 0.2},
    "company": {"sadness": 0.5, "neutral": 0.2},
}

OF_STATES: Mapping[str, Mapping[NeedName, float]] = {
    "says it hurts": {"comfort": 0.9},
    "seems lonely": {"company": 0.95, "comfort": 0.8, "contact": 0.6},
    "seems sad": {"comfort": 0.7, "contact": 0.5},
    "seems anxious": {"calm": 0.7, "comfort": 0.7},
    "seems tired": {"rest": 0.8},
    "seems agitated": {"calm": 0.8},
}
"""What a state asks for at the least, however faint the emotion behind it is."""


def needs_of(impression: Impression) -> tuple[Need, ...]:
    """The needs above 0.1, strongest first. An impression that is not sure of anything asks for nothing."""
    strengths: dict[NeedName, float] = dict(OF_STATES.get(impression.state, {}))
    if impression.emotion != "not sure":
        for name, emotions in OF_EMOTIONS.items():
            share = sum(part * impression.emotions[emotion] for emotion, part in emotions.items())
            strengths[name] = max(strengths.get(name, 0.0), share)
    found = [Need(name, min(1.0, strength)) for name, strength in strengths.items() if strength > LEAST]
    return tuple(sorted(found, key=lambda need: (-round(need.strength, 6), need.name)))
