"""The API under /api/v1: the facts of the pages for programs, read-only, without a key.

    api(current, limits) -> FastAPI      to be mounted at /api/v1

Every list takes `page`, `limit` and `updated_since`; every answer has an ETag, and `as_of` says for
when it holds.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from fastapi import FastAPI, HTTPException, Path, Query, Request, Response
from pydantic import BeforeValidator
from starlette.middleware.cors import CORSMiddleware

from cliffhanger.pages.server import api_models as models
from cliffhanger.pages.server.api_rows import Row, Rows, since
from cliffhanger.pages.server.current import Current
from cliffhanger.pages.server.limits import Limits
from cliffhanger.pages.server.prepared import Prepared, prepare
from cliffhanger.pages.server.shelf import Shelf
from cliffhanger.titles import normal

MOST = 200
"""Items of a page of a list."""
_EXPOSED = [
    "ETag",
    "Link",
    "X-Total-Count",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "Retry-After",
]

Nth = Annotated[int, Query(ge=1, le=1_000_000, description="the page, from 1")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="items of a page")]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _written_out(text: object) -> object:
    """A day as it is given, if it is written as one: a bare number would be read as seconds."""
    if isinstance(text, str) and not _DAY.fullmatch(text):
        raise ValueError("write the day as YYYY-MM-DD")
    return text


Day = Annotated[dt.date, BeforeValidator(_written_out)]
Since = Annotated[
    Day | None,
    Query(
        description="only where something was known on this day or later", examples=["2022-11-01"]
    ),
]
Text = Annotated[str | None, Query(max_length=200)]
Id = Annotated[str, Path(max_length=300)]
_HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "send it back as If-None-Match"},
    "RateLimit-Remaining": {"schema": {"type": "integer"}},
}
_NOT = {"model": models.Problem}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"headers": _HEADERS},
    304: {"description": "Unchanged since the ETag that was sent"},
    429: {**_NOT, "description": "Too many requests; come again after Retry-After seconds"},
}
_ONE = {**_ANSWERS, 404: {**_NOT, "description": "There is no such thing in this edition"}}


class Desk:
    """How the endpoints come to their rows and answers."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._rows: WeakKeyDictionary[Shelf, Rows] = WeakKeyDictionary()

    def rows(self) -> Rows:
        """The rows of the edition that stands now."""
        shelf = self._current.shelf
        if shelf not in self._rows:
            self._rows[shelf] = Rows(shelf.contents)
        return self._rows[shelf]

    def answer(
        self, request: Request, make: Callable[[Rows], tuple[Row, list[tuple[bytes, bytes]]]]
    ) -> Response:
        """The answer to a request: its ETag, 304 where it is known, made once an edition."""
        shelf, rows = self._current.shelf, self.rows()

        def prepared() -> Prepared:
            body, headers = make(rows)
            text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_plain)
            return prepare(text.encode(), "application/json", shelf.changed, headers)

        asked = f"{request.url.path}?{request.url.query}"
        return Sent(shelf.answer(asked, prepared))

    def listing(self, request: Request, rows: Iterable[Row], page: int, limit: int) -> Response:
        """A page of rows, with links to the others."""

        def make(_: Rows) -> tuple[Row, list[tuple[bytes, bytes]]]:
            every = list(rows)
            items = every[(page - 1) * limit : page * limit]
            as_of = self._current.shelf.contents.edition.as_of
            body = {"as_of": as_of, "total": len(every), "page": page, "limit": limit}
            links = _links(request, page, max(1, -(-len(every) // limit)))
            headers = [(b"link", links.encode()), (b"x-total-count", str(len(every)).encode())]
            return {**body, "items": items}, headers

        return self.answer(request, make)

    def one(self, request: Request, row: Row | None, what: str) -> Response:
        """One item; 404 where there is none."""
        if row is None:
            raise HTTPException(404, f"{what} in the edition of {self.as_of}")
        return self.answer(request, lambda _: ({"as_of": self.as_of, "item": row}, []))

    @property
    def as_of(self) -> str:
        """When the edition holds for."""
        return self._current.shelf.contents.edition.as_of


class Sent(Response):
    """A prepared answer, as a response."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__()
        self._prepared = prepared

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Send it."""
        await self._prepared(scope, receive, send)


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value))


def _links(request: Request, page: int, last: int) -> str:
    """The Link header (RFC 8288); addresses are relative to the one that was asked."""
    wanted = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "page"]
    return ", ".join(
        f'<{request.url.path}?{urlencode([*query, ("page", nth)])}>; rel="{rel}"'
        for rel, nth in wanted.items()
        if 1 <= nth <= last
    )


