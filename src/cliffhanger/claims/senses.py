"""The senses in which a claim can be read, each with its figure, its interval and its rows.

"Seven weeks" may be one season's weeks, all seasons' summed, or the distinct weeks in which any of
them was on a list (rule F28); "weeks in the Top 10" may be the global list's or a country's (F27).
Figures carry the interval that the publisher's rounding leaves open (F17, F21).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from cliffhanger.claims.lists import Entry, Lists
from cliffhanger.claims.window import Window
from cliffhanger.days import FIRST_WEEK

WEEKS, RANK, HOURS, VIEWS, COUNTRIES = (
    "weeks_in_top10",
    "peak_rank",
    "hours_viewed",
    "views",
    "countries",
)
WEEK = dt.timedelta(days=7)
_USUAL = ("US", "GB")
"""The countries whose lists an English text may mean without saying so (rule F27)."""
_HALF = 50_000
"""Views are rounded to 100,000 (rule F17)."""
_ROW = (
    "week",
    "category",
    "weekly_rank",
    "show_title",
    "season_title",
    "season_id",
    "weekly_hours_viewed",
    "hours_low",
    "hours_high",
    "weekly_views",
    "country_iso2",
)


@dataclass(frozen=True)
class Sense:
    """One sense of a claim: what the lists say in it, `low` to `high`, and the rows that say it.

    `whole` is False where the lists' weeks do not cut where the claim does; `open` is True where
    the lists hold only a part, so that the true figure may be larger; `meant` is False for a sense
    that the words do not suggest. `entry_id` is the entry it is about, if it is one.
    """

    reading: str
    value: int
    low: int
    high: int
    rows: tuple[dict[str, Any], ...]
    entry_id: str | None = None
    whole: bool = True
    open: bool = False
    meant: bool = True
    fits: bool = False

    def as_dict(self) -> dict[str, Any]:
        """reading, value, low, high, fits, whole, open, rows; days as ISO text."""
        return {
            "reading": self.reading,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "fits": self.fits,
            "whole": self.whole,
            "open": self.open,
            "rows": [dict(row) for row in self.rows],
        }


def senses(metric: str, entries: Sequence[Entry], window: Window, lists: Lists) -> Iterator[Sense]:
    """Every sense of a claim about these entries, the likeliest first."""
    if metric == WEEKS:
        yield from _weeks(entries, window, lists)
    elif metric == RANK:
        yield from _ranks(entries, window, lists)
    elif metric == COUNTRIES:
        yield from _countries(entries, window, lists)
    elif metric in (HOURS, VIEWS):
        yield from _sizes(metric, entries, window, lists)


def _sense(reading: str, rows: pl.DataFrame, value: int, **more: Any) -> Sense:
    shown = rows.select(c for c in _ROW if c in rows.columns)
    kept = tuple(
        {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items()}
        for row in shown.iter_rows(named=True)
    )
    return Sense(reading, value, more.pop("low", value), more.pop("high", value), kept, **more)


def _name(entry: Entry) -> str:
    return f"global list, {entry.label}"


def _weeks(entries: Sequence[Entry], window: Window, lists: Lists) -> Iterator[Sense]:
    if window.country:
        yield from _weeks_in_country(entries, window.country, lists)
        return
    for entry in entries:
        name, rows, under_way = _name(entry), entry.weeks, entry.first_week == FIRST_WEEK
        yield _sense(name, rows, rows.height, entry_id=entry.entry_id, open=under_way)
    if len(entries) > 1:
        rows = _together(entries)
        yield _sense("global lists, all seasons, season-weeks", rows, rows.height)
        distinct = rows["week"].n_unique()
        yield _sense("global lists, all seasons, distinct weeks", rows, distinct)
    for country in _USUAL:
        for sense in _weeks_in_country(entries, country, lists):
            yield replace(sense, meant=False)


def _weeks_in_country(entries: Sequence[Entry], country: str, lists: Lists) -> Iterator[Sense]:
    rows = lists.in_countries([e.entry_id for e in entries]).filter(
        pl.col("country_iso2") == country
    )
    for entry in entries:
        mine = rows.filter(pl.col("entry_id") == entry.entry_id) if rows.height else rows
        if mine.height:
            name = f"list of {country}, {entry.label}"
            yield _sense(name, mine, mine.height, entry_id=entry.entry_id)


def _together(entries: Sequence[Entry]) -> pl.DataFrame:
    return pl.concat([e.weeks for e in entries]).sort("week", "category", "weekly_rank")


def _ranks(entries: Sequence[Entry], window: Window, lists: Lists) -> Iterator[Sense]:
    if window.country:
        yield from _ranks_in_country(entries, window, lists)
        return
    for entry in entries:
        for name, rows, _ in _cuts(entry, window):
            label = f"{_name(entry)}, {name or 'best so far'}"
            yield _rank(label, rows, entry_id=entry.entry_id)
        if window.is_open:
            for name, week in _single_weeks(entry, lists):
                rows = entry.weeks.filter(pl.col("week") == week)
                if rows.height:
                    yield _rank(f"{_name(entry)}, {name}", rows, entry_id=entry.entry_id)
    for country in _USUAL:
        for sense in _ranks_in_country(entries, replace(window, country=country), lists):
            yield replace(sense, meant=False)


def _ranks_in_country(entries: Sequence[Entry], window: Window, lists: Lists) -> Iterator[Sense]:
    ids = [entry.entry_id for entry in entries]
    rows = lists.in_countries(ids).filter(pl.col("country_iso2") == window.country)
    week = window.week or min(lists.newest_country_week, lists.newest_week)
    for name, mine in (
        (f"week of {week}", rows.filter(pl.col("week") == week)),
        ("best so far", rows.clear() if window.week else rows),
    ):
        if mine.height:
            yield _rank(f"list of {window.country}, {name}", mine)


def _rank(name: str, rows: pl.DataFrame, **more: Any) -> Sense:
    if rows.is_empty():
        return _sense(f"{name}: not on the list", rows, 0, **more)
    rank: int = rows["weekly_rank"].min()  # type: ignore[assignment]
    return _sense(name, rows.filter(pl.col("weekly_rank") == rank), rank, **more)


def _sizes(metric: str, entries: Sequence[Entry], window: Window, lists: Lists) -> Iterator[Sense]:
    total = window.is_open or window.total
    for entry in entries:
        more: dict[str, Any] = {"entry_id": entry.entry_id}
        for name, rows, whole in _cuts(entry, window):
            label = f"{_name(entry)}, {name or 'total so far'}"
            yield from _size(metric, label, rows, whole=whole, open=total, **more)
        if total:
            name, rows, whole = _first_days(entry, 28)
            yield from _size(metric, f"{_name(entry)}, {name}", rows, whole=whole, **more)
        if window.is_open:
            for name, week in _single_weeks(entry, lists):
                rows = entry.weeks.filter(pl.col("week") == week)
                yield from _size(metric, f"{_name(entry)}, {name}", rows, **more)
    if len(entries) > 1 and (total or window.week):
        yield from _together_so_far(metric, entries, window)


def _together_so_far(metric: str, entries: Sequence[Entry], window: Window) -> Iterator[Sense]:
    rows, name = _together(entries), "total so far"
    if window.week:
        rows, name = rows.filter(pl.col("week") == window.week), f"week of {window.week}"
    yield from _size(metric, f"global lists, all seasons, {name}", rows, open=not window.week)


def _cuts(entry: Entry, window: Window) -> Iterator[tuple[str, pl.DataFrame, bool]]:
    """The weeks of an entry that a window means: a name, their rows, whether it cuts there."""
    weeks = entry.weeks
    if window.week:
        yield _one(weeks, window.week, f"week of {window.week}", window.aligned)
    elif window.full:
        yield _one(weeks, entry.first_full_week, "first full week", True)
    elif window.nth:
        week = entry.premiere_week + (window.nth - 1) * WEEK
        yield _one(weeks, week, f"week {window.nth}", True)
    elif window.days:
        yield _first_days(entry, window.days)
    elif window.since:
        started = pl.col("week") >= window.since
        whole = window.since.weekday() == 0 or window.since <= (
            entry.release_date or entry.first_week
        )
        yield f"since {window.since}", weeks.filter(started), whole
    else:
        yield "", weeks, True


def _one(
    weeks: pl.DataFrame, week: dt.date, name: str, whole: bool
) -> tuple[str, pl.DataFrame, bool]:
    return name, weeks.filter(pl.col("week") == week), whole


def _first_days(entry: Entry, days: int) -> tuple[str, pl.DataFrame, bool]:
    """The weeks that hold the first days; whole where the last of them is a Sunday."""
    start = entry.release_date or entry.premiere_week - dt.timedelta(days=6)
    last = start + dt.timedelta(days=days - 1)
    rows = entry.weeks.filter(pl.col("week") - dt.timedelta(days=6) <= last)
    whole = entry.release_date is not None and last.weekday() == 6
    return f"first {days} days", rows, whole


def _single_weeks(entry: Entry, lists: Lists) -> Iterator[tuple[str, dt.date]]:
    """Where no time is said, a figure may be one week's."""
    yield "newest week", lists.newest_week
    yield "first week", entry.premiere_week
    yield "first full week", entry.first_full_week


