"""What readers write, at the foot of seasons and stories: put into pages that stand ready.

What everybody sees is made at most once a second for a page, and only when somebody wrote, while
the one before is served; one who has voted or written sees their own, made for them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from cliffhanger.pages.readers.visitor import COOKIE
from cliffhanger.pages.server.current import Current
from cliffhanger.pages.server.prepared import SAFE, Prepared, prepare
from cliffhanger.pages.server.shelf import FOOT, Shelf
from cliffhanger.pages.subjects import key_of, subject
from cliffhanger.pages.views import Page

if TYPE_CHECKING:
    from cliffhanger.pages.readers.room import Room

FRESH = 1.0
"""Seconds for which what everybody sees is not looked at again."""
STALE = 60.0
"""Seconds after which it is made anew though nobody wrote: polls close."""


def mark(page: Page) -> Markup:
    """Where the readers' part of a page will stand; nothing where readers do not write."""
    return Markup(FOOT) if key_of(page.path) else Markup("")


def room_of(current: Current) -> Room:
    """The readers' room of a desk: its record, its secret, and the subjects of its edition."""
    from cliffhanger.days import AsOf
    from cliffhanger.odds.known import Known
    from cliffhanger.pages.readers.room import Room
    from cliffhanger.pages.readers.secret import secret_of

    record = Known(current.desk, AsOf.now()).record
    return Room(
        record, secret_of(current.desk.path), lambda key: subject(current.shelf.contents, key)
    )


@dataclass(frozen=True)
class _Made:
    """A page with its foot: since when it stands, when looked at, what was written by then."""

    shelf: Shelf
    page: Prepared
    since: float
    looked: float
    written: tuple[Any, ...]


class Foot:
    """Puts what readers wrote into prepared pages."""

    def __init__(
        self, current: Current, room: Room, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._current, self._room, self._clock = current, room, clock
        self._made: dict[str, _Made] = {}

    def has(self, path: str) -> bool:
        """Whether readers write on the page at this path."""
        return key_of(path) is not None

    async def send(
        self, shelf: Shelf, path: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Send the page with its foot, the reader's own where they are known."""
        request = Request(scope, receive)
        if COOKIE in request.cookies:
            html = await run_in_threadpool(self._html, shelf, path, request)
            headers = {k.decode(): v.decode() for k, v in SAFE} | {"cache-control": "no-store"}
            await HTMLResponse(html, headers=headers)(scope, receive, send)
            return
        prepared = await self._shared(shelf, path)
        await prepared(scope, receive, send)

    async def _shared(self, shelf: Shelf, path: str) -> Prepared:
        made, now = self._made.get(path), self._clock()
        if made and made.shelf is shelf:
            if now < made.looked + FRESH:
                return made.page
            written = self._current.written()
            self._made[path] = replace(made, looked=now)
            if written and written == made.written and now < made.since + STALE:
                return made.page
        written = self._current.written()
        page = await run_in_threadpool(self._prepare, shelf, path)
        self._made[path] = _Made(shelf, page, now, now, written)
        return page

    def _prepare(self, shelf: Shelf, path: str) -> Prepared:
        html = self._html(shelf, path, None)
        return prepare(html, "text/html; charset=utf-8", shelf.changed, SAFE)

    def _html(self, shelf: Shelf, path: str, request: Request | None) -> bytes:
        from cliffhanger.pages.readers.routes import fragment

        page = shelf.find(path)
        found = self._room.subjects(key_of(path) or "")
        body = page.body if page else b""
        part = fragment(self._room, found, request) if found else ""
        return body.replace(FOOT.encode(), part.encode(), 1)
