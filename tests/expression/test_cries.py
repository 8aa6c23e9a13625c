"""Every cry in every mood, heard by analysis: pitch, length, onset, resonances and loudness are those of its kind."""

import functools
from dataclasses import dataclass
from typing import get_args

import numpy as np
import pytest

from companion.expression.cries import CRIES, PUP
from companion.expression.loudness import loudest_db
from companion.vocabulary.acts import CryKind
from companion.vocabulary.signals import Samples
from tests.expression.listening import (
    RATE_HZ,
    Sound,
    centroid_hz,
    loudness_db,
    melody_hz,
    onset_s,
    resonance_hz,
    share_above,
    sung,
    worst_click,
)

KINDS: tuple[CryKind, ...] = get_args(CryKind)
TONAL: tuple[CryKind, ...] = ("coo", "call", "chirp", "murmur", "protest", "hum", "lullaby")
SEEDS = range(10, 15)
MOODS = ((0.0, 0.0, 1.0), (-1.0, -1.0, 0.0), (1.0, 1.0, 1.0))
"""Valence, arousal, energy: everyday, at its lowest, at its liveliest."""


@dataclass(frozen=True)
class Figures:
    """What is expected of one kind, each from .. to: the middle of its melody in any mood, and its length."""

    pitch_hz: tuple[float, float]
    seconds: tuple[float, float]


EXPECTED: dict[CryKind, Figures] = {
    "coo": Figures((225.0, 490.0), (0.55, 2.1)),
    "call": Figures((240.0, 510.0), (0.65, 2.2)),
    "chirp": Figures((310.0, 720.0), (0.18, 0.9)),
    "murmur": Figures((150.0, 325.0), (0.45, 2.2)),
    "protest": Figures((190.0, 415.0), (0.3, 1.1)),
    "hum": Figures((145.0, 360.0), (1.0, 3.3)),
    "lullaby": Figures((160.0, 435.0), (3.3, 8.5)),
    "yawn": Figures((150.0, 480.0), (1.4, 3.6)),
    "sigh": Figures((0.0, 0.0), (0.9, 2.6)),
}
LASTS_S = 3.0


@functools.cache
def in_every_mood(kind: CryKind) -> list[Sound]:
    return [
        sung(kind, seed, 1.0, valence, arousal, 12.0 if kind != "purr" else LASTS_S, energy=energy)
        for seed in SEEDS
        for valence, arousal, energy in MOODS
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_in_no_mood_does_it_click_alias_or_begin_harshly(kind: CryKind) -> None:
    for sound in in_every_mood(kind):
        assert worst_click(sound) < 0.0025
        assert share_above(sound, 7600.0) < 1e-5
        assert onset_s(sound) > 0.035
        assert np.abs(sound[-RATE_HZ // 200 :]).max() < 0.02


@pytest.mark.parametrize("kind", KINDS)
def test_in_no_mood_is_it_louder_than_a_soft_voice_beside_the_bed(kind: CryKind) -> None:
    for sound in in_every_mood(kind):
        assert loudest_db(Samples(sound, RATE_HZ)) < -14.5
        assert np.abs(sound).max() < 0.45


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_a_cry_is_as_long_as_its_kind(kind: CryKind) -> None:
    shortest, longest = EXPECTED[kind].seconds
    for sound in in_every_mood(kind):
        assert shortest < sound.size / RATE_HZ < longest


@pytest.mark.parametrize("kind", TONAL)
def test_a_cry_has_the_pitch_of_its_kind_and_stays_near_it(kind: CryKind) -> None:
    low, high = EXPECTED[kind].pitch_hz
    for sound in in_every_mood(kind):
        melody = melody_hz(sound)
        assert low < np.median(melody) < high
        lower, higher = np.percentile(melody, [10, 90])
        assert higher < 2.0 * lower


def test_in_an_everyday_mood_nothing_but_a_chirp_is_as_high_as_a_crying_newborn() -> None:
    """496 Hz: Michelsson and others 2002, see `cries.py`."""
    for kind in TONAL:
        if kind != "chirp":
            for seed in SEEDS:
                assert np.percentile(melody_hz(sung(kind, seed, valence=0.0, arousal=0.0, seconds=12.0)), 95) < 496.0


@pytest.mark.parametrize("kind", ["coo", "call"])
def test_what_calls_rises_and_falls_and_ends_below_its_middle(kind: CryKind) -> None:
    falling = 0
    for seed in range(20, 40):
        melody = melody_hz(sung(kind, seed))
        falling += bool(np.median(melody[-4:]) < np.median(melody))
    assert falling >= 14


def test_the_resonances_are_those_of_the_tract() -> None:
    """Breath shows them best: a sigh has no overtones that could stand in for them."""
    sighs = [sung("sigh", seed, 1.0, 0.0, 0.0) for seed in range(20)]
    for number, between in enumerate(((250.0, 1000.0), (1000.0, 2300.0), (2300.0, 3900.0))):
        shut, wide, _, _ = PUP[number]
        found = resonance_hz(sighs, *between)
        assert 0.9 * shut < found < 1.05 * wide, f"resonance {number + 1} at {found:.0f} Hz"


def test_a_call_opens_the_mouth_wider_than_a_coo_and_a_murmur_keeps_it_shut() -> None:
    brightness = {
        kind: float(np.median([centroid_hz(sung(kind, seed, valence=0.0)) for seed in SEEDS]))
        for kind in ("murmur", "coo", "call")
    }
    assert brightness["murmur"] < 0.9 * brightness["coo"] < 0.7 * brightness["call"]


def test_a_yawn_draws_breath_before_it_sounds() -> None:
    for seed in SEEDS:
        sound = sung("yawn", seed, valence=0.0)
        breath_in, voice = sound[: sound.size // 4], sound[sound.size // 2 : 3 * sound.size // 4]
        assert loudness_db(breath_in) < loudness_db(voice) - 5.0
        assert melody_hz(breath_in).size < 0.3 * melody_hz(voice).size


@pytest.mark.parametrize("kind", TONAL)
def test_tiredness_makes_it_slower_deeper_and_softer(kind: CryKind) -> None:
    for seed in SEEDS:
        awake, tired = (sung(kind, seed, 0.7, 0.0, 0.0, 12.0, energy=energy) for energy in (1.0, 0.0))
        assert tired.size > 1.15 * awake.size
        assert np.median(melody_hz(tired)) < 0.95 * np.median(melody_hz(awake))
        assert loudness_db(tired) < loudness_db(awake) - 1.0


@pytest.mark.parametrize("kind", TONAL)
def test_a_fuller_voice_is_a_brighter_one(kind: CryKind) -> None:
    for seed in SEEDS:
        soft, full = (sung(kind, seed, intensity, 0.0, 0.0, 12.0) for intensity in (0.0, 1.0))
        assert centroid_hz(full) > centroid_hz(soft)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_never_twice_the_same(kind: CryKind) -> None:
    """Thirty cries of one mood: no two of them sum up to the same."""
    assert len({round(float(np.abs(sung(kind, seed, valence=0.0, seconds=0.5)).sum()), 3) for seed in range(30)}) == 30


def test_every_kind_but_the_purr_can_be_sung_in_more_than_one_way() -> None:
    assert all(len(shape.phrases) > 1 for kind, shape in CRIES.items() if kind != "purr")
