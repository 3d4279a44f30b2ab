"""Figures about streaming viewing: weeks, hours, views, countries and ranks.

Linear ratings, households, minutes and money are other things and are left alone; so are films. A
bare "7.9M" counts in the unit the text has been using.
"""

from __future__ import annotations

import re

from cliffhanger.news.decided.seasons import number
from cliffhanger.news.figures import (
    HOURS,
    MINUTES,
    PEAK,
    VIEWS,
    Passage,
    about,
    countries,
    figures,
    near_season,
    weeks,
    window_of,
)
from cliffhanger.news.films import about_films, film_titles
from cliffhanger.news.focus import KIND, ONE
from cliffhanger.news.names.lexicon import MONTHS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import ChartClaim
from cliffhanger.news.story import Sentence, Story

_ORDINAL = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"1st|2nd|3rd|[4-9]th|\d{2,3}(?:st|nd|rd|th)"
)


_MONTH = "|".join((*MONTHS, *(m[:3] for m in MONTHS), "sept"))
_AFTER_RANK = (
    r" (?:place|position|spot|slot|rank)\b|[ -]most[- ](?:watched|viewed|streamed|popular)|"
    r" (?:for the week|on N's|on the|on [xXO]'s|on (?:its|their) |on (?=\d)|"
    r"with (?=\d|an?\b|just|about|over|more|some|nearly|around)|at (?=\d)|in the|that week|"
    r"this week|there|among|overall|worldwide|globally|behind|again)"
)
_RANK = Phrase(
    r"(?:\bno\.? ?|\bnumber[ -]|#|\bnumber-)(?P<n>[1-9]\d?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten)\b(?!\.\d|\d| (?:song|single|album|fan|movie|film|reason|draft|"
    r"bestsell|book|rule))"
    rf"|\b(?P<o>{_ORDINAL})(?=[,.;:)]|$|{_AFTER_RANK})"
    rf"|^(?:and |then )?(?:in |a |the )?(?:distant |close )?(?P<o4>{_ORDINAL}) (?:place |spot |"
    rf"slot |position )?"
    rf"(?:(?:on|in|of|among) [^.;,S]{{0,50}}?)?(?:was|there (?:was|is)|(?:we|you|"
    rf"you'll) (?:find|have|get)|came|comes|sits|sat|"
    rf"stood|stands|went to|is|"
    rf"belonged to|goes to|fell to) (?:[\w'-]+ |N's ){{0,6}}?(?=S)"
    r"|(?P<top>\b(?:held|holds?|took|takes?|claim(?:ed|s)|grabbed|kept|keeps?|retain(?:ed|s)|"
    r"reclaim(?:ed|s)|secur(?:ed|es)|nabb?(?:ed|s)) (?:on to )?(?:the |its )?top (?:spot|place|"
    r"position|slot)|\b(?:topp(?:ed|ing)|tops|atop|led|leads|leading|crown(?:ed|s)|"
    r"remains? (?:on top of|at the (?:top|summit) of)|at the (?:top|summit|head) of|"
    r"first on|top of|rul(?:ed|es)|reigns over|conquered) (?:the |its |N's |this week's |"
    r"last week's |all )?(?:[\w'-]+ ){0,4}?(?:N's |N )?(?:top[ -]?(?:10|ten)|charts?|list|"
    r"ranking|rankings)\b|\btook the crown|\bin the top spot|\bat the summit|"
    r"\bmost[- ](?:watched|viewed|popular) (?:series|show|title|program|"
    r"programme)\b(?= (?:on N|of the (?:week|month|year)|of all|overall|globally|worldwide|"
    r"this week|"
    rf"last week|in (?:{_MONTH})\b)))"
    r"|\bround(?:s|ed|ing) out the top (?P<last>three|five|ten|3|5|10)\b"
)


# Looked for as bits of words: the end of a number tells "330th" from "330".
_RANK_WORD = Phrase(
    r"no\.|number|#|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"1st|2nd|3rd|[04-9]th|1th|2th|3th|top|crown|summit|led\b|lead|rul|reign|conquer|most"
)

_LINE = Phrase(r"(?P<r>\d{1,2})[.)] (?=S)")


_UNIT_WORD = Phrase(r"\b(?:hours?|views?|minutes)\b")
# "three hours of each", "ten minutes in" are no units of a chart.
_COUNTED_IN = re.compile(
    r"view|(?:hours|minutes) (?:viewed|of|watched|streamed)|(?:million|billion|[mb]n?) (?:hours|"
    r"minutes)"
)

