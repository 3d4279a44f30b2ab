"""Speed of the odds, beside the plain loop: `python benchmarks/odds.py [../shared/data]`.

Measures, in one run on one machine: features for every question at once against a loop that cuts
the chart for each; the whole four-horizon walk-forward; and the odds of every open season. The
loop's features are checked to be the same before anything is timed.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from polars.testing import assert_frame_equal

from cliffhanger.charts import netflix
from cliffhanger.days import AsOf
from cliffhanger.odds import questions
from cliffhanger.odds.backtest import backtest
from cliffhanger.odds.board import board
from cliffhanger.odds.table import question_table
from cliffhanger.odds.when_score import score_when
from cliffhanger.runs.features import at_end_of, features
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import bundled, read_bundled

NEWEST = "netflix/vintages/all-weeks-global.seen-2026-07-22.tsv"
LOOPED = 200
"""The loop is timed on so many questions and its time taken per question."""


def main(arguments: list[str]) -> int:
    """Prints the table."""
    shared = Path(arguments[0] if arguments else "../shared/data")
    catalogue, decisions = bundled(), read_bundled(DECISIONS)
    seasons, titles = catalogue.seasons, catalogue.titles
    file = shared / NEWEST
    seen = dt.date(2026, 7, 22)
    chart = netflix.parse(file.read_bytes(), name=file.name, vintage=seen, catalogue=catalogue)
    asked = questions.build(seasons, decisions)
    rows = questions.with_seasons(asked, seasons, where="questions").with_columns(
        moment=at_end_of(pl.col("cut"))
    )

    def at_once() -> pl.DataFrame:
        return features(rows, chart, seasons, titles)

    def loop() -> pl.DataFrame:
        return pl.concat(
            features(row, chart.filter(pl.col("available_at") <= row["moment"][0]), seasons, titles)
            for row in rows.head(LOOPED).iter_slices(1)
        )

    assert_frame_equal(at_once().head(LOOPED), loop())
    today = AsOf.parse("2026-07-22")
    facts = (chart, seasons, titles, decisions, today)
    print(f"{rows.height} questions, {chart.height:,} chart rows, median of five, seconds")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    once, each = median(at_once), median(loop) / LOOPED * rows.height
    print(f"features, all cuts at once           {once:8.3f}")
    print(f"features, a loop of cuts             {each:8.3f}   {each / once:.0f} x")
    walk = median(lambda: backtest(chart, seasons, titles, asked))
    print(f"walk-forward, four horizons          {walk:8.3f}")
    told = median(lambda: backtest(chart, seasons, titles, asked).as_dict())
    print(f"the same, scored with intervals      {told:8.3f}")
    n = len(board(*facts))
    print(f"odds of {n} open seasons             {median(lambda: board(*facts, peers=False)):8.3f}")
    print(f"the same with peers and their runs   {median(lambda: board(*facts)):8.3f}")
    table = question_table(asked, chart, seasons, titles)
    for row in score_when(table, backtest(chart, seasons, titles, asked).rows):
        print(row)
    return 0


def median(act: Callable[[], Any], times: int = 5) -> float:
    """Median wall-clock seconds of `times` runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
