"""The walk-forward: what each model would have said at every cut, from what was known then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.errors import NotKnownYet
from cliffhanger.odds import score
from cliffhanger.odds.estimator import Array
from cliffhanger.odds.models import BASE_RATE, OURS, chosen
from cliffhanger.odds.questions import HORIZONS
from cliffhanger.odds.table import known_before, question_table

START, END = dt.date(2022, 10, 1), dt.date(2024, 11, 30)
"""The cuts judged by default: from the month before the story to the last known outcomes."""
FEWEST = 20
"""A model is not asked before so many outcomes of asked scripted seasons are known."""
ROW = (
    "show_title",
    "season_title",
    "category",
    "horizon_weeks",
    "cut",
    "model",
    "p",
    "renewed",
    "low",
    "high",
    "season_id",
    "title_id",
    "season_number",
    "original_language",
    "known_outcomes",
)
"""The columns of a forecast row; the first eight are the `--csv` shape."""


@dataclass(frozen=True)
class BacktestResult:
    """Every forecast of a walk-forward, and how good they were.

    `rows`: one row a forecast, columns ROW (cut as Date, p, low and high as chances).
    """

    start: dt.date
    end: dt.date
    horizons: tuple[int, ...]
    strict: bool
    ours: frozenset[str]
    rows: pl.DataFrame

    def as_dict(self) -> dict[str, Any]:
        """The `backtest --json` shape of design.md, section 11, with more keys.

        Each model of each horizon has n, renewed, brier, log_loss, auc, skill (with `_interval`),
        calibration and reliability; `pooled` has the same over all horizons, with `better_than`;
        `misses` names the ten worst of ours; `groups` has skill by list, language, season, year.
        """
        return {
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "strict": self.strict,
            "horizons": [
                {"horizon_weeks": h, "models": self._models(self._at(h))} for h in self.horizons
            ],
            "pooled": {"models": self._models(self.rows), "better_than": self.better_than()},
            "groups": self.groups(),
            "misses": self.misses(),
        }

    @cached_property
    def models(self) -> list[str]:
        """The names of the models, in the order of the registry."""
        return list(self.rows["model"].unique(maintain_order=True))

    def _at(self, horizon: int) -> pl.DataFrame:
        return self.rows.filter(pl.col("horizon_weeks") == horizon)

    def _models(self, rows: pl.DataFrame) -> list[dict[str, Any]]:
        base = rows.filter(pl.col("model") == BASE_RATE)["p"].to_numpy()
        return [
            {
                "name": name,
                "ours": name in self.ours,
                **_figures(rows.filter(pl.col("model") == name), base),
            }
            for name in self.models
        ]

    def better_than(self, model: str = OURS) -> dict[str, dict[str, float]]:
        """How much lower `model`'s pooled Brier score is than each other's, with 90 % intervals."""
        of = {name: self.rows.filter(pl.col("model") == name) for name in self.models}
        if model not in of:
            return {}
        mine = of[model]
        y, shows = mine["renewed"].to_numpy(), mine["title_id"].to_numpy()
        return {
            name: score.paired(mine["p"].to_numpy(), other["p"].to_numpy(), y, shows).as_dict()
            for name, other in of.items()
            if name != model
        }

    def groups(self, model: str = OURS) -> dict[str, list[dict[str, Any]]]:
        """n, share renewed, Brier, skill of `model` by list, language, season number and year."""
        number = pl.col("season_number").fill_null(1).clip(1, 3)
        keys = {
            "list": pl.col("category"),
            "language": pl.when(pl.col("original_language") == "en")
            .then(pl.lit("en"))
            .otherwise(pl.lit("other")),
            "season": pl.when(number == 3).then(pl.lit("3+")).otherwise(number.cast(pl.String)),
            "year": pl.col("cut").dt.year().cast(pl.String),
        }
        base = self.rows.filter(pl.col("model") == BASE_RATE)["p"]
        mine = self.rows.filter(pl.col("model") == model)
        if mine.is_empty():
            return {}
        mine = mine.with_columns(base=base)
        return {name: _by_group(mine, key) for name, key in keys.items()}

    def misses(self, model: str = OURS, n: int = 10) -> list[dict[str, Any]]:
        """The seasons that `model` was most wrong about, each at its worst horizon."""
        mine = self.rows.filter(pl.col("model") == model).with_columns(
            error=(pl.col("p") - pl.col("renewed")).abs().round(4)
        )
        worst = mine.sort("error", "season_id", "horizon_weeks", descending=[True, False, False])
        worst = worst.unique("season_id", keep="first", maintain_order=True).head(n)
        shown = worst.select(
            "show_title",
            "season_title",
            "category",
            "horizon_weeks",
            pl.col("cut").dt.to_string("%Y-%m-%d"),
            pl.col("p").round(4),
            "renewed",
        )
        return shown.to_dicts()


def _figures(rows: pl.DataFrame, base: Array) -> dict[str, Any]:
    p, y = rows["p"].to_numpy(), rows["renewed"].to_numpy().astype(float)
    if not len(y):
        return {
            "n": 0,
            "renewed": None,
            "brier": None,
            "log_loss": None,
            "auc": None,
            "skill": None,
        }
    shows = rows["title_id"].to_numpy()
    fitted = score.calibration(p, y, shows)
    gained = score.skill(p, base, y)
    return {
        "n": len(y),
        "renewed": round(float(y.mean()), 4),
        "brier": round(score.brier(p, y), 4),
        "log_loss": round(score.log_loss(p, y), 4),
        "auc": _rounded(score.auc(p, y)),
        "skill": _rounded(gained),
        "skill_interval": None
        if gained is None
        else score.bootstrap((p - y) ** 2, shows, (base - y) ** 2).as_dict(),
        "calibration": fitted
        and {"slope": fitted.slope.as_dict(), "intercept": fitted.intercept.as_dict()},
        "reliability": [
            {"n": b.n, "mean_p": round(b.mean_p, 4), "renewed": b.renewed.as_dict()}
            for b in score.reliability(p, y)
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _by_group(rows: pl.DataFrame, key: pl.Expr) -> list[dict[str, Any]]:
    found = []
    for (group,), part in rows.group_by(key.alias("group"), maintain_order=True):
        p, base = part["p"].to_numpy(), part["base"].to_numpy()
        y = part["renewed"].to_numpy().astype(float)
        found.append(
            {
                "group": str(group),
                "n": len(y),
                "renewed": round(float(y.mean()), 4),
                "brier": round(score.brier(p, y), 4),
                "skill": _rounded(score.skill(p, base, y)),
            }
        )
    return sorted(found, key=lambda g: str(g["group"]))


def backtest(
    chart: pl.DataFrame,
    seasons: pl.DataFrame,
    titles: pl.DataFrame,
    questions: pl.DataFrame,
    *,
    start: dt.date = START,
    end: dt.date = END,
    horizons: tuple[int, ...] = HORIZONS,
    models: tuple[str, ...] | list[str] | None = None,
    strict: bool = False,
    where: str = "questions",
) -> BacktestResult:
    """What each model would have said of every main question with a cut from `start` to `end`.

    `chart`, `seasons`, `titles`, `questions` are shaped as CHART, SEASONS, TITLES, QUESTIONS. At
    the first of each month every model is fitted anew on the questions whose outcome was known
    before it (`strict`: certainly known), then asked the month's questions with the weeks that
    were out at each one's own cut. Raises NotKnownYet when no question can be asked, QuestionError
    when a question names an unknown season.
    """
    table = question_table(questions, chart, seasons, titles, strict=strict, where=where)
    wanted = chosen(models)
    judged = table.filter(
        (pl.col("main") == 1)
        & pl.col("cut").is_between(start, end)
        & pl.col("horizon_weeks").is_in(horizons)
    )
    forecasts = []
    for (month,), rows in judged.sort("cut", "season_id", "horizon_weeks").group_by(
        pl.col("cut").dt.month_start().alias("month"), maintain_order=True
    ):
        assert isinstance(month, dt.date)
        train = known_before(table, month)
        outcomes = known_outcomes(train)
        if outcomes < FEWEST:
            continue
        for model in wanted:
            said = model.fit(train).predict(rows)
            forecasts.append(_forecast(rows, model.name, said.p, said.low, said.high, outcomes))
    if not forecasts:
        raise NotKnownYet(
            f"no question from {start} to {end} can be asked: too few outcomes were known",
            where=where,
            fix="choose later days or give questions that begin earlier",
        )
    order = {model.name: i for i, model in enumerate(wanted)}
    by_model = pl.concat(forecasts).sort(
        pl.col("model").replace_strict(order, return_dtype=pl.Int64),
        "cut",
        "season_id",
        "horizon_weeks",
    )
    ours = frozenset(model.name for model in wanted if model.ours)
    return BacktestResult(start, end, tuple(horizons), strict, ours, by_model)


def known_outcomes(train: pl.DataFrame) -> int:
    """How many scripted seasons' outcomes there were to learn from."""
    return int(train.filter(pl.col("main") == 1)["season_id"].n_unique())


def _forecast(
    rows: pl.DataFrame,
    model: str,
    p: Array,
    low: Array,
    high: Array,
    outcomes: int,
) -> pl.DataFrame:
    said = [
        pl.Series(name, np.round(a, 10)) for name, a in (("p", p), ("low", low), ("high", high))
    ]
    named = rows.with_columns(*said, model=pl.lit(model), known_outcomes=pl.lit(outcomes))
    return named.select(ROW)
