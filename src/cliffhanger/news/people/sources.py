"""The source work of a series: "based on the novel of the same name by ...", "from a webtoon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.focus import ONE, aside
from cliffhanger.news.names.lexicon import GIVEN_NAMES
from cliffhanger.news.people.home import elsewhere, meant
from cliffhanger.news.people.roll import AUTHOR, HONOUR
from cliffhanger.news.people.source_words import (
    AUTHOR_OF,
    AUTHOR_ROLE,
    GATE,
    KINDS,
    ORIGINAL,
    PATTERNS,
    REMADE,
)
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import BasedOn, Person
from cliffhanger.news.story import Sentence, Story


def find_sources(story: Story) -> tuple[list[BasedOn], list[Person]]:
    """The source works, and their writers as people with the role of author."""
    works: dict[str, BasedOn] = {}
    writers: dict[tuple[str, str], Person] = {}
    full = story.people
    for s in story.sentences:
        if not GATE.search(s):
            continue
        for pattern in PATTERNS:
            for m in pattern.finditer(s):
                _keep(story, s, m, works, writers, full)
        _of_comics(story, s, works)
        _remade(story, s, works)
        for m in ORIGINAL.finditer(s):
            _made_after(story, s, m, works)
        for m in AUTHOR_OF.finditer(s):
            key = s.key(m.start("w"))
            work = story.written(s.names[m.start("w")])
            author = next(_named(story, s, m, full), None)
            if author:
                _add(
                    works,
                    key,
                    BasedOn(story.spelling(key), work, "novel", author, s.span(m.start(), m.end())),
                )
                _writers(story, s, m, key, writers, full)
        for m in AUTHOR_ROLE.finditer(s):
            home = s.home or story.main
            if home and not _MAKING.search(s.text[: m.start()]):
                _writers(story, s, m, home, writers, full)
    return list(works.values()), list(writers.values())


def _keep(
    story: Story,
    s: Sentence,
    m: re.Match[str],
    works: dict[str, BasedOn],
    writers: dict[tuple[str, str], Person],
    full: dict[str, str],
) -> None:
    kind = _kind(m)
    key = _series(s, m)
    if key is None or not _is_source(kind, m.group()):
        return
    writer = _by_name(s, m) if kind != "article" and not m.groupdict().get("w") else None
    work = None if writer else _title(story, s, m, kind)
    if _SAME_NAME.search(s.text[m.start() : m.end() + 24]):
        work = story.spelling(key)
    _writers(
        story,
        s,
        m,
        key,
        writers,
        full,
        only=kind in ("novel", "comic", "article") or _WRITTEN.search(m.group()) is not None,
    )
    author = writer or next((who for who in _named(story, s, m, full)), None)
    if writer:
        span = s.span(m.start(), _trim(s, m))
        writers.setdefault((key, writer), Person(story.spelling(key), writer, AUTHOR, None, span))
    record = BasedOn(story.spelling(key), work, kind, author, s.span(m.start(), _trim(s, m)))
    _add(works, key, record)


# "co-created by Ann Lee and the novelist Bo Diaz": he makes the series.
_MAKING = re.compile(r"(?:created|developed|written|run|produced|directed) by [^.;]*$")
_WRITTEN = re.compile(r"book|memoir|biograph|diar|journal|letters|short stor|column|blog|poem")
_SAME_NAME = re.compile(r"of (?:the same|that) (?:name|title)|same-titled|eponymous|namesake")
_FROM_FILM = re.compile(
    r"based|adapt|inspired|spin|version|remake|reboot|take on|grew|grow|of the same|of that"
)


def _kind(m: re.Match[str]) -> str:
    groups = m.groupdict()
    kind = next((k for k in KINDS if groups.get(k)), "novel")
    if kind == "novel" and re.search(r"graphic novel|comic|manga", m.group()):
        return "comic"
    return kind


def _is_source(kind: str, words: str) -> bool:
    """Whether the words make a work of this kind a source, not only name one."""
    if kind == "film" and not _FROM_FILM.search(words):
        return False
    if re.search(r"\b(?:her|his|their) own (?:life|lives|biography)\b", words):
        return False  # what somebody has lived through is no work
    return not _LOOSE.match(words) or _surely(kind, words)


def _title(story: Story, s: Sentence, m: re.Match[str], kind: str) -> str | None:
    """The work's title, after the kind or before it; an article's is not "a New Yorker article"."""
    groups = m.groupdict()
    if groups.get("w"):
        return story.written(s.names[m.start("w")]) if _is_work(s, m) else None
    if groups.get("w3"):
        return story.written(s.names[m.start("w3")])
    if groups.get("w2") and kind != "article":
        return story.written(s.names[m.start("w2")])
    return None


def _by_name(s: Sentence, m: re.Match[str]) -> str | None:
    """The writer in "the Ann Lee novel": a full name before one work, or one that people have."""
    name = s.names.get(m.start("w2")) if m.groupdict().get("w2") else None
    if name is None or name.kind != "P" or m.groupdict().get("a"):
        return None
    one = re.match(
        r" (?:[a-z-]+ )?(?:novel|book|memoir|comic book|graphic novel|bestseller)\b",
        s.text[m.start("w2") + 1 :],
    )
    given = name.text.split()[0].lower() in GIVEN_NAMES
    return name.text if one or given else None


def _add(works: dict[str, BasedOn], key: str, record: BasedOn) -> None:
    """One source a series: what one sentence says of it completes what another says."""
    old = works.get(key)
    if old is None:
        works[key] = record
    elif (old.author is None and record.author) or (old.work is None and record.work):
        work, author = old.work or record.work, old.author or record.author
        works[key] = BasedOn(old.series, work, old.kind, author, old.span)


# Words that have a series or a film after them without its being the source.
_LOOSE = re.compile(
    r"(?:comes?|came|began|started|originated|first appeared|, from|version of|take on|throw|"
    r"remake of|reboot of|re-?imagining of|go|went|harks?|looks?)"
)
_OLD = re.compile(
    r"\b(?:classic|original|cult|hit|old|earlier|\d0s|19\d\d|20\d\d|\d{4}'s|british|american|"
    r"danish|israeli|korean|"
    r"swedish|norwegian|french|german|spanish|italian|dutch|belgian|turkish|australian|uk|us)\b|"
    r"same name"
)


def _surely(kind: str, words: str) -> bool:
    """Whether loose words name a source all the same: an old series, a film made anew."""
    if kind not in ("series", "film", "other", "game"):
        return True
    if kind == "other" and _WRITTEN.search(words):
        return True
    again = re.match(r"(?:version of|take on|remake of|reboot of|re-?imagining of)", words)
    return bool(
        (kind == "series" and "anime" in words)
        or (again and (kind == "film" or (kind == "series" and _OLD.search(words))))
    )


def _remade(story: Story, s: Sentence, works: dict[str, BasedOn]) -> None:
    for m in REMADE.finditer(s):
        _made_after(story, s, m, works)


def _made_after(story: Story, s: Sentence, m: re.Match[str], works: dict[str, BasedOn]) -> None:
    """A series made after the series at `w`: the one named or meant before the words."""
    at = m.start("w")
    named = [i for i in s.series(0, m.start()) if not elsewhere(s, i)]
    key = s.key(named[-1]) if named else s.home or s.key(at)
    if not named and _OF_ITS_OWN.search(s.text[: m.end()]):
        key = s.key(at)  # "has bought the us version of S": the version is called S too
    if key not in works:
        span = s.span(m.start(), m.end())
        works[key] = BasedOn(story.spelling(key), story.written(s.names[at]), "series", None, span)


_OF_ITS_OWN = re.compile(
    r"^(?!.*\b(?:is|was|be|being|as) [^.;,]*version).*\b(?:the|an?) (?:X|american|british|us|uk|"
    r"korean|japanese|french|german|indian|australian|"
    r"spanish|italian|turkish|english-language) (?:version|remake) of [^.;]*S$"
)


_COMICS = Phrase(r"[XP](?:'s)? (?:[\w-]+ )?adaptation(?: of (?P<w>S)(?!'s))?")


def _of_comics(story: Story, s: Sentence, works: dict[str, BasedOn]) -> None:
    """ "The DC Comics adaptation": the publisher's name says the kind."""
    for m in _COMICS.finditer(s):
        if re.search(r"\bComics?\b", s.names[m.start()].text):
            named = s.series(0, m.start())
            key = s.key(named[-1]) if named else s.home
            if key and key not in works:
                work = story.written(s.names[m.start("w")]) if m["w"] else None
                span = s.span(m.start(), m.end())
                works[key] = BasedOn(story.spelling(key), work, "comic", None, span)


