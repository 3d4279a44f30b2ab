"""From many sources' words to what was decided: the written rules.

1. A row known after the as-of date, or superseded by a row known by then, is not looked at.
2. What is rumoured or denied is no decision, and never becomes a row to judge.
3. Reports of one announcement are one ruling: the same series, the same sort of news (an order or
   an end), no different network, and days within a week of each other; a report without a day goes
   with the newest ruling on that season it can mean. Several seasons named in one document are
   several rulings.
4. Where reports differ, the source that stands higher is followed: the decider, then the trade
   press, then others, then what somebody only recalls; then the more precise, then the earlier.
   Every difference is kept and shown. That an order is the last is an addition, not a difference.
5. The first to report is named: the earliest known, an article before a recollection.
6. The newest ruling stands. An order followed by a cancellation before the ordered season came out
   was reversed, and so was a cancellation followed by an order of the same network; a cancellation
   followed by another network's order was saved.
7. A final season stays one order however many parts it comes in; an anthology's order counts as
   the next season, whatever it is called.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cliffhanger.days import AsOf
from cliffhanger.errors import InputError
from cliffhanger.store.record import Decision

ORDERS = frozenset({"renewed", "final_season", "moved"})
ENDS = frozenset({"canceled", "ended"})
WITHDRAWN = "withdrawn"
"""The decision of a row that only takes back the one it supersedes."""
RECALL, OTHER, TRADE, DECIDER = 1, 2, 3, 4
"""How high a source stands."""
STANDS, REVERSED, SAVED, EARLIER = "stands", "reversed", "saved", "earlier"
NEAR = dt.timedelta(days=7)

_TRADE = frozenset(
    name.strip()
    for line in """
    deadline | deadline hollywood | deadline.com | variety | variety.com | the hollywood reporter
    hollywood reporter | thr | hollywoodreporter.com | tvline | tvline.com | tv line | thewrap
    the wrap | thewrap.com | broadcast | broadcastnow.co.uk | tbi | tbivision.com | c21media.net
    dwdl.de | nexttv.com | worldscreen.com | the futon critic | thefutoncritic.com
    """.splitlines()
    for name in line.split("|")
    if name.strip()
)
_SAME_NETWORK = {
    "amazon": "prime video",
    "amazon prime": "prime video",
    "amazon prime video": "prime video",
    "hbo max": "max",
    "apple tv": "apple tv+",
    "apple": "apple tv+",
    "apple tv plus": "apple tv+",
    "disney plus": "disney+",
    "paramount plus": "paramount+",
    "epix": "mgm+",
    "cw": "the cw",
}
_COMPARED = ("decision", "season_number", "seasons_ordered", "network", "announced_on")
_CONFIDENCE = ("low", "medium", "high")


@dataclass(frozen=True)
class Difference:
    """What sources do not agree on: the field, and who says what."""

    field: str
    values: tuple[tuple[Any, tuple[str, ...]], ...]

    def as_dict(self) -> dict[str, Any]:
        """{"field", "values": [{"value", "sources"}]}."""
        values = [{"value": value, "sources": list(names)} for value, names in self.values]
        return {"field": self.field, "values": values}


@dataclass(frozen=True)
class Ruling:
    """One decision with every report of it, the first first; `status` is what became of it."""

    title_id: str
    show_title: str
    decision: str
    season_number: int | None
    seasons_ordered: int | None
    network: str | None
    announced_on: str | None
    precision: str | None
    learned_on: dt.date
    confidence: str
    reports: tuple[Decision, ...]
    differences: tuple[Difference, ...] = ()
    status: str = EARLIER

    @property
    def first(self) -> Decision:
        """The first report."""
        return self.reports[0]

    @property
    def is_order(self) -> bool:
        """Whether more was ordered."""
        return self.decision in ORDERS

    def covers(self, season_number: int) -> bool:
        """Whether this decides what follows season `season_number` (1 = first)."""
        after = self.season_number
        if after is None or not self.is_order:
            return after == season_number
        return after <= season_number < after + max(self.seasons_ordered or 1, 1)


@dataclass(frozen=True)
class Standing:
    """What stands for a series as of a date: `decision` on the wire, the ruling, all before it."""

    title_id: str
    as_of: AsOf
    decision: str
    ruling: Ruling | None
    rulings: tuple[Ruling, ...]

    @property
    def reversed(self) -> bool:
        """Whether what stands took something back."""
        return any(ruling.status == REVERSED for ruling in self.rulings)

    def of_season(self, season_number: int) -> Ruling | None:
        """The newest ruling on what follows a season, or None while nothing is decided."""
        covering = [ruling for ruling in self.rulings if ruling.covers(season_number)]
        return covering[-1] if covering else None


def period(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a day, month or year (YYYY-MM-DD, YYYY-MM, YYYY).

    Raises InputError for anything else.
    """
    try:
        parts = [int(part) for part in text.split("-")]
        if len(text) == 10:
            day = dt.date(*parts)
            return day, day
        year, month = parts[0], parts[1] if len(parts) > 1 else None
        last = calendar.monthrange(year, month or 12)[1]
        if len(text) in (4, 7):
            return dt.date(year, month or 1, 1), dt.date(year, month or 12, last)
    except (ValueError, TypeError, IndexError):
        pass
    raise InputError(f"{text!r} is not a date", fix="write YYYY-MM-DD, YYYY-MM or YYYY")


