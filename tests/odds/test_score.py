from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics
from sklearn.linear_model import LogisticRegression

from cliffhanger.odds import logit, score

DRAW = np.random.default_rng(8)
P = DRAW.uniform(0.05, 0.95, 400)
Y = (DRAW.uniform(size=400) < P).astype(float)
SHOW = np.repeat([f"show {i}" for i in range(100)], 4)


def test_scores_equal_those_of_scikit_learn() -> None:
    assert score.brier(P, Y) == pytest.approx(metrics.brier_score_loss(Y, P))
    assert score.log_loss(P, Y) == pytest.approx(metrics.log_loss(Y, P))
    assert score.auc(np.round(P, 1), Y) == pytest.approx(metrics.roc_auc_score(Y, np.round(P, 1)))


def test_the_logit_equals_scikit_learns_at_the_same_c() -> None:
    x = DRAW.normal(size=(300, 5))
    y = (x[:, 0] + DRAW.normal(size=300) > 0).astype(float)
    for c in (0.03, 1.0):
        theirs = LogisticRegression(C=c, tol=1e-10, max_iter=1000).fit(x, y)
        ours = logit.fit(x, y, variance=c).weights
        assert ours == pytest.approx([theirs.intercept_[0], *theirs.coef_[0]], abs=1e-5)


def test_a_repeated_outcome_that_shares_its_weight_counts_once() -> None:
    x = DRAW.normal(size=(80, 2))
    y = (x[:, 0] > 0).astype(float)
    once = logit.fit(x, y, variance=1.0)
    four = logit.fit(np.repeat(x, 4, 0), np.repeat(y, 4), variance=1.0, counts=np.full(320, 0.25))
    assert four.weights == pytest.approx(once.weights)
    assert four.covariance == pytest.approx(once.covariance)


def test_skill_is_nothing_for_the_base_rate_and_one_for_an_oracle() -> None:
    base = np.full(400, Y.mean())
    assert score.skill(base, base, Y) == 0
    assert score.skill(Y, base, Y) == 1
    assert score.skill(Y, Y, Y) is None


def test_honest_odds_are_calibrated_and_bold_ones_are_not() -> None:
    honest = score.calibration(P, Y, SHOW)
    assert honest is not None
    assert honest.slope.low < 1 < honest.slope.high
    assert honest.intercept.low < 0 < honest.intercept.high
    bold = score.calibration(logit.sigmoid(3 * np.log(P / (1 - P))), Y, SHOW)
    assert bold is not None
    assert bold.slope.high < 0.6


def test_no_figure_is_made_up_where_all_outcomes_are_alike() -> None:
    ones = np.ones(8)
    assert score.auc(P[:8], ones) is None
    assert score.calibration(P[:8], ones, SHOW[:8]) is None


def test_a_paired_interval_excludes_nothing_only_for_a_better_model() -> None:
    noise = np.clip(P + DRAW.normal(0, 0.3, 400), 0.01, 0.99)
    assert score.paired(P, noise, Y, SHOW).low > 0
    same = score.paired(P, P, Y, SHOW)
    assert (same.value, same.low, same.high) == (0, 0, 0)


def test_shows_are_drawn_whole_so_repeated_rows_do_not_narrow_an_interval() -> None:
    one = score.bootstrap((P[:100] - Y[:100]) ** 2, SHOW[::4])
    four = score.bootstrap(np.repeat((P[:100] - Y[:100]) ** 2, 4), SHOW)
    assert (four.low, four.high) == pytest.approx((one.low, one.high))


def test_the_reliability_table_holds_every_row_once_lowest_odds_first() -> None:
    table = score.reliability(P, Y)
    assert sum(b.n for b in table) == 400
    assert [b.mean_p for b in table] == sorted(b.mean_p for b in table)
    assert all(b.renewed.low <= b.renewed.value <= b.renewed.high for b in table)


def test_the_same_forecasts_give_the_same_intervals() -> None:
    score._draws.cache_clear()
    first = score.bootstrap(P, SHOW)
    score._draws.cache_clear()
    assert score.bootstrap(P, SHOW) == first
