"""The seasons whose future was open on a date, told from what was known then and nothing later."""

from __future__ import annotations

import datetime as dt

import polars as pl

from cliffhanger import titles as naming
from cliffhanger.days import AsOf
from cliffhanger.odds.questions import LONG_HORIZONS, by_series

OPEN_FOR = dt.timedelta(days=548)
"""18 months: a season without an order for so long is answered no."""
_DECIDES = ("renewed", "canceled", "ended", "final_season")


def charted(chart: pl.DataFrame, seasons: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """The seasons that had charted, as rows for features: one row each, sorted by season_id.

    Columns: season_id, title_id, show_title and season_title as labelled then, category,
    season_number, programme_type, original_language, release_date (the Monday of its first chart
    week where no source has one), release_date_known (1 = from a source), first_week, moment (when
    it is asked), horizon_weeks (the longest of LONG_HORIZONS that has passed, at least 1).
    `chart` is shaped as CHART, `seasons` as SEASONS; seasons that are not in it get their number
    and series from the grammar of their label.
    """
    known = chart.filter(
        (pl.col("available_at") <= as_of.moment) & pl.col("season_id").is_not_null()
    )
    on_list = (
        known.sort("week")
        .group_by("season_id")
        .agg(
            pl.col("category", "show_title", "season_title").last().name.prefix("chart_"),
            pl.col("week").min().alias("first_week"),
        )
    )
    facts = seasons.select(
        "season_id",
        "title_id",
        "season_number",
        "programme_type",
        "original_language",
        "release_date",
    ).drop_nulls("season_id")
    rows = on_list.join(facts, on="season_id", how="left").join(
        _labels(seasons, as_of), on="season_id", how="left"
    )
    rows = _from_grammar(rows).with_columns(
        release_date_known=pl.col("release_date").is_not_null().cast(pl.Int64),
        release_date=pl.coalesce("release_date", pl.col("first_week") - pl.duration(days=6)),
        moment=pl.lit(as_of.moment).dt.cast_time_unit("us"),
    )
    passed = (pl.lit(as_of.day) - pl.col("release_date")).dt.total_days() // 7
    longest = pl.max_horizontal(
        [pl.when(passed >= h).then(h).otherwise(LONG_HORIZONS[0]) for h in LONG_HORIZONS]
    )
    return rows.with_columns(horizon_weeks=longest.cast(pl.Int64)).sort("season_id")


def _labels(seasons: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """season_id, show_title, season_title as of then: today's label sees the future.

    Until today's label was seen, the first published one stands.
    """
    seen = (
        pl.col("label_changed_on").str.split("|").list.last().str.to_date("%Y-%m-%d", strict=False)
    )
    unchanged = seen.is_null() & (pl.col("first_season_title") == pl.col("season_title"))
    now = (unchanged | (seen <= as_of.last_known_day)).fill_null(False)
    return seasons.filter(pl.col("season_id").is_not_null()).select(
        "season_id",
        *(
            pl.when(now).then(c).otherwise(f"first_{c}").alias(c)
            for c in ("show_title", "season_title")
        ),
    )


def _from_grammar(rows: pl.DataFrame) -> pl.DataFrame:
    """Title, number and label of seasons that SEASONS does not have, from the label's grammar."""
    rows = rows.with_columns(
        category="chart_category",
        show_title=pl.coalesce("show_title", "chart_show_title"),
        season_title=pl.coalesce("season_title", "chart_season_title"),
    ).drop("chart_category", "chart_show_title", "chart_season_title")
    unknown = rows.filter(pl.col("title_id").is_null())
    labels = unknown.select("show_title", "season_title").rows()
    told = pl.DataFrame(
        {
            "season_id": unknown["season_id"],
            "told_id": [naming.slug(show) for show, _ in labels],
            "told_number": [naming.season_number(show, season) for show, season in labels],
        },
        schema={"season_id": pl.String, "told_id": pl.String, "told_number": pl.Int64},
    )
    return (
        rows.join(told, on="season_id", how="left")
        .with_columns(
            title_id=pl.coalesce("title_id", "told_id"),
            season_number=pl.coalesce("season_number", "told_number"),
        )
        .drop("told_id", "told_number")
    )


def undecided(
    chart: pl.DataFrame, seasons: pl.DataFrame, decisions: pl.DataFrame, as_of: AsOf
) -> pl.DataFrame:
    """The seasons that were open then, with the columns of `charted`.

    Open: came out within 18 months, not labelled a limited series then, not announced as the last,
    and nothing known then decides it: a decision, a later season on the lists, a certain outcome.
    """
    rows = charted(chart, seasons, as_of)
    newest = pl.col("season_number").max().over("title_id")
    fresh = (pl.col("release_date") <= as_of.day) & (pl.col("release_date") + OPEN_FOR > as_of.day)
    rows = rows.filter(
        fresh & ((pl.col("season_number") == newest) | pl.col("season_number").is_null())
    )
    rows = rows.filter(~pl.col("season_title").str.contains("Limited Series"))
    answered = _decided_by(by_series(decisions, seasons), as_of)
    rows = rows.join(answered, on=("title_id", "season_number"), how="anti")
    return rows.join(_certain_by(seasons, as_of), on="season_id", how="anti").sort("season_id")


def _decided_by(decisions: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """title_id, season_number of seasons that an announcement known then decides.

    An order of a final season decides the season that is out, and the next one too: it is the last.
    An order of several seasons decides as many.
    """
    known = decisions.filter(
        pl.col("decision").is_in(_DECIDES)
        & (last_day_of(pl.col("announced_on")) <= as_of.last_known_day)
    )
    ordered = pl.col("seasons_ordered").fill_null(1).clip(1, 9)
    reach = (
        pl.when(pl.col("decision") == "renewed")
        .then(ordered - 1)
        .when(pl.col("decision") == "final_season")
        .then(ordered)
        .otherwise(0)
    )
    numbers = pl.int_ranges(pl.col("season_number"), pl.col("season_number") + reach + 1)
    return (
        known.select("title_id", season_number=numbers)
        .explode("season_number")
        .drop_nulls()
        .unique()
    )


def last_day_of(text: pl.Expr) -> pl.Expr:
    """The last day that YYYY, YYYY-MM or YYYY-MM-DD may mean: before it nothing is certain."""
    year, month = (
        text + "-12-31",
        (text + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end(),
    )
    return pl.coalesce(
        text.str.to_date("%Y-%m-%d", strict=False),
        month,
        year.str.to_date("%Y-%m-%d", strict=False),
    )


def _certain_by(seasons: pl.DataFrame, as_of: AsOf) -> pl.DataFrame:
    """season_id of seasons whose outcome was certainly known by then."""
    known = last_day_of(pl.col("outcome_known_by")) <= as_of.last_known_day
    return seasons.filter(known & pl.col("season_id").is_not_null()).select("season_id")
