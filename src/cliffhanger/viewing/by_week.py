"""Completion by the end of every chart week: what was known of a season at any moment since.

Each week follows from the one before at the cost of its own events: its viewers are looked up in
what was watched earlier, and move the counters. Seasons whose lengths changed (another episode is
out) are counted anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import polars as pl

from cliffhanger.viewing import completion
from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.counted import COMPLETION, Counting
from cliffhanger.viewing.progress import silent

PRINTED = pl.Schema([*COMPLETION.items(), ("print", pl.String)])
"""Counters, with a print of the lengths they were counted by."""
BY_WEEK = pl.Schema([("week", pl.Date), *PRINTED.items()])
AT_ONCE = 6_000_000
"""Events counted at once: a range of seasons holds about so many."""


def length_prints(catalogue: ServiceCatalogue, until: dt.date) -> pl.DataFrame:
    """season_id, print: changes when what is out by the end of a day, or its runtime, does."""
    rows = (
        completion.lengths(catalogue, until)
        .group_by("season_id", maintain_order=True)
        .agg(
            pl.format("{}:{}:{}:{}", "episode", "runtime", "weight", "needed")
            .str.join("|")
            .alias("print")
        )
    )
    return rows.with_columns(
        pl.Series("print", [digest(told) for told in rows["print"]], dtype=pl.String)
    )


def digest(told: str) -> str:
    """A short hash."""
    return sha256(told.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Weeks:
    """The weeks that have events, in order, each with how many (to bound memory), and the way to
    their events: `parts` gives those of some weeks, as `counted.PARTS`."""

    rows: dict[dt.date, int]
    parts: Callable[[list[dt.date]], Any]

    @property
    def sundays(self) -> list[dt.date]:
        """The weeks."""
        return list(self.rows)

    def ranges(self, number: int) -> int:
        """In how many ranges of seasons the first `number` weeks are best counted."""
        return -(-sum(list(self.rows.values())[:number]) // AT_ONCE) or 1


def by_week(
    counting: Counting, weeks: Weeks, *, first: int = 0, before: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Starters and finishers by the end of the week at place `first` and of each after it.

    As BY_WEEK. `before`: the rows (PRINTED) of the week before, where they are known.
    """
    found, known = [pl.DataFrame(schema=BY_WEEK)], before
    whole = len(weeks.rows) - first
    for at, week in enumerate(weeks.sundays[first:], start=first):
        some = replace(counting, ranges=weeks.ranges(at + 1), progress=silent)
        known = _next(some, weeks.sundays[: at + 1], weeks.parts, known)
        found.append(known.select(pl.lit(week).alias("week"), *PRINTED))
        counting.progress("completion by week", at + 1 - first, whole, 0)
    return pl.concat(found)


def _next(
    counting: Counting,
    weeks: list[dt.date],
    parts: Callable[[list[dt.date]], Any],
    before: pl.DataFrame | None,
) -> pl.DataFrame:
    """The rows (PRINTED) of the last of the weeks, from those of the one before."""
    week = weeks[-1]
    prints = length_prints(counting.catalogue, week)
    if before is None:
        return printed(counting.completion(parts(weeks), week), prints)
    same = before.join(prints, on=["season_id", "print"], how="semi").select(*COMPLETION)
    gained = counting.gained(parts(weeks[:-1]), parts(weeks[-1:]), week, ranges=counting.ranges)
    counted = added(same, gained.join(same, on="season_id", how="semi"))
    fresh = prints.join(same, on="season_id", how="anti")["season_id"].to_list()
    if fresh:
        again = counting.completion(parts(weeks), week, seasons=fresh)
        counted = pl.concat([counted, again])
    return printed(counted, prints)


def added(counters: pl.DataFrame, gained: pl.DataFrame) -> pl.DataFrame:
    """Counters with what they gained, as COMPLETION, in order."""
    sums = pl.concat([counters, gained]).group_by("season_id")
    return sums.agg(pl.col("starters", "finishers").sum()).select(*COMPLETION).sort("season_id")


def printed(counted: pl.DataFrame, prints: pl.DataFrame) -> pl.DataFrame:
    """Counters of every season that has lengths, 0 where nobody began it, as PRINTED."""
    rows = prints.join(counted, on="season_id", how="left", maintain_order="left")
    return rows.with_columns(pl.col("starters", "finishers").fill_null(0)).select(*PRINTED)
