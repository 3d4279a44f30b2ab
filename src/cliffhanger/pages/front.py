"""The board and what was decided: the two pages that begin with odds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cliffhanger.days import AsOf
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.pages import paths
from cliffhanger.pages.given import Decided, Given
from cliffhanger.pages.parts import Baseline, DecisionRow, Edition, Link, Name, Odds
from cliffhanger.pages.views import BoardPage, BoardRow, DecidedPage

LATELY = 7
"""Days before the edition whose decisions stand on the front page."""


def odds_view(given: SeasonOdds, *, as_of: str, reconstructed: bool) -> Odds:
    """Odds with their baselines beside."""
    beside = tuple(
        Baseline(name, odds.p, odds.low, odds.high) for name, odds in given.baselines.items()
    )
    return Odds(given.odds.p, given.odds.low, given.odds.high, beside, as_of, reconstructed)


def eve_view(decided: Decided | None) -> Odds | None:
    """The odds as they stood at the end of a decision's eve: reconstructed, always."""
    if decided is None or decided.odds is None:
        return None
    return odds_view(decided.odds, as_of=str(AsOf.end_of(decided.eve)), reconstructed=True)


def board_page(given: Given, edition: Edition) -> BoardPage:
    """Every open season, most at risk first, under what was decided lately."""
    rows = tuple(_board_row(given, place, odds) for place, odds in enumerate(given.board, 1))
    lately = tuple(
        row
        for row in decision_rows(given)
        if 0 <= (edition.day - row.known_on).days < LATELY and row.precision == "day"
    )
    return BoardPage(edition, rows, lately)


def _board_row(given: Given, place: int, odds: SeasonOdds) -> BoardRow:
    run = given.run_rows[odds.season_id]
    return BoardRow(
        place,
        given.name(odds.season_id),
        run["weeks"],
        run["hours"],
        not run["finished"],
        odds_view(odds, as_of=str(given.as_of), reconstructed=given.reconstructed),
    )


def decided_page(given: Given, edition: Edition) -> DecidedPage:
    """Every decision known then, newest first."""
    return DecidedPage(edition, decision_rows(given))


def decision_rows(given: Given) -> tuple[DecisionRow, ...]:
    """Every decision known then as a row, newest first, beside the odds of its eve where given."""
    eves = {_key(d.decision): d for d in given.decided}
    rows = given.decisions.sort(
        "learned_on", "announced_on", "show_title", descending=[True, True, False]
    )
    return tuple(_row(given, row, eves.get(_key(row))) for row in rows.iter_rows(named=True))


def rows_by_title(given: Given, rows: tuple[DecisionRow, ...]) -> dict[str, list[DecisionRow]]:
    """The rows of each title that had charted, by title id."""
    found: dict[str, list[DecisionRow]] = {}
    for row in rows:
        title_id = given.title_id(row.name.show_title)
        if title_id:
            found.setdefault(title_id, []).append(row)
    return found


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["title_id"], row["decision"], row["announced_on"], row["season_number"])


def _row(given: Given, row: Mapping[str, Any], decided: Decided | None) -> DecisionRow:
    url = row["source_url"]
    return DecisionRow(
        name=_name(given, row),
        after_season=row["season_number"],
        decision=row["decision"],
        seasons_ordered=row["seasons_ordered"],
        announced_on=row["announced_on"],
        known_on=row["learned_on"],
        precision=row["precision"],
        network=row["network"],
        confidence=row["confidence"],
        source=Link(url, urlsplit(url).netloc.removeprefix("www.")) if _is_web(url) else None,
        spans=said_in(given, row),
        eve=eve_view(decided),
    )


def _is_web(url: str | None) -> bool:
    return url is not None and urlsplit(url).scheme in ("http", "https")


def _name(given: Given, row: Mapping[str, Any]) -> Name:
    link = given.link(row["show_title"], row["season_number"], row["title_id"])
    number = row["season_number"]
    after = f"after season {number}" if number else "before the first season" if number == 0 else ""
    title_id = given.title_id(row["show_title"], row["title_id"]) or row["title_id"]
    return Name(row["show_title"], after, "", link.href if link else None, title_id)


def said_in(given: Given, row: Mapping[str, Any]) -> tuple[Link, ...]:
    """The words of this edition's articles that say this decision of this title."""
    title_id = given.title_id(row["show_title"], row["title_id"])
    found = []
    for article in given.articles:
        for number, kind, record in article.numbered:
            same = kind == "decisions" and record.decision == row["decision"]
            if same and title_id and given.title_id(record.series) == title_id:
                found.append(Link(paths.href(article.path, f"s{number}"), article.name))
    return tuple(found)
