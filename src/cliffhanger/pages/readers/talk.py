"""What readers do: vote, comment, reply, change, report. Each a form, answered by a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.responses import Response

from cliffhanger.pages.readers import comments, moderation, votes
from cliffhanger.pages.readers import section as readers_section
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers import thread as readers_thread
from cliffhanger.pages.readers.refusal import Refused, not_here
from cliffhanger.pages.readers.room import Asked, Room, go, page, refused
from cliffhanger.pages.readers.subject import WORDING, Subject
from cliffhanger.pages.readers.writing import write


def _subject(room: Room, asked: Asked) -> Subject:
    given = asked.request.path_params
    return room.subject(f"{given['kind']}/{given['name']}")


def discussion(room: Room, asked: Asked) -> Response:
    """The poll and the comments on a subject, on a page of their own."""
    subject = _subject(room, asked)
    section = readers_section.of(room, subject, asked.who, asked.page)
    return page(room, "discussion", title=f"Readers on {subject.title}", section=section)


def vote(room: Room, asked: Asked) -> Response:
    """Count a vote, then show the result."""
    subject = _subject(room, asked)
    poll, choice = subject.poll, asked.form.get("choice", "")
    if poll is None:
        raise not_here("There is no poll here.")
    if asked.by_machine:
        return go(room, f"{room.home(subject)}#poll")
    if choice not in poll.choices:
        raise Refused("No answer was chosen.", fix="Go back and choose one, then vote.")
    nonce = asked.nonce(room, f"vote {subject.key}")
    if nonce is None:
        return _confirm(room, asked, subject, poll.labels[poll.choices.index(choice)])
    write(room.record, lambda session: votes.cast(session, poll, asked.who, choice, nonce))
    return go(room, f"{room.home(subject)}#poll")


def _confirm(room: Room, asked: Asked, subject: Subject, label: str) -> Response:
    """The vote once more, with a cookie and a token: for one not known yet, or an old form."""
    who, old = asked.who.met(), bool(asked.form.get("token"))
    return page(
        room,
        "confirm_vote",
        status=403 if old else 200,
        who=who,
        https=asked.https,
        title="Once more, to confirm" if old else "To confirm",
        subject=subject,
        question=WORDING[subject.poll.question] if subject.poll else "",
        label=label,
        choice=asked.form["choice"],
        old=old,
        token=room.token(who.reader, f"vote {subject.key}"),
    )


@dataclass(frozen=True)
class _Form:
    """The form of a comment: what it is called, where it goes, what it does, what it answers."""

    title: str
    path: str
    action: str
    parent: readers_thread.Line | None = None


def _draft(room: Room, asked: Asked, form: _Form, refusal: Refused | None = None) -> Response:
    """The form with what was written so far, and how it will look."""
    who, text = asked.who.met(), asked.form.get("text", "")
    preview, unclean = _preview(text)
    refusal = refusal or unclean
    old = bool(asked.form.get("token")) and refusal is None
    response = page(
        room,
        "draft",
        status=refusal.status if refusal else 403 if old else 200,
        who=who,
        https=asked.https,
        title=form.title,
        path=form.path,
        parent=form.parent,
        old=old,
        refusal=refusal,
        preview=preview,
        text=text[: 2 * readers_text.LONGEST],
        spoiler="spoiler" in asked.form,
        longest=readers_text.LONGEST,
        token=room.token(who.reader, form.action),
    )
    if refusal and refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _preview(text: str) -> tuple[Markup | None, Refused | None]:
    try:
        return (readers_text.html(readers_text.clean(text)) if text.strip() else None), None
    except Refused as refusal:
        return None, refusal


def comment(room: Room, asked: Asked) -> Response:
    """Write a comment on a subject, or a reply to one."""
    subject = _subject(room, asked)
    if asked.by_machine:
        return go(room, f"{room.home(subject)}#comments")
    parent = asked.form.get("parent") or None
    form = _Form(
        f"A comment on {subject.title}",
        f"{subject.path}/comment",
        f"comment {subject.key}",
        _parent(room, asked, subject, parent),
    )
    nonce = asked.nonce(room, form.action)
    if nonce is None:
        return _draft(room, asked, form)
    try:
        made = _begin(room, asked, subject, nonce)
    except Refused as refusal:
        return _draft(room, asked, form, refusal)
    return _to_comment(room, asked, subject, made)


def _begin(room: Room, asked: Asked, subject: Subject, nonce: str) -> str:
    text, parent = asked.form.get("text", ""), asked.form.get("parent") or None
    spoiler = "spoiler" in asked.form

    def work(session: Session) -> str:
        return comments.begin(
            session, subject.key, asked.who, text, nonce, spoiler=spoiler, parent_id=parent
        )

    return write(room.record, work)


def _parent(
    room: Room, asked: Asked, subject: Subject, parent: str | None
) -> readers_thread.Line | None:
    if parent is None:
        return None
    with room.record.read() as session:
        said = comments.visible(session, parent, "")
    if said.comment.subject != subject.key:
        raise not_here("There is no such comment to reply to.")
    return readers_thread.line(said, 1, None, asked.who.reader)


def _to_comment(room: Room, asked: Asked, subject: Subject, comment_id: str) -> Response:
    with room.record.read() as session:
        said = comments.on(session, subject.key)
    nth = readers_thread.page_of(said, asked.who.reader, comment_id)
    return go(room, readers_section.place(subject, nth, comment_id))


def _found(room: Room, asked: Asked) -> tuple[comments.Said, Subject]:
    with room.record.read() as session:
        said = comments.visible(session, asked.request.path_params["id"], asked.who.reader)
    return said, room.subject(said.comment.subject)


def reply(room: Room, asked: Asked) -> Response:
    """The form for a reply."""
    said, subject = _found(room, asked)
    answered = said.comment.id
    form = _Form(
        f"A reply to Reader {said.comment.voice}",
        f"{subject.path}/comment",
        f"comment {subject.key}",
        _parent(room, asked, subject, answered),
    )
    return _draft(room, replace(asked, form={"parent": answered}), form)


def change(room: Room, asked: Asked) -> Response:
    """The form to change a comment of one's own, and the change itself."""
    said, subject = _found(room, asked)
    if not said.may_change(asked.who.reader) or said.last is None:
        raise comments.too_late()
    comment_id = said.comment.id
    form = _Form(
        "Change your comment", f"readers/comment/{comment_id}/change", f"change {comment_id}"
    )
    if asked.request.method != "POST":
        shown = {"text": said.last.text} | ({"spoiler": "1"} if said.last.spoiler else {})
        return _draft(room, replace(asked, form=shown), form)
    nonce = asked.nonce(room, form.action)
    if nonce is None:
        return _draft(room, asked, form)
    try:
        _reword(room, asked, comment_id, nonce)
    except Refused as refusal:
        return _draft(room, asked, form, refusal)
    return _to_comment(room, asked, subject, comment_id)


