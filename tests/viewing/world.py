"""An invented service, a few events at a time, and the ways to count them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from cliffhanger.viewing import catalogue, intake, printed
from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.counted import Counting
from cliffhanger.viewing.engines import Engine
from cliffhanger.viewing.kinds import Limits, Report
from cliffhanger.viewing.place import Place
from cliffhanger.viewing.sources import sources_of
from cliffhanger.viewing.tally import Tally

UNTIL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LONG_AGO = dt.date(2020, 1, 1)
SCHEMA = {
    "event_start": pl.Datetime("us", "UTC"),
    "profile_id": pl.Int64,
    "country": pl.String,
    "season_id": pl.String,
    "episode": pl.Int32,
    "seconds": pl.Int64,
}
HOUR = 3600


@dataclass
class World:
    """Seasons and events. `limits` let one event stand for millions of hours."""

    path: Path
    engine: Engine
    limits: Limits = field(default_factory=lambda: Limits(UNTIL, most_seconds=10**14, most_bad=1))
    seasons: dict[str, dict[str, Any]] = field(default_factory=dict)
    episodes: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: list[dict[str, Any]] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    delivered: int = 0

    def season(
        self,
        season_id: str,
        *runtimes: float,
        category: str = "TV (English)",
        released: dt.date | None = LONG_AGO,
        kind: str | None = None,
        cut: str = "",
        branded: bool = True,
    ) -> None:
        """Add a season with episodes of so many hours; called again, more episodes of it."""
        film = category.startswith("Films")
        self.seasons[season_id] = {
            "season_id": season_id,
            "title_id": season_id.rsplit("-s", 1)[0],
            "show_title": season_id.rsplit("-s", 1)[0].title(),
            "season_title": "N/A" if film else f"{season_id.title()}: Season 1",
            "category": category,
            "kind": kind or ("film" if film else "season"),
            "branded": branded,
        }
        first = 1 + sum(row["season_id"] == season_id for row in self.episodes)
        for number, hours in enumerate(runtimes, start=first):
            seconds = round(hours * HOUR)
            row = {"season_id": season_id, "episode": number, "cut": cut, "runtime": seconds}
            self.episodes.append(row | {"released": released})

    def away(self, season_id: str, episode: int, country: str, day: dt.date | None) -> None:
        """In this country the episode is out on another day, or never."""
        row = {"season_id": season_id, "episode": episode, "country": country, "released": day}
        self.elsewhere.append(row)

    def watch(
        self,
        season_id: str,
        start: dt.date | dt.datetime | str,
        hours: float,
        *,
        episode: int = 1,
        country: str = "US",
        profile: int | None = None,
    ) -> None:
        """Add an event."""
        moment = dt.datetime.fromisoformat(str(start))
        who = len(self.events) if profile is None else profile
        seconds = round(hours * HOUR)
        moment = moment.replace(tzinfo=dt.UTC)
        self.events.append((moment, who, country, season_id, episode, seconds))

    @property
    def catalogue(self) -> ServiceCatalogue:
        """The catalogue as it is now."""
        return catalogue.of(list(self.seasons.values()), self.episodes, self.elsewhere)

    def frame(self) -> pl.DataFrame:
        """The events that were not delivered yet."""
        return pl.DataFrame(self.events, schema=SCHEMA, orient="row")

    def deliver(self) -> Path:
        """Write the events as one more file of the delivery folder."""
        folder = self.path / "events"
        folder.mkdir(exist_ok=True)
        self.delivered += 1
        self.frame().write_parquet(folder / f"{self.delivered:03}.parquet")
        self.events = []
        return folder

    @property
    def counting(self) -> Counting:
        """The engine and the catalogue."""
        return Counting(self.engine, self.catalogue, ranges=2)

    def take(self, place: str = "place") -> Report:
        """Take in what is in the delivery folder."""
        if self.events:
            self.deliver()
        found = sources_of(str(self.path / "events"), self.path / "work")
        return intake.take(Place(self.path / place), found, self.catalogue, self.limits)

    def tally(self, place: str = "place") -> Tally:
        """What was taken in."""
        return Tally(Place(self.path / place), self.counting)

    def lists(self) -> pl.DataFrame:
        """Deliver, take in, and list."""
        self.take()
        return self.tally().lists()

    def chart(self, rounding: printed.Rounding = printed.PUBLISHER) -> pl.DataFrame:
        """Deliver, take in, and print the chart."""
        return printed.chart(self.lists(), self.catalogue, vintage=UNTIL.date(), rounding=rounding)

    def countries(self) -> pl.DataFrame:
        """Deliver, take in, and print the countries' lists."""
        return printed.countries(self.lists(), self.catalogue, vintage=UNTIL.date())
