"""The week in a terminal: the board on the eve, what was decided, the claims, the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cliffhanger.pages import terminal_news, terminal_odds
from cliffhanger.pages.terminal import console, percent, table

if TYPE_CHECKING:
    from cliffhanger.pages.given import Decided
    from cliffhanger.pages.week import Week

SHOWN = 12
"""Open seasons shown of the board."""


def week(made: Week) -> None:
    """The whole week on one screen."""
    terminal_odds.board(made.board, made.eve, limit=SHOWN)
    console.print()
    _decided(made.decided)
    for article in made.articles:
        console.print(f"\n[bold]Claims of {article.name}, held against the chart[/bold]")
        terminal_news.checked([claim.as_dict() for claim in article.checked])
    console.print("The site, to open in a browser:")
    console.print(str(made.published.index), style="bold", soft_wrap=True)


def _decided(decided: Sequence[Decided]) -> None:
    rows = [
        (
            found.decision["announced_on"],
            found.decision["show_title"],
            found.decision["season_number"],
            found.decision["decision"],
            percent(found.odds.odds.p) if found.odds else None,
            terminal_odds.span(found.odds.odds) if found.odds else None,
            found.eve if found.odds else None,
        )
        for found in decided
    ]
    columns = (
        "announced",
        "title",
        ">season",
        "decision",
        ">odds then",
        "90 %",
        "reconstructed for",
    )
    table("Decided in the last seven days, each beside the odds of its eve", columns, rows)
