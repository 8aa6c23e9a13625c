"""How loud it is: told in the levels all creatures share, sudden noise at once, silence of a dead microphone never."""

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.sounds.condition import Condition
from companion.perception.sounds.loudness import BLOCK, Loudness
from companion.perception.sounds.steady import SteadyClock
from companion.vocabulary.readings import LoudnessReading

RATE_HZ = 16_000
WITHIN_S = 0.06


def noise(seconds: float, level_db: float, seed: int = 1) -> NDArray[np.int16]:
    values = np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ)) * 32768 * 10 ** (level_db / 20)
    return np.asarray(values.clip(-32768, 32767), np.int16)


def heard(meter: Loudness, sound: NDArray[np.int16], own_db: float = -120.0) -> list[tuple[float, LoudnessReading]]:
    """Every reading and when it came, with the sound in chunks of 20 ms."""
    readings = []
    for start in range(0, len(sound) - BLOCK + 1, BLOCK):
        came_s = (start + BLOCK) / RATE_HZ
        readings += [(came_s, one) for one in meter.hear(sound[start : start + BLOCK], start / RATE_HZ, own_db)]
    return readings


def test_the_level_of_a_room_is_told_five_times_a_second_and_calibrated() -> None:
    readings = heard(Loudness(offset_db=12.0), noise(2.0, -50.0))
    assert len(readings) == 10
    assert all(not one.sudden and one.level_db == pytest.approx(-38.0, abs=0.5) for _, one in readings)


@pytest.mark.parametrize("begins_s", [1.0, 1.003, 1.011, 1.019])
def test_a_sudden_noise_is_told_within_60_ms_wherever_it_begins(begins_s: float) -> None:
    sound = noise(2.0, -50.0)
    at = round(begins_s * RATE_HZ)
    sound[at : at + 3200] = noise(0.2, -6.0)[:3200]
    told = [(came_s, one) for came_s, one in heard(Loudness(), sound) if one.sudden]
    assert len(told) == 1
    assert 0.0 < told[0][0] - begins_s <= WITHIN_S


def test_speech_at_arms_length_startles_nobody_and_a_shout_does() -> None:
    def talk(level_db: float) -> NDArray[np.int16]:
        swell = np.repeat(np.tile([0.05, 1.0, 0.3, 0.02], 8), RATE_HZ // 10)
        return np.asarray(noise(len(swell) / RATE_HZ, level_db) * swell, np.int16)

    quiet = noise(1.0, -55.0)
    assert not any(one.sudden for _, one in heard(Loudness(), np.concatenate((quiet, talk(-24.0)))))
    assert any(one.sudden for _, one in heard(Loudness(), np.concatenate((quiet, talk(-8.0)))))


def test_a_loud_room_that_stays_loud_startles_once_at_most() -> None:
    sound = np.concatenate((noise(1.0, -55.0), noise(4.0, -10.0)))
    assert sum(one.sudden for _, one in heard(Loudness(), sound)) == 1


def test_nothing_is_sudden_in_the_first_moment() -> None:
    assert not any(one.sudden for _, one in heard(Loudness(), noise(0.3, -6.0)))


def test_its_own_cry_neither_startles_it_nor_counts_as_the_room() -> None:
    meter = Loudness()
    heard(meter, noise(3.0, -55.0))
    assert heard(meter, noise(1.0, -8.0), own_db=-8.0) == []
    assert meter.room_db == pytest.approx(-55.0, abs=1.0)
    door = np.concatenate((noise(0.4, -28.0), noise(0.2, -4.0)))
    assert any(one.sudden for _, one in heard(meter, door, own_db=-28.0)), "a door louder than its cry"


def test_the_room_is_what_is_heard_between_words() -> None:
    swell = np.repeat(np.tile([1.0, 1.0, 1.0, 0.0], 15), RATE_HZ // 5)
    talk = noise(12.0, -25.0) * swell + noise(12.0, -52.0, seed=2)
    meter = Loudness()
    assert meter.room_db is None
    heard(meter, np.asarray(talk, np.int16))
    assert meter.room_db == pytest.approx(-52.0, abs=1.5)


def test_an_offset_of_the_microphone_is_no_sound() -> None:
    sound = noise(1.0, -60.0) + np.int16(5000)
    assert all(one.level_db < -55.0 for _, one in heard(Loudness(), sound))


def test_a_microphone_that_sends_zeros_is_dead_and_a_quiet_one_is_not() -> None:
    dead, quiet = Condition(), Condition()
    for _ in range(60):
        dead.look(np.zeros(320, np.int16), RATE_HZ)
        quiet.look(noise(0.02, -80.0), RATE_HZ)
    assert dead.is_dead
    assert dead.dead_s == pytest.approx(1.2)
    assert not quiet.is_dead
    dead.look(noise(0.02, -50.0), RATE_HZ)
    assert not dead.is_dead


def test_clipping_is_counted_and_forgotten_after_a_second() -> None:
    condition = Condition()
    for _ in range(10):
        condition.look(noise(0.1, 3.0), RATE_HZ)
    assert condition.is_clipped
    assert condition.clipped > 1000
    for _ in range(60):
        condition.look(noise(0.1, -30.0), RATE_HZ)
    assert not condition.is_clipped


def test_chunks_that_come_late_are_put_where_they_were_captured_and_a_gap_is_told() -> None:
    clock, chance = SteadyClock(), np.random.default_rng(2)
    errors = []
    for number in range(500):
        true_s = 5.0 + number * 0.02
        at_s, gap = clock.steady(true_s + float(chance.exponential(0.008)), 0.02)
        assert not gap
        errors.append(at_s - true_s)
    assert np.ptp(errors[50:]) < 0.004
    told = [clock.steady(15.5 + number * 0.02, 0.02) for number in range(40)]
    (gap_at,) = (number for number, (_, gap) in enumerate(told) if gap)
    assert gap_at < 30
    assert told[-1][0] == pytest.approx(15.5 + 39 * 0.02, abs=0.01)
    assert clock.gaps == 1
    assert clock.steady(100.0, 0.02) == (100.0, True), "it was away"


def test_a_computer_that_falls_behind_and_catches_up_has_lost_nothing() -> None:
    clock = SteadyClock()
    for number in range(300):
        behind_s = 0.3 if 100 <= number < 110 else 0.0
        at_s, gap = clock.steady(5.0 + number * 0.02 + behind_s, 0.02)
        assert not gap
        assert at_s == pytest.approx(5.0 + number * 0.02, abs=0.005)
