"""Our model: one Bayesian logit over all horizons, in which small groups are drawn to the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cliffhanger.errors import NotKnownYet
from cliffhanger.odds import logit
from cliffhanger.odds.estimator import Array, Model, Predicted, predictive
from cliffhanger.odds.terms import TERMS, Term


@dataclass(frozen=True)
class FittedLogit:
    """Our model after learning: the terms' centres and scales, and the weights."""

    terms: tuple[Term, ...]
    centre: Array
    scale: Array
    fit: logit.Fit

    def predict(self, rows: pl.DataFrame) -> Predicted:
        """Odds for rows with features, in their order."""
        return predictive(*self.fit.linear(self.standard(rows)))

    def standard(self, rows: pl.DataFrame) -> Array:
        """The terms in standard deviations from the average known season; 0 where not known."""
        values = (measured(rows, self.terms) - self.centre) / self.scale
        return np.asarray(np.nan_to_num(values), dtype=np.float64)

    def contributions(self, standard: Array) -> dict[str, Array]:
        """By driver, what its terms add to the log odds against the average known season.

        `standard` is what `standard` gives.
        """
        parts = standard * self.fit.weights[1:]
        drivers = [term.driver for term in self.terms]
        return {
            d: parts[:, [i for i, x in enumerate(drivers) if x == d]].sum(1)
            for d in dict.fromkeys(drivers)
        }


def measured(rows: pl.DataFrame, terms: tuple[Term, ...]) -> Array:
    """The terms' values, NaN where not known."""
    values = rows.select(t.value.cast(pl.Float64).alias(t.name) for t in terms)
    return values.fill_null(np.nan).to_numpy()


def fit(train: pl.DataFrame, terms: tuple[Term, ...] = TERMS) -> FittedLogit:
    """Learns from every asked question whose outcome was known.

    A season asked about at several horizons is one outcome: its rows share one season's weight.
    Raises NotKnownYet when there is nothing to learn from.
    """
    if train.is_empty():
        raise NotKnownYet("no outcome was known then", fix="ask for a later day")
    terms = tuple(t for t in terms if not t.own or not np.isnan(measured(train, (t,))).all())
    x, y = measured(train, terms), train["renewed"].to_numpy().astype(float)
    centre, scale = _centre_and_scale(x, np.array([t.measure for t in terms]))
    counts = train.select(1 / pl.len().over("season_id")).to_series().to_numpy()
    standard = np.nan_to_num((x - centre) / scale)
    prior = np.array([t.sd for t in terms]) ** 2
    return FittedLogit(terms, centre, scale, logit.fit(standard, y, variance=prior, counts=counts))


def _centre_and_scale(x: Array, measure: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Means, and standard deviations for measures (1 for yes-or-no terms), of what is known."""
    known = ~np.isnan(x)
    n = np.maximum(known.sum(0), 1)
    centre = np.where(known, x, 0).sum(0) / n
    spread = np.sqrt(np.where(known, (x - centre) ** 2, 0).sum(0) / n)
    return centre, np.where(measure & (spread > 1e-9), spread, 1.0)


CLIFFHANGER = Model("cliffhanger", True, "a Bayesian logit pooled over horizons and kinds", fit)
"""Our model."""
