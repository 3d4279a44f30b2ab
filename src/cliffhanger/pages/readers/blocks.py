"""The block list: readers who may no longer write, and for today the address they wrote from."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from cliffhanger.pages.readers.refusal import Refused
from cliffhanger.pages.readers.traces import hashed
from cliffhanger.pages.readers.visitor import Visitor
from cliffhanger.store.readers import Action, Comment, Trace


def blocks(session: Session) -> Sequence[Action]:
    """Every block that stands, oldest first."""
    later = aliased(Action)
    lifted = sa.exists().where(
        later.comment_id == Action.comment_id, later.action == "unblock", later.nth > Action.nth
    )
    standing = sa.select(Action).where(Action.action == "block", ~lifted)
    return session.scalars(standing.order_by(Action.acted_at, Action.id)).all()


def refuse_blocked(session: Session, who: Visitor) -> None:
    """Raises Refused (403) for a blocked reader, or one at an address blocked for today."""
    is_blocked = any(block.reader == who.reader for block in blocks(session))
    if is_blocked or _times(session, who, "block") > _times(session, who, "unblock"):
        raise Refused("A moderator has ended your writing here.", status=403)


def _times(session: Session, who: Visitor, action: str) -> int:
    address = hashed(session, who.address)
    rows = sa.select(sa.func.count(Trace.id)).where(
        Trace.kind == f"{action}ed", Trace.address == address
    )
    return session.scalar(rows) or 0


def mark_address(session: Session, comment: Comment, action: Action) -> None:
    """Block or unblock, for the rest of the day, where a comment of today was written."""
    written = session.scalars(sa.select(Trace).where(Trace.what == f"comment {comment.nonce}"))
    for found in written.all():
        session.add(
            Trace(
                day=found.day,
                address=found.address,
                reader="",
                kind=f"{action.action}ed",
                what=f"{action.action} {action.id}",
                at=action.acted_at,
            )
        )
