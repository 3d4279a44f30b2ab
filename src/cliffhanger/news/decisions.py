"""Decisions in a sentence: which series, what was decided, and the words that say it.

A trigger (see `triggers`) or an order for a season makes an event; its series stand where the
grammar puts them, or behind a pronoun. Negation, hedges and questions are judged here, so that
"has not been cancelled" is a denial and "could be renewed" a rumour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cliffhanger.news.credit import denied, hedged
from cliffhanger.news.focus import MANY, ONE, aside, list_to, listed_from, stand_for, stands_for
from cliffhanger.news.seasons import SeasonRef
from cliffhanger.news.statements import CANCELED, FINAL, OPEN, RENEWED
from cliffhanger.news.story import Sentence
from cliffhanger.news.triggers import AFTER, BEFORE, EITHER, ORDER_AFTER, ORDER_VERB, RULES, VERB, Rule

_GATE = re.compile(
    r"renew|cancel|\bax|scrap|\bbin|ditch|\bcann|cull|\bnix|chop|shelv|kill|dump|dropp|season|series|plug|pass|\brun\b|\bmore\b|encore|return|back\b|"
    r"decid|decision|fate|future|whether|if |unclear|bubble|limbo|air\b|talks|word|end|last|final|sav|rescu|reviv|home|pick|commission|green|order|over|done|safe|toast|history|curtain|quits|time on|ruled|said|give|jettison|balance|hold"
)
_BREAK = re.compile(r"[;:\u2014]| (?:but|while|whereas|although|though|because|since|before|after) |, (?:and|which|who) ")
_PASSIVE = re.compile(
    r"(?:\b(?:been|was|were|is|are|be|being|gets?|got|getting|it's|aren't|isn't|wasn't|weren't|he's|as|after being)|n't|not)(?: (?:\w+ly|also|now|not|both|all|just|since|already|first|then|never|yet|so far|in effect|effectively|too|long|soon|later|once|eventually))* ?$"
)
_NOT = re.compile(r"\b(?:not|never|n't|no longer|neither|nor|isn't|wasn't|hasn't|haven't|aren't|weren't|didn't|won't|cannot|can't)\b[^,;:]{0,28}$|n't[^,;:]{0,28}$")
_SOME = re.compile(r"\b(?:quartet|trio|pair|slew|raft|batch|number|host|range) of (?:[\w-]+ ?){1,4}|\b(?:new|several|some|many|handful|dozen|few|eight|other|most|all|no|every|any|which|these days|such|how)\b (?:\w+ ){0,3}?(?:series|shows|show|dramas|originals|titles|programmes|seasons)\b")
_QUANTITY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|many|a \w+ of|quartet of|trio of|pair of|dozens of|most|no other|none) (?:of )?(?:the |its |their |N's |N )*(?:[\w+'-]+ ){0,3}?(?:series|shows|dramas|comedies|originals|titles|cartoons|programmes|sitcoms|favou?rites)\b[^.;SPX]{0,60}$"
)
_BRANDED = re.compile(r"S(?:'s)? (?:spin-?off|prequel|sequel|offshoot)(?: series| show| drama)? S")
_CONDITION = re.compile(r"\b(?:if|unless|should|in case|had it|were it|before|when|whenever|whether)\b[^,]{0,60}$")
_FICTION = re.compile(r"\b(?:movie|film)s?\b")


@dataclass(slots=True)
class Event:
    """One decision said in one sentence, about one or more series."""

    s: Sentence
    decision: str
    start: int
    end: int
    series: list[tuple[str, int | None]]
    refs: list[SeasonRef] = field(default_factory=list)
    next_: bool = False
    hedge: bool = False
    denial: bool = False
    rule: str = ""
    anchor: int | None = None


def find_events(s: Sentence) -> list[Event]:
    """The decisions the sentence says, in order. A question says none."""
    if s.question or not _GATE.search(s.text):
        return []
    events: list[Event] = []
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for m in rule.pattern.finditer(s.text):
            if any(m.start() < b and a < m.end() for a, b in taken):
                continue
            event = _judge(s, rule, m)
            if event is not None:
                taken.append(m.span())
                if event.series:
                    events.append(event)
    events += _orders(s, taken, events)
    events.sort(key=lambda e: e.start)
    for k, event in enumerate(events):
        floor = max((e.end for e in events[:k] if e.end <= event.start), default=0)
        ceiling = min((e.start for e in events[k + 1 :] if e.start >= event.end), default=len(s.text))
        _seasons(event, floor, ceiling)
    return [e for e in events if e.decision != FINAL or e.refs or e.rule in ("last one", "for a final")]


def _judge(s: Sentence, rule: Rule, m: re.Match[str]) -> Event | None:
    """The event of a match, judged for voice and negation; None if the words mean something else."""
    text = s.text
    start, end = m.span()
    clause = _clause(text, start)
    if rule.name == "last one" and not re.search(r"season|series|run\b|outing|episodes|chapter", text[:start]):
        return None
    decision, next_ = rule.decision, rule.next_
    voice = rule.voice
    if voice == VERB:
        voice = _voice(s, m)
        if voice is None:
            return None
    series = _subjects(s, start, end) if voice == BEFORE else _objects(s, start, end, near=voice == EITHER)
    if not series and voice not in (BEFORE, AFTER):
        series = _subjects(s, start, end)
    if not series and voice == AFTER and rule.voice == VERB:
        series = _relative(s, start)
    event = Event(s, decision, start, end, series, next_=next_, rule=rule.name)
    return _polarity(event, text, clause, m)


def _polarity(event: Event, text: str, clause: int, m: re.Match[str]) -> Event | None:
    before = text[clause : event.start]
    if event.decision == OPEN:
        event.hedge = event.rule in ("rumour", "likely") or hedged(text[: event.start]) and event.rule == "fate"
        return event
    if _CONDITION.search(text[max(0, event.start - 70) : event.start]) and not re.search(r"\b(?:before|when|whether)\b[^,]{0,60}$", before):
        return None
    negated = bool(_NOT.search(before)) and not event.next_
    if negated and event.rule in ("cancel", "the axe", "plug", "cancellation"):
        event.decision, event.denial = OPEN, True
        return event
    if negated and event.rule in ("renew", "renewal", "go-ahead", "coming back", "saved"):
        ahead = re.search(r"\b(?:will|would|wo|going|won't|being|to)\b", before)
        event.decision, event.next_ = (CANCELED, True) if ahead else (OPEN, False)
        return event
    said = text[max(0, event.start - 90) : event.start]
    event.denial = denied(said) and event.decision == CANCELED and "said no" not in said
    disputed = re.search(r"\b(?:[OX]|newspaper|tabloid|paper|report|story)(?: \w+)? had (?:\w+ )?(?:reported|claimed|said|suggested|alleged)\b", text[: event.start])
    event.hedge = not event.denial and (bool(disputed) or hedged(before[-60:]) or bool(re.search(r"\b(?:claims?|talk|rumou?rs?|speculation|fears?) (?:that|of|is|are|about|were)\b[^,;]*$", said)))
    if event.denial or event.hedge:
        event.decision = OPEN
        if re.search(r"\b(?:fans|viewers|petition\w*|hop\w+|wish\w*|wants? to|would like|would love|deserves?|should|beg\w*|plead\w*)\b", before) and not event.denial:
            return None
        if re.search(r"reportedly|said to have|allegedly", before) and not event.denial:
            event.decision, event.hedge = event.rule and _undo(event, m), False
    return event


def _undo(event: Event, _m: re.Match[str]) -> str:
    # "Reportedly" credits an unnamed report: the decision stands, marked as reported.
    from cliffhanger.news.triggers import RULES as rules

    return next((r.decision for r in rules if r.name == event.rule), OPEN)


def _clause(text: str, at: int) -> int:
    """Where the clause that contains position `at` begins."""
    last = 0
    for m in _BREAK.finditer(text, 0, at):
        last = m.end()
    return last


def _voice(s: Sentence, m: re.Match[str]) -> str | None:
    """Whether the verb's series stands before it (passive) or after it (active); None: neither."""
    text, start, end = s.text, m.start(), m.end()
    word = m.group()
    before = text[max(0, start - 40) : start]
    if re.match(r"(?: and renewed| and cancel+ed)? (?:tv |television )?(?:shows?|series)\b(?! [SX])", text[end:]) and not re.match(r"(?: and renewed| and cancel+ed)? (?:shows?|series) S", text[end:]) and word.endswith("ed") and not re.search(r"(?:has|have|N)$", before.strip()):
        return None  # "canceled and renewed TV shows", a label
    if word.endswith(("s", "ing", "e")) and not word.endswith(("ss",)) or word == "cancel":
        return AFTER if not re.search(r"\b(?:being|of|from)$", before.rstrip()) or word.endswith("ing") else BEFORE
    if _PASSIVE.search(before):
        return BEFORE
    if word.startswith(("dropp", "dump", "cann", "kill", "chopp", "pull", "shelv", "sav", "rescu", "reviv", "resurrect")):
        if not re.search(r"\bN\b|streamer|network|broadcaster|channel|been|was", text):
            return None
        if word.startswith("dropp") and re.match(r" (?:on|in|by (?!N)|its|a|the (?:trailer|first))\b", text[end:]):
            return None
    if re.search(r"(?:\bN|streamer|network|service|channel|broadcaster|company|has|have|had|it|also|which|who|they|he|she|having|and|corporation|bosses|execs|just|officially|already|quickly|recently|finally|abruptly)$", before.rstrip()):
        if re.search(r"[S)]$", before.rstrip()):
            return BEFORE
        return AFTER
    if re.search(r"[S),:(]$", before.rstrip()) or re.match(r"\w", before[-1:] or "x") is None or start == 0:
        return BEFORE
    return BEFORE


