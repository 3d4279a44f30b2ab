"""Figures about streaming viewing: weeks, hours, views, countries and ranks.

Linear ratings, households, minutes and money are other things and are left alone; so are films. A
bare "7.9M" counts in the unit the text has been using.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cliffhanger.news.focus import MANY, ONE, list_to, listed_from, stand_for, stands_for
from cliffhanger.news.lexicon import NUMBERS
from cliffhanger.news.seasons import number
from cliffhanger.news.statements import ChartClaim
from cliffhanger.news.story import Sentence, Story

WEEKS, HOURS, VIEWS, COUNTRIES, PEAK = "weeks_in_top10", "hours_viewed", "views", "countries", "peak_rank"
_WORDS = "|".join(w for w in NUMBERS if w != "zero")
_SCALE = {"million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9}
FIGURE = re.compile(
    r"(?P<cur>[$\u00a3\u20ac])?\b(?P<n>\d[\d,]*(?:\.\d+)?)[ -]?(?P<scale>million|billion|bn|mn|m|b)\b(?:[ -](?P<unit>(?:total |global |viewing |streaming |completed |watch(?:ed)? )*(?:hours?|views?|hrs)\b))?"
    r"|\b(?P<n2>\d{1,3}(?:,\d{3}){2,})(?: (?P<unit2>(?:total |viewing )?(?:hours?|views?|hrs)\b))?"
)
_PEOPLE = re.compile(
    r" ?(?:viewers?|people|households?|homes|subscribers?|accounts?|members?|dollars?|pounds|euros|tuned|minutes|followers|fans|votes|copies|watched|watch\b|of that|adults|total viewers|in the demo|profiles|users|for the start|deal|times|minute|-dollar)"
)
_LINEAR = re.compile(r"\b(?:viewers|watched by|ratings|rating|tuned in|demo|18-49|live-plus|household|audience of|overnight)\b")
_COUNTRIES = re.compile(rf"\b(?P<n>\d{{1,3}}|{_WORDS}) (?:\w+ )?(?:countries|territories|markets|nations)\b")
_AND_IN = re.compile(r"\b(?:in|of) (?P<n>\d{1,2})(?=[,.;]| of them| among)")
_CHART = re.compile(r"\b(?:top[ -]?(?:10|ten)|no\. ?1|number[ -]one|#1|chart(?:s|ed|ing)?|list|ranked|ranking|most[- ](?:watched|viewed|popular)|trend)")
_FOR_SALE = re.compile(r"\b(?:available|launch\w*|subscribers|operates|stream\w* in|rolled out|sold)\b[^.;]{0,20}$")
_WEEKS = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{_WORDS})(?: (?:full|straight|consecutive|whole|total|successive|non-consecutive|separate))* weeks?\b(?: (?:in a row|straight|running|total|each))?(?: \w+)? (?:in|on|inside|among|within|atop|at)(?: \w+'s| N's| N)?(?: the)?(?: [\w'-]+){{0,3}}? ?(?:N's |N )?(?:top[ -]?(?:10|ten)|chart|list|ranking)"
)
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_RANK = re.compile(
    r"(?:\bno\.? ?|\bnumber[ -]|#|\bnumber-)(?P<n>10|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten)\b(?!\.\d|\d| (?:song|single|album|fan|movie|film|reason|draft|bestsell|book|rule))"
    rf"|\b(?:was|is|were|in at|came in|comes in|in|came|comes|to|at|now|ranked|ranks|placed|places|finished|stayed|stays|sits|sat|followed in|follows in|held|holds|took|takes|up to|down to|landed|lands|lying|lies|slipped to|dropped to|fell to|rose to|climbed to|all the way to)(?: a| the| in| at| to)? (?P<o>{_ORDINAL})(?= (?:place|position|spot|slot)\b|[,.;:)]|$| (?:for the week|on the|on (?=\d)|with (?=\d|an)|in the|that week|this week|among|overall|worldwide|globally|behind|again))"
    rf"|(?<=, )(?P<o2>{_ORDINAL}) (?:on|in|among) (?:the|N's) (?:[\w'-]+ ){{0,3}}(?:list|chart|top|ranking)"
    rf"|^(?:in )?(?P<o4>{_ORDINAL}) (?:was|came|place went to|is) (?=S)"
    r"|(?P<top>\b(?:topp(?:ed|ing)|tops|atop|led|leads|leading|crown(?:ed|s)|remains? (?:on top of|at the (?:top|summit) of)|at the (?:top|summit|head) of|first on|top of|rul(?:ed|es)|reigns over|conquered) (?:the |its |N's |this week's |last week's |all )?(?:[\w'-]+ ){0,4}?(?:N's |N )?(?:top[ -]?(?:10|ten)|charts?|list|ranking|rankings)\b|\btook the crown|\bin the top spot|\bat the summit|\bmost[- ](?:watched|viewed|popular) (?:series|show|title|program|programme)\b(?= (?:on N|of the week|globally|worldwide|this week|last week)))"
)
_FILMS = re.compile(r"^(?:[-*\u2022] )?(?:on the |in |over (?:on|in) |as for |for |turning to |meanwhile, )?(?:the )?(?:english |non-english |top )?(?:films?|movies?)(?: side| list| chart| front)?(?:[:,]| \(|$)|^(?:on|over on) the films?\b|^[-\u2022*] ?(?:english |non-english )?films?\b|\b(?:the )?(?:film|movie) S\b")
_TELLY = re.compile(r"\b(?:tv|series|shows?|telly|television|box sets|programmes)\b")
_LINE = re.compile(r"(?P<r>\d{1,2})[.)] (?=S)")
_UNIT_WORD = re.compile(r"\b(?:hours?|views?)\b")


@dataclass(slots=True)
class _State:
    """What the passage has been talking about: its unit, and whether it is about films."""

    unit: str | None = None
    films: bool = False
    chart: bool = False
    block: int = -1


def find_claims(story: Story) -> list[ChartClaim]:
    """Every figure of the story, in order; one peak rank a series and season, the best."""
    state = _State()
    found: list[tuple[str, int | None, ChartClaim]] = []
    whole = " ".join(s.text for s in story.sentences)
    if not re.search(r"\d|top (?:10|ten)|number|chart|list|(?:" + _ORDINAL + r")", whole):
        return []
    chart_text = bool(re.search(r"top[ -]?(?:10|ten)\b|\bchart|hours viewed|million hours|million views|m views|most[- ](?:watched|popular)|no\. \d title", whole))
    for s in story.sentences:
        _observe(state, s, chart_text)
        if state.films:
            continue
        found += _figures(s, state)
        found += _countries(s, chart_text)
        found += _weeks(s)
        if chart_text:
            found += _ranks(s)
    return _best(found)


def _observe(state: _State, s: Sentence, chart_text: bool) -> None:
    if s.block != state.block:
        state.block = s.block
        heading = len(s.text) < 40 or s.text[:2] in ("- ", "* ")
        if state.films and (heading or s.series()) and (_TELLY.search(s.text[:60]) or not heading):
            state.films = False
    if _FILMS.search(s.text):
        state.films = not re.search(r"^[^:]{0,30}\b(?:tv|series)\b", s.text)
    elif state.films and _TELLY.search(s.text):
        state.films = False
    for m in _UNIT_WORD.finditer(s.text):
        if re.search(r"view|hours (?:viewed|of|watched)|million hours|m hours|hours\b", s.text[max(0, m.start() - 12) : m.end() + 8]) and "hours divided" not in s.text[m.start() :]:
            state.unit = HOURS if m.group().startswith("hour") else VIEWS
    state.chart = chart_text


def _value(n: str, scale: str | None) -> int:
    whole, _, part = n.replace(",", "").partition(".")
    factor = _SCALE.get(scale or "", 1)
    if not part:
        return int(whole) * factor
    return int(whole) * factor + int(part) * factor // 10 ** len(part)


def _figures(s: Sentence, state: _State) -> list[tuple[str, int | None, ChartClaim]]:
    out: list[tuple[str, int | None, ChartClaim]] = []
    floor = 0
    for m in FIGURE.finditer(s.text):
        metric = _metric(s, m, state)
        if metric is None:
            continue
        value = _value(m["n"] or m["n2"], m["scale"])
        for key, season, at in _subjects(s, m.start(), m.end(), floor):
            start = min(at, m.start()) if at is not None else m.start()
            end = max(m.end(), at + 1) if at is not None else m.end()
            out.append((key, season, ChartClaim(s.story.spelling(key), metric, value, _window(s, season, m.start()), s.span(start, end))))
        floor = m.end()
    return out


def _metric(s: Sentence, m: re.Match[str], state: _State) -> str | None:
    text = s.text
    unit = m["unit"] or m["unit2"]
    if m["cur"] or _PEOPLE.match(text, m.end()):
        return None
    if unit:
        return HOURS if re.search("hour|hrs", unit) else VIEWS
    if m["n2"] and not state.unit:
        return None
    near = re.match(r" (?:\w+ ){0,3}(?:hours|views)\b", text[m.end() :])
    if near:
        return HOURS if "hours" in near.group() else VIEWS
    if state.unit is None or not state.chart or _LINEAR.search(text):
        return None
    if (m["scale"] in ("b", "m") or True) and re.search(r"(?:budget|deal|worth|cost|episode)[^,;]*$", text[: m.start()]):
        return None
    return state.unit


def _window(s: Sentence, season: int | None, at: int) -> str | None:
    words = re.search(r"\b(?:first|opening|premiere|debut|launch|second|third|fourth) (?:full |three |four |five |seven |ten |28 |91 )?(?:week(?:end)?|days)\b|\bweekly top 10\b|\b(?:the |that |this |last |same )week\b|\bso far\b|\ball[- ]time\b|\btop (?:10|ten)\b", s.text)
    parts = [f"S{season}"] if season else []
    if words:
        parts.append(words.group())
    return ", ".join(parts) or None


def _subjects(s: Sentence, start: int, end: int, floor: int, *, shared: bool = True) -> list[tuple[str, int | None, int | None]]:
    """The series (key, season, position) a figure at `start` is about."""
    text = s.text
    lead = text[floor:start]
    each = re.search(r"\b(?:each|both|apiece)\b", lead) or re.match(r"[^.;]{0,12}\b(?:each|apiece)\b", text[end:])
    named = s.series(floor, start) or (s.series(0, start) if floor else [])
    if each and shared:
        keys = [s.key(i) for i in s.series(0, start)] or stand_for(s, start)
        if keys:
            return [(k, _season_of(s, k, start), None) for k in dict.fromkeys(keys)]
    if re.search(r"\b(?:any (?:series|show|new|title|other)|if a|a new|if not|somewhere around|my guess|at least|would need|needs?|magic)\b", lead) and not named:
        return []
    if named:
        i = named[-1]
        if re.search(r"\b(?:ahead of|behind|than|beat(?:ing)?|above|below|over|past|surpass(?:ing|ed)|topp?(?:ing|ed)|follows?|followed by|pushe[sd]) (?:the )?(?:\w+ ){0,3}$", text[floor:i]) and text[i + 1 : i + 3] != " (" and len(named) > 1:
            i = named[-2]
        elif re.search(r"\b(?:ahead of|behind|than|above|below|followed|pushe[sd]) (?:the )?(?:\w+ ){0,3}$", text[:i]) and text[i + 1 : i + 3] != " (" and s.topic and len(named) == 1:
            return [(s.topic, _near_season(s, floor, start), None)]
        return [(s.key(i), _near_season(s, i, start), i)]
    ahead = [i for i in s.series(end) if i - end < 60 and not re.search(r"[;.]", text[end:i])]
    ref = None
    for ref in ONE.finditer(text, 0, start):
        pass
    after_ref = ONE.match(text, end + 6) or re.match(r" (?:hours |views )?(?:with|for|to) (?:it|the)\b", text[end:])
    if ahead and not ref and re.match(r"[^.;]{0,50}\b(?:for|carried|with|went to|to|by|watching|of)\b", text[end : ahead[0] + 1]) and not (s.topic and floor):
        return [(s.key(i), None, i) for i in (listed_from(s, ahead[0])[:1])]
    key = stands_for(s, start) if (ref or after_ref or s.topic) else None
    if key is None and ahead:
        return [(s.key(ahead[0]), None, ahead[0])]
    return [(key, _near_season(s, floor, start), None)] if key else []


def _near_season(s: Sentence, floor: int, start: int) -> int | None:
    near = [r for r in s.seasons if floor <= r.start and r.end <= start and r.numbers]
    if near:
        return near[-1].numbers[0]
    tail = re.compile(r" (\d)\b").match(s.text, floor + 1)
    return int(tail[1]) if tail and floor in s.names else None


def _season_of(s: Sentence, key: str, start: int) -> int | None:
    for i in s.series(0, start):
        if s.key(i) == key:
            for r in s.seasons:
                if 0 <= r.start - i <= 4 and r.numbers:
                    return r.numbers[0]
    return None


def _countries(s: Sentence, chart_text: bool) -> list[tuple[str, int | None, ChartClaim]]:
    out: list[tuple[str, int | None, ChartClaim]] = []
    for m in _COUNTRIES.finditer(s.text):
        if not (_CHART.search(s.text) or chart_text and re.search(r"\b(?:made|hit|reach\w*|appear\w*|land\w*)\b", s.text)) or _FOR_SALE.search(s.text[: m.start()]):
            continue
        value = number(m["n"])
        spans = [(value, m.start(), m.end())]
        rest = _AND_IN.search(s.text, m.end())
        if rest:
            spans.append((int(rest["n"]), rest.start(), rest.end()))
        for n, a, b in spans:
            for key, season, at in _subjects(s, m.start(), m.end(), 0)[:3]:
                if n:
                    start = min(a, at) if at is not None else a
                    out.append((key, season, ChartClaim(s.story.spelling(key), COUNTRIES, n, _window(s, season, a), s.span(start, b))))
    return out


def _weeks(s: Sentence) -> list[tuple[str, int | None, ChartClaim]]:
    out: list[tuple[str, int | None, ChartClaim]] = []
    for m in _WEEKS.finditer(s.text):
        value = number(m["n"])
        if not value or re.search(r"\b(?:after|in|under|within|needs?|just|if)\b $", s.text[: m.start()][-8:]) and re.search("join", m.group()):
            continue
        many = MANY.search(s.text, 0, m.start())
        keys = [s.key(i) for i in s.series(0, m.start())]
        if many and not keys:
            keys = stand_for(s, many.start())
        rows = [(k, None, None) for k in dict.fromkeys(keys)] if keys and (many or len(set(keys)) == 1) else _subjects(s, m.start(), m.end(), 0)
        for key, season, at in rows:
            start = min(m.start(), at) if at is not None else (many.start() if many and m.start() - many.start() < 60 else m.start())
            top = re.search(r"(?:weekly |global |N'?s? )?top[ -]?(?:10|ten)", m.group())
            window = top.group().replace("N's ", "").replace("N ", "") if top else None
            out.append((key, season, ChartClaim(s.story.spelling(key), WEEKS, value, "weekly Top 10" if window and "weekly" in window else "Top 10" if window else None, s.span(start, m.end()))))
    return out


def _ranks(s: Sentence) -> list[tuple[str, int | None, ChartClaim]]:
    out: list[tuple[str, int | None, ChartClaim]] = []
    line = _LINE.match(s.text)
    if line and int(line["r"]) <= 10:
        i = line.end()
        key = s.key(i)
        season = next((r.numbers[0] for r in s.seasons if r.numbers and 0 <= r.start - i <= 4), None) or _near_season(s, i, i + 3)
        out.append((key, season, ChartClaim(s.story.spelling(key), PEAK, int(line["r"]), _window(s, season, i), s.span(0, len(s.text) if len(s.text) < 60 else i + 1))))
        return out
    floor = 0
    for m in _RANK.finditer(s.text):
        if m["top"]:
            if re.match(r" (?:in|of) (?:\d+|\w+ countries)", s.text[m.end() :]) or re.search(r"\b(?:not|n't|to|could|may|might|would)(?: \w+)? $", s.text[max(0, m.start() - 14) : m.start()]):
                continue
            value: int | None = 1
        else:
            value = number(m["n"] or m["o"] or m["o2"] or m["o4"])
        if value is None or value > 10 or re.search(r"\b(?:season|series|episode|part|volume|chapter)s?,? $", s.text[: m.start()]):
            continue
        if re.match(r" (?:in|slot in) (?:\d+|\w+) (?:countries|territories|markets)", s.text[m.end() :]):
            continue
        for key, season, at in _ranked(s, m, floor):
            start = min(m.start(), at) if at is not None else m.start()
            end = max(m.end(), at + 1) if at is not None else m.end()
            out.append((key, season, ChartClaim(s.story.spelling(key), PEAK, value, _window(s, season, m.start()), s.span(start, end))))
        floor = m.end()
    return out


def _ranked(s: Sentence, m: re.Match[str], floor: int) -> list[tuple[str, int | None, int | None]]:
    text = s.text
    if m["o4"] or re.match(r"(?:,? (?:was|is|came|went to|:)) (?:\w+ ){0,3}S", text[m.end() :]) and not s.series(floor, m.start()):
        ahead = s.series(m.end())
        return [(s.key(ahead[0]), None, ahead[0])] if ahead else []
    if re.search(r"\b[PX]\b(?: \d)?(?:[^.;]{0,20})?$", text[max(floor, m.start() - 24) : m.start()]) and not s.series(max(floor, m.start() - 24), m.start()):
        return []
    return _subjects(s, m.start(), m.end(), floor, shared=False)[:1]


def _best(found: list[tuple[str, int | None, ChartClaim]]) -> list[ChartClaim]:
    """Each figure once; of the ranks of a season the best."""
    peak: dict[tuple[str, int | None], int] = {}
    for key, season, c in found:
        if c.metric == PEAK:
            peak[key, season] = min(peak.get((key, season), 99), c.value)
    out: list[ChartClaim] = []
    seen: set[tuple[str, str, int, int | None]] = set()
    for key, season, c in found:
        if c.metric == PEAK and c.value != peak[key, season]:
            continue
        mark = (key, c.metric, c.value, season if c.metric == PEAK else None)
        if mark not in seen:
            seen.add(mark)
            out.append(c)
    return out
