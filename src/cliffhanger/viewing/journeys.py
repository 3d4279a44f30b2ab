"""Viewers of an invented streamer: who begins what on which day, and how far they get.

A journey is one profile's way through one season: it begins on a day (most early, some years
later), goes on an episode or several a day as they come out, and may end at any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cliffhanger.viewing.invented import START, Season, Service, runtime_of
from cliffhanger.viewing.rows import Array

EVENT = np.dtype(
    [
        ("start", "i4"),
        ("profile", "i4"),
        ("season", "i2"),
        ("seconds", "i2"),
        ("episode", "i1"),
        ("country", "i1"),
    ]
)
"""start: seconds since START. season, country: places in the service's lists."""
_BATCH = 400_000
"""Journeys worked on at once."""
_DAY = 86_400
_MOST_EPISODES = 16
_HOME = 6.0
"""How much more a season is begun at home than elsewhere."""
_PAUSED = 0.125
_AGAIN = 0.01


@dataclass(frozen=True)
class Crowd:
    """Profiles by country: consecutive numbers, a prime number of them in each."""

    first: Array
    number: Array

    @classmethod
    def of(cls, service: Service) -> Crowd:
        """As many profiles as the service has, most in the first countries."""
        share = 1 / np.arange(1, len(service.countries) + 1) ** 0.8
        wanted = share / share.sum() * service.size.profiles
        number = np.array([_prime_from(int(n)) for n in wanted], np.int64)
        return cls(np.concatenate([[0], np.cumsum(number)[:-1]]), number)


def events(service: Service, seed: int) -> Iterator[Array]:
    """Every event of the service's weeks, as arrays of EVENT, in no order."""
    rng = np.random.default_rng([seed, 2])
    crowd = Crowd.of(service)
    starts = _starters(service, crowd)
    batch, waiting = list[tuple[int, Array, Array, Array]](), 0
    for place, season in enumerate(service.seasons):
        journeys = _journeys(rng, service, crowd, season, starts[place])
        if journeys is None:
            continue
        batch.append((place, *journeys))
        waiting += len(journeys[0])
        if waiting >= _BATCH:
            yield _played(rng, service, batch)
            batch, waiting = [], 0
    if batch:
        yield _played(rng, service, batch)


def _kernel(service: Service, season: Season) -> Array:
    """The share of all who ever begin a season that do so on each day of the service's weeks."""
    age = np.arange(service.weeks * 7) + (START - season.released).days
    fast = np.exp(-np.maximum(age, 0) / 9) / 9.5
    slow = 1 / (np.maximum(age, 0) + 30) ** 1.3 * 0.85
    live = np.where(age < 7, 0.5 / (np.maximum(age, 0) + 1) ** 2, 0)
    share: Array = live if season.kind == "weekly" else 0.6 * fast + 0.4 * slow
    share[age < 0] = 0
    return share


def _starters(service: Service, crowd: Crowd) -> Array:
    """How many begin each season in all, so that there are about as many events as wanted."""
    appeal = np.array([season.appeal for season in service.seasons])
    inside = np.array([_kernel(service, season).sum() for season in service.seasons])
    length = np.array([_mean_episodes(season) for season in service.seasons])
    expected = (appeal * inside * length * (1 + _PAUSED + _AGAIN)).sum()
    scale = service.size.events_a_week * service.weeks / expected
    starters: Array = np.minimum(appeal * scale, 0.5 * crowd.number.sum())
    return starters


def _mean_episodes(season: Season) -> float:
    return float((season.stick ** np.arange(season.episodes)).sum())


def _journeys(
    rng: np.random.Generator, service: Service, crowd: Crowd, season: Season, starters: float
) -> tuple[Array, Array, Array] | None:
    """Day, country and profile of everyone who begins the season in these weeks."""
    kernel = _kernel(service, season)
    number = int(rng.poisson(starters * kernel.sum()))
    if not number:
        return None
    weight = crowd.number * np.where(np.array(service.countries) == season.home, _HOME, 1)
    by_country = np.minimum(rng.multinomial(number, weight / weight.sum()), crowd.number)
    number = int(by_country.sum())
    days = np.repeat(np.arange(len(kernel)), rng.multinomial(number, kernel / kernel.sum()))
    country = np.repeat(np.arange(len(by_country)), by_country)
    nth = np.arange(number) - np.repeat(np.cumsum(by_country) - by_country, by_country)
    size = crowd.number[country]
    step, shift = rng.integers(1, 2**31, 2)
    step = np.where(step % size == 0, 1, step % size)
    profile = crowd.first[country] + (step * nth + shift) % size
    return rng.permutation(days), country, profile


