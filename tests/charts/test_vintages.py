from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.charts import netflix, sources, vintages
from cliffhanger.charts.sources import Copy
from cliffhanger.days import AsOf
from cliffhanger.errors import ChartError, DeskError, FileError, NotKnownYet
from cliffhanger.store.lake import Lake
from cliffhanger.tables import CHANGES, CHART
from cliffhanger.titles import Catalogue
from tests.conftest import chart_text, no_network


def copy(text: str, seen: str) -> Copy:
    return Copy("chart.tsv", text.encode(), dt.date.fromisoformat(seen), CHART, netflix.parse)


def one(what: str, *, seen: dt.date | None = None) -> Copy:
    return next(sources.copies_of(what, seen=seen, fetcher=no_network))


def test_a_vintage_is_named_by_the_day_it_was_seen(tmp_path: Path, catalogue: Catalogue) -> None:
    file = tmp_path / "all-weeks-global.seen-2021-07-21.tsv"
    file.write_text(chart_text())
    lake = Lake(tmp_path / "lake")
    taken = vintages.ingest(one(str(file)), lake, catalogue)
    assert (taken.vintage, taken.new, taken.rows) == (dt.date(2021, 7, 21), True, 60)
    assert lake.days(CHART) == [dt.date(2021, 7, 21)]
    told = one(str(file), seen=dt.date(2021, 7, 28))
    assert told.seen == dt.date(2021, 7, 28)


def test_the_same_copy_twice_changes_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    lake = Lake(tmp_path)
    assert vintages.ingest(copy(chart_text(), "2021-07-21"), lake, catalogue).new
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.parquet")}
    assert not vintages.ingest(copy(chart_text(), "2021-07-21"), lake, catalogue).new
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.parquet")} == before


def test_another_copy_of_the_same_day_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    lake = Lake(tmp_path)
    vintages.ingest(copy(chart_text(), "2021-07-21"), lake, catalogue)
    with pytest.raises(DeskError, match="another chart was already seen on 2021-07-21"):
        vintages.ingest(copy(chart_text(2), "2021-07-21"), lake, catalogue)


