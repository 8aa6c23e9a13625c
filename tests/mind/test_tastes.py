"""It learns what a person likes within a few dozen answers, follows when that changes, and stays within its bounds."""

import json
import math
import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from companion.mind.acts import ACT, ACTS
from companion.mind.tastes import REWARDS, Context, Sign, Tastes, worth
from companion.vocabulary.errors import StateError

COMFORT = [kind.name for kind in ACTS if kind.purpose == "comfort"]
OTHERS = [kind.name for kind in ACTS if kind.purpose in ("contact", "play")]
SAD = Context("seems sad", "evening")
GLAD = Context("seems joyful", "day")


def lived(liking: Callable[[str, Context], float], times: int, seed: int = 1, tastes: Tastes | None = None) -> Tastes:
    """Tastes after so many interactions with somebody who answers in this way, with noise."""
    chance = random.Random(seed)
    tastes = tastes or Tastes(random.Random(seed + 1))
    for number in range(times):
        context = chance.choice((SAD, GLAD))
        act = favourite(tastes, context, 100.0 * number)
        tastes.reward(act, context, chance.gauss(liking(act, context), 0.2), 100.0 * number)
    return tastes


def favourite(tastes: Tastes, context: Context, now_s: float) -> str:
    bonus = tastes.weigh(context, SOME, now_s)
    return max(SOME, key=bonus.__getitem__)


SOME = [*COMFORT[:3], *OTHERS[:4]]


def likes(act: str) -> Callable[[str, Context], float]:
    return lambda done, context: 0.8 if done == act else 0.0


def share(tastes: Tastes, act: str, context: Context = SAD, draws: int = 200) -> float:
    """How often an act wins, with nothing learnt on the way."""
    still = Tastes(random.Random(7))
    still.restore(tastes.state())
    return sum(favourite(still, context, 100.0 * number) == act for number in range(draws)) / draws


@pytest.mark.parametrize("act", SOME)
def test_what_is_liked_is_chosen_most_of_the_time_after_sixty_answers(act: str) -> None:
    assert share(lived(likes(act), 60), act) > 0.7


def test_what_is_liked_in_one_mood_only_is_chosen_in_that_mood() -> None:
    when_sad, when_glad = SOME[0], SOME[-1]
    tastes = lived(lambda act, context: 0.8 if act == (when_sad if context == SAD else when_glad) else 0.0, 120)
    assert share(tastes, when_sad, SAD) > 0.6
    assert share(tastes, when_glad, GLAD) > 0.6


def test_when_tastes_change_it_follows_within_sixty_answers() -> None:
    before, after = SOME[1], SOME[5]
    tastes = lived(likes(before), 100)
    assert share(tastes, before) > 0.7
    assert share(lived(likes(after), 60, seed=3, tastes=tastes), after) > 0.7


def test_at_least_a_tenth_of_all_choices_is_a_trial_however_sure_it_is() -> None:
    tastes = lived(likes(SOME[0]), 400)
    trials = 0
    for number in range(1000):
        bonus = tastes.weigh(SAD, SOME, 1e6 + 100.0 * number)
        trials += max(bonus, key=bonus.__getitem__) != SOME[0]
    assert 100 <= trials <= 200


@pytest.mark.parametrize("act", COMFORT)
def test_no_act_of_comfort_can_be_unlearnt(act: str) -> None:
    tastes = Tastes(random.Random(1))
    for number in range(500):
        tastes.reward(act, SAD, -1.0, float(number))
    bonuses = [tastes.weigh(SAD, [act, *OTHERS], 1e6 + 100.0 * number)[act] for number in range(100)]
    assert min(bonuses) >= -0.1


@given(
    some.lists(
        some.tuples(some.sampled_from([*ACT, "no such act"]), some.floats(), some.sampled_from(["night", "day"])),
        max_size=30,
    ),
    some.lists(some.floats(), min_size=1, max_size=5),
)
def test_whatever_is_answered_and_whenever_bonuses_stay_in_their_bounds(
    answers: list[tuple[str, float, Any]], moments: list[float]
) -> None:
    tastes = Tastes(random.Random(1))
    for act, value, part in answers:
        tastes.reward(act, Context("seems sad", part), value, moments[0])
    for now_s in moments:
        for act, bonus in tastes.weigh(SAD, [*ACT, "no such act"], now_s).items():
            assert (-0.1 if act in COMFORT else -0.3) <= bonus <= 0.3
    Tastes(random.Random(2)).restore(json.loads(json.dumps(tastes.state())))


