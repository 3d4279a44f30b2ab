"""What stands under a season or a story: its poll, and what readers say of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.requests import Request

from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.room import Room
from cliffhanger.pages.readers.subject import WORDING, Subject
from cliffhanger.pages.readers.thread import Thread, thread
from cliffhanger.pages.readers.visitor import Visitor, visitor
from cliffhanger.pages.readers.votes import (
    Share,
    counts,
    is_open,
    may_change,
    own_votes,
    shares,
)
from cliffhanger.store.readers import Action, Comment, Erasure, Poll, Report, Vote, Wording
from cliffhanger.store.record import Base, canonical


@dataclass(frozen=True)
class PollBox:
    """A poll as one reader sees it: no `shares` before they voted or it closed."""

    poll: Poll
    question: str
    is_open: bool
    own: str | None
    votes: int
    shares: tuple[Share, ...] | None
    may_change: bool
    token: str


@dataclass(frozen=True)
class Section:
    """Everything under a subject; `token` is that of a new comment."""

    subject: Subject
    poll: PollBox | None
    thread: Thread
    token: str
    longest: int = readers_text.LONGEST

    @property
    def action(self) -> str:
        """Where forms about the subject are sent, from the root of the site."""
        return self.subject.path


def of(room: Room, subject: Subject, who: Visitor | None, page: int = 1) -> Section:
    """What a reader sees under a subject. With None, what everybody sees: that may be cached."""
    reader = who.reader if who else ""
    with room.record.read() as session:
        return Section(
            subject,
            _poll_box(session, room, subject.poll, reader) if subject.poll else None,
            thread(session, subject.key, reader, page),
            room.token(reader, f"comment {subject.key}"),
        )


def _poll_box(session: Session, room: Room, poll: Poll, reader: str) -> PollBox:
    mine = own_votes(session, poll.subject, reader)
    counted = counts(session, poll.subject)
    still_open = is_open(poll)
    labels = dict(zip(poll.choices, poll.labels, strict=True))
    return PollBox(
        poll=poll,
        question=WORDING[poll.question],
        is_open=still_open,
        own=labels.get(mine[-1].choice) if mine else None,
        votes=sum(counted.values()),
        shares=shares(poll, counted) if mine or not still_open else None,
        may_change=still_open and bool(mine) and may_change(mine),
        token=room.token(reader, f"vote {poll.subject}"),
    )


def fragment(room: Room, subject: Subject, request: Request | None = None) -> Markup:
    """The HTML to stand in a season's or a story's page, under its own second-level heading.

    Without a request it is what everybody sees, holds no token and may be cached: a form sent from
    it comes back once to be confirmed, and only then a cookie is set. With a request it is made for
    that reader: their vote, their comments that wait, the poll's result once they have voted.
    Such a page must not be cached (`Cache-Control: no-store`).
    """
    who = visitor(request, room.secret) if request is not None else None
    return room.render("section", section=of(room, subject, who))


def mark(room: Room, subject: Subject) -> str:
    """A mark that changes whenever `fragment(room, subject)` does: for caches and ETags.

    A few counts, far quicker than the fragment: ask on each request, and what was cached is never
    older than the last vote, comment, judgement or erasure.
    """
    key = subject.key
    of_subject = sa.select(Comment.id).where(Comment.subject == key)
    counted: list[sa.ScalarSelect[int]] = [_count(Vote, Vote.subject == key), _count(Erasure)]
    counted.append(_count(Comment, Comment.subject == key))
    for table in (Wording, Action, Report):
        counted.append(_count(table, table.comment_id.in_(of_subject)))
    with room.record.read() as session:
        numbers = session.execute(sa.select(*counted)).one()
    poll = subject.poll
    parts = [key, subject.href, *numbers, poll.id if poll else "", bool(poll and is_open(poll))]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()[:16]


def _count(table: type[Base], where: sa.ColumnElement[bool] | None = None) -> sa.ScalarSelect[int]:
    rows = sa.select(sa.func.count()).select_from(table)
    return (rows if where is None else rows.where(where)).scalar_subquery()


def place(subject: Subject, page: int, comment_id: str) -> str:
    """Where a comment stands, from the root of the site."""
    return f"{subject.path}?page={page}#c{quote(comment_id)}"
