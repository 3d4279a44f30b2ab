"""Seconds by season, profile and episode: files in that order, and folding many into few.

`completion.fold` says the same in one expression; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from cliffhanger.viewing.rows import Array, Names, numbered

COLUMNS = ("season_id", "profile_id", "episode", "seconds")
SCHEMA = pa.schema(
    [
        ("season_id", pa.dictionary(pa.int32(), pa.string())),
        ("profile_id", pa.int64()),
        ("episode", pa.int32()),
        ("seconds", pa.int64()),
    ]
)
AT_ONCE = 2_000_000
"""Rows folded at once: bounds memory."""
GROUP = 1 << 18


@dataclass
class Parts:
    """Rows as arrays; season: numbers in `Names`."""

    season: Array
    profile: Array
    episode: Array
    seconds: Array

    def take(self, places: Array | slice) -> Parts:
        """The rows at these places."""
        return Parts(
            self.season[places], self.profile[places], self.episode[places], self.seconds[places]
        )


@dataclass(frozen=True)
class PartsFile:
    """A file with COLUMNS, in the order of seasons: it can be read a range at a time."""

    path: Path

    @cached_property
    def _file(self) -> pq.ParquetFile:
        return pq.ParquetFile(self.path, read_dictionary=["season_id"])

    @cached_property
    def groups(self) -> list[tuple[str, str, int]]:
        """First season, last season and number of rows of each row group."""
        about, at = self._file.metadata, self._file.schema_arrow.get_field_index("season_id")
        found = []
        for number in range(about.num_row_groups):
            group = about.row_group(number)
            told = group.column(at).statistics
            found.append((told.min, told.max, group.num_rows))
        return found

    def read(self, span: Span, seasons: Names) -> Parts:
        """The rows of the seasons in a span."""
        wanted = [n for n, (low, high, _) in enumerate(self.groups) if span.meets(low, high)]
        table = self._file.read_row_groups(wanted, columns=list(COLUMNS))
        season = numbered(table.column("season_id"), seasons)
        rows = Parts(season, *(np.asarray(table.column(name)) for name in COLUMNS[1:]))
        inside = np.array([span.holds(name) for name in seasons.names], bool)[season]
        return rows if inside.all() else rows.take(inside)


@dataclass(frozen=True)
class Span:
    """The seasons from `first` up to, but not with, `end` (None = all that follow)."""

    first: str
    end: str | None

    def holds(self, season_id: str) -> bool:
        """Whether a season is in it."""
        return season_id >= self.first and (self.end is None or season_id < self.end)

    def meets(self, low: str, high: str) -> bool:
        """Whether any season from `low` to `high` can be in it."""
        return high >= self.first and (self.end is None or low < self.end)


def spans(files: Sequence[PartsFile], at_once: int = AT_ONCE) -> list[Span]:
    """All seasons, in spans of some `at_once` rows; a season is never cut."""
    starts, rows = list[str](), at_once
    for first, _, number in sorted(group for file in files for group in file.groups):
        if rows >= at_once and (not starts or first > starts[-1]):
            starts.append(first)
            rows = 0
        rows += number
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]


def fold(files: Sequence[Path], seasons: Sequence[str], at_once: int = AT_ONCE) -> Iterator[Parts]:
    """The sums of all files, a span of seasons at a time, in order; sums of 0 are left out.

    `seasons`: every season there is, sorted: rows hold their places.
    """
    known = Names(seasons)
    opened = [PartsFile(path) for path in files]
    for span in spans(opened, at_once):
        some = [file.read(span, known) for file in opened]
        rows = Parts(
            *(
                np.concatenate([getattr(part, name) for part in some])
                for name in ("season", "profile", "episode", "seconds")
            )
        )
        del some
        pa.default_memory_pool().release_unused()
        yield _summed(rows)


def order(season: Array, profile: Array, episode: Array) -> Array:
    """The order of season, profile, episode (not negative), packed into one number."""
    if not len(season):
        return np.empty(0, np.int64)
    low, wide = int(profile.min()), (int(profile.max()) - int(profile.min())).bit_length()
    bits = int(episode.max()).bit_length()
    if wide + bits + int(season.max()).bit_length() > 62:
        profile = np.unique(profile, return_inverse=True)[1]
        low, wide = 0, int(profile.max()).bit_length()
    key = (season.astype(np.int64) << (wide + bits)) | ((profile - low) << bits) | episode
    return np.argsort(key)


def same_as_before(*key: Array) -> Array:
    """Whether each row agrees with the one before it in every column of the key."""
    same = np.ones(len(key[0]), bool)
    same[:1] = False
    for column in key:
        same[1:] &= column[1:] == column[:-1]
    return same


def _summed(rows: Parts) -> Parts:
    rows = rows.take(order(rows.season, rows.profile, rows.episode))
    firsts = np.flatnonzero(~same_as_before(rows.season, rows.profile, rows.episode))
    sums = np.add.reduceat(rows.seconds, firsts) if len(firsts) else rows.seconds
    kept = sums != 0
    found = rows.take(firsts[kept])
    return Parts(found.season, found.profile, found.episode, sums[kept])


def write(spans: Iterable[Parts], seasons: Sequence[str], path: Path) -> int:
    """Write rows that are in order, shaped as SCHEMA; how many."""
    known, number = Names(seasons), 0
    with pq.ParquetWriter(
        path,
        SCHEMA,
        compression="zstd",
        compression_level=1,
        use_dictionary=["season_id"],
        column_encoding={"profile_id": "DELTA_BINARY_PACKED"},
    ) as writer:
        for rows in spans:
            for at in range(0, len(rows.season), GROUP):
                some = rows.take(slice(at, at + GROUP))
                arrays = [known.column(some.season), some.profile, some.episode, some.seconds]
                writer.write_table(pa.table(arrays, schema=SCHEMA), row_group_size=GROUP)
            number += len(rows.season)
    return number