def test_a_refused_copy_leaves_nothing_behind(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(ChartError):
        vintages.ingest(copy("null", "2021-07-21"), Lake(tmp_path / "lake"), catalogue)
    assert not (tmp_path / "lake").exists()


def test_what_changed_since_the_vintage_before_is_logged(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    lake = Lake(tmp_path)
    vintages.ingest(copy(chart_text(3), "2021-07-21"), lake, catalogue)
    restated = chart_text(4).replace("Show 3: Season 1", "Show 3: Limited Series")
    taken = vintages.ingest(copy(restated, "2021-07-28"), lake, catalogue)
    changes = lake.read(CHANGES, dt.date(2021, 7, 28))
    assert taken.changes == changes.height == 3
    assert changes.row(0, named=True) == {
        "week": dt.date(2021, 7, 4),
        "category": "TV (English)",
        "weekly_rank": 3,
        "entry_id": "show-3-s1",
        "field": "season_title",
        "old": "Show 3: Season 1",
        "new": "Show 3: Limited Series",
        "seen": dt.date(2021, 7, 28),
    }


def test_a_day_is_answered_with_what_the_file_said_then(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    lake = Lake(tmp_path)
    vintages.ingest(copy(chart_text(3), "2021-07-21"), lake, catalogue)
    later = chart_text(4).replace("Show 3: Season 1", "Show 3: Limited Series")
    vintages.ingest(copy(later, "2021-07-28"), lake, catalogue)

    then = vintages.chart_as_of(lake, AsOf.parse("2021-07-21"), catalogue)
    assert "Show 3: Limited Series" not in then["season_title"].to_list()
    assert then["week"].max() == dt.date(2021, 7, 18)
    now = vintages.chart_as_of(lake, AsOf.parse("2021-07-28"), catalogue)
    assert "Show 3: Season 1" not in now["season_title"].to_list()


def test_nothing_after_the_as_of_date_changes_a_row(tmp_path: Path, catalogue: Catalogue) -> None:
    honest, poisoned = Lake(tmp_path / "honest"), Lake(tmp_path / "poisoned")
    for lake in (honest, poisoned):
        vintages.ingest(copy(chart_text(3), "2021-07-21"), lake, catalogue)
    vintages.ingest(copy(chart_text(6), "2021-08-11"), honest, catalogue)
    poison = chart_text(6).replace("000000", "990000").replace("Show 7", "Nonsense")
    vintages.ingest(copy(poison, "2021-08-11"), poisoned, catalogue)
    day = AsOf.parse("2021-07-25")
    assert vintages.chart_as_of(honest, day, catalogue).equals(
        vintages.chart_as_of(poisoned, day, catalogue)
    )


def test_before_the_first_chart_nothing_is_known(tmp_path: Path, catalogue: Catalogue) -> None:
    lake = Lake(tmp_path)
    vintages.ingest(copy(chart_text(), "2021-07-21"), lake, catalogue)
    with pytest.raises(NotKnownYet, match="no chart week is known as of 2021-07-05"):
        vintages.chart_as_of(lake, AsOf.parse("2021-07-05"), catalogue)


def test_a_label_changed_later_reads_as_it_did_then(desk, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    clark = pl.col("entry_id") == "clark-s1"
    then = vintages.chart_as_of(desk.lake, AsOf.parse("2022-06-01"), catalogue).filter(clark)
    later = vintages.chart_as_of(desk.lake, AsOf.parse("2022-11-08"), catalogue).filter(clark)
    assert set(then["season_title"]) == {"Clark: Season 1"}
    assert set(later["season_title"]) == {"Clark: Limited Series"}


def test_an_absent_file_is_named() -> None:
    with pytest.raises(FileError, match=r"nowhere\.tsv: there is no such file"):
        one("nowhere.tsv")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.tsv"
    with file.open("wb") as handle:
        handle.truncate(200 * 2**20)
    with pytest.raises(FileError, match="209,715,200 bytes"):
        one(str(file))


def test_every_sound_copy_makes_a_vintage_and_its_changes(
    shared: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    lake, refused = Lake(tmp_path), []
    for file in sorted((shared / "data/netflix/vintages").glob("*.tsv")):
        try:
            vintages.ingest(one(str(file)), lake, catalogue)
        except ChartError as error:
            refused.append(error.where)
    assert len(lake.days(CHART)) == 12
    assert [name.split("seen-")[1][:10] for name in refused] == [
        "2023-06-01",
        "2023-12-27",
        "2026-07-15",
    ]
    changed = lake.read(CHANGES, dt.date(2024, 11, 27))
    assert {"season_title", "show_title"} <= set(changed["field"])


def test_a_copy_is_not_seen_before_its_newest_week_was_out(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    with pytest.raises(ChartError, match="week 2021-07-18 was not out on 2021-07-19"):
        vintages.ingest(copy(chart_text(3), "2021-07-19"), Lake(tmp_path), catalogue)


def test_country_lists_are_taken_in_with_the_ids_of_the_global_ones(
    shared: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = shared / "data/netflix/countries/all-weeks-countries.to-2022-11-13.tsv.gz"
    taken = vintages.ingest(one(str(file)), Lake(tmp_path), catalogue)
    assert (taken.rows, taken.vintage) == (134_620, dt.date(2022, 11, 15))
    then = vintages.countries_as_of(Lake(tmp_path), AsOf.parse("2022-11-08"))
    assert then["week"].max() == dt.date(2022, 11, 6)
    partner_track = then.filter(season_id="partner-track-s1")
    assert partner_track["country_iso2"].n_unique() > 40
    assert vintages.countries_as_of(Lake(tmp_path / "none"), AsOf.parse("2022-11-08")).is_empty()
