"""A thread as it is read: every comment in its place, replies behind what they reply to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from cliffhanger.pages.readers import comments
from cliffhanger.pages.readers import text as readers_text
from cliffhanger.pages.readers.comments import ERASED, HELD, HIDDEN, SHOWN, Said

DEEPEST = 4
"""Replies are set in to this depth; deeper ones stand there too, and say whom they answer."""
A_PAGE = 100
"""Comments on one page of a thread."""
_INSTEAD = {
    HIDDEN: "Hidden by a moderator.",
    HELD: "Waiting for a moderator.",
    ERASED: "Erased by its writer.",
}


@dataclass(frozen=True)
class Line:
    """One comment as shown to one reader. `html` is None where only `instead` may be said."""

    id: str
    depth: int
    voice: int
    begun_at: dt.datetime
    html: Markup | None
    instead: str
    spoiler: bool
    edited: bool
    own: bool
    waiting: bool
    may_change: bool
    answers: tuple[str, int] | None


@dataclass(frozen=True)
class Thread:
    """A page of the comments on a subject; `total` counts all that this reader may read."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def thread(session: Session, subject: str, reader: str, page: int = 1) -> Thread:
    """The comments on a subject as this reader may see them."""
    return arrange(comments.on(session, subject), reader, page)


def arrange(said: Sequence[Said], reader: str, page: int = 1) -> Thread:
    """Comments, oldest first, as a thread: each before its replies, none lost however deep.

    What may not be read leaves a line only where somebody replied to it.
    """
    by_id = {s.comment.id: s for s in said}
    walk = _shown(said, reader)
    pages = max(1, -(-len(walk) // A_PAGE))
    page = min(max(page, 1), pages)
    shown = walk[(page - 1) * A_PAGE : page * A_PAGE]
    lines = tuple(
        line(s, depth, by_id.get(s.comment.parent_id or ""), reader) for s, depth in shown
    )
    return Thread(lines, sum(may_read(s, reader) for s in said), page, pages)


def page_of(said: Sequence[Said], reader: str, comment_id: str) -> int:
    """The page of the thread that a comment stands on, for this reader; 1 where it does not."""
    ids = [s.comment.id for s, _ in _shown(said, reader)]
    return ids.index(comment_id) // A_PAGE + 1 if comment_id in ids else 1


def _shown(said: Sequence[Said], reader: str) -> list[tuple[Said, int]]:
    kept = _kept(said, reader)
    return [(s, depth) for s, depth in _walk(said) if s.comment.id in kept]


def may_read(said: Said, reader: str) -> bool:
    """Whether this reader may read it: what waits is shown to its writer only."""
    return said.state == SHOWN or (said.state == HELD and said.is_by(reader))


def _kept(said: Sequence[Said], reader: str) -> set[str]:
    parent_of = {s.comment.id: s.comment.parent_id for s in said}
    kept: set[str] = set()
    for s in said:
        line: str | None = s.comment.id if may_read(s, reader) else None
        while line is not None and line not in kept:
            kept.add(line)
            line = parent_of.get(line)
    return kept


def _walk(said: Sequence[Said]) -> Iterator[tuple[Said, int]]:
    """Depth first, without recursion: a thread may be deeper than Python's stack."""
    below: dict[str | None, list[Said]] = {}
    for s in said:
        below.setdefault(s.comment.parent_id, []).append(s)
    waiting = [(s, 1) for s in reversed(below.get(None, ()))]
    while waiting:
        s, depth = waiting.pop()
        yield s, min(depth, DEEPEST)
        waiting += [(reply, depth + 1) for reply in reversed(below.get(s.comment.id, ()))]


def line(said: Said, depth: int, parent: Said | None, reader: str) -> Line:
    """One comment as this reader may see it, set in to `depth`."""
    readable = may_read(said, reader)
    last = said.last if readable else None
    return Line(
        id=said.comment.id,
        depth=depth,
        voice=said.comment.voice,
        begun_at=said.comment.begun_at,
        html=readers_text.html(last.text) if last else None,
        instead="" if readable else _INSTEAD[said.state],
        spoiler=bool(last and last.spoiler),
        edited=bool(last and last.nth > 1),
        own=readable and said.is_by(reader),
        waiting=readable and said.state == HELD,
        may_change=readable and said.may_change(reader),
        answers=(parent.comment.id, parent.comment.voice) if parent else None,
    )
