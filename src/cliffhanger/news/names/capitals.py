"""Runs of words with capitals: where a name starts, how far it goes, and what it is not."""

from __future__ import annotations

import re

from cliffhanger.news.names.joins import Joins
from cliffhanger.news.names.known import (
    NETWORK,
    OTHER,
    OUTLET,
    SERIES,
    Name,
    bare,
)
from cliffhanger.news.names.lexicon import (
    GENRE_HEADS,
    NATIONALITIES,
    OFFICES,
    PLACES,
    ROLE_WORDS,
    words,
)
from cliffhanger.news.names.openers import CALENDAR

_WORD_NETWORKS = words(
    "Apple Fox Sky Peacock Bravo Oxygen Crave Lifetime Showtime Shudder Crackle Amazon "
    "Spectrum Roku Viki Tubi Freeform"
)


_AROUND_PLACES = words("new city language speaking born north south east west")
_FIRMS = frozenset(
    ("Studios", "Studio", "Television", "Pictures", "Entertainment", "Animation", "Productions")
)
_ALONE = re.compile(
    r"(?:'s)?,? (?:season|series|has|was|is|will|won't|isn't|stars|gets|got|premiered|follows|"
    r"(?!this |his |its |as |us |always )[a-z]{2,}s (?:on|off|to|in|for|at|up|a|an|the|out)|"
    r"[a-z]+ed )\b|(?:'s)? \(|,? (?:which|starring) |: | [-\u2014] ",
    re.IGNORECASE,
)


# "Doubt, with Ann Lee in the lead, ...", "Wednesday, the supernatural mystery that ...".
_APPOSED = re.compile(
    rf", (?:(?:the|a|an|its|N's) (?:[\w'-]+ ){{0,5}}?(?:{GENRE_HEADS}|series|show|"
    rf"spin-?off|prequel|sequel)"
    r"\b|(?:created|written|made|fronted|headlined|led) by|by the (?:makers|creators?|"
    r"team)|starring|"
    r"based on|with [A-Z]|in which|likewise)"
)
# "Wednesday came third": of the days of the week only one has a place in a chart.
_PLACED = re.compile(
    r" (?:came|was|finished|placed|debuted|landed|ranked|climbed|rose|fell|slipped|dropped)"
    r"(?: in| at| to)? (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"no\.|number)"
    r"|(?:'s)? (?:season|topped|led|has been (?:renewed|cancel))",
    re.IGNORECASE,
)
# Words that open a sentence and are no part of the title behind them: "Try Slow Horses".
_LEADING = words(
    "try put see watch and but or so then now first add take give like unlike with for from also "
    "even only yet still prior remember meet forget call make join between when while after before "
    "if as at in on by not skip stream catch binge expect enter say goodbye hello welcome fans of"
)


_SHOWN_IN = re.compile(rf"\b(?:{GENRE_HEADS}|series|show|starr\w+ in|stars? in|seen in) $")


def keeps_mark(text: str, end: int, title: str | None) -> int:
    """1 if the mark after the words is a part of the title: "S.W.A.T.", "Lockwood & Co."."""
    mark = text[end : end + 1]
    own = title is not None and title.endswith(mark)
    return int(mark in (".", "!", "?") and mark != "" and own)


_DECIDES = re.compile(
    r"(?:'s)? (?:original\b|, (?:the|N's) (?:stream|network|channel))|, the (?:stream|"
    r"network|channel)|"
    r"(?:'s)? (?:has |had |have |will |is |also |won't )*(?:renew|cancel|axe|order|opted|"
    r"decid|pick|"
    r"announc|confirm|pass|scrap|hand|green|original|declin|commission)"
)


_FOLLOWED = re.compile(r" \([A-Z]|, played by")
_OWN_MARK = re.compile(r"[!?](?=[ ,;:'\")][^A-Z])")


def _odd_case(text: str, start: int) -> bool:
    """ "iZombie": a small letter and then a capital."""
    return text[start + 1 : start + 2].isupper() and text[start].islower()


