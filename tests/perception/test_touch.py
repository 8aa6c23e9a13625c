"""What a hand means: at once for contact and blows, as soon as it can be told for the rest."""

import math
import random

import pytest

from companion.perception.touch.gestures import TouchGestures
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import TouchReading
from companion.vocabulary.signals import ZONES, Touches, TouchPhase, Zone


def down(at_s: float, zone: Zone = "back_middle", speed: float = 0.0, pressure: float = 0.3) -> Touches:
    return Touches("down", zone, speed, pressure, at_s)


def move(at_s: float, speed: float, zone: Zone = "back_middle", pressure: float = 0.3) -> Touches:
    return Touches("move", zone, speed, pressure, at_s)


def up(at_s: float, zone: Zone = "back_middle") -> Touches:
    return Touches("up", zone, 0.0, 0.0, at_s)


def told(hand: TouchGestures, *touches: Touches) -> list[TouchReading]:
    return [reading for touch in touches for reading in hand.feel(touch)]


def gestures(readings: list[TouchReading]) -> list[str]:
    return [reading.gesture for reading in readings]


def stroking(hand: TouchGestures, seconds: float, speed: float, from_s: float = 10.0) -> list[TouchReading]:
    """A hand that comes and moves, told fifty times a second."""
    moves = [move(from_s + step / 50, speed) for step in range(1, round(seconds * 50))]
    return told(hand, down(from_s), *moves)


@pytest.mark.parametrize("zone", ZONES)
def test_contact_is_told_at_once_on_every_zone(zone: Zone) -> None:
    assert gestures(told(TouchGestures(), down(1.0, zone))) == ["contact"]


@pytest.mark.parametrize("speed", [1.0, 5.0, 10.0])
def test_a_slow_moving_hand_is_a_stroke_within_half_a_second(speed: float) -> None:
    readings = stroking(TouchGestures(), 0.5, speed)
    assert gestures(readings) == ["contact", "stroke"]
    assert readings[1].at_s - readings[0].at_s <= 0.35
    assert readings[1].speed_cm_s == pytest.approx(speed, rel=0.1)
    assert readings[1].certainty >= 0.9


def test_a_long_stroke_is_told_again_twice_a_second() -> None:
    assert gestures(stroking(TouchGestures(), 3.0, 5.0)).count("stroke") in (5, 6)


def test_a_stroke_goes_on_from_zone_to_zone_as_one_hand() -> None:
    hand = TouchGestures()
    readings = stroking(hand, 0.6, 6.0)
    readings += told(hand, up(10.6), down(10.65, "back_rear", 6.0))
    readings += told(hand, *(move(10.65 + step / 50, 6.0, "back_rear") for step in range(1, 30)))
    onward = [reading for reading in readings if reading.zone == "back_rear"]
    assert gestures(onward)[:2] == ["contact", "stroke"]
    assert "pat" not in gestures(readings)


def test_a_quick_light_tap_is_a_pat_when_the_hand_leaves() -> None:
    assert gestures(told(TouchGestures(), down(1.0, speed=3.0), up(1.15))) == ["contact", "pat", "release"]


def test_a_hand_that_rests_is_a_hold_told_again_every_two_seconds() -> None:
    hand = TouchGestures()
    told(hand, down(1.0))
    held = [r for step in range(1, 300) for r in hand.tick(Moment(1.0 + step / 50))]
    assert gestures(held) == ["hold", "hold", "hold"]
    assert held[0].at_s == pytest.approx(2.0, abs=0.05)


def test_a_stroke_that_comes_to_rest_becomes_a_hold() -> None:
    hand = TouchGestures()
    stroking(hand, 1.0, 5.0)
    held = [r for step in range(1, 100) for r in hand.tick(Moment(11.0 + step / 50))]
    assert gestures(held)[:1] == ["hold"]


def test_a_moving_hand_is_no_hold() -> None:
    hand = TouchGestures()
    for step in range(200):
        hand.feel(down(1.0) if step == 0 else move(1.0 + step / 50, 5.0))
        assert "hold" not in gestures(list(hand.tick(Moment(1.0 + step / 50))))


def test_a_fast_and_strong_blow_is_a_hit_at_once_and_no_pat_afterwards() -> None:
    readings = told(TouchGestures(), down(1.0, "head", 90.0, 0.9), up(1.1, "head"))
    assert gestures(readings) == ["contact", "hit", "release"]


@pytest.mark.parametrize(("speed", "pressure"), [(90.0, 0.3), (10.0, 1.0)], ids=["fast but light", "strong but slow"])
def test_only_fast_and_strong_together_are_a_hit(speed: float, pressure: float) -> None:
    readings = told(TouchGestures(), down(1.0, "head", speed, pressure), up(1.1, "head"))
    assert "hit" not in gestures(readings)


def shoving(pressure: float, speed: float, seconds: float) -> list[TouchReading]:
    """A hand that presses and moves so long, told fifty times a second, and lets go."""
    moves = [move(1.0 + step / 50, speed, pressure=pressure) for step in range(1, round(seconds * 50))]
    hand = TouchGestures()
    readings = told(hand, down(1.0, speed=speed, pressure=pressure), *moves, up(1.0 + seconds))
    return readings + [r for step in range(1, 20) for r in hand.tick(Moment(1.0 + seconds + step / 50))]


