"""Saved web pages: the main text, and what the page says of itself in its metadata."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from cliffhanger.news.statements import Span


def extracted(text: str) -> dict[str, Any]:
    """Main text (with emphasis marked) and metadata; falls back to a plain stripping of tags."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: dict[str, Any] = {}
    try:
        got: Any = bare_extraction(
            text,
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            favor_recall=True,
            with_metadata=True,
        )
        found = dict(got.as_dict()) if got is not None else {}
    except Exception:  # broken markup must not become a traceback: the plain stripping still works
        found = {}
    bare = stripped(text)
    if len(found.get("text") or "") < 200 and len(bare) > len(found.get("text") or ""):
        found["text"] = bare
    return found


def stripped(text: str) -> str:
    """The text of the page without scripts and tags, a line for each block."""
    text = re.sub(
        r"(?is)<(script|style|noscript|template|nav|footer|form|svg|head)\b.*?(?:</\1\s*>|$)",
        " ",
        text,
    )
    text = re.sub(r"(?s)<!--.*?(?:-->|$)", " ", text)
    text = re.sub(
        r"(?i)<(?:br|/?p|/?div|/?li|/?h\d|/?tr|/?section|/?article|/?blockquote)\b[^>]*>",
        "\n",
        text,
    )
    text = html.unescape(re.sub(r"<[^>]*>?", "", text))
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


_MARK = re.compile(r"(?<![\w*])(\*{1,3}|__?)(?=\S)(.{1,120}?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"^(?:#{1,6} +|- (?=\S))", re.MULTILINE)


def unmarked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without the extractor's marks for emphasis, and the spans that were emphasised."""
    text = _HEADING.sub("", text)
    out: list[str] = []
    spans: list[Span] = []
    size = at = 0
    for m in _MARK.finditer(text):
        out.append(text[at : m.start()])
        size += m.start() - at
        spans.append((size, size + len(m[2])))
        out.append(m[2])
        size += len(m[2])
        at = m.end()
    out.append(text[at:])
    return "".join(out), tuple(spans)


_SCRIPT = re.compile(
    r"<script[^>]+application/ld\+json[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL
)
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:article:published_time|datePublished|date|dc\.date(?:\.issued)?|sailthru\.date|"
    r"parsely-pub-date|pubdate|publish-?date|og:published_time)$",
    re.IGNORECASE,
)


def linked_data(text: str) -> dict[str, Any]:
    """Headline, date, authors and whether it is free, from the page's JSON-LD article, if any."""
    for script in _SCRIPT.findall(text):
        try:
            data = json.loads(script.strip())
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(
                isinstance(k, str) and re.search(r"Article|BlogPosting|Report$", k) for k in kinds
            ):
                return {
                    "headline": _text(node.get("headline")),
                    "date": node.get("datePublished") or node.get("dateCreated"),
                    "authors": _authors(node.get("author")),
                    "free": {"false": False, "true": True}.get(
                        str(node.get("isAccessibleForFree", "")).lower()
                    ),
                }
    return {}


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        yield data
        for value in data.get("@graph", []) if isinstance(data.get("@graph"), list) else []:
            yield from _nodes(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _nodes(value, depth + 1)


def _authors(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [_text(v.get("name")) if isinstance(v, dict) else _text(v) for v in values]
    return [n for n in names if n]


def _text(value: Any) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def meta_date(text: str) -> dt.date | None:
    """The day of publication from the meta tags, else from the first time tag, else None."""
    for tag in _META.findall(text[:200_000]):
        name = re.search(r"(?:name|property|itemprop)\s*=\s*[\"']([^\"']+)", tag, re.IGNORECASE)
        content = re.search(r"content\s*=\s*[\"']([^\"']+)", tag, re.IGNORECASE)
        if name and content and _PUBLISHED.search(name[1]) and (date := iso_day(content[1])):
            return date
    found = re.search(r"<time[^>]+datetime\s*=\s*[\"'](\d{4}-\d\d-\d\d)", text)
    return iso_day(found[1]) if found else None


def iso_day(value: Any) -> dt.date | None:
    """The day at the front of an ISO date or time; None for anything else."""
    found = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)", value) if isinstance(value, str) else None
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
