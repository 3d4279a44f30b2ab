"""The questions: which season is asked about, when, and what came of it.

A question is a season at a cut: *a further season ordered, yes or no, knowing only what was known
at the cut?* It resolves yes on an order, no on a cancellation, an end, or 18 months without an
order. The rules are those of `design.md` section 7; METHOD.md names where they use hindsight.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from cliffhanger.errors import FileError, InputError, QuestionError
from cliffhanger.runs import features
from cliffhanger.tables import QUESTIONS

HORIZONS = (1, 4, 8, 13)
"""Weeks after release at which a season is asked about."""
LONG_HORIZONS = (*HORIZONS, 26, 39, 52)
"""With the ages that open seasons reach: there, only what was not yet certain is asked."""
ASSUMED_AFTER = dt.timedelta(days=180)
"""An undated outcome is assumed to have been known so long after release."""
CERTAIN_AFTER = dt.timedelta(days=540)
"""An outcome that nothing dates is certain only when the question's 18 months have passed."""

_DETERMINED = ("renewed", "canceled", "ended", "limited")
_NUMBERED_KINDS = ("Season", "Part", "Volume", "Chapter")
MAIN_TYPES = ("Scripted", "Miniseries")
_ANSWERED_BY = (
    ("renewed", "renewed"),
    ("renewed", "final_season"),
    ("canceled", "canceled"),
    ("ended", "ended"),
    ("limited", "ended"),
)
"""Outcome and a decision that gives it: the order of a final season is an order."""


def build(
    seasons: pl.DataFrame, decisions: pl.DataFrame, horizons: tuple[int, ...] = HORIZONS
) -> pl.DataFrame:
    """Every determined season at every horizon (weeks), shaped as QUESTIONS, plus `season_id`.

    `seasons` is shaped as SEASONS, `decisions` as DECISIONS. A season whose outcome nobody could
    determine, whose release day is unknown, that first charted long after its release, or that has
    no number of its own is left out. Rules: design.md, section 7.
    """
    asked = (
        _determined(seasons)
        .join(
            _decided_on(decisions, seasons), on=("title_id", "season_number", "outcome"), how="left"
        )
        .with_columns(known_assumed=_known_assumed(), known_strict=_known_strict())
        .join(
            pl.DataFrame({"horizon_weeks": horizons}, schema={"horizon_weeks": pl.Int64}),
            how="cross",
        )
        .with_columns(cut=pl.col("release_date") + pl.duration(weeks=pl.col("horizon_weeks")))
        .with_columns(why_not=_why_not())
        .with_columns(asked=pl.col("why_not").is_null().cast(pl.Int64))
        .with_columns(
            main=(pl.col("asked") * pl.col("programme_type").is_in(MAIN_TYPES)).fill_null(0)
        )
    )
    ordered = asked.sort("show_title", "season_title", "category", "horizon_weeks")
    shaped = QUESTIONS.shape(ordered, where="questions")
    return shaped.with_columns(ordered["season_id"])


def _determined(seasons: pl.DataFrame) -> pl.DataFrame:
    return seasons.filter(
        pl.col("outcome").is_in(_DETERMINED)
        & pl.col("release_date").is_not_null()
        & (pl.col("debut_in_chart") == 1)
        & pl.col("season_kind").is_in(_NUMBERED_KINDS)
    ).with_columns(
        release_date_known=pl.lit(1, pl.Int64),
        renewed=(pl.col("outcome") == "renewed").cast(pl.Int64),
        known_by=pl.col("outcome_known_by").str.to_date("%Y-%m-%d", strict=False),
        relabelled=_relabelled(),
    )


def _decided_on(decisions: pl.DataFrame, seasons: pl.DataFrame) -> pl.DataFrame:
    """title_id, season_number, outcome, decided_on: the first dated decision that gives it."""
    gives = pl.DataFrame(_ANSWERED_BY, schema=["outcome", "decision"], orient="row")
    return (
        by_series(decisions, seasons)
        .filter(pl.col("precision") == "day")
        .join(gives, on="decision")
        .with_columns(decided_on=pl.col("announced_on").str.to_date("%Y-%m-%d"))
        .group_by("title_id", "season_number", "outcome")
        .agg(pl.col("decided_on").min())
    )


def by_series(decisions: pl.DataFrame, seasons: pl.DataFrame) -> pl.DataFrame:
    """The decisions with the `title_id` of the series whose season charts under their show title.

    Seasons of an anthology chart under names of their own; news uses those names too.
    """
    shows = seasons.select("show_title", charts_as="title_id").unique(
        "show_title", keep="first", maintain_order=True
    )
    joined = decisions.join(shows, on="show_title", how="left", maintain_order="left")
    return joined.with_columns(title_id=pl.coalesce("charts_as", "title_id")).drop("charts_as")


def _known_assumed() -> pl.Expr:
    return pl.coalesce("decided_on", pl.col("release_date") + ASSUMED_AFTER)


def _known_strict() -> pl.Expr:
    assumed = pl.col("release_date") + ASSUMED_AFTER
    certain = pl.coalesce("known_by", pl.col("release_date") + CERTAIN_AFTER)
    return pl.coalesce("decided_on", pl.max_horizontal(certain, assumed))


