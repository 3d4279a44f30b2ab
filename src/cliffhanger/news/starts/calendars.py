"""Dates of starts that stand beside a series' name, as calendars give them: "S (Jan. 6)"."""

from __future__ import annotations

import re

from cliffhanger.news.dates import Day
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.starts.numbering import start_in_brackets
from cliffhanger.news.statements import Premiere
from cliffhanger.news.story import Sentence, Story

# What makes a list of series and dates a calendar of starts.
_CALENDAR = Phrase(
    r"premiere dates|premieres|midseason|mid-season|calendar|schedule|coming soon|debuts|debuting|"
    r"new (?:shows|series|dramas|tv)|when (?:your|every|all)|what's (?:on|new|coming)|return dates|"
    r"start dates|release dates|arriving|to watch|line-?up"
)
# "S (Jan. 6)", "S (N, Jan. 6)", "S (s2, 35.3m since 1/16)", "S (premieres May 3)".
_BRACKET = Phrase(r"S,? \((?P<in>[^()]{4,60})\)")
# All that may stand in the brackets beside the day.
_BESIDE = re.compile(
    r"[\s,;:|\u2014-]|\b(?:[NX]|on|at|from|season|series|s|\d+|one|two|three|four|five|six|seven|"
    r"eight|\d+(?::\d\d)?(?:pm|am)?|et|pt|starts?|starting|begins?|\w+day)\b"
)
_SAYS_SO = re.compile(
    r"\b(?:since|premier\w+|debut\w*|launch\w*|from|out|start\w*|return\w*|began|arriv\w+)\b"
)
# "Jan. 6: S (N)", "Monday, May 3 - S on N at 9".
_LINE = Phrase(
    r"(?:[-*\u2022] )?(?:on )?(?P<day>[a-z0-9.,/ ]{5,30}?)(?::| [-\u2013\u2014]|,| at \d\S*) ?S\b"
)
_AGAIN = re.compile(
    r"\b(?:return\w*|(?:is|are|comes?) back|back (?:on|for|with)|new season|resum\w+)\b"
)


def by_list(s: Sentence) -> list[Premiere]:
    """The starts that a list of names and days gives, a line or a pair of brackets each."""
    out = []
    for m in _BRACKET.finditer(s):
        day = next((d for d in s.days if m.start("in") <= d.start and d.end <= m.end("in")), None)
        if day is None or day.month is None or not _is_start(s, m["in"], day, m.start("in")):
            continue
        out += _start(s, m.start(), day, m.end())
    line = _LINE.match(s) if not out else None
    day = s.days[0]
    opens = line and day.day and line.start("day") + 8 >= day.start and day.end <= line.end("day")
    if line and opens and _is_calendar(s.story):
        out += _start(s, line.end() - 1, day, line.end())
    return out


def _is_start(s: Sentence, inside: str, day: Day, at: int) -> bool:
    rest = inside[: max(day.start - at, 0)] + " " + inside[day.end - at :]
    if _SAYS_SO.search(inside[: max(day.start - at, 0)]):
        return True
    return not _BESIDE.sub("", rest) and _is_calendar(s.story)


def _is_calendar(story: Story) -> bool:
    return _CALENDAR.search(story.whole) is not None


def _start(s: Sentence, at: int, day: Day, end: int) -> list[Premiere]:
    date = day.nearest(s.story.today)
    if date is None:
        return []
    key = s.key(at)
    season = start_in_brackets(s, at)
    if season is None and not _AGAIN.search(s.text):
        season = next((r.numbers[0] for r in s.seasons if r.numbers and r.start < end), 1)
    first, last = min(at, day.start), max(end, day.end, at + 1)
    return [Premiere(s.story.spelling(key), season, date, s.span(first, last))]
