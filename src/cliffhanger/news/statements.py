"""What a document says, one record a statement, each tied to the characters that say it.

The field names are the keys of `read --json` and of the annotated articles; nothing here judges
whether a statement is true. Spans are `(start, end)` into `Document.text`, half-open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

Span: TypeAlias = tuple[int, int]

STATED, REPORTED, RUMOURED, DENIED = "stated", "reported", "rumoured", "denied"
RENEWED, CANCELED, FINAL, OPEN = "renewed", "canceled", "final_season", "not_decided"


@dataclass(frozen=True, slots=True)
class Document:
    """One dated piece of text, as it was published. `date` is the day it could be read."""

    date: dt.date
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"
    note: str | None = None
    marked: tuple[Span, ...] = ()
    """Stretches the page set in italics or bold: titles, often."""

    def as_dict(self) -> dict[str, Any]:
        """The document without its text; the date is ISO."""
        return {
            "date": self.date.isoformat(),
            "title": self.title,
            "url": self.url,
            "source": self.source,
            "authors": list(self.authors),
            "language": self.language,
            "note": self.note,
            "characters": len(self.text),
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a series. `announced_on` is ISO: a day, a month or a year.

    `season`: first season ordered, last season aired (canceled), or the season in question.
    `attributed_to`: who is credited with the news; None when the decider said it.
    """

    series: str
    season: int | None
    decision: str
    seasons_ordered: int | None
    announced_on: str | None
    network: str | None
    attributed_to: str | None
    certainty: str
    span: Span


@dataclass(frozen=True, slots=True)
class Premiere:
    """The dated start of a season, past or planned; `date` is ISO, a month or a year."""

    series: str
    season: int | None
    date: str
    span: Span


@dataclass(frozen=True, slots=True)
class ChartClaim:
    """A figure about streaming viewing: metric, integer value, and the window it is about."""

    series: str
    metric: str
    value: int
    window: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's part in a series; `character` for actors, where it is named."""

    series: str
    person: str
    role: str
    character: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Genre:
    """The document's own genre words for a series, lower case."""

    series: str
    genre: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signal:
    """Something said of a series that bears on its future, such as `cliffhanger_ending`."""

    series: str
    signal: str
    span: Span


@dataclass(frozen=True, slots=True)
class BasedOn:
    """The source work of a series: title if named, kind, author if named."""

    series: str
    work: str | None
    kind: str
    author: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as somebody is credited with saying it; apart from who announced."""

    series: str
    attributed_to: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """A series the document names: as spelled there, the known title if it is one, and where."""

    series: str
    title: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and everything a reader found in it."""

    document: Document
    decisions: tuple[Decision, ...] = ()
    premieres: tuple[Premiere, ...] = ()
    chart_claims: tuple[ChartClaim, ...] = ()
    people: tuple[Person, ...] = ()
    genres: tuple[Genre, ...] = ()
    signals: tuple[Signal, ...] = ()
    based_on: tuple[BasedOn, ...] = ()
    reasons: tuple[Reason, ...] = ()
    series: tuple[Named, ...] = field(default=())

    def statements(self) -> Iterator[tuple[str, Any]]:
        """Every record with the name of its list, in a fixed order."""
        for name in LISTS:
            for record in getattr(self, name):
                yield name, record

    def quote(self, span: Span) -> str:
        """The characters of the document that a span points to."""
        return self.document.text[span[0] : span[1]]

    def as_dict(self) -> dict[str, Any]:
        """The shape of `read --json`: `document` and the lists, each record with its `span`."""
        lists = {name: [_plain(r) for r in getattr(self, name)] for name in (*LISTS, "series")}
        return {"document": self.document.as_dict(), **lists}


LISTS = (
    "decisions",
    "premieres",
    "chart_claims",
    "people",
    "genres",
    "signals",
    "based_on",
    "reasons",
)


def _plain(record: Any) -> dict[str, Any]:
    row: dict[str, Any] = asdict(record)
    row["span"] = list(row["span"])
    return row
