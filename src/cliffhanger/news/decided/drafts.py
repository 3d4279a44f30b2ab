"""One event made into records: season, day, network, credit and span, as its sentence says them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from cliffhanger.news.dates import Day
from cliffhanger.news.decided.credit import certainty, credits, unnamed
from cliffhanger.news.decided.deciders import is_headline, network, network_of
from cliffhanger.news.decided.events import Event
from cliffhanger.news.decided.seasons import NUM, ORD, SeasonRef, number
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import (
    CANCELED,
    FINAL,
    OPEN,
    RENEWED,
    Span,
)
from cliffhanger.news.story import Sentence

SHOWN = re.compile(
    r"\b(?:premiere[ds]?|premiering|debut(?:ed|s)?|launch(?:ed|es)?|bowed|arrive[ds]?|"
    r"came out|come out|out|aired|airs|broadcast|shown|released?|due|start(?:s|ed|ing)?|"
    r"began|begins|"
    r"streaming|dropp(?:ed|s)|until|through|returns|returned|ended|closed|wrapped|set for|"
    r"aired its|appeared|finale|scheduled|bow)\b[^,;]{0,40}$"
)


_LATER = Phrase(
    r"\b(?:(?P<n>a|one|two|three|four|five|six|\d) days?|(?P<day>the) day) (?P<way>after|"
    r"before)(?= (?:N|O|P|the|it|its|they)\b)"
)


@dataclass(slots=True)
class Draft:
    """A decision as one event says it, before events are put together."""

    key: str
    decision: str
    season: int | None
    ordered: int | None
    on: str | None
    network: str | None
    credit: str | None
    sure: str
    span: Span
    index: int
    own_network: bool
    past: bool
    rule: str
    headline: bool


def drafts_of(event: Event, earlier: list[Draft]) -> list[Draft]:
    """One draft for each series of the event; `earlier` are those of the sentences before."""
    s = event.s
    credit, sure = _credit(event)
    on = _announced(event, earlier)
    if on is None and event.decision != OPEN and _AT_ONCE.search(s.text):
        on = next((d.on for d in reversed(earlier) if d.on), None)
    decider, own = network(event)
    drafts = []
    told = {key: network_of(s, key) for key, _ in event.series} if not own else {}
    for n, (key, at) in enumerate(_unique(event.series)):
        season, ordered = _season(event, n, at)
        drafts.append(
            Draft(
                key,
                event.decision,
                season,
                ordered,
                on,
                (told.get(key) if key != s.story.main else None) or decider,
                credit,
                sure,
                _span(event, at),
                s.index,
                own,
                bool(
                    re.search(
                        r"\b(?:had|was|were|when|since|previously|recently|back in)\b",
                        s.text[max(0, event.start - 40) : event.start + 1],
                    )
                ),
                event.rule,
                is_headline(s),
            )
        )
    return drafts


_AT_ONCE = re.compile(
    r"\b(?:at the same time|in the same breath|on the same day|simultaneously|"
    r"in the same announcement)\b"
)


def _unique(series: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    seen: dict[str, int | None] = {}
    for key, at in series:
        seen.setdefault(key, at)
    return list(seen.items())


def _span(event: Event, at: int | None) -> Span:
    """The shortest stretch with the series, the trigger and the season."""
    start, end = event.start, event.end
    if at is not None:
        start, end = min(start, at), max(end, at + 1)
    for ref in event.refs[:2]:
        if ref.end - start < 220 and end - ref.start < 220:
            start, end = min(start, ref.start), max(end, ref.end)
    text = event.s.text
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return event.s.span(start, end)


Numbered = tuple[int | None, int | None]
"""The season of a decision, and how many were ordered."""


def _season(event: Event, n: int, at: int | None) -> Numbered:
    """For the `n`-th series of the event, which stands at `at`."""
    own = event.own.get(at) if at is not None else None
    refs, text = event.refs if own is None else own, event.s.text
    if event.decision == CANCELED:
        if "respectively" in text and len(refs_all := event.s.seasons) == len(event.series) > 1:
            refs = refs_all[n : n + 1]
        return _last_aired(event, refs) or _rookie(event, at), None
    if event.decision == OPEN:
        return _in_question(event, refs), None
    if not refs:
        return _unnumbered(event) if event.decision == RENEWED else (None, None)
    seen = own and _SEEN.match(text, own[0].end)
    numbers = sorted({x for r in refs for x in r.numbers})
    if event.decision == RENEWED and (seen or _in_label(event, refs)):
        return numbers[-1] + 1 if numbers else None, None  # "S (s2, 35.3m views)": the last one
    if not numbers and (until := _UNTIL.search(text, event.end)):
        many = sum(r.count or 0 for r in refs)
        last = number(until[1])
        return (last - many + 1 if last and many and last > many else None), many or None
    if "respectively" in text and len(event.series) > 1:
        ordered_numbers = [x for r in refs for x in r.numbers]
        if n < len(ordered_numbers):
            return ordered_numbers[n], 1
    return _final(event, refs, numbers) if event.decision == FINAL else _next(event, refs, numbers)


def _in_question(event: Event, refs: list[SeasonRef]) -> int | None:
    """The season that is left open; a first season that was shown leaves the second open."""
    text = event.s.text
    first = next((r.first for r in refs if r.numbers), None)
    running = event.denial and not event.next_ and re.search(r"now (?:on|in) its", text)
    if first is not None and running:
        first += 1
    if first == 1:
        return 2 if re.search(r"after|following|despite|with", text) else None
    return first


def _unnumbered(event: Event) -> Numbered:
    """A renewal without season words: after the second comes the third, a rookie has its second."""
    text = event.s.text
    if after := _AFTER_NTH.match(text, event.end):
        return (number(after[1]) or 0) + 1, 1
    if re.search(r"\b(?:freshman|freshmen|rookie|first-year|debut)\b", text):
        return 2, 1
    if re.search(r"\bsophomore\b(?! (?:run|season))", text):
        return 3, 1
    return None, 1 if _NEXT_YEAR.search(text, event.start) else None


def _in_label(event: Event, refs: list[SeasonRef]) -> bool:
    """ "S, season 3: 20 million (renewed)": the season there was."""
    before = refs[0].end <= event.start and "(" in event.s.text[refs[0].end : event.start]
    return event.rule == "renew" and before


def _next(event: Event, refs: list[SeasonRef], numbers: list[int]) -> Numbered:
    if not numbers:
        both = _ITS_TWO.search(event.s)
        return number(both[1]) if both else None, sum(r.count or 0 for r in refs) or None
    return numbers[0], sum(r.ordered or 0 for r in refs) if len(refs) > 1 else refs[0].ordered


def _rookie(event: Event, at: int | None) -> int | None:
    """The season that the words beside a canceled series tell: "freshman drama S" is in its 1st."""
    if at is None:
        return None
    if _NEWCOMERS.search(event.s, 0, at):
        return 1
    m = _NTH_YEAR.search(event.s, max(0, at - 40), at)
    return (number(m[1]) if m[1] else 2 if m[2] else 1) if m else None


_NEWCOMERS = Phrase(
    r"\b(?:rookies|freshmen|newcomers|(?:freshman|rookie|first-year|new) (?:shows|series|dramas|"
    r"comedies|sitcoms|titles))\b[^.;]*$"
)
_NTH_YEAR = Phrase(
    rf"\b(?:({ORD})[- ]year|(sophomore)|(?:freshman|rookie|new))\b(?! (?:season|run))[^,;S]*$"
)


# "will not be back for a fourth", "there won't be a third", "no second".
_REFUSED = re.compile(r"(?:\b(?:not|never|without|no)\b|n't\b)[^,.;]{0,32}$")
# "for the 2018-19 season": one more, whichever it is.
_NEXT_YEAR = re.compile(
    r"\bfor (?:the |its )?(?:(?:next|coming|upcoming|20\d\d)(?: (?:tv|"
    r"broadcast))? (?:season|year)\b|"
    r"20\d\d[-/\u2013]\d\d(?:\d\d)?)"
)
_SEEN = re.compile(r", (?:no\. )?\d")
# "renewed after a second season".
_AFTER_NTH = re.compile(
    rf"(?: by N)?,? (?:after|following) (?:just |only )?(?:a |its |the |one )?({ORD}|"
    rf"{NUM}) (?:season|series)"
)
# "two more seasons, so that it runs until the end of season 4".
_UNTIL = re.compile(
    rf"\b(?:until|through|to|into) (?:at least )?(?:the end of )?(?:its )?(?:season|"
    rf"series) ({NUM}|\d+)\b"
)
# "two more seasons, its fifth and sixth".
_ITS_TWO = Phrase(rf"\bits ({ORD}) and {ORD}\b")


def _final(event: Event, refs: list[SeasonRef], numbers: list[int]) -> Numbered:
    text = event.s.text
    ordered = re.search(
        r"\b(?:renew|order|pick(?:ed|s)? up|pick-?up|green|commission|given|gave|handed|"
        r"confirmed for|get|return|will be back)",
        text[: refs[-1].end],
    )
    if not numbers and event.rule == "final number" and refs[0].count and not refs[0].last:
        return refs[0].count, None  # "will end after three seasons"
    if not numbers:
        many = sum(r.count or 0 for r in refs) or (1 if any(r.last for r in refs) else None)
        return None, many if ordered else None
    many = sum(r.ordered or 0 for r in refs) if ordered else None
    return numbers[-1], many


def _last_aired(event: Event, refs: list[SeasonRef]) -> int | None:
    """The last season there was: "no third season" and "after two seasons" mean the second."""
    text = event.s.text
    if re.match(r"one[- ]and[- ]done", text[event.start : event.end]):
        return 1
    if re.match(r"two[- ]and[- ]done", text[event.start : event.end]):
        return 2
    for ref in refs:
        refused = (
            event.next_
            and ref.start >= event.start - 1
            and ref.start < event.end + 60
            and not re.search(
                r"\b(?:after|following) (?:\w+ ){0,3}$", text[max(0, ref.start - 25) : ref.start]
            )
        )
        if ref.numbers:
            n = max(ref.numbers)
            if refused or _REFUSED.search(text, max(0, ref.start - 44), ref.start):
                return max(min(ref.numbers) - 1, 1)
            return n
        words = text[ref.start : ref.end]
        if ref.count and not re.search(r"another|more|further|additional", words):
            return ref.count
    return None


def _announced(event: Event, earlier: list[Draft]) -> str | None:
    """The day of the decision: the date nearest to its words that is not a premiere's."""
    s, today = event.s, event.s.story.today
    if event.decision == OPEN:
        return None
    later = _LATER.search(s, 0, event.start)
    if later:
        return _after(event, later, earlier, today)
    best: tuple[int, str] | None = None
    for day in s.days:
        on = _usable(s, day, event, today)
        if on is None:
            continue
        gap = day.start - event.end if day.start >= event.end else event.start - day.end
        if gap < (260 if day.start < 12 else 160) and (best is None or gap < best[0]):
            best = (gap, on)
    return best[1] if best else None


