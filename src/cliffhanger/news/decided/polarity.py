"""Polarity: what negation, doubt and denial make of a decision that a sentence says."""

from __future__ import annotations

import re

from cliffhanger.news.decided.credit import denied, hedged
from cliffhanger.news.decided.events import NEGATED, Event
from cliffhanger.news.statements import CANCELED, FINAL, OPEN

_CONDITION = re.compile(
    r"\b(?:if|unless|should|in case|had it|were it|before|when|whenever|whether)\b[^,]{0,60}$"
)

# "After much speculation, N has renewed S": what is over leaves nothing open.
_PAST_TALK = re.compile(r"after [^,]*(?:speculation|rumou?rs|talk|campaign\w*|petition\w*)[^,]*,")

# "reports that S has been axed are not true".
_UNTRUE = re.compile(
    r"[^.;,]{0,40}\b(?:is|are|was|were|isn't|aren't) (?:not true|untrue|false|wrong|"
    r"incorrect|rubbish|"
    r"nonsense|baseless|premature|wide of the mark|true\b)"
)

# "Nor was S the only series that N canceled": it was canceled too.
_NOT_ALONE = re.compile(r"\b(?:nor|not|n't)\b[^,;]{0,20}\b(?:the only|alone|the first|the last)\b")

# "After a debut better than anybody had hoped, N has renewed it": what was hoped is another matter.
_MAIN_CLAUSE = re.compile(
    r"(?<=, )(?:N|the (?:streamer|network|service|channel|broadcaster)|it) (?:has |have |"
    r"had )?(?:\w+ly |now |"
    r"already |just )?$"
)
_ENDS = ("cancel", "the axe", "plug", "cancellation")
_GOES_ON = ("renew", "renewal", "go-ahead", "coming back", "back again", "saved")
_DISPUTED = re.compile(
    r"\b(?:[OX]|newspaper|tabloid|paper|report|"
    r"story)(?: \w+)? had (?:\w+ )?(?:reported|claimed|said|suggested|alleged)\b"
)
_TALK = re.compile(
    r"\b(?:claims?|talk|rumou?rs?|speculation|fears?) (?:that|of|is|are|about|were)\b[^,;]*$"
)
_WISHED = re.compile(
    r"\b(?:fans|viewers|petition\w*|hop\w+|wish\w*|wants? to|would like|"
    r"would love|deserves?|should|beg(?:s|ged|ging)?|plead\w*)\b"
)


def judged(event: Event, clause: int) -> Event | None:
    """The event as its clause, which begins at `clause`, means it; None if it says no decision."""
    text = event.s.text
    main = _MAIN_CLAUSE.search(text, clause, event.start)
    before = text[main.start() if main else clause : event.start]
    if event.decision == OPEN:
        doubted = hedged(text[: event.start]) and event.rule == "fate"
        event.hedge = event.rule in ("rumour", "likely") or doubted
        return event
    if _is_condition(text, event.start, before):
        return None
    negated = bool(NEGATED.search(before)) and not event.next_ and not _NOT_ALONE.search(before)
    if negated and event.rule in (*_ENDS, *_GOES_ON):
        return _negated(event, before)
    if event.decision == FINAL and (negated or re.search(r"\b(?:whether|if)\b", before)):
        return None  # "never meant to be the end", "whether season eight will be the last"
    return _doubted(event, before)


def _is_condition(text: str, start: int, before: str) -> bool:
    """ "If it is renewed"; what comes before or when something else happens is decided."""
    said = _CONDITION.search(text[max(0, start - 70) : start])
    return bool(said) and not re.search(r"\b(?:before|when)\b[^,]{0,60}$", before)


def _negated(event: Event, before: str) -> Event:
    """ "Has not been axed" leaves it open or denies it; "will not be renewed" is a cancellation."""
    if event.rule in _ENDS:
        event.decision = OPEN
        event.denial = not re.search(r"\b(?:yet|officially|formally)\b", before)
        return event
    said = before + event.s.text[event.start : event.end]
    ahead = re.search(r"\b(?:will|would|wo|going|won't|being|to)\b", said)
    event.decision, event.next_ = (CANCELED, True) if ahead else (OPEN, False)
    return event


def _doubted(event: Event, before: str) -> Event | None:
    """What is denied or hedged is open; what is only wished for says nothing."""
    text, decided = event.s.text, event.decision
    said = text[max(0, event.start - 90) : event.start]
    refuted = denied(said) and "said no" not in said
    untrue = _UNTRUE.match(text, event.end) is not None
    event.denial = event.decision == CANCELED and (refuted or untrue)
    event.hedge = not event.denial and bool(
        _DISPUTED.search(text[: event.start])
        or hedged(_PAST_TALK.sub("", before[-60:]))
        or _TALK.search(said)
    )
    if not (event.denial or event.hedge):
        return event
    event.decision = OPEN
    if not event.denial:
        if _WISHED.search(before):
            return None
        if re.search(r"reportedly|said to have|allegedly", before):
            # "Reportedly" credits an unnamed report: the decision stands, marked as reported.
            event.decision, event.hedge = decided, False
    return event
