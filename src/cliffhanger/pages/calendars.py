"""Calendars (RFC 5545): premieres that were announced or have been, and when decisions are likely.

A premiere is a day where nobody gives an hour: as an all-day event it stands on that day in every
time zone. The timed variant takes the publisher's custom, midnight in Los Angeles.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cliffhanger.days import UTC
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.pages import paths, words
from cliffhanger.pages.feeds import authority
from cliffhanger.pages.given import Given
from cliffhanger.titles import slug

LATELY = dt.timedelta(days=90)
"""Premieres as far back as this stand in the calendar."""
WINDOW = dt.timedelta(days=7)
"""A decision window is the week up to the day by which a decision has as likely as not come."""
HOME = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True)
class Premiere:
    """The first day of a season. `title_id` is None where the series never charted."""

    title_id: str | None
    show_title: str
    season: int | None
    day: dt.date
    href: str
    why: str


def premieres(given: Given) -> list[Premiere]:
    """Those that articles announced and those of seasons that charted lately, by day."""
    found: dict[tuple[str, int | None], Premiere] = {}
    for season_id, row in given.run_rows.items():
        released = row["release_date"]
        if released and given.as_of.day - LATELY <= released <= given.as_of.day:
            name = given.name(season_id)
            key = (name.title_id or "", row["season_number"])
            found[key] = Premiere(*key[:1], name.show_title, key[1], released, name.href or "", "")
    for said in _announced(given):
        found.setdefault((said.title_id or slug(said.show_title), said.season), said)
    return sorted(found.values(), key=lambda p: (p.day, p.show_title, p.season or 0))


def _announced(given: Given) -> Iterable[Premiere]:
    """The premieres of the articles, newest article first: its word stands."""
    newest = sorted(given.articles, key=lambda a: a.reading.document.date, reverse=True)
    for article in newest:
        for number, kind, said in article.numbered:
            if kind != "premieres":
                continue
            try:
                day = dt.date.fromisoformat(said.date)
            except (TypeError, ValueError):
                continue
            if day >= given.as_of.day - LATELY:
                title_id = given.title_id(said.series)
                href = paths.href(article.path, f"s{number}")
                yield Premiere(title_id, said.series, said.season, day, href, article.name)


def calendar(
    given: Given,
    name: str,
    *,
    timed: bool = False,
    windows: bool = True,
    titles: frozenset[str] | None = None,
) -> bytes:
    """The calendar as `.ics`: premieres, with `windows` also when decisions are likely.

    `timed` gives premieres their hour; `titles` keeps only these series.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Cliffhanger//Cliffhanger//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("name", name)
    for premiere in premieres(given):
        if titles is None or premiere.title_id in titles:
            made.add_component(_premiere(given, premiere, timed=timed))
    for odds in sorted(given.board, key=lambda o: o.season_id) if windows else ():
        if titles is None or given.title_of(given.run_rows[odds.season_id]) in titles:
            made.add_component(_window(given, odds))
    ics: bytes = made.to_ical()
    return ics


def _event(given: Given, uid: str, summary: str, description: str, href: str):  # type: ignore[no-untyped-def]
    from icalendar import Event

    made = Event()
    made.add("uid", f"{uid}@{authority(given.address)}")
    made.add("dtstamp", given.as_of.moment)
    made.add("summary", summary)
    made.add("transp", "TRANSPARENT")
    if description:
        made.add("description", description)
    if given.address and href:
        made.add("url", f"{given.address}/{href}")
    return made


def _premiere(given: Given, premiere: Premiere, *, timed: bool):  # type: ignore[no-untyped-def]
    season = f" season {premiere.season}" if premiere.season is not None else ""
    uid = f"premiere-{premiere.title_id or slug(premiere.show_title)}-s{premiere.season or 0}"
    why = f"Said in {premiere.why}" if premiere.why else ""
    made = _event(given, uid, f"{premiere.show_title}{season}: premiere", why, premiere.href)
    made.add("categories", ["Premiere"])
    if timed:
        start = dt.datetime.combine(premiere.day, dt.time(), HOME).astimezone(UTC)
        made.add("dtstart", start)
        made.add("dtend", start + dt.timedelta(hours=1))
    else:
        made.add("dtstart", premiere.day)
        made.add("dtend", premiere.day + dt.timedelta(days=1))
    return made


def _window(given: Given, odds: SeasonOdds):  # type: ignore[no-untyped-def]
    name = given.name(odds.season_id)
    median = dt.date.fromisoformat(odds.when["median"])
    chances = ", ".join(
        f"{words.percent(odds.when[f'within_{n}'])} in {n} weeks" for n in (4, 8, 13)
    )
    text = (
        f"As of {given.as_of}: as likely as not decided by {words.day(median)}. "
        f"Chance of a decision: {chances}. "
        f"Chance of a further season: {words.percent(odds.odds.p)}."
    )
    shown = f"{name.show_title} {name.season}".strip()
    made = _event(
        given, f"window-{odds.season_id}", f"{shown}: decision likely", text, name.href or ""
    )
    made.add("categories", ["Decision window"])
    made.add("sequence", max(0, given.as_of.day.toordinal() - _FIRST_SEQUENCE))
    made.add("dtstart", median - WINDOW + dt.timedelta(days=1))
    made.add("dtend", median + dt.timedelta(days=1))
    return made


_FIRST_SEQUENCE = dt.date(2021, 7, 4).toordinal()
"""The window moves with the odds, and each day's is a newer one (RFC 5545, 3.8.7.4)."""
