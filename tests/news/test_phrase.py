"""Phrases: a pattern is never skipped where it would have matched."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cliffhanger import news
from cliffhanger.news.names.known import Lexicon
from cliffhanger.news.phrase import Phrase, Whole, lacks
from cliffhanger.news.statements import Document
from cliffhanger.news.story import Story

DAY = dt.date(2022, 11, 8)
STORY = Path(__file__).parents[2] / "src" / "cliffhanger" / "data" / "story-2022-11-08.txt"


def masked(text: str) -> Whole:
    return Whole(text, lacks(text))


def inside(value: Any) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from inside(part)
    elif isinstance(pattern := getattr(value, "pattern", None), Phrase):
        yield pattern


@pytest.fixture(scope="module")
def phrases() -> list[Phrase]:
    modules = [
        importlib.import_module(m.name)
        for m in pkgutil.walk_packages(news.__path__, "cliffhanger.news.")
    ]
    return list({p for module in modules for value in vars(module).values() for p in inside(value)})


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:based|adapted) (?:on|from) [PX]'s novels?\b", "it is adapted from P's novels"),
        (r"pick(?:ed|s)? (?:it )?up", "they picked up S"),
        (r"(?:season|series) \d\d?", "for season 12"),
        (r"(?:no\.? ?|#)[1-9]\b", "at #3 this week"),
        (r"un-?cancel+ed", "has been uncanceled"),
        (r"(?<=in )(?:may|june)(?= 20\d\d)", "due in june 2023"),
    ],
)
def test_a_phrase_is_found_where_its_pattern_matches(pattern: str, text: str) -> None:
    assert Phrase(pattern).search(masked(text)) is not None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:based|adapted) (?:on|from) [PX]'s novels?\b", "S was adapted from a story by P"),
        (r"\bgreen[- ]light for|\bthe chop\b", "the green door"),
        (r"(?:season|series) \d\d?", "for a season of ten"),
    ],
)
def test_a_phrase_is_not_tried_without_the_words_it_needs(pattern: str, text: str) -> None:
    assert not Phrase(pattern).may_be_in(masked(text))


@pytest.fixture(scope="module")
def sentences(shared: Path) -> list[Whole]:
    texts = [STORY.read_text("utf-8")]
    for file in sorted((shared / "data" / "articles").glob("*.json")):
        texts.append(json.loads(file.read_text("utf-8"))["text"])
    stories = (Story(Document(DAY, text), Lexicon()) for text in texts)
    return [masked(s.text) for story in stories for s in story.sentences]


def test_a_phrase_made_after_the_text_was_masked_is_tried() -> None:
    s = masked("quixotically renewed")
    assert Phrase(r"\bquixotically\b").search(s) is not None


def test_no_phrase_of_the_reader_is_skipped_where_it_matches(
    phrases: list[Phrase], sentences: list[Whole]
) -> None:
    assert len(phrases) > 150
    skipped = [
        (phrase.pattern.pattern[:60], s.text)
        for s in sentences
        for phrase in phrases
        if not phrase.may_be_in(s) and phrase.pattern.search(s.text)
    ]
    assert not skipped
