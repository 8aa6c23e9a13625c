"""Simulated people whose true feeling is known, and senses that watch them: noisy, calibrated, often absent or late.

A person has base rates of their own around those of everybody. A feeling lasts some seconds and gives way to another.
A sense sees what the feeling looks like to it (a confusion of its own), through noise, some seconds ago; its word is
Bayes' rule for exactly that, so it is calibrated where it was tried. Three things it does not know, as in life: that a
part of its readings is about something else, that the feeling may be over, and that people put on a face: who hides a
sad or fearful feeling hides it from face and words at once, so these two err together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.mind.fusion import BASE, SENSES, SenseName
from companion.perception.faces.expression import AFFECT
from companion.vocabulary.readings import EMOTIONS, Emotion

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

FEELING_LASTS_S = 12.0
HIDDEN = 0.2
HIDES: tuple[Emotion, ...] = ("sadness", "fear", "anger", "disgust", "contempt")
MASK: Mapping[Emotion, float] = {"neutral": 0.7, "happiness": 0.3}
UNLIKE_OTHERS = 20.0
"""Base rates of a person are drawn around everybody's; the larger, the more alike people are."""


@dataclass(frozen=True, slots=True)
class Observer:
    """One simulated sense: how often it is there, how old its word is on average, what part of its readings holds.

    `sharp` is its signal over its noise; `mistakes` says what a feeling looks like to it otherwise, and how often.
    """

    there: float
    age_s: float
    holds: float
    sharp: float
    mistakes: Mapping[Emotion, Mapping[Emotion, float]]
    masked: bool = False


