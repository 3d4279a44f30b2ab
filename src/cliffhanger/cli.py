"""The command line: one verb a stage. Thin; what is heavy is imported inside the commands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cliffhanger.errors import CliffhangerError

if TYPE_CHECKING:
    from cliffhanger.odds.known import Known

app = typer.Typer(
    help="Will this series be back? From weekly charts and dated news to renewal odds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsOfDay = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="Answer as was known at the end of DAY (default: now)."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="The same facts as JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="The same rows as CSV.")]
Title = Annotated[
    str, typer.Argument(metavar="TITLE", help="A series, by any of its names or its id.")
]
Season = Annotated[
    int | None, typer.Option("--season", metavar="N", help="Season N (default: the newest then).")
]


class _Chosen:
    """The workspace chosen with --desk."""

    path: Path | None = None


@app.callback()
def options(
    desk: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="The workspace (default: CLIFFHANGER_DESK, or the platform's data folder).",
        ),
    ] = None,
) -> None:
    """Choose the workspace."""
    _Chosen.path = desk


def known(as_of: str | None) -> Known:
    """What the chosen desk knows on a day."""
    from cliffhanger.days import AsOf
    from cliffhanger.odds.known import Known
    from cliffhanger.store.desk import Desk

    return Known(Desk.at(_Chosen.path), AsOf.parse(as_of))


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
    claims = [
        claim.as_dict() for reading in here.read([what], date) for claim in here.check(reading)
    ]
    if json:
        terminal.as_json({"claims": claims})
    else:
        terminal_news.checked(claims)


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


@app.command()
def issue(json: Json = False) -> None:
    """Freeze today's odds of every open season in the ledger."""
    from dataclasses import asdict

    from cliffhanger.pages import terminal

    here = known(None)
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
def story(
    as_of: AsOfDay = None,
    title: Annotated[
        list[str] | None,
        typer.Option(metavar="TITLE", help="Write of this series only; may be repeated."),
    ] = None,
    house: Annotated[
        Path | None, typer.Option(metavar="STYLE.TOML", help="A newsroom's wording.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="md|html|txt", help="How it is printed.")
    ] = "md",
    json: Json = False,
) -> None:
    """Draft a news story on what was decided on a day, with what shows each fact in it."""
    from cliffhanger.pages import terminal
    from cliffhanger.pages.story import draft, printed

    made = draft(known(as_of), title or [], house)
    if json:
        terminal.as_json(made)
    else:
        typer.echo(printed(made, form), nl=False)


@app.command()
def publish(as_of: AsOfDay = None) -> None:
    """Write the site: board, seasons, weeks, articles; it opens from disk."""
    from cliffhanger.pages import terminal
    from cliffhanger.pages.week import publish, recorded_articles

    here = known(as_of)
    board = here.board()
    with terminal.progress("publish") as told:
        made = publish(here, board, recorded_articles(here), told)
    terminal.console.print(f"{made.written:,} files written, {made.unchanged:,} unchanged")
    terminal.console.print(str(made.index))


@app.command()
def week(
    charts: Annotated[
        list[str] | None, typer.Option(metavar="FILE|URL|SOURCE", help="Charts to take in.")
    ] = None,
    news: Annotated[
        list[str] | None, typer.Option(metavar="FILE|FOLDER", help="Articles to read.")
    ] = None,
    as_of: AsOfDay = None,
) -> None:
    """The whole desk: ingest, build, read, issue, publish, and what changed.

    A new desk takes in the bundled chart, and the bundled story where it is known by then.
    """
    from cliffhanger.pages import terminal, terminal_week
    from cliffhanger.pages.week import run_week

    here = known(as_of)
    with terminal.stages() as told:
        made = run_week(here.desk, here.as_of, charts=charts or [], news=news or [], told=told)
    terminal_week.week(made)


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


def complain(error: CliffhangerError) -> None:
    """One line on stderr."""
    print(f"cliffhanger: {error}", file=sys.stderr)


def main() -> None:
    """Run the command line; an expected failure is one line on stderr and exit code 2."""
    try:
        app()
    except CliffhangerError as error:
        complain(error)
        sys.exit(error.exit_code)
