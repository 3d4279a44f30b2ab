"""A service's own Top 10 in a terminal: the newest week with movement, and what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cliffhanger.pages.terminal import bar, console, table

if TYPE_CHECKING:
    from cliffhanger.viewing.top10 import Top10


def top10(made: Top10, written: Sequence[Path]) -> None:
    """Each list of the newest week, then the files that were written."""
    rows = made.shown()
    for category, entries in groupby(rows, key=lambda row: row["category"]):
        shown = list(entries)
        largest = max(row["weekly_hours_viewed"] for row in shown)
        lines = [
            (
                row["weekly_rank"],
                row["moved"],
                row["season_title"]
                if row["season_title"] not in (None, "N/A")
                else row["show_title"],
                row["weekly_hours_viewed"],
                row["weekly_views"],
                bar(row["weekly_hours_viewed"], largest),
            )
            for row in shown
        ]
        title = f"\n{category}, week to {shown[0]['week']}"
        table(title, (">", "", "", ">hours", ">views", ""), lines)
    for path in written:
        console.print(str(path), soft_wrap=True)
