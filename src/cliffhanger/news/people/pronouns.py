"""Roles of "he", "she", "both" and "all three": said of whoever was named last before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cliffhanger.news.names.known import PERSON
from cliffhanger.news.people.makers import roles_at
from cliffhanger.news.people.roll import ACTOR, ADJECTIVES, NAME, Part, items_from
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence

if TYPE_CHECKING:
    from cliffhanger.news.people.people import Cast

_COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
PRONOUN = Phrase(
    r"\b(?:s?he|they|both|all (?:two|three|four|five)|the (?:two|three|pair|duo|trio))"
    r"(?= (?!both)|'ll |'s |'d )"
)
_CLAUSE = re.compile(r"(?:^|[.;:,] |\b(?:and|but|which|show|series|that|as|while) )$")
_GOES_ON = (
    r"(?: (?:also|later|then|now|once|previously|earlier|again|has|had|have|will|first|'ll|"
    r"is to|was to))*"
)
# "she starred in S, a drama, and then in S", "he recurred on S", "she joined the cast of S".
_ACTED = Phrase(
    rf"{_GOES_ON} (?:(?:co-)?stars?|(?:co-)?starred|appears?|appeared|recurs?|recurred|"
    r"acts?|acted|was seen|were seen|featured|guest-starred|had (?:a|the|an) (?:[a-z-]+ )?(?:role|"
    r"part|lead)|"
    r"joined the (?:main )?cast|joined) (?:in|on|of)? ?(?P<on>(?:the |N's |an? )?(?:[\w-]+ "
    r"){0,4}?(?P<s>S)|it\b)?"
)
_PLAYED = Phrase(
    rf"{_GOES_ON} (?:plays?|played|portrays?|portrayed|voices?|voiced|starred as|stars as|"
    rf"returns? as|was) (?:the )?"
    rf"{ADJECTIVES}(?P<c>{NAME})(?!'s?)(?: (?:in|on) (?:the |N's )?(?:[\w-]+ ){{0,2}}?(?P<s>S))?"
)
_AND_IN = Phrase(
    r"[^.;SP]{0,60}?(?: and|,) (?:then |later )?(?:in|on) (?:the |N's )?(?:N )?(?:[\w-]+ "
    r"){0,3}?(?P<s>S)"
)
# "whom most people will remember as Kate Hill in S", "best known for playing Kate Hill in S".
_RECALLED = Phrase(
    rf"(?P<p>P),(?: [\w-]+){{0,4}}?(?: whom?| who)?(?: [\w-]+){{0,4}}? (?:remembered?|known|"
    rf"recogni[sz]ed?|famous|loved)"
    rf"(?: [a-z]+)? (?:as|for (?:playing|(?:his|her) (?:role|turn|part|performance) as)) (?:the "
    rf")?{ADJECTIVES}(?P<c>{NAME}) "
    r"(?:in|on|from) (?:the |N's )?(?P<s>S)"
)


def pronouns(s: Sentence, cast: Cast) -> Iterator[Part]:
    """Each role that a pronoun has."""
    for m in _RECALLED.finditer(s):
        yield Part(ACTOR, m.start("p"), m.start("c"), m.start(), m.end(), of=m.start("s"))
    for m in PRONOUN.finditer(s):
        at = m.end()
        if not _CLAUSE.search(s.text[max(0, m.start() - 8) : m.start()]):
            continue
        said = [*_acted(s, m.start(), at), *roles_at(s, [], at)]
        if not said:
            continue
        for who in _meant(s, m.start(), m.group(), cast):
            for part in said:
                yield part if part.who == "" else part._replace(who=who)


def _acted(s: Sentence, start: int, at: int) -> Iterator[Part]:
    m = _PLAYED.match(s, at)
    if m and s.names[m.start("c")].kind in "PX":
        of = m.start("s") if m["s"] else None
        yield Part(ACTOR, start, m.start("c"), start, m.end(), of=of)
    m = _ACTED.match(s, at)
    if not m:
        return
    yield Part(ACTOR, start, None, start, m.end(), of=m.start("s") if m["s"] else None)
    more = _AND_IN.match(s, m.end()) if m["s"] else None
    if more:
        yield Part(ACTOR, start, None, more.start("s"), more.end(), of=more.start("s"))


def _meant(s: Sentence, at: int, word: str, cast: Cast) -> list[str]:
    """The full names of those meant: one for "he" and "she", the last list for the others."""
    if re.fullmatch(r"s?he", word):
        who = _one(s, at, cast)
        return [who] if who else []
    count = _COUNTS.get(word.split()[-1], 0)
    for before, end in ((s, at), (_previous(s), 1 << 30)):
        found = _last_list(before, end, cast) if before else []
        if found:
            return found if count in (0, len(found)) else []
    return []


def _one(s: Sentence, at: int, cast: Cast) -> str | None:
    before: Sentence | None = s
    end = at
    for _ in range(3):
        if before is None:
            return None
        people = list(
            dict.fromkeys(
                who
                for i, n in before.names.items()
                if i < end
                and n.kind in "PX"
                and before.text[i + 1 : i + 3] != "'s"
                and (who := cast.person(n))
            )
        )
        if people:
            return (
                people[-1]
                if before is s
                else people[0]
                if len(people) == 1 or _leads(before)
                else None
            )
        before, end = _previous(before), 1 << 30
    return None


def _leads(s: Sentence) -> bool:
    """Whether somebody is the subject of the sentence: it begins with the name."""
    return re.match(r"(?:[-*\u2022] )?[PX](?!'s)", s.text) is not None


def _previous(s: Sentence) -> Sentence | None:
    return s.story.sentences[s.index - 1] if s.index else None


def _last_list(s: Sentence, end: int, cast: Cast) -> list[str]:
    best: list[str] = []
    done = -1
    for i, n in s.names.items():
        if i <= done or i >= end or n.kind != PERSON:
            continue
        items = [k for k, _, _, _ in items_from(s, i) if k < end]
        done = items[-1] if items else i
        found = [who for k in items if (who := cast.person(s.names[k]))]
        if len(found) > 1:
            best = found
    return best
