"""The seam that every model of the odds sits behind: fit on what was known, predict with a width.

    Model.fit(train) -> Fitted;  Fitted.predict(rows) -> Predicted

`train` and `rows` are question rows with features (see `odds.table`). `train` holds every asked
question whose outcome was known, with `renewed`; a model takes from it what it wants.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cliffhanger.errors import NotKnownYet

Array = NDArray[np.float64]
Z90 = 1.6448536269514722
"""Half-width of a 90 % interval, in standard deviations."""
FEWEST = 5
"""With fewer outcomes of a kind than this, a model learns from all kinds together."""


@dataclass(frozen=True)
class Odds:
    """The chance of a further season, and the 90 % interval that shows how little was known."""

    p: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """`p`, `low`, `high`, each from 0 to 1, to four digits."""
        return {"p": round(self.p, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


@dataclass(frozen=True)
class Predicted:
    """Odds of many rows: chances and 90 % intervals, as arrays."""

    p: Array
    low: Array
    high: Array

    def odds(self, row: int) -> Odds:
        """The odds of one row."""
        return Odds(float(self.p[row]), float(self.low[row]), float(self.high[row]))


class Fitted(Protocol):
    """A model that has learned."""

    def predict(self, rows: pl.DataFrame) -> Predicted:
        """Odds for rows with features, in their order."""
        ...


@dataclass(frozen=True)
class Model:
    """A way to odds: its name on every report, whether it is ours, what it does, how it learns."""

    name: str
    ours: bool
    about: str
    fit: Callable[[pl.DataFrame], Fitted]


def from_log_odds(mean: Array, variance: Array) -> Predicted:
    """Chances with 90 % intervals from a normal distribution of the log odds."""
    half = Z90 * np.sqrt(variance)
    return Predicted(
        *(1 / (1 + np.exp(-np.clip(z, -35, 35))) for z in (mean, mean - half, mean + half))
    )


def predictive(mean: Array, variance: Array) -> Predicted:
    """The chance itself, averaged over what the weights may be, with the same 90 % intervals.

    The less was known, the nearer to one half (MacKay, *Neural Computation* 4, 1992: the logistic
    of a normal, with kappa = 1 / sqrt(1 + pi variance / 8)).
    """
    interval = from_log_odds(mean, variance)
    p = from_log_odds(mean / np.sqrt(1 + np.pi * variance / 8), np.zeros_like(variance)).p
    return Predicted(p, np.minimum(interval.low, p), np.maximum(interval.high, p))


def from_counts(renewed: Array, n: Array) -> tuple[Array, Array]:
    """Log odds and their variance from counts.

    Half an outcome is added on each side (the empirical logit: Cox and Snell, *Analysis of Binary
    Data*, section 2.1.6), so that the width of two outcomes is finite and wide.
    """
    mean = np.log((renewed + 0.5) / (n - renewed + 0.5))
    return mean, 1 / (renewed + 0.5) + 1 / (n - renewed + 0.5)


class Group(Protocol):
    """What was learned from the seasons of one horizon and kind."""

    def predict(self, x: Array) -> Predicted:
        """Odds for rows of measured columns."""
        ...


Measure = Callable[[pl.DataFrame], Array]
Learn = Callable[[Array, Array], Group]


def by_horizon(measure: Measure, learn: Learn) -> Callable[[pl.DataFrame], Fitted]:
    """A model that learns each horizon, and scripted series apart from the others.

    `measure` gives the columns it looks at, one row a question; `learn` learns a group from those
    and the outcomes (1 = renewed).
    """

    def fit(train: pl.DataFrame) -> Fitted:
        if train.is_empty():
            raise NotKnownYet("no outcome was known then", fix="ask for a later day")
        return _ByHorizon(train, measure, learn)

    return fit


class _ByHorizon:
    """Learns a group when it is first asked for."""

    def __init__(self, train: pl.DataFrame, measure: Measure, learn: Learn) -> None:
        self._measure, self._learn = measure, learn
        self._x, self._y = measure(train), train["renewed"].to_numpy().astype(float)
        self._horizon, self._main = _horizon_and_kind(train)
        self._groups: dict[tuple[int, int], Group] = {}

    def predict(self, rows: pl.DataFrame) -> Predicted:
        out, x = np.full((3, rows.height), np.nan), self._measure(rows)
        horizon, main = _horizon_and_kind(rows)
        for pair in sorted(set(zip(horizon.tolist(), main.tolist(), strict=True))):
            here = (horizon == pair[0]) & (main == pair[1])
            said = self._of(*pair).predict(x[here])
            out[:, here] = said.p, said.low, said.high
        return Predicted(*out)

    def _of(self, horizon: int, main: int) -> Group:
        """The group of the longest horizon learned that is not longer than asked."""
        ages = self._horizon
        nearest = int(ages[ages <= horizon].max(initial=ages.min()))
        if (nearest, main) not in self._groups:
            at = ages == nearest
            kind = at & (self._main == main)
            learned = kind if kind.sum() >= FEWEST else at
            self._groups[nearest, main] = self._learn(self._x[learned], self._y[learned])
        return self._groups[nearest, main]


def _horizon_and_kind(rows: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return rows["horizon_weeks"].to_numpy(), rows["main"].to_numpy()
