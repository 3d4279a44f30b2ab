"""The board and what was decided: the pages that begin with odds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from cliffhanger.days import AsOf
from cliffhanger.odds.board import SeasonOdds
from cliffhanger.pages import paths
from cliffhanger.pages.given import Decided, Given
from cliffhanger.pages.parts import Baseline, DecisionRow, Edition, Link, Name, Odds
from cliffhanger.pages.views import BoardPage, BoardRow, DecidedPage, Hits

LATELY = 7
"""Days before the edition whose decisions stand on the front page."""
ROWS, DECIDED_ROWS = 300, 100
"""Rows of a page: a page stays under 150 kB."""
YES, NO = ("renewed", "final_season"), ("canceled", "ended")
"""Decisions that answer whether a further season is ordered."""
STALE = dt.timedelta(days=14)
"""Odds older than this are not called those before a decision."""


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


def board_paths(given: Given) -> list[str]:
    """The pages of the board: `index.html`, and more where there are more than 300 rows."""
    pages = max(1, -(-len(given.board) // ROWS))
    return ["index.html", *(f"board-{nth}.html" for nth in range(2, pages + 1))]


def board_page(given: Given, edition: Edition, rows: Sequence[DecisionRow], nth: int) -> BoardPage:
    """The open seasons, most at risk first; the first page (1) stands under what was decided."""
    paths_, total = board_paths(given), len(given.board)
    links = tuple(
        Link(paths.href(path), f"{ROWS * at + 1} to {min(ROWS * (at + 1), total)}")
        for at, path in enumerate(paths_)
    )
    return BoardPage(
        edition,
        _board_rows(given, nth - 1),
        _lately(rows, edition) if nth == 1 else (),
        turn=links if len(links) > 1 else (),
        nth=nth,
        total=total,
        path=paths_[nth - 1],
        title="Will it be back?" + (f" Page {nth}" if nth > 1 else ""),
    )


def _board_rows(given: Given, nth: int) -> tuple[BoardRow, ...]:
    shown = given.board[ROWS * nth : ROWS * (nth + 1)]
    return tuple(_board_row(given, place, odds) for place, odds in enumerate(shown, ROWS * nth + 1))


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


def _lately(rows: Sequence[DecisionRow], edition: Edition) -> tuple[DecisionRow, ...]:
    return tuple(
        row
        for row in rows
        if 0 <= (edition.day - row.known_on).days < LATELY and row.precision == "day"
    )


def decided_pages(rows: Sequence[DecisionRow]) -> int:
    """How many pages the decisions have."""
    return max(1, -(-len(rows) // DECIDED_ROWS))


def decided_page(edition: Edition, rows: Sequence[DecisionRow], nth: int) -> DecidedPage:
    """A page of the decisions, newest first; the first (1) says how the odds before them did."""
    pages = decided_pages(rows)
    links = tuple(
        Link(paths.href(paths.decided_path(at)), _span(rows[(at - 1) * DECIDED_ROWS :]))
        for at in range(1, pages + 1)
    )
    return DecidedPage(
        edition,
        tuple(rows[(nth - 1) * DECIDED_ROWS : nth * DECIDED_ROWS]),
        total=len(rows),
        nth=nth,
        turn=links if pages > 1 else (),
        hits=hits(rows) if nth == 1 else None,
        path=paths.decided_path(nth),
        title="Decided" + (f", page {nth}" if nth > 1 else ""),
    )


def _span(rows: Sequence[DecisionRow]) -> str:
    """The months of a page: `Mar 2022 to Jul 2022`."""
    shown = rows[:DECIDED_ROWS]
    if not shown:
        return "none"
    ends = [f"{row.known_on:%b %Y}" for row in (shown[-1], shown[0])]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def hits(rows: Sequence[DecisionRow], shown: int = 5) -> Hits | None:
    """How odds before decisions stood to what came; None where none were given."""
    asked = [row for row in rows if row.eve and row.decision in YES + NO]
    if not asked:
        return None
    ordered = sorted(asked, key=lambda row: (-off(row), row.name.show_title))
    return Hits(
        n=len(asked),
        brier=sum(off(row) ** 2 for row in asked) / len(asked),
        right_side=sum(off(row) < 0.5 for row in asked),
        misses=tuple(row for row in ordered[:shown] if off(row) >= 0.5),
        hits=tuple(row for row in reversed(ordered[-shown:]) if off(row) < 0.5),
    )


def off(row: DecisionRow) -> float:
    """How far the odds before a decision were from it: 0 said so, 1 said the contrary."""
    return abs((row.decision in YES) - (row.eve.p if row.eve else 0.5))


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
        eve=eve_view(decided) or _before(given, row),
    )


def _before(given: Given, row: Mapping[str, Any]) -> Odds | None:
    """The odds of the chart Tuesday before a decision on a season that was open then."""
    title_id = given.title_id(row["show_title"], row["title_id"])
    if row["precision"] != "day" or row["decision"] not in YES + NO or title_id is None:
        return None
    day = dt.date.fromisoformat(row["announced_on"])
    for season_id in given.seasons_of[title_id]:
        if given.run_rows[season_id]["season_number"] != row["season_number"]:
            continue
        for tuesday, p, low, high in reversed(given.history_of.get(season_id, [])):
            if tuesday < day <= tuesday + STALE:
                return Odds(p, low, high, (), str(tuesday), True)
    return None


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
