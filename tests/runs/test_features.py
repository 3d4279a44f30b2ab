from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cliffhanger.days import AsOf, available_at
from cliffhanger.runs.features import FEATURES, REGIONS, features, with_completion
from cliffhanger.tables import COMPLETION, MOMENT
from cliffhanger.titles import Catalogue

Chart = Callable[[str], pl.DataFrame]


def asked(catalogue: Catalogue, season_id: str, *days: str) -> pl.DataFrame:
    season = catalogue.seasons.filter(pl.col("season_id") == season_id)
    moments = pl.DataFrame({"moment": [AsOf.parse(day).moment for day in days]})
    return season.join(moments, how="cross")


def known(
    chart: pl.DataFrame, catalogue: Catalogue, season_id: str, *days: str
) -> list[dict[str, object]]:
    rows = asked(catalogue, season_id, *days)
    return features(rows, chart, catalogue.seasons, catalogue.titles).to_dicts()


def test_the_golden_pair_two_weeks_on_monday_three_on_tuesday(
    chart_on: Chart, catalogue: Catalogue
) -> None:
    whole = chart_on("2022-11-16")
    eve, day = known(whole, catalogue, "the-imperfects-s1", "2022-09-26", "2022-09-27")
    assert (eve["weeks"], eve["weeks_out"]) == (2, 2)
    assert (day["weeks"], day["weeks_out"]) == (3, 3)
    assert eve["decay"] is None
    assert day["decay"] is not None


def test_the_golden_pair_breaks_when_the_availability_rule_is_turned_off(
    chart_on: Chart, catalogue: Catalogue
) -> None:
    at_once = chart_on("2022-11-16").with_columns(available_at=pl.col("week").cast(MOMENT))
    (eve,) = known(at_once, catalogue, "the-imperfects-s1", "2022-09-26")
    assert eve["weeks"] == 3


def test_later_weeks_change_nothing(chart_on: Chart, catalogue: Catalogue) -> None:
    rows = asked(catalogue, "partner-track-s1", "2022-09-06", "2022-10-04")
    facts = (catalogue.seasons, catalogue.titles)
    then = features(rows, chart_on("2022-10-04"), *facts)
    poisoned = chart_on("2022-11-16").with_columns(
        pl.when(pl.col("available_at") > AsOf.parse("2022-10-04").moment)
        .then(pl.lit(value))
        .otherwise(name)
        .alias(name)
        for name, value in {"weekly_hours_viewed": 1, "weekly_rank": 1}.items()
    )
    assert_frame_equal(features(rows, poisoned, *facts), then)


def test_rows_keep_their_order_and_every_feature_is_there(
    chart_on: Chart, catalogue: Catalogue
) -> None:
    chart = chart_on("2022-11-08")
    rows = catalogue.seasons.filter(pl.col("release_date") < dt.date(2022, 11, 1)).head(50)
    rows = rows.with_columns(moment=pl.lit(AsOf.parse("2022-11-08").moment)).reverse()
    out = features(rows, chart, catalogue.seasons, catalogue.titles)
    assert out["season_id"].to_list() == rows["season_id"].to_list()
    assert {f.name for f in FEATURES} <= set(out.columns)
    assert all(f.unit and f.why for f in FEATURES)


def test_off_list_weeks_count_as_0_6_of_the_lists_lowest(
    chart_on: Chart, catalogue: Catalogue
) -> None:
    chart = chart_on("2022-11-08")
    (row,) = known(chart, catalogue, "the-imperfects-s1", "2022-10-04")
    own = chart.filter(
        (pl.col("season_id") == "the-imperfects-s1") & (pl.col("week") <= dt.date(2022, 10, 2))
    )
    (off,) = chart.filter(
        (pl.col("category") == "TV (English)") & (pl.col("week") == dt.date(2022, 10, 2))
    ).select(pl.col("weekly_hours_viewed").min())["weekly_hours_viewed"]
    assert own.height == 3
    assert row["known_hours"] == own["weekly_hours_viewed"].sum() + 0.6 * off


def test_a_season_without_a_week_out_has_no_figures(chart_on: Chart, catalogue: Catalogue) -> None:
    (row,) = known(chart_on("2022-11-08"), catalogue, "the-imperfects-s1", "2022-09-11")
    assert (row["weeks"], row["weeks_out"]) == (0, 0)
    assert all(row[name] is None for name in ("log_hours", "launch", "audience", "decay"))


def test_the_season_before_is_held_to_its_first_four_weeks(
    chart_on: Chart, catalogue: Catalogue
) -> None:
    chart = chart_on("2022-11-08")
    (first,) = known(chart, catalogue, "partner-track-s1", "2022-11-07")
    assert (first["earlier"], first["log_ratio"]) == (0.0, None)
    (later,) = known(chart, catalogue, "locke-and-key-s3", "2022-11-07")
    assert later["earlier"] == 1.0
    assert later["log_ratio"] is not None


@pytest.mark.parametrize(
    ("season_id", "region"),
    [
        ("partner-track-s1", "North America"),
        ("squid-game-s1", "East and South-East Asia"),
        ("money-heist-s5", "Southern Europe"),
    ],
)
def test_a_region_is_told_by_country_or_language(
    chart_on: Chart, catalogue: Catalogue, season_id: str, region: str
) -> None:
    (row,) = known(chart_on("2022-11-08"), catalogue, season_id, "2022-11-07")
    assert row["region"] == region
    assert region in REGIONS


def test_completion_is_the_newest_known_by_the_moment_and_no_later() -> None:
    sunday = dt.date(2024, 1, 7)
    weeks = [sunday + dt.timedelta(weeks=n) for n in range(3)]
    told = pl.DataFrame(
        {
            "week": [*weeks, sunday],
            "season_id": ["a-s1"] * 3 + ["b-s1"],
            "starters": [10] * 4,
            "finishers": [2, 4, 6, 9],
            "completion": [0.2, 0.4, 0.6, 0.9],
            "available_at": [available_at(week) for week in [*weeks, sunday]],
            "vintage": [dt.date(2024, 2, 1)] * 4,
        }
    )
    completion = COMPLETION.shape(told, where="told")
    early, then = available_at(sunday) - dt.timedelta(seconds=1), available_at(weeks[1])
    asked = [("a-s1", then), ("c-s1", then), ("a-s1", early), ("b-s1", then)]
    rows = pl.DataFrame(asked, schema={"season_id": pl.String, "moment": MOMENT}, orient="row")
    found = with_completion(rows, completion)
    assert found["season_id"].to_list() == rows["season_id"].to_list()
    assert found["completion"].to_list() == [0.4, None, None, 0.9]
    later = completion.with_columns(
        pl.when(pl.col("week") > weeks[1]).then(99.0).otherwise("completion").alias("completion")
    )
    assert with_completion(rows, later).equals(found)
    assert with_completion(rows, COMPLETION.empty())["completion"].null_count() == 4
