"""The season of a decision, where its own sentence does not say it: from what the rest tells."""

from __future__ import annotations

import re

from cliffhanger.news.decided.drafts import Draft
from cliffhanger.news.decided.seasons import number
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import CANCELED, FINAL, OPEN, RENEWED
from cliffhanger.news.story import Sentence, Story

_ONE_YEAR = Phrase(
    r"\b(?:for|in|next|the|of) (?:the |its )?(?:next|upcoming|coming|(?:19|20)\d\d[-/](?:20)?\d\d)"
    r"(?: tv| television| broadcast| primetime)? season\b"
    r"|\bfor (?:the )?20\d\d[-/\u2013](?:20)?\d\d\b"
)


def for_one_year(story: Story, drafts: list[Draft]) -> None:
    """Networks renew "for the 2013-14 season": then every series of the list has one more."""
    opening = story.sentences[:4]
    if sum(d.decision == RENEWED for d in drafts) < 3:
        return
    if any(_ONE_YEAR.search(s) and _RENEWING.search(s) for s in opening):
        for d in drafts:
            if d.decision == RENEWED and d.ordered is None and not (d.past and d.on is None):
                d.ordered = 1


_RENEWING = Phrase(r"\b(?:renew\w*|pick\w* ?-?ups?|return\w*|order\w*|back)\b|tv season")


def before_rescue(drafts: list[Draft]) -> None:
    """A series dropped by one network and taken on by another for season n had n - 1."""
    for d in drafts:
        if d.decision != CANCELED or d.season is not None:
            continue
        for o in drafts:
            if o.key != d.key or o.decision not in (RENEWED, FINAL) or not o.season:
                continue
            if o.on and d.on and d.on[:4] > o.on[:4] and o.network == d.network:
                d.season = o.season if o.decision == FINAL else o.season + (o.ordered or 1) - 1
            elif o.network != d.network:
                first = o.season - (o.ordered or 1) + 1 if o.decision == FINAL else o.season
                d.season = max(first - 1, 1)


# What is said of a season that was shown.
_WAS_SHOWN = Phrase(
    r"\b(?:premiered|debuted|finale|ended|wrapped|aired|airing|airs|bowed|concluded|"
    r"current(?:ly)?|under ?way|"
    r"launched|returned|began|dropped|released|came out|watched|averag\w+|just|last|went|"
    r"drew|seen|first)\b"
)


def aired(story: Story, key: str, *, surely: bool = False) -> int | None:
    """The last season that the text says was shown, for a decision that is told without one.

    `surely`: only where the sentence tells of its being shown.
    """
    best = 0
    for s in story.sentences:
        if surely and not _WAS_SHOWN.search(s):
            continue
        about: set[str | None] = {s.key(i) for i in s.series()} or {s.topic}
        if key not in about or len(about) > 1:
            continue
        for ref in s.seasons:
            lead = s.text[max(0, ref.start - 40) : ref.start]
            rest = s.text[ref.end : ref.end + 40]
            if re.search(
                r"(?:n't\b|\b(?:pick\w*|sav\w+|reviv\w+|return\w*|back|rescue\w*)\b)[^,;.]*$|"
                r"\b(?:no|another|not|would|want\w*|hop\w+|wish\w*|renew\w*|order\w*|"
                r"idea|ideas|potential|possible|more|plans?|planned|given|gave|if|set on|"
                r"talk\w*|stories)\b[^,;.]*$",
                lead,
            ) or re.match(
                r"[^,;.]{0,20}(?:happening|stories|scripts|would|could|had been planned)", rest
            ):
                continue
            if ref.numbers and not ref.last:
                best = max(best, max(ref.numbers))
            elif ref.count and re.match(
                r"one|a single|just one|its (?:one|only)", s.text[ref.start : ref.end]
            ):
                best = max(best, 1)
            elif ref.count and re.search(
                r"\b(?:ran|run|running|lasted|aired|spanned|made it|survived)"
                r"(?: \w+){0,2} $|\b(?:over|across|all) (?:its |the |of its )?$",
                lead,
            ):
                best = max(best, ref.count)
        if re.search(r"\b(?:freshman|rookie|first-season|newcomer)\b", s.text) and not best:
            best = 1
        if re.search(r"\bboth seasons\b", s.text):
            best = max(best, 2)
    return best or None


