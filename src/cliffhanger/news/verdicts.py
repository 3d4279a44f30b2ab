"""From what each sentence says to one record a decision: when, by whom, credited to whom, how sure.

Several sentences of an article tell of one decision; what one leaves out another supplies. A
decision that the text itself undoes (a renewal taken back) is not kept beside the one that stands.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from cliffhanger.news.credit import certainty, credits, unnamed
from cliffhanger.news.dates import Day
from cliffhanger.news.decisions import Event, find_events
from cliffhanger.news.names import NETWORK
from cliffhanger.news.seasons import SeasonRef, number
from cliffhanger.news.statements import CANCELED, DENIED, FINAL, OPEN, RENEWED, REPORTED, RUMOURED, STATED, Decision, Span
from cliffhanger.news.story import Sentence, Story

_SURE = (STATED, REPORTED, RUMOURED, DENIED)
_SHOWN = re.compile(
    r"\b(?:premiere[ds]?|premiering|debut(?:ed|s)?|launch(?:ed|es)?|bowed|arrive[ds]?|came out|come out|out|aired|airs|released?|due|start(?:s|ed|ing)?|began|begins|streaming|dropp(?:ed|s)|until|through|returns|returned|ended|closed|wrapped|set for|aired its|appeared|finale|scheduled|bow)\b[^,;]{0,40}$"
)
_LATER = re.compile(r"\b(?P<n>a|one|two|three|four|five|six|\d) days? (?P<way>after|before)\b|\b(?P<day>the) day (?P<way2>after|before)\b")
_NEWS = re.compile(r"\b(?:cancel+ation|renewal|news|announcement|decision|axe|axing|pick-?up|word)\b[^.;]{0,60}\b(?:announced|broke|broken|came|comes|revealed|made (?:known|public)|confirmed|reported|shared|delivered|dropped|follows)\b|\b(?:announced|broke|shared|revealed|confirmed|reported) (?:the )?(?:news|cancel+ation|renewal|decision)\b|^\(source")


# "Four shows have been renewed, a report said on Tuesday": which ones, the next sentences say.
_GENERAL = re.compile(r"\b(?:shows|series|dramas|comedies|originals|titles|programmes)\b[^.;]{0,90}\b(?:renewed|cancel+ed|axed|scrapped|picked up|go-ahead)\b|\b(?:renewed|cancel+ed|axed|scrapped)\b[^.;]{0,40}\b(?:shows|series|dramas|comedies|originals|titles|programmes)\b")


@dataclass(slots=True)
class _Draft:
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


def find_decisions(story: Story) -> list[Decision]:
    """Every decision of the story, in the order in which they are first said."""
    drafts: list[_Draft] = []
    general: tuple[int, str] | None = None
    for s in story.sentences:
        events = find_events(s)
        for event in events:
            new = _drafts(event, drafts)
            for d in new:
                if d.on is None and d.decision in (RENEWED, CANCELED) and general and s.index - general[0] <= 2:
                    d.on = general[1]
            drafts += new
        if not events and s.days and _GENERAL.search(s.text):
            on = s.days[0].resolve(story.today)
            general = (s.index, on) if on and len(on) == 10 and on <= story.today.isoformat() else general
        if not events:
            _follow_up(s, drafts)
    merged = _settle(_merge(drafts))
    for d in merged:
        if d.season is None and d.decision == CANCELED:
            d.season = _aired(story, d.key)
        if d.season is None and d.decision != FINAL:
            _next_season(story, d)
    return [_record(story, d) for d in merged]


def _record(story: Story, d: _Draft) -> Decision:
    return Decision(story.spelling(d.key), d.season, d.decision, d.ordered, d.on, d.network, d.credit, d.sure, d.span)


def _drafts(event: Event, earlier: list[_Draft]) -> list[_Draft]:
    s = event.s
    credit, sure = _credit(event)
    on = _announced(event, earlier)
    network, own = _network(event)
    drafts = []
    for n, (key, at) in enumerate(_unique(event.series)):
        season, ordered = _season(event, n)
        drafts.append(_Draft(key, event.decision, season, ordered, on, network, credit, sure, _span(event, at), s.index, own, bool(re.search(r"\b(?:had|was|were|when|since|previously|recently|back in)\b", s.text[max(0, event.start - 40) : event.start + 1])), event.rule, _is_headline(s)))
    return drafts


def _is_headline(s: Sentence) -> bool:
    return s.index == 0 and s.text[-1:] not in ".!?\"'" and len(s.text) < 130


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


def _season(event: Event, n: int) -> tuple[int | None, int | None]:
    refs, text = event.refs, event.s.text
    if event.decision == CANCELED:
        return _last_aired(event), None
    if event.decision == OPEN:
        first = next((r.first for r in refs if r.numbers), None)
        if first is not None and event.denial and not event.next_ and re.search(r"now (?:on|in) its", text):
            first += 1
        if first == 1:
            first = 2 if re.search(r"after|following|despite|with", text) else None
        return first, None
    if not refs:
        if event.decision == RENEWED:
            rookie = re.search(r"\b(?:freshman|freshmen|rookie|first-year|debut)\b", text)
            return (2, 1) if rookie else (3, 1) if re.search(r"\bsophomore\b(?! (?:run|season))", text) else (None, None)
        return None, None
    numbers = sorted({x for r in refs for x in r.numbers})
    if "respectively" in text and len(event.series) > 1:
        ordered_numbers = [x for r in refs for x in r.numbers]
        if n < len(ordered_numbers):
            return ordered_numbers[n], 1
    if event.decision == FINAL:
        return _final(event, refs, numbers)
    if event.rule == "renew" and refs[0].end <= event.start and "(" in text[refs[0].end : event.start]:
        return max(numbers) + 1 if numbers else None, None  # "S, season 3: ... (renewed)"
    if not numbers:
        return None, sum(r.count or 0 for r in refs) or None
    return numbers[0], sum(r.ordered or 0 for r in refs) if len(refs) > 1 else refs[0].ordered


def _final(event: Event, refs: list[SeasonRef], numbers: list[int]) -> tuple[int | None, int | None]:
    text = event.s.text
    ordered = re.search(r"\b(?:renew|order|pick(?:ed|s)? up|pick-?up|green|commission|given|gave|handed|confirmed for|get)", text[: refs[-1].end])
    if not numbers:
        many = sum(r.count or 0 for r in refs) or (1 if any(r.last for r in refs) else None)
        return None, many if ordered else None
    many = sum(r.ordered or 0 for r in refs) if ordered else None
    return numbers[-1], many


def _last_aired(event: Event) -> int | None:
    """The last season there was: of "no third season" the second, of "after two seasons" the second."""
    text = event.s.text
    if re.match(r"one[- ]and[- ]done", text[event.start : event.end]):
        return 1
    if re.match(r"two[- ]and[- ]done", text[event.start : event.end]):
        return 2
    for ref in event.refs:
        refused = event.next_ and ref.start >= event.start - 1 and ref.start < event.end + 60 and not re.search(r"\b(?:after|following) (?:\w+ ){0,3}$", text[max(0, ref.start - 25) : ref.start])
        if ref.numbers:
            n = max(ref.numbers)
            if refused or re.search(r"\b(?:there will be no|no) $", text[: ref.start]):
                return max(min(ref.numbers) - 1, 1)
            return n
        words = text[ref.start : ref.end]
        if ref.count and not re.search(r"another|more|further|additional", words):
            return ref.count
    return None


def _aired(story: Story, key: str) -> int | None:
    """The last season that the text says was shown, for a series whose end is told without one."""
    best = 0
    for s in story.sentences:
        about = {s.key(i) for i in s.series()} or {s.topic}
        if key not in about or len(about) > 1:
            continue
        for ref in s.seasons:
            lead = s.text[max(0, ref.start - 40) : ref.start]
            rest = s.text[ref.end : ref.end + 40]
            if re.search(r"\b(?:no|another|not|n't|would|want\w*|hop\w+|wish\w*|renew\w*|order\w*|idea|ideas|potential|possible|more|plans?|planned|given|gave|if|set on|talk\w*|stories)\b[^,;.]*$", lead) or re.match(r"[^,;.]{0,20}(?:happening|stories|scripts|would|could|had been planned)", rest):
                continue
            if ref.numbers and not ref.last:
                best = max(best, max(ref.numbers))
            elif ref.count and re.match(r"one|a single|just one|its (?:one|only)", s.text[ref.start : ref.end]):
                best = max(best, 1)
        if re.search(r"\b(?:freshman|rookie|first-season|newcomer)\b", s.text) and not best:
            best = 1
        if re.search(r"\bboth seasons\b", s.text):
            best = max(best, 2)
    return best or None


_FIRST = re.compile(r"\b(?:opening weekend|first full (?:week|seven days)|premiere week|its (?:series )?(?:debut|premiere|launch)|newcomer|freshman|freshmen|rookie|brand-?new|first season|debut season|season one|season 1)\b")


def _next_season(story: Story, d: _Draft) -> None:
    """The season in question, when the text shows that there has been exactly one."""
    if d.decision == RENEWED and d.ordered:
        seen = _aired(story, d.key)
        d.season = seen + 1 if seen else None
        return
    heading = False
    for s in story.sentences:
        if len(s.text) < 30 and not s.names:
            heading = bool(re.match(r"freshm|rookie|new(?:comers| shows)", s.text))
        about = {s.key(i) for i in s.series()} or {s.topic}
        if d.key not in about:
            continue
        if heading or len(about) == 1 and d.decision == OPEN and _FIRST.search(s.text):
            seen = _aired(story, d.key)
            if seen in (None, 1):
                d.season = 1 if d.decision == CANCELED else 2
                return


def _announced(event: Event, earlier: list[_Draft]) -> str | None:
    """The day of the decision: the date nearest to its words that is not a premiere's."""
    s, today = event.s, event.s.story.today
    if event.decision == OPEN:
        return None
    later = _LATER.search(s.text, 0, event.start)
    if later:
        return _after(event, later, earlier, today)
    best: tuple[int, str] | None = None
    for day in s.days:
        on = _usable(s, day, event, today)
        if on is None:
            continue
        gap = day.start - event.end if day.start >= event.end else event.start - day.end
        if gap < 160 and (best is None or gap < best[0]):
            best = (gap, on)
    return best[1] if best else None