class Run(Joins):
    """The names of one sentence, left to right."""

    def names(self) -> list[Name]:
        """The proper names of the sentence, in order."""
        i = 0
        while i < len(self.words):
            i = self._from(i) if self._may_open(i) else i + 1
        return self.found

    def _may_open(self, i: int) -> bool:
        word = self.said[i]
        if word.islower() and len(word) > 1:
            return bool(self.quoted) and self.words[i].start() in self.quoted
        start = self.words[i].start()
        return (
            word[0].isupper()
            or word[0].isdigit()
            or _odd_case(self.text, start)
            or start in self.quoted
        )

    def _from(self, i: int) -> int:
        word = self.words[i]
        start = word.start()
        if start in self.quoted:
            return self._quote(i, self.quoted[start])
        hit = self.known(i)
        if hit and self._sure(i, hit):
            return i + hit[0]
        if not self._opens(i) or self._leads(i):
            return i + 1
        return self._gather(i)

    def _leads(self, i: int) -> bool:
        """Whether a word opens the sentence and a known title follows it."""
        if not (self._initial(i) and self.low[i] in _LEADING and i + 1 < len(self.words)):
            return False
        adjacent = self.text[self.words[i].end() : self.words[i + 1].start()] == " "
        return adjacent and self._lexical_kind(i + 1) == SERIES

    def _goes_on(self, i: int, adjacent: bool, nxt: str) -> bool:
        """Whether a known word opens the sentence or a longer name ("Dark Desire")."""
        longer = adjacent and nxt[:1].isupper() and nxt.lower() not in ROLE_WORDS
        return self._initial(i) or (longer and not self._whole_name(i + 1))

    def _whole_name(self, i: int) -> bool:
        """Whether a name that stands by itself starts at word `i`: a lone known title does not."""
        hit = self.known(i)
        return hit is not None and (hit[1] != SERIES or hit[0] > 1)

    def _used_alone(self, i: int, end: int) -> bool:
        """Whether what follows a word that opens a sentence makes it a title."""
        alone = _ALONE.match(self.text, end) or _APPOSED.match(self.text, end)
        return self._initial(i) and alone is not None

    def _quote(self, i: int, name: Name) -> int:
        self.found.append(name)
        while i < len(self.words) and self.words[i].start() < name.end:
            i += 1
        return i

    def _sure(self, i: int, hit: tuple[int, str, str | None]) -> bool:
        """Take a name from the lexicon, unless the text uses the words for something else."""
        n, kind, title = hit
        start, end = self.words[i].start(), self.words[i + n - 1].end()
        end -= 2 if self.text[start:end].endswith("'s") else 0
        end += keeps_mark(self.text, end, title)
        if kind == "-":
            return True
        if n == 1 and self._otherwise(i, kind, end):
            return False
        kind = {"n": NETWORK, SERIES: OTHER}.get(kind, kind)
        first = self._initial(i)
        self.found.append(Name(start, end, self.text[start:end], kind, False, first, title))
        return True

    def _otherwise(self, i: int, kind: str, end: int) -> bool:
        """Whether one word of the lexicon stands for something else here."""
        word = self.said[i]
        nxt = self.said[i + 1] if i + 1 < len(self.words) else ""
        adjacent = bool(nxt) and self.text[end : self.words[i + 1].start()] in (" ", " & ")
        longer = adjacent and nxt[:1].isupper() and nxt.lower() not in ROLE_WORDS
        if kind == "n":
            before = self.text[
                max(self.s.start, self.words[i].start() - 12) : self.words[i].start()
            ]
            return not (
                re.search(r"\b(?:on|at|by|to|for) $", before, re.IGNORECASE)
                or _DECIDES.match(self.text, end)
            )
        if kind == SERIES:
            if word.isdigit() and not (
                self._number_opens(i, adjacent, nxt) or self._number_title(i, end)
            ):
                return True  # "3", "1883" and "Wednesday" are titles, and far more often not
            if bare(word).lower() in CALENDAR and self._stops(i):
                sure = _APPOSED.match(self.text, end) or _PLACED.match(self.text, end)
                return not (self._initial(i) and sure)
            return self._goes_on(i, adjacent, nxt) and not self._used_alone(i, end)
        if kind == OUTLET:
            return longer and self.text[end : end + 1] == " "
        if kind == NETWORK and longer:
            own = word in _WORD_NETWORKS and nxt.lower() not in OFFICES  # "Apple Tree Yard"
            return nxt in _FIRMS or (own and not self._is_lexical(i + 1) and not self._stops(i + 1))
        return False

    def _number_title(self, i: int, end: int) -> bool:
        """Whether a number that is a known title stands where only a title can."""
        before = self.text[max(self.s.start, self.words[i].start() - 24) : self.words[i].start()]
        if re.match(
            r" (?:has|is) (?:been )?(?:renewed|cancel|axed|back|return|end)", self.text[end:]
        ):
            return True
        return bool(
            re.search(r"(?:[Ss]eason|[Ss]eries|[Rr]un) (?:\w+ )?of $", before)
            or (re.search(r"\b(?:renew|cancel|axe)\w* $", before) and self._initial(i) is False)
            or _SHOWN_IN.search(before)
        )

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
        ) or _OWN_MARK.match(self.text, end, end + 3):
            end += 1
        self._append(i, start, end)
        return last + 1

    def _append(self, i: int, start: int, end: int) -> None:
        text = self.text[start:end]
        low = text.lower()
        words = low.replace("-", " ").split(" ")
        if (
            all(
                w in PLACES or w in NATIONALITIES or w in _AROUND_PLACES
                for w in words[words[0] == "the" :]
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
                "most popular",
            )
        ):
            return
        followed = bool(_FOLLOWED.match(self.text, end))
        followed = followed or self.text[start - 1 : start] + self.text[end : end + 1] == "()"
        hit = self.known(i)
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
