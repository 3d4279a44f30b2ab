"""The chart that comes with the package: our own table, TV lists, the publisher's figures."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger import tables
from cliffhanger.charts import checks, netflix
from cliffhanger.titles import Catalogue

SEEN = dt.date(2022, 11, 15)
"""The day its newest week was out: the Tuesday after 2022-11-13."""


def parse(
    body: bytes,
    *,
    name: str,
    vintage: dt.date,
    catalogue: Catalogue,
    before: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The bundled season-weeks, shaped as CHART. Raises InputError when the package is damaged."""
    weeks = pl.read_csv(body, try_parse_dates=True)
    named = weeks.join(
        catalogue.seasons.select("entry_id", "entry_kind", "season_id", "category"),
        on="entry_id",
        how="left",
    )
    frame = named.with_columns(*netflix.published(vintage), *netflix.hours_interval())
    shaped = tables.CHART.shape(frame, where=name).sort("week", "category", "weekly_rank")
    checks.refuse(shaped, name=name, before=before)
    return shaped
