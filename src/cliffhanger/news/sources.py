"""The source work of a series: "based on the novel of the same name by ...", "from a webtoon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.focus import ONE, aside
from cliffhanger.news.home import elsewhere, meant
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.roll import AUTHOR
from cliffhanger.news.statements import BasedOn, Person
from cliffhanger.news.story import Sentence, Story

_KINDS = {
    "novel": r"(?:graphic )?novels?|novellas?|books?|memoirs?|"
    r"best-?sellers?|trilogy|trilogies|saga|"
    r"tomes?|autobiography|short stor(?:y|ies)|book series|novel series|tetralogy|duology|"
    r"fiction|page-turner",
    "comic": r"comics?|comic[- ]books?|graphic novels?|mangas?|webtoons?|web ?comics?|manhwas?|"
    r"cartoon strip|comic strip",
    "game": r"video ?-?games?|games?|videogames?",
    "podcast": r"podcasts?",
    "film": r"films?|movies?|feature",
    "series": r"anime|(?:british |danish |israeli |korean |original |"
    r"uk |us )?(?:tv )?(?:series|show|"
    r"format|drama|sitcom|telenovela|anime series)",
    "article": r"articles?|magazine (?:article|story|piece|stories)|essay",
    "other": r"(?:one-(?:man|woman) |stage )(?:shows?|plays?)|non-?fiction (?:book|bestseller)|"
    r"plays?|musicals?|life|true stor(?:y|ies)|real events|lives|opera|poem|fairy tales?|"
    r"toys?|songs?",
}
_WORK = "|".join(
    f"(?P<{k}>{v})"
    for k, v in sorted(_KINDS.items(), key=lambda kv: kv[0] not in ("comic", "other"))
)
_LEAD = (
    r"(?:(?:loosely |partly |very loosely |closely |directly )?(?:based|adapted|drawn|"
    r"derived|taken|inspired|sprung|lifted|spun) (?:(?:up)?on|from|(?<=inspired )by|off of|out of)|"
    r"(?:an? |the |\w+ )?adapt(?:s|ing|ed|ation)(?: of| from)?|(?:the )?\w+ adaptation of|"
    r"tak(?:es|ing) (?:its|their) (?:cue|story|plot|title) from|"
    r"(?:comes?|came) from|bring(?:s|ing) to (?:life|the screen)|version of|remake of|take on|"
    r", from|"
    r"retell(?:s|ing)(?: of)?|rework(?:s|ing)(?: of)?|modell?ed on|rooted in|borrows from|"
    r"thr(?:ows?|ew) [^.;]{3,40}? from|spun from)"
)
# "by The Boys creator Ann Lee": where the writer is known from.
_KNOWN_FROM = (
    r"(?:(?:[SXPN](?:'s)? |and |x's )+(?:co-)?(?:creator|writer|author|star|illustrator|scribe) )?"
)
_WRITER = (
    rf"{_KNOWN_FROM}(?P<a>[PX])(?:(?:,| and|, and| with) (?P<a2>[PX]))?(?:,? and (?P<a3>[PX]))?"
)
_BY = (
    r"(?:(?:written|penned|created|drawn|illustrated|authored)(?: and \w+)? )?"
    r"(?:by|of|from) (?:the )?"
)
_TITLE = r"(?P<w>[SXPO])(?!'s)"
_PATTERNS = (
    # "based on Helen Wan's (best-selling) novel (The Partner Track)"
    Phrase(
        rf"{_LEAD} (?:the |a )?(?:\w+ )?(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? (?:(?!of\b|"
        rf"the\b)[\w'-]+,? ){{0,5}}?(?:{_WORK}|thriller|classic|"
        rf"whodunn?it)\b(?:,? (?:of the same (?:name|title)|"
        rf"(?:series|trilogy|called|titled|entitled)?),?)?(?: ?,? ?{_TITLE})?"
    ),
    # "based on the novel (The X) by Y", "from the popular webtoon"
    Phrase(
        rf"{_LEAD} (?:the |a |an |its |their |all over the |"
        rf"\w+ )(?:(?!of the same)[\w'-]+,? ){{0,5}}?(?:{_WORK})\b(?: series|"
        rf" trilogy)?,? ?(?:(?:called |titled |entitled |, )?(?P<w>[SXPO])(?!'s) ?|"
        rf"of the same (?:name|title) ?|"
        rf"of novels? ?)?,?(?: ?{_BY}(?:[a-z][\w-]*,? ){{0,5}}?{_WRITER}|"
        rf" (?:that |which )?(?P<b>[PX]) (?:wrote|created|made|drew|penned|authored)"
        rf"(?: with (?P<b2>[PX])(?: and (?P<b3>[PX]))?)?)?"
    ),
    # "based on X by Y", with a title alone
    Phrase(
        rf"(?:(?:based|adapted|drawn|derived) (?:up)?(?:on|from)|adapt(?:s|ation of|"
        rf"ed from)) {_TITLE},? (?:by|(?:(?:a|the) (?:[\w'-]+ ){{0,4}}?(?:{_WORK}) (?:by|"
        rf"from|of))) (?:[a-z][\w-]*,? ){{0,4}}?(?P<a>[PX])(?: and (?P<a2>[PX]))?"
    ),
    # "anime of Y's X manga", "adaptation of Y's X novels"
    Phrase(
        rf"(?:{_LEAD}|anime of|series of) (?P<a>[PX])'s? (?P<w>[SXP]) (?:\([^)]*\) )?"
        rf"(?:[\w-]+ ){{0,2}}?(?:{_WORK})\b"
    ),
    # "adapts X, the seventh of Y's best-sellers"
    Phrase(
        rf"(?:adapts|adapting|based on) (?P<w>[SXP]), (?:the|an?|one) [^.;,]{{0,30}}\bof "
        rf"(?P<a>[PX])'s? (?:[\w-]+ ){{0,3}}?(?:{_WORK})\b"
    ),
    # "the inspiration for the show was Y's 2005 book X"
    Phrase(
        rf"(?:inspiration|source|basis|source material) (?:for|of|behind) [^.;,]{{1,40}}? (?:is|"
        rf"was|"
        rf"were|are|came from|comes from) (?P<a>[PX])'s? (?:[\w-]+ ){{0,4}}?(?:{_WORK})\b"
        rf"(?: (?P<w>[SXP]))?"
    ),
    # "Y, whose X novels it was taken from"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?, whose (?:(?P<w>[SX]) )?(?:[\w-]+ ){{0,3}}?"
        rf"(?:{_WORK}) "
        rf"(?:(?:it|the \w+|S) (?:is|was|were) (?:taken|adapted|drawn|based)|inspired|form(?:s|"
        rf"ed)?|"
        rf"(?:is|are|was|were) (?:the )?(?:basis|source|inspiration))"
    ),
    # "Y's graphic novels are the basis of the show"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? (?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK}) "
        rf"(?:are|is|was|were|form(?:s|ed)?|provide[sd]?|serve[sd]? as|"
        rf"inspired) (?:the )?(?:basis|source|inspiration|starting point|S|the \w+)"
    ),
    # "Y wrote the books from which the show was adapted", "Y and Z wrote the comic book"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?,? (?:who )?(?:wrote|penned|authored|"
        rf"writes) (?:the |both |all |its )(?:(?!of\b)[\w'-]+ |"
        rf"[SX] ){{0,5}}?(?:{_WORK})\b(?: from which| that| on which| it| behind|,|\.|$)?"
    ),
    Phrase(
        rf"(?P<a>[PX])'s (?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})\b,? (?:on|"
        rf"from) which (?:the|S|it)\b"
    ),
)
_AUTHOR_ROLE = Phrase(
    r"\b(?:author|novelist|illustrator|author and illustrator|writer and illustrator|"
    r"comic(?:-book)? writer|mangaka)s? (?:and illustrator )?(?P<a>[PX])(?: and "
    r"(?P<a2>[PX]))?(?='s|\b)"
)
_FILM = re.compile(r"\b(?:the|this|a) (?:film|movie)\b")
_GATE = Phrase(
    r"bas(?:ed|is)|adapt|drawn|derived|taken|inspired|cue from|from|wrote|penned|version|"
    r"author|novelist|life|which|whose|retell|borrows|lifted|throw|creator|illustrator|inspiration|"
    r"source|anime|remake"
)


def find_sources(story: Story) -> tuple[list[BasedOn], list[Person]]:
    """The source works, and their writers as people with the role of author."""
    works: dict[str, BasedOn] = {}
    writers: dict[tuple[str, str], Person] = {}
    full = story.people
    for s in story.sentences:
        if not _GATE.search(s):
            continue
        for pattern in _PATTERNS:
            for m in pattern.finditer(s):
                _keep(story, s, m, works, writers, full)
        _of_comics(story, s, works)
        for m in _AUTHOR_ROLE.finditer(s):
            key = s.home or story.main
            if key:
                _writers(story, s, m, key, writers, full)
    return list(works.values()), list(writers.values())


def _keep(
    story: Story,
    s: Sentence,
    m: re.Match[str],
    works: dict[str, BasedOn],
    writers: dict[tuple[str, str], Person],
    full: dict[str, str],
) -> None:
    groups = m.groupdict()
    kind = next((k for k in _KINDS if groups.get(k)), "novel")
    if kind == "novel" and re.search(r"graphic novel|comic|manga", m.group()):
        kind = "comic"
    key = _series(s, m)
    if key is None or (
        kind in ("film",) and not re.search(r"based|adapt|inspired|spin", m.group())
    ):
        return
    if (
        re.match(r"(?:comes?|came|, from|version of|take on|throw)", m.group())
        and kind in ("series", "film", "other", "game")
        and not (kind == "series" and re.search(r"anime", m.group()))
    ):
        return
    title = groups.get("w")
    work = (
        story.written(s.names[m.start("w")])
        if title and m.start("w") in s.names and _is_work(s, m)
        else None
    )
    if re.search(
        r"of the same (?:name|title)|same-titled|eponymous|namesake",
        s.text[m.start() : m.end() + 24],
    ):
        work = story.spelling(key)
    _writers(
        story,
        s,
        m,
        key,
        writers,
        full,
        only=kind in ("novel", "comic", "article") or "book" in m.group(),
    )
    author = next((who for who in _named(story, s, m, full)), None)
    old = works.get(key)
    record = BasedOn(story.spelling(key), work, kind, author, s.span(m.start(), _trim(s, m)))
    if old is None:
        works[key] = record
    elif (old.author is None and author) or (old.work is None and work):
        works[key] = BasedOn(old.series, old.work or work, old.kind, old.author or author, old.span)


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
            text = story.written(name).removesuffix("'s")
            who = text if name.kind == "P" else full.get(name.text)
            if who:
                yield who


def _series(s: Sentence, m: re.Match[str]) -> str | None:
    """The series that has the source: named or meant before the words, or right after them."""
    named = [i for i in s.series(0, m.start() + 1) if not elsewhere(s, i)]
    before = [i for i in named if not aside(s, i)] or named
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
