"""From scores to words: probabilities, abstention, valence and arousal; and the crop that the scores come from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from companion.perception.faces.crop import CROP_PX, crop_region, draw_crop, normalise
from companion.perception.faces.detector import find_faces
from companion.perception.faces.expression import AFFECT, read_expression
from companion.perception.faces.landmarks import find_landmarks, region_of
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, Emotion
from tests.perception.face_models import Picture, astronaut, models, turned


def scores(**named: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array([named.get(emotion, 0.0) for emotion in EMOTIONS], np.float32)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_the_highest_score_is_the_emotion_that_is_said(emotion: Emotion) -> None:
    reading = read_expression(scores(**{emotion: 9.0}), 1.0, 0.5)
    assert reading.emotion == emotion
    assert reading.certainty == max(reading.emotions.values()) > 0.99


def test_without_evidence_it_is_not_sure_but_still_says_the_probabilities() -> None:
    reading = read_expression(scores(), 1.0, 0.5)
    assert reading.emotion == NOT_SURE
    assert reading.emotions == pytest.approx(dict.fromkeys(EMOTIONS, 1 / 8))


def test_a_higher_temperature_makes_it_less_sure_of_the_same_thing() -> None:
    cool, warm = (read_expression(scores(sadness=4.0), temperature, 0.3) for temperature in (1.0, 2.0))
    assert cool.emotion == warm.emotion == "sadness"
    assert warm.certainty < cool.certainty
    assert warm.logits == cool.logits


def test_valence_and_arousal_are_expectations_over_the_table() -> None:
    reading = read_expression(scores(happiness=40.0), 1.0, 0.5)
    assert (reading.valence, reading.arousal) == pytest.approx(AFFECT["happiness"])
    between = read_expression(scores(happiness=40.0, sadness=40.0), 1.0, 0.0)
    assert between.valence == pytest.approx((AFFECT["happiness"][0] + AFFECT["sadness"][0]) / 2)


@given(arrays(np.float32, 8, elements=some.floats(-200, 200, width=32)), some.floats(0.2, 10))
def test_any_scores_give_a_reading_within_its_ranges(
    logits: np.ndarray[tuple[int], np.dtype[np.float32]], temperature: float
) -> None:
    reading = read_expression(logits, temperature, 0.5)
    assert sum(reading.emotions.values()) == pytest.approx(1)
    assert 1 / 8 - 1e-9 <= reading.certainty <= 1
    assert -1 <= reading.valence <= 1
    assert -1 <= reading.arousal <= 1


def crop_of(pixels: Picture) -> Picture:
    (face,) = find_faces(pixels, models().detect)
    landmarks = find_landmarks(pixels, region_of(face), models().mesh)
    assert landmarks is not None
    return draw_crop(pixels, crop_region(landmarks))


@pytest.mark.parametrize(("angle_deg", "scale"), [(25, 1.0), (-25, 1.0), (0, 0.75), (0, 1.4), (15, 0.8)])
def test_the_crop_of_a_turned_or_distant_face_is_nearly_the_same_crop(angle_deg: float, scale: float) -> None:
    plain, other = (crop_of(picture) for picture in (astronaut(), turned(astronaut(), angle_deg, scale)))
    assert plain.shape == other.shape == (CROP_PX, CROP_PX)
    middle = slice(6, -6)
    assert np.corrcoef(plain[middle, middle].ravel(), other[middle, middle].ravel())[0, 1] > 0.9


def test_brighter_or_duller_light_does_not_change_what_the_network_sees() -> None:
    crop = crop_of(astronaut())
    dim = np.clip(crop * 0.5 + 20, 0, 255).astype(np.uint8)
    assert np.abs(normalise(crop) - normalise(dim)).mean() < 0.03


def test_a_flat_picture_is_not_stretched_into_noise() -> None:
    flat = np.full((CROP_PX, CROP_PX), 90, np.uint8)
    flat[0, 0] = 91
    assert np.abs(normalise(flat)).max() < 0.2
