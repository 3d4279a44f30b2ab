"""The page of a season: its run against its peers, its odds, its facts, what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from cliffhanger.errors import UnknownTitle
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.pages import paths, words
from cliffhanger.pages.front import eve_view, odds_view
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import (
    DecisionRow,
    Edition,
    Event,
    Fact,
    Link,
    Name,
    Odds,
    OddsPlot,
    OddsPoint,
    Peer,
    Plot,
    Reason,
    Run,
    WeekRow,
)
from cliffhanger.pages.plots import vega
from cliffhanger.pages.plots.odds import odds_spec
from cliffhanger.pages.plots.run import Band, Point, axis_weeks, run_plot, run_spec
from cliffhanger.pages.views import SeasonPage

_RUN = tuple(Run.__dataclass_fields__)
_WHILE = dt.timedelta(days=28)
"""News this long after the last odds still stands in their plot."""


def season_page(
    given: Given,
    edition: Edition,
    season_id: str,
    *,
    weeks: tuple[WeekRow, ...],
    bands: tuple[Band, ...],
    decisions: Sequence[DecisionRow],
    mentions: Sequence[Link],
) -> SeasonPage:
    """The page of a season that had charted; `decisions` and `mentions` are those of its title."""
    row, name = given.run_rows[season_id], given.name(season_id)
    open_odds, eve = given.odds_of.get(season_id), given.eve_of.get(season_id)
    odds = open_odds or (eve.odds if eve else None)
    return SeasonPage(
        edition=edition,
        path=paths.season_path(season_id),
        title=f"{name.show_title}: {name.season}" if name.season else name.show_title,
        name=name,
        run=Run(**{key: row[key] for key in _RUN}),
        weeks=weeks,
        plot=_plot(name, row, weeks, bands, edition.newest_week),
        series=Link(paths.href(paths.series_path(given.title_of(row))), name.show_title),
        season_number=row["season_number"],
        released=row["release_date"],
        odds_plot=odds_plot(given, row, decisions),
        verdict=None if open_odds else _verdict(row, decisions),
        odds=_odds(given, open_odds) if open_odds else eve_view(eve),
        odds_day=given.as_of.day if open_odds or not eve else eve.eve,
        reasons=tuple(Reason(r.text, r.points) for r in odds.reasons) if odds else (),
        peers=tuple(_peer(given, p) for p in odds.peers) if odds else (),
        facts=_facts(given, row),
        decisions=tuple(decisions),
        mentions=tuple(mentions),
        other_seasons=_others(given, season_id),
    )


def _verdict(row: dict[str, Any], decisions: Sequence[DecisionRow]) -> DecisionRow | None:
    """The newest decision on what follows this season."""
    number = row["season_number"]
    return next((d for d in decisions if number and d.after_season == number), None)


def _odds(given: Given, odds: SeasonOdds) -> Odds:
    return odds_view(odds, as_of=str(given.as_of), reconstructed=given.reconstructed)


def _peer(given: Given, peer: Any) -> Peer:
    charted = peer.season_id in given.run_rows
    name = given.name(peer.season_id) if charted else Name(peer.show_title, "", "", None)
    known_on = dt.date.fromisoformat(peer.known_on)
    return Peer(name, peer.outcome, known_on, peer.weeks, peer.hours)


def _others(given: Given, season_id: str) -> tuple[Link, ...]:
    siblings = given.seasons_of[given.title_of(given.run_rows[season_id])]
    names = [given.name(other) for other in siblings if other != season_id]
    return tuple(Link(n.href or "", n.season or n.show_title) for n in names)


def _plot(
    name: Name,
    row: dict[str, Any],
    weeks: tuple[WeekRow, ...],
    bands: tuple[Band, ...],
    newest: dt.date,
) -> Plot:
    points = _points(row, weeks, newest)
    shown = axis_weeks(points)
    cut = tuple(Band(b.outcome, b.n, b.low[:shown], b.mid[:shown], b.high[:shown]) for b in bands)
    return Plot(Markup(run_plot(points, bands)), _summary(name, weeks, bands), shown, cut)


def run_plot_spec(
    row: dict[str, Any], weeks: tuple[WeekRow, ...], bands: tuple[Band, ...], newest: dt.date
) -> dict[str, Any]:
    """What the season's run plot will draw, so that it can be drawn ahead."""
    return run_spec(_points(row, weeks, newest), bands)


