"""A document made ready for rules: sentences in which every proper name is one letter.

"On Tuesday, Netflix renewed The Watcher" becomes "on tuesday, N renewed S". All else is lower case,
so a rule reads like the sentence it is about. Every position leads back to the original text.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from sys import maxsize

from cliffhanger.news.dates import GATE, Day, find_days
from cliffhanger.news.decided.seasons import SeasonRef, find_seasons
from cliffhanger.news.names.evidence import person_shaped
from cliffhanger.news.names.items import item_heads
from cliffhanger.news.names.known import NETWORK, OTHER, PERSON, SERIES, Lexicon, Name
from cliffhanger.news.names.mentions import elsewhere
from cliffhanger.news.names.names import find_names
from cliffhanger.news.names.series import classify
from cliffhanger.news.phrase import Whole, lacks
from cliffhanger.news.plain import Plain, plain, visible
from cliffhanger.news.sentences import Stretch, sentences
from cliffhanger.news.statements import Document, Span

_SPEECH = re.compile(
    r",? (?:(?:he|she|they) )?(?:said|says|told|added|explained|wrote|tweeted|continued)\b"
)


class Sentence:
    """One sentence, masked. `names` are by position; `topic` is the series it goes on about."""

    __slots__ = (
        "_days",
        "_seasons",
        "_series",
        "at",
        "beside",
        "block",
        "breaks",
        "group",
        "home",
        "index",
        "lacks",
        "lists",
        "names",
        "opens",
        "question",
        "story",
        "text",
        "topic",
    )

    def __init__(self, story: Story, stretch: Stretch, index: int, names: list[Name]) -> None:
        """Mask the stretch of the story's plain text."""
        self.story, self.at, self.block, self.index = story, stretch, stretch.block, index
        self.topic: str | None = None
        self.home: str | None = None
        self.beside: dict[int, bool] = {}
        self.group: list[str] = []
        self.opens = False
        self._days: list[Day] | None = None
        self._seasons: list[SeasonRef] | None = None
        self.mask(names)

    def mask(self, names: list[Name]) -> None:
        """(Re)build the masked text for these names, which must lie in the sentence, in order."""
        text = self.story.plain.text
        pieces: list[str] = []
        self.names: dict[int, Name] = {}
        breaks: list[tuple[int, int]] = []
        size, at = 0, self.at.start
        for name in names:
            size = self._piece(pieces, breaks, text, at, name.start - name.quoted, size)
            breaks.append((size, name.start))
            self.names[size] = name
            pieces.append(name.kind)
            size += 1
            at = name.end
            if name.quoted:  # the closing quote, perhaps after a comma, goes as well
                tail = text[at : at + 2]
                cut = 0 if tail[:1] in "\"'" else 1
                if tail[cut : cut + 1] in ("'", '"'):
                    size = self._piece(pieces, breaks, text, at, at + cut, size)
                    at += cut + 1
        self._piece(pieces, breaks, text, at, self.at.end, size)
        self.text = "".join(pieces)
        self.breaks = breaks
        self._settled()
        self.question = self.text.rstrip(" )\"'").endswith("?")

    def remask(self, names: list[Name]) -> None:
        """Mask again, now that the kinds of the names are known, and perhaps other names."""
        if names != list(self.names.values()):
            self.mask(names)
            return
        letters = list(self.text)
        for i, name in self.names.items():
            letters[i] = name.kind
        text = "".join(letters)
        if text != self.text:
            self.text = text
            self._settled()

    def _settled(self) -> None:
        """What follows from the masked text."""
        self.lacks = lacks(self.text)
        self.lists: dict[int, tuple[tuple[int, int | None, int, int], ...]] = {}
        self._series = [i for i, name in self.names.items() if name.kind == SERIES]

    @staticmethod
    def _piece(
        pieces: list[str], breaks: list[tuple[int, int]], text: str, start: int, end: int, size: int
    ) -> int:
        if end <= start:
            return size
        piece = text[start:end]
        low = piece.lower()
        if len(low) != len(piece):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in piece)
        breaks.append((size, start))
        pieces.append(low.replace("\n", " "))
        return size + end - start

    def place(self, i: int) -> int:
        """Where position `i` of the masked text stands in the plain text."""
        k = bisect_right(self.breaks, (i, 1 << 60)) - 1
        masked, start = self.breaks[max(k, 0)]
        return start + i - masked

    def span(self, start: int, end: int) -> Span:
        """The span of the original text for `text[start:end]`."""
        first, last = self.names.get(start), self.names.get(end - 1)
        a = first.start if first else self.place(start)
        b = last.end if last else self.place(end - 1) + 1
        return self.story.plain.original(a, max(b, a + 1))

    def series(self, start: int = 0, end: int = maxsize) -> list[int]:
        """Positions of the series named between two positions."""
        return [i for i in self._series if start <= i < end]

    def key(self, i: int) -> str:
        """The key of the series named at position `i`."""
        return self.story.full(self.names[i].key)

    def question_quote(self, i: int) -> bool:
        """Whether the quoted name at `i` is more likely speech than a title."""
        return bool(_SPEECH.match(self.text, i + 1))

    @property
    def days(self) -> list[Day]:
        """The date expressions of the sentence."""
        if self._days is None:
            self._days = find_days(self.text, self.story.today) if GATE.may_be_in(self) else []
        return self._days

    @property
    def seasons(self) -> list[SeasonRef]:
        """The season words of the sentence."""
        if self._seasons is None:
            self._seasons = find_seasons(self)
        return self._seasons


