"""The same answers by the plainest possible means: one event at a time, in fractions."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from fractions import Fraction
from typing import Any

import polars as pl

from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.kinds import Limits

CHANGE = dt.date(2023, 6, 18)
Event = tuple[Any, ...]


class Oracle:
    """Judges, keeps each event once, and counts."""

    def __init__(self, catalogue: ServiceCatalogue, limits: Limits) -> None:
        self.limits = limits
        self.category = dict(catalogue.seasons.select("season_id", "category").rows())
        self.episodes = {
            (s, e): (cut, run, out) for s, e, cut, run, out in catalogue.episodes.rows()
        }
        self.away = {(s, e, c): out for s, e, c, out in catalogue.elsewhere.rows()}

    def released(self, season: str, episode: int, country: str) -> dt.date | None:
        general = self.episodes[(season, episode)][2]
        return self.away.get((season, episode, country), general)

    def kind(self, event: Event) -> str:
        start, _, country, season, episode, seconds = event
        if None in event:
            return "missing_value"
        if not re.fullmatch("[A-Z][A-Z]", country):
            return "bad_country"
        if season not in self.category:
            return "unknown_season"
        if (season, episode) not in self.episodes:
            return "unknown_episode"
        if self.episodes[(season, episode)][1] <= 0:
            return "no_runtime"
        if seconds < 0:
            return "negative_seconds"
        if seconds > self.limits.most_seconds:
            return "absurd_seconds"
        if start >= self.limits.until:
            return "in_future"
        out = self.released(season, episode, country)
        return "before_release" if out is None or start.date() < out else ""

    def once(self, files: list[pl.DataFrame]) -> list[Event]:
        told: dict[Event, Event] = {}
        for number, frame in enumerate(files):
            for event in frame.rows():
                if self.kind(event) == "":
                    start, profile, country, season, episode, seconds = event
                    key = (season, profile, episode, start)
                    rank = (number, seconds, [-ord(letter) for letter in country])
                    if key not in told or rank > told[key][0]:
                        told[key] = (rank, event)
        return [event for _, event in told.values()]

    def runtime(self, season: str, country: str, cut: str, week: dt.date) -> int:
        return sum(
            run
            for (s, e), (c, run, _) in self.episodes.items()
            if (s, c) == (season, cut)
            and (out := self.released(s, e, country)) is not None
            and out <= week
        )

    def lists(self, events: list[Event]) -> list[tuple[Any, ...]]:
        """(week, country, category, rank, season, seconds, views as a fraction)."""
        sums: dict[Any, int] = defaultdict(int)
        for start, _, country, season, episode, seconds in events:
            week = start.date() + dt.timedelta(days=6 - start.weekday())
            sums[(week, season, self.episodes[(season, episode)][0], country)] += seconds
        places: dict[Any, list[Any]] = defaultdict(lambda: [0, Fraction(0)])
        for (week, season, cut, country), seconds in sums.items():
            category = self.category[season]
            views = Fraction(seconds, self.runtime(season, country, cut, week)) if seconds else 0
            for place, name in (("", category), (country, category.split(" ")[0])):
                places[(week, place, name, season)][0] += seconds
                places[(week, place, name, season)][1] += views
        found: dict[Any, list[Any]] = defaultdict(list)
        for (week, place, name, season), (seconds, views) in places.items():
            if seconds:
                size = seconds if week < CHANGE else views
                found[(week, place, name)].append((-size, season, seconds, views))
        return sorted(
            (*key, rank, season, seconds, views)
            for key, rows in found.items()
            for rank, (_, season, seconds, views) in enumerate(sorted(rows)[:10], start=1)
        )

    def completion(self, events: list[Event], until: dt.date) -> dict[str, tuple[int, int]]:
        seconds: dict[Any, int] = defaultdict(int)
        for _, profile, _, season, episode, played in events:
            seconds[(season, profile, episode)] += played
        countries = {country for _, _, country in self.away} | {"??"}
        out = {
            key
            for key in self.episodes
            if self.episodes[key][1] > 0
            and any((d := self.released(*key, c)) and d <= until for c in countries)
        }
        whole: dict[Any, int] = defaultdict(int)
        for season, episode in out:
            cut, run, _ = self.episodes[(season, episode)]
            whole[(season, cut)] += run
        seen: dict[Any, Fraction] = defaultdict(Fraction)
        for (season, profile, episode), played in seconds.items():
            if played and (season, episode) in out:
                cut, run, _ = self.episodes[(season, episode)]
                seen[(season, profile)] += Fraction(min(played, run), whole[(season, cut)])
        counts: dict[str, tuple[int, int]] = {}
        for (season, _), share in seen.items():
            starters, finishers = counts.get(season, (0, 0))
            counts[season] = (starters + 1, finishers + (share >= Fraction(9, 10)))
        return counts