def odds_plot(
    given: Given, row: dict[str, Any], decisions: Sequence[DecisionRow]
) -> OddsPlot | None:
    """The odds at the chart Tuesdays while the season was open, with the decisions of its title.

    None where the odds of fewer than two Tuesdays are known.
    """
    points, events = odds_line(given, row, decisions)
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    summary = (
        f"From {words.percent(first.p)} on {words.day(first.as_of)} to "
        f"{words.percent(last.p)} on {words.day(last.as_of)}, at {len(points)} chart Tuesdays."
    )
    return OddsPlot(Markup(vega.svg(odds_spec(points, events))), summary, points, events)


def odds_line(
    given: Given, row: dict[str, Any], decisions: Sequence[DecisionRow]
) -> tuple[tuple[OddsPoint, ...], tuple[Event, ...]]:
    """The points of the odds plot, and the news in its time."""
    points = tuple(OddsPoint(*said) for said in given.history_of.get(row["season_id"], ()))
    if not points:
        return (), ()
    told = sorted(
        (d for d in decisions if d.known_on > points[0].as_of),
        key=lambda d: (d.known_on, d.decision),
    )
    near = [d for d in told if d.known_on <= points[-1].as_of + _WHILE]
    events = tuple(
        Event(nth, d.known_on, f"{words.DECISIONS.get(d.decision, d.decision)} {d.name.season}", "")
        for nth, d in enumerate(near, 1)
    )
    return points, events


def _points(row: dict[str, Any], weeks: tuple[WeekRow, ...], newest: dt.date) -> list[Point]:
    """Every week from the first to the last on the list, and one off it where it has left."""
    hours = {week.nth: week.hours for week in weeks}
    last = max(hours)
    elapsed = (newest - row["first_week"]).days // 7 + 1
    return [Point(nth, hours.get(nth, 0)) for nth in range(1, min(last + 1, elapsed) + 1)]


def _summary(name: Name, weeks: tuple[WeekRow, ...], bands: tuple[Band, ...]) -> str:
    """The plot in words."""
    said = [
        f"{name.show_title} spent {words.plural(len(weeks), 'week')} on the list and began with "
        f"{words.millions(weeks[0].hours)} hours."
    ]
    for band in bands:
        said.append(
            f"The middle half of {band.n} {band.outcome} seasons began between "
            f"{words.millions(band.low[0])} and {words.millions(band.high[0])}."
        )
    return " ".join(said)


def _facts(given: Given, row: dict[str, Any]) -> tuple[Fact, ...]:
    released = row["release_date"]
    facts = (
        Fact("Released", _plain(words.day(released) if released else None)),
        Fact("First charted", _plain(f"week to {words.day(row['first_week'])}")),
        *title_facts(given, given.title_of(row)),
    )
    return tuple(fact for fact in facts if fact.values)


def title_facts(given: Given, title_id: str) -> tuple[Fact, ...]:
    """What describes a title and does not change."""
    try:
        title = given.catalogue.title(title_id)
    except UnknownTitle:
        return ()
    facts = [
        Fact("Genres, January 2026", _plain(*title.genres)),
        Fact("Created by", _plain(*title.created_by)),
        Fact("Elsewhere", _ids(title.ids)),
    ]
    return tuple(fact for fact in facts if fact.values)


def _plain(*values: str | None) -> tuple[Link, ...]:
    return tuple(Link("", value) for value in values if value)


_ELSEWHERE = {
    "imdb": ("IMDb", "https://www.imdb.com/title/{}/"),
    "tmdb": ("TMDb", "https://www.themoviedb.org/tv/{}"),
    "netflix": ("Netflix", "https://www.netflix.com/title/{}"),
}


def _ids(ids: dict[str, str | int | None]) -> tuple[Link, ...]:
    return tuple(
        Link(_ELSEWHERE[key][1].format(quote(str(value), safe="")), f"{_ELSEWHERE[key][0]} {value}")
        for key, value in ids.items()
        if value is not None and key in _ELSEWHERE
    )
