"""Who is credited: outlets and people that the news, a figure or a reason is put down to.

The decider's own word is no credit: "Netflix said" names nobody. Neither do its executives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import DENIED, REPORTED, RUMOURED, STATED
from cliffhanger.news.story import Sentence

_OFFICE = re.compile(
    r"\b(?:president|chief|chairman|chairwoman|chair|ceo|boss|executive vice|"
    r"vice president|head of|controller|commissioner|spokes\w+|vp|programming|"
    r"executives?)\b"
)
_SOURCE = Phrase(
    r"(?:according to|per|via|first reported by|reported by|as reported by|was reported by|"
    r"broken by|confirmed to|confirmed by|revealed by|\(source:|source:|sources? (?:told|"
    r"tell)|news of (?:the|its) \w+ was broken by|report (?:in|by|from)|reports (?:in|by|"
    r"from)|a story in|surfaced in|told|tells|told to|announced by|made known by|shared by|"
    r"report from|reports from|statement to|statement obtained by|word from) (?:the |a |"
    r"an |\w+ ){0,3}?(?P<who>[OPX])"
    r"|(?P<who2>[OPX])(?:,? (?:who|which)[^,]{0,60},)?(?:'s)? (?:has |have |had |is |are |"
    r"first |also |exclusively |now |earlier |was the first to |was first with |"
    r"\w+ly )?(?:reports?|(?:the|an) (?:exclusive|scoop)\b|"
    r"reported|reporting|has learned|has learnt|can reveal|learned|learnt|understands|"
    r"broke|breaks|confirmed|"
    r"confirms|announced|announces|revealed|reveals|hears|says|said|claims|claimed|"
    r"suggests|has it that|has word|tweeted|wrote|writes|shared|posted|told|tells|notes|"
    r"noted|reported that|"
    r"mentioned)\b"
    r"|it (?:is|was) (?P<who3>[OP]) (?:that|which|who) (?:first )?(?:reports?|reported|broke)"
    r"|\[via:? (?P<who4>[OPX])"
    r"|(?:reports?|says|said|reported|writes|wrote|adds) (?P<who5>[OP])(?=[.,;]|$)"
)
_UNNAMED = Phrase(
    r"\b(?:(?:people|those|sources?|person|insiders?) (?:who are |"
    r"with (?:\w+ )?)?(?:familiar|knowledge|close)\b|"
    r"one of (?:these|those|the) people said|\bsources? (?:say|said|close|familiar|tell|"
    r"told|claim)|"
    r"(?:several|multiple|various|other|many) (?:outlets|publications|sites|media)|"
    r"media reports|a source|insiders?|"
    r"it (?:has been|is|was) (?:claimed|reported|understood)|a report|reportedly|"
    r"reports? (?:say|suggest|claim|that|on)|it is understood|is understood|"
    r"according to (?:a |multiple |several |\w+ )?(?:reports?|sources?))\b"
)
_HEDGE = re.compile(
    r"\b(?:(?<!in )(?<!last )(?<!since )(?<!this )may(?! \d)|might|could|rumou?r(?:s|ed)?|"
    r"reportedly|allegedly|supposedly|apparently|"
    r"said to|thought to|believed to|expected to|likely|unlikely|looks? set|poised|"
    r"speculat\w+|possibly|perhaps|fear\w*|worr\w+|talk (?:that|of)|claims? (?:that)?|"
    r"whispers?|in danger|at risk|on the cards|hopes?|hoping|hoped|wish\w*|would like|"
    r"wants? to|if|petition\w*|campaign\w*|urge\w*|plead\w*|beg(?:s|ged|ging)?|should|potential|"
    r"possible|chance|odds|prospect)\b"
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rubbish(?:ed|es)?|cold water|shut(?:s|"
    r"ting)? down (?:rumou?rs|talk|claims|reports)|dismiss(?:ed|es)?|not true|untrue|false|"
    r"wide of the mark|nonsense|baseless|hit(?:s|ting)? back|refut(?:ed|es)|debunk\w*|"
    r"scotch(?:ed|es)|quash(?:ed|es)|no truth)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is credited in a sentence, where, and whether it is an outlet."""

    who: str
    outlet: bool
    at: int
    end: int


def credits(s: Sentence) -> list[Credit]:
    """Everybody the sentence puts something down to, in order; executives left out."""
    found = []
    for m in _SOURCE.finditer(s):
        group = next(g for g in ("who", "who2", "who3", "who4", "who5") if m[g])
        at = m.start(group)
        name = s.names.get(at)
        if name is None:
            continue
        person = s.story.people.get(name.text) if name.kind == "X" else None
        if name.kind == "X" and not person and not _unknown_outlet(m.group()):
            continue
        if name.kind == "P" and _official(s, at):
            continue
        if m.group().startswith(("told", "tells")) and name.kind == "P":
            continue
        found.append(
            Credit(
                person or s.story.written(name),
                name.kind == "O" or (name.kind == "X" and not person),
                m.start(),
                m.end(),
            )
        )
    return found


def _unknown_outlet(words: str) -> bool:
    """An unknown name is an outlet where only an outlet can stand."""
    return words.endswith(
        (" has learned", " has learnt", " can reveal", " understands")
    ) or words.startswith(
        (
            "according to",
            "(source",
            "source",
            "[via",
            "via",
            "first reported",
            "reported by",
            "as reported",
        )
    )


def _official(s: Sentence, at: int) -> bool:
    around = s.text[max(0, at - 40) : at]
    after = s.text[at + 1 : at + 50]
    near = around.rsplit(",", 1)[-1]
    return bool(
        _OFFICE.search(near)
        or re.match(r",? (?:of N|who heads|the head|[^.;]{0,30}" + _OFFICE.pattern + ")", after)
        or re.search(r"\bN(?:'s)? $", around)
    )


def unnamed(s: Sentence, start: int, end: int) -> bool:
    """Whether unnamed sources or "a report" are credited in the stretch."""
    return _UNNAMED.search(s, max(0, start), end) is not None


def hedged(text: str) -> bool:
    """Whether the words leave open that the thing is so."""
    return _HEDGE.search(text) is not None


def denied(text: str) -> bool:
    """Whether the words deny what is being talked about."""
    return _DENIAL.search(text) is not None


def certainty(*, hedge: bool, denial: bool, report: bool) -> str:
    """One of stated, reported, rumoured, denied; a denial outweighs a hedge, a hedge a report."""
    if denial:
        return DENIED
    if hedge:
        return RUMOURED
    return REPORTED if report else STATED