def _is_work(s: Sentence, m: re.Match[str]) -> bool:
    # "Based on Ann Lee's novel, S starred ...": after a comma the name is the subject.
    at = m.start("w")
    return s.text[at - 2 : at] != ", " or bool(re.match(r"[,.;)]|$", s.text[at + 1 :]))


def _trim(s: Sentence, m: re.Match[str]) -> int:
    end = m.end()
    while end > m.start() + 1 and s.text[end - 1] in " ,.;":
        end -= 1
    return end


def _writers(
    story: Story,
    s: Sentence,
    m: re.Match[str],
    key: str,
    writers: dict[tuple[str, str], Person],
    full: dict[str, str],
    *,
    only: bool = True,
) -> None:
    for who in _named(story, s, m, full) if only else ():
        writers.setdefault(
            (key, who),
            Person(story.spelling(key), who, AUTHOR, None, s.span(m.start(), _trim(s, m))),
        )


def _named(story: Story, s: Sentence, m: re.Match[str], full: dict[str, str]) -> Iterator[str]:
    """The full names of the writers a pattern caught."""
    for group in ("a", "a2", "a3", "b", "b2", "b3"):
        name = s.names.get(m.start(group)) if m.groupdict().get(group) else None
        if name is not None:
            text = HONOUR.sub("", story.written(name).removesuffix("'s"))
            who = text if name.kind == "P" and " " in text else full.get(text)
            if who and not _HOUSE.search(who):
                yield who


