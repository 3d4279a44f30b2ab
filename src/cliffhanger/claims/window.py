"""What a figure is about: the words beside it ("S2, first full week") read as a window.

Read by rules, one sort of word at a time; what is not understood narrows nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from cliffhanger.days import chart_week
from cliffhanger.news.statements import ChartClaim

AT_LEAST, AT_MOST, ABOUT, EXACT = "at_least", "at_most", "about", "exact"
ENGLISH, NON_ENGLISH = "TV (English)", "TV (Non-English)"

_MONTH = r"(?P<m{n}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<d{n}>\d{{1,2}})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RANGE = re.compile(
    _MONTH.format(n=1)
    + r"\s*(?:-|–|—|to|through)\s*(?:"
    + _MONTH.format(n=2).replace(r"\s+(?P<d2>\d{1,2})", r"\s+")
    + r")?(?P<d2>\d{1,2})\b(?:,?\s*(?P<year>\d{4}))?",
    re.I,
)
_DAY = re.compile(_MONTH.format(n=1) + r"\b(?:,?\s*(?P<year>\d{4}))?", re.I)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_WEEK = re.compile(r"\bweek (\d{1,2}) of (\d{4})\b", re.I)
_SEASON = re.compile(r"\b(?:S|season|series|part|volume|vol\.?|book|chapter)\s*(\d{1,2})\b", re.I)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NTHS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(_WORDS)})"
_DAYS = re.compile(rf"\bfirst {_COUNT} (?P<unit>days?|weeks?)\b", re.I)
_NTH = re.compile(rf"\b(?P<nth>{'|'.join(_NTHS)}|\d{{1,2}}(?:st|nd|rd|th))\s+week\b", re.I)
_DEBUT = re.compile(r"\b(?:debut|premiere|opening|launch)\b", re.I)
_SINCE = re.compile(r"\bsince\b|\brunning total\b|\bso far\b|\bto date\b", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:prime video|amazon|mgm\+?|hulu|disney\+?|hbo|peacock|paramount\+?|apple tv\+?|showtime|"
    r"starz|nielsen|luminate|flixpatrol|parrot|minutes|households|all[- ]platform)",
    re.I,
)
_ALL_TIME = re.compile(r"\ball[- ]time\b|\bmost popular list\b", re.I)
_COUNTRIES = {
    "uk": "GB",
    "u.k.": "GB",
    "britain": "GB",
    "united kingdom": "GB",
    "us": "US",
    "u.s.": "US",
    "usa": "US",
    "united states": "US",
    "america": "US",
    "korea": "KR",
    "south korea": "KR",
    "germany": "DE",
    "france": "FR",
    "spain": "ES",
    "italy": "IT",
    "brazil": "BR",
    "mexico": "MX",
    "canada": "CA",
    "australia": "AU",
    "india": "IN",
    "japan": "JP",
}
_COUNTRY = re.compile(
    r"(?<![\w.])(?:" + "|".join(map(re.escape, sorted(_COUNTRIES, key=len)[::-1])) + r")(?![\w])",
    re.I,
)
_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“‘])|\n")


@dataclass(frozen=True)
class Window:
    """What a figure is about; None where the words do not say.

    `nth` is the week of the run (1 = first), `full` the first week available for seven days, `days`
    the days since the premiere, `week` the Sunday of a chart week, `since` a day from which all
    weeks are summed, `elsewhere` why no weekly list can answer.
    """

    season: int | None = None
    week: dt.date | None = None
    aligned: bool = True
    nth: int | None = None
    full: bool = False
    days: int | None = None
    since: dt.date | None = None
    total: bool = False
    same_week: bool = False
    category: str | None = None
    country: str | None = None
    top: bool = False
    elsewhere: str | None = None
    relation: str = EXACT

    @property
    def is_open(self) -> bool:
        """Whether no time is said."""
        return not (self.week or self.nth or self.full or self.days or self.since or self.total)


def windows_of(claim: ChartClaim, said_on: dt.date, text: str) -> list[Window]:
    """The windows a claim may mean: its own first, then those its sentence in `text` offers.

    A window that only says the text speaks of an all-time list comes last.
    """
    own = read_window(claim.window, said_on)
    found = [own]
    around = read_window(_sentence(text, claim.span), said_on)
    if not around.is_open:
        time = ("week", "aligned", "nth", "full", "days", "since", "total")
        found.append(replace(own, **{name: getattr(around, name) for name in time}))
    if around.country and not own.country:
        found += [replace(window, country=around.country) for window in found]
    if around.top and not own.top:
        found += [replace(window, top=True) for window in found]
    if _ALL_TIME.search(text) and not own.elsewhere:
        found.append(replace(own, elsewhere=_elsewhere("all-time")))
    return list(dict.fromkeys(found))


def _sentence(text: str, span: tuple[int, int]) -> str:
    """The sentence, or line, that a span stands in."""
    start = max((m.end() for m in _END.finditer(text, 0, span[0])), default=0)
    end = _END.search(text, span[1])
    return text[start : end.start() if end else len(text)]


def read_window(words: str | None, said_on: dt.date) -> Window:
    """The window that words beside a figure mean, in a text of the day `said_on`.

    Days without a year are the last such before `said_on`.
    """
    text = words or ""
    found = Window(
        season=_number(_SEASON.search(text)),
        category=_category(text),
        country=_country(text),
        top=bool(re.search(r"(?:No\.?|number|#)\s*(?:1|one)\b", text, re.I)),
        elsewhere=_elsewhere(text),
        relation=_relation(text),
        same_week=bool(re.search(r"\b(?:same|that) week\b", text, re.I)),
    )
    return _with_time(found, text, said_on)


def _with_time(window: Window, text: str, said_on: dt.date) -> Window:
    if span := _span(text, said_on):
        first, last = span
        aligned = last.weekday() == 6 and first in (last, last - dt.timedelta(days=6))
        return replace(window, week=chart_week(last), aligned=aligned)
    if _SINCE.search(text):
        return replace(window, since=_day(text, said_on), total=True)
    if "first full week" in text.lower():
        return replace(window, full=True)
    if count := _DAYS.search(text):
        days = _count(count["n"]) * (7 if count["unit"].lower().startswith("week") else 1)
        return replace(window, days=days)
    if nth := _NTH.search(text):
        return replace(window, nth=_nth(nth["nth"]))
    if _DEBUT.search(text):
        return replace(window, nth=1)
    if day := _day(text, said_on):
        return replace(window, week=chart_week(day))
    return window


def _number(found: re.Match[str] | None) -> int | None:
    return int(found[1]) if found else None


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS.index(text.lower()) + 1


def _nth(text: str) -> int:
    return int(text[:-2]) if text[0].isdigit() else _NTHS.index(text.lower()) + 1


def _span(text: str, said_on: dt.date) -> tuple[dt.date, dt.date] | None:
    """First and last day of a range; a week given by its number or first day."""
    days = [dt.date.fromisoformat(day) for day in _ISO.findall(text) if _real(day)]
    if days:
        return days[0], days[-1]
    if week := _ISO_WEEK.search(text):
        try:
            monday = dt.date.fromisocalendar(int(week[2]), int(week[1]), 1)
        except ValueError:
            return None
        return monday, monday + dt.timedelta(days=6)
    found = _RANGE.search(text)
    if not found:
        return None
    last = _dated(found["m2"] or found["m1"], found["d2"], found["year"], said_on)
    first = _dated(found["m1"], found["d1"], found["year"], last or said_on)
    return (first, last) if first and last and first <= last else None


def _real(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _day(text: str, said_on: dt.date) -> dt.date | None:
    found = _DAY.search(text)
    return _dated(found["m1"], found["d1"], found["year"], said_on) if found else None


def _dated(month: str, day: str, year: str | None, before: dt.date) -> dt.date | None:
    number = _MONTHS.index(month[:3].lower()) + 1
    for candidate in [int(year)] if year else [before.year, before.year - 1]:
        try:
            found = dt.date(candidate, number, int(day))
        except ValueError:
            continue
        if year or found <= before:
            return found
    return None


def _category(text: str) -> str | None:
    if re.search(r"\bnon-english\b", text, re.I):
        return NON_ENGLISH
    return ENGLISH if re.search(r"\benglish\b", text, re.I) else None


def _country(text: str) -> str | None:
    found = _COUNTRY.search(text)
    if not found or (found[0].lower() == "us" and found[0] != "US"):
        return None
    return _COUNTRIES[found[0].lower()]


def _elsewhere(text: str) -> str | None:
    if _ALL_TIME.search(text):
        return "the all-time list is not a weekly list"
    found = _ELSEWHERE.search(text)
    return f"the weekly lists do not hold {found[0]}" if found else None


def _relation(text: str) -> str:
    if re.search(r"\b(?:more than|over|at least|above|exceed\w*|upwards of|plus)\b|\+", text, re.I):
        return AT_LEAST
    if re.search(
        r"\b(?:less than|fewer than|under|below|at most|up to|no more than)\b", text, re.I
    ):
        return AT_MOST
    about = r"\b(?:about|around|some|roughly|nearly|almost|approximately|close to|an estimated)\b"
    return ABOUT if re.search(about, text, re.I) else EXACT
