"""Whatever the text: no traceback, and no statement whose words are not in it."""

from __future__ import annotations

import contextlib
import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from cliffhanger.errors import CliffhangerError
from cliffhanger.news.page import documents_in
from cliffhanger.news.plain import plain
from cliffhanger.news.read import Reader
from cliffhanger.news.statements import Document

READER = Reader([("You", "You"), ("Glass Harbour", "Glass Harbour"), ("3", "3")])
DAY = dt.date(2022, 11, 8)

ODD = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad\x00\x07\x1b\u0301\u2013"
    "\u2014\u2212\u2018\u2019\u201c\u201d\u00ab\u00bb\u00a0\u2028\r\n\t"
)
PIECES = [
    "Netflix",
    "The Watcher",
    "'Glass Harbour'",
    "\u201cNight Ferry,\u201d",
    "Ann Lee",
    "Dr. Bo Hill",
    "Variety",
    "Deadline reports that",
    "has renewed",
    "cancelled",
    "axed",
    "for a second season",
    "seasons 2, 3 and 4",
    "two more seasons",
    "will not return",
    "and",
    ",",
    ".",
    "; ",
    "(",
    ")",
    "on Tuesday",
    "on Aug. 26",
    "in 2024",
    "yesterday",
    "31 February",
    "premiered",
    "stars",
    "as",
    "created by",
    "based on the novel by",
    "No. 1",
    "#3",
    "12.5M views",
    "99 countries",
    "three weeks in the Top 10",
    "the drama",
    "both series",
    "it",
    "which",
    "You",
    "1899",
    "13",
    "Season",
    "\u2014",
    "?",
    "!",
    "\n",
    "\n\n",
    "- ",
    "1. ",
]


def sound(text: str) -> None:
    got = READER.read(Document(DAY, text))
    for _, record in got.statements():
        start, end = record.span
        assert 0 <= start < end <= len(text)
        assert got.quote(record.span).strip()
        assert record.series


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_words_of_the_trade_give_sound_spans(text: str) -> None:
    sound(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_sound_spans(text: str) -> None:
    sound(text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(list(ODD))), max_size=50).map(
        "".join
    )
)
def test_odd_characters_anywhere_give_sound_spans(text: str) -> None:
    sound("Netflix has cancelled the drama Glass Harbour. " + text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=ODD + "aB \u00e9", max_size=60))
def test_plain_text_leads_back_to_the_original(text: str) -> None:
    even = plain(text)
    for i in range(len(even.text)):
        start, end = even.original(i, i + 1)
        assert 0 <= start < end <= len(text)


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "<em>",
    "</em>",
    "<script>",
    "</script>",
    "<b",
    ">",
    "&amp;",
    "&#8217;",
    "<!--",
    "-->",
    "<article>",
    "<table><tr>",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TAGS + PIECES), max_size=40).map(" ".join))
def test_nested_and_broken_markup_gives_a_document_or_a_clear_error(body: str) -> None:
    page = (
        f"<html><head><title>x</title></head><body><p>Netflix has cancelled Glass "
        f"Harbour.</p>{body}"
    )
    with contextlib.suppress(CliffhangerError):
        for document in documents_in(page, day=DAY):
            sound(document.text)
