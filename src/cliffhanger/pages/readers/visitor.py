"""Who is asking, without sign-up: a signed cookie, and the address behind the request.

The cookie holds a random word; the record keeps only its hash, so that nobody who reads the
record can write a cookie. The address is used while the request lasts and never stored.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadData, TimestampSigner, URLSafeSerializer, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from cliffhanger import days
from cliffhanger.pages.readers.writing import nonce

COOKIE = "cliffhanger_reader"
_A_YEAR = 365 * 86400
FORM_LIVES = 12 * 3600
"""Seconds a form may lie open before it is sent."""
_SHA256: dict[str, Any] = {"digest_method": hashlib.sha256}


class _Signer(TimestampSigner):
    """Signs with the moment that `days` tells."""

    def get_timestamp(self) -> int:
        return int(days.now().timestamp())


def timed(secret: bytes, purpose: str) -> URLSafeTimedSerializer:
    """What signs values for one purpose, with the moment of signing."""
    return URLSafeTimedSerializer(secret, salt=purpose, signer=_Signer, signer_kwargs=_SHA256)


def _cookies(secret: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="reader", signer_kwargs=_SHA256)


@dataclass(frozen=True)
class Visitor:
    """One who asks. `word` is what the cookie holds: None for one who has never sent a form."""

    word: str | None
    address: str

    @property
    def reader(self) -> str:
        """How the record names the reader; empty for one without a cookie."""
        return hashlib.sha256(self.word.encode()).hexdigest()[:32] if self.word else ""

    def met(self) -> Visitor:
        """The same visitor with a cookie to be known by from now on."""
        return self if self.word else Visitor(secrets.token_urlsafe(24), self.address)


def visitor(request: Request, secret: bytes) -> Visitor:
    """Who sends this request. A cookie that we did not sign is none."""
    address = network(request.client.host if request.client else "")
    try:
        word = _cookies(secret).loads(request.cookies.get(COOKIE, ""))
    except BadData:
        word = None
    return Visitor(word if isinstance(word, str) else None, address)


def network(host: str) -> str:
    """The address that limits count: of IPv6 the /64, for a household has all of it."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def remember(response: Response, who: Visitor, secret: bytes, *, https: bool) -> None:
    """Give the visitor their cookie."""
    response.set_cookie(
        COOKIE,
        str(_cookies(secret).dumps(who.word)),
        max_age=_A_YEAR,
        httponly=True,
        secure=https,
        samesite="lax",
    )


def form_token(secret: bytes, owner: str, action: str) -> str:
    """What a form of this owner must send back to do `action`, once."""
    return str(timed(secret, "form").dumps([owner, action, nonce()]))


def token_nonce(secret: bytes, token: str, owner: str, action: str) -> str | None:
    """The nonce of a token that we gave this owner for this action; None for any other."""
    try:
        given = timed(secret, "form").loads(token, max_age=FORM_LIVES)
    except BadData:
        return None
    if not (isinstance(given, list) and len(given) == 3 and owner):
        return None
    return str(given[2]) if given[:2] == [owner, action] else None
