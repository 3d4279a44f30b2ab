"""Days named in a sentence, resolved against the day of the article.

A weekday is the latest such day on or before the article ("same day allowed"); a date without a
year is the nearest one past, or the next one when the sentence looks ahead. What is named only
by month or year stays a month or a year.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from cliffhanger.news.names.lexicon import MONTHS, NUMBERS, WEEKDAYS
from cliffhanger.news.phrase import Phrase

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = "|".join(WEEKDAYS)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FEASTS = {"boxing day": (12, 26), "christmas day": (12, 25), "christmas eve": (12, 24)}
_FEASTS |= {"new year's day": (1, 1), "new year's eve": (12, 31), "halloween": (10, 31)}
_FEASTS |= {"valentine's day": (2, 14), "st patrick's day": (3, 17)}
_YEARS = {"last": -1, "this": 0, "next": 1}
_AGO = {"a": 1, "one": 1} | NUMBERS

DATE = re.compile(
    rf"\b(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?:(?:{_WEEKDAY})[, ]+)?(?P<m1>{_MONTH})\.? (?P<d1>{_DAY})\b(?!,?\d)(?:,? "
    rf"(?P<y1>{_YEAR})\b)?"
    rf"|(?:(?:{_WEEKDAY})[, ]+)?(?:the )?(?P<d2>{_DAY})(?: of)? (?P<m2>{_MONTH})\b\.?(?:,? "
    rf"(?P<y2>{_YEAR})\b)?"
    rf"|(?:(?P<n3>\d\d?)/(?P<n4>\d\d?)/(?P<y3>(?:20)?\d\d))\b"
    rf"|(?<=since )(?P<n5>\d\d?)/(?P<n6>\d\d?)\b(?!/)"
    rf"|(?P<m4>{_MONTH})\.?(?: of|,)? (?P<y4>{_YEAR})\b"
    rf"|(?P<when>last|this|next|earlier this|later this) (?P<unit>month|year|week)\b"
    rf"|(?P<ago>a|one|two|three|four|five|six|ten|\d\d?) (?P<agounit>day|week|month|"
    rf"year)s? (?:ago\b|(?:earlier|before)(?=[,.;)]|$))"
    rf"|(?P<feast>{'|'.join(_FEASTS)})(?:,? (?P<y5>{_YEAR}))?"
    rf"|(?P<rel>last |this |next |on |by |this past )?(?P<wd>{_WEEKDAY})\b(?!'|"
    rf",? (?:{_MONTH})\.? \d|"
    rf",? (?:the )?{_DAY}(?: of)? (?:{_MONTH})\b)"
    rf"|(?P<today>today|tonight|this morning|this afternoon|this evening|earlier today)\b|"
    rf"(?P<yesterday>yesterday)\b"
    rf"|(?P<in>(?:back |as recently as |as lately as |early |late )*(?:in|since|last|this past|"
    rf"this|"
    rf"next|until|through|for|from|by|of|between|during|around|come|as recently as|as lately as|"
    rf"early|late|mid)[ -])(?:early |late |mid-|the )?(?P<m6>{_MONTH})\b(?!\.? \d)"
    rf"(?:,? (?:of )?(?P<yrel>last|this|next) year\b)?"
    rf"|(?:in|since|during|until|for|of|by|from|some time in|sometime in|early|late|"
    rf"mid-?|between|around|come) ?(?P<y6>{_YEAR})\b"
    rf"|(?P<that>(?:later |earlier )?(?:that|the same) year)\b"
    # "2023 gave us three more"
    rf"|\b(?P<y7>{_YEAR})(?= (?:gave|gives|brought|brings|saw|sees|will (?:see|bring)))"
    rf")"
)


GATE = Phrase(
    r"\d|day|month|year|this (?:morning|afternoon|evening)|tonight|ago\b|before|earlier|"
    r"christmas|hallow|valentine|patrick|week|"
    r"(?:in|since|last|this|next|until|through|for|from|by|of|as|between|during|around|come|"
    r"early|late|mid)[ -](?:\w+ )?(?:jan|feb|mar|"
    r"apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date expression: where it stands, and its parts (None: not said)."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    anchor: str = ""

    def resolve(self, today: dt.date, *, ahead: bool = False) -> str | None:
        """ISO day, month or year as of `today`; `ahead`: the next one. None: no such day."""
        ahead = ahead or self.anchor == "next"
        if self.year is not None:
            return _iso(self.year, self.month, self.day)
        if self.month is None:
            return None
        year = today.year
        key, now = (self.month, self.day or 1), (today.month, today.day if self.day else 1)
        if not ahead and key > now:
            year -= 1
        elif ahead and key < now:
            year += 1
        return _iso(year, self.month, self.day)

    def nearest(self, today: dt.date) -> str | None:
        """ISO day, month or year; one without a year is in the past or to come, as is nearer."""
        if self.year is not None or self.month is None:
            return self.resolve(today)
        past, middle = self.resolve(today), today - dt.timedelta(days=182)
        return past if past and past >= middle.isoformat() else self.resolve(today, ahead=True)


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return str(year)
    if day is None:
        return f"{year}-{month:02}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(word[:3]))


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


# "on June 11 last year"
_OF_YEAR = re.compile(r",? (?:of )?(last|this|next) year\b")


def find_days(text: str, today: dt.date) -> list[Day]:
    """Every date expression of a lower-case text, in order."""
    if not GATE.pattern.search(text):
        return []
    found: list[Day] = []
    for m in DATE.finditer(text):
        day = _that_year(m, found) if m["that"] else _read(m, today)
        if day and day.year is None and (of := _OF_YEAR.match(text, day.end)):
            day = replace(day, end=of.end(), year=today.year + _YEARS[of[1]])
        if day is not None:
            found.append(day)
    return found


def _read(m: re.Match[str], today: dt.date) -> Day | None:
    g = m.groupdict()
    at = m.span()
    if g["iso"]:
        year, month, day = map(int, g["iso"].split("-"))
        return Day(*at, year, month, day)
    if g["m1"] or g["m2"]:
        word, day_, year_ = (g["m1"], g["d1"], g["y1"]) if g["m1"] else (g["m2"], g["d2"], g["y2"])
        month, day = _month(word), _number(day_)
        said = int(year_) if year_ else _year_by_weekday(m.group(), month, day, today)
        return Day(*at, said, month, day)
    if g["n3"]:  # American order, as the trade papers write it
        year = int(g["y3"])
        return (
            Day(*at, year + 2000 if year < 100 else year, int(g["n3"]), int(g["n4"]))
            if 1 <= int(g["n3"]) <= 12
            else None
        )
    if g["n5"]:
        return Day(*at, None, int(g["n5"]), int(g["n6"])) if 1 <= int(g["n5"]) <= 12 else None
    if g["m4"]:
        return Day(*at, int(g["y4"]), _month(g["m4"]), None)
    if g["feast"]:
        month, day = _FEASTS[g["feast"]]
        return Day(*at, int(g["y5"]) if g["y5"] else None, month, day)
    if g["m6"]:
        anchor = g["in"].strip(" -")
        step = _YEARS.get(g["yrel"] or "")
        return Day(*at, None if step is None else today.year + step, _month(g["m6"]), None, anchor)
    if g["y6"] or g["y7"]:
        return Day(*at, int(g["y6"] or g["y7"]), None, None)
    return _relative(g, at, today)


def _that_year(m: re.Match[str], found: list[Day]) -> Day | None:
    """ "They shoot in 2015, and it will be shown later that year"."""
    return Day(*m.span(), found[-1].year, None, None) if found and found[-1].year else None


def _year_by_weekday(text: str, month: int, day: int, today: dt.date) -> int | None:
    """The year this, next or last in which the day falls on the weekday named with it, if any."""
    named = re.match(_WEEKDAY, text)
    if named is None:
        return None
    for year in (today.year, today.year + 1, today.year - 1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found.weekday() == WEEKDAYS.index(named.group()) and abs((found - today).days) < 366:
            return year
    return None


def _relative(g: dict[str, str | None], at: tuple[int, int], today: dt.date) -> Day | None:
    if g["wd"]:
        back = (today.weekday() - WEEKDAYS.index(g["wd"])) % 7
        if (g["rel"] or "").startswith("next"):
            back -= 7
        if (g["rel"] or "").startswith("last") and not back:
            back = 7
        return _on(at, today - dt.timedelta(days=back), "weekday")
    if g["today"]:
        return _on(at, today, "today")
    if g["yesterday"]:
        return _on(at, today - dt.timedelta(days=1), "yesterday")
    if g["ago"]:
        return _ago(at, today, g["ago"], g["agounit"] or "")
    return _unit(at, today, g["when"] or "", g["unit"] or "")


def _on(at: tuple[int, int], day: dt.date, anchor: str) -> Day:
    return Day(*at, day.year, day.month, day.day, anchor)


def _ago(at: tuple[int, int], today: dt.date, many: str, unit: str) -> Day | None:
    count = int(many) if many.isdigit() else _AGO[many]
    if unit == "day":
        return _on(at, today - dt.timedelta(days=count), "ago")
    if unit == "week":
        return None  # "two weeks ago" is no day
    months = today.year * 12 + today.month - 1 - (count if unit == "month" else 12 * count)
    return Day(*at, months // 12, months % 12 + 1 if unit == "month" else None, None, "ago")


def _unit(at: tuple[int, int], today: dt.date, when: str, unit: str) -> Day | None:
    step = _YEARS.get(when, 0)
    if unit == "year":
        return Day(*at, today.year + step, None, None, when)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return Day(*at, months // 12, months % 12 + 1, None, when)
    return None
