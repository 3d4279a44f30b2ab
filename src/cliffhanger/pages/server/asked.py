"""What is asked by a query: search, and a reader's own series as page, data, feed, calendar."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cliffhanger.pages import calendars, data, feeds
from cliffhanger.pages.contents import MEDIA
from cliffhanger.pages.render import Renderer
from cliffhanger.pages.server.current import Current
from cliffhanger.pages.server.prepared import SAFE, etag_of
from cliffhanger.pages.server.shelf import Shelf
from cliffhanger.pages.views import Page
from cliffhanger.pages.views_data import MinePage

LONGEST = 100
"""Characters of a search."""
Answer = Callable[[Shelf, Request], bytes]


def routes(current: Current) -> list[Route]:
    """The addresses of search and watch lists."""
    table: dict[str, Answer] = {
        "search.html": lambda shelf, r: shelf.contents.renderer.page(_search(shelf, r)),
        "search.json": lambda shelf, r: data.as_json(_search(shelf, r)),
        "search.csv": lambda shelf, r: data.as_csv(_search(shelf, r)) or b"",
        "mine.html": lambda shelf, r: shelf.contents.renderer.page(_mine(shelf, r)),
        "mine.json": lambda shelf, r: data.as_json(_mine(shelf, r)),
        "mine.csv": lambda shelf, r: data.as_csv(_mine(shelf, r)) or b"",
        "mine.atom": _mine_feed,
        "mine.ics": _mine_calendar,
    }
    found = [
        Route(f"/{path}", _endpoint(current, path.rsplit(".", 1)[1], answer))
        for path, answer in table.items()
    ]
    short = [
        Route(f"/{name}", _endpoint(current, "html", table[f"{name}.html"]))
        for name in ("search", "mine")
    ]
    return [*found, *short]


def _endpoint(current: Current, suffix: str, answer: Answer) -> Callable[[Request], Response]:
    safe = {k.decode(): v.decode() for k, v in SAFE} if suffix == "html" else {}
    opened = {} if suffix == "html" else {"access-control-allow-origin": "*"}

    def endpoint(request: Request) -> Response:
        body = answer(current.shelf, request)
        etag = etag_of(body).decode()
        headers = {**safe, **opened, "etag": etag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=MEDIA[suffix])

    return endpoint


def _search(shelf: Shelf, request: Request) -> Page:
    return shelf.contents.series.search_page(request.query_params.get("q", "")[:LONGEST])


def _mine(shelf: Shelf, request: Request) -> MinePage:
    wanted = request.query_params.get("ids", "").split(",")
    return shelf.contents.series.mine([*wanted, request.query_params.get("add", "")[:LONGEST]])


def _mine_feed(shelf: Shelf, request: Request) -> bytes:
    page = _mine(shelf, request)
    entries = shelf.contents.entries(set(page.ids))
    path = f"mine.atom?ids={','.join(page.ids)}"
    given = shelf.contents.given
    return feeds.atom(
        given, path, "Cliffhanger: my series", f"mine.html?ids={','.join(page.ids)}", entries
    )


def _mine_calendar(shelf: Shelf, request: Request) -> bytes:
    ids = frozenset(_mine(shelf, request).ids)
    timed = request.query_params.get("timed") == "1"
    windows = request.query_params.get("premieres") != "1"
    given = shelf.contents.given
    return calendars.calendar(
        given, "Cliffhanger: my series", timed=timed, windows=windows, titles=ids
    )


def missing(current: Current) -> bytes:
    """The page that says there is no such page."""
    from cliffhanger.pages.views_data import MissingPage

    page = MissingPage(current.shelf.contents.edition)
    renderer: Renderer = current.shelf.contents.renderer
    return renderer.page(page, root="/")