def _usable(s: Sentence, day: Day, event: Event, today: dt.date) -> str | None:
    if day.anchor.startswith(("next", "until", "through", "since", "later", "for", "by")):
        return None
    lead = s.text[max(0, day.start - 60) : day.start]
    if _SHOWN.search(lead) and not re.search(r"announc|reveal|confirm|renewed|cancel", lead.rsplit(" ", 3)[-1]) and not (event.start < day.start and _SHOWN.search(s.text[event.end : day.start]) is None and event.end > day.start - 60):
        return None
    if re.match(r" (?:premiere|debut|launch|bow|finale|release|start|week|and \w+ \d|for the|as the)|'s ", s.text[day.end : day.end + 12]):
        return None
    if re.search(r"\b(?:half of|from|between|week of|since) (?:the )?$", lead) or ";" in (s.text[event.end : day.start] if day.start > event.end else s.text[day.end : event.start]):
        return None
    a, b = (event.end, day.start) if day.start > event.end else (day.end, event.start)
    strangers = set(s.series(a, b)) - {at for _, at in event.series}
    if strangers and event.decision != RENEWED:
        return None
    on = day.resolve(today)
    if on is None or on > today.isoformat()[: len(on)]:
        return None
    return on


def _after(event: Event, later: re.Match[str], earlier: list[_Draft], today: dt.date) -> str | None:
    """ "just a day after N confirmed ...": counted from what the sentence started with."""
    s = event.s
    named = {s.key(i) for i in s.series(0, later.start())} or ({s.topic} if s.topic else set())
    base = next((d.on for d in earlier if d.key in named and d.on and len(d.on) == 10), None)
    day = dt.date.fromisoformat(base) if base else None
    if day is None:
        known = [d for d in s.days if d.end <= later.start() and d.day]
        on = known[0].resolve(today) if known else None
        day = dt.date.fromisoformat(on) if on and len(on) == 10 else today if re.search(r"\b(?:comes?|arrives?|this)\b", s.text[: later.start()]) else None
    if day is None:
        return None
    count = number(later["n"]) if later["n"] and later["n"] != "a" else 1
    way = later["way"] or later["way2"]
    step = dt.timedelta(days=count or 1)
    return (day - step if way == "after" else day + step).isoformat()


