"""The moderators' pages: sign in, the queue, and what is done about each comment."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.responses import Response

from cliffhanger.pages.readers import admin, comments, moderation
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.comments import Said
from cliffhanger.pages.readers.refusal import Refused
from cliffhanger.pages.readers.room import Asked, Room, go, page
from cliffhanger.pages.readers.subject import Subject
from cliffhanger.pages.readers.traces import spend
from cliffhanger.pages.readers.writing import nonce as random_word
from cliffhanger.pages.readers.writing import write

_DESK = "readers/moderate"


@dataclass(frozen=True)
class Case:
    """One comment before a moderator."""

    said: Said
    html: Markup
    subject: Subject | None
    reasons: list[tuple[str, int]]
    token: str


def _moderator(room: Room, asked: Asked) -> str | None:
    with room.record.read() as session:
        cookie = asked.request.cookies.get(admin.COOKIE, "")
        return admin.signed_in(session, room.secret, cookie)


def sign_in(room: Room, asked: Asked) -> Response:
    """The form to sign in, and signing in."""
    form = asked.request.method == "POST" and asked.nonce(room, "sign in") is not None
    if not form:
        return _sign_in_page(room, asked, 403 if asked.form.get("token") else 200, "")
    write(room.record, lambda session: spend(session, asked.who, "login", random_word()))
    name, password = asked.form.get("name", ""), asked.form.get("password", "")
    with room.record.read() as session:
        known = admin.standing(session, name)
    if not admin.knows_password(known, password) or known is None:
        return _sign_in_page(room, asked, 403, "No moderator has this name and password.")
    response = go(room, _DESK)
    response.set_cookie(
        admin.COOKIE,
        admin.session_cookie(room.secret, name, known),
        max_age=admin.SESSION_LIVES,
        httponly=True,
        secure=asked.https,
        samesite="strict",
    )
    return response


def _sign_in_page(room: Room, asked: Asked, status: int, said: str) -> Response:
    who = asked.who.met()
    token = room.token(who.reader, "sign in")
    return page(
        room,
        "sign_in",
        status=status,
        who=who,
        https=asked.https,
        title="Moderators",
        said=said,
        token=token,
    )


def sign_out(room: Room, asked: Asked) -> Response:
    """Forget the moderator in this browser."""
    response = go(room, f"{_DESK}/sign-in")
    response.delete_cookie(admin.COOKIE, httponly=True, secure=asked.https, samesite="strict")
    return response


def queue(room: Room, asked: Asked) -> Response:
    """What waits, what is hidden, who is blocked."""
    name = _moderator(room, asked)
    if name is None:
        return go(room, f"{_DESK}/sign-in")
    with room.record.read() as session:
        found = moderation.queue(session)
        blocked = [comments.one(session, block.comment_id) for block in found.blocked]
    return page(
        room,
        "queue",
        title="Moderation",
        name=name,
        waiting=[_case(room, said, name) for said in found.waiting],
        hidden=[_case(room, said, name) for said in found.hidden],
        blocked=[_case(room, said, name) for said in blocked],
    )


def _case(room: Room, said: Said, name: str) -> Case:
    return Case(
        said,
        readers_text.html(said.last.text) if said.last else Markup(),
        room.subjects(said.comment.subject),
        moderation.reasons(said),
        room.token(f"moderator {name}", _action(said)),
    )


def _action(said: Said) -> str:
    """Its number makes a token good for one action: the next has another."""
    return f"act {said.comment.id} {len(said.actions)}"


def act(room: Room, asked: Asked) -> Response:
    """Do as a moderator says about a comment, once."""
    name = _moderator(room, asked)
    if name is None:
        raise Refused("Sign in first.", status=403)
    comment_id, action = asked.form.get("comment", ""), asked.form.get("action", "")

    def done(session: Session) -> None:
        said = comments.one(session, comment_id)
        if asked.nonce(room, _action(said), f"moderator {name}") is None:
            raise Refused(
                "This form is old, or somebody was quicker.",
                fix="Look at the queue again.",
                status=403,
            )
        moderation.act(session, comment_id, action, name)

    write(room.record, done)
    return go(room, _DESK)
