"""People in lines where every word has a capital: headlines, and captions of pictures.

There a capital says nothing, so only sure names are taken from them. Somebody is sure too where a
given name stands before a word that the story has as a surname elsewhere ("With Ann Lee and Bo
Diaz", and then "Lee played a detective"), or where a bracket or a list makes it a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.names.known import OTHER, PERSON, Name
from cliffhanger.news.names.lexicon import GIVEN_NAMES, ROLE_WORDS
from cliffhanger.news.names.names import headline_case
from cliffhanger.news.story import Sentence, Story

_FULL = re.compile(
    r"(?!(?:And|With|In|The|Of|For|On|At|By|As|Its|From|To|Or|But|A|An|Is|Are|Star|Stars|Starring)\b)"
    r"(?P<first>[A-Z][a-z\u00e0-\u00ff'-]+) (?:[A-Z]\. |van |de |von |Mac|Mc|O')?"
    r"(?P<last>[A-Z][\w'\u2019-]+?)(?='s|\u2019s|[^\w'\u2019-]|$)"
)
_LAST_WORD = re.compile(r"[\w'-]+")


def find_captioned(story: Story) -> None:
    """Take the people of such lines for people, and their surnames where sentences begin."""
    last: set[str] = set()
    for s in story.sentences:
        if s.text[-1:] in ".,?!" or len(s.text) > 220:
            continue
        new = [n for n in _people(story, s) if not _taken(s, n)]
        if new:
            last.update(n.text.split()[-1] for n in new)
            s.mask(sorted([*s.names.values(), *new], key=lambda n: n.start))
    if last:
        _surnames(story, last)


def _people(story: Story, s: Sentence) -> Iterator[Name]:
    text = story.plain.text
    line = text[s.at.start : s.at.end]
    if not headline_case(line):
        return
    for m in _FULL.finditer(line):
        if m["last"].lower() in ROLE_WORDS or m["first"].lower() in ROLE_WORDS:
            continue
        called = m["first"].lower() in GIVEN_NAMES or _STARRED.search(line[: m.start()])
        if _set_off(line, m.start(), m.end()) or (called and _again(text, m["last"])):
            start = s.at.start + m.start()
            yield Name(start, s.at.start + m.end(), m.group(), PERSON)


_STARRED = re.compile(
    r"\b(?:With|Stars?|Starring|Actors?|Actress|Feat\.?)(?: [A-Z][\w'-]+ [A-Z][\w'-]+,?(?: and| "
    r"&)?)* $",
    re.IGNORECASE,
)


def _again(text: str, last: str) -> bool:
    """Whether the story has the surname again, and never as a common word."""
    return len(re.findall(rf"\b{re.escape(last)}\b", text)) > 1 and not re.search(
        rf"\b{re.escape(last.lower())}\b", text
    )


def _set_off(line: str, start: int, end: int) -> bool:
    """Whether a bracket sets the name off: "Kate Hill (Ann Lee)"."""
    inside = line[start - 1 : start] == "(" and line[end : end + 1] == ")"
    return bool(
        (inside and re.search(r"[A-Z][\w'-]+ [A-Z][\w'-]+ \($", line[:start]))
        or re.match(r" \([A-Z][\w'-]+ [A-Z][\w'-]+\)", line[end:])
    )


def _taken(s: Sentence, new: Name) -> bool:
    return any(n.start < new.end and new.start < n.end for n in s.names.values())


def _surnames(story: Story, last: set[str]) -> None:
    """ "Lee played a detective": the first word of a sentence is a name if it is one in a line."""
    text = story.plain.text
    for s in story.sentences:
        m = _LAST_WORD.match(text, s.at.start)
        if m and m.group().removesuffix("'s") in last:
            word = m.group().removesuffix("'s")
            name = Name(m.start(), m.start() + len(word), word, OTHER, initial=True)
            if not _taken(s, name):
                s.mask([name, *s.names.values()])
