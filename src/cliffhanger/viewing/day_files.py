"""One day of viewing: each event once, sorted by season, profile and episode, and its sums.

events    STORED: EVENTS + `arrival` (the delivery that said it), in the order of seasons
aside     ASIDE: events that do not count, with their kind
chart     day, season_id, cut, country, seconds: what charts are made of
change    season_id, profile_id, episode, seconds: what a reopened day adds and takes away
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from cliffhanger.viewing import parts
from cliffhanger.viewing.kinds import CODE
from cliffhanger.viewing.rows import Array, Rows
from cliffhanger.viewing.sieve import Sieve
from cliffhanger.viewing.sources import STORED

GROUP = 1 << 15
"""Rows in a row group: a few hundred seasons of a large service, so that a span skips the rest."""
_DELTA = dict.fromkeys(("event_start", "profile_id"), "DELTA_BINARY_PACKED")


@dataclass(frozen=True)
class Settled:
    """A day, each event once: those that count, sorted; those that do not, with their kinds."""

    events: Rows
    aside: Rows
    kinds: Array
    duplicates: int


def settle(rows: Rows, sieve: Sieve) -> Settled:
    """Judge the events of one day and keep each once.

    Two events are the same when profile, season, episode and start agree. The later delivery
    counts; within one, the longer. Where they differ, the earlier is set aside as superseded;
    where they are equal it is a duplicate and goes. The result depends on the events only, not on
    how the day was settled before.
    """
    kinds = sieve.kinds(rows)
    good = np.flatnonzero(kinds == 0)
    key = (rows.season[good], rows.profile[good], rows.episode[good])
    order = good[parts.order(*key)]
    alphabet = np.argsort(np.argsort(np.array(sieve.countries.names, object)))
    order, beaten, duplicates = _once(rows, order, alphabet)
    kinds[beaten] = CODE["superseded"]
    off = np.flatnonzero(kinds)
    return Settled(rows.take(order), rows.take(off), kinds[off], duplicates)


def _once(rows: Rows, order: Array, alphabet: Array) -> tuple[Array, Array, int]:
    """The order without repeats; which rows were beaten; how many were mere duplicates."""
    key = (rows.season[order], rows.profile[order], rows.episode[order])
    same = parts.same_as_before(*key)
    again = same.copy()
    again[:-1] |= same[1:]
    few = np.flatnonzero(again)
    places = order[few][_rank(rows, order[few], alphabet)]
    order[few] = places
    repeats = same[few]
    repeats[1:] &= rows.start[places][1:] == rows.start[places][:-1]
    if not repeats.any():
        return order, few[:0], 0
    keep = np.ones(len(order), bool)
    keep[few[repeats]] = False
    beaten = _distinct_losers(rows, places, repeats)
    return order[keep], beaten, int(repeats.sum()) - len(beaten)


def _rank(rows: Rows, places: Array, alphabet: Array) -> Array:
    """Events of one key next to each other by start; of repeats, the one that counts first."""
    country = alphabet[rows.country[places]]
    counts = (country, -rows.seconds[places], -rows.arrival[places].astype(np.int64))
    key = (rows.start, rows.episode, rows.profile, rows.season)
    return np.lexsort((*counts, *(column[places] for column in key)))


def _distinct_losers(rows: Rows, places: Array, repeats: Array) -> Array:
    """Of the repeats, those that say something that no row ranked before them says."""
    group = np.cumsum(~repeats)
    touched = np.isin(group, group[repeats])
    told = pl.DataFrame(
        {
            "place": places[touched],
            "group": group[touched],
            "loses": repeats[touched],
            "seconds": rows.seconds[places[touched]],
            "country": rows.country[places[touched]],
        }
    )
    first = told.unique(["group", "seconds", "country"], keep="first", maintain_order=True)
    return first.filter("loses")["place"].to_numpy()


def write_events(rows: Rows, sieve: Sieve, path: Path) -> None:
    """Write the events of a day, a row group after another, shaped as STORED."""
    with pq.ParquetWriter(
        path,
        STORED,
        compression="zstd",
        compression_level=1,
        use_dictionary=["season_id", "country"],
        column_encoding=_DELTA,
    ) as writer:
        for at in range(0, len(rows), GROUP):
            part = rows.take(slice(at, at + GROUP))
            writer.write_table(part.events(sieve.countries, sieve.seasons), row_group_size=GROUP)


def chart_sums(rows: Rows, sieve: Sieve, day: dt.date) -> pa.Table:
    """The day's seconds by season, cut and country: what `measures.partials` gives from events."""
    wide = max(1, len(sieve.countries.names))
    sums = np.bincount(sieve.part(rows) * wide + rows.country, rows.seconds, minlength=1)
    used = np.flatnonzero(sums)
    season = np.array([season for season, _ in sieve.parts], np.int64)[used // wide]
    cuts = [cut for _, cut in sieve.parts]
    return pa.table(
        {
            "day": pa.array([day] * len(used), pa.date32()),
            "season_id": sieve.seasons.column(season),
            "cut": pa.array([cuts[at] for at in used // wide], pa.string()),
            "country": sieve.countries.column(used % wide),
            "seconds": pa.array(sums[used].astype(np.int64)),
        }
    )


def change(before: Path, now: Path | None, sieve: Sieve) -> parts.Parts:
    """What a day's events now add to and take from what they were, by season, profile, episode."""
    by = list(parts.COLUMNS[:3])
    seconds = pl.col("seconds")
    sides = [
        pl.scan_parquet(path, hive_partitioning=False).select(
            pl.col("season_id").cast(pl.String), *by[1:], signed
        )
        for path, signed in ((before, -seconds), (now, seconds))
        if path
    ]
    sums = pl.concat(sides).group_by(by).agg(seconds.sum()).filter(seconds != 0)
    rows = sums.sort(by).collect()
    season = sieve.seasons.numbers(rows["season_id"])
    return parts.Parts(season, *(rows[name].to_numpy() for name in parts.COLUMNS[1:]))
