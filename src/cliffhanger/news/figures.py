"""Figures in a sentence: hours, views, countries and weeks, each with the series it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cliffhanger.news.decided.seasons import number
from cliffhanger.news.focus import MANY, ONE, last_of, stand_for, stands_for
from cliffhanger.news.names.lexicon import NUMBERS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import ChartClaim
from cliffhanger.news.story import Sentence

WEEKS, HOURS, VIEWS, COUNTRIES, PEAK = (
    "weeks_in_top10",
    "hours_viewed",
    "views",
    "countries",
    "peak_rank",
)

MINUTES = "minutes"
"""A unit that charts use as well, and that is no metric here."""

_WORDS = "|".join(w for w in NUMBERS if w != "zero")


_SCALE = {"million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9}


FIGURE = Phrase(
    r"(?P<cur>[$\u00a3\u20ac])?\b(?P<n>\d[\d,]*(?:\.\d+)?)[ -]?(?P<scale>million|billion|"
    r"bn|mn|m|b)\b(?:[ -](?P<unit>(?:total |global |viewing |streaming |completed |"
    r"watch(?:ed)? )*(?:hours?|views?|hrs)\b))?"
    r"|\b(?P<n2>\d{1,3}(?:,\d{3}){2,})(?: (?P<unit2>(?:total |viewing )?(?:hours?|views?|hrs)\b))?"
)


_PEOPLE = Phrase(
    r" ?(?:viewers?|people|households?|homes|subscribers?|accounts?|members?|dollars?|"
    r"pounds|euros|tuned|minutes|followers|fans|votes|copies|watched|watch\b|of that|"
    r"adults|total viewers|in the demo|profiles|users|for the start|deal|times|minute|"
    r"-dollar)"
)


_LINEAR = Phrase(
    r"\b(?:viewers|watched by|ratings|rating|tuned in|demo|18-49|live-plus|household|"
    r"audience of|overnight)\b"
)


_COUNTRIES = Phrase(
    rf"\b(?P<n>\d{{1,3}}|{_WORDS}) (?:\w+ )?(?:countries|territories|markets|nations)\b"
)


_AND_IN = Phrase(
    r"\b(?:in|of) (?P<n>\d{1,2})(?=[,.;]| of them| among| (?:it|the \w+) (?:was|is|took|hit|sat|"
    r"led)\b)"
)


_CHART = Phrase(
    r"\b(?:top[ -]?(?:10|ten)|no\. ?1|number[ -]one|chart(?:s|ed|ing)?|list|ranked|"
    r"ranking|most[- ](?:watched|viewed|popular)|trend)|#\d"
)


_FOR_SALE = Phrase(
    r"\b(?:available|launch\w*|subscribers|operates|stream\w* in|rolled out|sold)\b[^.;]{0,20}$"
)


_WEEKS = Phrase(
    rf"\b(?P<n>\d{{1,2}}|{_WORDS})(?: (?:full|straight|consecutive|whole|total|successive|"
    rf"non-consecutive|separate))* weeks?\b(?: (?:in a row|straight|running|total|"
    rf"each))?(?: \w+)? (?:in|on|inside|among|within|atop|at)(?: \w+'s| N's|"
    rf" N)?(?: the)?(?: [\w'-]+){{0,3}}? ?(?:N's |N )?(?:top[ -]?(?:10|ten)|chart|list|"
    rf"ranking)"
)


@dataclass(slots=True)
class Passage:
    """What the passage has been talking about: its unit, and whether charts come into it."""

    unit: str | None = None
    chart: bool = False


def _value(n: str, scale: str | None) -> int:
    """The integer a figure stands for, exactly: no floats, so 177.4 million is 177400000."""
    whole, _, part = n.replace(",", "").partition(".")
    factor = _SCALE.get(scale or "", 1)
    if not part:
        return int(whole) * factor
    return int(whole) * factor + int(part) * factor // int("1" + "0" * len(part))


def figures(s: Sentence, state: Passage) -> list[tuple[str, int | None, ChartClaim]]:
    """The hours and views a sentence gives: series key, season (or None) and claim."""
    out: list[tuple[str, int | None, ChartClaim]] = []
    floor = 0
    counted = [(m, metric) for m in FIGURE.finditer(s) if (metric := _metric(s, m, state))]
    pair = _pair(s, [m for m, _ in counted])
    for k, (m, metric) in enumerate(counted):
        value = _value(m["n"] or m["n2"], m["scale"])
        whose = [pair[k]] if pair else about(s, m.start(), m.end(), floor)
        for key, season, at in whose:
            start = min(at, m.start()) if at is not None else m.start()
            end = max(m.end(), at + 1) if at is not None else m.end()
            name, window = s.story.spelling(key), window_of(s, season)
            out.append((key, season, ChartClaim(name, metric, value, window, s.span(start, end))))
        floor = m.end()
    return out


def _pair(s: Sentence, found: list[re.Match[str]]) -> list[tuple[str, int | None, int | None]]:
    """ "A and B were at 18.5 million and 18.3 million": each has its own."""
    if len(found) != 2 or not _AND.fullmatch(s.text, found[0].end(), found[1].start()):
        return []
    named = s.series(0, found[0].start())[-2:]
    if len(named) < 2 or not _AND.fullmatch(s.text, named[0] + 1, named[1]):
        return []
    return [(s.key(i), near_season(s, i, i + 12), i) for i in named]


_AND = re.compile(r"(?: \([^)]*\)| season \d+)?,? and (?:the )?(?:[a-z-]+ ){0,2}")


def _metric(s: Sentence, m: re.Match[str], state: Passage) -> str | None:
    text = s.text
    unit = m["unit"] or m["unit2"]
    if m["cur"] or (not unit and _PEOPLE.match(s, m.end())) or _DIFFERENCE.match(s, m.end()):
        return None
    if _OTHERS_OWN.search(text[: m.start()]) or _too_much(m):
        return None
    if unit:
        return HOURS if re.search("hour|hrs", unit) else VIEWS
    if m["n2"] and not state.unit:
        return None
    near = re.match(r" (?:\w+ ){0,3}(?:hours|views)\b", text[m.end() :])
    if near:
        return HOURS if "hours" in near.group() else VIEWS
    if state.unit in (None, MINUTES) or not state.chart or _LINEAR.search(s):
        return None
    if re.search(r"(?:budget|deal|worth|cost|episode)[^,;]*$", text[: m.start()]):
        return None
    return state.unit


# "P (395th, 41.7 million hours)": of something that is no series we know.
_OTHERS_OWN = re.compile(r"\b[PX] \((?:[^()]{0,20}, )?$")
_MOST = 10**10


def _too_much(m: re.Match[str]) -> bool:
    """What no series has: "94 billion hours" is all that the service was watched."""
    return _value(m["n"] or m["n2"], m["scale"]) >= _MOST


def window_of(s: Sentence, season: int | None) -> str | None:
    """What the figure covers, in words: its season and its week, where they are named."""
    words = re.search(
        r"\b(?:first|opening|premiere|debut|launch|second|third|fourth) (?:full |three |"
        r"four |five |seven |ten |28 |91 )?(?:week(?:end)?|days)\b|\bweekly top 10\b|"
        r"\b(?:the |that |this |last |same )week\b|\bso far\b|\ball[- ]time\b|\btop (?:10|"
        r"ten)\b",
        s.text,
    )
    parts = [f"S{season}"] if season else []
    if words:
        parts.append(words.group())
    return ", ".join(parts) or None


# "ahead of S on 31.2 million", "behind S, which drew 8m", "followed by S, a new drama, with 9m":
# the figure hung on a series by a preposition, a bracket or a relative clause is its own.
_OWN_FIGURE = re.compile(
    r"(?:'s?)?(?::? (?:season|part|volume|series) [\w-]+'?| s\d+| \d)?(?: \((?:s\d+|N)\))?"
    r"(?:,(?! which)[^,;.]{3,70},)?(?:,? (?:\(|(?:on|with|at|to|by|in) )(?:[a-z]+ ){0,3}?|"
    r",? which (?:[\w'-]+ ){1,7}?|(?: \([^()]*\))? (?:down )?)(?:no\.? ?|#|number[ -])?$"
)
# "130.7 million fewer than S": a difference is nobody's total.
_DIFFERENCE = Phrase(
    r"(?: (?:hours?|views?))? (?:more (?:than|views to|hours to)|fewer|less|short of|shy of|"
    r"clear of|higher|lower)\b"
)


def about(
    s: Sentence, start: int, end: int, floor: int, *, shared: bool = True
) -> list[tuple[str, int | None, int | None]]:
    """The series (key, season, position) a figure at `start` is about."""
    lead = s.text[floor:start]
    named = s.series(floor, start) or (s.series(0, start) if floor else [])
    if shared and (_EACH.search(lead) or _EACH_AFTER.match(s, end)):
        keys = [s.key(i) for i in s.series(0, start)] or stand_for(s, start)
        if keys:
            return [(k, _season_of(s, k, start), None) for k in dict.fromkeys(keys)]
    if not named:
        return [] if _NOBODYS.search(lead) else _unnamed(s, start, end, floor)
    i = _bearer(s, named, start)
    if _OTHER_TITLE.search(s.text[i + 1 : start]):
        return []
    if _OUTDONE.search(s.text[:i]) and not _OWN_FIGURE.match(s.text[i + 1 : start]):
        before = [j for j in named if j < i]
        if before:
            i = before[-1]
        elif s.topic:
            return [(s.topic, near_season(s, floor, start), None)]
    return [(s.key(i), near_season(s, i, start), i)]


# "A, the B spin-off, fell to third", "A, taken from the books of B, did": what is between commas
# is said of A.
_APART = re.compile(
    r"(?:'s? [^,;S]{0,40})?, (?:a|an|the|its|[NPX]'s|which|whose|who|that|based|adapted|spun|taken|"
    r"from|created|by|starring|featuring|another|one|inspired)\b[^;,S]*"
)


# "A on 2 million, and the special X, which took 1.6 million": X is nothing we know.
_OTHER_TITLE = re.compile(
    r"(?:,|;|\band) (?:the )?(?:[\w-]+ ){0,3}X(?:,| \(| (?:at|on|with|took|had|got|drew)\b)"
)


def _bearer(s: Sentence, named: list[int], start: int) -> int:
    """The last series before a figure that is not named in an aside about the one before it."""
    k = len(named) - 1
    while k:
        between, rest = s.text[named[k - 1] + 1 : named[k]], s.text[named[k] + 1 : start]
        closed = re.match(r"[^,;]{0,40},", rest)
        if not closed or not _APART.fullmatch(between) or "(" in rest:
            break
        k -= 1
    return named[k]


def _unnamed(
    s: Sentence, start: int, end: int, floor: int
) -> list[tuple[str, int | None, int | None]]:
    """What a figure is about when no series stands before it: one after it, or one meant."""
    ahead = [i for i in s.series(end) if i - end < 60 and not re.search(r"[;.]", s.text[end:i])]
    ref = last_of(ONE.finditer(s, 0, start))
    if ahead and not ref and not (s.topic and floor) and _GOES_TO.match(s, end, ahead[0] + 1):
        return [(s.key(ahead[0]), None, ahead[0])]
    after = ONE.match(s, end + 6) or _WITH_IT.match(s, end)
    key = stands_for(s, start) if (ref or after or s.topic) else None
    if key is None and ahead:
        return [(s.key(ahead[0]), None, ahead[0])]
    return [(key, near_season(s, floor, start), None)] if key else []


_EACH = re.compile(r"\b(?:each|both|apiece)\b")
_EACH_AFTER = Phrase(r"[^.;]{0,12}\b(?:each|apiece)\b")
_NOBODYS = re.compile(
    r"\b(?:any (?:series|show|new|title|other)|if a|a new|if not|somewhere around|my guess|"
    r"at least|would need|needs?|magic|combined|"
    r"(?:all told|altogether),? (?:the|these|those|they|\w+ (?:shows|series|titles))\b"
    r"(?! (?:[\w-]+ )?(?:show|series|drama|comedy|spin-?off)\b)|the (?:[\w-]+ )?ones totall?ed|"
    r"(?:shows|series|titles) [^,;.]*(?:came to|totall?ed|amounted to|added up to))\b"
)
_OUTDONE = re.compile(
    r"\b(?:ahead of|behind|than|beat(?:ing)?|above|below|over|past|surpass(?:ing|ed)|"
    r"topp?(?:ing|ed)(?: by)?|follows?|followed(?: by)?|pushe[sd]|overt(?:ook|ak\w+)|passed|"
    r"passing|"
    r"edg(?:ed|ing)(?: out)?|dethron\w+|replac\w+|nudg\w+|toppl\w+|outpac\w+|eclips\w+|"
    r"exceed\w+|knock\w+(?: off| down)?|led by|after|on N from) (?:the )?(?:[\w-]+ ){0,3}$"
)
_GOES_TO = Phrase(r"[^.;]{0,50}\b(?:for|carried|with|went to|to|by|watching|of|all that)\b")
_WITH_IT = Phrase(r" (?:hours |views )?(?:with|for|to) (?:it|the)\b")


# "Season 2 of S came #34".
_OF = re.compile(r" (?:of|for) (?:the |N's )?(?:[\w-]+ ){0,3}")


def near_season(s: Sentence, floor: int, start: int) -> int | None:
    """The season named last before a figure."""
    near = [r for r in s.seasons if floor <= r.start and r.end <= start and r.numbers]
    if near:
        return near[-1].numbers[0]
    leading = [r for r in s.seasons if r.numbers and _OF.fullmatch(s.text, r.end, floor)]
    if leading and floor in s.names:
        return leading[-1].numbers[0]
    tail = re.compile(r" (\d)\b").match(s.text, floor + 1)
    return int(tail[1]) if tail and floor in s.names else None


def _season_of(s: Sentence, key: str, start: int) -> int | None:
    for i in s.series(0, start):
        if s.key(i) == key:
            for r in s.seasons:
                if 0 <= r.start - i <= 4 and r.numbers:
                    return r.numbers[0]
    return None


def countries(s: Sentence, chart_text: bool) -> list[tuple[str, int | None, ChartClaim]]:
    """The numbers of countries a series charted in."""
    out: list[tuple[str, int | None, ChartClaim]] = []
    for m in _COUNTRIES.finditer(s):
        if not (
            _CHART.search(s)
            or (chart_text and re.search(r"\b(?:made|hit|reach\w*|appear\w*|land\w*)\b", s.text))
        ) or _FOR_SALE.search(s, 0, m.start()):
            continue
        value = number(m["n"])
        spans = [(value, m.start(), m.end())]
        rest = _AND_IN.search(s, m.end())
        if rest:
            spans.append((int(rest["n"]), rest.start(), rest.end()))
        for n, a, b in spans:
            for key, season, at in about(s, m.start(), m.end(), 0)[:3]:
                if n:
                    start = min(a, at) if at is not None else a
                    out.append(
                        (
                            key,
                            season,
                            ChartClaim(
                                s.story.spelling(key),
                                COUNTRIES,
                                n,
                                window_of(s, season),
                                s.span(start, b),
                            ),
                        )
                    )
    return out


_FOR_WEEKS = Phrase(
    r"\b(?:in|on|inside) (?:N's |the )*(?:[\w-]+ ){0,2}(?:top[ -]?(?:10|ten)|charts?|"
    r"list)(?: of [^.;,]{0,40}?)? for (?:just |only )?"
    rf"(?P<n>\d{{1,2}}|{_WORDS}) (?:straight |consecutive |full )*weeks?\b"
)


_NTH_WEEK = Phrase(
    r"\b(?:in|for) (?:its|a|the) (?P<n>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d{1,2}(?:st|nd|rd|th)) (?:straight |consecutive |full )?week (?:in|on|inside|among) "
    r"(?:the |N's )?(?:[\w-]+ ){0,3}(?:top[ -]?(?:10|ten)|charts?|list|ranking)"
)


def weeks(s: Sentence) -> list[tuple[str, int | None, ChartClaim]]:
    """The weeks a series spent in a Top 10."""
    out: list[tuple[str, int | None, ChartClaim]] = []
    for m in (m for p in (_WEEKS, _FOR_WEEKS, _NTH_WEEK) for m in p.finditer(s)):
        value = number(m["n"])
        if not value or ("join" in m.group() and _AFTER_SO_LONG.search(s.text, 0, m.start())):
            continue
        many = MANY.search(s, 0, m.start())
        top = _TOP.search(m.group())
        window = None if not top else "weekly Top 10" if "weekly" in top.group() else "Top 10"
        for key, season, at in _listed_longest(s, m, many):
            start = m.start() if at is None else min(m.start(), at)
            if at is None and many and m.start() - many.start() < 60:
                start = many.start()
            name, span = s.story.spelling(key), s.span(start, m.end())
            out.append((key, season, ChartClaim(name, WEEKS, value, window, span)))
    return out


_AFTER_SO_LONG = re.compile(r"\b(?:after|in|under|within|needs?|just|if) $")
_TOP = re.compile(r"(?:weekly |global |N'?s? )?top[ -]?(?:10|ten)")


def _listed_longest(
    s: Sentence, m: re.Match[str], many: re.Match[str] | None
) -> list[tuple[str, int | None, int | None]]:
    """The series that spent the weeks: all of a list where the text says "both" or "each"."""
    keys = [s.key(i) for i in s.series(0, m.start())]
    if many and not keys:
        keys = stand_for(s, many.start())
    if keys and (many or len(set(keys)) == 1):
        return [(k, None, None) for k in dict.fromkeys(keys)]
    return about(s, m.start(), m.end(), 0)
