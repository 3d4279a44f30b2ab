"""When seasons start: premiere verbs with a date, past or planned."""

from __future__ import annotations

import re

from cliffhanger.news.dates import Day
from cliffhanger.news.focus import ONE, aside, stands_for
from cliffhanger.news.statements import Premiere
from cliffhanger.news.story import Sentence, Story

# Verbs that say it of a series or a season by themselves.
_SURE = (
    r"premier(?:ed|es|e|ing)|debut(?:ed|s|ing)?|bow(?:ed|s)|launch(?:ed|es|ing)?|first (?:appeared|aired|shown|seen|streamed|arrived)|"
    r"came out|comes? out|(?:be|is|was|are|were) (?:\w+ )?(?:released|out|available)|(?:got|gets?) (?:going|under ?way)|start(?:s|ed)? streaming|made its debut|makes its debut|"
    r"arriv(?:ed|es|e|ing)|(?:kick(?:ed|s)?) off|hit(?:s)? (?:N|screens|the (?:streamer|service|platform|air))|dropp(?:ed|s)|drops?|reach(?:ed|es) (?:the|N)|land(?:ed|s) on|began|begins?|started|starts|"
    r"return(?:ed|s|ing)?|came back|comes? back|back (?=on)|open(?:ed|s)|air(?:ed|s)?|(?:is|are|was) due|due (?:out|to|for)|roll(?:s|ed) out|streams?|went out|released|set for|slated for|scheduled for|set to (?:premiere|debut|launch|return|arrive|air)|went live"
)
_VERB = re.compile(rf"\b(?P<verb>{_SURE}|premiere:|premiered:|released:|debut:|release date:)(?=\W|$)")
_AHEAD = re.compile(r"\b(?:will|won't|to|set|due|slated|scheduled|should|expected|returns|premieres|debuts|arrives|launches|starts|begins|comes|drops|upcoming|is coming|are coming|next|would|can)\b")
_NOT_START = re.compile(
    r"\b(?:finale|ended|ends|final episode|last episode|closed|wrapped|filming|production|shooting|trailer|teaser|season finale|concluded|website|petition|campaign|strike|chart|film|movie|special|book|novel|podcast|album|auction|final bow|last bow|final hour|upfronts?)\b"
)
_BETWEEN = re.compile(r"[;]|\b(?:while|but|whereas|and then|after which|ended|finale|renewed|cancel+ed|announced|axed|said|told)\b")
_NEW = re.compile(r"premier|debut|bow|launch|first|arriv|began|begin|start|open|reach|kick|hit|came out|got|released|air|land|dropp|going")


def find_premieres(story: Story) -> list[Premiere]:
    """Every dated start of a season the story tells, in order, each once."""
    found: dict[tuple[str, int | None, str], Premiere] = {}
    for s in story.sentences:
        if not s.days:
            continue
        for p in [*_told(s), *_noun(s), *_answer(story, s), *_with_order(s)]:
            if not any(k[0] == p.series and k[2] == p.date for k in found):
                found[p.series, p.season, p.date] = p
    return _without_vaguer(list(found.values()))


def _without_vaguer(found: list[Premiere]) -> list[Premiere]:
    """A month or a year is dropped where the text also gives the day for that season."""
    return [
        p
        for p in found
        if not any(o is not p and o.series == p.series and (o.season == p.season or p.season is None) and o.date != p.date and o.date.startswith(p.date) for o in found)
    ]


def _told(s: Sentence) -> list[Premiere]:
    verbs = list(_VERB.finditer(s.text))
    out = []
    used: set[int] = set()
    for k, m in enumerate(verbs):
        limit = verbs[k + 1].start() if k + 1 < len(verbs) else len(s.text)
        day = _day_after(s, m, limit, used) or _day_before(s, m, verbs[k - 1].end() if k else 0, used)
        if day is None:
            continue
        p = _premiere(s, m, day)
        if p is not None:
            used.add(day.start)
            out.append(p)
    return out


def _day_after(s: Sentence, m: re.Match[str], limit: int, used: set[int]) -> Day | None:
    for day in s.days:
        if m.end() <= day.start < limit and day.start not in used:
            between = s.text[m.end() : day.start]
            if day.anchor == "weekday" and not s.text.startswith(("on ", "this ", "last ", "next "), day.start) and len(between) > 1:
                continue
            if len(between) < 75 and not _BETWEEN.search(between) and not day.anchor.startswith(("since", "until", "through")):
                return day
    return None


