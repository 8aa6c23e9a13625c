"""One measure of loudness for cries and speech: the standard's own checks, and what it leaves out."""

import numpy as np
import pytest

from companion.expression.loudness import SILENT_DB, loudest_db, loudness_db
from companion.vocabulary.signals import Samples


def sine(hz: float, seconds: float = 3.0, height: float = 1.0, rate_hz: int = 48000) -> Samples:
    return Samples(
        (height * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype("f4"), rate_hz
    )


@pytest.mark.parametrize("rate_hz", [16000, 22050, 48000])
def test_a_full_sine_of_997_hz_is_at_minus_3(rate_hz: int) -> None:
    """ITU-R BS.1770, annex 1: -3.01."""
    assert loudness_db(sine(997.0, rate_hz=rate_hz)) == pytest.approx(-3.01, abs=0.1)


def test_half_the_height_is_6_db_less() -> None:
    assert loudness_db(sine(997.0, height=0.5)) == pytest.approx(-9.03, abs=0.1)


def test_deep_notes_count_less_and_high_ones_more() -> None:
    assert loudness_db(sine(40.0)) < loudness_db(sine(997.0)) - 3.0
    assert loudness_db(sine(4000.0)) == pytest.approx(loudness_db(sine(997.0)) + 3.3, abs=0.3)


def test_pauses_do_not_make_a_sound_softer() -> None:
    tone = sine(500.0, 2.0, 0.3)
    pause = np.zeros(4 * 48000, np.float32)
    with_pauses = Samples(np.concatenate([pause, tone.values, pause]), 48000)
    assert loudness_db(with_pauses) == pytest.approx(loudness_db(tone), abs=1.0)
    assert loudest_db(with_pauses) == pytest.approx(loudest_db(tone), abs=0.1)


@pytest.mark.parametrize("count", [0, 1, 7, 4410, 22050])
def test_silence_of_any_length_is_silent(count: int) -> None:
    silence = Samples(np.zeros(count, np.float32), 22050)
    assert loudness_db(silence) == SILENT_DB
    assert loudest_db(silence) <= SILENT_DB


def test_a_sound_shorter_than_the_standard_block_has_a_loudness_too() -> None:
    assert loudness_db(sine(997.0, 0.15)) == pytest.approx(-3.01, abs=0.3)
