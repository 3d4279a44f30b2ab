"""The chart's rules: what a file must obey to be taken in, and what is reported about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from cliffhanger.days import FIRST_WEEK, end_of
from cliffhanger.errors import ChartError

VIEWS_FROM = dt.date(2023, 6, 18)
"""From this week lists are ranked by views, before it by hours (rule F19)."""


@dataclass(frozen=True)
class Rules:
    """What differs between publishers.

    `first_week`: the week history must begin with (None = any). `whole`: every list has ten rows,
    and no vintage has fewer places than the one before; else a list has up to ten, and a correction
    may shorten it, but no list of the vintage before may be gone. `fix`: what to do.
    """

    first_week: dt.date | None = FIRST_WEEK
    whole: bool = True
    fix: str = "download the file again"


PUBLISHED = Rules()
"""The publisher of the Top 10 (rules F6, F8, F10)."""
OWN = Rules(None, whole=False, fix="write it again with `cliffhanger top10 --out`")
"""A service that counts its own viewing: it may be young and small."""


def refuse(
    frame: pl.DataFrame, *, name: str, before: pl.DataFrame | None, rules: Rules = PUBLISHED
) -> None:
    """Raise ChartError, naming file, row and value, where a rule of the chart is broken.

    Weeks are Sundays (F7), history starts with the first week and has no gap (F8), every list has
    ranks 1 to 10 once (F10), hours are not negative, a week is out before it is seen (F9), and a
    file never holds less than the one before (F6).
    """
    broken = _Broken(frame, name, rules)
    first = rules.first_week or dt.date.min
    broken.row(pl.col("week").dt.weekday() != 7, "week", "a Sunday")
    broken.row(pl.col("week") < first, "week", f"{first} or later")
    broken.row(~pl.col("weekly_rank").is_between(1, 10), "weekly_rank", "1 to 10")
    counter = "cumulative_weeks_in_top_10"
    broken.row(pl.col(counter) < 1, counter, "1 or more")
    if "weekly_hours_viewed" in frame.columns:
        broken.row(pl.col("weekly_hours_viewed") < 0, "weekly_hours_viewed", "0 or more")
    one_list: list[str] = [c for c in ("week", "country_iso2", "category") if c in frame.columns]
    again = ~pl.struct(*one_list, "weekly_rank").is_first_distinct()
    broken.row(again, "weekly_rank", "given once a list and week")
    broken.lists(one_list)
    broken.lost_weeks()
    broken.unpublished()
    if before is not None and before["vintage"][0] <= frame["vintage"][0]:
        broken.shrunk(before, [*one_list, "weekly_rank"] if rules.whole else one_list)


@dataclass(frozen=True)
class _Broken:
    """A copy of a chart; each method raises ChartError where it breaks one rule."""

    frame: pl.DataFrame
    name: str
    rules: Rules

    def row(self, broken: pl.Expr, column: str, must: str) -> None:
        """A row where `broken` holds; `must` says what the column must be."""
        rows = self.frame.select(broken.fill_null(False)).to_series().arg_true()
        if len(rows):
            row = int(rows[0])
            what = f"{column} is {self.frame[column][row]}, must be {must}"
            raise ChartError(what, where=f"{self.name}, row {row + 2}", fix=self.rules.fix)

    def lists(self, one_list: list[str]) -> None:
        """A list that is not whole: ten rows, or as many as its last rank."""
        most = pl.lit(10) if self.rules.whole else pl.col("last")
        sizes = self.frame.group_by(one_list).agg(pl.len(), last=pl.col("weekly_rank").max())
        wrong = sizes.filter(pl.col("len") != most).sort(one_list)
        for week, *which, size, last in wrong.head(1).rows():
            wanted = 10 if self.rules.whole else last
            what = f"{' '.join(which)} has {size} rows in week {week}, must be {wanted}"
            raise ChartError(what, where=self.name, fix=self.rules.fix)

    def lost_weeks(self) -> None:
        """History that begins late or has a gap."""
        weeks, first = self.frame["week"].unique().sort(), self.rules.first_week
        if first and weeks[0] != first:
            lost = (weeks[0] - first).days // 7
            what = f"the oldest week is {weeks[0]}, must be {first}: {lost} weeks are lost"
            raise ChartError(what, where=self.name, fix=self.rules.fix)
        gaps = weeks.filter(weeks.diff().fill_null(dt.timedelta(days=7)) != dt.timedelta(days=7))
        if len(gaps):
            what = f"the week before {gaps[0]} is not in the file"
            raise ChartError(what, where=self.name, fix=self.rules.fix)

    def unpublished(self) -> None:
        """A week that was not out on the day the copy was seen."""
        seen = self.frame["vintage"][0]
        early = self.frame.filter(pl.col("available_at") > end_of(seen))
        if early.height:
            week = early["week"].sort()[0]
            what = f"week {week} was not out on {seen}, when this was seen"
            raise ChartError(what, where=self.name, fix="give the day it was seen with --seen")

    def shrunk(self, before: pl.DataFrame, place: list[str]) -> None:
        """Places of the vintage before that are gone."""
        lists = self.frame["category"].unique().implode()
        gone = before.join(self.frame, on=place, how="anti")
        if self.rules.whole:
            gone = gone.filter(pl.col("category").is_in(lists))
        if gone.height:
            seen, first = before["vintage"][0], gone["week"].sort()[0]
            what = f"{gone.height} rows of the vintage seen {seen} are gone, from week {first} on"
            raise ChartError(what, where=self.name, fix=self.rules.fix)


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

    round(low) <= views <= round(high), with hours within half of what they are rounded to (50,000
    of the publisher's) and runtime within 0.00005 hours. Blended live views (F22) break it by
    design; runtime 0 (F24) is left out.
    """
    known = frame.filter(pl.col("weekly_views").is_not_null() & (pl.col("runtime") > 0))
    hours, runtime, unit = pl.col("weekly_hours_viewed"), pl.col("runtime"), _unit()
    low = _nearest((hours - unit / 2) / (runtime + 0.00005), unit)
    high = _nearest((hours + unit / 2) / (runtime - 0.00005), unit)
    return known.with_columns(low.alias("views_low"), high.alias("views_high")).filter(
        ~pl.col("weekly_views").is_between("views_low", "views_high")
    )


def _unit() -> pl.Expr:
    """To what hours are rounded, by their interval: 1 where they are whole."""
    above = pl.col("hours_high") - pl.col("weekly_hours_viewed")
    return pl.when(above > 0).then(2 * (above + 1)).otherwise(1)


def _nearest(views: pl.Expr, unit: pl.Expr) -> pl.Expr:
    return ((views / unit + 0.5).floor() * unit).cast(pl.Int64)
