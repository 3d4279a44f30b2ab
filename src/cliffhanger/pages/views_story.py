"""What the page of a story of our own says: its text with its notes, and all of it as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from cliffhanger.pages.parts import Edition


@dataclass(frozen=True)
class Shown:
    """What shows one sentence: the number of its note, and where the rows are."""

    number: int
    places: tuple[Markup, ...]


@dataclass(frozen=True)
class Told:
    """A sentence as HTML, with its note if it tells a fact."""

    html: Markup
    note: Shown | None


@dataclass(frozen=True)
class StoryText:
    """A story laid out; `as_of` is the moment it was drafted for, a day where it is its end."""

    headline: Markup
    dateline: str
    day: dt.date
    as_of: str
    paragraphs: tuple[tuple[Told, ...], ...]
    notes: tuple[Shown, ...]
    kinds: tuple[tuple[str, str], ...]
    """The marks in the text: their classes, and what each says."""

    @property
    def drafted(self) -> dt.date:
        """The day up to which something was known when it was drafted."""
        return dt.date.fromisoformat(self.as_of[:10])


@dataclass(frozen=True)
class StoryPage:
    """A story of our own on the site: `html` is how it is laid out, `story` what it says.

    `about` are the series whose decisions it tells (title id, name, decision), `sources` the
    addresses of others that show it.
    """

    template: ClassVar[str] = "story.html"
    edition: Edition
    path: str
    title: str
    date: dt.date
    html: StoryText
    about: tuple[tuple[str, str, str], ...]
    sources: tuple[str, ...]
    story: Mapping[str, Any]