class Story:
    """All sentences of a document, with its series found and their kinds settled."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        """Read the document's names; no statements yet."""
        self.document = document
        self.today: dt.date = document.date
        self.main: str | None = None
        self.works: frozenset[str] = frozenset()
        self.plain: Plain = plain(document.text)
        text = self.plain.text
        stretches = sentences(text)
        names = _join_pairs(
            text, find_names(text, stretches, lexicon, [*self._marked(), *item_heads(text)])
        )
        self.sentences = _masked(self, stretches, names)
        opening = text[stretches[0].start : stretches[0].end] if stretches else ""
        classify(
            self.sentences, f"{document.title or opening} {_slug(document.url)}".replace("'", "")
        )
        self._full: dict[str, str] = {}
        self._settle(names, stretches)

    def _marked(self) -> list[tuple[int, int]]:
        """The document's emphasised stretches, where the plain text has them."""
        if self.plain.starts is None:
            return list(self.document.marked)
        starts = self.plain.starts
        return [(bisect_left(starts, a), bisect_left(starts, b)) for a, b in self.document.marked]

    def _settle(self, names: list[Name], stretches: list[Stretch]) -> None:
        series = [n for n in names if n.kind == SERIES]
        self._name_series(series)
        more = elsewhere(self.plain.text, stretches, names, {n.text for n in series})
        if more:
            names = sorted([*names, *more], key=lambda n: n.start)
        kept = [
            n
            for n in names
            if n.kind != OTHER or not (n.initial and " " not in n.text) or _wanted(n, names)
        ]
        by_sentence = _by_stretch(stretches, kept)
        for s, own in zip(self.sentences, by_sentence, strict=True):
            s.remask(own)

    def _name_series(self, series: list[Name]) -> None:
        """Settle which keys are one series, and how each is spelled in full."""
        self.spelled: dict[str, Name] = {}
        keys = sorted({n.key for n in series}, key=len)
        for key in keys:
            longer = [
                k
                for k in keys
                if k != key
                and (
                    k.startswith((key + ":", key + " \u2014 ", key + " - "))
                    or k.removeprefix("marvel's ") == key
                )
            ]
            if any(self._both_named(key, k) for k in longer):
                longer = []
            own = {n.title for n in series if n.key == key and n.title}
            other = {n.title for n in series if n.key in longer and n.title}
            one = len(longer) == 1 and not (own and other and own != other)
            self._full[key] = longer[0] if one else key
        titles: dict[str, str] = {}
        for n in series:  # two names of one known title are one series
            if n.title:
                self._full[n.key] = titles.setdefault(n.title, self._full[n.key])
        for n in series:
            old = self.spelled.get(n.key)
            if old is None or (len(n.text) > len(old.text) and not n.text.isupper()):
                self.spelled[n.key] = n

    def _both_named(self, a: str, b: str) -> bool:
        """Whether one sentence names both: then they are two ("CSI and CSI: NY")."""
        keys = ({n.key for n in s.names.values()} for s in self.sentences)
        return any(a in k and b in k for k in keys)

    @cached_property
    def whole(self) -> Whole:
        """All that the document says, for what may stand anywhere in it."""
        text = " ".join(s.text for s in self.sentences)
        return Whole(text, lacks(text))

    @cached_property
    def people(self) -> dict[str, str]:
        """Full names of people by surname and by full name, as the document spells them."""
        found: dict[str, str] = {}
        for s in self.sentences:
            for n in s.names.values():
                if n.kind == PERSON:
                    for word in (n.text.split()[-1], n.text):
                        found.setdefault(word, self.written(n))
        return found

    def full(self, key: str) -> str:
        """The key of the full form of a series name."""
        seen = key
        for _ in range(3):
            key = self._full.get(key, key)
            if key == seen:
                break
            seen = key
        return key

    def spelling(self, key: str) -> str:
        """The series as the document spells it, visible characters only."""
        name = self.spelled.get(key)
        if name is None:
            return key
        start, end = self.plain.original(name.start, name.end)
        return visible(self.document.text[start:end])

    def written(self, name: Name) -> str:
        """A name as the document spells it, without a possessive."""
        start, end = self.plain.original(name.start, name.end)
        return visible(self.document.text[start:end])

    def networks(self) -> Iterator[tuple[int, Name]]:
        """Every network named, with the index of its sentence."""
        for s in self.sentences:
            for n in s.names.values():
                if n.kind == NETWORK:
                    yield s.index, n


