"""Writes an invented streamer: viewing events, a catalogue, and the truth behind them.

events/week-2024-01-07.parquet    EVENTS, in the order they began
catalogue.jsonl                   as `catalogue.read` reads it
truth.parquet                     what the renewal policy knew and did (`Service.truth`)
decisions.parquet                 what was announced (DECISIONS)
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from cliffhanger.errors import InputError
from cliffhanger.viewing import catalogue
from cliffhanger.viewing.invented import START, Service, invent
from cliffhanger.viewing.journeys import EVENT, events
from cliffhanger.viewing.progress import Progress, silent
from cliffhanger.viewing.rows import Array
from cliffhanger.viewing.sources import EVENTS

_WEEK = 7 * 86_400
_GROUP = 1 << 20
_ORIGIN = int(dt.datetime(START.year, START.month, START.day, tzinfo=dt.UTC).timestamp())


@dataclass(frozen=True)
class Simulated:
    """What was written: where, and how many events and seasons."""

    path: Path
    events: int
    seasons: int
    weeks: int


def simulate(
    service: str,
    weeks: int,
    seed: int,
    out: Path,
    *,
    scale: float = 1.0,
    progress: Progress = silent,
) -> Simulated:
    """Invent a `small` or `large` service and write some weeks of it; one seed, one result.

    `scale` multiplies events and profiles (1.0: some 60,000 events a week when small, 7.7 million
    when large). Raises InputError for an unknown service or where files are in the way.
    """
    folder = out / "events"
    if folder.exists() and any(folder.iterdir()):
        raise InputError("there are events already", where=str(folder), fix="give another folder")
    invented = invent(service, weeks, seed, scale=scale)
    folder.mkdir(parents=True, exist_ok=True)
    draft = out / ".draft"
    try:
        _spill(invented, seed, draft, progress)
        total = sum(_write_week(invented, week, draft, folder, progress) for week in range(weeks))
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    known = invented.catalogue()
    catalogue.write(known, out / "catalogue.jsonl")
    invented.truth().write_parquet(out / "truth.parquet")
    invented.decisions().write_parquet(out / "decisions.parquet")
    return Simulated(out, total, known.seasons.height, weeks)


def _spill(service: Service, seed: int, draft: Path, progress: Progress) -> None:
    """Split the events by week, on disk: viewers of a season are spread over all of them."""
    draft.mkdir(parents=True, exist_ok=True)
    made = 0
    for rows in events(service, seed):
        week = (rows["start"] // _WEEK).astype(np.uint16)
        rows = rows[np.argsort(week, kind="stable")]
        edges = np.searchsorted(rows["start"] // _WEEK, np.arange(service.weeks + 1))
        for number in range(service.weeks):
            part = rows[edges[number] : edges[number + 1]]
            if len(part):
                with (draft / f"{number}.bin").open("ab") as file:
                    part.tofile(file)
        made += len(rows)
        progress("inventing", made, service.size.events_a_week * service.weeks, made)


def _write_week(
    service: Service, number: int, draft: Path, folder: Path, progress: Progress
) -> int:
    spilled = draft / f"{number}.bin"
    rows = np.fromfile(spilled, EVENT) if spilled.exists() else np.empty(0, EVENT)
    spilled.unlink(missing_ok=True)
    rows = rows[np.argsort(rows["start"], kind="stable")]
    sunday = START + dt.timedelta(days=7 * number + 6)
    with pq.ParquetWriter(
        folder / f"week-{sunday}.parquet",
        EVENTS,
        compression="zstd",
        use_dictionary=["country", "season_id"],
    ) as writer:
        for at in range(0, len(rows), _GROUP):
            writer.write_table(_table(service, rows[at : at + _GROUP]), row_group_size=_GROUP)
    progress("writing", number + 1, service.weeks, len(rows))
    return len(rows)


def _table(service: Service, rows: Array) -> pa.Table:
    start = (rows["start"].astype(np.int64) + _ORIGIN) * 1_000_000
    arrays = [
        pa.array(start, EVENTS.field("event_start").type),
        pa.array(rows["profile"].astype(np.int64)),
        pa.DictionaryArray.from_arrays(rows["country"].astype(np.int32), service.countries),
        pa.DictionaryArray.from_arrays(
            rows["season"].astype(np.int32), [season.season_id for season in service.seasons]
        ),
        pa.array(rows["episode"].astype(np.int32)),
        pa.array(rows["seconds"].astype(np.int64)),
    ]
    return pa.Table.from_arrays(arrays, schema=EVENTS)
