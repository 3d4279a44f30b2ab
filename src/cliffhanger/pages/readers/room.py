"""What every page for readers is made with, and how a request becomes an answer: safely."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from cliffhanger.errors import DeskError, RecordError
from cliffhanger.pages.readers.refusal import Refused, not_here
from cliffhanger.pages.readers.subject import Subject
from cliffhanger.pages.readers.visitor import Visitor, form_token, remember, token_nonce, visitor
from cliffhanger.pages.render import environment
from cliffhanger.store.record import Record

MOST_BYTES = 64 * 1024
"""Of a form: a comment of the longest kind, percent-encoded, in any script."""
_MOST_FIELDS = 16
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}
"""What every page for readers is sent with."""
HONEYPOT = "website"
"""A field that people do not see and leave empty."""


@dataclass(frozen=True)
class Room:
    """The record, the secret that signs, and what may be talked about.

    `subjects` gives the subject with a key such as `season/partner-track-s1`, or None; `root` is
    the way to the root of the site, with a slash at its end; `embedded` says that subjects' own
    pages hold the reader's `fragment`, so that one who has voted is led back there.
    """

    record: Record
    secret: bytes
    subjects: Callable[[str], Subject | None]
    root: str = "/"
    embedded: bool = False

    def home(self, subject: Subject) -> str:
        """Where a reader sees what came of a form, from the root of the site."""
        return subject.href if self.embedded else subject.path

    def subject(self, key: str) -> Subject:
        """The subject with this key. Raises Refused (404)."""
        found = self.subjects(key)
        if found is None:
            raise not_here()
        return found

    def render(self, template: str, **context: Any) -> Markup:
        """A template of this room."""
        made = environment().get_template(f"readers_{template}.html")
        return Markup(made.render(root=self.root, HONEYPOT=HONEYPOT, **context))

    def token(self, owner: str, action: str) -> str:
        """What a form sends back to do this; empty for one who is not known yet."""
        return form_token(self.secret, owner, action) if owner else ""


@dataclass(frozen=True)
class Asked:
    """A request: who sends it, and the form it carries."""

    request: Request
    who: Visitor
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def https(self) -> bool:
        """Whether it came over TLS."""
        return self.request.url.scheme == "https"

    @property
    def page(self) -> int:
        """The page of a thread that is asked for."""
        given = self.request.query_params.get("page", "1")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1

    @property
    def by_machine(self) -> bool:
        """Whether the field that people leave empty was filled."""
        return bool(self.form.get(HONEYPOT))

    def nonce(self, room: Room, action: str, owner: str | None = None) -> str | None:
        """The nonce of the form, if we gave it to its sender for this action."""
        token = self.form.get("token", "")
        return token_nonce(room.secret, token, self.who.reader if owner is None else owner, action)


Handler = Callable[[Room, Asked], Response]


def endpoint(room: Room, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler as Starlette calls it: out of the event loop, refusals as pages, headers on."""

    async def answer(request: Request) -> Response:
        try:
            form = await _form(request) if request.method == "POST" else {}
            asked = Asked(request, visitor(request, room.secret), form)
            response = await run_in_threadpool(handler, room, asked)
        except Refused as refusal:
            response = refused(room, refusal)
        except (DeskError, RecordError):  # what the database said is not for readers
            response = refused(room, Refused("This could not be kept.", fix=_LATER, status=503))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


_LATER = "Nothing was written. Try again in a minute."


def page(
    room: Room,
    template: str,
    *,
    status: int = 200,
    who: Visitor | None = None,
    https: bool = False,
    **context: Any,
) -> Response:
    """A page of this room; `who` is given their cookie with it."""
    response = HTMLResponse(room.render(template, **context), status_code=status)
    if who is not None:
        remember(response, who, room.secret, https=https)
    return response


def refused(room: Room, refusal: Refused) -> Response:
    """The page that says why something was not done, and what to do."""
    response = page(
        room, "refused", status=refusal.status, title="Not done", what=refusal.what, fix=refusal.fix
    )
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def go(room: Room, path: str) -> Response:
    """On to a page of the site, with a GET."""
    return RedirectResponse(room.root + path, status_code=303)


async def _form(request: Request) -> dict[str, str]:
    _refuse_from_elsewhere(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/x-www-form-urlencoded":
        raise Refused("This is not one of our forms.", status=415)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused("That is far too long.", status=413)
    try:
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError:
        raise Refused("This form cannot be read.") from None
    return dict(fields)


def _refuse_from_elsewhere(request: Request) -> None:
    """Browsers say where a form was sent from; a token alone would do, this needs no cookie.

    Under `no-referrer` the origin of our own forms is `null`: then the other header decides.
    """
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin", "null")
    elsewhere = origin != "null" and urlsplit(origin).netloc != request.headers.get("host")
    if site not in ("same-origin", "none") or elsewhere:
        raise Refused("This form was sent from another site.", status=403)