_OBJECT = re.compile(r"(?!\w)(?:[^SPO.;!?]{0,70}?[ '(/])?S")


# After words that may have their series on either side, only what is joined to them is theirs.
_JOINED = re.compile(r"(?: (?:of|for|on|to|with|about|regarding|over))?(?: [\w'-]+){0,6}[ (]*$")


def _objects(s: Sentence, start: int, end: int, *, near: bool = False) -> list[tuple[str, int | None]]:
    """The series that stand after position `end`, named or meant."""
    text = s.text
    m = _OBJECT.match(text, end) if end < len(text) and text[end - 1] != "S" else None
    if end < len(text) and text[end : end + 1] == "S":
        m = re.compile("S").match(text, end)
    inside = [i for i in s.series(start, end)]
    if inside:
        return [(s.key(i), i) for i in listed_from(s, inside[0])]
    ref = ONE.search(text, max(start, end - 3), min(len(text), end + 40))
    if ref and text[ref.start() : ref.end()].startswith(("its ", "their ")) and m:
        ref = None
    many = MANY.search(text, end, min(len(text), end + 50))
    if m and near and not _JOINED.fullmatch(text[end : m.end() - 1]):
        m = None
    if many and (not m or many.end() < m.end()) and many.start() - end < 25 and len(keys := stand_for(s, many.start())) > 1:
        return [(k, None) for k in keys]
    if m and not (ref and ref.end() < m.end() and not re.match(r"(?:the|this|its) [^,.;]*S$", text[ref.start() : m.end()])):
        first = m.end() - 1
        if (brand := _BRANDED.match(text, first)) is not None:  # "to S spin-off S": the latter
            first = brand.end() - 1
        between = text[end:first]
        if not re.search(r"\b(?:was|were|is|are|has|had|who|which|when|where|said|not|alongside|like|from|because|while)\b|, (?:and|but) ", between) and not _SOME.search(between):
            return [(s.key(i), i) for i in listed_from(s, first) if not _member_of_other(s, i)]
        if _SOME.search(between) and re.search(r"[:,\u2014]|including|among", between):
            return [(s.key(i), i) for i in listed_from(s, first)]
    if many and many.start() - end < 25:
        keys = stand_for(s, many.start())
        if len(keys) > 1:
            return [(k, None) for k in keys]
    if ref and ref.start() - end < 25 and not _SOME.search(text[end : ref.end()]):
        key = stands_for(s, start)
        return [(key, None)] if key else []
    return []


