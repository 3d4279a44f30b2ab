"""Signals: what a text says of a series that bears on whether it comes back."""

from __future__ import annotations

import re

from cliffhanger.news.focus import aside, stands_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import FINAL, RENEWED, Decision, Signal
from cliffhanger.news.story import Sentence, Story

_SEASON = r"(?:\w+ )?(?:season|series|run|show|finale|episode)"
_RULES: tuple[tuple[str, Phrase], ...] = (
    (
        "cliffhanger_ending",
        Phrase(
            r"\bcliff-?hangers?\b|\bleft (?:\w+ ){0,4}?(?:hanging|unresolved|up in the air|"
            r"dangling)|\b(?:unresolved|open) ending|\bloose ends\b|"
            r"\bended on a (?:\w+ )?(?:question mark|shock)"
        ),
    ),
    (
        "writers_room_opened",
        Phrase(
            r"\bwriters?'? ?-?rooms?\b(?![^.;]{0,20}(?:closed|shut|disbanded))|"
            r"\b(?:scripts|writing|writers) (?:\w+ ){0,6}?(?:under ?way|already (?:begun|"
            r"started|being written|at work|put in|working))|\b(?:group|"
            r"team) of writers had (?:already )?|\balready (?:been )?(?:writing|written|"
            r"started writing|begun writing|working on scripts)"
        ),
    ),
    (
        "in_talks",
        Phrase(
            r"\b(?:in|held|having|opened|entered|had|early|advanced|"
            r"active)(?: \w+){0,2} (?:talks|discussions|negotiations|conversations)\b|"
            r"\b(?:are|is|were|had been|been|being) (?:talking|talked|discuss(?:ing|ed)|"
            r"negotiating) (?:about|over|with|another|a|more)\b|\btalks (?:are|were|have|"
            r"about|for|over|to)\b|\bshopp(?:ed|ing) (?:it |S |the \w+ )?(?:around|"
            r"elsewhere|to)|\btrying to interest other"
        ),
    ),
    (
        "fan_campaign",
        Phrase(
            r"\bpetitions?\b|\bfan (?:campaign|outcry|petition|backlash|revolt)s?\b|"
            r"\b(?:campaign(?:ing|ed)?|hashtag|#(?:save|renew)\w+|"
            r"billboards?)\b[^.;]{0,60}?(?:\b(?:save|renew|bring|return|another|more|saved|"
            r"season)\b)|\b(?:fans|viewers)\b[^.;]{0,50}?\b(?:campaign|petition|rall(?:y|"
            r"ied)|flooded|launched|demand\w*|urging|begging|fight\w*|fought)\b|#save\w+"
        ),
    ),
    (
        "cast_released",
        Phrase(
            r"\b(?:cast|actors?|stars?)\b[^.;]{0,50}?\b(?:released (?:from|of)|let go|"
            r"freed|let out of|options? (?:have |had |has )?(?:expired|lapsed)|"
            r"released from)\b|\b(?:options|contracts)\b[^.;]{0,40}?\b(?:expired?|lapsed?|"
            r"run out|ran out|released|expire)\b|\breleas(?:ed|ing) (?:the|its) (?:cast|"
            r"actors|stars)\b|\bcontracts? (?:were|was|have been) (?:ended|terminated|"
            r"not (?:extended|renewed))"
        ),
    ),
    (
        "rights_elsewhere",
        Phrase(
            r"\b(?:shop(?:ped|ping)?|pitch(?:ed|ing)|offer(?:ed|ing)|taken|tak(?:e|"
            r"ing))\b[^.;]{0,30}?\b(?:elsewhere|around|other (?:networks|outlets|buyers|"
            r"streamers|platforms|broadcasters))\b|\b(?:new|another|different) home\b|"
            r"\bsomewhere else to live\b|\b(?:other|another|rival) (?:networks?|streamers?|"
            r"platforms?|buyers?|outlets?|broadcasters?)\b[^.;]{0,40}?\b(?:interest|save|"
            r"pick|take|rescue|home)|\brights\b[^.;]{0,40}?\b(?:revert|return(?:ed)?|"
            r"elsewhere|sold|moved|with|belong|held)\b|\binterest other (?:networks|buyers|"
            r"streamers)"
        ),
    ),
    (
        "anthology",
        Phrase(
            r"\banthology\b|\b(?:each|every) season (?:tells|follows|tackles|focuses|has|"
            r"brings|features|explor\w+) (?:a|an|on a)? ?(?:new|different|separate|"
            r"self-contained|stand-?alone|another)"
        ),
    ),
    (
        "early_renewal",
        Phrase(
            r"\b(?:ahead of|before|prior to|in advance of)\b[^.;]{0,40}?\b(?:premiere[ds]?|"
            r"debut(?:ed|s)?|launch(?:ed|es)?|aired|airs|first episode|even aired)\b|"
            r"\b(?:just |only |barely |less than |mere(?:ly)? )(?:a |one |two |three |"
            r"four |five |six |seven |\d+ )?(?:days?|weeks?|hours|week) (?:after|into|"
            r"since|following)|\bearly (?:renewals?|pick-?ups?|orders?)\b|"
            r"\bnobody has been able to watch yet|\bbefore (?:it|the \w+) (?:has |"
            r"had )?(?:even )?(?:premiered|aired|debuted|launched)|\bstill to premiere\b|"
            r"\b(?:for|on the air for) just a week\b|\bhaving launched [^.;]{0,20} only on|"
            r"\bsix were plenty"
        ),
    ),
)
_NOT = Phrase(r"\b(?:no|not|never|without|n't)\b[^,;]{0,25}$")
_RENEWAL = Phrase(
    r"renew|order|pick(?:ed|s)? up|pick-?up|greenlit|green light|second season|season two|"
    r"another season|more seasons|follow.?up|commission"
)


