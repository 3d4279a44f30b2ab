"""From what each sentence says to one record a decision: when, by whom, credited to whom, how sure.

Several sentences of an article tell of one decision; what one leaves out another supplies. A
decision that the text itself undoes (a renewal taken back) is not kept beside the one that stands.
"""

from __future__ import annotations

from dataclasses import replace
from sys import maxsize

from cliffhanger.news.decided import newsday
from cliffhanger.news.decided.aired import (
    aired,
    before_rescue,
    for_one_year,
    lasted,
    launched,
    next_season,
    of_a_year,
)
from cliffhanger.news.decided.credit import credits
from cliffhanger.news.decided.decisions import find_events
from cliffhanger.news.decided.drafts import SHOWN, Draft, drafts_of
from cliffhanger.news.decided.events import Event
from cliffhanger.news.decided.headings import Roll
from cliffhanger.news.phrase import Phrase
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


_NEWS = Phrase(
    r"\b(?:cancel+ation|renewal|news|confirmation|announcement|decision|axe|axing|pick-?up|"
    r"word)\b[^.;]{0,60}\b(?:announced|broke|broken|came|comes|arrived|revealed|made (?:known|"
    r"public)|confirmed|reported|shared|delivered|dropped|follows)\b|\b(?:announced|broke|"
    r"shared|revealed|confirmed|reported|made) (?:the |its |their |this )?(?:news|cancel+ation|"
    r"renewal|decision|announcement|move)\b|\b(?:took to (?:x|O|social)|(?:tweeted|posted|"
    r"wrote) on|"
    r"said (?:so|as much)\b|said in a (?:statement|post|tweet)|in a (?:statement|"
    r"press release|post) (?:on|issued|"
    r"released)|confirmed (?:it|this|as much))\b|^\(source"
)


