"""Why the odds are what they are: the drivers in words, each with its weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.odds.logit import sigmoid
from cliffhanger.odds.model import FittedLogit
from cliffhanger.odds.terms import DRIVERS

SHOWN = 5
_SLIGHT = 0.005
"""A driver that moves the chance by less than half a point is not worth a sentence."""


@dataclass(frozen=True)
class Reason:
    """One driver: a sentence, and how many points of chance it adds or takes away."""

    driver: str
    text: str
    points: float

    def as_dict(self) -> dict[str, Any]:
        """`driver`, `text`, `points` (chance with it minus chance were it average, in percent)."""
        return {"driver": self.driver, "text": self.text, "points": round(self.points, 1)}


def reasons(rows: pl.DataFrame, fitted: FittedLogit) -> list[tuple[Reason, ...]]:
    """For each row its drivers, heaviest first.

    The weight of a driver is the chance as it is, minus the chance were that driver as in the
    average known season, everything else as it is; so the weights need not add up.
    """
    standard = fitted.standard(rows)
    parts, linear = fitted.contributions(standard), fitted.fit.linear(standard)[0]
    points = {d: sigmoid(linear) - sigmoid(linear - part) for d, part in parts.items()}
    return [
        _of(row, {d: float(p[i]) for d, p in points.items()})
        for i, row in enumerate(rows.iter_rows(named=True))
    ]


def _of(row: dict[str, Any], points: dict[str, float]) -> tuple[Reason, ...]:
    heaviest = sorted(points, key=lambda d: (-abs(points[d]), d))[:SHOWN]
    return tuple(
        Reason(d, DRIVERS[d](row), 100 * points[d])
        for d in heaviest
        if np.abs(points[d]) >= _SLIGHT
    )
