"""Which of a sentence's season words belong to a decision that it says."""

from __future__ import annotations

import re
from dataclasses import replace

from cliffhanger.news.decided.events import Event
from cliffhanger.news.decided.seasons import SeasonRef
from cliffhanger.news.statements import CANCELED, FINAL, RENEWED
from cliffhanger.news.story import Sentence

_APPOSED = re.compile(r", (?:the|a|an|its|their)\b[^,;]*,")


def attach(event: Event, floor: int, ceiling: int, others: list[Event]) -> None:
    """Give the event the season words that belong to it."""
    s = event.s
    taken = {
        r for o in others if {o.decision, event.decision} == {CANCELED, RENEWED} for r in o.refs
    }
    if "respectively" in s.text:
        taken = set()
    inside = [r for r in s.seasons if event.start - 2 <= r.start and r.end <= event.end + 2]
    after = [r for r in s.seasons if event.end <= r.start < ceiling and r not in taken]
    before = [
        r for r in s.seasons if floor <= r.start and r.end <= event.start + 1 and r not in taken
    ]
    _own_seasons(event, ceiling)
    if event.rule == "order" and event.refs:
        event.refs = [*event.refs, *_joined(event, after)]
    elif event.decision == CANCELED:
        event.refs = inside or _lasting(s, after, before, event)
    elif event.decision == RENEWED:
        event.refs = _ordered(event, inside, after, before)
    elif event.decision == FINAL:
        event.refs = inside or [r for r in after if r.start - event.end < 30][:1] or before[-1:]
        _short_life(event)
    else:
        near = [r for r in after[:1] if r.start - event.end < 45]
        event.refs = inside or near or [r for r in before[-1:] if event.start - r.end < 45]


_AND = re.compile(r"(?:,| and|, and|,? or) (?:a |an )?$")
_NOT_ORDERED = re.compile(
    r"[;]|\b(?:but|after|while|since|when|season finale|with|having|ahead of|"
    r"before|just as|as)\b"
)


def _joined(event: Event, after: list[SeasonRef]) -> list[SeasonRef]:
    """ "A third season, and a fourth": what is joined to the season that was ordered."""
    last = event.refs[-1].end
    return [r for r in after if r.start - last < 12 and _AND.match(event.s.text[last : r.start])]


def _ordered(
    event: Event, inside: list[SeasonRef], after: list[SeasonRef], before: list[SeasonRef]
) -> list[SeasonRef]:
    """The seasons of a renewal: in its words, behind, else before them; two if joined."""
    text = event.s.text
    near = [
        r
        for r in after
        if not _NOT_ORDERED.search(_APPOSED.sub(",", text[event.end : r.start]))
        and not re.match(r" (?:first look|trailer|finale|spoilers|cast|photos)", text[r.end :])
    ]
    back = [
        r
        for r in before
        if event.rule in ("renew", "go-ahead")
        and event.start - r.end < 40
        and max(r.numbers or (0,)) >= 2
    ]
    found = inside or near[:2] or back
    if len(found) == 2 and not _AND.match(text[found[0].end : found[1].start]):
        return found[:1]
    return found


def _short_life(event: Event) -> None:
    """ "S ends after one season" is a cancellation: nobody orders a last season to a first."""
    words = event.s.text[event.start : event.end]
    counted = bool(event.refs) and all(r.count == 1 and not r.numbers for r in event.refs)
    if event.rule == "final number" and counted and not event.refs[0].last:
        event.decision = CANCELED
        if words.startswith("ended"):
            event.series = []  # a precedent, as a rule


def _own_seasons(event: Event, ceiling: int) -> None:
    """ "A for a second season, B for a third": season words between series are not for all."""
    places = sorted(at for _, at in event.series if at is not None)
    if len(places) < 2 or "respectively" in event.s.text:
        return
    refs = [r for r in event.s.seasons if places[0] < r.start < max(ceiling, places[-1] + 60)]
    if not any(r.start < places[-1] for r in refs):
        return
    for k, at in enumerate(places):
        follow = next((r for r in refs if r.start > at), None)
        last = k + 1 == len(places)
        if follow and (last or follow.start < places[k + 1] or _listed(event.s, at, follow)):
            event.own[at] = [follow]
        else:
            event.own[at] = []


def _listed(s: Sentence, at: int, ref: SeasonRef) -> bool:
    """Whether only names stand between the series and the words: "A and B after one season"."""
    return (
        re.fullmatch(r"[S,\sand&]*(?: (?:for|after|to)(?: \w+)*)? ?", s.text[at : ref.start])
        is not None
    )


def _lasting(
    s: Sentence, after: list[SeasonRef], before: list[SeasonRef], event: Event
) -> list[SeasonRef]:
    """For a cancellation: the seasons there were ("after two seasons")."""
    for ref in after + before[::-1]:
        gap = (
            s.text[event.end : ref.start]
            if ref.start >= event.end
            else s.text[ref.end : event.start]
        )
        if ";" in gap or re.search(
            r"\b(?:but|renew\w*|order\w*|pick\w*|sav\w+|rescue\w*|reviv\w+|return\w*|back|"
            r"promis\w*|"
            r"grant\w*|giv\w+|gave|hand\w*|award\w*|commission\w*|greenl\w+)\b",
            gap,
        ):
            continue
        lead = s.text[max(0, ref.start - 30) : ref.start]
        if (
            re.search(r"\b(?:ahead of|before|despite|on|for) (?:its |the |a )?(?:\w+ )?$", lead)
            and not event.next_
            and ref.numbers
            and ref.start >= event.end
        ):
            if re.search(r"(?:ahead of|before) ", lead):
                return [replace(ref, numbers=(max(1, max(ref.numbers) - 1),))]
            continue
        return [ref]
    return []
