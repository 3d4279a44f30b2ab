"""`cliffhanger story`: a news story on the decisions of a day, in which every fact is shown.

draft(known, titles=(), house=None) -> Draft      written, read again, refused if unsupported
check(draft, text=None) -> list[Finding]          what a text says without showing it
printed(draft, "md" | "html" | "txt") -> str      and draft.as_dict(), with all the evidence
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cliffhanger.errors import InputError
from cliffhanger.odds.known import Known
from cliffhanger.pages.story import around
from cliffhanger.pages.story import series as told_of
from cliffhanger.pages.story.check import Finding, check, refuse_unsupported
from cliffhanger.pages.story.evidence import DATE, Draft, Sentence, shown
from cliffhanger.pages.story.facts import Facts, gather
from cliffhanger.pages.story.house import House, load
from cliffhanger.pages.story.layout import html, markdown
from cliffhanger.pages.story.lead import Group, grouped, headline, lead
from cliffhanger.pages.story.say import Say

__all__ = ["Draft", "Finding", "House", "check", "draft", "load", "printed", "write"]
FORMATS = ("md", "html", "txt")


def draft(known: Known, titles: Sequence[str] = (), house: Path | None = None) -> Draft:
    """The story of the decisions of the last day that `known` has wholly seen.

    `titles` names the series it is about (default: all that were decided on the day); `house` is
    a TOML file with a newsroom's wording. Raises NotKnownYet when nothing was decided on the day,
    UnknownTitle, FileError or InputError on the house style, and InputError when the story would
    say what it cannot show.
    """
    style = load(house)
    made = write(gather(known, titles), style)
    refuse_unsupported(made)
    return made


def printed(draft: Draft, form: str = "md") -> str:
    """The draft as Markdown (`md`), a page that stands alone (`html`) or plain text (`txt`).

    Raises InputError for any other form.
    """
    if form not in FORMATS:
        raise InputError(f"no format {form!r}", where="--format", fix=f"use {' or '.join(FORMATS)}")
    if form == "txt":
        return draft.text + "\n"
    return html(draft) if form == "html" else markdown(draft)


def write(facts: Facts, house: House) -> Draft:
    """The story of these facts, unchecked."""
    say = Say(house, facts.day)
    groups = grouped(facts.told)
    return Draft(
        day=facts.day,
        as_of=str(facts.as_of),
        headline=headline(say, groups),
        dateline=_dateline(say, facts),
        paragraphs=tuple(tuple(p) for p in _paragraphs(say, facts, groups) if p),
        openers=house.openers,
    )


def _paragraphs(say: Say, facts: Facts, groups: Sequence[Group]) -> list[list[Sentence]]:
    first, *others = groups
    alone = len(facts.told) == 1
    found = [[*lead(say, groups), *told_of.premieres(say, first.told, named=alone)]]
    found.append([*told_of.reasons(say, first), *told_of.runs(say, facts, first.told)])
    found += [told_of.portrait(say, one) for one in first.told]
    for one in (t for group in others for t in group.told):
        out = told_of.premieres(say, [one], makers=True)
        run = told_of.runs(say, facts, [one], named=bool(out))
        found.append([*out, *run, *told_of.portrait(say, one, named=bool(out))])
    found.append(around.context(say, facts, first))
    found.append(around.odds(say, facts, groups))
    return [*found, around.question(say, first)]


def _dateline(say: Say, facts: Facts) -> Sentence:
    row = {"day": facts.day.isoformat()}
    evidence = shown("decision", DATE, "field:day", [row], "the day of these decisions")
    return Sentence("dateline", tuple(say.day(evidence, year=True)))
