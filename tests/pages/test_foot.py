from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from cliffhanger.pages.contents import Contents
from cliffhanger.pages.given import Given
from cliffhanger.pages.readers.room import Room
from cliffhanger.pages.render import Renderer
from cliffhanger.pages.server import foot
from cliffhanger.pages.server.serve import app
from cliffhanger.pages.server.shelf import FOOT, Shelf
from cliffhanger.pages.subjects import subject
from cliffhanger.store.record import open_record
from tests.pages.test_serve import CHANGED, Standing

SEASON = "/seasons/inside-man-s1.html"


@pytest.fixture(scope="module")
def client(whole: Given, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    contents = Contents(whole, Renderer(foot.mark))
    standing: Any = Standing(Shelf(contents, CHANGED))
    record = open_record(f"sqlite:///{tmp_path_factory.mktemp('readers') / 'record.db'}")
    room = Room(record, b"secret" * 8, lambda key: subject(contents, key))
    with TestClient(app(standing, room=room, watch=False)) as made:
        yield made


def test_readers_stand_at_the_foot_of_seasons_and_stories_only(
    client: TestClient, contents: Contents
) -> None:
    for path in (SEASON, f"/{contents.given.articles[0].path}"):
        page = client.get(path)
        assert 'id="readers"' in page.text, path
        assert FOOT not in page.text
        assert 'name="referrer" content="same-origin"' in page.text
    for path in ("/", "/articles/index.html", "/series/inside-man.html"):
        assert 'id="readers"' not in client.get(path).text


def test_the_page_that_everybody_sees_can_be_kept_by_a_cache(client: TestClient) -> None:
    first = client.get(SEASON)
    again = client.get(SEASON, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


def test_a_season_is_talked_about_under_its_name_and_asked_about_while_it_is_open(
    contents: Contents,
) -> None:
    open_season = subject(contents, "season/inside-man-s1")
    assert open_season
    assert open_season.poll
    assert open_season.poll.closes_at > dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
    decided = subject(contents, "season/partner-track-s1")
    assert decided
    assert decided.poll
    assert decided.poll.closes_at == dt.datetime(2022, 11, 9, tzinfo=dt.UTC)
    assert subject(contents, "season/nobody") is None
    assert subject(contents, "strange/x") is None


def test_pages_on_disk_have_no_place_for_readers(contents: Contents) -> None:
    assert FOOT.encode() not in contents.files["seasons/inside-man-s1.html"].make()


def test_a_server_looks_for_a_new_edition_and_destroys_the_traces_of_the_day_before(
    whole: Given, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[str] = []
    contents = Contents(whole)
    standing: Any = Standing(Shelf(contents, CHANGED))
    standing.refresh = lambda: done.append("looked")
    monkeypatch.setattr("cliffhanger.pages.readers.routes.keep_day", lambda _: done.append("kept"))
    monkeypatch.setattr("cliffhanger.pages.server.serve.EVERY", 0.01)
    record = open_record(f"sqlite:///{tmp_path / 'record.db'}")
    room = Room(record, b"secret" * 8, lambda key: subject(contents, key))
    with TestClient(app(standing, room=room)) as client:
        while done.count("looked") < 3:
            client.get("/")
    assert done[:2] == ["looked", "kept"]
    assert done.count("kept") == 1
