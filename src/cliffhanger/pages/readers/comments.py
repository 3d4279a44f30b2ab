"""Comments: a place in a thread, and its wordings; who may see which, and who may change them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger import days
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.blocks import refuse_blocked
from cliffhanger.pages.readers.refusal import Refused, not_here
from cliffhanger.pages.readers.traces import spend
from cliffhanger.pages.readers.visitor import Visitor
from cliffhanger.pages.readers.votes import EDIT_WINDOW
from cliffhanger.store.readers import Action, Comment, Report, Wording

SHOWN, HELD, HIDDEN, ERASED = "shown", "held", "hidden", "erased"
REPORTS_TO_HOLD = 3
"""Reports by as many readers put a comment aside until a moderator has looked."""
_CHUNK = 500


@dataclass(frozen=True)
class Said:
    """A comment with everything that was made of it: wordings, actions, reports, oldest first."""

    comment: Comment
    wordings: Sequence[Wording] = ()
    actions: Sequence[Action] = ()
    reports: Sequence[Report] = ()

    @property
    def last(self) -> Wording | None:
        """The wording that counts; None where it was erased."""
        return self.wordings[-1] if self.wordings else None

    @property
    def judged(self) -> Action | None:
        """The last judgement of a moderator on it."""
        judging = [a for a in self.actions if a.action != "unblock"]
        return judging[-1] if judging else None

    @property
    def unjudged_reports(self) -> int:
        """Reports that came in since a moderator looked."""
        return len(self.reports) - (self.judged.reports if self.judged else 0)

    @property
    def state(self) -> str:
        """Shown, held for a moderator, hidden by one, or erased by its writer."""
        if self.last is None:
            return ERASED
        judged = self.judged
        if judged and judged.action in ("hide", "block"):
            return HIDDEN
        if self.unjudged_reports >= REPORTS_TO_HOLD:
            return HELD
        cleared = judged is not None and judged.wording_id == self.last.id
        return HELD if self.last.held and not cleared else SHOWN

    def is_by(self, reader: str) -> bool:
        """Whether this reader wrote it."""
        return bool(reader) and any(wording.reader == reader for wording in self.wordings)

    def may_change(self, reader: str) -> bool:
        """Whether this reader may still change it."""
        fresh = days.now() <= self.comment.begun_at + EDIT_WINDOW
        return fresh and self.is_by(reader) and self.state in (SHOWN, HELD)


@dataclass
class _Gathered:
    wordings: list[Wording] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def gather(session: Session, comments: Sequence[Comment]) -> list[Said]:
    """Each comment with what was made of it, in the order given."""
    found = {comment.id: _Gathered() for comment in comments}
    for ids in _chunks(list(found)):
        for wording in _of(session, Wording, ids, Wording.nth):
            found[wording.comment_id].wordings.append(wording)
        for action in _of(session, Action, ids, Action.nth):
            found[action.comment_id].actions.append(action)
        for report in _of(session, Report, ids, Report.reported_at):
            found[report.comment_id].reports.append(report)
    return [
        Said(c, found[c.id].wordings, found[c.id].actions, found[c.id].reports) for c in comments
    ]


def _of(session: Session, table: Any, ids: Sequence[str], order: Any) -> Iterable[Any]:
    rows = sa.select(table).where(table.comment_id.in_(ids)).order_by(order, table.id)
    return session.scalars(rows)


def _chunks(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def on(session: Session, subject: str) -> list[Said]:
    """Every comment on a subject, oldest first."""
    rows = sa.select(Comment).where(Comment.subject == subject)
    return gather(session, session.scalars(rows.order_by(Comment.begun_at, Comment.id)).all())


def one(session: Session, comment_id: str) -> Said:
    """The comment with this id. Raises Refused (404)."""
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise not_here("There is no such comment.")
    return gather(session, [comment])[0]


def visible(session: Session, comment_id: str, reader: str) -> Said:
    """The comment, if this reader may see it. Raises Refused (404) for every other alike."""
    said = one(session, comment_id)
    if said.state == SHOWN or (said.state == HELD and said.is_by(reader)):
        return said
    raise not_here("There is no such comment.")


def begin(
    session: Session,
    subject: str,
    who: Visitor,
    text: str,
    nonce: str,
    *,
    spoiler: bool = False,
    parent_id: str | None = None,
) -> str:
    """Write a comment, or a reply to one; its id. The same form sent twice writes one.

    Raises Refused when it is empty, too long, too often, or replies to what is not there.
    """
    text = readers_text.clean(text)
    there = session.scalar(sa.select(Comment).where(Comment.nonce == nonce))
    if there is not None:
        return _sent_before(session, there, text)
    refuse_blocked(session, who)
    if parent_id is not None and visible(session, parent_id, "").comment.subject != subject:
        raise not_here("There is no such comment to reply to.")
    spend(session, who, "comment", f"comment {nonce}")
    comment = _place(session, subject, who, nonce, parent_id)
    session.add(_wording(session, comment.id, who, text, nonce, 1, spoiler))
    return comment.id


def _place(
    session: Session, subject: str, who: Visitor, nonce: str, parent_id: str | None
) -> Comment:
    comment = Comment(
        subject=subject,
        parent_id=parent_id,
        voice=_voice(session, subject, who.reader),
        nonce=nonce,
        begun_at=days.now(),
    )
    session.add(comment)
    session.flush()  # before what links to it
    return comment


def _sent_before(session: Session, comment: Comment, text: str) -> str:
    [said] = gather(session, [comment])
    if said.wordings and said.wordings[0].text != text:
        raise Refused("This form was sent already.", fix="Send it once more.", status=409)
    return comment.id


def _voice(session: Session, subject: str, reader: str) -> int:
    on_subject = sa.select(Comment.voice).where(Comment.subject == subject)
    own = on_subject.join(Wording).where(Wording.reader == reader).limit(1)
    most = sa.select(sa.func.max(Comment.voice)).where(Comment.subject == subject)
    return session.scalar(own) or (session.scalar(most) or 0) + 1


def _wording(
    session: Session, comment_id: str, who: Visitor, text: str, nonce: str, nth: int, spoiler: bool
) -> Wording:
    return Wording(
        comment_id=comment_id,
        nth=nth,
        reader=who.reader,
        text=text,
        spoiler=spoiler,
        held=readers_text.has_link(text) or _was_hidden_before(session, who.reader),
        nonce=nonce,
        written_at=days.now(),
    )


def _was_hidden_before(session: Session, reader: str) -> bool:
    """Whether a comment of theirs stands hidden: then the next ones wait for a moderator."""
    mine = sa.select(Comment).where(
        Comment.id.in_(sa.select(Wording.comment_id).where(Wording.reader == reader)),
        Comment.id.in_(sa.select(Action.comment_id).where(Action.action.in_(("hide", "block")))),
    )
    return any(said.state == HIDDEN for said in gather(session, session.scalars(mine).all()))


def reword(
    session: Session, comment_id: str, who: Visitor, text: str, nonce: str, *, spoiler: bool
) -> Said:
    """Change one's own comment within the window. Raises Refused."""
    said = visible(session, comment_id, who.reader)
    if any(wording.nonce == nonce for wording in said.wordings):
        return said
    if not said.may_change(who.reader):
        raise too_late()
    refuse_blocked(session, who)
    text = readers_text.clean(text)
    if said.last and (said.last.text, said.last.spoiler) == (text, spoiler):
        return said
    spend(session, who, "edit", f"edit {nonce}")
    nth = len(said.wordings) + 1
    session.add(_wording(session, comment_id, who, text, nonce, nth, spoiler))
    return said


def too_late() -> Refused:
    """Somebody else's comment, or one's own after the window."""
    return Refused(
        "This comment cannot be changed.",
        fix="Its writer may change it for ten minutes, in the browser it was written in.",
        status=403,
    )
