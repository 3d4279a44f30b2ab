"""Titles, seasons and the names they go by: which season is this?

A publisher's files hold labels, not ids; labels are renamed, relabelled and shared. Ids here come
from the label's grammar, and the catalogue keeps every label an entry has had.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import polars as pl

from cliffhanger import tables
from cliffhanger.days import AsOf
from cliffhanger.errors import UnknownTitle

_NUMBERED = re.compile(
    r"^(?P<kind>Season|Series|Part|Volume|Book|Chapter|Collection|시즌|S)\s*(?P<number>\d+)\b", re.I
)
_DATED = re.compile(r"\b[A-Z][a-z]+ \d{1,2}, \d{4}$")
_LIVE = re.compile(
    r"\bvs\.|\bGameday\b|\bLIVE?\b(?! from)|\bAwards\b|\bRoyal Rumble\b|\bRoast\b|\bSemifinals\b"
)
_LONGEST_SPECIAL = 4.5
"""Hours. An entry without a season label that runs longer is a season (measured: the longest
live show in the files runs 3.1 hours, the shortest unlabelled season 5.6)."""

Label = tuple[str, str, str]
"""category, show_title, season_title."""


def normal(name: str) -> str:
    """A name without case, accents, punctuation and leading article, for comparison only."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[’'`´]", "", plain)
    words = re.sub(r"[^\w]+", " ", plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def slug(name: str) -> str:
    """A name as an id: lower-case words joined by hyphens; other scripts are kept."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = unicodedata.normalize("NFC", re.sub(r"[’'`´]", "", plain))
    return "-".join(re.sub(r"[\W_]+", " ", plain).split())


def season_part(show_title: str, season_title: str) -> str:
    """The season title without the show's: `Partner Track: Season 1` gives `Season 1`."""
    rest = season_title.removeprefix(show_title)
    return rest.lstrip(" :").strip() if rest != season_title else season_title


def season_number(show_title: str, season_title: str) -> int | None:
    """The number in a season label (rule F14): a limited series counts as its first season."""
    part = season_part(show_title, season_title)
    if part == "Limited Series":
        return 1
    found = _NUMBERED.match(part)
    return int(found["number"]) if found else None


def entry_kind(label: Label, *, runtime: float | None = None, live: bool = False) -> str:
    """What an entry is: film, season, weekly, live or special (rule F13).

    `runtime`: hours, the most published for it; `live`: the publisher flagged it so (rule F22).
    """
    category, show_title, season_title = label
    if category.startswith("Films"):
        return "film"
    if _DATED.search(season_title):
        return "weekly"
    named_live = live or _LIVE.search(season_part(show_title, season_title))
    if season_title not in ("N/A", "") and not named_live:
        return "season"
    if runtime and runtime > _LONGEST_SPECIAL:
        return "season"
    return "live" if named_live or _LIVE.search(show_title) else "special"


def grammar_id(category: str, show_title: str, season_title: str) -> str:
    """The id that a label's grammar gives: `partner-track-s1`, `raw-july-13-2026`."""
    show = slug(show_title)
    if category.startswith("Films"):
        return f"{show}-film"
    if season_title in ("N/A", ""):
        return show
    number = season_number(show_title, season_title)
    return (
        f"{show}-s{number}"
        if number is not None
        else f"{show}-{slug(season_part(show_title, season_title))}"
    )


@dataclass(frozen=True)
class Title:
    """A series: its id, its name, and the ids others give it."""

    title_id: str
    show_title: str
    ids: dict[str, str | int | None]
    genres: tuple[str, ...]
    created_by: tuple[str, ...]


class Catalogue:
    """All titles and entries we know, with every label they have had."""

    def __init__(
        self,
        titles: pl.DataFrame,
        seasons: pl.DataFrame,
        labels: pl.DataFrame,
        aliases: pl.DataFrame,
    ):
        """From frames shaped as TITLES, SEASONS, LABELS and ALIASES."""
        self.titles, self.seasons, self.labels, self.aliases = titles, seasons, labels, aliases

    @cached_property
    def known_series(self) -> pl.DataFrame:
        """Series of any network, shaped as KNOWN_SERIES."""
        return read_bundled(tables.KNOWN_SERIES)

    @cached_property
    def _entry_by_label(self) -> dict[Label, str]:
        return {
            row[:3]: row[3]
            for row in self.labels.select(
                "category", "show_title", "season_title", "entry_id"
            ).rows()
        }

    @cached_property
    def _kind_by_entry(self) -> dict[str, str]:
        return dict(self.seasons.select("entry_id", "entry_kind").rows())

    @cached_property
    def _titles_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, title_id in self.names():
            ids = found.setdefault(normal(name), [])
            if title_id not in ids:
                ids.append(title_id)
        return found

    def entry_of(self, label: Label) -> str | None:
        """The entry that has gone by this label, if any is known."""
        return self._entry_by_label.get(label)

    def kind_of(self, entry_id: str) -> str | None:
        """What a known entry is: season, weekly, live, special."""
        return self._kind_by_entry.get(entry_id)

    def names(self) -> Iterator[tuple[str, str]]:
        """Every name of every title, as (name, title_id): today's, earlier ones, aliases."""
        yield from self.titles.select("show_title", "title_id").rows()
        for show, first, season, title_id in self.seasons.select(
            "show_title", "first_show_title", "season_title", "title_id"
        ).rows():
            yield first, title_id
            if (
                season_number(show, season) is None
                and season not in ("N/A", "")
                and season.startswith(show)
            ):
                yield season, title_id
        yield from self.aliases.select("name", "title_id").rows()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every name with its series' name: what a reader of news is given.

        To the titles come the series of all networks that the news speaks of.
        """
        for name, title_id in self.names():
            yield name, self._title_rows[title_id]["show_title"]
        for name in self.known_series["title"]:
            if normal(name) not in self._titles_by_name:
                yield name, name

    def show_title(self, title_id: str) -> str:
        """The name of a title today. Raises UnknownTitle."""
        return self.title(title_id).show_title

    def title(self, title_id: str) -> Title:
        """The title with this id. Raises UnknownTitle."""
        row = self._title_rows.get(title_id)
        if row is None:
            raise UnknownTitle(f"no title has the id {title_id!r}", fix="see `cliffhanger titles`")
        ids = {"imdb": row["imdb_id"], "tmdb": row["tmdb_id"], "netflix": row["netflix_id"]}
        return Title(
            title_id, row["show_title"], ids, _split(row["genres"]), _split(row["created_by"])
        )

    @cached_property
    def _title_rows(self) -> dict[str, dict[str, Any]]:
        return {row["title_id"]: row for row in self.titles.iter_rows(named=True)}

    def find(self, name: str) -> str:
        """The id of the title that goes by `name` (any case, accents, punctuation, known alias).

        Raises UnknownTitle with the nearest names when there is none.
        """
        if name in self._title_rows:
            return name
        ids = self._titles_by_name.get(normal(name), [])
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise UnknownTitle(
                f"{name!r} is the name of {len(ids)} titles", fix=f"use an id: {', '.join(ids)}"
            )
        near = self.suggest(name)
        raise UnknownTitle(
            f"no title is called {name!r}",
            fix=f"did you mean {' or '.join(near)}?" if near else "see `cliffhanger titles`",
        )

    def lookup(self, name: str) -> str | None:
        """As `find`, but None when no single title goes by the name."""
        ids = [name] if name in self._title_rows else self._titles_by_name.get(normal(name), [])
        return ids[0] if len(ids) == 1 else None

    def suggest(self, name: str, *, limit: int = 3) -> list[str]:
        """The known names nearest to `name`, best first."""
        from rapidfuzz import fuzz, process

        hits = process.extract(
            normal(name),
            self._titles_by_name.keys(),
            scorer=fuzz.WRatio,
            limit=limit,
            score_cutoff=70,
        )
        shown = (self.show_title(self._titles_by_name[hit[0]][0]) for hit in hits)
        return list(dict.fromkeys(shown))

    def search(self, part: str) -> list[dict[str, Any]]:
        """title_id, show_title, names and ids of the titles one of whose names holds `part`."""
        wanted, found = normal(part) if part else "", dict[str, list[str]]()
        for name, title_id in self.names():
            if wanted in normal(name) and name not in found.setdefault(title_id, []):
                found[title_id].append(name)
        rows = [(self.title(title_id), names) for title_id, names in found.items() if names]
        return [
            {
                "title_id": title.title_id,
                "show_title": title.show_title,
                "names": [name for name in names if name != title.show_title],
                "ids": title.ids,
            }
            for title, names in sorted(rows, key=lambda row: row[0].title_id)
        ]

    def labels_before_change(self, as_of: AsOf) -> pl.DataFrame:
        """entry_id, show_title, season_title: first labels that changed only after the as-of date.

        A publisher relabels a season once its fate is known, so a later label sees the future. A
        label first seen on a Wednesday came with the file of the Tuesday before (rule F9). Where
        nobody knows when a label changed, there is no row.
        """
        seen = (
            pl.col("label_changed_on")
            .str.split("|")
            .list.first()
            .str.to_date("%Y-%m-%d", strict=False)
        )
        tuesday = seen - pl.duration(days=(seen.dt.weekday() - 2) % 7)
        published = tuesday.cast(tables.MOMENT) + pl.duration(hours=20)
        return self.seasons.filter(published > as_of.moment).select(
            "entry_id",
            pl.col("first_show_title").alias("show_title"),
            pl.col("first_season_title").alias("season_title"),
        )


def _split(text: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(text).split(",")) if text else ()


def read_bundled(table: tables.Table) -> pl.DataFrame:
    """A bundled table of facts, shaped as its table says."""
    path = resources.files("cliffhanger") / "data" / f"{table.name}.csv"
    with path.open("rb") as file:
        frame = pl.read_csv(file, infer_schema=False)
    return table.shape(frame, where=f"{table.name}.csv")


@lru_cache(maxsize=1)
def bundled() -> Catalogue:
    """The catalogue that comes with the package."""
    return Catalogue(
        *(read_bundled(t) for t in (tables.TITLES, tables.SEASONS, tables.LABELS, tables.ALIASES))
    )


def unique_ids(labels: Iterable[Label]) -> dict[Label, str]:
    """An id for each label from its grammar; where two clash, the later gets its label's words."""
    taken: dict[str, Label] = {}
    for label in labels:
        wanted = grammar_id(*label)
        if wanted in taken and label[2] not in ("N/A", ""):
            wanted = f"{slug(label[1])}-{slug(season_part(label[1], label[2]))}"
        while wanted in taken:
            wanted += "-2"
        taken[wanted] = label
    return {label: entry_id for entry_id, label in taken.items()}
