"""Writing for many at once: short transactions, tried again when another was quicker."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from cliffhanger.errors import DeskError, RecordError
from cliffhanger.store.record import Record

T = TypeVar("T")
_AGAIN = ("unique", "locked", "busy", "serialize", "deadlock")
"""What databases say when two wrote the same thing, or waited for each other."""


def write(record: Record, work: Callable[[Session], T]) -> T:
    """What `work` gives, all of it kept or nothing.

    Tried again, from the start, when another writer was quicker. Raises what `work` raises, and
    RecordError or DeskError when it does not succeed.
    """
    attempts = Retrying(
        stop=stop_after_attempt(6),
        wait=wait_random_exponential(multiplier=0.02, max=0.5),
        retry=retry_if_exception(_was_too_late),
        reraise=True,
    )
    done: T = attempts(_once, record, work)
    return done


def _once(record: Record, work: Callable[[Session], T]) -> T:
    with record.write() as session:
        return work(session)


def _was_too_late(error: BaseException) -> bool:
    said = str(error).casefold()
    return isinstance(error, RecordError | DeskError) and any(word in said for word in _AGAIN)


def nonce() -> str:
    """A random word that no one can guess and no two forms share."""
    return secrets.token_urlsafe(12)
