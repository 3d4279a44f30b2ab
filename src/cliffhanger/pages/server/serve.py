"""The server: the pages of the static site from memory, search, watch lists, the API, readers.

    app(current, limits=None, room=None) -> an ASGI application
    run(desk, ...)                          serves it with uvicorn

An unchanged page is a dictionary look-up and two sends. Everything else goes through Starlette:
`/api/v1` (`api`), search and watch lists (`asked`), and with a `room` the readers' polls and
comments (`readers.routes`), which stand at the foot of seasons and stories (`foot`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from cliffhanger import days
from cliffhanger.pages.server import asked
from cliffhanger.pages.server.api import api
from cliffhanger.pages.server.current import Current
from cliffhanger.pages.server.foot import Foot
from cliffhanger.pages.server.limits import Limits
from cliffhanger.pages.server.prepared import SAFE

if TYPE_CHECKING:
    from cliffhanger.pages.readers.room import Room
    from cliffhanger.store.desk import Desk

EVERY = 1.0
"""Seconds between looks at whether the edition's inputs have changed."""


def app(
    current: Current,
    *,
    limits: Limits | None = None,
    room: Room | None = None,
    watch: bool = True,
) -> ASGIApp:
    """The application. With `room` readers may write; with `watch` it looks for new editions."""
    foot = Foot(current, room) if room else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_watch(current, room)) if watch else None
        yield
        if task:
            task.cancel()

    allowed = limits or Limits()
    inner = Starlette(routes=_routes(current, allowed, room), lifespan=lifespan)
    return Front(current, Limited(inner, allowed), foot)


async def _watch(current: Current, room: Room | None) -> None:
    """Make the edition anew when its inputs change; of readers, destroy each day what must go."""
    kept: dt.date | None = None
    while True:
        try:
            await run_in_threadpool(current.refresh)
            if room and kept != days.today():
                from cliffhanger.pages.readers.routes import keep_day

                await run_in_threadpool(keep_day, room.record)
                kept = days.today()
        except Exception as error:  # the edition before stands, and is tried again
            print(f"cliffhanger: the edition could not be made: {error}", file=sys.stderr)
            await asyncio.sleep(10 * EVERY)
        await asyncio.sleep(EVERY)


class Front:
    """Answers what stands ready at once, and hands on the rest."""

    def __init__(self, current: Current, inner: ASGIApp, foot: Foot | None) -> None:
        self._current, self._inner, self._foot = current, inner, foot

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._inner(scope, receive, send)
            return
        path = scope["path"].removeprefix("/") or "index.html"
        if scope["query_string"] and path.startswith(("search.", "mine.")):
            await self._inner(scope, receive, send)
            return
        shelf = self._current.shelf
        found = shelf.ready.get(path)
        if found is None and path in shelf.contents.files:
            found = await run_in_threadpool(shelf.find, path)
        if found is None:
            await self._inner(scope, receive, send)
        elif self._foot and self._foot.has(path):
            await self._foot.send(shelf, path, scope, receive, send)
        else:
            await found(scope, receive, send)


class Limited:
    """Counts what has to be computed, by address, and says 429 to one who asks too often."""

    def __init__(self, inner: ASGIApp, limits: Limits) -> None:
        self._inner, self._limits = inner, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http" or scope["path"].startswith("/readers/"):
            await self._inner(scope, receive, send)
            return
        client = scope.get("client")
        leave = self._limits.ask(client[0] if client else "")
        told = self._limits.headers(leave)

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *told]}
            await send(message)

        if leave.granted:
            await self._inner(scope, receive, sending)
        else:
            body = b'{"detail":"too many requests: see Retry-After"}'
            refusal = Response(body, 429, {"access-control-allow-origin": "*"}, "application/json")
            await refusal(scope, receive, sending)


def _routes(current: Current, limits: Limits, room: Room | None) -> list[BaseRoute]:
    """Everything that does not stand ready."""
    routes: list[BaseRoute] = [
        Mount("/api/v1", api(current, limits)),
        *asked.routes(current),
    ]
    if room:
        from cliffhanger.pages.readers import routes as readers

        routes += readers.routes(room)
    return [*routes, Route("/{path:path}", _elsewhere(current))]


def _elsewhere(current: Current) -> Any:
    """A page without its `.html` leads to it; all else is not there."""

    def endpoint(request: Request) -> Response:
        path = request.path_params["path"].rstrip("/")
        for name in (f"{path}.html", f"{path}/index.html"):
            if name in current.shelf.contents.files:
                return RedirectResponse(f"/{name}", 308)
        html = asked.missing(current)
        return Response(html, 404, {k.decode(): v.decode() for k, v in SAFE}, "text/html")

    return endpoint


def run(
    desk: Desk,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    as_of: str | None = None,
    address: str = "",
    readers: bool = True,
    behind: str = "127.0.0.1",
) -> None:
    """Serve a desk until stopped. `address` is where the world finds it, `https://…`.

    `readers` lets readers vote and comment, on a desk as of now only. `behind` are the proxies
    (addresses or networks, with commas) that are believed when they say who asks.
    """
    import uvicorn

    from cliffhanger.pages.server.foot import mark, room_of

    writing = readers and as_of is None
    current = Current(
        desk, as_of=as_of, address=address.rstrip("/"), foot=mark if writing else None
    )
    made = app(current, room=room_of(current) if writing else None)
    uvicorn.run(
        made,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=behind,
    )
