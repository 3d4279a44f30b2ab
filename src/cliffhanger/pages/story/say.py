"""Facts as fragments of text, each with its evidence, in the wording of the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cliffhanger.pages.story.evidence import (
    DATE,
    NUMBER,
    WORD,
    Evidence,
    Fragment,
)
from cliffhanger.pages.story.house import House

_ONES_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ONES = _ONES_WORDS.split()
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = ("", "", *_TENS_WORDS.split())
_FIRST_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_FIRST = _FIRST_WORDS.split()
_SHORT = (
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)


@dataclass(frozen=True)
class Say:
    """How the house prints figures and days, in a story of the day `today`."""

    house: House
    today: dt.date

    def number(self, evidence: Evidence) -> list[Fragment]:
        """A whole number, spelled out as far as the house does."""
        return [Fragment(self._cardinal(int(_figure(evidence))), (evidence,))]

    def counted(self, evidence: Evidence, one: str) -> list[Fragment]:
        """A number with its noun: `three weeks`, `one week`."""
        noun = one if _figure(evidence) == 1 else f"{one}s"
        return [*self.number(evidence), Fragment(f" {noun}")]

    def ordinal(self, evidence: Evidence) -> list[Fragment]:
        """`second`, `21st`."""
        return [Fragment(_ordinal(int(_figure(evidence))), (evidence,))]

    def a_season(self, evidence: Evidence) -> list[Fragment]:
        """`a second season`, `an eighth season`."""
        [ordinal] = self.ordinal(evidence)
        article = "an" if ordinal.text.startswith(("eigh", "elev", "8", "11", "18")) else "a"
        return [Fragment(f"{article} "), ordinal, Fragment(" season")]

    def percent(self, evidence: Evidence) -> list[Fragment]:
        """`57 percent`, in digits always."""
        space = "" if self.house.percent == "%" else " "
        return [Fragment(f"{_figure(evidence):.0f}{space}{self.house.percent}", (evidence,))]

    def share(self, evidence: Evidence) -> list[Fragment]:
        """`57 percent`; nothing is called `none`, and what rounds to nothing `hardly any`."""
        if round(_figure(evidence)):
            return self.percent(evidence)
        exact = evidence.rows[0][evidence.how.partition(":")[2]]
        return word("hardly any" if exact else "none", evidence)

    def bare_percent(self, evidence: Evidence) -> list[Fragment]:
        """The figure alone, where the unit stands before it."""
        return [Fragment(f"{_figure(evidence):.0f}", (evidence,))]

    def rank(self, evidence: Evidence) -> list[Fragment]:
        """`No. 4`."""
        return [Fragment(f"No. {_figure(evidence)}", (evidence,))]

    def millions(self, evidence: Evidence) -> list[Fragment]:
        """`66.0 million`; under a million in full, from a thousand million on in billions."""
        value = _figure(evidence)
        if value < 1_000_000:
            return [Fragment(f"{value:,}", (evidence,))]
        shown = f"{_half_up(value, 10_000_000) / 100:.2f} billion"
        if value < 1_000_000_000:
            shown = f"{_half_up(value, 100_000) / 10:.1f} million"
        return [Fragment(shown, (evidence,))]

    def day(
        self, evidence: Evidence, *, weekday: bool = False, year: bool = False
    ) -> list[Fragment]:
        """A day as the house writes it, its year where that is another; `weekday`: only that."""
        value = _day(evidence)
        if weekday and 0 <= (self.today - value).days < 7:
            return [Fragment(f"{value:%A}", (evidence,))]
        with_year = year or value.year != self.today.year
        return [Fragment(self._date(value, with_year=with_year), (evidence,))]

    def _date(self, value: dt.date, *, with_year: bool) -> str:
        style = self.house.dates
        if style.startswith("8"):
            month = f"{value:%B}" if style.endswith("November") else f"{value:%b}"
            return f"{value.day} {month}" + (f" {value.year}" if with_year else "")
        month = _SHORT[value.month - 1] if style == "Nov. 8" else f"{value:%B}"
        return f"{month} {value.day}" + (f", {value.year}" if with_year else "")

    def _cardinal(self, n: int) -> str:
        if n > self.house.words_to:
            return f"{n:,}"
        if n < 20:
            return _ONES[n]
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")


def name(evidence: Evidence, *, italic: bool = False) -> list[Fragment]:
    """A name as its evidence has it."""
    return [Fragment(str(evidence.value), (evidence,), italic)]


def word(text: str, evidence: Evidence) -> list[Fragment]:
    """A fact told in a word of ours."""
    return [Fragment(text, (replace(evidence, form=WORD),))]


def joined(parts: Iterable[Sequence[Fragment]], last: str = "and") -> list[Fragment]:
    """`A`, `A and B`, `A, B and C`; parts that hold a comma keep one before `and`."""
    rows = [list(part) for part in parts if part]
    held = any(
        "," in fragment.text for row in rows[:-1] for fragment in row if not fragment.evidence
    )
    before = f", {last} " if held else f"{last} " if last == "," else f" {last} "
    found: list[Fragment] = []
    for i, row in enumerate(rows):
        if i:
            found.append(Fragment(before if i == len(rows) - 1 else ", "))
        found += row
    return found


def listed(parts: Iterable[Sequence[Fragment]]) -> list[Fragment]:
    """Clauses in a row, parted by semicolons."""
    rows = [list(part) for part in parts if part]
    return list(
        chain.from_iterable([*([Fragment("; ")] if i else []), *row] for i, row in enumerate(rows))
    )


def _ordinal(n: int) -> str:
    if n < len(_FIRST):
        return _FIRST[n]
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _half_up(value: float, unit: int) -> int:
    return int(value + unit // 2) // unit


def _figure(evidence: Evidence) -> int | float:
    assert evidence.form == NUMBER
    assert isinstance(evidence.value, int | float)
    return evidence.value


def _day(evidence: Evidence) -> dt.date:
    assert evidence.form == DATE
    return dt.date.fromisoformat(str(evidence.value))
