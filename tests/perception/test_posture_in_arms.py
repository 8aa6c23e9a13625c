"""Posture, told of made-up people who hold, carry, drop and turn it over, each in their own way."""

import math
import random
from collections.abc import Iterator

import pytest

from companion.perception.posture import PosturePath
from companion.vocabulary.signals import MotionSample

RATE_HZ = 100
NOISE_G = 0.003
PEOPLE = range(12)


class Person:
    """Somebody with arms of their own: how far and how slowly they sway, how much their hands tremble."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self.sway_deg, self.sway_hz = chance.uniform(1.5, 6.0), chance.uniform(0.15, 0.5)
        self.tremor_g, self.tremor_hz = chance.uniform(0.003, 0.02), chance.uniform(7.0, 11.0)
        self.lift_m, self.lift_s = chance.uniform(0.25, 0.5), chance.uniform(0.8, 1.3)
        self.phase = chance.uniform(0, 6.28)
        self.chance = chance


class Story:
    """Samples one after the other, and what was told of them."""

    def __init__(self, person: Person) -> None:
        self.person, self.path = person, PosturePath()
        self.now_s = 50.0
        self.told: list[tuple[str, float]] = []

    def feel(self, samples: Iterator[tuple[float, float, float]]) -> None:
        for pull in samples:
            self.now_s += 1 / RATE_HZ
            noisy = (pull[0] + self._noise(), pull[1] + self._noise(), pull[2] + self._noise())
            for reading in self.path.feel(MotionSample(noisy, (0.0, 0.0, 0.0), self.now_s)):
                self.told.append((reading.posture, self.now_s))

    def _noise(self) -> float:
        return self.person.chance.gauss(0, NOISE_G)

    def rest(self, seconds: float, tilt: float = 0.0, motors: bool = False) -> None:
        """On a table, perhaps a little slanted, perhaps moving its own neck and flippers."""

        def samples() -> Iterator[tuple[float, float, float]]:
            for step in range(round(seconds * RATE_HZ)):
                shake = 0.03 * math.sin(2 * math.pi * 7 * step / RATE_HZ) if motors and step % 300 < 120 else 0.0
                yield math.sin(tilt) + shake, 0.6 * shake, math.cos(tilt) + 0.5 * shake

        self.feel(samples())

    def hold(self, seconds: float) -> None:
        """In arms."""
        one = self.person

        def samples() -> Iterator[tuple[float, float, float]]:
            for step in range(round(seconds * RATE_HZ)):
                s = step / RATE_HZ
                tilt = math.radians(one.sway_deg) * math.sin(2 * math.pi * one.sway_hz * s + one.phase)
                roll = math.radians(one.sway_deg) * math.sin(2 * math.pi * 0.7 * one.sway_hz * s)
                tremor = one.tremor_g * math.sin(2 * math.pi * one.tremor_hz * s)
                yield math.sin(tilt) + tremor, math.sin(roll), math.cos(tilt) * math.cos(roll) + tremor

        self.feel(samples())

    def lift(self, way: float = 1.0) -> None:
        """Up (or down), softly begun and softly ended."""
        one = self.person
        steps = round(one.lift_s * RATE_HZ)
        most = way * one.lift_m * 2 * math.pi / one.lift_s**2 / 9.81
        self.feel((0.0, 0.0, 1.0 + most * math.sin(2 * math.pi * step / steps)) for step in range(steps))

    def names(self) -> list[str]:
        return [name for name, _ in self.told]


@pytest.mark.parametrize("seed", PEOPLE)
def test_it_rests_is_lifted_is_held_and_rests_again(seed: int) -> None:
    story = Story(Person(seed))
    story.rest(5.0)
    story.lift()
    story.hold(12.0)
    story.lift(-1.0)
    story.rest(14.0)
    names = story.names()
    assert names[:3] == ["resting", "lifted", "held"], story.told
    assert names[-1] == "resting", story.told


@pytest.mark.parametrize("seed", PEOPLE)
def test_on_a_table_it_rests_whatever_its_own_motors_do(seed: int) -> None:
    story = Story(Person(seed))
    story.rest(60.0, tilt=math.radians(seed), motors=True)
    assert story.names() == ["resting"], story.told


@pytest.mark.parametrize("seed", PEOPLE)
def test_a_fall_is_told_before_it_lands(seed: int) -> None:
    story = Story(Person(seed))
    story.hold(6.0)
    began_s = story.now_s
    story.feel((0.02, 0.01, 0.03) for _ in range(32))
    assert story.told[-1][0] == "dropped"
    assert story.told[-1][1] - began_s <= 0.1
    story.feel((0.0, 0.0, 6.0) for _ in range(3))
    story.rest(14.0)
    assert story.names()[-1] == "resting"


def test_turned_over_and_back() -> None:
    story = Story(Person(1))
    story.rest(4.0)
    story.feel((0.0, 0.0, -1.0) for _ in range(300))
    assert story.names() == ["resting", "upside_down"]
    story.rest(14.0)
    assert story.names()[-1] == "resting"


def test_a_bump_on_the_table_is_no_lift_and_no_fall() -> None:
    story = Story(Person(1))
    story.rest(4.0)
    story.feel((0.2, 0.0, 1.9) for _ in range(2))
    story.feel((0.1, 0.0, 0.4) for _ in range(2))
    story.rest(4.0)
    assert story.names() == ["resting"]


def test_a_gap_or_what_is_no_number_tells_nothing() -> None:
    path = PosturePath()
    assert path.feel(MotionSample((math.nan, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0)) == ()
    assert path.feel(MotionSample((0.0, 0.0, 1.0), (0.0, 0.0, 0.0), math.inf)) == ()
    for step in range(20):
        assert path.feel(MotionSample((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 5.0 * step)) == ()