def _played(
    rng: np.random.Generator, service: Service, batch: list[tuple[int, Array, Array, Array]]
) -> Array:
    """The events of some journeys."""
    place = np.concatenate([np.full(len(days), at, np.int64) for at, days, _, _ in batch])
    days, country, profile = (np.concatenate([row[n] for row in batch]) for n in (1, 2, 3))
    seasons = [service.seasons[at] for at, *_ in batch]
    local = np.repeat(np.arange(len(batch)), [len(row[1]) for row in batch])
    length, stick = (np.array([getattr(s, n) for s in seasons]) for n in ("episodes", "stick"))
    reached = np.minimum(rng.geometric(1 - stick[local]), length[local])
    pace = rng.integers(1, 5, len(days))
    runtimes, out = _timetable(seasons)
    who = np.repeat(np.arange(len(days)), reached)
    nth = np.arange(len(who)) - np.repeat(np.cumsum(reached) - reached, reached)
    late = out[local[who], nth] + rng.integers(0, 4, len(who))
    day = np.maximum(days[who] + nth // pace[who], late)
    whole = runtimes[local[who], nth]
    ends_here = (nth + 1 == reached[who]) & (nth + 1 < length[local[who]])
    part = np.where(ends_here, rng.integers(60, 1000, len(who)) / 1000, 1)
    time = _DAY * day + _time_of_day(rng, len(who)) + (nth % pace[who]) * 3600
    kept = ~_not_there(seasons, local[who], nth, country[who], service.countries)
    one = _packed(time, profile[who], place[who], whole * part, nth + 1, country[who])[kept]
    return _within(service, np.concatenate([one, *_more(one)]))


def _timetable(seasons: list[Season]) -> tuple[Array, Array]:
    """Seconds, and the day since START each episode is out, of some seasons."""
    runtimes = np.zeros((len(seasons), _MOST_EPISODES), np.int64)
    out = np.zeros((len(seasons), _MOST_EPISODES), np.int64)
    for at, season in enumerate(seasons):
        for nth in range(season.episodes):
            runtimes[at, nth] = runtime_of(season, nth + 1)
            out[at, nth] = (season.out(nth + 1) - START).days + (
                1 if season.kind == "weekly" and nth else 0
            )
    return runtimes, out


def _time_of_day(rng: np.random.Generator, number: int) -> Array:
    """Seconds after midnight UTC: any time, more in the evening."""
    evening = rng.triangular(0, 70_000, _DAY - 1, number)
    return np.asarray(evening, np.int64)


def _not_there(
    seasons: list[Season], local: Array, nth: Array, country: Array, countries: list[str]
) -> Array:
    """Whether the episode is not out in the viewer's country (rule F24)."""
    missing = np.zeros((len(seasons), len(countries)), bool)
    for at, season in enumerate(seasons):
        missing[at, [countries.index(c) for c in season.short_in]] = True
    half = np.array([season.episodes // 2 for season in seasons])
    return missing[local, country] & (nth >= half[local])


def _packed(
    time: Array, profile: Array, place: Array, seconds: Array, episode: Array, country: Array
) -> Array:
    rows = np.empty(len(time), EVENT)
    columns = (time, profile, place, seconds, episode, country)
    names = ("start", "profile", "season", "seconds", "episode", "country")
    for name, column in zip(names, columns, strict=True):
        rows[name] = column
    return rows


def _more(one: Array) -> tuple[Array, Array]:
    """Pauses cut an event in two (the first is shortened in place); some watch again."""
    paused = one[:: round(1 / _PAUSED)]
    rest = paused.copy()
    paused["seconds"] //= 2
    rest["seconds"] -= paused["seconds"]
    rest["start"] += paused["seconds"] + 600
    again = one[:: round(1 / _AGAIN)].copy()
    again["start"] += 3 * _DAY + 11
    return rest, again


def _within(service: Service, rows: Array) -> Array:
    end = service.weeks * 7 * _DAY
    return rows[(rows["start"] >= 0) & (rows["start"] < end)]


def _prime_from(number: int) -> int:
    number = max(number, 3) | 1
    while any(number % d == 0 for d in range(3, int(number**0.5) + 1, 2)):
        number += 2
    return number
