"""How loud it is where it is: a pure rule of the room's noise and the hour, with a ceiling."""

from hypothesis import given
from hypothesis import strategies as st

from companion.expression.own_level import (
    LOUDER_AT_MOST_DB,
    NIGHT_DB,
    ORDINARY_ROOM_DB,
    SOFTER_AT_MOST_DB,
    own_gain_db,
    settled_db,
)

NOT_KNOWN = (None, float("nan"), float("inf"), float("-inf"))


def test_in_an_ordinary_room_and_in_one_it_cannot_hear_it_is_as_loud_as_usual() -> None:
    assert own_gain_db(ORDINARY_ROOM_DB, False) == 0.0
    assert all(own_gain_db(room_db, False) == 0.0 for room_db in NOT_KNOWN)


def test_it_rises_half_a_decibel_for_each_decibel_of_noise() -> None:
    assert own_gain_db(ORDINARY_ROOM_DB + 8.0, False) == 4.0
    assert own_gain_db(ORDINARY_ROOM_DB - 8.0, False) == -4.0


@given(st.floats(allow_nan=True, allow_infinity=True), st.booleans())
def test_whatever_the_room_the_ceiling_holds(room_db: float, quiet: bool) -> None:
    gain_db = own_gain_db(room_db, quiet)
    assert -SOFTER_AT_MOST_DB + NIGHT_DB <= gain_db <= LOUDER_AT_MOST_DB
    assert not quiet or gain_db <= NIGHT_DB


@given(st.floats(-100, 0), st.floats(0, 50), st.booleans())
def test_more_noise_never_makes_it_softer(room_db: float, more_db: float, quiet: bool) -> None:
    assert own_gain_db(room_db + more_db, quiet) >= own_gain_db(room_db, quiet)


def test_one_slammed_door_does_not_make_it_shout_but_a_loud_hour_does() -> None:
    after_the_door = settled_db(-55.0, -10.0, 0.3)
    assert own_gain_db(after_the_door, False) < 0.0
    room_db: float | None = -55.0
    for _ in range(600):
        room_db = settled_db(room_db, -35.0, 0.1)
    assert own_gain_db(room_db, False) > 5.0


def test_the_first_reading_is_believed_and_a_broken_one_is_not() -> None:
    assert settled_db(None, -42.0, 0.0) == -42.0
    assert settled_db(-42.0, float("nan"), 1.0) == -42.0
    assert settled_db(float("nan"), -42.0, 1.0) == -42.0
