"""Text and the spans that say something in it, as safe HTML with a mark on every span.

Marks nest; where two spans cross, the inner one is closed and opened again. The first piece of a
span carries its id (`s1`), so that a note can link to it; a numbered link behind its last piece
leads to the note (`n1`). All text is escaped here, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Mark:
    """One span `(start, end)` of the text, half-open; `number` names it, `kind` is its class."""

    number: int
    kind: str
    label: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its marks as HTML, and the numbers of the statements that start in it."""

    html: Markup
    numbers: tuple[int, ...]


def paragraphs(text: str, marks: Sequence[Mark], *, start: int = 0) -> tuple[Paragraph, ...]:
    """The text's paragraphs, parted by blank lines; every mark is found in the one it starts in.

    The text is shown from `start`. A span that runs on into the next paragraph is marked in both.
    Raises ValueError when a span is empty or does not lie within the text.
    """
    for mark in marks:
        if not 0 <= mark.span[0] < mark.span[1] <= len(text):
            raise ValueError(f"{mark.label}: span {mark.span} is not within the text")
    marks = [_bare(text, mark) for mark in marks]
    opened: set[int] = set()
    found = []
    for begin, end in _blocks(text, start):
        within = [m for m in marks if m.span[0] < end and m.span[1] > begin]
        html = marked(text, within, start=begin, end=end, opened=opened)
        numbers = tuple(m.number for m in within if m.span[0] >= begin)
        found.append(Paragraph(html, numbers))
    return tuple(found)


def marked(
    text: str,
    marks: Sequence[Mark],
    *,
    start: int = 0,
    end: int | None = None,
    opened: set[int] | None = None,
) -> Markup:
    """`text[start:end]` as HTML with every mark's part of it marked.

    `opened` holds the numbers of marks whose id an earlier part carries; it is added to.
    """
    end = len(text) if end is None else end
    opened = set() if opened is None else opened
    ordered = sorted(marks, key=lambda m: (m.span[0], -m.span[1], m.number))
    cuts = sorted({start, end, *(_within(c, start, end) for m in marks for c in m.span)})
    pieces: list[Markup] = []
    stack: list[Mark] = []
    for here, there in pairwise(cuts):
        _open(pieces, stack, [m for m in ordered if m.span[0] <= here < m.span[1]], opened)
        pieces.append(escape(text[here:there]))
        stack = _close(pieces, stack, there)
    _close(pieces, stack, None)
    return Markup("").join(pieces)


def _bare(text: str, mark: Mark) -> Mark:
    """The mark without white space at its ends, which no paragraph would show."""
    said = text[slice(*mark.span)]
    start = mark.span[0] + len(said) - len(said.lstrip())
    return replace(mark, span=(start, start + max(len(said.strip()), 1)))


def _within(cut: int, start: int, end: int) -> int:
    return min(max(cut, start), end)


def _open(
    pieces: list[Markup], stack: list[Mark], wanted: Sequence[Mark], opened: set[int]
) -> None:
    for mark in wanted:
        if mark in stack:
            continue
        first = mark.number not in opened
        opened.add(mark.number)
        place = Markup(' id="s{}"').format(mark.number) if first else Markup("")
        pieces.append(
            Markup('<mark class="m {}" data-n="{}"{}>').format(mark.kind, mark.number, place)
        )
        stack.append(mark)


def _close(pieces: list[Markup], stack: list[Mark], at: int | None) -> list[Mark]:
    """Closes the marks that end at `at` (None: all), and for a while those opened within them."""
    ending = [m for m in stack if at is None or m.span[1] == at]
    if not ending:
        return stack
    keep = stack.index(ending[0])
    for _ in stack[keep:]:
        pieces.append(Markup("</mark>"))
    pieces.extend(_reference(m) for m in ending if at is not None)
    return stack[:keep]


def _reference(mark: Mark) -> Markup:
    return Markup('<a class="ref" href="#n{}" aria-label="{}">{}</a>').format(
        mark.number, f"note {mark.number}: {mark.label}", mark.number
    )


def _blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Where the paragraphs start and end, without the white space around them."""
    found = []
    for block in text[start:].split("\n\n"):
        bare = block.strip()
        if bare:
            begin = start + block.index(bare)
            found.append((begin, begin + len(bare)))
        start += len(block) + 2
    return found
