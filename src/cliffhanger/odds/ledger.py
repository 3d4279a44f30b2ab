"""The ledger: odds frozen on the day they were issued, and scored when the outcome arrives.

Only odds issued at the time are kept. Odds computed later for an earlier day are reconstructed:
they may be shown, marked so, but are refused here, so that no hindsight enters the track record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import polars as pl
import sqlalchemy as sa

from cliffhanger import days
from cliffhanger.days import AsOf
from cliffhanger.errors import RecordError
from cliffhanger.news.record import standings
from cliffhanger.odds.models import OURS
from cliffhanger.odds.score import auc, brier, log_loss
from cliffhanger.store.record import Forecast, Record, add_new
from cliffhanger.tables import MOMENT

RULE = (
    "yes when a further season is ordered; no on a cancellation, an end, or 18 months after the "
    "premiere without an order"
)
"""How a forecast resolves (design.md, section 7)."""
OPEN_FOR = dt.timedelta(days=548)
"""18 months."""
SLACK = dt.timedelta(hours=1)
"""Odds of this moment are issued when they have been computed, which takes a while."""

SCORED: dict[str, Any] = {
    "forecast_id": pl.String,
    "season_id": pl.String,
    "show_title": pl.String,
    "season_number": pl.Int64,
    "category": pl.String,
    "issued_at": MOMENT,
    "as_of": MOMENT,
    "p": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "model": pl.String,
    "version": pl.String,
    "renewed": pl.Int64,
    "known_on": pl.Date,
    "brier": pl.Float64,
    "log_loss": pl.Float64,
}
"""A forecast with its outcome (1 = ordered), the day that was known, and its scores."""


class Chance(Protocol):
    """A probability with its interval, each from 0 to 1."""

    @property
    def p(self) -> float: ...  # noqa: D102
    @property
    def low(self) -> float: ...  # noqa: D102
    @property
    def high(self) -> float: ...  # noqa: D102


class SeasonOdds(Protocol):
    """The odds of a season: what the ledger takes from `odds.board.SeasonOdds`."""

    @property
    def season_id(self) -> str: ...  # noqa: D102
    @property
    def show_title(self) -> str: ...  # noqa: D102
    @property
    def season_number(self) -> int | None: ...  # noqa: D102
    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def model(self) -> str: ...  # noqa: D102
    @property
    def odds(self) -> Chance: ...  # noqa: D102


@dataclass(frozen=True)
class Issued:
    """What issuing did: forecasts frozen now, and those that stood already, today, unchanged."""

    new: int
    already: int


def is_reconstructed(as_of: AsOf) -> bool:
    """Whether odds as of then can only be reconstructed now: the moment has passed."""
    return as_of.moment < days.now() - SLACK


def issue(
    record: Record,
    season_odds: Iterable[SeasonOdds],
    as_of: AsOf,
    *,
    inputs_hash: str,
    version: str,
) -> Issued:
    """Freeze odds in the record, with the hash of what they were made from and the code's version.

    The same odds from the same inputs are frozen once a day. Raises RecordError, with nothing
    written, for a day that has passed (reconstructed odds) or has not begun.
    """
    issued_at = days.now()
    _refuse(as_of, issued_at)
    wanted = [_forecast(season, as_of, issued_at, inputs_hash, version) for season in season_odds]
    with record.write() as session:
        made = sa.select(Forecast).where(
            Forecast.inputs_hash == inputs_hash, Forecast.version == version
        )
        there = {_key(row) for row in session.scalars(made)}
        new = add_new(session, [row for row in wanted if _key(row) not in there])
    return Issued(new, len(wanted) - new)


def _refuse(as_of: AsOf, now: dt.datetime) -> None:
    if as_of.moment < now - SLACK:
        raise RecordError(
            f"odds as of {as_of} are reconstructed, not issued: that moment has passed",
            where="ledger",
            fix="issue without --as-of; show reconstructed odds with `odds`",
        )
    if as_of.moment > days.end_of(now.date()):
        raise RecordError(
            f"odds as of {as_of} cannot be issued yet", where="ledger", fix="issue them on the day"
        )


def _forecast(
    season: SeasonOdds, as_of: AsOf, issued_at: dt.datetime, inputs_hash: str, version: str
) -> Forecast:
    return Forecast(
        season_id=season.season_id,
        show_title=season.show_title,
        season_number=season.season_number,
        category=season.category,
        as_of=as_of.moment,
        issued_at=issued_at,
        p=float(season.odds.p),
        low=float(season.odds.low),
        high=float(season.odds.high),
        model=season.model,
        inputs_hash=inputs_hash,
        version=version,
        rule=RULE,
    )


def _key(row: Forecast) -> tuple[object, ...]:
    return (row.season_id, row.issued_at.date(), row.model, row.p, row.low, row.high)


def issued(record: Record, as_of: AsOf, *, model: str = OURS) -> list[Forecast]:
    """Every forecast that the model had issued by then, oldest first."""
    with record.read() as session:
        rows = session.scalars(sa.select(Forecast).where(Forecast.model == model)).all()
    known = [row for row in rows if row.issued_at <= as_of.moment]
    return sorted(known, key=lambda row: (row.issued_at, row.season_id, row.id))


def outcomes(record: Record, seasons: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """What was known then to have come of each season: season_id, renewed (1/0), known_on.

    By `RULE`: the first decision of the record that covers the season, or a later season on a list
    (its order escaped the record), else no at 18 months after the premiere. `seasons` is shaped as
    SEASONS. Seasons that are still open have no row.
    """
    standing = standings(record, as_of)
    columns = ("season_id", "title_id", "season_number", "release_date", "first_week")
    numbered = seasons.drop_nulls(["season_id", "season_number"]).select(columns)
    charted: dict[str, list[tuple[int, dt.date]]] = {}
    for _, title_id, number, _, first_week in numbered.rows():
        charted.setdefault(title_id, []).append((number, days.available_at(first_week).date()))
    rows = []
    for season_id, title_id, number, premiere, _ in numbered.rows():
        found = standing[title_id].rulings if title_id in standing else ()
        told = [(r.learned_on, int(r.is_order)) for r in found if r.covers(number)]
        told += [(day, 1) for later, day in charted[title_id] if later > number]
        if premiere:
            told.append((premiere + OPEN_FOR, 0))
        known = sorted((day, -yes) for day, yes in told if as_of.knows_day(day))
        rows += [(season_id, -yes, day) for day, yes in known[:1]]
    schema = {"season_id": pl.String, "renewed": pl.Int64, "known_on": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("season_id")


@dataclass(frozen=True)
class TrackRecord:
    """How good the issued odds have been, each season counting once however often it was issued.

    `rows` has the columns of SCORED; `pending` counts forecasts without an outcome yet, `late`
    those issued on the day the outcome was known or after, which are not scored. Scores are None
    where no season has been scored.
    """

    rows: pl.DataFrame
    pending: int
    late: int
    seasons: int
    brier: float | None
    log_loss: float | None
    auc: float | None

    def as_dict(self) -> dict[str, Any]:
        """Counts and scores, and every scored forecast; days and moments as ISO text."""
        rows = [
            {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()}
            for row in self.rows.iter_rows(named=True)
        ]
        kept = {k: v for k, v in self.__dict__.items() if k != "rows"}
        return {"scored": len(rows), **kept, "forecasts": rows}


def score(record: Record, outcomes: pl.DataFrame, as_of: AsOf, *, model: str = OURS) -> TrackRecord:
    """Resolve and score the forecasts the model had issued by then whose outcome was known by then.

    `outcomes` has season_id, renewed (1 = a further season was ordered) and known_on (a day). Brier
    score and log loss in nats; the summary is over seasons, each the mean of its forecasts.
    """
    known = outcomes.filter(pl.col("known_on") <= as_of.last_known_day)
    came = {row[0]: row[1:] for row in known.select("season_id", "renewed", "known_on").rows()}
    rows, late, pending = [], 0, 0
    for forecast in issued(record, as_of, model=model):
        if forecast.season_id not in came:
            pending += 1
            continue
        renewed, known_on = came[forecast.season_id]
        if forecast.issued_at.date() >= known_on:  # somebody may have known that morning
            late += 1
            continue
        rows.append(_scored(forecast, renewed, known_on))
    frame = pl.DataFrame(rows, schema=SCORED, orient="row")
    return _track_record(frame, pending, late)


def _scored(forecast: Forecast, renewed: int, known_on: dt.date) -> dict[str, Any]:
    p, y = np.array([forecast.p]), np.array([float(renewed)])
    given = {name: getattr(forecast, name) for name in SCORED if hasattr(forecast, name)}
    return given | {
        "forecast_id": forecast.id,
        "renewed": renewed,
        "known_on": known_on,
        "brier": brier(p, y),
        "log_loss": log_loss(p, y),
    }


def _track_record(rows: pl.DataFrame, pending: int, late: int) -> TrackRecord:
    by_season = rows.group_by("season_id").agg(
        pl.col("p", "brier", "log_loss").mean(), pl.col("renewed").first()
    )
    if by_season.is_empty():
        return TrackRecord(rows, pending, late, 0, None, None, None)
    by_season = by_season.sort("season_id")
    p, y = by_season["p"].to_numpy(), by_season["renewed"].cast(pl.Float64).to_numpy()
    means = [float(np.mean(by_season[name].to_numpy())) for name in ("brier", "log_loss")]
    return TrackRecord(rows, pending, late, by_season.height, means[0], means[1], auc(p, y))