_BY = re.compile(r"\b(?:by|at|on|for|from|with|to) (?:the )?N(?:'s N)?")


def _network(event: Event) -> tuple[str | None, bool]:
    """The decider: the subject before the words, "by N" after them, else the network last named."""
    s = event.s
    places = [i for i, n in s.names.items() if n.kind == NETWORK]
    places = [i for i in places if not s.text.startswith("N's N", i) and not re.search(r"\b(?:known as|formerly|previously|called|unlike|owned by) $", s.text[:i])]
    if places:
        before = [i for i in places if i < event.start and event.start - i < 60 and ";" not in s.text[i : event.start]]
        after = [m.end() - 1 for m in _BY.finditer(s.text, event.end) if m.start() - event.end < 90 and ";" not in s.text[event.end : m.start()]]
        inside = [i for i in places if event.start <= i < event.end]
        pick = inside[-1] if inside else before[-1] if before and re.match(r"N(?:'s)?,? (?:has|have|had|was|is|will|would|said|says|\w+ed\b|\w+s\b|that|which|to |let|did)", s.text[before[-1] :]) else after[0] if after else before[-1] if before else min(places, key=lambda i: abs(i - event.start))
        return s.story.written(s.names[pick]), True
    return _last_network(s), False


def _last_network(s: Sentence) -> str | None:
    best: tuple[float, int, str] | None = None
    any_: str | None = None
    for other in s.story.sentences:
        for i, name in other.names.items():
            if name.kind != NETWORK or other.text.startswith("N's N", i):
                continue
            any_ = any_ or s.story.written(name)
            weight = _weight(other, i)
            near = 0 if other.index < s.index else 0.5
            row = (weight - near, other.index if other.index < s.index else -other.index, s.story.written(name))
            if weight >= 1 and (best is None or row > best):
                best = row
    return best[2] if best else any_


