"""How good the timing has been: chances of a decision, walked forward and held to what came."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.odds import score, when
from cliffhanger.odds.estimator import Array
from cliffhanger.odds.models import OURS
from cliffhanger.odds.table import known_before


def score_when(table: pl.DataFrame, forecasts: pl.DataFrame) -> list[dict[str, Any]]:
    """For 4, 8, 13 weeks ahead: n, share decided, Brier of ours and of the share known then.

    `table` is of `odds.table.question_table`, `forecasts` the rows of a backtest. An outcome that
    nothing dates came some time before it was certain: where that is past the window, whether
    it was decided in the window is not known. Such rows are left out of `brier` and `base`;
    `brier_low` and `brier_high` are the score were each of them at its best and at its worst.
    """
    dates = table.select(
        "season_id", "horizon_weeks", "decided_on", "known_strict", "elapsed_weeks"
    )
    ours = forecasts.filter(pl.col("model") == OURS).join(
        dates, on=("season_id", "horizon_weeks"), how="left", maintain_order="left"
    )
    said = pl.concat(
        _month(table, month, rows)
        for (month,), rows in ours.group_by(
            pl.col("cut").dt.month_start().alias("month"), maintain_order=True
        )
        if isinstance(month, dt.date)
    )
    return [_scored(said, ahead) for ahead in when.AHEAD]


def _month(table: pl.DataFrame, month: dt.date, rows: pl.DataFrame) -> pl.DataFrame:
    """The month's rows with, for each window, our chance and the share known at that horizon."""
    train = known_before(table, month)
    timing = when.fit(train, month)
    known = train.filter(pl.col("main") == 1).with_columns(
        waited=(pl.col("decided_on") - pl.col("cut")).dt.total_days()
    )
    for ahead in when.AHEAD:
        within = (pl.col("waited") <= 7 * ahead).fill_null(False)
        shares = known.group_by("horizon_weeks").agg(within.mean().alias(f"base_{ahead}"))
        asked = zip(rows["p"], rows["elapsed_weeks"], strict=True)
        chances = [timing.chance(p, elapsed, ahead) for p, elapsed in asked]
        rows = rows.with_columns(pl.Series(f"ours_{ahead}", chances)).join(
            shares, on="horizon_weeks", how="left", maintain_order="left"
        )
    return rows


def _scored(said: pl.DataFrame, ahead: int) -> dict[str, Any]:
    end = pl.col("cut") + pl.duration(weeks=ahead)
    rows = said.with_columns(
        come=pl.when(pl.col("decided_on").is_not_null())
        .then(pl.col("decided_on") <= end)
        .when(pl.col("known_strict") <= end)
        .then(True)
        .cast(pl.Float64)
    )
    told = rows.filter(pl.col("come").is_not_null())
    open_p = rows.filter(pl.col("come").is_null())[f"ours_{ahead}"].to_numpy()
    p, base, come = (told[c].to_numpy() for c in (f"ours_{ahead}", f"base_{ahead}", "come"))
    errors = (p - come) ** 2
    sides: tuple[Array, Array] = (open_p**2, (1 - open_p) ** 2)
    bounds = [
        float(np.mean(np.concatenate([errors, pick(*sides)]))) for pick in (np.minimum, np.maximum)
    ]
    return {
        "weeks_ahead": ahead,
        "n": len(come),
        "undated": len(open_p),
        "decided": round(float(come.mean()), 4),
        "mean_p": round(float(p.mean()), 4),
        "brier": round(score.brier(p, come), 4),
        "base": round(score.brier(base, come), 4),
        "brier_low": round(bounds[0], 4),
        "brier_high": round(bounds[1], 4),
    }
