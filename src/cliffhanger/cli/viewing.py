"""The verbs of viewing: charts from a service's own events, and an invented service."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cliffhanger.cli.app import AsOfDay, Json, app, known
from cliffhanger.errors import FileError, InputError

Catalogue = Annotated[Path, typer.Option(metavar="FILE", help="The service's catalogue.")]
Events = Annotated[
    str | None, typer.Option(metavar="PATH", help="Viewing events: a file, folder or address.")
]
EngineName = Annotated[str, typer.Option(metavar="duckdb|spark", help="What counts.")]
Weeks = Annotated[str | None, typer.Option(metavar="A..B", help="The chart weeks to give.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write everything here; `ingest` takes it in."),
]
Update = Annotated[
    bool, typer.Option("--update", help="Keep what came in; count only new and changed days.")
]
Decisions = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What you renewed and cancelled, to learn odds from."),
]
MostBad = Annotated[float, typer.Option(help="The share of events that may be bad.")]
Whole = Annotated[bool, typer.Option("--whole", help="Whole hours and views, for a small service.")]


@app.command()
def top10(
    catalogue: Catalogue,
    events: Events = None,
    engine: EngineName = "duckdb",
    weeks: Weeks = None,
    out: Out = None,
    update: Update = False,
    decisions: Decisions = None,
    most_bad: MostBad = 0.01,
    whole: Whole = False,
    as_of: AsOfDay = None,
    json: Json = False,
) -> None:
    """The weekly Top 10, country lists and completion from viewing events."""
    from cliffhanger.days import AsOf
    from cliffhanger.pages import terminal, terminal_viewing
    from cliffhanger.viewing import catalogue as service
    from cliffhanger.viewing import own_decisions
    from cliffhanger.viewing import top10 as counting
    from cliffhanger.viewing.printed import PUBLISHER, WHOLE

    _refuse(events, out, update=update)
    decided = own_decisions.read(decisions, service.read(catalogue)) if decisions else None
    with terminal.steps() as told:
        settings = counting.Settings(
            engine=engine,
            until=AsOf.parse(as_of) if as_of else None,
            weeks=counting.parse_weeks(weeks),
            most_bad=most_bad,
            rounding=WHOLE if whole else PUBLISHER,
            progress=told,
            by_week=out is not None,
            decisions=decided,
        )
        if update:
            made = counting.update(events, catalogue, known(None).desk.viewing, settings)
        else:
            made = counting.once(str(events), catalogue, settings)
    written = made.write(out) if out else []
    if json:
        terminal.as_json({"rows": made.shown(), "report": made.report.as_dict()})
    else:
        terminal_viewing.top10(made, written)


def _refuse(events: str | None, out: Path | None, *, update: bool) -> None:
    """Raise InputError for what can be told to be wrong before anything is counted."""
    if out and out.exists() and not out.is_dir():
        raise FileError("this is a file, not a folder", where=str(out), fix="give --out a folder")
    if not (events or update):
        fix = "give --events PATH, or --update for what came in before"
        raise InputError("no events are given", fix=fix)


@app.command()
def simulate(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Where events and catalogue go.")],
    service: Annotated[str, typer.Option(metavar="small|large", help="How big.")] = "small",
    weeks: Annotated[int, typer.Option(help="How many weeks.")] = 8,
    seed: Annotated[int, typer.Option(help="One seed, one result.")] = 1,
    scale: Annotated[float, typer.Option(help="Multiplies events and profiles.")] = 1.0,
) -> None:
    """Invent a streamer: viewing events and a catalogue, with a known renewal policy."""
    from cliffhanger.pages import terminal
    from cliffhanger.viewing.simulate import simulate as invent

    with terminal.steps() as told:
        made = invent(service, weeks, seed, out, scale=scale, progress=told)
    terminal.console.print(
        f"{made.events:,} events of {made.seasons} seasons in {made.weeks} weeks: {made.path}",
        soft_wrap=True,
    )
