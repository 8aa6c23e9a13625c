"""Speech as the throat plays it: as loud as the seal's own voice, warm, without clicks, stopped like a cry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.expression.loudness import loudness_db
from companion.expression.mellowing import limited, mellow
from companion.expression.spoken import LOUDEST_PEAK, USUAL_INTENSITY, Spoken, own_loudness_db, ready
from companion.vocabulary.signals import Samples
from tests.expression.listening import RATE_HZ, Sound, share_above, sung, worst_click


def engine(rate_hz: int = 22050, seconds: float = 2.0, height: float = 0.3, seed: int = 1) -> Samples:
    """A buzz with the make-up of speech: overtones of 170 Hz in syllables of different loudness, silence around."""
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    buzz = sum(np.cos(2 * np.pi * 170 * number * t) / number**0.7 for number in range(1, int(0.45 * rate_hz / 170)))
    chance = np.random.Generator(np.random.PCG64(seed))
    syllables = np.interp(t, np.arange(0, seconds + 0.25, 0.125), np.tile([0.05, 1.0], 99)[: int(seconds / 0.125) + 2])
    syllables *= np.interp(t, np.arange(0, seconds + 0.5, 0.25), 0.2 + chance.random(int(seconds / 0.25) + 2))
    silence = np.zeros(rate_hz // 3)
    values = np.concatenate([silence, height * buzz * syllables / np.abs(buzz * syllables).max(), silence])
    return Samples(values.astype(np.float32), rate_hz)


@pytest.mark.parametrize("height", [0.02, 0.3, 0.95])
@pytest.mark.parametrize("rate_hz", [16000, 22050, 24000, 48000])
def test_speech_is_as_loud_as_the_seal_whatever_the_engine(height: float, rate_hz: int) -> None:
    wave = ready(engine(rate_hz, height=height))
    assert loudness_db(Samples(wave, RATE_HZ)) == pytest.approx(own_loudness_db(), abs=0.6)
    assert np.abs(wave).max() <= LOUDEST_PEAK + 1e-6


def test_its_own_loudness_is_that_of_its_coos() -> None:
    coos = [loudness_db(Samples(sung("coo", seed, USUAL_INTENSITY, 0.0, 0.0), RATE_HZ)) for seed in range(50, 62)]
    assert own_loudness_db() == pytest.approx(float(np.median(coos)), abs=1.5)


def test_a_quiet_hour_makes_speech_softer_by_as_much_as_asked() -> None:
    usual, soft = (loudness_db(Samples(ready(engine(), level_db), RATE_HZ)) for level_db in (0.0, -3.0))
    assert soft == pytest.approx(usual - 3.0, abs=0.3)


def test_in_a_noisy_room_speech_grows_louder_without_a_bent_wave() -> None:
    usual, loud = (ready(engine(), level_db) for level_db in (0.0, 6.0))
    assert loudness_db(Samples(loud, RATE_HZ)) > loudness_db(Samples(usual, RATE_HZ)) + 3.0
    assert np.abs(loud).max() <= LOUDEST_PEAK + 1e-6
    assert share_above(loud, 8000.0) < 2 * share_above(usual, 8000.0) + 1e-6


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=3000), st.floats(0.05, 1.0))
def test_the_limit_holds_for_any_wave_and_leaves_a_soft_one_alone(heights: list[float], ceiling: float) -> None:
    values = np.repeat(np.array(heights), 7)
    assert np.abs(limited(values, ceiling)).max() <= ceiling * (1 + 1e-9)
    soft = values / max(1e-6, np.abs(values).max()) * ceiling * 0.999
    assert np.array_equal(limited(soft, ceiling), soft)


def test_speech_loses_its_silent_ends_and_its_sharp_end() -> None:
    sharp = engine()
    wave = ready(sharp)
    assert wave.size < sharp.values.size - RATE_HZ // 3
    assert share_above(wave, 5000.0) < 0.5 * share_above(sharp.values, 5000.0)
    assert worst_click(wave) < 0.02
    assert abs(wave[0]) < 0.01 > abs(wave[-1])


def test_resampling_keeps_the_pitch_and_adds_no_tone() -> None:
    t = np.arange(16000) / 16000
    wave = mellow(0.3 * np.sin(2 * np.pi * 1000 * t), 16000)[2000:20000]
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(wave.size))) ** 2
    hz = np.fft.rfftfreq(wave.size, 1 / RATE_HZ)
    assert hz[np.argmax(spectrum)] == pytest.approx(1000.0, abs=3.0)
    assert spectrum[np.abs(hz - 1000) > 40].sum() < 1e-5 * spectrum.sum()


@pytest.mark.parametrize("values", [np.zeros(0), np.zeros(5000), np.full(400, np.nan)])
def test_an_engine_that_says_nothing_is_silent(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert ready(Samples(values.astype(np.float32), 22050)).size == 0


def taken(spoken: Spoken, seconds: float) -> Sound:
    pieces = []
    for _ in range(round(seconds * RATE_HZ / 221)):
        if spoken.over:
            break
        pieces.append(spoken.next(221))
    return np.concatenate(pieces)


def test_clauses_follow_each_other_with_their_pause_and_then_it_is_over() -> None:
    spoken = Spoken()
    one, other = (np.full(size, value, np.float32) for size, value in ((3000, 0.1), (500, 0.2)))
    spoken.add(one)
    spoken.pause(0.1)
    spoken.add(other)
    spoken.end()
    sound = taken(spoken, 2.0)
    assert np.array_equal(sound[:3000], one)
    assert not sound[3000 : 3000 + 2205].any()
    assert np.array_equal(sound[5205:5705], other)
    assert spoken.over


def test_while_the_next_clause_is_not_ready_it_waits_in_silence() -> None:
    spoken = Spoken()
    spoken.add(np.full(100, 0.1, np.float32))
    assert not taken(spoken, 0.5)[100:].any()
    assert not spoken.over
    spoken.add(np.full(100, 0.1, np.float32))
    assert taken(spoken, 0.02)[:100].all()
    spoken.end()
    taken(spoken, 0.1)
    assert spoken.over


def test_a_sentence_fades_without_a_click_and_is_then_over() -> None:
    spoken = Spoken()
    spoken.add((0.3 * np.sin(np.arange(RATE_HZ) * 0.05)).astype(np.float32))
    before = taken(spoken, 0.3)
    spoken.fade(0.025)
    after = taken(spoken, 1.0)
    assert after.size <= 0.04 * RATE_HZ
    assert worst_click(np.concatenate([before, after])) < 0.01
    assert spoken.over
