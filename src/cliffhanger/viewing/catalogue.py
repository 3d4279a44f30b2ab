"""A service's own catalogue: its seasons, their episodes, and what was out where by when.

The file is JSON lines, one season a line (or one JSON list of them):

{"season_id": "partner-track-s1", "title_id": "partner-track", "show_title": "Partner Track",
 "season_title": "Partner Track: Season 1", "category": "TV (English)", "season_number": 1,
 "released": "2022-08-26", "episodes": [{"episode": 1, "runtime": 3120}, ...]}

`runtime` is in seconds. An episode is out from `released` on (its own, else the season's; a day in
UTC), and in a country named under `released_in` from that day on instead (null = never there). A
live show gives each cut (live, on demand) as an episode with a `cut` (rule F22).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from cliffhanger import titles
from cliffhanger.days import parse_day
from cliffhanger.errors import FileError, InputError

LISTS = ("Films (English)", "Films (Non-English)", "TV (English)", "TV (Non-English)")
KINDS = ("season", "film", "weekly", "special", "live")
SEASON = {
    "season_id": pl.String,
    "title_id": pl.String,
    "show_title": pl.String,
    "season_title": pl.String,
    "category": pl.String,
    "kind": pl.String,
    "season_number": pl.Int64,
    "branded": pl.Boolean,
    "programme_type": pl.String,
    "original_language": pl.String,
}
EPISODE = {
    "season_id": pl.String,
    "episode": pl.Int32,
    "cut": pl.String,
    "runtime": pl.Int64,
    "released": pl.Date,
}
ELSEWHERE = {
    "season_id": pl.String,
    "episode": pl.Int32,
    "country": pl.String,
    "released": pl.Date,
}
_KEY = ["season_id", "episode"]
_SUMS = ("runtime", "episodes")
_SHOWN = "see deploy/README.md for the catalogue's shape"


@dataclass(frozen=True)
class ServiceCatalogue:
    """What a service shows. Frames sorted by season_id, then episode.

    `seasons`: as SEASON. `episodes`: as EPISODE; runtime in seconds, 0 = not given; released null
    = nowhere but in `elsewhere`. `elsewhere`: as ELSEWHERE: days that differ by country.
    """

    seasons: pl.DataFrame
    episodes: pl.DataFrame
    elsewhere: pl.DataFrame

    @cached_property
    def without_runtime(self) -> list[tuple[str, int]]:
        """(season_id, episode) of the episodes whose runtime is 0 or not given."""
        return self.episodes.filter(pl.col("runtime") <= 0).select("season_id", "episode").rows()

    @cached_property
    def prints(self) -> dict[str, str]:
        """A short hash of every season's lengths, cuts and days: what checks and charts rest on."""
        lines: dict[str, list[str]] = {season_id: [] for season_id in self.seasons["season_id"]}
        for frame in (self.episodes, self.elsewhere):
            for season_id, *rest in frame.rows():
                lines[season_id].append(repr(rest))
        return {s: sha256("\n".join(rows).encode()).hexdigest()[:12] for s, rows in lines.items()}

    def premieres(self) -> pl.DataFrame:
        """season_id, premiere: the first day any episode was out anywhere."""
        days = pl.concat([f.select("season_id", "released") for f in self._releases()])
        return (
            days.drop_nulls()
            .group_by("season_id")
            .agg(pl.col("released").min().alias("premiere"))
            .sort("season_id")
        )

    def _releases(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Every episode's release: in general, and where a country differs (with `country`)."""
        general = self.episodes.filter(pl.col("runtime") > 0)
        timed = general.drop("released").join(
            self.elsewhere.select("season_id", "country").unique(), on="season_id"
        )
        own = timed.join(
            self.elsewhere.with_columns(pl.lit(True).alias("own")),
            on=("season_id", "episode", "country"),
            how="left",
        ).join(general.select("season_id", "episode", general="released"), on=_KEY)
        day = pl.when(pl.col("own")).then("released").otherwise("general")
        return general, own.with_columns(day.alias("released")).drop("own", "general")

    @cached_property
    def steps(self) -> pl.DataFrame:
        """Runtime released so far (rule F23), each time it grows.

        season_id, cut, country ("" = everywhere else), newest (the day it grew), next (the day it
        grows again, null = never), runtime (seconds), episodes.
        """
        general, own = self._releases()
        both = pl.concat(
            [general.with_columns(pl.lit("").alias("country")), own], how="diagonal"
        ).drop_nulls("released")
        by = ("season_id", "cut", "country")
        days = both.group_by(*by, newest="released").agg(
            pl.col("runtime").sum(), pl.len().cast(pl.Int64).alias("episodes")
        )
        so_far = [pl.col(c).cum_sum().over(*by, order_by="newest") for c in _SUMS]
        after = pl.col("newest").shift(-1).over(*by, order_by="newest").alias("next")
        return days.with_columns(*so_far, after).sort(*by, "newest")

    def runtimes(self, ends: pl.DataFrame) -> pl.DataFrame:
        """What `steps` says at the end of each period; periods before the first step have no row.

        `ends`: `period` (any key), `end` (its last day), and `season_id` where periods differ by
        season. Gives period, season_id, cut, country, runtime (seconds), episodes, newest.
        """
        if "season_id" in ends.columns:
            pairs = self.steps.join(ends, on="season_id")
        else:
            pairs = self.steps.join(ends, how="cross")
        over = pl.col("next").is_null() | (pl.col("end") < pl.col("next"))
        columns = ("period", "season_id", "cut", "country", "runtime", "episodes", "newest")
        return pairs.filter((pl.col("newest") <= pl.col("end")) & over).select(columns)


def read(path: Path) -> ServiceCatalogue:
    """The catalogue in a file.

    Raises FileError when it cannot be read, InputError naming the line and the value for a season
    without a key that is needed, an unknown list or kind, a season or episode given twice, or a day
    that is none. A runtime that is 0 or not given is no error here: its events are set aside.
    """
    seasons, episodes, elsewhere = [], list[Any](), list[Any]()
    for line, given in _lines(path):
        where = f"{path.name}, line {line}"
        try:
            season = _season(given, where)
            for row in given["episodes"]:
                episode, days = _episode(row, season["season_id"], given.get("released"), where)
                episodes.append(episode)
                elsewhere.extend(days)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = f"the season cannot be read ({type(error).__name__}: {error})"
            raise InputError(what, where=where, fix=_SHOWN) from None
        seasons.append(season)
    return of(seasons, episodes, elsewhere, where=path.name)


def of(
    seasons: list[dict[str, Any]],
    episodes: list[dict[str, Any]],
    elsewhere: list[dict[str, Any]],
    *,
    where: str = "catalogue",
) -> ServiceCatalogue:
    """A catalogue from rows as SEASON, EPISODE and ELSEWHERE. Raises InputError for repeats."""
    frames = (
        pl.DataFrame(seasons, schema=SEASON).sort("season_id"),
        pl.DataFrame(episodes, schema=EPISODE).sort(_KEY),
        pl.DataFrame(elsewhere, schema=ELSEWHERE).sort(*_KEY, "country"),
    )
    for frame, key in zip(frames, (["season_id"], _KEY, [*_KEY, "country"]), strict=True):
        twice = frame.filter(pl.struct(key).is_duplicated()).select(key).rows()
        if twice:
            named = ", ".join(map(str, twice[0]))
            raise InputError(f"{named} is given twice", where=where, fix="give it once")
    if not seasons:
        raise FileError("the catalogue holds no season", where=where, fix=_SHOWN)
    return ServiceCatalogue(*frames)


def write(catalogue: ServiceCatalogue, path: Path) -> None:
    """Write a catalogue as `read` reads it. The same catalogue gives the same bytes."""
    episodes: dict[str, list[dict[str, Any]]] = {}
    for row in catalogue.episodes.iter_rows(named=True):
        episodes.setdefault(row.pop("season_id"), []).append(_plain(row))
    for season_id, episode, country, day in catalogue.elsewhere.rows():
        [row] = [r for r in episodes[season_id] if r["episode"] == episode]
        row.setdefault("released_in", {})[country] = day and str(day)
    with path.open("w", encoding="utf-8") as file:
        for season in catalogue.seasons.iter_rows(named=True):
            line = _plain(season) | {"episodes": episodes.get(season["season_id"], [])}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    told = {k: v for k, v in row.items() if v is not None and v != ""}
    return {k: str(v) if isinstance(v, dt.date) else v for k, v in told.items()}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError(f"cannot be read ({type(error).__name__})", where=str(path)) from None
    except UnicodeDecodeError:
        raise FileError("is not UTF-8 text", where=str(path), fix=_SHOWN) from None
    if text.lstrip().startswith("["):
        yield from enumerate(_json(text, f"{path.name}"), start=1)
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, _json(line, f"{path.name}, line {number}")


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise FileError(f"this is not JSON ({error})", where=where, fix=_SHOWN) from None


def _season(given: dict[str, Any], where: str) -> dict[str, Any]:
    category = given["category"]
    kind = given.get("kind") or ("film" if str(category).startswith("Films") else "season")
    _one_of("category", category, LISTS, where)
    _one_of("kind", kind, KINDS, where)
    show, season = given["show_title"], given.get("season_title") or "N/A"
    return {
        "season_id": given["season_id"],
        "title_id": given.get("title_id") or titles.slug(show),
        "show_title": show,
        "season_title": season,
        "category": category,
        "kind": kind,
        "season_number": given.get("season_number") or titles.season_number(show, season),
        "branded": given.get("branded", True),
        "programme_type": given.get("programme_type"),
        "original_language": given.get("original_language"),
    }


def _one_of(key: str, value: object, allowed: tuple[str, ...], where: str) -> None:
    if value not in allowed:
        raise InputError(f"{key} is {value!r}", where=where, fix=f"use one of {', '.join(allowed)}")


def _episode(
    row: dict[str, Any], season_id: str, released: str | None, where: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    number = row["episode"]
    if not isinstance(number, int) or not 0 <= number < 2**31:
        raise InputError(f"episode is {number!r}, must be a whole number", where=where)
    own = {"season_id": season_id, "episode": number}
    places = [
        own | {"country": country, "released": _day(text)}
        for country, text in (row.get("released_in") or {}).items()
    ]
    return own | {
        "cut": row.get("cut") or "",
        "runtime": int(row.get("runtime") or 0),
        "released": _day(row.get("released", released)),
    }, places


def _day(text: str | None) -> dt.date | None:
    return parse_day(text) if text else None
