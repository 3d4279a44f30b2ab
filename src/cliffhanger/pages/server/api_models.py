"""The shapes of the API: snake_case, days and moments in ISO 8601, null where nothing is known."""

from __future__ import annotations

import datetime as dt
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Chance = Field(ge=0, le=1)
Item = TypeVar("Item")


def example(**said: Any) -> ConfigDict:
    """A model's example in the OpenAPI document."""
    return ConfigDict(json_schema_extra={"examples": [said]})


class Ids(BaseModel):
    """The ids that others give a series; null where we do not know them."""

    model_config = example(
        imdb="tt13879466",
        tmdb=136701,
        tvdb=None,
        tvmaze=None,
        trakt=None,
        wikidata=None,
        netflix=None,
    )
    imdb: str | None
    tmdb: int | None
    tvdb: int | None
    tvmaze: int | None
    trakt: int | None
    wikidata: str | None
    netflix: int | None


class Odds(BaseModel):
    """The chance that a further season is ordered, with its 90 % interval."""

    model_config = example(p=0.3444, low=0.1802, high=0.5523)
    p: float = Chance
    low: float = Chance
    high: float = Chance


class Title(BaseModel):
    """A series that has been on a weekly list."""

    title_id: str = Field(examples=["partner-track"])
    show_title: str = Field(examples=["Partner Track"])
    names: list[str] = Field(description="every name it goes by")
    ids: Ids
    genres: list[str] = Field(description="as of January 2026")
    created_by: list[str]
    seasons: list[str] = Field(description="season ids, oldest first")
    state: Literal["open", "decided", "not_asked"] = Field(description="of its newest season")
    decision: str | None = Field(examples=["canceled"])
    odds: Odds | None = Field(description="of its newest season, where that is open")
    page: str = Field(description="its page, from the root of the site")
    feed: str = Field(description="its Atom feed, from the root of the site")
    updated: dt.date = Field(description="the day the newest thing in it was known")


class Season(BaseModel):
    """A season that has charted: the unit that odds and decisions are about."""

    season_id: str = Field(examples=["partner-track-s1"])
    title_id: str
    show_title: str = Field(description="as labelled then")
    season_title: str = Field(description="as labelled then")
    season_number: int | None
    category: str = Field(examples=["TV (English)"])
    release_date: dt.date | None
    ids: Ids
    state: Literal["open", "decided", "not_asked"]
    decision: str | None
    odds: Odds | None
    page: str
    updated: dt.date


class Run(BaseModel):
    """A season's run on its list as known then; hours and views in whole units."""

    season_id: str
    title_id: str
    show_title: str
    season_title: str
    season_number: int | None
    category: str
    release_date: dt.date | None
    first_week: dt.date
    last_week: dt.date
    weeks: int = Field(description="weeks on the list, re-entries included")
    weeks_unbroken: int
    weeks_reentered: int
    peak_rank: int
    hours: int
    hours_28d: int
    views: int | None
    views_28d: int | None
    weeks_28d: int
    days_in_week_one: int | None
    hours_per_day: float | None
    decay: float | None
    finished: bool
    under_way_at_start: bool
    updated: dt.date


class ChartRow(BaseModel):
    """An entry of a list in a week. Columns keep the publisher's own names."""

    week: dt.date
    category: str
    weekly_rank: int
    show_title: str
    season_title: str | None
    weekly_hours_viewed: int | None
    runtime: float | None
    weekly_views: int | None
    cumulative_weeks_in_top_10: int
    entry_id: str
    entry_kind: str
    season_id: str | None
    hours_low: int | None
    hours_high: int | None
    country_iso2: str | None = None
    available_at: dt.datetime
    vintage: dt.date


class RunWeeks(Run):
    """A run with its weeks."""

    rows: list[ChartRow]


class Week(BaseModel):
    """A chart week, named by the Sunday that ends it."""

    week: dt.date
    known_at: dt.datetime
    lists: list[str]
    countries: int = Field(description="countries whose lists are known")
    page: str
    updated: dt.date


class BoardRow(BaseModel):
    """An open season on the board, most at risk first."""

    model_config = ConfigDict(extra="allow")
    place: int
    season_id: str
    title_id: str
    show_title: str
    season_title: str
    season_number: int | None
    category: str
    release_date: dt.date
    weeks: int
    hours: int
    on_list: bool
    odds: Odds
    baselines: dict[str, Odds]
    when: dict[str, Any]
    reconstructed: bool
    as_of: str
    updated: dt.date


class OddsPoint(Odds):
    """Odds as of the end of a chart Tuesday, reconstructed."""

    as_of: dt.date


class SeasonOdds(BaseModel):
    """A season's odds with reasons, peers, baselines, and what they were on earlier Tuesdays."""

    model_config = ConfigDict(extra="allow")
    season_id: str
    odds: Odds
    baselines: dict[str, Odds]
    reasons: list[dict[str, Any]]
    peers: list[dict[str, Any]]
    history: list[OddsPoint]
    reconstructed: bool
    as_of: str
    updated: dt.date


class Decision(BaseModel):
    """A decision on a series' future, with both of its dates."""

    title_id: str | None
    show_title: str
    season_number: int | None = Field(description="the last season out then; 0 = none yet")
    decision: str = Field(examples=["renewed"])
    seasons_ordered: int | None
    announced_on: str = Field(description="YYYY-MM-DD, YYYY-MM or YYYY", examples=["2022-11-08"])
    precision: str = Field(description="day, month or year; by = undated, learned by then")
    known_on: dt.date
    network: str | None
    confidence: str
    source: str | None
    source_url: str | None
    odds_before: Odds | None
    odds_before_as_of: str | None
    reconstructed: bool | None
    updated: dt.date


class Claim(BaseModel):
    """A claim about a chart in an article, held against the chart."""

    model_config = ConfigDict(extra="allow")
    article: str = Field(description="the article's page, from the root of the site")
    date: dt.date
    series: str
    metric: str
    value: Any
    verdict: Literal["supported", "refuted", "unclear", "not_checkable"]
    why: str
    readings: list[dict[str, Any]]
    updated: dt.date


class Listing(BaseModel, Generic[Item]):
    """A page of items. Links to the first, next, previous and last page are in the Link header."""

    as_of: str = Field(description="nothing known later is used", examples=["2022-11-08"])
    total: int
    page: int
    limit: int
    items: list[Item]


class Answer(BaseModel, Generic[Item]):
    """One item."""

    as_of: str = Field(examples=["2022-11-08"])
    item: Item


class TrackRecord(BaseModel):
    """How good the odds that were issued and frozen have been."""

    issued: int
    resolved: int
    brier: float | None


class Backtest(BaseModel):
    """How good odds like these would have been on past seasons, beside the base rate."""

    n: int
    brier: float
    base_brier: float
    skill: float


class Index(BaseModel):
    """What there is, as of when, and how good the odds have been."""

    as_of: str
    reconstructed: bool
    newest_week: dt.date
    chart_seen: dt.date
    track_record: TrackRecord
    backtest: Backtest | None
    rate_limit: str
    resources: dict[str, str]


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str = Field(examples=["no season has the id 'x'"])
