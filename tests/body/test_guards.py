"""What lets go of every joint by itself: a fall, and too much current; and what does not."""

import math
from pathlib import Path

import pytest

from companion.body import falling, overcurrent
from companion.body.device import device_id
from companion.body.falling import FallGuard
from companion.body.interlock import Interlock
from companion.body.overcurrent import CurrentGuard
from companion.vocabulary.signals import MotionSample


class Fall:
    """Weight over time, a hundred samples a second."""

    def __init__(self) -> None:
        self.interlock = Interlock()
        self.guard = FallGuard(self.interlock)
        self.now_s = 10.0

    def weigh(self, grams: float, seconds: float) -> None:
        for _ in range(round(seconds * 100)):
            self.now_s += 0.01
            self.guard.feel(MotionSample((0.0, 0.0, grams), (0.0, 0.0, 0.0), self.now_s))

    def held(self) -> bool:
        return falling.REASON in self.interlock.reasons


def test_free_fall_lets_go_before_it_lands_and_until_it_has_lain_calmly() -> None:
    fall = Fall()
    fall.weigh(1.0, 1.0)
    fall.weigh(0.05, 0.08)
    assert fall.held()
    fall.weigh(6.0, 0.03)
    fall.weigh(1.0, 1.9)
    assert fall.held()
    fall.weigh(1.0, 0.2)
    assert not fall.held()
    assert fall.guard.falls == 1


@pytest.mark.parametrize(("grams", "seconds"), [(0.5, 0.5), (0.05, 0.04), (2.0, 0.3), (1.0, 5.0)])
def test_lowering_lifting_rocking_and_a_bump_are_no_fall(grams: float, seconds: float) -> None:
    fall = Fall()
    fall.weigh(1.0, 1.0)
    fall.weigh(grams, seconds)
    assert not fall.held()


def test_a_gap_in_the_samples_is_no_fall_and_no_calm() -> None:
    fall = Fall()
    fall.weigh(0.05, 0.03)
    fall.now_s += 5.0
    fall.weigh(0.05, 0.03)
    assert not fall.held()
    fall.weigh(0.05, 0.1)
    fall.weigh(1.0, 1.5)
    fall.now_s += 5.0
    fall.weigh(1.0, 1.5)
    assert fall.held()


def test_what_is_no_number_changes_nothing() -> None:
    fall = Fall()
    for value in (math.nan, math.inf):
        fall.guard.feel(MotionSample((value, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0))
        fall.guard.feel(MotionSample((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), value))
    assert not fall.held()


class Current:
    def __init__(self) -> None:
        self.interlock = Interlock()
        self.guard = CurrentGuard(self.interlock, most_amperes=2.5, over_current_s=0.3)
        self.now_s = 0.0

    def draw(self, amperes: float, seconds: float) -> None:
        for _ in range(round(seconds * 20)):
            self.now_s += 0.05
            self.guard.feel(amperes, self.now_s)

    def reasons(self) -> tuple[str, ...]:
        return self.interlock.reasons


def test_servos_that_start_may_draw_much_for_a_moment() -> None:
    current = Current()
    current.draw(4.0, 0.25)
    current.draw(1.0, 0.5)
    assert current.reasons() == ()


def test_a_held_servo_is_let_go_and_tried_again() -> None:
    current = Current()
    current.draw(4.0, 0.5)
    assert current.reasons() == (overcurrent.REASON,)
    current.draw(0.1, 4.0)
    assert current.reasons() == ()


def test_one_that_stays_blocked_is_not_tried_for_ever() -> None:
    current = Current()
    for _ in range(3):
        current.draw(4.0, 0.5)
        current.draw(0.1, 4.0)
    assert current.reasons() == (overcurrent.STAYS,)


def test_a_current_that_is_no_number_counts_as_too_much() -> None:
    current = Current()
    current.draw(math.nan, 0.5)
    assert current.reasons() == (overcurrent.REASON,)


def test_the_interlock_tells_of_changes_only_and_frees_one_reason_at_a_time() -> None:
    told: list[tuple[str, ...]] = []
    interlock = Interlock()
    interlock.changed = lambda: told.append(interlock.reasons)
    for reason in ("a", "a", "b"):
        interlock.hold(reason)
    interlock.free("a")
    interlock.free("a")
    assert told == [("a",), ("a", "b"), ("b",)]


def test_a_device_has_a_short_name_that_stays(tmp_path: Path) -> None:
    serial, machine = tmp_path / "serial", tmp_path / "machine"
    assert device_id(serial, machine) == "host-unknown"
    machine.write_text("0123456789abcdef\n")
    other = device_id(serial, machine)
    assert other.startswith("host-")
    assert "0123" not in other
    serial.write_bytes(b"10000000ABCDEF12\0")
    assert device_id(serial, machine) == "pi-abcdef12"
