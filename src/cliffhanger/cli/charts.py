"""The verbs of charts: take them in, show a run, find a name."""

from __future__ import annotations

from typing import Annotated

import typer

from cliffhanger.cli.app import AsOfDay, Csv, Json, Season, Title, app, complain, known
from cliffhanger.errors import CliffhangerError


@app.command()
def ingest(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL|SOURCE…", help="Chart files, addresses, or a source's name."
        ),
    ],
    seen: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day the copy was seen.")
    ] = None,
    json: Json = False,
) -> None:
    """Take charts into the lake, each copy as a vintage named by the day it was seen."""
    from dataclasses import asdict

    from cliffhanger.charts import sources, vintages
    from cliffhanger.days import parse_day
    from cliffhanger.fetch import Fetcher
    from cliffhanger.pages import terminal

    here = known(None)
    day = parse_day(seen) if seen else None

    def fetcher() -> Fetcher:
        return Fetcher(here.desk.fetched)

    taken, refused = [], list[CliffhangerError]()
    for name in what:
        try:
            for copy in sources.copies_of(name, seen=day, fetcher=fetcher):
                taken.append(vintages.ingest(copy, here.desk.lake, here.catalogue))
        except CliffhangerError as error:
            refused.append(error)
    if json:
        terminal.as_json(
            {"taken": [asdict(t) for t in taken], "refused": [str(e) for e in refused]}
        )
    else:
        terminal.taken(taken)
    for reason in refused:
        complain(reason)
    if refused:
        raise typer.Exit(2)


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
    from cliffhanger.charts.sources import SOURCES
    from cliffhanger.pages import terminal
    from cliffhanger.tables import CHART, COUNTRIES

    lake = known(None).desk.lake
    seen = {table.name: lake.days(table) for table in (CHART, COUNTRIES)}
    if json:
        terminal.as_json({"sources": [s.as_dict() for s in SOURCES.values()], "vintages": seen})
        return
    rows = [
        (s.name, s.about, *(s.urls or ("comes with the package",))[:1]) for s in SOURCES.values()
    ]
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
