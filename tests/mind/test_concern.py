"""Distress that lasts is told to people, once and plainly, instead of being soothed for ever."""

from collections.abc import Callable

import pytest

from companion.vocabulary.acts import CareEvent
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import Judgement, Reading, SoundReading
from tests.mind.lives import Living, face, feels, hears, sees


def events(life: Living) -> list[tuple[float, CareEvent]]:
    return [(s, event) for s, decision in life.decisions for event in decision.events]


@pytest.mark.parametrize("emotion", ["sadness", "fear"])
def test_ten_minutes_of_distress_become_one_event(emotion: Judgement) -> None:
    life = Living(ticks_per_s=2)
    life.meet(face(emotion, 0.9))
    life.live(620, sees(face(emotion, 0.9)), every=1)
    (told,) = [(s, event) for s, event in events(life) if "ten minutes" in event.line]
    assert told[1].kind == "distress_lasts"
    assert told[1].line.endswith("Please come and look.")
    assert 590 <= told[0] - life.decisions[0][0] <= 620


def test_after_telling_it_stays_quietly_near_for_five_minutes_instead_of_soothing_on() -> None:
    life = Living(ticks_per_s=2)
    life.meet(face("sadness", 0.9))
    life.live(610, sees(face("sadness", 0.9)), every=1)
    near = life.live(280, sees(face("sadness", 0.9)), every=1)
    assert not {"nuzzle", "breathe_with", "hum"} & {decision.act.name for decision in near[40:]}
    assert "I have told the staff how you seem, so I stay quietly beside you." in {d.act.why for d in near}
    again = life.live(120, sees(face("sadness", 0.9)), every=1)
    assert "nuzzle" in {decision.act.name for decision in again}, "nobody is given up"


def test_a_minute_of_sadness_in_a_calm_hour_is_no_event() -> None:
    life = Living(ticks_per_s=2)
    life.meet()
    for _ in range(12):
        life.live(60, sees(face("sadness", 0.9)), every=1)
        life.live(240, sees(face()), every=1)
    assert not [event for _, event in events(life) if event.kind == "distress_lasts"]


def test_pain_is_passed_on_at_once_and_not_every_minute() -> None:
    life = Living(ticks_per_s=4)
    life.meet()
    for _ in range(10):
        life.tick(hears("pain")(life.now_s))
        life.live(20, sees(face()))
    hurting = [event for _, event in events(life) if event.kind == "says_it_hurts"]
    assert [event.line for event in hurting] == ["Somebody says that something hurts. Please ask them."]


def test_a_minute_of_crying_is_told_also_when_nobody_is_seen() -> None:
    life = Living(ticks_per_s=4)
    life.meet()
    life.live(30, sees())
    cries: Callable[[float], Reading] = lambda at_s: SoundReading(at_s, "crying", 0.9)  # noqa: E731
    watch = life.live(90, sees(), cries)
    assert watch[60].act.name in ("keep_watch", "turn_to_voice")
    assert [event.line for _, event in events(life)] == ["Somebody has been crying for a minute. Please come."]


def test_a_blow_is_told_and_blames_nobody() -> None:
    life = Living()
    life.live(1)
    for _ in range(5):
        life.tick(feels("hit", "head")(life.now_s))
        life.live(2)
    assert [(event.kind, event.line) for _, event in events(life)] == [
        ("was_hit", "I was hit on the head, so I lie still.")
    ]


def test_nothing_is_concluded_while_staff_are_at_work() -> None:
    life = Living(ticks_per_s=2)
    life.gate = Gate(staff=True)
    life.meet(face("sadness", 0.9))
    life.live(700, sees(face("sadness", 0.9)), hears("sad"), every=1)
    assert events(life) == []
    assert {decision.impression.certainty for _, decision in life.decisions} == {0.0}