def api(current: Current, limits: Limits) -> FastAPI:
    """The API of the current edition, to be mounted at /api/v1."""
    app = FastAPI(
        title="Cliffhanger",
        version="1",
        summary="Will this series be back?",
        description=_ABOUT.format(burst=limits.burst, a_second=limits.a_second),
        docs_url=None,
        redoc_url=None,
        license_info={"name": "MIT"},
    )
    desk = Desk(current)
    for part in (_titles, _seasons, _decisions, _odds, _runs, _weeks, _claims):
        part(app, desk)

    @app.get("/", response_model=models.Index, responses=_ANSWERS, summary="What there is")
    def index(request: Request) -> Response:
        limit = f"{limits.burst} requests at once, then {limits.a_second} a second, by address"
        return desk.answer(request, lambda rows: (rows.index(limit), []))

    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "OPTIONS"],
        allow_headers=["If-None-Match"],
        expose_headers=_EXPOSED,
    )
    return app


_ABOUT = (
    "The facts of the pages for programs. Read-only, no key. Answers hold for `as_of` and use "
    "nothing that was known only later; odds marked `reconstructed` were computed later for an "
    "earlier day. Rate limit: {burst} requests at once, then {a_second} a second, by address; "
    "beyond it 429 with Retry-After."
)


def _titles(app: FastAPI, desk: Desk) -> None:
    @app.get("/titles", response_model=models.Listing[models.Title], responses=_ANSWERS)
    def titles(
        request: Request,
        q: Text = None,
        imdb: Text = None,
        tmdb: Annotated[int | None, Query()] = None,
        netflix: Annotated[int | None, Query()] = None,
        updated_since: Since = None,
        page: Nth = 1,
        limit: Limit = 50,
    ) -> Response:
        """Series that have charted, by name; `q` is a part of any name, or look up by an id."""
        ids = {k: v for k, v in (("imdb", imdb), ("tmdb", tmdb), ("netflix", netflix)) if v}
        wanted = normal(q or "")
        rows = (
            row
            for row in since(desk.rows().titles, updated_since)
            if (not q or any(wanted in normal(name) for name in row["names"]))
            and all(row["ids"][k] == v for k, v in ids.items())
        )
        return desk.listing(request, rows, page, limit)

    @app.get("/titles/{title_id}", response_model=models.Answer[models.Title], responses=_ONE)
    def title(request: Request, title_id: Id) -> Response:
        """One series."""
        return desk.one(request, _by(desk.rows().titles, "title_id", title_id), "no such title")


def _seasons(app: FastAPI, desk: Desk) -> None:
    @app.get("/seasons", response_model=models.Listing[models.Season], responses=_ANSWERS)
    def seasons(
        request: Request,
        title_id: Text = None,
        category: Text = None,
        state: Annotated[str | None, Query(pattern="^(open|decided|not_asked)$")] = None,
        updated_since: Since = None,
        page: Nth = 1,
        limit: Limit = 50,
    ) -> Response:
        """Seasons that have charted; `state`: open, decided, not_asked."""
        wanted = {"title_id": title_id, "category": category, "state": state}
        rows = _filtered(since(desk.rows().seasons, updated_since), wanted)
        return desk.listing(request, rows, page, limit)

    @app.get("/seasons/{season_id}", response_model=models.Answer[models.Season], responses=_ONE)
    def season(request: Request, season_id: Id) -> Response:
        """One season."""
        found = _by(desk.rows().seasons, "season_id", season_id)
        return desk.one(request, found, "no such season")


def _decisions(app: FastAPI, desk: Desk) -> None:
    @app.get("/decisions", response_model=models.Listing[models.Decision], responses=_ANSWERS)
    def decisions(
        request: Request,
        title_id: Text = None,
        decision: Text = None,
        updated_since: Since = None,
        page: Nth = 1,
        limit: Limit = 50,
    ) -> Response:
        """Decisions, newest first, each beside the odds before it where those are known."""
        wanted = {"title_id": title_id, "decision": decision}
        rows = _filtered(since(desk.rows().decisions, updated_since), wanted)
        return desk.listing(request, rows, page, limit)


