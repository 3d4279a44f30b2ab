"""The pages of what is a reader's own: see it, take it out, have it erased."""

from __future__ import annotations

import json

from starlette.responses import Response

from cliffhanger.pages.readers import mine
from cliffhanger.pages.readers.room import Asked, Room, page
from cliffhanger.pages.readers.visitor import COOKIE

_ERASE = "erase"


def overview(room: Room, asked: Asked) -> Response:
    """What is kept about the reader whose cookie this is, with the way out."""
    with room.record.read() as session:
        own = mine.export(session, asked.who.reader)
    return page(
        room,
        "mine",
        title="What is kept about you",
        own=own,
        token=room.token(asked.who.reader, _ERASE),
    )


def export(room: Room, asked: Asked) -> Response:
    """The same as JSON."""
    with room.record.read() as session:
        own = mine.export(session, asked.who.reader)
    return Response(
        json.dumps(own, ensure_ascii=False, indent=1) + "\n",
        media_type="application/json",
        headers={
            "Content-Disposition": 'attachment; filename="cliffhanger-mine.json"',
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


def erase(room: Room, asked: Asked) -> Response:
    """Erase all of it, and the cookie. A form that is not ours shows the page again."""
    nonce = asked.nonce(room, _ERASE)
    if nonce is None:
        response = overview(room, asked)
        response.status_code = 403
        return response
    gone = mine.erase(room.record, asked.who, nonce)
    response = page(room, "erased", title="Erased", gone=gone)
    response.delete_cookie(COOKIE, httponly=True, secure=asked.https, samesite="lax")
    return response
