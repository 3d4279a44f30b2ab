"""What readers may vote on and talk about in an edition: its seasons and its stories."""

from __future__ import annotations

import datetime as dt

from cliffhanger.days import end_of
from cliffhanger.odds.ledger import OPEN_FOR
from cliffhanger.pages import paths
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.given import Article
from cliffhanger.pages.readers.subject import Subject, season, story
from cliffhanger.pages.views import ArticlePage, Page, SeasonPage

STORY_OPEN = dt.timedelta(days=30)
"""A story's poll closes this long after its day."""


def subject_of(contents: Contents, page: Page) -> Subject | None:
    """What a page is about, where readers may talk about it."""
    if isinstance(page, SeasonPage) and page.name.season_id:
        return _season(contents, page.name.season_id)
    if isinstance(page, ArticlePage):
        return subject(contents, f"story/{_name(page.path)}")
    return None


def subject(contents: Contents, key: str) -> Subject | None:
    """The subject with a key such as `season/partner-track-s1`, or None."""
    kind, _, name = key.partition("/")
    if kind == "season" and name in contents.given.run_rows:
        return _season(contents, name)
    if kind == "story":
        found = (a for a in contents.given.articles if _name(a.path) == name)
        return next((_story(contents, article) for article in found), None)
    return None


def _name(path: str) -> str:
    return path.removeprefix("articles/").removesuffix(".html")


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


def _story(contents: Contents, article: Article) -> Subject:
    """A story; its poll asks which of the series it says were canceled will be missed most."""
    series: dict[str, str] = {}
    for said in article.reading.decisions:
        title_id = contents.given.title_id(said.series)
        if title_id and said.decision == "canceled" and said.series not in series.values():
            series[title_id] = said.series
    closes = end_of(article.reading.document.date + STORY_OPEN)
    return story(_name(article.path), article.name, paths.href(article.path), series, closes)
