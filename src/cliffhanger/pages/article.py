"""The page of an article: its text with every statement marked, its claims with their verdicts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from cliffhanger.claims.check import CheckedClaim
from cliffhanger.claims.review import claim_review
from cliffhanger.news.statements import LISTS, STATED, Document
from cliffhanger.pages import paths, words
from cliffhanger.pages.given import Article, Given
from cliffhanger.pages.marks import Mark, paragraphs
from cliffhanger.pages.parts import Edition, Link
from cliffhanger.pages.views import ArticlePage, ClaimView, Note, ReadingRow

_DATE_LINE = re.compile(r"\s*date \d{4}-\d\d-\d\d\s+")


def article_page(given: Given, edition: Edition, article: Article) -> ArticlePage:
    """The page of one article of the edition."""
    document, reading = article.reading.document, article.reading
    notes = {number: _note(given, article, number, kind, r) for number, kind, r in article.numbered}
    marks = [
        Mark(number, kind.replace("_", "-"), f"{words.KINDS[kind]}, {notes[number].text}", r.span)
        for number, kind, r in article.numbered
    ]
    text = paragraphs(document.text, marks, start=_after_date_line(document.text, marks))
    kinds = tuple((kind, len(getattr(reading, kind))) for kind in LISTS if getattr(reading, kind))
    return ArticlePage(
        edition=edition,
        path=article.path,
        title=article.name,
        date=document.date,
        source=source_of(document),
        authors=document.authors,
        paragraphs=tuple((part, tuple(notes[n] for n in sorted(part.numbers))) for part in text),
        kinds=kinds,
        claims=claims(given, article),
        reviews=_reviews(given, article),
    )


def _reviews(given: Given, article: Article) -> tuple[dict[str, Any], ...]:
    """The claims that can be checked as schema.org ClaimReview."""
    url = f"{given.address}/{paths.href(article.path)}"
    made = (
        claim_review(checked, article.reading.document, url)
        for checked in article.checked
        if isinstance(checked, CheckedClaim)
    )
    return tuple(review for review in made if review)


def _after_date_line(text: str, marks: Sequence[Mark]) -> int:
    """Where the text begins behind a `date YYYY-MM-DD` line: the day stands over it already."""
    line = _DATE_LINE.match(text)
    end = line.end() if line else 0
    return end if all(mark.span[0] >= end for mark in marks) else 0


def source_of(document: Document) -> Link | None:
    """Who published it, with its address where that is on the web."""
    web = document.url is not None and urlsplit(document.url).scheme in ("http", "https")
    shown = document.source or (urlsplit(document.url or "").netloc.removeprefix("www.") or None)
    return Link(document.url or "" if web else "", shown) if shown else None


def _note(given: Given, article: Article, number: int, kind: str, record: Any) -> Note:
    certainty = getattr(record, "certainty", STATED)
    return Note(
        number=number,
        kind=kind,
        series=record.series,
        text=words.statement(kind, record),
        certainty=None if certainty == STATED else certainty,
        quote=article.reading.quote(record.span),
        link=given.link(record.series, getattr(record, "season", None)),
    )


def claims(given: Given, article: Article) -> tuple[ClaimView, ...]:
    """The article's claims, each with its verdict, in the order they are made."""
    places = {
        (record.series, record.metric, record.span[0], record.value): number
        for number, kind, record in article.numbered
        if kind == "chart_claims"
    }
    said = [checked.as_dict() for checked in article.checked]
    found, taken = [], set[str]()
    for c in said:
        anchor = "claim-{}-{}".format(*c["span"])
        while anchor in taken:
            anchor += "-more"
        taken.add(anchor)
        number = places.get((c["series"], c["metric"], c["span"][0], c["value"]))
        found.append(_claim(given, c, number, anchor))
    return tuple(found)


def _claim(given: Given, claim: Mapping[str, Any], number: int | None, anchor: str) -> ClaimView:
    place = claim["percentile"]
    return ClaimView(
        number=number,
        series=claim["series"],
        claim=words.claim(claim["metric"], claim["value"]),
        verdict=claim["verdict"],
        readings=tuple(_reading(given, reading) for reading in claim["readings"]),
        percentile=words.sentence(place["sentence"]) if place else None,
        why=words.sentence(claim["why"]),
        anchor=anchor,
    )


def _reading(given: Given, reading: Mapping[str, Any]) -> ReadingRow:
    value, low, high = (words.number(reading[key]) for key in ("value", "low", "high"))
    rows = tuple(_row(given, row) for row in reading["rows"])
    return ReadingRow(str(reading["reading"]), value, low, high, bool(reading["fits"]), rows)


def _row(given: Given, row: Mapping[str, Any]) -> Link:
    """One row of the chart that a reading rests on, leading to it where there is a page of it."""
    week = dt.date.fromisoformat(str(row["week"]))
    country = row.get("country_iso2")
    text = f"{words.short_day(week)}, No. {row['weekly_rank']}" + (f" {country}" if country else "")
    if country or (week, row["category"]) not in given.listed:
        return Link("", text)
    anchor = paths.row_anchor(row["category"], row["weekly_rank"])
    return Link(paths.href(paths.week_path(week), anchor), text)
