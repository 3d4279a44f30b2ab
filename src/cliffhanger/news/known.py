"""Names that are known beforehand: networks, outlets, studios, and the titles somebody gives us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cliffhanger.news.lexicon import (
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
    r"(?!-(?:created|co-created|led|starring|fronted|produced|directed|penned|based|set|"
    r"starrer|style|backed|run|hosted|helmed|written|winning|nominated|era|born)\b)"
)


WORD = re.compile(rf"[^\W_]+(?:{_HUNG}(?:[-'.&/]|:(?=\d))[^\W_]+)*\+?")


PARTICLES = words("de da del della di du la le van von bo der den ten ter bin ibn al el dos y")


LINKS = words("of the in a an at with for to and on is from by is are my")


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


class Lexicon:
    """Names by their words, the longest first: networks, outlets, and known titles."""

    def __init__(self, titles: Iterable[tuple[str, str]] = ()) -> None:
        """`titles` are pairs of a name and the series it stands for."""
        self._entries: dict[tuple[str, ...], list[tuple[tuple[str, ...], str, str | None]]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for names, kind in ((NETWORKS, NETWORK), (OUTLETS, OUTLET), (STUDIOS, "x"), (FEASTS, "-")):
            for name in names:
                self._add(name, kind, None)
        for name in SHY_NETWORKS:
            self._add(name, "n", None)
        for name, series in titles:
            self._add(name, SERIES, series)

    def _add(self, name: str, kind: str, series: str | None) -> None:
        words = tuple(WORD.findall(plain_name(name)))
        if not words:
            return
        low = tuple(w.lower() for w in words)
        self._entries.setdefault(low, []).append((words, kind, series))
        lengths = self._lengths.get(low[0], ())
        if len(low) not in lengths:
            self._lengths[low[0]] = tuple(sorted({*lengths, len(low)}, reverse=True))

    def at(
        self, words: list[re.Match[str]], i: int, text: str
    ) -> tuple[int, str, str | None] | None:
        """The longest entry that starts at word `i`: words taken, kind, series; else None."""
        first = words[i].group()
        lengths = self._lengths.get(bare(first).lower(), ())
        if first.endswith("'s"):
            lengths = (*self._lengths.get(first.lower(), ()), *lengths)
        for n in lengths:
            if i + n > len(words):
                continue
            got = [w.group() for w in words[i : i + n]]
            for form in (got, [*got[:-1], bare(got[-1])]):
                rows = self._entries.get(tuple(w.lower() for w in form))
                if not rows or (n > 1 and "\n" in text[words[i].start() : words[i + n - 1].end()]):
                    continue
                for name, kind, series in rows:
                    if tuple(form) == name if kind != SERIES else _written(form, name):
                        return n, kind, series
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
        w[0].isupper() or not t[0].isupper() or w.lower() in LINKS | PARTICLES
        for w, t in zip(words, title, strict=True)
    )


def plain_name(name: str) -> str:
    """A name with the plain text's quotes and dashes."""
    from cliffhanger.news.plain import plain

    return plain(name).text


def bare(word: str) -> str:
    """A word without a possessive ending."""
    return word[:-2] if word.endswith("'s") else word
