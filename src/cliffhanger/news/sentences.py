"""Blocks and sentences of plain text, as offsets.

A block is a paragraph, a heading or a list item: whatever the page put on lines of its own. Text
that was wrapped to a width is unwrapped first, or every line would look like a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DATE_LINE = re.compile(r"\s*date:? +(\d{4}-\d\d-\d\d)(?=\s|$)", re.IGNORECASE)
_DATED = re.compile(r"\s*date:? +\d{4}(?:-\d\d){0,2}(?=\s|$)", re.IGNORECASE)

_END = re.compile(
    r"""[.!?\u2026][.!?"')\]]*[ \n]+(?=["'(\[]*[^\W_a-z])|[!?.]["')\]]+ +\u2014? *(?=[A-Z])"""
)
# A full stop after these does not end the sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Dr|Mr|Mrs|Ms|Prof|St|Sgt|Capt|Lt|Col|"
    r"Gen|Rev|Det|Jr|Sr|vs|v|No|Nos|"
    r"Vol|Ep|Inc|Ltd|Co|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx|ft|"
    r"feat|a\.k\.a|i\.e|e\.g|Calif)$"
)
_NEEDS_NUMBER = re.compile(
    r"(?:^|[\s(])(?:No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)$"
)
_LIST_NUMBER = re.compile(r"^\s*(?:[-*\u2022] )?(?:\d{1,3}|[A-Z])$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence: where it stands in the plain text, and the number of its block."""

    start: int
    end: int
    block: int


def blocks(text: str) -> list[tuple[int, int]]:
    """The offsets of each block of text, in order, without surrounding space."""
    start = m.end() if (m := _DATED.match(text)) else 0
    joined = _unwrapped(text)
    found = []
    while start < len(joined):
        end = joined.find("\n", start)
        end = len(joined) if end < 0 else end
        piece = joined[start:end]
        if left := len(piece) - len(piece.lstrip()):
            piece = piece[left:]
        if piece:
            found.append((start + left, start + left + len(piece.rstrip())))
        start = end + 1
    return found


def _unwrapped(text: str) -> str:
    """The text with line breaks inside a wrapped paragraph turned into spaces (same length)."""
    if text.count("\n") < 3:
        return text
    out = []
    for para in re.split(r"(\n\s*\n)", text):
        lines = para.split("\n")
        body = lines[:-1]
        if (
            len(lines) > 2
            and all(45 <= len(line) <= 110 for line in body)
            and max(map(len, body)) - min(map(len, body)) <= 25
        ):
            para = para.replace("\n", " ")
        out.append(re.sub(r"\n(?=[a-z]\w* [a-z])", " ", para) if "\n" in para else para)
    return "".join(out)


def sentences(text: str) -> list[Stretch]:
    """Every sentence of the text, in order. Headings and list items are sentences of their own."""
    found = []
    for number, (start, end) in enumerate(blocks(text)):
        piece = text[start:end].replace("\n", " ")
        at = 0
        for m in _END.finditer(piece):
            if _goes_on(piece, at, m):
                continue
            found.append(
                Stretch(start + at, start + at + len(piece[at : m.end()].rstrip()), number)
            )
            at = m.end()
        if at < len(piece):
            found.append(Stretch(start + at, end, number))
    return found


def _goes_on(piece: str, at: int, m: re.Match[str]) -> bool:
    if piece[m.start()] != ".":
        return False
    head = piece[max(at, m.start() - 12) : m.start()]
    if _LIST_NUMBER.match(piece[at : m.start()][:12]) and m.start() - at < 6:
        return True
    if not _ABBREVIATED.search(head):
        return False
    if _NEEDS_NUMBER.search(head):
        return piece[m.end() : m.end() + 1].isdigit()
    return True
