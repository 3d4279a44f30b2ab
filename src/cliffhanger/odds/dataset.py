"""The data set behind the odds: what anyone needs to judge them, or to do better.

One row of `forecasting` is a season at a horizon: the question, what was known of the run at the
cut, and what came of it, with the day that could be known. The others are what it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from cliffhanger.errors import DeskError
from cliffhanger.odds.questions import with_completion
from cliffhanger.odds.table import question_table
from cliffhanger.runs.features import FEATURES
from cliffhanger.tables import DECISIONS, QUESTIONS, SEASONS, TITLES, Table

_LISTS = {"first_four", "on_list"}
"""Features that hold four numbers: four columns in a CSV."""
CARD = "DATA-CARD.md"


def dataset(
    chart: pl.DataFrame,
    seasons: pl.DataFrame,
    titles: pl.DataFrame,
    decisions: pl.DataFrame,
    questions: pl.DataFrame,
    completion: pl.DataFrame | None = None,
) -> dict[str, pl.DataFrame]:
    """forecasting, seasons, titles, decisions: frames by name, sorted, the same bytes each time.

    `forecasting` has QUESTIONS (given with season_id) and FEATURES; features are as known at the
    end of the cut. Where nobody counts `completion` (COMPLETION), that feature is left out. The
    others are shaped as SEASONS, TITLES, DECISIONS.
    """
    asked = question_table(with_completion(questions, completion), chart, seasons, titles)
    names = [f.name for f in FEATURES if completion is not None or f.name != "completion"]
    columns = ["season_id", *QUESTIONS.schema, *names]
    forecasting = _flat(asked.select(*columns)).sort("season_id", "horizon_weeks")
    return {
        "forecasting": forecasting,
        "seasons": seasons.sort("entry_id"),
        "titles": titles.sort("title_id"),
        "decisions": decisions.select(*DECISIONS.schema),
    }


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    weeks = [
        pl.col(name).list.get(week, null_on_oob=True).alias(f"{name}_{week + 1}")
        for name in sorted(_LISTS)
        for week in range(4)
    ]
    return frame.with_columns(weeks).drop(_LISTS)


def write_dataset(frames: Mapping[str, pl.DataFrame], out: Path) -> list[Path]:
    """Each frame as Parquet and CSV, and a data card; the files written.

    Raises DeskError when the folder cannot be written.
    """
    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, frame in frames.items():
            frame.write_parquet(out / f"{name}.parquet", compression="zstd")
            frame.write_csv(out / f"{name}.csv")
            written += [out / f"{name}.parquet", out / f"{name}.csv"]
        (out / CARD).write_text(card(frames), encoding="utf-8")
    except OSError as error:
        raise DeskError(
            str(error), where=str(out), fix="give a folder that can be written"
        ) from None
    return [*written, out / CARD]


def card(frames: Mapping[str, pl.DataFrame]) -> str:
    """The data card: what the tables are, their columns and units, sources and limits."""
    whole = frames["forecasting"]
    asked = whole.filter(pl.col("main") == 1)
    cuts = asked["cut"].sort()
    renewed = f" ({asked['renewed'].sum() / asked.height:.3f} renewed)" if asked.height else ""
    span = f", cuts {cuts[0]} to {cuts[-1]}" if asked.height else ""
    parts = [
        "# Renewals of streaming series: data card\n",
        f"{whole.height:,} rows; {asked.height:,} are asked of {asked['season_id'].n_unique()} "
        f"scripted seasons{renewed}{span}.\n",
        f"{_DATES}\n{_OWN if 'completion' in whole.columns else _PUBLISHED}",
        "## forecasting\n\nA season at a horizon: the question, the run as known at the end of the "
        "cut, and the outcome.\n",
        _columns(QUESTIONS),
        "\nFeatures, as known at the end of the cut (lists of four weeks are four columns):\n",
        "\n".join(
            f"- `{f.name}`: {f.unit}. {f.why.capitalize()}."
            for f in FEATURES
            if f.name in _LISTS or f.name in whole.columns
        ),
    ]
    for table in (SEASONS, TITLES, DECISIONS):
        parts.append(f"\n## {table.name}\n\nA row is {table.row}.\n\n{_columns(table)}")
    return "\n".join(parts) + "\n"


def _columns(table: Table) -> str:
    return "\n".join(f"- `{c.name}`: {c.about}" for c in table.columns)


_DATES = """\
**Two dates.** `cut` is what may be known; `known_assumed` and `known_strict` say when the outcome
could be: train on nothing later than the cut you forecast at.
"""
_PUBLISHED = """\
**Sources.** Chart figures: Netflix Top 10 (netflix.com/tudum/top10). Genres, types, languages,
countries and ratings: TMDb, January 2026, taken as static. Decisions: the articles in
`source_url`; `recall` = from memory, about one in seven off by days.

**Limits.** Outcomes of seasons that first charted from 2024-10 on are not here. Famous
English-language series are over-represented among the decisions. Whether a later season ended as
planned, and whether a first season was limited, is known by hindsight only (METHOD.md). `unknown`
is not `canceled`.
"""
_OWN = """\
**Sources.** Charts and completion: counted from the service's own viewing events. Titles: its
catalogue. Decisions: its own.

**Limits.** Only seasons with a decision are here: one that nobody has decided on yet is no row.
"""
"""A service that counts completion itself: nobody else can."""
