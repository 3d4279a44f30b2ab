"""A service's own Top 10 in a terminal: the newest week with movement, and what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cliffhanger.pages.terminal import bar, console, table
from cliffhanger.viewing.kinds import EVENT_KINDS, FILE_KINDS, Report

if TYPE_CHECKING:
    from cliffhanger.viewing.top10 import Top10


def top10(made: Top10, written: Sequence[Path]) -> None:
    """Each list of the newest week, what was set aside, then the files that were written."""
    for category, entries in groupby(made.shown(), key=lambda row: row["category"]):
        _list(category, list(entries))
    _aside(made.report)
    for path in written:
        console.print(str(path), soft_wrap=True)


def _list(category: str, shown: list[dict[str, Any]]) -> None:
    largest = max(row["weekly_hours_viewed"] for row in shown)
    lines = [
        (
            row["weekly_rank"],
            row["moved"],
            row["show_title"] if row["season_title"] in (None, "N/A") else row["season_title"],
            row["weekly_hours_viewed"],
            row["weekly_views"],
            bar(row["weekly_hours_viewed"], largest),
        )
        for row in shown
    ]
    title = f"\n{category}, week to {shown[0]['week']}"
    table(title, (">", "", "", ">hours", ">views", ""), lines)


def _aside(report: Report) -> None:
    """How much came in, and what of it does not count: by kind, with an example."""
    console.print(f"\n{report.events:,} events in {report.files:,} files came in")
    kinds = EVENT_KINDS | FILE_KINDS
    rows = [
        (kind, number, kinds[kind], next(iter(report.examples.get(kind, [])), ""))
        for kind, number in sorted(report.kinds.items())
    ]
    if rows:
        table("Set aside", ("kind", ">number", "what", "for example"), rows)
    for note in report.notes:
        console.print(note, soft_wrap=True)
