"""How a person's answers to an act become what is learnt of their taste."""

import random

import pytest

from companion.mind.answers import WATCHES_S, Answers
from companion.mind.surroundings import Surroundings
from companion.mind.tastes import Context, Tastes
from companion.vocabulary.acts import Act, Impression
from companion.vocabulary.readings import Emotion, Reading, SightReading, uniform_emotions
from tests.mind.lives import Source, face, feels, sees, spread

CONTEXT = Context("seems content", "day")


class Kept(Tastes):
    """Tastes that remember what they were told."""

    def __init__(self) -> None:
        super().__init__(random.Random(1))
        self.told: list[tuple[str, float]] = []

    def reward(self, act: str, context: Context, value: float, now_s: float) -> None:
        self.told.append((act, value))


def seems(emotion: Emotion = "neutral", arousal: float = 0.3) -> Impression:
    return Impression(emotion, spread(emotion, 0.8), 0.1, arousal, 0.8, "seems content")


def answered(
    *sources: Source,
    then: Impression | None = None,
    seconds: float = 12.0,
    layer: str = "proactive",
    lasts_s: float = 4.0,
) -> Kept:
    """An act of four seconds, answered in its second second; then rest."""
    kept, around = Kept(), Surroundings()
    answers = Answers(kept)
    for tick in range(round(seconds * 10)):
        s = 100.0 + tick / 10
        name, started_s = ("wriggle", 100.0) if s < 100.0 + lasts_s else ("rest", 100.0 + lasts_s)
        act = Act(name, name, "", layer if name == "wriggle" else "rhythmic", 0.5, started_s)  # type: ignore[arg-type]
        readings: list[Reading] = [SightReading(s, (face(),))]
        if tick == 15:
            readings += [source(s) for source in sources]
        around.notice(readings, s)
        answers.watch(act, CONTEXT, then if then is not None and tick > 15 else seems(), around)
    return kept


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        (feels("stroke"), 0.4, 0.6),
        (feels("push"), -0.7, -0.5),
        (feels("hit"), -1.0, -0.9),
        (feels("contact"), 0.0, 0.0),
    ],
)
def test_a_hand_is_an_answer(source: Source, least: float, most: float) -> None:
    ((act, value),) = answered(source).told
    assert act == "wriggle"
    assert least <= value <= most


def test_a_smile_and_a_calmer_voice_are_answers() -> None:
    ((_, smiled),) = answered(then=seems("happiness")).told
    ((_, calmed),) = answered(then=seems(arousal=-0.1)).told
    assert smiled >= 0.3
    assert calmed >= 0.2


def test_an_answer_is_waited_for_a_few_seconds_and_no_longer() -> None:
    assert answered(feels("stroke"), seconds=WATCHES_S - 0.2).told == []
    assert len(answered(feels("stroke"), seconds=WATCHES_S + 0.3).told) == 1


def test_an_act_that_goes_on_is_answered_again_and_each_answer_counts_alone() -> None:
    long = answered(feels("stroke"), seconds=2.5 * WATCHES_S, lasts_s=100.0).told
    assert [act for act, _ in long] == ["wriggle", "wriggle"]
    assert long[0][1] >= 0.4
    assert long[1][1] == 0.0


def test_what_a_hand_itself_called_forth_is_not_rewarded() -> None:
    assert answered(feels("stroke"), layer="reactive").told == []


def test_being_sent_away_is_an_answer_too() -> None:
    kept, around = Kept(), Surroundings()
    answers = Answers(kept)
    around.notice([sees(face())(100.0)], 100.0)
    answers.watch(Act("wriggle", "", "", "proactive", 0.5, 100.0), CONTEXT, seems(), around)
    around.notice([feels("push")(100.1)], 100.1)
    answers.settle(around, sent_away=True)
    ((act, value),) = kept.told
    assert (act, round(value, 6)) == ("wriggle", -1.0)
    answers.settle(around, sent_away=True)
    assert len(kept.told) == 1


def test_nothing_is_known_of_an_impression_that_is_not_sure() -> None:
    unsure = Impression("not sure", uniform_emotions(), 0.0, 0.0, 0.0, "not sure")
    assert answered(then=unsure).told == [("wriggle", 0.0)]
