from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError
from cliffhanger.pages.given import Article, Given
from cliffhanger.pages.parts import TrackRecord
from cliffhanger.pages.site import publish
from cliffhanger.titles import Catalogue
from tests.pages.conftest import DAY, SEASONS, edition, story
from tests.pages.crawl import Seen, crawl, dead_links

HOSTILE = """<script>alert("x")</script> & 'Co' <b>"""


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def story_page(site: Path) -> str:
    pages = [p for p in (site / "articles").iterdir() if p.name != "index.html"]
    return pages[0].read_text(encoding="utf-8")


def test_every_internal_link_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    assert dead_links(site) == []


def test_every_page_is_reached_from_the_board(site: Path) -> None:
    pages = crawl(site)
    reached, todo = set(), ["index.html"]
    while todo:
        name = todo.pop()
        if name in reached:
            continue
        reached.add(name)
        for link in pages[name].links:
            to = link.split("#")[0].split("?")[0]
            if "://" not in link and to.endswith(".html"):
                path = (site / name).parent / to
                todo.append(str(path.resolve().relative_to(site.resolve())))
    assert reached == set(pages)


def test_no_page_asks_anything_of_another_place(site: Path) -> None:
    for name, seen in crawl(site).items():
        for load in seen.loads:
            assert load.startswith("data:") or (site / name).parent.joinpath(load).is_file(), load
    css = read(site, "static/style.css")
    assert "@import" not in css
    assert "url(" not in css
    assert not re.search(r"fetch|XMLHttp|import\(|https?:", read(site, "static/desk.js"))