def _usable(s: Sentence, day: Day, event: Event, today: dt.date) -> str | None:
    if day.anchor.startswith(("next", "until", "through", "since", "later", "for", "by")):
        return None
    lead = s.text[max(0, day.start - 60) : day.start]
    lead = re.sub(r"\b(?:statement|news|announcement|video|post|tweet|message) \w+ ", "", lead)
    if (
        SHOWN.search(lead)
        and not re.search(r"announc|reveal|confirm|renewed|cancel", lead.rsplit(" ", 3)[-1])
        and not (
            event.start < day.start
            and SHOWN.search(s.text[event.end : day.start]) is None
            and event.end > day.start - 60
        )
    ):
        return None
    if re.match(
        r" (?:premiere|debut|launch|bow|finale|release|start|week|and \w+ \d|for the|as the|"
        r"nights?\b|at \d)|s\b|'s ",
        s.text[day.end : day.end + 12],
    ):
        return None
    if re.search(r"\b(?:half of|from|between|week of|since) (?:the )?$", lead) or ";" in (
        s.text[event.end : day.start] if day.start > event.end else s.text[day.end : event.start]
    ):
        return None
    aside = day.end < event.start and "," in s.text[day.end : event.start]
    if aside and re.search(r", which\b[^,]*$", s.text[: day.start]):
        return None  # "S, which N dropped in May, was saved"
    a, b = (event.end, day.start) if day.start > event.end else (day.end, event.start)
    strangers = set(s.series(a, b)) - {at for _, at in event.series}
    if strangers and event.decision != RENEWED:
        return None
    on = day.resolve(today)
    if on is None or on > today.isoformat()[: len(on)]:
        return None
    return on


