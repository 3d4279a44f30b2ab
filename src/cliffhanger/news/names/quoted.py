"""Quoted names: stretches in quotation marks, and heads of list lines, that look like titles."""

from __future__ import annotations

import re

from cliffhanger.news.names.known import OTHER, SERIES, SMALL, Lexicon, Name, Words
from cliffhanger.news.names.lexicon import ROLE_WORDS
from cliffhanger.news.names.lexicon import words as words_of

_QUOTED = re.compile(
    r'(?<![\w"])"(?P<double>[^"\n]{1,90})"(?!\w)'
    r"|(?<![\w'])'(?P<single>(?!s\b)[^'\n\"](?:[^'\n\"]|'(?=\w)){0,89})'(?![\w'])"
)


# A line of a list that is a name, a colon and a figure.
_LISTED = re.compile(
    r"^(?:\d{1,3}[.)] |[-*\u2022] )?([A-Z0-9][^:\n\"']{1,60}?)(?:,? (?:[Ss]eason|[Ss]eries|"
    r"[Pp]art) \w+| \([^)\n]*\))?: (?=[\d.]+ ?(?:[mM]|bn|billion|hours))",
    re.MULTILINE,
)


def quotes(text: str, lexicon: Lexicon) -> dict[int, Name]:
    """Quoted stretches that look like titles, by offset of their first letter."""
    found = {}
    for m in _QUOTED.finditer(text):
        group = "double" if m["double"] is not None else "single"
        inner = m[group]
        start = m.start(group)
        core = inner.rstrip(" ,.;:")
        core = re.sub(r"[,:]? (?:[Ss]eason|[Pp]art|[Ss]eries|[Vv]olume) (?:\w+)$", "", core)
        lead = len(core) - len(core.lstrip())
        core = core.strip()
        words = Words(core)
        hit = lexicon.at(words, 0) if words.said else None
        small = bool(hit and hit[1] == SERIES and hit[2] and hit[2][:1].islower())  # "mixed-ish"
        if not core or not (titlelike(core) or small):
            continue
        whole = bool(hit and hit[0] == len(words.said))
        if whole and hit and hit[1] in "NO":
            continue
        title = hit[2] if whole and hit and hit[1] == SERIES else None
        found[start + lead] = Name(
            start + lead, start + lead + len(core), core, OTHER, True, False, title
        )
    for m in _LISTED.finditer(text):
        if (
            m.start(1) not in found
            and titlelike(m[1])
            and not lexicon.at(Words(m[1]), 0)
            and m[1].lower() not in ROLE_WORDS
        ):
            found[m.start(1)] = Name(m.start(1), m.end(1), m[1], OTHER)
    return found


_SMALL = SMALL | words_of("or but as be not no it up que con mujer")


def titlelike(core: str) -> bool:
    """Whether the words have capitals as a title has them."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", core)
    if not words or len(words) > 11:
        return False
    first = words[0]
    if not (first[0].isupper() or first[0].isdigit() or re.match(r"[a-z][A-Z]", first)):
        return False
    if len(words) == 1:
        return len(first) > 1 and first.lower() not in ("season",)
    if sum(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words) >= 0.75 * len(
        words
    ):
        return True
    # A foreign title has capitals only where its own language puts them; English words are speech.
    return len(words) <= 6 and not re.search(
        r"[.!?,]$|\b(?:i|we|you|they|he|she|it|are|is|was|were|have|has|will|be|do|that|"
        r"this|not|the|very|so|really|our|my|your|all|and|but|for|of|with)\b",
        core,
        re.IGNORECASE,
    )
