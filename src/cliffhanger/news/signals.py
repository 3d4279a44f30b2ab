"""Signals: what a text says of a series that bears on whether it comes back."""

from __future__ import annotations

import re

from cliffhanger.news.focus import aside, list_to, stands_for
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import FINAL, RENEWED, Decision, Signal
from cliffhanger.news.story import Sentence, Story

_SEASON = r"(?:\w+ )?(?:season|series|run|show|finale|episode)"
_FIRST_SHOWN = (
    r"premiere[ds]?|debut(?:ed|s)?|launch(?:ed|es)?|air(?:ed|s)?|bow(?:ed|s)?|start(?:ed|s)?|"
    r"beg[aiu]ns?|been (?:shown|seen|broadcast|screened)|be (?:shown|seen|broadcast|screened)|"
    r"shown|seen|screened|broadcast|hits?|arrived?|lands?|landed|streamed"
)
_FEW = r"a|one|two|three|four|five|six|seven|a few|a couple of|a handful of|a matter of|\d"
_RULES: tuple[tuple[str, Phrase], ...] = (
    (
        "cliffhanger_ending",
        Phrase(
            r"\bcliff-?hangers?\b|\b(?:left|leaves|leaving) (?:\w+ ){0,4}?(?:hanging|unresolved|"
            r"up in the air|"
            r"dangling|unanswered)|\b(?:unresolved|open) endings?|\bloose (?:ends|threads)\b|"
            r"\b(?:unresolved|unanswered|unfinished) (?:questions|stor\w+|plots?\w*|threads|"
            r"myster\w+)|"
            r"\bended on a (?:\w+ )?(?:question mark|shock)"
        ),
    ),
    (
        "writers_room_opened",
        Phrase(
            r"\b(?:scripts?|writing)\b[^.;]{0,40}\b(?:has|have) (?:already )?(?:begun|started)\b|"
            r"\bwriters?'? ?-?rooms?\b(?![^.;]{0,20}(?:closed|shut|disbanded))|"
            r"\b(?:scripts|writing|writers) (?:\w+ ){0,6}?(?:under ?way|already (?:begun|"
            r"started|being written|at work|put in|working))|\bwriters (?:have|had) (?:already )?"
            r"(?:been hired|started|begun|gathered|convened|assembled)|\b(?:group|"
            r"team) of writers had (?:already )?|\balready (?:been )?(?:writing|written|"
            r"started writing|begun writing|working on scripts)"
        ),
    ),
    (
        "in_talks",
        Phrase(
            r"\b(?:in|held|holding|having|opened|entered|had|early|advanced|active|"
            r"ongoing)(?: \w+){0,2} "
            r"(?:talks|discussions|negotiations|conversations)\b|"
            r"\b(?:discussions|negotiations|conversations) (?:with|between|about|over|are|were|"
            r"have)\b|"
            r"\b(?:are|is|were|had been|been|being) (?:talking|discuss(?:ing|ed)|"
            r"negotiating) (?:about|over|with|another|a|more)\b|"
            r"(?<!body )(?<!everyone )(?<!who )\btalks (?:(?:with|between) [^.;]{3,30} )?(?:are|"
            r"were|have|"
            r"about|for|over|to)\b|\b(?:being|been|is|are) shopp(?:ed|ing) (?:it |S |the \w+ )?"
            r"(?:around|elsewhere|to)|\btrying to interest other"
        ),
    ),
    (
        "fan_campaign",
        Phrase(
            r"\bpetitions?\b|\bfan (?:campaign|outcry|petition|backlash|revolt)s?\b|"
            r"\b(?:campaign(?:ing|ed)?|hashtag|#(?:save|renew)\w+|"
            r"billboards?)\b[^.;]{0,60}?(?:\b(?:save|renew|bring|return|another|more|saved|"
            r"season)\b)|#[XxSP]\b|\bfans?\b[^.;]{0,40}\bbillboards?\b|\b(?:fans|"
            r"viewers)\b[^.;]{0,50}?\b(?:campaign|petition|rall(?:y|"
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
            r"\b(?:shopp(?:ed|ing)|pitch(?:ed|ing)|offer(?:ed|ing)|taken|taking)\b[^.;]{0,30}?"
            r"\b(?:elsewhere|around|other (?:networks|outlets|buyers|"
            r"streamers|platforms|broadcasters))\b|\b(?:found|has|have|got) "
            r"(?:it )?(?:a|another) (?:new |different )?home\b|"
            r"\b(?:other|another|rival) (?:networks?|streamers?|"
            r"platforms?|buyers?|outlets?|broadcasters?)\b[^.;]{0,40}?\b(?:interest|save|"
            r"pick|take|rescue|home)|\brights\b[^.;]{0,40}?\b(?:revert(?:ed|s)?|return(?:ed)?|"
            r"elsewhere|sold|moved|belong|held|(?:are|is|were|now|lie|lies|stay|remain) with)\b|"
            r"\binterest other (?:networks|buyers|streamers)"
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
            # before it is on
            rf"\b(?:ahead of|before|prior to|in advance of)\b(?! (?:the )?(?:season )?finale)"
            rf"[^.;]{{0,50}}?\b(?:{_FIRST_SHOWN}|first episode|scene|anyone (?:gets|got) to see|"
            rf"serving the first|(?:its|the) (?:start|return))\b|"
            rf"\b(?:has|have|had|is|are|was) (?:yet|still) to (?:be )?(?:{_FIRST_SHOWN})\b|"
            rf"\bstill to (?:come|{_FIRST_SHOWN})\b|"
            rf"n't (?:even )?(?:yet )?(?:been )?(?:{_FIRST_SHOWN}|out|on (?:the )?air)\b|"
            rf"\b(?:does not|doesn't|do not|don't|won't|will not) (?:{_FIRST_SHOWN})[^.;]{{0,12}} "
            rf"(?:until|till|before)\b|"
            r"\b(?:no|nobody|no one|none|not a|n't|never|few|without)\b[^.;]{0,30}?\b"
            r"(?:seen|laid eyes on|set eyes on|been able to watch|(?:episode|minute|second|"
            r"scene)\w* "
            r"(?:having )?(?:been )?(?:aired|shown|broadcast))\b|"
            # just after
            r"\bearly (?:renewals?|pick-?ups?|orders?|vote of confidence)\b|"
            r"\b(?:renewed|orders|decid\w+|says so|picked up|act\w+|mov\w+) (?:\w+ )?early\b|"
            rf"\b(?:just|only|barely|less than|mere(?:ly)?|scarcely|hardly|within) (?:(?:{_FEW}) )?"
            r"(?:days?|weeks?|hours|episodes?) (?:after|into|in\b|since|following|of (?:its|"
            r"the)|old)|"
            rf"(?:^|, )(?:(?:{_FEW}) )?(?:days?|hours|a week) (?:after|into|"
            rf"following)\b[^.;,]{{0,40}}?"
            rf"(?:{_FIRST_SHOWN}|launch|began|started)|"
            rf"\b(?:after|put out|showing|shown|aired) (?:just |only )(?:{_FEW}) episodes?\b|"
            rf"\b(?:put out|shown|aired|after) (?:just |only )?(?:one|a single|two) episodes? "
            r"(?:before|and|when|of)\b|\b(?:only|has) (?:just )?(?:just|only) (?:begun|began|"
            r"started|"
            r"launched|premiered|arrived|got going|debuted)|\bbarely (?:begun|started|got|"
            r"had time)|"
            r"\b(?:for|on the air for) just a week\b|\bhaving launched [^.;]{0,20} only on|"
            r"\bsix were plenty"
        ),
    ),
)
_NOT = Phrase(r"\b(?:no|not|never|without|n't)\b[^,;]{0,25}$")
_RENEWAL = Phrase(
    r"renew(?!\w* (?:his|her|their|wedding|vows|calls|interest))|order|pick(?:ed|s)? up|"
    r"pick-?up|greenlit|green light|second season|season two|"
    r"another season|more seasons|follow.?up|commission"
)


