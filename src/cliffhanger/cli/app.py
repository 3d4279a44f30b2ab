"""The frame of the command line: the workspace, the shared options, how errors are told."""

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


def complain(error: CliffhangerError) -> None:
    """One line on stderr."""
    print(f"cliffhanger: {error}", file=sys.stderr)
