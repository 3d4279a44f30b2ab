"""Proper names in plain text: networks, outlets, known titles, quoted titles, and the rest.

One pass over the words. Closed classes and known titles are looked up by their first word;
everything else with a capital is gathered into runs ("House of the Dragon", "D. B. Woodside")
whose kind is decided later, from how the text uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cliffhanger.news.names.capitals import Run, keeps_mark
from cliffhanger.news.names.known import OTHER, SERIES, Lexicon, Name, Words
from cliffhanger.news.names.lexicon import ORDINALS
from cliffhanger.news.names.quoted import quotes, titlelike
from cliffhanger.news.sentences import Stretch


def find_names(
    text: str, stretches: list[Stretch], lexicon: Lexicon, marked: Iterable[tuple[int, int]] = ()
) -> list[Name]:
    """Every proper name of the text, in order, none overlapping. Kinds N and O are sure; X is open.

    `marked` are stretches in italics or bold, which stand for titles as quotation marks do.
    """
    quoted = quotes(text, lexicon)
    for start, end in marked:
        core = text[start:end].strip(" ,.;:\"'")
        if core and start not in quoted and titlelike(core) and not core.isdigit():
            at = text.find(core, start)
            quoted[at] = Name(at, at + len(core), core, OTHER, marked=True)
    names: list[Name] = []
    for s in stretches:
        if headline_case(text[s.start : s.end]):
            names += _in_headline(text, s, lexicon, quoted)
        else:
            names += Run(text, s, lexicon, quoted).names()
    return names


def headline_case(sentence: str) -> bool:
    """Whether nearly every long word has a capital: then a capital says nothing about names."""
    if sentence.endswith((".", ",")) or re.match(r"\d{1,2}[.)] ", sentence):
        return False
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    if len(words) < 3 or sum(w[0].isupper() for w in words) < 0.8 * len(words):
        return False
    # A bare list of names is no headline; a list with a verb in capitals is one.
    return not re.search(r", [A-Z].*, [A-Z]|: [A-Z][\w']+ [A-Z][\w']+, [A-Z]", sentence) or bool(
        re.search(
            r"\b(?:Are|Is|At|By|Has|Have|Renewed|Renews|Cancels|Cancel+ed|Get|Gets|Will|"
            r"Returning|Join|Joins)\b",
            sentence,
        )
    )


def _count(words: list[re.Match[str]], i: int) -> bool:
    """ "The First Time": no title of two words, where nearly all have a capital."""
    second = words[i + 1].group().lower()
    return words[i].group().lower() == "the" and (second in ORDINALS or second in ("last", "one"))


def _in_headline(text: str, s: Stretch, lexicon: Lexicon, quoted: dict[int, Name]) -> list[Name]:
    """Only sure names: quoted ones, networks, outlets and long known titles."""
    own = Words(text, s.start, s.end)
    words = own.found
    names = []
    i = 0
    while i < len(words):
        if words[i].start() in quoted:
            name = quoted[words[i].start()]
            names.append(name)
            while i < len(words) and words[i].start() < name.end:
                i += 1
            continue
        hit = lexicon.at(own, i)
        if hit and hit[1] in "SNO" and (hit[1] != SERIES or (hit[0] > 1 and not _count(words, i))):
            start, end = words[i].start(), words[i + hit[0] - 1].end()
            end -= 2 if text[start:end].endswith("'s") else 0
            end += keeps_mark(text, end, hit[2])
            names.append(
                Name(
                    start,
                    end,
                    text[start:end],
                    hit[1] if hit[1] != SERIES else OTHER,
                    False,
                    False,
                    hit[2],
                )
            )
            i += hit[0]
            continue
        i += 1
    return names
