"""From answers to beliefs: what each act is worth to one person, by state and part of day, and how sure that is.

Answers are kept as one small cell for each (act, state, part of day): a discounted count and sum (V. Raj and S.
Kalyani, Taming Non-stationary Bandits: A Bayesian Approach, 2017, arXiv:1707.09727). An answer that surprises makes
what was known of its act fade faster, so a change of tastes is followed within dozens of answers.

Beliefs are the posterior of a layered Gaussian model (A. Gelman et al., Bayesian Data Analysis, 3rd edition, 2013,
section 5.4): acts differ around this person's usual answer, states differ around their act, and a part of the day adds
a little. What was tried when sad is thereby half known when lonely.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

Key = tuple[str, str, str]
"""Act, state of the person, part of the day."""

FADES_WITH_ITS_ACT, FADES_IN_COMPANY = 0.975, 0.99
"""What is left of a cell after one more answer to its act, and after 100 seconds of company: some 40 answers count."""

COMPANY_S = 100.0
"""Between two answers no more than this counts as company."""

SURPRISED_FROM = 2.5
SHAKEN, SHAKEN_OTHERS = 0.6, 0.9
"""The same after an answer that lies so many standard deviations from what was expected."""

ACTS_DIFFER, STATES_DIFFER, PARTS_DIFFER, ANSWERS_DIFFER = 0.5, 0.12, 0.05, 0.3
"""Standard deviations of the layers, on a scale of rewards from -1 to 1; the last is between answers to the same."""

USUAL_DIFFERS = 0.3
FADED = 1e-6
"""A cell lighter than this is forgotten but for its count."""


@dataclass(slots=True)
class Cell:
    """`weight` answers that still count, their sum `total`, and how often it was `tried` at all."""

    weight: float = 0.0
    total: float = 0.0
    tried: int = 0


class Tally:
    """All answers of one person, fading."""

    def __init__(self, cells: dict[Key, Cell] | None = None) -> None:
        self.cells: dict[Key, Cell] = cells or {}

    def add(self, key: Key, value: float, surprise: float, passed_s: float) -> None:
        """One more answer, -1..1, `surprise` standard deviations from what was expected, `passed_s` after the last."""
        faded = FADES_IN_COMPANY ** (min(COMPANY_S, max(0.0, passed_s)) / COMPANY_S)
        shaken = surprise > SURPRISED_FROM
        for other, cell in self.cells.items():
            if other[0] == key[0]:
                left = SHAKEN if shaken else FADES_WITH_ITS_ACT
            else:
                left = SHAKEN_OTHERS if shaken else faded
            cell.weight *= left
            cell.total *= left
        cell = self.cells.setdefault(key, Cell())
        cell.weight += 1.0
        cell.total += value
        cell.tried += 1


@dataclass(slots=True)
class ActBelief:
    """One act: `mean` with its `variance`; per state (weight, mean answer); per part of the day what it adds."""

    mean: float
    variance: float
    states: Mapping[str, tuple[float, float]]
    parts: Mapping[str, float]


@dataclass(slots=True)
class Beliefs:
    """All acts of one person; `usual` is what an act that was never tried is expected to be worth."""

    usual: float
    moods: Mapping[str, float]
    acts: Mapping[str, ActBelief]

    def about(self, act: str, state: str, part: str) -> tuple[float, float]:
        """Worth of an act against the usual answer, and its standard deviation. Empty `part` for any."""
        known = self.acts.get(act)
        if known is None:
            return 0.0, math.hypot(ACTS_DIFFER, STATES_DIFFER)
        mean, variance = _of_state(known, state)
        return mean - self.usual + known.parts.get(part, 0.0), math.sqrt(variance)

    def surprise(self, key: Key, value: float) -> float:
        """By how many standard deviations an answer differs from what was expected; 0 where nothing was."""
        if key[0] not in self.acts:
            return 0.0
        mean, doubt = self.about(*key)
        return abs(value - mean - self.usual - self.moods.get(key[1], 0.0)) / math.hypot(doubt, ANSWERS_DIFFER)


def believe(cells: Mapping[Key, Cell]) -> Beliefs:
    """The posterior, from all cells."""
    held = {key: cells[key] for key in sorted(cells) if cells[key].weight > FADED}
    moods = _moods(held)
    by_act: dict[str, dict[str, tuple[float, float]]] = {}
    for (act, state, _), cell in held.items():
        weight, total = by_act.setdefault(act, {}).get(state, (0.0, 0.0))
        by_act[act][state] = weight + cell.weight, total + cell.total - cell.weight * moods[state]
    pooled = {}
    for act, sums in by_act.items():
        states = {state: (weight, total / weight) for state, (weight, total) in sums.items()}
        pooled[act] = states, *_pool([(STATES_DIFFER**2 + _noise(weight), mean) for weight, mean in states.values()])
    usual = 0.0
    if pooled:
        precision, mean = _pool([(ACTS_DIFFER**2 + 1.0 / sure, mean) for _, sure, mean in pooled.values()])
        usual = mean * precision / (precision + USUAL_DIFFERS**-2)
    acts = {}
    for act, (states, sure, mean) in pooled.items():
        precision = sure + ACTS_DIFFER**-2
        acts[act] = ActBelief((usual * ACTS_DIFFER**-2 + mean * sure) / precision, 1.0 / precision, states, {})
    _add_parts(acts, held, moods)
    return Beliefs(usual, moods, acts)


def _of_state(known: ActBelief, state: str) -> tuple[float, float]:
    """Mean and variance of an act in one state, drawn toward the act in general."""
    if state not in known.states:
        return known.mean, known.variance + STATES_DIFFER**2
    weight, mean = known.states[state]
    noise = _noise(weight)
    share = STATES_DIFFER**2 / (STATES_DIFFER**2 + noise)
    return known.mean + share * (mean - known.mean), share * noise + (1.0 - share) ** 2 * known.variance


def _moods(held: Mapping[Key, Cell]) -> dict[str, float]:
    """How much warmer or cooler any act is answered in a state than the same acts are elsewhere."""
    weights: dict[str, float] = {}
    totals: dict[str, float] = {}
    for (act, _, _), cell in held.items():
        weights[act] = weights.get(act, 0.0) + cell.weight
        totals[act] = totals.get(act, 0.0) + cell.total
    left: dict[str, float] = {}
    count: dict[str, float] = {}
    for (act, state, _), cell in held.items():
        left[state] = left.get(state, 0.0) + cell.total - cell.weight * totals[act] / weights[act]
        count[state] = count.get(state, 0.0) + cell.weight
    pull = (ANSWERS_DIFFER / STATES_DIFFER) ** 2
    return {state: left[state] / (count[state] + pull) for state in left}


def _add_parts(acts: Mapping[str, ActBelief], held: Mapping[Key, Cell], moods: Mapping[str, float]) -> None:
    """What the part of the day adds to an act, from what the states leave over."""
    left: dict[tuple[str, str], tuple[float, float]] = {}
    for (act, state, part), cell in held.items():
        expected = _of_state(acts[act], state)[0] + moods[state]
        weight, total = left.get((act, part), (0.0, 0.0))
        left[act, part] = weight + cell.weight, total + cell.total - cell.weight * expected
    pull = (ANSWERS_DIFFER / PARTS_DIFFER) ** 2
    for act, known in acts.items():
        known.parts = {part: total / (weight + pull) for (of, part), (weight, total) in left.items() if of == act}


def _noise(weight: float) -> float:
    return ANSWERS_DIFFER**2 / weight


def _pool(pieces: list[tuple[float, float]]) -> tuple[float, float]:
    """Precision and mean of (variance, mean) pieces."""
    precision = sum(1.0 / variance for variance, _ in pieces)
    return precision, sum(mean / variance for variance, mean in pieces) / precision
