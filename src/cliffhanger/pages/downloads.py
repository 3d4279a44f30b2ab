"""The tables of an edition to take away: CSV, JSON and Parquet, with every column documented."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from cliffhanger.pages.given import HISTORY, Given
from cliffhanger.pages.parts import Edition, Link
from cliffhanger.pages.views_data import Download, DownloadsPage
from cliffhanger.tables import (
    CHANGES,
    CHART,
    COUNTRIES,
    DECISIONS,
    MOMENT,
    RUNS,
    TITLES,
    Column,
    Table,
)
from cliffhanger.titles import slug

LARGE = 100_000
"""Rows from which a table is given as Parquet and CSV only."""

KNOWN_DECISIONS = Table(
    "decisions",
    DECISIONS.row,
    (*DECISIONS.columns, Column("learned_on", pl.Date, "the day from whose end it was known")),
    (),
)
ODDS_HISTORY = Table(
    "odds_history",
    "odds of a season as of the end of a chart Tuesday, reconstructed",
    (
        Column("season_id", pl.String, "our season id"),
        Column("as_of", pl.Date, "the Tuesday; nothing known later is used"),
        Column("p", pl.Float64, "chance that a further season is ordered, 0 to 1"),
        Column("low", pl.Float64, "lower end of the 90 % interval"),
        Column("high", pl.Float64, "upper end of the 90 % interval"),
    ),
    ("season_id", "as_of"),
)
CLAIMS = Table(
    "claims",
    "a claim about a chart in an article, held against the chart",
    (
        Column("article", pl.String, "the page of the article"),
        Column("date", pl.Date, "the article's day"),
        Column("series", pl.String, "the series, as the article calls it"),
        Column("metric", pl.String, "weeks_in_top10, peak_rank, hours_viewed, views, countries"),
        Column("value", pl.Float64, "the value claimed"),
        Column("verdict", pl.String, "supported, refuted, unclear, not_checkable"),
        Column("why", pl.String, "the verdict in a sentence"),
    ),
    (),
)
FORECASTS = Table(
    "forecasts",
    "odds that were issued at the time, with their outcome",
    (
        Column("forecast_id", pl.String, "its id: a hash of its content"),
        Column("season_id", pl.String, "our season id"),
        Column("show_title", pl.String, "show title then"),
        Column("season_number", pl.Int64, "1 = first", missing=True),
        Column("category", pl.String, "the list"),
        Column("issued_at", MOMENT, "when it was frozen"),
        Column("as_of", MOMENT, "the moment it answers for"),
        Column("p", pl.Float64, "chance that a further season is ordered, 0 to 1"),
        Column("low", pl.Float64, "lower end of the 90 % interval"),
        Column("high", pl.Float64, "upper end of the 90 % interval"),
        Column("model", pl.String, "the model"),
        Column("version", pl.String, "the version of the program"),
        Column("renewed", pl.Int64, "1 = a further season was ordered"),
        Column("known_on", pl.Date, "the day the outcome was known"),
        Column("brier", pl.Float64, "squared error, 0 is best"),
        Column("log_loss", pl.Float64, "negative log likelihood in nats"),
    ),
    ("forecast_id",),
)


@dataclass(frozen=True)
class Taken:
    """A table with its rows."""

    table: Table
    frame: pl.DataFrame

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What it is given as."""
        return ("csv", "parquet") if self.frame.height >= LARGE else ("csv", "json", "parquet")

    def file(self, suffix: str) -> str:
        """Where a file of it stands."""
        return f"data/{self.table.name}.{suffix}"

    def content(self, suffix: str) -> bytes:
        """A file of it: UTF-8 CSV with header and empty = missing; rows as JSON; Parquet."""
        return _WRITERS[suffix](self.frame)


