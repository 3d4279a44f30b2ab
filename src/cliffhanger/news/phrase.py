"""Phrases: patterns over masked sentences, skipped where the sentence lacks the words they need.

Most patterns match in few sentences, and each has bits of words without which it cannot match
("based on (?:the|a) novel" needs "based" and "novel"). They are read off the pattern itself, as
clauses: of each clause, one bit must be there. A clause is a bit of an integer; a word of the text
is looked up once for all clauses it satisfies, a sentence is the union of its words, and one `&`
tells whether a pattern is worth trying. Where a pattern is a choice of ways to say something, each
way has clauses of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from re import _parser  # type: ignore[attr-defined]  # no public way to read a pattern
from sys import maxsize
from typing import Any, NamedTuple, Protocol

Clause = frozenset[str]
"""Bits of words, of which a match has at least one."""
Way = frozenset[Clause]
"""Clauses that a match satisfies, every one of them."""
_DIGIT = "\\d"
_LONGEST = 24
_MOST_WAYS = 32
_MOST_WORDS = 1 << 15
# Nearly every sentence has some of these: asking for them rules nothing out.
_EVERYWHERE = "the and of in to for with was has from that this is it its on at by are an as be ed"
# Many sentences have one of these: something rarer is asked for where there is a choice.
_COMMON = "series season new first after show have not who will about been two one which their all"


class Masked(Protocol):
    """A masked text, and the clauses that no word of it satisfies."""

    @property
    def text(self) -> str:
        """The text, in which every proper name is one letter."""
        ...

    @property
    def lacks(self) -> int:
        """The clauses as bits."""
        ...


class Whole(NamedTuple):
    """The masked text of all sentences, joined."""

    text: str
    lacks: int


class Phrase:
    """A compiled pattern that is only tried on sentences that have the words it needs."""

    __slots__ = ("needs", "pattern", "ways")

    def __init__(self, pattern: str) -> None:
        """Compile; `needs` are clauses as bits, and so is each of the `ways`, if there are any."""
        self.pattern = re.compile(pattern)
        found = ways(pattern)
        self.needs = _bits(_shared(found))
        several = sum(len(way) > 1 for way in found)  # the others, `needs` tells as well
        self.ways = tuple(map(_bits, found)) if 2 * several >= len(found) > 1 else ()

    def may_be_in(self, s: Masked) -> bool:
        """Whether the sentence has the words without which the pattern cannot match."""
        lacking = s.lacks
        return not self.needs & lacking and (not self.ways or self._has_way(lacking))

    def _has_way(self, lacking: int) -> bool:
        return not all(map(lacking.__and__, self.ways))

    def search(self, s: Masked, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match in the sentence, or between two positions of it."""
        lacking = s.lacks
        if self.needs & lacking or (self.ways and not self._has_way(lacking)):
            return None
        return self.pattern.search(s.text, start, end)

    def match(self, s: Masked, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The match that starts at a position."""
        return None if self.needs & s.lacks else self.pattern.match(s.text, start, end)

    def finditer(self, s: Masked, start: int = 0, end: int = maxsize) -> Iterable[re.Match[str]]:
        """All matches in the sentence, or between two positions of it."""
        lacking = s.lacks
        if self.needs & lacking or (self.ways and not self._has_way(lacking)):
            return ()
        return self.pattern.finditer(s.text, start, end)


def lacks(text: str) -> int:
    """The clauses that no word of a masked text satisfies."""
    everything = (1 << len(_clause_bits)) - 1  # a phrase made later than that is tried
    return everything & ~reduce(or_, map(_satisfied.__getitem__, set(text.split())), 0)


_clause_bits: dict[Clause, int] = {}
_bits_of: dict[str, int] = {}
"""For each bit of a word, all clauses that it satisfies."""


def _bits(needed: Iterable[Clause]) -> int:
    """The clauses as one integer; new ones are entered for their words."""
    found = 0
    for clause in needed:
        bit = _clause_bits.get(clause)
        if bit is None:
            bit = _clause_bits[clause] = 1 << len(_clause_bits)
            for literal in clause:
                _bits_of[literal] = _bits_of.get(literal, 0) | bit
            _satisfied.clear()
        found |= bit
    return found


class _Satisfied(dict[str, int]):
    """The clauses that a word satisfies, by word: looked up the first time, within bounds."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = _bits_of.get(_DIGIT, 0) if any(c.isdecimal() for c in word) else 0
        for i in range(len(word)):
            for j in range(i + 1, min(len(word), i + _LONGEST) + 1):
                found |= _bits_of.get(word[i:j], 0)
        self[word] = found
        return found


_satisfied = _Satisfied()


def ways(pattern: str) -> list[Way]:
    """The ways in which a pattern can match: every match satisfies all clauses of one of them."""
    return _sequence(_parser.parse(pattern))


_ANYHOW: list[Way] = [frozenset()]


def _sequence(items: Iterable[tuple[Any, Any]]) -> list[Way]:
    """The ways of parts that follow each other; letters in a row are one bit."""
    found, letters = _ANYHOW, ""
    for op, value in items:
        if op is _parser.LITERAL:
            letters += chr(value)
        elif op is not _parser.AT:  # which takes no room
            found = _both(_both(found, _letters(letters)), _part(op, value))
            letters = ""
    return _both(found, _letters(letters))


def _both(one: list[Way], other: list[Way]) -> list[Way]:
    """The ways of one part and another; of too many, only what they share is kept."""
    if len(one) > 1 and len(one) * len(other) > _MOST_WAYS:
        other = [_shared(other)]
    return list(dict.fromkeys(a | b for a in one for b in other))


def _either(branches: list[list[Way]]) -> list[Way]:
    """The ways of a choice of parts; of too many, one for each part."""
    found = [way for branch in branches for way in branch]
    if len(found) > _MOST_WAYS:
        found = [_shared(branch) for branch in branches]
    return list(dict.fromkeys(found)) if all(found) else _ANYHOW


def _shared(found: list[Way]) -> Way:
    """What all ways have in common: their clauses, and that of each the best one may be it."""
    if not all(found):
        return frozenset()
    best = (max(way, key=lambda clause: (_worth(clause), sorted(clause))) for way in found)
    return frozenset.intersection(*found) | {frozenset().union(*best)}


def _letters(letters: str) -> list[Way]:
    """A clause for each word; longer bits than are looked up would never be found."""
    return [_worthy(frozenset((word[:_LONGEST],)) for word in letters.split())]


def _part(op: Any, value: Any) -> list[Way]:
    """The ways of one part of a pattern; none for what may be left out or is not understood."""
    if op is _parser.SUBPATTERN and not value[1]:
        return _sequence(value[3])
    if op in (_parser.MAX_REPEAT, _parser.MIN_REPEAT) and value[0] > 0:
        return _sequence(value[2])
    if op is _parser.ASSERT:
        return _sequence(value[1])
    if op is _parser.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    if op is _parser.IN:
        return [_worthy(_class(value))]
    return _ANYHOW


def _class(members: list[tuple[Any, Any]]) -> Iterator[Clause]:
    """A clause for a class of a few letters, or of digits."""
    if all(op is _parser.LITERAL for op, _ in members):
        yield frozenset(chr(value) for _, value in members)
    elif len(members) == 1 and members[0] in _DIGITS:
        yield frozenset((_DIGIT,))


_DIGITS = [
    (_parser.CATEGORY, _parser.CATEGORY_DIGIT),
    *((_parser.RANGE, (ord(low), ord("9"))) for low in "012345678"),
]


def _worthy(clauses: Iterable[Clause]) -> Way:
    return frozenset(clause for clause in clauses if _worth(clause) > 1)


def _worth(clause: Clause) -> float:
    """How much a clause rules out, roughly: that of its commonest bit."""
    return min(map(_rare, clause))


def _rare(bit: str) -> float:
    if bit == _DIGIT or (len(bit) == 1 and (bit.isupper() or bit in "(#$:;?")):
        return 2.5  # a number, the letter of a name, or a mark that few sentences have
    if bit in _EVERYWHERE:
        return 0.0
    return 1.5 if bit in _COMMON else float(len(bit))
