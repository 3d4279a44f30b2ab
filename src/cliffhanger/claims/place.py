"""Where a figure stands among peers: finished runs of the same list, as labelled then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from cliffhanger.claims.lists import Entry, Lists
from cliffhanger.claims.senses import HOURS, RANK, VIEWS, WEEKS

_MEASURES = {
    WEEKS: ("weeks", ("shorter", "as_long", "longer")),
    HOURS: ("hours", ("below", "equal", "above")),
    VIEWS: ("views", ("below", "equal", "above")),
    RANK: ("peak_rank", ("better", "as_good", "worse")),
}


@dataclass(frozen=True)
class Place:
    """The shares of `n` peers below, at and above a figure, and the `words` for the three."""

    n: int
    among: str
    words: tuple[str, str, str]
    shares: tuple[float, float, float]

    def as_dict(self) -> dict[str, Any]:
        """n, among, the three shares (0 to 1) under their names, and the whole as a sentence."""
        shares = dict(zip(self.words, (round(share, 4) for share in self.shares), strict=True))
        return {"n": self.n, "among": self.among, **shares, "sentence": str(self)}

    def __str__(self) -> str:
        parts = [
            f"{share:.0%} {word.replace('_', ' ')}"
            for share, word in zip(self.shares, self.words, strict=True)
        ]
        return f"of {self.n} {self.among}, " + ", ".join(parts)


def place(metric: str, value: int, entry: Entry, lists: Lists) -> Place | None:
    """Where a figure about a run so far stands among its peers; None where there are none.

    Peers are finished runs of the same list, not under way on the first list (their start is not
    seen), whose label then read "<show>: Season 1", or a later number for a later season.
    """
    if metric not in _MEASURES:
        return None
    column, words = _MEASURES[metric]
    first = (entry.number or 1) == 1
    peers = _peers(lists, entry.category, first=first).drop_nulls(column)
    if peers.is_empty():
        return None
    shares = [int(part.sum()) / peers.height for part in _parts(peers[column], value)]
    which = "first-season" if first else "later-season"
    among = f"finished {which} runs of {entry.category} known on {lists.as_of}"
    return Place(peers.height, among, words, (shares[0], shares[1], shares[2]))


def _parts(values: pl.Series, value: int) -> tuple[pl.Series, pl.Series, pl.Series]:
    return values < value, values == value, values > value


def _peers(lists: Lists, category: str, *, first: bool) -> pl.DataFrame:
    number = pl.col("season_title").str.strip_prefix(pl.col("show_title")).str.strip_prefix(":")
    season = number.str.extract(r"^ Season (\d+)$", 1).cast(pl.Int64)
    return lists.runs.filter(
        pl.col("finished")
        & ~pl.col("under_way_at_start")
        & (pl.col("category") == category)
        & (season == 1 if first else season > 1)
    )
