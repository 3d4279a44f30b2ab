"""The evidence of each fact of a decision: which rows show it, and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cliffhanger.news.history import Source
from cliffhanger.news.statements import STATED
from cliffhanger.pages.story.evidence import DATE, DECISION, NAME, NUMBER, WORD, Evidence, shown
from cliffhanger.pages.story.facts import Chance, Run, Told
from cliffhanger.pages.story.said import Said

_OUTLETS = {
    "deadline.com": "Deadline",
    "variety.com": "Variety",
    "hollywoodreporter.com": "The Hollywood Reporter",
    "tvline.com": "TVLine",
    "thewrap.com": "TheWrap",
    "upi.com": "UPI",
    "ew.com": "Entertainment Weekly",
    "indiewire.com": "IndieWire",
    "tvinsider.com": "TV Insider",
    "collider.com": "Collider",
    "vulture.com": "Vulture",
    "screenrant.com": "Screen Rant",
}


def decision(told: Told, form: str, how: str) -> Evidence:
    """A field of the decision's row, with every source of it."""
    return shown("decision", form, how, [_decision_row(told)], _decided_where(told))


def ruling(told: Told) -> Evidence:
    """What was decided."""
    return decision(told, DECISION, "field:decision")


def series(told: Told) -> Evidence:
    """The name of the series: as a document spells it, else as the record does."""
    said = next((s for s in told.said if s.kind == "decision"), None)
    if said:
        return statement(said, NAME, "field:series")
    return decision(told, NAME, "field:show_title")


def service(told: Told, called: Mapping[str, str]) -> Evidence | None:
    """Who decided, by the name that the house gives it."""
    network = told.row["network"]
    if not network:
        return None
    if network in called:
        row = {"network": network, "called": called[network]}
        return shown("house", NAME, "field:called", [row], f"{_decided_where(told)}; house style")
    return decision(told, NAME, "field:network")


def outlet(told: Told, source: Source) -> Evidence:
    """Who reported it, by name where we know the name of the site."""
    named = source.attributed_to or source.source or ""
    row = _decision_row(told) | {"outlet": _OUTLETS.get(named, named)}
    return shown("decision", NAME, "field:outlet", [row], source.source_url or _decided_where(told))


def statement(said: Said, form: str, how: str) -> Evidence:
    """A field of a statement, with the words that say it."""
    return shown("statement", form, how, [said.row()], said.where)


def premiere(told: Told) -> Evidence | None:
    """The day it came out: as a document says, else as the catalogue has it."""
    number = told.number or 1
    meant = (1, None) if number == 1 else (number,)
    for said in told.of("premiere"):
        day = said.value["season"] in meant and len(said.value["date"]) == 10
        if day and not said.hedge and season_number(told):
            return statement(said, DATE, "field:date")
    return season(told, DATE, "field:release_date")


def season_number(told: Told) -> Evidence | None:
    """Which season it is about: as the catalogue has it, else as what was decided of it says."""
    known = season(told, NUMBER, "field:season_number")
    if known or hedge(told):
        return known
    return decision(told, NUMBER, "field:season_number") if told.number else None


def season(told: Told, form: str, how: str) -> Evidence | None:
    """A field of the season's row in the catalogue."""
    if told.season is None:
        return None
    return shown(
        "season", form, how, [told.season], f"catalogue of seasons, {told.season['season_id']}"
    )


def chart(run: Run, form: str, how: str, rows: slice | int = slice(None)) -> Evidence:
    """A sum over the chart rows of a run, or over one of them."""
    weeks = [run.weeks[rows]] if isinstance(rows, int) else list(run.weeks[rows])
    first, last = weeks[0], weeks[-1]
    days = f"week to {first['week']}"
    if len(weeks) > 1:
        days = f"weeks to {first['week']} through {last['week']}"
    ranks = ", ".join(f"No. {week['weekly_rank']}" for week in weeks)
    where = f"chart, {first['category']}, {first['season_title']}, {days}: {ranks}"
    return shown("chart", form, how, weeks, where)


def top10(category: str) -> Evidence:
    """The publisher's name of its lists."""
    row = {"list": "Top 10", "category": category}
    return shown("chart", NAME, "field:list", [row], f"chart, {category}")


def peers(run: Run, form: str, how: str) -> Evidence | None:
    """A figure of the run's place among its peers."""
    if run.place is None:
        return None
    below, equal, above = run.place.shares
    row = {
        "n": run.place.n,
        "among": run.place.among,
        "fewer_weeks": below,
        "as_many": equal,
        "more_weeks": above,
        "season": 1 if (run.row["season_number"] or 1) == 1 else 2,
    }
    return shown("peers", form, how, [row], f"{run.place.n} {run.place.among}")


def odds(run: Run, chance: Chance, form: str, how: str) -> Evidence:
    """A figure of the odds."""
    made = "issued" if chance.issued else "reconstructed"
    where = f"odds of {run.row['season_title']} as of {chance.as_of}, {made}, {chance.model}"
    return shown("odds", form, how, [chance.row(run.row["season_id"])], where)


def creators(told: Told) -> list[Evidence]:
    """Who created it: as documents say, else as the catalogue has it."""
    said = [s for s in told.of("person") if s.value["role"] == "creator" and not s.hedge]
    unique = {s.value["person"]: s for s in reversed(said)}
    if unique:
        found = sorted(unique.values(), key=lambda s: (s.document_date, s.span[1]))
        return [statement(s, NAME, "field:person") for s in found]
    names = (told.title or {}).get("created_by") or ""
    rows = [{**(told.title or {}), "person": n.strip()} for n in names.split(",") if n.strip()]
    return [
        shown(
            "title",
            NAME,
            "field:person",
            [row],
            f"catalogue of titles, {row['title_id']}, {row['person']}",
        )
        for row in rows
    ]


def desk() -> Evidence:
    """Our own name."""
    return shown("desk", NAME, "field:name", [{"name": "Cliffhanger"}], "the desk that wrote this")


def fact(kind: str, form: str, how: str, row: Mapping[str, Any], where: str) -> Evidence:
    """A figure or day of a row of the desk's own."""
    return shown(kind, form, how, [row], where)


def word_of(said: Said) -> Evidence:
    """A fact that a statement gives and we tell in our own word."""
    kind = next(k for k in ("signal", "genre", "kind", "series") if k in said.value)
    return statement(said, WORD, f"field:{kind}")


def _decision_row(told: Told) -> dict[str, Any]:
    row = {k: v for k, v in told.row.items() if v is not None}
    sources = [source.as_dict() for source in told.sources]
    return row | {"sources": sources, "hedge": hedge(told)}


def hedge(told: Told) -> str | None:
    """`reported` where nobody who decided has said it and it is not known for certain either."""
    if told.row["confidence"] == "high" or any(s.certainty == STATED for s in told.sources):
        return None
    return "reported" if told.sources else None


def announced(told: Told) -> bool:
    """Whether a document has it as the decider's own word."""
    return any(
        s.document_id and s.certainty == STATED and not s.attributed_to for s in told.sources
    )


def _decided_where(told: Told) -> str:
    row = told.row
    said = [
        f"document {s.document_id}, characters {s.span[0]}–{s.span[1]}" if s.span else s.source_url
        for s in told.sources
    ]
    places = "; ".join(dict.fromkeys(place for place in said if place))
    places = places or row["source_url"] or row["source_kind"]
    return f"record, {row['show_title']}, {row['decision']} on {row['announced_on']} ({places})"
