"""What stands under a season or a story: its poll, and what readers say of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.requests import Request

from cliffhanger.pages import readers_text
from cliffhanger.pages.readers_room import Room
from cliffhanger.pages.readers_subject import WORDING, Subject
from cliffhanger.pages.readers_thread import Thread, thread
from cliffhanger.pages.readers_visitor import Visitor, visitor
from cliffhanger.pages.readers_votes import Share, counts, is_open, own_votes, shares
from cliffhanger.store.readers import Poll


@dataclass(frozen=True)
class PollBox:
    """A poll as one reader sees it: no `shares` before they voted or it closed."""

    poll: Poll
    question: str
    is_open: bool
    own: str | None
    votes: int
    shares: tuple[Share, ...] | None
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
    told = bool(mine) or not is_open(poll)
    return PollBox(
        poll,
        WORDING[poll.question],
        is_open(poll),
        poll.labels[poll.choices.index(mine[-1].choice)]
        if mine and mine[-1].choice in poll.choices
        else None,
        sum(counted.values()),
        shares(poll, counted) if told else None,
        room.token(reader, f"vote {poll.subject}"),
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


def place(subject: Subject, page: int, comment_id: str) -> str:
    """Where a comment stands, from the root of the site."""
    return f"{subject.path}?page={page}#c{quote(comment_id)}"
