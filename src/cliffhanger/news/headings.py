"""Rolls: a heading that says what was decided, and the lines below it that name the series.

"RENEWED", then "All American (The CW), season 6", "Walker"; or "The cancelled shows:" and a list.
"""

from __future__ import annotations

import re

from cliffhanger.news.events import Event
from cliffhanger.news.focus import listed_from
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import CANCELED, RENEWED
from cliffhanger.news.story import Sentence

_RENEWED = re.compile(r"\b(?:renewed|renewals?|returning|coming back|picked up)\b")
_CANCELED = re.compile(r"\b(?:cancel+ed|cancel+ations?|axed|ended|ending|not returning|dropped)\b")
_MEMBER = Phrase(r"(?:[-*\u2022] ?|\d{1,3}[.)] )?S\b")


def heading(s: Sentence) -> str | None:
    """The decision that a heading without a series gives to the lines below it; "" for another."""
    text = s.text.strip()
    if s.series() or len(text) > 90 or not (text[-1:] not in ".!?\"'" or "follow" in text):
        return None
    renewed, canceled = _RENEWED.search(text), _CANCELED.search(text)
    if bool(renewed) == bool(canceled):
        return ""
    return RENEWED if renewed else CANCELED


def member(s: Sentence, decision: str) -> Event | None:
    """The decision about the series at the head of a line of the roll; None ends the roll."""
    m = _MEMBER.match(s)
    if not m or len(s.text) > 160:
        return None
    at = m.end() - 1
    series: list[tuple[str, int | None]] = [(s.key(i), i) for i in listed_from(s, at)]
    return Event(s, decision, at, at + 1, series, refs=list(s.seasons), rule="roll")


# "N picked up 13 series. They include A, B and C."
_COUNTED = Phrase(
    r"\b(?P<r>renew(?:ed|s|al\w*)|pick(?:ed|s) up|brought back)\b|\b(?P<c>cancel+(?:ed|s)|"
    r"axed|scrapped|ended)\b"
)
_SHOWS = Phrase(r"\b(?:shows|series|dramas|comedies|sitcoms|titles|programmes|originals)\b")
_THEY = Phrase(
    r"(?:they|these|those|that|the (?:list|shows|series|titles)|among (?:them|these)|included)"
    r"(?: \w+){0,4}?(?: (?:include[sd]?|are|were|is)|:)(?: [\w'-]+){0,4} S"
)


def _plural(s: Sentence) -> str:
    """What a sentence without a series says was decided of several."""
    m = _COUNTED.search(s)
    if not m or s.series() or not _SHOWS.search(s):
        return ""
    return RENEWED if m["r"] else CANCELED


class Roll:
    """Where the reading of a document is: under a heading that decides, or not."""

    def __init__(self) -> None:
        self.decision = ""
        self.before = ""

    def events(self, s: Sentence, events: list[Event]) -> list[Event]:
        """The events of the sentence; for a line of a roll without its own, the roll's."""
        before, self.before = self.before, _plural(s)
        they = _THEY.match(s) if before and not events else None
        if they:
            at = they.end() - 1
            series: list[tuple[str, int | None]] = [(s.key(i), i) for i in listed_from(s, at)]
            return [Event(s, before, at, at + 1, series, rule="roll")]
        head = heading(s)
        if head is not None:
            self.decision = head if head or not s.names else self.decision
            return [] if head else events
        if not self.decision or events:
            return events
        event = member(s, self.decision)
        if event is None:
            self.decision = ""
            return events
        return [event]
