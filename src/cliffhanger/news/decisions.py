"""Decisions in a sentence: which series, what was decided, and the words that say it.

A trigger (see `triggers`) or an order for a season makes an event; its series stand where the
grammar puts them, or behind a pronoun. Negation, hedges and questions are judged here, so that
"has not been cancelled" is a denial and "could be renewed" a rumour.
"""

from __future__ import annotations

import re

from cliffhanger.news.arguments import objects, relative, subjects
from cliffhanger.news.attached import attach
from cliffhanger.news.credit import denied, hedged
from cliffhanger.news.events import NEGATED, Event, clause_start
from cliffhanger.news.focus import listed_from
from cliffhanger.news.gaps import fill
from cliffhanger.news.orders import orders
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.rule import AFTER, BEFORE, EITHER, VERB, Rule
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
# "reports that S has been axed are not true".
_UNTRUE = re.compile(
    r"[^.;,]{0,40}\b(?:is|are|was|were|isn't|aren't) (?:not true|untrue|false|wrong|"
    r"incorrect|rubbish|"
    r"nonsense|baseless|premature|wide of the mark|true\b)"
)
# "Nor was S the only series that N canceled": it was canceled too.
_NOT_ALONE = re.compile(r"\b(?:nor|not|n't)\b[^,;]{0,20}\b(?:the only|alone|the first|the last)\b")
_FOR_A_NIGHT = re.compile(
    r" (?:tonight|this evening|this (?:week|friday|monday|tuesday|wednesday|thursday|"
    r"saturday|sunday)"
    r"(?: night)?(?=[.,;]|$)|to (?:clear|make (?:way|room) for|accommodate))"
)
# "After a debut better than anybody had hoped, N has renewed it": what was hoped is another matter.
_MAIN_CLAUSE = re.compile(
    r"(?<=, )(?:N|the (?:streamer|network|service|channel|broadcaster)|it) (?:has |have |"
    r"had )?(?:\w+ly |now |"
    r"already |just )?$"
)
_IN_GENERAL = re.compile(
    r" (?:shows|series|programmes|things|everything|favou?rites|fan favou?rites|"
    r"stuff)\b(?![^.;]{0,60}[:S])"
)
_AS_WILL = Phrase(
    r",? as (?:will|is|are|was|were|has|have|did) [^SN.;,]{0,30}?S|"
    r"[^.;,]{0,24},? and (?:the )?(?:[\w-]+ ){0,3}S(?=(?:, [^,;.]{1,50},)? (?:along with"
    r" (?:it|them)|with it|too|"
    r"as well|likewise)\b)"
)


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
    voice = _voice(s, m) if rule.voice == VERB else rule.voice
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
    return _polarity(event, text, clause)


def _polarity(event: Event, text: str, clause: int) -> Event | None:
    main = _MAIN_CLAUSE.search(text, clause, event.start)
    before = text[main.start() if main else clause : event.start]
    if event.decision == OPEN:
        event.hedge = event.rule in ("rumour", "likely") or (
            hedged(text[: event.start]) and event.rule == "fate"
        )
        return event
    if _CONDITION.search(text[max(0, event.start - 70) : event.start]) and not re.search(
        r"\b(?:before|when)\b[^,]{0,60}$", before
    ):
        return None
    negated = bool(NEGATED.search(before)) and not event.next_ and not _NOT_ALONE.search(before)
    if negated and event.rule in ("cancel", "the axe", "plug", "cancellation"):
        event.decision, event.denial = (
            OPEN,
            not re.search(r"\b(?:yet|officially|formally)\b", before),
        )
        return event
    if negated and event.rule in (
        "renew",
        "renewal",
        "go-ahead",
        "coming back",
        "back again",
        "saved",
    ):
        ahead = re.search(
            r"\b(?:will|would|wo|going|won't|being|to)\b", before + text[event.start : event.end]
        )
        event.decision, event.next_ = (CANCELED, True) if ahead else (OPEN, False)
        return event
    if event.decision == FINAL and (negated or re.search(r"\b(?:whether|if)\b", before)):
        return None  # "never meant to be the end", "whether season eight will be the last"
    decided = event.decision
    said = text[max(0, event.start - 90) : event.start]
    event.denial = event.decision == CANCELED and (
        (denied(said) and "said no" not in said) or _UNTRUE.match(text, event.end) is not None
    )
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
    if _FOR_A_NIGHT.match(text, end):
        return None  # an episode taken off the schedule
    if _IN_GENERAL.match(text, end):
        return None  # "when it comes to killing off shows"
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
