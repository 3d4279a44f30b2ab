from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from cliffhanger.days import AsOf
from cliffhanger.errors import NotKnownYet, UnknownTitle
from cliffhanger.runs.build import build, latest_season, season_weeks
from cliffhanger.titles import Catalogue

ChartOn = Callable[[str], pl.DataFrame]


def runs_on(day: str, chart: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    return build(chart, catalogue.seasons, AsOf.parse(day))


def test_the_imperfects_had_two_weeks_on_the_monday_and_three_on_the_tuesday(
    chart_on: ChartOn, catalogue: Catalogue
) -> None:
    whole = chart_on("2022-11-16")
    for day, weeks in (("2022-09-26", 2), ("2022-09-27T19:59", 2), ("2022-09-27", 3)):
        run = latest_season(runs_on(day, whole, catalogue), "the-imperfects")
        assert run["weeks"] == weeks, day


def test_partner_track_ran_three_weeks(chart_on: ChartOn, catalogue: Catalogue) -> None:
    run = latest_season(runs_on("2022-11-08", chart_on("2022-11-08"), catalogue), "partner-track")
    assert (run["weeks"], run["weeks_unbroken"], run["peak_rank"]) == (3, 3, 4)
    assert (run["hours"], run["hours_28d"], run["views"]) == (66_010_000, 66_010_000, None)
    assert (run["days_in_week_one"], run["finished"]) == (3, True)


def test_reentries_are_counted_apart(chart_on: ChartOn, catalogue: Catalogue) -> None:
    runs = runs_on("2022-11-08", chart_on("2022-11-08"), catalogue)
    run = latest_season(runs, "stranger-things", number=4)
    assert (run["weeks"], run["weeks_unbroken"], run["weeks_reentered"]) == (19, 17, 2)
    assert (runs["weeks"] == runs["weeks_unbroken"] + runs["weeks_reentered"]).all()


def test_peers_of_the_golden_claim_are_eighty_five(chart_on: ChartOn, catalogue: Catalogue) -> None:
    runs = runs_on("2022-11-08", chart_on("2022-11-08"), catalogue)
    peers = runs.filter(
        pl.col("finished"),
        ~pl.col("under_way_at_start"),
        pl.col("category") == "TV (English)",
        pl.col("season_title").str.ends_with(": Season 1"),
    )
    assert peers.height == 85
    assert round((peers["weeks"] < 3).mean(), 2) == 0.56  # type: ignore[arg-type]
    assert round((peers["weeks"] == 3).mean(), 2) == 0.25  # type: ignore[arg-type]


def test_later_rows_change_nothing(chart_on: ChartOn, catalogue: Catalogue) -> None:
    whole = chart_on("2022-11-16")
    day = AsOf.parse("2022-09-06")
    late = pl.col("available_at") > day.moment
    poisoned = whole.with_columns(
        pl.when(late)
        .then(99_999_999_999)
        .otherwise("weekly_hours_viewed")
        .alias("weekly_hours_viewed"),
        pl.when(late).then(pl.lit("nonsense")).otherwise("show_title").alias("show_title"),
        pl.when(late).then(1).otherwise("weekly_rank").alias("weekly_rank"),
    )
    assert build(poisoned, catalogue.seasons, day).equals(build(whole, catalogue.seasons, day))


def test_the_weeks_of_a_season_come_oldest_first(chart_on: ChartOn) -> None:
    weeks = season_weeks(chart_on("2022-11-08"), "partner-track-s1", AsOf.parse("2022-11-08"))
    assert weeks["week"].to_list() == [
        dt.date(2022, 8, 28),
        dt.date(2022, 9, 4),
        dt.date(2022, 9, 11),
    ]
    assert weeks["nth"].to_list() == [1, 2, 3]


def test_before_it_charted_a_season_is_unknown(chart_on: ChartOn, catalogue: Catalogue) -> None:
    chart = chart_on("2022-11-08")
    with pytest.raises(UnknownTitle, match="had not charted"):
        season_weeks(chart, "partner-track-s1", AsOf.parse("2022-08-29"))
    with pytest.raises(UnknownTitle, match="had not charted"):
        latest_season(runs_on("2022-08-29", chart, catalogue), "partner-track")
    with pytest.raises(NotKnownYet):
        runs_on("2021-07-05", chart, catalogue)


def test_specials_and_films_have_no_run(chart_on: ChartOn, catalogue: Catalogue) -> None:
    runs = runs_on("2022-11-08", chart_on("2022-11-08"), catalogue)
    assert "dave-chappelle-the-closer" not in runs["season_id"].to_list()
