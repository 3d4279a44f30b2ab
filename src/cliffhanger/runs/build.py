"""Weeks become one run a season, as known on a date."""

from __future__ import annotations

import polars as pl

from cliffhanger.days import AsOf
from cliffhanger.errors import NotKnownYet, UnknownTitle
from cliffhanger.tables import RUNS

FIRST_WEEKS = 4
"""The first 28 days are taken as the first four chart weeks: the lists have no days."""


def build(chart: pl.DataFrame, seasons: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """One row a season that had charted, shaped as RUNS: hours in hours, ranks from 1.

    `chart` is shaped as CHART and may hold later weeks: they are not looked at. Entries that are
    not seasons (rule F13) are left out. A week is counted on our ids, never by the publisher's
    counter, which later files raise. Raises NotKnownYet when no week was out.
    """
    known = chart.filter(
        (pl.col("available_at") <= as_of.moment) & pl.col("season_id").is_not_null()
    )
    if known.is_empty():
        raise NotKnownYet(
            f"no chart week is known as of {as_of}", fix="ingest a chart or ask for a later day"
        )
    newest = known.group_by("category").agg(pl.col("week").max().alias("newest_week"))
    weeks = _numbered(known).join(
        seasons.select("entry_id", "title_id", "season_number", "release_date"),
        on="entry_id",
        how="left",
    )
    runs = (
        weeks.sort("week").group_by("season_id", "category", maintain_order=True).agg(*_measures())
    )
    runs = runs.join(newest, on="category").with_columns(
        (pl.col("last_week") < pl.col("newest_week")).alias("finished"),
        (pl.col("first_week") == known["week"].min()).alias("under_way_at_start"),
    )
    return RUNS.shape(_first_week(runs), where="runs").sort("season_id")


def season_weeks(chart: pl.DataFrame, season_id: str, as_of: AsOf) -> pl.DataFrame:
    """The weeks of one season known by then, oldest first: CHART with `nth` and `re_entered`.

    `nth` is the chart week since its first (1 = first, gaps counted). Raises UnknownTitle when the
    season had not charted.
    """
    rows = chart.filter(
        (pl.col("season_id") == season_id) & (pl.col("available_at") <= as_of.moment)
    )
    if rows.is_empty():
        raise UnknownTitle(f"{season_id} had not charted as of {as_of}", fix="ask for a later day")
    return _numbered(rows).sort("week")


def _numbered(chart: pl.DataFrame) -> pl.DataFrame:
    """Adds `nth` (chart weeks since the first) and `re_entered` (after the first gap)."""
    of_season = ("category", "season_id")
    since = (pl.col("week") - pl.col("week").min()).dt.total_days() // 7 + 1
    place = pl.int_range(1, pl.len() + 1).over(*of_season, order_by="week")
    return chart.with_columns(since.over(*of_season).alias("nth")).with_columns(
        (pl.col("nth") > place).alias("re_entered")
    )


def _measures() -> list[pl.Expr]:
    early = pl.col("nth") <= FIRST_WEEKS
    hours, views = pl.col("weekly_hours_viewed"), pl.col("weekly_views")
    best_of_two = hours.filter(pl.col("nth") <= 2).max()
    return [
        pl.col("title_id").first(),
        pl.col("show_title", "season_title").last(),
        pl.col("season_number", "release_date").first(),
        pl.col("week").min().alias("first_week"),
        pl.col("week").max().alias("last_week"),
        pl.len().alias("weeks"),
        (~pl.col("re_entered")).sum().alias("weeks_unbroken"),
        pl.col("re_entered").sum().alias("weeks_reentered"),
        pl.col("weekly_rank").min().alias("peak_rank"),
        hours.sum().alias("hours"),
        hours.filter(early).sum().alias("hours_28d"),
        _sum_of_known(views).alias("views"),
        _sum_of_known(views.filter(early)).alias("views_28d"),
        early.sum().alias("weeks_28d"),
        hours.first().alias("first_week_hours"),
        (hours.filter(pl.col("nth") == 3).first() / best_of_two).alias("decay"),
    ]


def _sum_of_known(values: pl.Expr) -> pl.Expr:
    return pl.when(values.count() > 0).then(values.sum())


def _first_week(runs: pl.DataFrame) -> pl.DataFrame:
    """Adds days available in week one and hours a day, where it charted in its first week."""
    days = (pl.col("first_week") - pl.col("release_date")).dt.total_days() + 1
    runs = runs.with_columns(pl.when(days.is_between(1, 7)).then(days).alias("days_in_week_one"))
    return runs.with_columns(
        (pl.col("first_week_hours") / pl.col("days_in_week_one")).alias("hours_per_day")
    )


def latest_season(
    runs: pl.DataFrame, title_id: str, *, number: int | None = None
) -> dict[str, object]:
    """The run (a RUNS row) of the title's newest season then, or of season `number`.

    Raises UnknownTitle when no such season had charted.
    """
    of_title = runs.filter(pl.col("title_id") == title_id).sort("first_week", "season_number")
    if number is not None:
        of_title = of_title.filter(pl.col("season_number") == number)
    if of_title.is_empty():
        which = f"season {number} of {title_id}" if number is not None else title_id
        raise UnknownTitle(
            f"{which} had not charted then", fix="ask for a later day, or see `cliffhanger titles`"
        )
    return of_title.row(-1, named=True)
