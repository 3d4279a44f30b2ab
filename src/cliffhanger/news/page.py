"""From a file to documents: plain text, saved web pages, feeds, folders.

Everything that can go wrong with an article is said here, once, as an ArticleError or FileError
with where it is, what is wrong and what to do. The text itself is data: whatever it may say, it is
only ever searched for statements.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path

from cliffhanger import days
from cliffhanger.errors import ArticleError, FileError, InputError
from cliffhanger.news.dates import find_days
from cliffhanger.news.markup import extracted, iso_day, linked_data, meta_date, stripped, unmarked
from cliffhanger.news.sentences import DATE_LINE
from cliffhanger.news.statements import Document

LARGEST = 5_000_000
"""Bytes. The longest news page known is a tenth of it; more is a mistake or an attack."""
_ADD_A_DATE = "start the text with a line 'date YYYY-MM-DD', or give --date YYYY-MM-DD"
_KINDS = {".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom"}
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"SQLite",
    b"PAR1",
    b"\xd0\xcf\x11\xe0",
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|"
    r"main|div|p|section|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_WALL = re.compile(
    r"(?:subscribe|sign in|log in|register|create (?:a|an) (?:free )?account|"
    r"become a member|start your (?:free )?trial)[^.\n]{0,40}(?:to (?:continue|read|keep|"
    r"unlock|view|access)|for full access)"
    r"|already a (?:subscriber|member)|this (?:article|content|story) is (?:only |"
    r"exclusively )?(?:for|available to) (?:subscribers|members)|to continue reading|"
    r"enable javascript|unlock this article",
    re.IGNORECASE,
)


def open_document(source: str | Path, *, day: dt.date | None = None) -> Document:
    """The one document of a text or HTML file; `day` dates it where nothing in it does.

    Raises FileError for a file that cannot be read and ArticleError for one that cannot be used
    (no date, a future date, no text, a paywall stub, a feed with several entries).
    """
    documents = list(open_documents(source, day=day))
    if len(documents) != 1:
        raise ArticleError(
            f"holds {len(documents)} articles, not one",
            where=str(source),
            fix="read it as a feed or a folder",
        )
    return documents[0]


def open_documents(source: str | Path, *, day: dt.date | None = None) -> Iterator[Document]:
    """The documents of a file, a feed or a folder, by name; raises like `open_document`."""
    path = Path(source)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in _KINDS)
        if not files:
            raise FileError(
                "the folder holds no text, HTML or feed files",
                where=str(path),
                fix="give a folder with .txt, .html or .xml files",
            )
        for file in files:
            yield from open_documents(file, day=day)
        return
    yield from documents_in(_bytes(path), where=str(path), day=day)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path.stat().st_size, str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError("there is no such file", where=str(path), fix="check the path") from None
    except OSError as e:
        raise FileError(
            f"cannot be read ({e.strerror})",
            where=str(path),
            fix="check the file and its permissions",
        ) from None


def _too_large(size: int, where: str) -> FileError:
    return FileError(
        f"is {size / 1e6:.1f} MB; an article is at most {LARGEST // 10**6} MB",
        where=where,
        fix="cut it into articles",
    )


def documents_in(
    data: bytes | str, *, where: str = "standard input", day: dt.date | None = None
) -> Iterator[Document]:
    """The documents in the bytes (or text) of one file; raises like `open_document`."""
    text = data if isinstance(data, str) else _decoded(data, where)
    if len(text) > LARGEST:
        raise _too_large(len(text), where)
    if not text.strip():
        raise ArticleError("is empty", where=where, fix="give an article with text")
    if _FEED.match(text[:4000]):
        yield from _feed(text, where, day)
    elif _PAGE.match(text[:4000]):
        yield _page(text, where, day)
    else:
        yield document_from_text(text, where=where, day=day)


def _decoded(data: bytes, where: str) -> str:
    if data.startswith(_MAGIC):
        raise FileError("is not text", where=where, fix="save the article as text or HTML")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data[:8000].count(0) > 2:
        raise FileError("is not text", where=where, fix="save the article as text or HTML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = re.search(rb"charset=[\"']?([\w-]{3,20})", data[:3000])
        try:
            return data.decode(named[1].decode() if named else "cp1252")
        except (UnicodeDecodeError, LookupError):
            return data.decode("cp1252", errors="replace")


def document_from_text(
    text: str,
    *,
    where: str = "text",
    day: dt.date | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Document:
    """A document of plain text, dated by its date line, else `day`, else a line that is a date.

    The date line stays part of the text, so that spans index what was given. Raises ArticleError.
    """
    _not_a_stub(text, where)
    line = DATE_LINE.match(text)
    date = _written(line[1], where) if line else day or _dateline(text)
    if date is None:
        raise ArticleError("has no date", where=where, fix=_ADD_A_DATE)
    return Document(_not_ahead(date, where), text, title, url)


def _written(text: str, where: str) -> dt.date:
    try:
        return days.parse_day(text)
    except InputError:
        raise ArticleError(
            f"has the date line {text!r}, which is no day", where=where, fix=_ADD_A_DATE
        ) from None


def _not_ahead(date: dt.date, where: str) -> dt.date:
    if date > days.today():
        raise ArticleError(
            f"is dated {date}, which is in the future", where=where, fix="correct the date"
        )
    if date.year < 1920:
        raise ArticleError(
            f"is dated {date}, before there was television", where=where, fix="correct the date"
        )
    return date


def _dateline(text: str) -> dt.date | None:
    """A full date on a line of its own, or before a dash, among the first lines."""
    for raw in text[:1500].split("\n")[:8]:
        line = raw.strip().lower()
        head = re.split(r" (?:--|\u2014|-) ", line)[0] if len(line) > 70 else line
        if not head or len(head) > 70:
            continue
        for found in find_days(head, dt.date(1900, 1, 1)):
            if found.year and found.month and found.day and not found.anchor:
                return (
                    dt.date(found.year, found.month, found.day)
                    if found.resolve(dt.date(1900, 1, 1))
                    else None
                )
    return None


def _not_a_stub(text: str, where: str) -> None:
    body = DATE_LINE.sub("", text, count=1).strip()
    if not body:
        raise ArticleError("has a date and no text", where=where, fix="give the article's text")
    if len(body) < 600 and _WALL.search(body):
        raise ArticleError(
            "is the stub of a page behind a paywall or a script",
            where=where,
            fix="save the page when the whole article shows",
        )


# -- saved pages


def _page(text: str, where: str, day: dt.date | None) -> Document:
    """The document of a saved web page: its main text, and what its metadata say."""
    found = extracted(text)
    facts = linked_data(text)
    body, marked = unmarked(found.get("text") or "")
    title = facts.get("headline") or found.get("title")
    if not body.strip():
        raise ArticleError(
            "has no article text",
            where=where,
            fix="save the page after it has loaded, or copy its text into a .txt file",
        )
    _not_a_stub(body, where)
    if facts.get("free") is False and len(body) < 1200:
        raise ArticleError(
            "is the stub of a page behind a paywall",
            where=where,
            fix="save the page when the whole article shows",
        )
    date = (
        iso_day(facts.get("date"))
        or meta_date(text)
        or iso_day(found.get("date"))
        or day
        or _dateline(body)
    )
    line = DATE_LINE.match(body)
    if line:
        date = _written(line[1], where)
    if date is None:
        raise ArticleError("has no date", where=where, fix=_ADD_A_DATE)
    authors = tuple(facts.get("authors") or ()) or tuple(
        a.strip() for a in (found.get("author") or "").split(";") if a.strip()
    )
    return Document(
        _not_ahead(date, where),
        body,
        title,
        found.get("url"),
        found.get("sitename"),
        authors,
        marked=marked,
    )


# -- feeds


def _feed(text: str, where: str, day: dt.date | None) -> Iterator[Document]:
    """A document for each entry of an RSS or Atom feed that has text."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser

        feed = feedparser.parse(text)
    if not feed.entries:
        raise ArticleError("is a feed without entries", where=where, fix="save the feed again")
    source = feed.feed.get("title")
    for n, entry in enumerate(feed.entries, 1):
        at = f"{where}, entry {n}"
        raw = (
            entry["content"][0].get("value", "")
            if entry.get("content")
            else entry.get("summary", "")
        )
        body = stripped(raw) if "<" in raw else html.unescape(raw)
        title = entry.get("title")
        body = f"{title}\n\n{body}" if title and title not in body[: len(title) + 5] else body
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        date = dt.date(*stamp[:3]) if stamp else day
        if date is None:
            raise ArticleError("has no date", where=at, fix=_ADD_A_DATE)
        authors = tuple(a["name"] for a in entry.get("authors", []) if a.get("name"))
        yield Document(_not_ahead(date, at), body, title, entry.get("link"), source, authors)
