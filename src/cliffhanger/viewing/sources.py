"""Where viewing events come from: files in a folder, one file, or an address; any of three shapes.

Events are Parquet, CSV or JSON lines with six columns (see EVENTS). A Parquet file is read as it
is; text is converted to Parquet first.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from cliffhanger.errors import FetchError, FileError
from cliffhanger.viewing.kinds import CODE

EVENTS = pa.schema(
    [
        ("event_start", pa.timestamp("us", tz="UTC")),
        ("profile_id", pa.int64()),
        ("country", pa.dictionary(pa.int32(), pa.string())),
        ("season_id", pa.dictionary(pa.int32(), pa.string())),
        ("episode", pa.int32()),
        ("seconds", pa.int64()),
    ]
)
"""The columns of viewing events: when playing began (UTC; a time without a zone counts as UTC),
who watched (any whole number below 2^63), where (ISO 3166-1, two letters), what (an id of the
catalogue, and the number of the episode), and for how many seconds. Other columns are left out."""
MARK = "mark"
"""The column in which a converted file says what is wrong with a row already."""
ARRIVAL = "arrival"
"""The column that tells which delivery said so, in what is kept."""
STORED = EVENTS.append(pa.field(ARRIVAL, pa.int32()))
ASIDE = STORED.append(pa.field(MARK, pa.uint8())).append(pa.field("kind", pa.string()))
"""Events that do not count, with their kind."""
_TEXT = (".csv", ".jsonl", ".ndjson")
_PARQUET = (".parquet", ".pq")
_BATCH = 1 << 21
_BLOCK = 1 << 20


class Unusable(Exception):
    """A file that cannot be used: its kind (a key of FILE_KINDS) and what was found."""

    def __init__(self, kind: str, what: str) -> None:
        self.kind = kind
        super().__init__(what)


@dataclass(frozen=True)
class Source:
    """One file of events: how it is called, where it is, and where a copy is kept meanwhile."""

    name: str
    path: Path

    @property
    def is_foreign(self) -> bool:
        """Whether it is no kind of file that events come in."""
        hidden = self.path.name.startswith((".", "_"))
        return hidden or self.path.suffix.lower() not in (*_TEXT, *_PARQUET)

    def sha256(self) -> str:
        """The hash of its bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def batches(self, work: Path, notes: list[str]) -> Iterator[pa.RecordBatch]:
        """Its events, shaped as EVENTS (+ MARK where converted), some two million at a time.

        Adds to `notes` what was assumed about times. Raises Unusable.
        """
        try:
            yield from self._batches(work, notes)
        except (pa.ArrowException, OSError, pl.exceptions.PolarsError) as error:
            raise Unusable("truncated_file", f"{self.name}: {_short(error)}") from None

    def _batches(self, work: Path, notes: list[str]) -> Iterator[pa.RecordBatch]:
        path = self.path
        if path.suffix.lower() in _TEXT or _holds_text(path):
            path = convert(path, work / f"{self.path.name}.converted.parquet")
        file = pq.ParquetFile(path, read_dictionary=["country", "season_id"])
        columns = _refuse_columns(file.schema_arrow, self.name)
        if (zone := file.schema_arrow.field("event_start").type.tz) != "UTC":
            notes.append(f"times {f'in {zone}' if zone else 'without a zone'}, read as UTC")
        for batch in file.iter_batches(_BATCH, columns=columns):
            yield _shaped(batch)


def checked(source: Source, work: Path) -> Path:
    """The Parquet file of a source, converted where it is text. Raises Unusable."""
    try:
        path = source.path
        if path.suffix.lower() in _TEXT or _holds_text(path):
            path = convert(path, work / f"{source.path.name}.converted.parquet")
        _refuse_columns(pq.read_schema(path), source.name)
    except (pa.ArrowException, OSError, pl.exceptions.PolarsError) as error:
        raise Unusable("truncated_file", f"{source.name}: {_short(error)}") from None
    return path


def sources_of(
    where: str, work: Path, *, transport: httpx.BaseTransport | None = None
) -> list[Source]:
    """The files that `where` names, by name: a folder (and what is in it), a file, or an address.

    An http(s) address is one file; s3://, gs://, abfs:// and hdfs:// may be folders. What is not
    on this machine is copied into `work`. Raises FileError when nothing is there, FetchError when
    the outside world does not answer.
    """
    if where.startswith(("http://", "https://")):
        return [_download(where, work, transport)]
    root = _copy(where, work) if "://" in where else Path(where)
    if root.is_file():
        return [Source(root.name, root)]
    if not root.is_dir():
        raise FileError("there is no such file or folder", where=where, fix="give viewing events")
    found = sorted(path for path in root.rglob("*") if path.is_file())
    if not found:
        raise FileError("the folder is empty", where=where, fix="give viewing events")
    return [Source(str(path.relative_to(root)), path) for path in found]


