"""What was only half heard makes it gentler; it acts when a second cue agrees."""

from collections.abc import Callable

import pytest

from companion.mind.agreeing import WITHIN_S
from companion.mind.guard import GENTLER_S
from companion.vocabulary.readings import BodyReading, Reading, SoundReading, WordsMeaning, WordsReading
from tests.mind.lives import Living, Source, face, feels, sees


def half_hears(*meanings: WordsMeaning) -> Source:
    return lambda at_s: WordsReading(at_s, ("other",), 0.0, 0.0, 0.0, perhaps=meanings)


def told(life: Living) -> list[str]:
    return [event.kind for _, decision in life.decisions for event in decision.events]


def ended(life: Living) -> bool:
    return any(decision.ends_session for _, decision in life.decisions)


@pytest.mark.parametrize("meaning", ["leave_me", "pain"])
def test_a_half_heard_word_alone_ends_nothing_and_calls_nobody_and_makes_it_gentler(meaning: WordsMeaning) -> None:
    life = Living()
    life.meet()
    assert life.decisions[-1][1].arousal > -0.3
    decision = life.tick(half_hears(meaning)(life.now_s))
    assert decision.arousal <= -0.3
    assert decision.saying is None
    life.live(GENTLER_S + 5.0, sees(face()))
    assert not ended(life)
    assert told(life) == []
    assert "says it hurts" not in {decision.impression.state for _, decision in life.decisions}
    assert life.decisions[-1][1].arousal > -0.3, "it is its old self again"


def test_while_something_was_half_heard_it_asks_for_nothing() -> None:
    bold, wary = Living(ticks_per_s=4), Living(ticks_per_s=4)
    for life in (bold, wary):
        life.meet()
    for _ in range(20):
        wary.tick(half_hears("leave_me")(wary.now_s))
        wary.live(WITHIN_S + 1.0, sees(face()))
        bold.live(WITHIN_S + 1.05, sees(face()))
    assert wary.mind._selection.bids == 0
    assert bold.mind._selection.bids > 0, "or this tells nothing"


@pytest.mark.parametrize(
    "second",
    [
        half_hears("leave_me"),
        feels("push", "chest", 10.0, 0.7),
        lambda at_s: BodyReading(at_s, "turned_away", 0.9),
    ],
    ids=["said again", "a push", "a turned back"],
)
@pytest.mark.parametrize("first", [0, 1], ids=["word first", "word second"])
def test_with_a_second_cue_a_stop_is_a_stop(second: Callable[[float], Reading], first: int) -> None:
    life = Living()
    life.meet()
    cues = [half_hears("leave_me"), second]
    life.tick(cues[first](life.now_s))
    life.live(5.0, sees(face()))
    life.tick(cues[1 - first](life.now_s))
    assert ended(life)


def test_a_pain_half_heard_again_and_again_calls_nobody_by_itself() -> None:
    life = Living()
    life.meet()
    for _ in range(4):
        life.tick(half_hears("pain")(life.now_s))
        life.live(3.0, sees(face()))
    assert told(life) == []


@pytest.mark.parametrize("event", ["crying", "scream", "sigh"])
def test_with_a_sound_of_distress_a_half_heard_pain_calls_people(event: str) -> None:
    life = Living()
    life.meet()
    life.tick(half_hears("pain")(life.now_s))
    life.live(3.0, sees(face()))
    life.tick(SoundReading(life.now_s, event, 0.9))  # type: ignore[arg-type]  # the three above
    life.live(1.0, sees(face()))
    assert "says_it_hurts" in told(life)


def test_cues_far_apart_or_of_different_kinds_do_not_agree() -> None:
    life = Living()
    life.meet()
    life.tick(half_hears("leave_me")(life.now_s))
    life.live(WITHIN_S + 2.0, sees(face()))
    life.tick(half_hears("leave_me")(life.now_s))
    life.live(2.0, sees(face()))
    life.tick(half_hears("pain")(life.now_s))
    life.live(2.0, sees(face()))
    assert not ended(life)
    assert told(life) == []
