"""One belief out of many senses: calibrated probabilities pooled log-linearly, and honest about doubt.

Each opinion is a calibrated probability of every emotion. It is first watered down with the base rates in the measure
in which it may not hold (its reliability and its age), and then what it says beyond the base rates is added up over
the senses: p(e) ~ base(e) * product of (opinion(e) / base(e)) ** share, the log-linear pool (Genest and Zidek,
Statistical Science 1 (1986) 114-135). Senses watch the same person through the same mask, so the share falls with
their number. Two sure senses that contradict each other lower the certainty of all, and the less is sensed at all, the
nearer the belief is to no belief. `python -m tools.evaluate fusion` measures all of it against a known truth.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from companion.vocabulary.readings import EMOTIONS, Emotion

SenseName = Literal["face", "voice", "words", "sound", "body", "touch", "pulse"]

SENSES: tuple[SenseName, ...] = get_args(SenseName)

Chances = tuple[float, ...]
"""A probability for each of `EMOTIONS`, in that order, that sum to 1."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far one sense is believed.

    `holds` 0..1 is the share of its fresh readings whose calibrated word holds outside of where it was calibrated;
    `lasts_s` how long what it tells stays true; `valence` and `arousal` 0..1 weigh its say on these two; `because` is
    the reason for the numbers.
    """

    holds: float
    lasts_s: float
    valence: float
    arousal: float
    because: str


RELIABILITY: Mapping[SenseName, Reliability] = {
    "face": Reliability(
        0.95,
        10.0,
        1.0,
        0.6,
        "calibrated on many faces, seen ten times a second; old and lined faces are what `baseline.py` makes up for; "
        "a face tells pleasure better than excitement (Russell, Bachorowski and Fernandez-Dols 2003)",
    ),
    "voice": Reliability(
        0.87,
        12.0,
        0.6,
        1.0,
        "learnt from actors, and old voices are flatter and lower; a voice tells excitement better than pleasure "
        "(Juslin and Scherer 2005)",
    ),
    "words": Reliability(
        0.88,
        22.0,
        1.0,
        0.5,
        "what is said is said about minutes, not seconds; politeness is in the table of meanings, mishearing in the "
        "certainty of the reading",
    ),
    "sound": Reliability(
        0.8,
        12.0,
        1.0,
        0.9,
        "crying and laughter say much, but one microphone cannot tell them from those of a television or a neighbour",
    ),
    "body": Reliability(
        0.85,
        8.0,
        0.5,
        0.7,
        "a slump may be the chair, a turned back the window",
    ),
    "touch": Reliability(
        0.75,
        8.0,
        0.6,
        0.4,
        "how one strokes an animal says a little about oneself, and no more",
    ),
    "pulse": Reliability(
        0.8,
        20.0,
        0.0,
        0.9,
        "a heart beats faster for joy, fear, stairs and tea alike; beta blockers hold it down",
    ),
}
"""The reason stands beside each number; `tools/evaluate/fusion.py` prints what tuning on simulated people would say."""

BASE: Mapping[Emotion, float] = {
    "neutral": 0.37,
    "happiness": 0.22,
    "surprise": 0.06,
    "sadness": 0.15,
    "anger": 0.07,
    "disgust": 0.03,
    "fear": 0.07,
    "contempt": 0.03,
}
"""How often each emotion is met, as a round guess; it is divided out of every opinion so that it counts once."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """The numbers of the pool.

    `further` is what each further sense adds, where 1 would mean that senses err independently of each other;
    `contradiction` the share of belief that is given up when two senses are quite sure of different things.
    """

    reliability: Mapping[SenseName, Reliability]
    further: float
    contradiction: float


POOLING = Pooling(RELIABILITY, further=0.92, contradiction=0.15)

CONTRARY_FROM = 0.12
"""From this much contradiction on, both sides are said in words."""

TELLING: frozenset[SenseName] = frozenset({"face", "voice", "words", "sound", "body"})
"""Only these contradict each other: whoever strokes while sad contradicts nobody, and a pulse races for much."""

DOUBT_FADES = 4
"""How fast senses drive out doubt: no belief at all keeps the product of the senses' mistrust to this power."""

UNMOVED = 0.15
"""Weight of "no particular feeling" in valence and arousal, so that faint evidence moves them little."""

