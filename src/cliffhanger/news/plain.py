"""Text with one spelling for every quote, dash and space, and the way back to the original.

Rules are written once, for plain text; spans must index what was published. So the odd characters
are replaced one for one where that is possible, and dropped with a map of offsets where it is not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u0060\u00b4\uff07"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f\uff02\u2039\u203a"
_HYPHEN = "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
_DASH = "\u2014\u2015\u2e3a\u2e3b\ufe31"
_SPACE = (
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u3000"
)
_LINE = "\r\x0b\x0c\x85\u2028\u2029"
_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys(_SINGLE, "'")
    | dict.fromkeys(_DOUBLE, '"')
    | dict.fromkeys(_HYPHEN, "-")
    | dict.fromkeys(_DASH, "\u2014")
    | dict.fromkeys(_SPACE, " ")
    | dict.fromkeys(_LINE, "\n")
)
# Characters nobody sees: controls, zero-width, direction marks, soft hyphen, variation selectors.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_MARKS = "\u0300-\u036f"
_ODD = re.compile(f"[{_INVISIBLE}{_MARKS}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text; `starts[i]` is where its character i stood (None: the same place)."""

    text: str
    starts: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that became `text[start:end]`."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


def plain(text: str) -> Plain:
    """The text with usual quotes, dashes and spaces; invisible characters are gone."""
    even = text.translate(_ONE_FOR_ONE)
    if not _ODD.search(even):
        return Plain(even, None)
    kept: list[str] = []
    starts: list[int] = []
    for i, char in enumerate(even):
        if _HIDDEN.match(char):
            continue
        if kept and unicodedata.combining(char):
            both = unicodedata.normalize("NFC", kept[-1] + char)
            if len(both) == 1:  # an accent typed apart belongs to its letter
                kept[-1] = both
            continue
        kept.append(char)
        starts.append(i)
    return Plain("".join(kept), tuple(starts))


def visible(text: str) -> str:
    """The text as a reader sees it, on one line: invisible characters and line breaks gone."""
    return " ".join(_HIDDEN.sub("", text).split())
