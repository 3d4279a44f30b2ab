"""People that the names of a story hide: taken for a series, or cut in two.

A name shaped like a person's that is no known title and not quoted is a series only where the text
says so right beside it ("renewed Perry Mason", "Perry Mason has been axed"). Where nothing does, it
is somebody: "Ann Lee won't be back", "with Ann Lee, the creator of the show".
"""

from __future__ import annotations

import re

from cliffhanger.news.focus import KIND
from cliffhanger.news.names.captions import find_captioned
from cliffhanger.news.names.evidence import person_shaped
from cliffhanger.news.names.known import NETWORK, OTHER, PERSON, SERIES, Name
from cliffhanger.news.story import Sentence, Story

_FATE_BEFORE = re.compile(
    rf"\b(?:renew\w*|cancel\w*|ax(?:e[sd]?|ing)|order\w*|(?:pick|picks|picked|picking) up|drop\w*|"
    rf"scrap\w*|"
    rf"greenlit|revive[sd]?|save[sd]?|(?:seasons?|series|episodes?|finale|run|fate|future|version|"
    rf"cast) "
    rf"(?:[\w-]+ )?(?:of|for)|plug on|more|{KIND}|(?:dramas|comedies|shows|thrillers|originals|"
    rf"sitcoms|titles|newcomers|series|hits|programmes),|called|titled|entitled) (?:the |N's |up "
    rf")?$|N's "
    rf"$|N original $"
)
_FATE_AFTER = re.compile(
    rf"(?:'s?)? (?:season|series|finale|renewal|cancel\w+|spin-?off|revival|reboot|episodes?|"
    rf"cast|books?|novels?)\b|"
    rf"(?: \([^()]*\))?,? (?:has|have|had|was|is|will|won't|gets?|got|wasn't|isn't|hasn't) "
    rf"(?:now |also |officially |not |just |already |never |finally |still |been |be |being |"
    rf"getting )*"
    rf"(?:renewed|cancel+ed|axed|scrapped|dropped|picked|ordered|recommissioned|revived|a "
    rf"(?:[a-z-]+ )?{KIND})\b|"
    rf" \(N|(?:'s)? (?:began|started|ended|opened|returned|wrapped|kicked|bowed) (?:its|with|on|"
    rf"in|off|up)\b|"
    rf"(?: \([^()]*\))?,? (?:premiere[sd]?|debut(?:s|ed)|air(?:s|ed)|stream(?:s|ed)|launch(?:es|"
    rf"ed)|follows|centers|"
    rf"centres|tells|(?:starring|stars)(?= [PXS]))\b|"
    rf",? (?!the (?:series|show|drama|network|channel|streamer)\b(?! (?:about|based|set|that|"
    rf"which|starring|with)))(?:(?:an?|the|its|which is an?|based on|set in|about) "
    rf")(?:(?!(?:co-)?creators?\b|(?:co-)?stars?\b|"
    rf"writers?\b|directors?\b|hosts?\b|boss\b|actors?\b|actress|producers?\b|executive\b|"
    rf"show-?runners?\b|authors?\b|novelist\b|head\b|chief\b|president\b|who\b|lead\b|"
    rf"voice\b)[\w'-]+,? "
    rf"){{0,4}}?{KIND}\b(?!'s? (?:creator|star|boss|"
    rf"writer|director|host|showrunner))"
)
_SURNAMES = frozenset(("Fox", "Max", "Stan", "Dave"))


def find_hidden(story: Story) -> None:
    """Take people for people in every sentence; to be done before anything reads it."""
    find_captioned(story)
    _join_names(story)
    hidden = _hidden(story)
    if not hidden:
        return
    for s in story.sentences:
        names = list(s.names.values())
        for name in names:
            if name.key in hidden:
                name.kind = PERSON
        s.remask(names)


