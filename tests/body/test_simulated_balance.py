"""Hands on the page carry the drawn body: what its balance feels is read by the same perception as the robot's chip."""

import math
from collections.abc import Iterator

import pytest

from companion.body.i2c import I2CBus
from companion.body.pins import load_pins
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.simulated.balance import SimulatedBalance
from companion.body.twins.board import Board
from companion.daemon.inlets import TwinBalance
from companion.perception.posture import PosturePath
from companion.vocabulary.errors import MessageError
from companion.vocabulary.signals import Handling, MotionSample

HELD_UP = Handling(25.0, 0.0, True, 0.0)
TURNED = Handling(25.0, 180.0, True, 0.0)
LAID_DOWN = Handling(0.0, 0.0, True, 0.0)
LET_GO = Handling(25.0, 0.0, False, 0.0)


class Lap:
    """A body, its balance and simulated time: `then` lets the hands do something for so many seconds."""

    def __init__(self) -> None:
        self.now_s = 10.0
        self.balance = SimulatedBalance(lambda: self.now_s)
        self.path = PosturePath()
        self.balance.open()
        self.then(None, 3.0)

    def samples(self, seconds: float) -> Iterator[MotionSample]:
        for _ in range(round(seconds * 50)):
            self.now_s += 0.02
            yield from self.balance.drain()

    def then(self, handling: Handling | None, seconds: float) -> list[tuple[str, float]]:
        """What is told of posture, and how long after."""
        if handling is not None:
            self.balance.feed(handling)
        began_s = self.now_s
        return [
            (reading.posture, reading.at_s - began_s)
            for sample in self.samples(seconds)
            for reading in self.path.feel(sample)
        ]


def test_who_lifts_it_and_keeps_it_is_felt_lifting_and_holding() -> None:
    told = Lap().then(HELD_UP, 5.0)
    assert [posture for posture, _ in told] == ["lifted", "held"]
    assert told[0][1] < 0.8


def test_who_turns_it_over_and_back_is_felt() -> None:
    lap = Lap()
    lap.then(HELD_UP, 4.0)
    assert [posture for posture, _ in lap.then(TURNED, 3.0)] == ["upside_down"]
    assert [posture for posture, _ in lap.then(HELD_UP, 1.5)] == ["held"]


def test_who_lays_it_down_gently_is_felt_and_no_fall_is_told() -> None:
    lap = Lap()
    lap.then(HELD_UP, 4.0)
    assert [posture for posture, _ in lap.then(LAID_DOWN, 5.0)] == ["resting"]


def test_who_lets_go_of_it_drops_it_and_it_is_felt_in_the_air() -> None:
    lap = Lap()
    lap.then(HELD_UP, 4.0)
    told = lap.then(LET_GO, 5.0)
    assert [posture for posture, _ in told] == ["dropped", "resting"]
    assert told[0][1] <= math.sqrt(2.0 * 0.25 / 9.81), "before it lands"


def test_a_body_that_lies_feels_its_own_weight_and_no_hand() -> None:
    samples = list(Lap().samples(1.0))
    assert len(samples) == pytest.approx(100, abs=2)
    assert {sample.acceleration_g for sample in samples} == {(0.0, 0.0, 1.0)}


def test_nothing_is_made_up_for_the_time_in_which_nobody_asked() -> None:
    lap = Lap()
    lap.now_s += 60.0
    assert len(lap.balance.drain()) <= 2


def test_while_closed_nothing_is_felt() -> None:
    lap = Lap()
    lap.balance.close()
    assert lap.then(HELD_UP, 2.0) == []


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    for handling in (Handling(value, 0.0, True, 0.0), Handling(0.0, value, True, 0.0)):
        with pytest.raises(MessageError, match="not finite"):
            Lap().balance.feed(handling)


def test_hands_farther_away_than_arms_reach_carry_it_no_farther() -> None:
    lap = Lap()
    lap.balance.feed(Handling(1e9, 1e9, True, 0.0))
    pulls = [math.hypot(*sample.acceleration_g) for sample in lap.samples(3.0)]
    assert 0.3 < min(pulls) <= max(pulls) < 2.0


def test_hands_on_the_page_carry_the_twin_s_chip_too() -> None:
    pins, now_s = load_pins(), [10.0]
    board = Board(pins, lambda: now_s[0])
    bus = I2CBus(lambda: board.bus)
    chip = MotionChip(board.registers("posture", bus), wait=lambda seconds: None)
    chip.connect()
    inlet, path = TwinBalance(board, lambda: now_s[0]), PosturePath()
    told: list[str] = []
    for tick in range(1200):
        now_s[0] += 0.01
        if tick == 300:
            inlet.feed(HELD_UP)
        if tick == 800:
            inlet.feed(LET_GO)
        told += [reading.posture for reading in path.feel(chip.sample(now_s[0]))]
    assert told == ["resting", "lifted", "held", "dropped", "resting"]
