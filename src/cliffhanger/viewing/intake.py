"""Taking events in: every file once, judged, each day settled; can be cut short at any point.

Sorting out (files → spilled by day, counted) changes nothing that counts. Only when all files have
passed the threshold are they entered in the manifest; then day after day is settled, each
committed by itself. What a kill interrupts, the next run goes on with.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from cliffhanger.viewing import day_files, parts
from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.kinds import EVENT_KINDS, Limits, Report
from cliffhanger.viewing.place import Arrival, Change, DayEntry, Manifest, Place
from cliffhanger.viewing.progress import Progress, silent
from cliffhanger.viewing.rows import Rows, concat, rows_of
from cliffhanger.viewing.sieve import Sieve
from cliffhanger.viewing.sources import Source, Unusable
from cliffhanger.viewing.spill import Spill, folder_name, write


def take(
    place: Place,
    sources: list[Source],
    catalogue: ServiceCatalogue,
    limits: Limits,
    progress: Progress = silent,
) -> Report:
    """Take in what is new among the sources, in their order; what came in, by kind.

    Where the catalogue, the limits or the moment of intake have changed what counts, the days that
    it touches are settled again. Raises InputError, leaving all as it was, when more than
    `limits.most_bad` of the events or files are bad; DeskError when another process is at work.
    """
    with place.alone():
        manifest = place.read()
        place.sweep(manifest, spill=False)
        work = Work(place, manifest, Sieve(catalogue, limits), progress)
        work.settle_waiting()
        report = work.sort_out(sources)
        work.settle_waiting()
        report.duplicates = work.duplicates
        place.sweep(manifest, spill=True)
        return report


@dataclass
class Work:
    """One intake under way."""

    place: Place
    manifest: Manifest
    sieve: Sieve
    progress: Progress = silent
    contexts: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, tuple[set[str] | None, set[str] | None]] = field(default_factory=dict)
    rows: int = 0
    duplicates: int = 0

    def sort_out(self, sources: list[Source]) -> Report:
        """Spill every new file; enter them in the manifest when they pass. Raises InputError."""
        report, arrivals = Report(), list[Arrival]()
        known = {a.sha256: a.name for a in self.manifest.arrivals}
        for at, source in enumerate(sources):
            if source.is_foreign:
                report.count("foreign_file", 1, [source.name])
                continue
            sha = source.sha256()
            if sha in known:
                report.count("duplicate_file", 1, [f"{source.name} = {known[sha]}"])
                continue
            number = len(self.manifest.arrivals) + len(arrivals) + 1
            try:
                told = self._spill(source, number, sha)
            except Unusable as unusable:
                report.count(unusable.kind, 1, [str(unusable)])
                continue
            known[sha] = source.name
            report.add(told)
            arrivals.append(Arrival(number, source.name, sha, told))
            self.progress("reading", at + 1, len(sources), report.events)
        report.refuse_above(self.sieve.limits.most_bad)
        if arrivals:
            self.manifest.arrivals += arrivals
            self.place.commit(self.manifest)
        return report

    def _spill(self, source: Source, number: int, sha: str) -> dict[str, Any]:
        """Spill a file, or take up what was spilled by the same rules before a kill."""
        folder = self.place.spill / folder_name(number, sha)
        rules = folder / "rules.json"
        mine = json.dumps([self._context(), str(self.sieve.limits.until)], sort_keys=True)
        waiting = Spill(folder, number)
        if waiting.told and rules.exists() and rules.read_text(encoding="utf-8") == mine:
            return dict(waiting.told["report"])
        shutil.rmtree(folder, ignore_errors=True)
        report = write(folder, source, number, self.sieve, self.place.spill / "work")
        rules.write_text(mine, encoding="utf-8")
        return report

    def settle_waiting(self) -> None:
        """Settle the days that have new events or are judged otherwise now, oldest first."""
        waiting = [a for a in self.manifest.arrivals if not a.settled]
        spills = [
            Spill(self.place.spill / folder_name(a.number, a.sha256), a.number) for a in waiting
        ]
        new = {(day, s.number) for s in spills for day in s.days}
        days = {day for day, number in new if number > self._through(day)}
        days |= {day for day, entry in self.manifest.days.items() if self._differs(entry)}
        context = self._context_file() if days or self.manifest.days else ""
        for at, day in enumerate(sorted(days)):
            self._settle(day, [s for s in spills if day in s.days], context)
            self.place.commit(self.manifest)
            self.progress("settling", at + 1, len(days), self.rows)
        for arrival in waiting:
            arrival.settled = True
        later = [entry for entry in self.manifest.days.values() if entry.context != context]
        for entry in later:
            # It would be judged the same now; that need not be found out again.
            entry.context = context
        if waiting or later:
            self.place.commit(self.manifest)

    def _through(self, day: str) -> int:
        entry = self.manifest.days.get(day)
        return entry.through if entry else 0

    def _settle(self, day: str, spills: list[Spill], context: str) -> None:
        """Settle one day: what was kept of it, and what is new."""
        sieve, manifest = self.sieve, self.manifest
        before = manifest.days.get(day)
        through = self._through(day)
        parts = self._kept(before)
        parts += [r for s in spills if s.number > through for r in s.rows(day, sieve)]
        settled = day_files.settle(concat(parts), sieve)
        self.rows += len(settled.events) + len(settled.aside)
        self.duplicates += settled.duplicates
        number = manifest.take_number()
        names, counts = list(EVENT_KINDS), np.bincount(settled.kinds)
        entry = DayEntry(
            through=max([through, *(s.number for s in spills)]),
            context=context,
            until=self.sieve.limits.until.isoformat(),
            rows=len(settled.events),
            kinds={names[k]: int(counts[k]) for k in np.flatnonzero(counts)},
        )
        if len(settled.aside):
            entry.aside = self.place.day_file(day, number, "aside")
            aside = settled.aside.aside(settled.kinds, names, sieve.countries, sieve.seasons)
            pq.write_table(aside, self.place.path / entry.aside, compression="zstd")
        if len(settled.events):
            self._write(day, number, settled.events, entry)
        self._log(day, number, before, entry, settled.events)
        manifest.days[day] = entry

    def _kept(self, entry: DayEntry | None) -> list[Rows]:
        """What was kept of a day before: events and what was set aside."""
        files = [f for f in (entry.events, entry.aside) if f] if entry else []
        labels = ["country", "season_id"]
        tables = [
            pq.read_table(self.place.path / f, read_dictionary=labels, partitioning=None)
            for f in files
        ]
        return [rows_of(t, self.sieve.countries, self.sieve.seasons) for t in tables]

    def _write(self, day: str, number: int, events: Rows, entry: DayEntry) -> None:
        entry.events = self.place.day_file(day, number, "events")
        day_files.write_events(events, self.sieve, self.place.path / entry.events)
        entry.chart = self.place.day_file(day, number, "chart")
        sums = day_files.chart_sums(events, self.sieve, dt.date.fromisoformat(day))
        pq.write_table(sums, self.place.path / entry.chart, compression="zstd")

    def _log(
        self, day: str, number: int, before: DayEntry | None, entry: DayEntry, events: Rows
    ) -> None:
        """Enter in the log what the sums of seconds gain: a new day whole, else the difference."""
        if before is None or before.events is None:
            if entry.events:
                self.manifest.log.append(Change(number, entry.events, len(events)))
            return
        after = self.place.path / entry.events if entry.events else None
        change = day_files.change(self.place.path / before.events, after, self.sieve)
        if len(change.season):
            file = self.place.day_file(day, number, "change")
            parts.write([change], self.sieve.seasons.names, self.place.path / file)
            self.manifest.log.append(Change(number, file, len(change.season)))

    def _context(self) -> dict[str, Any]:
        """By what days are judged: every season's print, and the limit."""
        limit = self.sieve.limits.most_seconds
        return {"prints": self.sieve.catalogue.prints, "most_seconds": limit}

    def _context_file(self) -> str:
        """The file that holds this context, written when no day has it yet."""
        mine = self._context()
        for name in {entry.context for entry in self.manifest.days.values()}:
            if self._read_context(name) == mine:
                return name
        name = f"context.{self.manifest.take_number()}.json"
        self.place.path.mkdir(parents=True, exist_ok=True)
        draft = self.place.path / ".context.draft"
        draft.write_text(json.dumps(mine), encoding="utf-8")
        os.replace(draft, self.place.path / name)
        return name

    def _read_context(self, name: str) -> dict[str, Any]:
        if name not in self.contexts:
            text = (self.place.path / name).read_text(encoding="utf-8")
            self.contexts[name] = json.loads(text)
        return dict(self.contexts[name])

    def _differs(self, entry: DayEntry) -> bool:
        """Whether a day would be judged otherwise than it was."""
        if "in_future" in entry.kinds and entry.until != self.sieve.limits.until.isoformat():
            return True
        if entry.context not in self.changed:
            self.changed[entry.context] = self._changed_since(self._read_context(entry.context))
        changed, gone = self.changed[entry.context]
        if changed is None or gone is None:
            return True
        here = changed & self._seasons_in(entry.aside) if changed else set()
        return bool(here or (gone and gone & self._seasons_in(entry.events)))

    def _changed_since(self, then: dict[str, Any]) -> tuple[set[str] | None, set[str] | None]:
        """The seasons catalogued otherwise since, and those of them known then; None = any."""
        now = self._context()
        if then["most_seconds"] != now["most_seconds"]:
            return None, None
        old, new = then["prints"], now["prints"]
        changed = {s for s in old.keys() | new.keys() if old.get(s) != new.get(s)}
        return changed, changed & old.keys()

    def _seasons_in(self, file: str | None) -> set[str]:
        if file is None:
            return set()
        path = self.place.path / file
        seasons = pl.read_parquet(path, columns=["season_id"], hive_partitioning=False)
        return set(seasons["season_id"].cast(pl.String).unique())
