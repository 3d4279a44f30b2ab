from __future__ import annotations

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.views_data import SeriesPage, YearPage
from cliffhanger.pages.years import first_full_week
from tests.pages.crawl import Seen


@pytest.mark.parametrize("asked", ["partner track", "PARTNER", "Pártner Track", "ner tr"])
def test_a_series_is_found_by_a_part_of_its_name(contents: Contents, asked: str) -> None:
    assert [row.title_id for row in contents.series.find(asked)] == ["partner-track"]


def test_the_name_itself_comes_before_names_that_hold_it(contents: Contents) -> None:
    rows = contents.series.find("the")
    assert {row.title_id for row in rows} >= {"the-watcher", "the-imperfects"}
    assert contents.series.find("the watcher")[0].title_id == "the-watcher"


@pytest.mark.parametrize("asked", ["", "  ", "!!!", "no such series"])
def test_a_search_for_nothing_finds_nothing(contents: Contents, asked: str) -> None:
    page = contents.series.search_page(asked)
    assert page.rows == ()
    assert "Every series" in Seen(contents.renderer.page(page).decode()).text


def test_a_search_is_shown_and_never_run(contents: Contents) -> None:
    page = contents.renderer.page(contents.series.search_page('"><script>x()</script>')).decode()
    seen = Seen(page)
    assert seen.wrong == []
    assert "<script>x" not in page


def test_every_series_stands_under_one_letter(contents: Contents) -> None:
    pages = [contents.series.letter_page(letter) for letter in contents.series.letters]
    rows = [row.title_id for page in pages for row in page.rows]
    assert sorted(rows) == sorted(contents.given.seasons_of)


def test_my_series_are_those_of_the_address_in_its_order(contents: Contents) -> None:
    page = contents.series.mine(["the-watcher", "Partner Track", "nobody", "the-watcher", ""])
    assert page.ids == ("the-watcher", "partner-track")
    assert page.unknown == ("nobody",)
    html = contents.renderer.page(page).decode()
    assert "mine.atom?ids=the-watcher%2Cpartner-track" in html
    assert Seen(html).wrong == []


def test_a_series_page_tells_each_season_and_what_was_decided(contents: Contents) -> None:
    page = contents.pages["series/partner-track.html"]()
    assert isinstance(page, SeriesPage)
    assert [season.name.season for season in page.seasons] == ["Season 1"]
    assert page.seasons[0].verdict
    assert page.seasons[0].verdict.decision == "canceled"
    assert set(page.ids) == {"imdb", "tmdb", "tvdb", "tvmaze", "trakt", "wikidata", "netflix"}


def test_the_first_full_week_is_the_first_with_seven_days(contents: Contents) -> None:
    row = contents.given.run_rows["partner-track-s1"]
    weeks = contents.weeks.of_season("partner-track-s1")
    assert row["release_date"] == dt.date(2022, 8, 26)
    assert first_full_week(row, weeks) == 31_140_000
    assert first_full_week({**row, "release_date": None}, weeks) == 16_660_000
    monday = {**row, "release_date": dt.date(2022, 8, 22)}
    assert first_full_week(monday, weeks) == 16_660_000


def test_the_page_of_a_year_has_every_season_that_began_in_it_and_names_open_ones(
    contents: Contents,
) -> None:
    page = contents.pages["years/2022.html"]()
    assert isinstance(page, YearPage)
    rows = {row.name.season_id: row for shown in page.lists for row in shown.rows}
    began = contents.given.runs.filter(pl.col("first_week").dt.year() == 2022)
    assert set(rows) == set(began["season_id"])
    assert rows["partner-track-s1"].fate == "canceled"
    assert rows["inside-man-s1"].fate == "open"
    assert "Inside Man" in "".join(shown.plot for shown in page.lists)


def test_a_season_shows_its_odds_through_time_with_the_news(contents: Contents) -> None:
    page = contents.season("partner-track-s1")
    assert page.odds_plot
    assert [point.as_of.day for point in page.odds_plot.points] == [18, 25, 1]
    assert [event.text for event in page.odds_plot.events] == ["Canceled after season 1"]
    html = contents.renderer.page(page).decode()
    assert "Reconstructed" in Seen(html).text
    bare = replace(contents.given, history=contents.given.history.clear())
    assert Contents(bare).season("partner-track-s1").odds_plot is None


def test_odds_of_the_tuesday_before_stand_beside_a_decision_and_are_marked(
    contents: Contents,
) -> None:
    rows = {row.name.title_id: row for row in contents.decisions if row.after_season == 1}
    watcher = rows["the-watcher"].eve
    assert watcher
    assert (watcher.as_of, watcher.reconstructed) == ("2022-11-01", True)
    assert watcher.p == pytest.approx(0.6)
    hits = contents.pages["decided.html"]().hits  # type: ignore[union-attr]
    assert hits.n == sum(row.eve is not None for row in contents.decisions)


def test_the_countries_of_a_week_are_told_by_season(contents: Contents) -> None:
    page = contents.pages["charts/2022-11-06-countries.html"]()
    [shown] = page.lists  # type: ignore[union-attr]
    assert shown.countries == 2
    assert all(row.countries == 2 for row in shown.rows)
    assert {row.best for row in shown.rows} == {1, 2, 3, 4, 5}
    week = Seen(contents.files["charts/2022-11-06.html"].make().decode())
    assert "../charts/2022-11-06-countries.html" in week.links


def test_the_scorecard_shows_every_model_beside_ours_and_the_worst_misses(
    contents: Contents,
) -> None:
    seen = Seen(contents.files["scorecard.html"].make().decode())
    for said in ("base rate", "more than three weeks", "There is no track record yet", "misses"):
        assert said in seen.text
    assert seen.wrong == []
    bare = replace(contents.given, proof=None)
    text = Seen(Contents(bare).files["scorecard.html"].make().decode()).text
    assert "Too few answers were known" in text
