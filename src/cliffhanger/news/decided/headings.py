"""Rolls: words that say what was decided of several, and the series that are named after them.

"RENEWED", then "All American (The CW), season 6", "Walker"; "The cancelled shows:" and a list; or
"Four newcomers were cancelled in their first year." and a sentence about each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.decided.events import Event
from cliffhanger.news.decided.seasons import NUM, SeasonRef, number
from cliffhanger.news.focus import listed_from
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import CANCELED, RENEWED
from cliffhanger.news.story import Sentence

_RENEWED = re.compile(
    r"\b(?:renew(?:ed|als?)|returning|coming back|picked up|saved|safe|survivors|green-?lit)\b"
)
_CANCELED = re.compile(
    r"\b(?:cancel+ed|cancel+ations?|axed|ended|ending|not returning|dropped|fallen|gone|dead|"
    r"casualties|the chop|scrapped|(?:hasn't|haven't|didn't|has not|have not) (?:made it|"
    r"make it|survived?))\b"
)
_BULLET = r"(?:[-*\u2022] ?|\d{1,3}[.)] )"
_MEMBER = re.compile(rf"{_BULLET}?S\b")
_LABEL = re.compile(r"\b(?:related|read more|see also|tags?|more|photo|image|credit)\b")


def heading(s: Sentence) -> str | None:
    """The decision that a heading without a series gives to the lines below it; "" for another."""
    text = s.text.strip()
    if s.series() or len(text) > 90 or not (text[-1:] not in ".!?\"'" or "follow" in text):
        return None
    renewed, canceled = _RENEWED.search(text), _CANCELED.search(text)
    if bool(renewed) == bool(canceled):
        return ""
    return RENEWED if renewed else CANCELED


# "N picked up 13 series. They include A, B and C."
_COUNTED = Phrase(
    r"\b(?P<r>renew(?:ed|s|al\w*)|pick(?:ed|s) up|brought back|go-ahead|green light)\b|"
    r"\b(?P<c>cancel+(?:ed|s|ation\w*)|"
    r"axed|scrapped|ended|said farewell|said goodbye|dropped|killed off|swung the axe)\b"
)
_SHOWS = Phrase(
    r"\b(?:shows|series|dramas|comedies|sitcoms|titles|programmes|originals|cartoons|"
    r"newcomers|freshmen|"
    r"rookies|hits|cancel+ations|renewals|more)\b"
)
_HOW_MANY = Phrase(
    rf"\b(?P<n>{NUM}|quartet|trio|pair|couple|both|bunch|several)\b(?: of)?(?: [\w'-]+){{0,5}}? "
    rf"(?:shows|series|dramas|comedies|sitcoms|titles|programmes|originals|cartoons|"
    rf"newcomers|freshmen|"
    rf"rookies|hits)\b"
)
_NAMED_COUNTS = {
    "quartet": 4,
    "trio": 3,
    "pair": 2,
    "couple": 2,
    "both": 2,
    "bunch": 6,
    "several": 6,
}
_FIRST_YEAR = Phrase(r"\b(?:newcomers|freshm[ae]n|rookies?|first[- ]year|in their first)\b")
_THEY = Phrase(
    r"(?:they|these|those|that|the (?:list|shows|series|titles)|among (?:them|these)|included)"
    r"(?: \w+){0,4}?(?: (?:include[sd]?|are|were|is)|:)(?: [\w'-]+){0,4} S"
)
_HEAD = Phrase(rf"{_BULLET}?(?:[a-z-]+ ){{0,4}}?(?:season \w+ of )?S\b")
_AWAY = Phrase(r"\b(?:not|unlike|compare|whereas|survivor|meanwhile|instead)\b")
FAR = 8
"""Sentences for which what was said of several goes on to be told."""


def _plural(s: Sentence) -> str:
    """What a sentence without a series says was decided of several."""
    m = _COUNTED.search(s)
    if not m or s.series() or s.question or not _SHOWS.search(s):
        return ""
    if re.search(r"\b(?:not|never|n't|if|could|may|might)\b|n't\b", s.text[: m.start()]):
        return ""
    return RENEWED if m["r"] else CANCELED


def _how_many(s: Sentence) -> int:
    m = _HOW_MANY.search(s)
    return (_NAMED_COUNTS.get(m["n"]) or number(m["n"]) or 0) if m else 0


class Roll:
    """Where the reading of a document is: under words that decide for what follows, or not."""

    def __init__(self) -> None:
        self.decision = ""
        self.before = ""
        self.left = 0
        """How many series the words were about and are still to come; 0 under a heading."""
        self.first_year = False
        self.last = 0
        self.told: set[str] = set()

    def events(self, s: Sentence, events: list[Event]) -> list[Event]:
        """The events of the sentence; for a line of a roll without its own, the roll's."""
        found = self._events(s, events)
        self.told |= {key for event in found for key, _ in event.series}
        return found

    def _events(self, s: Sentence, events: list[Event]) -> list[Event]:
        before, self.before = self.before, _plural(s)
        they = _THEY.match(s) if before and not events else None
        if they:
            return [_of_roll(s, before, they.end() - 1)]
        head = heading(s)
        if head is not None and not (head == "" and self.left):
            if head or not s.names:
                self._open(head, s)
            return [] if head else events
        if self.before and (left := _how_many(s)):
            self._open(self.before, s, left, first=bool(_FIRST_YEAR.search(s)))
            return events
        if events and any(e.decision == self.decision for e in events):
            self.last = s.index
        if not self.decision or events:
            return events
        return list(self._member(s))

    def _open(self, decision: str, s: Sentence, left: int = 0, *, first: bool = False) -> None:
        self.decision, self.left, self.first_year, self.last = decision, left, first, s.index

    def _member(self, s: Sentence) -> Iterator[Event]:
        """The roll's decision on the series that the sentence begins with."""
        if s.index - self.last > FAR:
            self.decision = ""
            return
        m = _HEAD.match(s) if self.left else _MEMBER.match(s.text)
        if not m or s.question or _AWAY.search(s) or (not self.left and not s.opens):
            return
        event = _of_roll(s, self.decision, m.end() - 1)
        event.series = [(k, i) for k, i in event.series if k not in self.told]
        if not event.series:
            return
        if self.first_year and self.decision == CANCELED:
            event.refs = [SeasonRef(m.start(), m.start(), (1,), None, False)]
        self.last = s.index
        if self.left:
            self.left -= len(event.series)
            self.decision = self.decision if self.left > 0 else ""
        yield event


def _of_roll(s: Sentence, decision: str, at: int) -> Event:
    """The decision on the series in the list that starts at `at`."""
    series: list[tuple[str, int | None]] = [(s.key(i), i) for i in listed_from(s, at)]
    return Event(s, decision, at, at + 1, series, refs=list(s.seasons), rule="roll")
