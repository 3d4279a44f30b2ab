"""Our own stories on the site: kept in the desk, shown from their moment on, refused if spoiled."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from cliffhanger.charts import sources, vintages
from cliffhanger.cli.main import app as cli
from cliffhanger.days import AsOf
from cliffhanger.errors import DeskError, InputError
from cliffhanger.odds.known import Known
from cliffhanger.pages.contents import Contents
from cliffhanger.pages.editions import given_of
from cliffhanger.pages.given import Article, Given
from cliffhanger.pages.readers.room import Room
from cliffhanger.pages.render import Renderer
from cliffhanger.pages.server import foot
from cliffhanger.pages.server.current import Current
from cliffhanger.pages.server.serve import app
from cliffhanger.pages.server.shelf import Shelf
from cliffhanger.pages.site import publish as publish_site
from cliffhanger.pages.stories import path_of
from cliffhanger.pages.story.evidence import Draft
from cliffhanger.pages.story.published import folder, publish, published
from cliffhanger.pages.subjects import key_of, subject
from cliffhanger.store.desk import Desk
from cliffhanger.store.record import open_record
from cliffhanger.titles import bundled
from tests.pages.conftest import DAY
from tests.pages.crawl import Seen, dead_links
from tests.pages.test_serve import CHANGED, Standing

NAME = "2022-11-08-netflix-cancels-partner-track-and-the-imperfects-renews-the-empress"
PAGE = f"stories/{NAME}.html"


def text(contents: Contents, path: str) -> str:
    return contents.files[path].make().decode()


def test_a_published_story_is_read_back_as_it_was(draft: Draft, tmp_path: Path) -> None:
    path = publish(Desk.at(tmp_path), draft)
    assert path == tmp_path / "stories" / f"{NAME}.json"
    assert published(Desk.at(tmp_path)) == [draft]
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    openers = json.loads(path.read_bytes())["openers"]
    assert openers == sorted(draft.openers)


def test_the_command_line_prints_a_story_and_publishes_it(
    newsdesk: Desk, draft: Draft, tmp_path: Path
) -> None:
    desk = Desk.at(shutil.copytree(newsdesk.path, tmp_path / "desk"))
    words = ["--desk", str(desk.path), "story", "--as-of", DAY, "--format", "txt", "--publish"]
    made = CliRunner().invoke(cli, words)
    assert made.exit_code == 0
    assert made.stdout == draft.text + "\n"
    assert made.stderr == f"published: {folder(desk) / NAME}.json\n"
    assert published(desk) == [draft]


def test_a_story_published_again_takes_the_place_of_the_one_before(
    draft: Draft, tmp_path: Path
) -> None:
    desk = Desk.at(tmp_path)
    publish(desk, draft)
    assert len(published(desk)[0].paragraphs) == len(draft.paragraphs)
    publish(desk, replace(draft, paragraphs=draft.paragraphs[:-1]))
    [again] = published(desk)
    assert again.paragraphs == draft.paragraphs[:-1]


def test_a_story_that_says_what_it_cannot_show_is_not_published(
    draft: Draft, tmp_path: Path
) -> None:
    bare = replace(draft.headline.fragments[0], text="Forty of HBO’s series end; ", evidence=())
    headline = replace(draft.headline, fragments=(bare, *draft.headline.fragments))
    with pytest.raises(InputError, match="without evidence"):
        publish(Desk.at(tmp_path), replace(draft, headline=headline))
    assert not folder(Desk.at(tmp_path)).exists()


def spoiled(told: dict[str, Any], how: str) -> bytes:
    """The story's file with one thing wrong in it."""
    if how == "cut":
        return json.dumps(told).encode()[:-9]
    if how == "bytes":
        return b"\xff\xfe\x00"
    if how == "half":
        del told["headline"]
    if how == "moment":
        told["as_of"] = "some day"
    if how == "figure":
        fragments = [f for p in told["paragraphs"] for s in p for f in s["fragments"]]
        next(f for f in fragments if f["text"] == "56 percent")["text"] = "65 percent"
    if how == "sum":
        told["paragraphs"][0][0]["fragments"][0]["evidence"][0]["how"] = "field:nothing"
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("cut", "this is no story"),
        ("bytes", "this is no story"),
        ("half", "headline: Field required"),
        ("moment", "'some day' is not a day"),
        ("figure", "“65 percent” is not what its evidence says"),
        ("sum", "does not work out"),
    ],
)
def test_a_spoiled_story_is_refused_by_the_name_of_its_file(
    draft: Draft, tmp_path: Path, how: str, said: str
) -> None:
    path = publish(Desk.at(tmp_path), draft)
    path.write_bytes(spoiled(json.loads(path.read_bytes()), how))
    with pytest.raises(DeskError) as refused:
        published(Desk.at(tmp_path))
    assert str(refused.value).startswith(str(path))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_story_under_the_name_of_another_is_refused(draft: Draft, tmp_path: Path) -> None:
    path = publish(Desk.at(tmp_path), draft)
    path.rename(path.with_name("2022-11-08-else.json"))
    with pytest.raises(DeskError, match=f"belongs in {NAME}.json"):
        published(Desk.at(tmp_path))


