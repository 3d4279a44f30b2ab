from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cliffhanger.charts import sources, vintages
from cliffhanger.claims.check import CheckedClaim, check
from cliffhanger.claims.lists import Lists
from cliffhanger.days import AsOf
from cliffhanger.news.statements import ChartClaim
from cliffhanger.store.lake import Lake
from cliffhanger.tables import CHART, COUNTRIES
from cliffhanger.titles import Catalogue
from tests.conftest import no_network

STORY = dt.date(2022, 11, 8)
ChartOn = Callable[[str], pl.DataFrame]


def claim(series: str, metric: str, value: int, window: str | None = None) -> ChartClaim:
    return ChartClaim(series, metric, value, window, (10, 20))


@pytest.fixture(scope="session")
def lists_on(chart_on: ChartOn, catalogue: Catalogue) -> Callable[[str], Lists]:
    return lambda day: Lists(chart_on(day), catalogue, AsOf.parse(day))


@pytest.fixture(scope="session")
def story(lists_on: Callable[[str], Lists]) -> Lists:
    return lists_on("2022-11-08")


def checked(lists: Lists, *given: object) -> CheckedClaim:
    [found] = check([claim(*given)], STORY, lists)  # type: ignore[arg-type]
    return found


def weeks_of(found: CheckedClaim) -> list[str]:
    return [row["week"] for row in found.as_dict()["readings"][0]["rows"]]


def test_three_weeks_of_partner_track_are_supported_with_their_rows(story: Lists) -> None:
    found = checked(story, "Partner Track", "weeks_in_top10", 3, "weekly Top 10")
    assert found.verdict == "supported"
    assert weeks_of(found) == ["2022-08-28", "2022-09-04", "2022-09-11"]


def test_three_weeks_of_the_imperfects_are_supported_with_their_rows(story: Lists) -> None:
    found = checked(story, "The Imperfects", "weeks_in_top10", 3, "weekly Top 10")
    assert found.verdict == "supported"
    assert weeks_of(found) == ["2022-09-11", "2022-09-18", "2022-09-25"]


def test_three_weeks_are_longer_than_56_percent_of_85_first_seasons(story: Lists) -> None:
    place = checked(story, "Partner Track", "weeks_in_top10", 3).as_dict()["percentile"]
    assert place["n"] == 85
    assert place["among"] == ("finished first-season runs of TV (English) known on 2022-11-08")
    shares = [round(100 * place[word]) for word in ("shorter", "as_long", "longer")]
    assert shares == [56, 25, 19]
    assert place["sentence"].endswith("56% shorter, 25% as long, 19% longer")


def test_two_weeks_became_three_when_the_third_was_out(
    lists_on: Callable[[str], Lists],
) -> None:
    for day, verdict in (("2022-09-26", "refuted"), ("2022-09-27", "supported")):
        found = checked(lists_on(day), "The Imperfects", "weeks_in_top10", 3)
        assert found.verdict == verdict, day


@pytest.mark.parametrize(
    ("series", "metric", "value", "verdict", "reading"),
    [
        ("Resident Evil", "weeks_in_top10", 3, "supported", "Resident Evil: Season 1"),
        ("Resident Evil", "weeks_in_top10", 4, "refuted", "Resident Evil: Season 1"),
        ("Resident Evil", "hours_viewed", 173_400_000, "supported", "Season 1, total so far"),
        ("Fate: The Winx Saga", "weeks_in_top10", 7, "supported", "all seasons, season-weeks"),
        ("Fate: The Winx Saga", "weeks_in_top10", 5, "supported", "Season 2"),
        ("Fate: The Winx Saga", "weeks_in_top10", 6, "refuted", "Season 2"),
        ("Fate: The Winx Saga", "hours_viewed", 190_790_000, "supported", "all seasons, total"),
        ("Raising Dion", "weeks_in_top10", 7, "supported", "all seasons, season-weeks"),
        ("Raising Dion", "weeks_in_top10", 4, "supported", "Season 2"),
        ("Raising Dion", "hours_viewed", 172_870_000, "supported", "all seasons, total"),
        ("Heartstopper", "weeks_in_top10", 3, "supported", "Heartstopper: Season 1"),
        ("Heartstopper", "hours_viewed", 53_460_000, "supported", "Season 1, total so far"),
    ],
)
def test_the_golden_claims_come_out_as_the_rule_book_says(
    story: Lists, series: str, metric: str, value: int, verdict: str, reading: str
) -> None:
    found = checked(story, series, metric, value)
    assert found.verdict == verdict
    assert reading in found.then.why