def find_signals(story: Story, decisions: list[Decision]) -> list[Signal]:
    """Each signal of each series once, where it is first said. An early renewal needs a renewal."""
    renewed = {d.series for d in decisions if d.decision in (RENEWED, FINAL)}
    found: dict[tuple[str, str], Signal] = {}
    for s in story.sentences:
        if s.question:
            continue
        for name, pattern in _RULES:
            m = pattern.search(s)
            if m is None or _NOT.search(s, 0, m.start()):
                continue
            if name == "early_renewal" and (
                not _RENEWAL.search(s) or re.search(r"cancel|axed", s.text)
            ):
                continue
            if name == "in_talks" and not re.search(
                r"season|series|run|renew|return|save|more|another|other network|continu|"
                r"future|home|bring",
                s.text,
            ):
                continue
            for key in _series(s, m, name):
                if name == "early_renewal" and story.spelling(key) not in renewed:
                    continue
                found.setdefault((key, name), Signal(story.spelling(key), name, s.span(*m.span())))
    return list(found.values())


def _series(s: Sentence, m: re.Match[str], name: str) -> list[str]:
    before = [i for i in s.series(0, m.start()) if not aside(s, i)] or s.series(0, m.start())
    near = list(s.series(m.end(), m.end() + 60))
    if name == "anthology":
        if near and re.match(r"(?: series| show| hit)? S", s.text[m.end() :]):
            return [s.key(near[0])]
        if before:
            return [s.key(before[-1])]
        meant = re.search(r"\b(?:the|its|this|that|each|every|it)\b", s.text[: m.end()])
        key = stands_for(s, meant.start()) if meant else None
        return [key] if key else []
    if before:
        return [s.key(before[-1])]
    if near and not s.topic:
        return [s.key(near[0])]
    if near and name in ("fan_campaign", "early_renewal"):
        return [s.key(i) for i in near[:3]]
    key = stands_for(s, m.start())
    return [key] if key else []
