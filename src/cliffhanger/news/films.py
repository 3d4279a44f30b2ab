"""Sentences about films: what they count, and what kind of work they name, is no series' own."""

from __future__ import annotations

import re

from cliffhanger.news.phrase import Phrase
from cliffhanger.news.story import Sentence, Story

_WORD = re.compile(r"(?i)films?\b|movies?\b")
# "Films:", "On the film side", "Films next.": what follows is about films, until television is
# named again.
_HEADING = Phrase(
    r"^(?:[-*\u2022] )?(?:and )?(?:on the |in |over (?:on|in) |as for |for |among |turning to |"
    r"now (?:for|to) |on to |meanwhile, )?(?:the )?(?:english |non-english |top )?"
    r"(?:films?|movies?)(?: side|"
    r" list| chart| front| next)?(?:[:,.]| \(|$)|^(?:on|over on|in) the (?:film|movie)s?\b|"
    r"^[-\u2022*] ?(?:english |non-english )?films?\b|\b(?:the )?(?:film|movie) S\b"
)
# "It topped the film list", "a pair of movies were in it": this sentence alone.
_INSIDE = Phrase(
    r"\b(?:film|movie)s? (?:list|chart|ranking|top[ -]?(?:10|ten)|side|category|field)|"
    r"\b(?:english|non-english|english-language|foreign-language)(?: language)? (?:film|movie)s?\b|"
    r"\b(?:leading|top|biggest|best|only|lone|most[- ](?:watched|viewed|popular)) (?:film|"
    r"movie)s?\b|"
    r"\bwith films:|\b(?:pair|couple|trio|handful|number|crop|rest|all) (?:of|were|"
    r"are) (?:[\w']+ ){0,4}?"
    r"(?:films|movies)\b|\bamong (?:the )?(?:films|movies)\b"
)
_TELLY = re.compile(r"\b(?:tv|series|shows?|telly|television|box sets|programmes)\b")


def about_films(story: Story) -> frozenset[int]:
    """The indexes of the sentences that are about films and not about series."""
    text = story.plain.text
    if not _WORD.search(text):
        return frozenset()
    found = set()
    films, block = False, -1
    for s in story.sentences:
        if s.block != block:
            block = s.block
            heading = len(s.text) < 40 or s.text[:2] in ("- ", "* ")
            if films and (heading or s.series()) and (_TELLY.search(s.text[:60]) or not heading):
                films = False
        if not films and not _WORD.search(text, s.at.start, s.at.end):
            continue
        if _HEADING.search(s):
            films = not re.search(r"^[^:]{0,30}\b(?:tv|series)\b", s.text)
        elif films and _TELLY.search(s.text):
            films = False
        if films or _of_itself(s):
            found.add(s.index)
    return frozenset(found)


# "S, a Marvel movie", "the animated film S", "the movie to beat was S".
_A_FILM = Phrase(
    r"S (?:film|movie)s?\b(?! (?:of the|star|spin|franchise|director))|"
    r"S(?: \([^()]*\))?, (?:which is )?(?:an?|the|its|N's|[NPX]'s) (?:[\w'-]+ ){0,4}(?:film|"
    r"movie)\b"
    r"(?!-| (?:of|about|that) the series)"
)
_FILM_IS = Phrase(
    r"\b(?:film|movie)s?(?: to beat)?(?: (?:was|is|were|are|called|titled))? (?:[a-z'-]+ ){0,2}S\b"
    r"|\bfilms: S\b"
)


def film_titles(story: Story) -> frozenset[str]:
    """Keys of what the story calls a film in so many words, and shows no season of."""
    if not _WORD.search(story.plain.text):
        return frozenset()
    found = set()
    for s in story.sentences:
        found |= {s.key(m.start()) for m in _A_FILM.finditer(s)}
        found |= {s.key(m.end() - 1) for m in _FILM_IS.finditer(s)}
    if found:
        for s in story.sentences:
            for i in s.series():
                if any(0 <= r.start - i < 6 for r in s.seasons):
                    found.discard(s.key(i))
    return frozenset(found - {story.main or ""})


def _of_itself(s: Sentence) -> bool:
    if _INSIDE.search(s) is None and not any(_LISTED.search(n.key) for n in s.names.values()):
        return False
    return not _TELLY.search(s.text)


# "the English Films List": capitals make a name of it.
_LISTED = re.compile(r"\b(?:films?|movies?) (?:list|chart|top 10)\b")