def _hidden(story: Story) -> set[str]:
    """Keys of series that are people."""
    last = {n.text for s in story.sentences for n in s.names.values() if n.kind == OTHER}
    named = [(s, i, n) for s in story.sentences for i, n in s.names.items() if n.kind == SERIES]
    found = {n.key for _, _, n in named if _unproven(n)}
    if not found:
        return found
    found -= {n.key for s, i, n in named if n.key in found and _says_series(s, i)}
    keys = {n.key for _, _, n in named}
    found = {key for key in found if not _longer(key, keys)}
    for _ in range(2):  # the neighbours of a sure series, and their neighbours
        found -= {n.key for s, i, n in named if n.key in found and _listed(s, i, found)}
    first = next(s for s in story.sentences if s.series())
    opening = [first.key(i) for i in first.series()]
    # the first series of a story is one by where it stands, unless its surname goes on alone
    if set(opening) <= found and not any(opening[0].endswith(" " + w.lower()) for w in last):
        found.discard(opening[0])
    return found


def _longer(key: str, keys: set[str]) -> bool:
    """Whether a series has the name in its title: "Jack Ryan" and "Tom Clancy's Jack Ryan"."""
    return any(other != key and f" {key} " in f" {other} " for other in keys)


def _unproven(n: Name) -> bool:
    return (
        n.title is None
        and not n.quoted
        and not n.marked
        and person_shaped(n.text)
        and len(n.text.split()) < 4
        and not _NO_PERSON.search(n.text)
    )


# "Chicago PD", "Mr. Throwback", "Agent Carter".
_NO_PERSON = re.compile(
    r"\b[A-Z]{2,}\b(?!\.)|^(?:Mr|Mrs|Ms|Miss|Dr|Agent|Captain|Detective|Inspector|Doctor|Uncle|"
    r"Father|Sister|Brother|"
    r"Saint|St|King|Queen|Prince|Princess|Lady|Lord|Sir|Judge|Young|Little|Big|New|All|Most|"
    r"Films)\b|"
    r"\b(?:List|Networks?|Originals|Live)$"
)


def _says_series(s: Sentence, i: int) -> bool:
    before = s.text[max(0, i - 60) : i]
    return bool(
        _FATE_BEFORE.search(before)
        or _FATE_AFTER.match(s.text, i + 1)
        or re.match(r"(?:\d+[.)] |[-*\u2022] )S", s.text)
    )


def _listed(s: Sentence, i: int, hidden: set[str]) -> bool:
    """Whether the name at `i` stands in a list beside a series that is sure to be one."""
    after = re.match(r"(?:,|,? and|,? or|,? &) S\b", s.text[i + 1 :])
    if after and s.names[i + after.end()].key not in hidden:
        return True
    if re.match(r"(?:'s)? (?:is|was|has|plays?|played|said|says|told)\b", s.text[i + 1 :]):
        return False
    before = re.search(r"S(?:,| and|, and| or|,? &) $", s.text[:i])
    return before is not None and s.names[before.start()].key not in hidden


def _join_names(story: Story) -> None:
    """ "Freddie Fox" is no network, "Emmy Rossum" no prize: two names side by side are one."""
    for s in story.sentences:
        pairs = [
            (i, i + 2)
            for i, n in s.names.items()
            if s.text[i + 1 : i + 2] == " " and i + 2 in s.names and _one_person(n, s.names[i + 2])
        ]
        if not pairs:
            continue
        names = list(s.names.values())
        for a, b in pairs:
            first, second = s.names[a], s.names[b]
            text = story.plain.text[first.start : second.end]
            k = names.index(first)
            names[k : k + 2] = [Name(first.start, second.end, text, PERSON)]
        s.mask(names)


def _one_person(a: Name, b: Name) -> bool:
    if " " in a.text or a.quoted or b.quoted or " " in b.text:
        return False
    if b.kind == NETWORK and b.text in _SURNAMES:
        return a.kind in (OTHER, SERIES) and a.text[:1].isupper() and a.text[1:].islower()
    return (
        a.kind == "x" and a.text in ("Emmy", "Oscar") and b.kind == OTHER and b.text not in _PRIZES
    )


_PRIZES = frozenset(("Award", "Awards", "Nomination", "Nominations", "Night", "Winner", "Sunday"))
