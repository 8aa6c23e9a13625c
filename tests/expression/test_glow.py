"""The glow: warm, breathing in even steps, dark at night, and unable to flash."""

import itertools
import random
from datetime import datetime

import pytest

from companion.expression.choreographer import Choreographer
from companion.expression.gestures import GESTURES
from companion.expression.glow import FASTEST, LIGHTEST, Glowing, luminance_of
from companion.vocabulary.acts import Glow
from companion.vocabulary.moment import Moment
from tests.expression.stage import TICK_S, Stage, decided

NOON = datetime(2026, 5, 1, 12)


def luminance(glow: Glow) -> float:
    """Relative luminance of linear light (WCAG 2.2)."""
    return glow.level * (0.2126 * glow.red + 0.7152 * glow.green + 0.0722 * glow.blue)


def lightness(glow: Glow) -> float:
    """CIE L* of what the cheeks show, from the standard's forward formula."""
    seen = luminance(glow)
    return 116.0 * seen ** (1 / 3) - 16.0 if seen > 216 / 24389 else seen * 24389 / 27


def flashes_a_second(track: list[float]) -> int:
    """The most general flashes (WCAG 2.2) in any second: pairs of opposing changes, each of a tenth or more.

    Stricter than the standard in one thing: two changes count even where the darker one is above 0.80.
    """
    turns: list[int] = []
    low = high = track[0]
    rising: bool | None = None
    for tick, value in enumerate(track):
        low, high = min(low, value), max(high, value)
        if rising is not True and value - low >= 0.1:
            rising, high = True, value
            turns.append(tick)
        elif rising is not False and high - value >= 0.1:
            rising, low = False, value
            turns.append(tick)
    second = round(1 / TICK_S)
    return max((sum(begin <= turn < begin + second for turn in turns) // 2 for begin in turns), default=0)


def glows(choreographer: Choreographer, seconds: float, begin_s: float = 0.0) -> list[Glow]:
    ticks = range(round(begin_s / TICK_S), round((begin_s + seconds) / TICK_S))
    return [choreographer.tick(Moment(tick * TICK_S, NOON)).glow for tick in ticks]


def test_the_test_sees_flashes() -> None:
    assert flashes_a_second([0.0, 0.0, 0.5, 0.5, 0.0] * 60) > 2
    assert flashes_a_second([0.0] * 25 + [0.5] * 25 + [0.0] * 50) == 1


def test_glow_never_flashes_more_than_twice_a_second_whatever_is_asked() -> None:
    glowing, chance, track = Glowing(), random.Random(1), []
    for tick in range(6000):
        wild = [1.0 if chance.random() < 0.5 else -1.0 for _ in range(3)]
        asked = abs(wild[0]), wild[1], 1.0, wild[2], max(wild[0], 0.0), tick % 3 == 0
        track.append(luminance(glowing.step(TICK_S, *asked)))
    assert flashes_a_second(track) <= 2
    steps = [abs(after - before) for before, after in itertools.pairwise(track)]
    assert max(steps) <= FASTEST * TICK_S + 1e-9


@pytest.mark.parametrize("name", sorted(GESTURES))
def test_no_act_flashes(name: str) -> None:
    for mood in (-1.0, 1.0):
        choreographer = Choreographer(random.Random(3))
        choreographer.follow(decided(name, mood=mood, arousal=mood, intensity=1.0), Moment(0.0, NOON))
        assert flashes_a_second([luminance(glow) for glow in glows(choreographer, 25.0)]) <= 2


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_wild_sequence_of_acts_flashes_or_turns_red(seed: int) -> None:
    chance, names = random.Random(seed), sorted(GESTURES)
    choreographer = Choreographer(random.Random(seed))
    seen: list[Glow] = []
    now_s = 0.0
    while now_s < 120.0:
        name = names[int(chance.random() * len(names))]
        decision = decided(name, now_s, awake=chance.random(), mood=chance.uniform(-1, 1), intensity=1.0)
        choreographer.follow(decision, Moment(now_s, NOON))
        seen += glows(choreographer, 0.4, now_s)
        now_s = round(now_s + 0.4, 6)
    assert flashes_a_second([luminance(glow) for glow in seen]) <= 2
    assert max(luminance(glow) for glow in seen) > 0.1
    # A saturated red, which WCAG counts apart, has at least 0.8 of all its light in red.
    assert max(glow.red / (glow.red + glow.green + glow.blue) for glow in seen) < 0.8


def test_lightness_is_that_of_the_standard() -> None:
    assert luminance_of(100.0) == pytest.approx(1.0)
    assert luminance_of(50.0) == pytest.approx(0.18419, abs=1e-5)
    assert luminance_of(8.0) == pytest.approx(216 / 24389, abs=1e-6)
    assert luminance_of(0.0) == 0.0


def test_a_breath_rises_in_steps_that_look_even() -> None:
    """An even breath is even in CIE lightness, not in watts, and reaches the lamp without a clipped top."""
    glowing = Glowing()
    levels = [glowing.step(TICK_S, min(tick / 500, 1.0), 0.0, 1.0, 0.0, 0.0, False) for tick in range(600)]
    seen = [lightness(glow) for glow in levels[150:500]]
    steps = [after - before for before, after in itertools.pairwise(seen)]
    assert min(steps) == pytest.approx(max(steps), rel=1e-6)
    assert all(glow.level <= 1.0 for glow in levels)


def test_a_change_of_mood_changes_the_colour_and_not_the_brightness() -> None:
    glowing = Glowing()
    for _ in range(500):
        low = glowing.step(TICK_S, 0.5, -1.0, 1.0, 0.0, 0.0, False)
    track = [glowing.step(TICK_S, 0.5, 1.0, 1.0, 0.0, 1.0, False) for _ in range(500)]
    assert abs(track[-1].blue - low.blue) > 0.4
    assert all(lightness(glow) == pytest.approx(lightness(low), abs=1e-9) for glow in track)


def test_the_brightest_glow_of_every_colour_is_within_the_lamp() -> None:
    for mood, rosy in itertools.product((-1.0, 0.0, 1.0), (0.0, 1.0)):
        glowing = Glowing()
        for _ in range(1000):
            glow = glowing.step(TICK_S, 1.0, mood, 1.0, 1.0, rosy, False, 1.0, 1.0)
        assert lightness(glow) == pytest.approx(LIGHTEST)
        assert glow.level <= 1.0


def test_the_cheeks_breathe() -> None:
    stage = Stage()
    stage.follow(decided("rest", mood=0.3))
    stage.run(20.0)
    levels = [one.glow.level for one in stage.expressed[500:]]
    assert max(levels) > 1.5 * min(levels) > 0


def test_mood_has_a_colour() -> None:
    colours = []
    for mood in (-0.9, 0.9):
        stage = Stage()
        stage.follow(decided("rest", mood=mood))
        stage.run(10.0)
        colours.append(stage.expressed[-1].glow)
    low, glad = colours
    assert low.blue > 2 * glad.blue
    assert glad.red > low.red


def test_asleep_at_night_the_cheeks_are_dark_and_by_day_they_are_dim() -> None:
    for night, brightest in ((True, 0.0), (False, 0.06)):
        glowing = Glowing()
        levels = [glowing.step(TICK_S, 1.0, 0.5, 0.05, 0.0, 0.0, night).level for _ in range(500)]
        assert levels[-1] <= brightest


def test_awake_at_night_the_cheeks_are_dimmer_than_by_day() -> None:
    levels = []
    for night in (False, True):
        glowing = Glowing()
        levels.append([glowing.step(TICK_S, 1.0, 0.5, 1.0, 0.3, 0.0, night).level for _ in range(500)][-1])
    assert 0 < levels[1] < 0.35 * levels[0]
