"""The yardsticks of `make evaluate` measure what they say."""

import numpy as np
import pytest

from tools.evaluate.calibration import balanced, calibration_error, fit_temperature, interval, softmax
from tools.ferplus import clear_majority


def test_people_agree_with_six_votes_or_with_five_and_a_lead() -> None:
    votes = np.zeros((5, 8), np.float32)
    votes[0, :2] = 6, 4
    votes[1, :3] = 5, 4, 1
    votes[2, :2] = 5, 5
    votes[3, :3] = 4, 3, 3
    votes[4, :1] = 3
    assert clear_majority(votes).tolist() == [True, True, False, False, False]


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = interval(9, 10)
    assert (low, high) == pytest.approx((0.596, 0.982), abs=0.001)


def test_balanced_accuracy_counts_every_class_alike() -> None:
    truth = np.array([0] * 98 + [1] * 2)
    mean, low, high = balanced(truth, np.zeros(100, np.int64), 2)
    assert mean == pytest.approx(0.5)
    assert low <= mean <= high


def test_calibration_error_is_the_gap_between_word_and_truth() -> None:
    right = np.arange(1000) % 10 < 7
    assert calibration_error(np.full(1000, 0.7), right) == pytest.approx(0, abs=1e-9)
    assert calibration_error(np.full(1000, 0.9), right) == pytest.approx(0.2)


def test_the_temperature_is_found_that_was_put_in() -> None:
    chance = np.random.default_rng(0)
    honest = chance.normal(0, 2, (20000, 4))
    truth = np.array([chance.choice(4, p=row) for row in softmax(honest, 1.0)])
    assert fit_temperature(honest * 2.5, truth) == pytest.approx(2.5, rel=0.05)
