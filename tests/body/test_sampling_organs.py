"""Skin, balance and pulse as organs: threads that follow their chips, tell at once, and tell when they are lost."""

import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from companion.body.i2c import I2CBus
from companion.body.raspberry.motion_chip import MotionChip, MotionSense
from companion.body.raspberry.pulse_oximeter import PulseLight, PulseSense
from companion.body.raspberry.sampler import Sampler
from companion.body.raspberry.touch_chip import TouchChip, TouchSkin
from companion.body.twins.board import Board
from companion.body.twins.mpr121 import IDLE_COUNTS
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import MotionSensor, PulseSensor
from companion.vocabulary.signals import ZONES
from tests.body.robot import PINS

DEADLINE_S = 10.0


@pytest.fixture
def board() -> Iterator[Board]:
    made = Board(PINS, time.monotonic)
    made.start()
    yield made
    made.stop()


def skin_of(board: Board) -> TouchSkin:
    chip = TouchChip(board.registers("touch", I2CBus(lambda: board.bus)), PINS.electrodes)
    return TouchSkin(chip, board.pin("touch_interrupt"), board.gpio)


def test_a_touch_is_told_by_the_interrupt_and_counts_go_on_while_it_lasts(board: Board) -> None:
    skin, told = skin_of(board), threading.Event()
    skin.open()
    try:
        before = skin.sampler.nudges
        skin.listen(told.set)
        board.skin.press(board.electrode("head"), 90)
        deadline_s = time.monotonic() + DEADLINE_S
        felt = False
        # A sample that was due anyhow may feel the hand before the interrupt is told.
        while not (felt and skin.sampler.nudges > before) and time.monotonic() < deadline_s:
            assert told.wait(DEADLINE_S)
            told.clear()
            felt |= any(one.counts[ZONES.index("head")] < IDLE_COUNTS - 50 for one in skin.drain())
        assert felt
        assert skin.sampler.nudges > before
    finally:
        skin.close()


def test_a_lost_skin_wakes_whoever_listens_and_is_back_after_opening_again(board: Board) -> None:
    skin, told = skin_of(board), threading.Event()
    skin.open()
    board.bus.silent.add(0x5A)
    deadline_s = time.monotonic() + DEADLINE_S
    skin.listen(told.set)
    lost = ""
    while not lost and time.monotonic() < deadline_s:
        told.wait(0.1)
        try:
            skin.check()
        except OrganError as fault:
            lost = str(fault)
    assert lost.startswith("MPR121 at 0x5A on I2C bus 1: does not answer.")
    with pytest.raises(OrganError):
        skin.open()
    assert skin.drain() == ()
    board.bus.silent.clear()
    skin.open()
    skin.check()
    skin.close()
    with pytest.raises(OrganError, match="is closed"):
        skin.check()


def test_a_storm_on_the_interrupt_line_costs_no_more_than_one_sample_in_four_milliseconds() -> None:
    taken: list[float] = []
    enough = threading.Event()

    def take() -> tuple[int, ...]:
        taken.append(time.monotonic())
        if len(taken) > 30:
            enough.set()
        sampler.nudge()  # the line falls again as soon as it was read
        return (len(taken),)

    sampler: Sampler[int] = Sampler("storm", take, period_s=1.0)
    sampler.start()
    assert enough.wait(DEADLINE_S)
    sampler.stop()
    gaps = [later - earlier for earlier, later in pairwise(taken)]
    assert min(gaps) >= 0.003


def test_samples_that_nobody_fetches_are_forgotten_oldest_first() -> None:
    numbers = iter(range(10_000))
    enough = threading.Event()

    def take() -> tuple[int, ...]:
        batch = tuple(next(numbers) for _ in range(100))
        if batch[0] >= 500:
            enough.set()
        return batch

    sampler: Sampler[int] = Sampler("much", take, period_s=0.001, least_s=0.0)
    sampler.start()
    assert enough.wait(DEADLINE_S)
    got = sampler.drain()
    sampler.stop()
    assert len(got) <= 256
    assert list(got) == list(range(got[0], got[0] + len(got)))


def test_balance_and_pulse_keep_their_contracts(board: Board) -> None:
    bus = I2CBus(lambda: board.bus)
    balance: MotionSensor = MotionSense(MotionChip(board.registers("posture", bus)))
    pulse: PulseSensor = PulseSense(PulseLight(board.registers("pulse", bus)))
    balance.open()
    pulse.open()
    deadline_s = time.monotonic() + DEADLINE_S
    moved = shone = 0
    while (moved < 3 or shone < 3) and time.monotonic() < deadline_s:
        moved += len(balance.drain())
        shone += len(pulse.drain())
        time.sleep(0.02)
    for organ in (balance, pulse):
        organ.close()
        organ.close()
    assert moved >= 3
    assert shone >= 3
    assert board.pulse.registers[0x09] == 0x80, "its LEDs are dark again"
