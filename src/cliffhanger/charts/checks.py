"""The chart's rules: what a file must obey to be taken in, and what is reported about it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger.errors import ChartError

VIEWS_FROM = dt.date(2023, 6, 18)
"""From this week lists are ranked by views, before it by hours (rule F19)."""
_AGAIN = "download the file again"


def refuse(
    frame: pl.DataFrame, *, name: str, before: pl.DataFrame | None, first_week: dt.date
) -> None:
    """Raise ChartError, naming file, row and value, where a rule of the chart is broken.

    Weeks are Sundays (F7), history starts with the first week and has no gap (F8), every list has
    ranks 1 to 10 once (F10), hours are not negative, and a file never holds less than the one
    before (F6).
    """
    _refuse_row(frame, name, pl.col("week").dt.weekday() != 7, "week", "a Sunday")
    _refuse_row(frame, name, pl.col("week") < first_week, "week", f"{first_week} or later")
    _refuse_row(frame, name, ~pl.col("weekly_rank").is_between(1, 10), "weekly_rank", "1 to 10")
    _refuse_row(frame, name, pl.col("weekly_hours_viewed") < 0, "weekly_hours_viewed", "0 or more")
    _refuse_row(
        frame,
        name,
        pl.col("cumulative_weeks_in_top_10") < 1,
        "cumulative_weeks_in_top_10",
        "1 or more",
    )
    place = pl.struct("week", "category", "weekly_rank")
    _refuse_row(frame, name, place.is_duplicated(), "weekly_rank", "given once a list and week")
    _refuse_lists(frame, name)
    _refuse_lost_weeks(frame, name, before, first_week)


def _refuse_row(frame: pl.DataFrame, name: str, broken: pl.Expr, column: str, must: str) -> None:
    rows = frame.select(broken.fill_null(False)).to_series().arg_true()
    if len(rows):
        row = int(rows[-1] if column == "weekly_rank" and "once" in must else rows[0])
        raise ChartError(
            f"{column} is {frame[column][row]}, must be {must}",
            where=f"{name}, row {row + 2}",
            fix=_AGAIN,
        )


def _refuse_lists(frame: pl.DataFrame, name: str) -> None:
    sizes = (
        frame.group_by("week", "category")
        .len()
        .filter(pl.col("len") != 10)
        .sort("week", "category")
    )
    for week, category, size in sizes.head(1).rows():
        raise ChartError(
            f"{category} has {size} rows in week {week}, must be 10", where=name, fix=_AGAIN
        )


def _refuse_lost_weeks(
    frame: pl.DataFrame, name: str, before: pl.DataFrame | None, first_week: dt.date
) -> None:
    weeks = frame["week"].unique().sort()
    if weeks[0] != first_week:
        lost = (weeks[0] - first_week).days // 7
        raise ChartError(
            f"the oldest week is {weeks[0]}, must be {first_week}: {lost} weeks are lost",
            where=name,
            fix=_AGAIN,
        )
    gaps = weeks.filter(weeks.diff().fill_null(dt.timedelta(days=7)) != dt.timedelta(days=7))
    if len(gaps):
        raise ChartError(f"the week before {gaps[0]} is not in the file", where=name, fix=_AGAIN)
    if before is None or before["vintage"][0] > frame["vintage"][0]:
        return
    shrunk = before.join(frame, on=("week", "category", "weekly_rank"), how="anti").filter(
        pl.col("category").is_in(frame["category"].unique().implode())
    )
    if shrunk.height:
        seen, first = before["vintage"][0], shrunk["week"].sort()[0]
        raise ChartError(
            f"{shrunk.height} rows of the vintage seen {seen} are gone, from week {first} on",
            where=name,
            fix=_AGAIN,
        )


def recount(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `weeks`: weeks this entry has been on this list so far, counted on our ids (F26)."""
    weeks = pl.int_range(1, pl.len() + 1).over("category", "entry_id", order_by="week")
    return frame.with_columns(weeks.alias("weeks"))


def counter_differences(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows whose publisher's counter differs from our recount, with both."""
    return recount(frame).filter(pl.col("weeks") != pl.col("cumulative_weeks_in_top_10"))


def order_violations(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that stand above a larger one: by hours until 2023-06-11, by views after (F19)."""
    size = (
        pl.when(pl.col("week") < VIEWS_FROM).then("weekly_hours_viewed").otherwise("weekly_views")
    )
    below = size.shift(-1).over("week", "category", order_by="weekly_rank")
    return frame.with_columns(size.alias("size"), below.alias("below")).filter(
        pl.col("below") > pl.col("size")
    )


def views_outside_rounding(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows whose views no unrounded hours and runtime can give (F18).

    round(low) <= views <= round(high), with hours within 50,000 and runtime within 0.00005 hours.
    Blended live views (F22) break it by design; runtime 0 (F24) is left out.
    """
    known = frame.filter(pl.col("weekly_views").is_not_null() & (pl.col("runtime") > 0))
    hours, runtime = pl.col("weekly_hours_viewed"), pl.col("runtime")
    low = _nearest((hours - 50_000) / (runtime + 0.00005))
    high = _nearest((hours + 50_000) / (runtime - 0.00005))
    return known.with_columns(low.alias("views_low"), high.alias("views_high")).filter(
        ~pl.col("weekly_views").is_between("views_low", "views_high")
    )


def _nearest(views: pl.Expr) -> pl.Expr:
    return ((views / 100_000 + 0.5).floor() * 100_000).cast(pl.Int64)
