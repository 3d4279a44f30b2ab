"""Orders for a further season: "handed S a third run", "Season 2 is on the way"."""

from __future__ import annotations

import re

from cliffhanger.news.decided.arguments import objects, subjects
from cliffhanger.news.decided.credit import denied
from cliffhanger.news.decided.events import NEGATED, Event, clause_start
from cliffhanger.news.decided.seasons import SeasonRef
from cliffhanger.news.focus import listed_from
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import CANCELED, FINAL, OPEN, RENEWED
from cliffhanger.news.story import Sentence

# What an order can be, when a season follows it: "ordered a second season", "handed S another run".
ORDER_VERB = re.compile(
    r"\b(?:go(?:es|ing)? ahead with|press(?:es|ing)? on with|followed by|pick(?:ed|s|"
    r"ing)?(?:-?| )up|greenl(?:it|ights?|ighted|ighting)|green-?l(?:it|ights?|ighted)|"
    r"order(?:ed|s|ing)|commission(?:ed|s|ing)|extend(?:ed|s)|confirm(?:ed|s|ing)|"
    r"announc(?:ed|es|ing)|"
    r"brought back|bring(?:s|ing)? back|bring(?:s|ing)? (?:S|it|them|(?:the|its|"
    r"their) (?:[\w-]+ ){0,3}?[\w-]+) back|"
    r"brought (?:S|it) back|(?:coming|come|comes|be|going|heading|headed) back|"
    r"will be back|will(?: also)? return|(?<!has )(?<!have )(?<!had )return(?:s|ing)?|"
    r"to return|given|giv(?:e|es|ing)|gave|hand(?:ed|s|ing)(?: out)?|land(?:ed|s)|scor(?:ed|"
    r"es)|nabb(?:ed|s)|nabs|earn(?:ed|s)|"
    r"secur(?:ed|es)|bag(?:ged|s)|won|gets?|getting|got|granted|grants|wants|receiv(?:ed|"
    r"es|ing)|will (?:each |both |all |also |therefore |now )?(?:have|see)|to have|set for|"
    r"award(?:ed|s)|gone for|going to have|will get|"
    r"locked in|locks in|reward(?:ed|s)|treated to|signed (?:up|on|off) (?:for|on)|"
    r"renewals? (?:was|were) handed out|opt(?:ed|s) for|"
    r"giving the go-ahead|renew(?:ed|s|ing)?|in for|means|on for|up for|made way for|sets?|"
    r"sa(?:id|ys) yes to|will (?:make|produce)|plac(?:ed|es) an order|(?:there is|there's|"
    r"is|has) an order|"
    r"there (?:is|are) (?:going )?to be|there (?:will|'ll) be|there is going to be|"
    r"there's going to be|"
    r"commits? to|committed to|st(?:icks|uck|icking) with|stands? by|doubles? down on|"
    r"gave (?:the )?green light|give(?:n|s)? the (?:green light|go-ahead|nod))"
    r"(?: up| out| back)?(?: both| also| already)?(?: (?:(?:the|its|"
    r"N's) )?(?:[a-z][\w-]* ){0,3}?S(?:,? (?:and |"
    r", and )?S)*(?:,[^,;]{0,50},)?| it| them| the \w+(?: \w+){0,4}?| that one|"
    r" N's \w+)?(?: back)?(?: for| of| into| with| on| to| in)?(?: S)?(?: at least|"
    r" both)?(?: a| an| the| its| their| his)?(?: (?!first|debut|new )[\w-]+){0,3}? ?$"
)
# What may follow a season that is ordered: "a third season is on the way".
ORDER_AFTER = Phrase(
    r"(?: of [^.;,]{1,60}?(?= (?:is|are|was|were|has|have|had|will|being|on order|"
    r"coming)\b)| (?:of|for) (?:the )?S(?:,? (?:and|&) S)*| (?:of|for) (?:it|"
    r"the \w+(?: \w+)?)|,? \(?\d+ episodes\)?)?,? (?:(?:is|are|was|were|has been|have been|"
    r"had been|will be|being)(?: now| also| officially| already| all| both| indeed|"
    r" definitely)? (?:\w+ly )?(?:coming|on (?:the|its|their) way|on order|confirmed|"
    r"announced|official|happening|in the works|ordered|commissioned|greenlit|green-?lit|"
    r"a go|being made|given|been ordered|"
    r"set|locked in|guaranteed)|on order|coming\b|(?:at|on) N$|(?:ordered|announced|"
    r"confirmed|commissioned|greenlit|set) (?:by|at|for) N)"
)


def orders(s: Sentence, taken: list[tuple[int, int]], events: list[Event]) -> list[Event]:
    """Orders for a further season: "handed S a third run", "Season 2 is on the way"."""
    found: list[Event] = []
    for ref in s.seasons:
        if any(ref.start < b and a < ref.end for a, b in taken):
            continue
        if not _further(s, ref):
            continue
        event = _order(s, ref)
        if event is None or not event.series:
            continue
        near = [
            e
            for e in events + found
            if e.decision in (RENEWED, FINAL, OPEN)
            and (e.start <= ref.start <= e.end + 45 or event.start <= e.start <= event.end)
            and " when " not in s.text[e.end : ref.start]
        ]
        if (
            any({k for k, _ in e.series} & {k for k, _ in event.series} for e in near)
            and event.rule != "respectively"
        ):
            continue
        if any(e.next_ and abs(e.end - ref.start) < 4 for e in events):
            continue
        found.append(event)
    return found


