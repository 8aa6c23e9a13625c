"""How fast tastes are learnt: the bandit alone, with eight simulated residents, against the best fixed policy.

    python -m tools.evaluate learning

An interaction: a mood and a part of the day come, an act is chosen, and the resident answers with noise. After so many
interactions learning is held still, and what it would then earn on average (exploration included) is compared with two
policies that never change: the best act for every mood and part of the day, and the one act that is best all in all.
"""

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from companion.mind.tastes import EXPLORES_EVERY, Context, Tastes
from tools.evaluate.resident import STATE_OF_MOOD, Resident, load_residents

SEEDS = range(100, 120)
"""The reported lives. None of them was looked at while a number of the bandit was chosen."""

CHECKPOINTS = (0, 10, 20, 30, 40, 50, 60)
CHANGES_AT = 120
AFTER = (0, 20, 40, 60, 80, 100)
GOAL = 0.9


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is earned after so many interactions, as a share of the best fixed policy; means over the lives."""

    name: str
    curve: tuple[float, ...]
    against_one_act: float
    after_change: tuple[float, ...]
    worst_life: float


def measure(resident: Resident, seeds: Sequence[int]) -> Learnt:
    """The learning curves of one resident."""
    lives = [_live(resident, seed) for seed in seeds]
    curve = tuple(statistics.fmean(life[0][number] for life in lives) for number in range(len(CHECKPOINTS)))
    after = tuple(statistics.fmean(life[1][number] for life in lives) for number in range(len(AFTER)))
    one = best_single(resident) / best_fixed(resident)
    return Learnt(resident.name, curve, curve[-1] / one, after, min(life[0][-1] for life in lives))


def best_fixed(resident: Resident, changed: bool = False) -> float:
    """What the best act for every mood and part of the day earns."""
    return sum(
        share * max(resident.liking(act, mood, part, changed) for act in resident.tastes)
        for mood, part, share in resident.contexts()
    )


def best_single(resident: Resident) -> float:
    """What the one act earns that is best all in all."""
    return max(
        sum(share * resident.liking(act, mood, part) for mood, part, share in resident.contexts())
        for act in resident.tastes
    )


def value(tastes: Tastes, resident: Resident, seed: int, changed: bool = False) -> float:
    """What a policy earns with learning held still, on average, as a share of the best fixed policy."""
    still = Tastes(random.Random(seed))
    still.restore(tastes.state())
    acts = list(resident.tastes)
    total = 0.0
    for number in range(EXPLORES_EVERY * 2):
        for mood, part, share in resident.contexts():
            # A minute between two choices: each has a draw of its own.
            bonus = still.weigh(Context(STATE_OF_MOOD[mood], part), acts, 100.0 * number)
            total += share * resident.liking(max(acts, key=bonus.__getitem__), mood, part, changed)
    return total / (EXPLORES_EVERY * 2) / best_fixed(resident, changed)


def _live(resident: Resident, seed: int) -> tuple[list[float], list[float]]:
    """One life: the curve while it learns, and the curve after the tastes have changed."""
    chance = random.Random(seed)
    tastes = Tastes(random.Random(seed + 1))
    contexts = resident.contexts()
    acts = list(resident.tastes)
    curve, after = [], []
    for number in range(CHANGES_AT + AFTER[-1] + 1):
        changed = number >= CHANGES_AT
        if number in CHECKPOINTS:
            curve.append(value(tastes, resident, seed + 2))
        if number - CHANGES_AT in AFTER:
            after.append(value(tastes, resident, seed + 3, changed=True))
        mood, part, _ = chance.choices(contexts, [share for _, _, share in contexts])[0]
        context, now_s = Context(STATE_OF_MOOD[mood], part), 100.0 * number
        bonus = tastes.weigh(context, acts, now_s)
        act = max(acts, key=bonus.__getitem__)
        tastes.reward(act, context, chance.gauss(resident.liking(act, mood, part, changed), resident.noise), now_s)
    return curve, after


def main(quick: bool = False) -> int:
    """Prints the table. Returns 1 when a resident is not learnt in time."""
    seeds = list(SEEDS)[:3] if quick else list(SEEDS)
    print(f"Tastes, the bandit alone: {len(seeds)} simulated lives of each resident, earned as a share of the best")
    print("fixed policy for every mood and part of the day (after so many interactions; exploration included)")
    heads = [*(str(number) for number in CHECKPOINTS), "one act", "worst"]
    print(f"{'':10}" + "".join(f"{head:>8}" for head in heads) + f"   then tastes change at {CHANGES_AT}, and after")
    print(f"{'':10}" + " " * 8 * len(heads) + "".join(f"{number:>8}" for number in AFTER))
    reached = True
    for resident in load_residents():
        learnt = measure(resident, seeds)
        shown = [*learnt.curve, learnt.against_one_act, learnt.worst_life, *learnt.after_change]
        print(f"{learnt.name:10}" + "".join(f"{part:8.2f}" for part in shown))
        reached = reached and learnt.curve[-1] >= GOAL
    print(f'"one act": after {CHECKPOINTS[-1]} against the one act that is best all in all; "worst": the worst life')
    print(f"{'Every' if reached else 'NOT every'} resident reaches {GOAL:.0%} within {CHECKPOINTS[-1]} interactions.")
    return 0 if reached or quick else 1


if __name__ == "__main__":
    raise SystemExit(main())
