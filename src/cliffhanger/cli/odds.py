"""The verbs of odds: the board, one season, proof, freezing and scoring, data out and in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cliffhanger.cli.app import AsOfDay, Csv, Json, Season, Title, app, known


@app.command()
def board(
    as_of: AsOfDay = None,
    every: Annotated[bool, typer.Option("--all", help="All of them, not the first 30.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """All open seasons, most at risk first."""
    from cliffhanger.pages import terminal, terminal_odds

    here = known(as_of)
    seasons = here.board()
    if json:
        terminal.as_json({"as_of": str(here.as_of), "seasons": seasons})
    elif csv:
        terminal.as_csv(terminal_odds.board_rows(seasons))
    else:
        terminal_odds.board(seasons, here.as_of, limit=None if every else 30)


@app.command()
def odds(title: Title, season: Season = None, as_of: AsOfDay = None, json: Json = False) -> None:
    """A season's odds of renewal, with reasons, peers and baselines."""
    from cliffhanger.pages import terminal, terminal_odds

    here = known(as_of)
    row, _ = here.run(title, season)
    [found] = here.odds([str(row["season_id"])])
    decided = here.decided(found)
    if json:
        terminal.as_json({"as_of": str(here.as_of), **found.as_dict(), "decided": decided})
    else:
        terminal_odds.season(found, here.as_of, decided)


@app.command()
def backtest(
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First cut.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last cut.")] = None,
    horizon: Annotated[list[int] | None, typer.Option(help="Weeks after release.")] = None,
    model: Annotated[list[str] | None, typer.Option(help="A model, by name.")] = None,
    charts: Annotated[
        Path | None, typer.Option(help="A global chart file, for the desk's.")
    ] = None,
    questions: Annotated[Path | None, typer.Option(help="A question file, for our own.")] = None,
    strict: Annotated[bool, typer.Option(help="Learn only from outcomes certainly known.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Walk forward through the past: what each model would have said, and how good it was."""
    from cliffhanger.days import parse_day
    from cliffhanger.pages import terminal, terminal_odds

    result = known(None).backtest(
        start=parse_day(start) if start else None,
        end=parse_day(end) if end else None,
        horizons=horizon,
        models=model,
        charts=charts,
        questions=questions,
        strict=strict,
    )
    if json:
        terminal.as_json(result)
    elif csv:
        terminal.as_csv(result.rows)
    else:
        terminal_odds.backtest(result)


@app.command()
def issue(json: Json = False) -> None:
    """Freeze today's odds of every open season in the ledger."""
    from dataclasses import asdict

    from cliffhanger.pages import terminal

    here = known(None)
    here.begin()
    issued = here.issue(here.board())
    if json:
        terminal.as_json(asdict(issued))
    else:
        terminal.console.print(f"{issued.new} odds frozen, {issued.already} stood already")


@app.command()
def score(as_of: AsOfDay = None, json: Json = False) -> None:
    """Resolve and score the odds that were issued."""
    from cliffhanger.pages import terminal, terminal_odds

    here = known(as_of)
    record = here.track_record()
    if json:
        terminal.as_json(record)
    else:
        terminal_odds.track(record, here.as_of)


@app.command()
def export(
    what: Annotated[str, typer.Argument(metavar="dataset|record", help="What to write.")],
    out: Annotated[Path, typer.Argument(metavar="PATH", help="A folder; for the record, a file.")],
) -> None:
    """Write the data set behind the odds (Parquet, CSV, data card), or the record as JSON lines."""
    from cliffhanger.errors import InputError
    from cliffhanger.pages import terminal

    here = known(None)
    if what == "dataset":
        from cliffhanger.odds.dataset import write_dataset

        for file in write_dataset(here.dataset(), out):
            terminal.console.print(str(file))
    elif what == "record":
        terminal.console.print(f"{here.export_record(out):,} rows")
    else:
        raise InputError(f"{what!r} cannot be exported", fix="say dataset or record")


@app.command("import")
def import_record(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON lines that `export record` wrote.")
    ],
) -> None:
    """Take an exported record in; rows that are there already are left alone."""
    from cliffhanger.pages import terminal

    terminal.console.print(f"{known(None).import_record(file):,} new rows")
