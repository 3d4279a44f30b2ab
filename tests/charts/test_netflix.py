from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from cliffhanger.charts import files, netflix
from cliffhanger.errors import ChartError, CliffhangerError, FileError
from cliffhanger.tables import CHART
from cliffhanger.titles import Catalogue
from tests.conftest import HEADER, chart_text

SEEN = dt.date(2021, 7, 28)


def parse(
    text: str | bytes, catalogue: Catalogue, before: pl.DataFrame | None = None
) -> pl.DataFrame:
    body = text.encode() if isinstance(text, str) else text
    return netflix.parse(body, name="chart.tsv", vintage=SEEN, catalogue=catalogue, before=before)


def test_columns_are_read_by_name_in_any_order(catalogue: Catalogue) -> None:
    lines = [line.split("\t") for line in chart_text().splitlines()]
    turned = "\n".join("\t".join([line[0], *reversed(line[1:])]) for line in lines)
    assert parse(turned, catalogue).equals(parse(chart_text(), catalogue))
    assert parse(turned, catalogue).schema == CHART.schema


def test_absent_views_are_absent_and_not_zero(catalogue: Catalogue) -> None:
    assert parse(chart_text(), catalogue)["weekly_views"].null_count() == 60


def test_hours_carry_their_rounding_interval(catalogue: Catalogue) -> None:
    first = parse(chart_text(), catalogue).row(0, named=True)
    assert (first["hours_low"], first["hours_high"]) == (9_995_000, 10_004_999)


def test_entries_have_ids_and_kinds(catalogue: Catalogue) -> None:
    frame = parse(chart_text(), catalogue)
    films = frame.filter(pl.col("category") == "Films (English)")
    assert set(films["entry_kind"]) == {"film"}
    assert films["season_id"].null_count() == films.height
    assert "show-1-s1" in frame["season_id"].to_list()


def line(text: str, number: int, **values: object) -> str:
    """The file with some values of its row `number` (1 = header) replaced."""
    lines = text.splitlines()
    fields = lines[number - 1].split("\t")
    for name, value in values.items():
        fields[HEADER.index(name)] = str(value)
    lines[number - 1] = "\t".join(fields)
    return "\n".join(lines)


BAD = {
    "empty": (b"", FileError, "the file is empty"),
    "blank": (b"  \n", FileError, "the file is empty"),
    "binary": (b"PK\x03\x04\0\0", FileError, "the file is binary"),
    "encoding": (
        line(chart_text(), 3, show_title="Élite").encode("latin-1"),
        FileError,
        "row 3: byte 0xc9 is not UTF-8",
    ),
    "damaged": (b"\x1f\x8b\x08" + b"x" * 40, FileError, "the archive is damaged"),
    "html": ('<a href="x">Moved</a>', ChartError, "this is an HTML page"),
    "null": ("null", ChartError, "says 'null'"),
    "other": ("name\tage\nBob\t3\n", ChartError, "row 1: the first column is 'name', not 'week'"),
    "column": (
        chart_text().replace("weekly_hours_viewed", "hours"),
        ChartError,
        "row 1: there is no column 'weekly_hours_viewed'",
    ),
    "header": ("\t".join(HEADER), ChartError, "no rows under the header"),
    "ragged": (chart_text() + "2021-07-18\tTV\n", ChartError, "row 62: 2 fields"),
    "type": (
        line(chart_text(), 5, weekly_hours_viewed="many"),
        ChartError,
        "row 5: weekly_hours_viewed is 'many', not a whole number",
    ),
    "missing": (
        line(chart_text(), 5, weekly_hours_viewed=""),
        ChartError,
        "row 5: weekly_hours_viewed is None",
    ),
    "day": (line(chart_text(), 4, week="4 July"), ChartError, "row 4: week is '4 July', not a day"),
    "sunday": (
        line(chart_text(), 4, week="2021-07-17"),
        ChartError,
        "row 4: week is 2021-07-17, must be a Sunday",
    ),
    "early": (line(chart_text(), 4, week="2021-06-27"), ChartError, "must be 2021-07-04 or later"),
    "rank": (line(chart_text(), 4, weekly_rank=11), ChartError, "row 4: weekly_rank is 11"),
    "twice": (
        line(chart_text(), 4, weekly_rank=2),
        ChartError,
        "row 4: weekly_rank is 2, must be given",
    ),
    "nine": (
        "\n".join(chart_text().splitlines()[:-1]),
        ChartError,
        r"TV \(English\) has 9 rows in week 2021-07-04",
    ),
    "negative": (
        line(chart_text(), 4, weekly_hours_viewed=-1),
        ChartError,
        "row 4: weekly_hours_viewed is -1",
    ),
    "counter": (
        line(chart_text(), 4, cumulative_weeks_in_top_10=0),
        ChartError,
        "row 4: cumulative_weeks_in_top_10 is 0",
    ),
    "oldest": (
        "\n".join(chart_text().splitlines()[:-20]),
        ChartError,
        "the oldest week is 2021-07-11, must be 2021-07-04: 1 weeks are lost",
    ),
    "gap": (
        "\n".join(chart_text().splitlines()[:21] + chart_text().splitlines()[41:]),
        ChartError,
        "the week before 2021-07-18 is not in the file",
    ),
    "garbage": (b"\xff\xfe" * 2**20, FileError, "not UTF-8"),
    "large": (b"x" * (files.MOST_BYTES + 1), FileError, "a chart has under 20 million"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_file_row_and_value(name: str, catalogue: Catalogue) -> None:
    text, kind, message = BAD[name]
    with pytest.raises(kind, match=message) as caught:
        parse(text, catalogue)
    assert str(caught.value).startswith("chart.tsv")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, CliffhangerError)


def test_a_file_that_lost_rows_of_the_vintage_before_is_refused(catalogue: Catalogue) -> None:
    before = parse(chart_text(4), catalogue)
    with pytest.raises(ChartError, match="20 rows of the vintage seen 2021-07-28 are gone"):
        parse(chart_text(3), catalogue, before)


def test_a_renamed_entry_keeps_its_id(catalogue: Catalogue) -> None:
    before = parse(chart_text(3), catalogue)
    renamed = chart_text(4).replace("Show 3: Season 1", "Show 3: The Beginning")
    after = parse(renamed, catalogue, before)
    ids = after.filter(pl.col("season_title") == "Show 3: The Beginning")["entry_id"].unique()
    assert ids.to_list() == ["show-3-s1"]


def test_a_counter_that_starts_again_begins_another_film(catalogue: Catalogue) -> None:
    text = line(chart_text(3), 2, cumulative_weeks_in_top_10=1)
    films = parse(text, catalogue).filter(
        pl.col("show_title") == "Show 1", pl.col("entry_kind") == "film"
    )
    assert films.sort("week")["entry_id"].to_list() == [
        "show-1-film",
        "show-1-film",
        "show-1-film-2",
    ]