@pytest.mark.parametrize(("series", "distinct"), [("Fate: The Winx Saga", 5), ("Raising Dion", 4)])
def test_seven_season_weeks_are_fewer_distinct_weeks(
    story: Lists, series: str, distinct: int
) -> None:
    readings = {r.reading: r.value for r in checked(story, series, "weeks_in_top10", 7).then.senses}
    assert readings["global lists, all seasons, season-weeks"] == 7
    assert readings["global lists, all seasons, distinct weeks"] == distinct


def test_71_million_in_the_first_full_week_was_72_then_73(story: Lists) -> None:
    found = checked(story, "Resident Evil", "hours_viewed", 71_000_000, "first full week")
    assert found.verdict == "refuted"
    assert [s.value for s in found.then.senses] == [73_260_000]
    first = checked(story, "Resident Evil", "hours_viewed", 72_670_000, "premiere week")
    assert first.verdict == "supported"


def test_1899_charted_five_weeks(shared: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    file = shared / "data/netflix/vintages/all-weeks-global.seen-2025-07-30.tsv"
    for copy in sources.copies_of(str(file), fetcher=no_network):
        vintages.ingest(copy, lake, catalogue)
    as_of = AsOf.parse("2023-01-10")
    lists = Lists(vintages.chart_as_of(lake, as_of, catalogue), catalogue, as_of)
    for metric, value in (("weeks_in_top10", 5), ("hours_viewed", 257_160_000)):
        assert checked(lists, "1899", metric, value).verdict == "supported"


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (77_240_000, "supported"),
        (77_200_000, "supported"),
        (77_000_000, "supported"),
        (78_000_000, "refuted"),
        (77_300_000, "refuted"),
        (77_250_000, "refuted"),
    ],
)
def test_a_figure_may_be_rounded_or_cut_at_its_last_digit(
    story: Lists, value: int, verdict: str
) -> None:
    found = checked(story, "The Sandman", "hours_viewed", value, "Aug 15-21, 2022")
    assert found.verdict == verdict


def test_a_total_above_the_listed_weeks_is_unclear_and_below_them_refuted(story: Lists) -> None:
    above = checked(story, "Resident Evil", "hours_viewed", 200_000_000)
    assert above.verdict == "unclear"
    assert "outside the Top 10 are not published" in above.then.why
    assert checked(story, "Resident Evil", "hours_viewed", 120_000_000).verdict == "refuted"


@pytest.mark.parametrize(
    ("window", "value", "verdict"),
    [
        ("more than", 170_000_000, "supported"),
        ("less than", 180_000_000, "supported"),
        ("less than", 20_000_000, "refuted"),
        ("about", 180_000_000, "supported"),
    ],
)
def test_more_less_and_about_are_read(story: Lists, window: str, value: int, verdict: str) -> None:
    assert checked(story, "Resident Evil", "hours_viewed", value, window).verdict == verdict


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (("The Sandman", "peak_rank", 1, "English TV list, Aug 15-21, 2022"), "supported"),
        (("The Sandman", "peak_rank", 2, "English TV list, Aug 15-21, 2022"), "refuted"),
        (("Partner Track", "peak_rank", 3, "Aug 15-21, 2022"), "refuted"),
        (("Never Have I Ever", "hours_viewed", 17_010_000, "S1, Aug 15-21, 2022"), "supported"),
        (("Never Have I Ever", "hours_viewed", 17_010_000, "S2, Aug 15-21, 2022"), "refuted"),
        (("All of Us Are Dead", "hours_viewed", 124_800_000, "first three days"), "supported"),
        (("All of Us Are Dead", "hours_viewed", 361_000_000, "first ten days"), "supported"),
        (("All of Us Are Dead", "hours_viewed", 200_000_000, "first five days"), "unclear"),
    ],
)
def test_ranks_seasons_and_windows_are_told_apart(
    story: Lists, given: tuple[str, str, int, str], verdict: str
) -> None:
    assert checked(story, *given).verdict == verdict


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("Zebra Court", "weeks_in_top10", 3, None), "Zebra Court is on no TV list"),
        (("Partner Track", "weeks_in_top10", 3, "S2"), "season 2 is on no TV list"),
        (("Partner Track", "views", 3_000_000, None), "no views were published"),
        (("Partner Track", "countries", 40, "Top 10 in"), "no country lists are known"),
        (("Partner Track", "peak_rank", 1, "all-time"), "all-time list is not a weekly list"),
        (("Partner Track", "hours_viewed", 9, "Nov 7-13, 2022"), "the newest list known is that"),
        (
            ("Dark", "peak_rank", 1, "week 27 of 2020"),
            "the lists begin with the week of 2021-07-04",
        ),
    ],
)
def test_what_cannot_be_checked_is_said_and_why(
    story: Lists, given: tuple[str, str, int, str | None], why: str
) -> None:
    found = checked(story, *given)
    assert found.verdict == "not_checkable"
    assert why in found.then.why