def test_a_draw_holds_for_a_minute_so_that_acts_do_not_flicker() -> None:
    tastes = Tastes(random.Random(1))
    first = tastes.weigh(SAD, SOME, 10.0)
    assert all(tastes.weigh(SAD, SOME, 10.0 + tick / 20) == first for tick in range(1200))
    assert tastes.weigh(SAD, SOME, 71.0) != first


def test_the_same_seed_learns_the_same() -> None:
    assert lived(likes(SOME[0]), 50).state() == lived(likes(SOME[0]), 50).state()


def test_what_it_learnt_comes_back_as_it_was_and_forgotten_is_forgotten() -> None:
    tastes = lived(likes(SOME[0]), 50)
    again = Tastes(random.Random(9))
    again.restore(json.loads(json.dumps(tastes.state())))
    assert again.likings() == tastes.likings()
    tastes.forget()
    assert tastes.state() == Tastes(random.Random(1)).state()
    assert tastes.likings() == ()


def test_people_can_read_what_it_learnt_and_how_often_it_was_tried() -> None:
    tastes = lived(likes(SOME[0]), 60)
    rows = tastes.likings()
    assert rows[0].act == SOME[0]
    assert sum(row.tried for row in rows) == 60
    assert rows[0].worth > 0.3
    assert all(0.0 < row.doubt < 1.0 for row in rows)


def test_ten_thousand_states_that_nobody_has_fill_no_memory() -> None:
    tastes = Tastes(random.Random(1))
    for number in range(10_000):
        tastes.reward("look", Context(f"seems {number}", "day"), 0.5, 0.0)
    assert len(tastes.state()["answers"]) <= 32


def _kept() -> dict[str, Any]:
    return lived(likes(SOME[0]), 20).state()


@pytest.mark.parametrize(
    "spoil",
    [
        {"version": 2},
        {"version": None},
        {"answers": None},
        {"answers": [1]},
        {"answers": [{}]},
        {"answers": [{"act": "look", "state": "seems sad", "part": "noon", "weight": 1.0, "total": 0.0, "tried": 1}]},
        {"answers": [{"act": "look", "state": "x" * 99, "part": "day", "weight": 1.0, "total": 0.0, "tried": 1}]},
        {"answers": [{"act": "look", "state": "sad", "part": "day", "weight": math.nan, "total": 0.0, "tried": 1}]},
        {"answers": [{"act": "look", "state": "sad", "part": "day", "weight": 1.0, "total": 9.0, "tried": 1}]},
        {"answers": [{"act": "look", "state": "sad", "part": "day", "weight": 5.0, "total": 1.0, "tried": 1}]},
        {"answers": [{"act": "look", "state": "sad", "part": "day", "weight": True, "total": 0.0, "tried": 1}]},
        {"answers": [{"act": ["look"], "state": "sad", "part": "day", "weight": 1.0, "total": 0.0, "tried": 1}]},
        {"answers": [{"act": "look", "state": "sad", "part": ["day"], "weight": 1.0, "total": 0.0, "tried": 1}]},
    ],
)
def test_a_state_that_cannot_be_trusted_is_refused_and_changes_nothing(spoil: Mapping[str, Any]) -> None:
    tastes = lived(likes(SOME[0]), 20)
    before = tastes.state()
    with pytest.raises(StateError, match="tastes"):
        tastes.restore({**_kept(), **spoil})
    assert tastes.state() == before


def test_an_act_that_there_is_no_more_is_left_behind() -> None:
    row = {"act": "juggle", "state": "seems sad", "part": "day", "weight": 1.0, "total": 0.5, "tried": 1}
    tastes = Tastes(random.Random(1))
    tastes.restore({"version": 1, "answers": [row]})
    assert tastes.likings() == ()


def test_strokes_and_smiles_are_worth_more_than_nothing_and_blows_less() -> None:
    kind: list[Sign] = ["stroke", "smile", "calmer_voice", "nearness"]
    unkind: list[Sign] = ["push", "hit", "leaving"]
    assert set(kind) | set(unkind) == set(REWARDS)
    assert all(worth({sign: 1.0}) > 0.0 for sign in kind)
    assert all(worth({sign: 1.0}) < 0.0 for sign in unkind)
    assert worth({}) == 0.0
    assert worth(dict.fromkeys(kind, 5.0)) == 1.0
    assert worth(dict.fromkeys(unkind, 1.0)) == -1.0
