"""Everything that is known on a date: what commands and pages ask their questions of."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from cliffhanger.charts import own, publisher, sources, vintages
from cliffhanger.days import AsOf, parse_day
from cliffhanger.errors import DeskError, InputError, NotKnownYet
from cliffhanger.fetch import Fetcher
from cliffhanger.runs.build import build, latest_season, season_weeks
from cliffhanger.store.desk import Desk
from cliffhanger.tables import CHART, DECISIONS
from cliffhanger.titles import Catalogue, bundled, read_bundled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cliffhanger.claims.check import CheckedClaim
    from cliffhanger.claims.lists import Lists
    from cliffhanger.news.history import Event
    from cliffhanger.news.statements import Reading
    from cliffhanger.odds.backtest import BacktestResult
    from cliffhanger.odds.board import SeasonOdds
    from cliffhanger.odds.ledger import Issued, TrackRecord
    from cliffhanger.store.record import Record


@lru_cache(maxsize=4)
def _open(url: str, own_decisions: Path | None) -> Record:
    """Once a process and copy: to open is to migrate and to compare the decisions."""
    from cliffhanger.news.record import load_bundled
    from cliffhanger.store.record import open_record

    record = open_record(url)
    load_bundled(record, _decisions(own_decisions))
    return record


def _decisions(own_file: Path | None) -> pl.DataFrame:
    """The decisions that come with the titles, shaped as DECISIONS: a service's own, or bundled."""
    if own_file:
        return pl.read_parquet(own_file, hive_partitioning=False)
    return read_bundled(DECISIONS)


