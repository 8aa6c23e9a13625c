"""What is fitted after learning: shares of readers, what labels tell of each other, thresholds, an honest certainty."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.evaluate.words import macro_f1
from tools.train.words_corpus import THIRDS, thirds_of
from tools.train.words_fitting import (
    calibrated,
    fit_beside,
    fit_line,
    fit_shares,
    fit_thresholds,
    line_for_precision,
    seen_beside,
)

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


def test_a_label_gains_from_what_is_said_of_the_label_it_goes_with() -> None:
    logits = CHANCE.normal(-1, 1.5, (4000, 3))
    truth = CHANCE.random((4000, 3)) < 1 / (1 + np.exp(-logits))
    truth[:, 2] = truth[:, 0] & (CHANCE.random(4000) < 0.8)  # whatever is said of it
    weights, offsets = fit_beside(logits[:3000], truth[:3000])
    unseen, wanted = logits[3000:], truth[3000:]
    told = unseen + seen_beside(unseen) @ weights + offsets

    def loss(of: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.logaddexp(0, np.where(wanted, -of, of)).mean(axis=0))

    assert loss(told)[2] < loss(unseen)[2] - 0.05
    assert loss(told)[:2] == pytest.approx(loss(unseen)[:2], abs=0.01)


def test_log_odds_that_say_too_much_become_honest() -> None:
    honest = CHANCE.normal(-1, 1, 5000)
    truth = CHANCE.random(5000) < 1 / (1 + np.exp(-honest))
    slope, offset = calibrated(3 * honest + 1, truth)
    assert (slope, offset) == pytest.approx((1 / 3, -1 / 3), abs=0.08)


def test_a_line_for_precision_is_drawn_where_the_surest_are_and_not_for_a_handful() -> None:
    chance = np.linspace(0, 1, 1000)
    truth = chance > 0.8
    truth[::2] = False
    truth[-1] = True  # one alone is no evidence
    line = line_for_precision(chance, truth)
    assert line > 0.75
    assert (truth & (chance > line)).sum() >= 0.1 * truth.sum() - 1


def test_texts_that_differ_in_marks_alone_are_learnt_from_together_or_not_at_all() -> None:
    texts = [f"Text number {number}" for number in range(300)]
    third = thirds_of([*texts, *(f"{text.upper()}!!" for text in texts)])
    assert (third[:300] == third[300:]).all()
    assert np.bincount(third).min() > 150
    assert len(np.bincount(third)) == THIRDS
