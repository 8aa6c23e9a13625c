"""Whom it attends to: the bound person, who looks, who touches; without flitting from one to the other."""

from dataclasses import replace

from companion.mind.attention import Attention
from companion.mind.surroundings import Surroundings
from companion.vocabulary.acts import Binding
from companion.vocabulary.readings import FaceReading, Look, SightReading, TouchReading
from tests.mind.lives import face

NOBODY = Binding(None, None, "")


def looking(look: Look, track: int, x: float, size: float = 0.25) -> FaceReading:
    return replace(face(track=track, x=x, size=size, judged=False), look=look)


class Room:
    """A room with faces in it, and attention on one of them, twenty times a second."""

    def __init__(self) -> None:
        self.around, self.attention, self.now_s = Surroundings(), Attention(), 100.0

    def live(
        self, seconds: float, *faces: FaceReading, bound: int | None = None, touch: bool = False
    ) -> list[int | None]:
        attended = []
        for tick in range(round(seconds * 20)):
            self.now_s += 0.05
            readings: list[SightReading | TouchReading] = [SightReading(self.now_s, faces)]
            if touch and tick == 0:
                readings.append(TouchReading(self.now_s, "stroke", "back_middle", 5.0, 0.3))
            self.around.notice(readings, self.now_s)
            self.attention.attend(self.around, replace(NOBODY, track=bound))
            attended.append(self.attention.track)
        return attended


def test_who_looks_at_it_is_attended_to_rather_than_who_looks_away() -> None:
    assert Room().live(1.0, looking("away", 1, 0.3), looking("at me", 2, 0.7))[-1] == 2


def test_a_glance_of_another_does_not_turn_it_but_a_look_that_lasts_does() -> None:
    room, one, other = Room(), looking("away", 1, 0.35), looking("away", 2, 0.65)
    assert set(room.live(2.0, one)) == {1}
    assert set(room.live(0.5, one, replace(other, look="at me"))) == {1}
    assert set(room.live(1.0, one, other)) == {1}
    assert room.live(1.5, one, replace(other, look="at me"))[-1] == 2


def test_two_who_look_alike_are_not_flitted_between() -> None:
    room, attended = Room(), []
    for step in range(20):
        nearer = 0.02 * (step % 2)
        attended += room.live(0.5, looking("at me", 1, 0.4, 0.25 + nearer), looking("at me", 2, 0.6, 0.27 - nearer))
    assert len(set(attended)) == 1


def test_a_hand_calls_it_to_the_nearer_face() -> None:
    room = Room()
    near, far = looking("not sure", 1, 0.4, 0.3), looking("at me", 2, 0.7, 0.2)
    room.live(3.0, far)
    assert room.attention.track == 2
    assert room.live(2.0, near, far, touch=True)[-1] == 1


def test_the_bound_person_is_attended_to_whoever_else_looks() -> None:
    room = Room()
    assert room.live(3.0, looking("away", 1, 0.2, 0.15), looking("at me", 2, 0.5, 0.4), bound=1)[-1] == 1


def test_who_goes_is_attended_to_for_a_moment_and_then_it_turns_to_whoever_stays() -> None:
    room, one, other = Room(), looking("at me", 1, 0.4), looking("not sure", 2, 0.7)
    room.live(2.0, one, other)
    assert room.live(0.5, other)[-1] == 1
    assert room.live(2.0, other)[-1] == 2


def test_with_nobody_in_view_it_attends_to_nobody_after_a_while() -> None:
    room = Room()
    room.live(1.0, looking("at me", 1, 0.5))
    assert room.live(4.0)[-1] is None
