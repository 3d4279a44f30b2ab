"""What stands around the decisions: the days before, the odds that had been given, a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cliffhanger.pages.story import proof
from cliffhanger.pages.story.evidence import DATE, NUMBER, Evidence, Fragment, Sentence
from cliffhanger.pages.story.facts import Chance, Facts, Run, Told
from cliffhanger.pages.story.lead import ORDERS, Group, more, reportedly, verbs
from cliffhanger.pages.story.say import Say, joined, name, word
from cliffhanger.pages.story.series import series

_MOST = 6


def context(say: Say, facts: Facts, first: Group) -> list[Sentence]:
    """What the same service had decided in the week before, the newest day in full."""
    told = [t for t in facts.context if t.row["network"] == first.told[0].row["network"]]
    other_days = sorted({t.day for t in told if t.day < facts.day}, reverse=True)
    same_day = [t for t in told if t.day == facts.day]
    found = [_on_day(say, same_day, "the same day")] if same_day else []
    if other_days:
        newest = [t for t in told if t.day == other_days[0]]
        found.append(_on_day(say, newest, None))
        earlier = [t for t in told if t.day < other_days[0]]
        found.append(_earlier(say, earlier[-_MOST:]))
    return [sentence for sentence in found if sentence]


def _on_day(say: Say, told: Sequence[Told], when: str | None) -> Sentence | None:
    day = proof.decision(told[0], DATE, "field:announced_on")
    eve = told[0].day == say.today - dt.timedelta(days=1)
    shown = when or ("a day earlier" if eve else None)
    on = [Fragment(shown, (day,))] if shown else [Fragment("on "), *say.day(day, weekday=True)]
    ordered = sorted(told, key=lambda t: (t.row["seasons_ordered"] or 0, t.row["title_id"]))
    clauses = [_item(say, one) for one in ordered]
    service = proof.service(told[0], say.house.service)
    slots = {"when": on, "service": name(service) if service else [], "did": joined(clauses)}
    return say.house.say("context_same_day" if when else "context_day", slots)


def _earlier(say: Say, told: Sequence[Told]) -> Sentence | None:
    clauses = []
    for one in told:
        date = say.day(proof.decision(one, DATE, "field:announced_on"))
        slots = verbs(say, _sort(one), [proof.ruling(one)]) | {"series": series(one), "date": date}
        slots["reportedly"] = reportedly(one)
        if f"did_{_sort(one)}" in say.house.sentences:
            clauses.append(say.house.clause(f"did_{_sort(one)}", slots))
    return say.house.say("context_week", {"did": joined(clauses)})


def _sort(told: Told) -> str:
    """The word for it in passing."""
    return "order" if told.decision in ("final_season", "moved") else told.decision


def _item(say: Say, told: Told) -> list[Fragment]:
    said = [s for s in told.of("signal") if s.value["signal"] == "anthology" and not s.hedge]
    slots = {
        "more": more(say, told),
        "series": series(told),
        "reportedly": reportedly(told),
        "creators": joined(name(e) for e in proof.creators(told)) if told.of("person") else [],
        "anthology": word("anthology", proof.word_of(said[0])) if said else [],
    }
    kind = "order" if told.decision in ORDERS else told.decision
    slots |= verbs(say, kind, [proof.ruling(told)])
    return say.house.clause(f"item_{kind}", slots) if kind != "reversed" else []


def odds(say: Say, facts: Facts, groups: Sequence[Group]) -> list[Sentence]:
    """The odds at the end of the eve, whether issued, and how good such odds have been."""
    given = [(t, t.run, t.chance) for g in groups for t in g.told if t.run and t.chance]
    if not given:
        return []
    parts = [
        say.house.clause("chance_next" if i else "chance", _chance(say, *one))
        for i, one in enumerate(given)
    ]
    _, run, chance = given[0]
    slots = {
        "eve": say.day(_eve(facts), weekday=True),
        "desk": name(proof.desk()),
        "chances": joined(parts),
    }
    name_of = "odds" if chance.issued else "odds_afterward"
    found = [say.house.say(name_of, slots), _how_made(say, run, chance)]
    if all(c.issued for _, _, c in given):
        found.append(_how_good(say, facts))
    return [sentence for sentence in found if sentence]


def _eve(facts: Facts) -> Evidence:
    eve = {"eve": (facts.day - dt.timedelta(days=1)).isoformat()}
    return proof.fact("odds", DATE, "field:eve", eve, f"odds as of {eve['eve']}")


def _chance(say: Say, told: Told, run: Run, chance: Chance) -> dict[str, list[Fragment]]:
    low, high = (proof.odds(run, chance, NUMBER, f"percent:{end}") for end in ("low", "high"))
    return {
        "p": say.percent(proof.odds(run, chance, NUMBER, "percent:p")),
        "series": series(told),
        "low": say.bare_percent(low),
        "high": say.bare_percent(high),
    }


def _how_made(say: Say, run: Run, chance: Chance) -> Sentence | None:
    if chance.issued:
        return say.house.say("odds_issued", {})
    known = chance.known_outcomes
    outcomes = say.number(proof.odds(run, chance, NUMBER, "field:known_outcomes")) if known else []
    return say.house.say("odds_reconstructed", {"outcomes": outcomes})


def _how_good(say: Say, facts: Facts) -> Sentence | None:
    if not facts.track.get("seasons"):
        return say.house.say("odds_no_record", {})
    where = f"track record as of {facts.track['as_of']}"
    scored = proof.fact("track", NUMBER, "field:seasons", facts.track, where)
    brier = proof.fact("track", NUMBER, "field:brier", facts.track, where)
    shown = [Fragment(f"{facts.track['brier']:.2f}", (brier,))]
    return say.house.say("odds_record", {"scored": say.number(scored), "brier": shown})


def question(say: Say, first: Group) -> list[Sentence]:
    """What readers are asked at the end."""
    kind = first.decision if first.decision in ("canceled", "renewed") else "other"
    last = "or" if kind == "canceled" else "and"
    slots = {"series": joined((series(t) for t in first.told), last=last)}
    made = say.house.say(f"question_{kind}", slots)
    return [made] if made else []
