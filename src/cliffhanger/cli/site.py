"""The verbs of pages: a story, the site, the server, and the whole week."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cliffhanger.cli.app import AsOfDay, Json, app, known


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
    publish: Annotated[
        bool, typer.Option("--publish", help="Put it on the site: the next edition shows it.")
    ] = False,
    json: Json = False,
) -> None:
    """Draft a news story on what was decided on a day, with what shows each fact in it."""
    from cliffhanger.pages import terminal
    from cliffhanger.pages.story import published
    from cliffhanger.pages.story.draft import draft, printed

    here = known(as_of)
    made = draft(here, title or [], house)
    if publish:
        typer.echo(f"published: {published.publish(here.desk, made)}", err=True)
    if json:
        terminal.as_json(made)
    else:
        typer.echo(printed(made, form), nl=False)


@app.command()
def publish(
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the world will find it, for feeds.")
    ] = "",
    as_of: AsOfDay = None,
) -> None:
    """Write the site: board, seasons, weeks, articles; it opens from disk."""
    from cliffhanger.pages import terminal
    from cliffhanger.pages.week import publish, recorded_articles

    here = known(as_of)
    board = here.board()
    with terminal.progress("publish") as told:
        articles = recorded_articles(here)
        made = publish(here, board, articles, told, address=address.rstrip("/"), workers=2)
    terminal.console.print(f"{made.written:,} files written, {made.unchanged:,} unchanged")
    terminal.console.print(str(made.index))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where the world finds it, for feeds.")
    ] = "",
    readers: Annotated[bool, typer.Option(help="Polls and comments.")] = True,
    behind_proxy: Annotated[
        str,
        typer.Option(metavar="ADDRESS,...", help="Proxies to be believed when they say who asks."),
    ] = "127.0.0.1",
    as_of: AsOfDay = None,
) -> None:
    """Serve the site, the API and the feeds, with readers' polls and comments."""
    from cliffhanger.pages import terminal
    from cliffhanger.pages.server.serve import run

    desk = known(None).desk
    terminal.console.print(f"http://{host}:{port}")
    run(
        desk,
        host=host,
        port=port,
        address=address,
        readers=readers,
        as_of=as_of,
        behind=behind_proxy,
    )


@app.command()
def admin(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    end: Annotated[bool, typer.Option("--end", help="NAME moderates no longer.")] = False,
) -> None:
    """Let NAME moderate what readers write; asks for a password."""
    from cliffhanger.pages.readers import admin as readers_admin

    record = known(None).record
    if end:
        readers_admin.end_admin(record, name)
        return
    asked = "Password (12 characters or more)"
    password = typer.prompt(asked, hide_input=True, confirmation_prompt=True)
    new = readers_admin.make_admin(record, name, password)
    done = "may moderate" if new else "has a new password"
    typer.echo(f"{name} {done}: /readers/moderate/sign-in")