def _day_before(s: Sentence, m: re.Match[str], floor: int, used: set[int]) -> Day | None:
    for day in reversed(s.days):
        if floor <= day.start and day.end <= m.start() and day.start not in used and not day.anchor.startswith("since"):
            between = s.text[day.end : m.start()]
            if len(between) < 45 and not _BETWEEN.search(between) and re.search(r"\b(?:on|in|this|last|next|coming)? ?$|^$", s.text[max(0, day.start - 8) : day.start]):
                if re.match(r",? (?:N|S|the|it|season|series|when)", between) or len(between) < 3:
                    return day
    return None


def _premiere(s: Sentence, m: re.Match[str], day: Day) -> Premiere | None:
    text = s.text
    a, b = min(m.start(), day.start), max(m.end(), day.end)
    if m["verb"] in ("launch", "debut", "premiere", "bow", "release") and re.search(r"\b(?:its|the|a|this|that|\w+ season|\w+'s) (?:\w+ )?$", text[: m.start()][-24:]):
        return None  # the noun, not the verb
    clause = re.split(r"[,;:]| and ", text[max(0, m.start() - 60) : m.start()])[-1]
    if s.question or _NOT_START.search(clause[-30:] + text[m.start() : b]) or re.search(r"\b(?:not|never|won't|isn't|wasn't|didn't|no longer)\b|n't\b", clause[-24:]):
        return None
    found = _subject(s, m)
    if found is None:
        return None
    key, at = found
    lead = text[max(0, m.start() - 25) : m.end()]
    ahead = bool(_AHEAD.search(lead)) and not re.search(r"\bhad\b|\bhas\b|having", lead)
    if day.anchor in ("weekday", "today", "yesterday") and ahead and m["verb"] in ("returns", "premieres", "debuts"):
        return None
    date = day.resolve(s.story.today, ahead=ahead)
    if date is None:
        return None
    past = date <= s.story.today.isoformat()
    season, where = _season(s, m, day, past)
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
    object_ = re.compile(r"(?: the| its| his| their)?(?: \w+){0,3}? S").match(text, end) if re.search(r"launch|air|open|releas|debut|premier|drop", m["verb"]) else None
    owner = text[floor:start].rstrip()
    if object_ and re.search(r"\bN(?: has| will| had)?$|streamer(?: has| had| will)?$|it(?: has| had| will)?$|having$", owner):
        return s.key(object_.end() - 1), object_.end() - 1
    ref = None
    for ref in ONE.finditer(text, floor, start):
        pass
    season = [r for r in s.seasons if floor <= r.start and r.end <= start]
    if named and not _other_subject(s, named[-1], start):
        return s.key(named[-1]), named[-1]
    if named and (ref and ref.start() > named[-1] or season):
        return s.key(named[-1]), named[-1]
    if re.search(r"\b(?:the|a|its) (?:show|series|drama|comedy|programme)\b", text[end : end + 14]) and s.topic:
        key = stands_for(s, end)
        return (key, end) if key else None
    if (ref or season) and not named:
        at = ref.start() if ref else season[0].start
        if _other_subject(s, at, start) and not season:
            return None
        key = stands_for(s, at)
        return (key, at) if key else None
    if re.match(r"(?:and |which |that )?$", text[floor:start].strip()[-5:] or "x") and s.topic and not named:
        return s.topic, None
    if m.start() == 0 and s.topic:
        return s.topic, None
    return None


def _other_subject(s: Sentence, at: int, start: int) -> bool:
    """Whether somebody or something else stands between the series and the verb."""
    if re.search(r",(?: (?:then|also|first|finally))? $", s.text[at + 1 : start]):
        return False
    between = re.sub(r"\([^)]*\)|, (?:which|who|the|a|an|starring|created|based)[^,]*,", " ", s.text[at + 1 : start])
    if re.search(r"(?:,|,? and)(?: (?:then|also|first|finally|it))? $", between):  # "S came from ..., arrived on"
        return False
    return bool(re.search(r"\b(?:P|X|S)\b(?!'s)|\bN\b(?! (?:series|show|drama|original))", between)) and not re.search(r"\b(?:and|it|which|that) (?:was |has |had |first |then |will |is )*$", between)


def _season(s: Sentence, m: re.Match[str], day: Day, past: bool) -> tuple[int | None, int | None]:
    """The season that starts and where it is named; a first start is season 1 without being told."""
    near = [r for r in s.seasons if r.numbers and r.end <= m.start() and m.start() - r.end < 60 and not re.search(r"[;]|\b(?:while|after|when|despite|having|which|it|since)\b", re.sub(r"^,? which (?:is|was|will|had)\b", "", s.text[r.end : m.start()]))]
    inside = [r for r in s.seasons if r.numbers and m.end() <= r.start and r.start < day.end + 45 and not re.search(r"[;]|\b(?:while|but|before|and has|and was|after|renewed|cancel+ed)\b", s.text[m.end() : r.start])]
    ref = near[-1] if near else inside[0] if inside else None
    if ref:
        if len(s.series()) > 1 and ref is not near[-1:] and False:
            return None, None
        return ref.numbers[0], ref.start
    again = re.search(r"return|back", m["verb"])
    if _NEW.search(m["verb"]) and not again and (past or re.search(r"debut|launch|bow", m["verb"])):
        return 1, None
    return None, None


