"""The feeling in a sentence, by the model `words_feeling`: its names, how pleasant, how stirred, how sure.

The 28 labels are those of GoEmotions (Demszky et al. 2020, arXiv:2005.00547); several may be true of one sentence.
Valence and arousal are learnt from EmoBank (Buechel and Hahn 2017). A sentence that looks ironic is believed less; what
it says is never turned round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.features import Vocabulary
from companion.perception.words.tokens import tokens
from companion.vocabulary.errors import ModelError
from companion.vocabulary.ports import Infer

NAME = "words_feeling"

LABELS: tuple[str, ...] = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire",
    "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy",
    "love", "nervousness", "optimism", "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
)  # fmt: skip
"""GoEmotions' labels in its own order."""

IRONY_SIZE = 8.0
"""The model's third affect is the log-odds of irony divided by this, so that int8 has fine steps for all three."""

IRONY_TAKES = 0.5
"""What certain irony takes away of the certainty."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a sentence tells. `emotions` holds the probability of each label on its own; they need not add up to 1.

    `labels` are those over their thresholds, the most probable first. Valence and arousal -1..1; `irony` and
    `certainty` 0..1: the probability that the most probable label is right, less where irony is likely.
    """

    labels: tuple[str, ...]
    emotions: Mapping[str, float]
    valence: float
    arousal: float
    irony: float
    certainty: float
    belief: float = 1.0
    """What irony leaves of the belief in any meaning of the sentence, 0..1."""


NO_FEELING = Feeling((), dict.fromkeys(LABELS, 0.0), 0.0, 0.0, 0.0, 0.0)
"""Where nothing can be read."""


class LoadedModel(Protocol):
    """A model with its labels and the small files that lie in it."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    def infer(self, values: NDArray[Any], /) -> tuple[NDArray[np.float32], ...]: ...
    def attached(self, name: str, /) -> bytes: ...


class ModelSource(Protocol):
    """Whoever can load a model by name; raises `ModelError`."""

    def load(self, name: str, /) -> LoadedModel: ...


@dataclass(frozen=True, slots=True)
class FeelingModel:
    """The network and what belongs to it.

    `thresholds` has one probability per label. `sure` is slope and offset that make the log-odds of the most probable
    label the log-odds that it is right. From `irony_from` on a sentence looks ironic.
    """

    infer: Infer
    vocabulary: Vocabulary
    thresholds: tuple[float, ...]
    sure: tuple[float, float]
    irony_from: float

    @classmethod
    def load(cls, source: ModelSource) -> "FeelingModel":
        """Raises `ModelError` where the model cannot be used."""
        model = source.load(NAME)
        keys = {name: np.frombuffer(model.attached(f"{name}.u32"), "<u4") for name in ("words", "pieces")}
        numbers = {name: np.frombuffer(model.attached(f"{name}.f32"), "<f4") for name in ("thresholds", "sure")}
        if model.labels != LABELS or len(numbers["thresholds"]) != len(LABELS) or len(numbers["sure"]) != 3:
            raise ModelError(
                "has other labels or thresholds than GoEmotions' 28.",
                f"{NAME}.tflite",
                "Restore it with `git checkout -- models`, or install companion again.",
            )
        slope, offset, irony_from = (float(value) for value in numbers["sure"])
        return cls(
            model.infer,
            Vocabulary(keys["words"], keys["pieces"]),
            tuple(float(value) for value in numbers["thresholds"]),
            (slope, offset),
            irony_from,
        )

    def feel(self, text: str) -> Feeling:
        """What one utterance tells; `NO_FEELING` where no word of it is known."""
        numbers = self.vocabulary.numbers(tokens(text))
        if not numbers.any():
            return NO_FEELING
        scores, affect = self.infer(numbers)
        logits = [float(score) for score in scores[0]]
        valence, arousal, ironic = (float(value) for value in affect[0])
        chances = [_chance(logit) for logit in logits]
        order = sorted(range(len(LABELS)), key=lambda place: -logits[place])
        slope, offset = self.sure
        irony = _chance(ironic * IRONY_SIZE)
        belief = belief_beside(irony, self.irony_from)
        return Feeling(
            labels=tuple(LABELS[place] for place in order if chances[place] > self.thresholds[place]),
            emotions=dict(zip(LABELS, chances, strict=True)),
            valence=min(1.0, max(-1.0, valence)),
            arousal=min(1.0, max(-1.0, arousal)),
            irony=irony,
            certainty=_chance(slope * logits[order[0]] + offset) * belief,
            belief=belief,
        )


def belief_beside(irony: float, looks_ironic_from: float) -> float:
    """What irony leaves of the belief, 0..1: all of it up to the line, 1 - `IRONY_TAKES` where it is certain."""
    beyond = max(0.0, irony - looks_ironic_from) / max(1e-6, 1.0 - looks_ironic_from)
    return 1.0 - IRONY_TAKES * beyond


def _chance(logit: float) -> float:
    """The logistic function, safe at both ends."""
    return 1.0 / (1.0 + exp(-min(60.0, max(-60.0, logit))))
