"""What all acts sound like, one after the other and in any order: nothing clicks, nothing is loud, hushed is silent."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.expression.gestures import GESTURES
from companion.expression.loudness import loudest_db
from companion.expression.own_level import LOUDER_AT_MOST_DB, NIGHT_DB, SOFTER_AT_MOST_DB
from companion.expression.voice import LOUDEST, Voice
from companion.vocabulary.acts import CryKind
from companion.vocabulary.signals import Samples
from tests.expression.listening import RATE_HZ, Sound, worst_click
from tests.expression.stage import TICK_S, Stage, decided

CEILING_DB = -14.5
"""The loudest 400 ms of anything at its usual level (LUFS); a noisy room may add 6 dB and no more."""

CLICK = 0.006
PIECE = round(TICK_S * RATE_HZ)


class Performance:
    """Expression and voice together on simulated time, as the daemon joins them."""

    def __init__(self, seed: int = 1) -> None:
        self.stage = Stage(seed)
        self.voice = Voice()
        self.pieces: list[Sound] = []

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            self.stage.tick()
            expressed = self.stage.expressed[-1]
            if expressed.hush:
                self.voice.hush()
            if expressed.cry is not None:
                self.voice.begin(expressed.cry)
            piece = self.voice.next(TICK_S)
            self.pieces.append(np.zeros(PIECE, np.float32) if piece is None else piece.values)

    def ended(self) -> Sound:
        """All of it; what still sounds is hushed."""
        self.voice.hush()
        while (piece := self.voice.next(TICK_S)) is not None:
            self.pieces.append(piece.values)
        return np.concatenate(self.pieces)


def holds(sound: Sound, louder_db: float = 0.0) -> None:
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= LOUDEST
    if sound.any():
        assert worst_click(sound) < CLICK
        assert loudest_db(Samples(sound, RATE_HZ)) < CEILING_DB + louder_db


@pytest.mark.parametrize("name", sorted(GESTURES))
def test_no_act_clicks_or_is_loud(name: str) -> None:
    performance = Performance()
    performance.stage.follow(decided(name, mood=1.0, arousal=1.0, intensity=1.0))
    performance.run(14.0)
    holds(performance.ended())


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**31), st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 1))
def test_no_change_of_mind_clicks_or_is_loud(seed: int, mood: float, arousal: float, awake: float) -> None:
    chance = random.Random(seed)
    performance = Performance(seed)
    for _ in range(8):
        name = chance.choice(sorted(GESTURES))
        performance.stage.follow(
            decided(name, performance.stage.now_s, None, awake, mood, arousal, intensity=chance.random())
        )
        if chance.random() < 0.3:
            performance.stage.touch(gesture=chance.choice(("contact", "stroke", "hit")))
        performance.voice.adapt(chance.uniform(-SOFTER_AT_MOST_DB + NIGHT_DB, LOUDER_AT_MOST_DB))
        performance.run(chance.uniform(0.1, 3.0))
    holds(performance.ended(), LOUDER_AT_MOST_DB)


def test_every_kind_of_cry_belongs_to_some_act() -> None:
    sung: set[CryKind] = {sound.kind for gesture in GESTURES.values() for sound in gesture.sounds}
    assert sung >= {"coo", "call", "purr", "chirp", "yawn", "sigh", "murmur", "protest", "hum", "lullaby"}
