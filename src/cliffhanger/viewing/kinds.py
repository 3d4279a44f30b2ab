"""What can be wrong with an event or a file, by name, and the report that counts it.

The order is the order of judging: an event is set aside for the first kind that fits it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cliffhanger.errors import InputError

EVENT_KINDS = {
    "": "nothing: the event counts",
    "mixed_zones": "a time without a zone in a file where others have one",
    "missing_value": "a value is missing or cannot be read",
    "bad_country": "the country is not two capital letters",
    "unknown_season": "the catalogue has no such season",
    "unknown_episode": "the season has no such episode",
    "no_runtime": "the catalogue gives the episode no runtime",
    "negative_seconds": "fewer than 0 seconds",
    "absurd_seconds": "more seconds than one event can have",
    "in_future": "starts after the moment of intake",
    "before_release": "starts before the episode was out in that country",
    "superseded": "a later delivery says otherwise about the same event",
}
CODE = {kind: code for code, kind in enumerate(EVENT_KINDS)}
"""The number each kind is kept under: its place above."""
HARMLESS = ("", "superseded")
"""Kinds that are part of normal work and do not count against the threshold."""
FILE_KINDS = {
    "duplicate_file": "the very same bytes were taken in before",
    "foreign_file": "not Parquet, CSV or JSON lines",
    "truncated_file": "the file is damaged or not whole",
    "wrong_columns": "a column is absent or has another type",
}
UNREADABLE = ("truncated_file", "wrong_columns")
"""Kinds of files that should have been events."""
EXAMPLES = 3
"""How many examples of a kind are shown."""


@dataclass(frozen=True)
class Limits:
    """What still passes.

    `until`: the moment of intake, UTC; nothing can start at or after it. `most_seconds`: the most
    one event can last. `most_bad`: the share of events (and of files) that may be bad before
    intake stops.
    """

    until: dt.datetime
    most_seconds: int = 86_400
    most_bad: float = 0.01


@dataclass
class Report:
    """What came in: files, events, how many of each kind, and examples."""

    files: int = 0
    events: int = 0
    duplicates: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, kind: str, number: int = 1, examples: list[str] | None = None) -> None:
        """Count a kind, keeping the first examples."""
        self.kinds[kind] = self.kinds.get(kind, 0) + number
        kept = self.examples.setdefault(kind, [])
        kept.extend((examples or [])[: EXAMPLES - len(kept)])

    def add(self, other: Mapping[str, Any]) -> None:
        """Add what `as_dict` of another report says."""
        self.files += other["files"]
        self.events += other["events"]
        self.duplicates += other["duplicates"]
        for kind, number in other["kinds"].items():
            self.count(kind, number, other["examples"].get(kind))
        self.notes.extend(note for note in other["notes"] if note not in self.notes)

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "files": self.files,
            "events": self.events,
            "duplicates": self.duplicates,
            "kinds": dict(sorted(self.kinds.items())),
            "examples": dict(sorted(self.examples.items())),
            "notes": self.notes,
        }

    @property
    def bad_events(self) -> int:
        """Events set aside for something that is wrong with them."""
        return sum(n for k, n in self.kinds.items() if k in EVENT_KINDS and k not in HARMLESS)

    def refuse_above(self, most_bad: float) -> None:
        """Raise InputError, naming counts and examples, when too much of what came in is bad."""
        unreadable = sum(self.kinds.get(kind, 0) for kind in UNREADABLE)
        shares = (
            (self.bad_events, self.events, "events", EVENT_KINDS),
            (unreadable, unreadable + self.files, "files", UNREADABLE),
        )
        for bad, whole, name, kinds in shares:
            if bad > most_bad * whole:
                told = "; ".join(
                    f"{kind} {self.kinds[kind]:,} ({', '.join(self.examples[kind])})"
                    for kind in kinds
                    if self.kinds.get(kind) and kind not in HARMLESS
                )
                raise InputError(
                    f"{bad:,} of {whole:,} {name} are bad ({bad / whole:.2%}): {told}",
                    where="intake",
                    fix=f"nothing was taken in; mend them, or allow more than {most_bad:.2%}",
                )
