"""From what each sentence says to one record a decision: when, by whom, credited to whom, how sure.

Several sentences of an article tell of one decision; what one leaves out another supplies. A
decision that the text itself undoes (a renewal taken back) is not kept beside the one that stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cliffhanger.news.credit import credits
from cliffhanger.news.decisions import find_events
from cliffhanger.news.drafts import SHOWN, Draft, drafts_of
from cliffhanger.news.rolls import Roll
from cliffhanger.news.statements import (
    CANCELED,
    DENIED,
    FINAL,
    OPEN,
    RENEWED,
    REPORTED,
    RUMOURED,
    STATED,
    Decision,
)
from cliffhanger.news.story import Sentence, Story

_SURE = (STATED, REPORTED, RUMOURED, DENIED)


_NEWS = re.compile(
    r"\b(?:cancel+ation|renewal|news|announcement|decision|axe|axing|pick-?up|"
    r"word)\b[^.;]{0,60}\b(?:announced|broke|broken|came|comes|revealed|made (?:known|"
    r"public)|confirmed|reported|shared|delivered|dropped|follows)\b|\b(?:announced|broke|"
    r"shared|revealed|confirmed|reported) (?:the )?(?:news|cancel+ation|renewal|"
    r"decision)\b|^\(source"
)


# "Four shows have been renewed, a report said on Tuesday": which ones, the next sentences say.
_GENERAL = re.compile(
    r"\b(?:pick(?:ed|s) up|renew(?:ed|s)|cancel+(?:ed|s)|axe[ds]|order(?:ed|s)|made|hand(?:ed|s)|"
    r"dropp?e?(?:d|s))(?: out)?(?: \w+){0,3} (?:shows|series|dramas|comedies|sitcoms|programmes|"
    r"renewals|cancellations|decisions|pick-?ups)\b|\b(?:announced|revealed|confirmed|unveiled)"
    r"(?: \w+){0,4} (?:renewals|cancellations|decisions|pick-?ups)\b|\b(?:shows|series)\b[^.;]{0,60}\bbad luck|"
    r"\b(?:shows|series|dramas|comedies|originals|titles|"
    r"programmes)\b[^.;]{0,90}\b(?:renewed|cancel+ed|axed|scrapped|picked up|go-ahead)\b|"
    r"\b(?:renewed|cancel+ed|axed|scrapped)\b[^.;]{0,40}\b(?:shows|series|dramas|comedies|"
    r"originals|titles|programmes)\b"
)


def find_decisions(story: Story) -> list[Decision]:
    """Every decision of the story, in the order in which they are first said."""
    drafts: list[Draft] = []
    general: tuple[int, str] | None = None
    roll = Roll()
    for s in story.sentences:
        events = roll.events(s, find_events(s))
        for event in events:
            new = drafts_of(event, drafts)
            for d in new:
                if d.on is None and d.decision in (RENEWED, CANCELED) and general:
                    near = s.index - general[0] <= 2
                    d.on = general[1] if near or not _BACKGROUND.search(s.text) else None
            drafts += new
        if s.days and _GENERAL.search(s.text) and (not events or s.index < 4):
            on = s.days[0].resolve(story.today)
            general = (
                (s.index, on) if on and len(on) == 10 and on <= story.today.isoformat() else general
            )
        if not events:
            drafts += _same_fate(s, drafts)
            _follow_up(s, drafts)
    merged = _settle(_merge(drafts))
    _for_one_year(story, merged)
    _before_rescue(merged)
    for d in merged:
        if d.season is None and d.decision == CANCELED:
            d.season = _aired(story, d.key) or _launched(story, d.key)
        if d.season is None and d.decision != FINAL:
            _next_season(story, d)
    return [_record(story, d) for d in merged]


# What was decided earlier, or by others, has not the day of the day's list.
_BACKGROUND = re.compile(
    r"\b(?:already|previously|earlier|had|when|last (?:year|season|week|month)|in (?:19|20)\d\d|ago|"
    r"originally|once|before|former|recently|since)\b"
)
_SAME = re.compile(
    r"\b(?:(?:will be |is |are |was |were )?join(?:s|ed|ing)? (?:them|it)\b|(?:met|meets|shared?|shares|"
    r"suffers?|suffered) (?:the|a) (?:same|similar|like) (?:fate|end)|follow(?:s|ed)? suit|(?:is|are) "
    r"also (?:gone|going|out|on the list)|(?:as (?:was|were|is|are)|so (?:is|was|are|were|too))\b)"
)


def _same_fate(s: Sentence, drafts: list[Draft]) -> list[Draft]:
    """ "S will be joining them": what was decided of the series before is decided of these."""
    m = _SAME.search(s.text)
    named = list(dict.fromkeys(s.key(i) for i in s.series(0, m.start()))) if m else []
    if not named or not drafts or s.index - drafts[-1].index > 2:
        return []
    old = drafts[-1]
    if old.decision not in (CANCELED, RENEWED):
        return []
    at = s.series()[0]
    span = s.span(at, m.end() if m else at + 1)
    return [
        replace(old, key=k, season=None, ordered=None, span=span, index=s.index)
        for k in named
        if k != old.key
    ]


_ONE_YEAR = re.compile(
    r"\b(?:for|in|next|the|of) (?:the |its )?(?:next|upcoming|coming|(?:19|20)\d\d[-/](?:20)?\d\d)"
    r"(?: tv| television| broadcast| primetime)? season\b"
)


def _for_one_year(story: Story, drafts: list[Draft]) -> None:
    """Networks renew "for the 2013-14 season": then every series of the list has one more."""
    opening = story.sentences[:4]
    if sum(d.decision == RENEWED for d in drafts) < 3:
        return
    if any(_ONE_YEAR.search(s.text) and _RENEWING.search(s.text) for s in opening):
        for d in drafts:
            if d.decision == RENEWED and d.ordered is None and not (d.past and d.on is None):
                d.ordered = 1


_RENEWING = re.compile(r"\b(?:renew\w*|pick\w* ?-?up|return\w*|order\w*|back)\b|tv season")


def _before_rescue(drafts: list[Draft]) -> None:
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


def _record(story: Story, d: Draft) -> Decision:
    return Decision(
        story.spelling(d.key),
        d.season,
        d.decision,
        d.ordered,
        d.on,
        d.network,
        d.credit,
        d.sure,
        d.span,
    )


def _aired(story: Story, key: str) -> int | None:
    """The last season that the text says was shown, for a series whose end is told without one."""
    best = 0
    for s in story.sentences:
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


_BEGAN = re.compile(r"\b(?:premiered|debuted|launched|bowed|began its run|first aired)\b")


def _launched(story: Story, key: str) -> int | None:
    """1 if the text says that the series, and no season of it, began within the last ten months."""
    for s in story.sentences:
        m = _BEGAN.search(s.text)
        if not m or s.seasons or key not in ({s.key(i) for i in s.series()} or {s.topic}):
            continue
        for day in s.days:
            on = day.resolve(story.today)
            if on and m.end() <= day.start < m.end() + 40 and len(on) >= 7:
                months = (story.today.year - int(on[:4])) * 12 + story.today.month - int(on[5:7])
                return 1 if 0 <= months <= 10 else None
    return None


_FIRST = re.compile(
    r"\b(?:opening weekend|first full (?:week|seven days)|premiere week|"
    r"its (?:series )?(?:debut|premiere|launch)|newcomer|freshman|freshmen|rookie|"
    r"brand-?new|first season|debut season|season one|season 1)\b"
)


def _next_season(story: Story, d: Draft) -> None:
    """The season in question, when the text shows that there has been exactly one."""
    if d.decision == RENEWED and d.ordered:
        seen = _aired(story, d.key)
        d.season = seen + 1 if seen else None
        return
    heading = False
    for s in story.sentences:
        if len(s.text) < 30 and not s.names:
            heading = bool(re.match(r"freshm|rookie|new(?:comers| shows)", s.text))
        about: set[str | None] = {s.key(i) for i in s.series()} or {s.topic}
        if d.key not in about:
            continue
        if heading or (len(about) == 1 and d.decision == OPEN and _FIRST.search(s.text)):
            seen = _aired(story, d.key)
            if seen in (None, 1):
                d.season = 1 if d.decision == CANCELED else 2
                return


def _follow_up(s: Sentence, drafts: list[Draft]) -> None:
    """Credit and day of what was just said: "The cancellation was announced by ..."."""
    if not drafts:
        return
    news = _NEWS.search(s.text)
    told = (
        re.match(
            r"(?:O|according to O,?) (?:has )?(?:also )?(?:first )?(?:reported|reports|"
            r"adds|added|notes)?(?: that)? ?(?:the )?(?:network|N|streamer)\b",
            s.text,
        )
        and s.index - drafts[-1].index <= 2
    )
    if not news and not told:
        return
    last = drafts[-1]
    for d in drafts:
        if d.index != last.index and not (news and s.text.startswith("(source")):
            continue
        if d.credit is None:
            found = credits(s)
            d.credit = found[0].who if found else None
        if d.on is None and news and s.days and (s.index - d.index) <= 3:
            on = s.days[0].resolve(s.story.today)
            if (
                on
                and on <= s.story.today.isoformat()[: len(on)]
                and not SHOWN.search(s.text[: s.days[0].start])
            ):
                d.on = on


def _merge(drafts: list[Draft]) -> list[Draft]:
    merged: list[Draft] = []
    for d in drafts:
        twin = next((m for m in merged if _same(m, d)), None)
        if twin is None:
            merged.append(replace(d))
            continue
        if (twin.season is None and d.season is not None) or (
            twin.ordered is None and d.ordered is not None and twin.season == d.season
        ):
            twin.span = d.span if twin.season is None and twin.ordered is None else twin.span
            twin.season, twin.ordered = (
                d.season if d.season is not None else twin.season,
                d.ordered if d.ordered is not None else twin.ordered,
            )
        if not twin.own_network and d.own_network:
            twin.network, twin.own_network = d.network, True
        if twin.headline:  # a headline leaves out what the story goes on to say
            twin.sure = max(twin.sure, d.sure, key=_SURE.index) if twin.decision == OPEN else d.sure
            twin.headline = d.headline
            twin.network = d.network or twin.network
            twin.on = twin.on or d.on
            twin.credit = twin.credit or d.credit
            if d.season == twin.season:
                twin.span = d.span
            continue
        twin.on = twin.on or d.on
        twin.credit = twin.credit or (d.credit if d.index - twin.index < 4 else None)
        twin.sure = _sure(twin, d)
    return merged


def _sure(a: Draft, b: Draft) -> str:
    if a.decision == OPEN:
        return max(a.sure, b.sure, key=_SURE.index)
    return (
        min(a.sure, b.sure, key=_SURE.index)
        if b.credit is None and b.index - a.index < 3 and b.own_network
        else a.sure
    )


def _same(a: Draft, b: Draft) -> bool:
    if a.key != b.key or a.decision != b.decision:
        return False
    if (
        a.own_network
        and b.own_network
        and a.network != b.network
        and a.rule != b.rule
        and {a.rule, b.rule} & {"saved", "new home", "coming back"}
    ):
        return False
    if a.decision in (RENEWED, FINAL):
        if a.season is not None and b.season is not None and a.season != b.season:
            return False
        if a.on and b.on and a.on[:4] != b.on[:4]:
            return False
    return True


def _settle(drafts: list[Draft]) -> list[Draft]:
    """Drop what the same text overrules."""
    kept = []
    for d in drafts:
        others = [o for o in drafts if o is not d and o.key == d.key]
        if d.decision == OPEN and any(_overrules(o, d) for o in others):
            continue
        if d.decision == RENEWED and any(_rescinds(o, d) for o in others):
            continue
        if d.decision == FINAL and any(_means_end(o, d) for o in others):
            for o in others:
                if _means_end(o, d):
                    o.season, o.network = o.season or d.season, o.network or d.network
            continue
        if d.decision == FINAL and any(
            o.decision == CANCELED
            and o.season
            and d.season
            and o.season < d.season
            and o.index >= d.index
            for o in others
        ):
            continue  # a last season that was ordered, and then taken back
        if d.decision == CANCELED and any(
            o.decision == FINAL and not _means_end(d, o) and (d.season is None or o.season is None or d.season >= o.season)
            for o in others
        ):
            continue
        last = next(
            (
                o
                for o in others
                if o.decision == FINAL
                and (d.season in (None, o.season) or (o.season is None and _beside(o, d)))
                and (o.on == d.on or not (o.on and d.on))
            ),
            None,
        )
        if d.decision == RENEWED and last is not None:
            last.season, last.ordered, last.on, last.credit = (
                last.season or d.season,
                last.ordered or d.ordered,
                last.on or d.on,
                last.credit or d.credit,
            )
            continue
        kept.append(d)
    return kept


def _means_end(canceled: Draft, last: Draft) -> bool:
    """ "N has cancelled S, which will end with season two": one cancellation, told twice."""
    return (
        canceled.decision == CANCELED
        and last.decision == FINAL
        and last.ordered is None
        and canceled.rule in ("cancel", "another refused", "the axe", "plug")
        and canceled.index <= last.index <= canceled.index + 2
        and canceled.season in (None, last.season)
    )


def _beside(o: Draft, d: Draft) -> bool:
    """Whether two drafts stand in neighbouring sentences: one order, told in two."""
    return abs(o.index - d.index) <= 1


def _overrules(o: Draft, d: Draft) -> bool:
    if o.decision == OPEN:
        return False
    if o.decision == RENEWED and o.season and d.season and d.season > o.season:
        return False
    return not (d.sure == DENIED and o.index > d.index and o.sure != STATED)


def _rescinds(o: Draft, d: Draft) -> bool:
    """Whether cancellation `o` takes back renewal `d` (and so tells which season was the last)."""
    if o.decision != CANCELED or d.rule in ("saved", "new home", "coming back"):
        return False
    if (
        o.own_network
        and d.own_network
        and o.network
        and d.network
        and not (set(o.network.split()) & set(d.network.split()))
        and not {o.network, d.network} <= {"Amazon", "Prime Video", "Amazon Prime Video"}
    ):
        return False
    if d.season is not None and o.season is not None and d.season <= o.season:
        return False
    if o.season is None and d.season is not None and (d.past or d.index > o.index):
        o.season = d.season - 1
        return True
    return (
        o.season is not None and d.season == o.season + 1
        if d.season
        else d.past or o.index <= d.index
    )
