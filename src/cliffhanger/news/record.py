"""Readings and bundled facts into the record, and the decisions known on a day out of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy.orm import Session

from cliffhanger.days import AsOf
from cliffhanger.news import judge, statements, words
from cliffhanger.store import record as store
from cliffhanger.store.record import Record
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import Catalogue, slug

KINDS = {
    "decisions": ("decision", statements.Decision),
    "premieres": ("premiere", statements.Premiere),
    "chart_claims": ("chart_claim", statements.ChartClaim),
    "people": ("person", statements.Person),
    "genres": ("genre", statements.Genre),
    "signals": ("signal", statements.Signal),
    "based_on": ("based_on", statements.BasedOn),
    "reasons": ("reason", statements.Reason),
    "series": ("named", statements.Named),
}
"""The lists of a reading, with the kind their records have here and their type."""
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Saved:
    """What saving a reading did: the document's id, and how many rows of each sort were new."""

    document_id: str
    documents: int
    statements: int
    decisions: int


def save(reading: statements.Reading, record: Record, catalogue: Catalogue) -> Saved:
    """Write a document, what it says, and its words on series' futures.

    The same again changes nothing. A later reading of the same document takes the place of the
    earlier one, which is kept. Raises RecordError or DeskError, with nothing written.
    """
    document = _document(reading.document)
    titles = _Titles(reading, catalogue)
    said = list({row.id: row for row in _statements(reading, document, titles)}.values())
    found = [word for row in said if (word := words.of_statement(row, document, catalogue))]
    with record.write() as session:
        new_document = store.add_new(session, [document])
        _add_provisional(session, titles.provisional(document.learned_on))
        new_statements = store.add_new(session, said)
        _add_reading(session, document, [row.id for row in said])
        before = session.scalars(
            sa.select(store.Decision).where(store.Decision.document_id == document.id)
        ).all()
        new_decisions = words.settle(session, before, found)
    return Saved(document.id, new_document, new_statements, new_decisions)


