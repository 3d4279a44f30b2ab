"""What is known of a place, kept up to date at the cost of what is new.

Lists are kept by week, and made again only for weeks whose days or runtimes changed. Completion is
kept as counters; changes to days are looked up in the state (seconds by season, profile, episode)
and move the counters. Everything here can be thrown away and made again from the days.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from cliffhanger.days import chart_week
from cliffhanger.viewing import parts
from cliffhanger.viewing.by_week import (
    BY_WEEK,
    PRINTED,
    Weeks,
    added,
    by_week,
    digest,
    length_prints,
    printed,
)
from cliffhanger.viewing.counted import COMPLETION, LISTS, PARTS, SUMS, Counting
from cliffhanger.viewing.place import Manifest, Place

FOLD_AFTER = 7
"""Changes that wait before the state is folded: folding costs the whole state, so do it weekly."""


@dataclass(frozen=True)
class Tally:
    """A place and what to count it with."""

    place: Place
    counting: Counting

    def lists(self) -> pl.DataFrame:
        """The lists of every week there is, as LISTS; only weeks that changed are made again."""
        with self.place.alone():
            manifest = self.place.read()
            weeks = self._weeks(manifest)
            stale = [week for week, made in weeks.items() if manifest.listed.get(str(week)) != made]
            gone = {dt.date.fromisoformat(week) for week in manifest.listed} - weeks.keys()
            kept = self._frame(manifest.lists, LISTS)
            if not stale and not gone:
                return kept
            files = {
                day: file
                for day, file in self._charts(manifest).items()
                if chart_week(day) in set(stale)
            }
            again = self.counting.weekly(files)
            kept = kept.filter(~pl.col("period").is_in([*stale, *gone]))
            whole = pl.concat([kept, again]).sort("period", "country", "category", "rank")
            manifest.lists = self._write(manifest, "lists", whole)
            manifest.listed = {str(week): made for week, made in weeks.items()}
            self.place.commit(manifest)
            return whole

    def _charts(self, manifest: Manifest) -> dict[dt.date, Path]:
        return {
            dt.date.fromisoformat(day): self.place.path / entry.chart
            for day, entry in manifest.days.items()
            if entry.chart
        }

    def _weeks(self, manifest: Manifest) -> dict[dt.date, str]:
        """Each week with a print of what its lists are made of: its days' files, its runtimes."""
        files: dict[dt.date, list[str]] = {}
        for day, file in sorted(self._charts(manifest).items()):
            files.setdefault(chart_week(day), []).append(file.name)
        prints = self.counting.runtime_prints(list(files))
        return {week: digest(f"{names} {prints.get(week)}") for week, names in files.items()}

    @property
    def days(self) -> Any:
        """A table of every day's sums, as `measures.partials` has them."""
        return self.counting.engine.files(list(self._charts(self.place.read()).values()), SUMS)

    def completion(self, until: dt.date) -> pl.DataFrame:
        """Starters and finishers by the end of a day, as COMPLETION: counters, moved by changes.

        A season whose lengths changed (another episode is out, a runtime was corrected) is counted
        again from the state. What comes out equals a count of all days.
        """
        with self.place.alone():
            manifest = self.place.read()
            prints = length_prints(self.counting.catalogue, until)
            kept = self._frame(manifest.completion, PRINTED)
            waiting = sum(change.number > manifest.counted for change in manifest.log)
            if manifest.completion is None or waiting > FOLD_AFTER:
                self._fold(manifest, manifest.next)
                counted = self._recount(manifest, until, None)
            else:
                same = kept.join(prints, on=["season_id", "print"], how="semi")
                moved = self._moved(manifest, same.select(*COMPLETION), until)
                fresh = prints.join(same, on="season_id", how="anti")["season_id"].to_list()
                touched = self._recount(manifest, until, fresh) if fresh else moved.clear()
                counted = pl.concat([moved.filter(~pl.col("season_id").is_in(fresh)), touched])
            counted = counted.filter(pl.col("starters") > 0).sort("season_id")
            self._keep(manifest, counted, prints)
            return counted

    def by_week(self, until: dt.date) -> pl.DataFrame:
        """Starters and finishers by the end of every week that is whole on a day, as BY_WEEK.

        Only the first week whose days or lengths changed and those after it are counted again.
        """
        with self.place.alone():
            manifest = self.place.read()
            weeks, made = self.weeks_until(manifest, until)
            kept = self._frame(manifest.by_week, BY_WEEK)
            same = [manifest.weeks.get(week) == told for week, told in made.items()]
            first = same.index(False) if False in same else len(same)
            if first == len(made) == len(manifest.weeks):
                return kept
            kept = kept.filter(pl.col("week").is_in(weeks.sundays[:first]))
            before = kept.filter(pl.col("week") == weeks.sundays[first - 1]) if first else None
            again = by_week(self.counting, weeks, first=first, before=before)
            whole = pl.concat([kept, again])
            manifest.by_week = self._write(manifest, "by_week", whole)
            manifest.weeks = made
            self.place.commit(manifest)
            return whole

    def weeks_until(self, manifest: Manifest, until: dt.date) -> tuple[Weeks, dict[str, str]]:
        """The weeks that are whole by the end of a day, and what the counters of each are made of:
        all days up to it, and what was out then."""
        files: dict[dt.date, list[str]] = {}
        rows: dict[dt.date, int] = {}
        for day, entry in sorted(manifest.days.items()):
            if entry.events and (week := chart_week(dt.date.fromisoformat(day))) <= until:
                files.setdefault(week, []).append(entry.events)
                rows[week] = rows.get(week, 0) + entry.rows
        made, so_far = {}, ""
        for week, names in files.items():
            so_far = digest(f"{so_far} {names}")
            lengths = length_prints(self.counting.catalogue, week)
            made[str(week)] = digest(f"{so_far} {lengths.rows()}")

        def parts(some: list[dt.date]) -> Any:
            return self._parts([file for week in some for file in files[week]])

        return Weeks(rows, parts), made

    def _keep(self, manifest: Manifest, counted: pl.DataFrame, prints: pl.DataFrame) -> None:
        manifest.completion = self._write(manifest, "completion", printed(counted, prints))
        manifest.counted = max([manifest.counted, *(c.number for c in manifest.log)])
        _drop_used(manifest)
        self.place.commit(manifest)

    def _moved(self, manifest: Manifest, kept: pl.DataFrame, until: dt.date) -> pl.DataFrame:
        """The counters, moved by the changes that came after them."""
        new = [change.file for change in manifest.log if change.number > manifest.counted]
        if not new:
            return kept
        known = [
            *_some(manifest.state),
            *(c.file for c in manifest.log if manifest.folded < c.number <= manifest.counted),
        ]
        gained = self.counting.gained(self._parts(known), self._parts(new), until)
        return added(kept, gained)

    def _recount(
        self, manifest: Manifest, until: dt.date, seasons: list[str] | None
    ) -> pl.DataFrame:
        """Starters and finishers of some seasons (None = all) from the state and what follows."""
        later = [c.file for c in manifest.log if c.number > manifest.folded]
        table = self._parts([*_some(manifest.state), *later])
        return self.counting.completion(table, until, seasons=seasons, folded=not later)

    def _parts(self, files: Sequence[str]) -> Any:
        if not files:
            return self.counting.engine.frame(pl.DataFrame(schema=_PARTS))
        return self.counting.engine.files([self.place.path / file for file in files], PARTS)

    def fold(self, *, at_least: int = FOLD_AFTER) -> bool:
        """Fold the changes that were counted into the state when that many wait; whether it did.

        The state never runs ahead of the counters: what moves them is looked up in it.
        """
        with self.place.alone():
            manifest = self.place.read()
            last = manifest.counted if manifest.completion else manifest.next
            waiting = sum(manifest.folded < c.number <= last for c in manifest.log)
            if not waiting or waiting < at_least:
                return False
            self._fold(manifest, last)
            self.place.commit(manifest)
            self.place.sweep(manifest, spill=False)
            return True

    def _fold(self, manifest: Manifest, last: int) -> None:
        """Fold the changes up to a number into the state."""
        waiting = [c for c in manifest.log if manifest.folded < c.number <= last]
        files = [*_some(manifest.state), *(c.file for c in waiting)]
        seasons = self.counting.catalogue.seasons["season_id"].to_list()
        (self.place.path / "state").mkdir(exist_ok=True)
        name = f"state/{manifest.take_number()}.parquet"
        folded = parts.fold([self.place.path / file for file in files], seasons)
        rows = parts.write(folded, seasons, self.place.path / name)
        self.counting.progress("folding", 1, 1, rows)
        manifest.state = name
        manifest.folded = max((c.number for c in waiting), default=manifest.folded)
        _drop_used(manifest)

    def _frame(self, name: str | None, schema: pl.Schema) -> pl.DataFrame:
        if name is None:
            return pl.DataFrame(schema=schema)
        return pl.read_parquet(self.place.path / name)

    def _write(self, manifest: Manifest, what: str, rows: pl.DataFrame) -> str:
        name = f"{what}.{manifest.take_number()}.parquet"
        draft = self.place.path / f".{what}.draft"
        rows.write_parquet(draft)
        os.replace(draft, self.place.path / name)
        return name


_PARTS = {
    "season_id": pl.String,
    "profile_id": pl.Int64,
    "episode": pl.Int32,
    "seconds": pl.Int64,
}


def _some(file: str | None) -> list[str]:
    return [file] if file else []


def _drop_used(manifest: Manifest) -> None:
    """Changes that both the state and the counters hold are history."""
    used = min(manifest.folded, manifest.counted)
    manifest.log = [change for change in manifest.log if change.number > used]
