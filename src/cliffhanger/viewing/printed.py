"""Lists as a publisher prints them: labels, rounding, counters; shaped as CHART and COUNTRIES."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import polars as pl

from cliffhanger.days import PUBLISHED_AFTER
from cliffhanger.tables import CHART, COMPLETION, COUNTRIES, MOMENT
from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.measures import VIEW, VIEWS_FROM

_LIVE = "[{is_staggered_launch=0, is_live_title=1}]"


@dataclass(frozen=True)
class Rounding:
    """To what hours and views are rounded: hours before the week of 2023-06-18, both from it."""

    before: int = 10_000
    after: int = 100_000


PUBLISHER = Rounding()
"""As the publisher of the Top 10 does (rule F17)."""
WHOLE = Rounding(1, 1)
"""To whole hours and views: for services too small for the publisher's rounding."""


def chart(
    lists: pl.DataFrame,
    catalogue: ServiceCatalogue,
    *,
    vintage: dt.date,
    rounding: Rounding = PUBLISHER,
) -> pl.DataFrame:
    """The lists of all countries together, shaped as CHART.

    `lists`: as `lists.weekly` gives them, every week since the first, so that the counter is right
    (rule F26). Runtime and views are absent before 2023-06-18 (rule F5), runtime is 0 where
    countries differ (rule F24).
    """
    whole = lists.filter(pl.col("country") == "")
    ends = whole.select("period", "season_id", pl.col("period").alias("end"))
    rows = _named(whole, catalogue).join(
        _runtimes(ends, lists, catalogue), on=("week", "season_id"), how="left"
    )
    fine = pl.col("week") < VIEWS_FROM
    unit = pl.when(fine).then(rounding.before).otherwise(rounding.after).cast(pl.Int64)
    rows = rows.with_columns(unit.alias("unit"))
    unit, (hours, views) = pl.col("unit"), _rounded(pl.col("unit"))
    rows = rows.with_columns(
        hours.alias("weekly_hours_viewed"),
        pl.when(~fine).then(views).alias("weekly_views"),
        pl.when(~fine).then("runtime").alias("runtime"),
        (hours - unit // 2).clip(lower_bound=0).alias("hours_low"),
        (hours + (unit // 2 - 1).clip(lower_bound=0)).alias("hours_high"),
        *_published(vintage),
        *_counted("category"),
    )
    shaped = CHART.shape(_as_entries(rows), where="viewing events")
    return shaped.sort("week", "category", "weekly_rank")


def countries(
    lists: pl.DataFrame, catalogue: ServiceCatalogue, *, vintage: dt.date
) -> pl.DataFrame:
    """The lists of every country, shaped as COUNTRIES, each with its own counter (rule F27)."""
    rows = _named(lists.filter(pl.col("country") != ""), catalogue).with_columns(
        pl.col("country").alias("country_iso2"),
        pl.col("country").alias("country_name"),
        *_published(vintage),
        *_counted("category", "country"),
    )
    shaped = COUNTRIES.shape(_as_entries(rows), where="viewing events")
    return shaped.sort("week", "country_iso2", "category", "weekly_rank")


def most_popular(
    rows: pl.DataFrame,
    ends: pl.DataFrame,
    catalogue: ServiceCatalogue,
    *,
    days: int,
    rounding: Rounding = PUBLISHER,
) -> pl.DataFrame:
    """The most popular in their first days (rules F4, F29), in the publisher's columns.

    category, rank, show_title, season_title, hours_viewed_first_N_days; for 91 days also runtime
    (hours) and views_first_91_days. `rows`: as `lists.most_popular` gives them; `ends`: its ends.
    """
    unit = pl.lit(rounding.before if days == 28 else rounding.after, pl.Int64)
    hours, views = _rounded(unit)
    named = _named(rows, catalogue).with_columns(
        hours.alias(f"hours_viewed_first_{days}_days"), views.alias(f"views_first_{days}_days")
    )
    columns = ["category", "rank", "show_title", "season_title", f"hours_viewed_first_{days}_days"]
    if days != 28:
        runtimes = _runtimes(ends.select("period", "season_id", "end"), rows, catalogue)
        named = named.join(runtimes, on=("week", "season_id"), how="left")
        columns += ["runtime", f"views_first_{days}_days"]
    return named.sort("category", "rank").select(columns)


def completion(by_week: pl.DataFrame, *, vintage: dt.date) -> pl.DataFrame:
    """Completion by the end of each week, shaped as COMPLETION: known when the week's chart is.

    `by_week`: as `by_week.BY_WEEK`. Seasons that nobody has begun yet are left out.
    """
    rows = by_week.filter(pl.col("starters") > 0).with_columns(
        (pl.col("finishers") / pl.col("starters")).alias("completion"), *_published(vintage)
    )
    return COMPLETION.shape(rows, where="viewing events").sort("week", "season_id")


def _rounded(unit: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Hours and views to the nearest unit, halves up, in whole numbers only."""
    hour, view = 3600 * unit, VIEW * unit
    hours = (pl.col("seconds") + hour // 2) // hour * unit
    return hours, (pl.col("views") + view // 2) // view * unit


def _named(rows: pl.DataFrame, catalogue: ServiceCatalogue) -> pl.DataFrame:
    labels = catalogue.seasons.select("season_id", "show_title", "season_title", "kind")
    named = rows.rename({"period": "week"}).join(labels, on="season_id", how="left")
    return named.with_columns(pl.col("rank").alias("weekly_rank"))


def _as_entries(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        pl.col("season_id").alias("entry_id"),
        pl.col("kind").alias("entry_kind"),
        pl.when(pl.col("kind") == "season").then("season_id").alias("season_id"),
    )


def _published(vintage: dt.date) -> tuple[pl.Expr, pl.Expr]:
    out = (pl.col("week").cast(MOMENT) + PUBLISHED_AFTER).alias("available_at")
    return out, pl.lit(vintage).alias("vintage")


def _counted(*of: str) -> tuple[pl.Expr]:
    weeks = pl.int_range(1, pl.len() + 1).over(*of, "season_id", order_by="week")
    return (weeks.alias("cumulative_weeks_in_top_10"),)


def _runtimes(ends: pl.DataFrame, lists: pl.DataFrame, catalogue: ServiceCatalogue) -> pl.DataFrame:
    """week, season_id, runtime (hours), is_staggered_launch, episode_launch_details, flag.

    Of a show with cuts, the runtime of the cut that came last is shown (rule F22).
    """
    out = catalogue.runtimes(ends)
    latest = out.sort("newest", "cut").group_by("period", "season_id").agg(pl.col("cut").last())
    shown = out.join(latest, on=("period", "season_id", "cut"))
    same = shown.group_by("period", "season_id").agg(
        pl.col("runtime").first().alias("seconds"),
        (pl.col("runtime").n_unique() > 1).alias("differs"),
    )
    kinds = catalogue.seasons.select("season_id", (pl.col("kind") == "live").alias("live"))
    hours = pl.when("differs").then(0.0).otherwise((pl.col("seconds") / 3600).round(4))
    return (
        same.join(_launches(shown, lists), on=("period", "season_id"), how="left")
        .join(kinds, on="season_id", how="left")
        .select(
            pl.col("period").alias("week"),
            "season_id",
            hours.alias("runtime"),
            pl.col("differs").alias("is_staggered_launch"),
            "episode_launch_details",
            pl.when("live").then(pl.lit(_LIVE)).alias("runtime_override_flag"),
        )
    )


def _launches(shown: pl.DataFrame, lists: pl.DataFrame) -> pl.DataFrame:
    """Episodes out by country, as the publisher writes them, where countries differ."""
    everywhere = set(lists["country"].unique()) - {""}
    found = []
    for (period, season_id), rows in shown.group_by("period", "season_id"):
        if rows["runtime"].n_unique() < 2:
            continue
        named = {country for country in rows["country"] if country}
        groups: dict[int, set[str]] = {}
        for country, episodes in rows.select("country", "episodes").rows():
            groups.setdefault(episodes, set()).update({country} if country else everywhere - named)
        told = [
            {"episodesLaunched": n, "countryList": sorted(where)}
            for n, where in sorted(groups.items())
        ]
        found.append((period, season_id, json.dumps(told, separators=(",", ":"))))
    names = {"period": pl.Date, "season_id": pl.String, "episode_launch_details": pl.String}
    return pl.DataFrame(found, schema=names, orient="row")
