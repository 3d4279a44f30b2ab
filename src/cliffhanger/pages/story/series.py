"""What a story tells of the series themselves: premieres, reasons, runs, source, cast, signals."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby

from cliffhanger.days import FIRST_WEEK
from cliffhanger.pages.story import proof
from cliffhanger.pages.story.evidence import DATE, NAME, NUMBER, WORD, Fragment, Sentence
from cliffhanger.pages.story.facts import Facts, Run, Told
from cliffhanger.pages.story.lead import Group, genre, lead_slots
from cliffhanger.pages.story.said import Said
from cliffhanger.pages.story.say import Say, joined, listed, name, word

_ENGLISH = "TV (English)"
_NEGATED = r"(?:neither|not|no|never|n['’]t|fail\w*|hardly|short of)\b.*\b"
_HIT = r"(?:breakout|hit|success|smash|br[eo]a?ke? through|broken through|c(?:atch|aught) on)\b"
_WHY = (
    ("hit", re.compile(_NEGATED + _HIT, re.I), "become a hit"),
    (
        "weeks",
        re.compile(r"\bweeks? (?:in|on) the (?:weekly )?top 10\b", re.I),
        "the run",
    ),
    ("viewing", re.compile(r"\b(?:view\w*|audience|ratings|completion|hours)\b", re.I), "viewing"),
    ("cost", re.compile(r"\b(?:cost\w*|budget\w*|expens\w+)\b", re.I), "cost"),
)
_SIGNALS = {
    "cliffhanger_ending": "cliffhanger",
    "writers_room_opened": "writers’ room",
    "in_talks": "talks",
    "fan_campaign": "campaign to save it",
    "cast_released": "released from its contracts",
    "rights_elsewhere": "a home elsewhere",
}
_CAST_AT_MOST = 8


def premieres(
    say: Say, told: Sequence[Told], *, makers: bool = False, named: bool = False
) -> list[Sentence]:
    """When each came out; with `makers` who created it too; `named`: it was the last one named."""
    clauses: list[list[Fragment]] = []
    for one in told:
        premiere = proof.premiere(one)
        if premiere is not None:
            slots = {"genre": genre(one), "series": series(one), "date": say.day(premiere)}
            slots["creators"] = _creators(one) if makers else []
            slots["season"] = _season(say, one)
            which = "_next" if clauses else "_alone" if named else ""
            later = "_later" if slots["season"] else ""
            name_of = f"premiere{which.replace('_next', '') if later else which}{later}"
            clauses.append(say.house.clause(name_of, slots))
    return _said(say.house.say("premieres", {"clauses": joined(clauses)}))


def _season(say: Say, told: Told) -> list[Fragment]:
    """Which season it is about, where that is not the first."""
    season = proof.season_number(told)
    return say.ordinal(season) if season and season.value != 1 else []


def _creators(told: Told) -> list[Fragment]:
    return joined(name(e) for e in proof.creators(told))


def reasons(say: Say, group: Group) -> list[Sentence]:
    """Why, as somebody is credited with saying it; only where we can tell what was said."""
    first = [next(iter(t.of("reason")), None) for t in group.told]
    said = [s for s in first if s and s.value["attributed_to"]]
    if not said or len({s.value["attributed_to"] for s in said}) > 1:
        return []
    about = Group([t for t in group.told if t.of("reason")])
    for why, pattern, words in _WHY:
        if all(pattern.search(s.quote) for s in said):
            many = "_many" if len(about.told) > 1 else "_one"
            slots = {
                "who": name(proof.statement(said[0], NAME, "field:attributed_to")),
                "none": lead_slots(say, about)["none"],
                why: word(_plural(why, words, many), proof.word_of(said[0])),
            }
            return _said(say.house.say(f"reason_{why}{many if why == 'hit' else ''}", slots))
    return []


def _plural(why: str, words: str, many: str) -> str:
    return f"{words}s" if (why, many) == ("weeks", "_many") else words


def runs(say: Say, facts: Facts, told: Sequence[Told], *, named: bool = False) -> list[Sentence]:
    """How each ran on its list, and what is usual there; `named`: the paragraph has named it."""
    charted = [one for one in told if one.run]
    found: list[Sentence | None] = []
    by_list = sorted(charted, key=lambda t: _list(t) != _list(charted[0]))
    for _, same in groupby(by_list, key=_list):
        found += _runs_on_list(say, list(same), named=named)
    found += [_nowhere(say, facts, one) for one in told if not one.run]
    return [sentence for sentence in found if sentence]


def _runs_on_list(say: Say, told: list[Told], *, named: bool) -> list[Sentence | None]:
    """The weeks they had, with what is usual, then each run; the runs alone where they differ."""
    all_runs = [one.run for one in told if one.run]
    alike = len({len(run.weeks) for run in all_runs}) == 1 and all(
        r.row["finished"] for r in all_runs
    )
    first = all_runs[0]
    alone = len(told) == 1 and (alike or named)
    clauses: list[list[Fragment]] = []
    for one in told:
        if one.run:
            slots = _run_slots(say, one.run, alike=alike)
            slots["series"] = [Fragment("it")] if alone else _subject(say, one)["series"]
            slots["of_viewing"] = [] if clauses else [Fragment(" of viewing")]
            slots |= {} if clauses or alike else _list_slots(one.run)
            clauses.append(say.house.clause(_shape(one.run), slots))
    sentence = say.house.say("runs", {"clauses": listed(clauses)})
    if not alike:
        return [sentence]
    weeks = [proof.chart(run, NUMBER, "count") for run in all_runs]
    [figure, noun] = say.counted(weeks[0], "week")
    slots = _list_slots(first) | {"weeks": [Fragment(figure.text, tuple(weeks)), noun]}
    slots |= _subject(say, told[0]) | _peers(say, first)
    if named:
        slots["series"] = [Fragment("the season" if _season(say, told[0]) else "the series")]
    return [say.house.say("weeks_many" if len(told) > 1 else "weeks_one", slots), sentence]


def _subject(say: Say, told: Told) -> dict[str, list[Fragment]]:
    """Whose run it is: of a series, or of a later season of it."""
    season = _season(say, told)
    of = [Fragment("the "), *season, Fragment(" season of ")] if season else []
    return {"series": [*of, *series(told)]}


def _list_slots(run: Run) -> dict[str, list[Fragment]]:
    category = run.row["category"]
    row = {"category": category}
    language = proof.fact("chart", NAME, "part:category", row, f"chart, {category}")
    shown = (
        str(language.value) if category == _ENGLISH else str(language.value).replace("Non", "non")
    )
    return {
        "top10": name(proof.top10(category)),
        "language": [Fragment(shown, (language,))],
    }


def _peers(say: Say, run: Run) -> dict[str, list[Fragment]]:
    """The place of the run among those of its list that were over."""
    if run.place is None:
        return {}
    n, first = proof.peers(run, NUMBER, "field:n"), proof.peers(run, NUMBER, "field:season")
    than = proof.peers(run, WORD, "field:n")
    assert n
    assert first
    assert than
    below, _, above = run.place.shares
    than_most = (
        "a longer run than most"
        if below > 0.5
        else "a shorter run than most"
        if above > 0.5
        else "a usual run"
    )
    kind = say.ordinal(first) if first.value == 1 else [Fragment("later")]
    shares = {
        slot: say.share(evidence)
        for slot, column in (
            ("shorter", "fewer_weeks"),
            ("equal", "as_many"),
            ("longer", "more_weeks"),
        )
        if (evidence := proof.peers(run, NUMBER, f"percent:{column}"))
    }
    figures = [*say.number(n), Fragment(" "), *kind, Fragment(" seasons")]
    return {"than_most": word(than_most, than), "peers": figures} | shares


def _run_slots(say: Say, run: Run, *, alike: bool) -> dict[str, list[Fragment]]:
    weeks = [] if alike else say.counted(proof.chart(run, NUMBER, "count"), "week")
    return {
        "first_rank": say.rank(proof.chart(run, NUMBER, "min:weekly_rank", 0)),
        "peak": say.rank(proof.chart(run, NUMBER, "min:weekly_rank")),
        "hours": say.millions(proof.chart(run, NUMBER, "sum:weekly_hours_viewed")),
        "weeks": weeks,
        "last_rank": say.rank(proof.chart(run, NUMBER, "min:weekly_rank", -1)),
        "week": say.day(proof.chart(run, DATE, "field:week", -1)),
    }


def _shape(run: Run) -> str:
    """Which sentence tells the run: still on the list, best at the start, or risen."""
    if not run.row["finished"]:
        return "run_under_way"
    ranks = [week["weekly_rank"] for week in run.weeks]
    return "run_best_first" if ranks[0] == min(ranks) else "run"


def _nowhere(say: Say, facts: Facts, told: Told) -> Sentence | None:
    """That it never charted: only where the lists that are known would have shown it."""
    premiere = proof.premiere(told)
    if premiere is None or not facts.charts or told.row["season_number"] == 0:
        return None
    day = dt.date.fromisoformat(str(premiere.value))
    if day < FIRST_WEEK or facts.charts["first"] != FIRST_WEEK or day > facts.charts["last"]:
        return None
    where = f"chart, TV lists, weeks {facts.charts['first']} to {facts.charts['last']}"
    slots = {
        "series": series(told),
        "lists": say.number(proof.fact("chart", NUMBER, "field:weeks", facts.charts, where)),
        "top10": name(proof.top10("TV")),
        "week": say.day(proof.fact("chart", DATE, "field:last", facts.charts, where), year=False),
    }
    return say.house.say("nowhere", slots)


def _list(told: Told) -> str:
    return str(told.run.row["category"]) if told.run else ""


def portrait(say: Say, told: Told, *, named: bool = False) -> list[Sentence]:
    """Where it comes from, who is in it, and what was said that bears on its future.

    `named`: the paragraph has named it and who created it.
    """
    slots = {
        "series": [Fragment("it")] if named else series(told),
        "creators": [] if named else _creators(told),
        "source": _source(told),
    }
    made = say.house.say("makers", slots) or say.house.say("makers_source", slots)
    return [*_said(made), *_cast(say, told), *_signals(say, told)]


def _source(told: Told) -> list[Fragment]:
    said = next((s for s in told.of("based_on") if not s.hedge), None)
    if said is None:
        return []
    kind = said.value["kind"]
    found = word(kind, proof.word_of(said))
    if said.value["work"]:
        title = name(proof.statement(said, NAME, "field:work"), italic=True)
        found = [Fragment("the "), *found, Fragment(" "), *title]
    else:
        found = [Fragment("an " if kind[0] in "aeiou" else "a "), *found]
    if said.value["author"]:
        found += [Fragment(" by "), *name(proof.statement(said, NAME, "field:author"))]
    return found


def _cast(say: Say, told: Told) -> list[Sentence]:
    actors = _unique([s for s in told.of("person") if s.value["role"] == "actor" and not s.hedge])
    with_part = [s for s in actors if s.value["character"]][:_CAST_AT_MOST]
    left = _CAST_AT_MOST - len(with_part)
    without = [s for s in actors if not s.value["character"]][:left]
    people = joined(_person(s) for s in without)
    if not with_part:
        return _said(say.house.say("cast", {"people": people}))
    others = joined([*_person(s), Fragment(" as "), *_character(s)] for s in with_part[1:])
    slots = {"lead": _person(with_part[0]), "character": _character(with_part[0]), "others": others}
    return [
        *_said(say.house.say("cast_parts", slots)),
        *_said(say.house.say("cast_also", {"people": people})),
    ]


def _unique(said: Sequence[Said]) -> list[Said]:
    """Each person once, rather where the character is named."""
    best: dict[str, Said] = {}
    for s in said:
        there = best.get(s.value["person"])
        if there is None or (s.value["character"] and not there.value["character"]):
            best[s.value["person"]] = s
    return list(best.values())


def _person(said: Said) -> list[Fragment]:
    return name(proof.statement(said, NAME, "field:person"))


def _character(said: Said) -> list[Fragment]:
    return name(proof.statement(said, NAME, "field:character"))


def _signals(say: Say, told: Told) -> list[Sentence]:
    clauses: list[list[Fragment]] = []
    known = [said for said in told.of("signal") if said.value["signal"] in _SIGNALS]
    signals = sorted(known, key=lambda said: list(_SIGNALS).index(said.value["signal"]))
    hedged = all(said.hedge for said in signals)
    for said in signals:
        slots = {"what": word(_SIGNALS[said.value["signal"]], proof.word_of(said))}
        if said.hedge and not hedged:
            slots["reportedly"] = [Fragment("reportedly")]
        season = proof.season_number(told)
        slots["season"] = say.ordinal(season) if season else []
        clauses.append(say.house.clause(f"signal_{said.value['signal']}", slots))
    whole = "signals_hedged" if hedged else "signals"
    return _said(say.house.say(whole, {"clauses": _clauses(clauses)}))


def _clauses(clauses: Sequence[list[Fragment]]) -> list[Fragment]:
    """Whole clauses in a row, with a comma before the `and`."""
    kept = [c for c in clauses if c]
    found: list[Fragment] = []
    for i, clause in enumerate(kept):
        found += ([Fragment(", and " if i == len(kept) - 1 else ", ")] if i else []) + clause
    return found


def series(told: Told) -> list[Fragment]:
    """The name of the series."""
    return name(proof.series(told), italic=True)


def _said(sentence: Sentence | None) -> list[Sentence]:
    return [sentence] if sentence else []
