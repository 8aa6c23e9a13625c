"""A face over time: quick where it is clear, still where it is doubtful; gaze, shut eyes, tired eyes and yawns."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from companion.perception.faces.expression import read_expression
from companion.perception.faces.gaze import Eyes
from companion.perception.faces.head import Head
from companion.perception.faces.irises import Eye
from companion.perception.faces.steady import Steady
from companion.perception.faces.tiredness import Tiredness
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, BodySign, Emotion, ExpressionReading, FaceShape, Look

SURE_FROM = 0.5
FRAME_S = 1 / 15
AHEAD = Head(0.0, 0.0, np.zeros((468, 3)))


def shows(emotion: Emotion, probability: float, beside: Emotion = "neutral") -> ExpressionReading:
    """One frame: `emotion` with this probability, most of the rest on `beside`."""
    rest = 0.05 * (1.0 - probability)
    parts = dict.fromkeys(EMOTIONS, rest)
    parts[emotion] = probability
    parts[beside] += 1.0 - sum(parts.values())
    return read_expression(np.log([parts[each] for each in EMOTIONS]).astype(np.float32), 1.0, SURE_FROM)


def told(frames: list[ExpressionReading], gap_s: float = FRAME_S) -> list[str]:
    steady = Steady(SURE_FROM)
    return [steady.follow(frame, number * gap_s).emotion for number, frame in enumerate(frames)]


@pytest.mark.parametrize("now", ["happiness", "anger", "surprise"])
def test_a_clear_change_is_told_with_its_second_frame(now: Emotion) -> None:
    words = told([shows("neutral", 0.9)] * 30 + [shows(now, 0.85)] * 3)
    assert words[29:32] == ["neutral", "neutral", now]


def test_one_clear_frame_alone_is_not_believed() -> None:
    words = told([shows("neutral", 0.9)] * 30 + [shows("anger", 0.9)] + [shows("neutral", 0.9)] * 30)
    assert set(words) == {"neutral"}


def test_a_doubtful_face_does_not_flicker() -> None:
    chance = np.random.default_rng(3)
    frames = [
        shows("sadness", 0.52, "neutral") if chance.random() < 0.5 else shows("neutral", 0.52, "sadness")
        for _ in range(450)
    ]
    raw = [frame.emotion for frame in frames]
    steadied = told(frames)
    changes = sum(one != other for one, other in pairwise(steadied))
    assert sum(one != other for one, other in pairwise(raw)) > 150
    assert changes <= 6


def test_a_doubtful_change_that_lasts_is_told_within_a_second() -> None:
    words = told([shows("neutral", 0.62)] * 30 + [shows("sadness", 0.64)] * 15)
    assert words[-1] == "sadness"


def test_after_a_second_unseen_nothing_of_before_is_told() -> None:
    steady = Steady(SURE_FROM)
    for frame in range(30):
        steady.follow(shows("happiness", 0.95), frame * FRAME_S)
    fresh = steady.follow(shows("neutral", 0.55), 30 * FRAME_S + 1.1)
    assert fresh.emotion == "neutral"
    assert fresh.emotions["happiness"] < 0.1


def test_a_time_that_runs_backwards_starts_afresh() -> None:
    steady = Steady(SURE_FROM)
    steady.follow(shows("happiness", 0.95), 100.0)
    assert steady.follow(shows("sadness", 0.6), 3.0).emotion == "sadness"


def test_what_is_told_is_as_certain_as_its_probability_and_keeps_the_raw_scores() -> None:
    steady, raw = Steady(SURE_FROM), replace(shows("sadness", 0.7), logits=tuple(map(float, range(8))))
    for number in range(20):
        seen = steady.follow(raw, number * FRAME_S)
    assert seen.logits == raw.logits
    assert seen.certainty == seen.emotions["sadness"] == pytest.approx(0.7, abs=1e-3)
    assert sum(seen.emotions.values()) == pytest.approx(1.0)


def test_a_face_that_nothing_fits_is_not_sure() -> None:
    flat = read_expression(np.zeros(8, np.float32), 1.0, SURE_FROM)
    assert set(told([flat] * 10)) == {NOT_SURE}


def look(eyes: Eyes, open_: float, turn_deg: float, head: Head, seconds: float, begin_s: float = 0.0) -> Look:
    """Each eye every fifth of a second, as in life."""
    at_s = begin_s
    for number in range(round(seconds / 0.1)):
        at_s = begin_s + number * 0.1
        eyes.see("right" if number % 2 else "left", Eye(open_, turn_deg), head, at_s)
    return eyes.look(head, at_s)


def turned(yaw_deg: float, pitch_deg: float = 0.0) -> Head:
    return Head(yaw_deg, pitch_deg, AHEAD.points)


@pytest.mark.parametrize(
    ("yaw", "turn", "pitch", "where"),
    [
        (0.0, 0.0, 0.0, "at me"),
        (20.0, -20.0, 0.0, "at me"),
        (0.0, 30.0, 0.0, "away"),
        (30.0, 0.0, 0.0, "away"),
        (0.0, 15.0, 0.0, "not sure"),
        (0.0, 0.0, -50.0, "away"),
    ],
)
def test_where_a_face_looks_is_told_by_head_and_eyes_together(
    yaw: float, turn: float, pitch: float, where: Look
) -> None:
    assert look(Eyes(), 0.3, turn, turned(yaw, pitch), 1.0) == where


def test_without_a_look_into_the_eyes_the_head_alone_tells_and_is_in_doubt_sooner() -> None:
    assert [Eyes().look(turned(yaw), 0.0) for yaw in (0.0, 20.0, 40.0)] == ["at me", "not sure", "away"]


def test_a_blink_is_no_closed_eye_and_half_a_second_is() -> None:
    eyes = Eyes()
    look(eyes, 0.3, 0.0, AHEAD, 5.0)
    assert look(eyes, 0.04, 0.0, AHEAD, 0.3, 5.0) != "eyes closed"
    assert look(eyes, 0.04, 0.0, AHEAD, 1.0, 5.3) == "eyes closed"


def test_heavy_old_lids_are_not_taken_for_shut_ones_and_are_still_seen_to_shut() -> None:
    eyes = Eyes()
    assert look(eyes, 0.15, 0.0, AHEAD, 10.0) == "at me"
    assert eyes.usually_open == pytest.approx(0.15)
    assert look(eyes, 0.03, 0.0, AHEAD, 1.5, 10.0) == "eyes closed"


def test_in_a_head_bent_far_down_nobodys_lids_are_judged() -> None:
    eyes = Eyes()
    look(eyes, 0.02, 0.0, turned(0.0, -40.0), 3.0)
    assert eyes.shut(3.0) is None


def test_what_was_seen_of_the_eyes_a_second_ago_says_nothing_of_now() -> None:
    eyes = Eyes()
    look(eyes, 0.3, 0.0, AHEAD, 2.0)
    assert eyes.open_share(3.5) is None
    assert eyes.gaze_deg(AHEAD, 3.5) is None


Seen = Callable[[float], tuple[FaceShape, bool | None]]
CALM = FaceShape(0.0, 0.0, 0.03, 0.3)


def signs(seen: Seen, seconds: float) -> list[tuple[float, BodySign, float]]:
    tired, found = Tiredness(), []
    for frame in range(round(seconds * 15)):
        at_s = frame * FRAME_S
        found += [(each.at_s, each.sign, each.certainty) for each in tired.watch(*seen(at_s), at_s)]
    return found


@pytest.mark.parametrize("share", [0.02, 0.06, 0.11])
def test_somebody_who_only_blinks_is_not_tired(share: float) -> None:
    assert signs(lambda t: (CALM, t % 3.0 < 3.0 * share), 180.0) == []


@pytest.mark.parametrize("share", [0.2, 0.35, 0.6])
def test_eyes_that_keep_falling_shut_are_told_and_the_more_the_surer(share: float) -> None:
    found = signs(lambda t: (CALM, t % 6.0 < 6.0 * share), 120.0)
    assert {sign for _, sign, _ in found} == {"eyes_falling_shut"}
    assert found[-1][2] == pytest.approx(0.6 + 0.25 * min(1.0, (share - 0.15) / 0.25), abs=0.05)


def test_nothing_is_said_before_enough_was_seen() -> None:
    assert all(at_s >= 24.0 for at_s, _, _ in signs(lambda t: (CALM, True), 60.0))
    assert signs(lambda t: (CALM, None), 60.0) == []


@pytest.mark.parametrize("rate", [15.0, 4.0])
def test_perclos_is_a_share_of_time_not_of_frames(rate: float) -> None:
    tired = Tiredness()
    for frame in range(round(60 * rate)):
        at_s = frame / rate
        tired.watch(CALM, at_s % 10.0 < 3.0, at_s)
    assert tired.share_shut == pytest.approx(0.3, abs=0.04)


def mouth(gap: float, smile: float = 0.0) -> FaceShape:
    return FaceShape(smile, 0.0, gap)


def test_a_yawn_is_told_once_and_a_second_one_more_surely() -> None:
    def yawns(t: float) -> tuple[FaceShape, bool | None]:
        within = t % 60.0
        return mouth(0.55 * math.sin(math.pi * within / 4.0) if within < 4.0 else 0.03), False

    found = signs(yawns, 110.0)
    assert [(sign, certainty) for _, sign, certainty in found] == [("yawning", 0.55), ("yawning", 0.75)]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("talking", lambda t: (mouth(0.16 + 0.16 * math.sin(2 * math.pi * 3.0 * t)), False)),
        ("laughing", lambda t: (mouth(0.5, smile=1.5), False)),
        ("an astonished mouth", lambda t: (mouth(0.5 if t % 20.0 < 0.9 else 0.03), False)),
        ("calling out", lambda t: (mouth(0.5 if t % 2.0 < 0.7 else 0.1), False)),
    ],
)
def test_talking_laughing_and_astonishment_are_no_yawns(name: str, seen: Seen) -> None:
    assert signs(seen, 90.0) == [], name
