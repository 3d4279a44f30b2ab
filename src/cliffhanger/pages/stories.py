"""The stories of an edition: our own, and the articles of others that were read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from functools import cached_property, partial

from cliffhanger.pages import article as articles
from cliffhanger.pages import feeds, paths, words
from cliffhanger.pages.feeds import Entry
from cliffhanger.pages.given import Article, Given
from cliffhanger.pages.parts import Edition, Link
from cliffhanger.pages.story.evidence import Draft, Sentence
from cliffhanger.pages.story.layout import story_page
from cliffhanger.pages.views import OwnRow, Page, StoriesPage, StoryRow


class Stories:
    """What an edition's stories give to its pages and feeds."""

    def __init__(self, given: Given, edition: Edition) -> None:
        self._given, self._edition = given, edition

    def pages(self) -> Iterator[tuple[str, Callable[[], Page]]]:
        """The path of each story's page, and how its context is made."""
        given, edition = self._given, self._edition
        for article in given.articles:
            yield article.path, partial(articles.article_page, given, edition, article)
        for story in given.stories:
            yield path_of(story), partial(story_page, given, edition, story)

    def index(self) -> StoriesPage:
        """The list of them, each kind newest first."""
        read = sorted(
            self._given.articles, key=lambda a: (-a.reading.document.date.toordinal(), a.name)
        )
        own = sorted(
            self._given.stories, key=lambda s: (-s.day.toordinal(), s.headline.text.casefold())
        )
        return StoriesPage(
            self._edition, tuple(_row(a) for a in read), tuple(self._own(s) for s in own)
        )

    def _own(self, story: Draft) -> OwnRow:
        facts = sum(1 for s in story.sentences for f in s.fragments if f.evidence)
        about = []
        for title_id, row in story.decided.items():
            found = self._given.link(row["show_title"], row["season_number"], title_id)
            about.append((found or Link("", row["show_title"]), row["decision"]))
        name = Link(paths.href(path_of(story)), story.headline.text)
        return OwnRow(name, story.day, facts, tuple(about))

    @cached_property
    def mentions(self) -> dict[str, list[Link]]:
        """What the stories say of each title that had charted, each leading to its words."""
        found: dict[str, list[Link]] = {}
        for article in self._given.articles:
            for number, kind, record in article.numbered:
                title_id = self._given.title_id(record.series)
                if title_id and kind != "decisions":
                    said = f"{words.KINDS[kind]}: {words.statement(kind, record)}"
                    link = Link(paths.href(article.path, f"s{number}"), said)
                    found.setdefault(title_id, []).append(link)
        for story in self._given.stories:
            said = f"Our story of {words.short_day(story.day)}: {story.headline.text}"
            for title_id, number in self._first_named(story).items():
                link = Link(paths.href(path_of(story), f"t{number}"), said)
                found.setdefault(title_id, []).append(link)
        return found

    def entries(self, titles: Set[str] | None = None) -> list[Entry]:
        """The stories as entries, newest first; with `titles` those that name one of these."""
        address = self._given.address
        told = [
            feeds.story_entry(address, article)
            for article in self._given.articles
            if titles is None or titles & self._named[article.path]
        ]
        told += [
            feeds.own_entry(address, story)
            for story in self._given.stories
            if titles is None or titles & self._named[path_of(story)]
        ]
        return sorted(told, key=lambda e: (e.updated, e.id), reverse=True)

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """The series that each story says something of, by its path."""
        found: dict[str, set[str]] = {}
        for article in self._given.articles:
            said = (self._given.title_id(record.series) for _, _, record in article.numbered)
            found[article.path] = {title_id for title_id in said if title_id}
        for story in self._given.stories:
            found[path_of(story)] = set(self._first_named(story))
        return found

    def _first_named(self, story: Draft) -> dict[str, int]:
        """The series that a story of our own names, each with the note where it does so first."""
        found: dict[str, int] = {}
        for number, sentence in story.noted:
            for title_id in self._series_in(sentence):
                found.setdefault(title_id, number)
        return found

    def _series_in(self, sentence: Sentence) -> Iterator[str]:
        for evidence in sentence.evidence:
            for row in evidence.rows:
                name, title_id = row.get("show_title") or row.get("series"), row.get("title_id")
                found = self._given.title_id(name, title_id) if name else None
                if found:
                    yield found


def path_of(story: Draft) -> str:
    """The page of a story of our own."""
    return paths.story_path(story.day, story.headline.text)


def _row(article: Article) -> StoryRow:
    source = articles.source_of(article.reading.document)
    return StoryRow(
        link=Link(paths.href(article.path), article.name),
        date=article.reading.document.date,
        source=source.text if source else None,
        statements=len(article.numbered),
        decisions=len(article.reading.decisions),
        verdicts=tuple(checked.as_dict()["verdict"] for checked in article.checked),
    )
