"""Words that say by themselves who is in a series, and as whom: "Kate, whom Ann Lee plays"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.people.roll import ACTOR, NAME, NOT_TV, Part
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

# "Kate is played by Ann Lee and Jim by Bo Diaz".
_BY_TURNS = Phrase(rf"(?<=played by )P(?:,? and|,) (?P<c>{NAME}) by (?P<p>P)(?!\w)")

# "stars Ann Lee as an ageing comedian named Kate Hill".
_NAMED = Phrase(
    r"(?P<p>P) (?:as|plays|played|stars as|playing) (?:an?|the|her|his) [^.;()PS]{0,70}?"
    r"(?:named|called|,) (?P<c>[PX])(?!\w)(?!'s)"
)

# "grows close to John, Hill's character".
_ONES_PART = Phrase(rf"(?P<c>[PX]), (?P<p>{NAME})'s? (?:character|alter ego|part|role)\b")

_PART_OF_ONE = Phrase(
    rf"(?P<p>{NAME})'s? (?:[a-z-]+ )?(?:character|alter ego|(?:portrayal|depiction) of|"
    r"(?:turn|performance|role|stint) as),? (?P<c>[PX])(?!\w)"
)

_OPPOSITE = Phrase(
    rf"\b(?:opposite|alongside) (?P<p>{NAME}) as (?P<c>{NAME})|"
    rf"\b(?:part|role)s? of (?P<c2>{NAME}) (?:went|goes|was given|fell) to (?P<p2>{NAME})(?!\w)"
)

# "Darren Treacy, whom Sheehan plays", "Ann Lee, as Kate, and Bo Diaz, as Jim, were at his side",
# "the part that won Ann Lee", "for playing Kate, Ann Lee was nominated", "so is Lee as Kate".
_IN_PART = (
    Phrase(
        rf"(?P<c>[PX]),? (?:whom |who |that |a (?:part|role) that |the (?:part|role) (?:that )?)"
        rf"(?P<p>{NAME}) (?:plays|played|portrays|portrayed|voices|voiced)\b"
    ),
    Phrase(rf"(?P<p>P), as (?:the )?(?P<c>{NAME})(?=[,.;]| and\b)"),
    Phrase(rf"\bfor (?:playing|portraying) (?P<c>{NAME}),(?: [a-z-]+,)? (?P<p>{NAME})(?!\w)(?!')"),
    Phrase(
        rf"(?P<p>{NAME})(?!')[^.;PX]{{0,60}}? for (?:(?:his|her|their) (?:[a-z-]+ )?(?:turn|role|"
        rf"part|performance|work|portrayal)(?: as| of)|playing|portraying) "
        rf"(?P<c>{NAME})(?!\w)(?!'s)"
    ),
    Phrase(rf"\bso (?:is|was|does|did|will) (?P<p>{NAME}) as (?:the )?(?P<c>{NAME})(?!\w)"),
    Phrase(
        rf"(?P<p>{NAME}) (?:takes?|took|taking|is taking|has taken) over (?:the (?:part|role) )?"
        rf"(?:from {NAME}(?: and {NAME})? )?(?:as|of) (?:the )?(?P<c>{NAME})(?!\w)"
    ),
)

# "the Ann Lee-fronted series", "the Ann Lee and Bo Diaz starrer".
_HYPHENED = Phrase(
    r"(?P<p>[PX])(?: \([^()]*\))?(?:(?:,? and | & |/)(?P<q>[PX])(?: \([^()]*\))?)?(?:-(?:led|"
    r"starring|fronted|headlined|toplined|"
    r"starrer)\b| (?:starrer|vehicle)\b| (?:led|starring|fronted) (?=(?:[a-z]+ ){0,2}(?:series|"
    r"drama|comedy|sitcom|show|thriller)\b))"
)

# "S won the supporting actor prize for Ann Lee", "Ann Lee took best actress".
_AWARDED = Phrase(
    rf"\b(?:actor|actress)(?: (?:prize|award|emmy|bafta|x|gong|trophy|nod|nomination|win))? for "
    rf"(?P<p>{NAME})(?!\w)(?!')|"
    rf"(?P<q>P)(?:, [^.;,PXS]{{3,40}},)? (?:also )?(?:won|took|wins|takes|picked up|earned|got|is "
    rf"up "
    rf"for|was up for|was nominated for|landed) (?:the |an? )?(?:[XxPN] )?(?:[a-z]+ )?(?:for )?"
    rf"(?:best |X )?(?:[a-z]+ )?(?:actor|actress)\b"
)

# "S, in which Ann Lee and Bo Diaz dug for the truth": whoever does something in it is in it.
_IN_WHICH = Phrase(
    r"(?:S|(?<!film )(?:series|drama|comedy|show|thriller|sitcom)),? in which (?P<p>P)(?: and "
    r"(?P<q>P))? (?!said|says|"
    r"told|produc|direct|interview)[a-z]+"
)

# "In the comedy, Ann Lee is a therapist", "in it Ann Lee is".
_IS_IN_IT = Phrase(
    r"\bin (?:the (?:[a-z-]+ )?(?:series|show|drama|comedy|sitcom|thriller|dramedy)|it|S),? "
    r"(?:[^.;PX]{0,80}, )?(?P<p>P) (?:is|was) (?:an?|the|one) "
    r"(?:[^.;PX]{3,80},? and (?P<q>P) (?:is|was)? ?(?:an?|the|his|her|their)\b)?"
)

# "a young assassin (Ann Lee)", "her boss (Bo Diaz)".
_DESCRIBED = Phrase(
    r"\b(?:an?|his|her|their|its|the|two) (?:[a-z'-]+ ){0,3}(?!creators?|writers?|directors?|"
    r"producers?|showrunners?|show|series|film|movie|novel|book|drama|comedy|actors?|author|host|"
    r"stars?|season|episode|pilot|song|network|boss of|one|two)[a-z'-]{3,} \((?P<p>P)(?: and "
    r"(?P<q>P))?\)"
)

_PARTS = (_BY_TURNS, _NAMED, _ONES_PART, _PART_OF_ONE, _OPPOSITE, *_IN_PART)
_ACTORS = (_HYPHENED, _AWARDED)
_IN_THE_STORY = (_IN_WHICH, _IS_IN_IT, _DESCRIBED)


def said_parts(s: Sentence) -> Iterator[Part]:
    """Each actor that such words name, with the part if they name it."""
    lacks = s.lacks
    for pattern in _PARTS:
        if pattern.needs & lacks:
            continue  # asked here, as most sentences lack the words for most patterns
        for m in pattern.finditer(s):
            one, two = ("p", "c") if m["p"] else ("p2", "c2")
            yield Part(ACTOR, m.start(one), m.start(two), m.start(), m.end())
    for pattern in _ACTORS:
        if not pattern.needs & lacks:
            for m in pattern.finditer(s):
                yield from _named(m, None)
    for pattern in _IN_THE_STORY:
        if pattern.needs & lacks or NOT_TV.search(s.text):
            continue
        for m in pattern.finditer(s):
            yield from _named(m, m.start() if m.group()[0] == "S" else None)


def _named(m: re.Match[str], of: int | None) -> Iterator[Part]:
    for name in ("p", "q"):
        if m[name]:
            yield Part(ACTOR, m.start(name), None, m.start(), m.end(), of=of)
