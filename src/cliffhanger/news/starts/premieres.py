"""When seasons start: premiere verbs with a date, past or planned."""

from __future__ import annotations

import re

from cliffhanger.news.dates import Day
from cliffhanger.news.starts.calendars import by_list
from cliffhanger.news.starts.numbering import of_episodes, ordered_of, season_of, told_next
from cliffhanger.news.starts.starters import subject_of
from cliffhanger.news.starts.starts import (
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
    r"announced|axed|said|told)\b|: (?=\S)"
)


def find_premieres(story: Story) -> list[Premiere]:
    """Every dated start of a season the story tells, in order, each once."""
    found: dict[tuple[str, int | None, str], Premiere] = {}
    for s in story.sentences:
        if not s.days:
            continue
        for p in [*_told(s), *by_noun(s), *by_list(s), *by_answer(story, s), *with_order(s)]:
            same = [k for k in found if k[0] == p.series and k[2] == p.date]
            if same and p.season and same[0][1] is None:
                del found[same[0]]  # now with its season
            elif same:
                continue
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
    used = {d.start for d in s.days if _is_stretch(s, d)} if verbs else set()
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


def _is_stretch(s: Sentence, day: Day) -> bool:
    between = day.day and _WITHIN.search(s.text, 0, day.start)
    return between is not None or _STRETCH.match(s.text, day.end) is not None


# "It had been scheduled for January": and was not shown.
_PLANNED = re.compile(
    r"set|slated|scheduled|planned|pencil|due|expected|booked|earmarked|lined|tipped"
)
_HAD_BEEN = re.compile(r"\b(?:had|would have|should have) (?:\w+ )?been (?:\w+ )?$")
# "P returns as Kat", "to return to the soap": one of the cast.
_AS_SOMEBODY = re.compile(
    r" (?:as|there|to (?:S|the (?:show|series|soap|role|cast|part|stage|theat\w+)))\b"
)
# "the week of Jan. 2-8", "between May 4 and 10": a stretch of time, in which nothing need start.
_STRETCH = re.compile(
    r" ?[-\u2013\u2014] ?(?:\d|[a-z]{3,9}\.? \d)| (?:to|through|until) (?:19|20)\d\d"
)
_WITHIN = re.compile(r"\b(?:between|week of|for|during) $")
_COMPARED = re.compile(r"\b(?:than|from|to|with|over|versus)(?: (?:a|the))? $")
_NOT_THEN = ("since", "until", "through")
_NEVER = re.compile(r"\b(?:not|never|no longer)\b|n't\b")


def _not_before(s: Sentence, m: re.Match[str]) -> bool:
    """ "does not debut until August", "won't start before May": it starts then."""
    lead = s.text[max(0, m.start() - 24) : m.start()]
    rest = s.text[m.end() : m.end() + 40]
    return bool(_NEVER.search(lead) and re.match(r"[^,;]{0,30}\b(?:until|till|before)\b", rest))


# "Viewers must wait until 2024 for the third season."
_WAIT = re.compile(r"wait|h[oa][ln][dg] on")


def _day_after(s: Sentence, m: re.Match[str], limit: int, used: set[int]) -> Day | None:
    if m["verb"] == "came":
        return None  # "On June 22 came the third season"
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
                and (
                    not day.anchor.startswith(_NOT_THEN)
                    or _WAIT.match(m["verb"])
                    or _not_before(s, m)
                )
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
            ) and (
                re.match(r",? (?:N|S|the|it|season|series|when|is)", between) or len(between) < 3
            ):
                return day
    return None


def _premiere(s: Sentence, m: re.Match[str], day: Day) -> Premiere | None:
    if _no_start(s, m, day):
        return None
    found = subject_of(s, m)
    if found is None:
        return None
    key, at = found
    ahead = _ahead(s, m)
    if (
        day.anchor in ("weekday", "today", "yesterday")
        and ahead
        and m["verb"] in ("returns", "premieres", "debuts")
    ):
        return None
    date = day.resolve(s.story.today, ahead=ahead and not day.anchor.startswith("last"))
    if date is None:
        return None
    past = date <= s.story.today.isoformat()
    season, where = season_of(s, m, day, key, past=past)
    if at is not None and at >= m.end() and (titled := _TITLED.match(s.text, at)):
        season = int(titled[1])  # "2023 gave us S 2"
    if season is None and not past:
        season = told_next(s, key) or ordered_of(s.story, key, date)
    places = [x for x in (m.start(), day.start, at, where) if x is not None]
    ends = [m.end(), day.end, *(x + 1 for x in (where,) if x is not None)]
    return Premiere(s.story.spelling(key), season, date, s.span(min(places), max(ends)))


_TITLED = re.compile(r"S (\d)\b(?! (?:million|hours|views))")
_NOUNS = ("launch", "debut", "premiere", "bow", "start", "return")
_NOUN_LEAD = re.compile(
    r"\b(?:its|the|a|this|that|\w+ season|\w+'s) (?:(?!will|would|to|could|may|might|can|did|"
    r"should|shall)[\w-]+ ){0,2}$"
)


def _no_start(s: Sentence, m: re.Match[str], day: Day) -> bool:
    """Whether the verb is a noun here, denied, called off, or said of something else."""
    text = s.text
    if m["verb"] in _NOUNS and _NOUN_LEAD.search(text[: m.start()][-30:]):
        return True
    before = min(m.start(), day.start) < m.start()
    end = max(m.end(), day.end)
    clause = re.split(r"[,;:]| and ", text[max(0, m.start() - 60) : m.start()])[-1]
    return bool(
        s.question
        or of_episodes(s, m.start())
        or (_PLANNED.match(m["verb"]) and _HAD_BEEN.search(text[: m.start()]))
        or NOT_A_START.search(clause[-30:] + text[m.start() : end])
        or (before and NOT_A_START.search(text[max(day.start - 24, 0) : m.start()]))
        or (re.search("return|back", m["verb"]) and _AS_SOMEBODY.match(text, m.end()))
        or (_NEVER.search(clause[-24:]) and not _not_before(s, m))
    )


# What is told in the past tense does not look ahead, whatever stands before: "took to S when it
# began last September".
_PAST = re.compile(
    r"(?:began|came|went|made|took|got|gave|brought|arrived|landed|debuted|premiered|launched|"
    r"bowed|started|returned|opened|kicked|dropped|aired|followed|reached|commenced|appeared)\b"
)
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|get|to) (?:\w+ )?$")


def _ahead(s: Sentence, m: re.Match[str]) -> bool:
    """Whether the start is still to come, by what leads up to the verb."""
    text = s.text
    lead = text[: m.end()]
    if m.start() > 25:
        lead = re.sub(r"^\S*", "", text[m.start() - 25 : m.end()])
    if m["verb"].endswith("ing") and re.search(
        r"\b(?:will|set to|is to|are to)\b", text[: m.start()]
    ):
        lead = "will"
    done = re.search(r"\b(?:had|has|having)(?: \w+){0,2} $", text[: m.start()])
    if _not_before(s, m):
        clause = re.split(r"[,;:]| and ", text[max(0, m.start() - 60) : m.start()])[-1]
        return re.search(r"\b(?:didn't|wasn't|did not|was not)\b", clause[-24:]) is None
    if _PAST.match(m["verb"]) and not _PASSIVE.search(text, 0, m.start()):
        return False
    return bool(LOOKS_AHEAD.search(lead)) and not (done and not m["verb"].endswith("s"))
