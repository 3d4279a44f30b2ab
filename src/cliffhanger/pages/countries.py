"""A week over all countries: who was on how many lists, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import polars as pl

from cliffhanger.pages import paths, words
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import Edition, Link, Name
from cliffhanger.pages.views_data import CountriesPage, CountryList, CountryRow
from cliffhanger.titles import season_part


class Countries:
    """The country lists of an edition, by week."""

    def __init__(self, given: Given) -> None:
        self._given = given

    @cached_property
    def weeks(self) -> list[dt.date]:
        """The weeks there are country lists of, oldest first."""
        return list(self._given.countries["week"].unique().sort())

    @cached_property
    def _by_week(self) -> dict[dt.date, pl.DataFrame]:
        parts = self._given.countries.partition_by("week", as_dict=True)
        return {week: part for (week,), part in parts.items()}

    def page(self, edition: Edition, week: dt.date) -> CountriesPage:
        """The page of a week."""
        frame = self._by_week[week]
        at = self.weeks.index(week)
        links = [Link(paths.href(paths.countries_path(w)), words.short_day(w)) for w in self.weeks]
        codes = frame.select("country_iso2", "country_name").unique().sort("country_iso2")
        charted = (week, "TV (English)") in self._given.listed
        back = paths.week_path(week) if charted else "charts/index.html"
        return CountriesPage(
            edition=edition,
            path=paths.countries_path(week),
            title=f"Countries in the week to {words.day(week)}",
            week=week,
            lists=tuple(self._lists(frame)),
            codes=tuple((code, name) for code, name in codes.rows()),
            back=Link(paths.href(back), "The global lists"),
            before=links[at - 1] if at else None,
            after=links[at + 1] if at + 1 < len(links) else None,
        )

    def _lists(self, frame: pl.DataFrame) -> Iterator[CountryList]:
        for category in sorted(frame["category"].unique(), reverse=True):
            rows = frame.filter(pl.col("category") == category)
            entries = rows.sort("weekly_rank", "country_iso2").group_by(
                "entry_id", maintain_order=True
            )
            found = [self._row(part.to_dicts()) for _, part in entries]
            yield CountryList(
                category,
                paths.list_anchor(category),
                rows["country_iso2"].n_unique(),
                tuple(sorted(found, key=lambda r: (-r.countries, -r.first, r.name.show_title))),
            )

    def _row(self, rows: list[dict[str, Any]]) -> CountryRow:
        ranks = tuple((row["country_iso2"], row["weekly_rank"]) for row in rows)
        return CountryRow(
            name=self._name(rows[0]),
            countries=len(ranks),
            first=sum(rank == 1 for _, rank in ranks),
            best=min(rank for _, rank in ranks),
            ranks=ranks,
        )

    def _name(self, row: dict[str, Any]) -> Name:
        season = season_part(row["show_title"], row["season_title"] or "N/A")
        shown = "" if season in ("N/A", row["show_title"]) else season
        known = row["season_id"] in self._given.run_rows
        path = paths.season_path(row["season_id"]) if known else None
        href = paths.href(path) if path else None
        return Name(row["show_title"], shown, row["category"], href, season_id=row["season_id"])
