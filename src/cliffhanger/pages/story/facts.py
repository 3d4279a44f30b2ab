"""What a story may tell of a day's decisions: each fact with the rows or words that show it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import polars as pl

from cliffhanger.claims.place import Place, place
from cliffhanger.claims.senses import WEEKS
from cliffhanger.days import AsOf
from cliffhanger.errors import NotKnownYet
from cliffhanger.news.history import Source
from cliffhanger.odds.known import Known
from cliffhanger.pages.story.said import Said, Words
from cliffhanger.runs.build import season_weeks

LATELY = dt.timedelta(days=7)
_URL_DAY = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)(?:/|$)")


@dataclass(frozen=True)
class Run:
    """A season's run as known then: the RUNS row, its chart rows, and its place among peers."""

    row: Mapping[str, Any]
    weeks: Sequence[Mapping[str, Any]]
    place: Place | None


@dataclass(frozen=True)
class Chance:
    """The odds of a season at the end of the eve: issued then, or reconstructed now."""

    p: float
    low: float
    high: float
    model: str
    as_of: str
    issued: bool
    known_outcomes: int | None

    def row(self, season_id: str) -> dict[str, Any]:
        """The odds as a row of evidence."""
        return {"season_id": season_id} | self.__dict__


@dataclass(frozen=True)
class Told:
    """One decision with everything around it that was known on the day."""

    row: Mapping[str, Any]
    sources: Sequence[Source]
    said: Sequence[Said]
    season: Mapping[str, Any] | None
    title: Mapping[str, Any] | None
    run: Run | None = None
    chance: Chance | None = None

    @property
    def day(self) -> dt.date:
        """The day of the announcement."""
        return dt.date.fromisoformat(self.row["announced_on"])

    @property
    def decision(self) -> str:
        """The decision on the wire."""
        return str(self.row["decision"])

    @property
    def number(self) -> int | None:
        """The last season out then; None where it is not known or none was out."""
        return self.row["season_number"] or None

    def of(self, kind: str) -> list[Said]:
        """The statements of one kind, in the order they were said, the earliest document first."""
        return [said for said in self.said if said.kind == kind]

    @cached_property
    def outlets(self) -> tuple[Source, ...]:
        """Who reported it in time to be named: read by us, or dated in its own address."""
        return tuple(source for source in self.sources if _in_time(source, self.day))


@dataclass(frozen=True)
class Facts:
    """All that a story of the day may tell. `context`: decisions of the seven days before."""

    day: dt.date
    as_of: AsOf
    told: Sequence[Told]
    context: Sequence[Told]
    track: Mapping[str, Any] = field(default_factory=dict)
    charts: Mapping[str, Any] = field(default_factory=dict)
    """The list weeks known: first, last, weeks."""


def gather(known: Known, titles: Sequence[str] = ()) -> Facts:
    """What is known of the decisions of the last day that `known` has wholly seen.

    `titles` names the series to tell of; by default all that were decided on the day and that
    something is known of. Raises NotKnownYet when nothing was decided, UnknownTitle.
    """
    day = known.as_of.last_known_day
    rows = [row for row in _dated(known) if _day(row) <= day]
    words = Words.of(known)
    wanted = [known.catalogue.find(title) for title in titles]
    of_day = [row for row in rows if _day(row) == day]
    chosen = [
        row
        for row in of_day
        if (row["title_id"] in wanted if wanted else _is_shown(known, words, row))
    ]
    _refuse_nothing(day, rows, chosen, wanted)
    eve = Known(known.desk, AsOf.end_of(day - dt.timedelta(days=1)))
    told = _with_chances(eve, [_told(known, words, row) for row in chosen])
    ids = {row["title_id"] for row in chosen}
    before = [
        _told(known, words, row)
        for row in rows
        if day - LATELY <= _day(row) and row["title_id"] not in ids and _is_shown(known, words, row)
    ]
    return Facts(day, known.as_of, told, before, _track(known), _charts(known))


def _dated(known: Known) -> list[dict[str, Any]]:
    """The decisions of which the day is known, oldest first, one a series, day and ruling.

    A second row that counts another season as the last one out is the same news told otherwise.
    """
    dated = known.decisions.filter(pl.col("precision") == "day").sort(
        "announced_on", "title_id", "season_number", nulls_last=True
    )
    once = dated.unique(("announced_on", "title_id", "decision"), keep="first", maintain_order=True)
    return list(once.iter_rows(named=True))


