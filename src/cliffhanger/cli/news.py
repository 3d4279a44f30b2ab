"""The verbs of news: what an article says, whether it holds, what the record knows."""

from __future__ import annotations

from typing import Annotated

import typer

from cliffhanger.cli.app import AsOfDay, Json, Title, app, known


@app.command()
def read(
    what: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE…", help="Articles: text, HTML, feeds, folders, or - ."),
    ],
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of an article that has none.")
    ] = None,
    save: Annotated[bool, typer.Option(help="Write what they say to the record.")] = False,
    json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One article a line.")] = False,
) -> None:
    """What articles say: decisions, premieres, claims, people, each with its words."""
    from cliffhanger.pages import terminal, terminal_news

    here = known(None)
    for reading in here.read(what, date):
        if save:
            here.save(reading)
        if jsonl:
            terminal.as_json(reading, indent=None)
        elif json:
            terminal.as_json(reading)
        else:
            terminal_news.reading(reading)


@app.command()
def check(
    what: Annotated[str, typer.Argument(metavar="SOURCE", help="An article.")],
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of an article that has none.")
    ] = None,
    as_of: AsOfDay = None,
    json: Json = False,
) -> None:
    """Hold an article's chart claims against the charts, as of its day and as of now."""
    from cliffhanger.pages import terminal, terminal_news

    here = known(as_of)
    readings = list(here.read([what], date))
    claims = [claim.as_dict() for reading in readings for claim in here.check(reading)]
    if json:
        terminal.as_json({"claims": claims})
    elif claims:
        terminal_news.checked(claims)
    else:
        terminal_news.nothing_claimed(readings)


@app.command()
def record(title: Title, as_of: AsOfDay = None, json: Json = False) -> None:
    """The history of a series: every decision with both dates and its sources."""
    from cliffhanger.pages import terminal, terminal_news

    here = known(as_of)
    events = here.history(title)
    if json:
        terminal.as_json({"as_of": str(here.as_of), "title": title, "history": events})
    else:
        terminal_news.history(title, events, here.as_of)
