"""The top of a story: its headline, and the sentences that say what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cliffhanger.pages.story import proof
from cliffhanger.pages.story.evidence import (
    DATE,
    NUMBER,
    WORD,
    Evidence,
    Fragment,
    Sentence,
    shown,
)
from cliffhanger.pages.story.facts import Told
from cliffhanger.pages.story.say import Say, joined, name, word

_ORDER = ("canceled", "renewed", "final_season", "ended", "moved", "reversed")
ORDERS = ("renewed", "final_season", "moved")


@dataclass(frozen=True)
class Group:
    """Series of which one service decided the same on the day, in the order they came out."""

    told: Sequence[Told]

    @property
    def decision(self) -> str:
        """What was decided of all of them."""
        return self.told[0].decision

    @cached_property
    def count(self) -> Evidence:
        """How many they are."""
        rows = [{"title_id": t.row["title_id"], "decision": t.decision} for t in self.told]
        names = ", ".join(t.row["show_title"] for t in self.told)
        return shown("decision", NUMBER, "count", rows, f"record, {self.decision}: {names}")


def grouped(told: Sequence[Told]) -> list[Group]:
    """The decisions of a day in groups, the largest first."""
    found: dict[tuple[str, str, str | None], list[Told]] = {}
    for one in told:
        key = (one.decision, one.row["network"] or "", proof.hedge(one))
        found.setdefault(key, []).append(one)
    groups = [Group(sorted(group, key=_age)) for group in found.values()]
    return sorted(groups, key=lambda g: (-len(g.told), _rank(g.decision), _age(g.told[0])))


def _rank(decision: str) -> int:
    return _ORDER.index(decision) if decision in _ORDER else len(_ORDER)


def _age(told: Told) -> tuple[str, str]:
    premiere = proof.premiere(told)
    return (str(premiere.value) if premiere else "9999", told.row["title_id"])


def headline(say: Say, groups: Sequence[Group]) -> Sentence:
    """Who decided what, in one line."""
    parts = [
        say.house.clause(f"headline_{g.decision}", _in_headline(say, g, groups)) for g in groups
    ]
    what = joined(parts, last=",")
    slots = {"service": service(say, groups[0]), "what": what, "day": _day(say, groups[0])}
    made = say.house.say("headline", slots) or say.house.say(
        "headline", slots | {"service": [Fragment("")]}
    )
    assert made is not None
    return made


def _in_headline(say: Say, group: Group, groups: Sequence[Group]) -> dict[str, list[Fragment]]:
    """As in the lead; what is ordered only where nothing else is told."""
    slots = lead_slots(say, group) | {"reportedly": reportedly(group.told[0])}
    return slots if len(groups) == 1 else slots | {"more": []}


def lead(say: Say, groups: Sequence[Group]) -> list[Sentence]:
    """What was decided of the largest group, then of the others."""
    first, *others = groups
    found = _decided(say, first)
    for group in others:
        slots = lead_slots(say, group)
        same = _text(service(say, group)) == _text(service(say, first))
        also = say.house.say(f"also_{group.decision}", slots) if same else None
        found += [also] if also else _decided(say, group)
    return found


def _decided(say: Say, group: Group) -> list[Sentence]:
    if len(group.told) > 1 and f"lead_{group.decision}_many" in say.house.sentences:
        made = _lead(say, group, "many")
        return [made] if made else []
    each = (_lead(say, Group([t]), "one") for t in group.told)
    return [sentence for sentence in each if sentence]


def _lead(say: Say, group: Group, many: str) -> Sentence | None:
    """The sentence on a group; where the service itself has said it, as its words."""
    slots = lead_slots(say, group)
    said = f"said_{group.decision}_{many}"
    if (
        said in say.house.sentences
        and not slots["outlet"]
        and all(proof.announced(t) for t in group.told)
    ):
        return say.house.say(said, slots)
    return say.house.say(f"lead_{group.decision}_{many}", slots)


def _text(fragments: Sequence[Fragment]) -> str:
    return "".join(fragment.text for fragment in fragments)


def lead_slots(say: Say, group: Group) -> dict[str, list[Fragment]]:
    """What a sentence on a group of decisions may tell."""
    told = group.told
    n = len(told)
    slots = {
        "service": service(say, group),
        "series": joined(name(proof.series(t), italic=True) for t in told),
        "day": _day(say, group),
        "same_day": [Fragment("the same day", (_announced(group),))],
        "more": _common_more(say, group),
        "seasons": _common([_seasons(say, t) for t in told]),
        "outlet": _outlet(told),
        "count": say.number(group.count),
        "none": _none(say, group),
        "genre": genre(told[0]) if n == 1 else [],
        "ahead": _ahead(told[0]) if n == 1 else [],
        "last": _last(say, told[0]) if n == 1 else [],
    }
    if not slots["outlet"]:
        slots["reportedly"] = reportedly(told[0])
    return slots | verbs(say, group.told[0].decision, [proof.ruling(t) for t in told])


def reportedly(told: Told) -> list[Fragment]:
    """The hedge of a decision that is only reported; nothing where it is known."""
    return [Fragment("reportedly")] if proof.hedge(told) else []


def verbs(say: Say, decision: str, rulings: Sequence[Evidence]) -> dict[str, list[Fragment]]:
    """The words for the ruling, in the spelling of the house."""
    if decision == "canceled":
        words = {"canceled": say.house.spelling, "cancels": "cancels"}
    elif decision == "renewed":
        words = {"renewed": "renewed", "renews": "renews"}
    else:
        return {}
    return {slot: [Fragment(text, tuple(rulings))] for slot, text in words.items()}


def service(say: Say, group: Group) -> list[Fragment]:
    """Who decided."""
    evidence = proof.service(group.told[0], say.house.service)
    return name(evidence) if evidence else []


def more(say: Say, told: Told) -> list[Fragment]:
    """What is ordered, or will not be: `a second season`, `two more seasons`, `another season`."""
    ordered = told.row["seasons_ordered"]
    if ordered and ordered > 1:
        count = proof.decision(told, NUMBER, "field:seasons_ordered")
        return [*say.number(count), Fragment(" more seasons")]
    if told.number:
        return say.a_season(proof.decision(told, NUMBER, "next:season_number"))
    return [Fragment("another season")]


def genre(told: Told) -> list[Fragment]:
    """The document's word for what it is."""
    said = next((s for s in told.of("genre") if s.value["genre"] != "anthology"), None)
    if said is None:
        return []
    return [Fragment(said.value["genre"], (proof.word_of(said),))]