@pytest.mark.parametrize("seconds", [0.12, 0.3, 0.5])
@pytest.mark.parametrize(("pressure", "speed"), [(0.7, 5.0), (0.9, 25.0), (1.0, 38.0)])
def test_a_firm_quick_press_that_shoves_away_is_a_push(pressure: float, speed: float, seconds: float) -> None:
    assert gestures(shoving(pressure, speed, seconds)) == ["contact", "release", "push"]


@pytest.mark.parametrize(
    ("pressure", "speed", "seconds", "gesture"),
    [
        (0.3, 5.0, 0.2, "pat"),
        (0.5, 25.0, 0.3, "pat"),
        (0.9, 60.0, 0.1, "hit"),
        (0.3, 5.0, 0.5, "stroke"),
        (0.8, 5.0, 1.5, "stroke"),
        (0.9, 0.5, 0.3, "pat"),
    ],
    ids=["light tap", "brisk tap", "blow", "stroke", "firm stroke", "firm tap in place"],
)
def test_what_is_not_firm_quick_and_brief_together_is_no_push(
    pressure: float, speed: float, seconds: float, gesture: str
) -> None:
    told_of = gestures(shoving(pressure, speed, seconds))
    assert gesture in told_of
    assert "push" not in told_of


@pytest.mark.parametrize("order", ["one after the other", "overlapping"])
def test_a_firm_hand_that_slides_on_to_the_next_place_shoves_nobody(order: str) -> None:
    hand = TouchGestures()
    zones: tuple[Zone, ...] = ("back_front", "back_middle", "back_rear")
    readings: list[TouchReading] = []
    for number, zone in enumerate(zones):
        at_s = 1.0 + 0.3 * number
        readings += told(hand, down(at_s, zone, 12.0, 0.8))
        if order == "overlapping" and number:
            readings += told(hand, up(at_s + 0.02, zones[number - 1]))
        readings += told(hand, *(move(at_s + step / 50, 12.0, zone, 0.8) for step in range(2, 13)))
        if order != "overlapping":
            readings += told(hand, up(at_s + 0.27, zone))
        readings += hand.tick(Moment(at_s + 0.28))
    readings += told(hand, up(1.9, "back_rear"))
    readings += [r for step in range(40) for r in hand.tick(Moment(1.9 + step / 50))]
    assert "push" not in gestures(readings)
    assert "stroke" in gestures(readings)


def test_a_brisk_rub_after_the_hand_has_come_is_no_hit() -> None:
    hand = TouchGestures()
    told(hand, down(1.0))
    assert "hit" not in gestures(told(hand, *(move(1.2 + step / 50, 90.0, pressure=0.9) for step in range(50))))


def test_two_hands_on_two_zones_are_told_apart() -> None:
    hand = TouchGestures()
    told(hand, down(1.0, "head"))
    readings = told(hand, down(1.1, "belly"), *(move(1.1 + step / 50, 5.0, "belly") for step in range(1, 60)))
    held = hand.tick(Moment(2.4))
    assert {reading.zone for reading in readings} == {"belly"}
    assert [(reading.gesture, reading.zone) for reading in held] == [("hold", "head")]
    assert set(hand.touching) == {"head", "belly"}


def test_release_without_contact_says_nothing() -> None:
    assert told(TouchGestures(), up(1.0)) == []


def test_a_contact_whose_end_was_lost_is_let_go_after_two_minutes() -> None:
    hand = TouchGestures()
    told(hand, down(1.0))
    assert "release" in gestures(list(hand.tick(Moment(130.0))))
    assert hand.touching == ()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -5.0, 1e9])
def test_values_that_are_no_speed_or_pressure_never_come_out(value: float) -> None:
    hand = TouchGestures()
    readings = told(hand, down(1.0, speed=value, pressure=value), *(move(1.0 + i / 50, value) for i in range(1, 90)))
    for reading in (*readings, *hand.tick(Moment(9.0)), *told(hand, up(9.1))):
        assert 0.0 <= reading.speed_cm_s <= 300.0
        assert 0.0 <= reading.pressure <= 1.0


@pytest.mark.parametrize("at_s", [math.nan, math.inf])
def test_a_signal_without_a_time_is_dropped(at_s: float) -> None:
    hand = TouchGestures()
    assert told(hand, down(at_s)) == []
    assert hand.tick(Moment(at_s)) == ()
    assert gestures(told(hand, down(1.0))) == ["contact"]


def test_time_that_jumps_back_begins_afresh() -> None:
    hand = TouchGestures()
    stroking(hand, 2.0, 5.0, from_s=1e7)
    assert gestures(stroking(hand, 0.5, 5.0, from_s=5.0)) == ["contact", "stroke"]


def test_ten_thousand_touches_a_second_tell_little_and_keep_little() -> None:
    chance = random.Random(4)
    hand = TouchGestures()
    phases: tuple[TouchPhase, ...] = ("down", "move", "up")
    readings: list[TouchReading] = []
    for number in range(20_000):
        phase, zone = phases[int(chance.random() * 3)], ZONES[int(chance.random() * 12)]
        readings += hand.feel(Touches(phase, zone, chance.uniform(0, 200), chance.random(), number / 10_000))
    assert len(readings) <= 2 * 12 * 6 * 20 + 12, "each gesture of each zone at most once in 50 ms"
    assert len(hand.touching) <= 12
