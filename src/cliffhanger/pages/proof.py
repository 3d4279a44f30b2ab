"""How good odds like these would have been: the backtest, as far as its answers were known then.

An undated outcome counts as known 180 days after release, so only cuts that lie 180 days back are
judged: later ones would be told by quick decisions alone. Kept on disk: it takes seconds.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import polars as pl

from cliffhanger.errors import NotKnownYet
from cliffhanger.odds import backtest
from cliffhanger.odds.known import Known
from cliffhanger.odds.models import BASE_RATE
from cliffhanger.pages.kept import kept, name_of
from cliffhanger.pages.parts import ProofLine

ANSWERED_AFTER = dt.timedelta(days=180)
FIRST_CUT = dt.date(2021, 10, 1)
"""Of an early edition, whose judged cuts would else be few: three months after the first chart."""


def proof(known: Known) -> dict[str, Any] | None:
    """The backtest in the shape of `backtest --json`; None where too little was known to try.

    Raises DeskError when the desk's cache cannot be written.
    """
    asked = known.questions.filter(pl.col("known_assumed") <= known.as_of.last_known_day)
    end = min(backtest.END, known.as_of.last_known_day - ANSWERED_AFTER)
    start = backtest.START if end - backtest.START > ANSWERED_AFTER else FIRST_CUT
    name = f"proof-{name_of((known.chart, asked, known.catalogue.titles), start, end)}.json"

    def make() -> bytes:
        return json.dumps(_backtest(known, asked, start, end)).encode()

    found: dict[str, Any] | None = json.loads(kept(known.desk, name, make))
    return found


def _backtest(
    known: Known, asked: pl.DataFrame, start: dt.date, end: dt.date
) -> dict[str, Any] | None:
    catalogue = known.catalogue
    facts = (known.chart, catalogue.seasons, catalogue.titles, asked)
    try:
        return backtest.backtest(*facts, start=start, end=end).as_dict()
    except NotKnownYet:
        return None


def line(found: dict[str, Any] | None) -> ProofLine | None:
    """The backtest of our odds in one line, beside the base rate."""
    models = found["pooled"]["models"] if found else []
    ours = next((m for m in models if m["ours"]), None)
    base = next((m for m in models if m["name"] == BASE_RATE), None)
    if not ours or not base or ours["skill"] is None:
        return None
    return ProofLine(ours["n"], ours["brier"], base["brier"], ours["skill"])
