"""Who decides: the network a sentence names for its decision, or the one named elsewhere."""

from __future__ import annotations

import re

from cliffhanger.news.decided.events import Event
from cliffhanger.news.names.known import NETWORK
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence, Story


def is_headline(s: Sentence) -> bool:
    """Whether the sentence is the headline: the first line, without a full stop."""
    above = s.story.sentences[: s.index + 1]
    return s.index < 5 and all(a.text[-1:] not in ".!?\"'" and len(a.text) < 130 for a in above)


_BY = Phrase(r"\b(?:by|at|on|for|from|with|to) (?:the )?N(?:'s N)?")


_ANOTHER = re.compile(
    r"\b(?:known as|formerly|previously|called|unlike|owned by|belonging to|part of) $"
)
_DOES = re.compile(
    r"N(?:'s)?,? (?:has|have|had|was|is|will|would|said|says|\w+ed\b|\w+s\b|"
    r"that|which|to |let|did)"
)
_BY_NOW = re.compile(r"[^;.,SN]{0,30}?\bby N")


def network(event: Event) -> tuple[str | None, bool]:
    """The decider, and whether the decision's own words or heading name it."""
    s = event.s
    places = [
        i
        for i, n in s.names.items()
        if n.kind == NETWORK
        and not s.text.startswith("N's N", i)
        and not _ANOTHER.search(s.text[:i])
    ]
    if places:
        return s.story.written(s.names[_deciding(event, places)]), True
    if (under := _section(s)) is not None:
        return under, True
    if (near := _just_named(s)) is not None:
        return near, False
    if event.rule in ("roll", "gone are", "also back are", "renewed all of"):
        return _named_most(s.story) or _last_network(s), False
    return _last_network(s), False


def _deciding(event: Event, places: list[int]) -> int:
    """Of the networks in a sentence: "by N" behind the words, their subject, or the nearest."""
    s = event.s
    by = _BY_NOW.match(s.text, event.end)
    if by:  # "S, which N had dropped, was saved by N"
        return by.end() - 1
    owner = [at - 4 for _, at in event.series if at and s.text[max(0, at - 4) : at] == "N's "]
    between = owner and any(owner[0] < i < event.start for i in places)
    if owner and owner[0] in places and event.start > owner[0] and not between:
        return owner[0]
    inside = [i for i in places if event.start <= i < event.end]
    if inside:
        return inside[-1]
    near = (i for i in places if i < event.start and event.start - i < 60)
    before = [i for i in near if ";" not in s.text[i : event.start]]
    if before and _DOES.match(s.text[before[-1] :]):
        return before[-1]
    behind = (m for m in _BY.finditer(s, event.end) if m.start() - event.end < 90)
    after = [m.end() - 1 for m in behind if ";" not in s.text[event.end : m.start()]]
    if after or before:
        return after[0] if after else before[-1]
    return min(places, key=lambda i: abs(i - event.start))


_HOLDS = re.compile(
    r"S(?:,? (?:on|at|from|for) (?:the )?| \(|, (?:a|the) \w+ (?:on|for) )N\b|"
    r"N's (?:[\w-]+ ){0,5}S\b|S, N's\b|N (?:[\w-]+ ){1,4}S\b"
)


def network_of(s: Sentence, key: str) -> str | None:
    """The network that an earlier sentence gives the series: "N's S", "S on N", "S, N's comedy"."""
    for other in s.story.sentences[: s.index]:
        for m in _HOLDS.finditer(other.text):
            a, b = m.start(), m.end() - 1
            at, net = (a, b) if a in other.names and other.names[a].kind == "S" else (b, a)
            if at in other.names and other.key(at) == key:
                net = other.text.find("N", a, m.end())
                if net in other.names:
                    return s.story.written(other.names[net])
    first = next((o for o in s.story.sentences if key in map(o.key, o.series())), None)
    held = (
        {s.story.written(n) for n in first.names.values() if n.kind == NETWORK} if first else set()
    )
    return held.pop() if len(held) == 1 else None


def _section(s: Sentence) -> str | None:
    """The network whose name alone is the heading that the sentence stands under."""
    for other in reversed(s.story.sentences[: s.index]):
        if other.text.strip(" :") == "N":
            return s.story.written(next(iter(other.names.values())))
    return None


EARLY = 10
"""Sentences at the start of an article that say what its list is of."""


def _named_most(story: Story) -> str | None:
    """The network that most mentions at the start of a list of fates name; None without one."""
    named = [story.written(n) for k, n in story.networks() if k < EARLY]
    best = max(named, key=named.count, default=None)
    return best if best and 2 * named.count(best) > len(named) else None


_IT = re.compile(
    r"\b(?:it|its|the (?:streamer|network|service|channel|broadcaster|company|platform))\b"
)


def _just_named(s: Sentence) -> str | None:
    """The one network of the sentence before, where "it", "its" or "the streamer" means it."""
    if not s.index or not _IT.search(s.text):
        return None
    before = s.story.sentences[s.index - 1]
    nets = {n.key: n for n in before.names.values() if n.kind == NETWORK}
    return s.story.written(next(iter(nets.values()))) if len(nets) == 1 else None


def _last_network(s: Sentence) -> str | None:
    best: tuple[float, int, str] | None = None
    any_: str | None = None
    for other in s.story.sentences:
        for i, name in other.names.items():
            if name.kind != NETWORK or other.text.startswith("N's N", i):
                continue
            any_ = any_ or s.story.written(name)
            weight = _weight(other, i)
            near = 0.0 if other.index < s.index else 1.5
            row = (
                weight - near,
                other.index if other.index < s.index else -other.index,
                s.story.written(name),
            )
            if weight >= 1 and (best is None or row > best):
                best = row
    return best[2] if best else any_


_ACTS = Phrase(
    r"N(?:'s (?:\w+ )?(?:decision|programming|boss))? (?:has|have|had|will|renew\w*|"
    r"cancel\w*|ax\w+|scrap\w*|order\w*|announc\w*|confirm\w*|said|says|decid\w*|pull\w*|"
    r"pick\w*|g[ai]ve\w*|pass\w*|let|wants|is closing|did not|is|itself|brought|took|"
    r"hand\w*)\b"
)


def _weight(s: Sentence, i: int) -> float:
    """How much a network in a sentence looks like the one that decides."""
    if _ACTS.match(s, i):
        return 2.0
    if is_headline(s):
        return 0.4  # a headline names the channel, the story the company
    before = s.text[max(0, i - 16) : i]
    if re.search(r"\b(?:by|at)(?: the)? $", before):
        return 2.0
    if s.text[i + 1 : i + 3] == "'s" or re.search(r"\b(?:the|to|from|for) $", before):
        return 1.0
    return 1.0 if re.search(r"\bon $", before) and s.index < 4 else 0.5 if s.index else 1.0
