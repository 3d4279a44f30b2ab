"""The reader: a dated document in, everything it states about series out.

    from cliffhanger.news.page import open_document, open_documents
    from cliffhanger.news.read import read

    document = open_document("story.txt")            # text, HTML; a date line, metadata or day=
    reading = read(document)                         # -> statements.Reading
    reading = read(document, KnownTitles([("Dahmer", "Monster")]))
    reading.decisions[0].span, reading.quote(reading.decisions[0].span), reading.as_dict()

The seam is `read(document, titles) -> Reading`; `titles` is anything that iterates over pairs of
(name, series it stands for). Reading is deterministic and offline: the same document and titles
give the same reading. `Reader` keeps the prepared titles between documents; `read` does it for one.

The stages: plain text (`plain`), sentences (`sentences`), names (`names/`), masked sentences
(`story`), what each is about (`focus`), and then the kinds of statement: `decided/`, `people/` with
source works, `starts/` for premieres, charts, genres, signals.
Every record carries the span of the original text that says it. A text in another language is
returned with a note and states nothing: half-understood is worse than unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from cliffhanger.news import focus
from cliffhanger.news.chart_claims import find_claims
from cliffhanger.news.decided.verdicts import find_decisions
from cliffhanger.news.genres import find_genres
from cliffhanger.news.names.known import SERIES, Lexicon
from cliffhanger.news.names.persons import find_hidden
from cliffhanger.news.people import home
from cliffhanger.news.people.people import find_people
from cliffhanger.news.people.sources import find_sources
from cliffhanger.news.reasons import find_reasons
from cliffhanger.news.signals import find_signals
from cliffhanger.news.starts.premieres import find_premieres
from cliffhanger.news.statements import Document, Named, Person, Reading
from cliffhanger.news.story import Story


class Titles(Protocol):
    """Known names: pairs of a name as it may be written and the series it stands for."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each known name with its series."""
        ...


class KnownTitles:
    """The simplest `Titles`: a list of pairs."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep the pairs (name, series)."""
        self.pairs = tuple(pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)


class Reader:
    """A reader with its known titles prepared once, for many documents."""

    def __init__(self, titles: Titles | Iterable[tuple[str, str]] = ()) -> None:
        """Prepare the names; with none, series are found by how the text uses them."""
        self.lexicon = Lexicon(titles)

    def read(self, document: Document) -> Reading:
        """Everything the document states. Raises nothing: what is not understood is not stated."""
        language = language_of(document.text) if document.language == "en" else document.language
        if language != "en":
            note = f"the text is not in English ({language}), so nothing is stated"
            return Reading(replace(document, language=language, note=note))
        story = Story(document, self.lexicon)
        if not story.sentences:
            return Reading(document)
        find_hidden(story)
        focus.assign(story)
        home.assign(story)
        decisions = find_decisions(story)
        sources, authors = find_sources(story)
        return Reading(
            document,
            decisions=tuple(decisions),
            premieres=tuple(find_premieres(story)),
            chart_claims=tuple(find_claims(story)),
            people=tuple(_joined(authors, find_people(story))),
            genres=tuple(find_genres(story)),
            signals=tuple(find_signals(story, decisions)),
            based_on=tuple(sources),
            reasons=tuple(find_reasons(story, decisions)),
            series=tuple(_named(story)),
        )


def _joined(authors: list[Person], people: list[Person]) -> list[Person]:
    seen = {(p.series, p.person, p.role) for p in authors}
    return [*authors, *(p for p in people if (p.series, p.person, p.role) not in seen)]


def _named(story: Story) -> Iterator[Named]:
    """The first mention of every series."""
    seen: set[str] = set()
    for s in story.sentences:
        for i, name in s.names.items():
            if name.kind == SERIES and (key := s.key(i)) not in seen:
                seen.add(key)
                yield Named(story.spelling(key), name.title, s.span(i, i + 1))


@lru_cache(maxsize=1)
def _plain_reader() -> Reader:
    return Reader()


def read(document: Document, titles: Titles | Iterable[tuple[str, str]] | None = None) -> Reading:
    """Everything the document states, with the span of each statement; `titles` as in `Titles`."""
    reader = _plain_reader() if titles is None else Reader(titles)
    return reader.read(document)


# The commonest short words of the languages entertainment news is written in.
_COMMON = {
    "en": "the of and to in that is was for with has it as on by will its are be been from an at "
    "have",
    "es": "el la los las de que y en un una por con para su del se es como más pero",
    "fr": "le la les des et en un une est pour que dans qui sur pas au avec ce sont du",
    "de": "der die das und ist in von zu den mit ein eine für auf nicht im des sich dem auch",
    "it": "il la di che e un una per non con del della è sono gli nel alla dei anche",
    "pt": "o a os as de que e em um uma para com não do da se é no na mais",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er ook bij",
    "pl": "i w na z się do nie że to jest o jak po za od serial który przez",
    "tr": "ve bir bu için ile da de olarak çok dizi sezon en olan gibi",
    "sv": "och att det som en på är av för med till den har inte om ett",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The code of the language whose small words the text has most of; "und" for other scripts."""
    sample = text[:1500].lower().split()
    english = _SETS["en"]
    if sum(map(english.__contains__, sample)) > 0.2 * len(sample):
        return "en"  # the usual case, told apart at once
    words = [w.lower() for w in _LETTERS.findall(text[:3000])]
    if len(words) < 12:
        return "en"
    if sum(w[0] < "\u0250" for w in words) < 0.5 * len(words):
        return "und"
    counts = {language: sum(w in own for w in words) for language, own in _SETS.items()}
    best = max(counts, key=lambda k: (counts[k], k == "en"))
    return best if counts[best] > 1.3 * counts["en"] and counts[best] > 0.08 * len(words) else "en"
