"""The rule book (research/top10-rules.md), rule by rule, from viewing events."""

from __future__ import annotations

import datetime as dt
import json

import polars as pl

from cliffhanger.charts import checks, netflix
from cliffhanger.tables import CHART, COUNTRIES
from cliffhanger.viewing import measures, printed
from tests.viewing.world import World

NEW = dt.date(2023, 6, 18)
OLD = dt.date(2023, 6, 11)


def only(frame: pl.DataFrame) -> dict[str, object]:
    [row] = frame.to_dicts()
    return row


def test_f7_a_week_is_monday_to_sunday_in_utc(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", "2023-06-12T00:00:00", 1e6)
    world.watch("a-s1", "2023-06-18T23:59:59.999999", 2e6)
    world.watch("a-s1", "2023-06-19T00:00:00", 4e6)
    chart = world.chart()
    assert chart["week"].to_list() == [NEW, dt.date(2023, 6, 25)]
    assert chart["weekly_hours_viewed"].to_list() == [3_000_000, 4_000_000]


def test_f10_there_are_four_lists_of_ten(world: World) -> None:
    for category in ("Films (English)", "Films (Non-English)", "TV (English)", "TV (Non-English)"):
        for number in range(12):
            world.season(f"{category[:9]}{category[-8]}{number}-s1", 1, category=category)
            world.watch(f"{category[:9]}{category[-8]}{number}-s1", NEW, 1e6 * (number + 1))
    chart = world.chart()
    sizes = chart.group_by("category").agg(
        pl.col("weekly_rank").sort(), pl.col("weekly_views").min()
    )
    assert sizes.height == 4
    assert all(ranks.to_list() == list(range(1, 11)) for ranks in sizes["weekly_rank"])
    assert set(sizes["weekly_views"]) == {3_000_000}


def test_f11_each_season_is_an_entry_of_its_own(world: World) -> None:
    for season in ("a-s1", "a-s2", "a-s3"):
        world.season(season, 1)
        world.watch(season, NEW, 1e6 * int(season[-1]))
    chart = world.chart()
    assert chart["entry_id"].to_list() == ["a-s3", "a-s2", "a-s1"]
    assert chart["season_id"].to_list() == ["a-s3", "a-s2", "a-s1"]


def test_f12_watching_again_counts_into_hours(world: World) -> None:
    world.season("a-s1", 1)
    for hour in range(5):
        world.watch("a-s1", f"2023-06-18T0{hour}:00:00", 1e6, profile=7)
    assert world.chart()["weekly_hours_viewed"].to_list() == [5_000_000]


def test_f13_what_is_no_season_says_so_and_has_no_season_id(world: World) -> None:
    for number, kind in enumerate(("special", "live", "weekly", "season")):
        world.season(f"{kind}-s1", 1, kind=kind)
        world.watch(f"{kind}-s1", NEW, 1e6 * (9 - number))
    chart = world.chart()
    assert chart["entry_kind"].to_list() == ["special", "live", "weekly", "season"]
    assert chart["season_id"].to_list() == [None, None, None, "season-s1"]


def test_f16_views_are_hours_by_runtime(world: World) -> None:
    world.season("a-s1", 2.5, 2.5)
    world.watch("a-s1", NEW, 6e6)
    world.watch("a-s1", NEW, 4e6, episode=2)
    row = only(world.chart())
    assert (row["weekly_hours_viewed"], row["runtime"], row["weekly_views"]) == (1e7, 5.0, 2e6)


def test_f16_a_runtime_is_printed_in_hours_to_four_places(world: World) -> None:
    world.season("a-s1", 4 + 55 / 60)
    world.watch("a-s1", NEW, 6e6)
    assert only(world.chart())["runtime"] == 4.9167


def test_f17_hours_are_rounded_to_10_000_before_the_change_and_to_100_000_after(
    world: World,
) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", OLD, 1_234_999)
    world.watch("a-s1", NEW, 1_250_000)
    chart = world.chart()
    assert chart["weekly_hours_viewed"].to_list() == [1_230_000, 1_300_000]
    assert chart["hours_low"].to_list() == [1_225_000, 1_250_000]
    assert chart["hours_high"].to_list() == [1_234_999, 1_349_999]


def test_f17_the_days_of_the_rules_are_the_same_as_where_charts_are_read() -> None:
    assert checks.VIEWS_FROM == measures.VIEWS_FROM
    assert measures.VIEWS_FROM - dt.timedelta(days=7) == netflix.FINE_ROUNDING_UNTIL


def test_f17_a_small_service_can_have_whole_hours_and_views(world: World) -> None:
    world.season("a-s1", 2)
    world.watch("a-s1", NEW, 5)
    row = only(world.chart(printed.WHOLE))
    assert (row["weekly_hours_viewed"], row["weekly_views"]) == (5, 3)
    assert (row["hours_low"], row["hours_high"]) == (5, 5)


def test_f18_views_are_rounded_after_dividing_unrounded_hours(world: World) -> None:
    world.season("a-s1", 0.8)
    world.watch("a-s1", NEW, 1_955_000)
    row = only(world.chart())
    assert (row["weekly_hours_viewed"], row["weekly_views"]) == (2_000_000, 2_400_000)
    assert round(2_000_000 / 0.8, -5) == 2_500_000
    assert checks.views_outside_rounding(world.chart()).is_empty()


def test_f19_lists_are_by_hours_until_june_11_and_by_views_from_june_18_2023(
    world: World,
) -> None:
    world.season("never-have-i-ever-s4", 4 + 55 / 60)
    world.season("black-mirror-s6", 5.2)
    for week in (OLD, NEW):
        world.watch("never-have-i-ever-s4", week, 56_400_000)
        world.watch("black-mirror-s6", week, 58_700_000)
    chart = world.chart()
    by_week = chart.group_by("week", maintain_order=True).agg("entry_id", "weekly_views").rows()
    assert by_week == [
        (OLD, ["black-mirror-s6", "never-have-i-ever-s4"], [None, None]),
        (NEW, ["never-have-i-ever-s4", "black-mirror-s6"], [11_500_000, 11_300_000]),
    ]
    assert chart.filter(pl.col("week") == OLD)["runtime"].null_count() == 2
    assert checks.order_violations(chart).is_empty()


def test_f20_ties_go_by_unrounded_views(world: World) -> None:
    world.season("more-hours-s1", 2)
    world.season("more-views-s1", 1)
    world.watch("more-hours-s1", NEW, 4_000_000)
    world.watch("more-views-s1", NEW, 2_000_000 + 1 / 3600)
    chart = world.chart()
    assert chart["weekly_views"].to_list() == [2_000_000, 2_000_000]
    assert chart["entry_id"].to_list() == ["more-views-s1", "more-hours-s1"]


def test_f20_a_tie_is_seen_to_the_last_second_of_long_seasons(world: World) -> None:
    world.season("a-s1", 26 + 1 / 3600)
    world.season("b-s1", 26)
    world.watch("a-s1", NEW, 260_000_010_001 / 3600)
    world.watch("b-s1", NEW, 260_000_000_000 / 3600)
    lists = world.lists().filter(pl.col("country") == "")
    exact = {"a-s1": (260_000_010_001, 93_601), "b-s1": (260_000_000_000, 93_600)}
    assert dict(lists.select("season_id", "views").rows()) == {
        season: seconds * 10**10 // runtime for season, (seconds, runtime) in exact.items()
    }


def test_f22_live_titles_have_blended_views_and_the_runtime_of_the_latest_cut(
    world: World,
) -> None:
    world.season("raw-s1", 3, kind="live", released=dt.date(2025, 1, 6), cut="live")
    world.season("raw-s1", 2.5, kind="live", released=dt.date(2025, 1, 7), cut="on demand")
    world.watch("raw-s1", "2025-01-06T22:00:00", 9_000_000)
    world.watch("raw-s1", "2025-01-08T22:00:00", 5_000_000, episode=2)
    row = only(world.chart())
    assert (row["weekly_hours_viewed"], row["runtime"]) == (14_000_000, 2.5)
    assert row["weekly_views"] == 3_000_000 + 2_000_000
    assert row["runtime_override_flag"] == "[{is_staggered_launch=0, is_live_title=1}]"


def test_f23_a_split_season_is_one_entry_and_its_runtime_is_what_is_out_so_far(
    world: World,
) -> None:
    world.season("bridgerton-s3", 3 + 40 / 60, released=dt.date(2024, 5, 16))
    world.season("bridgerton-s3", 4 + 19 / 60, released=dt.date(2024, 6, 13))
    world.watch("bridgerton-s3", "2024-05-17", 22_000_000)
    world.watch("bridgerton-s3", "2024-06-14", 32_000_000, episode=2)
    chart = world.chart()
    assert chart["runtime"].to_list() == [3.6667, 7.9833]
    assert chart["weekly_views"].to_list() == [6_000_000, 4_000_000]
    assert chart["cumulative_weeks_in_top_10"].to_list() == [1, 2]


def test_f23_a_weekly_season_is_divided_by_all_episodes_out_by_sunday(world: World) -> None:
    for number in range(3):
        world.season("kim-s1", 1, released=dt.date(2024, 5, 16) + dt.timedelta(weeks=number))
    for number in range(3):
        day = dt.date(2024, 5, 13) + dt.timedelta(weeks=number)
        world.watch("kim-s1", max(day, dt.date(2024, 5, 16)), 6_000_000)
    assert world.chart()["weekly_views"].to_list() == [6_000_000, 3_000_000, 2_000_000]


def test_f24_where_countries_differ_runtime_is_0_and_views_are_right(world: World) -> None:
    world.season("queen-s1", *[1] * 8, category="TV (Non-English)")
    for episode in range(5, 9):
        world.away("queen-s1", episode, "US", None)
    world.watch("queen-s1", NEW, 8_000_000, country="KR")
    world.watch("queen-s1", NEW, 8_000_000, country="US")
    row = only(world.chart())
    assert (row["weekly_hours_viewed"], row["runtime"]) == (16_000_000, 0)
    assert row["weekly_views"] == 1_000_000 + 2_000_000
    assert row["is_staggered_launch"] is True
    assert json.loads(str(row["episode_launch_details"])) == [
        {"episodesLaunched": 4, "countryList": ["US"]},
        {"episodesLaunched": 8, "countryList": ["KR"]},
    ]
    assert checks.views_outside_rounding(world.chart()).is_empty()


def test_f24_a_country_list_divides_by_what_is_out_in_that_country(world: World) -> None:
    world.season("queen-s1", 1, 1)
    world.away("queen-s1", 2, "US", None)
    world.season("king-s1", 1.5)
    for country in ("KR", "US"):
        for season in ("queen-s1", "king-s1"):
            world.watch(season, NEW, 3_000_000, country=country)
    lists = world.countries().select("country_iso2", "entry_id").rows()
    assert lists == [("KR", "king-s1"), ("KR", "queen-s1"), ("US", "queen-s1"), ("US", "king-s1")]


def test_f26_the_counter_counts_weeks_on_the_list_also_after_a_gap(world: World) -> None:
    world.season("a-s1", 1)
    world.season("b-s1", 1)
    for week in (0, 1, 3):
        world.watch("a-s1", NEW + dt.timedelta(weeks=week), 1e6)
        world.watch("b-s1", NEW + dt.timedelta(weeks=2), 1e6)
    chart = world.chart()
    assert chart.filter(pl.col("entry_id") == "a-s1")["cumulative_weeks_in_top_10"].to_list() == [
        1,
        2,
        3,
    ]
    assert checks.counter_differences(chart).is_empty()


def test_f27_each_country_has_a_counter_of_its_own(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", NEW, 1e6, country="US")
    for country in ("US", "DE"):
        world.watch("a-s1", NEW + dt.timedelta(weeks=1), 1e6, country=country)
    rows = world.countries().select("week", "country_iso2", "cumulative_weeks_in_top_10").rows()
    later = NEW + dt.timedelta(weeks=1)
    assert rows == [(NEW, "US", 1), (later, "DE", 1), (later, "US", 2)]


def test_f3_countries_have_two_lists_of_both_languages(world: World) -> None:
    for category in ("TV (English)", "TV (Non-English)", "Films (Non-English)"):
        world.season(f"{category}-s1", 1, category=category)
        world.watch(f"{category}-s1", NEW, 1e6)
    lists = world.countries()
    assert lists["category"].to_list() == ["Films", "TV", "TV"]
    assert lists.schema == COUNTRIES.schema


def popular(world: World, number: int, day: dt.date) -> list[tuple[object, ...]]:
    world.take()
    ends = world.counting.ends(number, day)
    rows = world.counting.most_popular(world.tally().days, ends, by_hours=number == 28)
    table = printed.most_popular(rows, ends, world.catalogue, days=number)
    return table.select("rank", "show_title", *table.columns[4:]).rows()


def test_f29_most_popular_is_by_hours_of_the_first_28_days(world: World) -> None:
    for season, hours, runtime in (("long-s1", 5e6, 5), ("short-s1", 4e6, 1)):
        world.season(season, runtime, released=NEW)
        world.watch(season, NEW, hours)
        world.watch(season, NEW + dt.timedelta(days=27), hours)
        world.watch(season, NEW + dt.timedelta(days=28), 9e8)
    assert popular(world, 28, dt.date(2023, 12, 31)) == [
        (1, "Long", 10_000_000),
        (2, "Short", 8_000_000),
    ]


def test_f29_most_popular_is_by_views_of_the_first_91_days(world: World) -> None:
    for season, hours, runtime in (("long-s1", 5e6, 5), ("short-s1", 4e6, 1)):
        world.season(season, runtime, released=NEW)
        world.watch(season, NEW + dt.timedelta(days=90), hours)
        world.watch(season, NEW + dt.timedelta(days=91), 9e8)
    assert popular(world, 91, dt.date(2023, 12, 31)) == [
        (1, "Short", 4_000_000, 1.0, 4_000_000),
        (2, "Long", 5_000_000, 5.0, 1_000_000),
    ]


def test_f29_only_branded_titles_are_among_the_most_popular(world: World) -> None:
    world.season("licensed-s1", 1, released=NEW, branded=False)
    world.season("own-s1", 1, released=NEW)
    world.watch("licensed-s1", NEW, 9e6)
    world.watch("own-s1", NEW, 1e6)
    assert popular(world, 28, dt.date(2023, 12, 31)) == [(1, "Own", 1_000_000)]


def test_the_chart_is_shaped_as_every_chart_is(world: World) -> None:
    world.season("a-s1", 1)
    world.watch("a-s1", NEW, 1e6)
    chart = world.chart()
    assert chart.schema == CHART.schema
    assert only(chart)["available_at"] == dt.datetime(2023, 6, 20, 20, tzinfo=dt.UTC)