def _clean(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", text)  # one for one, so that spans hold


def _document(given: statements.Document) -> store.Document:
    text = _clean(given.text)
    return store.Document(
        url=given.url,
        title=given.title,
        source=given.source,
        authors=list(given.authors),
        language=given.language,
        note=given.note,
        published_on=given.date,
        learned_on=given.date,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


class _Titles:
    """The series of one reading: known ones by id, others as provisional titles."""

    def __init__(self, reading: statements.Reading, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._named = {named.series: named.title for named in reading.series if named.title}
        self._new: dict[str, str] = {}

    def id_of(self, series: str) -> str:
        """The title id of a series as spelled in the document."""
        for name in (self._named.get(series), series):
            found = self._catalogue.lookup(name) if name else None
            if found:
                return found
        provisional = f"provisional:{slug(series) or series}"
        self._new.setdefault(provisional, _clean(series))
        return provisional

    def provisional(self, learned_on: dt.date) -> list[store.ProvisionalTitle]:
        """The titles nobody had told us about."""
        return [
            store.ProvisionalTitle(title_id=title_id, name=name, learned_on=learned_on)
            for title_id, name in self._new.items()
        ]


def _statements(
    reading: statements.Reading, document: store.Document, titles: _Titles
) -> Iterable[store.Statement]:
    for name, (kind, _) in KINDS.items():
        for said in getattr(reading, name):
            value = {k: _clean(v) if isinstance(v, str) else v for k, v in asdict(said).items()}
            start, end = said.span
            del value["span"]
            yield store.Statement(
                document_id=document.id,
                kind=kind,
                series=value["series"],
                title_id=titles.id_of(said.series),
                value=value,
                span_start=start,
                span_end=end,
                credited_to=value.get("attributed_to"),
                certainty=value.get("certainty") or statements.STATED,
                event_date=value.get("announced_on") or value.get("date"),
                learned_on=document.learned_on,
            )


def _add_provisional(session: Session, rows: list[store.ProvisionalTitle]) -> None:
    mine = store.ProvisionalTitle.title_id
    there = set(session.scalars(sa.select(mine).where(mine.in_([row.title_id for row in rows]))))
    store.add_new(session, [row for row in rows if row.title_id not in there])


def _add_reading(session: Session, document: store.Document, ids: list[str]) -> None:
    last = last_readings(session, [document.id]).get(document.id)
    if last is None or last.statement_ids != ids:
        reading = store.Reading(
            document_id=document.id,
            nth=last.nth + 1 if last else 1,
            statement_ids=ids,
            learned_on=document.learned_on,
        )
        store.add_new(session, [reading])


def last_readings(session: Session, documents: Iterable[str]) -> dict[str, store.Reading]:
    """The reading that counts, by document id."""
    mine = sa.select(store.Reading).where(store.Reading.document_id.in_(set(documents)))
    return {row.document_id: row for row in session.scalars(mine.order_by(store.Reading.nth))}


def load_bundled(record: Record, decisions: pl.DataFrame) -> int:
    """Put a DECISIONS table into the record; how many rows were added (none the second time).

    Each is known at the end of its announced day, or the last day of its month or year. Rows that a
    newer table no longer has are superseded.
    """
    wanted = [words.of_bundled(row) for row in decisions.iter_rows(named=True)]
    bundled = sa.select(store.Decision).where(store.Decision.statement_id.is_(None))
    with record.write() as session:
        return words.settle(session, session.scalars(bundled).all(), wanted)


def merge(record: Record, provisional_id: str, title_id: str, learned_on: dt.date) -> None:
    """Say that a provisional title is a known one: its history joins the other's, nothing is lost.

    Raises RecordError when there is no such provisional title.
    """
    row = store.Merge(provisional_id=provisional_id, title_id=title_id, learned_on=learned_on)
    record.add([row])


def merge_known(record: Record, catalogue: Catalogue, learned_on: dt.date) -> list[tuple[str, str]]:
    """Merge every provisional title that the catalogue knows by now: (provisional id, title id)."""
    with record.read() as session:
        merged = set(session.scalars(sa.select(store.Merge.provisional_id)))
        open_titles = session.scalars(sa.select(store.ProvisionalTitle)).all()
    found = [
        (row.title_id, known)
        for row in open_titles
        if row.title_id not in merged and (known := catalogue.lookup(row.name))
    ]
    for provisional_id, title_id in found:
        merge(record, provisional_id, title_id, learned_on)
    return sorted(found)


def merged_titles(session: Session) -> dict[str, str]:
    """Provisional id to the id of the title it turned out to be."""
    rows = session.scalars(sa.select(store.Merge).order_by(store.Merge.learned_on, store.Merge.id))
    return {row.provisional_id: row.title_id for row in rows}


def standings(record: Record, as_of: AsOf) -> dict[str, judge.Standing]:
    """What stands for every series with a decision known by then, by title id, sorted."""
    with record.read() as session:
        merged = merged_titles(session)
        rows = session.scalars(sa.select(store.Decision)).all()
    by_title: dict[str, list[store.Decision]] = {}
    for row in rows:
        by_title.setdefault(merged.get(row.title_id, row.title_id), []).append(row)
    judged = (judge.judge(title_id, by_title[title_id], as_of) for title_id in sorted(by_title))
    return {standing.title_id: standing for standing in judged if standing.rulings}


def decisions_as_of(record: Record, as_of: AsOf) -> pl.DataFrame:
    """Every decision known by then, reports of one announcement merged: DECISIONS and `learned_on`.

    Sorted by the day it was learned. `announced_on` is the day it was learned, with precision `by`,
    where no source gives a date. Reversed decisions are there too, each as its own row.
    """
    rows = [
        _as_row(ruling, standing.title_id)
        for standing in standings(record, as_of).values()
        for ruling in standing.rulings
    ]
    schema = DECISIONS.schema | {"learned_on": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row").sort(
        "learned_on", "announced_on", "title_id", "season_number", "decision"
    )


def _as_row(ruling: judge.Ruling, title_id: str) -> dict[str, Any]:
    articles = [row for row in ruling.reports if row.source_kind != "recall"]
    return {
        "title_id": title_id,
        "show_title": ruling.show_title,
        "season_number": ruling.season_number,
        "decision": ruling.decision,
        "seasons_ordered": ruling.seasons_ordered,
        "announced_on": ruling.announced_on or ruling.learned_on.isoformat(),
        "precision": ruling.precision or "by",
        "network": ruling.network,
        "source_kind": "article" if articles else "recall",
        "source_url": next((row.source_url for row in ruling.reports if row.source_url), None),
        "confidence": ruling.confidence,
        "learned_on": ruling.learned_on,
    }
