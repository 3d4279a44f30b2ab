"""Further mentions of the series a text names: where their capitals alone would not show them."""

from __future__ import annotations

import re
from bisect import bisect_right

from cliffhanger.news.names.known import SERIES, Name
from cliffhanger.news.names.names import headline_case
from cliffhanger.news.sentences import Stretch


def elsewhere(
    text: str, stretches: list[Stretch], names: list[Name], spellings: set[str]
) -> list[Name]:
    """Mentions a capital could not show: in headlines, in capitals, at the start of a sentence."""
    taken = [(n.start, n.end) for n in names]
    found: list[Name] = []
    for spelling in sorted(spellings, key=len, reverse=True):
        for form in {spelling, spelling.upper()}:
            at = text.find(form)
            while at >= 0:
                end = at + len(form)
                if (
                    _free(at, end, taken)
                    and _whole(text, at, end)
                    and _usable(text, at, end, form, stretches)
                ):
                    found.append(Name(at, end, form, SERIES))
                    taken.append((at, end))
                at = text.find(form, end)
    return found


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(start < e and s < end for s, e in taken)


def _whole(text: str, start: int, end: int) -> bool:
    return not (
        (start and (text[start - 1].isalnum() or text[start - 1] == "-"))
        or (end < len(text) and (text[end].isalnum() or text[end] == "-"))
    )


_AS_TITLE = re.compile(
    r"(?:'s)?[,:]? (?:season|series|has|was|is|will|gets|got|s\d|renewed|cancel|axed|stars|"
    r"premiere|won't|isn't|follows|debut)|[,:)]",
    re.IGNORECASE,
)


def _usable(text: str, start: int, end: int, form: str, stretches: list[Stretch]) -> bool:
    k = bisect_right([s.start for s in stretches], start) - 1
    if k < 0 or stretches[k].end < end:
        return False
    sentence = text[stretches[k].start : stretches[k].end]
    if " " in form and len(form) > 5:
        return True
    if headline_case(sentence) or sentence.isupper():
        return form[0].isupper()
    return bool(_AS_TITLE.match(text, end)) or start != stretches[k].start
