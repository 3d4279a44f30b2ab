"""When seasons start: premiere verbs with a date, past or planned."""

from __future__ import annotations

import re

from cliffhanger.news.calendars import by_list
from cliffhanger.news.dates import Day
from cliffhanger.news.focus import ONE, aside, last_of, stands_for
from cliffhanger.news.numbering import season_of
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.starts import (
    LOOKS_AHEAD,
    NOT_A_START,
    STARTS,
    by_answer,
    by_noun,
    likewise,
    with_order,
    with_others,
)
from cliffhanger.news.statements import Premiere
from cliffhanger.news.story import Sentence, Story

_BETWEEN = re.compile(
    r"[;]|\b(?:while|but|whereas|and then|after which|ended|finale|renewed|cancel+ed|"
    r"announced|axed|said|told)\b"
)


def find_premieres(story: Story) -> list[Premiere]:
    """Every dated start of a season the story tells, in order, each once."""
    found: dict[tuple[str, int | None, str], Premiere] = {}
    for s in story.sentences:
        if not s.days:
            continue
        for p in [*_told(s), *by_noun(s), *by_list(s), *by_answer(story, s), *with_order(s)]:
            if not any(k[0] == p.series and k[2] == p.date for k in found):
                found[p.series, p.season, p.date] = p
    return _without_vaguer(list(found.values()))


def _without_vaguer(found: list[Premiere]) -> list[Premiere]:
    """A month or a year is dropped where the text also gives the day for that season."""
    return [
        p
        for p in found
        if not any(
            o is not p
            and o.series == p.series
            and (o.season == p.season or p.season is None)
            and o.date != p.date
            and o.date.startswith(p.date)
            for o in found
        )
    ]


def _told(s: Sentence) -> list[Premiere]:
    verbs = list(STARTS.finditer(s.text))
    out = []
    used: set[int] = set()
    for k, m in enumerate(verbs):
        limit = verbs[k + 1].start() if k + 1 < len(verbs) else len(s.text)
        day = _day_after(s, m, limit, used) or _day_before(
            s, m, verbs[k - 1].end() if k else 0, used
        )
        if day is None:
            continue
        p = _premiere(s, m, day)
        if p is not None:
            used.add(day.start)
            out += with_others(s, m, day, p)
    if out:
        out += likewise(s, used)
    return out


# "It had been scheduled for January": and was not shown.
_PLANNED = re.compile(
    r"set|slated|scheduled|planned|pencil|due|expected|booked|earmarked|lined|tipped"
)
_HAD_BEEN = re.compile(r"\b(?:had|would have|should have) (?:\w+ )?been (?:\w+ )?$")
# "P returns as Kat", "to return to the soap": one of the cast.
_AS_SOMEBODY = re.compile(r" (?:as|to (?:S|the (?:show|series|soap|role|cast|part)))\b")
_COMPARED = re.compile(r"\b(?:than|from|to|with|over|versus)(?: (?:a|the))? $")
_NOT_THEN = ("since", "until", "through")
_NEVER = re.compile(r"\b(?:not|never|no longer)\b|n't\b")


def _not_before(s: Sentence, m: re.Match[str]) -> bool:
    """ "does not debut until August", "won't start before May": it starts then."""
    lead = s.text[max(0, m.start() - 24) : m.start()]
    rest = s.text[m.end() : m.end() + 40]
    return bool(_NEVER.search(lead) and re.match(r"[^,;]{0,30}\b(?:until|till|before)\b", rest))


def _day_after(s: Sentence, m: re.Match[str], limit: int, used: set[int]) -> Day | None:
    for day in s.days:
        begins = m.end() <= day.start or s.text[day.start : m.end()] == "back"  # "came back in May"
        if begins and day.start < limit and day.start not in used:
            between = s.text[m.end() : day.start]
            if day.anchor == "ago" and _COMPARED.search(s.text, 0, day.start):
                continue  # "8 percent more than a year earlier"
            if (
                day.anchor == "weekday"
                and not s.text.startswith(("on ", "this ", "last ", "next "), day.start)
                and len(between) > 1
            ):
                continue
            if (
                len(between) < 75
                and not _BETWEEN.search(between)
                and (not day.anchor.startswith(_NOT_THEN) or _not_before(s, m))
            ):
                return day
    return None


