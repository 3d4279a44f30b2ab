"""The one table that models learn from and are asked about: question rows with their features."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger.odds.questions import MAIN_TYPES, with_seasons
from cliffhanger.runs.features import at_end_of, features


def question_table(
    questions: pl.DataFrame,
    chart: pl.DataFrame,
    seasons: pl.DataFrame,
    titles: pl.DataFrame,
    *,
    strict: bool = False,
    where: str = "questions",
) -> pl.DataFrame:
    """The asked questions with `season_id`, `title_id`, `known_on` and features at the cut.

    `known_on` (Date) is when the outcome could be known: assumed, or with `strict` only when
    certain. Built once for all cuts: every row sees only the weeks that were out at its own cut.
    Raises QuestionError when a question is about a season that is not in `seasons`.
    """
    asked = questions.filter(pl.col("asked") == 1).with_columns(
        known_on=pl.col("known_strict" if strict else "known_assumed"),
        moment=at_end_of(pl.col("cut")),
    )
    rows = with_seasons(asked, seasons, where=where)
    return features(rows, chart, seasons, titles)


def known_before(table: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """The rows to learn from on a day: outcome known before it, and asked before it.

    An outcome known on a day is known at its end, so it may be learned from the day after.
    """
    return table.filter((pl.col("known_on") < day) & (pl.col("cut") < day))


def as_asked(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `odds.undecided` with the `main` flag that models group by: 1 = scripted."""
    return rows.with_columns(
        main=pl.col("programme_type").is_in(MAIN_TYPES).fill_null(False).cast(pl.Int64)
    )
