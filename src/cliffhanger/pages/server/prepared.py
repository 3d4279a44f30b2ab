"""Answers as bytes that are ready to be sent: plain and packed, with what a cache needs to know."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import format_datetime

from starlette.types import Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]
SMALL = 600
"""Bytes under which packing gains nothing."""
_PACKED = ("text/", "application/json", "application/atom", "application/xml")
_POLICY = (
    b"default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; "
    b"img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Style only from our sheet; the board's rows carry their places from 0 to 100 as properties."""
SAFE: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", _POLICY),
]
OPEN: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Last-Modified"),
]
"""Data may be read from the pages of others."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One answer. `packed` is None where packing gains nothing."""

    body: bytes
    packed: bytes | None
    etag: bytes
    headers: Headers
    packed_headers: Headers
    unchanged: Headers

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.body) + len(self.packed or b"")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send it: 304 to one who has it, packed to one who can unpack, no body to HEAD."""
        accepts, has = False, None
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                has = value
            elif name == b"accept-encoding":
                accepts = b"gzip" in value and b"gzip;q=0" not in value
        if has is not None and _same(self.etag, has):
            await _send(send, 304, self.unchanged, b"")
            return
        packed = self.packed if accepts else None
        headers = self.headers if packed is None else self.packed_headers
        body = b"" if scope["method"] == "HEAD" else self.body if packed is None else packed
        await _send(send, 200, headers, body)


def _same(etag: bytes, has: bytes) -> bool:
    """Whether one of the entity tags is ours, by the weak comparison (RFC 9110, 13.1.2)."""
    tags = (tag.strip().removeprefix(b"W/") for tag in has.split(b","))
    return any(tag in (etag.removeprefix(b"W/"), b"*") for tag in tags)


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def etag_of(body: bytes) -> bytes:
    """The weak entity tag of a body: packed or not, it says the same."""
    return b'W/"%s"' % hashlib.sha256(body).hexdigest()[:20].encode()


def prepare(
    body: bytes, media: str, changed: dt.datetime, more: Iterable[tuple[bytes, bytes]] = ()
) -> Prepared:
    """The answer with this body; `changed` is when what it says last could have changed."""
    etag = etag_of(body)
    shared: Headers = [
        (b"etag", etag),
        (b"last-modified", format_datetime(changed, usegmt=True).encode()),
        (b"cache-control", b"public, max-age=0, must-revalidate"),
        (b"vary", b"accept-encoding"),
        *more,
    ]
    typed: Headers = [(b"content-type", media.encode()), *shared]
    packs = len(body) >= SMALL and media.startswith(_PACKED)
    packed = gzip.compress(body, 6, mtime=0) if packs else None
    gz: Headers = [*typed, (b"content-encoding", b"gzip"), _length(packed or b"")]
    return Prepared(body, packed, etag, [*typed, _length(body)], gz, shared)


def _length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", str(len(body)).encode()
