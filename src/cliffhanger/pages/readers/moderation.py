"""Moderation: what waits for a moderator, and what a moderator does about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger import days
from cliffhanger.pages.readers import comments
from cliffhanger.pages.readers.blocks import blocks, mark_address, refuse_blocked
from cliffhanger.pages.readers.comments import HIDDEN, SHOWN, Said
from cliffhanger.pages.readers.refusal import Refused
from cliffhanger.pages.readers.traces import spend
from cliffhanger.pages.readers.visitor import Visitor
from cliffhanger.store.readers import Action, Comment, Report, Wording

REASONS = {
    "spam": "Spam or an advertisement",
    "abuse": "An attack on somebody",
    "spoiler": "Gives the plot away without a fold",
    "other": "Something else",
}
ACTIONS = ("approve", "hide", "restore", "block", "unblock")
_LATEST = 50
"""Hidden comments that the queue shows, newest first."""


@dataclass(frozen=True)
class Queue:
    """What a moderator sees: comments that wait, oldest first; hidden ones; blocks that stand."""

    waiting: Sequence[Said]
    hidden: Sequence[Said]
    blocked: Sequence[Action]


def report(session: Session, comment_id: str, who: Visitor, reason: str) -> None:
    """Keep a reader's report; a second one by the same reader changes nothing. Raises Refused."""
    if reason not in REASONS:
        raise Refused("No reason was chosen.", fix="Choose one, then send the report.")
    said = comments.visible(session, comment_id, who.reader)
    refuse_blocked(session, who)
    if any(given.reader == who.reader for given in said.reports):
        return
    spend(session, who, "report", f"report {comment_id}")
    session.add(
        Report(comment_id=comment_id, reader=who.reader, reason=reason, reported_at=days.now())
    )


def queue(session: Session) -> Queue:
    """Everything a moderator should look at."""
    touched = [s for s in _touched(session) if s.last is not None]
    return Queue(
        [s for s in touched if _waits(s)],
        [s for s in touched if s.state == HIDDEN][: -_LATEST - 1 : -1],
        blocks(session),
    )


def _waits(said: Said) -> bool:
    return said.state == comments.HELD or (said.state == SHOWN and said.unjudged_reports > 0)


def _touched(session: Session) -> list[Said]:
    ids = sa.union(
        sa.select(Wording.comment_id).where(Wording.held),
        sa.select(Report.comment_id),
        sa.select(Action.comment_id),
    ).subquery()
    rows = sa.select(Comment).where(Comment.id.in_(sa.select(ids.c.comment_id)))
    found = session.scalars(rows.order_by(Comment.begun_at, Comment.id)).all()
    return comments.gather(session, found)


def reasons(said: Said) -> list[tuple[str, int]]:
    """Why it was reported, in words, and by how many readers."""
    counted = Counter(report.reason for report in said.reports)
    return [(REASONS[reason], counted[reason]) for reason in REASONS if counted[reason]]


def act(session: Session, comment_id: str, action: str, admin: str) -> Action:
    """Do as a moderator says, as a newer row. Raises Refused for what cannot be done.

    Approve and restore show the present wording; hide hides the comment; block hides it and ends
    its writer's writing, from this address too for today; unblock takes that back.
    """
    if action not in ACTIONS:
        raise Refused("There is no such action.")
    said = comments.one(session, comment_id)
    if said.last is None and action != "unblock":
        raise Refused("Its writer has erased it.", fix="There is nothing to moderate.", status=409)
    done = Action(
        comment_id=comment_id,
        nth=len(said.actions) + 1,
        action=action,
        wording_id=said.last.id if said.last else None,
        reports=len(said.reports),
        reader=_about(said, action),
        admin=admin,
        acted_at=days.now(),
    )
    session.add(done)
    if action in ("block", "unblock"):
        mark_address(session, said.comment, done)
    return done


def _about(said: Said, action: str) -> str | None:
    if action == "unblock":
        blocked = [a.reader for a in said.actions if a.action == "block"]
        if not blocked:
            raise Refused("Its writer is not blocked.", status=409)
        return blocked[-1]
    return said.last.reader if action == "block" and said.last else None
