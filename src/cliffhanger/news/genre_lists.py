"""Whose a kind in the plural is: "two new dramas, A and B", "of the comedies, A was back"."""

from __future__ import annotations

import re
from itertools import pairwise

from cliffhanger.news.focus import list_to, listed_from, stand_for
from cliffhanger.news.names.lexicon import GENRE_HEADS, NUMBERS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence


def owners_of_many(s: Sentence, m: re.Match[str]) -> list[str]:
    """ "two new dramas, A and B", "A and B, both freshman dramas"."""
    text = s.text
    if _OF_THE.search(s, 0, m.start()) and text.startswith(", S", m.end()):
        return list(dict.fromkeys(s.key(i) for i in s.series(m.end())))
    if among := _AMONG_THEM.match(s, m.end()):
        return [s.key(i) for i in s.series(m.end(), among.end())]
    after = re.compile(
        r"(?: from [^,;]{3,40})?(?: on \w+)?(?:,|:| \u2014| such as| like| including|, including) S"
    ).match(text, m.end())
    if after:
        return _together(s, listed_from(s, after.end() - 1))
    plain = re.compile(r" S(?:,| and| \()").match(text, m.end())
    if plain:
        return _together(s, listed_from(s, m.end() + 1))
    before = re.search(
        r"S,? (?:(?:are|were) )?(?:both|all|two|three|four|five|six)(?: of (?:them|the|its|N's))? "
        r"(?:[\w'-]+ ){0,3}$",
        text[: m.start()],
    )
    if before:
        return [s.key(i) for i in list_to(s, before.start())]
    count = COUNTED.search(s, 0, m.start())
    ahead = list(dict.fromkeys(s.key(i) for i in s.series(m.end())))
    if count and len(ahead) == NUMBERS[count["n"]]:
        return ahead
    if group := _counted_next(s, m):
        return group
    many = re.search(r"\b(?:both|the two|all three|these) (?:[\w'-]+ ){0,2}$", text[: m.start()])
    meant = stand_for(s, m.start()) if many else []
    return meant if len(meant) == 2 or not many or "three" in many.group() else []


def _counted_next(s: Sentence, m: re.Match[str]) -> list[str]:
    """ "Four of the N's dramas are back", and then the names of four."""
    count = _SO_MANY.search(s, 0, m.start())
    if not count or s.series():
        return []
    for after in s.story.sentences[s.index + 1 : s.index + 3]:
        if named := list(dict.fromkeys(map(after.key, after.series()))):
            return named if len(named) == NUMBERS[count["n"]] else []
    return []


_SO_MANY = Phrase(r"\b(?P<n>two|three|four|five|six) (?:of )?(?:[\w'-]+ |N's ){0,4}$")
# "Of the YA dramas, A and B were renewed and C was canceled".
_OF_THE = Phrase(r"\bof (?:the|its|N's|those|these) (?:[\w'-]+ |X ){0,2}$")
# "More dramas are coming, A among them".
_AMONG_THEM = Phrase(
    r"[^.;,S]{0,40},(?: with)? S(?:(?:,| and|, and) S)*(?: being)? among (?:them|others)"
)
_OTHER_KIND = re.compile(
    rf"along with|as well as|\b(?:(?:{GENRE_HEADS})s?|shows|hits|titles|series|players|[a-z]+ies)\b"
)


def _together(s: Sentence, listed: list[int]) -> list[str]:
    """The list up to "as well as" or another kind: "procedurals A and B, as well as C"."""
    kept = listed[:1]
    for a, b in pairwise(listed):
        if _OTHER_KIND.search(s.text[a:b]):
            break
        kept.append(b)
    return [s.key(i) for i in kept]


COUNTED = Phrase(r"\b(?P<n>two|three|four|five) (?:other |more |new )?(?:[a-z-]+ ){0,2}$")
