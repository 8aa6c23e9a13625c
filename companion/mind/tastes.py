"""What this resident likes: a contextual bandit over (how they seem, part of day, act), learnt from how they answer.

Thompson sampling: each act's worth is drawn from what is believed of it, so an act is tried as often as it may be the
best (W. R. Thompson, Biometrika 25 (1933) 285-294; D. Russo et al., A Tutorial on Thompson Sampling, Foundations and
Trends in Machine Learning 11 (2018) 1-96). It is chosen here because it needs no schedule, stays sensible when answers
come late or not at all, and a belief is two plain numbers that people can read. Two things are added:

- Beliefs are discounted, so old answers fade and new tastes are followed (V. Raj and S. Kalyani, Taming Non-stationary
  Bandits: A Bayesian Approach, 2017, arXiv:1707.09727).
- Beliefs are layered and shrink toward the layer above (A. Gelman and J. Hill, Data Analysis Using Regression and
  Multilevel/Hierarchical Models, 2007, chapter 12): this person in general, then this act, then this act in this state,
  at this time of day, in both. So a few dozen answers are enough, and an act tried when sad is half known when lonely.

Bounded: at least every tenth time the favourite stands back and something else is tried, and an act of comfort can
never be unlearnt.
Pure: chance comes in as `random.Random`, time as seconds.
"""

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from companion.mind.acts import ACT
from companion.vocabulary.errors import StateError

VERSION = 1

PartOfDay = Literal["morning", "day", "evening", "night"]
PARTS: tuple[PartOfDay, ...] = get_args(PartOfDay)

Sign = Literal["stroke", "smile", "calmer_voice", "nearness", "push", "hit", "leaving"]
REWARDS: Mapping[Sign, float] = {
    "stroke": 0.5,
    "smile": 0.4,
    "calmer_voice": 0.3,
    "nearness": 0.2,
    "push": -0.6,
    "hit": -1.0,
    "leaving": -0.4,
}
"""What each sign is worth at full strength, when it is seen while an act runs or shortly after."""

EXPLORES = 0.12
"""The share of draws in which the favourite stands back: above a tenth, so that chance does not fall below it."""

WIDER = 2.0
"""How much wider the doubt is taken in such a draw: what was given up long ago is tried again."""

MOST_BONUS = 0.3
LEAST_COMFORT = -0.1
"""However an act of comfort was received, it is held back by no more than this."""

REDRAW_S = 60.0
"""A draw holds until an act was answered, the person seems different, or so long: acts do not flicker."""

FADES_WITH_ITS_OWN, FADES_WITH_ANY = 0.93, 0.996
"""What is left of a belief after one more answer to the same, and after any answer: some fourteen, some 250 count."""

NOISE, DOUBT = 0.3, 0.3
"""How much answers to the same act differ, and how much acts differ in worth before anything is known; on -1..1."""

STEEPNESS = 1.5
MOST_STATES, LONGEST_NAME = 32, 60


@dataclass(frozen=True, slots=True)
class Context:
    """When an act is chosen: how the person seems (`Impression.state`) and the part of the day."""

    state: str
    part_of_day: PartOfDay


@dataclass(frozen=True, slots=True)
class Liking:
    """What is believed of an act in one state: `worth` -1..1 against this person's usual answer, `doubt` 0..1.

    `tried` counts every answer there was; `part` is None where all parts of the day are taken together.
    """

    act: str
    state: str
    part: PartOfDay | None
    worth: float
    doubt: float
    tried: int


@dataclass(slots=True)
class Belief:
    """A discounted mean of what the layers above left over: `weight` answers still count, `tried` were there."""

    weight: float = 0.0
    total: float = 0.0
    tried: int = 0

    def mean(self, pull: float) -> float:
        """The mean, shrunk toward 0 as if `pull` more answers had said nothing."""
        return self.total / (self.weight + pull)


Key = tuple[str, str, str]
"""Act, state, part of day; each may be empty for "any"."""

