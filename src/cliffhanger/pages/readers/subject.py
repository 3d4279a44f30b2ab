"""What readers vote on and talk about: a season or a story, and the poll that stands with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from cliffhanger.errors import InputError
from cliffhanger.store.readers import Poll

SEASON, STORY = "season", "story"
BACK, MISS = "back", "miss"
WORDING = {BACK: "Will it be back?", MISS: "Which will you miss most?"}
"""What each question asks."""


@dataclass(frozen=True)
class Subject:
    """A season or a story: its id, what it is called, its page, and its poll if it has one.

    `href` is the page's path from the root of the site, without a leading slash.
    """

    kind: str
    name: str
    title: str
    href: str
    poll: Poll | None = None

    @property
    def key(self) -> str:
        """`season/partner-track-s1`: how rows of the record name it."""
        return f"{self.kind}/{self.name}"

    @property
    def path(self) -> str:
        """Where readers talk about it, from the root of the site."""
        return f"readers/on/{quote(self.kind)}/{quote(self.name, safe='')}"


def season(season_id: str, title: str, href: str, closes_at: dt.datetime | None) -> Subject:
    """A season; its poll asks whether it will be back until `closes_at` (None: there is no poll).

    Give the moment the decision was known, or 18 months after the premiere, whichever is first:
    once it has passed the poll shows its result and takes no more votes.
    """
    poll = closes_at and Poll(
        subject=f"{SEASON}/{season_id}",
        question=BACK,
        choices=["yes", "no"],
        labels=["Yes", "No"],
        closes_at=closes_at,
    )
    return Subject(SEASON, season_id, title, href, poll or None)


def story(
    story_id: str, title: str, href: str, series: Mapping[str, str], closes_at: dt.datetime | None
) -> Subject:
    """A story; its poll asks which of its series (title id to name) will be missed most.

    There is no poll with fewer than two series, or without `closes_at`.
    """
    if len(set(series.values())) < len(series):
        raise InputError("two series go by one name", where=story_id, fix="name them apart")
    if closes_at is None or len(series) < 2:
        return Subject(STORY, story_id, title, href)
    poll = Poll(
        subject=f"{STORY}/{story_id}",
        question=MISS,
        choices=list(series),
        labels=list(series.values()),
        closes_at=closes_at,
    )
    return Subject(STORY, story_id, title, href, poll)
