"""Completion, as Ibis expressions: who began a season and who got to the end of it. Exact.

A starter played any of it. A finisher watched at least 90 % of its runtime, each episode's seconds
counted up to the episode's runtime. Seconds by season, profile and episode are sums: days can be
added, and what a correction takes away is a negative number among them.
"""

from __future__ import annotations

import datetime as dt
import math

import ibis
import polars as pl
from ibis.expr.types import Table

from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.measures import total

TENTHS = 9
"""A season is finished at this many tenths of its runtime."""


def lengths(catalogue: ServiceCatalogue, until: dt.date) -> pl.DataFrame:
    """season_id, episode, runtime, weight, needed: of the episodes out by the end of a day.

    A viewer's progress is the sum of min(seconds, runtime) x weight; a season is finished when ten
    times that reaches `needed`. The weight is 1, except for shows with several cuts: half of one
    cut and half of another make a whole (as blended views do, rule F22).
    """
    away = catalogue.elsewhere.select("season_id", "episode", "released")
    out = (
        pl.concat([catalogue.episodes.select(away.columns), away])
        .filter(pl.col("released") <= until)
        .select("season_id", "episode")
        .unique()
    )
    here = catalogue.episodes.filter(pl.col("runtime") > 0).join(out, on=["season_id", "episode"])
    of_cut = here.with_columns(pl.col("runtime").sum().over("season_id", "cut").alias("whole"))
    by_season = of_cut.group_by("season_id").agg(pl.col("whole").unique())
    common = by_season.select(
        "season_id",
        pl.Series("common", [math.lcm(*w) for w in by_season["whole"].to_list()], dtype=pl.Int64),
    )
    return (
        of_cut.join(common, on="season_id")
        .select(
            "season_id",
            "episode",
            "runtime",
            (pl.col("common") // pl.col("whole")).alias("weight"),
            (pl.col("common") * TENTHS).alias("needed"),
        )
        .sort("season_id", "episode")
    )


def fold(parts: Table) -> Table:
    """season_id, profile_id, episode, seconds: one row each, from any number of `parts`."""
    sums = parts.group_by("season_id", "profile_id", "episode").agg(seconds=total(parts.seconds))
    return sums.filter(sums.seconds != 0)


def completion(parts: Table, lengths: Table, *, folded: bool = False) -> Table:
    """season_id, starters, finishers: from all parts (`folded`: they are as `fold` gives them)."""
    sums = (parts if folded else fold(parts)).inner_join(lengths, ["season_id", "episode"])
    capped = ibis.least(sums.seconds, sums.runtime) * sums.weight
    profiles = sums.group_by("season_id", "profile_id").agg(
        progress=total(capped), needed=sums.needed.max()
    )
    done = (profiles.progress * 10 >= profiles.needed).cast("int64")
    return profiles.group_by("season_id").agg(
        starters=profiles.count().cast("int64"), finishers=total(done)
    )


def advance(state: Table, changes: Table, lengths: Table) -> Table:
    """season_id, starters, finishers: what they gain when `changes` are added to `state`.

    Both hold season_id, profile_id, episode, seconds; only viewers in `changes` are looked at.
    """
    names = ("season_id", "profile_id", "episode", "seconds")
    touched = changes.select("season_id", "profile_id").distinct()
    before = state.select(*names).semi_join(touched, ["season_id", "profile_id"])
    none = ibis.literal(0, "int64")
    then = before.mutate(then=before.seconds.cast("int64"))
    new = changes.select(*names).mutate(then=none)
    both = ibis.union(then, new.mutate(seconds=new.seconds.cast("int64")))
    sums = both.group_by("season_id", "profile_id", "episode").agg(
        seconds=total(both.seconds), then=total(both.then)
    )
    timed = sums.inner_join(lengths, ["season_id", "episode"])
    profiles = timed.group_by("season_id", "profile_id").agg(
        now=total(ibis.least(timed.seconds, timed.runtime) * timed.weight),
        then=total(ibis.least(timed.then, timed.runtime) * timed.weight),
        needed=timed.needed.max(),
    )
    return _gained(profiles)


def _gained(profiles: Table) -> Table:
    one = ibis.literal(1, "int64")

    def number(condition: ibis.expr.types.BooleanValue) -> ibis.expr.types.IntegerValue:
        return total(ibis.ifelse(condition, one, 0))

    return profiles.group_by("season_id").agg(
        starters=number(profiles.now > 0) - number(profiles.then > 0),
        finishers=number(profiles.now * 10 >= profiles.needed)
        - number(profiles.then * 10 >= profiles.needed),
    )