def precision(text: str | None) -> str | None:
    """day, month or year, from the length of a date; None for None."""
    return {10: "day", 7: "month", 4: "year"}[len(text)] if text else None


def source_standing(row: Decision) -> int:
    """How high a source stands (rule 4)."""
    if row.source_kind == "recall":
        return RECALL
    if row.certainty == "stated" and row.attributed_to is None:
        return DECIDER
    names = (row.attributed_to or row.source or "", row.source or "")
    return TRADE if any(_bare(name) in _TRADE for name in names) else OTHER


def source_name(row: Decision) -> str:
    """Who says it, for people: the outlet credited, else where it was read."""
    if row.attributed_to and row.source:
        return f"{row.attributed_to} in {row.source}"
    return row.attributed_to or row.source or row.source_kind


def _bare(name: str) -> str:
    return name.casefold().removeprefix("www.").strip()


def known(rows: Iterable[Decision], as_of: AsOf) -> list[Decision]:
    """The rows to judge (rule 1): known by then and not superseded by then, in a fixed order."""
    by_then = [row for row in rows if as_of.knows_day(row.learned_on)]
    replaced = {row.supersedes for row in by_then}
    left = [row for row in by_then if row.id not in replaced and row.decision != WITHDRAWN]
    return sorted(left, key=lambda row: (row.learned_on, -source_standing(row), row.id))


def judge(title_id: str, rows: Iterable[Decision], as_of: AsOf) -> Standing:
    """What stands for one series as of a date, from all words on it, by the rules above."""
    announcements = _announcements(known(rows, as_of))
    rulings = _with_status(_in_order([_ruling(reports) for reports in announcements]))
    last = rulings[-1] if rulings else None
    decision = last.decision if last else "not_decided"
    return Standing(title_id, as_of, decision, last, tuple(rulings))


@dataclass
class _Announcement:
    """Reports that are taken as one announcement so far."""

    reports: list[Decision] = field(default_factory=list)

    def takes(self, row: Decision) -> bool:
        """Whether a report is of this announcement (rule 3)."""
        if not all(_can_be_one(report, row) for report in self.reports):
            return False
        if row.announced_on and any(_near(report, row) for report in self.reports):
            return True
        return any(_same_season(report, row) for report in self.reports)

    @property
    def when(self) -> dt.date:
        """The last day it can have been made."""
        return min(_latest(report) for report in self.reports)


def _announcements(rows: Sequence[Decision]) -> list[list[Decision]]:
    """The most precisely dated first, so that the vaguer find them there."""
    exact = sorted(rows, key=lambda row: -len(row.announced_on or ""))
    found: list[_Announcement] = []
    for row in exact:
        able = [announcement for announcement in found if announcement.takes(row)]
        if able:
            max(able, key=lambda announcement: announcement.when).reports.append(row)
        else:
            found.append(_Announcement([row]))
    order = {row.id: position for position, row in enumerate(rows)}
    return [sorted(one.reports, key=lambda row: order[row.id]) for one in found]


def _can_be_one(a: Decision, b: Decision) -> bool:
    if _sort(a.decision) != _sort(b.decision) or not _same_network(a.network, b.network):
        return False
    if _same_source(a, b) and not _same_season(a, b):
        return False
    if a.announced_on and b.announced_on:
        return _near(a, b) or (a.decision == b.decision == "final_season" and _same_season(a, b))
    return _earliest(a) <= b.learned_on and _earliest(b) <= a.learned_on


def _same_source(a: Decision, b: Decision) -> bool:
    one = a.document_id or a.source_url
    return one is not None and one == (b.document_id or b.source_url)


def _same_season(a: Decision, b: Decision) -> bool:
    return None in (a.season_number, b.season_number) or a.season_number == b.season_number


def _near(a: Decision, b: Decision) -> bool:
    if not a.announced_on or not b.announced_on:
        return False
    (a_first, a_last), (b_first, b_last) = period(a.announced_on), period(b.announced_on)
    return a_first - NEAR <= b_last and b_first - NEAR <= a_last