_ACTS = re.compile(r"N(?:'s (?:\w+ )?(?:decision|programming|boss))? (?:has|have|had|will|renew\w*|cancel\w*|ax\w+|scrap\w*|order\w*|announc\w*|confirm\w*|said|says|decid\w*|pull\w*|pick\w*|g[ai]ve\w*|pass\w*|let|wants|is closing|did not|is|itself|brought|took|hand\w*)\b")


def _weight(s: Sentence, i: int) -> float:
    """How much a network in a sentence looks like the one that decides."""
    if _ACTS.match(s.text, i):
        return 2.0
    before = s.text[max(0, i - 16) : i]
    if re.search(r"\b(?:by|at)(?: the)? $", before):
        return 2.0
    if s.text[i + 1 : i + 3] == "'s" or re.search(r"\b(?:the|to|from|for) $", before):
        return 1.0
    return 1.0 if re.search(r"\bon $", before) and s.index < 4 else 0.5 if s.index else 1.0


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
                return s.story.written(s.names[i]), certainty(hedge=False, denial=True, report=False)
    decider = re.search(r"\b(?:N|network|streamer|company|broadcaster|studio|channel)\b[^,;]{0,30}\b(?:told|confirmed (?:it )?to|confirmed the news to|tells|statement to) (?:the )?[OX]", s.text)
    report = (outlet is not None and not decider) or unnamed(s, event.start - 120, event.end + 60)
    who = outlet or person
    return who.who if who else None, certainty(hedge=event.hedge, denial=event.denial, report=report)


def _follow_up(s: Sentence, drafts: list[_Draft]) -> None:
    """ "The cancellation was announced by ...", "(Source: ...)": the credit and day of what was just said."""
    if not drafts:
        return
    news = _NEWS.search(s.text)
    told = re.match(r"(?:O|according to O,?) (?:has )?(?:also )?(?:first )?(?:reported|reports|adds|added|notes)?(?: that)? ?(?:the )?(?:network|N|streamer)\b", s.text) and s.index - drafts[-1].index <= 2
    if not news and not told:
        return
    last = drafts[-1]
    for d in drafts:
        if d.index != last.index and not (news and s.text.startswith("(source")):
            continue
        if d.credit is None:
            found = credits(s)
            d.credit = found[0].who if found else None
        if d.on is None and news and s.days and (s.index - d.index) <= 3:
            on = s.days[0].resolve(s.story.today)
            if on and on <= s.story.today.isoformat()[: len(on)] and not _SHOWN.search(s.text[: s.days[0].start]):
                d.on = on


