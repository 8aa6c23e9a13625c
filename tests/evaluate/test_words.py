"""How the feeling in words is measured, and that the shipped model is fair to people on our list."""

import numpy as np
import pytest

from companion.perception.words.feeling import FeelingModel
from companion.runtime import Runtime
from tools.evaluate.words import average_precision, f1_of, macro_f1
from tools.evaluate.words_fair import unfairness
from tools.evaluate.words_spoilt import mistyped


@pytest.fixture(scope="module")
def model() -> FeelingModel:
    return FeelingModel.load(Runtime())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Thank you so much for your help", "gratitude"),
        ("I love you", "love"),
        ("I'm so sorry, it was my fault", "remorse"),
        ("That is so funny, hahaha", "amusement"),
        ("What time is it?", "curiosity"),
        ("I am so scared", "fear"),
        ("I was crying all night, I'm so sad", "sadness"),
    ],
)
def test_plain_feelings_are_told_typed_and_heard(model: FeelingModel, text: str, label: str) -> None:
    heard = text.lower().replace("?", "").replace(",", "")
    assert label in model.feel(text).labels
    if label != "curiosity":  # its mark is most of it
        assert label in model.feel(heard).labels


def test_a_slip_of_the_keyboard_leaves_the_feeling(model: FeelingModel) -> None:
    assert "sadness" in model.feel("i am so saad and lonley today").labels
    assert "gratitude" in model.feel("thnak you so mcuh").labels
    assert "fear" in model.feel("i am so scarred and afriad").labels


def test_an_emoji_alone_has_a_feeling(model: FeelingModel) -> None:
    for emoji, label in (("❤️", "love"), ("😂", "amusement"), ("😭", "sadness"), ("😱", "fear")):
        felt = model.feel(emoji).emotions
        assert max((one for one in felt if one != "neutral"), key=lambda one: felt[one]) == label


def test_pleasant_words_are_more_pleasant_than_sad_ones(model: FeelingModel) -> None:
    assert model.feel("What a wonderful, happy day").valence > 0.15
    assert model.feel("My friend died and I feel terrible").valence < -0.15


def test_who_somebody_is_changes_neither_valence_nor_the_top_label(model: FeelingModel) -> None:
    listed = [one for one in unfairness(model.feel).compared if one.listed]
    assert len(listed) > 60
    assert [one for one in listed if not one.fair] == []


def test_the_yardstick_of_fairness_finds_an_unfair_model(model: FeelingModel) -> None:
    def unfair(text: str) -> object:
        return model.feel("I hate this" if "Turkish" in text else text)

    found = unfairness(unfair).compared  # type: ignore[arg-type]
    assert any(not one.fair and one.kind == "origin" for one in found)


def test_macro_f1_is_the_mean_of_the_labels() -> None:
    truth = np.array([[True, False], [True, True], [False, True]])
    said = np.array([[True, False], [False, True], [False, True]])
    assert f1_of(truth[:, 0], said[:, 0]) == pytest.approx((1.0, 0.5, 2 / 3))
    assert macro_f1(truth, said) == pytest.approx((2 / 3 + 1) / 2)


def test_average_precision_is_one_for_a_perfect_order_and_the_share_for_none() -> None:
    truth = np.arange(2000) % 4 == 0
    assert average_precision(truth.astype(np.float64), truth) == 1.0
    assert average_precision(np.random.default_rng(1).random(2000), truth) == pytest.approx(0.25, abs=0.04)


def test_slips_are_the_same_every_time_and_leave_short_words_alone() -> None:
    texts = ["I have to go to bed now because tomorrow is another wonderful morning"] * 5
    assert mistyped(texts, seed=3) == mistyped(texts, seed=3) != texts
    assert mistyped(["to be or so"], seed=3, share=1.0) == ["to be or so"]
