"""Breathing that leads to calm: from at most 20 to 8 breaths a minute, never louder, given up when it does harm."""

from itertools import pairwise

import pytest

from companion.mind.coregulation import FASTEST, SLOWEST, Coregulation
from companion.vocabulary.acts import Impression
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import uniform_emotions
from tests.mind.lives import Living, face, feels, sees


def upset(arousal: float, state: str = "seems agitated") -> Impression:
    return Impression("anger", uniform_emotions(), -0.5, arousal, 0.8, state)


def led(
    arousals: list[float], state: str = "seems agitated", may_lead: bool = True
) -> tuple[Coregulation, list[float]]:
    """Lead through these arousals, one a second. Returns every breath rate there was."""
    lead, rates = Coregulation(), []
    for second, arousal in enumerate(arousals):
        lead.follow(upset(arousal, state), may_lead, 100.0 + second)
        if lead.breaths_per_minute is not None:
            rates.append(lead.breaths_per_minute)
    return lead, rates


@pytest.mark.parametrize("state", ["seems agitated", "seems anxious"])
def test_it_begins_near_the_upset_breath_and_slows_to_eight_over_four_minutes(state: str) -> None:
    _, rates = led([0.8] * 300, state)
    assert 16.0 < rates[0] <= FASTEST
    assert rates[119] > 12.0, "over minutes, not at once"
    assert rates[-1] == SLOWEST
    assert all(later <= earlier for earlier, later in pairwise(rates))


@pytest.mark.parametrize("arousal", [-1.0, 0.0, 0.5, 1.0])
def test_however_upset_somebody_is_it_never_breathes_faster_than_twenty(arousal: float) -> None:
    _, rates = led([arousal] * 200)
    assert max(rates) <= FASTEST
    assert min(rates) >= SLOWEST


@pytest.mark.parametrize("state", ["seems content", "seems joyful", "seems sad", "not sure", "nobody here"])
def test_nobody_else_is_led(state: str) -> None:
    assert led([0.9] * 60, state)[1] == []


def test_a_moment_of_anger_is_no_reason_to_lead() -> None:
    lead = Coregulation()
    for second, state in enumerate(["seems agitated", "seems content"] * 20):
        lead.follow(upset(0.5, state), True, float(second))
        assert not lead.leading


def test_it_goes_on_for_a_minute_when_the_person_grows_calm_and_then_lets_go() -> None:
    lead = Coregulation()
    for second in range(120):
        lead.follow(upset(0.7), True, float(second))
    for second in range(120, 300):
        lead.follow(upset(-0.2, "seems content"), True, float(second))
        assert lead.leading == (second < 180)
    assert lead.events == ()


def test_arousal_that_rises_for_a_minute_ends_it_with_a_word_to_people_and_ten_minutes_of_rest() -> None:
    lead, told = Coregulation(), []
    for second in range(600):
        lead.follow(upset(min(1.0, 0.2 + 0.004 * second)), True, float(second))
        told += [(second, event) for event in lead.events]
    ((second, event),) = told
    assert 60 <= second <= 90
    assert event.kind == "distress_lasts"
    assert "come and look" in event.line
    assert not lead.leading
    for second in range(600, 660):
        lead.follow(upset(0.8), True, float(second))
        assert not lead.leading, "it rests for ten minutes"


def test_arousal_that_goes_up_and_down_or_stays_does_not_end_it() -> None:
    for arousals in ([0.8] * 300, [0.5 + (0.2 if second % 40 < 20 else 0.0) for second in range(300)]):
        lead, _ = led(arousals)
        assert lead.leading


def test_it_stops_at_once_when_it_may_not_lead() -> None:
    lead, _ = led([0.8] * 60)
    lead.follow(upset(0.8), False, 170.0)
    assert lead.breaths_per_minute is None


def test_the_whole_creature_breathes_with_an_angry_person_and_never_louder() -> None:
    life = Living(ticks_per_s=4)
    life.meet(face("anger", 0.9))
    lived = life.live(240, sees(face("anger", 0.9)))
    leading = [decision for decision in lived if decision.breaths_per_minute is not None]
    assert {decision.act.name for decision in leading[20:]} == {"breathe_with"}
    assert leading[20].act.why == "Your face looks angry, so I keep low and breathe slowly beside you."
    assert all(later.act.intensity <= earlier.act.intensity for earlier, later in pairwise(leading[20:]))
    assert leading[-1].act.intensity < 0.75 * leading[20].act.intensity
    calm = life.live(40, sees(face("neutral", 0.9)))
    assert calm[-1].act.name == "breathe_with"
    assert calm[-1].act.why == "You grow calmer, so I go on breathing slowly with you."
    assert life.live(60, sees(face("neutral", 0.9)))[-1].breaths_per_minute is None


def test_when_it_fails_it_withdraws_and_rests() -> None:
    life = Living(ticks_per_s=4)
    life.meet(face("anger", 0.9))
    life.live(5, sees(face("anger", 0.9)))
    life.mind._coregulation._failed_s = life.now_s  # as after a minute of rising arousal
    withdrawn = life.live(50, sees(face("anger", 0.9)))
    assert withdrawn[-1].act.why == "You seem more upset while I am near, so I draw back and rest."
    assert {decision.act.name for decision in life.live(200, sees(face("anger", 0.9)))[60:]} <= {"rest", "look"}


def test_staff_a_stop_and_too_many_touches_end_the_leading() -> None:
    for gate in (Gate(staff=True), Gate(stop=True)):
        life = Living()
        life.meet(face("anger", 0.9))
        assert life.live(10, sees(face("anger", 0.9)))[-1].breaths_per_minute is not None
        life.gate = gate
        assert life.tick(sees(face("anger", 0.9))(life.now_s)).breaths_per_minute is None
    life = Living()
    life.meet(face("anger", 0.9))
    life.live(10, sees(face("anger", 0.9)))
    assert life.tick(*(feels("contact")(life.now_s) for _ in range(300))).breaths_per_minute is None
