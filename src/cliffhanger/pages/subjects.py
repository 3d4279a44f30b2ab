"""What readers may vote on and talk about in an edition: its seasons and its stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cliffhanger.days import end_of
from cliffhanger.odds.ledger import OPEN_FOR
from cliffhanger.pages import paths
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.given import Article
from cliffhanger.pages.readers.subject import Subject, season, story
from cliffhanger.pages.stories import path_of
from cliffhanger.pages.story.evidence import Draft

STORY_OPEN = dt.timedelta(days=30)
"""A story's poll closes this long after its day."""
_OWN = "own-"
"""What tells our own stories from articles, whose names begin with their day."""


def key_of(path: str) -> str | None:
    """The key of what a page is about, where readers may talk about it: `season/kaos-s1`."""
    room, _, name = path.removesuffix(".html").partition("/")
    if not path.endswith(".html") or not name or name == "index":
        return None
    kinds = {"seasons": "season/", "articles": "story/", "stories": f"story/{_OWN}"}
    return kinds[room] + name if room in kinds else None


def subject(contents: Contents, key: str) -> Subject | None:
    """The subject with a key such as `season/partner-track-s1`, or None."""
    kind, _, name = key.partition("/")
    if kind == "season" and name in contents.given.run_rows:
        return _season(contents, name)
    if kind != "story":
        return None
    if name.startswith(_OWN):
        own = (s for s in contents.given.stories if key_of(path_of(s)) == key)
        return next((_own(name, made) for made in own), None)
    read = (a for a in contents.given.articles if key_of(a.path) == key)
    return next((_article(contents, name, article) for article in read), None)


def _season(contents: Contents, season_id: str) -> Subject:
    """A season; its poll closes when the decision was known, or 18 months after its premiere."""
    given = contents.given
    row, name = given.run_rows[season_id], given.name(season_id)
    told = contents.by_title.get(given.title_of(row), ())
    number = row["season_number"]
    decided = [end_of(d.known_on) for d in told if number and d.after_season == number]
    started: dt.date = row["release_date"] or row["first_week"]
    closes = min([*decided, end_of(started + OPEN_FOR)])
    asked = season_id in given.odds_of or bool(decided)
    title = f"{name.show_title} {name.season}".strip()
    return season(season_id, title, name.href or "", closes if asked else None)


def _article(contents: Contents, name: str, article: Article) -> Subject:
    """An article; its poll asks which of the series it says were canceled will be missed most."""
    said = (
        (contents.given.title_id(d.series), d.series)
        for d in article.reading.decisions
        if d.decision == "canceled"
    )
    series = _series((title_id, called) for title_id, called in said if title_id)
    closes = end_of(article.reading.document.date + STORY_OPEN)
    return story(name, article.name, paths.href(article.path), series, closes)


def _own(name: str, made: Draft) -> Subject:
    """A story of our own; its poll asks about the cancellations of its day, not of those before."""
    canceled = ((i, row) for i, row in made.decided.items() if row["decision"] == "canceled")
    series = _series((title_id, row["show_title"]) for title_id, row in canceled)
    closes = end_of(made.day + STORY_OPEN)
    return story(name, made.headline.text, paths.href(path_of(made)), series, closes)


def _series(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Series by title id, each name once: of two that go by one name readers cannot tell which."""
    found: dict[str, str] = {}
    for title_id, name in named:
        if title_id not in found and name not in found.values():
            found[title_id] = name
    return found
