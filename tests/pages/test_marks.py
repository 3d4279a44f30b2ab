from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cliffhanger.pages.marks import Mark, marked, paragraphs
from tests.pages.crawl import Seen


class Marked(HTMLParser):
    """The text of marked HTML, and what each mark covers."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.covers, self.ids = "", dict[int, str](), list[str]()
        self._open: list[int] = []
        self._aside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        if tag == "mark":
            self._open.append(int(got["data-n"] or 0))
            self.ids += [got["id"] or ""] if "id" in got else []
        self._aside = tag == "a"

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()
        self._aside = False

    def handle_data(self, data: str) -> None:
        if self._aside:
            return
        self.text += data
        for number in self._open:
            self.covers[number] = self.covers.get(number, "") + data


def test_nested_spans_nest() -> None:
    outer, inner = Mark(1, "decisions", "a", (0, 10)), Mark(2, "people", "b", (2, 5))
    html = str(marked("0123456789", [inner, outer]))
    assert html == (
        '<mark class="m decisions" data-n="1" id="s1">01<mark class="m people" data-n="2" id="s2">'
        '234</mark><a class="ref" href="#n2" aria-label="note 2: b">2</a>56789</mark>'
        '<a class="ref" href="#n1" aria-label="note 1: a">1</a>'
    )


def test_crossing_spans_are_cut_and_keep_one_id() -> None:
    html = str(marked("0123456789", [Mark(1, "a", "a", (0, 6)), Mark(2, "b", "b", (4, 9))]))
    got = Marked(html)
    assert got.covers == {1: "012345", 2: "45678"}
    assert got.ids == ["s1", "s2"]
    assert html.count('href="#n2"') == 1


def test_a_span_over_a_paragraph_break_is_marked_in_both() -> None:
    text = "One two.\n\nThree four."
    parts = paragraphs(text, [Mark(1, "a", "a", (4, 15))])
    assert [Marked(str(p.html)).covers for p in parts] == [{1: "two."}, {1: "Three"}]
    assert [p.numbers for p in parts] == [(1,), ()]
    assert sum(str(p.html).count("#n1") for p in parts) == 1


def test_text_and_labels_are_escaped() -> None:
    text = "a <b> & \"c\" 'd'"
    html = str(marked(text, [Mark(1, "a", '"><script>', (0, len(text)))]))
    assert Marked(html).text == text
    assert "<script" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not within"):
        paragraphs("text", [Mark(1, "a", "a", span)])


@given(st.data())
def test_marks_cover_exactly_their_spans(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab <&\"'é", min_size=1, max_size=40))
    place = st.integers(0, len(text) - 1)
    pairs = data.draw(st.lists(st.tuples(place, place), max_size=6))
    spans = [(min(p), max(p) + 1) for p in pairs]
    marks = [Mark(n, "people", "x", span) for n, span in enumerate(spans, 1)]
    html = str(marked(text, marks))
    got = Marked(html)
    assert got.text == text
    assert got.covers == {m.number: text[slice(*m.span)] for m in marks}
    assert sorted(got.ids) == sorted(f"s{m.number}" for m in marks)
    assert Seen(html).wrong == []