# "It hopes to find", "would like to take it": nothing has come of it.
_WISHED = re.compile(
    r"\b(?:push|call|plea|hope|bid|beg\w*|plead\w*|campaign\w*|petition\w*)s? (?:\w+ ){0,4}for $|"
    r"\b(?:will|would|hop(?:e|es|ed|ing)|plan(?:s|ned)?|wants?|like|about|going|could|may|might|"
    r"if|try|intends?|ready) (?:\w+ ){0,3}$|\bto $"
)
_OTHER_PLANS = Phrase(
    r"\bwith (?:S's )?(?:creator|writer|star|the|P)[^.;]*\b(?:what|projects?|future)\b"
)


def find_signals(story: Story, decisions: list[Decision]) -> list[Signal]:
    """Each signal of each series once, where it is first said. An early renewal needs a renewal."""
    renewed = {d.series for d in decisions if d.decision in (RENEWED, FINAL)}
    found: dict[tuple[str, str], Signal] = {}
    orders = [s.index for s in story.sentences if _RENEWAL.search(s)]
    near = {i + step for i in orders for step in (-1, 0, 1)}
    for s in story.sentences:
        if s.question:
            continue
        for name, pattern in _RULES:
            m = pattern.search(s) if name != "early_renewal" or s.index in near else None
            if m is None or not _means(s, m, name):
                continue
            for key in _series(s, m, name):
                series = story.spelling(key)
                if name == "early_renewal" and not _early(s, key, renewed):
                    continue
                found.setdefault((series, name), Signal(series, name, s.span(*m.span())))
    return list(found.values())


