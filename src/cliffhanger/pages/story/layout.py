"""A drafted story as Markdown and as HTML, each sentence with a note on what shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from itertools import zip_longest
from typing import ClassVar

from markupsafe import Markup, escape

from cliffhanger.pages import paths
from cliffhanger.pages.parts import Edition
from cliffhanger.pages.render import environment
from cliffhanger.pages.story.evidence import DECISION, NAME, Draft, Evidence, Fragment, Sentence

_URL = re.compile(r"(https?://[^\s;,()<>]+)")
_MARKS = {"signal": "signals", "genre": "genres", "kind": "based-on", "date": "premieres"}
"""The class of a statement's mark, by a field that only its kind has."""


@dataclass(frozen=True)
class Note:
    """What shows one sentence: its number, and where the rows are."""

    number: int
    shown_by: tuple[Markup, ...]


@dataclass(frozen=True)
class Told:
    """A sentence as HTML, with its note if it tells a fact."""

    html: Markup
    note: Note | None


@dataclass(frozen=True)
class StoryPage:
    """A drafted story; `template` is for the site, where an edition stands around it."""

    template: ClassVar[str] = "story.html"
    edition: Edition | None
    path: str
    title: str
    headline: Markup
    draft: Draft
    paragraphs: tuple[tuple[Told, ...], ...]
    notes: tuple[Note, ...]


def markdown(draft: Draft) -> str:
    """The story in Markdown: titles in italics, a footnote a sentence on what shows it."""
    notes: list[str] = []
    blocks = [f"# {_plain(draft.headline)}", f"*{_plain(draft.dateline)}*"]
    number = 0
    for paragraph in draft.paragraphs:
        sentences = []
        for sentence in paragraph:
            text = "".join(_marked_down(f) for f in sentence.fragments)
            if sentence.evidence:
                number += 1
                text += f"[^{number}]"
                places = (_escaped(where) for _, where in shown_by(sentence))
                notes.append(f"[^{number}]: {'; '.join(places)}.")
            sentences.append(text)
        blocks.append(" ".join(sentences))
    return "\n\n".join([*blocks, "\n".join(notes)]) + "\n"


def _plain(sentence: Sentence) -> str:
    return "".join(_escaped(f.text) for f in sentence.fragments)


def _marked_down(fragment: Fragment) -> str:
    text = _escaped(fragment.text)
    return f"*{text}*" if fragment.italic else text


def _escaped(text: str) -> str:
    """The text with what Markdown would read as marks escaped, and its addresses as links."""
    parts = _URL.split(text)
    plain = (re.sub(r"([\\`*_\[\]<>#])", r"\\\1", part) for part in parts[::2])
    links = [f"<{url}>" for url in parts[1::2]]
    return "".join(a + b for a, b in zip_longest(plain, links, fillvalue=""))


def shown_by(sentence: Sentence) -> list[tuple[str, str]]:
    """Where the rows of a sentence are, as (kind, place): the words of one document together."""
    found: dict[tuple[str, str], list[str]] = {}
    for evidence in sentence.evidence:
        if evidence.kind == "statement":
            row = evidence.rows[0]
            document = row["document"] or f"document {row['document_id']}"
            places = found.setdefault(("document", f"{document} of {row['document_date']}"), [])
            place = f"{evidence.value} ({row['span'][0]}–{row['span'][1]})"
        else:
            places, place = found.setdefault((evidence.kind, evidence.where), []), ""
        if place and place not in places:
            places.append(place)
    return [
        (kind, where + (f", characters: {', '.join(places)}" if places else ""))
        for (kind, where), places in found.items()
    ]


def html(draft: Draft) -> str:
    """The story as one HTML file that opens anywhere and asks nothing of any other place."""
    style = resources.files("cliffhanger") / "pages" / "static" / "style.css"
    template = environment().get_template("story_alone.html")
    css = Markup(style.read_text(encoding="utf-8"))
    return template.render(page=story_page(draft), css=css)


def story_page(draft: Draft, edition: Edition | None = None) -> StoryPage:
    """What the page of a story shows; with an edition, for `Renderer.page` and the site."""
    numbers = _numbers(draft)
    paragraphs = tuple(
        tuple(_told(sentence, numbers) for sentence in paragraph) for paragraph in draft.paragraphs
    )
    notes = tuple(told.note for paragraph in paragraphs for told in paragraph if told.note)
    headline = Markup("").join(_plain_html(f) for f in draft.headline.fragments)
    path = paths.article_path(draft.day, f"draft {draft.headline.text}")
    return StoryPage(edition, path, draft.headline.text, headline, draft, paragraphs, notes)


def _numbers(draft: Draft) -> dict[int, int]:
    """The number of each sentence that tells a fact, by its identity."""
    facts = (s for paragraph in draft.paragraphs for s in paragraph if s.evidence)
    return {id(sentence): number for number, sentence in enumerate(facts, 1)}


def _told(sentence: Sentence, numbers: dict[int, int]) -> Told:
    text = Markup("").join(_html(f) for f in sentence.fragments)
    number = numbers.get(id(sentence))
    return Told(text, Note(number, _places(sentence)) if number else None)


def _places(sentence: Sentence) -> tuple[Markup, ...]:
    return tuple(_linked(where) for _, where in shown_by(sentence))


def _linked(text: str) -> Markup:
    """The text as HTML, its addresses as links."""
    parts = _URL.split(text)
    link = Markup('<a href="{0}" rel="nofollow noopener">{0}</a>')
    return Markup("").join(link.format(p) if i % 2 else escape(p) for i, p in enumerate(parts))


def _plain_html(fragment: Fragment) -> Markup:
    text = escape(fragment.text)
    return Markup("<i>{}</i>").format(text) if fragment.italic else text


def _html(fragment: Fragment) -> Markup:
    text = _plain_html(fragment)
    mark = _mark(fragment.evidence[0]) if fragment.evidence else None
    if mark is None:
        return text
    where = "; ".join(dict.fromkeys(e.where for e in fragment.evidence))
    return Markup('<mark class="{}" title="{}">{}</mark>').format(f"m {mark}".strip(), where, text)


def _mark(evidence: Evidence) -> str | None:
    """The class of the mark; a name on its own is not marked, its note shows it."""
    if evidence.form == NAME:
        return None
    if evidence.form == DECISION:
        return "decisions"
    if evidence.kind != "statement":
        return ""
    return next((mark for key, mark in _MARKS.items() if key in evidence.rows[0]), "reasons")
