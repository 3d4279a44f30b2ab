"""Engines that run the expressions: DuckDB in this process, Spark where one machine is too small.

Only this module knows that there is more than one.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl

from cliffhanger.errors import InputError

NAMES = ("duckdb", "spark")
_numbers = count()


@dataclass(frozen=True)
class Engine:
    """An engine: its name and its Ibis connection. Made by `open_engine`."""

    name: str
    con: Any

    def files(self, paths: Sequence[str | Path], columns: Sequence[str]) -> Any:
        """A table of these columns from Parquet files (paths or addresses)."""
        named = [str(path) for path in paths]
        if self.name == "duckdb":
            table = self.con.read_parquet(named, hive_partitioning=False)
        else:
            table = self._view(self.con._session.read.parquet(*named))
        return table.select(*columns)

    def delivered(self, paths: Sequence[str | Path], columns: Sequence[str]) -> Any:
        """As `files`, with `source`: the path each row came from."""
        named = [str(path) for path in paths]
        if self.name == "duckdb":
            table = self.con.read_parquet(named, hive_partitioning=False, filename=True)
            return table.select(*columns, source=table.filename)
        from pyspark.sql.functions import input_file_name

        frame = self.con._session.read.parquet(*named)
        return self._view(frame.withColumn("source", input_file_name())).select(*columns, "source")

    def _view(self, frame: Any) -> Any:
        name = f"cliffhanger_{next(_numbers)}"
        frame.createOrReplaceTempView(name)
        return self.con.table(name)

    def frame(self, rows: pl.DataFrame) -> Any:
        """A small table from rows here."""
        if self.name == "spark":
            return self._view(self.con._session.createDataFrame(rows.to_arrow()))
        import ibis

        return ibis.memtable(rows)

    def rows(self, expression: Any) -> pl.DataFrame:
        """What an expression gives."""
        with warnings.catch_warnings():
            # Ibis reads Spark's rows through pandas, whose newest release complains about itself.
            warnings.simplefilter("ignore", DeprecationWarning)
            found = self.con.to_polars(expression)
        if not isinstance(found, pl.DataFrame):
            raise TypeError(f"{self.name} gave {type(found)}")
        return found

    def kept(self, expression: Any) -> Any:
        """What an expression gives, worked out once and held for further use."""
        return expression.cache()

    @contextmanager
    def held(self, expression: Any) -> Iterator[Any]:
        """As `kept`, until the end of a with block."""
        table = self.kept(expression)
        try:
            yield table
        finally:
            table.release()

    def write(self, expression: Any, path: Path) -> None:
        """Write what an expression gives as one Parquet file."""
        if self.name == "duckdb":
            self.con.to_parquet(expression, path, compression="zstd")
        else:
            self.rows(expression).write_parquet(path, compression="zstd")

    def close(self) -> None:
        """Let the engine go. DuckDB goes by itself, after the last table it holds."""
        if self.name == "spark":
            self.con.disconnect()


def open_engine(
    name: str = "duckdb", *, threads: int | None = None, memory: str | None = None
) -> Engine:
    """An engine: `duckdb`, or `spark` (local, or the cluster that spark-submit gives).

    `memory`: the most DuckDB may hold, as "800MB"; beyond it, it uses the disk. Raises InputError
    for an unknown name, or where Spark is not installed.
    """
    if name == "duckdb":
        return Engine(name, _duckdb(threads, memory))
    if name != "spark":
        raise InputError(f"there is no engine {name!r}", fix=f"use {' or '.join(NAMES)}")
    try:
        return Engine(name, _spark(threads))
    except ImportError:
        fix = "pip install 'cliffhanger[spark]', and Java 17"
        raise InputError("Spark is not installed", where="--engine spark", fix=fix) from None


def _duckdb(threads: int | None, memory: str | None) -> Any:
    import ibis

    con = ibis.duckdb.connect()
    con.raw_sql("SET TimeZone = 'UTC'; SET preserve_insertion_order = false")
    con.raw_sql("SET enable_progress_bar = false")
    if threads:
        con.raw_sql(f"SET threads = {int(threads)}")
    if memory:
        con.raw_sql(f"SET memory_limit = '{memory}'")
    return con


def _spark(threads: int | None) -> Any:
    import ibis
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("cliffhanger")
    if threads:
        builder = builder.master(f"local[{threads}]")
    options = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # Nothing is kept there, but Spark makes the folder, else where the command is run.
        "spark.sql.warehouse.dir": Path(tempfile.gettempdir(), "cliffhanger-spark").as_uri(),
    }
    for key, value in options.items():
        builder = builder.config(key, value)
    return ibis.pyspark.connect(builder.getOrCreate())
