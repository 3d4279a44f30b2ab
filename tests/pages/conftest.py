"""A small edition: the bundled chart on the day of the story, a few seasons, our own story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cliffhanger.charts import sources, vintages
from cliffhanger.claims.check import check
from cliffhanger.claims.lists import Lists
from cliffhanger.days import AsOf
from cliffhanger.news import statements as news
from cliffhanger.odds import backtest, questions
from cliffhanger.odds.board import board, season_odds
from cliffhanger.odds.known import Known
from cliffhanger.pages.bands import known_outcomes
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.given import HISTORY, Article, Decided, Given
from cliffhanger.pages.story.draft import load, write
from cliffhanger.pages.story.evidence import Draft
from cliffhanger.pages.story.facts import Facts, gather
from cliffhanger.runs.build import build
from cliffhanger.store.desk import Desk
from cliffhanger.tables import COUNTRIES, DECISIONS
from cliffhanger.titles import Catalogue, read_bundled

DAY = "2022-11-08"
SEASONS = (
    "partner-track-s1",
    "the-imperfects-s1",
    "the-watcher-s1",
    "manifest-s1",
    "inside-man-s1",
    "young-royals-s2",
    "dubai-bling-s1",
)
TEXT = (
    "Two series end. Netflix said on Tuesday that Partner Track will not return, nor will "
    "The Imperfects.\n\nPartner Track spent three weeks in the Top 10 & starred Arden Cho.\n\n"
    "Which will you miss?"
)


def span(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


def story(text: str = TEXT, title: str | None = None) -> news.Reading:
    said = span("Netflix said on Tuesday that Partner Track will not return")
    decision = news.Decision(
        "Partner Track", 1, "canceled", None, DAY, "Netflix", None, "stated", said
    )
    weeks = span("Partner Track spent three weeks in the Top 10")
    return news.Reading(
        news.Document(dt.date(2022, 11, 8), text, title=title),
        decisions=(decision,),
        chart_claims=(news.ChartClaim("Partner Track", "weeks_in_top10", 3, None, weeks),),
        people=(news.Person("Partner Track", "Arden Cho", "actor", None, span("Arden Cho")),),
        signals=(news.Signal("The Imperfects", "cliffhanger_ending", span("The Imperfects")),),
    )


def decisions_known(as_of: AsOf) -> pl.DataFrame:
    """The bundled decisions of a known day, as the record would give them."""
    rows = read_bundled(DECISIONS).filter(pl.col("precision") == "day")
    dated = rows.with_columns(learned_on=pl.col("announced_on").str.to_date("%Y-%m-%d"))
    return dated.filter(pl.col("learned_on") <= as_of.last_known_day)


def edition(
    chart: pl.DataFrame, catalogue: Catalogue, day: str = DAY, seasons: tuple[str, ...] = SEASONS
) -> dict[str, Any]:
    """What `publish` is given, for a few seasons."""
    as_of = AsOf.parse(day)
    decisions = read_bundled(DECISIONS)
    facts = (chart, catalogue.seasons, catalogue.titles, decisions)
    asked = questions.build(catalogue.seasons, decisions)
    known = decisions_known(as_of)
    decided = []
    if day == DAY:
        eve = dt.date(2022, 11, 7)
        odds = season_odds(*facts, ["partner-track-s1"], AsOf.end_of(eve))[0]
        row = known.filter(pl.col("title_id") == "partner-track").row(-1, named=True)
        decided = [Decided(row, eve, odds)]
    reading = story()
    claims = check(reading.chart_claims, reading.document.date, Lists(chart, catalogue, as_of))
    return {
        "as_of": as_of,
        "chart": chart,
        "runs": build(chart, catalogue.seasons, as_of).filter(pl.col("season_id").is_in(seasons)),
        "catalogue": catalogue,
        "board": [s for s in board(*facts, as_of) if s.season_id in seasons],
        "decisions": known,
        "outcomes": known_outcomes(asked, as_of),
        "reconstructed": True,
        "decided": decided,
        "articles": [Article(reading, claims)],
    }


@pytest.fixture(scope="session")
def newsdesk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the bundled chart and the bundled story in its record. Not to be written to."""
    desk = Desk.at(tmp_path_factory.mktemp("newsdesk"))
    known = Known(desk, AsOf.parse(DAY))
    vintages.ingest(sources.bundled_copy(), desk.lake, known.catalogue)
    text = resources.files("cliffhanger") / "data" / "story-2022-11-08.txt"
    with resources.as_file(text) as path:
        for reading in known.read([str(path)]):
            known.save(reading)
    return desk


@pytest.fixture(scope="session")
def facts(newsdesk: Desk) -> Facts:
    """What a story of the day may tell."""
    return gather(Known(newsdesk, AsOf.parse(DAY)))


@pytest.fixture(scope="session")
def draft(facts: Facts) -> Draft:
    """Our own story of the day."""
    return write(facts, load())


@pytest.fixture(scope="session")
def given(chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue) -> dict[str, Any]:
    return edition(chart_on(DAY), catalogue)


@pytest.fixture(scope="session")
def whole(given: dict[str, Any], draft: Draft) -> Given:
    """The same edition with all that a desk adds: our story, odds through time, the backtest."""
    decisions = read_bundled(DECISIONS)
    catalogue = given["catalogue"]
    asked = questions.build(catalogue.seasons, decisions)
    facts = (given["chart"], catalogue.seasons, catalogue.titles)
    days = (dt.date(2022, 10, 18), dt.date(2022, 10, 25), dt.date(2022, 11, 1))
    rows = [(s, day, 0.8 - n / 10, 0.4, 0.9) for s in SEASONS for n, day in enumerate(days)]
    past = asked.filter(pl.col("known_assumed") <= dt.date(2022, 11, 8))
    found = backtest.backtest(*facts, past, start=dt.date(2021, 10, 1), end=dt.date(2022, 5, 12))
    return Given(
        **given,
        stories=[draft],
        history=pl.DataFrame(rows, schema=HISTORY, orient="row"),
        proof=found.as_dict(),
        countries=countries(given["chart"]),
        address="https://desk.example",
    )


def countries(chart: pl.DataFrame) -> pl.DataFrame:
    """Two countries' lists of the newest week: the global English one, and it turned round."""
    newest = pl.col("week") == chart["week"].max()
    week = chart.filter(newest & (pl.col("category") == "TV (English)"))
    lists = [
        week.with_columns(
            country_name=pl.lit(name),
            country_iso2=pl.lit(code),
            category=pl.lit("TV"),
            weekly_rank=rank,
        )
        for code, name, rank in (
            ("US", "United States", pl.col("weekly_rank")),
            ("BR", "Brazil", 11 - pl.col("weekly_rank")),
        )
    ]
    return COUNTRIES.shape(pl.concat(lists), where="countries").sort("country_iso2", "weekly_rank")


@pytest.fixture(scope="session")
def contents(whole: Given) -> Contents:
    """What the whole edition holds."""
    return Contents(whole)


@pytest.fixture(scope="session")
def site(given: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition, published. Not to be written to."""
    from cliffhanger.pages.site import publish

    out = tmp_path_factory.mktemp("site")
    publish(out, Given(**given))
    return out