def _means(s: Sentence, m: re.Match[str], name: str) -> bool:
    """Whether the words are meant so: not denied, nor wished for, nor of other things."""
    if name == "early_renewal":
        return re.search(r"cancel|axed|finale", s.text) is None
    if _NOT.search(s, 0, m.start()):
        return False
    if name == "fan_campaign" and len(m.group()) == 2:
        return bool(_tagged(s))  # the hashtag names it
    if name == "cliffhanger_ending" and _EVEN_IF.search(s, 0, m.start()):
        return False  # "even if a thread or two was left dangling"
    if name == "cast_released":  # and not only at the end of one contract before the next
        return re.search(r"\bnew (?:ones|contracts?|deals?)\b", s.text) is None
    if name == "rights_elsewhere":
        return not _WISHED.search(s.text[: m.start()])
    if name == "in_talks":
        return _MORE.search(s) is not None and not _OTHER_PLANS.search(s, m.end())
    return True


_EVEN_IF = Phrase(r"\b(?:even if|even though|if only|whether)\b[^.;]*$")
_MORE = Phrase(
    r"season|series|run|renew|return|save|more|another|other network|continu|future|home|bring|"
    r"\bnext\b|(?:talks|discussions|negotiations)\b[^.;]{0,30} (?:going on|under ?way|continu|"
    r"ongoing|go on)"
)


def _early(s: Sentence, key: str, renewed: set[str]) -> bool:
    """Whether a renewal goes with it: in the sentence, or in the one before or after."""
    series = s.story.spelling(key)
    if _RENEWAL.search(s):
        return series in renewed or _RENEWED.search(s) is not None
    beside = s.story.sentences[max(s.index - 1, 0) : s.index + 2]
    if series in renewed:
        return any(_RENEWAL.search(o) for o in beside)
    return _RENEWED.search(beside[0]) is not None and key in map(beside[0].key, beside[0].series())


_RENEWED = Phrase(
    r"\b(?:renew(?:ed|s)(?! (?:his|her|their|wedding|vows|calls|interest|hopes))|re-?upped|"
    r"ordered (?:a|another|more)|picked up|handed|green-?lit)\b"
)


# "a #SaveS campaign": the hashtag names the series, run together.
_TAG = re.compile(
    r"(?:save|renew|bringback|give|stream|finish|unrenew|uncancel|rescue|keep|free)(?P<of>\w{3,})"
)


def _tagged(s: Sentence) -> list[str]:
    """The series of the document that a hashtag in the sentence names."""
    words = {w.lower() for w in re.findall(r"#(\w+)", s.story.plain.text[s.at.start : s.at.end])}
    tags = [m["of"] for w in words if (m := _TAG.fullmatch(w))]
    if not tags:
        return []
    keys = dict.fromkeys(o.key(i) for o in s.story.sentences for i in o.series())
    squeezed = {k: re.sub(r"^the|\W", "", k) for k in keys}
    return [k for k, short in squeezed.items() if len(short) > 2 and any(short in t for t in tags)]


def _series(s: Sentence, m: re.Match[str], name: str) -> list[str]:
    if name == "fan_campaign" and (tagged := _tagged(s)):
        return tagged[:1]
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
    if before and name == "early_renewal":
        return [s.key(i) for i in list_to(s, before[-1])]
    if before:
        return [s.key(before[-1])]
    if near and not s.topic:
        return [s.key(near[0])]
    if near and name in ("fan_campaign", "early_renewal"):
        return [s.key(i) for i in near[:3]]
    key = stands_for(s, m.start())
    return [key] if key else []