def _member_of_other(s: Sentence, i: int) -> bool:
    return bool(re.search(r"\b(?:spin-?off|prequel|sequel) (?:of|to) (?:the )?$", s.text[:i]))


def _subjects(s: Sentence, start: int, end: int) -> list[tuple[str, int | None]]:
    """The series that stand before position `start`, named or meant; else in or right after the words."""
    text = s.text
    inside = s.series(start, end)
    if inside:
        return [(s.key(i), i) for i in listed_from(s, inside[0])]
    own = ONE.search(text, start, end)
    if own and end - start > 30 and (key := stands_for(s, own.start())):
        return [(key, None)]
    floor = _floor(text, start)
    if re.search(r"(?:for|of|on|to)$", text[start:end]) and text[end : end + 60].find("S") >= 0:
        named = s.series(end, end + 60)
        if named and not re.search(r"[.;]", text[end : named[0]]):
            return [(s.key(i), i) for i in listed_from(s, named[0])]
    some = _QUANTITY.search(text[floor:start])
    if some:
        listed = re.compile(r"[^SPX.;]{0,24}(?:among them|including|namely|:|\u2014|,)[^SPX.;]{0,20}S").match(text, end)
        return [(s.key(i), i) for i in listed_from(s, listed.end() - 1)] if listed else []
    refs = list(ONE.finditer(text, floor, start))
    many = [m for m in MANY.finditer(text, floor, start)]
    named = [i for i in s.series(floor, start) if not aside(s, i)] or s.series(floor, start)
    if named and (not refs or _owns(text, named[-1], refs[-1].start()) or refs[-1].start() < named[-1] or text[refs[-1].start() : refs[-1].end()] in ("its", "it")):
        last = _subject_of(s, named, start)
        return [(s.key(i), i) for i in list_to(s, last)]
    if many and not named:
        keys = stand_for(s, many[-1].start())
        if keys and not _person_between(text, many[-1].end(), start):
            return [(k, None) for k in keys]
    if refs and not _person_between(text, refs[-1].end(), start):
        key = stands_for(s, refs[-1].start())
        return [(key, None)] if key else []
    if re.match(r"[^\w]*$", text[floor:start]) and floor < 3:
        return [(s.topic, None)] if s.topic and start < 3 else []
    if _SOME.search(text[floor:start]) or re.search(r"[PXO]", text[floor:start]) or re.search(r"\b(?:they|we|you|he|she|shows|movies?|films?|titles)\b", text[floor:start]):
        return []
    if re.search(r"\bN\b|streamer|network|season|series|there|channel|broadcaster|but|and\b", text[floor:start]) or start - floor < 25:
        return [(s.topic, None)] if s.topic else []
    return []