def _merge(drafts: list[_Draft]) -> list[_Draft]:
    merged: list[_Draft] = []
    for d in drafts:
        twin = next((m for m in merged if _same(m, d)), None)
        if twin is None:
            merged.append(replace(d))
            continue
        if (twin.season is None and d.season is not None) or (twin.ordered is None and d.ordered is not None and twin.season == d.season):
            twin.span = d.span if twin.season is None and twin.ordered is None else twin.span
            twin.season, twin.ordered = d.season if d.season is not None else twin.season, d.ordered if d.ordered is not None else twin.ordered
        if not twin.own_network and d.own_network:
            twin.network, twin.own_network = d.network, True
        if twin.headline:  # a headline leaves out what the story goes on to say
            twin.sure = max(twin.sure, d.sure, key=_SURE.index) if twin.decision == OPEN else d.sure
            twin.headline = d.headline
            twin.network = d.network or twin.network
            twin.on = twin.on or d.on
            twin.credit = twin.credit or d.credit
            if d.season == twin.season:
                twin.span = d.span
            continue
        twin.on = twin.on or d.on
        twin.credit = twin.credit or (d.credit if d.index - twin.index < 4 else None)
        twin.sure = _sure(twin, d)
    return merged


def _sure(a: _Draft, b: _Draft) -> str:
    if a.decision == OPEN:
        return max(a.sure, b.sure, key=_SURE.index)
    return min(a.sure, b.sure, key=_SURE.index) if b.credit is None and b.index - a.index < 3 and b.own_network else a.sure


def _same(a: _Draft, b: _Draft) -> bool:
    if a.key != b.key or a.decision != b.decision:
        return False
    if a.own_network and b.own_network and a.network != b.network and a.rule != b.rule and {a.rule, b.rule} & {"saved", "new home", "coming back"}:
        return False
    if a.decision in (RENEWED, FINAL):
        if a.season is not None and b.season is not None and a.season != b.season:
            return False
        if a.on and b.on and a.on[:4] != b.on[:4]:
            return False
    return True


def _settle(drafts: list[_Draft]) -> list[_Draft]:
    """Drop what the same text overrules."""
    kept = []
    for d in drafts:
        others = [o for o in drafts if o is not d and o.key == d.key]
        if d.decision == OPEN and any(_overrules(o, d) for o in others):
            continue
        if d.decision == RENEWED and any(_rescinds(o, d) for o in others):
            continue
        if d.decision == FINAL and any(o.decision == CANCELED and o.season and d.season and o.season < d.season and o.index >= d.index for o in others):
            continue  # a last season that was ordered, and then taken back
        if d.decision == CANCELED and any(o.decision == FINAL and (d.season is None or o.season is None or d.season >= o.season) for o in others):
            continue
        last = next((o for o in others if o.decision == FINAL and d.season in (None, o.season) and (o.on == d.on or not (o.on and d.on))), None)
        if d.decision == RENEWED and last is not None:
            last.ordered, last.on, last.credit = last.ordered or d.ordered, last.on or d.on, last.credit or d.credit
            continue
        kept.append(d)
    return kept


def _overrules(o: _Draft, d: _Draft) -> bool:
    if o.decision == OPEN:
        return False
    if o.decision == RENEWED and o.season and d.season and d.season > o.season:
        return False
    return not (d.sure == DENIED and o.index > d.index and o.sure != STATED)


def _rescinds(o: _Draft, d: _Draft) -> bool:
    """Whether cancellation `o` takes back renewal `d` (and so tells which season was the last)."""
    if o.decision != CANCELED or d.rule in ("saved", "new home", "coming back"):
        return False
    if o.own_network and d.own_network and o.network and d.network and not (set(o.network.split()) & set(d.network.split())) and not {o.network, d.network} <= {"Amazon", "Prime Video", "Amazon Prime Video"}:
        return False
    if d.season is not None and o.season is not None and d.season <= o.season:
        return False
    if o.season is None and d.season is not None and (d.past or d.index > o.index):
        o.season = d.season - 1
        return True
    return o.season is not None and d.season == o.season + 1 if d.season else d.past or o.index <= d.index
