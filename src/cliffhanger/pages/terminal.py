"""What people see in a terminal: tables and small plots. Programs get `--json` and `--csv`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from cliffhanger.charts.vintages import Taken

BAR = 24
"""Width of the longest bar, in characters."""

console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)


def as_json(value: Any, *, indent: int | None = 1) -> None:
    """Print a value as JSON: days as ISO, names as they are spelled."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent, default=_plain) + "\n")


def as_csv(rows: pl.DataFrame) -> None:
    """Print rows as CSV with a header; missing is empty."""
    sys.stdout.write(rows.write_csv())


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if hasattr(value, "as_dict"):
        return value.as_dict()
    raise TypeError(f"{value!r} has no place in JSON")


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under a title; columns whose name starts with `>` are aligned right."""
    shown = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in columns:
        right = column.startswith(">")
        shown.add_column(
            column.removeprefix(">"), justify="right" if right else "left", header_style="dim"
        )
    for row in rows:
        shown.add_row(*(cell if isinstance(cell, Text) else text(cell) for cell in row))
    console.print(shown)


def text(value: Any) -> str:
    """A cell: numbers with separators, missing as a dash, markup left alone."""
    if value is None:
        return "–"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value).replace("[", r"\[")


def percent(p: float | None) -> str:
    """A chance as whole percent."""
    return "–" if p is None else f"{100 * p:.0f} %"


def bar(size: float, largest: float) -> Text:
    """A horizontal bar, BAR characters for the largest."""
    eighths = round(8 * BAR * size / largest) if largest else 0
    part = " ▏▎▍▌▋▊▉"[eighths % 8].strip()
    return Text("█" * (eighths // 8) + part, style="cyan")


def interval(p: float, low: float, high: float, *, width: int = 20) -> Text:
    """A chance between 0 and 1 as a dot on its interval."""
    start, dot, end = (min(width - 1, int(x * width)) for x in (low, p, high))
    cells = ["─" if start <= at <= end else "·" for at in range(width)]
    cells[dot] = "●"
    return Text("".join(cells))


@contextmanager
def stages() -> Iterator[Callable[[str, str], None]]:
    """Shows each stage as it is done, and that work goes on between them."""
    with console.status("working …"):
        yield lambda verb, did: console.print(f"[cyan]✓[/] [bold]{verb:8}[/] {text(did)}")
    console.print()


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many of how many are done."""
    with Progress(console=console, transient=True) as shown:
        task = shown.add_task(doing, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


@contextmanager
def steps() -> Iterator[Any]:
    """A bar a stage, told (stage, done, of how many, rows so far); rows a second are shown."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def told(stage: str, done: int, whole: int, rows: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, rate="")
            spent = shown.tasks[shown.task_ids.index(tasks[stage])].elapsed or 0.0
            rate = f"{rows / spent:,.0f} rows/s" if spent > 1 else ""
            shown.update(tasks[stage], completed=done, total=whole, rate=rate)

        yield told


def taken(copies: Iterable[Taken]) -> None:
    """What each copy of a chart brought."""
    columns = ("seen", ">rows", "newest week", "", ">changed", ">counters off", ">out of order")
    rows = [
        (
            c.vintage,
            c.rows,
            c.newest_week,
            "new" if c.new else "there already",
            c.changes,
            c.counter_differences,
            c.order_violations,
            c.views_outside_rounding,
            c.name,
        )
        for c in copies
    ]
    if rows:
        table("Charts taken in", (*columns, ">views off", "copy"), rows)


def run(row: dict[str, Any], weeks: pl.DataFrame, as_of: object) -> None:
    """A season's run: its measures, then its weeks with rank, movement and hours as bars."""
    console.print(f"[bold]{text(row['season_title'])}[/bold] · {row['category']} · as of {as_of}")
    start = f"released {row['release_date']}" if row["release_date"] else "release day unknown"
    state = "off the list" if row["finished"] else "on the list"
    days = f", {row['days_in_week_one']} days in week one" if row["days_in_week_one"] else ""
    console.print(f"{start}{days} · {state}")
    measures = [
        ("weeks in the Top 10", row["weeks"]),
        ("  after a gap", row["weeks_reentered"]),
        ("best rank", row["peak_rank"]),
        ("hours", row["hours"]),
        ("hours, first 28 days", row["hours_28d"]),
        ("views", row["views"]),
        ("views, first 28 days", row["views_28d"]),
        ("week 3 / best of weeks 1 and 2", None if row["decay"] is None else f"{row['decay']:.2f}"),
    ]
    table("", ("", ">"), measures)
    _weeks(weeks)


def _weeks(weeks: pl.DataFrame) -> None:
    rows: list[Sequence[Any]] = []
    largest = max(weeks["weekly_hours_viewed"].to_list())
    before: dict[str, Any] | None = None
    for week in weeks.iter_rows(named=True):
        hours = week["weekly_hours_viewed"]
        shown = (week["week"], week["weekly_rank"], _movement(before, week), hours)
        rows.append((*shown, week["weekly_views"], bar(hours, largest)))
        before = week
    table("\nWeek by week", ("week to", ">rank", "", ">hours", ">views", ""), rows)


def _movement(before: dict[str, Any] | None, week: dict[str, Any]) -> str:
    if before is None:
        return "new"
    gap = week["nth"] - before["nth"] > 1
    return "back" if gap else moved(before["weekly_rank"], week["weekly_rank"])


def moved(before: int, now: int) -> str:
    """Movement in rank: ▲2 up, ▼1 down, = the same."""
    return "=" if before == now else f"▲{before - now}" if before > now else f"▼{now - before}"
