"""A drafted story as Markdown and as HTML, each sentence with a note on what shows it."""

from __future__ import annotations

import re
from importlib import resources
from itertools import zip_longest

from markupsafe import Markup, escape

from cliffhanger.pages import paths, words
from cliffhanger.pages.given import Given
from cliffhanger.pages.parts import Edition
from cliffhanger.pages.render import environment
from cliffhanger.pages.story.evidence import DECISION, NAME, Draft, Evidence, Fragment, Sentence
from cliffhanger.pages.story.places import URL, Linker, on_site, places, plain
from cliffhanger.pages.views_story import Shown, StoryPage, StoryText, Told

_MARKS = {"signal": "signals", "genre": "genres", "kind": "based-on", "date": "premieres"}
"""The class of a statement's mark, by a field that only its kind has."""
_FIGURE = "from-rows"
"""The class of the mark of what the charts, the odds and the catalogue give."""
_KEY = {name.replace("_", "-"): said for name, said in words.KINDS.items()}
_KEY |= {_FIGURE: "Figure, day or place", "reasons": "What somebody said"}


def markdown(draft: Draft) -> str:
    """The story in Markdown: titles in italics, a footnote a sentence on what shows it."""
    notes: list[str] = []
    blocks = [f"# {_plain(draft.headline)}", f"*{_plain(draft.dateline)}*"]
    for paragraph in draft.paragraphs:
        sentences = []
        for sentence in paragraph:
            text = "".join(_marked_down(f) for f in sentence.fragments)
            if sentence.evidence:
                number = len(notes) + 1
                text += f"[^{number}]"
                shown = "; ".join(_escaped(place.where) for place in places(sentence))
                notes.append(f"[^{number}]: {shown}.")
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
    parts = URL.split(text)
    plainly = (re.sub(r"([\\`*_\[\]<>#])", r"\\\1", part) for part in parts[::2])
    links = [f"<{url}>" for url in parts[1::2]]
    return "".join(a + b for a, b in zip_longest(plainly, links, fillvalue=""))


def html(draft: Draft) -> str:
    """The story as one HTML file that opens anywhere and asks nothing of any other place."""
    style = resources.files("cliffhanger") / "pages" / "static" / "style.css"
    template = environment().get_template("story_alone.html")
    css = Markup(style.read_text(encoding="utf-8"))
    return template.render(story=laid_out(draft), css=css)


def story_page(given: Given, edition: Edition, draft: Draft) -> StoryPage:
    """The page of a story on the site: what shows each sentence leads to its rows there."""
    path = paths.story_path(draft.day, draft.headline.text)
    decided = draft.decided.items()
    shown = (row for sentence in draft.sentences for e in sentence.evidence for row in e.rows)
    addresses = (source for row in shown for source in [row, *row.get("sources", ())])
    urls = (source.get("source_url") for source in addresses)
    return StoryPage(
        edition=edition,
        path=path,
        title=draft.headline.text,
        date=draft.day,
        html=laid_out(draft, on_site(given, path)),
        about=tuple((title_id, row["show_title"], row["decision"]) for title_id, row in decided),
        sources=tuple(dict.fromkeys(url for url in urls if url and URL.fullmatch(url))),
        story=draft.as_dict(),
    )


def laid_out(draft: Draft, link: Linker = plain) -> StoryText:
    """The story as HTML; `link` says how a place that shows a sentence is written."""
    notes = {
        id(sentence): Shown(number, tuple(link(place) for place in places(sentence)))
        for number, sentence in draft.noted
    }
    marks = dict.fromkeys(m for s in draft.sentences for f in s.fragments if (m := _mark(f)))
    return StoryText(
        headline=in_html(draft.headline),
        dateline=draft.dateline.text,
        day=draft.day,
        as_of=draft.as_of,
        paragraphs=tuple(
            tuple(Told(_marked(s), notes.get(id(s))) for s in paragraph)
            for paragraph in draft.paragraphs
        ),
        notes=tuple(notes.values()),
        kinds=tuple((mark, said) for mark, said in _KEY.items() if mark in marks),
    )


def in_html(sentence: Sentence) -> Markup:
    """A sentence as HTML, titles in italics, without marks."""
    return Markup("").join(_plain_html(f) for f in sentence.fragments)


def _marked(sentence: Sentence) -> Markup:
    return Markup("").join(_html(f) for f in sentence.fragments)


def _plain_html(fragment: Fragment) -> Markup:
    text = escape(fragment.text)
    return Markup("<i>{}</i>").format(text) if fragment.italic else text


def _html(fragment: Fragment) -> Markup:
    text, mark = _plain_html(fragment), _mark(fragment)
    if mark is None:
        return text
    where = "; ".join(dict.fromkeys(e.where for e in fragment.evidence))
    return Markup('<mark class="{}" title="{}">{}</mark>').format(f"m {mark}", where, text)


def _mark(fragment: Fragment) -> str | None:
    """The class of the mark of a fact; a name on its own is not marked, its note shows it."""
    if not fragment.evidence or fragment.form == NAME:
        return None
    if fragment.form == DECISION:
        return "decisions"
    return _statement_mark(fragment.evidence[0])


def _statement_mark(evidence: Evidence) -> str:
    if evidence.kind != "statement":
        return _FIGURE
    return next((mark for key, mark in _MARKS.items() if key in evidence.rows[0]), "reasons")