def _sort(decision: str) -> str:
    if decision in ORDERS:
        return "order"
    return "end" if decision in ENDS else decision


def _networks(name: str) -> set[str]:
    parts = (part.strip().casefold() for part in name.split("/"))
    return {_SAME_NETWORK.get(part, part) for part in parts}


def _same_network(a: str | None, b: str | None) -> bool:
    return a is None or b is None or bool(_networks(a) & _networks(b))


def _earliest(row: Decision) -> dt.date:
    return period(row.announced_on)[0] if row.announced_on else dt.date.min


def _latest(row: Decision) -> dt.date:
    return min(period(row.announced_on)[1], row.learned_on) if row.announced_on else row.learned_on


def _ruling(reports: Sequence[Decision]) -> Ruling:
    ranked = sorted(
        reports, key=lambda r: (-source_standing(r), -len(r.announced_on or ""), r.learned_on)
    )
    pick = {name: _best(ranked, name) for name in ("network", "season_number", "seasons_ordered")}
    announced_on = _best(ranked, "announced_on")
    last = any(row.decision == "final_season" for row in reports)
    return Ruling(
        title_id=reports[0].title_id,
        show_title=ranked[0].show_title,
        decision="final_season" if last else ranked[0].decision,
        announced_on=announced_on,
        precision=precision(announced_on),
        learned_on=min(row.learned_on for row in reports),
        confidence=max((row.confidence for row in reports), key=_CONFIDENCE.index),
        reports=tuple(reports),
        differences=tuple(d for name in _COMPARED if (d := _difference(name, ranked))),
        **pick,
    )


def _best(ranked: Sequence[Decision], name: str) -> Any:
    return next((v for row in ranked if (v := getattr(row, name)) is not None), None)


def _difference(name: str, ranked: Sequence[Decision]) -> Difference | None:
    said: dict[Any, list[str]] = {}
    for row in ranked:
        value = getattr(row, name)
        if value is not None and (name != "decision" or value not in ORDERS):
            said.setdefault(value, []).append(source_name(row))
    values = list(said)
    apart = any(_apart(name, values[0], value) for value in values[1:])
    return Difference(name, tuple((v, tuple(who)) for v, who in said.items())) if apart else None


def _apart(name: str, a: Any, b: Any) -> bool:
    if name == "announced_on":  # "2022-11" and "2022-11-08" do not contradict each other
        (a_first, a_last), (b_first, b_last) = period(a), period(b)
        return bool(a_first > b_last or b_first > a_last)
    return not _same_network(a, b) if name == "network" else bool(a != b)


def _in_order(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Oldest first. One without a date is put before what must have come after it."""
    dated = [ruling for ruling in rulings if ruling.announced_on]
    ordered = sorted(dated, key=lambda r: (_latest_day(r), r.season_number or 0, r.first.id))
    for ruling in sorted(rulings, key=lambda r: (r.learned_on, r.season_number or 0, r.first.id)):
        if ruling.announced_on:
            continue
        place = len(ordered)
        while place and _comes_after(ordered[place - 1], ruling):
            place -= 1
        ordered.insert(place, ruling)
    return ordered


def _latest_day(ruling: Ruling) -> dt.date:
    return period(ruling.announced_on)[1] if ruling.announced_on else ruling.learned_on


def _comes_after(dated: Ruling, undated: Ruling) -> bool:
    if _latest_day(dated) > undated.learned_on:
        return True
    if None not in (dated.season_number, undated.season_number):
        return bool(dated.season_number > undated.season_number)  # type: ignore[operator]
    saved = undated.decision == "canceled" and dated.is_order
    return saved and not _same_network(dated.network, undated.network)


def _with_status(rulings: Sequence[Ruling]) -> list[Ruling]:
    marked = [_became(ruling, rulings[i + 1 :]) for i, ruling in enumerate(rulings[:-1])]
    return [*marked, *(replace(ruling, status=STANDS) for ruling in rulings[-1:])]


def _became(ruling: Ruling, later: Sequence[Ruling]) -> Ruling:
    """The ruling with what became of it (rule 6)."""

    def of_same_season(other: Ruling) -> bool:
        after = ruling.season_number
        return after is not None and after == other.season_number

    more = (other for other in later if not (other.is_order and of_same_season(other)))
    following = next(more, later[0]) if ruling.is_order else later[0]
    if ruling.is_order and following.decision == "canceled" and of_same_season(following):
        return replace(ruling, status=REVERSED)
    if following.decision == "reversed":
        return replace(ruling, status=REVERSED)
    if ruling.decision == "canceled" and following.is_order:
        same = _same_network(ruling.network, following.network)
        return replace(ruling, status=REVERSED if same else SAVED)
    return replace(ruling, status=EARLIER)
