"""The dated history of a series: every decision and open word, with both dates and sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger.days import AsOf
from cliffhanger.errors import RecordError
from cliffhanger.news import judge, statements, words
from cliffhanger.news.record import KINDS, last_readings, merged_titles
from cliffhanger.store import record as store
from cliffhanger.store.record import Record


@dataclass(frozen=True)
class Source:
    """Who said it: where it stood, who was credited, how surely, and the characters that say it."""

    source: str | None
    source_url: str | None
    attributed_to: str | None
    certainty: str
    learned_on: dt.date
    document_id: str | None
    span: tuple[int, int] | None
    quote: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields by name; days as ISO text."""
        learned_on = self.learned_on.isoformat()
        return asdict(self) | {"learned_on": learned_on, "span": list(self.span or ()) or None}


@dataclass(frozen=True)
class Event:
    """One thing in a series' history: what, when, the day it was learned, and who says so.

    `status`: stands, earlier, reversed, saved; or `no_decision` for what is open, rumoured, denied.
    """

    decision: str
    season_number: int | None
    seasons_ordered: int | None
    network: str | None
    announced_on: str | None
    precision: str | None
    learned_on: dt.date
    status: str
    sources: tuple[Source, ...]
    differences: tuple[judge.Difference, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields by name; days as ISO text, sources and differences as lists of objects."""
        return asdict(self) | {
            "learned_on": self.learned_on.isoformat(),
            "sources": [source.as_dict() for source in self.sources],
            "differences": [difference.as_dict() for difference in self.differences],
        }


def history(record: Record, title_id: str, as_of: AsOf) -> list[Event]:
    """What was known of a series' future by then, oldest first: rulings, and words that are none.

    Rulings stand in the order the decisions were made; empty where nothing was known.
    """
    with record.read() as session:
        ids = [title_id, *(old for old, new in merged_titles(session).items() if new == title_id)]
        rows = session.scalars(
            sa.select(store.Decision).where(store.Decision.title_id.in_(ids))
        ).all()
        standing = judge.judge(title_id, rows, as_of)
        said = _statements_on(session, ids, as_of)
        texts = _texts(session, {row.document_id for row in said})
    by_id = {row.id: row for row in said}
    rulings = [_event(ruling, by_id, texts) for ruling in standing.rulings]
    open_words = [_open(row, texts) for row in said if _decides_nothing(row)]
    return _interleaved(rulings, open_words)


def _statements_on(session: Session, ids: list[str], as_of: AsOf) -> list[store.Statement]:
    """The statements on a series in the last reading of each document known by then."""
    mine = sa.select(store.Statement).where(store.Statement.title_id.in_(ids))
    rows = [row for row in session.scalars(mine) if as_of.knows_day(row.learned_on)]
    last = last_readings(session, {row.document_id for row in rows})
    current = {i for reading in last.values() for i in reading.statement_ids}
    return sorted(
        (row for row in rows if row.id in current),
        key=lambda row: (row.learned_on, row.document_id, row.span_start, row.id),
    )


def _texts(session: Session, ids: set[str]) -> dict[str, store.Document]:
    mine = sa.select(store.Document).where(store.Document.id.in_(ids))
    return {row.id: row for row in session.scalars(mine)}


def _decides_nothing(row: store.Statement) -> bool:
    sure = row.certainty in (statements.STATED, statements.REPORTED)
    return row.kind == "decision" and not (sure and row.value["decision"] != statements.OPEN)


def _event(
    ruling: judge.Ruling, said: dict[str, store.Statement], texts: dict[str, store.Document]
) -> Event:
    sources = tuple(_source(row, said.get(row.statement_id or ""), texts) for row in ruling.reports)
    return Event(
        decision=ruling.decision,
        season_number=ruling.season_number,
        seasons_ordered=ruling.seasons_ordered,
        network=ruling.network,
        announced_on=ruling.announced_on,
        precision=ruling.precision,
        learned_on=ruling.learned_on,
        status=ruling.status,
        sources=sources,
        differences=ruling.differences,
    )


def _source(
    row: store.Decision, said: store.Statement | None, texts: dict[str, store.Document]
) -> Source:
    span = (said.span_start, said.span_end) if said else None
    quote = texts[said.document_id].text[said.span_start : said.span_end] if said else None
    return Source(
        source=row.source,
        source_url=row.source_url,
        attributed_to=row.attributed_to,
        certainty=row.certainty,
        learned_on=row.learned_on,
        document_id=row.document_id,
        span=span,
        quote=quote,
    )


def _open(row: store.Statement, texts: dict[str, store.Document]) -> Event:
    document, value = texts[row.document_id], row.value
    source = Source(
        source=document.source or words.domain(document.url),
        source_url=document.url,
        attributed_to=row.credited_to,
        certainty=row.certainty,
        learned_on=row.learned_on,
        document_id=row.document_id,
        span=(row.span_start, row.span_end),
        quote=document.text[row.span_start : row.span_end],
    )
    return Event(
        decision=value["decision"],
        season_number=value["season"],
        seasons_ordered=value["seasons_ordered"],
        network=value["network"],
        announced_on=row.event_date,
        precision=judge.precision(row.event_date),
        learned_on=row.learned_on,
        status="no_decision",
        sources=(source,),
    )


def _interleaved(rulings: list[Event], open_words: list[Event]) -> list[Event]:
    """Open words go before the first ruling learned after them; rulings keep their order."""
    told: list[Event] = []
    waiting = list(open_words)
    for ruling in rulings:
        told += [word for word in waiting if word.learned_on < ruling.learned_on]
        waiting = [word for word in waiting if word.learned_on >= ruling.learned_on]
        told.append(ruling)
    return told + waiting


def readings(record: Record, as_of: AsOf) -> list[statements.Reading]:
    """What every document known by then says, by its last reading: oldest first."""
    with record.read() as session:
        found = session.execute(sa.select(store.Document.id, store.Document.learned_on)).all()
    known = sorted((day, document_id) for document_id, day in found if as_of.knows_day(day))
    return [reading_of(record, document_id) for _, document_id in known]


def reading_of(record: Record, document_id: str) -> statements.Reading:
    """A saved document with everything its last reading found, in order.

    Raises RecordError when there is no such document.
    """
    with record.read() as session:
        document = session.get(store.Document, document_id)
        if document is None:
            raise RecordError(f"no document has the id {document_id!r}", where=record.where)
        ids = last_readings(session, [document_id])[document_id].statement_ids
        mine = sa.select(store.Statement).where(store.Statement.document_id == document_id)
        rows = {row.id: row for row in session.scalars(mine)}
    found: dict[str, list[Any]] = {name: [] for name in KINDS}
    lists = {kind: (name, make) for name, (kind, make) in KINDS.items()}
    for row in (rows[i] for i in ids):
        name, make = lists[row.kind]
        found[name].append(make(**row.value, span=(row.span_start, row.span_end)))
    given = statements.Document(
        date=document.published_on,
        text=document.text,
        title=document.title,
        url=document.url,
        source=document.source,
        authors=tuple(document.authors),
        language=document.language,
        note=document.note,
    )
    return statements.Reading(given, **{name: tuple(said) for name, said in found.items()})
