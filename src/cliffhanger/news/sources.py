"""The source work of a series: "based on the novel of the same name by ...", "from a webtoon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cliffhanger.news.focus import ONE, aside
from cliffhanger.news.home import elsewhere, meant
from cliffhanger.news.lexicon import GIVEN_NAMES
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.roll import AUTHOR, HONOUR
from cliffhanger.news.statements import BasedOn, Person
from cliffhanger.news.story import Sentence, Story

_KINDS = {
    "novel": r"series of (?:[\w-]+ )?(?:books|novels)|book series|novel series|"
    r"(?:graphic )?novels?|novellas?|books?|memoirs?|"
    r"best-?sellers?|trilogy|trilogies|saga|"
    r"tomes?|autobiography|short stor(?:y|ies)|tetralogy|duology|"
    r"fiction|page-turner",
    "comic": r"comic[- ]books?(?: series)?|comics?|graphic novels?|mangas?|webtoons?|"
    r"web ?comics?|manhwas?|"
    r"cartoon strip|comic strip",
    "game": r"video ?-?games?|games?|videogames?",
    "podcast": r"podcasts?",
    "film": r"films?|movies?|feature",
    "series": r"anime|(?:british |danish |israeli |korean |original |"
    r"uk |us )?(?:tv )?(?:series|show|"
    r"format|drama|sitcom|telenovela|anime series)",
    "article": r"articles?|magazine (?:article|story|piece|stories)|essay",
    "other": r"(?:one-(?:man|woman) |stage )(?:shows?|plays?)|non-?fiction (?:book|bestseller)|"
    r"plays?|musicals?|life|true stor(?:y|ies)|(?<=the )real events|lives|opera|poem|fairy tales?|"
    r"toys?|songs?",
}
_WORK = "|".join(
    f"(?P<{k}>{v})"
    for k, v in sorted(_KINDS.items(), key=lambda kv: kv[0] not in ("comic", "other"))
)
_BOOKS = (
    r"(?:(?:graphic |comic )?(?:novels?|novellas?|books?)|memoirs?|comics?|mangas?|webtoons?|"
    r"best-?sellers?|trilogy|saga|short stor(?:y|ies)|autobiography)"
)
_LEAD = (
    r"(?:(?:loosely |partly |very loosely |closely |directly )?(?:based|adapted|drawn|built|made|"
    r"derived|taken|inspired|sprung|lifted|spun|developed|born) (?:(?:up)?on|from|(?<=inspired "
    r")by|off of|"
    r"out of|around)|"
    r"(?:an? |the |\w+ )?adapt(?:s|ing|ed (?:of|from)|ation(?: of| from)?)|(?:began|started|"
    r"originated|first appeared)(?: life| out)? as|(?:the )?\w+ adaptation of|"
    r"(?:tak(?:es?|ing)|took|borrow(?:s|ed|ing)?|gets?|got|draws?|drew|drawing|lifts?|lifted) "
    r"(?:heavily |loosely |freely )?(?:(?:its|their|his|her|the) (?:[\w-]+ ){1,2})?(?:from|on|"
    r"upon)|"
    r"(?:comes?|came) from|bring(?:s|ing) to (?:life|the screen)|version of|remake of|reboot of|"
    r"re-?imagining of|take on|, from|"
    rf" from (?=(?:the|an?) (?:[\w'-]+ ){{0,3}}?{_BOOKS} (?:by|of) )|"
    r"(?:go(?:es)?|went|going|harks?|looks?) back to|"
    r"(?:source|basis|inspiration|starting point|source material|origins?)(?: here)? (?:is|was|"
    r"are|were|"
    r"came from|comes from|lies? in|lay in)|"
    r"retell(?:s|ing)(?: of)?|rework(?:s|ing)(?: of)?|dramati[sz](?:es|ed|ing|ation)(?: of)?|"
    r"modell?ed on|rooted in|borrows from|"
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
        rf"whodunn?it)\b(?:,? (?:of (?:the same|that) (?:name|title)|"
        rf"(?:series|trilogy|called|titled|entitled)?),?)?(?: ?,? ?{_TITLE})?"
    ),
    # "based on the (X) novel (The X) by Y", "from the popular webtoon"
    Phrase(
        rf"{_LEAD} (?:the |a |an |its |their |all over the )?(?:(?!of (?:the same|that))[\w'-]+,? "
        rf"){{0,6}}?"
        rf"(?:(?<= )(?P<w2>[SXP]) )?(?:{_WORK})\b(?: series|"
        rf" trilogy)?,? ?(?:(?:(?:(?:likewise |also )?(?:called|titled|entitled|named) |, "
        rf")?(?P<w>[SXPO])(?!'s) ?|"
        rf"of (?:the same|that) (?:name|title) ?|"
        rf"of novels? ?)?),?(?: ?{_BY}(?:[a-z][\w-]*,? ){{0,5}}?{_WRITER}|"
        rf" (?:that |which )?(?P<b>[PX]) (?:wrote|created|made|drew|penned|authored)"
        rf"(?: with (?P<b2>[PX])(?: and (?P<b3>[PX]))?)?)?"
    ),
    # "Y adapted the series from her own novel (X)", "brings Y's novels to the screen"
    Phrase(
        rf"(?P<a>[PX]),? (?:who )?(?:has )?(?:co-)?(?:adapt(?:s|ed|ing)|created|developed|wrote|"
        rf"writes) [^.;PX]{{0,40}}?from "
        rf"(?:his|her|their) (?:own )?(?:[\w'-]+ ){{0,3}}?(?:{_WORK})\b(?:,? (?P<w>[SXP])(?!'s))?"
    ),
    Phrase(
        rf"(?:brings?|brought|bringing|turns?|turned|turning|transfers?|translates?) "
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?'s? "
        rf"(?:(?!of\b)[\w'-]+ ){{0,4}}?(?:{_WORK})\b(?: (?P<w>[SXP]))? (?:to (?:the |life|tv|"
        rf"television)|into )"
    ),
    # "built on the characters of novelist Y"
    Phrase(
        rf"{_LEAD} (?:the |a )?(?:[\w'-]+ ){{0,2}}?(?:characters?|world|works?|writings?|tales?|"
        rf"stories|detective|"
        r"hero(?:ine)?|fiction) (?:created |invented |dreamt up |written )?(?:by|of|from) "
        r"(?:the )?(?:[\w'-]+ )*?(?P<novel>novelist|author|writer) (?P<a>[PX])"
    ),
    # "Y, (the) author of the novels on which it is based", "Y, on whose novel it is based"
    Phrase(
        rf"(?P<a>[PX])(?:, (?:who (?:is|was) )?(?:the )?(?:author|writer) of (?:the |an? "
        rf")?(?:[\w'-]+ ){{0,3}}?|"
        rf",? (?:up)?(?:on|from) whose (?:[\w'-]+ ){{0,3}}?|(?: [a-z']+){{1,4}} the (?:[\w'-]+ "
        rf"){{0,2}}?)(?:{_WORK})"
        r"(?: (?:up)?(?:on|from) which| that| which)? (?:the (?:show|series|drama|\w+)|it|S|X) "
        r"(?:is|was|were) "
        r"(?:based|adapted|taken|drawn|made|inspired)"
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
        rf"(?:[^.;,PXS]{{3,40}} )?"
        rf"(?:are|is|was|were|form(?:s|ed)?|provide[sd]?|serve[sd]? as|"
        rf"inspired) (?:the )?(?:basis|source|inspiration|starting point|S|the \w+)"
    ),
    # "Y wrote the books from which the show was adapted", "Y and Z wrote the comic book"
    Phrase(
        rf"(?P<a>[PX])(?: and (?P<a2>[PX]))?,? (?:who )?(?:wrote|penned|authored|"
        rf"writes) (?:the |both |all |its )(?:(?!of\b)[\w'-]+ |"
        rf"[SX] ){{0,5}}?(?P<novel>{_BOOKS})\b(?: from which| that| on which| it| behind|,|\.|$)?"
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
_AUTHOR_OF = Phrase(r"(?P<a>[PX])(?:, [^.;PX]{0,50})? author (?:of|behind) (?P<w>S)(?!'s)")
# "its reboot of S", "the Indian version of S": made after a series.
_REMADE = Phrase(
    r"\b(?:reboot|remake|re-?imagining|re-?make|version|rework(?:ing)?|redo|update) of (?:the )?"
    r"(?:[\w'-]+ ){0,3}?(?P<w>S)(?!'s?\b)"
)
_FILM = re.compile(r"\b(?:the|this|a) (?:film|movie)\b")
_GATE = Phrase(
    r"bas(?:ed|is)|adapt|drawn|derived|taken|inspired|cue from|from|wrote|penned|version|"
    r"author|novelist|life|which|whose|retell|borrows|lifted|throw|creator|illustrator|inspiration|"
    r"source|anime|remake|novel|book|comic|appeared|began|started|originat|podcast|reboot|update|"
    r"redo|imagining|built|made|borrow|takes|took|draw|drew|back to"
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
        _remade(story, s, works)
        for m in _AUTHOR_OF.finditer(s):
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
        for m in _AUTHOR_ROLE.finditer(s):
            home = s.home or story.main
            if home:
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
    groups = m.groupdict()
    kind = next((k for k in _KINDS if groups.get(k)), "novel")
    if kind == "novel" and re.search(r"graphic novel|comic|manga", m.group()):
        kind = "comic"
    key = _series(s, m)
    if key is None or (
        kind in ("film",)
        and not re.search(r"based|adapt|inspired|spin|version|remake|reboot|take on", m.group())
    ):
        return
    if _LOOSE.match(m.group()) and not _surely(kind, m.group()):
        return
    at = "w" if groups.get("w") else "w2"
    if kind == "article":
        at = "w"  # "a New Yorker article"
    writer = _by_name(s, m) if at == "w2" else None
    title = groups.get(at)
    work = (
        story.written(s.names[m.start(at)])
        if title and not writer and m.start(at) in s.names and (at == "w2" or _is_work(s, m))
        else None
    )
    if re.search(
        r"of (?:the same|that) (?:name|title)|same-titled|eponymous|namesake",
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
    author = writer or next((who for who in _named(story, s, m, full)), None)
    if writer:
        span = s.span(m.start(), _trim(s, m))
        writers.setdefault((key, writer), Person(story.spelling(key), writer, AUTHOR, None, span))
    record = BasedOn(story.spelling(key), work, kind, author, s.span(m.start(), _trim(s, m)))
    _add(works, key, record)


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
    again = re.match(r"(?:version of|take on|remake of|reboot of|re-?imagining of)", words)
    return bool(
        (kind == "series" and "anime" in words)
        or (again and (kind == "film" or (kind == "series" and _OLD.search(words))))
    )


def _remade(story: Story, s: Sentence, works: dict[str, BasedOn]) -> None:
    for m in _REMADE.finditer(s):
        at = m.start("w")
        named = [i for i in s.series(0, m.start()) if not elsewhere(s, i)]
        key = s.key(named[-1]) if named else s.home or s.key(at)
        if key not in works:
            work = story.written(s.names[at])
            works[key] = BasedOn(
                story.spelling(key), work, "series", None, s.span(m.start(), m.end())
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