def _floor(text: str, start: int) -> int:
    """Where the reach of a subject ends, going back: the sentence, or a strong break."""
    k = max(text.rfind(";", 0, start), text.rfind(". ", 0, start))
    return max(k + 1, 0)


def _owns(text: str, i: int, ref: int) -> bool:
    # "S, the drama about ..., was axed": the words in apposition are the series itself.
    return i < ref and bool(re.match(r",? (?:the|a|an|its)\b", text[i + 1 : ref + 4]) or ref - i < 4)


def _person_between(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"\bP\b(?! (?:said|says|and))", text[start:end])) and not re.search(r"\bN\b", text[start:end])


def _subject_of(s: Sentence, named: list[int], start: int) -> int:
    """Of several series before a verb, the one it belongs to: not one inside "which ..." or "(...)"."""
    text = s.text
    for i in reversed(named):
        between = text[i:start]
        opening = max(text.rfind(", which", 0, i), text.rfind(", who", 0, i), text.rfind("(", 0, i))
        closed = opening < 0 or any(text.rfind(c, opening + 1, i) > opening + 3 for c in ")") or "," not in between and ")" not in between
        if closed or len(named) == 1:
            return i
    return named[-1]


def _relative(s: Sentence, start: int) -> list[tuple[str, int | None]]:
    """ "S, a cop comedy that N had axed": the series stands before the network."""
    m = re.search(r"(?:that|which|,) (?:N|the \w+) (?:had |has |have |just |once |\w+ly )*$", s.text[:start])
    if not m:
        return []
    named = [i for i in s.series(0, m.start() + 1)]
    return [(s.key(named[-1]), named[-1])] if named else []


