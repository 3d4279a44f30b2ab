"""What the lists said as of a date: the chart, its runs, and the countries, asked by series."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from cliffhanger.days import FIRST_WEEK, AsOf, chart_week
from cliffhanger.runs.build import build
from cliffhanger.tables import COUNTRIES
from cliffhanger.titles import Catalogue, normal, season_number


@dataclass(frozen=True)
class Entry:
    """One entry of a TV list (a season, mostly) and its weeks so far, oldest first."""

    entry_id: str
    label: str
    number: int | None
    category: str
    release_date: dt.date | None
    weeks: pl.DataFrame

    @property
    def first_week(self) -> dt.date:
        """The Sunday of its first week on the list."""
        day: dt.date = self.weeks["week"][0]
        return day

    @property
    def premiere_week(self) -> dt.date:
        """The chart week of its premiere; without a known one, its first week on the list."""
        return chart_week(self.release_date) if self.release_date else self.first_week

    @property
    def first_full_week(self) -> dt.date:
        """The first chart week in which it was out for seven days (it may not have charted then).

        The week of the premiere where that is a Monday, else the one after; so also without a
        known premiere, since few come out on a Monday.
        """
        whole = self.release_date is not None and self.release_date.weekday() == 0
        return self.premiere_week + dt.timedelta(days=0 if whole else 7)


@dataclass(frozen=True)
class Lists:
    """The lists as known on `as_of`. Nothing here sees later.

    `chart` is shaped as CHART, `countries` as COUNTRIES (no rows where none was taken in); later
    rows in them are not looked at. `said` is the newest week that was out when something was said,
    where that is not now.
    """

    chart: pl.DataFrame
    catalogue: Catalogue
    as_of: AsOf
    countries: pl.DataFrame = field(default_factory=COUNTRIES.empty)
    said: dt.date | None = None

    @cached_property
    def known(self) -> pl.DataFrame:
        """The rows of the TV lists that were out."""
        out = pl.col("available_at") <= self.as_of.moment
        return self.chart.filter(out & pl.col("category").str.starts_with("TV")).sort("week")

    @cached_property
    def runs(self) -> pl.DataFrame:
        """One row a season that had charted, shaped as RUNS."""
        return build(self.chart, self.catalogue.seasons, self.as_of)

    @cached_property
    def newest_week(self) -> dt.date:
        """The newest week that was out when it was said; the first ever where none was."""
        day: dt.date | None = self.known["week"].max()  # type: ignore[assignment]
        return self.said or day or FIRST_WEEK

    def title_of(self, series: str) -> str | None:
        """The id of the title that goes by this name, if one does."""
        return self.catalogue.lookup(series)

    def entries(self, series: str) -> list[Entry]:
        """Every entry of a series on the global lists so far, newest first.

        By its title; where no single title goes by the name, by the name on the lists.
        """
        return self._entries(series, self.known)

    def country_entries(self, series: str) -> list[Entry]:
        """As `entries`, on the country lists, which hold what no global list does."""
        return self._entries(series, self.known_in_countries)

    def _entries(self, series: str, known: pl.DataFrame) -> list[Entry]:
        title_id = self.title_of(series)
        facts = self.catalogue.seasons.filter(pl.col("title_id") == (title_id or ""))
        ids = set(facts["entry_id"]) or _named(series, known)
        rows = known.filter(pl.col("entry_id").is_in(sorted(ids)))
        found = [self._entry(weeks) for _, weeks in rows.group_by("entry_id", "category")]
        return sorted(found, key=lambda e: (e.number or 0, e.first_week, e.entry_id), reverse=True)

    def _entry(self, rows: pl.DataFrame) -> Entry:
        weeks = rows.sort("week")
        last = weeks.row(-1, named=True)
        number, release_date = self._facts.get(last["entry_id"], (None, None))
        if number is None:
            number = season_number(last["show_title"], last["season_title"] or "")
        label = last["season_title"] if last["season_title"] not in (None, "N/A") else None
        return Entry(
            entry_id=last["entry_id"],
            label=label or last["show_title"],
            number=number,
            category=last["category"],
            release_date=release_date,
            weeks=weeks,
        )

    @cached_property
    def _facts(self) -> dict[str, tuple[int | None, dt.date | None]]:
        rows = self.catalogue.seasons.select("entry_id", "season_number", "release_date").rows()
        return {entry_id: (number, day) for entry_id, number, day in rows}

    @cached_property
    def known_in_countries(self) -> pl.DataFrame:
        """The rows of the countries' TV lists that were out."""
        out = pl.col("available_at") <= self.as_of.moment
        return self.countries.filter(out & (pl.col("category") == "TV"))

    def in_countries(self, entry_ids: list[str]) -> pl.DataFrame:
        """The rows of the country lists that were out, for these entries."""
        mine = self.known_in_countries.filter(pl.col("entry_id").is_in(entry_ids))
        return mine.sort("week", "country_iso2", "weekly_rank")

    @cached_property
    def newest_country_week(self) -> dt.date:
        """The newest week of the country lists that was out; the first ever where none was."""
        day: dt.date | None = self.known_in_countries["week"].max()  # type: ignore[assignment]
        return day or FIRST_WEEK


def _named(series: str, known: pl.DataFrame) -> set[str]:
    wanted = normal(series)
    labels = known.select("show_title", "entry_id").unique().rows()
    return {entry_id for show, entry_id in labels if normal(show) == wanted}
