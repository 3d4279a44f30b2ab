"""The terms of our model: what it weighs, how each is measured, and how it is said in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from cliffhanger.odds.questions import LONG_HORIZONS
from cliffhanger.runs.features import GENRES, REGIONS

_KINDS = ("Reality", "Documentary", "Talk Show", "Miniseries")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Term:
    """One column of the model.

    `driver` is the reason it is shown under; `value` gives a number, null where not known (which
    then says nothing: the average is assumed). A `measure` is taken in standard deviations, else
    the value is 0 or 1. `sd` is how far from nothing the weight is expected to be, in log odds: the
    standard deviation of its Gaussian prior. `own`: only a service that counts its viewing can tell
    it; without it the model has no such term.
    """

    name: str
    driver: str
    value: pl.Expr
    measure: bool = False
    sd: float = 0.7
    own: bool = False


def _is(column: str, value: str) -> pl.Expr:
    return pl.col(column).eq(value).fill_null(False).cast(pl.Float64)


_NUMBER = pl.col("season_number").fill_null(1)
_ELAPSED = pl.col("elapsed_weeks")
_RATED = pl.when(pl.col("rating") != "unrated")

TERMS: tuple[Term, ...] = (
    Term("second season", "season", (_NUMBER == 2).cast(pl.Float64)),
    # Later seasons that end as planned are not asked about: the others are nearly always renewed.
    Term("third or later season", "season", (_NUMBER >= 3).cast(pl.Float64), sd=3.0),
    Term("launch", "launch", pl.col("launch"), measure=True),
    Term("audience", "audience", pl.col("audience"), measure=True),
    Term("decay", "decay", pl.col("decay").clip(0, 1.2), measure=True),
    Term("weeks", "weeks", pl.col("weeks").log1p(), measure=True),
    Term("completion", "completion", pl.col("completion"), measure=True, own=True),
    *(
        Term(f"{weeks} weeks", "elapsed", (weeks <= _ELAPSED).cast(pl.Float64))
        for weeks in LONG_HORIZONS[1:]
    ),
    *(Term(genre, "genre", pl.col(genre)) for genre in GENRES),
    # A series without a rating in the snapshot tells when it was taken, nothing of the series.
    *(Term(r, "rating", _RATED.then(_is("rating", r))) for r in ("young", "teen")),
    *(Term(region, "region", _is("region", region)) for region in REGIONS),
    *(Term(kind, "kind", _is("programme_type", kind)) for kind in _KINDS),
    Term("kind not known", "kind", pl.col("programme_type").is_null().cast(pl.Float64)),
)
"""Every term, in the order of the weights."""


def _season(row: Row) -> str:
    number = row["season_number"] or 1
    return "It is a first season" if number == 1 else f"It is season {number}"


def _against(log_ratio: float) -> str:
    times = math.exp(log_ratio)
    return f"{times:.1f} times" if times >= 1.15 else f"{times:.0%} of"


def _launch(row: Row) -> str:
    if row["launch"] is None:
        return "No week of it is out yet"
    return f"It started with {_against(row['launch'])} the middle of its list, by day"


def _audience(row: Row) -> str:
    best = row["best_rank"]
    place = "never on the list" if best is None or best > 10 else f"best place No. {best}"
    if row["audience"] is None:
        return "No week of it is out yet"
    return f"Its first weeks drew {_against(row['audience'])} the middle of its list, {place}"


def _decay(row: Row) -> str:
    if row["decay"] is None:
        return "Its third week is not out yet"
    if row["decay"] == 0:
        return "It was off the list in its third week"
    return f"Its third week had {row['decay']:.0%} of its best week's hours"


def _weeks(row: Row) -> str:
    out = row["weeks_out"]
    return f"{row['weeks']} of {out} week{'s' if out != 1 else ''} on the list"


def _completion(row: Row) -> str:
    if row["completion"] is None:
        return "Nobody has counted who finished it"
    return f"{row['completion']:.0%} of those who began it finished it"


def _elapsed(row: Row) -> str:
    return f"{int(row['elapsed_weeks'])} weeks have passed without a decision"


def _genre(row: Row) -> str:
    return f"Genre: {row['genres'] or 'not known'}"


def _rating(row: Row) -> str:
    return f"Rated {row['content_rating_us']}" if row["content_rating_us"] else "No US rating known"


def _region(row: Row) -> str:
    return f"Made in {row['region']}" if row["region"] else "Where it was made is not known"


def _kind(row: Row) -> str:
    return f"Kind of programme: {row['programme_type'] or 'not known'}"


DRIVERS: dict[str, Callable[[Row], str]] = {
    "season": _season,
    "launch": _launch,
    "audience": _audience,
    "decay": _decay,
    "weeks": _weeks,
    "completion": _completion,
    "elapsed": _elapsed,
    "genre": _genre,
    "rating": _rating,
    "region": _region,
    "kind": _kind,
}
"""How each driver is said, from a row with its features."""
