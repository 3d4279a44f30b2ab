"""Billing: lists of full names that nothing governs, in sentences about a cast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cliffhanger.news.people.roll import ACTOR, ADJECTIVES, NOT_TV, Item, Part, credited, items_from
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

if TYPE_CHECKING:
    from cliffhanger.news.people.people import Cast

# Words that a sentence about who is in a series has, wherever in it they stand.
_CUE = Phrase(
    r"\b(?:cast|casts|star|stars|starring|starred|co-stars?|co-starring|roles?|parts (?=in|as)|"
    r"ensemble|company of|actors?|actress(?:es)?|voices?|voiced|regulars?|returning|return|"
    r"returns|back|joining|joins?|joined|"
    r"leads?|led|leading|headed|heads|support|supporting|players|line-?up|"
    r"appear\w*|featur\w+|plays?|played|on screen|in front of the camera|around (?:her|him|"
    r"them)|with (?:her|him|them)|faces|you will also see|are among)\b"
)


_MADE = re.compile(
    r"(?:produc\w*|creat\w*|writ\w*|wrote|direct\w*|develop\w*|showrun\w*|author\w*|"
    r"based on|novels?|books?|executive\w*|penned|helmed|statement|said|says|told|thank\w*|"
    r"like|unlike|by|from|between|films?|movies?|nominat\w*|songs?|music|"
    r"alongside producers?|spokes\w*|interview\w*|such as|including|"
    r"(?<!cast )(?<!company )(?<!ensemble )(?<!up )(?<!those )\bof)(?: (?:the|that|is|are|was|"
    r"were|with|alongside|and|of|its|both|as|also|include[sd]?|too|so|others?|being|among|them|"
    r"did|do|does|too,|well,|well|producers,|P|X|,))*,?:? ?$"
)


_MADE_AFTER = Phrase(
    r",? (?:(?:is|are|was|were|serve|served|act|acted|have|will|both|all|also|"
    r"who) )*(?:as )?(?:the |its |an )?(?:executive|exec\b|produc|creat|co-creat|wr[io]te?|"
    r"direct|showrun|develop|among the (?:places|locations|executive)|penn|said|say|told|serve|"
    r"writers?|tweeted|announced|behind)"
)


# "the lives of two physicists, A and B": the story's people.
_TOLD_OF = re.compile(
    r"\b(?:li(?:ves|fe)|stor(?:y|ies)|tales?|rivalry|friendship|murders?|trials?|affair|marriage) "
    r"(?:of|between) [^.;,PXS]{0,50}[,:]? $"
)


def billed(s: Sentence, cast: Cast) -> Iterator[Part]:
    """A list of full names in a sentence about the cast, if nothing makes them anything else."""
    if not _CUE.search(s) or NOT_TV.search(s.text):
        return
    skip = credited(s)
    names = [i for i, n in s.names.items() if n.kind in "PX" and i not in skip]
    done = -1
    for first in names:
        if first <= done or s.names[first].kind != "P":
            continue
        items = list(items_from(s, first))
        if not items:
            continue
        done = items[-1][0]
        people = [i for i, _, _, _ in items if s.names[i].kind == "P"]
        if (
            len(people) < 2
            or _MADE.search(s.text[max(0, first - 50) : first])
            or _MADE_AFTER.match(s, items[-1][3])
            or _TOLD_OF.search(s.text[max(0, first - 70) : first])
        ):
            continue
        parts = shared_parts(s, items)
        for k, (i, c, a, b) in enumerate(items):
            if s.names[i].kind == "P" or s.names[i].text in cast.full:
                yield Part(ACTOR, i, parts[k] if parts else c, a, b, kin=bool(parts))


_AS_LIST = Phrase(
    rf",? (?:who )?(?:all |both )?(?:(?:will )?(?:star|return|appear|play|co-star|are|"
    rf"were)(?: again)?)?(?: as)? {ADJECTIVES}(?=[PX](?:,| and))|"
    r"(?: [a-z'-]+){1,7} as (?:the |fellow )?(?=[PX](?:,| and))|"
    r" (?:both |all )?(?:play|played|portray|portrayed|are|were) [^.;:PXSNO]{3,50}, (?=[PX](?:,| "
    r"and))"
)


def shared_parts(s: Sentence, items: list[Item]) -> list[int] | None:
    """ "A, B and C return as K, L and M": one part each, when there are as many."""
    m = _AS_LIST.match(s, items[-1][3])
    if not m or len(m.group().strip()) < 2:
        return None
    listed = list(items_from(s, m.end()))
    parts, n = [i for i, _, _, _ in listed], len(items)
    if len(parts) > n and _NEXT.match(s, parts[n] + 1):
        parts = parts[:n]  # "play Kate and Jo, Cy Dee is their father"
    return parts if len(parts) == n > 1 else None


_NEXT = Phrase(r"(?: (?:is|was|plays?|played|as|appears?|returns?|stars?|portrays?)\b|,? who\b)")
