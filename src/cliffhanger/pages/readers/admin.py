"""Moderators: made on the command line with a password of their own; there is no default one."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from itsdangerous import BadData
from sqlalchemy.orm import Session

from cliffhanger import days
from cliffhanger.errors import InputError
from cliffhanger.pages.readers.visitor import timed
from cliffhanger.pages.readers.writing import write
from cliffhanger.store.readers import Admin
from cliffhanger.store.record import Record

COOKIE = "cliffhanger_moderator"
SESSION_LIVES = 12 * 3600
"""Seconds after which a moderator signs in again."""
SHORTEST, LONGEST = 12, 256
"""Characters of a password."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,31}")


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Checked where the name is unknown, so that the time taken does not tell."""
    return _hasher().hash("nobody has this password")


def make_admin(record: Record, name: str, password: str) -> bool:
    """Let `name` moderate with this password; whether the name is new (else it is changed).

    Every session with an earlier password ends. Raises InputError for a name or a password that
    will not do.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} cannot be a moderator's name",
            fix="write 2 to 32 small letters, digits, - and _",
        )
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(f"the password must have {SHORTEST} to {LONGEST} characters")
    if len(set(password.casefold().replace(name, ""))) < 5:
        raise InputError("the password is easily guessed", fix="take another")
    hashed = _hasher().hash(password)
    return write(record, lambda session: _add(session, name, hashed)) == 1


def end_admin(record: Record, name: str) -> None:
    """Let `name` moderate no longer. Raises InputError where nobody goes by it."""
    with record.read() as session:
        if standing(session, name) is None:
            raise InputError(f"no moderator is called {name!r}")
    write(record, lambda session: _add(session, name, None))


def admins(record: Record) -> list[str]:
    """Who may moderate now."""
    with record.read() as session:
        names = session.scalars(sa.select(Admin.name).distinct().order_by(Admin.name)).all()
        return [name for name in names if standing(session, name) is not None]


def _add(session: Session, name: str, password_hash: str | None) -> int:
    last = session.scalar(sa.select(sa.func.max(Admin.nth)).where(Admin.name == name)) or 0
    session.add(Admin(name=name, nth=last + 1, password_hash=password_hash, made_at=days.now()))
    return last + 1


def standing(session: Session, name: str) -> str | None:
    """The hash of the password that counts for this name; None where it may not moderate."""
    mine = sa.select(Admin.password_hash).where(Admin.name == name)
    return session.scalars(mine.order_by(Admin.nth.desc()).limit(1)).first()


def knows_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one; as slow for a name that nobody has."""
    try:
        _hasher().verify(password_hash or _nobodys_hash(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def session_cookie(secret: bytes, name: str, password_hash: str) -> str:
    """What a moderator's browser holds: it ends with the password, or after SESSION_LIVES."""
    return str(timed(secret, "moderator").dumps([name, _mark(password_hash)]))


def signed_in(session: Session, secret: bytes, cookie: str) -> str | None:
    """The name of the moderator whose cookie this is; None for any other."""
    try:
        given = timed(secret, "moderator").loads(cookie, max_age=SESSION_LIVES)
    except BadData:
        return None
    if not (isinstance(given, list) and len(given) == 2 and isinstance(given[0], str)):
        return None
    found = standing(session, given[0])
    return given[0] if found is not None and given[1] == _mark(found) else None


def _mark(password_hash: str) -> str:
    return hashlib.sha256(password_hash.encode()).hexdigest()[:16]
