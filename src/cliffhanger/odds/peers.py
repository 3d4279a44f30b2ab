"""The nearest seasons whose outcome was known then: what became of those most like this one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.days import AsOf
from cliffhanger.odds.estimator import Array
from cliffhanger.odds.model import FittedLogit

EACH = 3
"""Peers shown of each kind: renewed, and not renewed."""
_SHOWN = ("season_id", "show_title", "season_title", "outcome", "known_on", "moment")
Weeks = dict[str, list[tuple[dt.datetime, str, int, int]]]


@dataclass(frozen=True)
class Peer:
    """A season like another, what came of it, and its run then."""

    season_id: str
    show_title: str
    season_title: str
    outcome: str
    known_on: str
    weeks: int
    hours: int
    run: tuple[tuple[str, int, int], ...]
    """(week, rank, hours viewed) of its weeks on the list at the same age, oldest first."""

    def as_dict(self) -> dict[str, Any]:
        """Keys as named here; `run` as week, weekly_rank, weekly_hours_viewed."""
        run = [{"week": w, "weekly_rank": r, "weekly_hours_viewed": h} for w, r, h in self.run]
        return {**self.__dict__, "run": run}


class Peers:
    """The seasons to compare with, at every age at which their outcome was asked about."""

    def __init__(self, train: pl.DataFrame, fitted: FittedLogit, weeks: Weeks) -> None:
        """From outcomes known then (rows with features), our fitted model, the listed weeks."""
        self._weeks, self._fitted = weeks, fitted
        self._heft = np.abs(fitted.fit.weights[1:])
        main = train.filter(pl.col("main") == 1).sort("season_id", "horizon_weeks")
        pools = main.group_by("horizon_weeks", maintain_order=True)
        self._pools = {int(str(h)): pool for (h,), pool in pools}
        self._seen: dict[int, tuple[Array, Array, list[dict[str, Any]]]] = {}

    def nearest(self, rows: pl.DataFrame) -> list[tuple[Peer, ...]]:
        """For each row its nearest renewed and not renewed seasons, nearest first in each.

        Near is near in what moves the odds: the distance between the model's terms, each times its
        weight. A peer is seen at the horizon of the row, so that its run is as old.
        """
        places = self._fitted.standard(rows) * self._heft
        horizons = rows["horizon_weeks"].to_list()
        return [self._of(place, h) for place, h in zip(places, horizons, strict=True)]

    def _of(self, place: Array, horizon: int) -> tuple[Peer, ...]:
        at = max((h for h in self._pools if h <= horizon), default=min(self._pools, default=0))
        if at not in self._pools:
            return ()
        places, renewed, shown = self._pool(at)
        order = np.argsort(((places - place) ** 2).sum(1), kind="stable")
        near = [int(i) for r in (1, 0) for i in order[renewed[order] == r][:EACH]]
        return tuple(_peer(shown[i], self._weeks) for i in near)

    def _pool(self, at: int) -> tuple[Array, Array, list[dict[str, Any]]]:
        """Of the seasons at a horizon: where they are, whether renewed, and what is shown."""
        if at not in self._seen:
            pool = self._pools[at]
            places = self._fitted.standard(pool) * self._heft
            self._seen[at] = places, pool["renewed"].to_numpy(), pool.select(_SHOWN).to_dicts()
        return self._seen[at]


def listed_weeks(chart: pl.DataFrame, as_of: AsOf) -> Weeks:
    """By season, its weeks on the list known then, oldest first: out at, week, rank, hours."""
    known = chart.filter(
        pl.col("season_id").is_not_null() & (pl.col("available_at") <= as_of.moment)
    )
    figures = known.sort("week").select(
        "season_id",
        "available_at",
        pl.col("week").dt.to_string("%Y-%m-%d"),
        "weekly_rank",
        "weekly_hours_viewed",
    )
    weeks: Weeks = {}
    for season_id, out, week, rank, hours in figures.rows():
        weeks.setdefault(season_id, []).append((out, week, rank, hours))
    return weeks


def _peer(row: dict[str, Any], weeks: Weeks) -> Peer:
    run = tuple(week[1:] for week in weeks.get(row["season_id"], ()) if week[0] <= row["moment"])
    return Peer(
        season_id=row["season_id"],
        show_title=row["show_title"],
        season_title=row["season_title"],
        outcome=row["outcome"],
        known_on=row["known_on"].isoformat(),
        weeks=len(run),
        hours=sum(hours for _, _, hours in run),
        run=run,
    )