def test_a_folder_that_cannot_be_written_is_named(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "stories").write_text("a file")
    with pytest.raises(DeskError, match="stories: the story cannot be written"):
        publish(Desk.at(tmp_path), draft)


def test_a_story_has_a_page_that_says_whose_it_is_and_shows_every_fact(
    contents: Contents, draft: Draft
) -> None:
    page = text(contents, PAGE)
    seen = Seen(page)
    assert seen.wrong == []
    assert "Our own draft, every fact shown" in seen.text
    assert "These odds are reconstructed" in seen.text
    assert "Reconstructed" in seen.text
    for number, sentence in draft.noted:
        assert {f"t{number}", f"e{number}"} <= set(seen.ids)
        assert sentence.text in seen.text.replace(f"{sentence.text}{number}", sentence.text)
    assert len(page.encode()) < 150_000


def test_what_shows_a_sentence_leads_to_its_rows(contents: Contents) -> None:
    links = Seen(text(contents, PAGE)).links
    for to in (
        "../charts/2022-08-28.html#tv-english-7",
        "../seasons/partner-track-s1.html#odds",
        "../seasons/partner-track-s1.html#known",
        "../series/partner-track.html",
    ):
        assert to in links, to


def test_the_words_of_an_article_that_was_read_are_led_to(newsdesk: Desk, whole: Given) -> None:
    [reading] = Known(newsdesk, AsOf.parse(DAY)).readings()
    made = Contents(replace(whole, articles=[Article(reading)]))
    [article] = made.given.articles
    ids = Seen(text(made, article.path)).ids
    marks = [
        link.partition("#")[2]
        for link in Seen(text(made, PAGE)).links
        if link.startswith(f"../{article.path}#")
    ]
    assert len(marks) > 20
    assert set(marks) <= set(ids)


def test_every_link_of_a_site_with_stories_leads_somewhere(
    given: dict[str, Any], draft: Draft, tmp_path: Path
) -> None:
    publish_site(tmp_path, Given(**given, stories=[draft]))
    assert dead_links(tmp_path) == []


def test_the_list_tells_our_own_from_what_was_read(contents: Contents) -> None:
    page = text(contents, "articles/index.html")
    own, read = page.index('id="own"'), page.index('id="read"')
    assert own < page.index(f'href="../{PAGE}"') < read
    assert read < page.index(f'href="../{contents.given.articles[0].path}"')
    rows = list(csv.DictReader(io.StringIO(text(contents, "articles/index.csv"))))
    assert [(row["own"], row["page"] == PAGE) for row in rows] == [
        ("True", True),
        ("False", False),
    ]
    assert int(rows[0]["facts"]) > 100


def test_a_story_is_in_the_feeds_of_stories_and_of_the_series_it_names(contents: Contents) -> None:
    for feed in ("stories", "series/partner-track", "series/the-imperfects", "series/the-watcher"):
        entries = feedparser.parse(text(contents, f"feeds/{feed}.atom")).entries
        [own] = [entry for entry in entries if entry.link == f"https://desk.example/{PAGE}"]
        assert own.id == f"tag:desk.example,2022:stories/{NAME}"
        assert "reconstructed" in own.content[0].value
        assert "<i>Partner Track</i>" in own.content[0].value
    others = feedparser.parse(text(contents, "feeds/series/young-royals.atom")).entries
    assert not [entry for entry in others if PAGE in entry.link]


def test_a_season_that_a_story_names_leads_to_its_words(contents: Contents) -> None:
    [link] = [li for li in Seen(text(contents, "seasons/the-watcher-s1.html")).links if PAGE in li]
    assert link.partition("#")[2] in Seen(text(contents, PAGE)).ids


