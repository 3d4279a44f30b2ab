"""Decisions in a sentence: which series, what was decided, and the words that say it.

A trigger (see `triggers`) or an order for a season makes an event; its series stand where the
grammar puts them, or behind a pronoun. Negation, hedges and questions are judged here, so that
"has not been cancelled" is a denial and "could be renewed" a rumour.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cliffhanger.news.arguments import objects, relative, subjects
from cliffhanger.news.credit import denied, hedged
from cliffhanger.news.events import NEGATED, Event, clause_start
from cliffhanger.news.orders import orders
from cliffhanger.news.rule import AFTER, BEFORE, EITHER, VERB, Rule
from cliffhanger.news.seasons import SeasonRef
from cliffhanger.news.statements import CANCELED, FINAL, OPEN, RENEWED
from cliffhanger.news.story import Sentence
from cliffhanger.news.triggers import RULES

_PASSIVE = re.compile(
    r"(?:\b(?:been|was|were|is|are|be|being|gets?|got|getting|it's|aren't|isn't|wasn't|"
    r"weren't|he's|as|after being)|n't|not)(?: (?:\w+ly|also|now|not|both|all|just|since|"
    r"already|first|then|never|yet|so far|in effect|effectively|too|long|soon|later|once|"
    r"eventually))* ?$"
)


_CONDITION = re.compile(
    r"\b(?:if|unless|should|in case|had it|were it|before|when|whenever|whether)\b[^,]{0,60}$"
)


_FICTION = re.compile(r"\b(?:movie|film)s?\b")


def find_events(s: Sentence) -> list[Event]:
    """The decisions the sentence says, in order. A question says none."""
    if s.question:
        return []
    events: list[Event] = []
    taken: list[tuple[int, int]] = []
    text = s.text
    for rule in RULES:
        for cue in rule.cues:
            if cue in text:
                break
        else:
            continue
        for m in rule.pattern.finditer(s.text):
            if any(m.start() < b and a < m.end() for a, b in taken):
                continue
            event = _judge(s, rule, m)
            if event is not None:
                taken.append(m.span())
                if event.series:
                    events.append(event)
    events += orders(s, taken, events)
    events.sort(key=lambda e: e.start)
    for k, event in enumerate(events):
        floor = max((e.end for e in events[:k] if e.end <= event.start), default=0)
        ceiling = min(
            (e.start for e in events[k + 1 :] if e.start >= event.end), default=len(s.text)
        )
        _seasons(event, floor, ceiling)
    return [
        e for e in events if e.decision != FINAL or e.refs or e.rule in ("last one", "for a final")
    ]


def _judge(s: Sentence, rule: Rule, m: re.Match[str]) -> Event | None:
    """The event of a match, judged for voice and negation; None if it means something else."""
    text = s.text
    start, end = m.span()
    clause = clause_start(text, start)
    if rule.name == "last one" and not re.search(
        r"season|series|run\b|outing|episodes|chapter", text[:start]
    ):
        return None
    decision, next_ = rule.decision, rule.next_
    voice = _voice(s, m) if rule.voice == VERB else rule.voice
    if voice is None:
        return None
    series = (
        subjects(s, start, end) if voice == BEFORE else objects(s, start, end, near=voice == EITHER)
    )
    if not series and voice not in (BEFORE, AFTER):
        series = subjects(s, start, end)
    if not series and voice == AFTER and rule.voice == VERB:
        series = relative(s, start)
        if not series and s.topic and re.match(r"[.,;]|$", text[end:]):
            series = [(s.topic, None)]  # "... changed its mind and renewed"
    event = Event(s, decision, start, end, series, next_=next_, rule=rule.name)
    return _polarity(event, text, clause)


def _polarity(event: Event, text: str, clause: int) -> Event | None:
    before = text[clause : event.start]
    if event.decision == OPEN:
        event.hedge = event.rule in ("rumour", "likely") or (
            hedged(text[: event.start]) and event.rule == "fate"
        )
        return event
    if _CONDITION.search(text[max(0, event.start - 70) : event.start]) and not re.search(
        r"\b(?:before|when|whether)\b[^,]{0,60}$", before
    ):
        return None
    negated = bool(NEGATED.search(before)) and not event.next_
    if negated and event.rule in ("cancel", "the axe", "plug", "cancellation"):
        event.decision, event.denial = OPEN, True
        return event
    if negated and event.rule in ("renew", "renewal", "go-ahead", "coming back", "saved"):
        ahead = re.search(r"\b(?:will|would|wo|going|won't|being|to)\b", before)
        event.decision, event.next_ = (CANCELED, True) if ahead else (OPEN, False)
        return event
    decided = event.decision
    said = text[max(0, event.start - 90) : event.start]
    event.denial = denied(said) and event.decision == CANCELED and "said no" not in said
    disputed = re.search(
        r"\b(?:[OX]|newspaper|tabloid|paper|report|"
        r"story)(?: \w+)? had (?:\w+ )?(?:reported|claimed|said|suggested|alleged)\b",
        text[: event.start],
    )
    event.hedge = not event.denial and (
        bool(disputed)
        or hedged(before[-60:])
        or bool(
            re.search(
                r"\b(?:claims?|talk|rumou?rs?|speculation|fears?) (?:that|of|is|are|about|"
                r"were)\b[^,;]*$",
                said,
            )
        )
    )
    if event.denial or event.hedge:
        event.decision = OPEN
        if (
            re.search(
                r"\b(?:fans|viewers|petition\w*|hop\w+|wish\w*|wants? to|would like|"
                r"would love|deserves?|should|beg\w*|plead\w*)\b",
                before,
            )
            and not event.denial
        ):
            return None
        if re.search(r"reportedly|said to have|allegedly", before) and not event.denial:
            # "Reportedly" credits an unnamed report: the decision stands, marked as reported.
            event.decision, event.hedge = decided, False
    return event


def _voice(s: Sentence, m: re.Match[str]) -> str | None:
    """Whether the verb's series stands before it (passive) or after it (active); None: neither."""
    text, start, end = s.text, m.start(), m.end()
    word = m.group()
    before = text[max(0, start - 40) : start]
    if (
        re.match(
            r"(?: and renewed| and cancel+ed)? (?:tv |television )?(?:shows?|series)\b(?! [SX])",
            text[end:],
        )
        and not re.match(r"(?: and renewed| and cancel+ed)? (?:shows?|series) S", text[end:])
        and word.endswith("ed")
        and not re.search(r"(?:has|have|N)$", before.strip())
    ):
        return None  # "canceled and renewed TV shows", a label
    if (word.endswith(("s", "ing", "e")) and not word.endswith(("ss",))) or word == "cancel":
        return (
            AFTER
            if not re.search(r"\b(?:being|of|from)$", before.rstrip()) or word.endswith("ing")
            else BEFORE
        )
    if _PASSIVE.search(before):
        return BEFORE
    if word.startswith(
        (
            "dropp",
            "dump",
            "cann",
            "kill",
            "chopp",
            "pull",
            "shelv",
            "sav",
            "rescu",
            "reviv",
            "resurrect",
        )
    ):
        if not re.search(r"\bN\b|streamer|network|broadcaster|channel|been|was", text):
            return None
        if word.startswith("dropp") and re.match(
            r" (?:on|in|by (?!N)|its|a|the (?:trailer|first))\b", text[end:]
        ):
            return None
    if re.search(
        r"(?:\bN|streamer|network|service|channel|broadcaster|company|has|have|had|it|also|"
        r"which|who|they|he|she|having|and|corporation|bosses|execs|[a-z]+ly|just|"
        r"officially|lately|"
        r"already|quickly|recently|finally|abruptly)$",
        before.rstrip(),
    ):
        if re.search(r"[S)]$", before.rstrip()):
            return BEFORE
        return AFTER
    if (
        re.search(r"[S),:(]$", before.rstrip())
        or re.match(r"\w", before[-1:] or "x") is None
        or start == 0
    ):
        return BEFORE
    return BEFORE


