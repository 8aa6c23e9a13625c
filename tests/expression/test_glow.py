"""The glow: warm, breathing, dark at night, and unable to flash."""

import itertools
import random

from companion.expression.glow import FASTEST, Glowing
from companion.vocabulary.acts import Glow
from tests.expression.stage import TICK_S, Stage, decided


def luminance(glow: Glow) -> float:
    """Relative luminance of linear light (WCAG 2.2)."""
    return glow.level * (0.2126 * glow.red + 0.7152 * glow.green + 0.0722 * glow.blue)


def flashes_a_second(track: list[float]) -> int:
    """The most pairs of opposing changes of a tenth of full brightness within any second."""
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


def test_the_test_sees_flashes() -> None:
    assert flashes_a_second([0.0, 0.0, 0.5, 0.5, 0.0] * 60) > 2


def test_glow_never_flashes_more_than_twice_a_second_whatever_is_asked() -> None:
    glowing, chance, track = Glowing(), random.Random(1), []
    for tick in range(6000):
        wild = [1.0 if chance.random() < 0.5 else -1.0 for _ in range(3)]
        asked = abs(wild[0]), wild[1], 1.0, wild[2], max(wild[0], 0.0), tick % 3 == 0
        track.append(luminance(glowing.step(TICK_S, *asked)))
    assert flashes_a_second(track) <= 2
    steps = [abs(after - before) for before, after in itertools.pairwise(track)]
    assert max(steps) <= FASTEST * TICK_S + 1e-9


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