def _size(metric: str, name: str, rows: pl.DataFrame, **more: Any) -> Iterator[Sense]:
    column = "weekly_hours_viewed" if metric == HOURS else "weekly_views"
    if rows.is_empty() or rows[column].null_count():
        return
    if metric == HOURS:
        low, high = int(rows["hours_low"].sum()), int(rows["hours_high"].sum())
    else:
        low = int(rows[column].sum()) - _HALF * rows.height
        high = int(rows[column].sum()) + (_HALF - 1) * rows.height
    if not more.get("whole", True):
        # The last week is only partly meant: all of it is the most, none of it the least.
        last = rows.filter(pl.col("week") == rows["week"].max())
        low -= int(last["hours_high" if metric == HOURS else column].sum())
    yield _sense(name, rows, int(rows[column].sum()), low=max(low, 0), high=high, **more)


def _countries(entries: Sequence[Entry], window: Window, lists: Lists) -> Iterator[Sense]:
    rows = lists.in_countries([entry.entry_id for entry in entries])
    if rows.is_empty():
        return
    if window.top:
        rows = rows.filter(pl.col("weekly_rank") == 1)
    kind = "No. 1" if window.top else "Top 10"
    if window.week:
        weeks = [("", window.week)]
    else:
        weeks = [("newest week, ", min(lists.newest_country_week, lists.newest_week))]
        weeks += [("first week, ", min(entry.first_week for entry in entries))]
        weeks += [("best week, ", week) for week in _busiest(rows)]
    for name, week in dict.fromkeys(weeks):
        mine = rows.filter(pl.col("week") == week)
        if mine.height:
            yield _sense(f"countries, {kind}, {name}week of {week}", mine, _count(mine))
    if not window.week and rows.height:
        yield _sense(f"countries, {kind}, in any week so far", rows, _count(rows))


def _count(rows: pl.DataFrame) -> int:
    return rows["country_iso2"].n_unique()


def _busiest(rows: pl.DataFrame) -> list[dt.date]:
    counts = rows.group_by("week").agg(pl.col("country_iso2").n_unique().alias("n"))
    return counts.sort("n", "week", descending=[True, False])["week"].head(1).to_list()
