"""Articles from files: how they are dated, and what is refused with a word on what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cliffhanger.errors import ArticleError, FileError
from cliffhanger.news.page import (
    LARGEST,
    document_from_text,
    documents_in,
    open_document,
    open_documents,
)
from cliffhanger.news.read import read

BODY = (
    "Channel 4 has cancelled <em>Harbour Lights</em> after two series, the broadcaster said on "
    "Friday."
)
MORE = (
    "<p>The crime drama starred Bo Hill as Kate Moss-Side and was made in Leeds by people "
    "who loved it a lot.</p>" * 3
)
LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": '
    '"Harbour Lights axed", "datePublished": "2023-03-04T10:00:00Z", "author": {"name": "Jo '
    'Pen"}}]}</script>'
)
PAGE = (
    f"<!doctype html><html><head><title>Site</title>{LD}</head><body><nav>Home</nav><article><h"
    f"1>Harbour Lights axed</h1><p>{BODY}</p>{MORE}</article></body></html>"
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>TV Wire</title>
<item><title>Netflix renews 'Glass House'</title><link>https://example.org/1</link>
<pubDate>Tue, 07 Mar 2023 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Netflix has renewed &lt;i&gt;Glass House&lt;/i&gt;
for a third season.&lt;/p&gt;</description>
</item>
</channel></rss>"""


def one(text: str, day: dt.date | None = None) -> object:
    (document,) = documents_in(text, day=day)
    return document


def test_a_date_line_dates_the_text_and_stays_in_it() -> None:
    document = document_from_text(" date 2022-11-08 Netflix has news.")
    assert document.date == dt.date(2022, 11, 8)
    assert document.text.startswith(" date")


@pytest.mark.parametrize(
    "line", ["March 5, 2012", "03 January 2022", "TV | March 27, 2024", "[08/23/22] News"]
)
def test_a_line_that_is_a_date_dates_the_text(line: str) -> None:
    assert document_from_text(f"{line}\n\nNetflix has news.").date.year in (2012, 2022, 2024)


def test_no_date_says_how_to_give_one() -> None:
    with pytest.raises(ArticleError, match="--date"):
        document_from_text("Netflix has renewed Glass House.")
    assert document_from_text("Netflix has news.", day=dt.date(2020, 1, 2)).date.year == 2020


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date 2999-01-01 Netflix has news.", "future"),
        ("date 2022-13-45 Netflix has news.", "no day"),
        ("date 2022-11-08", "no text"),
        ("   \n ", "empty"),
        ("date 2022-11-08 Great news. Subscribe to continue reading this story.", "paywall"),
    ],
)
def test_an_article_that_cannot_be_used_is_refused(text: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        list(documents_in(text))


def test_a_binary_file_an_absent_one_and_a_huge_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\x00\x00\x00")
    with pytest.raises(FileError, match="not text"):
        open_document(tmp_path / "a.txt")
    with pytest.raises(FileError, match="no such file"):
        open_document(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(FileError, match="MB"):
        open_document(tmp_path / "c.txt")


def test_a_saved_page_gives_its_text_date_headline_and_author() -> None:
    (document,) = documents_in(PAGE)
    assert (document.date, document.title, document.authors) == (
        dt.date(2023, 3, 4),
        "Harbour Lights axed",
        ("Jo Pen",),
    )
    assert "Home" not in document.text
    (d,) = read(document).decisions
    assert (d.series, d.decision, d.season, d.announced_on) == (
        "Harbour Lights",
        "canceled",
        2,
        "2023-03-03",
    )


@pytest.mark.parametrize(
    "broken",
    [
        PAGE.replace("</p>", ""),
        PAGE[: len(PAGE) * 2 // 3],
        PAGE.replace("<article>", "<div><div><div><b><i>"),
        PAGE.replace('"@graph"', '"@graph'),
        "<html><body>" + "<div>" * 400 + BODY + "</html>",
    ],
)
def test_broken_pages_are_read_as_far_as_they_go(broken: str) -> None:
    (document,) = documents_in(broken, day=dt.date(2023, 3, 4))
    assert "Harbour Lights" in document.text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ArticleError, match="no article text"):
        list(documents_in("<html><head><script>var a = 1</script></head><body></body></html>"))


def test_a_feed_gives_a_document_an_entry() -> None:
    (document,) = documents_in(FEED)
    assert (document.date, document.source, document.url) == (
        dt.date(2023, 3, 7),
        "TV Wire",
        "https://example.org/1",
    )
    assert [(d.series, d.season) for d in read(document).decisions] == [("Glass House", 3)]


def test_a_folder_gives_its_documents_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("date 2022-11-08 Netflix has news of a show.", "utf-8")
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "notes.json").write_text("{}", "utf-8")
    assert [d.date.year for d in open_documents(tmp_path)] == [2023, 2022]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(
        "date 2022-11-08 Chlo\u00eb stars in the drama \u2018Caf\u00e9\u2019.".encode(encoding)
    )
    assert "Chlo\u00eb" in open_document(file).text
