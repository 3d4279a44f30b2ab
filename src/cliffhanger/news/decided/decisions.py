"""Decisions in a sentence: which series, what was decided, and the words that say it.

A trigger (see `triggers`) or an order for a season makes an event; its series stand where the
grammar puts them, or behind a pronoun. Negation, hedges and questions are judged here, so that
"has not been cancelled" is a denial and "could be renewed" a rumour.
"""

from __future__ import annotations

import re

from cliffhanger.news.decided.arguments import objects, relative, subjects
from cliffhanger.news.decided.attached import attach
from cliffhanger.news.decided.events import Event, clause_start
from cliffhanger.news.decided.gaps import fill
from cliffhanger.news.decided.orders import orders
from cliffhanger.news.decided.polarity import judged
from cliffhanger.news.decided.rule import AFTER, BEFORE, EITHER, VERB, Rule
from cliffhanger.news.decided.triggers import RULES
from cliffhanger.news.decided.voice import voice_of
from cliffhanger.news.focus import listed_from
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import CANCELED, FINAL, RENEWED
from cliffhanger.news.story import Sentence

_AS_WILL = Phrase(
    r",? as (?:will|is|are|was|were|has|have|did) [^SN.;,]{0,30}?S|"
    r"[^.;,]{0,24},? and (?:the )?(?:[\w-]+ ){0,3}S(?=(?:, [^,;.]{1,50},)? (?:along with"
    r" (?:it|them)|with it|too|"
    r"as well|likewise)\b)"
)


_FICTION = re.compile(r"\b(?:movie|film)s?\b")


def find_events(s: Sentence) -> list[Event]:
    """The decisions the sentence says, in order. A question says none."""
    if s.question or " " not in s.text.strip():
        return []  # a question, or a heading of one word
    events: list[Event] = []
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        if rule.pattern.needs & s.lacks:
            continue  # the usual case, told apart without a call
        for m in rule.pattern.finditer(s):
            if any(m.start() < b and a < m.end() for a, b in taken):
                continue
            event = _judge(s, rule, m)
            if event is not None:
                taken.append(m.span())
                if event.series:
                    events.append(event)
    for event in events:
        also = _AS_WILL.match(s, event.end)
        if also:
            event.series += [(s.key(i), i) for i in listed_from(s, also.end() - 1)]
    events += orders(s, taken, events)
    events.sort(key=lambda e: e.start)
    for k, event in enumerate(events):
        floor = max((e.end for e in events[:k] if e.end <= event.start), default=0)
        ceiling = min(
            (e.start for e in events[k + 1 :] if e.start >= event.end), default=len(s.text)
        )
        attach(event, floor, ceiling, events[:k] + events[k + 1 :])
        if event.series and event.decision in (RENEWED, CANCELED):
            fill(event, ceiling)
    return [
        e for e in events if e.decision != FINAL or e.refs or e.rule in ("last one", "for a final")
    ]


def _judge(s: Sentence, rule: Rule, m: re.Match[str]) -> Event | None:
    """The event of a match, judged for voice and negation; None if it means something else."""
    text = s.text
    start, end = m.span()
    clause = clause_start(text, start)
    if rule.name == "last one" and not re.search(
        r"season|series|run\b|outing|episodes|chapter|^(?:it|this|that|which|and)\b", text[:start]
    ):
        return None
    decision, next_ = rule.decision, rule.next_
    voice = voice_of(s, m) if rule.voice == VERB else rule.voice
    if voice is None:
        return None
    series = relative(s, start) if voice == AFTER and rule.voice == VERB else []
    if not series:
        near = voice == EITHER
        series = subjects(s, start, end) if voice == BEFORE else objects(s, start, end, near=near)
    if not series and voice not in (BEFORE, AFTER):
        series = subjects(s, start, end)
    if not series and voice == AFTER and rule.voice == VERB and re.match(r"[.,;]|$", text[end:]):
        series = [(s.topic, None)] if s.topic else []  # "... changed its mind and renewed"
    event = Event(s, decision, start, end, series, next_=next_, rule=rule.name)
    return judged(event, clause)