def _orders(s: Sentence, taken: list[tuple[int, int]], events: list[Event]) -> list[Event]:
    """Orders for a further season: "handed S a third run", "Season 2 is on the way"."""
    found: list[Event] = []
    for ref in s.seasons:
        if any(ref.start < b and a < ref.end for a, b in taken):
            continue
        if not _further(s, ref):
            continue
        event = _order(s, ref)
        if event is None or not event.series:
            continue
        near = [e for e in events + found if e.decision in (RENEWED, FINAL, OPEN) and e.start <= ref.start <= e.end + 45]
        if any({k for k, _ in e.series} & {k for k, _ in event.series} for e in near) and event.rule != "respectively":
            continue
        if any(e.next_ and abs(e.end - ref.start) < 4 for e in events):
            continue
        found.append(event)
    return found


def _further(s: Sentence, ref: SeasonRef) -> bool:
    """Whether the words are about a season beyond those there were."""
    if ref.numbers:
        return max(ref.numbers) >= 2
    words = s.text[ref.start : ref.end]
    return bool(re.search(r"another|more|further|additional|brand|extra|new", words)) or bool(ref.count and ref.count > 1 and re.match(r" of (?:the )?(?:\w+ ){0,5}S\b.{0,40}(?:coming|on the way)|[- ](?:order|renewal|pick-?up)", s.text[ref.end :]))


def _order(s: Sentence, ref: SeasonRef) -> Event | None:
    text = s.text
    after = ORDER_AFTER.match(text, ref.end)
    head = text[max(0, ref.start - 110) : ref.start]
    before = ORDER_VERB.search(head)
    if before and re.search(r"\bfor season\b.* respectively", text[ref.start - 6 :]):
        after = None
    start = ref.start - len(head) + before.start() if before else ref.start
    if not before and not after:
        return None
    if before and not after and _aired(text, start, ref):
        return None
    clause = _clause(text, start)
    lead = text[clause:start]
    if _NOT.search(lead) or re.search(r"\b(?:if|hope\w*|hoping|wish\w*|want(?:s|ed)? to|would (?:like|love)|petition\w*|keen|could|may|might|whether|deserves?)\b", text[clause : ref.start]):
        return None
    end = after.end() if after else ref.end
    series = _objects(s, start, start + 1) if before and re.search(r"S", text[start : ref.start]) else []
    series = series or ([(s.key(i), i) for i in listed_from(s, i)] if (i := _of_series(s, ref.end)) is not None else [])
    series = series or (_objects(s, end, end) if before and re.match(r" (?:of|for)\b", text[ref.end :]) else [])
    series = series or _subjects(s, start, ref.end)
    if not series and (s.topic and re.search(r"\bN\b|streamer|network|channel|it\b|there|season", text)):
        series = [(s.topic, None)]
    event = Event(s, RENEWED, start, end, series, [ref], rule="order")
    if ref.last:
        event.decision = FINAL
    event.denial = denied(lead)
    event.hedge = bool(re.search(r"\b(?:rumou?r\w*|reports? that|claims?)\b", lead))
    if event.denial or event.hedge:
        event.decision = OPEN
    return event


