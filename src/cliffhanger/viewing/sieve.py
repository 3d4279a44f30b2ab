"""Events judged against the catalogue, two million at a time, on plain arrays.

`raw.judged` says the same in one expression for an engine; a test holds the two together.
"""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from cliffhanger.viewing.catalogue import ServiceCatalogue
from cliffhanger.viewing.kinds import CODE, Limits
from cliffhanger.viewing.rows import Array, Names, Rows

_NEVER = 2**31 - 1
_COUNTRY = re.compile(r"[A-Z]{2}\Z", re.ASCII)


class Sieve:
    """Judges events. Seasons of the catalogue have the numbers of their places in it, sorted."""

    def __init__(self, catalogue: ServiceCatalogue, limits: Limits) -> None:
        """Lay the catalogue out in arrays: one place for every episode of every season."""
        self.catalogue, self.limits = catalogue, limits
        self.seasons = Names(catalogue.seasons["season_id"])
        self.countries = Names()
        self.known = len(self.seasons.names)
        episodes = catalogue.episodes
        of = self.seasons.numbers(episodes["season_id"])
        number = episodes["episode"].to_numpy().astype(np.int64)
        self._low = np.full(self.known, _NEVER, np.int64)
        self._high = np.full(self.known, -1, np.int64)
        np.minimum.at(self._low, of, number)
        np.maximum.at(self._high, of, number)
        spans = np.where(self._high >= 0, self._high - self._low + 1, 0)
        self._base = np.concatenate([[0], np.cumsum(spans)[:-1]]) - self._low
        at = self._base[of] + number
        size = int(spans.sum()) + 1
        self._listed, self._timed = np.zeros(size, bool), np.zeros(size, bool)
        self._out = np.full(size, _NEVER, np.int32)
        self._listed[at] = True
        self._timed[at] = episodes["runtime"].to_numpy() > 0
        self._out[at] = _days(episodes["released"])
        self._lay_cuts(of, at)
        self._lay_elsewhere()

    def _lay_cuts(self, of: Array, at: Array) -> None:
        """Number every cut of every season; `parts` has (season, cut) for each number."""
        cuts = list(zip(of.tolist(), self.catalogue.episodes["cut"].to_list(), strict=True))
        self.parts = sorted(set(cuts))
        numbers = {part: n for n, part in enumerate(self.parts)}
        self._part = np.zeros(len(self._out), np.int64)
        self._part[at] = [numbers[cut] for cut in cuts]

    def _lay_elsewhere(self) -> None:
        rows = self.catalogue.elsewhere
        self._differs = np.zeros(self.known, bool)
        self._elsewhere: dict[tuple[int, str], int] = {}
        days = _days(rows["released"]).tolist()
        where = rows.select("season_id", "episode", "country").rows()
        for (season_id, episode, country), day in zip(where, days, strict=True):
            season = self.seasons.number(season_id)
            self._differs[season] = True
            if self._low[season] <= episode <= self._high[season]:
                self._elsewhere[(int(self._base[season]) + episode, country)] = day

    def part(self, rows: Rows) -> Array:
        """The number of the cut each (good) row is of, as in `parts`."""
        return self._part[self._base[rows.season] + rows.episode]

    def kinds(self, rows: Rows) -> Array:
        """The kind (CODE) of each event: 0 where it counts."""
        strange = (rows.season < 0) | (rows.season >= self.known)
        season = np.where(strange, 0, rows.season)
        listed = (rows.episode >= self._low[season]) & (rows.episode <= self._high[season])
        at = np.where(listed, self._base[season] + rows.episode, 0)
        listed &= self._listed[at]
        until = int(self.limits.until.timestamp()) * 1_000_000
        broken = (
            ("mixed_zones", rows.mark == CODE["mixed_zones"]),
            ("missing_value", (rows.gap > 0) | (rows.season < 0) | (rows.country < 0)),
            ("bad_country", self._bad_country(rows.country)),
            ("unknown_season", strange),
            ("unknown_episode", ~listed),
            ("no_runtime", ~self._timed[at]),
            ("negative_seconds", rows.seconds < 0),
            ("absurd_seconds", rows.seconds > self.limits.most_seconds),
            ("in_future", rows.start >= until),
            ("before_release", rows.day < self._out_on(rows, season, at)),
        )
        kinds = np.zeros(len(rows), np.uint8)
        for kind, which in broken:
            if which.any():
                kinds[which & (kinds == 0)] = CODE[kind]
        return kinds

    def _bad_country(self, country: Array) -> Array:
        names = self.countries.names
        bad = np.array([not _COUNTRY.match(name) for name in names] + [True])
        return bad[country]

    def _out_on(self, rows: Rows, season: Array, at: Array) -> Array:
        """The day each row's episode was out in its country."""
        out = self._out[at]
        which = np.flatnonzero(self._differs[season] & (rows.country >= 0))
        if len(which):
            names = self.countries.names
            pair = at[which].astype(np.int64) * len(names) + rows.country[which]
            pairs, back = np.unique(pair, return_inverse=True)
            days = []
            for episode, country in zip(pairs // len(names), pairs % len(names), strict=True):
                own = self._elsewhere.get((int(episode), names[country]))
                days.append(int(self._out[episode]) if own is None else own)
            out[which] = np.array(days, np.int32)[back]
        return out


def _days(dates: pl.Series) -> Array:
    return dates.cast(pl.Int32).fill_null(_NEVER).to_numpy()
