"""What readers leave in the record: votes, comments, reports; and how they are moderated.

    polls ─< votes                     one question on a subject; what each reader chose, and when
    comments ─< wordings               a place in a thread; what was said there, newest last
    comments ─< reports, actions       what readers and moderators made of it
    admins                             who may moderate: a name and a password's hash
    erasures                           that a row was erased, and when; never what it said
    salts, traces                      one day's salt, and what was done from which salted address

A `subject` is `season/ID` or `story/ID`. A `reader` is a hash of what the reader's cookie holds.
A `nonce` is random: the same form sent twice leaves one row, and ids tell nothing of what was said.

Rows are never edited. A vote, wording or report may be deleted after its erasure was written, a
trace after its salt is gone, a salt after the next day's was made; the database refuses the rest.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from cliffhanger.store.record import Base


class Poll(Base):
    """A question on a subject, as it stood when it was voted on. A newer row moves its closing."""

    __tablename__ = "polls"
    subject: Mapped[str] = mapped_column(index=True)
    question: Mapped[str]
    choices: Mapped[list[str]]
    labels: Mapped[list[str]]
    closes_at: Mapped[dt.datetime]


class Vote(Base):
    """What a reader chose. The last (`nth`) of a reader on a subject counts."""

    __tablename__ = "votes"
    __table_args__ = (sa.UniqueConstraint("subject", "reader", "nth"),)
    poll_id: Mapped[str] = mapped_column(sa.ForeignKey("polls.id"), index=True)
    subject: Mapped[str]
    reader: Mapped[str] = mapped_column(index=True)
    choice: Mapped[str]
    nth: Mapped[int]
    nonce: Mapped[str] = mapped_column(unique=True)
    cast_at: Mapped[dt.datetime]


class Comment(Base):
    """A place in the thread of a subject. `voice` numbers the readers of a thread: Reader 1, 2."""

    __tablename__ = "comments"
    subject: Mapped[str] = mapped_column(index=True)
    parent_id: Mapped[str | None] = mapped_column(sa.ForeignKey("comments.id"), index=True)
    voice: Mapped[int]
    nonce: Mapped[str] = mapped_column(unique=True)
    begun_at: Mapped[dt.datetime]


class Wording(Base):
    """What a comment says, in Markdown. The last (`nth`) counts; `held`: not shown unapproved."""

    __tablename__ = "wordings"
    __table_args__ = (sa.UniqueConstraint("comment_id", "nth"),)
    comment_id: Mapped[str] = mapped_column(sa.ForeignKey("comments.id"))
    nth: Mapped[int]
    reader: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    spoiler: Mapped[bool]
    held: Mapped[bool]
    nonce: Mapped[str] = mapped_column(unique=True)
    written_at: Mapped[dt.datetime]


class Report(Base):
    """One reader's word that a comment should be looked at: spam, abuse, spoiler or other."""

    __tablename__ = "reports"
    __table_args__ = (sa.UniqueConstraint("comment_id", "reader"),)
    comment_id: Mapped[str] = mapped_column(sa.ForeignKey("comments.id"))
    reader: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    reported_at: Mapped[dt.datetime]


class Action(Base):
    """What a moderator did: approve, hide, restore, block, unblock. The last (`nth`) counts.

    `wording_id`: the wording that was judged; `reports`: how many had come in by then; `reader`:
    whom a block or unblock is about.
    """

    __tablename__ = "actions"
    __table_args__ = (sa.UniqueConstraint("comment_id", "nth"),)
    comment_id: Mapped[str] = mapped_column(sa.ForeignKey("comments.id"))
    nth: Mapped[int]
    action: Mapped[str]
    wording_id: Mapped[str | None]
    reports: Mapped[int]
    reader: Mapped[str | None] = mapped_column(index=True)
    admin: Mapped[str]
    acted_at: Mapped[dt.datetime]


class Admin(Base):
    """Who may moderate. The last row (`nth`) of a name counts; without a hash it has ended."""

    __tablename__ = "admins"
    __table_args__ = (sa.UniqueConstraint("name", "nth"),)
    name: Mapped[str]
    nth: Mapped[int]
    password_hash: Mapped[str | None]
    made_at: Mapped[dt.datetime]


class Erasure(Base):
    """That a row was erased, and when. Written before the row goes; says nothing of its content."""

    __tablename__ = "erasures"
    of_table: Mapped[str]
    row_id: Mapped[str] = mapped_column(unique=True)
    erased_at: Mapped[dt.datetime]


class Salt(Base):
    """What addresses are hashed with on one day; destroyed when the next day's is made."""

    __tablename__ = "salts"
    day: Mapped[dt.date] = mapped_column(unique=True)
    salt: Mapped[str]


class Trace(Base):
    """That something was done from a salted address: for limits, gone with the day's salt."""

    __tablename__ = "traces"
    __table_args__ = (
        sa.UniqueConstraint("day", "address", "what"),
        sa.Index("ix_traces_kind_address", "kind", "address"),
        sa.Index("ix_traces_kind_reader", "kind", "reader"),
    )
    day: Mapped[dt.date]
    address: Mapped[str]
    reader: Mapped[str]
    kind: Mapped[str]
    what: Mapped[str]
    at: Mapped[dt.datetime]


ERASABLE: tuple[type[Vote | Wording | Report], ...] = (Vote, Wording, Report)
"""What is a reader's own, and goes when the reader asks."""
