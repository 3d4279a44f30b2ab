"""The seam that every model of the odds sits behind: fit on what was known, predict with a width.

    Model.fit(train) -> Fitted;  Fitted.predict(rows) -> Predicted

`train` and `rows` are question rows with features (see `odds.table`). `train` holds every asked
question whose outcome was known, with `renewed`; a model takes from it what it wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def by_horizon(fit: Callable[[pl.DataFrame], Fitted]) -> Callable[[pl.DataFrame], Fitted]:
    """A model that learns each horizon, and scripted series apart from the others."""

    def fit_all(train: pl.DataFrame) -> Fitted:
        if train.is_empty():
            raise NotKnownYet("no outcome was known then", fix="ask for a later day")
        return _ByHorizon(train, fit)

    return fit_all


class _ByHorizon:
    """Fits a group when it is first asked for."""

    def __init__(self, train: pl.DataFrame, fit: Callable[[pl.DataFrame], Fitted]) -> None:
        self._fit, self._train = fit, train
        self._groups = {
            (int(str(horizon)), int(str(main))): group for (horizon, main), group in _grouped(train)
        }
        self._horizons = sorted({horizon for horizon, _ in self._groups})
        self._fits: dict[tuple[int, int], Fitted] = {}

    def predict(self, rows: pl.DataFrame) -> Predicted:
        out = np.full((3, rows.height), np.nan)
        for (horizon, main), group in _grouped(rows.with_row_index("_at")):
            got = self._of(int(str(horizon)), int(str(main))).predict(group)
            out[:, group["_at"].to_numpy()] = (got.p, got.low, got.high)
        return Predicted(*out)

    def _of(self, horizon: int, main: int) -> Fitted:
        nearest = max((h for h in self._horizons if h <= horizon), default=self._horizons[0])
        if (nearest, main) not in self._fits:
            kind = self._groups.get((nearest, main))
            if kind is None or kind.height < FEWEST:
                kind = self._train.filter(pl.col("horizon_weeks") == nearest)
            self._fits[nearest, main] = self._fit(kind)
        return self._fits[nearest, main]


def _grouped(rows: pl.DataFrame) -> Iterable[tuple[tuple[object, ...], pl.DataFrame]]:
    return rows.group_by("horizon_weeks", "main", maintain_order=True)