def _further(s: Sentence, ref: SeasonRef) -> bool:
    """Whether the words are about a season beyond those there were."""
    if ref.numbers:
        return max(ref.numbers) >= 2
    words = s.text[ref.start : ref.end]
    return bool(re.search(r"another|more|further|additional|brand|extra|new", words)) or bool(
        ref.count
        and ref.count > 1
        and re.match(
            r" of (?:the )?(?:\w+ ){0,5}S\b.{0,40}(?:coming|on the way)|[- ](?:order|"
            r"renewal|pick-?up)",
            s.text[ref.end :],
        )
    )


def _order(s: Sentence, ref: SeasonRef) -> Event | None:
    text = s.text
    after = ORDER_AFTER.match(s, ref.end)
    head = text[max(0, ref.start - 110) : ref.start]
    before = ORDER_VERB.search(head)
    if before and re.search(r"\bfor season\b.* respectively", text[ref.start - 6 :]):
        after = None
    start = ref.start - len(head) + before.start() if before else ref.start
    if not before and not after:
        return _gapped(s, ref)
    if (
        before
        and not after
        and (_aired(text, start, ref) or _NO_ORDER.search(text[start : ref.start]))
    ):
        return None
    clause = clause_start(text, start)
    lead = text[clause:start]
    refused = _REFUSED.search(lead) is not None  # "neither series will return for ..."
    if (NEGATED.search(lead) and not refused) or re.search(
        r"\b(?:if|hope\w*|hoping|wish\w*|want(?:s|ed)? to|would (?:like|love)|petition\w*|"
        r"keen|could|may|might|whether|deserves?)\b",
        text[clause : ref.start],
    ):
        return None
    end = after.end() if after else ref.end
    event = Event(s, RENEWED, start, end, _ordered_series(s, ref, before, start, end), [ref])
    event.rule = "order"
    if ref.last:
        event.decision = FINAL
    if refused:
        event.decision, event.next_ = CANCELED, True
    event.denial = denied(lead)
    event.hedge = bool(re.search(r"\b(?:rumou?r\w*|reports? that|claims?)\b", lead))
    if event.denial or event.hedge:
        event.decision = OPEN
    return event


_SECOND_OF_TWO = Phrase(r"(?:and|,|while) S(?: for)? an? $")


def _gapped(s: Sentence, ref: SeasonRef) -> Event | None:
    """ "A has been given a third season and B a second": one verb for both."""
    m = _SECOND_OF_TWO.search(s, max(0, ref.start - 14), ref.start)
    if not m or not any(r.end < m.start() for r in s.seasons):
        return None
    at = s.text.find("S", m.start())
    return Event(s, RENEWED, at, ref.end, [(s.key(at), at)], [ref], rule="order")


def _ordered_series(
    s: Sentence, ref: SeasonRef, before: re.Match[str] | None, start: int, end: int
) -> list[tuple[str, int | None]]:
    """The series an order is for: its object, "of S" after the season, its subject, the topic."""
    text = s.text
    if before and "S" in text[start : ref.start] and (series := objects(s, start, start + 1)):
        return series
    if (i := _of_series(s, ref.end)) is not None:
        return [(s.key(k), k) for k in listed_from(s, i)]
    if (
        before
        and re.match(r" (?:of|for|to)\b", text[ref.end :])
        and (series := objects(s, end, end))
    ):
        return series
    if series := subjects(s, start, ref.end):
        return series
    if s.topic and re.search(r"\bN\b|streamer|network|channel|it\b|there|season", text):
        return [(s.topic, None)]
    return []


# "gets to see the second season", "get ready for season two".
_NO_ORDER = re.compile(
    r"\b(?:to (?:see|watch|hear|know|meet|show|say|wait|film|shoot)|ready|caught up|date|"
    r"trailer|teaser|title|poster|synopsis|first look|the day|details?)\b"
)
_REFUSED = re.compile(r"\b(?:neither|none of|nor will|no longer)\b")


def _of_series(s: Sentence, end: int) -> int | None:
    m = re.compile(r" (?:of|for) (?:(?:the|its|hit|N's|\w+-?\w*) ){0,6}?S").match(s.text, end)
    return m.end() - 1 if m else None


def _aired(text: str, start: int, ref: SeasonRef) -> bool:
    """ "returned for its second season in March": a season that was shown, not ordered."""
    verb = text[start : ref.start]
    if re.match(
        r"return|gets?\b|got\b|set|confirm|announc|to return|means|won|landed|wants|earn|"
        r"in for|on for|up for|given|gave",
        verb,
    ):
        rest = text[ref.end : ref.end + 40]
        if re.match(r"return|to return|set", verb) and re.search(
            r"\b(?:on|in) (?:\w+ )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)", rest
        ):
            return True
        if re.match(
            r"(?:'s)?(?: \w+)? (?:finale|premiere|cast|opener|trailer|stars?|was\b|were\b|"
            r"ended|finished|came out|bow|debut|release|date)",
            rest,
        ):
            return True
        if re.match(r"got\b", verb) and "a" not in verb.split():
            return True
    return False
