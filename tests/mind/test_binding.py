"""Whose feeling: only inside a session, only one face, only after a touch or the guest's own word."""

import pytest

from companion.vocabulary.commands import BeginSession, EndSession
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import FaceReading
from tests.mind.lives import Living, face, feels, hears, sees

SAD = face("sadness", 0.95)


def test_without_a_session_nobody_is_judged_however_sad_they_look() -> None:
    life = Living()
    life.live(5, sees(SAD), feels("stroke"))
    assert {decision.binding.track for _, decision in life.decisions} == {None}
    assert {decision.impression.emotion for _, decision in life.decisions} == {"not sure"}
    assert life.decisions[-1][1].binding.line == "No session is running, so I judge nobody's feelings."


def test_a_resident_is_bound_by_a_touch_and_the_line_asks_for_it() -> None:
    life = Living()
    life.tick(commands=[BeginSession("Ruth")])
    before = life.live(2, sees(SAD))[-1]
    assert before.binding.track is None
    assert before.binding.line == "Stroke me so that I know it is you."
    assert before.impression.emotion == "not sure"
    after = life.live(1, sees(SAD), feels("contact"))[-1]
    assert after.binding.track == 1
    assert after.impression.emotion == "sadness"


def test_a_touch_shortly_before_the_face_appears_counts_too() -> None:
    life = Living()
    life.tick(commands=[BeginSession("Ruth")])
    life.live(0.5, feels("stroke"))
    assert life.live(1, sees(SAD))[-1].binding.track == 1


def test_a_hit_binds_nobody() -> None:
    life = Living()
    life.tick(commands=[BeginSession("Ruth")])
    assert life.live(2, sees(SAD), feels("hit"))[-1].binding.track is None


def test_the_guest_who_pressed_the_button_is_bound_when_alone_in_view() -> None:
    assert Living().meet(SAD).binding.track == 1


def test_the_guests_word_binds_nobody_while_two_faces_are_in_view() -> None:
    assert Living().meet(face(track=1, x=0.3), face(track=2, x=0.9, size=0.1)).binding.track is None


@pytest.mark.parametrize(
    "other", [face(track=2, x=0.9, y=0.2, size=0.1), face(track=2, facing=0.2)], ids=["far away", "turned away"]
)
def test_the_face_nearest_the_lap_is_bound_beside_one_that_does_not_fit(other: FaceReading) -> None:
    life = Living()
    life.tick(commands=[BeginSession("Ruth")])
    assert life.live(1, sees(SAD, other), feels("contact"))[-1].binding.track == 1


def test_when_two_fit_the_expression_stops_being_judged_until_a_touch_with_one_in_view() -> None:
    life = Living()
    life.meet(SAD)
    two = (face("sadness", 0.95, track=1, x=0.4), face("happiness", 0.95, track=2, x=0.6))
    crowd = life.live(2, sees(*two), feels("stroke"))[-1]
    assert crowd.binding.track is None
    assert crowd.impression.emotion == "not sure"
    assert crowd.act.gaze is not None, "presence and gaze remain"
    assert "more than one person" in crowd.binding.line
    life.live(6, sees(SAD))
    assert life.decisions[-1][1].binding.track is None, "the old binding does not come back by itself"
    assert life.live(1, sees(SAD), feels("contact"))[-1].binding.track == 1


def test_a_lost_face_is_not_bound_again_by_a_touch_from_before_the_loss() -> None:
    life = Living()
    life.meet(SAD)
    life.live(1, sees(SAD), feels("stroke"))
    life.live(2, sees())
    back = life.live(1, sees(face("sadness", 0.95, track=2)))[-1]
    assert back.binding.track is None
    assert life.live(1, sees(face(track=2)), feels("hold"))[-1].binding.track == 2


def test_a_short_gap_does_not_lose_the_face() -> None:
    life = Living()
    life.meet(SAD)
    life.live(1, sees())
    assert life.live(1, sees(SAD))[-1].binding.track == 1


def test_a_camera_that_falls_silent_loses_the_face() -> None:
    life = Living()
    life.meet(SAD)
    assert life.live(3)[-1].binding.track is None


@pytest.mark.parametrize("gate", [Gate(staff=True), Gate(stop=True), Gate(cleaning=True)])
def test_a_gate_that_forbids_judging_ends_it_at_once_and_a_touch_is_needed_afterwards(gate: Gate) -> None:
    life = Living()
    life.meet(SAD)
    life.gate = gate
    closed = life.tick()
    assert closed.binding.track is None
    assert closed.impression.emotion == "not sure"
    life.live(1, sees(SAD), hears("sad"))
    assert life.decisions[-1][1].impression.evidence == ()
    life.gate = Gate()
    assert life.live(2, sees(SAD))[-1].binding.track is None


def test_the_end_of_the_session_forgets_the_impression() -> None:
    life = Living()
    life.meet(SAD)
    ended = life.tick(commands=[EndSession()])
    assert (ended.binding.resident, ended.binding.track, ended.impression.evidence) == (None, None, ())


def test_a_new_session_knows_nothing_of_the_last_person() -> None:
    life = Living()
    life.meet(SAD)
    life.tick(sees(SAD)(life.now_s), hears("lonely")(life.now_s))
    fresh = life.tick(commands=[BeginSession("Hans")])
    assert fresh.binding.resident == "Hans"
    assert fresh.binding.track is None
    assert fresh.impression.evidence == ()
