"""Runs of words with capitals: where a name starts, how far it goes, and what it is not."""

from __future__ import annotations

import re

from cliffhanger.news.joins import Joins
from cliffhanger.news.known import (
    NETWORK,
    OTHER,
    OUTLET,
    SERIES,
    Name,
    bare,
)
from cliffhanger.news.lexicon import (
    NATIONALITIES,
    OFFICES,
    PLACES,
    ROLE_WORDS,
    words,
)
from cliffhanger.news.openers import CALENDAR

_WORD_NETWORKS = words(
    "Apple Fox Sky Peacock Bravo Oxygen Crave Lifetime Showtime Shudder Crackle Amazon "
    "Spectrum Roku Viki Tubi Freeform"
)


class Run(Joins):
    """The names of one sentence, left to right."""

    def names(self) -> list[Name]:
        """The proper names of the sentence, in order."""
        i, text, quoted = 0, self.text, self.quoted
        while i < len(self.words):
            start = self.words[i].start()
            first = text[start]
            if start in quoted or first.isupper() or first.isdigit():
                i = self._from(i)
            else:
                i += 1
        return self.found

    def _from(self, i: int) -> int:
        word = self.words[i]
        start = word.start()
        if start in self.quoted:
            return self._quote(i, self.quoted[start])
        hit = self.lexicon.at(self.words, i, self.text)
        if hit and self._sure(i, hit):
            return i + hit[0]
        if not self._opens(i):
            return i + 1
        return self._gather(i)

    def _quote(self, i: int, name: Name) -> int:
        self.found.append(name)
        while i < len(self.words) and self.words[i].start() < name.end:
            i += 1
        return i

    def _sure(self, i: int, hit: tuple[int, str, str | None]) -> bool:
        """Take a name from the lexicon, unless the text uses the words for something else."""
        n, kind, title = hit
        start, end = self.words[i].start(), self.words[i + n - 1].end()
        if self.text[start:end].endswith("'s"):
            end -= 2
        if kind == "n":
            before = self.text[max(self.s.start, start - 12) : start].split()
            if not before or before[-1].lower() not in ("on", "at", "by", "to", "for"):
                return False
            kind = NETWORK
        if kind == "-":
            return True
        if kind == "x":
            self.found.append(Name(start, end, self.text[start:end], "x"))
            return True
        nxt = self.words[i + n].group() if i + n < len(self.words) else ""
        adjacent = i + n < len(self.words) and self.text[end : self.words[i + n].start()] in (
            " ",
            " & ",
        )
        if kind == SERIES:
            word = self.words[i].group()
            if n == 1 and (
                (word.isdigit() and not self._number_opens(i, adjacent, nxt))
                or (bare(word).lower() in CALENDAR and self._stops(i))
            ):
                return False  # "3", "1883" and "Wednesday" are titles, and far more often not
            if n == 1 and (
                self._initial(i)
                or (
                    adjacent
                    and nxt[:1].isupper()
                    and nxt.lower() not in ROLE_WORDS
                    and not self._is_lexical(i + n)
                )
            ):
                # "Dark Desire", "Maid Marian": a plain word that goes on is part of a longer name.
                if not (
                    self._initial(i)
                    and re.match(
                        r"(?:'s)?,? (?:season|series|has|was|is|will|stars|gets|\(|"
                        r"premiered|follows)\b",
                        self.text[end : end + 14],
                        re.I,
                    )
                ):
                    return False
            kind = OTHER
        elif (
            kind == OUTLET
            and n == 1
            and adjacent
            and nxt[:1].isupper()
            and nxt.lower() not in ROLE_WORDS
            and self.text[end : end + 1] == " "
        ):
            return False
        if (
            kind == NETWORK
            and n == 1
            and adjacent
            and self.words[i].group() in _WORD_NETWORKS
            and nxt[:1].isupper()
            and nxt.lower() not in ROLE_WORDS | OFFICES
            and not self._is_lexical(i + 1)
            and not self._stops(i + 1)
        ):
            return False  # "Apple Tree Yard"
        if (
            kind == NETWORK
            and n == 1
            and adjacent
            and nxt
            in (
                "Studios",
                "Studio",
                "Television",
                "Pictures",
                "Entertainment",
                "Searchlight",
                "Animation",
                "Productions",
            )
        ):
            return False
        self.found.append(
            Name(start, end, self.text[start:end], kind, False, self._initial(i), title)
        )
        return True

    def _gather(self, i: int) -> int:
        """Take the longest run of name words from word `i`; returns the word after it."""
        self.run = last = i
        j = i + 1
        while j < len(self.words):
            step = self._joins(last, j)
            if step is None:
                break
            last = step
            j = step + 1
        start, end = self.words[i].start(), self.words[last].end()
        raw = self.text[start:end]
        if raw.endswith("'s"):
            end -= 2
        if self.text[end : end + 1] == "." and (
            re.search(r"\b(?:Jr|Sr)$", raw)
            or (len(raw) < 12 and re.search(r"\b(?:[A-Z]\.)+[A-Z]$", raw))
        ):
            end += 1  # "J.C." keeps its stop
        elif (
            raw.endswith((" Co", " Bros", " Inc")) and self.text[end : end + 1] == "."
        ) or re.match(r"[!?](?=[ ,;:'\")][^A-Z])", self.text[end : end + 3]):
            end += 1
        self._append(i, start, end)
        return last + 1

    def _append(self, i: int, start: int, end: int) -> None:
        text = self.text[start:end]
        low = text.lower()
        words = re.split(r"[ -]", low)
        if (
            all(
                w in PLACES
                or w in NATIONALITIES
                or w in ("new", "city", "language", "speaking", "born")
                for w in words
            )
            or (" " not in low and low in ROLE_WORDS)
            or low
            in (
                "the us",
                "the uk",
                "the united states",
                "tv",
                "ceo",
                "la",
                "season",
                "english",
                "non-english",
            )
        ):
            return
        followed = bool(re.match(r" \([A-Z]|, played by", self.text[end : end + 12]))
        hit = self.lexicon.at(self.words, i, self.text)
        title = (
            hit[2]
            if hit
            and hit[1] == SERIES
            and self.words[i + hit[0] - 1].start() < end <= self.words[i + hit[0] - 1].end()
            else None
        )
        self.found.append(
            Name(start, end, text, OTHER, False, self._initial(i), title, followed=followed)
        )
