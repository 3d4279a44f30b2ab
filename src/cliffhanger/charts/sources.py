"""The seam: where charts come from. One entry a publisher.

A source gives copies of a chart; `vintages.ingest` takes them in. Adding a publisher is adding a
`parse` and a line in `SOURCES`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Protocol

import polars as pl

from cliffhanger import days
from cliffhanger.charts import bundled, netflix
from cliffhanger.errors import FileError, InputError
from cliffhanger.fetch import Fetcher
from cliffhanger.titles import Catalogue


class Parse(Protocol):
    """Bytes to rows shaped as CHART."""

    def __call__(
        self,
        body: bytes,
        *,
        name: str,
        vintage: dt.date,
        catalogue: Catalogue,
        before: pl.DataFrame | None = None,
    ) -> pl.DataFrame:
        """The rows of one copy."""


@dataclass(frozen=True)
class Copy:
    """One copy of a chart: its bytes, what it is called, the day it was seen, how to read it."""

    name: str
    body: bytes
    seen: dt.date
    parse: Parse

    def rows(self, catalogue: Catalogue, before: pl.DataFrame | None = None) -> pl.DataFrame:
        """Its rows, shaped as CHART. Raises FileError or ChartError."""
        return self.parse(
            self.body, name=self.name, vintage=self.seen, catalogue=catalogue, before=before
        )


@dataclass(frozen=True)
class Source:
    """A publisher of charts: what it is, where to fetch it (nowhere = bundled), how to read it."""

    name: str
    about: str
    url: str | None
    parse: Parse


SOURCES = {
    source.name: source
    for source in (
        Source("netflix", netflix.SOURCE, netflix.GLOBAL_URL, netflix.parse),
        Source(
            "bundled", f"{netflix.SOURCE}, TV lists, bundled with Cliffhanger", None, bundled.parse
        ),
    )
}


def copy_of(what: str, *, seen: dt.date | None = None, fetcher: Callable[[], Fetcher]) -> Copy:
    """The copy that `what` names: a source, a URL, or a file.

    A file was seen on `seen`, else on the day in its name, else today. Raises FileError when there
    is no such file, FetchError when the outside world does not answer.
    """
    source = SOURCES.get(what)
    if source and source.url is None:
        return bundled_copy()
    if source or re.match(r"https?://", what):
        url = source.url if source and source.url else what
        fetched = fetcher().get(url)
        return Copy(
            url, fetched.body, seen or fetched.at.date(), source.parse if source else netflix.parse
        )
    path = Path(what)
    if not path.is_file():
        names = " or ".join(SOURCES)
        raise FileError("there is no such file", where=what, fix=f"give a file, a URL, or {names}")
    if path.stat().st_size > netflix.MOST_BYTES:
        raise FileError(
            f"the file has {path.stat().st_size:,} bytes, a chart has under 10 million",
            where=path.name,
            fix="give the chart file itself",
        )
    return Copy(
        path.name, path.read_bytes(), seen or _day_in(path.name) or days.today(), netflix.parse
    )


def _day_in(name: str) -> dt.date | None:
    found = re.findall(r"\d{4}-\d{2}-\d{2}", name)
    if not found:
        return None
    try:
        return days.parse_day(found[-1])
    except InputError:
        return None


def bundled_copy() -> Copy:
    """The chart that comes with the package."""
    body = (resources.files("cliffhanger") / "data" / "chart_weeks.csv").read_bytes()
    return Copy("bundled", body, bundled.SEEN, bundled.parse)
