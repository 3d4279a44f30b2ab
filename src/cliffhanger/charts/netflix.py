"""Netflix's Top 10 files: bytes to rows. Pure; nothing is stored here.

Columns are read by name, because four headers have been published (rule F2).
"""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger import tables
from cliffhanger.charts import checks, files
from cliffhanger.charts.entries import assign, assign_in_countries
from cliffhanger.days import PUBLISHED_AFTER
from cliffhanger.titles import Catalogue

FILES = "https://www.netflix.com/tudum/top10/data"
GLOBAL_URL = f"{FILES}/all-weeks-global.tsv"
COUNTRIES_URL = f"{FILES}/all-weeks-countries.tsv"
SOURCE = "Netflix Top 10 (netflix.com/tudum/top10)"
FINE_ROUNDING_UNTIL = dt.date(2023, 6, 11)
"""Hours are rounded to 10,000 up to this week, to 100,000 after it (rule F17)."""

_LABELS = ("show_title", "season_title", "cumulative_weeks_in_top_10")
_GLOBAL = ("week", "category", "weekly_rank", "weekly_hours_viewed", *_LABELS)
_COUNTRY = ("week", "country_name", "country_iso2", "category", "weekly_rank", *_LABELS)


def parse(
    body: bytes,
    *,
    name: str,
    vintage: dt.date,
    catalogue: Catalogue,
    before: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of a global file, shaped as CHART: hours and runtime in hours, weeks as Sundays.

    `before` is the vintage seen before this one: entries keep their ids across relabelling, and a
    file that lost weeks is refused. Raises FileError for what is not text, ChartError for what is
    not the publisher's chart or breaks a rule, naming the file, row and value.
    """
    raw = files.rows(files.decode(body, name), name, _GLOBAL)
    frame = files.typed(raw, list(tables.CHART.schema), name)
    if "is_staggered_launch" in frame.columns:
        frame = frame.with_columns(pl.col("is_staggered_launch").str.to_lowercase() == "true")
    frame = frame.with_columns(*published(vintage), *hours_interval())
    checks.refuse(frame, name=name, before=before)
    charted = tables.CHART.shape(assign(frame, catalogue, before), where=name)
    return charted.sort("week", "category", "weekly_rank")


def parse_countries(
    body: bytes,
    *,
    name: str,
    vintage: dt.date,
    catalogue: Catalogue,
    before: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of a country file (rule F3), shaped as COUNTRIES. Raises as `parse`."""
    raw = files.rows(files.decode(body, name), name, _COUNTRY)
    frame = files.typed(raw, list(tables.COUNTRIES.schema), name).with_columns(*published(vintage))
    checks.refuse(frame, name=name, before=before)
    charted = tables.COUNTRIES.shape(assign_in_countries(frame, catalogue), where=name)
    return charted.sort("week", "country_iso2", "category", "weekly_rank")


def is_country_file(body: bytes, name: str) -> bool:
    """Whether the header, gzipped or not, is that of a country file. Raises FileError."""
    return "country_iso2" in files.decode(body, name).partition("\n")[0].split("\t")


def published(vintage: dt.date) -> tuple[pl.Expr, pl.Expr]:
    """available_at (rule F9) and vintage, for rows that have a `week`."""
    return (
        (pl.col("week").cast(tables.MOMENT) + PUBLISHED_AFTER).alias("available_at"),
        pl.lit(vintage).alias("vintage"),
    )


def hours_interval() -> tuple[pl.Expr, pl.Expr]:
    """hours_low and hours_high: the unrounded hours that round to the printed ones (rule F17)."""
    half = pl.when(pl.col("week") <= FINE_ROUNDING_UNTIL).then(5_000).otherwise(50_000)
    hours = pl.col("weekly_hours_viewed")
    return (hours - half).clip(lower_bound=0).alias("hours_low"), (hours + half - 1).alias(
        "hours_high"
    )
