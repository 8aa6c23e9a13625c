"""Who is who, by place alone: crossing, hiding, leaving and returning people, and never one number for two of them."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from companion.perception.faces.tracks import FORGET_AFTER_S, Tracks
from companion.vocabulary.readings import Box

RATE = 15.0
Where = Callable[[float], Box | None]


def at(x: float, y: float = 0.5, size: float = 0.2) -> Box:
    return Box(x - size / 2, y - size / 2, size, size)


def walks(start: float, speed: float, size: float = 0.2, y: float = 0.5) -> Where:
    return lambda t: at(start + speed * t, y, size)


def sits(x: float, size: float = 0.2) -> Where:
    return lambda t: at(x, size=size)


def follow(people: dict[str, Where], seconds: float, rate: float = RATE, seed: int = 1) -> list[dict[str, int]]:
    """The number of each person in each frame, of boxes that tremble by two hundredths of their width."""
    chance, tracks, told = np.random.default_rng(seed), Tracks(), []
    for frame in range(round(seconds * rate)):
        t = frame / rate
        seen = [(name, box) for name, where in people.items() if (box := where(t)) is not None]
        order = chance.permutation(len(seen))
        boxes = []
        for place in order:
            box = seen[place][1]
            x, y, width, height = chance.normal(0.0, 0.02, 4) * box.width
            boxes.append(Box(box.x + x, box.y + y, box.width + width, box.height + height))
        numbers = tracks.follow(boxes, t)
        told.append({seen[place][0]: number for place, number in zip(order, numbers, strict=True)})
    return told


def shared(told: list[dict[str, int]]) -> set[int]:
    """Numbers that were given to more than one person: these would let one be taken for another."""
    owners: dict[int, set[str]] = {}
    for frame in told:
        for name, number in frame.items():
            owners.setdefault(number, set()).add(name)
    return {number for number, names in owners.items() if len(names) > 1}


def numbers_of(told: list[dict[str, int]], name: str) -> list[int]:
    """The numbers one person had, each once for every time it began."""
    own = [frame[name] for frame in told if name in frame]
    return [number for number, _ in itertools.groupby(own)]


def hidden(where: Where, from_s: float, to_s: float) -> Where:
    return lambda t: None if from_s <= t < to_s else where(t)


def test_somebody_who_sits_keeps_one_number() -> None:
    assert numbers_of(follow({"Ruth": sits(0.5)}, 60.0), "Ruth") == [1]


def test_two_who_sit_cheek_to_cheek_keep_theirs() -> None:
    told = follow({"Ruth": sits(0.4), "her daughter": sits(0.61)}, 60.0)
    assert shared(told) == set()
    assert len(numbers_of(told, "Ruth")) == len(numbers_of(told, "her daughter")) == 1


def test_somebody_who_walks_by_behind_changes_nothing_for_the_near_face() -> None:
    told = follow({"Ruth": sits(0.5, 0.4), "a nurse": walks(-0.1, 0.3, 0.12)}, 4.0)
    assert shared(told) == set()
    assert numbers_of(told, "Ruth") == [1]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rate", [15.0, 5.0])
def test_of_two_alike_who_cross_with_one_hidden_neither_keeps_a_number_of_the_other(rate: float, seed: int) -> None:
    crossing_s = 0.4 / 0.24
    behind = hidden(walks(0.7, -0.12), crossing_s - 0.7, crossing_s + 0.7)
    told = follow({"one": walks(0.3, 0.12), "other": behind}, 4.0, rate, seed)
    assert shared(told) == set()


@pytest.mark.parametrize("speed", [0.05, 0.1, 0.2, 0.4])
@pytest.mark.parametrize("seed", range(6))
def test_two_alike_who_cross_in_full_view_are_never_taken_for_each_other(speed: float, seed: int) -> None:
    told = follow({"one": walks(0.25, speed), "other": walks(0.75, -speed)}, 0.5 / speed, 15.0, seed)
    assert shared(told) == set()


def test_where_one_of_two_alike_vanishes_between_both_places_the_one_left_gets_a_new_number() -> None:
    def meets(start: float, speed: float) -> Where:
        return lambda t: at(start + speed * min(t, 1.0))

    both = {"one": meets(0.38, 0.06), "other": hidden(meets(0.6, -0.1), 1.3, 9.0)}
    told = follow(both, 3.0)
    assert shared(told) == set()


def test_somebody_who_leaves_and_comes_back_is_somebody_new() -> None:
    told = follow({"Ruth": hidden(sits(0.5), 2.0, 2.0 + FORGET_AFTER_S + 0.2)}, 6.0)
    assert len(numbers_of(told, "Ruth")) == 2


def test_a_blink_of_the_detector_costs_nobody_their_number() -> None:
    told = follow({"Ruth": hidden(sits(0.5), 2.0, 2.4)}, 6.0)
    assert numbers_of(told, "Ruth") == [1]


def test_somebody_else_who_takes_the_seat_within_the_second_at_another_size_is_somebody_new() -> None:
    seat = {"Ruth": hidden(sits(0.5), 2.0, 99.0), "visitor": hidden(sits(0.56, 0.11), 0.0, 2.5)}
    assert shared(follow(seat, 5.0)) == set()


def test_a_head_that_turns_aside_quickly_keeps_its_number() -> None:
    def sways(t: float) -> Box:
        return at(0.5 + 0.12 * np.sin(2 * np.pi * 0.7 * t))

    assert numbers_of(follow({"Ruth": sways}, 20.0), "Ruth") == [1]


def test_times_that_stand_still_or_run_backwards_break_nothing() -> None:
    tracks = Tracks()
    for at_s in (1.0, 1.0, 0.5, 7.0, -3.0):
        assert len(tracks.follow([at(0.3), at(0.7)], at_s)) == 2
