"""Lists and completion straight from delivered files: nothing is kept, any engine.

For a single look, and for a cluster whose events no machine should hold twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ibis
import polars as pl

from cliffhanger.days import chart_week
from cliffhanger.viewing import measures, raw
from cliffhanger.viewing.by_week import Weeks, by_week
from cliffhanger.viewing.counted import PARTS, Counting
from cliffhanger.viewing.kinds import EXAMPLES, Limits, Report
from cliffhanger.viewing.sources import Source, Unusable, checked

SET_ASIDE = (*raw.COLUMNS, "kind")


@dataclass(frozen=True)
class Direct:
    """Events that count, each once, and their sums, held by the engine; and what was set aside."""

    counting: Counting
    events: Any
    days: Any
    report: Report
    aside: pl.DataFrame

    def _weeks(self) -> list[dt.date]:
        found = self.counting.engine.rows(self.days.select("day").distinct())
        return sorted({chart_week(day) for day in found["day"]})

    def lists(self) -> pl.DataFrame:
        """As `Tally.lists`."""
        return self.counting.weekly_from(self.days, self._weeks())

    def by_week(self, until: dt.date, since: dt.date = dt.date.min) -> pl.DataFrame:
        """As `Tally.by_week`, for the weeks from `since` on."""
        sundays = [week for week in self._weeks() if week <= until]
        first = sum(week < since for week in sundays)
        with self.counting.engine.held(measures.parts_by_week(self.events)) as held:

            def parts(some: list[dt.date]) -> Any:
                inside = held.week.between(ibis.literal(some[0]), ibis.literal(some[-1]))
                return held.filter(inside).select(*PARTS)

            # An engine that reads events where they lie bounds its memory itself.
            return by_week(self.counting, Weeks(dict.fromkeys(sundays, 0), parts), first=first)

    def completion(self, until: dt.date) -> pl.DataFrame:
        """As `Tally.completion`."""
        parts = self.events.select(*PARTS)
        counted = replace(self.counting, ranges=1).completion(parts, until)
        return counted.filter(pl.col("starters") > 0)


def read(counting: Counting, paths: Sequence[str | Path], limits: Limits, report: Report) -> Direct:
    """Judge the events in Parquet files and keep each once. Adds to the report.

    Raises InputError when more than `limits.most_bad` of them are bad.
    """
    engine = counting.engine
    events = engine.delivered(paths, raw.COLUMNS)
    events = events.mutate(
        event_start=events.event_start.cast("timestamp('UTC')"),
        profile_id=events.profile_id.cast("int64"),
        episode=events.episode.cast("int32"),
        seconds=events.seconds.cast("int64"),
    )
    judged = raw.judged(events, counting.catalogue, limits, engine.frame)
    _count(counting, judged, report)
    report.refuse_above(limits.most_bad)
    bad = judged.filter(judged.kind != "").select(*SET_ASIDE)
    aside = (
        engine.rows(bad)
        if report.bad_events
        else pl.DataFrame(schema=dict.fromkeys(SET_ASIDE, pl.String))
    )
    good = raw.once(judged.filter(judged.kind == "")).select(*raw.COLUMNS)
    days = engine.kept(measures.partials(good, counting.cuts()))
    return Direct(counting, good, days, report, aside)


def usable(sources: Sequence[Source], work: Path, report: Report) -> list[Path]:
    """The files that hold events, as Parquet; the rest is counted in the report by kind."""
    paths, known = list[Path](), dict[str, str]()
    for source in sources:
        if source.is_foreign:
            report.count("foreign_file", 1, [source.name])
            continue
        sha = source.sha256()
        if sha in known:
            report.count("duplicate_file", 1, [f"{source.name} = {known[sha]}"])
            continue
        known[sha] = source.name
        try:
            paths.append(checked(source, work))
            report.files += 1
        except Unusable as unusable:
            report.count(unusable.kind, 1, [str(unusable)])
    return paths


def _count(counting: Counting, judged: Any, report: Report) -> None:
    kinds = judged.group_by("kind").agg(number=judged.count())
    for kind, number in counting.engine.rows(kinds).sort("kind").select("kind", "number").rows():
        report.events += number
        if kind:
            some = judged.filter(judged.kind == kind).select(*raw.COLUMNS).limit(EXAMPLES)
            shown = [" ".join(map(str, row)) for row in counting.engine.rows(some).rows()]
            report.count(kind, number, shown)