def _seasons(event: Event, floor: int, ceiling: int) -> None:
    """Give the event the season words that belong to it."""
    s = event.s
    inside = [r for r in s.seasons if event.start - 2 <= r.start and r.end <= event.end + 2]
    after = [r for r in s.seasons if event.end <= r.start < ceiling]
    before = [r for r in s.seasons if floor <= r.start and r.end <= event.start + 1]
    if event.rule == "order" and event.refs:
        event.refs = [
            *event.refs,
            *[
                r
                for r in after
                if r.start - event.refs[-1].end < 12
                and re.match(
                    r"(?:,| and|, and|,? or) (?:a |an )?$", s.text[event.refs[-1].end : r.start]
                )
            ],
        ]
        return
    if event.decision == CANCELED:
        event.refs = inside or _lasting(s, after, before, event)
        return
    if event.decision == RENEWED:
        near = [
            r
            for r in after
            if not re.search(
                r"[;]|\b(?:but|after|while|since|when|season finale|with|having|ahead of|"
                r"before|just as|as)\b",
                s.text[event.end : r.start],
            )
        ]
        back = [
            r
            for r in before
            if re.search(r"\bS[^;,]*$|^", s.text[: r.start])
            and event.rule in ("renew", "go-ahead")
            and event.start - r.end < 40
            and max(r.numbers or (0,)) >= 2
        ]
        event.refs = inside or near[:2] or back
        if len(event.refs) == 2 and not re.match(
            r"(?:,| and|, and|,? or) (?:a |an )?$", s.text[event.refs[0].end : event.refs[1].start]
        ):
            event.refs = event.refs[:1]
        return
    if event.decision == FINAL:
        event.refs = inside or [r for r in after if r.start - event.end < 30][:1] or before[-1:]
        return
    event.refs = (
        inside
        or [r for r in after[:1] if r.start - event.end < 45]
        or [r for r in before[-1:] if event.start - r.end < 45]
    )


def _lasting(
    s: Sentence, after: list[SeasonRef], before: list[SeasonRef], event: Event
) -> list[SeasonRef]:
    """For a cancellation: the seasons there were ("after two seasons")."""
    for ref in after + before[::-1]:
        gap = (
            s.text[event.end : ref.start]
            if ref.start >= event.end
            else s.text[ref.end : event.start]
        )
        if ";" in gap or re.search(r"\b(?:but|renewed|ordered)\b", gap):
            continue
        lead = s.text[max(0, ref.start - 30) : ref.start]
        if (
            re.search(r"\b(?:ahead of|before|despite|on|for) (?:its |the |a )?(?:\w+ )?$", lead)
            and not event.next_
            and ref.numbers
            and ref.start >= event.end
        ):
            if re.search(r"(?:ahead of|before) ", lead):
                return [replace(ref, numbers=(max(1, max(ref.numbers) - 1),))]
            continue
        return [ref]
    return []
