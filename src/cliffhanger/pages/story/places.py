"""Where the rows are that show a sentence: in words, and on the site as links to them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from cliffhanger.pages import paths, words
from cliffhanger.pages.given import Article, Given
from cliffhanger.pages.story.evidence import Evidence, Sentence

URL = re.compile(r"(https?://[^\s;,()<>]+)")
_OUTSIDE = Markup('<a href="{0}" rel="nofollow noopener" title="{0}">{1}</a>')
_LINK = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True)
class Place:
    """One place that shows a sentence, in words; the words of one document are together."""

    kind: str
    where: str
    evidence: tuple[Evidence, ...]


Linker = Callable[[Place], Markup]


def places(sentence: Sentence) -> list[Place]:
    """The places that show a sentence, in its order."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in sentence.evidence:
        where = _document(evidence) if evidence.kind == "statement" else evidence.where
        found.setdefault((evidence.kind, where), []).append(evidence)
    return [Place(kind, _in_words(kind, where, e), tuple(e)) for (kind, where), e in found.items()]


def _document(evidence: Evidence) -> str:
    row = evidence.rows[0]
    document = row["document"] or f"document {row['document_id']}"
    return f"{document} of {row['document_date']}"


def _in_words(kind: str, where: str, evidence: list[Evidence]) -> str:
    if kind != "statement":
        return where
    said = dict.fromkeys(f"{e.value} {_span(e)}" for e in evidence)
    return f"{where}, characters: {', '.join(said)}"


def _span(evidence: Evidence) -> str:
    start, end = evidence.rows[0]["span"]
    return f"({start}–{end})"


def plain(place: Place) -> Markup:
    """The place as HTML that stands alone: only addresses of others are links."""
    return _outside(place.where)


def _outside(text: str) -> Markup:
    """The text with the addresses in it as links, by the name of their sites."""
    parts = URL.split(text)
    return Markup("").join(
        _OUTSIDE.format(part, _site(part)) if nth % 2 else escape(part)
        for nth, part in enumerate(parts)
    )


def _site(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


def on_site(given: Given, path: str) -> Linker:
    """Places as seen from the page at `path`: each leads to its rows where the site has them."""
    root = paths.to_root(path)

    def link(place: Place) -> Markup:
        linked = _LINKERS.get(place.kind)
        return (linked(given, root, place) if linked else None) or plain(place)

    return link


def _decision(given: Given, root: str, place: Place) -> Markup | None:
    row = place.evidence[0].rows[0]
    head = place.where.partition(" (")[0]
    if "show_title" not in row or not head.startswith("record, "):
        return None
    title_id = given.title_id(row["show_title"], row["title_id"])
    if title_id is None:
        return None
    season = given.season_of(title_id, row.get("season_number"))
    to = root + paths.href(paths.season_path(season), "known")
    said = Markup("; ").join(dict.fromkeys(_source(given, root, s) for s in _quoted(row)))
    return _LINK.format(to, head) + (Markup(" ({})").format(said) if said else Markup(""))


def _quoted(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The sources of a decision; where the record has none apart, the address of its row."""
    told = [s for s in row.get("sources", ()) if s["quote"] or s["source_url"]]
    bare = {"quote": None, "span": None, "source_url": row.get("source_url")}
    return told or ([bare] if bare["source_url"] else [])


def _source(given: Given, root: str, source: Mapping[str, Any]) -> Markup:
    """One who said it: the words where the article was read, else the address."""
    article = _saying(given, source["span"], source["quote"]) if source["span"] else None
    if article:
        return _to_words(article, root, source["span"], article.name)
    return _outside(source["source_url"] or "a document that is not on this site")


def _chart(given: Given, root: str, place: Place) -> Markup | None:
    """Each row of the run, leading to its line in the list of its week."""
    rows = [row for row in place.evidence[0].rows if "week" in row]
    if not rows:
        return None
    head = f"chart, {rows[0]['category']}, {rows[0]['season_title']}: "
    return escape(head) + Markup(", ").join(_chart_row(given, root, row) for row in rows)


def _chart_row(given: Given, root: str, row: Mapping[str, Any]) -> Markup:
    week = dt.date.fromisoformat(row["week"])
    text = f"{words.short_day(week)} No.\u00a0{row['weekly_rank']}"
    if (week, row["category"]) not in given.listed:
        return escape(text)
    anchor = paths.row_anchor(row["category"], row["weekly_rank"])
    return _LINK.format(root + paths.href(paths.week_path(week), anchor), text)


def _statement(given: Given, root: str, place: Place) -> Markup | None:
    """The words in the article that was read, each leading to its mark there."""
    row = place.evidence[0].rows[0]
    article = _saying(given, row["span"], row["quote"])
    if article is None:
        return None
    said = dict.fromkeys(
        _to_words(article, root, e.rows[0]["span"], str(e.value).replace("_", " "))
        for e in place.evidence
    )
    name = _LINK.format(root + paths.href(article.path), article.name)
    return name + Markup(": ") + Markup(", ").join(said)


def _saying(given: Given, span: Sequence[int], quote: str) -> Article | None:
    """The article in which these words stand there."""
    start, end = span
    read = (a for a in given.articles if a.reading.document.text[start:end] == quote)
    return next(read, None)


def _to_words(article: Article, root: str, span: Sequence[int], text: str) -> Markup:
    """A text that leads to the marked words of an article, or to its page."""
    said = (n for n, _, record in article.numbered if tuple(record.span) == tuple(span))
    number = next(said, None)
    anchor = f"s{number}" if number else ""
    return _LINK.format(root + paths.href(article.path, anchor), text)


def _season(given: Given, root: str, place: Place, anchor: str = "known") -> Markup | None:
    season_id = place.evidence[0].rows[0].get("season_id")
    if season_id not in given.run_rows:
        return None
    return _LINK.format(root + paths.href(paths.season_path(season_id), anchor), place.where)


def _odds(given: Given, root: str, place: Place) -> Markup | None:
    return _season(given, root, place, "odds")


def _title(given: Given, root: str, place: Place) -> Markup | None:
    title_id = place.evidence[0].rows[0].get("title_id")
    if title_id not in given.seasons_of:
        return None
    return _LINK.format(root + paths.href(paths.series_path(title_id)), place.where)


def _track(_: Given, root: str, place: Place) -> Markup:
    return _LINK.format(f"{root}scorecard.html", place.where)


_LINKERS: Mapping[str, Callable[[Given, str, Place], Markup | None]] = {
    "decision": _decision,
    "house": _decision,
    "statement": _statement,
    "chart": _chart,
    "season": _season,
    "title": _title,
    "odds": _odds,
    "track": _track,
}