# "Ann Lee created S from a comic book of her own".
_OBJECT = re.compile(
    r"[PX](?: and [PX])?,? (?:who )?(?:has )?(?:co-)?(?:created|developed|adapted|made|wrote) "
    r"(?:the )?S\b"
)
_HOUSE = re.compile(r"\b(?:Comics?|Books|Studios?|Games|Press|Times|Pictures|Television)$")


def _series(s: Sentence, m: re.Match[str]) -> str | None:
    """The series that has the source: named or meant before the words, or right after them."""
    named = [i for i in s.series(0, m.start() + 1) if not elsewhere(s, i)]
    before = [i for i in named if not aside(s, i)] or named
    made = _OBJECT.match(m.group())
    if made:
        return s.key(m.start() + made.end() - 1)
    ref = ONE.search(s, 0, m.start())
    if before:
        return s.key(before[-1])
    if m.groupdict().get("w") == "S" and ", whose S" in m.group():
        return s.key(m.start("w"))  # "whose X novels it was taken from"
    title = m.start("w") if m.groupdict().get("w") else -1
    after = [i for i in s.series(m.end() - 1) if i != title]
    if after and (m.start() < 4 or not ref):
        return s.key(after[0])
    inside = [
        i for i in s.series(m.start(), m.end()) if i != title and s.text[i + 1 : i + 3] != "'s"
    ]
    if (
        inside
        and "S" in m.group()
        and re.search(r"(?:basis|source|inspiration|inspired).*S", m.group())
    ):
        return s.key(inside[-1])
    return meant(s, ref.start()) if ref else s.home