def _announced(group: Group) -> Evidence:
    return proof.decision(group.told[0], DATE, "field:announced_on")


def _day(say: Say, group: Group) -> list[Fragment]:
    return say.day(_announced(group), weekday=True)


def _common_more(say: Say, group: Group) -> list[Fragment]:
    """What all of them get, or will not get, where it is the same."""
    same = _common([more(say, t) for t in group.told])
    return same or ([] if group.decision in ORDERS else [Fragment("another season")])


def _common(said: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """What is the same of all of them, with the evidence of each; empty where it differs."""
    if len({_text(one) for one in said}) > 1:
        return []
    evidence = tuple(e for one in said for f in one for e in f.evidence)
    return [Fragment(f.text, evidence if f.evidence else ()) for f in said[0]]


def _last(say: Say, told: Told) -> list[Fragment]:
    """`a third and final season`, `the final two seasons`, `a final season`."""
    final = Fragment("final", (proof.ruling(told),))
    ordered = told.row["seasons_ordered"] or 1
    if ordered > 1:
        count = proof.decision(told, NUMBER, "field:seasons_ordered")
        return [Fragment("the "), final, Fragment(" "), *say.number(count), Fragment(" seasons")]
    if not told.number:
        return [Fragment("a "), final, Fragment(" season")]
    *before, _ = say.a_season(proof.decision(told, NUMBER, "next:season_number"))
    return [*before, Fragment(" and "), final, Fragment(" season")]


def _seasons(say: Say, told: Told) -> list[Fragment]:
    if not told.number:
        return []
    return say.counted(proof.decision(told, NUMBER, "field:season_number"), "season")


def _ahead(told: Told) -> list[Fragment]:
    """That it was ordered before anything of it was out."""
    if told.row["season_number"] != 0:
        return []
    return word("before its premiere", proof.decision(told, WORD, "field:season_number"))


def _none(say: Say, group: Group) -> list[Fragment]:
    if len(group.told) == 2:
        return [Fragment("neither", (group.count,))]
    return [Fragment("none of the "), *say.number(group.count)]


def _outlet(told: Sequence[Told]) -> list[Fragment]:
    """The one who reported all of them, if somebody did."""
    named = [{s.attributed_to or s.source: s for s in t.outlets} for t in told]
    for who in named[0]:
        if who and all(who in others for others in named):
            return name(proof.outlet(told[0], named[0][who]))
    return []