def _reword(room: Room, asked: Asked, comment_id: str, nonce: str) -> None:
    text, spoiler = asked.form.get("text", ""), "spoiler" in asked.form
    write(
        room.record,
        lambda session: comments.reword(
            session, comment_id, asked.who, text, nonce, spoiler=spoiler
        ),
    )


def report(room: Room, asked: Asked) -> Response:
    """The form to report a comment, and the report itself."""
    said, subject = _found(room, asked)
    action, comment_id = f"report {said.comment.id}", said.comment.id
    given = asked.nonce(room, action) if asked.request.method == "POST" else None
    if asked.by_machine:
        return go(room, room.home(subject))
    if given is None:
        who = asked.who.met()
        return page(
            room,
            "report",
            status=403 if asked.form.get("token") else 200,
            who=who,
            https=asked.https,
            title="Report a comment",
            path=f"readers/comment/{comment_id}/report",
            line=readers_thread.line(said, 1, None, asked.who.reader),
            reasons=moderation.REASONS,
            chosen=asked.form.get("reason", ""),
            token=room.token(who.reader, action),
        )
    reason = asked.form.get("reason", "")
    write(room.record, lambda session: moderation.report(session, comment_id, asked.who, reason))
    return refused(room, Refused("Thank you: a moderator will look at it.", status=200))
