"""The desk's week: ingest, build, read, issue, publish, in this order, and what came of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version

import polars as pl

from cliffhanger.charts import sources, vintages
from cliffhanger.days import AsOf
from cliffhanger.fetch import Fetcher
from cliffhanger.news.statements import Reading
from cliffhanger.odds import ledger
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.odds.known import Known
from cliffhanger.pages import site
from cliffhanger.pages.editions import given_of
from cliffhanger.pages.given import Article, Decided
from cliffhanger.pages.readers.crowd import issue_crowd
from cliffhanger.store.desk import Desk
from cliffhanger.tables import CHART

Told = Callable[[str, str], None]
"""Called after each stage with its verb and what it did."""
LATELY = dt.timedelta(days=7)
STORY = "story-2022-11-08.txt"


@dataclass(frozen=True)
class Week:
    """What the week's desk has to show.

    `board`: the odds at the end of the day before (`eve`); `decided`: the decisions learned in the
    seven days up to `as_of`, each with the odds reconstructed for its own eve; `articles`: what was
    read, with its claims checked; `published`: the site.
    """

    as_of: AsOf
    eve: AsOf
    board: Sequence[SeasonOdds]
    decided: Sequence[Decided]
    articles: Sequence[Article]
    published: site.Published


def run_week(
    desk: Desk, as_of: AsOf, *, charts: Sequence[str], news: Sequence[str], told: Told
) -> Week:
    """Do the week's work on the desk, and what came of it.

    `charts` are files, addresses or sources, `news` files or folders; with neither, a new desk
    takes the bundled ones. Raises what the stages raise; the stages before stay done.
    """
    known = Known(desk, as_of)
    told("ingest", _ingest(known, charts))
    known.begin()
    told("build", f"{known.runs.height:,} runs, to the week of {known.chart['week'].sort()[-1]}")
    articles = list(_read(known, news))
    told("read", _said(articles))
    board = known.board()
    told("issue", _issue(known, board))
    decided = list(decided_lately(known))
    published = publish(known, board, recorded_articles(known), decided=decided)
    told("publish", f"{published.written:,} files written, {published.unchanged:,} unchanged")
    eve = known.eve_of(as_of.day)
    return Week(as_of, eve.as_of, eve.board(), decided, articles, published)


def _ingest(known: Known, charts: Sequence[str]) -> str:
    lake = known.desk.lake
    wanted = charts or ([] if lake.days(CHART) else ["bundled"])
    taken = [
        vintages.ingest(copy, lake, known.catalogue)
        for what in wanted
        for copy in sources.copies_of(what, fetcher=lambda: Fetcher(known.desk.fetched))
    ]
    new = [copy for copy in taken if copy.new]
    return f"{len(new)} new vintages, {sum(copy.rows for copy in new):,} rows"


def _read(known: Known, news: Sequence[str]) -> Iterator[Article]:
    readings = known.read(news) if news else () if known.is_own else _bundled_story(known)
    for reading in readings:
        known.save(reading)
        yield Article(reading, known.check(reading))


def _bundled_story(known: Known) -> Iterator[Reading]:
    with resources.as_file(resources.files("cliffhanger") / "data" / STORY) as path:
        readings = list(known.read([str(path)]))
    return (r for r in readings if known.as_of.knows_day(r.document.date))


def recorded_articles(known: Known) -> list[Article]:
    """The articles of the record known then, with their claims checked, oldest first."""
    return [Article(reading, known.check(reading)) for reading in known.readings()]


def _said(articles: Iterable[Article]) -> str:
    read = [article.reading for article in articles]
    decisions = sum(len(reading.decisions) for reading in read)
    claims = sum(len(reading.chart_claims) for reading in read)
    return f"{len(read)} articles: {decisions} decisions, {claims} claims"


def _issue(known: Known, board: Sequence[SeasonOdds]) -> str:
    if ledger.is_reconstructed(known.as_of):
        return (
            f"{len(board)} odds reconstructed for {known.as_of}: shown, never in the track record"
        )
    issued = known.issue(board)
    crowd = issue_crowd(known.record, board, known.as_of, version=version("cliffhanger"))
    readers = f"; {crowd.new} of readers" if crowd.new else ""
    return f"{issued.new} odds frozen, {issued.already} stood already{readers}"


def decided_lately(known: Known) -> Iterator[Decided]:
    """The decisions of the last seven days, each with the odds of its eve if its season charted."""
    since = known.as_of.day - LATELY
    lately = known.decisions.filter(
        (pl.col("precision") == "day") & (pl.col("announced_on") > since.isoformat())
    ).sort("announced_on", "title_id", "season_number")
    for (announced_on,), rows in lately.group_by("announced_on", maintain_order=True):
        eve = known.eve_of(dt.date.fromisoformat(str(announced_on)))
        odds = _odds_of(eve, rows)
        for row in rows.iter_rows(named=True):
            yield Decided(row, eve.as_of.day, odds.get((row["title_id"], row["season_number"])))


def _odds_of(eve: Known, rows: pl.DataFrame) -> dict[tuple[str, int], SeasonOdds]:
    """The odds on that eve of the decisions' seasons that had charted, by title and number."""
    charted = eve.runs.join(rows, on=("title_id", "season_number"), how="semi")
    asked = eve.odds(charted["season_id"].to_list())
    return {(o.title_id, o.season_number): o for o in asked if o.season_number is not None}


def publish(
    known: Known,
    board: Sequence[SeasonOdds],
    articles: Sequence[Article],
    progress: site.Progress | None = None,
    *,
    decided: Sequence[Decided] | None = None,
    address: str = "",
    workers: int = 1,
) -> site.Published:
    """Write the site of what is known then, which will stand at `address` if one is given.

    `workers`: processes that draw its plots. Raises DeskError when it cannot be written.
    """
    lately = list(decided_lately(known)) if decided is None else decided
    given = given_of(known, board=board, articles=articles, decided=lately, address=address)
    return site.publish(known.desk.site, given, progress, workers=workers)
