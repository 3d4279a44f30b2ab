"""Where taken-in viewing is kept: immutable files and one manifest that says which of them count.

    manifest.json                      replaced whole, in one step
    week=2022-11-13/2022-11-07.4.events.parquet | .aside.parquet | .chart.parquet | .change.parquet
    state/7.parquet                    seconds by season, profile, episode: all days up to a change
    completion.9.parquet               starters and finishers, up to a change
    by_week.9.parquet                  starters and finishers by the end of every week
    lists.9.parquet                    the lists of every week
    context.2.json                     the catalogue and limits by which days were judged
    spill/                             deliveries being taken in

A file that the manifest does not name does not exist: work that was cut short leaves only such
files, and the next run sweeps them away.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cliffhanger.days import chart_week
from cliffhanger.errors import DeskError

FORMAT = 1
NO_DAY = "none"
"""The day of events whose start cannot be read."""


@dataclass
class Arrival:
    """One file that was taken in."""

    number: int
    name: str
    sha256: str
    report: dict[str, Any]
    settled: bool = False


@dataclass
class DayEntry:
    """One day: the files that hold it (None = no such rows), the last arrival in them, and what
    it was judged by: catalogue and limits (`context`, a file) and the moment of intake."""

    through: int
    context: str
    until: str
    events: str | None = None
    aside: str | None = None
    chart: str | None = None
    rows: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


@dataclass
class Change:
    """One step from one set of days to the next: what to add to the sums of seconds."""

    number: int
    file: str
    rows: int


@dataclass
class Manifest:
    """What is there. Every file it names exists and never changes."""

    arrivals: list[Arrival] = field(default_factory=list)
    days: dict[str, DayEntry] = field(default_factory=dict)
    log: list[Change] = field(default_factory=list)
    state: str | None = None
    folded: int = 0
    """The last change that `state` holds."""
    counted: int = 0
    """The last change that `completion` holds."""
    completion: str | None = None
    lists: str | None = None
    listed: dict[str, str] = field(default_factory=dict)
    """For each week that `lists` holds: what it was made from."""
    by_week: str | None = None
    weeks: dict[str, str] = field(default_factory=dict)
    """For each week that `by_week` holds: what it was made from."""
    next: int = 1
    """The number the next file or change gets."""

    def take_number(self) -> int:
        """A number nobody has had."""
        self.next += 1
        return self.next - 1

    def files(self) -> set[str]:
        """Every file that counts."""
        named = {c.file for c in self.log}
        for day in self.days.values():
            named |= {f for f in (day.events, day.aside, day.chart, day.context) if f}
        kept = (self.state, self.completion, self.by_week, self.lists)
        return named | {file for file in kept if file}


@dataclass(frozen=True)
class Place:
    """A folder of taken-in viewing. One process at a time may write to it."""

    path: Path

    @property
    def spill(self) -> Path:
        """Where deliveries wait until their days are settled."""
        return self.path / "spill"

    def read(self) -> Manifest:
        """The manifest; an empty one where nothing was taken in. Raises DeskError."""
        file = self.path / "manifest.json"
        if not file.exists():
            return Manifest()
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            if told.pop("format") != FORMAT:
                raise ValueError("another format")
            told["arrivals"] = [Arrival(**row) for row in told["arrivals"]]
            told["days"] = {day: DayEntry(**row) for day, row in told["days"].items()}
            told["log"] = [Change(**row) for row in told["log"]]
            return Manifest(**told)
        except (ValueError, KeyError, TypeError) as error:
            what = f"the manifest cannot be read ({type(error).__name__})"
            raise DeskError(what, where=str(file), fix="take the events in anew") from None

    def commit(self, manifest: Manifest) -> None:
        """Make the manifest count: whole, or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        told = json.dumps({"format": FORMAT} | asdict(manifest), ensure_ascii=False)
        draft = self.path / ".manifest.draft"
        with draft.open("w", encoding="utf-8") as file:
            file.write(told)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.path / "manifest.json")

    def day_file(self, day: str, number: int, part: str) -> str:
        """The name for a part (events, aside, chart, change) of a day; its folder is made."""
        week = day if day == NO_DAY else str(chart_week(dt.date.fromisoformat(day)))
        (self.path / f"week={week}").mkdir(parents=True, exist_ok=True)
        return f"week={week}/{day}.{number}.{part}.parquet"

    def sweep(self, manifest: Manifest, *, spill: bool) -> None:
        """Remove what the manifest does not name; `spill`: deliveries under way as well."""
        if spill:
            shutil.rmtree(self.spill, ignore_errors=True)
        if not self.path.is_dir():
            return
        named = manifest.files()
        for folder in ("week=*", "state", "."):
            for file in self.path.glob(f"{folder}/*.*"):
                known = str(file.relative_to(self.path)) in named or file.name == "manifest.json"
                if file.is_file() and not known and file.name != "lock":
                    file.unlink()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the place for writing. Raises DeskError when another process has it."""
        import fcntl

        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                what = "another process is taking events in here"
                raise DeskError(what, where=str(self.path), fix="wait for it") from None
            yield


def whole_days(manifest: Manifest) -> list[dt.date]:
    """The days that have events, oldest first."""
    days = (d for d, entry in manifest.days.items() if entry.events)
    return sorted(dt.date.fromisoformat(day) for day in days)
