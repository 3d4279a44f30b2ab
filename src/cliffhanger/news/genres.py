"""Genres: the document's own words for what kind of series it is."""

from __future__ import annotations

import re

from cliffhanger.news.films import about_films
from cliffhanger.news.focus import stands_for
from cliffhanger.news.genre_lists import COUNTED, owners_of_many
from cliffhanger.news.names.known import SERIES
from cliffhanger.news.names.lexicon import GENRE_HEADS, GENRE_MODIFIERS
from cliffhanger.news.phrase import Phrase
from cliffhanger.news.statements import Genre
from cliffhanger.news.story import Sentence, Story

_MOD = rf"(?:(?:{GENRE_MODIFIERS}|sketch|action|docu)(?:[ -]|, ))"
_HEAD = (
    rf"(?:{GENRE_HEADS}|news ?magazine|parody|spoof|farce|sketch show|panel show|variety show|"
    r"docusoap|space opera|murder mystery|true crime|whodunnit|travelogue)"
)
# A kind alone ("sci-fi series", "animated show") is a genre; a bare "action" is not.
_ALONE = (
    r"(?:sci-fi|scifi|science fiction|science-fiction|fantasy|horror|anthology|animated|"
    r"adult animated|reality|true crime|true-crime|superhero|mystery|musical|crime|romance|"
    r"supernatural|thriller|drama|comedy|documentary|anime|western|teen|historical|medical|"
    r"legal|police|post-apocalyptic|dystopian|young adult|dating|romantic|procedural|"
    r"mockumentary|detective|spy|espionage|cop|zombie|vampire|gothic|psychological|true-life crime|"
    r"sitcom|adult animation|disaster|adventure|action|action-adventure|war|political|military|"
    r"erotic|"
    r"paranormal|heist|murder mystery|period|survival|cooking|talk|hospital|sketch comedy|"
    r"satirical)"
)
GENRE = Phrase(
    rf"\b(?P<g>{_MOD}*(?:{_HEAD})(?:[- ](?:thriller|drama|comedy|mystery|horror|fantasy|"
    rf"adventure|romance|satire|series(?= of)))*|{_MOD}*{_ALONE}(?= (?:tv |television |"
    rf"mini-?|limited |web |streaming |cartoon |game |video |sitcom|hit )?(?:series|show|"
    rf"programme|program|adaptation|version|spin-?off|prequel|miniseries|hit|epic|saga|offering|"
    rf"franchise|title|reboot|romp|tale|rookie|newcomer|caper|original|sequel|revival|yarn|"
    rf"classic|favou?rite|"
    rf"phenomenon|smash|outing|import)\b))"
    rf"(?P<s>s|es)?(?: (?:tv |television |limited |mini-?|streaming |cable |"
    rf"hit )*(?:series|show|programme|spin-?off|prequel|hit|adaptation|version|saga|reboot|"
    rf"revival))?\b(?!-(?!parter))"
)
_DRAMAS = Phrase(
    rf"\b(?P<m>(?:{GENRE_MODIFIERS})[ -])?(?P<g>dramas|comedies|thrillers|sitcoms|cartoons|"
    rf"anthologies|procedurals|rom-coms|romcoms|documentaries|k-dramas|docuseries|space operas|"
    rf"dramedies|mysteries|news ?magazines|soaps|game shows|talk shows|reality shows|"
    rf"(?:{_ALONE})(?= (?:tv )?(?:shows|hits|tales|titles|programmes|programs|newcomers|sagas)\b))"
    rf"(?: (?:tv )?(?:shows|hits|tales|titles|programmes|programs|newcomers|sagas))?\b"
)
_SINGULAR = {
    "comedies": "comedy",
    "anthologies": "anthology",
    "documentaries": "documentary",
    "dramedies": "dramedy",
    "mysteries": "mystery",
    "docuseries": "docuseries",
}
_BAD_AFTER = Phrase(
    r" (?:club|class|department|school|actors?|actress|category|series actor|emmy|award|"
    r"slate|fans|genre|legends?|festival|films?|movies?|writers?|comics?|novels?|books?|"
    r"masks?|division|chief|head|president|line-?up|block|night|stunts?|figures?|queen|"
    r"king|commissioner|room|nominee|roles?|of the|specials?|pilot|hosts?|fame|commission(?:ing|"
    r"er)|boss|chiefs?|output|team|bankers?|"
    r"veterans?|work|career|background|roots|chops|lovers|viewers|makers|leaders|"
    r"characters|list|charts?|pilots|scripts?|duo|trilogy)\b|: "
)
_BAD_BEFORE = re.compile(
    r"\b(?:best|outstanding|like|does|do|version of the famous|version of the|"
    r"based on (?:a|an|the)(?: \w+)*|adaptation of|boom in|than|more|every|any|no|other|"
    r"another of|most|hbo's other|blends|blending|mixes|mixing|combines|"
    r"elements of)(?: (?:a|an|the))? $|\b(?:into|of|in|behind|"
    r"for|with|and) $"
)
# "The corporation's director of drama", "a mix of comedy and horror".
_OFFICE = Phrase(
    r"\b(?:director|head|chief|controller|boss|commissioner|editor|president|vp|slate|mix|mixture|"
    r"blend|touch|bit|dose|dash|lots?|elements?|moments?|world|brand) of (?:[\w-]+ ){0,2}$"
)
# What the series comes from is another work.
_SOURCE = Phrase(
    r"\b(?:based (?:up)?on|adapted from|adaptation of|remake of|version of|inspired by|taken from) "
    r"(?:[^.;:,S]{0,40} )?$"
)
# "On the comedy front, A and B are back."
_OF_SOURCE = Phrase(r" (?:(?:series|show|hit) )?S\b")
_FRONT = Phrase(rf"^(?:(?:and|meanwhile),? )?on the (?P<g>{_MOD}*{_HEAD}|reality) (?:front|side)\b")
_AFTER_S = re.compile(
    # "S, starring P, is the top-rated drama", "S, one of its bets, a sci-fi series"
    r"(?:, (?:one of|starring|featuring|with|from|created by|about|set|which stars|fronted by|"
    r"led by|whose|which) "
    r"[^,;.S]{1,60}(?=, (?:is|was|an?|the)\b))?"
    r"(?: (?:tv |television )?(?:show|series|"
    r"drama))?(?:'s \w+ season)?,? ?(?:\([^)]{1,30}\),? ?)?\(?(?:(?:is|was|has been|became|remains|"
    r", which is|, which was)(?: \w+)? |, )?(?:[\"'\]) ]*)?(?:a|an|the|its|their|another|"
    r"one of N's|N's|this|both|about)? ?(?:(?!who\b|which\b|that\b|in\b|from\b|by\b|"
    r"starring\b|with\b|and\b|has\b|had\b|was\b|is\b|will\b|when\b)[\w'+-]+,? ){0,4}?$"
)
_SMALL = re.compile(
    r"(?:hit|new|popular|freshman|acclaimed|N|N's|original|series|limited|"
    r"[a-z-]+-?[a-z]*ed|long-running|beloved|british|korean|mexican|spanish|series,|called|"
    r"titled|\w+-parter|spin-?off|show|tv|television|,|P's|P and P's|starring P,|that is|"
    r"sensation) ?"
)
_THE = re.compile(
    r"\b(?:the|this|that|its|his|her|their|a|an)(?: [\w'-]+){0,4}? $|^(?:[\w'-]+ ){0,2}$|"
    r"\b(?:N|P)'s (?:[\w'-]+ ){0,3}$"
)


