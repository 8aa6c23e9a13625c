"""What is fitted after learning: shares of readers, thresholds, an honest certainty."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.evaluate.words import macro_f1
from tools.train.words_fitting import fit_line, fit_shares, fit_thresholds

CHANCE = np.random.default_rng(5)


def test_a_reader_that_knows_gets_the_share_of_one_that_guesses() -> None:
    logits = CHANCE.normal(-1, 2, (2, 1500, 4))
    truth = CHANCE.random((1500, 4)) < 1 / (1 + np.exp(-logits[0]))
    shares, offset = fit_shares(logits, truth)
    assert shares[0] == pytest.approx(np.ones(4), abs=0.25)
    assert shares[1] == pytest.approx(np.zeros(4), abs=0.25)
    assert np.abs(offset).max() < 0.4


def test_shares_do_not_run_away_where_a_reader_says_absurd_numbers() -> None:
    logits = CHANCE.normal(0, 1, (2, 500, 3))
    logits[1] *= 1000
    shares, offset = fit_shares(logits, CHANCE.random((500, 3)) < 0.1)
    assert np.isfinite(shares).all()
    assert np.isfinite(offset).all()


def test_a_threshold_does_about_as_well_as_the_best_on_texts_it_has_not_seen() -> None:
    def honest() -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        chances = CHANCE.beta(0.3, 3.0, (4000, 1))
        return chances, CHANCE.random((4000, 1)) < chances

    threshold = fit_thresholds(*honest())[0]
    chances, truth = honest()
    scores = {at: macro_f1(truth, chances > at) for at in (threshold, *np.linspace(0.02, 0.9, 80))}
    assert scores[threshold] > max(scores.values()) - 0.015
    assert scores[threshold] > scores[0.02] + 0.05


def test_a_label_that_is_never_true_does_not_break_the_search() -> None:
    assert np.isfinite(fit_thresholds(np.full((50, 1), 0.01), np.zeros((50, 1), np.bool_))).all()


def test_certainty_beside_irony_becomes_honest() -> None:
    logits, belief = CHANCE.normal(0, 2, 6000), CHANCE.uniform(0.5, 1, 6000)
    right = CHANCE.random(6000) < belief / (1 + np.exp(-(0.7 * logits + 0.4)))
    slope, offset = fit_line(logits, belief, right)
    assert (slope, offset) == pytest.approx((0.7, 0.4), abs=0.12)
