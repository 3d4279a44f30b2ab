"""What readers do: vote, comment, reply, change, report. Each a form, answered by a page."""

from __future__ import annotations

from starlette.responses import Response

from cliffhanger.pages import readers_comments as comments
from cliffhanger.pages import readers_moderation as moderation
from cliffhanger.pages import readers_section, readers_text, readers_thread
from cliffhanger.pages import readers_votes as votes
from cliffhanger.pages.readers_refusal import Refused, not_here
from cliffhanger.pages.readers_room import Asked, Room, go, page, refused
from cliffhanger.pages.readers_subject import WORDING, Subject
from cliffhanger.pages.readers_writing import write


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
        return go(room, f"{subject.path}#poll")
    if choice not in poll.choices:
        raise Refused("No answer was chosen.", fix="Go back and choose one, then vote.")
    nonce = asked.nonce(room, f"vote {subject.key}")
    if nonce is None:
        label = poll.labels[poll.choices.index(choice)]
        said = f"{WORDING[poll.question]} {label}"
        return _confirm(room, asked, f"{subject.path}/vote", f"vote {subject.key}", said, "vote")
    write(room.record, lambda session: votes.cast(session, poll, asked.who, choice, nonce))
    return go(room, f"{subject.path}#poll")


def _confirm(
    room: Room, asked: Asked, path: str, action: str, said: str, template: str
) -> Response:
    """The form once more, with a cookie and a token: for one not known yet, or an old form."""
    who = asked.who.met()
    old = bool(asked.form.get("token"))
    return page(
        room,
        f"confirm_{template}",
        status=403 if old else 200,
        who=who,
        https=asked.https,
        title="Once more, to confirm" if old else "To confirm",
        old=old,
        path=path,
        said=said,
        form=asked.form,
        token=room.token(who.reader, action),
    )


def _draft(
    room: Room,
    asked: Asked,
    action: str,
    *,
    refusal: Refused | None = None,
    **context: object,
) -> Response:
    """The form of a comment with what was written so far, and how it will look."""
    who, text = asked.who.met(), asked.form.get("text", "")
    try:
        preview = readers_text.html(readers_text.clean(text)) if text.strip() else None
    except Refused as unclean:
        preview, refusal = None, refusal or unclean
    old = bool(asked.form.get("token")) and refusal is None
    response = page(
        room,
        "draft",
        status=refusal.status if refusal else 403 if old else 200,
        who=who,
        https=asked.https,
        old=old,
        refusal=refusal,
        preview=preview,
        text=text[: 2 * readers_text.LONGEST],
        spoiler="spoiler" in asked.form,
        longest=readers_text.LONGEST,
        token=room.token(who.reader, action),
        **context,
    )
    if refusal and refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def comment(room: Room, asked: Asked) -> Response:
    """Write a comment on a subject, or a reply to one."""
    subject, action = _subject(room, asked), f"comment {_subject(room, asked).key}"
    parent, text = asked.form.get("parent") or None, asked.form.get("text", "")
    if asked.by_machine:
        return go(room, f"{subject.path}#comments")
    what = {
        "title": f"A comment on {subject.title}",
        "path": f"{subject.path}/comment",
        "parent": _parent(room, asked, subject, parent),
    }
    nonce = asked.nonce(room, action)
    if nonce is None:
        return _draft(room, asked, action, **what)
    try:
        made = write(
            room.record,
            lambda session: comments.begin(
                session,
                subject.key,
                asked.who,
                text,
                nonce,
                spoiler="spoiler" in asked.form,
                parent_id=parent,
            ),
        )
    except Refused as refusal:
        return _draft(room, asked, action, refusal=refusal, **what)
    return _to_comment(room, asked, subject, made)


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
    return _draft(
        room,
        Asked(asked.request, asked.who, {"parent": said.comment.id}),
        f"comment {subject.key}",
        title=f"A reply to Reader {said.comment.voice}",
        path=f"{subject.path}/comment",
        parent=_parent(room, asked, subject, said.comment.id),
    )


def change(room: Room, asked: Asked) -> Response:
    """The form to change a comment of one's own, and the change itself."""
    said, subject = _found(room, asked)
    if not said.may_change(asked.who.reader) or said.last is None:
        raise Refused(
            "This comment cannot be changed.",
            fix="Its writer may change it for ten minutes, in the browser it was written in.",
            status=403,
        )
    action = f"change {said.comment.id}"
    what = {
        "title": "Change your comment",
        "path": f"readers/comment/{said.comment.id}/change",
        "parent": None,
    }
    if asked.request.method != "POST":
        shown = {"text": said.last.text} | ({"spoiler": "1"} if said.last.spoiler else {})
        return _draft(room, Asked(asked.request, asked.who, shown), action, **what)
    nonce = asked.nonce(room, action)
    if nonce is None:
        return _draft(room, asked, action, **what)
    try:
        _reword(room, asked, said.comment.id, nonce)
    except Refused as refusal:
        return _draft(room, asked, action, refusal=refusal, **what)
    return _to_comment(room, asked, subject, said.comment.id)


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
        return go(room, subject.path)
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
