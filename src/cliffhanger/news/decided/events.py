"""An event: one decision said in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cliffhanger.news.decided.seasons import SeasonRef
from cliffhanger.news.story import Sentence

_BREAK = re.compile(
    r"[;:\u2014]| (?:but|while|whereas|although|though|because|since|before|after) |"
    r", (?:and|which|who) "
)


NEGATED = re.compile(
    r"\b(?:not|never|n't|no longer|neither|nor|isn't|wasn't|hasn't|haven't|aren't|weren't|"
    r"didn't|won't|cannot|can't)\b[^,;:]{0,28}$|n't[^,;:]{0,28}$"
)


@dataclass(slots=True)
class Event:
    """One decision said in one sentence, about one or more series."""

    s: Sentence
    decision: str
    start: int
    end: int
    series: list[tuple[str, int | None]]
    refs: list[SeasonRef] = field(default_factory=list)
    next_: bool = False
    hedge: bool = False
    denial: bool = False
    rule: str = ""
    own: dict[int, list[SeasonRef]] = field(default_factory=dict)
    """The season words of each series of a list that has several: by the series' position."""


def clause_start(text: str, at: int) -> int:
    """Where the clause that contains position `at` begins."""
    last = 0
    for m in _BREAK.finditer(text, 0, at):
        last = m.end()
    return last
