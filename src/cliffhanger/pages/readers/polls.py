"""Polls as data: what was asked, until when, how many voted, and once it has closed for what."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger.pages.readers.subject import WORDING, Subject
from cliffhanger.pages.readers.votes import counts, is_open, shares
from cliffhanger.store.readers import Poll

NOTE = (
    "Voters chose themselves: readers of this site who felt like voting, one vote each as far as "
    "can be told without sign-up. This is no sample of any audience. Votes of a poll that is still "
    "open are counted but not told apart."
)
COLUMNS = ("subject", "title", "question", "closes_at", "open", "choice", "label", "votes", "share")


def polls(session: Session, subjects: Callable[[str], Subject | None]) -> dict[str, Any]:
    """Every poll that anybody voted on, by subject, and the note that belongs to all of them."""
    kept: dict[str, Poll] = {}
    for row in session.scalars(
        sa.select(Poll).order_by(Poll.subject, Poll.closes_at.desc(), Poll.id)
    ):
        kept[row.subject] = row  # the earliest closing: a decision closes a poll before its time
    found = []
    for key, row in kept.items():
        subject = subjects(key)
        poll = (subject and subject.poll) or row
        found.append(_poll(poll, subject, counts(session, key)))
    return {"note": NOTE, "polls": found}


def _poll(poll: Poll, subject: Subject | None, counted: dict[str, int]) -> dict[str, Any]:
    still_open = is_open(poll)
    return {
        "subject": poll.subject,
        "title": subject.title if subject else None,
        "question": WORDING[poll.question],
        "closes_at": poll.closes_at.isoformat(),
        "open": still_open,
        "total": sum(counted.values()),
        "choices": [
            {
                "choice": share.choice,
                "label": share.label,
                "votes": None if still_open else share.votes,
                "share": None if still_open else round(share.share, 4),
            }
            for share in shares(poll, counted)
        ],
    }


def as_csv(data: dict[str, Any]) -> str:
    """One row an answer; the note is in the last column of every row."""
    out = io.StringIO()
    writer = csv.DictWriter(
        out, (*COLUMNS, "total", "note"), lineterminator="\n", extrasaction="ignore"
    )
    writer.writeheader()
    for poll in data["polls"]:
        for choice in poll["choices"]:
            writer.writerow(poll | choice | {"note": data["note"]})
    return out.getvalue()
