"""The chart that comes with the package: our own table, TV lists, the publisher's figures."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger import tables
from cliffhanger.charts import checks, netflix
from cliffhanger.titles import Catalogue

SEEN = dt.date(2026, 7, 21)
"""The day its newest week was out: the Tuesday after 2026-07-19."""
_OF_ENTRY = ("entry_id", "entry_kind", "season_id", "category", "show_title", "season_title")


def parse(
    body: bytes,
    *,
    name: str,
    vintage: dt.date,
    catalogue: Catalogue,
    before: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The bundled season-weeks, shaped as CHART. Raises InputError when the package is damaged."""
    weeks = pl.read_csv(body, try_parse_dates=True, infer_schema_length=None)
    named = weeks.join(catalogue.seasons.select(*_OF_ENTRY), on="entry_id", how="left")
    frame = named.with_columns(*netflix.published(vintage), *netflix.hours_interval())
    shaped = tables.CHART.shape(frame, where=name).sort("week", "category", "weekly_rank")
    checks.refuse(shaped, name=name, before=before)
    return shaped
