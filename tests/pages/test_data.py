from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.paths import beside
from cliffhanger.pages.site import write
from tests.pages.crawl import dead_links

WEIGHT = 150_000
"""Bytes a page may weigh, with its plots."""


def test_every_page_is_there_as_json_that_says_for_when_it_holds(contents: Contents) -> None:
    for path in contents.pages:
        told = json.loads(contents.files[beside(path, "json")].make())
        assert told["as_of"] == "2022-11-08", path
        assert told["path"] == path
        assert "<svg" not in json.dumps(told), path


def test_every_page_with_a_table_is_there_as_csv_with_a_header(contents: Contents) -> None:
    for path in contents.pages:
        file = contents.files.get(beside(path, "csv"))
        if path in ("about.html", "method.html"):
            assert file is None
            continue
        assert file, path
        text = file.make().decode()
        rows = list(csv.reader(io.StringIO(text)))
        assert {len(row) for row in rows} <= {len(rows[0])} if rows else True, path


def test_the_board_as_csv_has_the_rows_of_the_page(contents: Contents) -> None:
    page = contents.pages["index.html"]()
    rows = pl.read_csv(io.BytesIO(contents.files["index.csv"].make()))
    assert rows["season_id"].to_list() == [row.name.season_id for row in page.rows]  # type: ignore[union-attr]
    assert rows["p"].is_between(0, 1).all()
    assert rows["reconstructed"].all()


def test_a_season_as_csv_keeps_the_publishers_column_names(contents: Contents) -> None:
    rows = pl.read_csv(io.BytesIO(contents.files["seasons/partner-track-s1.csv"].make()))
    assert rows["weekly_hours_viewed"].to_list() == [16660000, 31140000, 18210000]
    assert rows["weekly_rank"].to_list() == [7, 4, 6]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_a_table_to_take_away_has_the_documented_columns_and_rows(
    contents: Contents, suffix: str
) -> None:
    read = {"csv": pl.read_csv, "json": pl.read_json, "parquet": pl.read_parquet}[suffix]
    page = contents.pages["downloads.html"]()
    for download in page.downloads:  # type: ignore[union-attr]
        frame = read(io.BytesIO(contents.files[f"data/{download.table.name}.{suffix}"].make()))
        assert list(frame.columns) == [c.name for c in download.table.columns], download.table.name
        assert frame.height == download.rows


def test_no_table_to_take_away_knows_more_than_the_day(contents: Contents) -> None:
    for taken in contents.tables.all:
        for name, dtype in taken.frame.schema.items():
            if dtype == pl.Date and name not in ("decision_median", "vintage", "seen"):
                newest = taken.frame[name].max()
                assert newest is None or str(newest) <= "2022-11-08", (taken.table.name, name)


def test_no_page_weighs_more_than_a_photograph(contents: Contents) -> None:
    for path in contents.pages:
        assert len(contents.files[path].make()) < WEIGHT, path


def test_the_same_edition_gives_the_same_bytes(contents: Contents) -> None:
    again = Contents(contents.given)
    assert list(again.files) == list(contents.files)
    for path, file in again.files.items():
        assert file.make() == contents.files[path].make(), path


def test_the_whole_site_has_no_dead_link(contents: Contents, tmp_path: Path) -> None:
    write(tmp_path, ((file.path, file.make()) for file in contents.files.values()))
    assert dead_links(tmp_path) == []