_NOUN = re.compile(r"\b(?:premiere|debut|launch|bow|start|release|arrival)\b")


def _noun(s: Sentence) -> list[Premiere]:
    """ "its Jan. 28 premiere", "since its launch on March 13"."""
    out = []
    for m in _NOUN.finditer(s.text):
        if _NOT_START.search(s.text[max(0, m.start() - 20) : m.end() + 12]):
            continue
        day = next((d for d in s.days if 0 <= m.start() - d.end <= 2 or 0 <= d.start - m.end() <= 10 or re.fullmatch(r" (?:for|as) the ", s.text[d.end : m.start()])), None)
        if day is None:
            continue
        lead = s.text[max(0, min(m.start(), day.start) - 30) : m.start()]
        if not re.search(r"\b(?:its|the|their|'s|S|for the|as the|season \w+|\w+ season)\b[^,;]{0,30}$", lead) and "S's" not in lead:
            continue
        ref = ONE.search(s.text, max(0, min(m.start(), day.start) - 30), m.start() + 1)
        key = stands_for(s, m.start()) if ref or s.topic or s.series(0, m.start()) else None
        if key is None or re.search(r"\bN's\b|service|platform|streamer", lead[-24:]):
            continue
        ahead = day.end < m.start() and " the " in s.text[day.end : m.start()] or bool(_AHEAD.search(lead))
        date = day.resolve(s.story.today, ahead=ahead)
        refs = [r for r in s.seasons if r.numbers and (0 <= m.start() - r.end < 24 or 0 <= r.start - m.end() < 8)]
        if date and (refs or date <= s.story.today.isoformat()):
            a, b = min(m.start(), day.start), max(m.end(), day.end)
            out.append(Premiere(s.story.spelling(key), refs[0].numbers[0] if refs else 1, date, s.span(a, b)))
    return out


_ORDERED = re.compile(r"\b(?:renew\w*|order\w*|pick(?:ed|s)? up|wants|greenlit|commission\w*|confirmed|return\w*|bring\w* back|coming back)\b")


def _with_order(s: Sentence) -> list[Premiere]:
    """A month or year ahead that goes with an order: "... a third run: ten episodes, in 2024"."""
    refs = [r for r in s.seasons if r.numbers and max(r.numbers) > 1]
    if not refs or not _ORDERED.search(s.text) or s.question:
        return []
    today = s.story.today.isoformat()
    for day in s.days:
        date = day.resolve(s.story.today) if day.year else None
        if date is None or date <= today or day.start < refs[0].end or day.start - refs[0].end > 80:
            continue
        if _VERB.search(s.text[refs[0].end : day.start]) or re.search(r"\b(?:until|through|end|finish|final|film|produc|contract|deal)\w*\b", s.text[refs[0].end : day.start]):
            continue
        named = s.series(0, day.start)
        key = s.key(named[-1]) if named else s.topic
        if key:
            return [Premiere(s.story.spelling(key), refs[0].numbers[0], date, s.span(refs[0].start, day.end))]
    return []


_ASKS = re.compile(r"\bwhen\b.*\b(?:see|watch|out|release|start|air|premiere|back|return|land|arrive)\b|release date$")
_ANSWERS = re.compile(r"(?:a: |answer: |on )?(?:it'?s |that'?s |on )?(?=\w)")


def _answer(story: Story, s: Sentence) -> list[Premiere]:
    """A date that answers "When can I see it?": the season is that of the headline."""
    if s.index == 0 or not _ASKS.search(story.sentences[s.index - 1].text) or not s.days:
        return []
    day = s.days[0]
    opening = _ANSWERS.match(s.text)
    if day.start > (opening.end() if opening else 0) + 12 or not s.topic or _VERB.search(s.text):
        return []
    date = day.resolve(story.today, ahead=True)
    refs = [r for other in (story.sentences[s.index - 1], story.sentences[0]) for r in other.seasons if r.numbers]
    if date is None:
        return []
    return [Premiere(story.spelling(s.topic), refs[0].numbers[0] if refs else None, date, s.span(day.start, day.end))]
