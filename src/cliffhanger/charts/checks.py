"""The chart's rules: what a file must obey to be taken in, and what is reported about it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger.days import FIRST_WEEK, end_of
from cliffhanger.errors import ChartError

VIEWS_FROM = dt.date(2023, 6, 18)
"""From this week lists are ranked by views, before it by hours (rule F19)."""
_AGAIN = "download the file again"


def refuse(frame: pl.DataFrame, *, name: str, before: pl.DataFrame | None) -> None:
    """Raise ChartError, naming file, row and value, where a rule of the chart is broken.

    Weeks are Sundays (F7), history starts with the first week and has no gap (F8), every list has
    ranks 1 to 10 once (F10), hours are not negative, a week is out before it is seen (F9), and a
    file never holds less than the one before (F6).
    """
    _refuse_row(frame, name, pl.col("week").dt.weekday() != 7, "week", "a Sunday")
    _refuse_row(frame, name, pl.col("week") < FIRST_WEEK, "week", f"{FIRST_WEEK} or later")
    _refuse_row(frame, name, ~pl.col("weekly_rank").is_between(1, 10), "weekly_rank", "1 to 10")
    counter = "cumulative_weeks_in_top_10"
    _refuse_row(frame, name, pl.col(counter) < 1, counter, "1 or more")
    if "weekly_hours_viewed" in frame.columns:
        negative = pl.col("weekly_hours_viewed") < 0
        _refuse_row(frame, name, negative, "weekly_hours_viewed", "0 or more")
    one_list: list[str] = [c for c in ("week", "country_iso2", "category") if c in frame.columns]
    again = ~pl.struct(*one_list, "weekly_rank").is_first_distinct()
    _refuse_row(frame, name, again, "weekly_rank", "given once a list and week")
    _refuse_lists(frame, name, one_list)
    _refuse_lost_weeks(frame, name)
    _refuse_unpublished(frame, name)
    if before is not None and before["vintage"][0] <= frame["vintage"][0]:
        _refuse_shrunk(frame, name, before, [*one_list, "weekly_rank"])


def _refuse_row(frame: pl.DataFrame, name: str, broken: pl.Expr, column: str, must: str) -> None:
    rows = frame.select(broken.fill_null(False)).to_series().arg_true()
    if len(rows):
        row = int(rows[0])
        what = f"{column} is {frame[column][row]}, must be {must}"
        raise ChartError(what, where=f"{name}, row {row + 2}", fix=_AGAIN)


def _refuse_lists(frame: pl.DataFrame, name: str, one_list: list[str]) -> None:
    sizes = frame.group_by(one_list).len().filter(pl.col("len") != 10).sort(one_list)
    for week, *which, size in sizes.head(1).rows():
        what = f"{' '.join(which)} has {size} rows in week {week}, must be 10"
        raise ChartError(what, where=name, fix=_AGAIN)


def _refuse_lost_weeks(frame: pl.DataFrame, name: str) -> None:
    weeks = frame["week"].unique().sort()
    if weeks[0] != FIRST_WEEK:
        lost = (weeks[0] - FIRST_WEEK).days // 7
        what = f"the oldest week is {weeks[0]}, must be {FIRST_WEEK}: {lost} weeks are lost"
        raise ChartError(what, where=name, fix=_AGAIN)
    gaps = weeks.filter(weeks.diff().fill_null(dt.timedelta(days=7)) != dt.timedelta(days=7))
    if len(gaps):
        raise ChartError(f"the week before {gaps[0]} is not in the file", where=name, fix=_AGAIN)


def _refuse_unpublished(frame: pl.DataFrame, name: str) -> None:
    seen = frame["vintage"][0]
    early = frame.filter(pl.col("available_at") > end_of(seen))
    if early.height:
        what = f"week {early['week'].sort()[0]} was not out on {seen}, when this was seen"
        raise ChartError(what, where=name, fix="give the day it was seen with --seen")


def _refuse_shrunk(frame: pl.DataFrame, name: str, before: pl.DataFrame, place: list[str]) -> None:
    lists = frame["category"].unique().implode()
    gone = before.join(frame, on=place, how="anti").filter(pl.col("category").is_in(lists))
    if gone.height:
        seen, first = before["vintage"][0], gone["week"].sort()[0]
        what = f"{gone.height} rows of the vintage seen {seen} are gone, from week {first} on"
        raise ChartError(what, where=name, fix=_AGAIN)


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
