"""What the models see of a sound is the same in training and in life."""

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import (
    BANDS,
    EVENT_FRAMES,
    FLOOR_DB,
    HIGHEST_VIEW,
    LOWEST_VIEW,
    QUIETEST_DB,
    RATE_HZ,
    Spectrum,
    bent,
    filled,
    led_in,
    level_db,
    levelled,
    spectrum_of,
    trimmed,
    windows,
)


def babble(seconds: float, seed: int = 1) -> NDArray[np.int16]:
    """Noise that swells and sinks, with a wandering tone, as lively as speech."""
    chance = np.random.default_rng(seed)
    time_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    swell = 0.5 + 0.5 * np.sin(2 * np.pi * 3 * time_s)
    tone = np.sin(2 * np.pi * (200 * time_s + 20 * np.sin(2 * np.pi * 2 * time_s)))
    return np.asarray(6000 * swell * (tone + 0.3 * chance.standard_normal(len(time_s))), np.int16)


def sine(hertz: float, amplitude: float = 1.0, seconds: float = 1.0) -> NDArray[np.float32]:
    time_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(amplitude * np.sin(2 * np.pi * hertz * time_s), np.float32)


@pytest.mark.parametrize("chunk", [1, 7, 159, 160, 161, 400, 512, 1600, 5000])
def test_chunks_of_any_size_give_the_frames_of_the_whole_file_bit_for_bit(chunk: int) -> None:
    sound = babble(1.3)
    spectrum = Spectrum()
    streamed = np.concatenate([spectrum.hear(sound[at : at + chunk]) for at in range(0, len(sound), chunk)])
    assert np.array_equal(streamed, spectrum_of(sound))


def test_chunks_of_changing_size_give_the_frames_of_the_whole_file_bit_for_bit() -> None:
    sound, chance = babble(4), np.random.default_rng(3)
    edges = np.sort(chance.integers(0, len(sound), 90))
    spectrum = Spectrum()
    streamed = np.concatenate([spectrum.hear(piece) for piece in np.split(sound, edges)])
    assert np.array_equal(streamed, spectrum_of(sound))


def test_whole_numbers_and_fractions_of_the_same_sound_give_the_same_frames() -> None:
    sound = babble(0.5)
    assert np.array_equal(spectrum_of(sound), spectrum_of((sound / 32768.0).astype(np.float32)))


def test_there_is_a_frame_every_ten_milliseconds_after_the_first_twenty_five() -> None:
    counts = [len(spectrum_of(np.zeros(samples, np.int16))) for samples in (0, 1, 399, 400, 559, 560, 16_000)]
    assert counts == [0, 0, 0, 1, 1, 2, 98]


@pytest.mark.parametrize("hertz", [120, 150, 440, 1000, 3000, 7000])
def test_a_tone_is_found_in_the_bands_around_it_and_its_level_is_that_of_full_scale(hertz: float) -> None:
    frames = spectrum_of(sine(hertz))
    mel = 2595 * np.log10(1 + np.array([60, 7600, hertz]) / 700)
    expected = (mel[2] - mel[0]) / (mel[1] - mel[0]) * (BANDS + 1) - 1
    assert abs(float(frames.mean(axis=0).argmax()) - expected) <= 1.5
    assert abs(level_db(frames)) < 0.7


def test_every_band_hears_something_of_white_noise() -> None:
    noise = np.random.default_rng(5).standard_normal(RATE_HZ).astype(np.float32) / 10
    assert spectrum_of(noise).mean(axis=0).min() > -60


def test_an_offset_of_the_microphone_is_not_heard() -> None:
    assert level_db(spectrum_of(np.full(RATE_HZ, 0.5, np.float32))) < -80
    voice = babble(1)
    assert np.abs(spectrum_of(voice) - spectrum_of(voice + np.int16(2000))).mean() < 1


def test_a_model_sees_the_same_of_a_loud_and_of_a_quiet_voice() -> None:
    voice = babble(1).astype(np.float32) / 32768
    loud, quiet = (levelled(spectrum_of(voice * np.float32(factor))) for factor in (1.0, 0.02))
    assert np.abs(loud - quiet).max() < 0.05