def _relabelled() -> pl.Expr:
    """The day on which today's label was first seen, where it is not the first one."""
    return (
        pl.col("label_changed_on").str.split("|").list.last().str.to_date("%Y-%m-%d", strict=False)
    )


def _why_not() -> pl.Expr:
    limited_then = pl.col("first_season_title").str.contains("Limited Series") & (
        pl.col("relabelled").is_null() | (pl.col("relabelled") > pl.col("cut"))
    )
    # An undated outcome may have come before the cut; the longer ago the release, the likelier.
    late = pl.col("horizon_weeks") > HORIZONS[-1]
    long_certain = late & (pl.col("known_strict") <= pl.col("cut"))
    before = (pl.col("decided_before_release") == 1) | (
        pl.col("decided_on") < pl.col("release_date")
    )
    return (
        pl.when(before.fill_null(False))
        .then(pl.lit("decided before release"))
        .when((pl.col("outcome") == "limited") | limited_then)
        .then(pl.lit("labelled limited then"))
        .when((pl.col("outcome") == "ended") & (pl.col("season_number") > 1))
        .then(pl.lit("planned last season"))
        .when((pl.col("decided_on") <= pl.col("cut")) | long_certain)
        .then(pl.lit("already decided"))
    )


def read_questions(path: Path) -> pl.DataFrame:
    """The questions of a CSV file in the shared shape, shaped as QUESTIONS.

    Raises FileError when it cannot be read, QuestionError naming file, row and value when a row
    breaks the shape: a missing column, a wrong type, a repeated question, a cut that is not
    release + horizon, flags that contradict each other.
    """
    try:
        raw = pl.read_csv(path, infer_schema=False).with_columns(pl.all().replace("", None))
    except (OSError, pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FileError(f"not a readable CSV: {what}", where=str(path)) from None
    try:
        shaped = QUESTIONS.shape(raw, where=str(path))
    except InputError as error:
        raise QuestionError(error.what, where=error.where, fix=error.fix) from None
    for says_wrong, bad in _contradictions():
        rows = shaped.select(bad.fill_null(True)).to_series().arg_true()
        if len(rows):
            row = int(rows[0])
            name = shaped["season_title"][row]
            raise QuestionError(f"{says_wrong} ({name})", where=f"{path}, row {row + 2}")
    return shaped


def _contradictions() -> list[tuple[str, pl.Expr]]:
    cut = pl.col("release_date") + pl.duration(weeks=pl.col("horizon_weeks"))
    flags = [(f"{c} is not 0 or 1", ~pl.col(c).is_in([0, 1])) for c in ("asked", "main", "renewed")]
    return [
        *flags,
        ("horizon_weeks is not 1 or more", pl.col("horizon_weeks") < 1),
        ("cut is not release_date + horizon_weeks", pl.col("cut") != cut),
        ("main is 1 but asked is 0", (pl.col("main") == 1) & (pl.col("asked") == 0)),
        (
            "renewed contradicts outcome",
            (pl.col("renewed") == 1) != (pl.col("outcome") == "renewed"),
        ),
        (
            "asked, though decided by the cut",
            (pl.col("asked") == 1) & (pl.col("decided_on") <= pl.col("cut")).fill_null(False),
        ),
    ]


def with_completion(questions: pl.DataFrame, completion: pl.DataFrame | None) -> pl.DataFrame:
    """The questions (with `season_id`) and `completion`, as known at the end of each cut.

    `completion` is shaped as COMPLETION; None = nobody counts it, and nothing is added.
    """
    if completion is None:
        return questions
    asked = questions.with_columns(moment=features.at_end_of(pl.col("cut")))
    return features.with_completion(asked, completion).drop("moment")


def with_seasons(questions: pl.DataFrame, seasons: pl.DataFrame, *, where: str) -> pl.DataFrame:
    """The questions with `season_id` and `title_id`, found by category, show and season title.

    Today's label of SEASONS is tried first, then the first published one. Raises QuestionError
    naming the row of a question about a season nobody has told us about.
    """
    if "season_id" in questions.columns:
        return questions.join(
            seasons.select("season_id", "title_id").drop_nulls(), on="season_id", how="left"
        )
    key = ("category", "show_title", "season_title")
    first = [pl.col(f"first_{c}").alias(c) for c in key[1:]]
    known = seasons.filter(pl.col("season_id").is_not_null())
    labels = pl.concat(
        [
            known.select(*key, "season_id", "title_id"),
            known.select("category", *first, "season_id", "title_id"),
        ]
    ).unique(key, keep="first", maintain_order=True)
    found = questions.join(labels, on=key, how="left", maintain_order="left")
    lost = found["season_id"].is_null().arg_true()
    if len(lost):
        row = int(lost[0])
        raise QuestionError(
            f"no season is called {found['season_title'][row]!r} on {found['category'][row]}",
            where=f"{where}, row {row + 2}",
            fix="use the show and season titles of the chart",
        )
    return found
