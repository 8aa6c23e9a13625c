"""What `make evaluate ARGS=faces` does to pictures, counts and writes down."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.faces.crop import CROP_PX
from companion.vocabulary.readings import EMOTIONS
from tools.evaluate import faces_card
from tools.evaluate.faces_card import write_cards
from tools.evaluate.faces_figures import Figures, figures_of, group_of, share
from tools.evaluate.faces_hard import HARDSHIPS, Points
from tools.evaluate.faces_training import Training, read_training
from tools.faces_wild import never_trained_on
from tools.train.face_pictures import CANVAS_PX, SHAPE_NUMBERS, Gallery
from tools.train.face_variety import Strength, batches, varied

CHANCE = np.random.default_rng(5)
PICTURE = np.asarray(cv2.GaussianBlur(CHANCE.integers(0, 256, (48, 48), np.uint8), (0, 0), 2), np.uint8)
POINTS = CHANCE.uniform(12, 36, (468, 2)).astype(np.float32)


@pytest.mark.parametrize("name", HARDSHIPS)
@pytest.mark.parametrize("points", [POINTS, None], ids=["a face", "no face"])
def test_a_hardship_changes_the_picture_and_leaves_the_one_it_was_given(name: str, points: Points) -> None:
    kept = PICTURE.copy()
    hurt = HARDSHIPS[name](PICTURE, points, np.random.default_rng(0))
    assert hurt.shape == PICTURE.shape
    assert hurt.dtype == np.uint8
    assert np.array_equal(PICTURE, kept)
    needs_a_face = name in ("glasses", "a hand at the mouth")
    assert np.array_equal(hurt, PICTURE) == (name == "as it is" or (needs_a_face and points is None))


def votes_for(*emotions: str) -> NDArray[np.float32]:
    return np.array([[10.0 if name == emotion else 0.0 for name in EMOTIONS] for emotion in emotions], np.float32)


def measured() -> Figures:
    """Four clear pictures and one on which people disagree; right are neutral, contempt and the unclear one."""
    votes = votes_for("neutral", "happiness", "contempt", "anger", "sadness")
    votes[4] = [3, 0, 0, 4, 3, 0, 0, 0]
    logits = votes_for("neutral", "contempt", "contempt", "fear", "sadness").astype(np.float64)
    logits[1, EMOTIONS.index("happiness")] = 5
    return figures_of(logits, votes, 1.0, 2.5)


def test_only_pictures_on_which_people_agree_are_counted() -> None:
    figures = measured()
    assert figures.pictures == 4
    assert figures.accuracy[0] == 0.5
    assert sum(map(sum, figures.confusion)) == 4


def test_without_contempt_the_next_best_answer_counts_and_its_pictures_do_not() -> None:
    assert measured().without_contempt[0] == pytest.approx(2 / 3)


def test_nothing_to_count_is_no_figure_at_all() -> None:
    assert share(np.zeros(0, np.bool_)) == (0.0, 0.0, 1.0)


def test_gloom_is_counted_among_neutral_faces_alone() -> None:
    truth = np.array([EMOTIONS.index(name) for name in ("neutral", "neutral", "sadness")])
    answer = np.array([EMOTIONS.index(name) for name in ("anger", "neutral", "sadness")])
    group = group_of("three", truth, answer)
    assert group.gloomy[0] == 0.5
    assert group.accuracy[0] == pytest.approx(2 / 3)


def test_a_person_is_in_the_same_half_on_every_machine_and_both_halves_have_people() -> None:
    assert [never_trained_on(name) for name in ("Kofi_Annan", "Kofi_Annan")] in ([True, True], [False, False])
    halves = [never_trained_on(f"Person_{number}") for number in range(200)]
    assert 60 < sum(halves) < 140


TRAINING = Training(1234, True, 26272, 1733, 2066, 1800, 0.979, 0.8812, 0.8801, (14, 19), 2.5)


def test_the_cards_say_what_was_measured_and_how_the_model_came_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faces_card, "PICTURE", tmp_path / "certainty.svg")
    (tmp_path / "face_expression.tflite").write_bytes(b"not a model")
    figures = measured()
    hard = {"a dim room": (0.75, 0.7, 0.8)}
    write_cards(tmp_path, 0.7, TRAINING, figures, hard, "fer is not installed", [])
    told = (tmp_path / "face_expression.md").read_text(encoding="utf8")
    assert read_training(tmp_path) == TRAINING
    for part in ("0.8801", "a dim room | 0.750", "fer is not installed", "research data", "Known limits", "0.700"):
        assert part in told
    dots = (tmp_path / "certainty.svg").read_text(encoding="utf8").count("<circle")
    assert dots == len(figures.reliability) > 0


def test_a_card_that_does_not_tell_of_its_training_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "face_expression.toml").write_text('name = "face_expression"\n', encoding="utf8")
    assert read_training(tmp_path) is None


def gallery(count: int) -> Gallery:
    canvases = CHANCE.integers(0, 256, (count, 2, CANVAS_PX, CANVAS_PX), np.uint8)
    shapes = np.stack([np.full((count, SHAPE_NUMBERS), side, np.float32) for side in (0, 1)], axis=1)
    return Gallery(canvases, np.ones(count, np.bool_), shapes)


def test_a_varied_crop_is_normalised_as_in_life() -> None:
    everything = Strength(cover=1, glasses=1, hand=1, softer=1, light=1, grain=1, jpeg=1, slant=1)
    crop = varied(gallery(1).canvases[0, 0], True, True, everything, np.random.default_rng(1))
    assert crop.shape == (CROP_PX, CROP_PX)
    assert crop.mean() == pytest.approx(0, abs=1e-4)


def test_rare_pictures_come_more_often_and_every_answer_stays_with_its_picture() -> None:
    targets = np.eye(8, dtype=np.float32)
    draws = np.array([3, 1, 1, 1, 1, 1, 1, 1], np.float32)
    made = batches(gallery(8), targets, draws, 10, Strength(), seed=1)
    crops, wanted, shapes = next(made)
    assert crops.shape == (10, CROP_PX, CROP_PX, 1)
    assert wanted.sum(axis=0).tolist() == draws.tolist()
    assert set(np.unique(shapes)) <= {0.0, 1.0}


def test_a_calm_picture_meets_no_hardship() -> None:
    black = np.zeros((CANVAS_PX, CANVAS_PX), np.uint8)
    chance = np.random.default_rng(1)
    hurt, calm = (varied(black, False, True, Strength(cover=0, grain=1, calm=share), chance) for share in (0, 1))
    assert hurt.std() > 0
    assert calm.std() == 0


def test_as_many_pictures_as_asked_for_are_seen_as_they_are_and_not_aligned() -> None:
    some = gallery(8)
    some.canvases[:, 0] = 0
    targets, draws = np.eye(8, dtype=np.float32), np.ones(8, np.float32)
    for raw in (0.0, 1.0):
        crops, *_ = next(batches(some, targets, draws, 8, Strength(raw=raw, calm=1), seed=1))
        assert [crop.std() > 0 for crop in crops] == [raw > 0] * 8