def _after(event: Event, later: re.Match[str], earlier: list[Draft], today: dt.date) -> str | None:
    """ "just a day after N confirmed ...": counted from what the sentence started with."""
    s = event.s
    named: set[str | None] = {s.key(i) for i in s.series(0, later.start())} or {s.topic}
    base = next((d.on for d in earlier if d.key in named and d.on and len(d.on) == 10), None)
    day = dt.date.fromisoformat(base) if base else None
    if day is None:
        known = [d for d in s.days if d.end <= later.start() and d.day]
        on = known[0].resolve(today) if known else None
        day = (
            dt.date.fromisoformat(on)
            if on and len(on) == 10
            else today
            if re.search(r"\b(?:comes?|arrives?|this)\b", s.text[: later.start()])
            else None
        )
    if day is None:
        return None
    count = number(later["n"]) if later["n"] and later["n"] != "a" else 1
    way = later["way"]
    step = dt.timedelta(days=count or 1)
    return (day - step if way == "after" else day + step).isoformat()


def _credit(event: Event) -> tuple[str | None, str]:
    s = event.s
    found = credits(s)
    outlet = next((c for c in found if c.outlet), None)
    person = next((c for c in found if not c.outlet and c.at < event.start), None)
    if event.denial and person is None and s.names:
        i = next(iter(s.names))
        if s.names[i].kind == "P" and i < 40:
            person = next((c for c in found if c.at == i), None)
            if person is None:
                return s.story.written(s.names[i]), certainty(
                    hedge=False, denial=True, report=False
                )
    decider = re.search(
        r"\b(?:N|network|streamer|company|broadcaster|studio|"
        r"channel)\b[^,;]{0,30}\b(?:told|confirmed (?:it )?to|confirmed the news to|tells|"
        r"statement to) (?:the )?[OX]",
        s.text,
    )
    report = (outlet is not None and not decider) or unnamed(s, event.start - 120, len(s.text))
    who = outlet or person
    return who.who if who else None, certainty(
        hedge=event.hedge, denial=event.denial, report=report
    )
