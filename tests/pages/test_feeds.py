from __future__ import annotations

import datetime as dt

import feedparser
from lxml import etree

from cliffhanger.pages import feeds
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.parts import DecisionRow, Name

ATOM = "{http://www.w3.org/2005/Atom}"


def decision(day: int, said: str, season: int = 1, title: str = "kaos") -> DecisionRow:
    known = dt.date(2022, 11, day)
    name = Name("Kaos", f"after season {season}", "", None, title)
    return DecisionRow(
        name, season, said, None, str(known), known, "day", None, "high", None, (), None
    )


def told(*rows: DecisionRow) -> list[tuple[int, str]]:
    return [(began.day, row.decision) for began, row in feeds.settled(rows)]


def test_a_decision_that_flaps_notifies_once() -> None:
    flapping = [decision(1, "renewed"), decision(2, "canceled"), decision(3, "renewed")]
    assert told(*flapping) == [(1, "renewed")]
    ids = {e.id for n in (1, 2, 3) for e in feeds.decision_entries("", flapping[:n])}
    assert len(ids) == 1


def test_a_decision_that_is_reversed_later_notifies_again() -> None:
    rows = [decision(1, "canceled"), decision(10, "renewed")]
    assert told(*rows) == [(1, "canceled"), (10, "renewed")]


def test_the_same_word_again_later_notifies_nobody() -> None:
    assert told(decision(1, "canceled"), decision(20, "canceled")) == [(1, "canceled")]


def test_seasons_and_series_are_notified_apart() -> None:
    rows = [decision(1, "renewed"), decision(1, "renewed", 2), decision(1, "ended", title="other")]
    assert len(told(*rows)) == 3


def test_every_feed_is_whole_and_says_what_atom_asks_for(contents: Contents) -> None:
    paths = [path for path in contents.files if path.endswith(".atom")]
    assert "feeds/series/partner-track.atom" in paths
    for path in paths:
        xml = contents.files[path].make()
        parsed = feedparser.parse(xml)
        assert not parsed.bozo, path
        feed = etree.fromstring(xml)
        for name in ("id", "title", "updated"):
            assert len(feed.findall(ATOM + name)) == 1, (path, name)
        assert feed.find(ATOM + "author") is not None
        ids = [entry.findtext(ATOM + "id") for entry in feed.findall(ATOM + "entry")]
        assert len(ids) == len(set(ids)), path
        assert all(i and i.startswith("tag:desk.example,2022:") for i in ids), path
        for entry in feed.findall(ATOM + "entry"):
            for name in ("title", "updated", "published"):
                assert entry.findtext(ATOM + name), path
            assert (entry.findtext(ATOM + "updated") or "") <= "2022-11-09T00:00:00+00:00"
            assert entry.find(ATOM + "link").get("href").startswith("https://desk.example/")  # type: ignore[union-attr]


def test_the_feed_of_decisions_has_the_newest_first_and_says_the_odds_before(
    contents: Contents,
) -> None:
    entries = feedparser.parse(contents.files["feeds/decisions.atom"].make()).entries
    assert len(entries) == feeds.NEWEST
    updated = [entry.updated for entry in entries]
    assert updated == sorted(updated, reverse=True)
    [track] = [e for e in entries if e.title == "Partner Track: canceled after season 1"]
    assert "reconstructed" in track.content[0].value


def test_a_feed_without_an_address_leads_from_where_it_stands(given: dict[str, object]) -> None:
    from cliffhanger.pages.given import Given

    contents = Contents(Given(**given))  # type: ignore[arg-type]
    xml = contents.files["feeds/series/partner-track.atom"].make().decode()
    assert 'href="../../seasons/partner-track-s1.html"' in xml
    assert "tag:cliffhanger.invalid,2022:" in xml
    assert "sitemap.xml" not in contents.files


def test_the_site_map_names_every_page_by_its_whole_address(contents: Contents) -> None:
    places = [e.text for e in etree.fromstring(contents.files["sitemap.xml"].make()).iter("{*}loc")]
    assert len(places) == len(contents.pages)
    assert "https://desk.example/seasons/partner-track-s1.html" in places