_ANY_FIGURE = Phrase(rf"\d|top (?:10|ten)|number|chart|list|(?:{_ORDINAL})")
_CHARTS = Phrase(
    r"top[ -]?(?:10|ten)\b|\bchart|hours viewed|million hours|million views|m views|"
    r"\bamong (?:\w+ )?originals\b|minutes (?:viewed|watched|streamed|of viewing)|million minutes|"
    r"streaming (?:ratings|numbers|figures)|list of (?:\w+ )?(?:streaming|originals|acquired)|"
    r"most[- ](?:watched|viewed|popular)|(?:no\. ?\d|#\d|number[ -]one) (?:title|series|show)|"
    r"\brankings?\b"
)


def find_claims(story: Story) -> list[ChartClaim]:
    """Every figure of the story, in order; one peak rank a series and season, the best."""
    state = Passage()
    found: list[tuple[str, int | None, ChartClaim]] = []
    if not _ANY_FIGURE.search(story.whole):
        return []
    chart_text = _CHARTS.search(story.whole) is not None
    films = about_films(story)
    for s in story.sentences:
        _observe(state, s, chart_text)
        if s.index in films:
            continue
        found += figures(s, state)
        found += countries(s, chart_text)
        found += weeks(s)
        if chart_text:
            found += _ranks(s)
    titles = film_titles(story)
    return _best([row for row in found if row[0] not in titles])


def _observe(state: Passage, s: Sentence, chart_text: bool) -> None:
    for m in _UNIT_WORD.finditer(s):
        near = s.text[max(0, m.start() - 12) : m.end() + 8]
        if _COUNTED_IN.search(near) and "hours divided" not in s.text[m.start() :]:
            word = m.group()
            state.unit = HOURS if word[0] == "h" else MINUTES if word[0] == "m" else VIEWS
    state.chart = chart_text


Row = tuple[str, int | None, ChartClaim]


def _ranks(s: Sentence) -> list[Row]:
    line = _LINE.match(s)
    if line and int(line["r"]) <= 10:
        i = line.end()
        season = next(
            (r.numbers[0] for r in s.seasons if r.numbers and 0 <= r.start - i <= 4), None
        ) or near_season(s, i, i + 3)
        end = len(s.text) if len(s.text) < 60 else i + 1
        return [(s.key(i), season, _peak(s, s.key(i), season, int(line["r"]), 0, end))]
    out: list[Row] = []
    floor = 0
    for m in _RANK.finditer(s) if _RANK_WORD.may_be_in(s) else ():
        value = _rank(s, m)
        if value is None:
            continue
        pair = _pair(s, m, value) if m["n"] else []
        for key, season, at in [] if pair else _ranked(s, m, floor):
            start = min(m.start(), at) if at is not None else m.start()
            end = max(m.end(), at + 1) if at is not None else m.end()
            out.append((key, season, _peak(s, key, season, value, start, end)))
        out += pair
        floor = m.end()
    return out


# "Season no. 3", "on September 8th".
# "Its third, ..." is a season, and "one third" a part.
_NO_RANK = re.compile(
    r"(?:^|\b(?:the|a|its|one|their|per|every|upper|lower|bottom|middle|final|another) )$"
)
_FIRST_BY = re.compile(
    r"\b(?:was|is|were|are|in at|(?:putting|placing|leaving|puts|places) (?:it|S|the \w+)|"
    r"(?:enough|good) for|(?:came|comes|coming) (?:in|out)|in|came|comes|to|at|now|"
    r"rank(?:ed|s|ing)|plac(?:ed|es|ing)|finish(?:es|ed|ing)?|end(?:ed|s) up|stay(?:ed|s)|"
    r"s[ai]ts?|held|holds|took|takes|land(?:ed|s)|still)(?: in| at| it)? $"
)
_NO_PLACE = re.compile(
    rf"\b(?:(?:season|series|episode|part|volume|chapter)s?,?|(?:{_MONTH})\.?) $"
)


def _rank(s: Sentence, m: re.Match[str]) -> int | None:
    """The rank the words give; None if they give one of something else, or none."""
    before, after = s.text[: m.start()], s.text[m.end() :]
    if m["last"]:
        return number(m["last"])
    if m["top"]:
        unsure = re.search(r"\b(?:not|n't|to|could|may|might|would)(?: \w+)? $", before[-14:])
        return None if unsure or re.match(r" (?:in|of) (?:\d+|\w+ countries)", after) else 1
    if m["o"] and not _PLACE.match(after) and not _placed(m["o"], before, after):
        return None
    if _NO_PLACE.search(before) or re.match(
        r" (?:in|slot in) (?:\d+|\w+) (?:countries|territories|markets)", after
    ):
        return None
    return number(m["n"] or m["o"] or m["o4"])