def _odds(app: FastAPI, desk: Desk) -> None:
    @app.get("/board", response_model=models.Listing[models.BoardRow], responses=_ANSWERS)
    def board(
        request: Request,
        category: Text = None,
        updated_since: Since = None,
        page: Nth = 1,
        limit: Limit = 50,
    ) -> Response:
        """Open seasons, most at risk first."""
        rows = _filtered(since(desk.rows().board, updated_since), {"category": category})
        return desk.listing(request, rows, page, limit)

    @app.get("/odds", response_model=models.Listing[models.SeasonOdds], responses=_ANSWERS)
    def odds(
        request: Request, updated_since: Since = None, page: Nth = 1, limit: Limit = 20
    ) -> Response:
        """The odds of open seasons in full: reasons, peers, baselines, history."""
        return desk.listing(request, since(desk.rows().odds, updated_since), page, limit)

    @app.get("/odds/{season_id}", response_model=models.Answer[models.SeasonOdds], responses=_ONE)
    def season_odds(request: Request, season_id: Id) -> Response:
        """The odds of one open season in full."""
        found = _by(desk.rows().odds, "season_id", season_id)
        return desk.one(request, found, "no such season is open")


def _runs(app: FastAPI, desk: Desk) -> None:
    @app.get("/runs", response_model=models.Listing[models.Run], responses=_ANSWERS)
    def runs(
        request: Request,
        title_id: Text = None,
        category: Text = None,
        updated_since: Since = None,
        page: Nth = 1,
        limit: Limit = 50,
    ) -> Response:
        """The runs of seasons on their lists."""
        wanted = {"title_id": title_id, "category": category}
        rows = _filtered(since(desk.rows().runs, updated_since), wanted)
        return desk.listing(request, rows, page, limit)

    @app.get("/runs/{season_id}", response_model=models.Answer[models.RunWeeks], responses=_ONE)
    def run(request: Request, season_id: Id) -> Response:
        """One run with its weeks."""
        found = _by(desk.rows().runs, "season_id", season_id)
        whole = {**found, "rows": desk.rows().run_weeks(season_id)} if found else None
        return desk.one(request, whole, "no such season")


def _weeks(app: FastAPI, desk: Desk) -> None:
    @app.get("/weeks", response_model=models.Listing[models.Week], responses=_ANSWERS)
    def weeks(
        request: Request, updated_since: Since = None, page: Nth = 1, limit: Limit = 50
    ) -> Response:
        """Chart weeks, newest first."""
        return desk.listing(request, since(desk.rows().weeks, updated_since), page, limit)

    @app.get("/weeks/{week}", response_model=models.Listing[models.ChartRow], responses=_ONE)
    def week(
        request: Request,
        week: Day,
        category: Text = None,
        country: Annotated[str | None, Query(pattern="^[A-Za-z]{2}$")] = None,
        page: Nth = 1,
        limit: Limit = 100,
    ) -> Response:
        """The rows of a week: the global lists, or with `country` (ISO 3166-1) that country's."""
        if _by(desk.rows().weeks, "week", week) is None:
            raise HTTPException(404, f"no chart week {week} in the edition of {desk.as_of}")
        rows = desk.rows().week(week, category, country)
        return desk.listing(request, rows, page, limit)


def _claims(app: FastAPI, desk: Desk) -> None:
    @app.get("/claims", response_model=models.Listing[models.Claim], responses=_ANSWERS)
    def claims(
        request: Request,
        series: Text = None,
        verdict: Annotated[
            str | None, Query(pattern="^(supported|refuted|unclear|not_checkable)$")
        ] = None,
        updated_since: Since = None,
        page: Nth = 1,
        limit: Limit = 50,
    ) -> Response:
        """Claims about charts in articles, held against the chart."""
        wanted = {"series": series, "verdict": verdict}
        rows = _filtered(since(desk.rows().claims, updated_since), wanted)
        return desk.listing(request, rows, page, limit)


def _filtered(rows: Iterable[Row], wanted: Row) -> Iterable[Row]:
    asked = {key: value for key, value in wanted.items() if value is not None}
    return (row for row in rows if all(row[key] == value for key, value in asked.items()))


def _by(rows: Iterable[Row], key: str, value: object) -> Row | None:
    return next((row for row in rows if row[key] == value), None)
