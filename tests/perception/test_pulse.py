"""Heart rate: right on fingers of any rate, and silent on anything that is no still finger."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.raspberry.pulse_oximeter import PulseLight
from companion.body.twins.max30102 import Max30102Twin
from companion.perception.pulse import PulsePath
from companion.vocabulary.readings import PulseReading
from companion.vocabulary.signals import PulseSample
from tests.body.chips import Time, on_bus
from tools.evaluate.pulse import score
from tools.hands.fingers import lay

RATE_HZ = 25.0


def on_the_twin(beats_per_minute: float, seconds: float, seed: int = 1) -> list[PulseReading]:
    """A finger on the sensor's twin, read by its driver, register by register."""
    time, path, told = Time(), PulsePath(), []
    twin = Max30102Twin(time.now, random.Random(seed))
    light = PulseLight(on_bus(twin, 0x57, "MAX30102")[1], wait=lambda seconds: None)
    light.connect()
    twin.finger, twin.beats_per_minute = True, beats_per_minute
    for _ in range(round(seconds / 0.2)):
        time.wait(0.2)
        told += [reading for sample in light.samples(time.now()) if (reading := path.feel(sample)) is not None]
    return told


@pytest.mark.parametrize("beats_per_minute", [45, 58, 66, 72, 85, 103, 130, 155])
def test_a_still_finger_has_its_rate_told_within_three_beats(beats_per_minute: float) -> None:
    told = on_the_twin(beats_per_minute, 25.0)
    assert len(told) >= 8
    assert all(abs(reading.beats_per_minute - beats_per_minute) < 3 for reading in told)


def samples(light: NDArray[np.float64]) -> list[PulseSample]:
    return [PulseSample(int(value), int(value), place / RATE_HZ) for place, value in enumerate(light)]


def told(light: NDArray[np.float64]) -> list[PulseReading]:
    path = PulsePath()
    return [reading for sample in samples(light) if (reading := path.feel(sample)) is not None]


@pytest.mark.parametrize("seed", range(8))
def test_noise_is_hardly_ever_taken_for_a_heart(seed: int) -> None:
    chance = np.random.default_rng(seed)
    assert len(told(110_000 + chance.normal(0, 800, 1000))) <= 1


def test_a_finger_that_moves_is_not_judged() -> None:
    chance = np.random.default_rng(3)
    steps = np.cumsum(chance.normal(0, 900, 1000))
    assert len(told(np.clip(120_000 + steps, 60_000, 260_000))) <= 1


def test_without_a_finger_nothing_is_told_and_a_lifted_finger_begins_anew() -> None:
    assert told(np.full(1000, 900.0)) == []
    beats = 110_000 - 1500 * (np.sin(2 * np.pi * 1.2 * np.arange(1000) / RATE_HZ) > 0.8)
    beats[400:410] = 500
    readings = told(beats)
    assert readings
    assert not any(410 / RATE_HZ < reading.at_s < 410 / RATE_HZ + 9.0 for reading in readings)


def test_a_gap_or_a_time_that_is_none_is_no_beat() -> None:
    path = PulsePath()
    assert path.feel(PulseSample(120_000, 100_000, float("nan"))) is None
    assert path.feel(PulseSample(120_000, 100_000, 1.0)) is None
    assert path.feel(PulseSample(120_000, 100_000, 60.0)) is None


@pytest.mark.parametrize("seed", range(8200, 8206))
def test_a_finger_that_slides_is_not_judged(seed: int) -> None:
    path = PulsePath()
    assert sum(path.feel(sample) is not None for sample in lay("sliding", seed).samples) <= 3


@pytest.mark.parametrize("seed", range(8200, 8206))
def test_a_warm_finger_is_told_rightly_nearly_every_second(seed: int) -> None:
    could, off, sure = score("warm", seed)
    assert len(off) >= 0.9 * could
    assert max(abs(away) for away in off) < 5.0
    assert min(sure) > 0.6
