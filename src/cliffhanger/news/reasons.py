"""Reasons: why a series was stopped, as somebody is credited with saying it."""

from __future__ import annotations

from cliffhanger.news.decided.credit import credits
from cliffhanger.news.focus import MANY, stand_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import CANCELED, Decision, Reason
from cliffhanger.news.story import Sentence, Story

_WHY = Phrase(
    r"\b(?:breakout|because|due to|owing to|blam\w+|cost\b|costs\b|expensive|budget|"
    r"ratings|viewership|viewing figures|audience|numbers|performed|underperform\w*|"
    r"failed to|not enough|too few|struggl\w+|did less well|weeks in the|completion|"
    r"strikes?|declin\w+|reason|weighed|expense|modest|lacklustre|lackluster|poor)\b"
)


def find_reasons(story: Story, decisions: list[Decision]) -> list[Reason]:
    """Credited reasons for the cancellations the story tells, one a series."""
    canceled = [d.series for d in decisions if d.decision == CANCELED]
    found: dict[str, Reason] = {}
    if not canceled:
        return []
    for s in story.sentences:
        m = _WHY.search(s)
        outlet = next((c for c in credits(s) if c.outlet), None) if m else None
        if m is None or outlet is None:
            continue
        start, end = min(outlet.at, m.start()), max(outlet.end, m.end())
        for series in _about(story, s, m.start()):
            if series in canceled:
                found.setdefault(series, Reason(series, outlet.who, s.span(start, end)))
    return list(found.values())


def _about(story: Story, s: Sentence, at: int) -> list[str]:
    many = MANY.search(s)
    keys = stand_for(s, many.start()) if many else []
    keys = (
        keys
        or list(dict.fromkeys(s.key(i) for i in s.series(0, at)))
        or ([s.topic] if s.topic else [])
    )
    return [story.spelling(k) for k in keys]
