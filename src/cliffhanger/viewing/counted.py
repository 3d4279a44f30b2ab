"""Lists and completion from what was taken in: the expressions, run over the files of a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from cliffhanger.days import chart_week
from cliffhanger.viewing import completion, lists, measures
from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.engines import Engine
from cliffhanger.viewing.progress import Progress, silent

SUMS = ("day", "season_id", "cut", "country", "seconds")
PARTS = ("season_id", "profile_id", "episode", "seconds")
RANGES = 16
"""How many ranges of seasons completion is counted in, one after another: that bounds memory."""
WEEKS_AT_ONCE = 13
LISTS = pl.Schema(
    {
        "period": pl.Date,
        "country": pl.String,
        "category": pl.String,
        "rank": pl.Int64,
        "season_id": pl.String,
        "seconds": pl.Int64,
        "views": pl.Int64,
    }
)
"""What `lists.weekly` and `lists.most_popular` give."""
COMPLETION = pl.Schema({"season_id": pl.String, "starters": pl.Int64, "finishers": pl.Int64})


@dataclass(frozen=True)
class Counting:
    """An engine and a catalogue to count with."""

    engine: Engine
    catalogue: ServiceCatalogue
    progress: Progress = silent
    ranges: int = RANGES

    @property
    def _differ(self) -> bool:
        return self.catalogue.elsewhere.height > 0

    @property
    def _cuts(self) -> bool:
        return bool((self.catalogue.episodes["cut"] != "").any())

    def cuts(self) -> Any:
        """season_id, episode, cut of the seasons that have cuts; None when none has."""
        rows = self.catalogue.episodes.filter(pl.col("cut") != "")
        return self.engine.frame(rows.select("season_id", "episode", "cut")) if self._cuts else None

    def _runtimes(self, ends: pl.DataFrame) -> Any:
        category = self.catalogue.seasons.select("season_id", "category")
        found = self.catalogue.runtimes(ends).drop("episodes", "newest")
        return self.engine.frame(found.join(category, on="season_id"))

    def weekly(self, files: dict[dt.date, Path]) -> pl.DataFrame:
        """The lists of every week that the days (their `chart` files) fall in, as LISTS.

        Not printed yet: seconds, views in ten-billionths, no counter (see `printed`).
        """
        weeks: dict[dt.date, list[Path]] = {}
        for day, file in sorted(files.items()):
            weeks.setdefault(chart_week(day), []).append(file)
        found, names = [pl.DataFrame(schema=LISTS)], list(weeks)
        for at in range(0, len(names), WEEKS_AT_ONCE):
            some = names[at : at + WEEKS_AT_ONCE]
            days = self.engine.files([f for week in some for f in weeks[week]], SUMS)
            found.append(self.weekly_from(days, some))
            self.progress("ranking", at + len(some), len(names), 0)
        return _in_order(pl.concat(found))

    def weekly_from(self, days: Any, weeks: Sequence[dt.date]) -> pl.DataFrame:
        """As `weekly`, from a table of `measures.partials` that holds these weeks."""
        ends = pl.DataFrame({"period": list(weeks), "end": list(weeks)}, schema=_ENDS)
        timed = self._timed(measures.by_week(days), ends)
        with self.engine.held(timed) as held:
            return _in_order(self.engine.rows(lists.weekly(held, cuts=self._cuts)).cast(LISTS))

    def _timed(self, sums: Any, ends: pl.DataFrame) -> Any:
        return measures.with_runtime(sums, self._runtimes(ends), differ=self._differ)

    def ends(self, days: int, until: dt.date) -> pl.DataFrame:
        """period, season_id, premiere, end: the first days of each branded season so far."""
        branded = self.catalogue.seasons.filter("branded").select("season_id")
        last = pl.min_horizontal(pl.col("premiere") + pl.duration(days=days - 1), pl.lit(until))
        return (
            self.catalogue.premieres()
            .join(branded, on="season_id")
            .filter(pl.col("premiere") <= until)
            .select(pl.lit(until).alias("period"), "season_id", "premiere", last.alias("end"))
        )

    def most_popular(self, days: Any, ends: pl.DataFrame, *, by_hours: bool) -> pl.DataFrame:
        """The ten most popular of each list in the first days that `ends` says, as LISTS."""
        sums = measures.first_days(days, self.engine.frame(ends))
        timed = self._timed(sums, ends.drop("premiere"))
        expression = lists.most_popular(timed, by_hours=by_hours)
        return _in_order(self.engine.rows(expression).cast(LISTS))

    def runtime_prints(self, weeks: list[dt.date]) -> dict[dt.date, int]:
        """For each week a number that changes when a runtime or list behind its charts does."""
        ends = pl.DataFrame({"period": weeks, "end": weeks}, schema=_ENDS)
        category = self.catalogue.seasons.select("season_id", "category")
        rows = self.catalogue.runtimes(ends).join(category, on="season_id")
        told = rows.select("period", pl.struct(pl.exclude("period")).hash().alias("hash"))
        return dict(told.group_by("period").agg(pl.col("hash").sum()).rows())

    def completion(
        self,
        parts: Any,
        until: dt.date,
        *,
        seasons: list[str] | None = None,
        folded: bool = False,
    ) -> pl.DataFrame:
        """Starters and finishers of seasons (None = all) by the end of a day, as COMPLETION.

        `parts`: PARTS of all days, counted a range of seasons at a time; `folded`: each season,
        profile and episode is one row of them.
        """
        lengths = completion.lengths(self.catalogue, until)
        if seasons is not None:
            lengths = lengths.filter(pl.col("season_id").is_in(seasons))
            parts = parts.filter(parts.season_id.isin(seasons))
        found = [pl.DataFrame(schema=COMPLETION)]
        bounds = ranges_of(self.catalogue, self.ranges)
        for at, (first, last) in enumerate(bounds):
            some = parts.filter(parts.season_id.between(first, last))
            inside = lengths.filter(pl.col("season_id").is_between(pl.lit(first), pl.lit(last)))
            if inside.height:
                expression = completion.completion(some, self.engine.frame(inside), folded=folded)
                found.append(self.engine.rows(expression).cast(COMPLETION))
            self.progress("completion", at + 1, len(bounds), 0)
        return pl.concat(found).sort("season_id")

    def gained(self, state: Any, changes: Any, until: dt.date, *, ranges: int = 1) -> pl.DataFrame:
        """What starters and finishers gain when changes are added to a state, as COMPLETION.

        `ranges`: in how many ranges of seasons, one after another: many changes want more.
        """
        lengths = completion.lengths(self.catalogue, until)
        found = [pl.DataFrame(schema=COMPLETION)]
        for first, last in ranges_of(self.catalogue, ranges):
            inside = lengths.filter(pl.col("season_id").is_between(pl.lit(first), pl.lit(last)))
            if inside.height:
                before = state.filter(state.season_id.between(first, last))
                new = changes.filter(changes.season_id.between(first, last))
                expression = completion.advance(before, new, self.engine.frame(inside))
                found.append(self.engine.rows(expression).cast(COMPLETION))
        return pl.concat(found).sort("season_id")


_ENDS = {"period": pl.Date, "end": pl.Date}


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("period", "country", "category", "rank")


def ranges_of(catalogue: ServiceCatalogue, number: int) -> list[tuple[str, str]]:
    """The seasons in their order, cut into ranges of about the same number: first and last id."""
    seasons = catalogue.seasons["season_id"].to_list()
    size = max(1, -(-len(seasons) // number))
    starts = range(0, len(seasons), size)
    return [(seasons[at], seasons[min(at + size, len(seasons)) - 1]) for at in starts]
