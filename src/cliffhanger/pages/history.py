"""Odds through time: what a season's odds were at the end of each chart Tuesday, reconstructed.

A board of a Tuesday follows from what was known then, so it is kept on disk (`kept`): a new week
costs one board (0.2 s in 2022, 0.5 s with 300 open seasons).
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import polars as pl

from cliffhanger.days import AsOf, available_at
from cliffhanger.errors import NotKnownYet
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
    then = Known(known.desk, AsOf.end_of(day))

    def make() -> bytes:
        file = io.BytesIO()
        _odds(then).write_parquet(file)
        return file.getvalue()

    name = name_of((then.chart, then.decisions, then.questions))
    return pl.read_parquet(io.BytesIO(kept(known.desk, f"odds-{day}-{name}.parquet", make)))


def _odds(then: Known) -> pl.DataFrame:
    """The board without its peers, which take half the time."""
    catalogue = then.catalogue
    facts = (then.chart, catalogue.seasons, catalogue.titles, then.decisions)
    try:
        said = board(*facts, then.as_of, questions=then.questions, peers=False)
    except NotKnownYet:
        said = []
    rows = [(s.season_id, then.as_of.day, s.odds.p, s.odds.low, s.odds.high) for s in said]
    return pl.DataFrame(rows, schema=HISTORY, orient="row")
