"""What the pages that look things up and prove things say: one frozen context a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from cliffhanger.pages.parts import (
    DecisionRow,
    Edition,
    Fact,
    Link,
    Name,
    Odds,
    Run,
)
from cliffhanger.tables import Table


@dataclass(frozen=True)
class SeriesSeason:
    """A season of a series: its run, and its odds or what was decided of it."""

    name: Name
    number: int | None
    run: Run
    odds: Odds | None
    verdict: DecisionRow | None


@dataclass(frozen=True)
class SeriesPage:
    """A series: all of its seasons, what was decided and said, and the ids others give it."""

    template: ClassVar[str] = "series.html"
    edition: Edition
    path: str
    title: str
    title_id: str
    ids: dict[str, str | int | None]
    genres: tuple[str, ...]
    created_by: tuple[str, ...]
    cast: tuple[tuple[str, str | None], ...]
    seasons: tuple[SeriesSeason, ...]
    facts: tuple[Fact, ...]
    decisions: tuple[DecisionRow, ...]
    mentions: tuple[Link, ...]
    feed: str


@dataclass(frozen=True)
class TitleRow:
    """A series in a list of them: its newest season that charted, and how that stands."""

    title_id: str
    show_title: str
    href: str
    names: tuple[str, ...]
    seasons: int
    newest: Name
    odds: Odds | None
    decision: str | None


@dataclass(frozen=True)
class SearchPage:
    """Search: the box, what was found for a query, and the way to every series by its letter."""

    template: ClassVar[str] = "search.html"
    edition: Edition
    letters: tuple[Link, ...]
    query: str = ""
    rows: tuple[TitleRow, ...] = ()
    found: int = 0
    path: str = "search.html"
    title: str = "Find a series"


@dataclass(frozen=True)
class TitlesPage:
    """Every series under a letter."""

    template: ClassVar[str] = "titles.html"
    edition: Edition
    path: str
    title: str
    letter: str
    letters: tuple[Link, ...]
    rows: tuple[TitleRow, ...]


@dataclass(frozen=True)
class MinePage:
    """A reader's own series, chosen in the address of the page: it can be bookmarked."""

    template: ClassVar[str] = "mine.html"
    edition: Edition
    rows: tuple[TitleRow, ...] = ()
    unknown: tuple[str, ...] = ()
    path: str = "mine.html"
    title: str = "My series"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the series chosen."""
        return tuple(row.title_id for row in self.rows)


@dataclass(frozen=True)
class ModelRow:
    """How good one model has been, pooled over horizons or at one of them."""

    name: str
    ours: bool
    n: int
    brier: float
    log_loss: float
    auc: float | None
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    slope: tuple[float, float, float] | None
    intercept: tuple[float, float, float] | None


@dataclass(frozen=True)
class Bin:
    """A row of the reliability table: seasons with odds alike, and how many were renewed."""

    n: int
    mean_p: float
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Miss:
    """A forecast of the backtest that was far off."""

    name: Name
    horizon_weeks: int
    cut: dt.date
    p: float
    renewed: bool


@dataclass(frozen=True)
class Scored:
    """An issued forecast with its outcome."""

    name: Name
    as_of: dt.date
    p: float
    low: float
    high: float
    renewed: bool
    known_on: dt.date
    brier: float


@dataclass(frozen=True)
class ScorecardPage:
    """How good the odds are: issued ones by the ledger, and the walk-forward over past seasons."""

    template: ClassVar[str] = "scorecard.html"
    edition: Edition
    start: dt.date | None
    end: dt.date | None
    models: tuple[ModelRow, ...]
    horizons: tuple[tuple[int, tuple[ModelRow, ...]], ...]
    bins: tuple[Bin, ...]
    plot: Markup | None
    better_than: tuple[tuple[str, float, float, float], ...]
    groups: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]
    misses: tuple[Miss, ...]
    scored: tuple[Scored, ...]
    pending: bool = False
    path: str = "scorecard.html"
    title: str = "How good are the odds?"

    @property
    def ours(self) -> ModelRow | None:
        """Our model, over all horizons."""
        return next((model for model in self.models if model.ours), None)


@dataclass(frozen=True)
class YearRow:
    """A season in the plot of its year."""

    name: Name
    first_week: dt.date
    hours: int
    weeks: int
    fate: str
    odds: Odds | None


@dataclass(frozen=True)
class YearList:
    """A list of the year: its plot and the rows in it."""

    category: str
    anchor: str
    plot: Markup
    rows: tuple[YearRow, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class YearPage:
    """The seasons that first charted in a year, by first full week and length of run."""

    template: ClassVar[str] = "year.html"
    edition: Edition
    path: str
    title: str
    year: int
    lists: tuple[YearList, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True)
class CountryRow:
    """An entry on countries' lists in a week: where, and at which rank."""

    name: Name
    countries: int
    first: int
    best: int
    ranks: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class CountryList:
    """TV or films of a week over all countries."""

    category: str
    anchor: str
    countries: int
    rows: tuple[CountryRow, ...]


@dataclass(frozen=True)
class CountriesPage:
    """The country lists of a week: who was on how many, and where."""

    template: ClassVar[str] = "countries.html"
    edition: Edition
    path: str
    title: str
    week: dt.date
    lists: tuple[CountryList, ...]
    codes: tuple[tuple[str, str], ...]
    back: Link
    before: Link | None
    after: Link | None


@dataclass(frozen=True)
class Download:
    """A table to take away: its columns, how many rows, its files."""

    table: Table
    rows: int
    files: tuple[Link, ...]


@dataclass(frozen=True)
class DownloadsPage:
    """Every table of the edition with its columns."""

    template: ClassVar[str] = "downloads.html"
    edition: Edition
    downloads: tuple[Download, ...]
    feeds: tuple[tuple[Link, str], ...]
    path: str = "downloads.html"
    title: str = "Data, feeds and API"


@dataclass(frozen=True)
class MethodPage:
    """How the odds are made, and what was known then of how good they are."""

    template: ClassVar[str] = "method.html"
    edition: Edition
    models: tuple[tuple[str, bool, str], ...]
    features: tuple[tuple[str, str, str], ...]
    rule: str
    path: str = "method.html"
    title: str = "How the odds are made"


@dataclass(frozen=True)
class MissingPage:
    """What a server says where there is no page."""

    template: ClassVar[str] = "missing.html"
    edition: Edition
    path: str = "404.html"
    title: str = "No such page"


DataPage = (
    SeriesPage
    | SearchPage
    | TitlesPage
    | MinePage
    | ScorecardPage
    | YearPage
    | CountriesPage
    | DownloadsPage
    | MethodPage
    | MissingPage
)