PULLS: tuple[float, ...] = (2.0, 2.0, 1.0, 1.0, 3.0, 3.0)
"""How strongly each layer of `_layers` shrinks toward those before it, in answers."""


class Tastes:
    """Learns which acts this resident answers well. Everything it knows is in `state()`; `forget()` empties it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._beliefs: dict[Key, Belief] = {}
        self._context: Context | None = None
        self._drawn_s = -math.inf
        self._exploring = False
        self._draws: dict[str, float] = {}

    def weigh(self, context: Context, candidates: Sequence[str], now_s: float) -> Mapping[str, float]:
        """A bonus for each candidate, -0.3..0.3, for acts of comfort -0.1..0.3; 0 is this person's usual answer."""
        if context != self._context or not 0.0 <= now_s - self._drawn_s <= REDRAW_S:
            self._redraw(context, now_s)
        aside = self._favourite(context, candidates) if self._exploring else None
        return {act: self._bonus(act, act == aside) for act in candidates}

    def reward(self, act: str, context: Context, value: float, now_s: float) -> None:
        """An act was answered with `value` -1..1 (see `worth`). What is not a number or no act is left aside."""
        if act not in ACT or not math.isfinite(value) or not self._has_room(context):
            return
        left = min(1.0, max(-1.0, value))
        for belief in self._beliefs.values():
            belief.weight *= FADES_WITH_ANY
            belief.total *= FADES_WITH_ANY
        for key, pull in zip(_layers(act, context.state, context.part_of_day), PULLS, strict=True):
            belief = self._beliefs.setdefault(key, Belief())
            before = belief.mean(pull)
            belief.weight = belief.weight * FADES_WITH_ITS_OWN + 1.0
            belief.total = belief.total * FADES_WITH_ITS_OWN + left
            belief.tried += 1
            left -= before
        self._redraw(context, now_s)

    @property
    def exploring(self) -> bool:
        """Whether the favourite stands back in this draw."""
        return self._exploring

    def likings(self) -> tuple[Liking, ...]:
        """What is believed, for people to read: one row for each act and state that was tried, best first."""
        return self._rows((act, state) for act, state, part in self._beliefs if act and state and not part)

    def state(self) -> dict[str, Any]:
        """Everything learnt, as plain numbers."""
        return {
            "version": VERSION,
            "beliefs": [
                {
                    "act": act,
                    "state": state,
                    "part": part,
                    "weight": belief.weight,
                    "total": belief.total,
                    "tried": belief.tried,
                }
                for (act, state, part), belief in sorted(self._beliefs.items())
            ],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a saved state. Raises `StateError`, and changes nothing, when it cannot be trusted."""
        self._beliefs = _read(state)
        self._context = None

    def forget(self) -> None:
        """Know nothing of anybody."""
        self._beliefs = {}
        self._context = None

    def _redraw(self, context: Context, now_s: float) -> None:
        self._context, self._drawn_s = context, now_s
        self._exploring = self._chance.random() < EXPLORES
        self._draws = {}

    def _favourite(self, context: Context, candidates: Sequence[str]) -> str | None:
        return max(candidates, key=lambda act: self._believed(act, context.state, context.part_of_day)[0], default=None)

    def _bonus(self, act: str, aside: bool) -> float:
        if act not in self._draws:
            self._draws[act] = self._draw(act)
        least = LEAST_COMFORT if act in ACT and ACT[act].purpose == "comfort" else -MOST_BONUS
        return least if aside else max(least, MOST_BONUS * self._draws[act])

    def _draw(self, act: str) -> float:
        """How this act is favoured in this draw: -1..1, and 0..1 while the favourite stands back for the others."""
        assert self._context is not None
        worth, doubt = self._believed(act, self._context.state, self._context.part_of_day)
        if self._exploring:
            return 0.5 + 0.5 * math.tanh(STEEPNESS * (worth + WIDER * doubt * _normal(self._chance)))
        return math.tanh(STEEPNESS * (worth + doubt * _normal(self._chance)))

    def _believed(self, act: str, state: str, part: str) -> tuple[float, float]:
        """Mean and standard deviation of an act's worth in this context, against the usual answer."""
        layers = list(zip(_layers(act, state, part), PULLS, strict=True))[: 6 if part else 4]
        worth = sum(self._belief(key).mean(pull) for key, pull in layers if key[0])
        here, anywhere = self._belief((act, state, "")).weight, self._belief((act, "", "")).weight
        counts = here + 0.3 * max(0.0, anywhere - here)
        return worth, 1.0 / math.sqrt(1.0 / DOUBT**2 + counts / NOISE**2)

    def _belief(self, key: Key) -> Belief:
        return self._beliefs.get(key) or Belief()

    def _has_room(self, context: Context) -> bool:
        states = {state for _, state, _ in self._beliefs if state}
        return 0 < len(context.state) <= LONGEST_NAME and (context.state in states or len(states) < MOST_STATES)

    def _rows(self, keys: Iterable[tuple[str, str]]) -> tuple[Liking, ...]:
        rows = []
        for act, state in keys:
            worth, doubt = self._believed(act, state, "")
            tried = self._belief((act, state, "")).tried
            rows.append(Liking(act, state, None, max(-1.0, min(1.0, worth)), doubt, tried))
        return tuple(sorted(rows, key=lambda row: (-row.worth, row.act, row.state)))


def worth(signs: Mapping[Sign, float]) -> float:
    """What an answer is worth, -1..1: the signs that were seen, each with its strength 0..1."""
    total = sum(REWARDS[sign] * min(1.0, max(0.0, strength)) for sign, strength in signs.items())
    return min(1.0, max(-1.0, total))


def _layers(act: str, state: str, part: str) -> tuple[Key, ...]:
    """From the most general to the most special; each learns what those before it leave over."""
    return ("", "", ""), ("", state, ""), (act, "", ""), (act, state, ""), (act, "", part), (act, state, part)


def _normal(chance: random.Random) -> float:
    """A standard normal number, from sums alone, so that it is the same on every machine."""
    return sum(chance.random() for _ in range(12)) - 6.0


def _read(state: Mapping[str, Any]) -> dict[Key, Belief]:
    if state.get("version") != VERSION:
        raise _mistrust(f"is of version {state.get('version')!r}, not {VERSION}")
    rows = state.get("beliefs")
    if not isinstance(rows, list) or len(rows) > 6 * (len(ACT) + 1) * MOST_STATES:
        raise _mistrust("holds no list of beliefs")
    beliefs: dict[Key, Belief] = {}
    for row in rows:
        if not isinstance(row, dict):
            raise _mistrust(f"holds {row!r}, which is no belief")
        key, numbers = _key(row), [row.get(name) for name in ("weight", "total", "tried")]
        if not all(_is_number(number) for number in numbers):
            raise _mistrust(f"holds a belief about {key[0]!r} that is not numbers")
        weight, total, tried = (float(number) for number in numbers)  # type: ignore[arg-type]  # checked above
        # A layer learns what is left over by up to five others, each at most 1.
        if not (0.0 <= weight <= 1000.0 and abs(total) <= 6.0 * weight + 1e-9 and 0.0 <= tried < 1e9):
            raise _mistrust(f"holds a belief about {key[0]!r} that is out of range")
        if not key[0] or key[0] in ACT:  # an act that there is no more is left behind
            beliefs[key] = Belief(weight, total, int(tried))
    return beliefs


def _key(row: Mapping[str, Any]) -> Key:
    names = [row.get(name) for name in ("act", "state", "part")]
    if not all(isinstance(name, str) and len(name) <= LONGEST_NAME for name in names):
        raise _mistrust("holds a belief about nothing")
    act, state, part = (str(name) for name in names)
    if part and part not in PARTS:
        raise _mistrust(f"holds a part of the day {part!r}")
    return act, state, part


def _mistrust(fault: str) -> StateError:
    return StateError(fault, "tastes", "Erase it to begin afresh.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
