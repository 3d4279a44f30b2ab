"""One delivery, split by day and judged, waiting for its days to be settled.

    spill/<number>-<hash>/0.start.i8, 0.profile.i4, ...   the columns of a batch, sorted by day
                         /told.json                       days, labels, and the report

A column is kept in the smallest whole numbers that hold it; one that is 0 throughout is left out.
The folder has its name only when it is whole.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from cliffhanger.viewing.kinds import EVENT_KINDS, EXAMPLES, Report
from cliffhanger.viewing.rows import COLUMNS, NO_DAY, TYPES, Array, Rows, day_of, rows_of
from cliffhanger.viewing.sieve import Sieve
from cliffhanger.viewing.sources import Source

NONE = "none"
"""How the day of events whose start cannot be read is written."""
_KINDS = list(EVENT_KINDS)


def folder_name(number: int, sha256: str) -> str:
    """The folder of a delivery."""
    return f"{number}-{sha256[:16]}"


def write(folder: Path, source: Source, number: int, sieve: Sieve, work: Path) -> dict[str, Any]:
    """Read, judge and split a source by day; its report as a dictionary. Raises Unusable."""
    draft = folder.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    report, index = Report(files=1), dict[str, list[tuple[int, int, int]]]()
    try:
        notes = list[str]()
        for at, batch in enumerate(source.batches(work, notes)):
            rows = rows_of(batch, sieve.countries, sieve.seasons, arrival=number)
            _count(report, rows, sieve)
            for day, start, length in _write_batch(draft, at, rows):
                index.setdefault(day, []).append((at, start, length))
        report.notes = notes
        told = {
            "report": report.as_dict(),
            "days": index,
            "countries": sieve.countries.names,
            "seasons": sieve.seasons.names,
        }
        (draft / "told.json").write_text(json.dumps(told), encoding="utf-8")
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    os.replace(draft, folder)
    return report.as_dict()


def _write_batch(draft: Path, at: int, rows: Rows) -> Iterator[tuple[str, int, int]]:
    if not len(rows):
        return
    days = rows.day
    if (days[1:] < days[:-1]).any():
        span = int(days.max()) - int(days.min())
        near = (days - days.min()).astype(np.uint16) if span < 2**16 else days
        order = np.argsort(near, kind="stable")
        rows, days = rows.take(order), days[order]
    for name in COLUMNS[:-1]:
        values = getattr(rows, name)
        if (kept := _smallest(values)) is not None:
            values.astype(kept).tofile(draft / f"{at}.{name}.{kept}")
    edges = [0, *(np.flatnonzero(np.diff(days)) + 1).tolist(), len(days)]
    for start, end in pairwise(edges):
        day = int(days[start])
        yield NONE if day == NO_DAY else str(day_of(day)), start, end - start


def _smallest(values: Array) -> str | None:
    low, high = int(values.min()), int(values.max())
    if low == high == 0:
        return None
    return next(
        t for t in ("i1", "i2", "i4", "i8") if np.iinfo(t).min <= low <= high <= np.iinfo(t).max
    )


def _count(report: Report, rows: Rows, sieve: Sieve) -> None:
    kinds = sieve.kinds(rows)
    report.events += len(rows)
    numbers = np.bincount(kinds, minlength=len(_KINDS))
    for code in np.flatnonzero(numbers[1:]) + 1:
        some = rows.take(np.flatnonzero(kinds == code)[:EXAMPLES])
        report.count(_KINDS[code], int(numbers[code]), _shown(some, sieve))


def _shown(rows: Rows, sieve: Sieve) -> list[str]:
    return [_line(row) for row in rows.events(sieve.countries, sieve.seasons).to_pylist()]


def _line(row: dict[str, Any]) -> str:
    start: dt.datetime | None = row["event_start"]
    when = f"{start:%Y-%m-%dT%H:%M:%SZ}" if start else "no time"
    told = (when, row["profile_id"], row["country"], row["season_id"], row["episode"])
    return " ".join(map(str, told)) + f" {row['seconds']} s"


class Spill:
    """A delivery that waits."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number = folder, number
        self._mapped: tuple[Sieve, tuple[Array, Array]] | None = None

    @cached_property
    def told(self) -> dict[str, Any] | None:
        """Its days, labels and report; None when the folder is not whole."""
        file = self.folder / "told.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    @property
    def days(self) -> list[str]:
        """The days it has events of."""
        return list(self.told["days"]) if self.told else []

    def rows(self, day: str, sieve: Sieve) -> Iterator[Rows]:
        """Its events of a day, numbered as the sieve does."""
        countries, seasons = self._numbers(sieve)
        for at, start, length in self.told["days"].get(day, []) if self.told else []:
            kept = {n: self._column(at, n, start, length) for n in COLUMNS[:-1]}
            kept["country"] = countries[kept["country"]]
            kept["season"] = seasons[kept["season"]]
            yield Rows(**kept, arrival=np.full(length, self.number, np.int32))

    def _numbers(self, sieve: Sieve) -> tuple[Array, Array]:
        """From the numbers of labels here to those of the sieve; the last place is for -1."""
        if self._mapped is None or self._mapped[0] is not sieve:
            told = self.told or {"countries": [], "seasons": []}
            countries = np.append(sieve.countries.numbers(told["countries"]), np.int32(-1))
            seasons = np.append(sieve.seasons.numbers(told["seasons"]), np.int32(-1))
            self._mapped = (sieve, (countries, seasons))
        return self._mapped[1]

    @cached_property
    def _files(self) -> dict[tuple[str, str], Path]:
        names = ((file.name.split("."), file) for file in self.folder.glob("*.*.i*"))
        return {(at, name): file for (at, name, _), file in names}

    def _column(self, at: int, name: str, start: int, length: int) -> Array:
        file = self._files.get((str(at), name))
        if file is None:
            return np.zeros(length, TYPES[name])
        kept = np.dtype(file.suffix[1:])
        values = np.fromfile(file, kept, length, offset=start * kept.itemsize)
        return values.astype(TYPES[name])