OBSERVERS: Mapping[SenseName, Observer] = {
    "face": Observer(
        0.75, 0.4, 0.93, 3.4,
        {
            "neutral": {"sadness": 0.12, "contempt": 0.03},
            "happiness": {"neutral": 0.06},
            "surprise": {"fear": 0.08, "happiness": 0.06},
            "sadness": {"neutral": 0.22, "disgust": 0.03},
            "anger": {"neutral": 0.12, "disgust": 0.08},
            "disgust": {"anger": 0.25, "neutral": 0.1},
            "fear": {"surprise": 0.3, "sadness": 0.1},
            "contempt": {"neutral": 0.5, "disgust": 0.1},
        },
        masked=True,
    ),
    "voice": Observer(
        0.4, 3.0, 0.85, 2.8,
        {
            "neutral": {"sadness": 0.15, "happiness": 0.05},
            "happiness": {"anger": 0.12, "neutral": 0.15},
            "surprise": {"happiness": 0.55, "fear": 0.3},
            "sadness": {"neutral": 0.25, "fear": 0.05},
            "anger": {"happiness": 0.08, "fear": 0.06},
            "disgust": {"anger": 0.6, "neutral": 0.4},
            "fear": {"anger": 0.1, "happiness": 0.08, "sadness": 0.08},
            "contempt": {"neutral": 0.7, "anger": 0.3},
        },
    ),
    "words": Observer(
        0.3, 5.0, 0.9, 3.6,
        {
            "neutral": {"happiness": 0.1},
            "happiness": {"neutral": 0.2},
            "surprise": {"neutral": 0.5, "happiness": 0.3},
            "sadness": {"neutral": 0.25},
            "anger": {"neutral": 0.2, "contempt": 0.05},
            "disgust": {"anger": 0.4, "neutral": 0.3},
            "fear": {"sadness": 0.2, "neutral": 0.2},
            "contempt": {"anger": 0.5, "neutral": 0.3},
        },
        masked=True,
    ),
    "sound": Observer(
        0.15, 4.0, 0.85, 3.2,
        {
            "neutral": {"sadness": 0.04, "happiness": 0.04},
            "happiness": {"neutral": 0.3},
            "surprise": {"neutral": 0.8, "happiness": 0.2},
            "sadness": {"neutral": 0.35},
            "anger": {"neutral": 0.7, "fear": 0.2},
            "disgust": {"neutral": 0.95},
            "fear": {"neutral": 0.5, "sadness": 0.2},
            "contempt": {"neutral": 0.95},
        },
    ),
    "body": Observer(
        0.5, 1.5, 0.8, 1.8,
        {
            "neutral": {"sadness": 0.2},
            "happiness": {"neutral": 0.4},
            "surprise": {"neutral": 0.5, "fear": 0.2},
            "sadness": {"neutral": 0.4},
            "anger": {"fear": 0.3, "neutral": 0.3},
            "disgust": {"neutral": 0.6, "anger": 0.2},
            "fear": {"anger": 0.3, "neutral": 0.2},
            "contempt": {"neutral": 0.8},
        },
    ),
    "touch": Observer(
        0.5, 1.5, 0.8, 1.2,
        {
            "neutral": {"happiness": 0.3},
            "happiness": {"neutral": 0.4},
            "surprise": {"neutral": 0.9},
            "sadness": {"neutral": 0.5},
            "anger": {"neutral": 0.4},
            "disgust": {"anger": 0.3, "neutral": 0.6},
            "fear": {"neutral": 0.5, "sadness": 0.2},
            "contempt": {"neutral": 0.8},
        },
    ),
    "pulse": Observer(
        0.3, 3.0, 0.8, 1.5,
        {
            "neutral": {"sadness": 0.4},
            "happiness": {"surprise": 0.3, "neutral": 0.4},
            "surprise": {"fear": 0.4},
            "sadness": {"neutral": 0.6},
            "anger": {"fear": 0.5},
            "disgust": {"neutral": 0.6},
            "fear": {"anger": 0.4},
            "contempt": {"neutral": 0.9},
        },
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watched:
    """`n` moments of simulated people. `chances` is (n, senses, 8), `age_s` and `there` (n, senses)."""

    truth: Labels
    chances: Floats
    age_s: Floats
    there: NDArray[np.bool_]
    affect: Floats
    told_affect: Floats


def base_rates() -> Floats:
    return np.array([BASE[emotion] for emotion in EMOTIONS])


def looks_like(observer: Observer) -> Floats:
    """What each true feeling (row) looks like to a sense (column), when nobody hides it."""
    table = np.zeros((len(EMOTIONS), len(EMOTIONS)))
    for row, emotion in enumerate(EMOTIONS):
        for mistaken, share in observer.mistakes.get(emotion, {}).items():
            table[row, EMOTIONS.index(mistaken)] = share
        table[row, row] = max(0.0, 1.0 - table[row].sum())
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def watch(number: int, seed: int, base: Floats | None = None) -> Watched:
    """So many moments of as many people. `base` moves everybody's base rates away from what the senses learnt."""
    chance = np.random.default_rng(seed)
    everybody = base_rates() if base is None else base
    own = chance.dirichlet(everybody * UNLIKE_OTHERS, number)
    truth = _draw(own, chance)
    earlier_s = chance.exponential(FEELING_LASTS_S, (number, 4))
    earlier = np.stack([truth, *(_draw(own, chance) for _ in range(4))], axis=1)
    since_s = np.concatenate([np.zeros((number, 1)), earlier_s.cumsum(axis=1)], axis=1)
    hides = chance.random(number) < HIDDEN
    mask = np.array([MASK.get(emotion, 0.0) for emotion in EMOTIONS])
    hidden_feelings = np.array([emotion in HIDES for emotion in EMOTIONS])
    affects = np.array([AFFECT[emotion] for emotion in EMOTIONS])
    told, ages, there, told_affect = [], [], [], []
    for name in SENSES:
        observer = OBSERVERS[name]
        age_s = chance.exponential(observer.age_s, number)
        then = earlier[np.arange(number), (since_s <= age_s[:, None]).sum(axis=1) - 1]
        elsewhere = _draw(np.tile(base_rates(), (number, 1)), chance)
        then = np.where(chance.random(number) < observer.holds, then, elsewhere)
        plain = looks_like(observer)
        worn = np.where(hidden_feelings[:, None], mask, plain) if observer.masked else plain
        shown = np.where(hides[:, None], worn[then], plain[then])
        looks = _draw(shown, chance)
        seen = chance.normal(0.0, 1.0, (number, len(EMOTIONS)))
        seen[np.arange(number), looks] += observer.sharp
        likelihood = np.exp(observer.sharp * (seen - seen.max(axis=1, keepdims=True)))
        posterior = base_rates() * (likelihood @ (HIDDEN * worn + (1.0 - HIDDEN) * plain).T)
        posterior /= posterior.sum(axis=1, keepdims=True)
        told.append(posterior)
        ages.append(age_s)
        there.append(chance.random(number) < observer.there)
        told_affect.append(np.clip(posterior @ affects + chance.normal(0.0, 0.1, (number, 2)), -1.0, 1.0))
    return Watched(
        truth,
        np.stack(told, axis=1),
        np.stack(ages, axis=1),
        np.stack(there, axis=1),
        affects[truth],
        np.stack(told_affect, axis=1),
    )


def _draw(rates: Floats, chance: np.random.Generator) -> Labels:
    """One label for each row of rates."""
    return np.asarray((rates.cumsum(axis=1) < chance.random((len(rates), 1)) * rates.sum(axis=1, keepdims=True)).sum(1))
