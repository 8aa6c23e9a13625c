"""The tone of a voice: five emotions with calibrated probabilities, valence and arousal. Not sure is an answer too."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import TONE_FRAMES, Frames, bent, trimmed, windows
from companion.vocabulary.ports import Infer
from companion.vocabulary.readings import NOT_SURE, Emotion, Judgement

VOICE_EMOTIONS: tuple[Emotion, ...] = ("neutral", "happiness", "sadness", "anger", "fear")
"""The order of the model's first output."""

WINDOW_STEP = TONE_FRAMES // 2
THROATS = (0.95, 1.0, 1.05)
"""A voice is looked at as it is and as if the throat were a little shorter and longer, and the answers are averaged:
what depends on the person's build weighs less, and a look costs a tenth of a millisecond."""

SHORTEST_FRAMES = 40
"""Less speech than this, 0.4 s, tells no tone."""


@dataclass(frozen=True, slots=True)
class Tone:
    """What a voice sounds like. `emotions` sum to 1; `valence` and `arousal` -1..1; `certainty` is of the top one."""

    emotion: Judgement
    emotions: Mapping[Emotion, float]
    valence: float
    arousal: float
    certainty: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The model's own answer: `logits` (5,) before calibration, `valence` and `arousal` -1..1."""

    logits: NDArray[np.float64]
    valence: float
    arousal: float


def scores_of(infer: Infer, frames: Frames) -> Scores | None:
    """Scores of a stretch of speech, frames (n, 64), as the mean of all its views.

    None where there is too little speech in it, or where the model answers nonsense.
    """
    said = trimmed(frames)
    if len(said) < SHORTEST_FRAMES:
        return None
    scores = [_read(infer(view[np.newaxis])) for view in views_of(said)]
    sound = [each for each in scores if each is not None]
    return mean_of(sound, [1.0] * len(sound)) if sound else None


def views_of(said: Frames) -> list[Frames]:
    """Everything the model is shown of a stretch of speech without the quiet around it: windows (256, 64), levelled."""
    return [view for throat in THROATS for view in windows(bent(said, throat), TONE_FRAMES, WINDOW_STEP)]


def _read(answers: tuple[NDArray[np.float32], ...]) -> Scores | None:
    logits = np.asarray(answers[0], np.float64).reshape(-1)
    affect = np.asarray(answers[1], np.float64).reshape(-1)
    if logits.size != len(VOICE_EMOTIONS) or affect.size != 2 or not np.isfinite([*logits, *affect]).all():
        return None
    valence, arousal = np.clip(affect, -1.0, 1.0)
    return Scores(logits, float(valence), float(arousal))


def mean_of(scores: list[Scores], weights: list[float]) -> Scores:
    """Several scores of one person as one; the weights need not sum to 1."""
    shares = np.array(weights) / max(sum(weights), 1e-9)
    logits = sum(share * each.logits for share, each in zip(shares, scores, strict=True))
    valence = sum(share * each.valence for share, each in zip(shares, scores, strict=True))
    arousal = sum(share * each.arousal for share, each in zip(shares, scores, strict=True))
    return Scores(np.asarray(logits), float(valence), float(arousal))


def tone_of(scores: Scores, temperature: float, sure_from: float) -> Tone:
    """The scores as probabilities. Below the probability `sure_from` it says `not sure`."""
    scaled = scores.logits / temperature
    chances = np.exp(scaled - scaled.max())
    chances /= chances.sum()
    top = int(chances.argmax())
    emotions = {emotion: float(chance) for emotion, chance in zip(VOICE_EMOTIONS, chances, strict=True)}
    named: Judgement = VOICE_EMOTIONS[top] if chances[top] >= sure_from else NOT_SURE
    return Tone(named, emotions, scores.valence, scores.arousal, float(chances[top]))


def no_tone() -> Tone:
    """Nothing is known: a voice that was not heard, or too little of it."""
    even = 1.0 / len(VOICE_EMOTIONS)
    return Tone(NOT_SURE, dict.fromkeys(VOICE_EMOTIONS, even), 0.0, 0.0, 0.0)
