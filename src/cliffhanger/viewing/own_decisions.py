"""A service's own decisions: which seasons it renewed, cancelled or ended, and when it said so."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from cliffhanger.days import parse_day
from cliffhanger.errors import FileError, InputError
from cliffhanger.tables import DECISIONS
from cliffhanger.viewing.catalogue import ServiceCatalogue

WORDS = ("renewed", "canceled", "final_season", "ended", "moved", "reversed", "not_decided")
"""What a decision can be."""
_SPELLED = {"cancelled": "canceled"}
_PRECISION = {10: "day", 7: "month", 4: "year"}
_FIX = "see docs/data-team.md for the columns"


def read(path: Path, catalogue: ServiceCatalogue) -> pl.DataFrame:
    """The decisions in a Parquet or CSV file, shaped as DECISIONS, oldest first.

    `show_title` (the catalogue's), `precision` (by how `announced_on` is written), `source_kind`
    (service) and `confidence` (high) are filled in where they are not given. Raises FileError when
    it cannot be read, InputError naming file, row and value for a row that says no decision, no
    day, or a title that the catalogue does not have.
    """
    raw = _told(path)
    absent = [c for c in ("title_id", "decision", "announced_on") if c not in raw.columns]
    if absent:
        raise InputError(f"there is no column {absent[0]!r}", where=path.name, fix=_FIX)
    names = catalogue.seasons.select("title_id", "show_title").unique(
        "title_id", keep="first", maintain_order=True
    )
    rows = raw.with_columns(pl.col("title_id", "decision", "announced_on").cast(pl.String))
    rows = rows.with_columns(pl.col("decision").replace(_SPELLED))
    titles = set(names["title_id"])
    for row, told in enumerate(rows.select("title_id", "decision", "announced_on").rows()):
        _refuse(f"{path.name}, row {row + 2}", *told, titles=titles)
    return DECISIONS.shape(_filled(rows, names), where=path.name).sort(
        "announced_on", "title_id", "season_number", "decision"
    )


def _told(path: Path) -> pl.DataFrame:
    try:
        if path.suffix.lower() == ".csv":
            return pl.read_csv(path, infer_schema=False).with_columns(pl.all().replace("", None))
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FileError(
            f"cannot be read: {what}", where=str(path), fix="give Parquet or CSV"
        ) from None


def _refuse(
    where: str, title_id: str | None, decision: str | None, day: str | None, *, titles: set[str]
) -> None:
    if title_id not in titles:
        what = f"title_id is {title_id!r}, which the catalogue does not have"
        raise InputError(what, where=where, fix="give a title of the catalogue")
    if decision not in WORDS:
        fix = f"use one of {', '.join(WORDS)}"
        raise InputError(f"decision is {decision!r}", where=where, fix=fix)
    try:
        parse_day(f"{day}-01-01"[:10])
    except InputError:
        fix = "write it as YYYY-MM-DD, YYYY-MM or YYYY"
        raise InputError(f"announced_on is {day!r}", where=where, fix=fix) from None


def _filled(rows: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The rows with what follows from the others."""
    length = pl.col("announced_on").str.len_chars()
    told = {
        "show_title": pl.col("show_title_here"),
        "precision": length.replace_strict(_PRECISION, return_dtype=pl.String),
        "source_kind": pl.lit("service"),
        "confidence": pl.lit("high"),
    }
    named = rows.join(names, on="title_id", how="left", suffix="_here", maintain_order="left")
    if "show_title_here" not in named.columns:
        named = named.with_columns(show_title_here=pl.col("show_title"))
    return named.with_columns(
        (pl.coalesce(name, value) if name in rows.columns else value).alias(name)
        for name, value in told.items()
    )
