"""The baselines: simple ways to odds that any better one must beat, shown beside it everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cliffhanger.odds import logit
from cliffhanger.odds.estimator import (
    Array,
    Fitted,
    Model,
    Predicted,
    by_horizon,
    from_counts,
    from_log_odds,
)

TWELVE = (
    "log_hours",
    "decay",
    "first_season",
    "log_season_number",
    "animation",
    "kids",
    "comedy",
    "sci_fi",
    "korean",
    "japanese",
    "earlier",
    "log_ratio",
)
"""The features of the 12-feature logistic (design.md, section 7)."""
PAJIBA_HOURS = 100_000_000
"""First-full-week hours under which every new live-action series is said to have been cancelled
(Pajiba, 2023-01-03)."""


@dataclass(frozen=True)
class _Shares:
    """The share renewed among the known seasons on the same side of a test."""

    test: pl.Expr
    renewed: Array
    n: Array

    def predict(self, rows: pl.DataFrame) -> Predicted:
        side = _side(rows, self.test)
        empty = self.n[side] == 0
        renewed = np.where(empty, self.renewed.sum(), self.renewed[side])
        n = np.where(empty, self.n.sum(), self.n[side])
        wide, share = from_log_odds(*from_counts(renewed, n)), renewed / n
        return Predicted(share, np.minimum(wide.low, share), np.maximum(wide.high, share))


def _side(rows: pl.DataFrame, test: pl.Expr) -> NDArray[np.int64]:
    return rows.select(_=test.fill_null(False).cast(pl.Int64)).to_series().to_numpy()


def shares(test: pl.Expr) -> Callable[[pl.DataFrame], Fitted]:
    """Learns the share renewed of those that pass a test and of those that do not."""

    def fit(train: pl.DataFrame) -> Fitted:
        side, renewed = _side(train, test), train["renewed"].to_numpy()
        n = np.bincount(side, minlength=2).astype(float)
        return _Shares(test, np.bincount(side, weights=renewed, minlength=2).astype(float), n)

    return by_horizon(fit)


@dataclass(frozen=True)
class _Logistic:
    """A logistic on standardised features."""

    columns: tuple[str, ...]
    centre: Array
    scale: Array
    fit: logit.Fit

    def predict(self, rows: pl.DataFrame) -> Predicted:
        return from_log_odds(
            *self.fit.linear((values(rows, self.columns) - self.centre) / self.scale)
        )


def values(rows: pl.DataFrame, columns: tuple[str, ...]) -> Array:
    """The columns as numbers; what could not be known then enters as 0."""
    return rows.select(pl.col(columns).cast(pl.Float64).fill_null(0).fill_nan(0)).to_numpy()


def logistic(columns: tuple[str, ...], c: float) -> Callable[[pl.DataFrame], Fitted]:
    """Learns an L2 logistic of strength `c` (as scikit-learn's C) on standardised features."""

    def fit(train: pl.DataFrame) -> Fitted:
        x, y = values(train, columns), train["renewed"].to_numpy().astype(float)
        centre, spread = x.mean(0), x.std(0)
        scale = np.where(spread > 1e-12, spread, 1.0)
        return _Logistic(columns, centre, scale, logit.fit((x - centre) / scale, y, variance=c))

    return by_horizon(fit)


BASELINES = (
    Model(
        "base rate", False, "the share renewed of all seasons known", shares(pl.col("weeks") < 0)
    ),
    Model(
        "more than three weeks",
        False,
        "the share renewed of those longer, or not longer, on the list (our reading of the story)",
        shares(pl.col("weeks") > 3),
    ),
    Model(
        "100 million hours",
        False,
        "the share renewed of those over, or under, 100 M hours in their first full week (Pajiba)",
        shares(pl.col("full_week_hours") >= PAJIBA_HOURS),
    ),
    Model("hours", False, "a logistic on the hours by the cut", logistic(("log_hours",), 1.0)),
    Model("twelve features", False, "an L2 logistic on twelve features", logistic(TWELVE, 0.03)),
)
"""Every baseline; the base rate is the first."""
