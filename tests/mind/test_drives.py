"""Its own life: day and night, sleep that is no outage, waking that is gentle."""

import itertools
import math
from dataclasses import replace
from datetime import datetime

import pytest

from companion.mind.drives import sleep_wish
from companion.mind.surroundings import Surroundings
from companion.settings import RhythmSettings
from companion.vocabulary.readings import PowerReading, TemperatureReading
from tests.mind.lives import Living, face, feels, hears, light, sees

NOON, MIDNIGHT = datetime(2026, 5, 4, 12, 0), datetime(2026, 5, 4, 0, 30)
RHYTHM = RhythmSettings()


def test_in_the_dark_it_yawns_and_then_sleeps() -> None:
    life = Living()
    life.live(5, light(0.8))
    life.live(90, light(0.02))
    acts = life.acts()
    assert acts.index("yawn") < acts.index("sleep")
    assert life.decisions[-1][1].awake < 0.1
    assert life.decisions[-1][1].act.why == "It is dark, so I sleep."


def test_light_wakes_it_gently() -> None:
    life = Living()
    life.live(60, light(0.02))
    awake = [decision.awake for decision in life.live(15, light(0.8))]
    assert awake[-1] == 1.0
    assert max(later - earlier for earlier, later in itertools.pairwise(awake)) < 0.06
    assert "wake" in life.acts()


def test_begun_in_a_dark_room_it_sleeps_from_the_start() -> None:
    life = Living()
    assert life.tick(light(0.02)(life.now_s)).act.name == "sleep"


def test_a_hand_wakes_it_at_night_and_left_alone_it_sleeps_again() -> None:
    life = Living(start=MIDNIGHT)
    life.live(60, light(0.02))
    assert life.decisions[-1][1].act.name == "sleep"
    life.live(6, light(0.02), feels("stroke"))
    assert life.decisions[-1][1].awake > 0.5
    life.live(120, light(0.02))
    assert life.decisions[-1][1].act.name == "sleep"


def test_told_to_go_to_sleep_it_sleeps_in_the_light_says_why_and_wakes_for_a_hand() -> None:
    life = Living(start=NOON)
    life.live(30, light(0.8))
    life.tick(hears("bedtime")(life.now_s))
    life.live(90, light(0.8))
    assert life.decisions[-1][1].act.name == "sleep"
    assert life.decisions[-1][1].act.why == "You told me to go to sleep, so I sleep."
    life.live(6, light(0.8), feels("stroke"))
    assert life.decisions[-1][1].awake > 0.5


def test_a_nap_is_taken_when_nothing_happens_and_a_face_ends_it() -> None:
    life = Living(start=NOON, ticks_per_s=4)
    life.live(700, light(0.8))
    assert life.decisions[-1][1].act.name == "sleep"
    assert life.decisions[-1][1].act.why == "Nothing has happened for a while, so I sleep."
    life.meet(face())
    life.live(6, sees(face()))
    assert life.decisions[-1][1].awake > 0.8


@pytest.mark.parametrize(
    ("level", "local", "least", "most"),
    [
        (0.9, None, 0.0, 0.0),
        (0.05, None, 1.0, 1.0),
        (None, None, 0.0, 0.0),
        (None, NOON, 0.0, 0.0),
        (None, MIDNIGHT, 0.8, 1.0),
        (0.05, NOON, 1.0, 1.0),
        (0.9, MIDNIGHT, 0.3, 0.7),
    ],
    ids=[
        "bright, clock not trusted",
        "dark, clock not trusted",
        "neither known",
        "noon",
        "midnight",
        "dark at noon",
        "lamp at midnight",
    ],
)
def test_rhythm_follows_light_and_a_trusted_clock(
    level: float | None, local: datetime | None, least: float, most: float
) -> None:
    assert least <= sleep_wish(level, local, RHYTHM) <= most


def test_quiet_variants_are_used_at_night_and_without_a_trusted_clock() -> None:
    strength = {}
    for name, start in (("day", NOON), ("night", MIDNIGHT), ("unknown", None)):
        life = Living(start=start)
        strength[name] = life.live(1, light(0.8 if name != "night" else 0.3), feels("stroke"))[-1].act.intensity
    assert strength["night"] < strength["day"]
    assert strength["unknown"] < strength["day"]


def test_strokes_lift_the_mood_and_a_hit_lowers_it() -> None:
    life = Living()
    before = life.tick().mood
    stroked = life.live(15, feels("stroke"))[-1].mood
    assert stroked > before
    life.tick(feels("hit")(life.now_s))
    assert life.live(10)[-1].mood < stroked


def test_a_low_battery_makes_it_rest_sooner() -> None:
    full, low = Living(), Living()
    full.live(30, lambda at_s: PowerReading(at_s, 1.0, False))
    low.live(30, lambda at_s: PowerReading(at_s, 0.02, False))
    assert low.decisions[-1][1].awake < full.decisions[-1][1].awake


def energy_after(minutes: int, *readings: TemperatureReading | PowerReading) -> float:
    life = Living(ticks_per_s=1)
    for _ in range(minutes * 60):
        life.tick(*(replace(reading, at_s=life.now_s) for reading in readings))
    return float(life.mind.state()["energy"])


@pytest.mark.parametrize(("room_c", "processor_c"), [(34.0, None), (None, 82.0), (20.0, 95.0)])
def test_heat_takes_its_energy(room_c: float | None, processor_c: float | None) -> None:
    assert energy_after(1, TemperatureReading(0.0, room_c, processor_c)) <= 0.1
    assert energy_after(1, TemperatureReading(0.0, 22.0, 55.0)) > 0.7


def test_in_the_heat_it_drowses_and_says_so() -> None:
    life = Living(ticks_per_s=4)
    life.live(60, light(0.8), lambda s: TemperatureReading(s, 35.0))
    assert life.decisions[-1][1].act.name == "drowse"
    assert life.decisions[-1][1].act.why == "It is hot, so I drowse."


@pytest.mark.parametrize("room_c", [math.nan, math.inf, -300.0, 900.0])
def test_a_broken_thermometer_is_not_believed(room_c: float) -> None:
    around = Surroundings()
    around.notice([TemperatureReading(99.0, room_c)], 100.0)
    assert around.heat == 0.0
    assert sum(around.refused.values()) == 1


def test_an_old_temperature_counts_no_more() -> None:
    around = Surroundings()
    around.notice([TemperatureReading(100.0, 35.0)], 100.0)
    assert around.heat == 1.0
    around.notice([], 1000.0)
    assert around.heat == 0.0
