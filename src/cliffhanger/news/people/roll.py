"""Lists of people in masked text: who is listed, as whom, and what only says where from.

"stars Ann Lee (Lost), Fargo's Bo Diaz as Kate, Emmy winner Cy Dee, 41, and newcomer Di Eck (Jo)":
a bracket holds a part or an earlier credit, an owner before a name is an earlier credit, and a
firm after it is an employer. Roles are told by what stands around the list (`cast`, `makers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cliffhanger.news.names.known import SERIES
from cliffhanger.news.names.lexicon import GIVEN_NAMES
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

ACTOR, CREATOR, RUNNER, PRODUCER, AUTHOR, DIRECTOR = (
    "actor",
    "creator",
    "showrunner",
    "executive_producer",
    "author",
    "director",
)

Item = tuple[int, int | None, int, int]
"""Position of the person, of the character or None, start and end of the words."""


class Part(NamedTuple):
    """A role of the person at position `person`, said by the words from `start` to `end`."""

    role: str
    person: int
    character: int | None
    start: int
    end: int
    of: int | None = None
    """The series it is in, where the words name it."""
    lead: int | None = None
    """Where the words that give the role begin; `start` if None."""
    kin: bool = False
    """Whether the character shares a surname with the next: "Lee and Mags Hill"."""
    who: str | None = None
    """The person, where a pronoun stands for somebody named before."""


NAME = r"[PX]"

# Up to four words before a name that are not the sentence going on.
ADJECTIVES = (
    r"(?:(?!as\b|and\b|with\b|in\b|is\b|are\b|was\b|were\b|of\b|for\b|by\b|to\b|who\b|stars?\b|"
    r"starr\w+|play(?:s|ed|ing)?\b|follow\w*|sa(?:id|ys)\b|told\b|creat\w+ed\b|direct\w+ed\b|"
    r"featur\w+|"
    r"ha[sd]\b|have\b|which\b|that\b|will\b|but\b|while\b|when\b|from\b|on\b|at\b|about\b|set\b|"
    r"based\b|join\w*|after\b|before\b|the cast|named\b|called\b|known\b|among\b|whose\b|it\b|"
    r"like\b|or\b|if\b|an?\b|thank\w+|prais\w+|sang\b|counts?\b|sees?\b|finds?\b|tells?\b|"
    r"brings?\b|puts?\b|centers?\b|centres?\b|wrote\b|made\b|"
    r"said\b)[a-z][\w'-]*,? ){0,4}?"
)

_TRADE = (
    r"(?:co-?stars?|stars?|lead|alum|alumn[aiu]s?|actors?|actress|veterans?|breakouts?|favou?rite|"
    r"writer|(?:co-)?creator|director|(?:executive )?producer|showrunner|scribe|author|winners?|"
    r"nominees?|regular|newcomer|host|comedian|comic|boss|frontman|singer|rapper|presenter)"
)
# "Gossip Girl's Ann Lee", "Emmy-winning actress Ann Lee": where she was seen, what she won.
_OWNER = (
    rf"(?:[SXPN](?:'s?)?(?:-(?:winning|winner|nominated|nominee))? "
    rf"(?:and S(?:'s?)? )?(?:{_TRADE}(?: and |, | )){{0,3}}(?=[PX](?!\w)))?"
)
_ROLE = (
    r"(?:as|playing|in the (?:lead |title |titular |main )?role of|portraying|plays|who plays|"
    r"who played|voicing|to play)"
)
_PART = (
    rf"(?:(?:,| \() ?\d\d?\)?,?)?(?:,? {_ROLE} (?:the (?:[\w-]+ )?)?{ADJECTIVES}"
    rf"(?:[PX]'s (?:[\w-]+ ){{1,3}})?(?P<c>{NAME})"
    rf"| \([^)PX]{{0,30}}(?P<b>{NAME})\)| \([^)]{{0,60}}\)| of (?:[NX]'s )?S(?:'s)?|"
    rf",? (?:(?:formerly|late) of|(?:best )?known (?:for|from)) (?:[NX]'s )?[SXP](?=[,;]| and)|"
    rf" S(?=,| and\b|\.| \())?"
)
_PARTLY = (
    r"(?: as (?:a|an|the|his|her|their|one)\b(?: [a-z][\w'-]*){1,9}?(?=,| and [PX]| along|;|\.|"
    r"$| alongside| with [PX]| opposite))?"
)
# "Ann Lee for Acme Films": whom a producer produces for.
_FIRM = (
    r"(?:(?<=P) (?:for|of|from|at|via|through) (?:the )?[PXN](?: (?:and )?(?:films?|television|tv|"
    r"entertainment|productions?|pictures|studios?|media))*)?"
)
_ITEM = Phrase(rf"(?:(?:the |{ADJECTIVES})){_OWNER}(?P<p>{NAME})(?!\w){_FIRM}{_PART}{_PARTLY}")
_SEP = Phrase(
    rf"(?:, (?!who (?:also )?(?:serv|is|was|creat|direct|exec|wrote|"
    rf"writes))[^,;.PXSN]{{3,60}})?(?:,? and |, |"
    rf"; (?!(?:and )?[PX](?: \([^)]*\))?(?:(?:,|,? and) [PX](?: \([^)]*\))?)*(?: (?:is|was|are|"
    rf"were|"
    rf"will|has|have|serves?|created|plays?|wrote)|,? "
    rf"who(?:se)?)\b)|"
    rf",? as well as |,? along(?:side)? with |"
    rf",? alongside |,? together with |,? plus |,? with |,? opposite |,? & |; and )(?:also |then |"
    rf"returning |newcomers? |fellow )?(?=(?:the |{ADJECTIVES}){_OWNER}{NAME}(?!\w))"
)

# How a list can go on at all, asked first: most end here.
_MORE = re.compile(r"[,;]| (?:and|&|as well|along|together|plus|with|opposite)")

# Not a part of the name that the person is known by.
HONOUR = re.compile(r"^(?:Dame|Sir|Lord|Lady|Dr\.?|Prof(?:essor|\.)?) (?=[A-Z])")
NOT_TV = re.compile(r"\b(?:film|movie|films|movies|sequel to the film|musical|stage|broadway)\b")


def items_from(s: Sentence, at: int) -> tuple[Item, ...]:
    """The people of the list that begins at `at`; asked of the same names by many rules."""
    found = s.lists.get(at)
    if found is None:
        found = s.lists[at] = tuple(_items(s, at))
    return found


def _items(s: Sentence, at: int) -> Iterator[Item]:
    first = at
    while True:
        m = _ITEM.match(s, at)
        if not m or (first != at and _OWNS.match(s, m.end("p"))):
            return  # "with Ann Lee and Bo Diaz's series S": he is no more of them
        yield m.start("p"), _character(s, m), m.start("p"), m.end()
        sep = _SEP.match(s, m.end()) if _MORE.match(s.text, m.end()) else None
        if not sep:
            return
        at = sep.end()


_OWNS = Phrase(r"'s? (?:[\w-]+ ){0,3}S\b")


def _character(s: Sentence, m: re.Match[str]) -> int | None:
    if m["c"]:
        return m.start("c")
    if not m["b"] or is_credit(s, m.start("b")) or _CREDITS.search(s) or _ACTS.match(s, m.end()):
        return None
    return m.start("b")


# "Noomi Rapace (Lamb) starred as Jo": the bracket is no part.
_ACTS = Phrase(
    r",? (?:who )?(?:(?:co-)?star(?:s|red)|appear(?:s|ed)|return(?:s|ed)|leads|led|is cast|was "
    r"cast|"
    r"joins|joined|headline[sd]) (?:[^.;,PXS]{3,30} )?as\b|,? (?:who )?(?:play|portray)(?:s|ed)\b"
)
# Brackets of one sentence are alike: a series in one of them makes the others credits too.
_CREDITS = Phrase(r"[PX] \((?:(?:[^()]*, )?S(?:, [^()]*)?|[PX], [^()]*[PX][^()]*)\)")
_NAMES_ONLY = Phrase(r"[PXS] \((?:[PXSN]\+?(?: \d+)?(?:, | and |,? ?))+\)")


def credited(s: Sentence) -> frozenset[int]:
    """Positions of names in brackets after a name that say where somebody was seen."""
    found: set[int] = set()
    for m in _NAMES_ONLY.finditer(s):
        inside = [i for i in s.names if m.start() + 2 < i < m.end()]
        if len(inside) > 1 or (_CREDITS.search(s) and s.names[m.start()].kind != "X"):
            found.update(inside)
        found.update(i for i in inside if is_title(s, i))
    return frozenset(found)


def is_credit(s: Sentence, i: int) -> bool:
    """Whether the name in brackets is where somebody was seen: a title that is no first name."""
    name = s.names[i]
    return is_title(s, i) or (name.title is not None and name.text.lower() not in GIVEN_NAMES)


def is_title(s: Sentence, i: int) -> bool:
    """Whether the name at `i` is a title rather than somebody: a series, quoted, or known.

    A lone word says nothing by being a known title: there is a series called George.
    """
    name = s.names[i]
    known = name.title is not None and " " in name.text
    return name.kind == SERIES or known or name.quoted or name.marked
