"""The record as JSON Lines, out and in: one row a line, in an order that can be read back.

{"table":"documents","id":"5acedee5cc64d2d63ca0","language":"en",...}
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger.errors import FileError
from cliffhanger.store.record import TABLES, Base, Decision, Moment, Record, add_new, canonical

_BY_NAME = {table.__tablename__: table for table in TABLES}
_BATCH = 1000


def export_jsonl(record: Record, out: TextIO) -> int:
    """Write every row of the record; how many. The same record gives the same bytes."""
    count = 0
    with record.read() as session:
        for table in TABLES:
            for row in _rows(session, table):
                out.write(canonical({"table": table.__tablename__} | row.as_dict()) + "\n")
                count += 1
    return count


def _rows(session: Session, table: type[Base]) -> Iterable[Base]:
    rows = session.scalars(sa.select(table).order_by(table.id).execution_options(yield_per=_BATCH))
    return _superseded_first(rows) if table is Decision else rows


def _superseded_first(rows: Iterable[Any]) -> Iterator[Base]:
    left = {row.id: row for row in rows}
    while left:
        ready = [row for row in left.values() if row.supersedes not in left]
        for row in ready:
            del left[row.id]
            yield row


def import_jsonl(record: Record, path: Path) -> int:
    """Add every row of an export to the record; how many were new. All of it or nothing.

    Raises FileError, naming the line, for what is no such row or was changed since its export.
    """
    added = 0
    try:
        with path.open(encoding="utf-8") as file, record.write() as session:
            batch: list[Base] = []
            for number, line in enumerate(file, start=1):
                batch.append(_row(line, f"{path.name}, line {number}"))
                if len(batch) == _BATCH:
                    added += add_new(session, batch)
                    batch = []
            return added + add_new(session, batch)
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"cannot be read ({type(error).__name__})", where=str(path)) from None


def _row(line: str, where: str) -> Base:
    try:
        given = json.loads(line)
        table, row_id = _BY_NAME[given.pop("table")], given.pop("id")
        columns = {c.key: c for c in sa.inspect(table).columns}
        row = table(**{key: _value(value, columns[key]) for key, value in given.items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileError("this is not a row of a record", where=where, fix="export again") from None
    if row.id != row_id:
        raise FileError("the row was changed after its export", where=where, fix="export again")
    return row


def _value(value: Any, column: sa.ColumnElement[Any]) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if isinstance(column.type, sa.Date) else value
