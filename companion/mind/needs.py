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
    "contact": {"sadness": 0.4, "fear": 0.3},
}

OF_STATES: Mapping[str, Mapping[NeedName, float]] = {
    "says it hurts": {"comfort": 0.9},
    "asking again": {"calm": 0.6, "company": 0.6, "comfort": 0.4},
    "perhaps not fine": {"company": 0.5, "comfort": 0.4},
    "seems lonely": {"company": 0.95, "comfort": 0.8, "contact": 0.6},
    "seems sad": {"comfort": 0.7, "contact": 0.5},
    "seems anxious": {"calm": 0.7, "comfort": 0.7, "contact": 0.3},
    "seems tired": {"rest": 0.8},
    "seems agitated": {"calm": 0.8},
    "seems joyful": {"play": 0.6},
}
"""What a state asks for at the least, however faint the emotion behind it is."""

LOW_MOOD_FROM = -0.2
"""From this valence of the mood on, somebody low for minutes may want company, however the moment is."""


def needs_of(impression: Impression) -> tuple[Need, ...]:
    """The needs above 0.1, strongest first. A moment that is not sure of anything asks for nothing by itself."""
    strengths: dict[NeedName, float] = dict(OF_STATES.get(impression.state, {}))
    if impression.emotion != "not sure":
        for name, emotions in OF_EMOTIONS.items():
            share = sum(part * impression.emotions[emotion] for emotion, part in emotions.items())
            strengths[name] = max(strengths.get(name, 0.0), share)
    if impression.mood_valence <= LOW_MOOD_FROM:
        strengths["company"] = max(strengths.get("company", 0.0), -impression.mood_valence)
    found = [Need(name, min(1.0, strength)) for name, strength in strengths.items() if strength > LEAST]
    return tuple(sorted(found, key=lambda need: (-round(need.strength, 6), need.name)))
