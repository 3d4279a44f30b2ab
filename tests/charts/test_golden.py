"""The rule book's golden tests, on the publisher's own files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.charts import checks, netflix
from cliffhanger.errors import ChartError
from cliffhanger.titles import Catalogue

GOOD = (
    "2021-11-17",
    "2022-08-31",
    "2022-09-28",
    "2022-11-02",
    "2022-11-09",
    "2022-11-16",
    "2023-05-31",
    "2023-07-25",
    "2024-11-27",
    "2025-06-25",
    "2025-07-30",
    "2026-07-22",
)


def copy(
    shared: Path, seen: str, catalogue: Catalogue, before: pl.DataFrame | None = None
) -> pl.DataFrame:
    file = shared / f"data/netflix/vintages/all-weeks-global.seen-{seen}.tsv"
    day = dt.date.fromisoformat(seen)
    return netflix.parse(
        file.read_bytes(), name=file.name, vintage=day, catalogue=catalogue, before=before
    )


@pytest.fixture(scope="module")
def newest(shared: Path, catalogue: Catalogue) -> pl.DataFrame:
    return copy(shared, "2026-07-22", catalogue)


@pytest.mark.parametrize("seen", GOOD)
def test_recounted_weeks_equal_the_publishers_counter(
    shared: Path, seen: str, catalogue: Catalogue
) -> None:
    chart = copy(shared, seen, catalogue)
    assert chart.height % 40 == 0
    assert checks.counter_differences(chart).is_empty()


@pytest.mark.parametrize("seen", GOOD)
def test_lists_are_ranked_by_hours_until_june_2023_and_by_views_after(
    shared: Path, seen: str, catalogue: Catalogue
) -> None:
    assert checks.order_violations(copy(shared, seen, catalogue)).is_empty()


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        ("2023-06-01", "this is an HTML page"),
        ("2023-12-27", "the file says 'null'"),
        ("2026-07-15", "the oldest week is 2021-07-18, must be 2021-07-04: 2 weeks are lost"),
    ],
)
def test_the_three_bad_copies_are_refused_each_for_its_own_reason(
    shared: Path, seen: str, reason: str, catalogue: Catalogue
) -> None:
    with pytest.raises(ChartError, match=reason):
        copy(shared, seen, catalogue)


def test_an_entry_keeps_its_id_in_every_vintage(shared: Path, catalogue: Catalogue) -> None:
    before = None
    for seen in GOOD:
        now = copy(shared, seen, catalogue, before)
        if before is not None:
            place = ("week", "category", "weekly_rank", "weekly_hours_viewed")
            both = before.select(*place, "entry_id").join(now.select(*place, "entry_id"), on=place)
            tv = both.filter(pl.col("category").str.starts_with("TV"))
            moved = tv.filter(pl.col("entry_id") != pl.col("entry_id_right"))
            assert moved.is_empty(), moved
        before = now


def test_fewer_hours_rank_higher_when_the_season_is_shorter(newest: pl.DataFrame) -> None:
    top = newest.filter(week=dt.date(2023, 6, 18), category="TV (English)").head(2)
    assert top.select("entry_id", "weekly_hours_viewed", "runtime", "weekly_views").rows() == [
        ("never-have-i-ever-s4", 56_400_000, 4.9167, 11_500_000),
        ("black-mirror-s6", 58_700_000, 5.2, 11_300_000),
    ]


def test_views_are_hours_by_runtime_but_for_blended_live_views(newest: pl.DataFrame) -> None:
    outside = checks.views_outside_rounding(newest)
    assert outside.height == 58
    assert set(outside["show_title"]) == {"Raw"}


def test_rounding_turns_coarse_with_the_week_of_views(newest: pl.DataFrame) -> None:
    fine = newest.filter(pl.col("week") <= netflix.FINE_ROUNDING_UNTIL)["weekly_hours_viewed"]
    coarse = newest.filter(pl.col("week") > netflix.FINE_ROUNDING_UNTIL)["weekly_hours_viewed"]
    assert (fine % 10_000 == 0).all()
    assert (fine % 100_000 != 0).any()
    assert (coarse % 100_000 == 0).all()


def test_weekly_shows_and_specials_are_set_apart_from_seasons(newest: pl.DataFrame) -> None:
    tv = newest.filter(pl.col("category").str.starts_with("TV"))
    kinds = dict(tv.select("entry_id", "entry_kind").unique().rows())
    assert kinds["raw-july-13-2026"] == "weekly"
    assert kinds["chris-rock-selective-outrage"] == "special"
    assert kinds["jake-paul-vs-mike-tyson"] == "live"
    assert kinds["stranger-things-s1"] == kinds["kaos-s1"] == "season"


def test_weeks_are_sundays_without_a_gap(newest: pl.DataFrame) -> None:
    weeks = newest["week"].unique().sort()
    assert len(weeks) == 264
    assert (weeks.dt.weekday() == 7).all()
    assert (weeks.diff().drop_nulls() == dt.timedelta(days=7)).all()


def test_namesake_films_are_told_apart_by_the_counter(newest: pl.DataFrame) -> None:
    kingdoms = newest.filter(category="Films (Non-English)", show_title="Kingdom")
    assert kingdoms.group_by("entry_id").len().sort("entry_id").rows() == [
        ("kingdom-film", 2),
        ("kingdom-film-2", 3),
    ]
