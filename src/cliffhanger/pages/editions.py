"""An edition from a desk: everything that was known on a day, gathered for the pages."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from cliffhanger.charts import vintages
from cliffhanger.news.record import decisions_as_of
from cliffhanger.odds import ledger
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.odds.known import Known
from cliffhanger.pages.bands import known_outcomes
from cliffhanger.pages.given import HISTORY, Article, Decided, Given
from cliffhanger.pages.history import odds_history
from cliffhanger.pages.parts import TrackRecord
from cliffhanger.pages.proof import proof
from cliffhanger.pages.story.published import published
from cliffhanger.tables import CHANGES


def given_of(
    known: Known,
    *,
    board: Sequence[SeasonOdds] | None = None,
    articles: Sequence[Article] | None = None,
    decided: Sequence[Decided] = (),
    address: str = "",
    looking_back: bool = True,
) -> Given:
    """What the pages are made from, as known on `known.as_of`.

    The board is made, and the record's articles are read, unless they are given. `looking_back`
    adds the odds through time and the backtest, which take seconds when they are not kept yet.
    Begins the record. Raises NotKnownYet when no chart week was out, DeskError when the desk cannot
    be written or a story in it cannot be read.
    """
    record = known.track_record()
    read = _recorded(known) if articles is None else articles
    return Given(
        as_of=known.as_of,
        reconstructed=ledger.is_reconstructed(known.as_of),
        chart=known.chart,
        runs=known.runs,
        catalogue=known.catalogue,
        board=known.board() if board is None else board,
        decisions=decisions_as_of(known.record, known.as_of),
        outcomes=known_outcomes(known.questions, known.as_of),
        decided=decided,
        articles=read,
        stories=published(known.desk),
        track=TrackRecord(record.pending + record.rows.height, record.seasons, record.brier),
        history=odds_history(known) if looking_back else pl.DataFrame(schema=HISTORY),
        proof=proof(known) if looking_back else None,
        scored=record.rows,
        countries=vintages.countries_as_of(known.desk.lake, known.as_of),
        changes=_changes(known),
        address=address,
        looked_back=looking_back,
    )


def _recorded(known: Known) -> list[Article]:
    return [Article(reading, known.check(reading)) for reading in known.readings()]


def _changes(known: Known) -> pl.DataFrame:
    """The values that publishers changed, as far as they were seen by then."""
    lake = known.desk.lake
    seen = [day for day in lake.days(CHANGES) if known.as_of.knows_day(day)]
    frames = [lake.read(CHANGES, day) for day in seen]
    return pl.concat([CHANGES.empty(), *frames]).sort(*CHANGES.key)