_PLACE = re.compile(r" (?:place|position|spot|slot|rank)\b|[ -]most[- ]")
_ON_A_LIST = re.compile(r" (?:on|in|among) (?:the|N's) (?:[\w'-]+ ){0,4}(?:list|chart|top|ranking)")


def _placed(ordinal: str, before: str, after: str) -> bool:
    """Whether an ordinal alone is a rank: the first needs a verb that says so, or a list."""
    if ordinal not in ("first", "1st"):
        far = ordinal[:2].isdigit()  # "It was 330th", and not "on the 12th"
        return bool(_FIRST_BY.search(before[-40:])) if far else _NO_RANK.search(before) is None
    return bool(_ON_A_LIST.match(after) or _FIRST_BY.search(before[-40:]))


def _pair(s: Sentence, m: re.Match[str], value: int) -> list[Row]:
    """ "A and B are at No. 6 and 7": each has its own."""
    second = _SECOND.match(s, m.end())
    named = s.series(0, m.start())[-2:]
    if not second or len(named) < 2 or " and " not in s.text[named[0] : named[1]]:
        return []
    out: list[Row] = []
    for i, reach, n in ((named[0], named[1], value), (named[1], m.start(), int(second["n"]))):
        season = near_season(s, i, reach)
        out.append((s.key(i), season, _peak(s, s.key(i), season, n, i, second.end())))
    return out


_SECOND = Phrase(
    r" and (?:no\.? ?|#|number )?(?P<n>\d\d?)\b(?! (?:million|hours|views|weeks|countries))"
)


def _peak(
    s: Sentence, key: str, season: int | None, value: int, start: int, end: int
) -> ChartClaim:
    return ChartClaim(s.story.spelling(key), PEAK, value, window_of(s, season), s.span(start, end))


# "At No. 2, the drama S", "The runner-up in second place, N's S, ...": the name comes after.
_LEADS_IN = re.compile(
    r"^(?:and |then |next |down |up |the |new |now )*(?:runner-up |leader |newcomer )?"
    r"(?:at|in|is|was|comes?|came)?(?: in| at)? ?$"
)
_THEN_S = Phrase(
    r"(?: (?:place|position|spot|slot))?(?: (?:on|in|of) [^.;,S]{0,40})?,? (?:(?:is|was|we find|"
    r"with) )?"
    r"(?:(?:N's|the|a|an) )?(?:[\w'-]+ ){0,5}S\b"
)


def _ranked(s: Sentence, m: re.Match[str], floor: int) -> list[tuple[str, int | None, int | None]]:
    text = s.text
    if not s.series(floor, m.start()) and (lead := _LEADS_IN.search(text, 0, m.start())):
        then = _THEN_S.match(s, m.end())
        if then and not ONE.search(s, 0, lead.end()):
            return [(s.key(then.end() - 1), None, then.end() - 1)]
    if m["o4"] or (
        re.match(
            r"(?: (?:place|position|spot|slot))?(?:,? (?:on|in|of) [^.;,S]{0,40})?"
            r",? (?:was|is|came|went to|belonged to|:) (?:[\w'-]+ |N's ){0,5}S",
            text[m.end() :],
        )
        and not s.series(floor, m.start())
    ):
        ahead = s.series(m.end())
        return [(s.key(ahead[0]), None, ahead[0])] if ahead else []
    if re.search(
        rf"\b[PX]\b(?! (?:[\w-]+ )?{KIND}\b)(?: \d)?(?:[^.;,]{{0,20}})?$",
        text[max(floor, m.start() - 24) : m.start()],
    ) and not s.series(max(floor, m.start() - 24), m.start()):
        return []
    return about(s, m.start(), m.end(), floor, shared=False)[:1]


def _one_season(found: list[Row]) -> list[Row]:
    """Where ranks name one season of a series alone, its ranks without a season are that one's."""
    seasons: dict[str, set[int]] = {}
    for key, season, c in found:
        if c.metric == PEAK and season:
            seasons.setdefault(key, set()).add(season)
    out = []
    for key, season, c in found:
        only = seasons.get(key, set()) if c.metric == PEAK else set()
        out.append((key, next(iter(only)) if len(only) == 1 else season, c))
    return out


def _best(found: list[tuple[str, int | None, ChartClaim]]) -> list[ChartClaim]:
    """Each figure once; of the ranks of a season the best."""
    peak: dict[tuple[str, int | None], int] = {}
    found = _one_season(found)
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