# "Four shows have been renewed, a report said on Tuesday": which ones, the next sentences say.
_GENERAL = Phrase(
    r"\b(?:pick(?:ed|s) up|renew(?:ed|s)|cancel+(?:ed|s)|axe[ds]|order(?:ed|s)|made|hand(?:ed|s)|"
    r"dropp?e?(?:d|s))(?: out)?(?: \w+){0,3} (?:shows|series|dramas|comedies|sitcoms|programmes|"
    r"renewals|cancellations|decisions|pick-?ups)\b|\b(?:announced|revealed|confirmed|unveiled)"
    r"(?: \w+){0,4} (?:renewals|cancellations|decisions|pick-?ups)\b|\b(?:shows|"
    r"series)\b[^.;]{0,60}\bbad luck|"
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
            if event.rule == "back again" and not roll.decision and not _known_back(event, drafts):
                continue
            new = drafts_of(event, drafts)
            newsday.credit(new, story, s)
            for d in new:
                if d.on is None and d.decision in (RENEWED, CANCELED) and general:
                    near = s.index - general[0] <= 2
                    d.on = general[1] if near or not newsday.BACKGROUND.search(s) else None
            drafts += new
        if s.days and _GENERAL.search(s) and (not events or s.index < 4):
            on = s.days[0].resolve(story.today)
            general = (
                (s.index, on) if on and len(on) == 10 and on <= story.today.isoformat() else general
            )
        if not events:
            drafts += _same_fate(s, drafts)
            _follow_up(s, drafts)
    for d in drafts:
        if d.decision == CANCELED and d.season is None:
            d.season = lasted(story, d.key)
    merged = _settle(_merge(drafts))
    newsday.date(story, merged)
    for_one_year(story, merged)
    before_rescue(merged)
    for d in merged:
        if d.season is None and d.decision == CANCELED:
            d.season = aired(story, d.key) or launched(story, d.key) or of_a_year(story, d)
        if d.season is None and d.decision != FINAL:
            next_season(story, d)
    return [_record(story, d) for d in merged]


def _known_back(event: Event, drafts: list[Draft]) -> bool:
    """ "S is back for a seventh season" may have begun: an order only where the text said so."""
    named = {key for key, _ in event.series}
    return any(d.key in named and d.decision == RENEWED for d in drafts)


_SAME = Phrase(
    r"\b(?:(?:will be |is |are |was |were )?join(?:s|ed|ing)? (?:them|it)\b|(?:met|meets|"
    r"shared?|shares|"
    r"suffers?|suffered) (?:the|a) (?:same|similar|like) (?:fate|end)|follow(?:s|ed)? suit|"
    r"(?:is|are) "
    r"also (?:gone|going|out|on the list))"
)

_SO = Phrase(r"so (?:are|is|will|has|have|were|was|too)\b")


def _same_fate(s: Sentence, drafts: list[Draft]) -> list[Draft]:
    """ "S will be joining them": what was decided of the series before is decided of these."""
    m = _SAME.search(s)
    so = _SO.match(s)
    named = (
        list(dict.fromkeys(map(s.key, s.series(0, m.start() if m else maxsize)))) if m or so else []
    )
    far = 20 if so and s.opens else 2  # a heading: "So is S"
    if not named or not drafts or s.index - drafts[-1].index > far:
        return []
    old = drafts[-1]
    if old.decision not in (CANCELED, RENEWED):
        return []
    at = s.series()[0]
    span = s.span(at, m.end() if m else at + 1)
    return [
        replace(
            old,
            key=k,
            season=old.season if old.decision == RENEWED else None,
            ordered=old.ordered,
            span=span,
            index=s.index,
        )
        for k in named
        if k != old.key
    ]


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


_TOLD = Phrase(
    r"(?:O|according to O,?) (?:has )?(?:also )?(?:first )?(?:reported|reports|"
    r"adds|added|notes)?(?: that)? ?(?:the )?(?:network|N|streamer)\b"
)


def _follow_up(s: Sentence, drafts: list[Draft]) -> None:
    """Credit and day of what was just said: "The cancellation was announced by ..."."""
    if not drafts:
        return
    news = _NEWS.search(s)
    told = _TOLD.match(s) and s.index - drafts[-1].index <= 2
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
    if (a.sure, b.sure) == (STATED, REPORTED) and not a.own_network and b.index - a.index <= 2:
        return REPORTED  # "The magic has run out for S. The epic is finished, O reports."
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
    if a.decision == RENEWED and (a.rule == "saved") != (b.rule == "saved"):
        return abs(a.index - b.index) <= 1 and not (a.season and b.season)
    if a.decision in (RENEWED, FINAL):
        if a.season is not None and b.season is not None and a.season != b.season:
            return False
        if a.on and b.on and a.on[:4] != b.on[:4]:
            return False
    return True


def _settle(drafts: list[Draft]) -> list[Draft]:
    """Drop what the same text overrules, and tell what is dropped to what it belongs to."""
    kept = []
    for d in drafts:
        others = [o for o in drafts if o is not d and o.key == d.key]
        if _is_overruled(d, others):
            _hand_over(d, others)
        elif not _is_part(d, others):
            kept.append(d)
    return kept


def _is_overruled(d: Draft, others: list[Draft]) -> bool:
    if d.decision == OPEN:
        return any(_overrules(o, d) for o in others)
    if d.decision == RENEWED:
        return any(_rescinds(o, d) for o in others)
    if d.decision == FINAL:
        return any(_means_end(o, d) or _takes_back(o, d) for o in others)
    return any(_is_last(o, d) for o in others)


def _takes_back(o: Draft, d: Draft) -> bool:
    """Whether `o` is the cancellation of a last season `d` that had been ordered."""
    earlier = bool(o.season and d.season and o.season < d.season)
    return o.decision == CANCELED and earlier and o.index >= d.index


def _is_last(o: Draft, d: Draft) -> bool:
    """Whether a last season `o` is what the cancellation `d` comes to."""
    if o.decision != FINAL or _means_end(d, o) or _moved(d, o):
        return False
    return d.season is None or o.season is None or d.season >= o.season


def _hand_over(d: Draft, others: list[Draft]) -> None:
    """Give the cancellation that a last season comes to what only the last season tells."""
    for o in others if d.decision == FINAL else ():
        if _means_end(o, d):
            o.season, o.network = o.season or d.season, o.network or d.network


def _is_part(d: Draft, others: list[Draft]) -> bool:
    """Whether another draft tells the same more fully; it is given what only this one tells."""
    last = next((o for o in others if _ends_with(o, d)), None) if d.decision == RENEWED else None
    if last is None:
        return False
    last.season, last.ordered = last.season or d.season, last.ordered or d.ordered
    last.on, last.credit = last.on or d.on, last.credit or d.credit
    return True


def _ends_with(o: Draft, d: Draft) -> bool:
    """Whether the renewal `d` is the order of the last season `o`."""
    same = d.season in (None, o.season) or (o.season is None and _beside(o, d))
    return o.decision == FINAL and same and (o.on == d.on or not (o.on and d.on))


def _means_end(canceled: Draft, last: Draft) -> bool:
    """ "N has cancelled S, which will end with season two": one cancellation, told twice."""
    return (
        canceled.decision == CANCELED
        and last.decision == FINAL
        and last.ordered is None
        and canceled.rule in ("cancel", "another refused", "plug")
        and canceled.index <= last.index <= canceled.index + 2
        and (last.season is None or canceled.season in (None, last.season))
    )


def _moved(a: Draft, b: Draft) -> bool:
    """Whether two networks decided: one stopped what the other goes on with."""
    return a.own_network and b.own_network and a.network != b.network


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
