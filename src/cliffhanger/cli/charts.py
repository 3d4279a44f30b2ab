"""The verbs of charts: take them in, show a run, find a name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cliffhanger.cli.app import AsOfDay, Csv, Json, Season, Title, app, complain, known
from cliffhanger.errors import CliffhangerError

if TYPE_CHECKING:
    from cliffhanger.charts.vintages import Taken
    from cliffhanger.odds.known import Known


Seen = Annotated[str | None, typer.Option(metavar="DAY", help="The day the copy was seen.")]


@app.command()
def ingest(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL|SOURCE|FOLDER…",
            help="Chart files, addresses, a source's name, or what `top10 --out` wrote.",
        ),
    ],
    seen: Seen = None,
    json: Json = False,
) -> None:
    """Take charts into the lake, each copy as a vintage named by the day it was seen."""
    from dataclasses import asdict

    from cliffhanger.charts import own
    from cliffhanger.days import parse_day
    from cliffhanger.pages import terminal

    here = known(None)
    day = parse_day(seen) if seen else None
    taken: list[Taken] = []
    refused: list[CliffhangerError] = []
    for name in what:
        try:
            if Path(name).is_dir():
                taken += own.ingest(Path(name), here.desk, seen=day)
            else:
                _copies(here, name, day, taken)
        except CliffhangerError as error:
            refused.append(error)
    if json:
        told = {"taken": [asdict(t) for t in taken], "refused": [str(e) for e in refused]}
        terminal.as_json(told)
    else:
        terminal.taken(taken)
    for reason in refused:
        complain(reason)
    if refused:
        raise typer.Exit(2)


def _copies(here: Known, name: str, seen: dt.date | None, taken: list[Taken]) -> None:
    """Take in the copies of a publisher's chart; what came in before one is refused stays."""
    from cliffhanger.charts import sources, vintages
    from cliffhanger.fetch import Fetcher

    def fetcher() -> Fetcher:
        return Fetcher(here.desk.fetched)

    for copy in sources.copies_of(name, seen=seen, fetcher=fetcher):
        taken.append(vintages.ingest(copy, here.desk.lake, here.catalogue))


@app.command()
def run(
    title: Title, season: Season = None, as_of: AsOfDay = None, json: Json = False, csv: Csv = False
) -> None:
    """A season's run in the Top 10."""
    from cliffhanger.pages import terminal

    here = known(as_of)
    row, weeks = here.run(title, season)
    if csv:
        terminal.as_csv(weeks)
    elif json:
        terminal.as_json({"as_of": str(here.as_of), "run": row, "weeks": weeks.to_dicts()})
    else:
        terminal.run(row, weeks, here.as_of)


@app.command()
def titles(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Part of a name.")] = None,
    json: Json = False,
) -> None:
    """Titles, their ids and the names they go by."""
    from cliffhanger.pages import terminal

    found = known(None).catalogue.search(name or "")
    if json:
        terminal.as_json({"titles": found})
    else:
        rows = [
            (t["title_id"], t["show_title"], ", ".join(t["names"]), t["ids"]["imdb"]) for t in found
        ]
        terminal.table(f"{len(rows):,} titles", ("id", "title", "also", "imdb"), rows)


@app.command()
def sources(json: Json = False) -> None:
    """Where charts come from, and what the desk has of each list."""
    from cliffhanger.charts.sources import FOLDER, SOURCES
    from cliffhanger.pages import terminal
    from cliffhanger.tables import CHART, COMPLETION, COUNTRIES, TITLES

    lake = known(None).desk.lake
    tables = (CHART, COUNTRIES, *((TITLES, COMPLETION) if known(None).is_own else ()))
    seen = {table.name: lake.days(table) for table in tables}
    every = [*SOURCES.values(), FOLDER]
    if json:
        terminal.as_json({"sources": [s.as_dict() for s in every], "vintages": seen})
        return
    rows = [(s.name, s.about, s.urls[0] if s.urls else s.where) for s in every]
    terminal.table("Sources", ("name", "what", "where"), rows)
    have = [
        (name, len(days), days[0] if days else None, days[-1] if days else None)
        for name, days in seen.items()
    ]
    terminal.table("\nVintages on this desk", ("table", ">copies", "first seen", "last seen"), have)


@app.command()
def desk(json: Json = False) -> None:
    """The workspace: where it is, and what is in it."""
    from cliffhanger.pages import terminal

    here = known(None).desk
    parts = here.parts()
    if json:
        terminal.as_json({"path": str(here.path), "parts": parts})
        return
    terminal.console.print(str(here.path), soft_wrap=True)
    rows = [(part["name"], part["files"], part["bytes"]) for part in parts]
    terminal.table("", ("part", ">files", ">bytes"), rows)