def test_the_same_input_gives_the_same_bytes(
    site: Path, given: dict[str, Any], tmp_path: Path
) -> None:
    publish(tmp_path, Given(**given))
    names = {str(p.relative_to(site)) for p in site.rglob("*") if p.is_file()}
    assert names == {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert all((site / n).read_bytes() == (tmp_path / n).read_bytes() for n in names)


def test_a_page_that_would_not_change_is_not_written_again(
    given: dict[str, Any], tmp_path: Path
) -> None:
    first = publish(tmp_path, Given(**given))
    page = tmp_path / "decided.html"
    before = page.stat().st_mtime_ns
    page_2 = tmp_path / "about.html"
    page_2.write_text("spoiled")
    again = publish(tmp_path, Given(**given))
    assert (again.written, again.unchanged) == (1, first.written - 1)
    assert page.stat().st_mtime_ns == before
    assert not list(tmp_path.rglob("*.part"))


def test_a_page_of_the_edition_before_goes_and_strange_files_stay(
    given: dict[str, Any], tmp_path: Path
) -> None:
    publish(tmp_path, Given(**given))
    (tmp_path / "seasons" / "mine.html").write_text("mine")
    before = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")}
    fewer = given["runs"].filter(pl.col("season_id") != "young-royals-s2")
    board = [s for s in given["board"] if s.season_id != "young-royals-s2"]
    done = publish(tmp_path, Given(**{**given, "runs": fewer, "board": board}))
    assert done.removed >= 1
    gone = before - {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")}
    assert all("young-royals" in name or name.startswith("titles/") for name in gone), gone
    assert not (tmp_path / "seasons" / "young-royals-s2.html").exists()
    assert (tmp_path / "seasons" / "mine.html").read_text() == "mine"


def test_a_list_of_old_pages_never_removes_what_lies_outside_the_site(
    given: dict[str, Any], tmp_path: Path
) -> None:
    outside = tmp_path / "precious.html"
    outside.write_text("precious")
    out = tmp_path / "site"
    out.mkdir()
    (out / "site.txt").write_text(f"../precious.html\n{outside}\n")
    publish(out, Given(**given))
    assert outside.read_text() == "precious"


def test_a_folder_that_cannot_be_written_is_named(given: dict[str, Any], tmp_path: Path) -> None:
    taken = tmp_path / "site"
    taken.write_text("a file")
    with pytest.raises(DeskError, match="site"):
        publish(taken, Given(**given))
    assert taken.read_text() == "a file"


def test_progress_counts_to_the_number_of_pages(given: dict[str, Any], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    publish(tmp_path, Given(**given), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(list(tmp_path.rglob("*.html")))


def test_every_page_says_its_language_title_one_heading_and_landmarks(site: Path) -> None:
    titles = set()
    for name, seen in crawl(site).items():
        page = read(site, name)
        assert seen.wrong == [], name
        assert page.startswith('<!doctype html>\n<html lang="en">'), name
        assert seen.headings.count("h1") == 1, name
        for landmark in ("main", "header", "nav", "footer"):
            assert landmark in seen.tags, name
        assert seen.links[0] == "#main", name
        assert 'name="viewport"' in page, name
        found = re.search(r"<title>(.+?) · Cliffhanger</title>", page)
        assert found, name
        titles.add(found[1])
    assert len(titles) == len(crawl(site))


def test_every_table_has_a_caption_and_headers_with_a_scope(site: Path) -> None:
    for name, seen in crawl(site).items():
        assert seen.tags.count("table") == seen.tags.count("caption"), name
        assert all(attrs.get("scope") for tag, attrs in seen.attrs if tag == "th"), name


def test_hostile_titles_are_shown_and_never_run(given: dict[str, Any], tmp_path: Path) -> None:
    named = pl.when(pl.col("season_id") == "inside-man-s1").then(pl.lit(HOSTILE))
    changed = {
        key: given[key].with_columns(
            show_title=named.otherwise("show_title"),
            season_title=named.otherwise("season_title"),
        )
        for key in ("chart", "runs")
    }
    reading = story(title=HOSTILE)
    person = replace(reading.people[0], person=HOSTILE, series=HOSTILE)
    articles = [Article(replace(reading, people=(person,)), given["articles"][0].checked)]
    link = pl.when(pl.col("title_id") == "partner-track").then(pl.lit("javascript:alert(1)"))
    decisions = given["decisions"].with_columns(
        show_title=pl.lit(HOSTILE), source_url=link.otherwise("source_url"), network=pl.lit(HOSTILE)
    )
    publish(tmp_path, Given(**{**given, **changed, "articles": articles, "decisions": decisions}))
    assert dead_links(tmp_path) == []
    for name, seen in crawl(tmp_path).items():
        assert seen.wrong == [], name
        scripts = [a for t, a in seen.attrs if t == "script"]
        ours = ("static/desk.js", "static/titles.js", "static/find.js")
        for script in scripts:
            src = script.get("src")
            assert src.endswith(ours) if src else script["type"] == "application/ld+json", name
        assert "b" not in [t for t, a in seen.attrs if a.get("class") != "on"], name
        assert not [link for link in seen.links if link.startswith("javascript")], name
        assert not [a for _, attrs in seen.attrs for a in attrs if a.startswith("on")], name
    assert HOSTILE in Seen(read(tmp_path, "seasons/inside-man-s1.html")).text
    assert HOSTILE in Seen(read(tmp_path, "decided.html")).text


def test_a_season_page_holds_its_run_week_by_week(site: Path) -> None:
    seen = Seen(read(site, "seasons/partner-track-s1.html"))
    for week in ("2022-08-28", "2022-09-04", "2022-09-11"):
        assert f"w{week}" in seen.ids
    for figure in ("16,660,000", "31,140,000", "18,210,000", "▲3", "▼2", "30 Aug 2022"):
        assert figure in seen.text, figure


def test_a_plot_stands_beside_its_data(site: Path) -> None:
    for season in SEASONS:
        page = read(site, f"seasons/{season}.html")
        seen = Seen(page)
        assert page.count('<svg class="plot"') == 1
        assert "weeks" in seen.ids, season
        assert "The bands as numbers" in seen.text, season
        assert "spent" in seen.text, season
        assert len(page.encode()) < 150_000


def test_the_board_shows_the_most_at_risk_first_with_interval_and_baselines(
    site: Path, given: dict[str, Any]
) -> None:
    page = read(site, "index.html")
    rows = page[page.index('<table class="board') :].split("<tr>")[2:]
    assert len(rows) == len(given["board"]) > 1
    chances = [s.odds.p for s in given["board"]]
    assert chances == sorted(chances)
    for row, season in zip(rows, given["board"], strict=True):
        text = Seen(row.split("</tr>")[0]).text
        assert season.show_title in text
        assert f"{100 * season.odds.p:.0f}\u202f%" in text
        assert f"{100 * season.odds.low:.0f}–{100 * season.odds.high:.0f}\u202f%" in text
        for odds in season.baselines.values():
            assert f"{100 * odds.p:.0f}\u202f%" in text


def test_odds_are_never_shown_without_how_good_they_have_been(site: Path) -> None:
    shown = 0
    for name, seen in crawl(site).items():
        if re.search(r"\d\u202f%", seen.text) and "chance" in seen.text:
            assert "How good are these odds?" in seen.text, name
            assert "no track record yet" in seen.text, name
            shown += 1
    assert shown > 3


def test_a_track_record_takes_the_place_of_the_plain_statement(
    given: dict[str, Any], tmp_path: Path
) -> None:
    publish(tmp_path, Given(**given, track=TrackRecord(40, 12, 0.201, 0.24)))
    text = Seen(read(tmp_path, "index.html")).text
    assert "12 forecasts resolved of 40 issued" in text
    assert "0.201" in text
    assert "0.240" in text
    assert "no track record yet" not in text


def test_odds_made_later_are_marked_reconstructed_everywhere(
    site: Path, given: dict[str, Any], tmp_path: Path
) -> None:
    assert all("Reconstructed" in seen.text for seen in crawl(site).values())
    publish(tmp_path, Given(**{**given, "reconstructed": False}))
    pages = crawl(tmp_path)
    assert "Reconstructed" not in pages["seasons/inside-man-s1.html"].text
    for eve in ("index.html", "decided.html", "seasons/partner-track-s1.html"):
        assert "Reconstructed" in pages[eve].text, eve


def test_a_decision_carries_both_days_its_source_and_its_words(site: Path) -> None:
    page = read(site, "seasons/partner-track-s1.html")
    table = page[page.index('id="decisions"') :]
    seen = Seen(table[table.index("<tbody>") : table.index("</tbody>") + 8])
    assert "Canceled" in seen.text
    assert seen.text.count("8 Nov 2022") == 2
    assert "activenoon.com" in seen.text
    assert any(re.search(r"articles/.*#s\d", link) for link in seen.links)


def test_the_story_shows_its_claim_with_verdict_rows_and_place_among_peers(site: Path) -> None:
    text = Seen(story_page(site)).text
    assert "Supported" in text
    assert "85 finished first-season runs" in text
    assert "56\u202f% shorter" in text
    assert "28 Aug 2022, No. 7" in text


def test_a_story_of_a_later_day_and_a_decision_learned_later_leave_no_trace(
    site: Path, given: dict[str, Any], tmp_path: Path
) -> None:
    late = (
        given["decisions"]
        .head(1)
        .with_columns(show_title=pl.lit("From the future"), learned_on=pl.lit(dt.date(2022, 11, 9)))
    )
    reading = story(title="From the future")
    document = replace(reading.document, date=dt.date(2022, 11, 9))
    changed = {
        "decisions": pl.concat([given["decisions"], late]),
        "articles": [*given["articles"], Article(replace(reading, document=document))],
    }
    publish(tmp_path, Given(**{**given, **changed}))
    for path in site.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(site)).read_bytes(), path


@pytest.mark.parametrize(("day", "weeks"), [("2022-09-26", 2), ("2022-09-27", 3)])
def test_the_imperfects_had_two_weeks_and_three_a_day_later(
    chart_on: Callable[[str], pl.DataFrame],
    catalogue: Catalogue,
    tmp_path: Path,
    day: str,
    weeks: int,
) -> None:
    given = edition(chart_on(day), catalogue, day, ("the-imperfects-s1",))
    publish(tmp_path, Given(**{**given, "articles": []}))
    ids = Seen(read(tmp_path, "seasons/the-imperfects-s1.html")).ids
    assert sum(i.startswith("w2022") for i in ids) == weeks


def test_an_edition_without_odds_decisions_or_stories_is_still_whole(
    given: dict[str, Any], tmp_path: Path
) -> None:
    bare: dict[str, Any] = {
        "board": [],
        "decided": [],
        "articles": [],
        "decisions": given["decisions"].clear(),
        "outcomes": given["outcomes"].clear(),
    }
    publish(tmp_path, Given(**{**given, **bare}))
    assert dead_links(tmp_path) == []
    assert "No season was open then" in Seen(read(tmp_path, "index.html")).text
    assert "Too few fates" in Seen(read(tmp_path, "seasons/inside-man-s1.html")).text


def test_a_time_within_a_day_is_said(given: dict[str, Any], tmp_path: Path) -> None:
    publish(tmp_path, Given(**{**given, "as_of": AsOf.parse(f"{DAY}T20:30")}))
    assert "As known at 20:30 UTC on 8 November 2022" in Seen(read(tmp_path, "index.html")).text


def test_stories_of_one_name_and_day_have_pages_of_their_own(
    given: dict[str, Any], tmp_path: Path
) -> None:
    twice = [Article(story(title="Canceled")), Article(story(title="Canceled"))]
    publish(tmp_path, Given(**{**given, "articles": twice}))
    assert (tmp_path / "articles" / "2022-11-08-canceled.html").is_file()
    assert (tmp_path / "articles" / "2022-11-08-canceled-2.html").is_file()
    assert dead_links(tmp_path) == []
