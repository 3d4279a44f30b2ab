"""The command line: every verb, and the one place where expected failures end."""

from __future__ import annotations

import sys

from cliffhanger.cli import charts, news, odds, site, viewing
from cliffhanger.cli.app import app, complain
from cliffhanger.errors import CliffhangerError

VERBS = (charts, odds, news, site, viewing)
"""The modules whose commands `app` has."""


def main() -> None:
    """Run the command line; an expected failure is one line on stderr and exit code 2."""
    try:
        app()
    except CliffhangerError as error:
        complain(error)
        sys.exit(error.exit_code)
