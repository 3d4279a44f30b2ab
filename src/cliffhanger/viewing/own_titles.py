"""A service's own titles and seasons, as the rest of Cliffhanger knows titles and seasons."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger.tables import ALIASES, LABELS, SEASONS, TITLES
from cliffhanger.titles import Catalogue
from cliffhanger.viewing.catalogue import ServiceCatalogue

_NEVER = dt.date(9999, 12, 25)
_LIMITED = "Limited Series"
_OUTCOMES = {
    "renewed": "renewed",
    "canceled": "canceled",
    "ended": "ended",
    "final_season": "ended",
}
_WHERE = "the service's catalogue"


def own_titles(
    catalogue: ServiceCatalogue, chart: pl.DataFrame, decisions: pl.DataFrame
) -> Catalogue:
    """The service's titles, TV seasons and labels.

    `chart` (CHART) tells in which week each first charted; `decisions` (DECISIONS), as far as the
    service gives them, what became of each season and when that was known.
    """
    seasons = _seasons(catalogue, chart, decisions)
    named = ("show_title", "programme_type", "original_language")
    titles = seasons.group_by("title_id").agg(pl.col(named).first()).sort("title_id")
    label = ["category", "show_title", "season_title"]
    labels = seasons.select("entry_id", *label).unique(label, keep="first", maintain_order=True)
    return Catalogue(
        TITLES.shape(titles, where=_WHERE),
        SEASONS.shape(seasons, where=_WHERE),
        LABELS.shape(labels, where=_WHERE),
        ALIASES.empty(),
    )


def _seasons(
    catalogue: ServiceCatalogue, chart: pl.DataFrame, decisions: pl.DataFrame
) -> pl.DataFrame:
    rows = catalogue.seasons.filter(~pl.col("category").str.starts_with("Films")).with_columns(
        pl.col("season_id").alias("entry_id"),
        pl.col("kind").alias("entry_kind"),
        pl.col("show_title").alias("first_show_title"),
        pl.col("season_title").alias("first_season_title"),
    )
    charted = chart.group_by("entry_id").agg(pl.col("week").min().alias("charted"))
    premieres = catalogue.premieres().select(entry_id="season_id", release_date="premiere")
    rows = rows.join(premieres, on="entry_id", how="left").join(charted, on="entry_id", how="left")
    outcomes = _outcomes(decisions)
    rows = rows.join(outcomes, on=("title_id", "season_number"), how="left", maintain_order="left")
    premiere = pl.coalesce("release_date", pl.lit(_NEVER))
    sunday = premiere + pl.duration(days=7 - premiere.dt.weekday())
    limited = pl.col("season_title").str.contains(_LIMITED)
    season = pl.col("kind") == "season"
    return rows.with_columns(
        pl.when(season).then("season_id").alias("season_id"),
        pl.when(season)
        .then(pl.when(limited).then(pl.lit(_LIMITED)).otherwise(pl.lit("Season")))
        .alias("season_kind"),
        pl.coalesce("charted", sunday).alias("first_week"),
        (pl.col("charted") == sunday).cast(pl.Int64).alias("debut_in_chart"),
        pl.lit(0, pl.Int64).alias("decided_before_release"),
    )


def _outcomes(decisions: pl.DataFrame) -> pl.DataFrame:
    """title_id, season_number, outcome, outcome_known_by...: the last decision on each season."""
    last = (
        decisions.filter(pl.col("decision").is_in(list(_OUTCOMES)))
        .sort("announced_on", maintain_order=True)
        .group_by("title_id", "season_number")
        .last()
    )
    return last.select(
        "title_id",
        "season_number",
        pl.col("decision").replace(_OUTCOMES).alias("outcome"),
        pl.lit("high").alias("outcome_confidence"),
        pl.lit("the service's own decision").alias("outcome_basis"),
        pl.col("announced_on").alias("outcome_known_by"),
    )
