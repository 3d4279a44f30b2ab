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
from cliffhanger.news.focus import listed_from
from cliffhanger.news.orders import orders
from cliffhanger.news.phrase import Phrase
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


# The verb's object follows at once: "canceled fellow dramas A and B", "Renewed: A, B".
_DIRECT = Phrase(
    r":?(?: (?!after|on\b|by\b|for\b|in\b|at\b|with|following|despite|from|last|this|when|as\b|"
    r"before|because|due|amid|and\b|but\b|while|is\b|was\b|are\b|were\b|to\b|just|until|a year|"
    r"earlier|today|yesterday|shows?\b|series (?!S)|so\b|or\b|since|back|again|only|alongside|"
    r"ahead|along|the same|within|under|over|out|if\b)[\w'+-]+){0,5} S"
)


_UNNAMED = Phrase(
    r" (?:a|an|another|yet another|one of (?:its|the)|two|three|several|many|other)"
    r"(?: [\w-]+){0,3}? (?:shows?|series|dramas?|comed(?:y|ies)|thrillers?|"
    r"sitcoms?)\b(?![^.;]{0,60}S)"
)
_AS_WILL = Phrase(r",? as (?:will|is|are|was|were|has|have|did) [^SN.;,]{0,30}?S")


_CONDITION = re.compile(
    r"\b(?:if|unless|should|in case|had it|were it|before|when|whenever|whether)\b[^,]{0,60}$"
)


# "After much speculation, N has renewed S": what is over leaves nothing open.
_PAST_TALK = re.compile(r"after [^,]*(?:speculation|rumou?rs|talk|campaign\w*|petition\w*)[^,]*,")
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
        _seasons(event, floor, ceiling, events[:k] + events[k + 1 :])
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
        event.decision, event.denial = (
            OPEN,
            not re.search(r"\b(?:yet|officially|formally)\b", before),
        )
        return event
    if negated and event.rule in ("renew", "renewal", "go-ahead", "coming back", "saved"):
        ahead = re.search(r"\b(?:will|would|wo|going|won't|being|to)\b", before)
        event.decision, event.next_ = (CANCELED, True) if ahead else (OPEN, False)
        return event
    if event.decision == FINAL and negated:
        return None  # "never meant to be the end"
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
        or hedged(_PAST_TALK.sub("", before[-60:]))
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
                r"would love|deserves?|should|beg(?:s|ged|ging)?|plead\w*)\b",
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
        if word.startswith("dropp") and re.search(
            r"\b(?:season|seasons|series|episodes?|trailer)(?: \w+)? $", before
        ):
            return None  # "the first season dropped in May"
        if word.startswith("dropp") and re.match(
            r" (?:on|in|by (?!N)|its|a|the (?:trailer|first))\b", text[end:]
        ):
            return None
    if s.index > 2 and _UNNAMED.match(s, end):
        return None  # "axed another comedy show": which, it does not say
    if _DIRECT.match(s, end) and not re.search(r"[S)] $", before):
        return AFTER
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


def _seasons(event: Event, floor: int, ceiling: int, others: list[Event]) -> None:
    """Give the event the season words that belong to it."""
    s = event.s
    taken = {
        r for o in others if {o.decision, event.decision} == {CANCELED, RENEWED} for r in o.refs
    }
    if "respectively" in s.text:
        taken = set()
    inside = [r for r in s.seasons if event.start - 2 <= r.start and r.end <= event.end + 2]
    after = [r for r in s.seasons if event.end <= r.start < ceiling and r not in taken]
    before = [
        r for r in s.seasons if floor <= r.start and r.end <= event.start + 1 and r not in taken
    ]
    _own_seasons(event, ceiling)
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
            and not re.match(
                r" (?:first look|trailer|finale|spoilers|cast|photos)", s.text[r.end :]
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
        _short_life(event)
        return
    event.refs = (
        inside
        or [r for r in after[:1] if r.start - event.end < 45]
        or [r for r in before[-1:] if event.start - r.end < 45]
    )


def _short_life(event: Event) -> None:
    """ "S ends after one season" is a cancellation: nobody orders a last season to a first."""
    words = event.s.text[event.start : event.end]
    counted = bool(event.refs) and all(r.count == 1 and not r.numbers for r in event.refs)
    if event.rule == "final number" and counted and not event.refs[0].last:
        event.decision = CANCELED
        if words.startswith("ended"):
            event.series = []  # a precedent, as a rule


def _own_seasons(event: Event, ceiling: int) -> None:
    """ "A for a second season, B for a third": season words between series are not for all."""
    places = sorted(at for _, at in event.series if at is not None)
    if len(places) < 2 or "respectively" in event.s.text:
        return
    refs = [r for r in event.s.seasons if places[0] < r.start < max(ceiling, places[-1] + 60)]
    if not any(r.start < places[-1] for r in refs):
        return
    for k, at in enumerate(places):
        follow = next((r for r in refs if r.start > at), None)
        last = k + 1 == len(places)
        if follow and (last or follow.start < places[k + 1] or _listed(event.s, at, follow)):
            event.own[at] = [follow]
        else:
            event.own[at] = []


def _listed(s: Sentence, at: int, ref: SeasonRef) -> bool:
    """Whether only names stand between the series and the words: "A and B after one season"."""
    return (
        re.fullmatch(r"[S,\sand&]*(?: (?:for|after|to)(?: \w+)*)? ?", s.text[at : ref.start])
        is not None
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
        if ";" in gap or re.search(
            r"\b(?:but|renew\w*|order\w*|pick\w*|sav\w+|rescue\w*|reviv\w+|return\w*|back)\b", gap
        ):
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
