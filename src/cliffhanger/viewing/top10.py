"""The Top 10 of a service from its viewing events: the whole way, for a command or a program."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from cliffhanger import days
from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError, InputError, NotKnownYet
from cliffhanger.tables import COMPLETION, DECISIONS
from cliffhanger.titles import Catalogue
from cliffhanger.viewing import catalogue as service
from cliffhanger.viewing import direct, intake, printed
from cliffhanger.viewing.counted import Counting
from cliffhanger.viewing.engines import open_engine
from cliffhanger.viewing.kinds import Limits, Report
from cliffhanger.viewing.own_titles import own_titles
from cliffhanger.viewing.place import Place
from cliffhanger.viewing.printed import PUBLISHER, Rounding
from cliffhanger.viewing.progress import Progress, silent
from cliffhanger.viewing.sources import sources_of
from cliffhanger.viewing.tally import Tally

POPULAR = (28, 91)
"""The first days that most-popular lists are made for: by hours, and by views (rule F29)."""


@dataclass(frozen=True)
class Settings:
    """How to count.

    `engine`: duckdb or spark. `until`: the moment of intake (None = now). `weeks`: first and last
    chart week (Sundays) to give. `most_bad`: the share of events, and of files, that may be bad.
    `memory`: the most DuckDB may hold. `by_week`: whether completion is counted by the end of every
    week, not only now. `decisions`: the service's own (DECISIONS, see `own_decisions`), where it
    gives them: without outcomes that are known there are no odds.
    """

    engine: str = "duckdb"
    until: AsOf | None = None
    weeks: tuple[dt.date, dt.date] | None = None
    most_bad: float = 0.01
    most_seconds: int = 86_400
    rounding: Rounding = PUBLISHER
    threads: int | None = None
    memory: str | None = "800MB"
    progress: Progress = field(default=silent)
    by_week: bool = True
    decisions: pl.DataFrame | None = None

    @property
    def limits(self) -> Limits:
        """What passes intake."""
        until = (self.until or AsOf(days.now())).moment
        return Limits(until, self.most_seconds, self.most_bad)


@dataclass(frozen=True)
class Top10:
    """What came of it: frames for the rest of Cliffhanger, and the report on what came in.

    chart (CHART), countries (COUNTRIES); completion: season_id, starters, finishers, completion
    (their ratio), until (the last whole day), available_at (the moment of counting); by_week
    (COMPLETION): the same by the end of each chart week; most_popular: for 28 and 91 days; titles:
    the service's own titles and seasons; decisions (DECISIONS): its own.
    """

    chart: pl.DataFrame
    countries: pl.DataFrame
    completion: pl.DataFrame
    by_week: pl.DataFrame
    most_popular: dict[int, pl.DataFrame]
    titles: Catalogue
    decisions: pl.DataFrame
    report: Report

    def shown(self, week: dt.date | None = None) -> list[dict[str, Any]]:
        """The lists of a week (None = the newest), each row with `moved`: new, back, ▲2, ▼1, =."""
        return shown(self.chart, self.chart["week"].sort()[-1] if week is None else week)

    def write(self, out: Path) -> list[Path]:
        """Write every frame as Parquet, and the report; the files. `charts.own` takes them in.

        A file that was there stays until all new ones are whole. Raises DeskError.
        """
        frames = {
            "chart": self.chart,
            "countries": self.countries,
            "completion": self.completion,
            "completion_by_week": self.by_week,
            **{f"most_popular_{n}_days": rows for n, rows in self.most_popular.items()},
            "titles": self.titles.titles,
            "seasons": self.titles.seasons,
            "labels": self.titles.labels,
            "aliases": self.titles.aliases,
            "decisions": self.decisions,
        }
        try:
            out.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=out, prefix=".draft-") as draft:
                for name, rows in frames.items():
                    rows.write_parquet(Path(draft, f"{name}.parquet"), compression="zstd")
                report = json.dumps(self.report.as_dict(), ensure_ascii=False, indent=1)
                Path(draft, "report.json").write_text(report + "\n", encoding="utf-8")
                names = [*(f"{name}.parquet" for name in frames), "report.json"]
                return [Path(draft, name).replace(out / name) for name in names]
        except OSError as error:
            fix = "give a folder that can be written"
            raise DeskError(str(error), where=str(out), fix=fix) from None


def parse_weeks(text: str | None) -> tuple[dt.date, dt.date] | None:
    """`A..B` (days; either may be left out) as the Sundays of their weeks. Raises InputError."""
    if text is None:
        return None
    first, dots, last = text.partition("..")
    if not dots and not re.match(r"\d", text):
        raise InputError(f"{text!r} is no span of weeks", fix="write 2022-08-01..2022-09-30")
    begin = days.parse_day(first) if first else dt.date.min
    end = days.parse_day(last) if last else (dt.date.max if dots else begin)
    far = dt.date.max - dt.timedelta(days=7)
    return days.chart_week(min(begin, far)), days.chart_week(min(end, far))


def update(
    events: str | None, catalogue: Path, place: Path, settings: Settings | None = None
) -> Top10:
    """Take in what is new in `events`, and give the Top 10 of all that `place` holds.

    With no `events`, what was taken in before. Only new and changed days cost anything. Raises
    InputError (bad input above the limit: nothing was taken in), FileError, FetchError, DeskError,
    and NotKnownYet where no week is whole.
    """
    settings = settings or Settings()
    known, here = service.read(catalogue), Place(place)
    with tempfile.TemporaryDirectory() as work, _counting(settings, known) as counting:
        files = sources_of(events, Path(work)) if events else []
        report = intake.take(here, files, known, settings.limits, settings.progress)
        tally = Tally(here, counting)
        made = _made(tally, counting, settings, report)
        tally.fold()
        return made


def once(events: str, catalogue: Path, settings: Settings | None = None) -> Top10:
    """The Top 10 of `events`, keeping nothing. Raises as `update`.

    With Spark, an address (s3://..., gs://...) is read by the cluster where it lies.
    """
    settings = settings or Settings()
    known = service.read(catalogue)
    with tempfile.TemporaryDirectory() as work, _counting(settings, known) as counting:
        report, paths = Report(), list[str | Path]([events])
        if settings.engine == "duckdb" or "://" not in events:
            paths = list(direct.usable(sources_of(events, Path(work)), Path(work), report))
            report.refuse_above(settings.most_bad)
        if not paths:
            raise InputError("no file here holds events", where=events, fix="see the report")
        found = direct.read(counting, paths, settings.limits, report)
        return _made(found, counting, settings, report)


@contextmanager
def _counting(settings: Settings, catalogue: service.ServiceCatalogue) -> Iterator[Counting]:
    engine = open_engine(settings.engine, threads=settings.threads, memory=settings.memory)
    try:
        yield Counting(engine, catalogue, settings.progress)
    finally:
        engine.close()


def _made(
    source: Tally | direct.Direct, counting: Counting, settings: Settings, report: Report
) -> Top10:
    known, moment = counting.catalogue, AsOf(settings.limits.until)
    day = moment.last_known_day
    lists = source.lists().filter(pl.col("period") <= day)
    if lists.is_empty():
        raise NotKnownYet(f"no chart week is whole as of {moment}", fix="give events of a week")
    chart = printed.chart(lists, known, vintage=moment.day, rounding=settings.rounding)
    countries = printed.countries(lists, known, vintage=moment.day)
    decisions = DECISIONS.empty() if settings.decisions is None else settings.decisions
    return Top10(
        _within(chart, settings.weeks),
        _within(countries, settings.weeks),
        _completion(source.completion(day), day, moment),
        _by_week(source, settings, moment),
        {n: _popular(source, counting, n, day, settings.rounding) for n in POPULAR},
        own_titles(known, chart, decisions),
        decisions,
        report,
    )


def _by_week(source: Tally | direct.Direct, settings: Settings, moment: AsOf) -> pl.DataFrame:
    """Completion by the end of the weeks asked for, as COMPLETION."""
    if not settings.by_week:
        return COMPLETION.empty()
    first, last = settings.weeks or (dt.date.min, dt.date.max)
    last = min(last, moment.last_known_day)
    if isinstance(source, Tally):
        counted = source.by_week(moment.last_known_day)
    else:
        counted = source.by_week(last, since=first)
    asked = counted.filter(pl.col("week").is_between(first, last))
    return printed.completion(asked, vintage=moment.day)


def _popular(
    source: Tally | direct.Direct, counting: Counting, number: int, day: dt.date, rounding: Rounding
) -> pl.DataFrame:
    ends = counting.ends(number, day)
    rows = counting.most_popular(source.days, ends, by_hours=number == POPULAR[0])
    return printed.most_popular(rows, ends, counting.catalogue, days=number, rounding=rounding)


def _completion(counted: pl.DataFrame, day: dt.date, moment: AsOf) -> pl.DataFrame:
    return counted.with_columns(
        (pl.col("finishers") / pl.col("starters")).alias("completion"),
        pl.lit(day).alias("until"),
        pl.lit(moment.moment).dt.cast_time_unit("us").alias("available_at"),
    )


def _within(frame: pl.DataFrame, weeks: tuple[dt.date, dt.date] | None) -> pl.DataFrame:
    return frame if weeks is None else frame.filter(pl.col("week").is_between(*weeks))


def shown(chart: pl.DataFrame, week: dt.date) -> list[dict[str, Any]]:
    """The rows of a week of CHART, each with `moved` since the week before."""
    places = chart.select("week", "category", "entry_id", "weekly_rank").rows()
    rank = {(w, c, e): r for w, c, e, r in places}
    ever = {(c, e) for w, c, e, _ in places if w < week}
    before = week - dt.timedelta(days=7)
    rows = chart.filter(pl.col("week") == week).sort("category", "weekly_rank").to_dicts()
    for row in rows:
        key = (row["category"], row["entry_id"])
        then = rank.get((before, *key))
        row["moved"] = _moved(then, row["weekly_rank"], key in ever)
    return rows


def _moved(before: int | None, now: int, ever: bool) -> str:
    if before is None:
        return "back" if ever else "new"
    return "=" if before == now else f"▲{before - now}" if before > now else f"▼{now - before}"