def test_a_story_is_data_too(contents: Contents, draft: Draft) -> None:
    told = json.loads(text(contents, PAGE.replace(".html", ".json")))
    assert told["story"] == json.loads(json.dumps(draft.as_dict()))
    assert "html" not in told
    facts = list(csv.DictReader(io.StringIO(text(contents, PAGE.replace(".html", ".csv")))))
    [cho] = [fact for fact in facts if fact["fragment"] == "Arden Cho"]
    assert (cho["value"], cho["kind"], cho["form"]) == ("Arden Cho", "statement", "name")
    assert all(fact["where"] for fact in facts)
    assert {int(fact["note"]) for fact in facts} == {number for number, _ in draft.noted}


def test_the_site_map_and_the_board_name_a_story(contents: Contents) -> None:
    assert f"https://desk.example/{PAGE}" in text(contents, "sitemap.xml")
    assert PAGE in Seen(text(contents, "index.html")).links


@pytest.mark.parametrize(
    ("story", "edition", "shown"),
    [
        ("2022-11-08", "2022-11-08", True),
        ("2022-11-08", "2022-11-07", False),
        ("2022-11-09T10:30Z", "2022-11-08", False),
        ("2022-11-09T10:30Z", "2022-11-09T10:29", False),
        ("2022-11-09T10:30Z", "2022-11-09T10:30", True),
    ],
)
def test_an_edition_shows_only_stories_drafted_from_what_it_knows(
    given: dict[str, Any], draft: Draft, story: str, edition: str, shown: bool
) -> None:
    made = Given(**{**given, "as_of": AsOf.parse(edition)}, stories=[replace(draft, as_of=story)])
    assert bool(made.stories) is shown


def test_readers_vote_on_the_cancellations_of_the_day(contents: Contents, draft: Draft) -> None:
    key = key_of(path_of(draft))
    assert key == f"story/own-{NAME}"
    asked = subject(contents, key)
    assert asked
    assert asked.poll
    assert asked.poll.labels == ["Partner Track", "The Imperfects"]
    assert asked.href == PAGE
    assert subject(contents, "story/own-else") is None


def test_a_story_of_one_cancellation_is_talked_about_without_a_poll(
    whole: Given, draft: Draft
) -> None:
    few = tuple(p for p in draft.paragraphs if not any("Imperfects" in s.text for s in p))
    one = replace(draft, paragraphs=few)
    found = subject(Contents(replace(whole, stories=[one])), key_of(path_of(one)) or "")
    assert found
    assert found.poll is None


@pytest.fixture(scope="module")
def served(whole: Given, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server with readers whose clock stands while the story's poll is open."""
    patch = pytest.MonkeyPatch()
    patch.setattr("cliffhanger.days.now", lambda: CHANGED)
    contents = Contents(whole, Renderer(foot.mark))
    record = open_record(f"sqlite:///{tmp_path_factory.mktemp('readers') / 'record.db'}")
    room = Room(record, b"secret" * 8, lambda key: subject(contents, key))
    standing: Any = Standing(Shelf(contents, CHANGED))
    with TestClient(app(standing, room=room, watch=False)) as client:
        yield client
    patch.undo()


def test_a_vote_on_a_story_counts_once(served: TestClient) -> None:
    page = served.get(f"/{PAGE}").text
    assert "Which will you miss most?" in page
    assert 'class="write"' in page or "<textarea" in page
    action = f"/readers/on/story/own-{NAME}/vote"
    assert f'action="..{action}"' in page or f'action="{action}"' in page
    for _ in range(2):
        answer = served.post(action, data={"choice": "partner-track"})
        token = Seen(answer.text).attrs
        sealed = [a["value"] for t, a in token if t == "input" and a.get("name") == "token"]
        if sealed:
            served.post(action, data={"choice": "partner-track", "token": sealed[0]})
    polls = served.get("/polls.json").json()["polls"]
    [poll] = [p for p in polls if NAME in str(p)]
    assert poll["total"] == 1


def test_a_server_shows_a_story_once_it_is_published(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.at(tmp_path)
    vintages.ingest(sources.bundled_copy(), desk.lake, bundled())
    known = Known(desk, AsOf.parse(DAY))
    assert given_of(known, board=(), articles=(), looking_back=False).stories == []

    quick: dict[str, Any] = {"board": (), "articles": (), "looking_back": False}
    monkeypatch.setattr(
        "cliffhanger.pages.server.current.given_of",
        lambda known, **more: given_of(known, **{**more, **quick}),
    )
    monkeypatch.setattr("cliffhanger.pages.server.current.decided_lately", lambda _: ())
    current = Current(desk, as_of=DAY)
    current.refresh()
    assert not current.refresh()
    assert PAGE not in current.shelf.contents.files
    path = publish(desk, draft)
    assert current.refresh()
    assert current.shelf.find(PAGE)
    path.unlink()
    assert current.refresh()
    assert current.shelf.find(PAGE) is None