def _slug(url: str | None) -> str:
    """The words of an address: most outlets put the headline there."""
    return re.sub(
        r"[^a-z0-9]+", " ", (url or "").lower().split("?")[0].split("//")[-1].partition("/")[2]
    )


def _masked(story: Story, stretches: list[Stretch], names: list[Name]) -> list[Sentence]:
    parts = _by_stretch(stretches, names)
    return [
        Sentence(story, s, i, own) for i, (s, own) in enumerate(zip(stretches, parts, strict=True))
    ]


def _by_stretch(stretches: list[Stretch], names: list[Name]) -> list[list[Name]]:
    parts: list[list[Name]] = [[] for _ in stretches]
    k = 0
    for name in names:
        while k < len(stretches) and stretches[k].end <= name.start:
            k += 1
        if k < len(stretches) and stretches[k].start <= name.start and name.end <= stretches[k].end:
            parts[k].append(name)
    return parts


def _wanted(n: Name, names: list[Name]) -> bool:
    """A lone capital at the start of a sentence is a name only if it is one elsewhere too."""
    return n.followed or any(
        o is not n and ((o.text == n.text and not o.initial) or n.text in o.text.split())
        for o in names
    )


_SINGULAR = re.compile(r" (?:has|was|is|isn't|hasn't|gets|got|stars|follows|tells|won't)\b")


def _join_pairs(text: str, names: list[Name]) -> list[Name]:
    """ "Shadow and Bone": two runs that the text never parts, or that take a singular verb."""
    out: list[Name] = []
    for name in names:
        if (
            out
            and text[out[-1].end : name.start] in (" and ", " and the ")
            and _pair(text, out[-1], name)
        ):
            a = out.pop()
            name = Name(a.start, name.end, text[a.start : name.end], OTHER, False, a.initial)
        out.append(name)
    return out


def _pair(text: str, a: Name, b: Name) -> bool:
    if a.kind != OTHER or b.kind != OTHER or a.quoted or b.quoted or a.title or b.title:
        return False
    if person_shaped(a.text) or text[a.start - 2 : a.start] == ", ":
        return False
    whole = text[a.start : b.end]
    times = text.count(whole)
    if times >= 2 and text.count(a.text) == times:
        return not person_shaped(b.text) or " " not in b.text
    return (
        times == 1
        and text.count(a.text) == 1
        and bool(_SINGULAR.match(text, b.end))
        and not person_shaped(b.text)
    )
