"""What this resident likes: a contextual bandit over (how they seem, part of day, act), learnt from how they answer.

Thompson sampling: each act's worth is drawn from what is believed of it, so an act is tried as often as it may be the
best (W. R. Thompson, Biometrika 25 (1933) 285-294; D. Russo et al., A Tutorial on Thompson Sampling, Foundations and
Trends in Machine Learning 11 (2018) 1-96). It is chosen here because it needs no schedule, stays sensible when answers
come late or not at all, and what it knows is a short list of means that people can read. The beliefs are those of
`believing.py`: Gaussian, layered (so that a few dozen answers are enough) and discounted (so that it follows).

Bounded: at least every tenth time the favourite stands back and something else is tried, and an act of comfort can
never be unlearnt. Pure: chance comes in as `random.Random`, time as seconds.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from companion.mind.acts import ACT
from companion.mind.believing import Cell, Tally, believe
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

EXPLORES_EVERY = 10
"""After nine draws in a row that the favourite won it stands back in the tenth: never less than a tenth is a trial."""

BOLDNESS = 0.6
"""How much of its doubt a draw follows. Below 1 it settles sooner: a week brings but dozens of answers."""

MOST_BONUS = 0.3
LEAST_COMFORT = -0.1
"""However an act of comfort was received, it is held back by no more than this."""

STEEPNESS = 6.0
"""An act worth a sixth of a reward more than the usual answer gets three quarters of the whole bonus."""

REDRAW_S = 60.0
"""A draw holds until an act was answered, the person seems different, or so long: acts do not flicker."""

MOST_STATES, LONGEST_NAME = 32, 60


@dataclass(frozen=True, slots=True)
class Context:
    """When an act is chosen: how the person seems (`Impression.state`) and the part of the day."""

    state: str
    part_of_day: PartOfDay


@dataclass(frozen=True, slots=True)
class Liking:
    """What is believed of an act in one state: `worth` and `doubt` (one standard deviation), on a scale of -1..1.

    0 is this person's usual answer to any act. `tried` counts every answer there ever was.
    """

    act: str
    state: str
    worth: float
    doubt: float
    tried: int


class Tastes:
    """Learns which acts this resident answers well. All it knows is in `state()`; `forget()` empties it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.exploring = False
        self._in_a_row = 0
        self._counted = False
        self._tally = Tally()
        self._beliefs = believe(self._tally.cells)
        self._context: Context | None = None
        self._drawn_s = -math.inf
        self._answered_s = math.inf
        self._draws: dict[str, float] = {}

    def weigh(self, context: Context, candidates: Sequence[str], now_s: float) -> Mapping[str, float]:
        """A bonus for each candidate, -0.3..0.3, for acts of comfort -0.1..0.3; 0 is this person's usual answer."""
        if context != self._context or not 0.0 <= now_s - self._drawn_s <= REDRAW_S:
            self._redraw(context, now_s)
        if not candidates:
            return {}
        favourite = self._favourite(context, candidates)
        bonus = {act: self._bonus(context, act, self.exploring and act == favourite) for act in candidates}
        self._count(bonus, favourite)
        return bonus

    def reward(self, act: str, context: Context, value: float, now_s: float) -> None:
        """An act was answered with `value` -1..1 (see `worth`). What is not a number or no act is left aside."""
        if act not in ACT or not math.isfinite(value) or not self._has_room(context):
            return
        cell = (act, context.state, context.part_of_day)
        self._tally.add(cell, min(1.0, max(-1.0, value)), self._beliefs.surprise(cell, value), now_s - self._answered_s)
        self._answered_s = now_s
        self._beliefs = believe(self._tally.cells)
        self._redraw(context, now_s)

    def likings(self) -> tuple[Liking, ...]:
        """What is believed, for people to read: one row for each act and state that was tried, best first."""
        tried: dict[tuple[str, str], int] = {}
        for (act, state, _), cell in self._tally.cells.items():
            tried[act, state] = tried.get((act, state), 0) + cell.tried
        rows = []
        for (act, state), count in tried.items():
            mean, doubt = self._beliefs.about(act, state, "")
            rows.append(Liking(act, state, min(1.0, max(-1.0, mean)), doubt, count))
        return tuple(sorted(rows, key=lambda row: (-row.worth, row.act, row.state)))

    def state(self) -> dict[str, Any]:
        """Everything learnt, as plain numbers."""
        return {
            "version": VERSION,
            "answers": [
                {
                    "act": act,
                    "state": state,
                    "part": part,
                    "weight": cell.weight,
                    "total": cell.total,
                    "tried": cell.tried,
                }
                for (act, state, part), cell in sorted(self._tally.cells.items())
            ],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a saved state. Raises `StateError`, and changes nothing, when it cannot be trusted."""
        self._begin_afresh(Tally(_read(state)))

    def forget(self) -> None:
        """Know nothing of anybody."""
        self._begin_afresh(Tally())

    def _begin_afresh(self, tally: Tally) -> None:
        self._tally = tally
        self._beliefs = believe(self._tally.cells)
        self._context, self._drawn_s, self._draws, self.exploring = None, -math.inf, {}, False
        self._answered_s = math.inf

    def _redraw(self, context: Context, now_s: float) -> None:
        self._context, self._drawn_s, self._draws = context, now_s, {}
        self.exploring = self._in_a_row >= EXPLORES_EVERY - 1
        self._counted = False

    def _count(self, bonus: Mapping[str, float], favourite: str) -> None:
        """Count the draws in a row that the favourite won, each draw once."""
        if not self._counted and len(bonus) > 1:
            self._counted = True
            self._in_a_row = self._in_a_row + 1 if max(bonus, key=bonus.__getitem__) == favourite else 0

    def _favourite(self, context: Context, candidates: Sequence[str]) -> str:
        return max(candidates, key=lambda act: self._beliefs.about(act, context.state, context.part_of_day)[0])

    def _bonus(self, context: Context, act: str, aside: bool) -> float:
        if act not in self._draws:
            self._draws[act] = self._draw(context, act)
        least = LEAST_COMFORT if act in ACT and ACT[act].purpose == "comfort" else -MOST_BONUS
        return least if aside else max(least, MOST_BONUS * self._draws[act])

    def _draw(self, context: Context, act: str) -> float:
        """How this act is favoured in this draw: -1..1, and 0..1 while the favourite stands back for the others."""
        mean, doubt = self._beliefs.about(act, context.state, context.part_of_day)
        favoured = math.tanh(STEEPNESS * (mean + BOLDNESS * doubt * _normal(self._chance)))
        return 0.5 + 0.5 * favoured if self.exploring else favoured

    def _has_room(self, context: Context) -> bool:
        states = {state for _, state, _ in self._tally.cells}
        return 0 < len(context.state) <= LONGEST_NAME and (context.state in states or len(states) < MOST_STATES)


def worth(signs: Mapping[Sign, float]) -> float:
    """What an answer is worth, -1..1: the signs that were seen, each with its strength 0..1."""
    total = sum(REWARDS[sign] * min(1.0, max(0.0, strength)) for sign, strength in signs.items())
    return min(1.0, max(-1.0, total))


def _normal(chance: random.Random) -> float:
    """A standard normal number, from sums alone, so that it is the same on every machine."""
    return sum(chance.random() for _ in range(12)) - 6.0


def _read(state: Mapping[str, Any]) -> dict[tuple[str, str, str], Cell]:
    if state.get("version") != VERSION:
        raise _mistrust(f"is of version {state.get('version')!r}, not {VERSION}")
    rows = state.get("answers")
    if not isinstance(rows, list) or len(rows) > len(ACT) * MOST_STATES * len(PARTS):
        raise _mistrust("holds no list of answers")
    cells: dict[tuple[str, str, str], Cell] = {}
    for row in rows:
        if not isinstance(row, dict):
            raise _mistrust("holds a row that is no answer")
        act, person, part = (row.get(name) for name in ("act", "state", "part"))
        if not (isinstance(act, str) and isinstance(person, str) and part in PARTS and 0 < len(person) <= LONGEST_NAME):
            raise _mistrust("holds an answer to nothing")
        weight, total, tried = (_number(row, name) for name in ("weight", "total", "tried"))
        if not (0.0 <= weight <= tried + 1e-6 and abs(total) <= weight + 1e-6 and 1.0 <= tried < 1e9):
            raise _mistrust(f"holds numbers about {act!r} that are out of range")
        if act in ACT:  # an act that there is no more is left behind
            cells[act, person, str(part)] = Cell(weight, total, int(tried))
    if len({person for _, person, _ in cells}) > MOST_STATES:
        raise _mistrust("holds more states than there are")
    return cells


def _number(row: Mapping[str, Any], name: str) -> float:
    value = row.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise _mistrust(f"{name} = {value!r} is not a number")
    return float(value)


def _mistrust(fault: str) -> StateError:
    return StateError(fault, "tastes", "It begins afresh; erase what is kept of this resident.")