def find_genres(story: Story) -> list[Genre]:
    """The genre words of every named series, in order; a shorter phrase yields to a fuller one."""
    found: list[tuple[str, str, Genre]] = []
    films = about_films(story)
    capital = any(word in story.plain.text for word in _MAY_BE_CAPITAL)
    for s in story.sentences:
        if s.index in films or not (_QUICK.search(s) or capital):
            continue
        front = _FRONT.match(s)
        if front:
            for i in s.series():
                _note(story, found, s.key(i), _clean(front["g"]), s, front)
        for m in GENRE.finditer(s):
            if (
                m["s"]
                or (m["g"] in _SINGULAR and m["g"] != "docuseries")
                or (front and m.start() < front.end())
            ):
                continue
            several = m.group().endswith("series") and COUNTED.search(s, 0, m.start())
            for key in owners_of_many(s, m) if several else _owners(s, m):
                _note(story, found, key, _clean(m["g"]), s, m)
        for i, name in s.names.items() if capital else ():
            if name.kind != SERIES and name.key in _CAPITAL and (it := _LETTER.match(s.text, i)):
                for key in _owners(s, it):
                    _note(story, found, key, _CAPITAL[name.key], s, it)
        for m in _DRAMAS.finditer(s):
            genre = _SINGULAR.get(m["g"], m["g"].removesuffix("s"))
            for key in owners_of_many(s, m):
                _note(story, found, key, _clean((m["m"] or "") + genre), s, m)
    return [g for _, _, g in found]


