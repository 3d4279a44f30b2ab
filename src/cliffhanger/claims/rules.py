"""Rules of thumb held against the lists and the record: "every new series under 100 million …".

A rule of the form "whatever stayed under H hours in its first full week was canceled" falls with
one counterexample: a season under H whose series was ordered again, by the record or because a
later season charted.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import polars as pl

from cliffhanger.claims.lists import Entry, Lists

REFUTED, SUPPORTED, NOT_CHECKABLE = "refuted", "supported", "not_checkable"
_ORDERS = ("renewed", "final_season", "moved")


@dataclass(frozen=True)
class Rule:
    """Every new scripted live-action series that stayed under `hours` in its first full week was
    canceled, among those that came out from `start` to `end`."""

    hours: int
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Case:
    """A season under the rule: its hours in the first full week, and what shows it went on."""

    season_id: str
    show_title: str
    week: dt.date
    hours: int
    outcome: str
    evidence: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields by name; days as ISO text."""
        return self.__dict__ | {"week": self.week.isoformat()}


@dataclass(frozen=True)
class CheckedRule:
    """A rule with every season it is about, and those that break it."""

    rule: Rule
    verdict: str
    cases: tuple[Case, ...]

    @property
    def counterexamples(self) -> tuple[Case, ...]:
        """The seasons that were ordered again all the same."""
        return tuple(case for case in self.cases if case.outcome == "ordered_again")

    def as_dict(self) -> dict[str, Any]:
        """hours, start, end, verdict, n, counterexamples, and every case."""
        return {
            "hours": self.rule.hours,
            "start": self.rule.start.isoformat(),
            "end": self.rule.end.isoformat(),
            "verdict": self.verdict,
            "n": len(self.cases),
            "counterexamples": [case.as_dict() for case in self.counterexamples],
            "cases": [case.as_dict() for case in self.cases],
        }


def check_rule(rule: Rule, lists: Lists, decisions: pl.DataFrame) -> CheckedRule:
    """The rule held against the lists and decisions (DECISIONS with `learned_on`) known then.

    Refuted by one season that was ordered again; supported where every one is known to be canceled
    or ended; else not checkable yet.
    """
    known = decisions.filter(pl.col("learned_on") <= lists.as_of.last_known_day)
    cases = tuple(_case(entry, rule, lists, known) for entry in _entries(rule, lists))
    under = tuple(case for case in cases if case is not None)
    outcomes = {case.outcome for case in under}
    if "ordered_again" in outcomes:
        verdict = REFUTED
    else:
        verdict = SUPPORTED if outcomes == {"not_ordered"} else NOT_CHECKABLE
    return CheckedRule(rule, verdict, under)


def _entries(rule: Rule, lists: Lists) -> list[tuple[str, Entry]]:
    """First seasons of scripted, not animated series that came out in the rule's time."""
    genres = lists.catalogue.titles.select("title_id", "genres")
    new = (
        lists.catalogue.seasons.filter(
            (pl.col("season_number") == 1)
            & (pl.col("entry_kind") == "season")
            & (pl.col("programme_type") == "Scripted")
            & pl.col("release_date").is_between(rule.start, rule.end)
        )
        .join(genres, on="title_id", how="left")
        .filter(~pl.col("genres").fill_null("").str.contains("Animation"))
    )
    found = []
    for title_id, entry_id in new.sort("entry_id").select("title_id", "entry_id").rows():
        entries = [e for e in lists.entries(title_id) if e.entry_id == entry_id]
        found += [(title_id, entry) for entry in entries]
    return found


def _case(
    named: tuple[str, Entry], rule: Rule, lists: Lists, decisions: pl.DataFrame
) -> Case | None:
    """The season as a case of the rule; None where it had more hours, or nobody can tell."""
    title_id, entry = named
    week = entry.first_full_week
    row = entry.weeks.filter(pl.col("week") == week)
    if row.is_empty() or row["hours_low"][0] >= rule.hours:
        return None
    outcome, evidence = _went_on(title_id, lists, decisions)
    return Case(
        season_id=entry.entry_id,
        show_title=row["show_title"][0],
        week=week,
        hours=int(row["weekly_hours_viewed"][0]),
        outcome=outcome,
        evidence=evidence,
    )


def _went_on(title_id: str, lists: Lists, decisions: pl.DataFrame) -> tuple[str, str | None]:
    later = [entry for entry in lists.entries(title_id) if (entry.number or 0) > 1]
    if later:
        first = min(later, key=lambda entry: entry.first_week)
        return "ordered_again", f"{first.label} charted in the week of {first.first_week}"
    mine = decisions.filter(
        (pl.col("title_id") == title_id) & (pl.col("season_number").fill_null(1) >= 1)
    ).sort("learned_on")
    if mine.is_empty():
        return "not_decided", None
    last = mine.row(-1, named=True)
    said = f"{last['decision']} on {last['announced_on']}"
    return ("ordered_again" if last["decision"] in _ORDERS else "not_ordered"), said
