"""Blinks come as a calm creature's do: irregular, more often and slower when tired."""

import itertools
import random

from companion.expression.blink import Blinking

TICK_S = 0.02


def blinks(seconds: float, awake: float, seed: int = 1) -> tuple[list[float], list[float]]:
    """When each blink began and how long each lasted, seconds."""
    blinking = Blinking(random.Random(seed))
    begins, lengths, shut = [], [], False
    for tick in range(round(seconds / TICK_S)):
        left, right = blinking.step(tick * TICK_S, awake, False)
        closed = max(left, right) > 0.1
        if closed and not shut:
            begins.append(tick * TICK_S)
        if shut and not closed:
            lengths.append(tick * TICK_S - begins[-1])
        shut = closed
    return begins, lengths


def test_it_blinks_about_as_often_as_a_calm_person() -> None:
    begins, _ = blinks(600.0, 1.0)
    assert 10 < len(begins) / 10 < 17


def test_blinks_are_irregular() -> None:
    begins, _ = blinks(600.0, 1.0)
    pauses = sorted(after - before for before, after in itertools.pairwise(begins))
    assert pauses[len(pauses) // 10] < 2.0 < 5.5 < pauses[-len(pauses) // 10]


def test_tired_it_blinks_more_often_and_more_slowly() -> None:
    awake, tired = blinks(600.0, 1.0), blinks(600.0, 0.3)
    assert len(tired[0]) > 1.15 * len(awake[0])
    assert sum(tired[1]) / len(tired[1]) > 1.4 * sum(awake[1]) / len(awake[1])


def test_every_blink_shuts_both_lids() -> None:
    blinking = Blinking(random.Random(4))
    steps = [blinking.step(tick * TICK_S, 1.0, False) for tick in range(3000)]
    assert max(left for left, _ in steps) > 0.98
    assert max(right for _, right in steps) > 0.98
    assert any(left != right for left, right in steps), "the lids are never quite together"


def test_held_lids_do_not_blink() -> None:
    blinking = Blinking(random.Random(1))
    assert all(blinking.step(tick * TICK_S, 1.0, True) == (0.0, 0.0) for tick in range(1500))
