"""A finished story is read again: every number, day, name and ruling in it needs its evidence.

The reading is apart from the writing: tokens are found in the plain text, and each has to stand
within a fragment whose text, read back, is the value of evidence that works out from its rows.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cliffhanger.errors import InputError
from cliffhanger.pages.story import values
from cliffhanger.pages.story.evidence import (
    DATE,
    DECISION,
    NAME,
    NUMBER,
    Draft,
    Evidence,
    Fragment,
    worked_out,
)

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+|\s+|[^\w\s]|_")
_NUMBER = re.compile(r"\d[\d,.]*")
_OPENS = re.compile(r"(?:^|[.!?…:]|\n)[\s\"“”‘’(\[]*$")
_STOP = re.compile(r"[.!?][”’)]*\s+(?=[“\"]?[A-Z])|\n")  # not the one of `Lockwood & Co. on`
_RULED = re.compile(r"\b(?:cancel\w*|axe[sd]?|scrap\w*|renew\w*|final)\b", re.I)
_RULINGS = {"cancel": "canceled", "axe": "canceled", "scrap": "canceled", "renew": "renewed"}
_HEDGE = re.compile(
    r"\b(?:reported(?:ly)?|said to|according to|account|rumou?r\w*|apparently|denie[ds])\b", re.I
)
_SMALL = (
    "a an the this that these those it its they their there he she his her we our you your i "
    "in on at of by for from with to as and or but nor so if when where while after before "
    "since until what which who will would did does do is are was were has have had not no "
    "each all most"
)
_SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Finding:
    """A piece of the text that is not shown to be so: where it stands, its words, and why."""

    start: int
    end: int
    words: str
    why: str

    def __str__(self) -> str:
        return f"“{self.words}” {self.why}"


Place = tuple[int, int, Fragment]


def check(draft: Draft, text: str | None = None) -> list[Finding]:
    """What the text (the draft's own, or an edited one) says without showing it, in order."""
    places = draft.located() if text is None else _moved(draft, text)
    text = draft.text if text is None else text
    facts = [place for place in places if place[2].evidence]
    found = [finding for place in facts if (finding := _wrong(draft, text, place))]
    found += _bare(text, facts, draft.openers)
    found += _unhedged(text, facts)
    return sorted(set(found), key=lambda f: (f.start, f.end, f.why))


def refuse_unsupported(draft: Draft, text: str | None = None) -> None:
    """Raises InputError naming the first thing that a story says and cannot show."""
    found = check(draft, text)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise InputError(
            f"{found[0]}{more}",
            where=f"story of {draft.day}, character {found[0].start}",
            fix="say what the record shows, or save what shows it",
        )


def _wrong(draft: Draft, text: str, place: Place) -> Finding | None:
    """Why a fact's text is not what its evidence says, or the evidence not what its rows say."""
    start, end, fragment = place
    printed = text[start:end]
    for evidence in fragment.evidence:
        if worked_out(evidence.how, evidence.rows) != evidence.value:
            return Finding(start, end, printed, "has evidence that its rows do not give")
        if not _agrees(printed, evidence, fragment, draft):
            why = f"is not what its evidence says ({evidence.value})"
            return Finding(start, end, printed, why)
    return None


def _agrees(printed: str, evidence: Evidence, fragment: Fragment, draft: Draft) -> bool:
    value = evidence.value
    if evidence.form == NUMBER:
        return isinstance(value, int | float) and values.same_figure(printed, value)
    if evidence.form == DATE:
        return not isinstance(value, int | float) and values.same_day(printed, value, draft.day)
    if evidence.form == NAME:
        return _folded(printed) == _folded(str(value))
    if evidence.form == DECISION:
        return all(_ruling(m[0]) == value for m in _RULED.finditer(printed))
    return printed.casefold() == fragment.text.casefold()


def _ruling(word: str) -> str:
    lower = word.lower()
    ruled = next((r for begin, r in _RULINGS.items() if lower.startswith(begin)), None)
    return ruled or "final_season"


def _folded(name: str) -> str:
    """A name for comparison: the first letter may be a capital, spaces and quotes any."""
    plain = unicodedata.normalize("NFC", re.sub(r"\s+", " ", name)).replace("’", "'")
    return plain[:1].casefold() + plain[1:]


def _bare(text: str, facts: Sequence[Place], openers: frozenset[str]) -> Iterator[Finding]:
    """The numbers, days, names and rulings that stand in no fact."""
    for start, end, what in _tokens(text, openers):
        if not any(a <= start and end <= b for a, b, _ in facts):
            yield Finding(start, end, text[start:end], f"is a {what} without evidence")


def _tokens(text: str, openers: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for m in _NUMBER.finditer(text):
        yield m.start(), m.start() + len(m[0].rstrip(".,")), "number"
    for m in values.OFFSET.finditer(text):
        yield m.start(), m.end(), "day"
    for m in _RULED.finditer(text):
        yield m.start(), m.end(), "ruling"
    for m in _WORD.finditer(text):
        word = m[0].lower()
        parts = word.split("-")
        if any(part in values.NUMBER_WORDS for part in parts):
            yield m.start(), m.end(), "number"
        elif word in values.WEEKDAYS:
            yield m.start(), m.end(), "day"
        elif _is_name(m[0]) and not _begins(text, m, openers):
            yield m.start(), m.start() + len(_unowned(m[0])), "name"


def _is_name(word: str) -> bool:
    return any(part[:1].isupper() for part in re.split(r"[-’']", word) if part)


def _unowned(word: str) -> str:
    """The word without what is joined to a name in lower case: `Netflix's`, `English-language`."""
    parts = re.split(r"([-’'])", word)
    while len(parts) > 2 and not any(c.isupper() or c.isdigit() for c in parts[-1]):
        parts = parts[:-2]
    return "".join(parts)


def _begins(text: str, m: re.Match[str], openers: frozenset[str]) -> bool:
    """Whether a word has its capital only because it begins a sentence."""
    plain = m[0].lower() in _SMALL_WORDS or m[0].lower() in openers
    return plain and _OPENS.search(text[: m.start()]) is not None


def _unhedged(text: str, facts: Sequence[Place]) -> Iterator[Finding]:
    """What was only reported has to be told so in the same sentence."""
    for start, end, fragment in facts:
        told = (e for e in fragment.evidence if e.form != NAME)  # a name alone claims nothing
        unsure = any(row.get("hedge") for e in told for row in e.rows)
        if unsure and not _HEDGE.search(_sentence_around(text, start, end)):
            yield Finding(start, end, text[start:end], "was only reported, and is told as a fact")


def _sentence_around(text: str, start: int, end: int) -> str:
    before = max((m.end() for m in _STOP.finditer(text[:start])), default=0)
    after = _STOP.search(text, end)
    return text[before : after.start() if after else len(text)]


def _moved(draft: Draft, text: str) -> list[Place]:
    """Where the draft's fragments stand in an edited text, by what is the same around them."""
    old = [(m.start(), m.end(), m[0]) for m in _PIECE.finditer(draft.text)]
    new = [(m.start(), m.end(), m[0]) for m in _PIECE.finditer(text)]
    match = difflib.SequenceMatcher(None, [p[2] for p in old], [p[2] for p in new], autojunk=False)
    begins, ends = dict[int, int](), dict[int, int]()
    for op, a1, a2, b1, b2 in match.get_opcodes():
        for i in range(a1, a2):
            first = b1 + (i - a1) if op == "equal" else b1
            last = b1 + (i - a1) + 1 if op == "equal" else b2
            begins[old[i][0]] = new[first][0] if first < len(new) else len(text)
            ends[old[i][1]] = new[last - 1][1] if last > first else begins[old[i][0]]
    return [
        (begins[start], ends[end], fragment)
        for start, end, fragment in draft.located()
        if fragment.text and begins.get(start, 0) < ends.get(end, 0)  # one taken out claims nothing
    ]