def test_the_hiss_of_a_silent_room_is_not_raised_to_a_sound() -> None:
    hiss = (np.random.default_rng(2).standard_normal(RATE_HZ) * 1e-4).astype(np.float32)
    frames = spectrum_of(hiss)
    assert level_db(frames) < QUIETEST_DB
    assert levelled(frames).mean() < levelled(spectrum_of(hiss * np.float32(100))).mean() - 0.2
    assert (levelled(spectrum_of(np.zeros(RATE_HZ, np.int16))) < LOWEST_VIEW + 0.3).all()


@pytest.mark.parametrize("factor", [0.0, 1e-6, 1.0, 30.0])
def test_what_a_model_sees_stays_in_its_range(factor: float) -> None:
    view = levelled(spectrum_of(np.clip(babble(1) / 32768 * factor, -1, 1).astype(np.float32)))
    assert view.dtype == np.float32
    assert view.min() >= LOWEST_VIEW
    assert view.max() <= HIGHEST_VIEW


def test_values_that_are_no_numbers_count_as_silence() -> None:
    broken = np.array([np.nan, np.inf, -np.inf] * 1000, np.float32)
    assert np.array_equal(spectrum_of(broken), spectrum_of(np.zeros(3000, np.float32)))


def test_two_channels_are_refused_with_a_word() -> None:
    with pytest.raises(ValueError, match=r"one channel.*\(100, 2\)"):
        Spectrum().hear(np.zeros((100, 2), np.int16))


def test_after_a_gap_nothing_of_before_is_left() -> None:
    spectrum = Spectrum()
    spectrum.hear(babble(0.33))
    spectrum.forget()
    assert np.array_equal(spectrum.hear(babble(0.5, 9)), spectrum_of(babble(0.5, 9)))


def test_a_short_sound_fills_the_window_by_repetition_and_a_beginning_is_led_in_by_silence() -> None:
    frames = spectrum_of(babble(0.4))
    full = filled(frames, EVENT_FRAMES)
    assert np.array_equal(full[: len(frames)], frames)
    assert np.array_equal(full[len(frames) :], full[: EVENT_FRAMES - len(frames)])
    begun = led_in(frames, EVENT_FRAMES)
    assert np.array_equal(begun[-len(frames) :], frames)
    assert (begun[: -len(frames)] == FLOOR_DB).all()
    assert np.array_equal(filled(frames, 10), led_in(frames, 10))
    assert filled(frames[:0], 10).shape == (10, BANDS)


def test_quiet_before_and_after_a_voice_is_left_out() -> None:
    quiet = (np.random.default_rng(2).standard_normal(RATE_HZ) * 5).astype(np.int16)
    voice = spectrum_of(babble(1))
    cut = trimmed(spectrum_of(np.concatenate([quiet, babble(1), quiet])))
    assert len(voice) <= len(cut) <= len(voice) + 24
    assert len(trimmed(voice[:0])) == 0


def test_windows_cover_a_long_sound_to_its_end_and_a_short_one_once() -> None:
    frames = spectrum_of(babble(3.05))
    views = windows(frames, EVENT_FRAMES, step=48)
    assert views.shape == (6, EVENT_FRAMES, BANDS)
    assert np.array_equal(views[0], levelled(frames[:EVENT_FRAMES]))
    assert np.array_equal(views[-1], levelled(frames[-EVENT_FRAMES:]))
    assert np.array_equal(windows(frames[:50], EVENT_FRAMES, step=48)[0], levelled(filled(frames[:50], EVENT_FRAMES)))


def test_a_longer_throat_sounds_deeper_and_one_of_the_same_length_the_same() -> None:
    frames = spectrum_of(sine(1500.0, 0.1))
    assert np.array_equal(bent(frames, 1.0)[:, :-1], frames[:, :-1])
    top = int(frames.mean(axis=0).argmax())
    assert int(bent(frames, 1.05).mean(axis=0).argmax()) < top < int(bent(frames, 0.95).mean(axis=0).argmax())
