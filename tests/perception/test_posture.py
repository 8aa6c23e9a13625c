"""How the body is held: every change told once, soon, and nothing told of what hands and laps do beside."""

import math
from itertools import pairwise

import pytest

from companion.perception.posture import PosturePath
from companion.vocabulary.readings import Posture, PostureReading
from companion.vocabulary.signals import MotionSample
from tools.hands.carrying import SCENES, Scene, handle

QUIET: tuple[Scene, ...] = ("table", "lap", "stroked", "patted")


def told_of(samples: list[MotionSample]) -> list[PostureReading]:
    path = PosturePath()
    return [reading for sample in samples for reading in path.feel(sample)]


def still(seconds: float, from_s: float = 0.0, up: float = 1.0) -> list[MotionSample]:
    return [MotionSample((0.0, 0.0, up), (0.0, 0.0, 0.0), from_s + i / 100) for i in range(round(seconds * 100))]


@pytest.mark.parametrize("seed", [7500, 7501, 7502])
@pytest.mark.parametrize("scene", QUIET)
def test_own_movements_laps_strokes_and_pats_leave_it_resting(scene: Scene, seed: int) -> None:
    samples, _ = handle(scene, seed)
    assert [reading.posture for reading in told_of(samples)] == ["resting"]


@pytest.mark.parametrize("seed", range(7510, 7516))
@pytest.mark.parametrize(
    ("scene", "postures"),
    [
        ("lifted", ["resting", "lifted", "held", "resting"]),
        ("turned over", ["resting", "lifted", "upside_down", "held", "resting"]),
    ],
)
def test_lifting_carrying_turning_and_setting_down_are_told_in_their_order(
    scene: Scene, postures: list[Posture], seed: int
) -> None:
    samples, _ = handle(scene, seed)
    assert [reading.posture for reading in told_of(samples)] == postures


@pytest.mark.parametrize("seed", range(7520, 7530))
def test_a_fall_is_told_within_a_tenth_of_a_second(seed: int) -> None:
    samples, truth = handle("dropped", seed)
    fell_s = next(at_s for at_s, posture in truth if posture == "dropped")
    dropped = [reading for reading in told_of(samples) if reading.posture == "dropped"]
    assert len(dropped) == 1
    assert 0.0 < dropped[0].at_s - fell_s <= 0.1


def test_after_a_fall_it_says_how_it_lies() -> None:
    samples, _ = handle("dropped", 7531)
    assert told_of(samples)[-1].posture == "resting"
    falls = [MotionSample((0.0, 0.0, 0.02), (0.0, 0.0, 0.0), 3.0 + i / 100) for i in range(30)]
    on_its_back = still(6.0, 3.3, up=-1.0)
    told = [reading.posture for reading in told_of([*still(3.0), *falls, *on_its_back])]
    assert told == ["resting", "dropped", "upside_down"]


def test_whoever_is_handed_down_quickly_has_not_fallen() -> None:
    handed = [MotionSample((0.0, 0.0, 0.5), (0.0, 0.0, 0.0), 3.0 + i / 100) for i in range(40)]
    assert "dropped" not in [reading.posture for reading in told_of([*still(3.0), *handed, *still(3.0, 3.4)])]


def test_a_chip_that_is_askew_and_turns_in_its_own_mind_still_rests() -> None:
    askew = [MotionSample((0.06, -0.05, 1.08), (18.0, -15.0, 11.0), i / 100) for i in range(3000)]
    assert [reading.posture for reading in told_of(askew)] == ["resting"]


@pytest.mark.parametrize("scene", list(SCENES))
def test_each_change_is_told_once(scene: Scene) -> None:
    samples, _ = handle(scene, 7540)
    told = told_of(samples)
    assert all(before.posture != after.posture for before, after in pairwise(told))
    assert all(0.5 <= reading.certainty <= 1.0 for reading in told)


@pytest.mark.parametrize(
    "sample",
    [
        MotionSample((math.nan, 0.0, 1.0), (0.0, 0.0, 0.0), 1.0),
        MotionSample((0.0, 0.0, 1.0), (math.inf, 0.0, 0.0), 1.0),
        MotionSample((0.0, 0.0, 400.0), (0.0, 0.0, 0.0), 1.0),
        MotionSample((0.0, 0.0, 1.0), (0.0, 0.0, 9000.0), 1.0),
        MotionSample((0.0, 0.0, 1.0), (0.0, 0.0, 0.0), math.nan),
        MotionSample((0.0, 1.0), (0.0, 0.0, 0.0), 1.0),  # type: ignore[arg-type]
    ],
    ids=["no number", "endless", "heavier than any sensor", "faster than any sensor", "no time", "two axes"],
)
def test_what_is_no_sample_is_dropped_and_counted(sample: MotionSample) -> None:
    path = PosturePath()
    assert path.feel(sample) == ()
    assert path.refused == 1


def test_an_old_sample_changes_nothing() -> None:
    path = PosturePath()
    for sample in still(2.0):
        path.feel(sample)
    falling = MotionSample((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.5)
    assert [path.feel(falling) for _ in range(20)] == [()] * 20
    assert path.refused == 20


def test_a_gap_in_the_samples_is_no_fall_and_no_lift() -> None:
    assert [reading.posture for reading in told_of([*still(3.0), *still(3.0, 60.0)])] == ["resting"]
