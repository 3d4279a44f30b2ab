"""Odds through time: what a season's odds were at the end of each chart Tuesday, reconstructed.

A board of a Tuesday follows from what was known then, so it is kept on disk (`kept`): a new week
costs one board (0.2 s in 2022, 0.5 s with 300 open seasons).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import polars as pl

from cliffhanger.charts import vintages
from cliffhanger.days import AsOf, available_at
from cliffhanger.errors import NotKnownYet
from cliffhanger.news.record import decisions_as_of
from cliffhanger.odds.board import board
from cliffhanger.odds.known import Known
from cliffhanger.pages.given import HISTORY
from cliffhanger.pages.kept import kept, name_of

TUESDAYS = 26
"""Chart Tuesdays back that are shown: half a year."""


def odds_history(known: Known, tuesdays: int = TUESDAYS) -> pl.DataFrame:
    """The odds of every season open on each of the last chart Tuesdays: the columns of HISTORY.

    Sorted by as_of and season_id. Raises DeskError when the desk's cache cannot be written.
    """
    boards = [_board(known, day) for day in _days(known, tuesdays)]
    return pl.concat([pl.DataFrame(schema=HISTORY), *boards]).sort("as_of", "season_id")


def _days(known: Known, count: int) -> Iterator[dt.date]:
    """The last days on which a chart week came out, oldest first."""
    weeks = known.chart["week"].unique().sort()
    days = [available_at(week).date() for week in weeks]
    yield from [day for day in days if known.as_of.knows_day(day)][-count:]


def _board(known: Known, day: dt.date) -> pl.DataFrame:
    then = AsOf.end_of(day)
    chart = vintages.chart_as_of(known.desk.lake, then, known.catalogue)
    decisions = decisions_as_of(known.record, then)

    def make() -> bytes:
        file = io.BytesIO()
        _odds(known, chart, decisions, then).write_parquet(file)
        return file.getvalue()

    name = f"odds-{day}-{name_of((chart, decisions))}.parquet"
    return pl.read_parquet(io.BytesIO(kept(known.desk, name, make)))


def _odds(known: Known, chart: pl.DataFrame, decisions: pl.DataFrame, then: AsOf) -> pl.DataFrame:
    facts = (chart, known.catalogue.seasons, known.catalogue.titles, decisions)
    try:
        said = board(*facts, then, peers=False)
    except NotKnownYet:
        said = []
    rows = [(s.season_id, then.day, s.odds.p, s.odds.low, s.odds.high) for s in said]
    return pl.DataFrame(rows, schema=HISTORY, orient="row")
