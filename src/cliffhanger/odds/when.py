"""When: the chance that a decision comes in the next weeks, and the day by which it likely has.

The time from release to a decision is taken as log-logistic, apart for seasons that were renewed
and for those that were not (Kalbfleisch and Prentice, *The Statistical Analysis of Failure Time
Data*, section 2.2.6). A dated decision counts at its day; an undated outcome only as "at some time
before it was certain"; and a season young enough that only a quick decision could be known counts
as what it is: a time that was short enough to be seen (right truncation, section 3.2).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.errors import NotKnownYet
from cliffhanger.odds.estimator import Array

AHEAD = (4, 8, 13)
"""Weeks ahead for which the chance of a decision is given."""
LONGEST = 78.0
"""Weeks: after 18 months without an order the question is answered no."""
_MEDIANS = np.exp(np.linspace(np.log(2), np.log(120), 60))
_SHAPES = np.linspace(0.5, 4.0, 36)
_AGES = np.arange(0, 2 * LONGEST, 0.5)


@dataclass(frozen=True)
class Clock:
    """The times to a decision of one kind of outcome: the chance to have come, by age."""

    by_age: Array
    """At _AGES, in weeks."""
    n: int

    def decided_by(self, weeks: Array | float) -> Array:
        """The chance that the decision has come `weeks` after release."""
        return np.asarray(np.interp(weeks, _AGES, self.by_age))


@dataclass(frozen=True)
class Timing:
    """How long decisions took, as known on a date."""

    renewed: Clock
    other: Clock

    def chance(self, p: float, elapsed: float, ahead: float) -> float:
        """The chance that an open season, renewed with chance `p`, is decided in `ahead` weeks.

        `elapsed` is its age in weeks. A season without an order for 18 months is answered then.
        """
        return float(self._chances(np.array([p]), np.array([elapsed]), np.array([ahead]))[0, 0])

    def median_weeks(self, p: float, elapsed: float) -> int:
        """Whole weeks from now by which a decision is as likely as not to have come."""
        return int(self._medians(np.array([p]), np.array([elapsed]))[0])

    def of(self, p: Array, elapsed: Array, today: dt.date) -> list[dict[str, Any]]:
        """For each season `within_4`, `within_8`, `within_13` (chances), `median` (YYYY-MM-DD)."""
        chances = self._chances(p, elapsed, np.array(AHEAD, dtype=float))
        days = [today + dt.timedelta(weeks=int(w)) for w in self._medians(p, elapsed)]
        return [
            {
                **{f"within_{w}": round(float(c), 4) for w, c in zip(AHEAD, row, strict=True)},
                "median": day.isoformat(),
            }
            for row, day in zip(chances, days, strict=True)
        ]

    def _chances(self, p: Array, elapsed: Array, ahead: Array) -> Array:
        """One row a season, one column for each of `ahead` (weeks)."""
        then = elapsed[:, None] + ahead
        come = p[:, None] * _next(self.renewed, elapsed[:, None], then)
        come = come + (1 - p[:, None]) * _next(self.other, elapsed[:, None], then)
        return np.where(then >= LONGEST, 1.0, come)

    def _medians(self, p: Array, elapsed: Array) -> Array:
        ahead = np.arange(1, LONGEST + 2)
        come = self._chances(p, elapsed, ahead) >= 0.5
        return np.asarray(ahead[come.argmax(1)])


def fit(train: pl.DataFrame, today: dt.date) -> Timing:
    """Learns from outcomes known before `today`: rows of `odds.table.question_table`.

    Raises NotKnownYet when there are none.
    """
    seasons = train.filter(pl.col("main") == 1).unique("season_id", maintain_order=True)
    if seasons.is_empty():
        raise NotKnownYet("no outcome was known then", fix="ask for a later day")
    return Timing(*(_clock(seasons.filter(pl.col("renewed") == r), today) for r in (1, 0)))


def _clock(seasons: pl.DataFrame, today: dt.date) -> Clock:
    """The mean over the grid, drawn to a median of twelve weeks where little is known."""
    since = {
        name: ((pl.col(name) - pl.col("release_date")).dt.total_days() / 7).clip(0.5)
        for name in ("decided_on", "known_strict")
    }
    age = (pl.lit(today) - pl.col("release_date")).dt.total_days() / 7
    told = seasons.select(
        dated=since["decided_on"],
        certain=pl.min_horizontal(since["known_strict"], pl.lit(LONGEST)),
        age=pl.max_horizontal(age, pl.lit(1.0)),
    )
    dated = told.filter(pl.col("dated").is_not_null())
    undated = told.filter(pl.col("dated").is_null())
    seen = _log(_law(dated["age"].to_numpy()))
    fits = (_log_density(dated["dated"].to_numpy()) - seen).sum(0)
    # An undated decision came before it was certain, or never: it says little, and is let say it.
    fits = fits + _log(_law(undated["certain"].to_numpy())).sum(0)
    fits = fits - 0.5 * (np.log(_MEDIANS / 12)[:, None] / 1.5) ** 2
    weights = np.exp(fits - fits.max())
    by_age = (weights * _law(_AGES)).sum((1, 2)) / weights.sum()
    return Clock(np.asarray(by_age), seasons.height)


def _law(weeks: Array) -> Array:
    """P(decided by) for each of `weeks`, over the grid: log-logistic with median and shape."""
    ratio = np.maximum(weeks, 1e-9)[:, None, None] / _MEDIANS[:, None]
    return np.asarray(1 / (1 + ratio**-_SHAPES))


def _log_density(weeks: Array) -> Array:
    by = _law(weeks)
    return np.asarray(_log(by) + _log(1 - by) + np.log(_SHAPES) - np.log(weeks)[:, None, None])


def _log(x: Array) -> Array:
    return np.asarray(np.log(np.maximum(x, 1e-300)))


def _next(clock: Clock, now: Array, then: Array) -> Array:
    """The chance to have come by `then`, when by `now` it had not."""
    by_now, by_then = clock.decided_by(now), clock.decided_by(then)
    return np.asarray((by_then - by_now) / np.maximum(1 - by_now, 1e-9))