def _day(row: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(row["announced_on"])


def _refuse_nothing(
    day: dt.date,
    rows: Sequence[Mapping[str, Any]],
    chosen: Sequence[Mapping[str, Any]],
    wanted: Sequence[str],
) -> None:
    missing = [title for title in wanted if title not in {row["title_id"] for row in chosen}]
    if chosen and not missing:
        return
    bare = [row["title_id"] for row in rows if _day(row) == day]
    if bare and not wanted:
        raise NotKnownYet(
            f"of what was decided on {day} only the decision itself is known",
            fix=f"name what to write of: --title {' --title '.join(bare)}",
        )
    about = f" about {', '.join(missing)}" if missing else ""
    last = [_day(row) for row in rows if not missing or row["title_id"] in missing]
    fix = f"the last before it was on {last[-1]}" if last else "ask for another day"
    raise NotKnownYet(f"no decision of {day}{about} is known", fix=fix)


def _is_shown(known: Known, words: Words, row: Mapping[str, Any]) -> bool:
    """Whether anything is known of the series beside the row itself.

    A recollection may give a series the name that it only had later; nothing of that name was out.
    """
    if row["season_number"] in (0, None) or words.on(row["title_id"]):
        return True
    out = pl.coalesce("release_date", "first_week") <= _day(row)
    mine = pl.col("title_id") == row["title_id"]
    return not known.catalogue.seasons.filter(mine & out).is_empty()


def _told(known: Known, words: Words, row: Mapping[str, Any]) -> Told:
    title_id = row["title_id"]
    late = _is_late(row["source_url"], known.as_of.day)
    return Told(
        row=dict(row) | ({"source_url": None} if late else {}),
        sources=_sources(known, row),
        said=words.on(title_id),
        season=_season(known, title_id, row["season_number"] or 1, _day(row)),
        title=_title(known, title_id),
        run=_run(known, title_id, row["season_number"]),
    )


def _sources(known: Known, row: Mapping[str, Any]) -> Sequence[Source]:
    if not known.desk.has_record:
        return ()
    from cliffhanger.news.history import history

    day = known.as_of.day
    return tuple(
        replace(source, source_url=None) if _is_late(source.source_url, day) else source
        for event in history(known.record, row["title_id"], known.as_of)
        if event.decision == row["decision"] and event.announced_on == row["announced_on"]
        for source in event.sources
    )


def _season(known: Known, title_id: str, number: int, day: dt.date) -> dict[str, Any] | None:
    """The catalogue's facts on a season that was out by the day."""
    out = (pl.col("release_date") <= day) & (pl.col("season_number") == number)
    rows = known.catalogue.seasons.filter((pl.col("title_id") == title_id) & out)
    columns = ("season_id", "season_number", "release_date")
    return dict(rows.select(columns).row(0, named=True)) if rows.height else None


def _title(known: Known, title_id: str) -> dict[str, Any] | None:
    rows = known.catalogue.titles.filter(pl.col("title_id") == title_id)
    columns = ("title_id", "show_title", "genres", "created_by")
    return dict(rows.select(columns).row(0, named=True)) if rows.height else None


def _run(known: Known, title_id: str, number: int | None) -> Run | None:
    try:
        rows = known.runs.filter(
            (pl.col("title_id") == title_id) & (pl.col("season_number") == (number or 0))
        )
    except NotKnownYet:
        return None
    if rows.is_empty():
        return None
    row = rows.row(-1, named=True)
    weeks = season_weeks(known.chart, row["season_id"], known.as_of).select(
        "week", "category", "weekly_rank", "season_title", "weekly_hours_viewed", "vintage"
    )
    entries = known.lists.entries(title_id)
    entry = next((e for e in entries if e.entry_id == row["season_id"]), None)
    among = place(WEEKS, weeks.height, entry, known.lists) if entry else None
    return Run(row, weeks.to_dicts(), among)


def _with_chances(eve: Known, told: Sequence[Told]) -> list[Told]:
    """The decisions with the odds of their eve, where they could be given."""
    ids = [t.run.row["season_id"] for t in told if t.run]
    found = _chances(eve, ids)
    return [replace(t, chance=found.get(t.run.row["season_id"]) if t.run else None) for t in told]


def _chances(eve: Known, season_ids: list[str]) -> dict[str, Chance]:
    issued = _issued(eve, season_ids)
    try:
        charted = set(eve.runs["season_id"])
        left = [i for i in season_ids if i in charted and i not in issued]
        made = eve.odds(left) if left else []
    except NotKnownYet:
        return issued
    return issued | {
        s.season_id: Chance(
            *(s.odds.p, s.odds.low, s.odds.high, s.model, str(eve.as_of)),
            issued=False,
            known_outcomes=s.known_outcomes,
        )
        for s in made
    }


def _issued(eve: Known, season_ids: Sequence[str]) -> dict[str, Chance]:
    """The last forecast of each season that was frozen by the end of the eve."""
    if not eve.desk.has_record:
        return {}
    from cliffhanger.odds.ledger import issued

    return {
        row.season_id: Chance(
            *(row.p, row.low, row.high, row.model, row.issued_at.date().isoformat()),
            issued=True,
            known_outcomes=None,
        )
        for row in issued(eve.record, eve.as_of)
        if row.season_id in season_ids
    }


def _track(known: Known) -> dict[str, Any]:
    if not known.desk.has_record:
        return {}
    record = known.track_record()
    return {"seasons": record.seasons, "brier": record.brier, "as_of": str(known.as_of)}


def _charts(known: Known) -> dict[str, Any]:
    weeks = known.lists.known["week"]
    if weeks.is_empty():
        return {}
    return {"first": weeks.min(), "last": weeks.max(), "weeks": weeks.n_unique()}


def _in_time(source: Source, day: dt.date) -> bool:
    if source.document_id and (source.source or source.attributed_to):
        return True
    return _URL_DAY.search(source.source_url or "") is not None and not _is_late(
        source.source_url, day
    )


def _is_late(url: str | None, day: dt.date) -> bool:
    """Whether an address says itself that it was written after the day."""
    found = _URL_DAY.search(url or "")
    if not found:
        return False
    year, month, on = (int(part) for part in found.groups())
    return (year, month, on) > (day.year, day.month, day.day)
