"""What documents say of a series, statement by statement, with the words around each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cliffhanger.news.record import last_readings, merged_titles
from cliffhanger.news.statements import REPORTED, RUMOURED
from cliffhanger.odds.known import Known
from cliffhanger.store import record as store

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|rumou?r\w*|said to|"
    r"understood to|believed to|sources say|unconfirmed)\b",
    re.I,
)
_ENDS = re.compile(r"[.!?][\"”’)]*\s+|\n")


@dataclass(frozen=True)
class Said:
    """One statement: its id, document, span and words; `hedge` is what keeps it from being flat."""

    id: str
    kind: str
    value: Mapping[str, Any]
    document_id: str
    document_date: str
    document: str | None
    span: tuple[int, int]
    quote: str
    hedge: str | None

    def row(self) -> dict[str, Any]:
        """The statement as a row of evidence."""
        fields = {k: v for k, v in self.value.items() if v is not None}
        return fields | {
            "statement_id": self.id,
            "document_id": self.document_id,
            "document_date": self.document_date,
            "document": self.document,
            "span": list(self.span),
            "quote": self.quote,
            "hedge": self.hedge,
        }

    @property
    def where(self) -> str:
        """Where the words stand, for people."""
        name = self.document or f"document {self.document_id}"
        return f"{name} of {self.document_date}, characters {self.span[0]} to {self.span[1]}"


@dataclass(frozen=True)
class Words:
    """The statements of every document known then, by title id."""

    by_title: Mapping[str, Sequence[Said]]

    @classmethod
    def of(cls, known: Known) -> Words:
        """The statements in the last reading of each document that was known then."""
        if not known.desk.has_record:
            return cls({})
        with known.record.read() as session:
            every = session.scalars(sa.select(store.Document)).all()
            documents = {row.id: row for row in every if known.as_of.knows_day(row.learned_on)}
            last = last_readings(session, documents)
            rows = {row.id: row for row in session.scalars(sa.select(store.Statement))}
            merged = merged_titles(session)
        found: dict[str, list[Said]] = {}
        for document in sorted(documents.values(), key=lambda d: (d.published_on, d.id)):
            for row in (rows[i] for i in last[document.id].statement_ids):
                title_id = merged.get(row.title_id or "", row.title_id or "")
                found.setdefault(title_id, []).append(_said(row, document))
        return cls({title_id: tuple(said) for title_id, said in found.items()})

    def on(self, title_id: str) -> Sequence[Said]:
        """What is said of one title, the earliest document first, in the order of its text."""
        mine = self.by_title.get(title_id, ())
        return sorted(mine, key=lambda s: (s.document_date, s.document_id, s.span, s.id))


def _said(row: store.Statement, document: store.Document) -> Said:
    span = (row.span_start, row.span_end)
    return Said(
        id=row.id,
        kind=row.kind,
        value=row.value,
        document_id=document.id,
        document_date=document.published_on.isoformat(),
        document=document.source or document.url,
        span=span,
        quote=document.text[slice(*span)],
        hedge=_hedge(row, document.text, span),
    )


def _hedge(row: store.Statement, text: str, span: tuple[int, int]) -> str | None:
    """The word that makes it less than a fact: of the statement, or earlier in its sentence."""
    if row.certainty in (REPORTED, RUMOURED):
        return row.certainty
    if row.kind != "signal":
        return None
    begin = max((m.end() for m in _ENDS.finditer(text, 0, span[0])), default=0)
    found = _HEDGE.search(text, begin, span[1])
    return found[0].lower() if found else None
