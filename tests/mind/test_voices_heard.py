"""Whose voice counts, what is usual for it, and what is heard at night: plain numbers, theirs alone."""

import math
import random
from dataclasses import replace
from datetime import datetime

import pytest

from companion.mind.baseline import Baseline
from companion.mind.manner import Manner
from companion.mind.mind import Mind
from companion.mind.whose_voice import is_theirs
from companion.vocabulary.commands import GUEST, BeginSession
from companion.vocabulary.errors import StateError
from companion.vocabulary.readings import Box, FaceReading, SoundReading, VoiceReading
from tests.mind.lives import Living

MIDNIGHT, NOON = datetime(2026, 6, 1, 1, 0), datetime(2026, 6, 1, 12, 0)
FIVE = {"neutral": 0.1, "happiness": 0.05, "sadness": 0.75, "anger": 0.05, "fear": 0.05}


def voice(at_s: float = 1.0, direction_deg: float | None = None, **manner: float) -> VoiceReading:
    return VoiceReading(at_s, "sadness", FIVE, -0.5, -0.3, 0.75, direction_deg, **manner)  # type: ignore[arg-type]


def face(track: int, across: float) -> FaceReading:
    """A face whose middle lies so far across the picture, 0 at its left edge."""
    return FaceReading(track, Box(across - 0.1, 0.3, 0.2, 0.3), 0.9, 1.0)


# Whose


@pytest.mark.parametrize(
    ("direction_deg", "faces", "theirs"),
    [
        (None, (face(1, 0.5),), True),
        (None, (face(1, 0.5), face(2, 0.9)), False),
        (None, (face(2, 0.5),), False),
        (None, (), False),
        (5.0, (face(1, 0.5),), True),
        (60.0, (face(1, 0.5),), False),
        (20.0, (face(1, 0.2), face(2, 0.8)), True),
        (-20.0, (face(1, 0.2), face(2, 0.8)), False),
        (5.0, (face(1, 0.45), face(2, 0.55)), False),
    ],
)
def test_a_voice_counts_while_it_agrees_with_the_bound_face(
    direction_deg: float | None, faces: tuple[FaceReading, ...], theirs: bool
) -> None:
    assert is_theirs(voice(direction_deg=direction_deg), faces, 1, False) is theirs


def test_without_a_bound_face_only_the_guest_who_lent_an_ear_is_heard() -> None:
    assert is_theirs(voice(), (), None, True)
    assert not is_theirs(voice(), (), None, False)


def test_a_guest_without_a_camera_seems_sad_by_their_voice_and_a_resident_does_not() -> None:
    for resident, states in ((GUEST, {"seems sad"}), ("Ada", {"not sure", "nobody here"})):
        life = Living(start=NOON)
        life.tick(commands=[BeginSession(resident, confirmed=resident == GUEST)])
        lived = life.live(12.0, voice, every=10)
        assert {decision.impression.state for decision in lived[-40:]} <= states, resident


# The manner


def usual(manner: Manner, pitch_hz: float = 180.0, level_db: float = -30.0, rate_per_s: float = 3.5) -> None:
    for second in range(120):
        wobble = 1.0 + 0.04 * math.sin(second)
        each = voice(pitch_hz=pitch_hz * wobble, level_db=level_db + 2.0 * math.sin(1.7 * second))
        manner.learn(replace(each, rate_per_s=rate_per_s * wobble), 1.0)


def test_a_usual_voice_is_nothing_to_speak_of_and_a_quieter_slower_one_is() -> None:
    manner = Manner()
    assert manner.says(voice(level_db=-60.0)) == ""
    usual(manner)
    assert manner.learnt == 1.0
    assert manner.says(voice(pitch_hz=182.0, level_db=-29.0, rate_per_s=3.4)) == ""
    assert abs(manner.lift(voice(pitch_hz=182.0, level_db=-29.0, rate_per_s=3.4))) < 0.15
    weary = voice(pitch_hz=178.0, level_db=-42.0, rate_per_s=1.5)
    assert manner.says(weary) == "quieter and slower than usual"
    assert manner.lift(weary) < -0.4
    excited = voice(pitch_hz=260.0, level_db=-18.0, rate_per_s=5.5)
    assert manner.says(excited) == "higher and louder and quicker than usual"
    assert manner.lift(excited) > 0.8


def test_the_same_voice_is_lively_for_one_and_usual_for_another() -> None:
    quiet, loud = Manner(), Manner()
    usual(quiet, level_db=-42.0)
    usual(loud, level_db=-24.0)
    heard = voice(pitch_hz=180.0, level_db=-25.0, rate_per_s=3.5)
    assert quiet.lift(heard) > 0.25
    assert abs(loud.lift(heard)) < 0.15


def test_what_cannot_be_measured_teaches_nothing() -> None:
    manner = Manner()
    for _ in range(200):
        manner.learn(voice(pitch_hz=-3.0, level_db=math.nan, rate_per_s=99.0), 1.0)
    assert manner.learnt == 0.0
    assert manner.lift(voice(level_db=-30.0)) == 0.0


def test_it_is_kept_with_the_baseline_and_an_older_baseline_without_it_is_good() -> None:
    baseline = Baseline()
    usual(baseline.manner)
    kept = baseline.state()
    again = Baseline()
    again.restore(kept)
    assert again.state() == kept
    del kept["manner"]
    again.restore(kept)
    assert again.manner.learnt == 0.0
    for wrong in ("loud", {}, {"pitch": {"mean": math.nan}}, {**baseline.manner.state(), "rate": {"mean": True}}):
        with pytest.raises(StateError):
            Baseline().restore({**kept, "manner": wrong})
    again.forget()
    assert again.manner.learnt == 0.0


# The night


def cries(at_s: float) -> SoundReading:
    return SoundReading(at_s, "crying", 0.9)


@pytest.mark.parametrize(
    ("agreed", "start", "told"), [(True, MIDNIGHT, True), (False, MIDNIGHT, False), (True, NOON, False)]
)
def test_crying_without_a_session_is_told_to_people_at_night_where_they_agreed(
    agreed: bool, start: datetime, told: bool
) -> None:
    life = Living(start=start)
    life.mind = Mind(random.Random(1), listens_at_night=agreed)
    lived = life.live(75.0, cries, every=40)
    events = [event.line for decision in lived for event in decision.events]
    assert any("crying" in line for line in events) is told
    assert all(decision.impression.emotion == "not sure" for decision in lived), "nobody is judged"
