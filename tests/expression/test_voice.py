"""The voice, heard by analysis: right pitch, warm, soft at both ends, never loud, never a click, silent when told."""

from typing import get_args

import numpy as np
import pytest

from companion.expression.cries import CRIES
from companion.expression.spoken import Spoken
from companion.expression.voice import GAIN_DB_S, HUSH_S, LOUDEST, Voice
from companion.vocabulary.acts import Cry, CryKind
from tests.expression.listening import (
    RATE_HZ,
    centroid_hz,
    heard,
    loudness_db,
    pitch_hz,
    share_above,
    sung,
    worst_click,
)

KINDS: tuple[CryKind, ...] = get_args(CryKind)
SEEDS = (1, 2, 3, 4)


def test_every_kind_has_a_shape() -> None:
    assert set(CRIES) == set(KINDS)


def test_the_ear_of_these_tests_hears_clicks() -> None:
    sound = sung("coo")
    cut = sound.copy()
    cut[np.argmax(np.abs(sound)) :] = 0.0
    assert worst_click(cut) > 3 * worst_click(sound)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_sound_clicks(kind: CryKind, seed: int) -> None:
    for piece_s in (0.01, 0.04):
        sound = sung(kind, seed, intensity=1.0, valence=0.5, arousal=0.6, piece_s=piece_s)
        assert np.abs(np.diff(sound)).max() < 0.15
        assert worst_click(sound) < 0.002


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_sound_is_loud_and_every_one_begins_softly(kind: CryKind, seed: int) -> None:
    sound = sung(kind, seed, intensity=1.0, valence=1.0, arousal=1.0)
    assert np.abs(sound).max() < 0.5
    assert np.abs(sound[: RATE_HZ // 50]).max() < 0.5 * np.abs(sound).max(), "a rise of 20 ms at least"
    assert abs(sound[0]) < 0.002


@pytest.mark.parametrize("kind", KINDS)
def test_sound_is_finite_and_one_channel_of_float32(kind: CryKind) -> None:
    voice = Voice()
    voice.begin(Cry(kind, 0.5, 0.0, 0.0, 1))
    piece = voice.next(0.04)
    assert piece is not None
    assert piece.rate_hz == RATE_HZ
    assert piece.values.dtype == np.float32
    assert piece.values.shape == (882,)
    assert np.isfinite(piece.values).all()


@pytest.mark.parametrize("kind", ["coo", "murmur", "purr", "hum", "lullaby"])
def test_soft_cries_are_warm(kind: CryKind) -> None:
    sound = sung(kind)
    assert 150 < centroid_hz(sound) < 800
    assert share_above(sound, 4000.0) < 0.01


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_aliases(kind: CryKind) -> None:
    assert share_above(sung(kind, intensity=1.0, valence=1.0, arousal=1.0), 9000.0) < 1e-4


def test_a_coo_rises_and_falls() -> None:
    sound = sung("coo", 2)
    thirds = [pitch_hz(part, 150.0) for part in np.array_split(sound, 5)]
    assert thirds[2] > 1.04 * thirds[0]
    assert thirds[2] > 1.04 * thirds[4]


def test_a_chirp_ends_higher_than_it_began() -> None:
    begin, _, end = np.array_split(sung("chirp", 2), 3)
    assert pitch_hz(end, 200.0) > 1.1 * pitch_hz(begin, 200.0)


def test_a_sigh_is_mostly_breath_and_a_coo_mostly_voice() -> None:
    for seed in SEEDS:
        assert periodicity(sung("sigh", seed)) < 0.7 < 0.95 < periodicity(sung("coo", seed))


def periodicity(sound: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """How periodic the middle is: the height of the second peak of its autocorrelation, 0..1."""
    middle = sound[sound.size // 2 - 512 : sound.size // 2 + 512].astype(np.float64)
    repeats = np.correlate(middle, middle, "full")[middle.size - 1 :] / (middle @ middle)
    compensated = repeats / (1 - np.arange(middle.size) / middle.size)
    return float(compensated[40:200].max())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_purr_beats_about_25_times_a_second_and_lasts_until_it_is_hushed(seed: int) -> None:
    voice = Voice()
    voice.begin(Cry("purr", 0.6, 0.3, 0.0, seed))
    sound = heard(voice, 12.0)
    assert sound.size == 12 * RATE_HZ
    envelope = np.abs(sound[RATE_HZ:]).reshape(-1, 49).mean(axis=1)  # 450 values a second
    spectrum = np.abs(np.fft.rfft((envelope - envelope.mean()) * np.hanning(envelope.size)))
    hz = np.fft.rfftfreq(envelope.size, 49 / RATE_HZ)
    audible = (hz > 8) & (hz < 60)
    assert 20 < hz[audible][np.argmax(spectrum[audible])] < 30
    voice.hush()
    assert heard(voice, 1.0).size / RATE_HZ <= HUSH_S + 0.02


@pytest.mark.parametrize("kind", KINDS)
def test_hush_is_silence_within_30_ms_without_a_click(kind: CryKind) -> None:
    voice = Voice()
    voice.begin(Cry(kind, 1.0, 0.3, 0.3, 3))
    before = heard(voice, 0.14, 0.01)
    voice.hush()
    after = heard(voice, 0.5, 0.01)
    assert np.abs(after[round(0.03 * RATE_HZ) :]).max(initial=0.0) == 0.0
    assert worst_click(np.concatenate([before, after])) < 0.01
    assert voice.next(0.02) is None


def test_a_new_cry_takes_over_without_a_click() -> None:
    voice = Voice()
    parts = []
    kinds: tuple[CryKind, ...] = ("purr", "chirp", "coo", "purr", "yawn", "protest", "sigh")
    for seed, kind in enumerate(kinds):
        voice.begin(Cry(kind, 0.8, 0.2, 0.2, seed))
        parts.append(heard(voice, 0.17, 0.01))
    assert worst_click(np.concatenate(parts)) < 0.006
    assert np.abs(np.concatenate(parts)).max() <= LOUDEST


def test_a_running_purr_takes_up_a_new_strength_without_starting_again() -> None:
    voice = Voice()
    voice.begin(Cry("purr", 0.2, 0.0, 0.0, 1))
    soft = heard(voice, 3.0)
    voice.begin(Cry("purr", 1.0, 0.0, 0.0, 2))
    strong = heard(voice, 3.0)
    assert loudness_db(strong) > loudness_db(soft) + 4
    assert worst_click(np.concatenate([soft, strong])) < 0.004


def test_feeling_colours_the_voice() -> None:
    for seed in SEEDS:
        glad, low = sung("coo", seed, valence=0.9, arousal=0.5), sung("coo", seed, valence=-0.9, arousal=-0.5)
        assert pitch_hz(glad, 150.0) > 1.1 * pitch_hz(low, 150.0)
        assert centroid_hz(glad) > centroid_hz(low)
        assert glad.size < low.size


def test_intensity_is_loudness() -> None:
    for kind in KINDS:
        assert loudness_db(sung(kind, intensity=1.0)) > loudness_db(sung(kind, intensity=0.2)) + 4


NOTES = (0, 2, 4, 7)
"""Do, re, mi and sol in semitones."""


@pytest.mark.parametrize("seed", SEEDS)
def test_its_lullaby_is_a_slow_little_tune_in_tune(seed: int) -> None:
    sound = sung("lullaby", seed, valence=0.0, seconds=12.0)
    assert 3.5 < sound.size / RATE_HZ < 8.0
    pitches = [pitch_hz(part, 150.0, 500.0) for part in np.array_split(sound, 48)]
    # The note it rests on is do or mi.
    rests_on = pitches[-6]
    heights = [12 * float(np.log2(pitch / rests_on)) for pitch in pitches]
    sung_notes = {note for note in range(-7, 8) if sum(abs(height - note) < 0.45 for height in heights) >= 3}
    assert 3 <= len(sung_notes) <= 4
    assert any({note - root for note in sung_notes} <= set(NOTES) for root in (0, -4)), sung_notes


@pytest.mark.parametrize("kind", ["hum", "lullaby"])
def test_what_is_hummed_is_softer_than_a_coo(kind: CryKind) -> None:
    for seed in SEEDS:
        assert loudness_db(sung(kind, seed, intensity=1.0)) < loudness_db(sung("coo", seed, intensity=1.0)) - 2.5


def test_the_protest_is_softer_than_the_coo() -> None:
    assert loudness_db(sung("protest")) < loudness_db(sung("coo")) - 4


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_sounds_the_same_and_another_does_not(kind: CryKind) -> None:
    first, again, other = sung(kind, 5), sung(kind, 5), sung(kind, 6)
    assert np.array_equal(first, again)
    assert first.size != other.size or not np.allclose(first, other, atol=0.01)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -7.0])
def test_a_cry_beyond_reason_is_still_a_soft_cry(value: float) -> None:
    voice = Voice()
    voice.begin(Cry("coo", value, value, value, -3))
    sound = heard(voice, 3.0)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 0.5


def test_its_own_level_is_followed_without_a_step() -> None:
    voice = Voice()
    voice.begin(Cry("purr", 0.8, 0.0, 0.0, 1))
    usual = heard(voice, 3.0)
    voice.adapt(-7.0)
    fading = heard(voice, 1.0)
    soft = heard(voice, 3.0)
    assert loudness_db(soft) == pytest.approx(loudness_db(usual) - 7.0, abs=1.5)
    assert worst_click(np.concatenate([usual, fading, soft])) < 0.004
    assert loudness_db(fading) > loudness_db(usual) - GAIN_DB_S


def test_a_silent_throat_begins_at_its_new_level_at_once() -> None:
    loud, soft = Voice(), Voice()
    soft.adapt(-6.0)
    for voice in (loud, soft):
        voice.begin(Cry("coo", 0.4, 0.0, 0.0, 1))
    assert np.allclose(heard(soft, 0.5), heard(loud, 0.5) * 10 ** (-6.0 / 20), atol=1e-6)


def test_no_level_is_louder_than_the_loudest() -> None:
    voice = Voice()
    voice.adapt(40.0)
    voice.begin(Cry("call", 1.0, 1.0, 1.0, 1))
    sound = heard(voice, 3.0)
    assert np.abs(sound).max() <= LOUDEST
    voice.adapt(float("nan"))
    assert np.isfinite(heard(voice, 1.0)).all()


def test_a_sentence_lets_a_purr_fade_and_is_hushed_like_a_cry() -> None:
    voice = Voice()
    voice.begin(Cry("purr", 0.6, 0.0, 0.0, 1))
    before = heard(voice, 1.0)
    spoken = Spoken()
    spoken.add((0.2 * np.sin(np.arange(RATE_HZ) * 0.06)).astype(np.float32))
    voice.say(spoken)
    during = heard(voice, 0.5)
    voice.hush()
    after = heard(voice, 0.5, 0.01)
    assert worst_click(np.concatenate([before, during, after])) < 0.01
    assert after.size <= (HUSH_S + 0.02) * RATE_HZ
    assert voice.next(0.02) is None


def test_without_a_cry_there_is_nothing_to_play() -> None:
    voice = Voice()
    assert voice.next(0.02) is None
    voice.hush()
    assert voice.next(0.02) is None
    voice.begin(Cry("coo", 0.5, 0.0, 0.0, 1))
    assert voice.next(0.0) is None
    assert voice.next(float("nan")) is None
