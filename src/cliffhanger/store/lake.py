"""The lake: columnar facts as immutable Parquet files named by the day they were seen.

lake/<table>/seen=2022-11-09.parquet
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from cliffhanger.errors import DeskError
from cliffhanger.tables import Table


@dataclass(frozen=True)
class Lake:
    """The Parquet files below one folder."""

    path: Path

    def file(self, table: Table, seen: dt.date) -> Path:
        """Where the vintage of a day is kept, there or not."""
        return self.path / table.name / f"seen={seen}.parquet"

    def days(self, table: Table) -> list[dt.date]:
        """The days on which a vintage of the table was seen, oldest first."""
        files = (self.path / table.name).glob("seen=*.parquet")
        return sorted(dt.date.fromisoformat(file.stem.removeprefix("seen=")) for file in files)

    def read(self, table: Table, seen: dt.date) -> pl.DataFrame:
        """The vintage of that day, shaped as the table. Raises DeskError when there is none."""
        file = self.file(table, seen)
        if not file.exists():
            raise DeskError(
                f"no vintage of {table.name} was seen on {seen}",
                where=str(self.path),
                fix="ingest one",
            )
        return pl.read_parquet(file, hive_partitioning=False)

    def write(self, table: Table, seen: dt.date, frame: pl.DataFrame) -> bool:
        """Add a vintage; False when the very same one is there already. Raises as `write_all`."""
        return self.write_all(seen, [(table, frame)])[0]

    def write_all(self, seen: dt.date, frames: Sequence[tuple[Table, pl.DataFrame]]) -> list[bool]:
        """Add vintages of several tables of one day, in order; False for one that is there already.

        Each file appears whole or not at all, and none unless all can be written. Raises DeskError
        when another vintage of that day exists (vintages are never overwritten), or when the disk
        refuses.
        """
        drafts: list[tuple[Path, Path]] = []
        try:
            found = []
            for table, frame in frames:
                file = self.file(table, seen)
                shaped = table.shape(frame, where=file.name)
                found.append(self._is_new(table, seen, shaped))
                if found[-1]:
                    drafts.append((_draft(file, shaped), file))
            for draft, file in drafts:
                os.replace(draft, file)
        except OSError as error:
            fix = "make room, or give a desk that can be written"
            raise DeskError(str(error), where=str(self.path), fix=fix) from None
        finally:
            for draft, _ in drafts:
                draft.unlink(missing_ok=True)
        return found

    def _is_new(self, table: Table, seen: dt.date, shaped: pl.DataFrame) -> bool:
        file = self.file(table, seen)
        if not file.exists():
            return True
        if self.read(table, seen).equals(shaped):
            return False
        raise DeskError(
            f"another {table.name} was already seen on {seen}",
            where=str(file),
            fix="give its own day with --seen",
        )


def _draft(file: Path, shaped: pl.DataFrame) -> Path:
    """The frame in a file beside the one it will be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".draft")
    os.close(handle)
    try:
        shaped.write_parquet(draft, compression="zstd")
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return Path(draft)