def test_a_claim_is_checked_as_of_its_day_and_as_of_later(
    lists_on: Callable[[str], Lists],
) -> None:
    then, now = lists_on("2022-09-21"), lists_on("2022-11-08")
    said = claim("The Imperfects", "weeks_in_top10", 2)
    [found] = check([said], dt.date(2022, 9, 21), then, now)
    given = found.as_dict()
    assert (given["verdict"], given["now"]["verdict"]) == ("supported", "refuted")
    assert (given["as_of"], given["now"]["as_of"]) == ("2022-09-21", "2022-11-08")


def test_that_week_is_the_week_of_the_claim_before(story: Lists) -> None:
    first = claim("The Sandman", "hours_viewed", 77_240_000, "Aug 15-21, 2022")
    second = claim("Echoes", "hours_viewed", 25_630_000, "same week")
    assert [c.verdict for c in check([first, second], STORY, story)] == ["supported"] * 2


def test_the_second_week_may_be_that_of_the_series_before(story: Lists) -> None:
    first = claim("Partner Track", "hours_viewed", 31_140_000, "second week")
    second = claim("Echoes", "peak_rank", 3, "second week")
    assert [c.verdict for c in check([first], STORY, story)] == ["supported"]
    readings = [sense.reading for sense in check([first, second], STORY, story)[1].then.senses]
    assert any("week of 2022-09-04" in reading for reading in readings)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", "refuted"),
        ("In the week of Aug 15-21, The Sandman had a lot. It had 77,240,000 hours.", "refuted"),
        ("In the week of Aug 15-21, it had 77,240,000 hours. It went on.", "supported"),
        ("Its all-time rank is another matter. It had 77,240,000 hours.", "unclear"),
    ],
)
def test_the_sentence_around_a_claim_offers_its_window(
    story: Lists, text: str, verdict: str
) -> None:
    start = max(text.find("77,240,000"), 0)
    said = ChartClaim("The Sandman", "hours_viewed", 77_240_000, None, (start, start + 10))
    assert check([said], STORY, story, text=text)[0].verdict == verdict


def test_the_shape_is_that_of_the_design(story: Lists) -> None:
    given = checked(story, "Partner Track", "weeks_in_top10", 3).as_dict()
    assert {"series", "metric", "value", "verdict", "readings", "percentile", "span"} <= set(given)
    assert {"reading", "value", "low", "high", "rows"} <= set(given["readings"][0])
    assert json.loads(json.dumps(given)) == given


def test_poison_known_later_changes_nothing(story: Lists, desk: object) -> None:
    later = pl.col("available_at") > story.as_of.moment
    whole = vintages.chart_as_of(desk.lake, AsOf.parse("2022-11-20"), story.catalogue)  # type: ignore[attr-defined]
    assert whole.filter(later).height
    poisoned = whole.with_columns(
        pl.when(later)
        .then(pl.lit(1))
        .otherwise("weekly_hours_viewed")
        .alias("weekly_hours_viewed"),
        pl.when(later).then(pl.lit("partner-track-s1")).otherwise("entry_id").alias("entry_id"),
        pl.when(later).then(pl.lit("partner-track-s1")).otherwise("season_id").alias("season_id"),
    )
    clean = Lists(whole.filter(~later), story.catalogue, story.as_of)
    bad = Lists(poisoned, story.catalogue, story.as_of)
    said = ("Partner Track", "weeks_in_top10", 3)
    assert checked(bad, *said).as_dict() == checked(clean, *said).as_dict()


