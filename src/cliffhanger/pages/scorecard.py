"""The scorecard: how good the odds are, by the ledger and by the walk-forward over the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import Edition, Name
from cliffhanger.pages.plots import vega
from cliffhanger.pages.plots.odds import reliability_spec
from cliffhanger.pages.views_data import Bin, Miss, ModelRow, ScorecardPage, Scored
from cliffhanger.titles import season_part

_GROUPS = {
    "category": "By list",
    "list": "By list",
    "language": "By language",
    "season": "By season",
    "season_number": "By season",
    "year": "By year",
}
SHOWN = 100
"""Scored forecasts on the page, the newest; all of them are in the downloads."""


def scorecard_page(given: Given, edition: Edition) -> ScorecardPage:
    """The page; its tables are empty where nothing could be proved yet."""
    found = given.proof
    pooled = found["pooled"] if found else {"models": [], "better_than": {}}
    ours = next((m for m in pooled["models"] if m["ours"]), None)
    bins = ours["reliability"] if ours else []
    return ScorecardPage(
        edition=edition,
        start=dt.date.fromisoformat(found["from"]) if found else None,
        end=dt.date.fromisoformat(found["to"]) if found else None,
        models=tuple(_model(m) for m in pooled["models"]),
        horizons=tuple(
            (h["horizon_weeks"], tuple(_model(m) for m in h["models"]))
            for h in (found["horizons"] if found else [])
        ),
        bins=tuple(Bin(b["n"], b["mean_p"], *_three(b["renewed"])) for b in bins),
        plot=Markup(vega.svg(reliability_spec(bins))) if bins else None,
        better_than=tuple((name, *_three(by)) for name, by in pooled["better_than"].items()),
        groups=tuple(
            (_GROUPS.get(key, f"By {key.replace('_', ' ')}"), tuple(rows))
            for key, rows in (found["groups"] if found else {}).items()
        ),
        misses=tuple(_miss(given, m) for m in (found["misses"] if found else [])),
        scored=_scored(given),
        pending=not given.looked_back,
    )


def _three(figure: Mapping[str, float]) -> tuple[float, float, float]:
    return figure["value"], figure["low"], figure["high"]


def _model(given: Mapping[str, Any]) -> ModelRow:
    interval, fitted = given.get("skill_interval"), given.get("calibration")
    return ModelRow(
        name=given["name"],
        ours=given["ours"],
        n=given["n"],
        brier=given["brier"],
        log_loss=given["log_loss"],
        auc=given["auc"],
        skill=given["skill"],
        skill_low=interval["low"] if interval else None,
        skill_high=interval["high"] if interval else None,
        slope=_three(fitted["slope"]) if fitted else None,
        intercept=_three(fitted["intercept"]) if fitted else None,
    )


def _miss(given: Given, miss: Mapping[str, Any]) -> Miss:
    return Miss(
        name=_named(given, miss),
        horizon_weeks=miss["horizon_weeks"],
        cut=dt.date.fromisoformat(str(miss["cut"])),
        p=miss["p"],
        renewed=bool(miss["renewed"]),
    )


def _named(given: Given, said: Mapping[str, Any]) -> Name:
    """The season of a question, which is labelled as in the newest file."""
    season = season_part(said["show_title"], said["season_title"])
    numbers = (number for number in season.split() if number.isdigit())
    link = given.link(said["show_title"], int(next(numbers, "1")))
    return Name(said["show_title"], season, said["category"], link.href if link else None)


def _scored(given: Given) -> tuple[Scored, ...]:
    if given.scored is None or given.scored.is_empty():
        return ()
    newest = given.scored.sort("known_on", "season_id", "as_of", descending=[True, False, True])
    return tuple(_forecast(given, row) for row in newest.head(SHOWN).iter_rows(named=True))


def _forecast(given: Given, row: Mapping[str, Any]) -> Scored:
    charted = row["season_id"] in given.run_rows
    name = (
        given.name(row["season_id"])
        if charted
        else Name(row["show_title"], "", row["category"], None)
    )
    return Scored(
        name=name,
        as_of=row["as_of"].date(),
        p=row["p"],
        low=row["low"],
        high=row["high"],
        renewed=bool(row["renewed"]),
        known_on=row["known_on"],
        brier=row["brier"],
    )
