"""An invented streamer: its titles, what they are like, and which of them it renews.

Everything is drawn from one seed. The truth is kept: what the service's renewal policy made of
each season can be held against odds that saw only charts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from cliffhanger.errors import InputError
from cliffhanger.tables import DECISIONS
from cliffhanger.titles import slug
from cliffhanger.viewing import catalogue
from cliffhanger.viewing.catalogue import ServiceCatalogue


def _words(text: str) -> list[str]:
    return text.split()


START = dt.date(2024, 1, 1)
"""The Monday on which viewing begins."""
_PAST = 5 * 365
"""Days before START over which the titles that are there already came out."""
_FIRST = _words(
    "Silent Broken Velvet Northern Last Paper Hollow Golden Second Crooked Quiet Burning Glass "
    "Winter Hidden Scarlet Distant Wild Borrowed Iron Midnight Salt Perfect Stolen Bitter Bright "
    "Fallen Gentle Lonely Ninth Copper Open Restless Shallow Tender Upper Vanished Wooden Young"
)
_SECOND = _words(
    "Harbour Kingdom Sisters Verdict Orchard Signal Letters Garden Station Inheritance Mirror "
    "Tide Witness Academy Bridge Circus Doctors Empire Frontier Ghosts Hotel Island Judges Kitchen "
    "Lake Motel Nights Oath Patrol Quarter River Summer Tower Union Village Wolves Year Zone"
)
_COUNTRIES = _words(
    "US GB DE FR BR MX KR JP IN ES IT CA AU NL PL TR AR CO SE TH ID PH SA ZA CL PT BE CH AT DK NO "
    "FI IE NZ MY SG TW HK VN EG MA NG KE IL AE QA KW OM BH JO LB PE EC BO PY UY VE CR PA DO GT HN "
    "SV NI JM TT BS CZ SK HU RO BG HR SI RS EE LV LT IS LU MT CY GR UA LK BD PK MU RE GP MQ NC MV"
)
_ENGLISH = {"US", "GB", "CA", "AU", "IE", "NZ"}


@dataclass(frozen=True)
class Size:
    """How large a service is: countries, profiles, titles at the start, new titles a week, and
    events a week (about)."""

    countries: int
    profiles: int
    titles: int
    new_a_week: float
    events_a_week: int


SIZES = {
    "small": Size(6, 30_000, 240, 4, 60_000),
    "large": Size(94, 1_600_000, 3_300, 22, 7_700_000),
}


@dataclass(frozen=True)
class Season:
    """One season: what viewers make of it, and what the service made of that."""

    title_id: str
    show_title: str
    number: int
    category: str
    kind: str
    home: str
    episodes: int
    runtime: int
    released: dt.date
    rhythm: str
    appeal: float
    stick: float
    short_in: tuple[str, ...] = ()
    p_renewed: float | None = None
    renewed: bool | None = None
    decided_on: dt.date | None = None

    @property
    def season_id(self) -> str:
        """`silent-harbour-s1`, `silent-harbour-film`, `ring-night-january-1-2024`."""
        if self.kind == "season":
            return f"{self.title_id}-s{self.number}"
        return self.title_id if self.kind == "weekly" else f"{self.title_id}-film"

    @property
    def completion(self) -> float:
        """The share of starters expected to watch every episode."""
        return float(self.stick ** (self.episodes - 1))

    def out(self, episode: int) -> dt.date:
        """The day an episode (1 = first) is out."""
        if self.rhythm == "weekly":
            return self.released + dt.timedelta(weeks=episode - 1)
        if self.rhythm == "split" and episode > self.episodes // 2:
            return self.released + dt.timedelta(weeks=4)
        return self.released


@dataclass(frozen=True)
class Service:
    """An invented streamer over a number of weeks."""

    size: Size
    weeks: int
    countries: list[str]
    seasons: list[Season]

    @property
    def end(self) -> dt.date:
        """The first day after the last week."""
        return START + dt.timedelta(weeks=self.weeks)

    def catalogue(self) -> ServiceCatalogue:
        """The seasons out by the end, as the service catalogues them."""
        seasons, episodes, elsewhere = list[Any](), list[Any](), list[Any]()
        for season in self.seasons:
            seasons.append(_row(season))
            for number in range(1, season.episodes + 1):
                own = {"season_id": season.season_id, "episode": number}
                cut = ("live", "on demand")[number - 1] if season.kind == "weekly" else ""
                timed = {"cut": cut, "runtime": runtime_of(season, number)}
                episodes.append(own | timed | {"released": season.out(number)})
                if number > season.episodes // 2:
                    elsewhere.extend(
                        own | {"country": c, "released": None} for c in season.short_in
                    )
        return catalogue.of(seasons, episodes, elsewhere, where="the invented service")

    def truth(self) -> pl.DataFrame:
        """season_id, title_id, season_number, released, appeal, completion, p_renewed, renewed,
        decided_on: what the policy knew and did. Films and live shows are not asked about."""
        told = list(_TRUTH)[3:]
        rows = [
            tuple(getattr(s, name) for name in ("season_id", "title_id", "number", *told))
            for s in self.seasons
            if s.kind == "season"
        ]
        return pl.DataFrame(rows, schema=_TRUTH, orient="row")

    def decisions(self) -> pl.DataFrame:
        """What was announced by the end, shaped as DECISIONS."""
        rows = [
            {
                "title_id": s.title_id,
                "show_title": s.show_title,
                "season_number": s.number,
                "decision": "renewed" if s.renewed else "canceled",
                "seasons_ordered": 1 if s.renewed else None,
                "announced_on": str(s.decided_on),
                "precision": "day",
                "source_kind": "simulated",
                "confidence": "high",
            }
            for s in self.seasons
            if s.kind == "season" and s.decided_on is not None and s.decided_on < self.end
        ]
        return DECISIONS.shape(pl.DataFrame(rows, infer_schema_length=None), where="decisions")


_TRUTH = {
    "season_id": pl.String,
    "title_id": pl.String,
    "season_number": pl.Int64,
    "released": pl.Date,
    "appeal": pl.Float64,
    "completion": pl.Float64,
    "p_renewed": pl.Float64,
    "renewed": pl.Boolean,
    "decided_on": pl.Date,
}


def runtime_of(season: Season, episode: int) -> int:
    """Seconds; episodes differ a little, and the cut on demand is shorter than the live one."""
    if season.kind == "weekly":
        return season.runtime - (900 if episode == 2 else 0)
    return season.runtime + (episode * 37) % 300


def chance_of_renewal(season: Season) -> float:
    """The renewal policy: the odds rise with how many begin and with how many get to the end.

    logit p = 2.2 ln(appeal / 1.1) + 9 (completion - 0.45). An appeal of 1 is the median title's.
    """
    logit = 2.2 * np.log(season.appeal / 1.1) + 9 * (season.completion - 0.45)
    return float(1 / (1 + np.exp(-logit)))


def invent(service: str, weeks: int, seed: int, *, scale: float = 1.0) -> Service:
    """A service of some size; the same seed gives the same service. Raises InputError.

    `scale` multiplies its events and profiles.
    """
    if service not in SIZES:
        raise InputError(f"no service {service!r}", fix=f"use {' or '.join(SIZES)}")
    if weeks < 1:
        raise InputError(f"{weeks} weeks", fix="simulate at least one")
    size = SIZES[service]
    size = replace(
        size,
        profiles=int(size.profiles * scale),
        events_a_week=int(size.events_a_week * scale),
    )
    rng = np.random.default_rng([seed, 1])
    countries = _COUNTRIES[: size.countries]
    end = START + dt.timedelta(weeks=weeks)
    seasons, names = list[Season](), set[str]()
    new = int(size.new_a_week * weeks)
    for number in range(size.titles + new):
        past = -int(rng.integers(1, _PAST))
        day = past if number < size.titles else int(rng.integers(0, weeks * 7))
        seasons += _title(rng, _name(rng, names), START + dt.timedelta(days=day), countries, end)
    seasons += _ring_nights(weeks)
    return Service(size, weeks, countries, sorted(seasons, key=lambda s: s.season_id))


def _name(rng: np.random.Generator, taken: set[str]) -> str:
    first, second = _FIRST[rng.integers(len(_FIRST))], _SECOND[rng.integers(len(_SECOND))]
    name, number = f"{first} {second}", 2
    while name in taken:
        name, number = f"{first} {second} {number}", number + 1
    taken.add(name)
    return name


def _title(
    rng: np.random.Generator, name: str, day: dt.date, countries: list[str], end: dt.date
) -> list[Season]:
    """A film, or a series with every season that the policy lets it have."""
    film, english = rng.random() < 0.25, rng.random() < 0.55
    kind, language = ("Films" if film else "TV"), ("English" if english else "Non-English")
    homes = [c for c in countries if (c in _ENGLISH) == english] or countries
    rhythm = str(rng.choice(["binge", "weekly", "split"], p=[0.7, 0.2, 0.1]))
    few = tuple(sorted(rng.choice(countries, 2, replace=False))) if rng.random() < 0.01 else ()
    season = Season(
        title_id=slug(name),
        show_title=name,
        number=1,
        category=f"{kind} ({language})",
        kind="film" if film else "season",
        home=str(rng.choice(homes)),
        episodes=1 if film else int(rng.integers(4, 14)),
        runtime=int(rng.integers(5000, 8000) if film else rng.integers(1300, 3900)),
        released=day,
        rhythm="binge" if film else rhythm,
        appeal=float(np.exp(rng.normal(0, 1.3))),
        stick=float(rng.uniform(0.80, 0.985)),
        short_in=() if film or rhythm != "binge" else few,
    )
    return [season] if film else _seasons(rng, season, end)


def _seasons(rng: np.random.Generator, first: Season, end: dt.date) -> list[Season]:
    found, season = list[Season](), first
    while season.released < end:
        p = chance_of_renewal(season)
        decided = season.released + dt.timedelta(days=int(rng.integers(40, 130)))
        season = replace(season, p_renewed=p, renewed=bool(rng.random() < p), decided_on=decided)
        found.append(season)
        if not season.renewed:
            break
        season = replace(
            season,
            number=season.number + 1,
            released=season.released + dt.timedelta(days=int(rng.integers(300, 480))),
            appeal=season.appeal * float(rng.uniform(0.6, 1.15)),
            stick=min(0.99, season.stick + float(rng.uniform(-0.02, 0.02))),
        )
    return found


def _ring_nights(weeks: int) -> list[Season]:
    """A live show every Monday, on demand from the day after: each its own entry (rule F13)."""
    days = (START + dt.timedelta(weeks=week) for week in range(weeks))
    return [
        Season(
            title_id=f"ring-night-{slug(f'{day:%B} {day.day} {day.year}')}",
            show_title="Ring Night",
            number=1,
            category="TV (English)",
            kind="weekly",
            home="US",
            episodes=2,
            runtime=9000,
            released=day,
            rhythm="binge",
            appeal=2.0,
            stick=0.5,
        )
        for day in days
    ]


def _row(season: Season) -> dict[str, Any]:
    day = season.released
    titles = {
        "season": f"{season.show_title}: Season {season.number}",
        "weekly": f"{season.show_title}: {day:%B} {day.day}, {day.year}",
    }
    return {
        "season_id": season.season_id,
        "title_id": "ring-night" if season.kind == "weekly" else season.title_id,
        "show_title": season.show_title,
        "season_title": titles.get(season.kind, "N/A"),
        "category": season.category,
        "kind": season.kind,
        "season_number": season.number if season.kind == "season" else None,
        "branded": True,
        "programme_type": None if season.kind == "film" else "Scripted",
        "original_language": "en" if season.category.endswith("(English)") else "ko",
    }
