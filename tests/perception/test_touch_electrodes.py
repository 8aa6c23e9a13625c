"""Raw counts of twelve electrodes become hands, whoever touches, whatever the day is like, whatever is broken."""

import random
import tracemalloc
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from companion.perception.touch.coat import BESIDE, COAT, COVERED, heading_deg
from companion.perception.touch.gestures import TouchGestures
from companion.perception.touch.path import TouchPath
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import TouchReading
from companion.vocabulary.signals import ZONES, SkinCounts, Touches
from tools.evaluate.hands import listen
from tools.hands.coat import FINE_HZ, RATE_HZ, Counts, read, sew
from tools.hands.doing import PLACES, Path
from tools.hands.nobody import alone, break_one
from tools.hands.people import Person, draw_person
from tools.hands.stream import feel

ADULT = draw_person(9000)
BEFORE_S = 2.0


def path(place: str = "back") -> Path:
    way = Path()
    way.now = np.array([*PLACES[place], 8.0])
    return way


def felt(way: Path, person: Person = ADULT, seed: int = 9000) -> Counts:
    """Two quiet seconds, what the hand does, two quiet seconds: counts of a coat sewn by this seed."""
    chance = np.random.default_rng(7)
    coat = sew(seed)
    quiet = np.zeros((round(BEFORE_S * FINE_HZ), 12))
    return read(coat, np.concatenate([quiet, feel(person, coat, way.all(), 1.0, chance), quiet]), chance)


def gestures(told: list[TouchReading]) -> list[str]:
    return [reading.gesture for reading in told]


def stroked(speed_cm_s: float, start: float = 20.0, end: float = 44.0) -> list[TouchReading]:
    way = path()
    way.now = np.array([start, 0.0, 8.0])
    way.land(20.0, 0.3)
    way.to(abs(end - start) / speed_cm_s, x=end)
    way.lift(20.0)
    return listen(felt(way))


def resting(seconds: float = 3.0, place: str = "back") -> Path:
    way = path(place)
    way.land(15.0, 0.3)
    way.to(seconds)
    way.lift(20.0)
    return way


@pytest.mark.parametrize("seed", [9000, 9004, 9005, 9007])
def test_contact_is_told_within_20_ms_of_the_hand_on_the_fur(seed: int) -> None:
    way = resting()
    contact_s = BEFORE_S + float(np.flatnonzero(way.all()[:, 2] < 0.0)[0]) / FINE_HZ
    told = listen(felt(way, draw_person(9000), seed))
    first = next(reading for reading in told if reading.gesture == "contact")
    assert first.at_s <= contact_s + 0.02