class Tables:
    """The tables of an edition that have rows, in the order data passes."""

    def __init__(self, given: Given) -> None:
        self._given = given

    @cached_property
    def all(self) -> tuple[Taken, ...]:
        """Every table."""
        given = self._given
        titles = given.catalogue.titles.filter(pl.col("title_id").is_in(list(given.seasons_of)))
        odds = odds_table(given)
        found = [
            Taken(CHART, given.chart.select(*CHART.schema)),
            Taken(COUNTRIES, given.countries),
            Taken(CHANGES, given.changes),
            Taken(RUNS, given.runs.select(*RUNS.schema)),
            Taken(TITLES, titles.select(*TITLES.schema).sort("title_id")),
            Taken(KNOWN_DECISIONS, given.decisions.select(*KNOWN_DECISIONS.schema)),
            odds,
            Taken(ODDS_HISTORY, given.history.select(*HISTORY)),
            Taken(CLAIMS, _claims(given)),
            Taken(FORECASTS, _forecasts(given)),
        ]
        return tuple(taken for taken in found if taken.frame.height)

    def page(self, edition: Edition, feeds: tuple[tuple[Link, str], ...]) -> DownloadsPage:
        """The page that documents them."""
        downloads = tuple(
            Download(
                taken.table,
                taken.frame.height,
                tuple(
                    Link(taken.file(s), s.upper().replace("ARQUET", "arquet"))
                    for s in taken.suffixes
                ),
            )
            for taken in self.all
        )
        return DownloadsPage(edition, downloads, feeds)


def odds_table(given: Given) -> Taken:
    """The board as a table: one row an open season, with the baselines as columns."""
    names = list(given.board[0].baselines) if given.board else []
    columns = (
        *(c for c in RUNS.columns if c.name in ("season_id", "show_title", "season_title")),
        Column("title_id", pl.String, "the series"),
        Column("season_number", pl.Int64, "1 = first", missing=True),
        Column("category", pl.String, "the list"),
        Column("release_date", pl.Date, "premiere"),
        Column("weeks", pl.Int64, "weeks on the list"),
        Column("p", pl.Float64, "chance that a further season is ordered, 0 to 1"),
        Column("low", pl.Float64, "lower end of the 90 % interval"),
        Column("high", pl.Float64, "upper end of the 90 % interval"),
        *(Column(key(name), pl.Float64, f"the chance by the baseline “{name}”") for name in names),
        Column("decision_within_4", pl.Float64, "chance of a decision in 4 weeks"),
        Column("decision_within_8", pl.Float64, "chance of a decision in 8 weeks"),
        Column("decision_within_13", pl.Float64, "chance of a decision in 13 weeks"),
        Column("decision_median", pl.Date, "as likely as not decided by this day"),
        Column("as_of", pl.String, "nothing known later is used"),
        Column("reconstructed", pl.Boolean, "computed later for this day, not issued then"),
    )
    table = Table("odds", "an open season with its odds", columns, ("season_id",))
    rows = [_odds_row(given, said) for said in given.board]
    return Taken(table, table.shape(pl.DataFrame(rows), where="odds") if rows else table.empty())


def key(name: str) -> str:
    """A baseline's name as a column: `more than three weeks` gives `more_than_three_weeks`."""
    return slug(name).replace("-", "_")


def _odds_row(given: Given, said: Any) -> dict[str, Any]:
    facts = ("season_id", "title_id", "show_title", "season_title", "season_number")
    return {
        **{name: getattr(said, name) for name in (*facts, "category", "release_date", "weeks")},
        **said.odds.as_dict(),
        **{key(name): round(odds.p, 4) for name, odds in said.baselines.items()},
        **{f"decision_within_{n}": said.when[f"within_{n}"] for n in (4, 8, 13)},
        "decision_median": said.when["median"],
        "as_of": str(given.as_of),
        "reconstructed": given.reconstructed,
    }


def _claims(given: Given) -> pl.DataFrame:
    rows = []
    for article in given.articles:
        for checked in article.checked:
            claim = checked.as_dict()
            said = {name: claim[name] for name in ("series", "metric", "verdict", "why")}
            value = claim["value"] if isinstance(claim["value"], int | float) else None
            day = article.reading.document.date
            rows.append({"article": article.path, "date": day, "value": value, **said})
    return pl.DataFrame(rows, schema=CLAIMS.schema)


def _forecasts(given: Given) -> pl.DataFrame:
    if given.scored is None:
        return FORECASTS.empty()
    return given.scored.select(*FORECASTS.schema).sort("as_of", "season_id", "forecast_id")


def _csv(frame: pl.DataFrame) -> bytes:
    return frame.write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ").encode()


def _json(frame: pl.DataFrame) -> bytes:
    moments = [
        pl.col(name).dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        for name, dtype in frame.schema.items()
        if isinstance(dtype, pl.Datetime)
    ]
    return frame.with_columns(moments).write_json().encode()


def _parquet(frame: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd")
    return file.getvalue()


_WRITERS: Mapping[str, Callable[[pl.DataFrame], bytes]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}
