"""Where pages stand in the site, and how one leads to another: relative, from disk or a server."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from functools import lru_cache
from urllib.parse import quote

from cliffhanger.titles import slug

_SAFE = re.compile(r"[\w][\w.-]*")
_LONGEST = 120
"""Bytes of a file name, well under every file system's limit."""


def season_path(season_id: str) -> str:
    """The page of a season."""
    return f"seasons/{file_name(season_id)}.html"


def series_path(title_id: str) -> str:
    """The page of a series."""
    return f"series/{file_name(title_id)}.html"


def year_path(year: int) -> str:
    """The page of the seasons that began in a year."""
    return f"years/{year}.html"


def countries_path(week: dt.date) -> str:
    """The page of a week's country lists."""
    return f"charts/{week}-countries.html"


def decided_path(page: int) -> str:
    """A page of the decisions: 1 holds the newest."""
    return "decided.html" if page == 1 else f"decided-{page}.html"


def series_feed(title_id: str) -> str:
    """The Atom feed of a series."""
    return f"feeds/series/{file_name(title_id)}.atom"


def beside(path: str, suffix: str) -> str:
    """The same page as data: `seasons/x.html` gives `seasons/x.json`."""
    return path.removesuffix(".html") + f".{suffix}"


def week_path(week: dt.date) -> str:
    """The page of a chart week, named by its Sunday."""
    return f"charts/{week}.html"


def article_path(date: dt.date, name: str) -> str:
    """The page of an article of that day."""
    return f"articles/{file_name(f'{date}-{slug(name)}')}.html"


def story_name(date: dt.date, headline: str) -> str:
    """What a story of our own on that day is called, as a page and as a file."""
    return file_name(f"{date}-{slug(headline)}")


def story_path(date: dt.date, headline: str) -> str:
    """The page of a story of our own."""
    return f"stories/{story_name(date, headline)}.html"


@lru_cache(maxsize=64)
def list_anchor(category: str) -> str:
    """The id of a list on the page of a week."""
    return slug(category)


def row_anchor(category: str, rank: int) -> str:
    """The id of a list's row on the page of a week."""
    return f"{list_anchor(category)}-{rank}"


def file_name(name: str) -> str:
    """The name where every file system takes it, else as much of it as is safe and a hash."""
    if _SAFE.fullmatch(name) and len(name.encode()) <= _LONGEST:
        return name
    safe = slug(name).encode()[: _LONGEST // 2].decode(errors="ignore")
    return f"{safe}-{hashlib.sha256(name.encode()).hexdigest()[:8]}".lstrip("-")


def href(path: str, anchor: str = "") -> str:
    """A path, and a place on that page, as the href of a link."""
    return quote(path) + (f"#{quote(anchor)}" if anchor else "")


def to_root(path: str) -> str:
    """The way from a page to the root of the site: empty, `../`, ..."""
    return "../" * path.count("/")
