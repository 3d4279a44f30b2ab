"""Readers: polls, comments, moderation, without sign-up and without JavaScript. Server only.

    room = Room(record, secret_of(desk.path), subjects)
    app = Starlette(routes=[*routes(room), ...])
    html = fragment(room, subject, request)          what stands in a season's or a story's page
    html = fragment(room, subject)                   the same for everybody: cache it by `mark`

`subjects` gives the `Subject` with a key, or None: see `readers_subject.season` and `story`.
A server calls `keep_day(record)` at its start and after each midnight (UTC), so that salts and
traces of the day before are destroyed also where nobody writes.
"""

from __future__ import annotations

import json
from importlib import resources

from starlette.responses import Response
from starlette.routing import Route

from cliffhanger.pages.readers import desk as readers_desk
from cliffhanger.pages.readers import own as readers_own
from cliffhanger.pages.readers import polls as readers_polls
from cliffhanger.pages.readers import talk as readers_talk
from cliffhanger.pages.readers.room import HEADERS, Asked, Handler, Room, endpoint
from cliffhanger.pages.readers.section import fragment, mark
from cliffhanger.pages.readers.subject import Subject, season, story
from cliffhanger.pages.readers.traces import keep_day

__all__ = [
    "HEADERS",
    "Room",
    "Subject",
    "fragment",
    "keep_day",
    "mark",
    "routes",
    "season",
    "story",
]

_GET, _POST, _BOTH = ("GET",), ("POST",), ("GET", "POST")
_ON = "/readers/on/{kind}/{name}"
_COMMENT = "/readers/comment/{id}"
_DESK = "/readers/moderate"

_DATA = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}


def _polls_json(room: Room, asked: Asked) -> Response:  # noqa: ARG001
    with room.record.read() as session:
        data = readers_polls.polls(session, room.subjects)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return Response(text, media_type="application/json", headers=_DATA)


def _polls_csv(room: Room, asked: Asked) -> Response:  # noqa: ARG001
    with room.record.read() as session:
        data = readers_polls.polls(session, room.subjects)
    return Response(readers_polls.as_csv(data), media_type="text/csv", headers=_DATA)


def _style(room: Room, asked: Asked) -> Response:  # noqa: ARG001
    file = resources.files("cliffhanger") / "pages" / "static" / "readers.css"
    headers = {"Cache-Control": "max-age=3600"}
    return Response(file.read_bytes(), media_type="text/css", headers=headers)


_TABLE: list[tuple[str, tuple[str, ...], Handler]] = [
    ("/polls.json", _GET, _polls_json),
    ("/polls.csv", _GET, _polls_csv),
    ("/readers/readers.css", _GET, _style),
    ("/readers/mine", _GET, readers_own.overview),
    ("/readers/mine.json", _GET, readers_own.export),
    ("/readers/mine/erase", _POST, readers_own.erase),
    (_DESK, _GET, readers_desk.queue),
    (f"{_DESK}/act", _POST, readers_desk.act),
    (f"{_DESK}/sign-in", _BOTH, readers_desk.sign_in),
    (f"{_DESK}/sign-out", _POST, readers_desk.sign_out),
    (f"{_COMMENT}/reply", _GET, readers_talk.reply),
    (f"{_COMMENT}/change", _BOTH, readers_talk.change),
    (f"{_COMMENT}/report", _BOTH, readers_talk.report),
    (_ON, _GET, readers_talk.discussion),
    (f"{_ON}/vote", _POST, readers_talk.vote),
    (f"{_ON}/comment", _POST, readers_talk.comment),
]


def routes(room: Room) -> list[Route]:
    """Every address of the readers' rooms, to be mounted at the root of the site."""
    return [
        Route(path, endpoint(room, handler), methods=list(methods))
        for path, methods, handler in _TABLE
    ]
