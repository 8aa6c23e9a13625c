"""How often it looks: with a face, alone, hot, weak and busy; and what people read of it."""

import pytest

from companion.daemon.pacing import AWAKE_AFTER_FACE_S, MOST_BUSY, Pace
from companion.daemon.sight import line
from companion.settings import CameraSettings
from companion.vocabulary.readings import Box, FaceReading, Look, SightReading


def lived(seconds: float, takes_s: float, somebody: bool, pace: Pace | None = None, begin_s: float = 0.0) -> Pace:
    """Look for so long, each look taking this long."""
    pace, now_s = pace or Pace(CameraSettings()), begin_s
    while now_s < begin_s + seconds:
        pace.looked(now_s, now_s + takes_s, somebody)
        now_s += max(takes_s, pace.period_s(now_s + takes_s))
    return pace


def test_fifteen_times_a_second_with_a_face_and_once_a_second_alone() -> None:
    pace = lived(10.0, 0.004, somebody=True)
    assert pace.per_second == pytest.approx(15.0, rel=0.05)
    assert pace.words(10.0) == "I look 15 times a second."
    pace = lived(30.0, 0.004, False, pace, 10.0)
    assert pace.per_second == pytest.approx(1.0, rel=0.05)
    assert pace.words(40.0) == "I look once a second."


def test_it_goes_on_looking_quickly_for_a_moment_after_the_last_face() -> None:
    pace = lived(2.0, 0.004, somebody=True)
    last_s = pace.face_s
    assert pace.period_s(last_s + AWAKE_AFTER_FACE_S - 0.1) == pytest.approx(1 / 15)
    assert pace.period_s(last_s + AWAKE_AFTER_FACE_S + 0.1) == pytest.approx(1.0)


def test_heat_and_a_weak_supply_slow_it_down_and_it_says_so() -> None:
    pace = lived(2.0, 0.004, somebody=True)
    pace.cool = 0.25
    assert pace.period_s(2.0) == pytest.approx(4 / 15)
    assert pace.words(2.0) == "I look 4 times a second; I am slowed down."


@pytest.mark.parametrize("takes_s", [0.1, 0.3, 2.0])
def test_on_a_busy_computer_it_never_looks_all_the_time(takes_s: float) -> None:
    pace = lived(60.0, takes_s, somebody=True)
    assert takes_s / pace.period_s(pace.face_s) == pytest.approx(MOST_BUSY, rel=0.05)
    assert "slowed down" in pace.words(pace.face_s)


def test_when_the_load_goes_it_is_quick_again_within_seconds() -> None:
    pace = lived(20.0, 0.3, somebody=True)
    pace = lived(8.0, 0.004, True, pace, 20.0)
    assert pace.period_s(28.0) == pytest.approx(1 / 15)


def test_a_pause_of_an_hour_does_not_linger_in_the_rate_that_is_told() -> None:
    pace = lived(5.0, 0.004, somebody=True)
    pace.looked(3700.0, 3700.004, True)
    assert pace.per_second < 0.01
    assert lived(3.0, 0.004, True, pace, 3700.1).per_second == pytest.approx(15.0, rel=0.1)


def faces(*looks: Look) -> SightReading:
    found = (FaceReading(n, Box(0.1, 0.1, 0.2, 0.2), 0.9, 1.0, look=look) for n, look in enumerate(looks))
    return SightReading(0.0, tuple(found))


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (faces(), "I see nobody."),
        (faces("at me"), "I see one face, and it looks at me."),
        (faces("not sure"), "I see one face."),
        (faces("eyes closed"), "I see one face, and its eyes are closed."),
        (faces("at me", "away", "at me"), "I see 3 faces; 2 look at me."),
        (faces("away", "away"), "I see 2 faces; nobody looks at me."),
    ],
)
def test_what_is_seen_is_told_plainly_and_nothing_of_anybodys_feelings(reading: SightReading, says: str) -> None:
    assert line(reading) == says
