"""The figures of touch: the truth is read off the hands themselves, and the same seed gives the same figure."""

import math
from itertools import pairwise

import numpy as np
import pytest

from companion.vocabulary.readings import TouchGesture, TouchReading
from tools.evaluate.hands import JUDGED, STRAIGHT, TUNED, answer, judge
from tools.hands.coat import FINE_HZ, RATE_HZ, nearness, sew
from tools.hands.doing import DEEDS
from tools.hands.nobody import BROKEN, TROUBLES, alone
from tools.hands.people import KINDS, draw_person
from tools.hands.stream import act


def told(*gestures: TouchGesture) -> list[TouchReading]:
    return [TouchReading(float(number), gesture, "head", 0.0, 0.3) for number, gesture in enumerate(gestures)]


def test_people_that_are_judged_are_none_that_were_tuned_on() -> None:
    assert not set(TUNED) & (set(JUDGED) | set(STRAIGHT))
    assert {draw_person(seed).kind for seed in JUDGED} == set(KINDS)


def test_a_person_is_the_same_each_time_and_no_two_are_alike() -> None:
    assert draw_person(9000) == draw_person(9000)
    assert len({draw_person(seed).width_cm for seed in JUDGED}) == len(JUDGED)


def test_the_stream_and_its_truth_fit_each_other() -> None:
    counts, truths = act(draw_person(9003), sew(9003))
    assert counts.shape[1] == 12
    assert counts.min() >= 0
    assert counts.max() <= 1023
    assert {truth.deed for truth in truths} == set(DEEDS)
    for before, after in pairwise(truths):
        assert before.end_s < after.begin_s
    assert truths[-1].end_s <= len(counts) / RATE_HZ
    for truth in truths:
        assert truth.begin_s <= truth.contacts_s[0] <= truth.end_s
        first = round((truth.contacts_s[0] - truth.begin_s) * FINE_HZ)
        assert truth.path[first, 2] < 0.0 <= truth.path[first - 1, 2]


def test_the_true_speed_of_a_stroke_is_that_of_its_path() -> None:
    _, truths = act(draw_person(9003), sew(9003))
    stroke = next(truth for truth in truths if truth.deed == "stroke")
    inside = np.flatnonzero(stroke.path[:, 2] < 0.0) / FINE_HZ + stroke.begin_s
    speed, x, y = stroke.way(float(inside[0]), float(inside[-1]))
    assert 0.5 <= speed <= 40.0
    assert math.hypot(x, y) <= speed + 1e-6


def test_a_hand_that_comes_nearer_is_never_felt_less() -> None:
    heights = np.linspace(8.0, -1.0, 200)
    assert np.all(np.diff(nearness(heights)) > 0.0)


@pytest.mark.parametrize(
    ("gestures", "taken_for"),
    [
        (("contact", "hold", "hold", "stroke", "release"), "hold"),
        (("contact", "stroke", "stroke", "hit", "release"), "hit"),
        (("contact", "hold", "squeeze", "hold", "release"), "squeeze"),
        (("contact", "release"), None),
    ],
)
def test_a_scene_is_taken_for_what_mattered_most_in_it(gestures: tuple[TouchGesture, ...], taken_for: str) -> None:
    assert answer(told(*gestures)) == taken_for


@pytest.mark.parametrize("trouble", [*TROUBLES, *BROKEN])
def test_every_trouble_leaves_counts_that_a_chip_can_give(trouble: str) -> None:
    counts = alone(sew(9300), trouble, 9300, 150.0)
    assert counts.shape == (150 * RATE_HZ, 12)
    assert counts.min() >= 0
    assert counts.max() <= 1023


@pytest.mark.parametrize("seed", [9207, 9208])
def test_a_person_nobody_tuned_on_is_mostly_understood_and_never_taken_for_a_brute(seed: int) -> None:
    score = judge(seed)
    assert score.right >= 0.6
    assert score.false_blows <= 1