def country_lists() -> pl.DataFrame:
    """Partner Track in three countries' first week, in two of the second; Young Sheldon in one."""
    rows = [
        ("2022-08-28", "US", 1, "partner-track-s1", "Partner Track"),
        ("2022-08-28", "GB", 4, "partner-track-s1", "Partner Track"),
        ("2022-08-28", "FR", 9, "partner-track-s1", "Partner Track"),
        ("2022-09-04", "US", 3, "partner-track-s1", "Partner Track"),
        ("2022-09-04", "GB", 7, "partner-track-s1", "Partner Track"),
        ("2022-09-04", "GB", 1, "young-sheldon-s1", "Young Sheldon"),
    ]
    frame = pl.DataFrame(
        rows, schema=["week", "country_iso2", "weekly_rank", "entry_id", "show_title"], orient="row"
    ).with_columns(
        week=pl.col("week").str.to_date(),
        country_name="country_iso2",
        category=pl.lit("TV"),
        season_title=pl.format("{}: Season 1", "show_title"),
        cumulative_weeks_in_top_10=pl.lit(1),
        entry_kind=pl.lit("season"),
        season_id="entry_id",
        available_at=pl.lit(AsOf.parse("2022-09-07").moment),
        vintage=pl.lit(dt.date(2022, 9, 7)),
    )
    return COUNTRIES.shape(frame, where="test")


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (("Partner Track", "countries", 3, "Top 10 in"), "supported"),
        (("Partner Track", "countries", 2, "Top 10 in"), "supported"),
        (("Partner Track", "countries", 4, "Top 10 in"), "refuted"),
        (("Partner Track", "countries", 1, "No. 1 in"), "supported"),
        (("Partner Track", "countries", 2, "week of Aug 22"), "refuted"),
        (("Partner Track", "peak_rank", 4, "Netflix UK weekly"), "supported"),
        (("Partner Track", "weeks_in_top10", 2, "in the UK"), "supported"),
        (("Partner Track", "weeks_in_top10", 2, None), "unclear"),
        (("Young Sheldon", "peak_rank", 1, "S1, Netflix UK weekly"), "supported"),
    ],
)
def test_country_lists_answer_where_they_are_known(
    chart_on: ChartOn, catalogue: Catalogue, given: tuple[str, str, int, str | None], verdict: str
) -> None:
    as_of = AsOf.parse("2022-09-13")
    lists = Lists(chart_on("2022-09-13"), catalogue, as_of, country_lists())
    [found] = check([claim(*given)], dt.date(2022, 9, 13), lists)
    assert found.verdict == verdict


def test_nothing_was_out_before_the_first_list(catalogue: Catalogue) -> None:
    lists = Lists(CHART.empty(), catalogue, AsOf.parse("2020-07-06"))
    found = checked(lists, "Dark", "peak_rank", 1)
    assert found.verdict == "not_checkable"
    assert "no list was out when it was said" in found.then.why


METRICS = ("weeks_in_top10", "peak_rank", "hours_viewed", "views", "countries")


@settings(max_examples=150, deadline=None)
@given(
    series=st.sampled_from(["Partner Track", "Stranger Things", "Manifest", "Nobody", "Raw"]),
    metric=st.sampled_from(METRICS),
    value=st.integers(0, 2_000_000_000),
    window=st.sampled_from([None, "S4", "debut", "first ten days", "Aug 15-21", "UK", "No. 1"]),
)
def test_every_claim_gets_a_verdict_and_its_reasons(
    story: Lists, series: str, metric: str, value: int, window: str | None
) -> None:
    given = checked(story, series, metric, value, window).as_dict()
    assert given["verdict"] in ("supported", "refuted", "unclear", "not_checkable")
    assert given["why"]
    for reading in given["readings"]:
        assert 0 <= reading["low"] <= reading["high"]
        assert all(row["week"] <= "2022-11-06" for row in reading["rows"])