@dataclass(frozen=True)
class Known:
    """A desk as of a date. Nothing here sees past `as_of`."""

    desk: Desk
    as_of: AsOf

    @cached_property
    def catalogue(self) -> Catalogue:
        """Titles, seasons and their names: the service's own, where the desk has them."""
        return own.titles_as_of(self.desk.lake, self.as_of) or bundled()

    @property
    def is_own(self) -> bool:
        """Whether the desk speaks of a service that counts its own viewing."""
        return publisher.is_own(self.desk.lake)

    @cached_property
    def completion(self) -> pl.DataFrame | None:
        """Completion known then, shaped as COMPLETION; None where nobody counts it."""
        return own.completion_as_of(self.desk.lake, self.as_of) if self.is_own else None

    @cached_property
    def _told_decisions(self) -> pl.DataFrame:
        """The decisions that come with the titles, later ones too, shaped as DECISIONS."""
        return _decisions(own.decisions_file(self.desk.lake))

    @cached_property
    def chart(self) -> pl.DataFrame:
        """The chart known then, shaped as CHART."""
        return vintages.chart_as_of(self.desk.lake, self.as_of, self.catalogue)

    @cached_property
    def decisions(self) -> pl.DataFrame:
        """The decisions known then, as DECISIONS and `learned_on`: the record's, or the titles'."""
        if self.desk.has_record:
            from cliffhanger.news.record import decisions_as_of

            return decisions_as_of(self.record, self.as_of)
        from cliffhanger.news.judge import period

        rows = self._told_decisions
        learned = pl.Series(
            "learned_on", [period(day)[1] for day in rows["announced_on"]], dtype=pl.Date
        )
        return rows.with_columns(learned).filter(learned <= self.as_of.last_known_day)

    @cached_property
    def record(self) -> Record:
        """The record, with the titles' decisions in it. Made when it is not there."""
        return _open(self.desk.record_url, own.decisions_file(self.desk.lake))

    def begin(self) -> None:
        """Begin the record where there is none, so that all that follows is read from it."""
        self.record  # noqa: B018

    @cached_property
    def questions(self) -> pl.DataFrame:
        """The questions to learn from, shaped as QUESTIONS; each outcome says when it was known.

        Dates come from the decisions as each source gave them: where the record judges two reports
        to be one announcement, it keeps one date.
        """
        from cliffhanger.odds.questions import build

        return build(self.catalogue.seasons, self._told_decisions)

    @cached_property
    def lists(self) -> Lists:
        """The lists known then, to hold claims against."""
        from cliffhanger.claims.lists import Lists

        countries = vintages.countries_as_of(self.desk.lake, self.as_of)
        try:
            chart = self.chart
        except NotKnownYet:
            chart = CHART.empty()
        return Lists(chart, self.catalogue, self.as_of, countries)

    @cached_property
    def runs(self) -> pl.DataFrame:
        """One row a season that had charted then, shaped as RUNS."""
        return build(self.chart, self.catalogue.seasons, self.as_of)

    def run(self, title: str, season: int | None = None) -> tuple[dict[str, object], pl.DataFrame]:
        """The run (a RUNS row) and the weeks of a title's newest season then, or of season N.

        Raises UnknownTitle.
        """
        row = latest_season(self.runs, self.catalogue.find(title), number=season)
        return row, season_weeks(self.chart, str(row["season_id"]), self.as_of)

    def board(self) -> list[SeasonOdds]:
        """The odds of every open season, most at risk first."""
        from cliffhanger.odds.board import board

        asked, completion = self.questions, self.completion
        return board(*self._facts, self.as_of, questions=asked, completion=completion)

    def odds(self, season_ids: list[str]) -> list[SeasonOdds]:
        """The odds of these seasons, also where they were decided. Raises UnknownTitle."""
        from cliffhanger.odds.board import season_odds

        facts, asked = (*self._facts, season_ids, self.as_of), self.questions
        return season_odds(*facts, questions=asked, completion=self.completion)

    @property
    def _facts(self) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        return self.chart, self.catalogue.seasons, self.catalogue.titles, self.decisions

    def read(self, what: Sequence[str], date: str | None = None) -> Iterator[Reading]:
        """What these articles say; `-` is standard input, `date` the day of one that has none.

        Raises ArticleError and FileError.
        """
        from cliffhanger.news.page import documents_in, open_documents
        from cliffhanger.news.read import Reader

        day = parse_day(date) if date else None
        reader = Reader(self.catalogue.pairs())
        for name in what:
            given = name == "-"
            found = documents_in(sys.stdin.buffer.read(), day=day) if given else None
            for document in found or open_documents(name, day=day):
                yield reader.read(document)

    def save(self, reading: Reading) -> None:
        """Write a reading to the record."""
        from cliffhanger.news.record import save

        save(reading, self.record, self.catalogue)

    def readings(self) -> list[Reading]:
        """What the documents in the record that were known then say, oldest first."""
        from cliffhanger.news.history import readings

        return readings(self.record, self.as_of)

    def history(self, title: str) -> list[Event]:
        """Every decision and open word on a title known then. Raises UnknownTitle."""
        from cliffhanger.news.history import history

        return history(self.record, self.catalogue.find(title), self.as_of)

    def track_record(self) -> TrackRecord:
        """How good the odds issued by then have been."""
        from cliffhanger.odds import ledger

        outcomes = ledger.outcomes(self.record, self.catalogue.seasons, self.as_of)
        return ledger.score(self.record, outcomes, self.as_of)

    def check(self, reading: Reading) -> list[CheckedClaim]:
        """The article's claims held against the lists as of its day, and as of now where later."""
        from cliffhanger.claims.check import check

        day = reading.document.date
        then = Known(self.desk, min(AsOf.end_of(day), self.as_of))
        now = self.lists if then.as_of < self.as_of else None
        return check(reading.chart_claims, day, then.lists, now, text=reading.document.text)

    def issue(self, board: Sequence[SeasonOdds]) -> Issued:
        """Freeze these odds in the record. Raises RecordError for a day that has passed."""
        from cliffhanger.odds.ledger import issue

        digest = hashlib.sha256()
        inputs_of = (self.chart, self.decisions, self.questions, self.completion)
        for frame in (part for part in inputs_of if part is not None):
            digest.update(frame.write_csv().encode())
        made_by = version("cliffhanger")
        inputs = digest.hexdigest()
        return issue(self.record, board, self.as_of, inputs_hash=inputs, version=made_by)

    def export_record(self, out: Path) -> int:
        """Write the record as JSON lines; how many rows. Raises DeskError."""
        from cliffhanger.store.jsonl import export_jsonl

        try:
            with out.open("w", encoding="utf-8") as file:
                return export_jsonl(self.record, file)
        except OSError as error:
            fix = "give a file that can be written"
            raise DeskError(str(error), where=str(out), fix=fix) from None

    def import_record(self, file: Path) -> int:
        """Take an exported record in; how many rows were new. Raises FileError, RecordError."""
        from cliffhanger.store.jsonl import import_jsonl

        return import_jsonl(self.record, file)

    def dataset(self) -> dict[str, pl.DataFrame]:
        """The data set behind the odds, by table name (`odds.dataset`)."""
        from cliffhanger.odds.dataset import dataset

        return dataset(*self._facts, self.questions, self.completion)

    def eve_of(self, day: dt.date) -> Known:
        """The same desk at the end of the day before."""
        return Known(self.desk, AsOf.end_of(day - dt.timedelta(days=1)))

    def decided(self, season: SeasonOdds) -> dict[str, object] | None:
        """The decision on the season (a DECISIONS row) known then, if there is one."""
        rows = self.decisions.filter(
            pl.col("title_id") == season.title_id,
            pl.col("season_number") == season.season_number,
            pl.col("announced_on") <= str(self.as_of.last_known_day),
        )
        return rows.row(-1, named=True) if rows.height else None

    def backtest(
        self,
        *,
        start: dt.date | None = None,
        end: dt.date | None = None,
        horizons: list[int] | None = None,
        models: list[str] | None = None,
        charts: Path | None = None,
        questions: Path | None = None,
        strict: bool = False,
    ) -> BacktestResult:
        """The walk-forward on the desk's chart and questions, or on the files given instead.

        `start` and `end` are the first and last cut: METHOD.md's two years when not given, or all
        cuts of a service's own questions. Horizons at which nothing can be asked are left out.
        """
        from cliffhanger.odds import backtest
        from cliffhanger.odds import questions as asked

        chart = self.chart
        if charts:
            chart = next(sources.copies_of(str(charts), fetcher=_no_fetcher)).rows(self.catalogue)
        where = questions.name if questions else "questions"
        rows = asked.read_questions(questions) if questions else self.questions
        first, last = backtest.START, backtest.END
        if self.is_own and rows.height:
            rows = self._with_completion(rows, where)
            first, last = rows["cut"].sort().gather([0, -1])
        result = backtest.backtest(
            chart,
            self.catalogue.seasons,
            self.catalogue.titles,
            rows,
            start=start or first,
            end=end or last,
            horizons=tuple(horizons or asked.HORIZONS),
            models=models,
            strict=strict,
            where=where,
        )
        judged = set(result.rows["horizon_weeks"])
        return replace(result, horizons=tuple(h for h in result.horizons if h in judged))

    def _with_completion(self, questions: pl.DataFrame, where: str) -> pl.DataFrame:
        """The questions with `season_id` and the completion known at each cut."""
        from cliffhanger.odds import questions as asked

        named = asked.with_seasons(questions, self.catalogue.seasons, where=where)
        return asked.with_completion(named.drop("title_id"), self.completion)


def _no_fetcher() -> Fetcher:
    raise InputError("a backtest reads files only", fix="ingest the address first")
