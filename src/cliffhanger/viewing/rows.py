"""Events as plain arrays: what intake works on between one file and the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from cliffhanger.viewing.sources import ARRIVAL, ASIDE, EVENTS, MARK

Array = npt.NDArray[Any]
DAY = 86_400_000_000
"""Microseconds in a day."""
NO_DAY = -(2**31)
"""The day of an event whose start cannot be read."""
_EPOCH = dt.date(1970, 1, 1)
_NUMBERS = ("event_start", "profile_id", "episode", "seconds")


class Names:
    """Labels and the numbers they are kept under, in the order they were first met."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names: list[str] = list(names)
        self._number = {name: at for at, name in enumerate(self.names)}

    def number(self, name: str) -> int:
        """The number of a label, new or known."""
        if name not in self._number:
            self._number[name] = len(self.names)
            self.names.append(name)
        return self._number[name]

    def numbers(self, names: Iterable[str | None]) -> Array:
        """The numbers of labels; -1 for None."""
        return np.array([-1 if n is None else self.number(n) for n in names], np.int32)

    def column(self, numbers: Array) -> pa.DictionaryArray:
        """Labels for numbers, with only the labels that occur; -1 is null."""
        used = np.flatnonzero(np.bincount(numbers + 1, minlength=1)[1:])
        back = np.full(int(used[-1]) + 2 if len(used) else 1, -1, np.int32)
        back[used + 1] = np.arange(len(used), dtype=np.int32)
        places = back[numbers + 1]
        values = pa.array([self.names[at] for at in used], pa.string())
        missing = places < 0
        indices = pa.array(places, pa.int32(), mask=missing if missing.any() else None)
        return pa.DictionaryArray.from_arrays(indices, values)


@dataclass
class Rows:
    """Events as arrays of one length.

    start: microseconds since 1970 UTC. country, season: numbers in `Names` (-1 = missing). gap: a
    bit for each of start, profile, episode and seconds that is missing (the array has 0 there).
    mark: the kind known before judging. arrival: the delivery that said it.
    """

    start: Array
    profile: Array
    country: Array
    season: Array
    episode: Array
    seconds: Array
    mark: Array
    gap: Array
    arrival: Array

    def __len__(self) -> int:
        return len(self.start)

    @property
    def day(self) -> Array:
        """The UTC day each began on, in days since 1970; NO_DAY where that is not known."""
        days = np.floor_divide(self.start, DAY).astype(np.int32)
        if self.gap.any():
            days[(self.gap & 1) == 1] = NO_DAY
        return days

    def take(self, places: Array | slice) -> Rows:
        """The rows at these places."""
        return Rows(*(getattr(self, name)[places] for name in COLUMNS))

    def events(self, countries: Names, seasons: Names) -> pa.Table:
        """The rows as a table shaped as EVENTS + ARRIVAL."""
        arrays = [
            self._with_gaps(self.start, 1, EVENTS.field("event_start").type),
            self._with_gaps(self.profile, 2, pa.int64()),
            countries.column(self.country),
            seasons.column(self.season),
            self._with_gaps(self.episode, 4, pa.int32()),
            self._with_gaps(self.seconds, 8, pa.int64()),
            pa.array(self.arrival, pa.int32()),
        ]
        return pa.table(arrays, names=[*EVENTS.names, ARRIVAL])

    def aside(self, kinds: Array, names: list[str], countries: Names, seasons: Names) -> pa.Table:
        """The rows as a table shaped as ASIDE, each with the name of its kind."""
        told = np.array(names, object)[kinds]
        events = self.events(countries, seasons)
        marked = events.append_column(MARK, pa.array(self.mark, pa.uint8()))
        return marked.append_column("kind", pa.array(told, pa.string())).cast(ASIDE)

    def _with_gaps(self, values: Array, bit: int, dtype: pa.DataType) -> pa.Array:
        missing = (self.gap & bit) > 0
        return pa.array(values, dtype, mask=missing if missing.any() else None)


COLUMNS = tuple(field.name for field in fields(Rows))
TYPES = dict(zip(COLUMNS, ["i8", "i8", "i4", "i4", "i4", "i8", "u1", "u1", "i4"], strict=True))


def concat(parts: list[Rows]) -> Rows:
    """All rows, one part after another."""
    return Rows(
        *(
            np.concatenate(
                [np.empty(0, TYPES[name]), *(getattr(part, name) for part in parts)],
                dtype=TYPES[name],
            )
            for name in COLUMNS
        )
    )


def rows_of(table: Any, countries: Names, seasons: Names, *, arrival: int | None = None) -> Rows:
    """A table or batch shaped as EVENTS (+ MARK, + ARRIVAL unless it is given) as arrays."""
    size = table.num_rows
    gap = np.zeros(size, np.uint8)
    plain = {}
    for bit, name in enumerate(_NUMBERS):
        column = table.column(name)
        if column.null_count:
            gap |= np.asarray(column.is_null()).astype(np.uint8) << bit
            column = column.fill_null(pa.scalar(0).cast(column.type))
        whole = column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column
        plain[name] = np.asarray(whole)
    marked = MARK in table.schema.names
    return Rows(
        plain["event_start"],
        plain["profile_id"],
        numbered(table.column("country"), countries),
        numbered(table.column("season_id"), seasons),
        plain["episode"],
        plain["seconds"],
        np.asarray(table.column(MARK)) if marked else np.zeros(size, np.uint8),
        gap,
        np.asarray(table.column(ARRIVAL)) if arrival is None else np.full(size, arrival, np.int32),
    )


def numbered(column: Any, names: Names) -> Array:
    """The numbers of the labels of a dictionary column; -1 where missing."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    parts = [np.empty(0, np.int32)]
    for chunk in chunks:
        numbers = np.append(names.numbers(chunk.dictionary.to_pylist()), np.int32(-1))
        indices = chunk.indices.fill_null(-1) if chunk.null_count else chunk.indices
        parts.append(numbers[np.asarray(indices)])
    return np.concatenate(parts)


def day_of(number: int) -> dt.date:
    """The day that is `number` days after 1970-01-01."""
    return _EPOCH + dt.timedelta(days=number)
