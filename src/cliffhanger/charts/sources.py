"""The seam: where charts come from. One entry a publisher.

A source gives copies of a chart; `vintages.ingest` takes them in. Adding a publisher is adding a
`parse` and a line in `SOURCES`. A service's own charts come with titles of their own: see `own`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Protocol

import polars as pl

from cliffhanger import days
from cliffhanger.charts import bundled, files, netflix
from cliffhanger.errors import FileError, InputError
from cliffhanger.fetch import Fetcher
from cliffhanger.tables import CHART, COUNTRIES, Table
from cliffhanger.titles import Catalogue


class Parse(Protocol):
    """Bytes to rows, shaped as CHART or COUNTRIES."""

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
    table: Table
    parse: Parse

    def rows(self, catalogue: Catalogue, before: pl.DataFrame | None = None) -> pl.DataFrame:
        """Its rows, shaped as `table`. Raises FileError or ChartError."""
        return self.parse(
            self.body, name=self.name, vintage=self.seen, catalogue=catalogue, before=before
        )


@dataclass(frozen=True)
class Source:
    """A publisher of charts: what it is, and where its files are fetched, or else come from."""

    name: str
    about: str
    urls: tuple[str, ...] = ()
    where: str = "comes with the package"

    def as_dict(self) -> dict[str, str | list[str]]:
        """name, about, urls."""
        return {"name": self.name, "about": self.about, "urls": list(self.urls)}


SOURCES = {
    source.name: source
    for source in (
        Source("netflix", netflix.SOURCE, (netflix.GLOBAL_URL, netflix.COUNTRIES_URL)),
        Source("bundled", f"{netflix.SOURCE}: TV lists that come with Cliffhanger"),
    )
}
FOLDER = Source("FOLDER", "a service's own charts", where="`top10 --out FOLDER`")
"""One more publisher: it has no copies, but a folder, which `own.ingest` takes in whole."""


def copies_of(
    what: str, *, seen: dt.date | None = None, fetcher: Callable[[], Fetcher]
) -> Iterator[Copy]:
    """The copies that `what` names: all files of a source, a URL, or a file.

    A file was seen on `seen`, else on the day in its name, else today. Raises FileError when there
    is no such file, FetchError when the outside world does not answer.
    """
    source = SOURCES.get(what)
    if source and not source.urls:
        yield bundled_copy()
    elif source or re.match(r"https?://", what):
        for url in source.urls if source else (what,):
            fetched = fetcher().get(url)
            yield _copy(url, fetched.body, seen or fetched.at.date())
    else:
        yield _file(Path(what), seen)


def _file(path: Path, seen: dt.date | None) -> Copy:
    if not path.is_file():
        fix = f"give a file, a folder, a URL, or {' or '.join(SOURCES)}"
        raise FileError("there is no such file or folder", where=str(path), fix=fix)
    if path.stat().st_size > files.MOST_BYTES:
        files.refuse_size(path.stat().st_size, path.name)
    return _copy(path.name, path.read_bytes(), seen or _day_in(path.name) or days.today())


def _copy(name: str, body: bytes, seen: dt.date) -> Copy:
    if body.strip() and netflix.is_country_file(body, name):
        return Copy(name, body, seen, COUNTRIES, netflix.parse_countries)
    return Copy(name, body, seen, CHART, netflix.parse)


def _day_in(name: str) -> dt.date | None:
    """The day in a file's name; one after `to-` is its newest week, out two days later (F9)."""
    found = re.search(r"(to-)?(\d{4}-\d{2}-\d{2})(?!.*\d{4}-\d{2}-\d{2})", name)
    if not found:
        return None
    try:
        day = days.parse_day(found[2])
    except InputError:
        return None
    return days.available_at(day).date() if found[1] else day


def bundled_copy() -> Copy:
    """The chart that comes with the package."""
    body = (resources.files("cliffhanger") / "data" / "chart_weeks.csv").read_bytes()
    return Copy("bundled", body, bundled.SEEN, CHART, bundled.parse)


def copy_of(what: str, *, seen: dt.date | None = None, fetcher: Callable[[], Fetcher]) -> Copy:
    """The first of `copies_of`."""
    return next(copies_of(what, seen=seen, fetcher=fetcher))
