"""The newest edition of a desk: made anew when what it rests on changes, served in the meantime."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cliffhanger import days
from cliffhanger.days import AsOf
from cliffhanger.odds.known import Known
from cliffhanger.pages import paths
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.editions import given_of
from cliffhanger.pages.render import Renderer
from cliffhanger.pages.server.shelf import Shelf
from cliffhanger.pages.story.published import folder
from cliffhanger.pages.week import decided_lately
from cliffhanger.store.desk import Desk
from cliffhanger.store.record import TABLES, Record

HOT = ("index.html", "decided.html", "scorecard.html", "static/style.css", "static/desk.js")
"""Made ready before an edition is shown."""


class Current:
    """The edition of a desk as of now, or of a day that was asked for."""

    def __init__(
        self, desk: Desk, *, as_of: str | None = None, address: str = "", foot: Any = None
    ) -> None:
        self.desk, self._day, self.address = desk, as_of, address
        self._renderer = Renderer(foot)
        self._record: Record | None = None
        self._files: tuple[Any, ...] = ()
        self._rows: tuple[int, ...] = ()
        self._state: tuple[Any, ...] = ()
        self.serial = 0
        self.shelf = self._first()

    def _first(self) -> Shelf:
        """The first edition, without what takes long: `refresh` adds it."""
        return self._make(looking_back=False)

    def refresh(self) -> bool:
        """Make the edition anew if its inputs have changed. True when there is a new one."""
        state = self.state()
        if state == self._state:
            return False
        self.shelf = self._make(looking_back=True)
        self._state, self.serial = state, self.serial + 1
        return True

    def _make(self, *, looking_back: bool) -> Shelf:
        known = Known(self.desk, AsOf.parse(self._day))
        self._record = known.record  # first: it begins the record, which decisions are read from
        given = given_of(
            known,
            decided=list(decided_lately(known)) if looking_back else (),
            address=self.address,
            looking_back=looking_back,
        )
        changed = min(days.now(), given.as_of.moment) if self._day else days.now()
        shelf = Shelf(Contents(given, self._renderer), changed)
        season = next(iter(given.run_rows), None)
        warm = [paths.season_path(season)] if season else []  # what all seasons share, and Vega
        for path in (*HOT, *warm):
            shelf.find(path)
        return shelf

    def state(self) -> tuple[Any, ...]:
        """What the edition rests on: the lake's files, stories, the record's rows, day and week.

        Votes and comments are no part of it.
        """
        return (*self._lake(), *self._stories(), *self._recorded(), *self._clock())

    def _stories(self) -> tuple[Any, ...]:
        return _stamps(sorted(folder(self.desk).glob("*.json")))

    def _lake(self) -> tuple[Any, ...]:
        return _stamps(sorted((self.desk.path / "lake").glob("*/seen=*.parquet")))

    def _recorded(self) -> tuple[int, ...]:
        """How many rows each table of the record has: it only grows. Asked when it changed."""
        files = self.written()
        if files and files == self._files:
            return self._rows
        if self._record is None:
            self._record = Known(self.desk, AsOf.parse(self._day)).record
        with self._record.read() as session:
            self._rows = tuple(
                session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in TABLES
            )
        self._files = files
        return self._rows

    def written(self) -> tuple[Any, ...]:
        """What changes whenever somebody writes to the record; empty where it is no file."""
        return _stamps(sorted(self.desk.path.glob("record.db*")))

    def _clock(self) -> tuple[dt.date, ...]:
        """The day, and the last chart week that is out by now."""
        if self._day:
            return ()
        now = AsOf.now()
        out = (now.moment - days.PUBLISHED_AFTER).date()
        return now.last_known_day, days.chart_week(out - dt.timedelta(days=6))


def _stamps(files: list[Path]) -> tuple[Any, ...]:
    found = []
    for file in files:
        if file.name.endswith("-shm"):
            continue
        stat = file.stat()
        found.append((file.name, stat.st_mtime_ns, stat.st_size))
    return tuple(found)
