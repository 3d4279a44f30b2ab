"""A drafted story as data: sentences of fragments, and for each fact the rows that show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float
NUMBER, DATE, NAME, DECISION, WORD = "number", "date", "name", "decision", "word"
"""How a fragment is to be read: a figure, a day, exactly these words, a ruling, or a fact."""


@dataclass(frozen=True)
class Evidence:
    """What shows one fact: `value` follows from `rows` by `how`, and anybody can do the sum.

    Both hold what JSON holds, days as ISO text, so that a story that is read back is the same.
    `kind` is the sort of row (decision, statement, chart, season, title, peers, odds, desk); `how`
    is `field:NAME`, `count`, `min:NAME`, `sum:NAME`, `next:NAME`, `percent:NAME` or `part:NAME`;
    `where` says in words where the rows are.
    """

    kind: str
    form: str
    value: Value
    how: str
    rows: tuple[Mapping[str, Any], ...]
    where: str

    def as_dict(self) -> dict[str, Any]:
        """kind, form, value, how, where, rows."""
        rows = [dict(row) for row in self.rows]
        return {
            "kind": self.kind,
            "form": self.form,
            "value": self.value,
            "how": self.how,
            "where": self.where,
            "rows": rows,
        }


def shown(
    kind: str, form: str, how: str, rows: Iterable[Mapping[str, Any]], where: str
) -> Evidence:
    """Evidence whose value is what `how` gives for the rows."""
    kept = tuple({key: _plain(value) for key, value in row.items()} for row in rows)
    return Evidence(kind, form, worked_out(how, kept), how, kept, where)


def _plain(value: Any) -> Any:
    """The value as JSON would give it back."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def worked_out(how: str, rows: Sequence[Mapping[str, Any]]) -> Value:
    """The value that the rows give. Raises ValueError for a `how` that nobody knows."""
    what, _, name = how.partition(":")
    if what == "count":
        return len(rows)
    values = [row[name] for row in rows]
    if what == "field":
        return values[0]  # type: ignore[no-any-return]
    if what == "min":
        return min(values)  # type: ignore[no-any-return]
    if what == "sum":
        return int(sum(values))
    if what == "next":
        return int(values[0]) + 1
    if what == "percent":
        return round(100 * float(values[0]))
    if what == "part":  # TV (Non-English) gives Non-English
        return str(values[0]).partition("(")[2].rstrip(")")
    raise ValueError(f"no way of working out {how!r}")


@dataclass(frozen=True)
class Fragment:
    """A stretch of text; with evidence where it is a fact, without where it only joins facts."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    italic: bool = False

    @property
    def form(self) -> str | None:
        """How the text is to be read, if it is a fact."""
        return self.evidence[0].form if self.evidence else None

    def as_dict(self) -> dict[str, Any]:
        """text, and the numbers of its evidence are added by the draft."""
        return {"text": self.text, "evidence": [e.as_dict() for e in self.evidence]}


@dataclass(frozen=True)
class Sentence:
    """One sentence: `name` is that of its template in the house style."""

    name: str
    fragments: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(fragment.text for fragment in self.fragments)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence once, in the order of the sentence."""
        found: dict[tuple[str, str, str], Evidence] = {}
        for fragment in self.fragments:
            for e in fragment.evidence:
                found.setdefault((e.kind, e.where, e.how), e)
        return tuple(found.values())


@dataclass(frozen=True)
class Draft:
    """A story for the decisions of a day, as known on `as_of`. `openers`: what may begin one."""

    day: dt.date
    as_of: str
    headline: Sentence
    dateline: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    openers: frozenset[str] = frozenset()

    @property
    def blocks(self) -> tuple[tuple[Sentence, ...], ...]:
        """Headline, dateline and paragraphs, in the order of the page."""
        return ((self.headline,), (self.dateline,), *self.paragraphs)

    @property
    def text(self) -> str:
        """The story as plain text: blocks parted by a blank line."""
        return "\n\n".join(" ".join(s.text for s in block) for block in self.blocks)

    @property
    def body(self) -> str:
        """The story under its headline and dateline."""
        return self.text.split("\n\n", 2)[-1]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences under headline and dateline, in their order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @property
    def noted(self) -> tuple[tuple[int, Sentence], ...]:
        """The sentences that tell a fact, each with the number of its note."""
        return tuple(enumerate((s for s in self.sentences if s.evidence), 1))

    @property
    def decided(self) -> dict[str, Mapping[str, Any]]:
        """The record's row on each decision of the day that the story tells, by title id."""
        rows = (row for s in self.sentences for e in s.evidence for row in _decisions(e))
        today = self.day.isoformat()
        return {row["title_id"]: row for row in rows if row["announced_on"] == today}

    def located(self) -> list[tuple[int, int, Fragment]]:
        """Where each fragment stands in `text`: (start, end, fragment)."""
        found, at = [], 0
        for block in self.blocks:
            for sentence in block:
                for fragment in sentence.fragments:
                    found.append((at, at + len(fragment.text), fragment))
                    at += len(fragment.text)
                at += 1
            at += 1
        return found

    def as_dict(self) -> dict[str, Any]:
        """day, as_of, headline, text, and paragraphs of sentences with fragments and evidence."""
        return {
            "day": self.day.isoformat(),
            "as_of": self.as_of,
            "headline": self.headline.text,
            "text": self.text,
            "blocks": [[_sentence(sentence) for sentence in block] for block in self.blocks],
        }


def _decisions(evidence: Evidence) -> Iterable[Mapping[str, Any]]:
    """The whole rows of decisions among the rows of evidence; a count names only which."""
    whole = evidence.kind == "decision"
    return (row for row in evidence.rows if whole and "announced_on" in row and "title_id" in row)


def _sentence(sentence: Sentence) -> dict[str, Any]:
    fragments = [fragment.as_dict() for fragment in sentence.fragments]
    return {"name": sentence.name, "text": sentence.text, "fragments": fragments}


def capitalised(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The fragments with a capital at the start; a name keeps its own spelling."""
    first = next((i for i, f in enumerate(fragments) if f.text), None)
    if first is None or fragments[first].form == NAME:
        return tuple(fragments)
    fragment = fragments[first]
    begun = replace(fragment, text=fragment.text[:1].upper() + fragment.text[1:])
    return (*fragments[:first], begun, *fragments[first + 1 :])
