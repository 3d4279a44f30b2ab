"""What the pages are made from: all that was known on the as-of date, and where its page is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

import polars as pl

from cliffhanger.days import AsOf
from cliffhanger.news.statements import Document, Reading
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.pages import paths
from cliffhanger.pages.parts import Link, Name, TrackRecord
from cliffhanger.pages.story.evidence import Draft
from cliffhanger.tables import CHANGES, COUNTRIES
from cliffhanger.titles import Catalogue, season_part, slug

HISTORY = {
    "season_id": pl.String,
    "as_of": pl.Date,
    "p": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}
"""Odds reconstructed as of the end of a chart Tuesday: chances and 90 % intervals."""

IDS = ("imdb", "tmdb", "tvdb", "tvmaze", "trakt", "wikidata", "netflix")
"""The `ids` block: whose ids a title may have (Trakt's and Simkl's shape, and Netflix)."""


class Checked(Protocol):
    """A claim held against the chart."""

    def as_dict(self) -> dict[str, Any]:
        """The shape of a claim in `check --json` (design.md, section 11)."""
        ...


@dataclass(frozen=True)
class Article:
    """An article: what was read in it, and its claims checked; `nth` of its name on its day."""

    reading: Reading
    checked: Sequence[Checked] = ()
    nth: int = 1

    @property
    def name(self) -> str:
        """What the article is called: its title, else the story of its day."""
        return self.reading.document.title or f"The story of {_day(self.reading.document.date)}"

    @property
    def path(self) -> str:
        """Its page. Two untitled stories of a day are told apart by their text."""
        document = self.reading.document
        name = document.title or _opening(document)
        return paths.article_path(document.date, f"{name} {self.nth}" if self.nth > 1 else name)

    @cached_property
    def numbered(self) -> tuple[tuple[int, str, Any], ...]:
        """Every statement as (number, kind, record), numbered in the order the text ends them.

        On the page its mark is `s1`, its note `n1`; the number stands behind the mark.
        """
        said = sorted(self.reading.statements(), key=lambda s: (s[1].span[1], -s[1].span[0]))
        return tuple((number, kind, record) for number, (kind, record) in enumerate(said, 1))


def _told_apart(articles: Iterable[Article]) -> list[Article]:
    """The articles, those that would share a page numbered in their order."""
    seen: dict[str, int] = {}
    found = []
    for article in articles:
        seen[article.path] = seen.get(article.path, 0) + 1
        found.append(replace(article, nth=seen[article.path]))
    return found


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _opening(document: Document) -> str:
    words = document.text.split()
    start = 2 if words[:1] == ["date"] else 0
    return " ".join(words[start : start + 8])


@dataclass(frozen=True)
class Decided:
    """A decision (a row of DECISIONS), and the odds at the end of its eve, if they were asked."""

    decision: Mapping[str, Any]
    eve: dt.date
    odds: SeasonOdds | None


@dataclass(frozen=True)
class Given:
    """Everything an edition is made from, as known on `as_of`; nothing here sees later.

    `chart` is shaped as CHART, `runs` as RUNS, `decisions` as DECISIONS with `learned_on`;
    `outcomes` has season_id and outcome (renewed, canceled) known then; `board` holds SeasonOdds
    of the open seasons, most at risk first; `history` has the columns of HISTORY; `proof` is the
    backtest as far as its answers were known (`BacktestResult.as_dict`); `scored` are the issued
    forecasts with their outcomes (`ledger.SCORED`); `stories` are our own; `address`
    is where the site stands, or empty; where `looked_back` is False, history and proof are still
    being made.
    """

    as_of: AsOf
    reconstructed: bool
    chart: pl.DataFrame
    runs: pl.DataFrame
    catalogue: Catalogue
    board: Sequence[SeasonOdds]
    decisions: pl.DataFrame
    outcomes: pl.DataFrame
    decided: Sequence[Decided] = ()
    articles: Sequence[Article] = ()
    stories: Sequence[Draft] = ()
    track: TrackRecord = field(default_factory=lambda: TrackRecord(0, 0))
    history: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=HISTORY))
    proof: Mapping[str, Any] | None = None
    scored: pl.DataFrame | None = None
    countries: pl.DataFrame = field(default_factory=COUNTRIES.empty)
    changes: pl.DataFrame = field(default_factory=CHANGES.empty)
    address: str = ""
    looked_back: bool = True

    def __post_init__(self) -> None:
        """Leave out what was not known then; tell articles of one name and day apart.

        A story is left out too where it was drafted from what was known only later.
        """
        known = [a for a in self.articles if self.as_of.knows_day(a.reading.document.date)]
        learned = self.decisions.filter(pl.col("learned_on") <= self.as_of.last_known_day)
        told = [s for s in self.stories if AsOf.parse(s.as_of) <= self.as_of]
        object.__setattr__(self, "articles", _told_apart(known))
        object.__setattr__(self, "stories", told)
        object.__setattr__(self, "decisions", learned)

    @cached_property
    def run_rows(self) -> dict[str, dict[str, Any]]:
        """Every run by season id, in the order of `runs`."""
        return {row["season_id"]: row for row in self.runs.iter_rows(named=True)}

    @cached_property
    def listed(self) -> set[tuple[dt.date, str]]:
        """The weeks and lists there are."""
        return set(self.chart.select("week", "category").unique().iter_rows())

    @cached_property
    def seasons_of(self) -> dict[str, list[str]]:
        """The season ids of each title that had charted, oldest first."""
        found: dict[str, list[str]] = {}
        for row in sorted(self.run_rows.values(), key=_age):
            found.setdefault(self.title_of(row), []).append(row["season_id"])
        return found

    @cached_property
    def odds_of(self) -> dict[str, SeasonOdds]:
        """The SeasonOdds of each open season."""
        return {odds.season_id: odds for odds in self.board}

    @cached_property
    def eve_of(self) -> dict[str, Decided]:
        """The decision with odds of its eve, for each season that has them."""
        return {d.odds.season_id: d for d in self.decided if d.odds is not None}

    def title_of(self, row: Mapping[str, Any]) -> str:
        """The title id of a run; the slug of its show title where nobody knows it."""
        return row["title_id"] or slug(row["show_title"])

    def name(self, season_id: str) -> Name:
        """A season that had charted, as labelled then, with its page."""
        row = self.run_rows[season_id]
        season = season_part(row["show_title"], row["season_title"])
        return Name(
            row["show_title"],
            "" if season in ("N/A", row["show_title"]) else season,
            row["category"],
            paths.href(paths.season_path(season_id)),
            self.title_of(row),
            season_id,
        )

    @cached_property
    def history_of(self) -> dict[str, list[tuple[dt.date, float, float, float]]]:
        """as_of, p, low, high of each season at the chart Tuesdays, oldest first."""
        found: dict[str, list[tuple[dt.date, float, float, float]]] = {}
        columns = tuple(HISTORY)
        for season_id, *said in self.history.select(columns).sort("as_of").iter_rows():
            found.setdefault(season_id, []).append((said[0], said[1], said[2], said[3]))
        return found

    def ids(self, title_id: str) -> dict[str, str | int | None]:
        """The ids that others give a title; None where we do not know them."""
        known = self.catalogue.title(title_id).ids if title_id in self._catalogued else {}
        return {name: known.get(name) for name in IDS}

    @cached_property
    def _catalogued(self) -> set[str]:
        return set(self.catalogue.titles["title_id"])

    def title_id(self, name: str, title_id: str | None = None) -> str | None:
        """The title that goes by an id, or else by a name, among those that had charted."""
        for candidate in (title_id, self.catalogue.lookup(name), slug(name)):
            if candidate in self.seasons_of:
                return candidate
        return None

    def season_of(self, title_id: str, number: int | None) -> str:
        """The title's season with this number, else its newest that had charted."""
        seasons = self.seasons_of[title_id]
        exact = [s for s in seasons if self.run_rows[s]["season_number"] == number]
        return exact[-1] if number is not None and exact else seasons[-1]

    def link(
        self, name: str, number: int | None = None, title_id: str | None = None
    ) -> Link | None:
        """The page of a series' season, under its name, if it had charted."""
        found = self.title_id(name, title_id)
        return Link(self.name(self.season_of(found, number)).href or "", name) if found else None


def _age(row: Mapping[str, Any]) -> tuple[dt.date, int, str]:
    return (row["first_week"], row["season_number"] or 0, row["season_id"])
