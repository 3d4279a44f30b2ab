"""A service's own charts as one more publisher: a folder that `top10 --out` wrote, into the lake.

With the charts come the service's titles, completion and decisions, each a vintage of its own. A
desk that has them speaks of that service alone: nothing of the bundled titles is mixed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cliffhanger.charts import checks, netflix, publisher
from cliffhanger.charts.vintages import Taken, change_log, taken, vintage_before
from cliffhanger.days import AsOf, end_of
from cliffhanger.errors import ChartError, FileError
from cliffhanger.store.desk import Desk
from cliffhanger.store.lake import Lake
from cliffhanger.tables import (
    ALIASES,
    CHANGES,
    CHART,
    COMPLETION,
    COUNTRIES,
    DECISIONS,
    LABELS,
    SEASONS,
    TITLES,
    Table,
)
from cliffhanger.titles import Catalogue

FILES = {
    "titles.parquet": TITLES,
    "seasons.parquet": SEASONS,
    "labels.parquet": LABELS,
    "aliases.parquet": ALIASES,
    "decisions.parquet": DECISIONS,
    "completion_by_week.parquet": COMPLETION,
    "countries.parquet": COUNTRIES,
    "chart.parquet": CHART,
}
"""What is taken in of a folder, in the order it is written: the chart last, so that a desk cut
short says that it has no chart yet, and never shows another publisher's."""
_WEEKLY = (CHART, COUNTRIES, COMPLETION)
_AGAIN = checks.OWN.fix


@dataclass(frozen=True)
class Folder:
    """The tables of one folder as they were read, by table name; and the day they were seen."""

    name: str
    seen: dt.date
    frames: dict[str, pl.DataFrame]

    def __getitem__(self, table: Table) -> pl.DataFrame:
        """One of its tables."""
        return self.frames[table.name]


def ingest(path: Path, desk: Desk, *, seen: dt.date | None = None) -> list[Taken]:
    """Take a folder of own charts into the lake: all of it or nothing; what it brought.

    It was seen on `seen`, else on the day it was counted. Raises FileError, ChartError, InputError
    naming file, row and value; DeskError when the desk belongs to another publisher, or saw other
    charts that day.
    """
    publisher.refuse_own(desk)
    lake, folder = desk.lake, read(path, seen)
    before = {table.name: vintage_before(lake, table, folder.seen) for table in _WEEKLY}
    for table in (CHART, COUNTRIES):
        frame, name = folder[table], f"{folder.name}/{table.name}.parquet"
        if frame.height:
            checks.refuse(frame, name=name, before=before[table.name], rules=checks.OWN)
    _refuse_strangers(folder)
    _refuse_completion(folder)
    changes = change_log(before["chart"], folder[CHART])
    frames = [(table, folder[table]) for table in FILES.values()]
    new = lake.write_all(folder.seen, [*frames, (CHANGES, changes)])
    return [
        taken(f"{folder.name}/{name}", table, folder[table], is_new, changes)
        for (name, table), is_new in zip(FILES.items(), new[: len(FILES)], strict=True)
        if table in _WEEKLY and folder[table].height
    ]


def read(path: Path, seen: dt.date | None = None) -> Folder:
    """The tables of a folder that `top10 --out` wrote, each shaped as its table.

    When each week was out is worked out here from the week. Raises FileError for a file that is
    absent or cannot be read, InputError naming file, row and value for a wrong shape.
    """
    frames = {table.name: _frame(path / name, table) for name, table in FILES.items()}
    chart = frames[CHART.name]
    if chart.is_empty():
        raise ChartError("there are no rows", where=f"{path.name}/chart.parquet", fix=_AGAIN)
    day = seen or chart["vintage"].max()
    assert isinstance(day, dt.date)
    for table in _WEEKLY:
        frames[table.name] = frames[table.name].with_columns(*netflix.published(day))
    return Folder(path.name, day, frames)


def _frame(file: Path, table: Table) -> pl.DataFrame:
    name = f"{file.parent.name}/{file.name}"
    if not file.is_file():
        what = "there is no such file in this folder"
        raise FileError(what, where=name, fix="give a folder that `top10 --out` wrote")
    try:
        frame = pl.read_parquet(file, hive_partitioning=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        what = f"the file cannot be read ({str(error).splitlines()[0][:120]})"
        raise FileError(what, where=name, fix=_AGAIN) from None
    return table.shape(frame, where=name)


def _refuse_strangers(folder: Folder) -> None:
    """Raise ChartError for a charted season that the titles do not have."""
    rows = folder[CHART].filter(pl.col("season_id").is_not_null())
    strange = rows.join(folder[SEASONS], on="season_id", how="anti")["season_id"].sort()
    if len(strange):
        what = f"season_id is {strange[0]!r}, which seasons.parquet does not have"
        raise ChartError(what, where=f"{folder.name}/chart.parquet", fix=_AGAIN)


def _refuse_completion(folder: Folder) -> None:
    """Raise ChartError for counters that cannot be."""
    starters, finishers = pl.col("starters"), pl.col("finishers")
    possible = (starters > 0) & finishers.is_between(0, starters)
    ratio = (pl.col("completion") - finishers / starters).abs() < 1e-9
    late = pl.col("available_at") <= end_of(folder.seen)
    where = f"{folder.name}/completion_by_week.parquet"
    for row in folder[COMPLETION].filter(~(possible & ratio & late)).head(1).iter_rows(named=True):
        what = "{season_id} in week {week}: {finishers} of {starters}, {completion}".format(**row)
        raise ChartError(f"{what}, cannot be as of {folder.seen}", where=where, fix=_AGAIN)


def titles_as_of(lake: Lake, as_of: AsOf) -> Catalogue | None:
    """The service's titles as the desk knew them then; None where the desk has none of its own."""
    if not publisher.is_own(lake):
        return None
    frames = [_vintage(lake, table, as_of) for table in (TITLES, SEASONS, LABELS, ALIASES)]
    return Catalogue(*frames)


def decisions_file(lake: Lake) -> Path | None:
    """The newest copy of the service's own decisions (DECISIONS); None where the desk has none.

    Each announcement carries the day from which it is known: later ones may be among them.
    """
    return lake.file(DECISIONS, lake.days(DECISIONS)[-1]) if publisher.is_own(lake) else None


def completion_as_of(lake: Lake, as_of: AsOf) -> pl.DataFrame:
    """Completion by the end of every chart week known then, shaped as COMPLETION.

    Each week comes from the newest copy seen by then, else from the earliest later one.
    """
    days = lake.days(COMPLETION)
    seen = [day for day in days if end_of(day) <= as_of.moment]
    known = COMPLETION.empty()
    for day in seen[-1:] + days[len(seen) :]:
        out = lake.read(COMPLETION, day).filter(pl.col("available_at") <= as_of.moment)
        known = pl.concat([known, out.join(known, on="week", how="anti")])
    return known.sort("week", "season_id")


def _vintage(lake: Lake, table: Table, as_of: AsOf) -> pl.DataFrame:
    """The newest copy seen by then, else the earliest later one."""
    days = lake.days(table)
    seen = [day for day in days if end_of(day) <= as_of.moment]
    return lake.read(table, seen[-1] if seen else days[0])
