"""The pieces that pages are made of: values, not wording. Pages themselves are in `views`.

Days are dates, hours integers, odds shares of one. A `path` or `href` is relative to the root of
the site; whoever renders puts the way to the root in front.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from cliffhanger.pages.plots.run import Band


@dataclass(frozen=True)
class TrackRecord:
    """How good the odds that were issued and frozen have been; no scores until one resolved."""

    issued: int
    resolved: int
    brier: float | None = None
    base_brier: float | None = None

    @property
    def skill(self) -> float | None:
        """The share of the base rate's Brier score that the odds take away; below 0 = worse."""
        if self.brier is None or not self.base_brier:
            return None
        return 1 - self.brier / self.base_brier


@dataclass(frozen=True)
class Edition:
    """What every page shares: when it was asked, what was known, how good the odds have been.

    `articles` that were read and `stories` of our own are those of the last seven days; `address`
    is where the site stands (`https://desk.example`, no slash at the end), or empty.
    """

    as_of: str
    day: dt.date
    newest_week: dt.date
    chart_seen: dt.date
    reconstructed: bool
    track: TrackRecord
    known_outcomes: int
    open_seasons: int
    articles: tuple[Link, ...]
    stories: tuple[Link, ...] = ()
    proof: ProofLine | None = None
    address: str = ""


@dataclass(frozen=True)
class ProofLine:
    """How good odds like these would have been on past seasons: the backtest in one line."""

    n: int
    brier: float
    base_brier: float
    skill: float


@dataclass(frozen=True)
class Link:
    """A page or a place in one: href from the root of the site, and what it is called."""

    href: str
    text: str


@dataclass(frozen=True)
class Name:
    """A season as labelled then. `href` is None where there is no page of it."""

    show_title: str
    season: str
    category: str
    href: str | None
    title_id: str | None = None
    season_id: str | None = None


@dataclass(frozen=True)
class Baseline:
    """The chance another model gives, and its interval."""

    name: str
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class Odds:
    """The chance that a further season is ordered, with its interval and the baselines beside."""

    p: float
    low: float
    high: float
    baselines: tuple[Baseline, ...]
    as_of: str
    reconstructed: bool


@dataclass(frozen=True)
class Reason:
    """What moves the odds, in words, and by how many points of chance (below 0 = against)."""

    text: str
    points: float


@dataclass(frozen=True)
class Peer:
    """A season like this one whose outcome was known then; its weeks and hours at the same age."""

    name: Name
    outcome: str
    known_on: dt.date
    weeks: int
    hours: int


@dataclass(frozen=True)
class Movement:
    """Places since the week before: up, down, same, new, back (was listed before), or unknown."""

    kind: str
    places: int = 0


@dataclass(frozen=True)
class WeekRow:
    """One week of a season on its list. `href` leads to the same entry on the week's chart page."""

    week: dt.date
    known_on: dt.date
    nth: int
    rank: int
    movement: Movement
    hours: int
    hours_low: int
    hours_high: int
    views: int | None
    change: float | None
    counter: int
    href: str

    @property
    def anchor(self) -> str:
        """The id of this row on the season's page."""
        return f"w{self.week}"


@dataclass(frozen=True)
class Plot:
    """The run plot and its data as numbers; no `bands` where too few peers were known."""

    svg: Markup
    summary: str
    weeks: int
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class OddsPoint:
    """The odds as of the end of a chart Tuesday, reconstructed."""

    as_of: dt.date
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class Event:
    """News on the odds plot: the day it was known, what it says, where it leads; `nth` from 1."""

    nth: int
    day: dt.date
    text: str
    href: str


@dataclass(frozen=True)
class OddsPlot:
    """The odds through time and the news in it."""

    svg: Markup
    summary: str
    points: tuple[OddsPoint, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Fact:
    """A line of the facts: its label, its values, and where they lead outside the site."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class DecisionRow:
    """One recorded decision. `spans` lead to the words that say it; `eve`: the odds of its eve."""

    name: Name
    after_season: int | None
    decision: str
    seasons_ordered: int | None
    announced_on: str
    known_on: dt.date
    precision: str
    network: str | None
    confidence: str
    source: Link | None
    spans: tuple[Link, ...]
    eve: Odds | None


@dataclass(frozen=True)
class Run:
    """The run in figures, hours in hours."""

    weeks: int
    weeks_reentered: int
    peak_rank: int
    hours: int
    hours_28d: int
    views: int | None
    first_week: dt.date
    last_week: dt.date
    days_in_week_one: int | None
    decay: float | None
    finished: bool
    under_way_at_start: bool
