"""Vintages: what a publisher's file said on the day it was seen, and how it changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from cliffhanger.charts import checks, publisher, sources
from cliffhanger.charts.sources import Copy
from cliffhanger.days import AsOf, end_of
from cliffhanger.errors import NotKnownYet
from cliffhanger.store.lake import Lake
from cliffhanger.tables import CHANGES, CHART, COUNTRIES, Table
from cliffhanger.titles import Catalogue

_PLACE = ("week", "category", "weekly_rank")
_COMPARED = (
    "show_title",
    "season_title",
    "weekly_hours_viewed",
    "runtime",
    "weekly_views",
    "cumulative_weeks_in_top_10",
)


@dataclass(frozen=True)
class Taken:
    """What one copy of a chart brought: rows and weeks, and what was noticed about it."""

    name: str
    table: str
    vintage: dt.date
    rows: int
    newest_week: dt.date
    new: bool
    changes: int = 0
    counter_differences: int = 0
    order_violations: int = 0
    views_outside_rounding: int = 0


def ingest(copy: Copy, lake: Lake, catalogue: Catalogue) -> Taken:
    """Take one copy of a chart into the lake, as a vintage; a global one with its change log.

    Nothing is written when the copy breaks a rule (ChartError, FileError), or when the desk has a
    service's own charts (DeskError; those come by `own.ingest`).
    """
    publisher.refuse_published(lake)
    before = vintage_before(lake, copy.table, copy.seen)
    frame = copy.rows(catalogue, before)
    frames, changes = [(copy.table, frame)], CHANGES.empty()
    if copy.table is CHART:
        changes = change_log(before, frame)
        frames.append((CHANGES, changes))
    new = lake.write_all(copy.seen, frames)
    return taken(copy.name, copy.table, frame, new[0], changes)


def taken(name: str, table: Table, frame: pl.DataFrame, new: bool, changes: pl.DataFrame) -> Taken:
    """What a copy brought: `frame` is what it held, `changes` its change log."""
    newest = frame["week"].max()
    assert isinstance(newest, dt.date)
    told = (name, table.name, frame["vintage"][0], frame.height, newest, new)
    if table is not CHART:
        return Taken(*told)
    return Taken(
        *told,
        changes=changes.height,
        counter_differences=checks.counter_differences(frame).height,
        order_violations=checks.order_violations(frame).height,
        views_outside_rounding=checks.views_outside_rounding(frame).height,
    )


def vintage_before(lake: Lake, table: Table, seen: dt.date) -> pl.DataFrame | None:
    """The newest vintage seen before that day, or None."""
    earlier = [day for day in lake.days(table) if day < seen]
    return lake.read(table, earlier[-1]) if earlier else None


def change_log(before: pl.DataFrame | None, now: pl.DataFrame) -> pl.DataFrame:
    """Every value of `now` that differs from the vintage before, shaped as CHANGES.

    Rows that are new are no changes; a column that one of the two never had is not compared.
    """
    if before is None:
        return CHANGES.empty()
    both = before.select(*_PLACE, *_COMPARED).join(now, on=_PLACE, suffix="_now")
    fields = [
        f
        for f in _COMPARED
        if before[f].null_count() < before.height and now[f].null_count() < now.height
    ]
    logs = [
        both.filter(pl.col(f).ne_missing(pl.col(f"{f}_now"))).select(
            *_PLACE,
            "entry_id",
            pl.lit(f).alias("field"),
            pl.col(f).cast(pl.String).alias("old"),
            pl.col(f"{f}_now").cast(pl.String).alias("new"),
            pl.col("vintage").alias("seen"),
        )
        for f in fields
    ]
    log = pl.concat([CHANGES.empty(), *logs])
    return log.sort("week", "category", "weekly_rank", "field")


def chart_as_of(lake: Lake, as_of: AsOf, catalogue: Catalogue) -> pl.DataFrame:
    """The chart as known on the as-of date, shaped as CHART. An empty lake has the bundled chart,
    unless it has a service's own titles.

    Each week comes from the newest vintage seen by then. A week that was out but in no copy seen by
    then comes from the earliest later copy, under its labels of the day: labels changed later are
    undone (`Catalogue.labels_before_change`). Raises NotKnownYet when no week was out.
    """
    days = lake.days(CHART)
    seen = [day for day in days if end_of(day) <= as_of.moment]
    copies = (lake.read(CHART, day) for day in seen[-1:] + days[len(seen) :])
    bundled = not days and not publisher.is_own(lake)
    known = CHART.empty()
    for frame in [sources.bundled_copy().rows(catalogue)] if bundled else copies:
        out = frame.filter(pl.col("available_at") <= as_of.moment)
        out = out.join(known, on=("week", "category"), how="anti")
        late = end_of(frame["vintage"][0]) > as_of.moment
        known = pl.concat([known, _relabelled(out, catalogue, as_of) if late else out])
    if known.is_empty():
        raise NotKnownYet(
            f"no chart week is known as of {as_of}",
            where=str(lake.path),
            fix="ingest a chart or ask for a later day",
        )
    return known.sort("week", "category", "weekly_rank")


def countries_as_of(lake: Lake, as_of: AsOf) -> pl.DataFrame:
    """The country lists as known on the as-of date, shaped as COUNTRIES; no rows if none is known.

    From the newest vintage seen by then, else from the earliest later one.
    """
    days = lake.days(COUNTRIES)
    if not days:
        return COUNTRIES.empty()
    seen = [day for day in days if end_of(day) <= as_of.moment]
    frame = lake.read(COUNTRIES, seen[-1] if seen else days[0])
    return frame.filter(pl.col("available_at") <= as_of.moment)


def _relabelled(frame: pl.DataFrame, catalogue: Catalogue, as_of: AsOf) -> pl.DataFrame:
    named = frame.join(
        catalogue.labels_before_change(as_of), on="entry_id", how="left", suffix="_then"
    )
    return named.with_columns(
        pl.coalesce("show_title_then", "show_title").alias("show_title"),
        pl.coalesce("season_title_then", "season_title").alias("season_title"),
    ).select(*CHART.schema)
