"""Lists of people in masked text, each with the part or firm that stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.story import Sentence

ACTOR, CREATOR, RUNNER, PRODUCER, AUTHOR, DIRECTOR = (
    "actor",
    "creator",
    "showrunner",
    "executive_producer",
    "author",
    "director",
)


NAME = r"[PX]"


ADJECTIVES = (
    r"(?:(?!as\b|and\b|with\b|in\b|is\b|are\b|was\b|were\b|of\b|for\b|by\b|to\b|who\b|stars?\b|"
    r"starr\w+|play\w*|follow\w*|sa(?:id|ys)\b|told\b|creat\w+|direct\w+|featur\w+|ha[sd]\b|"
    r"have\b|which\b|that\b|will\b|but\b|while\b|when\b|from\b|on\b|at\b|about\b|set\b|based\b|"
    r"join\w*|after\b|before\b|the cast)[a-z][\w'-]*,? ){0,4}?"
)


_PART = (
    rf"(?:,? \d\d?,)?(?: (?:as|playing|in the (?:lead |title )?role of|portraying|plays|"
    rf"who plays) (?:the (?:\w+ )?)?{ADJECTIVES}(?:[PX]'s (?:[\w-]+ ){{1,3}})?(?P<c>{NAME})"
    rf"| \([^)PX]{{0,30}}(?P<b>{NAME})\)|"
    rf" \((?:[^)]{{0,40}})\))?"
)


# "starring Gossip Girl's Ann Lee": the owner is where she was seen before.
_OWNER = (
    r"(?:[SXPN](?:'s?)? (?:star |alum |alumnus |alumna |actor |actress |veteran |breakout |"
    r"favorite |favourite )?(?=[PX]))?"
)


_PARTLY = (
    r"(?: as (?:a|an|the|his|her|their|one)\b(?: [a-z][\w'-]*){1,9}?(?=,| and [PX]| along|;|\.|"
    r"$| alongside| with [PX]| opposite))?"
)


# "Ann Lee for Acme Films": whom a producer produces for.
_FIRM = (
    r"(?:(?<=P) (?:for|of|from|at|via|through) (?:the )?[PXN](?: (?:films?|television|tv|"
    r"entertainment|productions?|pictures|studios?|media))*)?"
)


_ITEM = re.compile(rf"(?:(?:the |{ADJECTIVES})){_OWNER}(?P<p>{NAME}){_FIRM}{_PART}{_PARTLY}")


_SEP = re.compile(
    rf"(?:, (?!who (?:also )?(?:serv|is|was|creat|direct|exec|wrote|"
    rf"writes))[^,;.PXSN]{{3,60}})?(?:,? and |, |; |,? as well as |,? along with |"
    rf",? alongside |,? plus |,? with |,? opposite |,? & |; and )(?:also |then |returning |"
    rf"newcomers? |fellow )?(?=(?:the |{ADJECTIVES}){_OWNER}{NAME})"
)


NOT_TV = re.compile(r"\b(?:film|movie|films|movies|sequel to the film|musical|stage|broadway)\b")


def items_from(s: Sentence, at: int) -> Iterator[tuple[int, int | None, int, int]]:
    """The people of the list that begins at `at`: position, character's position, start, end."""
    while True:
        m = _ITEM.match(s.text, at)
        if not m:
            return
        character = m.start("c") if m["c"] else m.start("b") if m["b"] else None
        yield m.start("p"), character, m.start("p"), m.end()
        sep = _SEP.match(s.text, m.end())
        if not sep:
            return
        at = sep.end()
