"""The lake: columnar facts as immutable Parquet files named by the day they were seen.

lake/<table>/seen=2022-11-09.parquet
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cliffhanger.errors import DeskError
from cliffhanger.tables import Table


@dataclass(frozen=True)
class Lake:
    """The Parquet files below one folder."""

    path: Path

    def _file(self, table: Table, seen: dt.date) -> Path:
        return self.path / table.name / f"seen={seen}.parquet"

    def days(self, table: Table) -> list[dt.date]:
        """The days on which a vintage of the table was seen, oldest first."""
        files = (self.path / table.name).glob("seen=*.parquet")
        return sorted(dt.date.fromisoformat(file.stem.removeprefix("seen=")) for file in files)

    def read(self, table: Table, seen: dt.date) -> pl.DataFrame:
        """The vintage of that day, shaped as the table. Raises DeskError when there is none."""
        file = self._file(table, seen)
        if not file.exists():
            raise DeskError(
                f"no vintage of {table.name} was seen on {seen}",
                where=str(self.path),
                fix="ingest one",
            )
        return pl.read_parquet(file, hive_partitioning=False)

    def write(self, table: Table, seen: dt.date, frame: pl.DataFrame) -> bool:
        """Add a vintage; False when the very same one is there already.

        The file appears whole or not at all. Raises DeskError when another vintage of that day
        exists: vintages are never overwritten.
        """
        file = self._file(table, seen)
        shaped = table.shape(frame, where=file.name)
        if file.exists():
            if self.read(table, seen).equals(shaped):
                return False
            raise DeskError(
                f"another {table.name} was already seen on {seen}",
                where=str(file),
                fix="give its own day with --seen",
            )
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".draft")
        os.close(handle)
        try:
            shaped.write_parquet(draft, compression="zstd")
            os.replace(draft, file)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        return True
