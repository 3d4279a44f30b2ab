"""What each page says: one frozen context a page, which templates and the JSON of a page render."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from cliffhanger.pages.marks import Paragraph
from cliffhanger.pages.parts import (
    DecisionRow,
    Edition,
    Fact,
    Link,
    Name,
    Odds,
    OddsPlot,
    Peer,
    Plot,
    Reason,
    Run,
    WeekRow,
)
from cliffhanger.pages.views_data import DataPage
from cliffhanger.pages.views_story import StoryPage


@dataclass(frozen=True)
class BoardRow:
    """An open season on the board."""

    place: int
    name: Name
    weeks: int
    hours: int
    on_list: bool
    odds: Odds


@dataclass(frozen=True)
class BoardPage:
    """index.html: every open season, most at risk first."""

    template: ClassVar[str] = "board.html"
    edition: Edition
    rows: tuple[BoardRow, ...]
    decided: tuple[DecisionRow, ...]
    turn: tuple[Link, ...] = ()
    nth: int = 1
    total: int = 0
    path: str = "index.html"
    title: str = "Will it be back?"


@dataclass(frozen=True)
class SeasonPage:
    """A season: its run week by week, its odds, its facts, what was decided and said."""

    template: ClassVar[str] = "season.html"
    edition: Edition
    path: str
    title: str
    name: Name
    run: Run
    weeks: tuple[WeekRow, ...]
    plot: Plot
    series: Link
    season_number: int | None
    released: dt.date | None
    odds_plot: OddsPlot | None
    verdict: DecisionRow | None
    odds: Odds | None
    odds_day: dt.date
    reasons: tuple[Reason, ...]
    peers: tuple[Peer, ...]
    facts: tuple[Fact, ...]
    decisions: tuple[DecisionRow, ...]
    mentions: tuple[Link, ...]
    other_seasons: tuple[Link, ...]

    @property
    def best_week(self) -> str:
        """The anchor of the first week at the season's best rank."""
        return min(self.weeks, key=lambda week: (week.rank, week.week)).anchor

    @property
    def third_week(self) -> str | None:
        """The anchor of the third chart week, if the season was on the list then."""
        return next((week.anchor for week in self.weeks if week.nth == 3), None)

    @property
    def has_views(self) -> bool:
        """Whether the publisher gave views for any of the weeks."""
        return any(week.views is not None for week in self.weeks)


@dataclass(frozen=True)
class Hits:
    """Odds beside what came: how many, their mean Brier score, the farthest off and the nearest."""

    n: int
    brier: float
    right_side: int
    misses: tuple[DecisionRow, ...]
    hits: tuple[DecisionRow, ...]


@dataclass(frozen=True)
class DecidedPage:
    """Decisions known, newest first, each beside the odds before it, on pages of a hundred."""

    template: ClassVar[str] = "decided.html"
    edition: Edition
    rows: tuple[DecisionRow, ...]
    total: int = 0
    nth: int = 1
    turn: tuple[Link, ...] = ()
    hits: Hits | None = None
    path: str = "decided.html"
    title: str = "Decided"


@dataclass(frozen=True)
class ListRow:
    """One entry of a list in a week, with its movement. `weeks` is counted on our ids."""

    name: Name
    week_row: WeekRow
    weeks: int


@dataclass(frozen=True)
class ListTable:
    """One list of one week."""

    category: str
    anchor: str
    rows: tuple[ListRow, ...]
    gone: tuple[Name, ...]

    @property
    def has_views(self) -> bool:
        """Whether the publisher gave views that week."""
        return any(row.week_row.views is not None for row in self.rows)


@dataclass(frozen=True)
class WeekPage:
    """The lists of one chart week."""

    template: ClassVar[str] = "week.html"
    edition: Edition
    path: str
    title: str
    week: dt.date
    known_on: dt.date
    lists: tuple[ListTable, ...]
    before: Link | None
    after: Link | None
    countries: Link | None = None

    @property
    def counters_differ(self) -> bool:
        """Whether the publisher's counter says otherwise anywhere."""
        rows = [row for shown in self.lists for row in shown.rows]
        return any(row.weeks != row.week_row.counter for row in rows)


@dataclass(frozen=True)
class WeeksPage:
    """Every chart week there is, newest first, by year."""

    template: ClassVar[str] = "weeks.html"
    edition: Edition
    years: tuple[tuple[int, tuple[Link, ...]], ...]
    drawn: tuple[int, ...] = ()
    path: str = "charts/index.html"
    title: str = "Charts, week by week"


@dataclass(frozen=True)
class Note:
    """One statement beside the text: its number, kind and certainty, in words; where it leads."""

    number: int
    kind: str
    series: str
    text: str
    certainty: str | None
    quote: str
    link: Link | None


@dataclass(frozen=True)
class ReadingRow:
    """A claim under one sensible reading: what the chart says, with its rounding, and the rows."""

    reading: str
    value: str
    low: str
    high: str
    fits: bool
    rows: tuple[Link, ...]


@dataclass(frozen=True)
class ClaimView:
    """A claim about a chart, held against it."""

    number: int | None
    series: str
    claim: str
    verdict: str
    readings: tuple[ReadingRow, ...]
    percentile: str | None
    why: str
    anchor: str = ""


@dataclass(frozen=True)
class ArticlePage:
    """An article with its statements marked, and its claims judged."""

    template: ClassVar[str] = "article.html"
    edition: Edition
    path: str
    title: str
    date: dt.date
    source: Link | None
    authors: tuple[str, ...]
    paragraphs: tuple[tuple[Paragraph, tuple[Note, ...]], ...]
    kinds: tuple[tuple[str, int], ...]
    claims: tuple[ClaimView, ...]
    reviews: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class StoryRow:
    """An article that was read, in the list of stories."""

    link: Link
    date: dt.date
    source: str | None
    statements: int
    decisions: int
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class OwnRow:
    """A story of our own in the list: how many facts it tells, and what of which series."""

    link: Link
    date: dt.date
    facts: int
    about: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class StoriesPage:
    """Our own stories, and every article that was read; each newest first."""

    template: ClassVar[str] = "stories.html"
    edition: Edition
    rows: tuple[StoryRow, ...]
    own: tuple[OwnRow, ...] = ()
    path: str = "articles/index.html"
    title: str = "Stories"


@dataclass(frozen=True)
class AboutPage:
    """How to read the pages: the words, the clocks, the lists."""

    template: ClassVar[str] = "about.html"
    edition: Edition
    baselines: tuple[str, ...]
    path: str = "about.html"
    title: str = "How to read this"


Page = (
    BoardPage
    | SeasonPage
    | DecidedPage
    | WeekPage
    | WeeksPage
    | ArticlePage
    | StoriesPage
    | StoryPage
    | AboutPage
    | DataPage
)
