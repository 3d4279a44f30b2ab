"""The same charts and completion in Polars (streaming) and DataFusion, written by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl

VIEW = 10**10
STEP = 10**5


def _views() -> pl.Expr:
    seconds, runtime = pl.col("seconds"), pl.col("runtime")
    left = seconds % runtime * STEP
    return (
        seconds // runtime * VIEW + left // runtime * STEP + left % runtime * STEP // runtime
    ).alias("views")


def _as_read(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with labels as Polars reads them from the events: as categories."""
    labels = pl.col("season_id", "^country$").cast(pl.Categorical)
    return {name: rows.with_columns(labels) for name, rows in tables.items()}


def polars_charts(files: list[str], tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """period, country, category, rank, season_id, seconds, views."""
    return _ranked(_timed(files, _as_read(tables)))


def _timed(files: list[str], tables: dict[str, pl.DataFrame]) -> pl.LazyFrame:
    events = pl.scan_parquet(files)
    by = ["period", "season_id", "cut", "country"]
    totals = (
        events.join(tables["cuts"].lazy(), on=["season_id", "episode"], how="left")
        .with_columns(
            (pl.col("event_start").dt.date().dt.truncate("1w") + dt.timedelta(days=6)).alias(
                "period"
            ),
            pl.col("cut").fill_null(""),
        )
        .group_by(by)
        .agg(pl.col("seconds").sum())
    )
    runtimes = tables["runtimes"].lazy()
    general = runtimes.filter(pl.col("country") == "").drop("country")
    own = runtimes.filter(pl.col("country") != "").select(*by, own="runtime")
    return (
        totals.join(general, on=by[:3])
        .join(own, on=by, how="left")
        .with_columns(
            pl.coalesce("own", "runtime").alias("runtime"),
            pl.col("season_id", "country").cast(pl.String),
        )
        .collect(engine="streaming")
        .lazy()
    )


def _ranked(timed: pl.LazyFrame) -> pl.DataFrame:
    place = ["period", "country", "category", "season_id"]
    everywhere = (
        timed.group_by("period", "category", "season_id", "runtime")
        .agg(pl.col("seconds").sum())
        .with_columns(_views(), pl.lit("").alias("country"))
        .group_by(place)
        .agg(pl.col("seconds", "views").sum())
    )
    films = pl.col("category").str.starts_with("Films")
    countries = (
        timed.with_columns(
            _views(), pl.when(films).then(pl.lit("Films")).otherwise(pl.lit("TV")).alias("category")
        )
        .group_by(place)
        .agg(pl.col("seconds", "views").sum())
    )
    by_hours = pl.col("period") < dt.date(2023, 6, 18)
    ranked = (
        pl.concat([everywhere, countries])
        .with_columns(pl.when(by_hours).then("seconds").otherwise("views").alias("size"))
        .sort([*place[:3], "size", "season_id"], descending=[False] * 3 + [True, False])
        .with_columns((pl.int_range(pl.len()).over(place[:3]) + 1).alias("rank"))
        .filter(pl.col("rank") <= 10)
    )
    return ranked.collect(engine="streaming")


def polars_completion(files: list[str], tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """season_id, starters, finishers."""
    key, tables = ["season_id", "profile_id", "episode"], _as_read(tables)
    capped = pl.min_horizontal("seconds", "runtime") * pl.col("weight")
    return (
        pl.scan_parquet(files)
        .group_by(key)
        .agg(pl.col("seconds").sum())
        .filter(pl.col("seconds") != 0)
        .join(tables["lengths"].lazy(), on=["season_id", "episode"])
        .group_by(key[:2])
        .agg(capped.sum().alias("progress"), pl.col("needed").max())
        .group_by(pl.col("season_id").cast(pl.String))
        .agg(
            pl.len().alias("starters"),
            (pl.col("progress") * 10 >= pl.col("needed")).sum().alias("finishers"),
        )
        .collect(engine="streaming")
    )


def datafusion_context(events: Path, tables: dict[str, pl.DataFrame], threads: int) -> Any:
    """A DataFusion session with the raw heap and the tables."""
    from datafusion import SessionConfig, SessionContext

    context = SessionContext(SessionConfig().with_target_partitions(threads))
    context.register_parquet("events", str(events))
    for name, rows in tables.items():
        context.register_record_batches(name, [rows.to_arrow().to_batches()])
    return context


def in_datafusion(text: str) -> str:
    """The hand-written SQL in DataFusion's words: its integer division is `/`."""
    text = text.replace("//", "/")
    return text.format(events="events", six_days="INTERVAL '6 days'")
