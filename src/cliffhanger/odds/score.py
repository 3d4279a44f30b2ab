"""How good odds have been: numbers only, each with the source of its formula."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cliffhanger.odds import logit
from cliffhanger.odds.estimator import Array

REPEATS = 2000
"""Bootstrap repeats; with a fixed seed, so that the same forecasts give the same bytes."""
_SEED = 20221108
_NEWTON = 25
_NEVER = 1e-6
"""Chances are kept this far from 0 and 1 where a logarithm is taken."""

Labels = NDArray[np.str_]


@dataclass(frozen=True)
class Interval:
    """A figure with its 90 % interval."""

    value: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """`value`, `low`, `high`, to four digits."""
        return {
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
        }


def brier(p: Array, y: Array) -> float:
    """Mean squared error of chances, 0 is best (Brier, *Monthly Weather Review* 78, 1950)."""
    return float(np.mean((p - y) ** 2))


def log_loss(p: Array, y: Array) -> float:
    """Mean negative log likelihood in nats (Good, *JRSS B* 14, 1952)."""
    q = np.clip(p, _NEVER, 1 - _NEVER)
    return float(-np.mean(y * np.log(q) + (1 - y) * np.log(1 - q)))


def auc(p: Array, y: Array) -> float | None:
    """Chance that a renewed season had higher odds than one that was not; ties count half.

    None when all outcomes are alike (Hanley and McNeil, *Radiology* 143, 1982).
    """
    yes, no = p[y == 1], p[y == 0]
    if not len(yes) or not len(no):
        return None
    above = (yes[:, None] > no).sum() + 0.5 * (yes[:, None] == no).sum()
    return float(above / (len(yes) * len(no)))


def skill(p: Array, base: Array, y: Array) -> float | None:
    """Share of the base rate's Brier score that is gained: 1 - Brier / Brier of the base rate.

    0 is no better, negative is worse, None when the base rate made no error (Murphy, *Monthly
    Weather Review* 116, 1988).
    """
    reference = brier(base, y)
    return 1 - brier(p, y) / reference if reference else None


@dataclass(frozen=True)
class Calibration:
    """Slope (1 is right; under 1: odds too bold) and intercept (0 is right; over 0: too low)."""

    slope: Interval
    intercept: Interval


def calibration(p: Array, y: Array, show: Labels) -> Calibration | None:
    """Slope and intercept of outcomes on the log odds, with 90 % bootstrap intervals by show.

    The slope is of logit P(y) = a + b logit(p); the intercept is of logit P(y) = a + logit(p), so
    that it says whether odds were too low or high on the whole (Cox, *Biometrika* 45, 1958;
    Steyerberg, *Clinical Prediction Models*, section 15.3). None when all outcomes are alike.
    """
    if len(set(y.tolist())) < 2:
        return None
    q = np.clip(p, _NEVER, 1 - _NEVER)
    z = np.log(q / (1 - q))
    if np.ptp(z) < 1e-9:
        return None
    counts = np.vstack([np.ones(len(y)), resamples(show, REPEATS // 4)])
    mixed = (counts @ y > 0) & (counts @ (1 - y) > 0)
    return Calibration(*(_figure(line(z, y, counts[mixed])) for line in (_slopes, _shifts)))


def _figure(drawn: Array) -> Interval:
    low, high = np.quantile(drawn[1:], [0.05, 0.95])
    return Interval(float(drawn[0]), float(low), float(high))


def _slopes(z: Array, y: Array, counts: Array) -> Array:
    """The slope of logit P(y) = a + b z for each row of counts, by Newton's method on all at once.

    A trace of ridge keeps the slope finite where a draw separates the outcomes.
    """
    design = np.stack([np.ones_like(z), z])
    pairs = np.einsum("in,jn->ijn", design, design)
    line = np.zeros((len(counts), 2))
    ridge = 1e-3 * np.eye(2)
    for _ in range(_NEWTON):
        p = logit.sigmoid(line @ design)
        gradient = (counts * (y - p)) @ design.T - line @ ridge
        curvature = np.einsum("rn,ijn->rij", counts * p * (1 - p), pairs) + ridge
        step = np.linalg.solve(curvature, gradient[..., None])[..., 0]
        line = line + np.clip(step, -2, 2)
    return np.asarray(line[:, 1])


def _shifts(z: Array, y: Array, counts: Array) -> Array:
    """The a of logit P(y) = a + z for each row of counts."""
    shift = np.zeros((len(counts), 1))
    for _ in range(_NEWTON):
        p = logit.sigmoid(z + shift)
        off = (counts * (y - p)).sum(1, keepdims=True)
        shift = shift + np.clip(off / (counts * p * (1 - p)).sum(1, keepdims=True), -2, 2)
    return np.asarray(shift[:, 0])


@lru_cache(maxsize=32)
def _draws(shows: tuple[str, ...], repeats: int) -> Array:
    _, index = np.unique(shows, return_inverse=True)
    n = int(index.max()) + 1
    drawn = np.random.default_rng(_SEED).multinomial(n, np.full(n, 1 / n), size=repeats)
    return drawn[:, index].astype(float)


def resamples(show: Labels, repeats: int) -> Array:
    """How often each row is drawn, one row a repeat: shows are drawn, with all their rows.

    Rows of one show (its seasons and horizons) are not independent (Efron and Tibshirani, *An
    Introduction to the Bootstrap*, section 8.6).
    """
    return _draws(tuple(show.tolist()), repeats)


def bootstrap(values: Array, show: Labels, reference: Array | None = None) -> Interval:
    """Mean of `values` (or 1 - mean / mean of `reference`) with its 90 % interval, by show."""
    counts = np.vstack([np.ones(len(values)), resamples(show, REPEATS)])
    over = counts.sum(1) if reference is None else counts @ reference
    ratio = (counts @ values) / np.where(over == 0, np.nan, over)
    figures = ratio if reference is None else 1 - ratio
    low, high = np.nanquantile(figures[1:], [0.05, 0.95])
    return Interval(float(figures[0]), float(low), float(high))


def paired(p: Array, other: Array, y: Array, show: Labels) -> Interval:
    """How much lower the Brier score of `p` is than that of `other`, paired by row, drawn by show.

    Above 0, `p` is better; an interval that excludes 0 says it is not luck of the draw.
    """
    return bootstrap((other - y) ** 2 - (p - y) ** 2, show)


@dataclass(frozen=True)
class Bin:
    """One row of the reliability table: how many, mean odds, share renewed and its interval."""

    n: int
    mean_p: float
    renewed: Interval


def reliability(p: Array, y: Array, bins: int = 5) -> list[Bin]:
    """Mean odds beside the share renewed, in `bins` groups of equal size, lowest odds first.

    Equal sizes, not equal steps: few seasons have odds near 0 or 1 (Bröcker and Smith, *Weather
    and Forecasting* 22, 2007). Intervals are Wilson's at 90 %.
    """
    order = np.argsort(p, kind="stable")
    return [_bin(p[part], y[part]) for part in np.array_split(order, bins) if len(part)]


def _bin(p: Array, y: Array) -> Bin:
    return Bin(len(y), float(np.mean(p)), wilson(float(np.sum(y)), len(y)))


def wilson(yes: float, n: int) -> Interval:
    """The share of `yes` among n and its 90 % interval, within 0 to 1 (Wilson, *JASA* 22, 1927)."""
    share, z2 = yes / n, 1.6448536269514722**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = float(np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))) / (1 + z2 / n)
    return Interval(share, centre - half, centre + half)
