"""Names that are known beforehand: networks, outlets, studios, and the titles somebody gives us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cliffhanger.news.lexicon import (
    FEASTS,
    FUNCTION_WORDS,
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

    @property
    def key(self) -> str:
        """The name as two mentions are compared: no case, no leading article, no possessive."""
        low = self.text.lower().removesuffix("'s")
        return low[4:] if low.startswith("the ") and len(low) > 4 else low


class Lexicon:
    """Names by their first word, longest first: networks, outlets, and known titles."""

    def __init__(self, titles: Iterable[tuple[str, str]] = ()) -> None:
        """`titles` are pairs of a name and the series it stands for."""
        self.entries: dict[str, list[tuple[tuple[str, ...], str, str | None]]] = {}
        self._spelled: dict[tuple[tuple[str, ...], str | None], tuple[str, ...]] = {}
        for names, kind in ((NETWORKS, NETWORK), (OUTLETS, OUTLET), (STUDIOS, "x"), (FEASTS, "-")):
            for name in names:
                self._add(name, kind, None)
        for name in SHY_NETWORKS:
            self._add(name, "n", None)
        for name, series in titles:
            self._add(name, SERIES, series)
        for rows in self.entries.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _add(self, name: str, kind: str, series: str | None) -> None:
        words = tuple(WORD.findall(plain_name(name)))
        if words:
            low = tuple(w.lower() for w in words) if kind == SERIES else words
            self.entries.setdefault(low[0].lower(), []).append((low, kind, series))
            if kind == SERIES:
                self._spelled[low, series] = words

    def at(
        self, words: list[re.Match[str]], i: int, text: str
    ) -> tuple[int, str, str | None] | None:
        """The longest entry that starts at word `i`: words taken, kind, series; else None."""
        for entry, kind, series in self.entries.get(bare(words[i].group()).lower(), ()):
            n = len(entry)
            if i + n > len(words):
                continue
            got = [w.group() for w in words[i : i + n]]
            got[-1] = bare(got[-1])
            if kind == SERIES:
                if not (got[0][:2] != got[0][:2].lower() or got[0][0].isdigit()) or [
                    g.lower() for g in got
                ] != list(entry):
                    continue
                if n > 1 and not _capitals(got, self._spelled[entry, series]):
                    continue
            elif tuple(got) != entry:
                continue
            if n > 1 and "\n" in text[words[i].start() : words[i + n - 1].end()]:
                continue
            return n, kind, series
        return None


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