# Some write the genre with a capital: "the modern-day Western".
_CAPITAL = {
    "western": "western",
    "a western": "western",
    "neo-western": "neo-western",
    "k-drama": "k-drama",
    "korean drama": "drama",
    "gothic": "gothic",
    "victorian drama": "drama",
}
_MAY_BE_CAPITAL = ("Western", "K-drama", "K-Drama", "Korean Drama")
_LETTER = re.compile(r"(?P<g>[XxP])")

_QUICK = Phrase(
    r"dram|comed|space opera|sitcom|romcom|rom-com|romance|romantic|thriller|whodun|myster|"
    r"antholog|"
    r"horror|fantasy|sci-?fi|science|western|procedural|mockument|documen|docu|telenovela|"
    r"soap|satire|anime|cartoon|anima|musical|talk show|chat show|game ?show|quiz|reality|"
    r"dating|adventure|noir|action|crime|superhero|supernatural|teen|histor|medic|legal|"
    r"police|magazine|detective|spy|espionage|cop\b|zombie|vampire|gothic|psycholog|"
    r"parody|spoof|farce|sketch|panel show|disaster|\bwar\b|political|military|survival|"
    r"hospital|heist"
)


def _clean(genre: str) -> str:
    genre = re.sub(r", ", " ", genre.strip())
    genre = re.sub(
        r"^(?:limited|epic|dark(?= (?!comedy|fantasy|thriller|drama|mystery|rom))) ", "", genre
    )
    return re.sub(r" series$", "", genre)


def _note(
    story: Story,
    found: list[tuple[str, str, Genre]],
    key: str,
    genre: str,
    s: Sentence,
    m: re.Match[str],
) -> None:
    alone = genre in _BARE
    if alone and not _OF_A_SERIES.search(m.group()):
        return
    a = set(re.split(r"[ -]", genre))
    for n, (k, g, _) in enumerate(found):
        if k != key:
            continue
        b = set(re.split(r"[ -]", g))
        if a <= b:
            return
        if b < a:
            found[n] = (
                key,
                genre,
                Genre(story.spelling(key), genre, s.span(m.start("g"), m.end("g"))),
            )
            return
    found.append((key, genre, Genre(story.spelling(key), genre, s.span(m.start("g"), m.end("g")))))


_BARE = ("action", "competition", "adventure", "quiz", "animation", "original", "reality")
# "an adventure series", where a bare "adventure" may be anything.
_OF_A_SERIES = re.compile(r"(?:series|show|programme|spin-?off|prequel|saga|front|side)$")


