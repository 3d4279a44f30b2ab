"""A drafted story as Markdown and as HTML, each sentence with a note on what shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from markupsafe import Markup, escape

from cliffhanger.pages import words
from cliffhanger.pages.render import environment
from cliffhanger.pages.story_evidence import NAME, Draft, Evidence, Fragment, Sentence

_MARKS = {
    "decision": "decisions",
    "chart": "chart-claims",
    "peers": "chart-claims",
    "season": "premieres",
    "odds": "chart-claims",
    "track": "chart-claims",
}


@dataclass(frozen=True)
class Note:
    """What shows one sentence: its number, and where the rows are."""

    number: int
    shown_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Told:
    """A sentence as HTML, with its note if it tells a fact."""

    html: Markup
    note: Note | None


@dataclass(frozen=True)
class StoryPage:
    """A drafted story; `template` is for the site, where an edition stands around it."""

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
                notes.append(f"[^{number}]: {'; '.join(_wheres(sentence))}.")
            sentences.append(text)
        blocks.append(" ".join(sentences))
    return "\n\n".join([*blocks, "\n".join(notes)]) + "\n"


def _plain(sentence: Sentence) -> str:
    return "".join(_escaped(f.text) for f in sentence.fragments)


def _marked_down(fragment: Fragment) -> str:
    text = _escaped(fragment.text)
    return f"*{text}*" if fragment.italic else text


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


def _wheres(sentence: Sentence) -> list[str]:
    return [_escaped(where) for where in dict.fromkeys(e.where for e in sentence.evidence)]


def html(draft: Draft) -> str:
    """The story as one HTML file that opens anywhere and asks nothing of any other place."""
    style = resources.files("cliffhanger") / "pages" / "static" / "style.css"
    template = environment().get_template("story_alone.html")
    css = Markup(style.read_text(encoding="utf-8"))
    return template.render(page=story_page(draft), css=css, words=words)


def story_page(draft: Draft) -> StoryPage:
    """What the page of a story shows."""
    numbers = _numbers(draft)
    paragraphs = tuple(
        tuple(_told(sentence, numbers) for sentence in paragraph) for paragraph in draft.paragraphs
    )
    notes = tuple(told.note for paragraph in paragraphs for told in paragraph if told.note)
    headline = Markup("").join(_html(f) for f in draft.headline.fragments)
    return StoryPage(draft.headline.text, headline, draft, paragraphs, notes)


def _numbers(draft: Draft) -> dict[int, int]:
    """The number of each sentence that tells a fact, by its identity."""
    facts = (s for paragraph in draft.paragraphs for s in paragraph if s.evidence)
    return {id(sentence): number for number, sentence in enumerate(facts, 1)}


def _told(sentence: Sentence, numbers: dict[int, int]) -> Told:
    text = Markup("").join(_html(f) for f in sentence.fragments)
    number = numbers.get(id(sentence))
    return Told(text, Note(number, tuple(_shown_by(sentence))) if number else None)


def _shown_by(sentence: Sentence) -> Iterator[tuple[str, str]]:
    seen = set()
    for evidence in sentence.evidence:
        if evidence.where not in seen:
            seen.add(evidence.where)
            yield evidence.kind, evidence.where


def _html(fragment: Fragment) -> Markup:
    text = escape(fragment.text)
    if fragment.italic:
        text = Markup("<i>{}</i>").format(text)
    mark = _mark(fragment.evidence[0]) if fragment.evidence else None
    if mark is None:
        return text
    where = "; ".join(dict.fromkeys(e.where for e in fragment.evidence))
    return Markup('<mark class="m {}" title="{}">{}</mark>').format(mark, where, text)


def _mark(evidence: Evidence) -> str | None:
    """The class of the mark; a name on its own is not marked, its note shows it."""
    if evidence.form == NAME:
        return None
    if evidence.kind == "statement":
        row = evidence.rows[0]
        given = {"signal": "signals", "genre": "genres", "kind": "based-on", "date": "premieres"}
        return next((mark for key, mark in given.items() if key in row), "reasons")
    return _MARKS.get(evidence.kind)
