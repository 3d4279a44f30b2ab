"""Netflix's Top 10 files: bytes to rows. Pure; nothing is stored here.

Columns are read by name, because four headers have been published (rule F2).
"""

from __future__ import annotations

import csv
import datetime as dt
import io

import polars as pl

from cliffhanger import tables
from cliffhanger.charts import checks
from cliffhanger.charts.entries import assign
from cliffhanger.days import FIRST_WEEK, PUBLISHED_AFTER
from cliffhanger.errors import ChartError, FileError
from cliffhanger.titles import Catalogue

GLOBAL_URL = "https://www.netflix.com/tudum/top10/data/all-weeks-global.tsv"
SOURCE = "Netflix Top 10 (netflix.com/tudum/top10)"
FINE_ROUNDING_UNTIL = dt.date(2023, 6, 11)
"""Hours are rounded to 10,000 up to this week, to 100,000 after it (rule F17)."""
MOST_BYTES = 64 * 2**20

_REQUIRED = (
    "week",
    "category",
    "weekly_rank",
    "show_title",
    "season_title",
    "weekly_hours_viewed",
    "cumulative_weeks_in_top_10",
)
_RENAMED = {"episode_launch_dtls": "episode_launch_details"}
_NUMBERS = {
    "weekly_rank": pl.Int64,
    "weekly_hours_viewed": pl.Int64,
    "cumulative_weeks_in_top_10": pl.Int64,
    "weekly_views": pl.Int64,
    "runtime": pl.Float64,
}


def parse(
    body: bytes,
    *,
    name: str,
    vintage: dt.date,
    catalogue: Catalogue,
    before: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of a global file, shaped as CHART: hours and runtime in hours, weeks as Sundays.

    `before` is the vintage seen before this one: entries keep their ids across relabelling, and a
    file that lost weeks is refused. Raises FileError for what is not text, ChartError for what is
    not the publisher's chart or breaks a rule, naming the file, row and value.
    """
    raw = _read(_decode(body, name), name)
    frame = _typed(raw, name)
    frame = frame.with_columns(
        (pl.col("week").cast(tables.MOMENT) + PUBLISHED_AFTER).alias("available_at"),
        pl.lit(vintage).alias("vintage"),
        *hours_interval(),
    )
    checks.refuse(frame, name=name, before=before, first_week=FIRST_WEEK)
    return tables.CHART.shape(assign(frame, catalogue, before), where=name).sort(
        "week", "category", "weekly_rank"
    )


def _decode(body: bytes, name: str) -> str:
    if not body.strip():
        raise FileError("the file is empty", where=name, fix="download it again")
    if len(body) > MOST_BYTES:
        raise FileError(
            f"the file has {len(body):,} bytes, a chart has under 10 million",
            where=name,
            fix="give the chart file itself",
        )
    if b"\0" in body[:4096]:
        raise FileError(
            "the file is binary", where=name, fix="give the .tsv, not the .xlsx or an archive"
        )
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = body[: error.start].count(b"\n") + 1
        raise FileError(
            f"byte 0x{body[error.start]:02x} is not UTF-8",
            where=f"{name}, row {row}",
            fix="save it as UTF-8",
        ) from None


def _read(text: str, name: str) -> pl.DataFrame:
    head = text.lstrip()[:200]
    if head.startswith("<"):
        raise ChartError(
            "this is an HTML page, not a chart",
            where=name,
            fix="the download was redirected: fetch the .tsv again",
        )
    if head.strip() == "null":
        raise ChartError(
            "the file says 'null' and nothing else",
            where=name,
            fix="the publisher served no data: fetch it again",
        )
    rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    header = [_RENAMED.get(column.strip(), column.strip()) for column in rows[0]]
    absent = [column for column in _REQUIRED if column not in header]
    if header[0] != "week" and absent:
        raise ChartError(
            f"the first column is {header[0][:40]!r}, not 'week'",
            where=f"{name}, row 1",
            fix="give the publisher's global .tsv unchanged",
        )
    if absent:
        raise ChartError(
            f"there is no column {absent[0]!r}",
            where=f"{name}, row 1",
            fix="give the publisher's global .tsv unchanged",
        )
    if len(rows) < 2:
        raise ChartError("there are no rows under the header", where=name, fix="download it again")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise ChartError(
                f"{len(row)} fields where the header has {len(header)}",
                where=f"{name}, row {number}",
                fix="download it again",
            )
    return pl.DataFrame(
        dict(zip(header, zip(*rows[1:], strict=True), strict=True)),
        schema=dict.fromkeys(header, pl.String),
    )


def _typed(raw: pl.DataFrame, name: str) -> pl.DataFrame:
    wanted = [column for column in tables.CHART.schema if column in raw.columns]
    frame = raw.select(pl.col(wanted).replace("", None))
    for column in ("week", *_NUMBERS):
        if column in frame.columns:
            frame = frame.with_columns(_cast(frame[column], column, name))
    if "is_staggered_launch" in frame.columns:
        frame = frame.with_columns(pl.col("is_staggered_launch").str.to_lowercase() == "true")
    return frame


def _cast(values: pl.Series, column: str, name: str) -> pl.Series:
    if column == "week":
        cast = values.str.to_date("%Y-%m-%d", strict=False)
        kind = "a day (YYYY-MM-DD)"
    else:
        cast = values.cast(_NUMBERS[column], strict=False)
        kind = "a whole number" if _NUMBERS[column] == pl.Int64 else "a number of hours"
    may_be_absent = column in ("runtime", "weekly_views")
    bad = (cast.is_null() & (values.is_not_null() | (not may_be_absent))).arg_true()
    if len(bad):
        row = int(bad[0])
        raise ChartError(
            f"{column} is {values[row]!r}, not {kind}",
            where=f"{name}, row {row + 2}",
            fix="download the file again",
        )
    return cast


def hours_interval() -> tuple[pl.Expr, pl.Expr]:
    """hours_low and hours_high: the unrounded hours that round to the printed ones (rule F17)."""
    half = pl.when(pl.col("week") <= FINE_ROUNDING_UNTIL).then(5_000).otherwise(50_000)
    hours = pl.col("weekly_hours_viewed")
    return (hours - half).clip(lower_bound=0).alias("hours_low"), (hours + half - 1).alias(
        "hours_high"
    )