def _owners(s: Sentence, m: re.Match[str]) -> list[str]:
    """The series a genre phrase is about: right after it, just before it, or meant by it."""
    text = s.text
    if _BAD_AFTER.match(s, m.end()) or _OFFICE.search(s, 0, m.start()):
        return []
    if _SOURCE.search(s, 0, m.start()):  # and then it is the kind of that one, if of any
        source = _OF_SOURCE.match(s, m.end())
        return [s.key(source.end() - 1)] if source else []
    after = re.compile(rf",? (?:{_SMALL.pattern}){{0,4}}S").match(text, m.end())
    before = text[: m.start()]
    if (
        after
        and not re.match(r", (?:and|which|has|was)", text[m.end() :])
        and text[after.end() :][:3] != "'s "
    ) or (after and text[after.end() :][:3] == "'s "):
        i = after.end() - 1
        if not (text[m.end()] == "," and re.search(r"S,? (?:a|an|the) (?:[\w'-]+ )*$", before)):
            return [s.key(i)]
    named = list(s.series(0, m.start()))
    if named:
        i = named[-1]
        between = text[i + 1 : m.start()]
        if _AFTER_S.match(between) and not re.search(
            r"\b(?:spin-?off|prequel|sequel) (?:of|to)\b", between
        ):
            return [s.key(i)]
    if _BAD_BEFORE.search(before[-40:]):
        return []
    return _meant(s, m, named)


_BULLET = re.compile(r"(?:[-*\u2022] )?")
_EXPLAINED = Phrase(
    r",? (?:starring|created|written|about|based|with|from|in which|which|that|set|following|led|"
    r"fronted|centred|centered|featuring)\b"
)
_CALLED = re.compile(r"\b(?:described|billed|pitched|touted|sold) as (?:an?|the) (?:[\w'-]+ )*$")


# "it's a dark comedy", "which was more of a police drama", "and you get an action show".
_SAID_OF_IT = re.compile(
    r"(?<!whether )\b(?:it|this|that|which)(?:'s| is| was| remains| became)(?: (?!not\b|in\b|"
    r"on\b)\w+){0,2}? "
    r"(?:an?|more of an?|the first|[\w']+'s first) (?:[\w'-]+,? ){0,2}$|"
    r"\b(?:it|each|show|series|season)\b[^.;,]{0,24} (?:tells|told|offers?|offered|delivers?|"
    r"delivered) "
    r"an? (?:[\w'-]+,? ){0,2}$|"
    r"\b(?:you (?:see|get|have)|makes for|adds up to|amounts to) an? (?:[\w'-]+,? ){0,2}$|"
    r"\b(?:calls?|called|dubbed|deemed|judged|crowned) (?:it|S) (?:an?|the|one of the|N's|"
    r"(?:the|this) year's) "
    r"(?:(?:best|finest|greatest|new|great|perfect|smart\w*) )?(?:[\w'-]+,? ){0,2}$|"
    r"\b(?:called|known as|talked of as|hailed as|seen as) (?:[\w']+'s first|the first|an?) "
    r"(?:[\w'-]+,? ){0,2}$"
)
_FORMER = re.compile(
    r"\bthe (?P<which>former|latter),? (?:(?:is|was) )?(?:an?|the) (?:[\w'-]+,? ){0,3}$"
)


def _meant(s: Sentence, m: re.Match[str], named: list[int]) -> list[str]:
    before = s.text[: m.start()]
    if _BULLET.fullmatch(before):  # "Western, created by P": of what the line before names
        return [s.topic] if s.topic and _EXPLAINED.match(s, m.end()) else []
    if _CALLED.search(before):
        key = stands_for(s, m.start()) or next((s.key(i) for i in s.series(m.end())), None)
        return [key] if key else []
    if said := _SAID_OF_IT.search(before):
        key = stands_for(s, said.start())
        return [key] if key else []
    if paired := _FORMER.search(before):
        named_last = s.group if len(s.group) == 2 else []
        return named_last[:1] if paired["which"] == "former" else named_last[1:]
    lead = _LEAD.search(before)
    if not lead:
        return _swallowed(s, m)
    if lead["d"] in ("a", "an"):
        return _one_of(s, m, named)
    key = stands_for(s, lead.start()) if named or s.topic else None
    if key is None and s.index + 1 < len(s.story.sentences):
        later = [i for i in s.series(m.end()) if not _BESIDE.search(s.text[:i])]
        return [s.key(later[0])] if later else []
    return [key] if key else []


