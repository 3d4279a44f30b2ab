"""A claim held against the lists: supported, refuted, unclear or not checkable, and why."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cliffhanger.claims.lists import Entry, Lists
from cliffhanger.claims.place import Place, place
from cliffhanger.claims.senses import COUNTRIES, RANK, VIEWS, WEEKS, Sense, senses
from cliffhanger.claims.window import ABOUT, AT_LEAST, AT_MOST, Window, windows_of
from cliffhanger.days import FIRST_WEEK, AsOf
from cliffhanger.news.statements import ChartClaim

SUPPORTED, REFUTED, UNCLEAR, NOT_CHECKABLE = "supported", "refuted", "unclear", "not_checkable"
_ABOUT = 0.05
"""How far "about" reaches, as a share of the figure."""
_WHOLE_NUMBERS = (WEEKS, RANK, COUNTRIES)


@dataclass(frozen=True)
class Verdict:
    """What the lists known on `as_of` say to a claim."""

    as_of: AsOf
    verdict: str
    why: str
    senses: tuple[Sense, ...] = ()
    place: Place | None = None

    def as_dict(self) -> dict[str, Any]:
        """as_of, verdict, why, readings, percentile."""
        return {
            "as_of": str(self.as_of),
            "verdict": self.verdict,
            "why": self.why,
            "readings": [sense.as_dict() for sense in self.senses],
            "percentile": self.place.as_dict() if self.place else None,
        }


@dataclass(frozen=True)
class CheckedClaim:
    """A claim with its verdict as of the day it was made, and as of a later day where asked."""

    claim: ChartClaim
    title_id: str | None
    then: Verdict
    now: Verdict | None = None

    @property
    def verdict(self) -> str:
        """The verdict as of the day the claim was made."""
        return self.then.verdict

    def as_dict(self) -> dict[str, Any]:
        """A claim of `check --json`: the verdict of the day, and under `now` the later one."""
        return {
            "series": self.claim.series,
            "title_id": self.title_id,
            "metric": self.claim.metric,
            "value": self.claim.value,
            "window": self.claim.window,
            "span": list(self.claim.span),
            **self.then.as_dict(),
            "now": self.now.as_dict() if self.now else None,
        }


def check(
    claims: Iterable[ChartClaim],
    said_on: dt.date,
    then: Lists,
    now: Lists | None = None,
    *,
    text: str = "",
) -> list[CheckedClaim]:
    """Each claim of a text of the day `said_on` with its verdict, in order.

    `then` are the lists as known when it was said, `now` as known later. "That week" is the week
    that the claim before it was about. Where `text` is given, the sentence around a claim offers
    further windows, and mention of an all-time list keeps a claim from being refuted.
    """
    if now is not None:
        nothing = FIRST_WEEK - dt.timedelta(days=7)
        now = replace(now, said=nothing if then.known.is_empty() else then.newest_week)
    checked: list[CheckedClaim] = []
    before: dt.date | None = None
    for claim in claims:
        windows = windows_of(claim, said_on, text)
        if before and windows[0].same_week:
            windows = [replace(windows[0], week=before), *windows[1:]]
        elif before and windows[0].nth:  # another series' second week, perhaps
            windows.append(replace(windows[0], nth=None, week=before))
        first = judge_claim(claim, windows, then)
        later = judge_claim(claim, windows, now) if now else None
        checked.append(CheckedClaim(claim, then.title_of(claim.series), first, later))
        before = windows[0].week or _only_week(first) or before
    return checked


def _only_week(verdict: Verdict) -> dt.date | None:
    meant = [sense for sense in verdict.senses if sense.fits]
    weeks = {row["week"] for sense in meant[:1] for row in sense.rows}
    return dt.date.fromisoformat(weeks.pop()) if len(weeks) == 1 else None


def judge_claim(claim: ChartClaim, windows: Sequence[Window], lists: Lists) -> Verdict:
    """The verdict of these lists on one claim, in the windows it may mean, the likeliest first.

    Supported: a sense the words suggest has the figure within its interval. Refuted: there are
    such senses and none has. Unclear: only a sense they do not suggest has it, the lists' weeks do
    not cut where the claim does, or the lists hold only a part of what it is about (weeks outside
    the Top 10 are not published). Not checkable: the lists cannot answer, and why.
    """
    window = windows[0]
    entries, why = _entries(claim, window, lists)
    if why:
        return Verdict(lists.as_of, NOT_CHECKABLE, why)
    able = [w for w in windows if not w.week or FIRST_WEEK <= w.week <= lists.newest_week]
    held = [_held(s, claim, w) for w in able for s in senses(claim.metric, entries, w, lists)]
    found = list({(s.reading, s.value): s for s in reversed(held)}.values())[::-1]
    meant = [sense for sense in found if sense.meant]
    if not meant:
        return Verdict(lists.as_of, NOT_CHECKABLE, _nothing(claim, window, lists), tuple(found))
    verdict, best = _weighed(found, _claimed(claim, window)[0])
    because = _because(verdict, best)
    if verdict == REFUTED and (doubt := next((w.elsewhere for w in windows if w.elsewhere), None)):
        verdict, because = UNCLEAR, f"{because}; the text speaks of another list too: {doubt}"
    return Verdict(
        lists.as_of,
        verdict,
        because,
        tuple(sorted(found, key=lambda s: (not s.fits, not s.meant, not s.whole))),
        _place(claim, window, best, entries, lists),
    )


def _entries(claim: ChartClaim, window: Window, lists: Lists) -> tuple[list[Entry], str]:
    """The entries a claim is about, or why none of them can answer."""
    if window.elsewhere:
        return [], window.elsewhere
    if lists.known.is_empty() or (lists.said and lists.said < FIRST_WEEK):
        return [], f"no list was out when it was said: the first is that of {FIRST_WEEK}"
    if window.week and window.week < FIRST_WEEK:
        return [], f"the lists begin with the week of {FIRST_WEEK}"
    if window.week and window.week > lists.newest_week:
        return [], f"the newest list known is that of {lists.newest_week}"
    abroad = window.country is not None or claim.metric == COUNTRIES
    entries = lists.entries(claim.series) or (lists.country_entries(claim.series) if abroad else [])
    if not entries:
        return [], f"{claim.series} is on no TV list known on {lists.as_of}"
    if window.season is not None:
        entries = [entry for entry in entries if entry.number == window.season]
        if not entries:
            return [], f"season {window.season} is on no TV list known on {lists.as_of}"
    mine = [e for e in entries if window.category in (None, e.category)]
    return mine or entries, ""


def _nothing(claim: ChartClaim, window: Window, lists: Lists) -> str:
    if claim.metric == COUNTRIES or window.country:
        if lists.known_in_countries.is_empty():
            return "no country lists are known"
        return f"it is on no country list known; they end with {lists.newest_country_week}"
    if claim.metric == VIEWS:
        return "no views were published for that time"
    return "it was not on the list at that time"


def _held(sense: Sense, claim: ChartClaim, window: Window) -> Sense:
    low, high = _claimed(claim, window)
    return replace(sense, fits=low <= sense.high and sense.low <= high)


def _claimed(claim: ChartClaim, window: Window) -> tuple[float, float]:
    """The figures a claim allows: its last printed digit may be rounded or cut off."""
    value = claim.value
    digit = 0.0 if claim.metric in _WHOLE_NUMBERS else _last_digit(value)
    low, high = value - digit / 2, value + digit * 0.999
    if window.relation == ABOUT:
        low, high = min(low, value * (1 - _ABOUT)), max(high, value * (1 + _ABOUT))
    if window.relation == AT_LEAST:
        return low, math.inf
    return (-math.inf, high) if window.relation == AT_MOST else (low, high)


def _last_digit(value: int) -> float:
    """What the last digit printed counts: 100,000 in 173,400,000. Two digits are always meant."""
    zeros = len(str(value)) - len(str(value).rstrip("0"))
    return float(10 ** min(zeros, max(len(str(value)) - 2, 0)))


def _weighed(found: Sequence[Sense], least: float) -> tuple[str, Sense]:
    """The verdict, and the sense it rests on; `least` is the least that the claim allows."""
    fits = [sense for sense in found if sense.fits]
    exact = next((sense for sense in fits if sense.meant and sense.whole), None)
    if exact:
        return SUPPORTED, exact
    meant = [sense for sense in found if sense.meant]
    loose = fits or [sense for sense in meant if sense.open and least > sense.high]
    if loose:
        return UNCLEAR, loose[0]
    whole = next((sense for sense in meant if sense.whole), None)
    return (REFUTED, whole) if whole else (UNCLEAR, meant[0])


def _because(verdict: str, sense: Sense) -> str:
    figure = f"{sense.value:,}"
    if sense.low != sense.high:
        figure += f" ({sense.low:,} to {sense.high:,} before rounding)"
    if verdict == UNCLEAR and not sense.whole:
        return f"{sense.reading}: {figure}; the lists' weeks do not cut there"
    if verdict == UNCLEAR and sense.open and not sense.fits:
        return f"{sense.reading}: {figure}; weeks outside the Top 10 are not published"
    return f"{sense.reading}: {figure}"


def _place(
    claim: ChartClaim, window: Window, best: Sense, entries: Sequence[Entry], lists: Lists
) -> Place | None:
    """Only a figure about a whole run so far has peers."""
    entry = next((e for e in entries if e.entry_id == best.entry_id), None)
    if entry is None or window.country or not (window.is_open or claim.metric == WEEKS):
        return None
    return place(claim.metric, claim.value, entry, lists)
