"""Votes and what they come to: one a reader, as events; the last of each reader counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from cliffhanger import days
from cliffhanger.pages.readers.refusal import Refused
from cliffhanger.pages.readers.traces import hold, spend, trace, traced
from cliffhanger.pages.readers.visitor import Visitor
from cliffhanger.store.readers import Poll, Vote

EDIT_WINDOW = dt.timedelta(minutes=10)
"""How long a vote or a comment may be changed by whoever sent it."""


@dataclass(frozen=True)
class Share:
    """One answer: how many chose it, and the share of all votes (0 where there are none)."""

    choice: str
    label: str
    votes: int
    share: float


def own_votes(session: Session, subject: str, reader: str) -> list[Vote]:
    """A reader's votes on a subject, oldest first."""
    mine = sa.select(Vote).where(Vote.subject == subject, Vote.reader == reader)
    return list(session.scalars(mine.order_by(Vote.nth))) if reader else []


def is_open(poll: Poll) -> bool:
    """Whether votes are taken now."""
    return days.now() < poll.closes_at


def may_change(mine: Sequence[Vote]) -> bool:
    """Whether a reader with these votes may still vote otherwise: ten minutes from the first."""
    return not mine or days.now() <= mine[0].cast_at + EDIT_WINDOW


def cast(session: Session, poll: Poll, who: Visitor, choice: str, nonce: str) -> None:
    """Count a reader's vote, or the change of it within the window; the same form counts once.

    Raises Refused when the poll has closed, the choice is none of its own, a vote from this
    address was counted today, or the reader's vote stands.
    """
    if choice not in poll.choices:
        raise Refused("No answer was chosen.", fix="Choose one, then vote.")
    if not is_open(poll):
        raise Refused("This poll has closed.", status=409)
    hold(session, who)
    mine = own_votes(session, poll.subject, who.reader)
    if mine and (mine[-1].choice == choice or any(vote.nonce == nonce for vote in mine)):
        return
    if mine and not may_change(mine):
        raise Refused("Your vote was counted and stands.", status=409)
    _count_address(session, poll, who, first=not mine, nonce=nonce)
    _keep_poll(session, poll)
    session.add(_vote(poll, who, choice, nonce, len(mine) + 1))


def _vote(poll: Poll, who: Visitor, choice: str, nonce: str, nth: int) -> Vote:
    return Vote(
        poll_id=poll.id,
        subject=poll.subject,
        reader=who.reader,
        choice=choice,
        nth=nth,
        nonce=nonce,
        cast_at=days.now(),
    )


def _count_address(session: Session, poll: Poll, who: Visitor, *, first: bool, nonce: str) -> None:
    voted = f"voted {poll.subject}"
    if first and traced(session, who, voted):
        raise Refused(
            "A vote from this address was counted today.",
            fix="One vote a reader: those who share an address can vote on another day.",
            status=409,
        )
    spend(session, who, "vote", f"vote {nonce}")
    if first:
        trace(session, who, "voted", voted)


def _keep_poll(session: Session, poll: Poll) -> None:
    if session.get(Poll, poll.id) is None:
        row = Poll(**{c: getattr(poll, c) for c in _POLL})  # the given one is shared by threads
        session.add(row)
        session.flush()


_POLL = ("subject", "question", "choices", "labels", "closes_at")


def counts(session: Session, subject: str, by: dt.datetime | None = None) -> dict[str, int]:
    """How many readers chose what on a subject, as known at a moment (None: now)."""
    later = aliased(Vote)
    superseded = sa.exists().where(
        later.subject == Vote.subject, later.reader == Vote.reader, later.nth > Vote.nth
    )
    counted = sa.select(Vote.choice, sa.func.count()).where(Vote.subject == subject)
    if by is not None:
        counted = counted.where(Vote.cast_at <= by)
        superseded = superseded.where(later.cast_at <= by)
    rows = session.execute(counted.where(~superseded).group_by(Vote.choice)).all()
    return {row[0]: row[1] for row in rows}


def shares(poll: Poll, counted: dict[str, int]) -> tuple[Share, ...]:
    """Every answer of a poll in its order, with its votes."""
    numbers = [counted.get(choice, 0) for choice in poll.choices]
    total = sum(numbers)
    return tuple(
        Share(choice, label, votes, votes / total if total else 0.0)
        for choice, label, votes in zip(poll.choices, poll.labels, numbers, strict=True)
    )
