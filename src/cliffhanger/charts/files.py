"""A publisher's file: bytes to rows of text, and text to typed columns, or a clear refusal."""

from __future__ import annotations

import csv
import gzip
import io
import zlib

import polars as pl

from cliffhanger.errors import ChartError, FileError

MOST_BYTES = 64 * 2**20
_AGAIN = "download the file again"
_UNCHANGED = "give the publisher's .tsv unchanged"
_RENAMED = {"episode_launch_dtls": "episode_launch_details"}
_NUMBERS = {
    "weekly_rank": pl.Int64,
    "weekly_hours_viewed": pl.Int64,
    "cumulative_weeks_in_top_10": pl.Int64,
    "weekly_views": pl.Int64,
    "runtime": pl.Float64,
}
_MAY_BE_ABSENT = ("runtime", "weekly_views")


def decode(body: bytes, name: str) -> str:
    """The text of a file, gzipped or not. Raises FileError: empty, binary, too large, not UTF-8."""
    if body[:2] == b"\x1f\x8b":
        body = _unzip(body, name)
    if not body.strip():
        raise FileError("the file is empty", where=name, fix=_AGAIN)
    if len(body) > MOST_BYTES:
        refuse_size(len(body), name)
    if b"\0" in body[:4096]:
        fix = "give the .tsv, not the .xlsx or an archive"
        raise FileError("the file is binary", where=name, fix=fix)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = body[: error.start].count(b"\n") + 1
        what = f"byte 0x{body[error.start]:02x} is not UTF-8"
        raise FileError(what, where=f"{name}, row {row}", fix="save it as UTF-8") from None


def refuse_size(size: int, name: str) -> None:
    """Raise FileError for a file too large to be a chart; size in bytes."""
    what = f"the file has {size:,} bytes, a chart has under 20 million"
    raise FileError(what, where=name, fix="give the chart file itself")


def _unzip(body: bytes, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(f"the archive is damaged ({error})", where=name, fix=_AGAIN) from None


def rows(text: str, name: str, required: tuple[str, ...]) -> pl.DataFrame:
    """The rows as text, one column a header field. Raises ChartError for what is no chart (F6)."""
    _refuse_pages(text, name)
    lines = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    header = [_RENAMED.get(column.strip(), column.strip()) for column in lines[0]]
    absent = [column for column in required if column not in header]
    if absent and "week" not in header:
        what = f"the first column is {header[0][:40]!r}, not 'week'"
        raise ChartError(what, where=f"{name}, row 1", fix=_UNCHANGED)
    if absent:
        what = f"there is no column {absent[0]!r}"
        raise ChartError(what, where=f"{name}, row 1", fix=_UNCHANGED)
    if len(lines) < 2:
        raise ChartError("there are no rows under the header", where=name, fix=_AGAIN)
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            what = f"{len(line)} fields where the header has {len(header)}"
            raise ChartError(what, where=f"{name}, row {number}", fix=_AGAIN)
    columns = dict(zip(header, zip(*lines[1:], strict=True), strict=True))
    return pl.DataFrame(columns, schema=dict.fromkeys(header, pl.String))


def _refuse_pages(text: str, name: str) -> None:
    head = text.lstrip()[:200]
    if head.startswith("<"):
        fix = "the download was redirected: fetch the .tsv again"
        raise ChartError("this is an HTML page, not a chart", where=name, fix=fix)
    if head.strip() == "null":
        fix = "the publisher served no data: fetch it again"
        raise ChartError("the file says 'null' and nothing else", where=name, fix=fix)


def typed(raw: pl.DataFrame, wanted: list[str], name: str) -> pl.DataFrame:
    """The wanted columns that are there, typed; empty = missing. Raises ChartError with the row."""
    here = [column for column in wanted if column in raw.columns]
    frame = raw.select(pl.col(here).replace("", None))
    for column in here:
        if column == "week" or column in _NUMBERS:
            frame = frame.with_columns(_cast(frame[column], column, name))
    return frame


def _cast(values: pl.Series, column: str, name: str) -> pl.Series:
    if column == "week":
        cast, kind = values.str.to_date("%Y-%m-%d", strict=False), "a day (YYYY-MM-DD)"
    else:
        cast = values.cast(_NUMBERS[column], strict=False)
        kind = "a whole number" if _NUMBERS[column] == pl.Int64 else "a number of hours"
    given = values.is_not_null() | (column not in _MAY_BE_ABSENT)
    bad = (cast.is_null() & given).arg_true()
    if len(bad):
        row = int(bad[0])
        what = f"{column} is {values[row]!r}, not {kind}"
        raise ChartError(what, where=f"{name}, row {row + 2}", fix=_AGAIN)
    return cast
