"""The seasons that first charted in a year: their first full week, their run, what came of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from cliffhanger.days import FIRST_WEEK
from cliffhanger.pages import paths
from cliffhanger.pages.front import NO, YES, odds_view
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import DecisionRow, Edition, Link, WeekRow
from cliffhanger.pages.plots import vega
from cliffhanger.pages.plots.year import FATES, Dot, year_spec
from cliffhanger.pages.views_data import YearList, YearPage, YearRow
from cliffhanger.pages.weeks import Weeks


def years(given: Given) -> list[int]:
    """The years in which seasons first charted, newest first."""
    return sorted({row["first_week"].year for row in _starts(given)}, reverse=True)


def _starts(given: Given) -> Iterator[dict[str, Any]]:
    """The seasons whose start was seen."""
    return (row for row in given.run_rows.values() if row["first_week"] > FIRST_WEEK)


def year_page(
    given: Given,
    edition: Edition,
    year: int,
    *,
    weeks: Weeks,
    decisions: Mapping[str, Sequence[DecisionRow]],
) -> YearPage:
    """The page of a year: a plot and a table a list."""
    rows: dict[str, list[YearRow]] = {}
    for row in _starts(given):
        if row["first_week"].year == year:
            found = _row(given, row, weeks.of_season(row["season_id"]), decisions)
            rows.setdefault(row["category"], []).append(found)
    links = tuple(Link(paths.href(paths.year_path(y)), str(y)) for y in years(given))
    return YearPage(
        edition=edition,
        path=paths.year_path(year),
        title=f"The seasons of {year}",
        year=year,
        lists=tuple(_list(category, rows[category]) for category in sorted(rows)),
        years=links,
    )


def _row(
    given: Given,
    row: Mapping[str, Any],
    weeks: Sequence[WeekRow],
    decisions: Mapping[str, Sequence[DecisionRow]],
) -> YearRow:
    odds = given.odds_of.get(row["season_id"])
    return YearRow(
        name=given.name(row["season_id"]),
        first_week=row["first_week"],
        hours=first_full_week(row, weeks),
        weeks=row["weeks"],
        fate="open" if odds else _fate(row, decisions.get(given.title_of(row), ())),
        odds=odds_view(odds, as_of=str(given.as_of), reconstructed=given.reconstructed)
        if odds
        else None,
    )


def first_full_week(row: Mapping[str, Any], weeks: Sequence[WeekRow]) -> int:
    """Hours of the first chart week in which the season was out all seven days.

    Of its first week on the list where nobody knows the day it came out, or where it was not listed
    in its first full week.
    """
    released: dt.date | None = row["release_date"]
    full = [w for w in weeks if released and w.week >= released + dt.timedelta(days=6)]
    return (full or weeks)[0].hours


def _fate(row: Mapping[str, Any], decisions: Sequence[DecisionRow]) -> str:
    """What was decided of the season's future, as known then."""
    number = row["season_number"]
    found = next((d.decision for d in decisions if number and d.after_season == number), None)
    return "renewed" if found in YES else "canceled" if found in NO else "other"


def _list(category: str, rows: Sequence[YearRow]) -> YearList:
    ordered = sorted(rows, key=lambda r: (-r.hours, r.name.show_title, r.name.season))
    dots = [
        Dot(r.hours, r.weeks, r.fate, r.name.show_title if r.fate == "open" else "")
        for r in ordered
    ]
    counts = tuple((fate, sum(r.fate == fate for r in rows)) for fate in FATES)
    return YearList(
        category,
        paths.list_anchor(category),
        Markup(vega.svg(year_spec(dots))),
        tuple(ordered),
        tuple((fate, n) for fate, n in counts if n),
    )