_BASE = tuple(BASE[emotion] for emotion in EMOTIONS)
_NONE = 1 / len(EMOTIONS)
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one sense says now. `trust` 0..1 is the chance that it says it of this person and this moment.

    `valence` and `arousal` are -1..1, None where the sense has no say.
    """

    sense: SenseName
    chances: Chances
    trust: float
    valence: float | None = None
    arousal: float | None = None


@dataclass(frozen=True, slots=True)
class Belief:
    """The pooled opinions: `chances` sum to 1, valence and arousal are -1..1.

    `doubt` 0..1 is the share of no belief at all in the chances.
    `contradiction` 0..1 is how sure two senses are of different things; `sides` are the places of these two among the
    opinions, the surer first, when it is enough to be said.
    """

    chances: Chances
    valence: float
    arousal: float
    doubt: float
    contradiction: float
    sides: tuple[int, int] | None


def trusted(sense: SenseName, certainty: float, age_s: float, pooling: Pooling = POOLING) -> float:
    """The trust 0..1 in a reading of this age that is taken rightly with this certainty (1 for calibrated chances)."""
    row = pooling.reliability[sense]
    return row.holds * min(1.0, max(0.0, certainty)) * math.exp(-max(0.0, age_s) / row.lasts_s)


def chances_of(probabilities: Mapping[Emotion, float]) -> Chances:
    """Probabilities by name as `Chances`; labels that a sense does not know get the least, sums are made 1."""
    parts = [max(_LEAST, probabilities.get(emotion, 0.0)) for emotion in EMOTIONS]
    total = sum(parts)
    return tuple(part / total for part in parts)


def fuse(opinions: Sequence[Opinion], pooling: Pooling = POOLING) -> Belief:
    """The belief of this moment. No opinion is no belief: every emotion equally likely, valence and arousal 0."""
    heard = [opinion for opinion in opinions if opinion.trust > 0.0]
    if not heard:
        return Belief((_NONE,) * len(EMOTIONS), 0.0, 0.0, 1.0, 0.0, None)
    watered = [
        tuple(
            max(_LEAST, opinion.trust * said + (1.0 - opinion.trust) * base)
            for said, base in zip(opinion.chances, _BASE, strict=True)
        )
        for opinion in heard
    ]
    trusts = [opinion.trust for opinion in heard]
    several = sum(trusts) / max(trusts)
    share = (1.0 + pooling.further * (several - 1.0)) / several
    logs = [
        math.log(base) + share * sum(math.log(chances[place] / base) for chances in watered)
        for place, base in enumerate(_BASE)
    ]
    highest = max(logs)
    powers = [math.exp(log - highest) for log in logs]
    total = sum(powers)
    telling = [place for place, opinion in enumerate(heard) if opinion.sense in TELLING]
    contradiction, pair = _contradiction([watered[place] for place in telling])
    mistrust = math.prod(1.0 - trust for trust in trusts) ** DOUBT_FADES
    doubt = 1.0 - (1.0 - mistrust) * (1.0 - pooling.contradiction * contradiction)
    sides = None
    if pair is not None and contradiction >= CONTRARY_FROM:
        places = [place for place, opinion in enumerate(opinions) if opinion.trust > 0.0]
        sides = (places[telling[pair[0]]], places[telling[pair[1]]])
    return Belief(
        chances=tuple((1.0 - doubt) * power / total + doubt * _NONE for power in powers),
        valence=_mean((pooling.reliability[each.sense].valence * each.trust, each.valence) for each in heard),
        arousal=_mean((pooling.reliability[each.sense].arousal * each.trust, each.arousal) for each in heard),
        doubt=doubt,
        contradiction=contradiction,
        sides=sides,
    )


def _contradiction(watered: Sequence[Chances]) -> tuple[float, tuple[int, int] | None]:
    """How sure two of them are of different things, 0..1, and which two, the surer first."""
    sureness = [max(0.0, (max(chances) - _NONE) / (1.0 - _NONE)) for chances in watered]
    lengths = [math.sqrt(sum(part * part for part in chances)) for chances in watered]
    most, pair = 0.0, None
    for one, other in combinations(range(len(watered)), 2):
        both = sureness[one] * sureness[other]
        if both <= most:
            continue
        alike = sum(a * b for a, b in zip(watered[one], watered[other], strict=True)) / (lengths[one] * lengths[other])
        if both * (1.0 - alike) > most:
            most = both * (1.0 - alike)
            pair = (one, other) if sureness[one] >= sureness[other] else (other, one)
    return min(1.0, most), pair


def _mean(weighted: Iterable[tuple[float, float | None]]) -> float:
    """Weighted mean, drawn toward 0 where the weight is small."""
    total, weight = 0.0, UNMOVED
    for part, value in weighted:
        if value is not None:
            total += part * value
            weight += part
    return total / weight
