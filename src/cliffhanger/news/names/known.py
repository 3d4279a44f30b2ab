"""Names that are known beforehand: networks, outlets, studios, and the titles somebody gives us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from sys import maxsize

from cliffhanger.news.names.lexicon import (
    FEASTS,
    NETWORKS,
    OUTLETS,
    SHY_NETWORKS,
    STUDIOS,
    words,
)

SERIES, NETWORK, OUTLET, PERSON, OTHER = "S", "N", "O", "P", "X"


"""The letters that stand for names in masked text, which is otherwise lower case."""


# A participle hung on a name ("Murphy-created", "Watts-led") is not a part of it.
_HUNG = (
    r"(?!(?:created|co-created|led|starring|fronted|produced|directed|penned|based|set|"
    r"starrer|style|backed|run|filmed|shot|made|hosted|helmed|written|winning|nominated|"
    r"era|born)\b)"
)


WORD = re.compile(rf"[^\W_]+(?:(?:['.&/]|:(?=\d)|-{_HUNG})[^\W_]+)*\+?")


PARTICLES = words("de da del della di du la le van von bo der den ten ter bin ibn al el dos y")


LINKS = words("of the in a an at with for to and on is from by is are my")
SMALL = LINKS | PARTICLES


@dataclass(slots=True)
class Name:
    """A proper name: where it stands, what it says, and its kind, one of the letters above."""

    start: int
    end: int
    text: str
    kind: str
    quoted: bool = False
    initial: bool = False
    title: str | None = None
    marked: bool = False
    followed: bool = False
    """Whether a bracket or "as" makes a lone word a name: "Kate (Ann Lee)"."""

    key: str = field(init=False)
    """The name as two mentions are compared: no case, no leading article, no possessive."""

    def __post_init__(self) -> None:
        low = self.text.lower().removesuffix("'s")
        self.key = low[4:] if low.startswith("the ") and len(low) > 4 else low


class Words:
    """The words of a stretch of text: where they stand, what they say, and that in lower case."""

    __slots__ = ("found", "low", "said", "text")

    def __init__(self, text: str, start: int = 0, end: int = maxsize) -> None:
        """Find the words between two positions of the text."""
        self.text = text
        self.found = list(WORD.finditer(text, start, end))
        self.said = [word.group() for word in self.found]
        self.low = [word.lower() for word in self.said]

    def broken(self, i: int, n: int) -> bool:
        """Whether the line ends within the `n` words from word `i` on."""
        return "\n" in self.text[self.found[i].start() : self.found[i + n - 1].end()]


_Entry = tuple[tuple[str, ...], str, str | None]
"""The words of a name, its kind, and the series it stands for."""


class Lexicon:
    """Names by their words, the longest first: networks, outlets, and known titles."""

    def __init__(self, titles: Iterable[tuple[str, str]] = ()) -> None:
        """`titles` are pairs of a name and the series it stands for."""
        self._entries: dict[tuple[str, ...], tuple[_Entry, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for names, kind in ((NETWORKS, NETWORK), (OUTLETS, OUTLET), (STUDIOS, "x"), (FEASTS, "-")):
            for name in names:
                self._add(name, kind, None)
        for name in SHY_NETWORKS:
            self._add(name, "n", None)
        for name, series in titles:
            self._add(name, SERIES, series)
            if " & " in name:
                self._add(name.replace(" & ", " and "), SERIES, series)

    def _add(self, name: str, kind: str, series: str | None) -> None:
        words = tuple(WORD.findall(plain_name(name)))
        if not words:
            return
        low = tuple(w.lower() for w in words)
        self._entries[low] = (*self._entries.get(low, ()), (words, kind, series))
        lengths = self._lengths.get(low[0], ())
        if len(low) not in lengths:
            self._lengths[low[0]] = tuple(sorted({*lengths, len(low)}, reverse=True))

    def at(self, words: Words, i: int) -> tuple[int, str, str | None] | None:
        """The longest entry that starts at word `i`: words taken, kind, series; else None."""
        for n in self._lengths_from(words, i):
            if i + n > len(words.said):
                continue
            said, low = words.said[i : i + n], words.low[i : i + n]
            hit = self._entry(said, low, words, i)
            if hit is None and said[-1].endswith("'s"):
                hit = self._entry([*said[:-1], said[-1][:-2]], [*low[:-1], low[-1][:-2]], words, i)
            if hit is not None:
                return n, *hit
        return None

    def _lengths_from(self, words: Words, i: int) -> tuple[int, ...]:
        """How many words the entries have that start with word `i`, or with it made bare."""
        first = words.low[i]
        if not words.said[i].endswith("'s"):
            return self._lengths.get(first, ())
        return (*self._lengths.get(first, ()), *self._lengths.get(first[:-2], ()))

    def _entry(
        self, said: list[str], low: list[str], words: Words, i: int
    ) -> tuple[str, str | None] | None:
        """The kind and the series of the words, if they are an entry and written like it."""
        rows = self._entries.get(tuple(low))
        if not rows or (len(said) > 1 and words.broken(i, len(said))):
            return None
        for name, kind, series in rows:
            if tuple(said) == name if kind != SERIES else _written(said, name):
                return kind, series
        return None


def _written(words: list[str], title: tuple[str, ...]) -> bool:
    """Whether the words are written as the title is."""
    if len(words) > 1:
        opens = words[0][0].isupper() or words[0][0].isdigit() or words[0] == title[0]
        return opens and _capitals(words, title)
    return words[0][:2] != words[0][:2].lower() or words[0][0].isdigit()


def _capitals(words: list[str], title: tuple[str, ...]) -> bool:
    """Whether the words have the title's capitals; only small words may differ."""
    return all(
        w[0].isupper() or not t[0].isupper() or w.lower() in SMALL
        for w, t in zip(words, title, strict=True)
    )


def plain_name(name: str) -> str:
    """A name with the plain text's quotes and dashes."""
    from cliffhanger.news.plain import plain

    return plain(name).text


def bare(word: str) -> str:
    """A word without a possessive ending."""
    return word[:-2] if word.endswith("'s") else word
