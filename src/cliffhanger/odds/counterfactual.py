"""What a normal fourth week would have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.odds.estimator import Array
from cliffhanger.odds.model import FittedLogit

FEWEST = 5


@dataclass(frozen=True)
class Counterfactual:
    """The chance had the fourth week been normal, and how many points that adds or takes away."""

    text: str
    p: float
    points: float

    def as_dict(self) -> dict[str, Any]:
        """`text`, `p` (chance), `points` (percent)."""
        return {"text": self.text, "p": round(self.p, 4), "points": round(self.points, 1)}


def normal_fourth_week(train: pl.DataFrame) -> float | None:
    """The fourth week as a share of the third, in the middle of those on the list in both.

    `train` holds rows with features whose outcome was known; each season counts once. None when
    fewer than FEWEST seasons show it.
    """
    four = train.filter(pl.col("first_four").list.len() == 4).unique(
        "season_id", maintain_order=True
    )
    stayed = four.filter(pl.col("on_list").list.get(2) & pl.col("on_list").list.get(3))
    falls = stayed.select(pl.col("first_four").list.get(3) / pl.col("first_four").list.get(2))
    return float(np.median(falls.to_series().to_numpy())) if falls.height >= FEWEST else None


def fourth_weeks(
    rows: pl.DataFrame, p: Array, train: pl.DataFrame, fitted: FittedLogit
) -> list[Counterfactual | None]:
    """For each row its chance with a normal fourth week; None where the question makes no sense.

    That is before the fourth week is out, and for a season that was off the list in its third. `p`
    are the chances as they are; `train` and `fitted` what they come from.
    """
    fall = normal_fourth_week(train)
    if fall is None:
        return [None] * rows.height
    asked = (pl.col("first_four").list.len() == 4) & pl.col("on_list").list.get(2, null_on_oob=True)
    third = pl.col("first_four").list.get(2, null_on_oob=True)
    month = pl.col("first_four").list.head(3).list.sum() + fall * third
    absent = (~pl.col("on_list").list.get(3, null_on_oob=True)).cast(pl.Int64)
    other = rows.with_columns(
        audience=pl.when(asked).then((month / 4).log()).otherwise("audience"),
        weeks=pl.when(asked).then(pl.col("weeks") + absent).otherwise("weeks"),
    )
    asks = rows.select(asked.fill_null(False)).to_series().to_list()
    would = fitted.predict(other).p
    return [
        _told(fall, float(would[i]), float(would[i] - p[i])) if ask else None
        for i, ask in enumerate(asks)
    ]


def _told(fall: float, p: float, change: float) -> Counterfactual:
    text = (
        f"With a normal fourth week ({fall:.0%} of its third) the odds would be {p:.0%},"
        f" {change * 100:+.0f} points"
    )
    return Counterfactual(text, p, 100 * change)
