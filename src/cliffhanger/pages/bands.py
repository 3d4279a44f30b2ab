"""The band of renewed and canceled peers: what the middle half of them did, week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cliffhanger.days import FIRST_WEEK, AsOf
from cliffhanger.pages.plots.run import LONGEST_AXIS, Band

Grid = NDArray[np.float64]
FEWEST = 5
"""Peers in a week under which no band is drawn: their middle half would be two seasons."""


def known_outcomes(questions: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """season_id and outcome of the scripted seasons known by then to be renewed or canceled.

    `questions` is what `odds.questions.build` gives. An outcome that nothing dates counts as known
    when `known_assumed` says so, as it does for the odds.
    """
    known = questions.filter(
        (pl.col("main") == 1)
        & pl.col("outcome").is_in(["renewed", "canceled"])
        & (pl.col("known_assumed") <= as_of.last_known_day)
    )
    return known.select("season_id", "outcome").unique().sort("season_id")


def bands(chart: pl.DataFrame, outcomes: pl.DataFrame) -> dict[str, tuple[Band, ...]]:
    """The bands of each list: canceled, then renewed, where enough outcomes were known.

    `chart` is shaped as CHART; `outcomes` has season_id and outcome (renewed, canceled); both as
    known then. Seasons already under way on the first list are left out. A week that a season spent
    off the list counts as no hours; one that has not come, not at all.
    """
    known = (
        chart.join(outcomes.select("season_id", "outcome").unique("season_id"), on="season_id")
        .group_by("category", "season_id", "outcome")
        .agg(first_week=pl.col("week").min())
        .filter(pl.col("first_week") > FIRST_WEEK)
        .sort("season_id")
    )
    newest = dict(chart.group_by("category").agg(pl.col("week").max()).iter_rows())
    found: dict[str, tuple[Band, ...]] = {}
    for category in sorted(newest):
        drawn = []
        for outcome in ("canceled", "renewed"):
            peers = known.filter((pl.col("category") == category) & (pl.col("outcome") == outcome))
            band = _band(outcome, _grid(peers, chart, newest[category]))
            drawn.extend([band] if band else [])
        found[category] = tuple(drawn)
    return found


def _grid(peers: pl.DataFrame, chart: pl.DataFrame, newest: dt.date) -> Grid:
    """Hours of each peer (row) in chart week 1, 2, ... (column); NaN: the week had not come."""
    place = {season: row for row, season in enumerate(peers["season_id"])}
    grid = np.zeros((len(place), LONGEST_AXIS))
    weeks = chart.join(peers, on=("category", "season_id")).with_columns(
        nth=(pl.col("week") - pl.col("first_week")).dt.total_days() // 7
    )
    for season, nth, hours in weeks.select("season_id", "nth", "weekly_hours_viewed").iter_rows():
        if nth < LONGEST_AXIS:
            grid[place[season], nth] = hours
    for season, first in peers.select("season_id", "first_week").iter_rows():
        grid[place[season], (newest - first).days // 7 + 1 :] = np.nan
    return grid


def _band(outcome: str, grid: Grid) -> Band | None:
    enough = [nth for nth in range(grid.shape[1]) if np.sum(~np.isnan(grid[:, nth])) >= FEWEST]
    if not enough:
        return None
    low, mid, high = np.nanpercentile(grid[:, enough], [25, 50, 75], axis=0)
    return Band(outcome, len(grid), *(_plain(line) for line in (low, mid, high)))


def _plain(line: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(float(hours)) for hours in line)