def _day_before(s: Sentence, m: re.Match[str], floor: int, used: set[int]) -> Day | None:
    for day in reversed(s.days):
        if (
            floor <= day.start
            and day.end <= m.start()
            and day.start not in used
            and not day.anchor.startswith("since")
        ):
            between = s.text[day.end : m.start()]
            if (
                len(between) < 45
                and not _BETWEEN.search(between)
                and re.search(
                    r"\b(?:on|in|this|last|next|coming)? ?$|^$|: $",
                    s.text[max(0, day.start - 8) : day.start],
                )
            ) and (re.match(r",? (?:N|S|the|it|season|series|when)", between) or len(between) < 3):
                return day
    return None


def _premiere(s: Sentence, m: re.Match[str], day: Day) -> Premiere | None:
    text = s.text
    a, b = min(m.start(), day.start), max(m.end(), day.end)
    if m["verb"] in ("launch", "debut", "premiere", "bow", "start", "return") and re.search(
        r"\b(?:its|the|a|this|that|\w+ season|\w+'s) (?:(?!will|would|to|could|may|might|can|did|"
        r"should|shall)[\w-]+ ){0,2}$",
        text[: m.start()][-30:],
    ):
        return None  # the noun, not the verb
    clause = re.split(r"[,;:]| and ", text[max(0, m.start() - 60) : m.start()])[-1]
    if (
        s.question
        or (_PLANNED.match(m["verb"]) and _HAD_BEEN.search(text[: m.start()]))
        or NOT_A_START.search(clause[-30:] + text[m.start() : b])
        or NOT_A_START.search(text[max(a - 24, 0) : m.start()] if a < m.start() else "")
        or (re.search("return|back", m["verb"]) and _AS_SOMEBODY.match(text, m.end()))
        or (_NEVER.search(clause[-24:]) and not _not_before(s, m))
    ):
        return None
    found = _subject(s, m)
    if found is None:
        return None
    key, at = found
    lead = (
        re.sub(r"^\S*", "", text[max(0, m.start() - 25) : m.end()])
        if m.start() > 25
        else text[: m.end()]
    )
    if m["verb"].endswith("ing") and re.search(
        r"\b(?:will|set to|is to|are to)\b", text[: m.start()]
    ):
        lead = "will"
    done = re.search(r"\b(?:had|has|having)(?: \w+){0,2} $", text[: m.start()])
    ahead = bool(LOOKS_AHEAD.search(lead)) and not (done and not m["verb"].endswith("s"))
    if _not_before(s, m):
        ahead = re.search(r"\b(?:didn't|wasn't|did not|was not)\b", clause[-24:]) is None
    if (
        day.anchor in ("weekday", "today", "yesterday")
        and ahead
        and m["verb"] in ("returns", "premieres", "debuts")
    ):
        return None
    date = day.resolve(s.story.today, ahead=ahead)
    if date is None:
        return None
    past = date <= s.story.today.isoformat()
    season, where = season_of(s, m, day, past=past)
    start = min(x for x in (a, at, where) if x is not None)
    end = max(b, (where + 1) if where is not None and where > b else b)
    return Premiere(s.story.spelling(key), season, date, s.span(start, end))


