"""Items: names that head the lines of a list of fates, whatever else the words might be.

Under "Renewed" or "a roll call of the fallen:" a line "Smith - first to go." names a series, as do
"90210: back to school" and "2. Helix." where other lines of the list are made the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

_FATES = re.compile(
    r"\b(?:renew|cancel|axed|axing|scrapp|returning|coming back|fallen|casualt|picked up|"
    r"(?:hasn't|didn't|haven't) (?:made|make) it|fate|chopping block)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\s*(?P<bullet>[-*\u2022] ?|\d{1,3}[.)] )?(?P<name>[A-Z0-9][^\n:()]{0,60}?)"
    r"(?P<sep>(?:,? (?:[Ss]eason|[Ss]eries|Part|Volume) \d+)?(?::(?= |$)| ?\(| [-\u2014] |"
    r"[.?!](?= [A-Z\"\u201c]|$)|$))"
)
_LABEL = re.compile(
    r"(?:photo|image|credit|by|posted|updated|published|genres?|starring|cast|created|network|"
    r"premiere[ds]?|status|related|read|source|tags?|filed|share|comments?|date|note|title|"
    r"episodes?|q|a|season|renewed|cancel|returning|more|also|what|who|where|when|why|how|"
    r"the end)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|says?|said|you|we|they|i|it)\b", re.I)
ENOUGH = 3
"""Lines of one make that are a list; with bullets or numbers two are."""


def item_heads(text: str) -> list[tuple[int, int]]:
    """Where in plain text the names at the heads of a list's lines stand: (start, end)."""
    first = _FATES.search(text)
    if not first:
        return []
    found = [(make, span) for make, span in _lines(text) if span[0] > first.start()]
    times = Counter(make for make, _ in found)
    return [span for make, span in found if times[make] >= (2 if make[0] else ENOUGH)]


def _lines(text: str) -> Iterator[tuple[tuple[bool, str], tuple[int, int]]]:
    """Every line that could be an item: how it is made, and where its name is."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    for line, start in zip(lines, starts, strict=False):
        m = _ITEM.match(line)
        if not m or _LABEL.match(m["name"]) or _CLAUSE.search(m["name"]):
            continue
        bullet, sep = bool(m["bullet"]), m["sep"].strip(" .?!")[-1:]
        if len(m["name"].split()) > 7 or not (bullet or sep):
            continue
        yield (bullet, sep), (start + m.start("name"), start + m.end("name"))