_LEAD = re.compile(
    r"\b(?P<d>the|this|that|its|his|her|their|a|an|P's|N's|X's|year's)(?: (?!series\b|of\b|"
    r"in\b|to\b|and\b|for\b|with\b|by\b|from\b|as\b|on\b|at\b|an?\b|the\b)(?:[\w'-]+|"
    r"[PN](?:'s)?),?){0,3} ?$"
)
_ARTICLE = re.compile(r"(?:The|This|That|Its) ")
_UP_TO = re.compile(r"(?:'s|-[\w-]+)?(?: [\w'-]+,?){0,3} ?")


def _swallowed(s: Sentence, m: re.Match[str]) -> list[str]:
    """ "The Emmy-winning dramedy": an article that a capital has drawn into a name."""
    for i, name in s.names.items():
        if (
            i < m.start()
            and name.kind != SERIES
            and _ARTICLE.match(name.text)
            and _UP_TO.fullmatch(s.text, i + 1, m.start())
        ):
            key = stands_for(s, i)
            return [key] if key else []
    return []


# "considered ... as a romantic drama", "it is a crime drama", "a mystery created by ..."
_IS_A = re.compile(
    r"(?:\b(?:as|is|was|remains|became|becomes|for)(?: \w+)? |(?:drama|comedy|"
    r"series|show|thriller), )(?:a|an) (?:[\w'-]+,? )*$"
)
_IT = re.compile(
    r"\b(?:the|this|its|that) (?:[\w'-]+ ){0,3}(?:series|show|drama|comedy|[\w]+)\b|^it\b|\bit\b"
)
_PERSON_IS = re.compile(r"\b[PX]\b[^,;]{0,20}(?:is|was|as) (?:a|an) (?:[\w'-]+ )*$")


def _one_of(s: Sentence, m: re.Match[str], named: list[int]) -> list[str]:
    """The series that is said to be a comedy, or the like."""
    before = s.text[: m.start()]
    if named and _COLON.search(before):
        return [s.key(named[-1])]
    if _ENTRY.search(before) and (entry := _entry(s)):
        return [entry]
    if not (
        _IS_A.search(before)
        and (s.topic or named)
        and _IT.search(before)
        and not _PERSON_IS.search(before)
    ):
        return []
    key = stands_for(s, m.start())
    return [key] if key and _subject_is_series(before) else []


# "P and P star in a crime drama", under the heading "Renewed: S".
_COLON = re.compile(r"S\b[^:;S]{0,60}: an? (?:[\w'-]+,? ){0,3}$")
_ENTRY = re.compile(r"\b(?:in|is|as|stars? in|starring in|of|:) (?:an?|this) (?:[\w'-]+,? ){0,3}$")
_HEADING = Phrase(
    r"(?:[a-z]+: |\d{1,2}[.)] |[-*\u2022] )?S(?: \([^)]*\)| [-\u2013\u2014] .{0,20})?$"
)


def _entry(s: Sentence) -> str | None:
    """The series of the heading that the sentence stands under, a few lines up at most."""
    for k in range(s.index - 1, max(s.index - 5, -1), -1):
        above = s.story.sentences[k]
        if named := above.series():
            return above.key(named[0]) if _HEADING.match(above) else None
    return None


_BESIDE = re.compile(r"\b(?:about|like|as|than|or|with|to|from) $")


def _subject_is_series(before: str) -> bool:
    return bool(
        re.search(
            r"(?:^|\b)(?:the|this|its|that)? ?(?:\w+ ){0,2}(?:series|show|drama|comedy|"
            r"programme|S|it)\b[^;]*\b(?:as|is|was|remains|became|becomes|for)\b[^;]*$|"
            r"^its\b[^;]*\bfor (?:a|an) (?:[\w'-]+ )*$|(?:^|, )(?:the|"
            r"this) (?:[\w-]+ ){1,3}, a",
            before,
        )
    ) or bool(re.search(r"(?:drama|comedy|series|show|thriller), (?:a|an) (?:[\w'-]+ )*$", before))