@pytest.mark.parametrize("speed", [3.0, 6.0, 10.0])
def test_the_speed_and_the_way_of_a_stroke_are_told(speed: float) -> None:
    strokes = [reading for reading in stroked(speed) if reading.gesture == "stroke"]
    assert len(strokes) >= 2
    middle = sorted(reading.speed_cm_s for reading in strokes)[len(strokes) // 2]
    assert middle == pytest.approx(speed, rel=0.45)
    assert all(abs(reading.direction_deg or 0.0) < 45.0 for reading in strokes[1:])


def test_a_stroke_toward_the_nose_is_told_from_one_toward_the_tail() -> None:
    strokes = [reading for reading in stroked(6.0, 44.0, 20.0) if reading.gesture == "stroke"]
    assert strokes
    assert all(abs(reading.direction_deg or 0.0) > 135.0 for reading in strokes[1:])


@pytest.mark.parametrize("place", ["head", "back", "tail", "belly"])
def test_a_hand_that_rests_is_a_hold_and_no_stroke(place: str) -> None:
    told = gestures(listen(felt(resting(place=place))))
    assert "hold" in told
    assert "stroke" not in told
    assert told[-1] == "release"


def test_taps_are_pats() -> None:
    way = path()
    for _ in range(3):
        way.land(45.0, 0.3)
        way.to(0.08)
        way.lift(45.0, 4.0)
        way.to(0.15)
    told = gestures(listen(felt(way)))
    assert told.count("pat") == 3
    assert "hit" not in told


def test_a_blow_is_a_hit_within_a_tenth_of_a_second() -> None:
    way = path()
    way.land(200.0, 1.0, 1.0)
    way.to(0.06)
    way.lift(90.0)
    contact_s = BEFORE_S + float(np.flatnonzero(way.all()[:, 2] < 0.0)[0]) / FINE_HZ
    told = listen(felt(way))
    hit = next(reading for reading in told if reading.gesture == "hit")
    assert hit.at_s <= contact_s + 0.12
    assert "pat" not in gestures(told)


def test_a_hand_that_tightens_squeezes_once_each_time() -> None:
    way = path()
    way.land(15.0, 0.2)
    way.to(0.8)
    for _ in range(2):
        way.to(0.2, depth=-0.9)
        way.to(0.5)
        way.to(0.2, depth=-0.2)
        way.to(0.5)
    way.lift(20.0)
    told = gestures(listen(felt(way)))
    assert told.count("squeeze") == 2
    assert not {"hit", "push", "stroke"} & set(told)


def test_one_hand_rests_while_the_other_strokes_beside_it() -> None:
    chance, coat = np.random.default_rng(3), sew(9000)
    lying, moving = path("head"), path("back")
    lying.land(15.0, 0.3)
    lying.to(6.0)
    moving.to(2.0, x=26.0)
    moving.land(15.0, 0.3)
    for end in (38.0, 26.0, 38.0):
        moving.to(1.6, x=end)
    longest = min(len(lying.all()), len(moving.all()))
    hands = [feel(ADULT, coat, way.all()[:longest], 0.8, chance) for way in (lying, moving)]
    told = listen(read(coat, np.concatenate([np.zeros((FINE_HZ, 12)), hands[0] + hands[1]]), chance))
    later = [reading for reading in told if reading.at_s > 4.0]
    assert {"stroke", "hold"} <= set(gestures(later))
    assert "hit" not in gestures(told)


def test_a_hand_that_was_there_while_the_baseline_was_learnt_is_felt_when_it_comes_again() -> None:
    counts = felt(resting())
    started_under_a_hand = counts[round((BEFORE_S + 1.5) * RATE_HZ) :]
    again = np.concatenate([started_under_a_hand, counts])
    told = listen(again)
    assert "contact" in gestures([reading for reading in told if reading.at_s > len(started_under_a_hand) / RATE_HZ])


@pytest.mark.parametrize("trouble", ["quiet room", "heating on and off", "its own breath", "a charger's hum"])
def test_with_nobody_there_nothing_is_told(trouble: str) -> None:
    assert listen(alone(sew(9301), trouble, 9301, 120.0)) == []


def test_dips_of_the_supply_are_nobodys_hand() -> None:
    assert len(listen(alone(sew(9302), "dips of the supply", 9302, 600.0))) <= 2


def test_a_blanket_is_soon_felt_no_more() -> None:
    coat, chance = sew(9303), np.random.default_rng(1)
    held = np.zeros((40 * FINE_HZ, 12))
    held[5 * FINE_HZ :] = chance.uniform(6.0, 14.0, 12)
    touch = TouchPath()
    told = listen(read(coat, held, chance), touch)
    assert touch.touching == ()
    assert [reading for reading in told if reading.at_s > 15.0 and reading.gesture != "release"] == []


@pytest.mark.parametrize("how", ["stuck at the rail", "loose contact"])
def test_one_broken_electrode_is_not_believed_and_the_others_still_feel(how: str) -> None:
    way = path("back")
    way.to(3.0)
    way.land(15.0, 0.3)
    way.to(3.0)
    way.lift(20.0)
    counts = felt(way)
    place = break_one(counts, how, np.random.default_rng(2))
    assert ZONES[place] not in ("back_front", "back_middle", "back_rear")
    touch = TouchPath()
    told = listen(counts, touch)
    assert ZONES[place] in touch.faults
    assert {"contact", "hold"} <= set(gestures(told))
    assert {reading.zone for reading in told} <= {"back_front", "back_middle", "back_rear"}


def test_an_electrode_that_is_mended_is_believed_again() -> None:
    counts = alone(sew(9304), "quiet room", 9304, 40.0)
    counts[500:1000, 3] = 1023
    touch = TouchPath()
    assert listen(counts[:1000], touch) == []
    assert "cheek_right" in touch.faults
    for number in range(1000, 4000):
        touch.feel(SkinCounts(tuple(counts[number].tolist()), (number + 1) / RATE_HZ))
    assert touch.faults == {}


@pytest.mark.parametrize(
    "signal",
    [
        SkinCounts((), 1.0),
        SkinCounts((600,) * 11, 1.0),
        SkinCounts((600,) * 13, 1.0),
        SkinCounts((600,) * 11 + (1024,), 1.0),
        SkinCounts((600,) * 11 + (-1,), 1.0),
        SkinCounts((600,) * 12, float("nan")),
        SkinCounts((600,) * 12, float("inf")),
        SkinCounts((600.5,) * 12, 1.0),  # type: ignore[arg-type]
    ],
    ids=["none", "eleven", "thirteen", "too large", "below zero", "no time", "endless time", "no counts"],
)
def test_what_is_no_reading_of_the_skin_is_dropped_and_counted(signal: SkinCounts) -> None:
    touch = TouchPath()
    assert touch.feel(signal) == ()
    assert touch.refused == 1


def test_an_old_reading_is_never_taken_for_a_new_one() -> None:
    touch = TouchPath()
    counts = felt(resting())
    listen(counts[:300], touch)
    for number in range(250, 300):
        assert touch.feel(SkinCounts(tuple(counts[number].tolist()), (number + 1) / RATE_HZ)) == ()
    assert touch.refused == 50


def test_hands_are_gone_when_the_electrodes_have_said_nothing_for_half_a_second() -> None:
    touch = TouchPath()
    counts = felt(resting())
    listen(counts[: round((BEFORE_S + 2.0) * RATE_HZ)], touch)
    assert touch.touching != ()
    told = touch.feel(SkinCounts(tuple(counts[0].tolist()), 30.0))
    assert gestures(list(told)) == ["release"]
    assert told[0].at_s < 6.0, "it was gone when it was last felt, not now"


def test_every_contact_has_its_release() -> None:
    chance = random.Random(5)
    told: list[TouchReading] = []
    touch = TouchPath()
    for number in range(6000):
        counts = [600 - (chance.randrange(0, 90) if chance.random() < 0.4 else 0) for _ in ZONES]
        told += touch.feel(SkinCounts(tuple(counts), number / RATE_HZ))
        told += touch.tick(Moment(number / RATE_HZ))
    for number in range(6000, 9000):
        told += touch.feel(SkinCounts((600,) * 12, number / RATE_HZ))
        told += touch.tick(Moment(number / RATE_HZ))
    counted = Counter(gestures(told))
    assert touch.touching == ()
    assert counted["release"] > 0


def test_the_coat_is_one_piece_above_and_one_below() -> None:
    for place, beside in enumerate(BESIDE):
        assert beside, f"{ZONES[place]} has no neighbour"
        assert all(place in BESIDE[other] for other in beside)
    assert set(COAT) == set(ZONES)
    assert all(0.4 < covered <= 1.0 for covered in COVERED)


def test_headings_follow_the_coat() -> None:
    assert heading_deg("back_front", "back_middle") == 0.0
    assert heading_deg("back_middle", "back_front") == 180.0
    assert heading_deg("head", "tail") is None


def test_strokes_on_the_page_go_the_same_way() -> None:
    path, alone = TouchPath(), TouchGestures()
    touches = [Touches("down", "head", 0.0, 0.4, 1.0)]
    touches += [Touches("move", "head", 5.0, 0.4, 1.0 + step / 50) for step in range(1, 40)]
    touches += [Touches("up", "head", 5.0, 0.4, 1.8), Touches("down", "back_front", 5.0, 0.4, 1.8)]
    touches += [Touches("move", "back_front", 5.0, 0.4, 1.8 + step / 50) for step in range(1, 40)]
    told = [reading for one in touches for reading in path.feel(one)]
    assert told == [reading for one in touches for reading in alone.feel(one)]
    onward = [reading for reading in told if reading.gesture == "stroke" and reading.zone == "back_front"]
    assert onward
    assert all(reading.direction_deg == 0.0 for reading in onward), "from the head to the back is toward the tail"


def test_ten_thousand_readings_a_second_keep_nothing() -> None:
    counts = [tuple(row) for row in felt(resting(6.0)).tolist()]
    touch = TouchPath()
    readings = [SkinCounts(counts[number % len(counts)], number / 10_000) for number in range(6000)]
    for signal in readings[:3000]:
        touch.feel(signal)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for signal in readings[3000:]:
        touch.feel(signal)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 50_000


LIGHT = replace(ADULT, coupling=0.3)
DAMP = replace(ADULT, coupling=3.0)


def again_and_again(person: Person, times: int, place: str = "back") -> Counts:
    """The same hand lies there three seconds and is gone for two, so many times."""
    way = path(place)
    for _ in range(times):
        way.land(15.0, 0.2)
        way.to(3.0)
        way.lift(20.0)
        way.to(2.0)
    return felt(way, person)


def test_a_light_hand_that_comes_often_is_never_learnt_as_noise() -> None:
    told = listen(again_and_again(LIGHT, 12))
    came_s = [reading.at_s for reading in told if reading.gesture == "contact"]
    assert len([at_s for at_s in came_s if at_s > 40.0]) >= 3
    assert gestures(told).count("hold") >= 12
    assert "hit" not in gestures(told)


def test_a_damp_hand_is_no_blow_and_no_squeeze() -> None:
    told = gestures(listen(again_and_again(DAMP, 4)))
    assert told.count("hold") >= 4
    assert not {"hit", "push", "squeeze"} & set(told)


def test_fur_that_a_damp_hand_has_wetted_still_feels_a_dry_one() -> None:
    """Damp fur adds for minutes to what lies there; the baseline goes along."""
    chance, coat = np.random.default_rng(5), sew(9000)
    dry = replace(ADULT, coupling=0.45)
    way = path()
    way.to(30.0)
    way.land(15.0, 0.3)
    way.to(3.0)
    way.lift(20.0)
    hand = feel(dry, coat, way.all(), 1.0, chance)
    at_s = np.arange(len(hand)) / FINE_HZ
    wet = 12.0 * np.clip(at_s - 4.0, 0.0, 1.0) * np.exp(-np.maximum(at_s - 5.0, 0.0) / 240.0)
    signal = hand + wet[:, None] * (np.asarray(ZONES) == "back_middle")
    told = listen(read(coat, signal, chance))
    assert [reading.gesture for reading in told if reading.at_s > 29.0][:2] == ["contact", "hold"]


def test_two_people_s_hands_are_both_felt_and_neither_seems_to_squeeze() -> None:
    chance, coat = np.random.default_rng(3), sew(9000)
    lying, moving = path("head"), path("back")
    lying.land(15.0, 0.3)
    lying.to(8.0)
    moving.to(2.0, x=22.0)
    moving.land(15.0, 0.3)
    for end in (36.0, 20.0, 36.0):
        moving.to(1.9, x=end)
    longest = min(len(lying.all()), len(moving.all()))
    hands = [
        feel(person, coat, way.all()[:longest], 0.8, chance)
        for person, way in ((DAMP, lying), (draw_person(9004), moving))
    ]
    told = listen(read(coat, np.concatenate([np.zeros((FINE_HZ, 12)), hands[0] + hands[1]]), chance))
    assert {"stroke", "hold"} <= set(gestures(told))
    assert not {"squeeze", "hit", "push"} & set(gestures(told))


def test_a_wire_that_breaks_within_one_reading_is_no_blow() -> None:
    counts = alone(sew(9305), "quiet room", 9305, 20.0)
    counts[1000:, 5] -= 90
    counts[1000:, 5] = counts[1000, 5]
    touch = TouchPath()
    told = listen(counts, touch)
    assert "hit" not in gestures(told)
    assert touch.faults == {"back_front": "stuck"}


def test_bits_that_flip_on_the_bus_are_nobody_s_hand() -> None:
    counts = alone(sew(9306), "quiet room", 9306, 60.0)
    chance = np.random.default_rng(6)
    for row in chance.choice(len(counts), 40, replace=False):
        counts[row, int(chance.integers(12))] ^= 1 << int(chance.integers(6, 10))
    touch = TouchPath()
    told = gestures(listen(counts, touch))
    assert "hit" not in told
    assert told.count("contact") <= 2
    assert touch.faults == {}
