"""What a printed figure or day means: text back to values, apart from whatever wrote the text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_UNITS_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_UNITS = _UNITS_WORDS.split()
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = _TENS_WORDS.split()
_ORDINALS_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINALS = _ORDINALS_WORDS.split()
_TENTHS_WORDS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_TENTHS = _TENTHS_WORDS.split()
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_SMALL = {word: n for n, word in enumerate(_UNITS)} | {w: n for n, w in enumerate(_ORDINALS)}
_LARGE = {w: 20 + 10 * n for n, w in enumerate(_TENS)} | {
    w: 20 + 10 * n for n, w in enumerate(_TENTHS)
}
_OTHER = {
    "single": 1, "once": 1, "sole": 1, "both": 2, "neither": 2, "either": 2, "twice": 2,
    "pair": 2, "couple": 2, "trio": 3, "dozen": 12,
}  # fmt: skip
_WORDS = _SMALL | _LARGE | _OTHER
NUMBER_WORDS = frozenset(_WORDS) | frozenset(_SCALES) | {"half", "third", "quarter"}
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")

MONTHS = {dt.date(2000, m, 1).strftime("%B").lower(): m for m in range(1, 13)}
SHORT_MONTHS = {name[:3]: m for name, m in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {dt.date(2001, 1, d).strftime("%A").lower(): d - 1 for d in range(1, 8)}
_OFFSETS = {
    "a day earlier": -1, "the day before": -1, "yesterday": -1, "a week earlier": -7,
    "the same day": 0, "today": 0,
}  # fmt: skip
OFFSET = re.compile("|".join(_OFFSETS), re.I)


@dataclass(frozen=True)
class Figure:
    """A printed figure: its value, and half of what its last printed digit counts."""

    value: float
    slack: float


def figure(text: str) -> Figure | None:
    """The one figure a text prints: `three`, `56 percent`, `No. 7`, `66.0 million`, `second`."""
    words = re.findall(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+", text.lower())
    total, slack, seen = 0.0, 0.0, 0
    scaled = False
    for word in words:
        if _DIGITS.fullmatch(word):
            total, seen = float(word.replace(",", "")), seen + 1
            slack = 0.5 * 10.0 ** -len(word.partition(".")[2])
        elif word in _SCALES:
            total, slack, scaled = (total or 1) * _SCALES[word], slack * _SCALES[word], True
            seen = max(seen, 1)
        elif word in _WORDS:
            joined = seen == 1 and total in _LARGE.values() and _WORDS[word] < 10
            total, seen = (total + _WORDS[word], 1) if joined else (float(_WORDS[word]), seen + 1)
    if seen != 1:
        return None
    return Figure(total, slack if scaled or "." in text or "%" in text or "cent" in text else 0.0)


def same_figure(text: str, value: float) -> bool:
    """Whether a text prints this value, rounded to the digits that it prints."""
    printed = figure(text)
    return printed is not None and abs(printed.value - value) <= printed.slack + 1e-9


def same_day(text: str, value: str, today: dt.date) -> bool:
    """Whether a text in a story of the day `today` names this day (or month, `2022-11`)."""
    year, month, day = _parts(value)
    said = _said(text)
    if said is None:
        return False
    if said.offset is not None:
        return day is not None and dt.date(year, month, day) == today + dt.timedelta(said.offset)
    if said.weekday is not None and not _is_weekday(said, (year, month, day), today):
        return False
    if said.month is not None and (said.month != month or said.day != day):
        return False
    return said.year == year if said.year else said.month is None or year == today.year


@dataclass
class _Said:
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    offset: int | None = None


def _said(text: str) -> _Said | None:
    """The parts of a day that a text prints; None where a word in it belongs to none."""
    plain = text.lower()
    if plain in _OFFSETS:
        return _Said(offset=_OFFSETS[plain])
    said = _Said()
    for word in re.findall(r"\d+|[^\W\d_]+", plain):
        if word in WEEKDAYS:
            said.weekday = WEEKDAYS[word]
        elif word in MONTHS or word in SHORT_MONTHS:
            said.month = MONTHS.get(word) or SHORT_MONTHS[word]
        elif word.isdigit() and len(word) == 4:
            said.year = int(word)
        elif word.isdigit() and int(word) <= 31:
            said.day = int(word)
        elif word not in ("of", "the", "st", "nd", "rd", "th"):
            return None
    return said if said.weekday is not None or said.month is not None else None


def _parts(value: str) -> tuple[int, int, int | None]:
    parts = [int(part) for part in value.split("-")]
    return parts[0], parts[1] if len(parts) > 1 else 0, parts[2] if len(parts) > 2 else None


def _is_weekday(said: _Said, parts: tuple[int, int, int | None], today: dt.date) -> bool:
    year, month, day = parts
    if day is None:
        return False
    value = dt.date(year, month, day)
    near = said.month is not None or 0 <= (today - value).days < 7  # "Tuesday" alone is this week's
    return value.weekday() == said.weekday and near
