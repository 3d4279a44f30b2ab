"""What is a reader's own: all of it out as data, or all of it gone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger import days
from cliffhanger.pages.readers import comments
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.comments import Said
from cliffhanger.pages.readers.traces import spend
from cliffhanger.pages.readers.visitor import Visitor
from cliffhanger.pages.readers.writing import write
from cliffhanger.store.readers import (
    ERASABLE,
    Action,
    Comment,
    Erasure,
    Report,
    Trace,
    Vote,
    Wording,
)
from cliffhanger.store.record import Record


def export(session: Session, reader: str) -> dict[str, Any]:
    """Everything kept about a reader, and nothing of anybody else; moments as ISO text."""
    if not reader:
        return {
            "reader": None,
            "votes": [],
            "comments": [],
            "reports": [],
            "blocks": [],
            "traces": [],
        }
    written = sa.select(Wording.comment_id).where(Wording.reader == reader)
    mine = session.scalars(
        sa.select(Comment).where(Comment.id.in_(written)).order_by(Comment.begun_at, Comment.id)
    ).all()
    return {
        "reader": reader,
        "votes": _rows(session, Vote, reader, Vote.cast_at),
        "comments": [_comment(said, reader) for said in comments.gather(session, mine)],
        "reports": _rows(session, Report, reader, Report.reported_at),
        "blocks": [_action(a) for a in _of(session, Action, reader, Action.acted_at)],
        "traces": _rows(session, Trace, reader, Trace.at),
    }


def _of(session: Session, table: Any, reader: str, order: Any) -> list[Any]:
    rows = sa.select(table).where(table.reader == reader).order_by(order, table.id)
    return list(session.scalars(rows))


def _rows(session: Session, table: Any, reader: str, order: Any) -> list[dict[str, Any]]:
    return [_plain(row) for row in _of(session, table, reader, order)]


def _plain(row: Any) -> dict[str, Any]:
    return {key: value for key, value in row.as_dict().items() if key not in ("reader", "nonce")}


def _comment(said: Said, reader: str) -> dict[str, Any]:
    return _plain(said.comment) | {
        "state": said.state,
        "wordings": [_plain(w) for w in said.wordings if w.reader == reader],
        "actions": [_action(a) for a in said.actions],
    }


def _action(action: Action) -> dict[str, Any]:
    """What was done; not by whom: a moderator's name is theirs."""
    return {
        "comment_id": action.comment_id,
        "action": action.action,
        "acted_at": action.acted_at.isoformat(),
    }


def erase(record: Record, who: Visitor, nonce: str) -> int:
    """Delete everything a reader voted, wrote and reported; how many rows. Raises Refused.

    Each row's erasure is recorded, without its content, before the row goes: the database lets
    none go otherwise. The places of comments stay, empty, so that replies keep theirs.
    """
    gone = write(record, lambda session: _erase(session, who, nonce))
    readers_text.forget()
    record.settle()
    return gone


def _erase(session: Session, who: Visitor, nonce: str) -> int:
    if not who.reader:
        return 0
    spend(session, who, "mine", f"erase {nonce}")
    gone = 0
    for table in ERASABLE:
        ids = session.scalars(sa.select(table.id).where(table.reader == who.reader)).all()
        now, name = days.now(), table.__tablename__
        session.add_all(Erasure(of_table=name, row_id=row_id, erased_at=now) for row_id in ids)
        session.flush()
        session.execute(sa.delete(table).where(table.reader == who.reader))
        gone += len(ids)
    return gone