_LASTED = Phrase(
    r"\b(?:ran|run|running|lasted|aired|spanned|survived|after|over|across|made it to|"
    r"got to|got|for)(?: for| just| only| a mere| all)*"
    r" (?P<n>one|a single|two|three|four|five|six|seven|eight|nine|ten|"
    r"\d\d?) (?:\w+ )?(?:seasons?|series)\b"
    r"|\b(?P<all>one|a single|two|three) (?:seasons?|series) (?:is|was|are|were|"
    r"will be) (?:all|enough|plenty)"
)


_GIVEN = re.compile(
    r"\b(?:renew|order|pick|return|back|given?|gave|hand|award|another|commission|greenl|"
    r"plan|want|hope|pitch|"
    r"deal|contract|sign)\w*[^,;.]*$"
)


def lasted(story: Story, key: str) -> int | None:
    """How many seasons the text says there were of a series: "ran for two", "after three"."""
    for s in story.sentences:
        m = _LASTED.search(s) if _about(s, key) else None
        if m and not _GIVEN.search(s.text, max(0, m.start() - 40), m.start()):
            return number(m["n"] or m["all"]) or 1
    return None


_OF_A_YEAR = Phrase(
    r"\b(?:its|the|their|of) (?P<y>freshm[ae]n|rookie|first-year|sophomore|second-year|third-year)"
    r" (?:\w+ ){0,2}(?:dramas|comedies|shows|series|sitcoms|originals)\b"
)


def of_a_year(story: Story, d: Draft) -> int | None:
    """ "Three of its sophomore dramas", and then their names: the season they were in."""
    for s in story.sentences[max(0, d.index - 6) : d.index + 1]:
        if m := _OF_A_YEAR.search(s):
            return 2 if m["y"][:1] == "s" else 3 if m["y"][:1] == "t" else 1
    return None


def _about(s: Sentence, key: str) -> bool:
    """Whether the sentence names this series and no other, or goes on about it."""
    named = {s.key(i) for i in s.series()}
    return named == {key} if named else s.topic == key


_BEGAN = Phrase(
    r"\b(?:premiered|debuted|launched|bowed|began its run|first aired|arrived|came out|"
    r"started|landed)\b"
)


def launched(story: Story, key: str) -> int | None:
    """1 if the text says that the series, and no season of it, began within the last ten months."""
    for s in story.sentences:
        m = _BEGAN.search(s)
        if not m or s.seasons or not _about(s, key):
            continue
        for day in s.days:
            on = day.resolve(story.today)
            if on and m.end() <= day.start < m.end() + 40 and len(on) >= 7:
                months = (story.today.year - int(on[:4])) * 12 + story.today.month - int(on[5:7])
                return 1 if 0 <= months <= 10 else None
    return None


_FIRST = Phrase(
    r"\b(?:opening weekend|first full (?:week|seven days)|premiere week|"
    r"its (?:series )?(?:debut|premiere|launch)|newcomer|freshman|freshmen|rookie|"
    r"brand-?new|first season|debut season|season one|season 1)\b"
)


def _coming(story: Story, key: str) -> int | None:
    """The season that the text says will come, for a series renewed without a number."""
    for s in story.sentences:
        if not _about(s, key):
            continue
        for ref in s.seasons:
            if len(ref.numbers) == 1 and ref.numbers[0] > 1 and _TO_COME.match(s, ref.end):
                return ref.numbers[0]
    return None


_TO_COME = Phrase(
    r"(?: of S)?,? (?:will (?!be (?:the|its) (?:last|final))|is (?:expected|set|due|slated|"
    r"scheduled|"
    r"likely|currently|now|already) |won't |would |begins? (?:production|filming)|starts? filming)"
)


def next_season(story: Story, d: Draft) -> None:
    """The season in question, when the text shows that there has been exactly one."""
    if d.decision == RENEWED and (coming := _coming(story, d.key)):
        d.season = coming
        return
    if d.decision == RENEWED:
        seen = aired(story, d.key, surely=not d.ordered)
        seen = seen or lasted(story, d.key) or launched(story, d.key)
        if seen or d.ordered:
            d.season = seen + 1 if seen else None
            return
    heading = False
    for s in story.sentences:
        if len(s.text) < 30 and not s.names:
            heading = bool(re.match(r"freshm|rookie|new(?:comers| shows)", s.text))
        about: set[str | None] = {s.key(i) for i in s.series()} or {s.topic}
        if d.key not in about:
            continue
        if heading or (len(about) == 1 and d.decision == OPEN and _FIRST.search(s)):
            seen = aired(story, d.key)
            if seen in (None, 1):
                d.season = 1 if d.decision == CANCELED else 2
                return
