"""The week's charts: each list with its movement, as pages and as rows that numbers lead to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import polars as pl

from cliffhanger.days import available_at
from cliffhanger.pages import paths, words
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import Edition, Link, Movement, Name, WeekRow
from cliffhanger.pages.views import ListRow, ListTable, WeekPage, WeeksPage
from cliffhanger.titles import season_part

_WEEK = pl.duration(weeks=1)


def moved(chart: pl.DataFrame) -> pl.DataFrame:
    """The chart with each entry's `last_rank`, `last_hours`, `listed`, `nth`, `movement`, `places`.

    `movement` is up, down, same, new, back (listed before, not in the week before), or unknown (the
    first week that was published); `listed` counts its weeks so far, `nth` those since its first,
    gaps included.
    """
    entry = ("category", "entry_id")
    ordered = chart.sort("category", "entry_id", "week").with_columns(
        last_week=pl.col("week").shift(1).over(entry),
        last_rank=pl.col("weekly_rank").shift(1).over(entry),
        last_hours=pl.col("weekly_hours_viewed").shift(1).over(entry),
        listed=pl.int_range(1, pl.len() + 1).over(entry),
        nth=(pl.col("week") - pl.col("week").min().over(entry)).dt.total_days() // 7 + 1,
        opening=pl.col("week").min().over("category"),
    )
    places = pl.col("last_rank") - pl.col("weekly_rank")
    movement = (
        pl.when(pl.col("week") == pl.col("opening"))
        .then(pl.lit("unknown"))
        .when(pl.col("last_week").is_null())
        .then(pl.lit("new"))
        .when(pl.col("last_week") < pl.col("week") - _WEEK)
        .then(pl.lit("back"))
        .when(places > 0)
        .then(pl.lit("up"))
        .when(places < 0)
        .then(pl.lit("down"))
        .otherwise(pl.lit("same"))
    )
    return ordered.with_columns(movement=movement, places=places.abs()).sort(
        "week", "category", "weekly_rank"
    )


class Weeks:
    """The chart of an edition as rows with movement, by season and by week."""

    def __init__(self, given: Given) -> None:
        self._given = given

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return moved(self._given.chart).to_dicts()

    @cached_property
    def _by_season(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self._rows:
            if row["season_id"] is not None:
                found.setdefault(row["season_id"], []).append(row)
        return found

    @cached_property
    def _by_week(self) -> dict[dt.date, dict[str, list[dict[str, Any]]]]:
        found: dict[dt.date, dict[str, list[dict[str, Any]]]] = {}
        for row in self._rows:
            found.setdefault(row["week"], {}).setdefault(row["category"], []).append(row)
        return dict(sorted(found.items()))

    def of_season(self, season_id: str) -> tuple[WeekRow, ...]:
        """The season's weeks on its list, oldest first."""
        return tuple(_week_row(row) for row in self._by_season[season_id])

    @cached_property
    def weeks(self) -> list[dt.date]:
        """The chart weeks, oldest first."""
        return list(self._given.chart["week"].unique().sort())

    @cached_property
    def _links(self) -> list[Link]:
        return [Link(paths.href(paths.week_path(w)), words.short_day(w)) for w in self.weeks]

    def page(self, edition: Edition, week: dt.date, *, by_country: bool = False) -> WeekPage:
        """The page of a chart week; `by_country`: its country lists have a page too."""
        at, links = self.weeks.index(week), self._links
        return WeekPage(
            edition=edition,
            path=paths.week_path(week),
            title=f"Charts of the week to {words.day(week)}",
            week=week,
            known_on=_known_on(week),
            lists=self._lists(week, self.weeks[at - 1] if at else None),
            before=links[at - 1] if at else None,
            after=links[at + 1] if at + 1 < len(links) else None,
            countries=_countries(week) if by_country else None,
        )

    def index(self, edition: Edition, drawn: Sequence[int]) -> WeeksPage:
        """The page that lists the weeks; `drawn` are the years that have a page of their own."""
        years: dict[int, list[Link]] = {}
        for week, link in reversed(list(zip(self.weeks, self._links, strict=True))):
            years.setdefault(week.year, []).append(link)
        return WeeksPage(edition, tuple((y, tuple(w)) for y, w in years.items()), tuple(drawn))

    def _lists(self, week: dt.date, before: dt.date | None) -> tuple[ListTable, ...]:
        last = self._by_week[before] if before and week - before == dt.timedelta(weeks=1) else {}
        return tuple(
            ListTable(
                category,
                paths.list_anchor(category),
                tuple(ListRow(self._name(row), _week_row(row), row["listed"]) for row in rows),
                self._gone(last.get(category, []), rows),
            )
            for category, rows in sorted(self._by_week[week].items(), key=_tv_first)
        )

    def _gone(self, last: list[dict[str, Any]], now: list[dict[str, Any]]) -> tuple[Name, ...]:
        here = {row["entry_id"] for row in now}
        return tuple(self._name(row) for row in last if row["entry_id"] not in here)

    def _name(self, row: dict[str, Any]) -> Name:
        season = season_part(row["show_title"], row["season_title"] or "N/A")
        shown = "" if season in ("N/A", row["show_title"]) else season
        known = row["season_id"] in self._given.run_rows
        path = paths.season_path(row["season_id"]) if known else None
        place = f"w{row['week']}"
        return Name(
            row["show_title"],
            shown,
            row["category"],
            paths.href(path, place) if path else None,
            season_id=row["season_id"],
        )


def _countries(week: dt.date) -> Link:
    return Link(paths.href(paths.countries_path(week)), "The same week, country by country")


def _tv_first(shown: tuple[str, object]) -> tuple[bool, str]:
    return not shown[0].startswith("TV"), shown[0]


def _known_on(week: dt.date) -> dt.date:
    return available_at(week).date()


def _week_row(row: dict[str, Any]) -> WeekRow:
    adjacent = row["movement"] in ("up", "down", "same")
    change = (
        row["weekly_hours_viewed"] / row["last_hours"] - 1
        if adjacent and row["last_hours"]
        else None
    )
    anchor = paths.row_anchor(row["category"], row["weekly_rank"])
    return WeekRow(
        week=row["week"],
        known_on=row["available_at"].date(),
        nth=row["nth"],
        rank=row["weekly_rank"],
        movement=Movement(row["movement"], (row["places"] or 0) if adjacent else 0),
        hours=row["weekly_hours_viewed"],
        hours_low=row["hours_low"],
        hours_high=row["hours_high"],
        views=row["weekly_views"],
        change=change,
        counter=row["cumulative_weeks_in_top_10"],
        href=paths.href(paths.week_path(row["week"]), anchor),
    )