def _subject(s: Sentence, m: re.Match[str]) -> tuple[str, int | None] | None:
    """The series that starts: named before the verb, meant by "it" or a season, or its object."""
    text, start, end = s.text, m.start(), m.end()
    floor = max(text.rfind(";", 0, start), text.rfind(" while ", 0, start), 0)
    if m["verb"].endswith(":"):
        named = s.series(0, start)
        return (s.key(named[0]), named[0]) if named else (s.topic, None) if s.topic else None
    named = [i for i in s.series(floor, start) if not aside(s, i)]
    if (
        " it " in m["verb"]
        or m["verb"].endswith(" it")
        or (
            _THAT_N.search(text[floor:start]) and m["verb"] != "dropped"  # that may be the axe
        )
    ):
        key = stands_for(s, start) if " it" in m["verb"] or not named else s.key(named[-1])
        return (key, None) if key else None
    object_ = (
        re.compile(r"(?: the| its| his| their)?(?: \w+){0,3}? S").match(text, end)
        if re.search(
            r"launch|air|open|releas|debut|premier|drop|put|unleash|screen|se[nd]|"
            r"show|us$|for$",
            m["verb"],
        )
        else None
    )
    owner = text[floor:start].rstrip()
    if object_ and (re.search(r" us$| for$", m["verb"]) or _ITS_OWNER.search(owner)):
        return s.key(object_.end() - 1), object_.end() - 1
    new = any(0 <= r.start - end < 12 for r in s.seasons) or _EPISODES.match(text, end)
    if new and _ITS_OWNER.search(owner) and s.topic and not named:
        return s.topic, None  # "N will premiere season two on July 7"
    ref = last_of(ONE.finditer(s, floor, start))
    season = [r for r in s.seasons if floor <= r.start and r.end <= start]
    if named and not _other_subject(s, named[-1], start):
        return s.key(named[-1]), named[-1]
    if named and ((ref and ref.start() > named[-1]) or season):
        return s.key(named[-1]), named[-1]
    if (
        re.search(r"\b(?:the|a|its) (?:show|series|drama|comedy|programme)\b", text[end : end + 14])
        and s.topic
    ):
        key = stands_for(s, end)
        return (key, end) if key else None
    if (ref or season) and not named:
        at = ref.start() if ref else season[0].start
        if _other_subject(s, at, start) and not season:
            return None
        key = stands_for(s, at)
        return (key, at) if key else None
    if (
        re.match(r"(?:and |which |that )?$", text[floor:start].strip()[-5:] or "x")
        and s.topic
        and not named
    ):
        return s.topic, None
    if (
        _OPENING.match(text[:start])
        or _SEASON_OF_ITS.match(s, end)
        or _SHOW.search(s, floor, start)
    ):
        ahead = _COMMA_S.match(s, end)
        key = s.key(ahead.end() - 1) if ahead else None if named else s.topic
        return (key, ahead.end() - 1 if ahead else None) if key else None
    return None


# "First launched in 2023, the show ...", "having debuted in May, A ...".
_OPENING = re.compile(r"(?:(?:first|originally|initially|having|since|after|which|it|when) ?)*$")
_COMMA_S = Phrase(r"[^.;,S]{0,50}, (?:(?:the|N's) )?(?:[a-z-]+ ){0,3}S\b")
# "The DC adaptation premiered its second season on ...".
_SEASON_OF_ITS = Phrase(r" (?:its|a|the) (?:\w+ )?(?:season|series|run)\b")
_SHOW = Phrase(
    r"\b(?:episodes|season|series|show|drama|comedy|sitcom|adaptation|spin-?off|reboot|thriller|"
    r"romp|"
    r"saga|epic|tale|caper|miniseries|mystery)\b"
)


_EPISODES = re.compile(
    r" (?:all|the|its|both|every) (?:(?:first|whole|full|entire|\w+) )?(?:\w+ )?(?:episodes?|"
    r"lot|run)\b"
)
_ITS_OWNER = re.compile(
    r"(?:\b(?:[Nx]|it|streamer|network|channel|broadcaster|service|platform|they|who|which)"
    r"(?: (?:has|had|will|is to|plans to|first|then|also|only))*|having)$"
)
# "S, a drama that N only started to show on August 4".
_THAT_N = re.compile(r"\b(?:that|which) N(?:'s? \w+)?(?: (?:has|had|will))?(?: [a-z]+)? $")


def _other_subject(s: Sentence, at: int, start: int) -> bool:
    """Whether somebody or something else stands between the series and the verb."""
    if re.search(r",(?: (?:then|also|first|finally))? $", s.text[at + 1 : start]):
        return False
    between = re.sub(
        r"\([^)]*\)|, (?:which|who|the|a|an|starring|created|based)[^,]*,",
        " ",
        s.text[at + 1 : start],
    )
    if re.search(
        r"(?:,|,? and)(?: (?:then|also|first|finally|it))? $", between
    ):  # "S came from ..., arrived on"
        return False
    return bool(
        re.search(r"\b(?:P|X|S)\b(?!'s)|\bN\b(?! (?:series|show|drama|original))", between)
    ) and not re.search(
        r"\b(?:and|it|which|that) (?:was |has |had |first |then |will |is )*$", between
    )
