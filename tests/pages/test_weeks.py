from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl

from cliffhanger.days import AsOf
from cliffhanger.odds import questions
from cliffhanger.pages.bands import FEWEST, bands, known_outcomes
from cliffhanger.pages.weeks import moved
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import Catalogue, read_bundled
from tests.pages.crawl import Seen


def movement_of(chart: pl.DataFrame, entry: str) -> list[tuple[dt.date, str, int | None]]:
    rows = moved(chart).filter(pl.col("entry_id") == entry)
    return rows.select("week", "movement", "places").rows()


def test_movement_compares_with_the_week_before(
    chart_on: Callable[[str], pl.DataFrame],
) -> None:
    chart = chart_on("2022-11-08")
    assert [m[1:] for m in movement_of(chart, "partner-track-s1")] == [
        ("new", None),
        ("up", 3),
        ("down", 2),
    ]
    assert movement_of(chart, "manifest-s1")[-1][:2] == (dt.date(2022, 11, 6), "back")


def test_movement_in_the_first_published_week_is_not_known(
    chart_on: Callable[[str], pl.DataFrame],
) -> None:
    first = moved(chart_on("2022-11-08")).filter(pl.col("week") == dt.date(2021, 7, 4))
    assert set(first["movement"]) == {"unknown"}


def test_the_page_of_a_week_has_both_lists_movement_and_what_is_gone(site: Path) -> None:
    seen = Seen((site / "charts" / "2022-11-06.html").read_text(encoding="utf-8"))
    assert {f"tv-english-{n}" for n in range(1, 11)} <= set(seen.ids)
    assert {f"tv-non-english-{n}" for n in range(1, 11)} <= set(seen.ids)
    assert "57,060,000" in seen.text
    assert "Gone since the week before" in seen.text
    assert "../seasons/the-watcher-s1.html#w2022-11-06" in seen.links


def test_a_band_counts_weeks_off_the_list_as_none_and_leaves_out_weeks_to_come() -> None:
    weeks = [dt.date(2022, 1, 2) + dt.timedelta(weeks=n) for n in range(3)]
    seasons = [f"s{n}" for n in range(6)]
    rows = [(w, "TV (English)", s, 10 * (n + 1)) for n, s in enumerate(seasons) for w in weeks[:2]]
    rows.append((weeks[2], "TV (English)", "other", 5))
    chart = pl.DataFrame(
        rows, schema=["week", "category", "season_id", "weekly_hours_viewed"], orient="row"
    )
    fates = pl.DataFrame({"season_id": seasons, "outcome": "renewed"})
    (band,) = bands(chart, fates)["TV (English)"]
    assert band.n == 6
    assert band.mid == (35, 35, 0)
    assert (band.low[0], band.high[0]) == (22, 48)
    assert bands(chart, fates.head(FEWEST - 1))["TV (English)"] == ()


def test_bands_hold_only_fates_known_then(
    chart_on: Callable[[str], pl.DataFrame], catalogue: Catalogue
) -> None:
    asked = questions.build(catalogue.seasons, read_bundled(DECISIONS))
    eve, day = (known_outcomes(asked, AsOf.parse(d)) for d in ("2022-11-07", "2022-11-08"))
    new = set(day["season_id"]) - set(eve["season_id"])
    assert {"partner-track-s1", "the-imperfects-s1"} <= new
    chart = chart_on("2022-11-08")
    found = bands(chart, day)
    for drawn in found.values():
        assert sum(band.n for band in drawn) <= day.height
