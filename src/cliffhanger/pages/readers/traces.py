"""The day's traces: what was done from which salted address, for limits and double votes.

An address is hashed with a random salt that lives one day (UTC). When the next day's salt is made
the old one is destroyed with all that was hashed with it: from then on nobody, we included, can
tell what an address did.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import math
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger import days
from cliffhanger.pages.readers.refusal import Refused
from cliffhanger.pages.readers.visitor import Visitor
from cliffhanger.pages.readers.writing import write
from cliffhanger.store.readers import Salt, Trace
from cliffhanger.store.record import Record


@dataclass(frozen=True)
class Limit:
    """How often something may be done in a time: by one reader, from one address."""

    reader: int
    address: int
    within: dt.timedelta


LIMITS: dict[str, Limit] = {
    "vote": Limit(30, 60, dt.timedelta(hours=1)),
    "comment": Limit(4, 12, dt.timedelta(minutes=5)),
    "edit": Limit(10, 30, dt.timedelta(minutes=10)),
    "report": Limit(10, 20, dt.timedelta(hours=1)),
    "login": Limit(5, 10, dt.timedelta(minutes=15)),
    "mine": Limit(10, 30, dt.timedelta(hours=1)),
}
"""An address may be a school: it may do more than a reader, who may be many by dropping cookies."""


def sweep(session: Session, day: dt.date) -> str:
    """The day's salt, made if it is new; earlier ones are destroyed, with their traces."""
    found = session.scalar(sa.select(Salt).where(Salt.day == day))
    if found is None:
        found = Salt(day=day, salt=secrets.token_hex(32))
        session.add(found)
        session.flush()
        session.execute(sa.delete(Salt).where(Salt.day < day))
        session.execute(sa.delete(Trace).where(Trace.day < day))
    return found.salt


def keep_day(record: Record) -> None:
    """Destroy what is left of earlier days: for a server to call at its start and past midnight."""
    write(record, lambda session: sweep(session, days.today()))
    record.settle()


def hashed(session: Session, address: str) -> str:
    """The address as it is known today only."""
    salt = sweep(session, days.today())
    return hmac.new(bytes.fromhex(salt), address.encode(), hashlib.sha256).hexdigest()[:32]


def traced(session: Session, who: Visitor, what: str) -> bool:
    """Whether this was done from the visitor's address today."""
    address = hashed(session, who.address)
    done = sa.select(Trace.id).where(Trace.address == address, Trace.what == what)
    return session.scalar(done) is not None


def trace(session: Session, who: Visitor, kind: str, what: str) -> None:
    """Keep, for today, that this was done from the visitor's address."""
    session.add(
        Trace(
            day=days.today(),
            address=hashed(session, who.address),
            reader=who.reader,
            kind=kind,
            what=what,
            at=days.now(),
        )
    )


def hold(session: Session, who: Visitor) -> None:
    """Let those who write from one address do so one after the other, until the end of the work.

    SQLite has one writer at a time anyway.
    """
    if session.connection().dialect.name == "postgresql":
        key = int(hashed(session, who.address)[:15], 16)
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def spend(session: Session, who: Visitor, kind: str, what: str) -> None:
    """Count one more of a kind. Raises Refused (429) when that is too many for now."""
    limit, address = LIMITS[kind], hashed(session, who.address)
    hold(session, who)
    _refuse_beyond(session, kind, Trace.address == address, limit.address)
    if who.reader:
        _refuse_beyond(session, kind, Trace.reader == who.reader, limit.reader)
    trace(session, who, kind, what)


def _refuse_beyond(session: Session, kind: str, whose: sa.ColumnElement[bool], most: int) -> None:
    now, within = days.now(), LIMITS[kind].within
    latest = (
        sa.select(Trace.at)
        .where(whose, Trace.kind == kind, Trace.at > now - within)
        .order_by(Trace.at.desc())
        .limit(most)
    )
    at = session.scalars(latest).all()
    if len(at) >= most:
        wait = max(1, math.ceil((at[-1] + within - now).total_seconds()))
        raise Refused(
            "That was a lot in a short time.",
            fix=f"Wait {_spell(wait)}, then try again.",
            status=429,
            retry_after=wait,
        )


def _spell(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
