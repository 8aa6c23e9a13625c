"""When it is enough: noise, too many touches, a long session; and somebody who wants to be alone is left alone."""

from collections.abc import Callable

import pytest

from companion.mind.guard import SENT_AWAY_S
from companion.vocabulary.commands import BeginSession, EndSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import BodyReading, LoudnessReading, Reading
from tests.mind.lives import Living, Source, face, feels, hears, sees

LEAVE = "They ask to be left alone, so I have ended the session."


def turned(at_s: float) -> BodyReading:
    return BodyReading(at_s, "turned_away", 0.9)


def noise(at_s: float) -> LoudnessReading:
    return LoudnessReading(at_s, -8.0, False)


def told(life: Living) -> list[str]:
    return [event.line for _, decision in life.decisions for event in decision.events]


def ended(life: Living) -> int:
    return sum(decision.ends_session for _, decision in life.decisions)


@pytest.mark.parametrize(
    ("sign", "line"),
    [(hears("leave_me"), "You ask to be left alone"), (feels("push", "chest", 10.0, 0.7), "You push me away")],
)
def test_a_word_or_a_push_ends_the_session_in_the_same_tick(sign: Callable[[float], Reading], line: str) -> None:
    life = Living()
    life.meet(face("happiness", 0.9))
    decision = life.tick(sees(face("happiness", 0.9))(life.now_s), sign(life.now_s))
    assert decision.ends_session
    assert (decision.binding.resident, decision.binding.track) == (None, None)
    assert decision.binding.line == f"{line}, so the session is over and I judge nobody's feelings."
    assert decision.act.name == "withdraw"
    assert decision.act.why == f"{line}, so I lie still and quiet."
    assert decision.impression.certainty == 0.0
    assert [event.kind for event in decision.events] == ["wants_to_be_alone"]


def test_the_end_is_told_once_and_the_daemons_own_order_keeps_the_reason_in_view() -> None:
    life = Living()
    life.meet()
    life.tick(hears("leave_me")(life.now_s))
    assert life.tick(commands=[EndSession()]).binding.line.startswith("You ask to be left alone")
    life.live(120, sees(face()))
    assert (ended(life), told(life)) == (1, [LEAVE])
    assert "seems content" not in {decision.impression.state for _, decision in life.decisions[-20:]}
    assert life.tick(commands=[BeginSession("guest")]).binding.line.startswith(("I see", "Stroke"))


def test_turning_away_once_is_nothing_and_twice_ends_the_session() -> None:
    life = Living()
    life.meet()
    life.live(8, sees(face()), turned)
    assert not ended(life), "one long turn is one turn"
    life.live(10, sees(face()))
    decision = life.tick(turned(life.now_s))
    assert decision.ends_session
    assert told(life) == ["They turn away again, so I have ended the session."]


def test_two_turns_far_apart_are_no_refusal() -> None:
    life = Living(ticks_per_s=4)
    life.meet()
    life.tick(turned(life.now_s))
    life.live(700, sees(face()))
    life.tick(turned(life.now_s))
    assert not ended(life)


def test_a_doubtful_turn_is_not_counted() -> None:
    life = Living()
    life.meet()
    for _ in range(5):
        life.tick(BodyReading(life.now_s, "turned_away", 0.4))
        life.live(6, sees(face()))
    assert not ended(life)


def test_after_being_sent_away_it_lies_still_and_makes_no_bid_for_half_an_hour() -> None:
    life = Living(ticks_per_s=4)
    life.meet()
    life.tick(feels("push")(life.now_s))
    still = life.live(SENT_AWAY_S - 1, sees(face()))
    assert {decision.act.name for decision in still} == {"withdraw"}
    life.tick(commands=[BeginSession("guest")])
    later = life.live(1700, sees(face()))
    assert not {"greet", "look_up"} & {decision.act.name for decision in later}


def test_without_a_session_a_push_is_obeyed_too_and_ends_nothing() -> None:
    life = Living()
    life.live(1)
    decision = life.tick(feels("push")(life.now_s))
    assert (decision.act.name, decision.ends_session) == ("withdraw", False)


def test_noise_that_lasts_makes_it_quiet_and_slow_and_quiet_brings_it_back() -> None:
    life = Living()
    life.meet(face("happiness", 0.9))
    life.live(10, noise)
    assert life.decisions[-1][1].act.name != "withdraw", "ten seconds of noise are a joke or a chair"
    loud = life.live(20, noise, sees(face("happiness", 0.9)))[-1]
    assert loud.act.name == "withdraw"
    assert loud.act.why == "It has been loud for a while, so I lie quiet and slow for a while."
    assert loud.arousal <= -0.3
    assert life.live(30, sees(face("happiness", 0.9)))[-1].act.name != "withdraw"
    assert told(life) == ["It has been loud for a while, so I have gone quiet."]


def test_people_are_told_of_too_much_once_in_ten_minutes() -> None:
    life = Living(ticks_per_s=10)
    for _ in range(5):
        for _ in range(20):
            life.tick(*(feels("contact", "tail")(life.now_s) for _ in range(20)))
        life.live(60)
    assert told(life) == ["Many touches come at once, so I have gone quiet."]


def test_when_time_runs_backwards_it_does_not_lie_still_for_a_year() -> None:
    life = Living()
    life.meet()
    life.tick(hears("leave_me")(life.now_s))
    for second in range(30):
        decision = life.mind.think((), (), Gate(), Moment(-1e7 + second))
    assert decision.act.name == "rest"
    assert not decision.ends_session


@pytest.mark.parametrize("source", [hears("leave_me"), feels("push"), turned])
def test_nobody_is_asked_why_and_no_act_calls_after_them(source: Source) -> None:
    life = Living(ticks_per_s=4)
    life.meet(face("sadness", 0.9))
    for _ in range(2):
        life.tick(source(life.now_s))
        life.live(7, sees(face("sadness", 0.9)))
    assert ended(life) == 1
    before = len(life.decisions)
    life.live(600, sees(face("sadness", 0.9)))
    names = {decision.act.name for _, decision in life.decisions[before:]}
    assert not names & {"greet", "look_up", "nuzzle", "peekaboo", "wriggle"}
