"""Many senses, one belief: honest about doubt, and never worse than the best of the senses alone."""

import math
from dataclasses import replace

import pytest

from companion.mind.fusion import (
    BASE,
    RELIABILITY,
    SENSES,
    Chances,
    Opinion,
    SenseName,
    chances_of,
    fuse,
    trusted,
)
from companion.vocabulary.readings import EMOTIONS, Emotion
from tests.mind.lives import spread
from tools.evaluate import __main__ as evaluate
from tools.evaluate.fusion import Judged, judge, keeps_its_promises, subsets
from tools.evaluate.people import watch


def sure_of(emotion: Emotion, share: float = 0.85) -> Chances:
    return chances_of(spread(emotion, share))


def says(sense: SenseName, emotion: Emotion, share: float = 0.85, age_s: float = 0.0) -> Opinion:
    return Opinion(sense, sure_of(emotion, share), trusted(sense, 1.0, age_s))


def certainty(*opinions: Opinion) -> float:
    return max(fuse(opinions).chances)


@pytest.fixture(scope="module")
def judged() -> tuple[Judged, ...]:
    """Every subset of senses on simulated people nobody has tuned on."""
    return judge(watch(1200, seed=515), subsets())


def test_every_subset_of_senses_knows_at_least_as_much_as_the_best_of_them_alone(judged: tuple[Judged, ...]) -> None:
    assert len(judged) == 127
    for each in judged:
        assert not each.accuracy.worse, each
        assert not each.log_loss.worse, each
        assert each.accuracy.better > -0.02, each


def test_all_senses_together_know_clearly_more_than_the_best_alone(judged: tuple[Judged, ...]) -> None:
    everything = judged[-1]
    assert everything.accuracy.low > 0.02
    assert everything.log_loss.low > 0.05


def test_the_certainty_of_all_senses_together_is_honest() -> None:
    """Many moments: with few of them the error of a perfect forecast would not be small either."""
    assert judge(watch(6000, seed=516), [SENSES])[0].calibration_error <= 0.05


def test_a_missing_sense_widens_doubt(judged: tuple[Judged, ...]) -> None:
    by_size = [[each.certainty for each in judged if len(each.senses) == size] for size in range(1, 8)]
    means = [sum(some) / len(some) for some in by_size]
    assert means == sorted(means)


def test_a_table_that_breaks_its_promise_is_told_by_the_exit_status(judged: tuple[Judged, ...]) -> None:
    good = [replace(judged[-1], calibration_error=0.01)]
    assert keeps_its_promises(good)
    assert not keeps_its_promises([replace(good[0], calibration_error=0.06)])
    worse = replace(good[0].accuracy, better=-0.1, low=-0.12, high=-0.08)
    assert not keeps_its_promises([replace(good[0], accuracy=worse)])
    assert evaluate.main(["nothing"]) == 2


def test_no_opinion_is_no_belief() -> None:
    belief = fuse(())
    assert set(belief.chances) == {1 / len(EMOTIONS)}
    assert (belief.valence, belief.arousal, belief.sides) == (0.0, 0.0, None)


def test_an_opinion_nobody_trusts_is_no_opinion() -> None:
    distrusted = Opinion("face", sure_of("anger"), 0.0, -0.9, 0.9)
    assert fuse([distrusted]) == fuse(())
    assert fuse([distrusted, says("voice", "sadness")]) == fuse([says("voice", "sadness")])


@pytest.mark.parametrize("sense", SENSES)
def test_what_one_sense_says_fades_into_no_belief(sense: SenseName) -> None:
    told = [certainty(says(sense, "happiness", age_s=age_s)) for age_s in range(0, 200, 2)]
    assert told == sorted(told, reverse=True)
    assert told[-1] < 0.2


def test_agreement_makes_surer() -> None:
    assert certainty(says("face", "sadness"), says("voice", "sadness")) > certainty(says("face", "sadness"))


def test_contradiction_makes_less_sure_and_both_sides_are_named_the_surer_first() -> None:
    belief = fuse([says("words", "neutral", 0.7), says("touch", "neutral", 0.3), says("voice", "fear", 0.9)])
    assert max(belief.chances) < certainty(says("voice", "fear", 0.9))
    assert belief.sides == (2, 0)
    assert belief.contradiction > 0.2


def test_senses_that_agree_have_no_two_sides() -> None:
    assert fuse([says("words", "fear", 0.7), says("voice", "fear", 0.9)]).sides is None


def test_a_second_sense_that_says_only_what_is_usual_changes_the_answer_little() -> None:
    usual = Opinion("touch", chances_of(BASE), trusted("touch", 1.0, 0.0))
    alone, both = (fuse(some).chances for some in ([says("face", "anger")], [says("face", "anger"), usual]))
    assert max(abs(one - other) for one, other in zip(alone, both, strict=True)) < 0.05


def test_valence_follows_the_face_more_and_arousal_the_voice() -> None:
    face, voice = sure_of("neutral"), sure_of("neutral")
    belief = fuse([Opinion("face", face, 0.9, 1.0, 1.0), Opinion("voice", voice, 0.9, -1.0, -1.0)])
    assert belief.valence > 0.1
    assert belief.arousal < -0.1


def test_a_pulse_alone_says_nothing_of_pleasure() -> None:
    belief = fuse([Opinion("pulse", chances_of(BASE), 0.8, None, 0.7)])
    assert belief.valence == 0.0
    assert belief.arousal > 0.4


def test_every_sense_has_a_row_with_its_reason() -> None:
    assert set(RELIABILITY) == set(SENSES)
    for row in RELIABILITY.values():
        assert 0.0 < row.holds < 1.0
        assert row.lasts_s > 0.0
        assert len(row.because) > 30
    assert math.isclose(sum(BASE.values()), 1.0)


@pytest.mark.parametrize("extreme", [{"anger": 1.0}, {}, {"anger": 1e-300, "fear": 1.0}])
def test_extreme_words_of_a_sense_stay_numbers(extreme: dict[Emotion, float]) -> None:
    opinions = [Opinion(sense, chances_of(extreme), 1.0) for sense in SENSES]
    assert math.isclose(sum(fuse(opinions).chances), 1.0)
