"""What is left out in a list: "A is renewed for season 14, B for its ninth, C (season 4)"."""

from __future__ import annotations

import re

from cliffhanger.news.decided.events import Event
from cliffhanger.news.decided.seasons import NUM, ORD, SeasonRef, number

_JOIN = (
    r"\)?(?:[,;]|,? and|,? while|,? plus)+ (?:and )?(?:the |its |N's )?"
    r"(?:(?!and\b|but\b)[a-z][\w'-]* ){0,3}?"
)
_COUNT = rf"(?:{ORD}|{NUM})"
# "S for its ninth", "S to a third season", "S after two", "S (season 4)", "S, season 4".
_TAIL = re.compile(
    rf"{_JOIN}S(?: \((?![^()]*(?:season|series) \d)[^()]*\))?(?:"
    rf"(?P<way>,? (?:for|to|after|into|through|with)) (?:its |a |an |the |just |only |"
    rf"about |season |"
    rf"series |seasons )*(?P<n>{_COUNT})\b(?! (?:million|episodes?|years|hours|views|weeks))"
    rf"|,? \(?(?:season|series|s) ?(?P<s>\d\d?|{NUM})\b)"
)
_END = re.compile(r"[^,;.()]{0,24}?\)?(?=[,;]| and\b)")


def fill(event: Event, ceiling: int) -> None:
    """Add the series whose verb is left out, each with its own season, up to position `ceiling`."""
    s, last = event.s, max([event.end, *(at + 1 for _, at in event.series if at is not None)])
    refs = [r for r in s.seasons if r.start >= event.end - 1 and r.start - last < 40]
    if refs and refs[0].start < ceiling:
        last = max(last, refs[0].end)
    elif event.refs:
        last = max(last, event.refs[-1].end)
    seen = {key for key, _ in event.series}
    end = _END.match(s.text, last)
    while end and (m := _TAIL.match(s.text, end.end())) and m.start() < ceiling:
        at = s.text.find("S", m.start())
        key = s.key(at)
        if key in seen:
            return
        seen.add(key)
        event.series.append((key, at))
        event.own[at] = [_season(s.seasons, m)]
        end = _END.match(s.text, m.end())


def _season(known: list[SeasonRef], m: re.Match[str]) -> SeasonRef:
    """The season words of an item: those of the sentence, or a bare "ninth" or "two"."""
    for ref in known:
        if ref.start < m.end() and m.start() < ref.end:
            return ref
    word = m["n"] or m["s"]
    value = number(word)
    counted = bool(m["way"]) and m["way"].endswith("after")
    start, end = m.span("n" if m["n"] else "s")
    return SeasonRef(
        start, end, () if counted or not value else (value,), value if counted else None, False
    )
