"""From the eight scores of the expression network to emotions, valence, arousal and an honest certainty."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.readings import EMOTIONS, NOT_SURE, Emotion, ExpressionReading

AFFECT: Mapping[Emotion, tuple[float, float]] = MappingProxyType(
    {
        "neutral": (0.0, 0.0),
        "happiness": (0.81, 0.51),
        "surprise": (0.40, 0.67),
        "sadness": (-0.63, -0.27),
        "anger": (-0.51, 0.59),
        "disgust": (-0.60, 0.35),
        "fear": (-0.64, 0.60),
        "contempt": (-0.60, 0.35),
    }
)
"""Valence and arousal of each emotion, -1..1.

They are the pleasure and arousal of the words happy, surprised, sad, angry, disgusted and fearful in Russell and
Mehrabian 1977, "Evidence for a three-factor theory of emotions", Journal of Research in Personality 11, 273-294.
Neutral is the origin; contempt has no word there that we know of and stands where disgust does. Unverified: several
independent copies of that table agree on the numbers, but the paper was not at hand; whoever can open the journal can
check them."""


def read_expression(logits: NDArray[np.float32], temperature: float, sure_from: float) -> ExpressionReading:
    """What the eight logits (in the order of `EMOTIONS`) say.

    `temperature` (above 0) comes with the model and makes the largest probability the chance of being right (Guo et al.
    2017, "On Calibration of Modern Neural Networks"). Below `sure_from` (0..1) the emotion is "not sure"; the
    probabilities stay. Valence and arousal are expectations over `AFFECT`.
    """
    raw = np.asarray(logits, np.float64).reshape(len(EMOTIONS))
    scaled = np.exp((raw - raw.max()) / temperature)
    probabilities = scaled / scaled.sum()
    top = int(probabilities.argmax())
    certainty = float(probabilities[top])
    valence, arousal = probabilities @ np.array([AFFECT[emotion] for emotion in EMOTIONS])
    return ExpressionReading(
        emotion=EMOTIONS[top] if certainty >= sure_from else NOT_SURE,
        emotions=MappingProxyType({name: float(p) for name, p in zip(EMOTIONS, probabilities, strict=True)}),
        valence=float(valence),
        arousal=float(arousal),
        certainty=certainty,
        logits=tuple(float(value) for value in raw),
    )