def _download(url: str, work: Path, transport: httpx.BaseTransport | None) -> Source:
    name = httpx.URL(url).path.rsplit("/", 1)[-1] or "events.parquet"
    work.mkdir(parents=True, exist_ok=True)
    try:
        with (
            httpx.Client(transport=transport, follow_redirects=True, timeout=60) as client,
            client.stream("GET", url) as answer,
            (work / name).open("wb") as file,
        ):
            answer.raise_for_status()
            for block in answer.iter_bytes(_BLOCK):
                file.write(block)
    except httpx.HTTPError as error:
        raise FetchError(f"no answer ({error})", where=url, fix="try later") from None
    return Source(name, work / name)


def _copy(url: str, work: Path) -> Path:
    from pyarrow import fs

    there = work / "copied"
    try:
        remote, path = fs.FileSystem.from_uri(url)
        found = remote.get_file_info(path)
        if found.type == fs.FileType.Directory:
            inside = remote.get_file_info(fs.FileSelector(path, recursive=True))
            files = [info.path for info in inside if info.type == fs.FileType.File]
        else:
            files = [path]
        for file in files:
            target = there / (Path(file).relative_to(path) if file != path else Path(path).name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with remote.open_input_stream(file) as stream, target.open("wb") as copy:
                shutil.copyfileobj(stream, copy, _BLOCK)
    except (pa.ArrowException, OSError) as error:
        raise FetchError(f"no answer ({_short(error)})", where=url, fix="try later") from None
    return there / Path(path).name if files == [path] else there


def _holds_text(path: Path) -> bool:
    """Whether a Parquet file writes its times as text."""
    schema = pq.read_schema(path)
    at = schema.get_field_index("event_start")
    return bool(at >= 0 and schema.types[at] in (pa.string(), pa.large_string()))


def _refuse_columns(schema: pa.Schema, name: str) -> list[str]:
    for field in EVENTS:
        at = schema.get_field_index(field.name)
        if at < 0:
            raise Unusable("wrong_columns", f"{name}: there is no column {field.name!r}")
        if not _fits(field.type, schema.types[at]):
            what = f"{name}: {field.name} is {schema.types[at]}, must be {field.type}"
            raise Unusable("wrong_columns", what)
    return [c for c in (*EVENTS.names, MARK) if c in schema.names]


def _fits(wanted: pa.DataType, given: pa.DataType) -> bool:
    if pa.types.is_timestamp(wanted):
        return bool(pa.types.is_timestamp(given))
    if pa.types.is_dictionary(wanted):
        text = given.value_type if pa.types.is_dictionary(given) else given
        return bool(pa.types.is_string(text) or pa.types.is_large_string(text))
    return bool(pa.types.is_integer(given))


def _shaped(batch: pa.RecordBatch) -> pa.RecordBatch:
    arrays: list[Any] = []
    for field in EVENTS:
        column = batch.column(field.name)
        if pa.types.is_dictionary(field.type) and not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        if pa.types.is_timestamp(field.type):
            column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
        arrays.append(column.cast(field.type))
    if MARK in batch.schema.names:
        arrays.append(batch.column(MARK).cast(pa.uint8()))
        return pa.RecordBatch.from_arrays(arrays, [*EVENTS.names, MARK])
    return pa.RecordBatch.from_arrays(arrays, schema=EVENTS)


def convert(path: Path, to: Path) -> Path:
    """CSV, JSON lines or Parquet with times as text, as Parquet with EVENTS and MARK.

    A value that cannot be read is missing. Where some times have a zone, those without are marked.
    Raises Unusable when a column is absent.
    """
    lazy = _lazy(path)
    here = lazy.collect_schema().names()
    for name in EVENTS.names:
        if name not in here:
            raise Unusable("wrong_columns", f"{path.name}: there is no column {name!r}")
    start = pl.col("event_start").cast(pl.String).str.strip_chars().str.replace(" ", "T")
    zoned = start.str.contains(r"T.*(Z|[+-]\d\d:?\d\d)$")
    some, all_ = lazy.select(zoned.any().alias("some"), zoned.all().alias("all")).collect().row(0)
    whole = pl.when(zoned).then(start).otherwise(start + "Z").str.replace("Z$", "+00:00")
    numbers = [pl.col(c).cast(t, strict=False) for c, t in _NUMBERS.items()]
    mixed = (
        pl.when(~zoned).then(CODE["mixed_zones"]).otherwise(0) if some and not all_ else pl.lit(0)
    )
    shaped = lazy.select(
        whole.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", time_unit="us", strict=False)
        .dt.convert_time_zone("UTC")
        .alias("event_start"),
        *numbers,
        pl.col("country", "season_id").cast(pl.String),
        mixed.fill_null(0).cast(pl.UInt8).alias(MARK),
    )
    to.parent.mkdir(parents=True, exist_ok=True)
    shaped.sink_parquet(to)
    return to


_NUMBERS = {"profile_id": pl.Int64, "episode": pl.Int32, "seconds": pl.Int64}


def _lazy(path: Path) -> pl.LazyFrame:
    suffix = path.suffix.lower()
    if suffix in _PARQUET:
        return pl.scan_parquet(path)
    if suffix == ".csv":
        return pl.scan_csv(path, infer_schema=False, encoding="utf8-lossy")
    return pl.scan_ndjson(path, infer_schema_length=None)


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120]
