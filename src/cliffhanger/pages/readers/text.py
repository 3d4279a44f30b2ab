"""A comment's words: made safe to keep when they come in, safe to show when they go out.

Markdown without HTML, headings or images becomes a few plain elements, and what leaves is cleaned
again by a library that knows HTML: two locks, so that one may fail.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from cliffhanger.pages.readers.refusal import Refused

LONGEST = 4000
"""Characters of a comment."""
_MARKS = 4
"""Combining marks on one letter; more only climb into the lines above."""
_UNSEEN = re.compile(
    # Controls but for the line's end; the ones that turn the order of other words (RLM and LRM,
    # which real right-to-left text needs, stay); tags and non-characters, which hide words.
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINK = re.compile(
    r"https?:|www\.|\]\(|\b[\w-]+\.(?:com|net|org|info|io|ru|cn|xyz|top|shop)\b", re.I
)
_TAGS = {"p", "em", "strong", "blockquote", "ul", "ol", "li", "code", "pre", "br", "a"}

_markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 12}).disable(
    ["heading", "lheading", "image", "html_block", "html_inline", "hr", "reference"]
)


def clean(text: str) -> str:
    """The text as it is kept: one spelling of characters and lines, nothing unseen.

    Raises Refused when nothing is left, or it is longer than LONGEST.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    text = re.sub(r"\n{3,}", "\n\n", _fewer_marks(text)).strip()
    if not any(unicodedata.category(c)[0] in "LNPS" for c in text):
        raise Refused("There is nothing written.", fix="Write something, then send it.")
    if len(text) > LONGEST:
        raise Refused(
            f"That is {len(text):,} characters long.",
            fix=f"Cut it to {LONGEST:,}.",
            status=413,
        )
    return text


def _fewer_marks(text: str) -> str:
    kept, marks = [], 0
    for c in text:
        marks = marks + 1 if unicodedata.category(c) == "Mn" else 0
        if marks <= _MARKS:
            kept.append(c)
    return "".join(kept)


def has_link(text: str) -> bool:
    """Whether it leads somewhere: such comments wait for a moderator."""
    return _LINK.search(text) is not None


@lru_cache(maxsize=2000)
def html(text: str) -> Markup:
    """The text as HTML that holds nothing but words, their stress, lists, quotes and links."""
    cleaned = nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel="nofollow ugc noopener noreferrer",
        clean_content_tags={"script", "style"},
    )
    return Markup(cleaned)


def forget() -> None:
    """Let go of every text that was rendered: one of them was erased."""
    html.cache_clear()


def excerpt(text: str, most: int = 80) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
