"""The baselines: simple ways to odds that any better one must beat, shown beside it everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

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

    renewed: Array
    n: Array

    def predict(self, x: Array) -> Predicted:
        side = x[:, 0].astype(int)
        empty = self.n[side] == 0
        renewed = np.where(empty, self.renewed.sum(), self.renewed[side])
        n = np.where(empty, self.n.sum(), self.n[side])
        wide, share = from_log_odds(*from_counts(renewed, n)), renewed / n
        return Predicted(share, np.minimum(wide.low, share), np.maximum(wide.high, share))


def shares(test: pl.Expr) -> Callable[[pl.DataFrame], Fitted]:
    """Learns the share renewed of those that pass a test and of those that do not."""

    def measure(rows: pl.DataFrame) -> Array:
        return rows.select(_=test.fill_null(False).cast(pl.Float64)).to_numpy()

    def learn(x: Array, y: Array) -> _Shares:
        side = x[:, 0].astype(int)
        renewed, n = (np.bincount(side, weights=w, minlength=2) for w in (y, np.ones_like(y)))
        return _Shares(renewed.astype(float), n.astype(float))

    return by_horizon(measure, learn)


@dataclass(frozen=True)
class _Logistic:
    """A logistic on standardised features."""

    centre: Array
    scale: Array
    fit: logit.Fit

    def predict(self, x: Array) -> Predicted:
        return from_log_odds(*self.fit.linear((x - self.centre) / self.scale))


def logistic(columns: tuple[str, ...], c: float) -> Callable[[pl.DataFrame], Fitted]:
    """Learns an L2 logistic of strength `c` (as scikit-learn's C) on standardised features.

    What could not be known then enters as 0.
    """

    def measure(rows: pl.DataFrame) -> Array:
        return rows.select(pl.col(columns).cast(pl.Float64).fill_null(0).fill_nan(0)).to_numpy()

    def learn(x: Array, y: Array) -> _Logistic:
        centre, spread = x.mean(0), x.std(0)
        scale = np.where(spread > 1e-12, spread, 1.0)
        return _Logistic(centre, scale, logit.fit((x - centre) / scale, y, variance=c))

    return by_horizon(measure, learn)


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