def _of_series(s: Sentence, end: int) -> int | None:
    m = re.compile(r" (?:of|for) (?:(?:the|its|hit|N's|\w+-?\w*) ){0,6}?S").match(s.text, end)
    return m.end() - 1 if m else None


def _aired(text: str, start: int, ref: SeasonRef) -> bool:
    """ "returned for its second season in March": a season that was shown, not ordered."""
    verb = text[start : ref.start]
    if re.match(r"return|gets?\b|got\b|set|confirm|announc|to return|means|won|landed|wants|earn|in for|on for|up for|given|gave", verb):
        rest = text[ref.end : ref.end + 40]
        if re.match(r"return|to return|set", verb) and re.search(r"\b(?:on|in) (?:\w+ )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)", rest):
            return True
        if re.match(r"(?:'s)?(?: \w+)? (?:finale|premiere|cast|opener|trailer|stars?|was\b|were\b|ended|finished|came out|bow|debut|release|date)", rest):
            return True
        if re.match(r"got\b", verb) and "a" not in verb.split():
            return True
    return False


def _seasons(event: Event, floor: int, ceiling: int) -> None:
    """Give the event the season words that belong to it."""
    s = event.s
    inside = [r for r in s.seasons if event.start - 2 <= r.start and r.end <= event.end + 2]
    after = [r for r in s.seasons if event.end <= r.start < ceiling]
    before = [r for r in s.seasons if floor <= r.start and r.end <= event.start + 1]
    if event.rule == "order" and event.refs:
        event.refs = [*event.refs, *[r for r in after if r.start - event.refs[-1].end < 12 and re.match(r"(?:,| and|, and|,? or) (?:a |an )?$", s.text[event.refs[-1].end : r.start])]]
        return
    if event.decision == CANCELED:
        event.refs = inside or _lasting(s, after, before, event)
        return
    if event.decision == RENEWED:
        near = [r for r in after if not re.search(r"[;]|\b(?:but|after|while|since|when|season finale|with|having|ahead of|before|just as|as)\b", s.text[event.end : r.start])]
        back = [r for r in before if re.search(r"\bS[^;,]*$|^", s.text[: r.start]) and event.rule in ("renew", "go-ahead") and event.start - r.end < 40 and max(r.numbers or (0,)) >= 2]
        event.refs = inside or near[:2] or back
        if len(event.refs) == 2 and not re.match(r"(?:,| and|, and|,? or) (?:a |an )?$", s.text[event.refs[0].end : event.refs[1].start]):
            event.refs = event.refs[:1]
        return
    if event.decision == FINAL:
        event.refs = inside or [r for r in after if r.start - event.end < 30][:1] or before[-1:]
        return
    event.refs = inside or [r for r in after[:1] if r.start - event.end < 45] or [r for r in before[-1:] if event.start - r.end < 45]


def _lasting(s: Sentence, after: list[SeasonRef], before: list[SeasonRef], event: Event) -> list[SeasonRef]:
    """For a cancellation: the seasons there were ("after two seasons"), not those of another clause."""
    for ref in after + before[::-1]:
        gap = s.text[event.end : ref.start] if ref.start >= event.end else s.text[ref.end : event.start]
        if ";" in gap or re.search(r"\b(?:but|renewed|ordered)\b", gap):
            continue
        lead = s.text[max(0, ref.start - 30) : ref.start]
        if re.search(r"\b(?:ahead of|before|despite|on|for) (?:its |the |a )?(?:\w+ )?$", lead) and not event.next_ and ref.numbers and ref.start >= event.end:
            if re.search(r"(?:ahead of|before) ", lead):
                return [replace(ref, numbers=(max(1, max(ref.numbers) - 1),))]
            continue
        return [ref]
    return []
